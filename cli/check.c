/* check.c - hearth check: every stored event against its chain and its signature */
#include <inttypes.h>
#include <stdio.h>

#include "cli.h"
#include "server.h"

struct tally {
	uint64_t spaces, streams, events, bad;
};

static void report(struct tally *t, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES], uint64_t n,
                   const char *what)
{
	char a[2 * ID_BYTES], b[2 * ID_BYTES];
	hex_write(space, ID_BYTES, a);
	hex_write(stream, ID_BYTES, b);
	t->bad++;
	(void)printf("space %.*s stream %.*s n %" PRIu64 ": %s\n", (int)sizeof a, a, (int)sizeof b, b, n, what);
}

struct walk {
	struct store *s;
	const uint8_t *space, *stream;
	uint8_t R[HASH_BYTES];
	uint32_t minute;
	struct tally *t;
};

/* NULL: nothing wrong with the event at n. */
static const char *check_event(struct walk *w, uint64_t n, const struct envelope *e, uint32_t minute,
                               const uint8_t R[HASH_BYTES])
{
	static const uint8_t none[ID_BYTES];
	struct store_device d;
	bool genesis = n == 1 && memcmp(e->space, none, ID_BYTES) == 0;
	chain_next(w->R, n, minute, e, w->R);
	bool linked = memcmp(w->R, R, HASH_BYTES) == 0;
	memcpy(w->R, R, HASH_BYTES); /* so that one break is reported once */
	if (!linked)
		return "the chain is broken here";
	if (minute < w->minute)
		return "the receipt minute falls";
	w->minute = minute;
	if (!genesis && (memcmp(e->space, w->space, ID_BYTES) != 0 || memcmp(e->stream, w->stream, ID_BYTES) != 0))
		return "an event of another stream";
	if (store_device_get(w->s, w->space, e->device, &d) != ST_OK)
		return "its device is not known";
	if (memcmp(d.member, e->member, ID_BYTES) != 0 || verify_event(e, d.ds) != ST_OK)
		return "its signature does not hold";
	return NULL;
}

/* The borrowed bytes of an event end with the next call on the store, so each is copied. */
MUST_USE static enum status check_stream(struct walk *w, struct buf *copy)
{
	struct store_head head;
	enum status st = store_head_get(w->s, w->space, w->stream, &head);
	chain_start(w->space, w->stream, w->R);
	w->minute = 0;
	for (uint64_t n = 1; st == ST_OK && n <= head.n; n++) {
		struct envelope e;
		struct span bytes;
		uint8_t R[HASH_BYTES];
		uint32_t minute;
		st = store_event_at(w->s, w->space, w->stream, n, &minute, R, &bytes);
		if (st == ST_NOTFOUND) {
			report(w->t, w->space, w->stream, n, "an event is missing");
			st = ST_OK;
			continue;
		}
		buf_reset(copy);
		if (st == ST_OK)
			st = buf_add(copy, bytes.p, bytes.len);
		if (st != ST_OK)
			return st;
		const char *wrong = env_parse(buf_span(copy), &e, NULL) == ST_OK ? check_event(w, n, &e, minute, R)
		                                                                 : "an event cannot be read";
		if (wrong != NULL)
			report(w->t, w->space, w->stream, n, wrong);
		w->t->events++;
	}
	return st;
}

MUST_USE static enum status check_spaces(struct store *s, struct tally *t)
{
	uint8_t space[ID_BYTES] = {0};
	struct buf copy;
	enum status st;
	buf_init(&copy, alloc_heap(), ENV_MAX);
	while ((st = store_space_next(s, space)) == ST_OK) {
		struct store_stream streams[CAP_STREAMS];
		size_t count;
		t->spaces++;
		st = store_stream_list(s, space, streams, &count);
		for (size_t i = 0; st == ST_OK && i < count; i++) {
			struct walk w = {.s = s, .space = space, .stream = streams[i].id, .t = t};
			t->streams++;
			st = check_stream(&w, &copy);
		}
		if (st != ST_OK)
			break;
	}
	buf_clear(&copy);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static int run(int argc, char **argv)
{
	const char *data = CLI_DATA;
	char path[DATA_PATH_MAX];
	struct store *s;
	struct tally t = {0};
	const struct option_spec spec[] = {{.name = "--data", .text = &data}};
	if (!cli_options(&cmd_check, argc, argv, spec, 1, NULL, 0))
		return CLI_USAGE;
	if (data_path(data, path) != ST_OK || store_open(path, STORE_READ, 0, &s) != ST_OK)
		return cli_fail(DATA_MISSING, data);
	enum status st = store_sound(s);
	if (st == ST_DIVERGED) {
		(void)printf("the database file is damaged\n");
		t.bad++;
		st = ST_OK;
	}
	if (st == ST_OK)
		st = check_spaces(s, &t);
	if (st != ST_OK)
		(void)cli_fail("cannot read the database", store_reason(s));
	store_close(s);
	if (st != ST_OK)
		return 1;
	(void)printf("%" PRIu64 " spaces, %" PRIu64 " streams, %" PRIu64 " events: ", t.spaces, t.streams, t.events);
	if (t.bad == 0)
		(void)printf("all sound\n");
	else
		(void)printf("%" PRIu64 " problems\n", t.bad);
	return t.bad == 0 ? 0 : 1;
}

const struct command cmd_check = {"check", "Check every stored event: chains, signatures, the file itself.",
                                  " [--data DIR]\n"
                                  "  --data DIR       folder of the database (" CLI_DATA ")\n",
                                  run};

/* home.c - see home.h. */
#include "home.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX (1u << 20)

static void must(bool ok, const char *what, const struct home_device *d)
{
	if (ok)
		return;
	fprintf(stderr, "home: %s\n", what);
	if (d != NULL)
		fprintf(stderr, "last answer: %.*s\n", (int)(hc_out_len(d->core) < 400 ? hc_out_len(d->core) : 400), (const char *)hc_out(d->core));
	abort();
}

void home_server_init(struct home_server *s)
{
	memset(s, 0, sizeof *s);
	s->minute = 29000000;
}

void home_server_clear(struct home_server *s)
{
	for (size_t i = 0; i < s->count; i++)
		buf_clear(&s->s[i].frames);
	s->count = 0;
}

void home_device_init(struct home_device *d)
{
	memset(d, 0, sizeof *d);
	d->core = hc_new();
	d->now = 1740000000000.0;
	must(d->core != NULL, "no memory", NULL);
}

static void drop_outbox(struct home_device *d)
{
	for (size_t i = 0; i < d->out_count; i++)
		free(d->out[i].bytes);
	d->out_count = 0;
}

void home_device_clear(struct home_device *d)
{
	drop_outbox(d);
	hc_close(d->core);
	d->core = NULL;
}

static struct json_doc answer(const struct home_device *d)
{
	struct json_doc doc;
	must(json_parse(alloc_heap(), span_make(hc_out(d->core), hc_out_len(d->core)), &doc) == ST_OK, "answer is no JSON", d);
	return doc;
}

const char *home_text(const struct home_device *d, const char *key)
{
	static char ring[4][TEXT_MAX];
	static unsigned at;
	char *to = ring[at++ & 3];
	struct json_doc doc = answer(d);
	struct span s = {NULL, 0};
	must(json_text(&doc, json_root(&doc), key, TEXT_MAX - 1, &s) == ST_OK, key, d);
	memcpy(to, s.p, s.len);
	to[s.len] = '\0';
	json_free(&doc);
	return to;
}

int64_t home_int(const struct home_device *d, const char *key)
{
	struct json_doc doc = answer(d);
	int64_t v = 0;
	must(json_int(&doc, json_root(&doc), key, INT64_MIN, INT64_MAX, &v) == ST_OK, key, d);
	json_free(&doc);
	return v;
}

bool home_flag(const struct home_device *d, const char *key)
{
	struct json_doc doc = answer(d);
	bool v = false;
	must(json_flag(&doc, json_root(&doc), key, &v) == ST_OK, key, d);
	json_free(&doc);
	return v;
}

bool home_contains(const struct home_device *d, const char *needle)
{
	return memmem(hc_out(d->core), hc_out_len(d->core), needle, strlen(needle)) != NULL;
}

typedef hc_status (*call)(struct hc *, const char *, size_t, double);

static hc_status run(struct home_device *d, call f, const char *fmt, va_list ap)
{
	static char text[TEXT_MAX];
	int n = vsnprintf(text, sizeof text, fmt, ap);
	must(n > 0 && (size_t)n < sizeof text, "command too long", NULL);
	d->now += 1000;
	return f(d->core, text, (size_t)n, d->now);
}

#define CALL(name, fn)                                                                                                  \
	hc_status name(struct home_device *d, const char *fmt, ...)                                                     \
	{                                                                                                               \
		va_list ap;                                                                                             \
		va_start(ap, fmt);                                                                                      \
		hc_status st = run(d, fn, fmt, ap);                                                                     \
		va_end(ap);                                                                                             \
		return st;                                                                                              \
	}
CALL(home_vault, hc_vault)
CALL(home_act, hc_act)
CALL(home_view, hc_view)

void home_store(struct home_device *d)
{
	struct json_doc doc = answer(d);
	const struct json_node *list = json_get(&doc, json_root(&doc), "events");
	must(list != NULL, "no events in the answer", d);
	for (const struct json_node *n = json_first(&doc, list); n != NULL; n = json_next(&doc, n)) {
		struct span hex, stream;
		struct home_event *e = &d->out[d->out_count++];
		must(d->out_count < HOME_OUTBOX, "outbox full", NULL);
		must(json_text(&doc, n, "bytes", TEXT_MAX, &hex) == ST_OK && json_text(&doc, n, "stream", 32, &stream) == ST_OK, "event", NULL);
		e->len = hex.len / 2;
		e->bytes = malloc(e->len);
		must(e->bytes != NULL && hex_read(hex, e->bytes, e->len) == ST_OK, "hex", NULL);
		memcpy(e->stream, stream.p, 32);
		e->stream[32] = '\0';
		must(hc_own(d->core, e->bytes, e->len) == 0, "hc_own refused", d);
	}
	json_free(&doc);
}

static struct home_stream *stream_of(struct home_server *s, const char *id)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->s[i].id, id) == 0)
			return &s->s[i];
	must(s->count < HOME_STREAMS, "too many streams", NULL);
	struct home_stream *x = &s->s[s->count++];
	memcpy(x->id, id, 33);
	buf_init(&x->frames, alloc_heap(), 256u << 20);
	return x;
}

void home_push(struct home_device *d, struct home_server *s)
{
	s->minute++;
	for (size_t i = 0; i < d->out_count; i++) {
		struct home_stream *x = stream_of(s, d->out[i].stream);
		must(frame_write(&x->frames, ++x->n, s->minute, span_make(d->out[i].bytes, d->out[i].len)) == ST_OK, "frame", NULL);
	}
	drop_outbox(d);
}

/* The streams in the order M, P, S, from the device's own state. */
hc_status home_fetch(struct home_device *d, struct home_server *s)
{
	hc_status st = 0;
	must(home_view(d, "{\"show\":\"state\"}") == 0, "state", d);
	struct json_doc doc = answer(d);
	const struct json_node *list = json_get(&doc, json_root(&doc), "streams");
	for (const struct json_node *n = json_first(&doc, list); n != NULL && st == 0; n = json_next(&doc, n)) {
		struct span id;
		char hex[33] = {0};
		must(json_text(&doc, n, "id", 32, &id) == ST_OK, "stream id", NULL);
		memcpy(hex, id.p, 32);
		for (size_t i = 0; i < s->count; i++) {
			struct home_stream *x = &s->s[i];
			if (strcmp(x->id, hex) != 0 || x->frames.len == d->at[i])
				continue;
			st = hc_take(d->core, hex, x->frames.p + d->at[i], x->frames.len - d->at[i], 0);
			if (st == 0) {
				d->at[i] = x->frames.len;
				d->behind += home_flag(d, "m_behind");
			}
		}
	}
	json_free(&doc);
	return st;
}

void home_sync(struct home_device *d, struct home_server *s)
{
	home_push(d, s);
	must(home_fetch(d, s) == 0, "fetch", d);
}

void home_found(struct home_device *d, const char *L, const char *name, char *vault, char *cold, size_t max)
{
	must(home_vault(d, "{\"op\":\"found\",\"L\":\"%s\",\"name\":\"%s\"}", L, name) == 0, "found", d);
	snprintf(vault, max, "%s", home_text(d, "vault"));
	snprintf(cold, max, "%s", home_text(d, "cold"));
	home_store(d);
}

/* demo_home.c - two cores, as two phones would be, and the server's own checks between them.
 *
 *   row -> hc_act -> envelope -> hc_own -> push_check, push_append -> frames -> hc_take of whoever reads next
 *
 * Every row moves the clock; receipt minutes follow it, a private one some minutes later, as phones send them. */
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo.h"
#include "hearth.h"
#include "push.h"

#define TEXT_MAX (256u << 10) /* a command: the largest is a join, in hex */
#define NOTES_MAX 16u         /* thanks that the other has not opened yet */
#define HEX_ID (2 * ID_BYTES)

struct person {
	struct hc *core;
	char L[65]; /* stands for a passphrase that nobody ever chose */
	char *cold; /* the sealed identity, hex */
	uint8_t device[ID_BYTES], member[ID_BYTES];
	struct buf out;                   /* envelopes not yet pushed, end to end */
	char note[NOTES_MAX][HEX_ID + 1]; /* thanks of the other, not opened */
	int32_t note_day[NOTES_MAX];
	unsigned notes;
};

struct demo {
	struct store *s;
	uint8_t space[ID_BYTES];
	bool founded;
	struct person person[DEMO_PEOPLE];
	struct demo_codes *codes;
	int64_t gmtoff;
	int32_t start, day; /* days since 1970, on the wall */
	int64_t at_s;       /* now, unix seconds */
	unsigned rows;
	char *text;
	struct buf frames;
	const char *why;
};

/* ---- talking to a core */

MUST_USE static enum status fail(struct demo *d, enum status st, const char *why)
{
	if (st != ST_OK && d->why == NULL)
		d->why = why;
	return st;
}

typedef hc_status (*call)(struct hc *, const char *, size_t, double);

__attribute__((format(printf, 4, 5))) MUST_USE static enum status ask(struct demo *d, struct person *p, call f,
                                                                      const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(d->text, TEXT_MAX, fmt, ap);
	va_end(ap);
	if (n < 0 || (unsigned)n >= TEXT_MAX)
		return fail(d, ST_TOOBIG, "a command is too long");
	return fail(d, (enum status)f(p->core, d->text, (size_t)n, (double)d->at_s * 1000), "a core refuses a command");
}

/* A text of the last answer, looked for from *at; *at moves behind it.  Only ids, hex and codes are read in this way,
 * and they hold nothing that JSON would escape. */
MUST_USE static enum status answer(const struct person *p, const char *key, size_t *at, struct span *out)
{
	char look[40];
	int n = snprintf(look, sizeof look, "\"%s\":\"", key);
	const uint8_t *all = hc_out(p->core), *end = all + hc_out_len(p->core);
	const uint8_t *hit = memmem(all + *at, (size_t)(end - all) - *at, look, (size_t)n);
	if (hit == NULL)
		return ST_NOTFOUND;
	hit += n;
	const uint8_t *stop = memchr(hit, '"', (size_t)(end - hit));
	if (stop == NULL)
		return ST_MALFORMED;
	*out = span_make(hit, (size_t)(stop - hit));
	*at = (size_t)(stop - all);
	return ST_OK;
}

MUST_USE static enum status answer_id(const struct person *p, const char *key, uint8_t id[ID_BYTES])
{
	struct span hex;
	size_t at = 0;
	enum status st = answer(p, key, &at, &hex);
	return st == ST_OK ? hex_read(hex, id, ID_BYTES) : st;
}

MUST_USE static enum status answer_copy(const struct person *p, const char *key, char **out)
{
	struct span s;
	size_t at = 0;
	enum status st = answer(p, key, &at, &s);
	if (st != ST_OK)
		return st;
	*out = strndup((const char *)s.p, s.len);
	return *out == NULL ? ST_NOMEM : ST_OK;
}

/* The events of the last answer: applied, and behind what waits already. */
MUST_USE static enum status keep_events(struct person *p)
{
	struct span hex;
	size_t at = 0, from = p->out.len;
	enum status st;
	while ((st = answer(p, "bytes", &at, &hex)) == ST_OK) {
		uint8_t *to;
		st = buf_room(&p->out, hex.len / 2, &to);
		if (st == ST_OK)
			st = hex_read(hex, to, hex.len / 2);
		if (st != ST_OK)
			return st;
	}
	st = st == ST_NOTFOUND ? ST_OK : st;
	while (st == ST_OK && from < p->out.len) { /* hc_own replaces the answer, so it comes second */
		struct envelope e;
		size_t used = 0;
		st = env_parse(span_make(p->out.p + from, p->out.len - from), &e, &used);
		if (st == ST_OK)
			st = (enum status)hc_own(p->core, p->out.p + from, used);
		from += used;
	}
	return st;
}

/* ---- the server between them */

MUST_USE static enum status push(struct demo *d, struct person *p, struct span body, uint32_t minute)
{
	struct store_device dev;
	struct push *batch = NULL;
	if (body.len == 0)
		return ST_OK;
	enum status st = push_parse(body, &batch);
	if (st == ST_OK)
		st = store_device_get(d->s, d->space, p->device, &dev);
	if (st == ST_OK)
		st = push_check(batch, d->space, &dev);
	if (st == ST_OK)
		st = push_append(batch, d->s, d->space, p->device, minute);
	if (st == ST_DENIED)
		st = fail(d, st, batch->refusal.message);
	push_free(batch);
	return st;
}

/* The outbox; the very first event founds the space. */
MUST_USE static enum status send(struct demo *d, struct person *p, uint32_t later)
{
	uint32_t minute = (uint32_t)(d->at_s / 60) + later;
	struct span body = buf_span(&p->out);
	enum status st = ST_OK;
	if (!d->founded && body.len != 0) {
		struct founding f;
		size_t used = 0;
		st = env_parse(body, &f.e, &used);
		if (st == ST_OK)
			st = access_founding(span_make(body.p, used), &f);
		if (st == ST_OK)
			st = access_found(&f, d->s, minute);
		if (st != ST_OK)
			return fail(d, st, "the space cannot be founded");
		d->founded = true;
		body = span_make(body.p + used, body.len - used);
	}
	st = push(d, p, body, minute);
	buf_reset(&p->out);
	return fail(d, st, "the server refuses an event");
}

MUST_USE static enum status fetch_stream(struct demo *d, struct person *p, const char hex[HEX_ID + 1], uint64_t n)
{
	uint8_t id[ID_BYTES];
	struct store_head head;
	enum status st = hex_read(span_make(hex, HEX_ID), id, ID_BYTES);
	if (st == ST_OK)
		st = store_head_get(d->s, d->space, id, &head);
	for (; st == ST_OK && n < head.n; n += CAP_PAGE_EVENTS) {
		buf_reset(&d->frames);
		st = store_frames(d->s, d->space, id, n, CAP_PAGE_EVENTS, d->frames.max / 2, &d->frames);
		if (st == ST_OK)
			st = (enum status)hc_take(p->core, hex, d->frames.p, d->frames.len, 0);
	}
	return fail(d, st, "a core refuses what the server has");
}

/* All that is new, in the order M, P, S of the core's own list: {"id":"..","class":"M","n":12,...}. */
MUST_USE static enum status fetch(struct demo *d, struct person *p)
{
	char id[4][HEX_ID + 1];
	uint64_t n[4];
	unsigned count = 0;
	struct span s;
	size_t at = 0;
	enum status st = ask(d, p, hc_view, "{\"show\":\"state\"}");
	const uint8_t *list = st != ST_OK ? NULL : memmem(hc_out(p->core), hc_out_len(p->core), "\"streams\":", 10);
	if (list == NULL)
		return fail(d, ST_MALFORMED, "a core does not say its streams");
	for (at = (size_t)(list - hc_out(p->core)); count < 4 && answer(p, "id", &at, &s) == ST_OK; count++) {
		(void)snprintf(id[count], sizeof id[count], "%.*s", (int)HEX_ID, (const char *)s.p);
		const char *number = memmem(s.p, hc_out_len(p->core) - at, "\"n\":", 4);
		n[count] = number == NULL ? 0 : strtoull(number + 4, NULL, 10);
	}
	for (unsigned i = 0; st == ST_OK && i < count; i++)
		st = fetch_stream(d, p, id[i], n[i]);
	return st;
}

/* ---- found, join, code */

MUST_USE static enum status settle(struct person *p)
{
	enum status st = answer_id(p, "device", p->device);
	if (st == ST_OK)
		st = answer_id(p, "member", p->member);
	if (st == ST_OK)
		st = answer_copy(p, "cold", &p->cold);
	return st == ST_OK ? keep_events(p) : st;
}

MUST_USE static enum status do_found(struct demo *d, struct person *p, const char *name)
{
	enum status st = ask(d, p, hc_vault, "{\"op\":\"found\",\"L\":\"%s\",\"name\":\"%s\"}", p->L, name);
	if (st == ST_OK)
		st = answer_id(p, "space", d->space);
	if (st == ST_OK)
		st = settle(p);
	if (st == ST_OK)
		st = send(d, p, 0);
	return st == ST_OK ? fetch(d, p) : st;
}

/* Invite, join and let in, one after the other; what lies between them on two phones is left out. */
MUST_USE static enum status do_join(struct demo *d, struct person *p, const char *name, struct person *inviter)
{
	char *secret = NULL, *blob = NULL, *join = NULL;
	enum status st = ask(d, inviter, hc_vault, "{\"op\":\"invite\",\"role\":1,\"name\":\"%s\"}", demo_names[ROBIN]);
	if (st == ST_OK)
		st = answer_copy(inviter, "secret", &secret);
	if (st == ST_OK)
		st = answer_copy(inviter, "blob", &blob);
	if (st == ST_OK)
		st = ask(d, p, hc_vault,
		         "{\"op\":\"join\",\"secret\":\"%s\",\"blob\":\"%s\",\"L\":\"%s\",\"name\":\"%s\"}", secret,
		         blob, p->L, name);
	if (st == ST_OK)
		st = answer_copy(p, "join", &join);
	if (st == ST_OK)
		st = settle(p);
	if (st == ST_OK)
		st = ask(d, inviter, hc_vault,
		         "{\"op\":\"let_in\",\"L\":\"%s\",\"cold\":\"%s\",\"secret\":\"%s\",\"blob\":\"%s\",\"join\":"
		         "\"%s\"}",
		         inviter->L, inviter->cold, secret, blob, join);
	if (st == ST_OK)
		st = keep_events(inviter);
	if (st == ST_OK)
		st = send(d, inviter, 0);
	if (st == ST_OK)
		st = fetch(d, inviter);
	if (st == ST_OK)
		st = fetch(d, p); /* M, and with it the key of what is shared */
	if (st == ST_OK)
		st = send(d, p, 0);
	free(secret);
	free(blob);
	free(join);
	return fail(d, st, "the two cannot be brought together");
}

static void plain_code(struct span text, char out[DEMO_CODE + 1])
{
	size_t n = 0;
	for (size_t i = 0; i < text.len && n < DEMO_CODE; i++)
		if (text.p[i] != ' ')
			out[n++] = (char)text.p[i];
	out[n] = '\0';
}

/* A paper code, and the sealed identity that it opens laid down at the server. */
MUST_USE static enum status do_code(struct demo *d, struct person *p, char code[DEMO_CODE + 1])
{
	struct store_cold c = {.version = 1};
	struct span s;
	struct buf wrap;
	uint8_t *to;
	size_t at = 0;
	buf_init(&wrap, alloc_heap(), CAP_COLD);
	enum status st = ask(d, p, hc_vault, "{\"op\":\"paper\",\"L\":\"%s\",\"cold\":\"%s\"}", p->L, p->cold);
	if (st == ST_OK && (st = answer(p, "text", &at, &s)) == ST_OK)
		plain_code(s, code);
	if (st == ST_OK && (st = answer(p, "login", &at, &s)) == ST_OK)
		st = hex_read(s, c.login, sizeof c.login);
	if (st == ST_OK && (st = answer(p, "wrap", &at, &s)) == ST_OK)
		st = buf_room(&wrap, s.len / 2, &to);
	if (st == ST_OK)
		st = hex_read(s, to, s.len / 2);
	memcpy(c.space, d->space, ID_BYTES);
	memcpy(c.member, p->member, ID_BYTES);
	if (st == ST_OK)
		st = store_cold_put(d->s, &c, buf_span(&wrap));
	buf_clear(&wrap);
	return fail(d, st, "a paper code cannot be made");
}

/* ---- records */

/* A private record travels some minutes after it was written, so that no phone tells the hour of a page. */
MUST_USE static enum status write_record(struct demo *d, struct person *p, const char *type, const char *aud,
                                         const char *body)
{
	enum status st =
	    ask(d, p, hc_act, "{\"do\":\"write\",\"type\":\"%s\",\"for\":\"%s\",\"body\":{%s}}", type, aud, body);
	if (st == ST_OK)
		st = keep_events(p);
	if (st == ST_OK)
		st = send(d, p, aud[0] == 'm' ? 5 + d->rows % 20 : 0);
	return fail(d, st, "a record cannot be written");
}

/* Notes of the other from days before are opened before one's own is written; the newest stays folded for the visitor.
 */
MUST_USE static enum status open_notes(struct demo *d, struct person *p)
{
	enum status st = ST_OK;
	while (st == ST_OK && p->notes > 1 && p->note_day[0] < d->day) {
		char body[100];
		(void)snprintf(body, sizeof body, "\"what\":\"%s\",\"day\":%d", p->note[0], d->day);
		st = write_record(d, p, "seen", "me", body);
		p->notes--;
		memmove(p->note[0], p->note[1], p->notes * sizeof p->note[0]);
		memmove(&p->note_day[0], &p->note_day[1], p->notes * sizeof p->note_day[0]);
	}
	return st;
}

MUST_USE static enum status do_thanks(struct demo *d, struct person *p, struct person *other, const char *body)
{
	struct span id;
	size_t at = 0;
	enum status st = open_notes(d, p);
	if (st == ST_OK)
		st = ask(d, p, hc_act, "{\"do\":\"write\",\"type\":\"thanks\",\"for\":\"us\",\"body\":{%s}}", body);
	if (st == ST_OK)
		st = answer(p, "id", &at, &id);
	if (st == ST_OK && other->notes < NOTES_MAX) {
		(void)snprintf(other->note[other->notes], HEX_ID + 1, "%.*s", (int)HEX_ID, (const char *)id.p);
		other->note_day[other->notes++] = d->day;
	}
	if (st == ST_OK)
		st = keep_events(p);
	return st == ST_OK ? send(d, p, 0) : fail(d, st, "a note cannot be written");
}

/* The items of the reflection, by construct; the sexual ones wait until a person asks for them, and these two did not.
 */
struct item {
	const char *id;
	char slice, construct; /* which digit of a row's levels */
	bool reversed;
};
static const struct item items[] = {
    {"r_aff_1", '3', 0, false},    {"r_aff_2", '3', 0, false},   {"r_aff_3", '3', 0, false},
    {"r_close_1", '1', 1, false},  {"r_close_2", '2', 1, false}, {"r_close_3", '2', 1, false},
    {"r_comm_1", '1', 2, false},   {"r_comm_2", '2', 2, false},  {"r_comm_3", '2', 2, false},
    {"r_health_1", '3', 3, true},  {"r_health_2", '3', 3, true}, {"r_health_3", '3', 3, false},
    {"r_health_4", '3', 3, true},  {"r_load_1", '2', 4, false},  {"r_load_2", '2', 4, true},
    {"r_load_3", '2', 4, false},   {"r_mean_1", '2', 5, false},  {"r_mean_2", '2', 5, false},
    {"r_play_1", '1', 6, false},   {"r_play_2", '2', 6, true},   {"r_play_3", '2', 6, false},
    {"r_safe_1", '2', 7, false},   {"r_safe_2", '2', 7, false},  {"r_safe_3", '2', 7, false},
    {"r_stress_1", '1', 8, false}, {"r_stress_2", '2', 8, true}, {"r_stress_3", '2', 8, false},
    {"r_time_1", '1', 9, false},   {"r_time_2", '2', 9, false},  {"r_time_3", '2', 9, true},
    {"r_trust_1", '3', 10, false}, {"r_trust_2", '3', 10, true}, {"r_trust_3", '3', 10, true},
};

/* row: "4 45634627556": the slice, then how it stood with each construct, 0 to 9, the kinder end high. */
MUST_USE static enum status do_reflection(struct demo *d, struct person *p, const char *row)
{
	char body[1500];
	char want = row[0] == '5' ? '1' : row[0]; /* a pulse asks the first evening's items again */
	int at = snprintf(body, sizeof body, "\"path\":0,\"day\":%d,\"slice\":%c,\"answers\":{", d->day, row[0]);
	for (size_t i = 0, n = 0; i < sizeof items / sizeof items[0]; i++) {
		if (want != '4' && items[i].slice != want)
			continue;
		int level = row[2 + items[i].construct] - '0' + (i % 3 == 1 && row[2 + items[i].construct] < '9');
		at += snprintf(body + at, sizeof body - (size_t)at, "%s\"%s\":%d", n++ == 0 ? "" : ",", items[i].id,
		               items[i].reversed ? 10 - level : level);
	}
	(void)snprintf(body + at, sizeof body - (size_t)at, "}");
	return write_record(d, p, "reflection", "me", body);
}

/* ---- ten weeks */

/* The body with its days put in; static, used up by the next call. */
static const char *dated(const struct demo *d, const struct demo_row *r)
{
	static char out[4096];
	int32_t monday = d->day - r->weekday;
	size_t n = 0;
	for (const char *c = r->body; *c != '\0' && n + 16 < sizeof out; c++) {
		if (*c != '@')
			out[n++] = *c;
		else if (*++c != '\0')
			n += (size_t)snprintf(out + n, sizeof out - n, "%d",
			                      *c == 'm'   ? monday
			                      : *c == 'n' ? monday + 7
			                      : *c == 'u' ? monday + 6
			                                  : d->day);
	}
	out[n] = '\0';
	return out;
}

MUST_USE static enum status live_row(struct demo *d, const struct demo_row *r)
{
	struct person *p = &d->person[r->who], *other = &d->person[!r->who];
	if (strcmp(r->type, "found") == 0)
		return do_found(d, p, demo_names[r->who]);
	if (strcmp(r->type, "join") == 0)
		return do_join(d, p, demo_names[r->who], other);
	enum status st = fetch(d, p);
	if (st != ST_OK)
		return st;
	if (strcmp(r->type, "code") == 0) {
		st = do_code(d, p, d->codes->text[r->who]);
		return st == ST_OK ? write_record(d, p, "paper", "me", dated(d, r)) : st;
	}
	if (strcmp(r->type, "thanks") == 0)
		return do_thanks(d, p, other, dated(d, r));
	if (strcmp(r->type, "reflection") == 0 && r->body[0] != '"')
		return do_reflection(d, p, r->body);
	return write_record(d, p, r->type, r->aud, dated(d, r));
}

static int by_clock(const void *a, const void *b)
{
	const struct demo_row *x = *(const struct demo_row *const *)a, *y = *(const struct demo_row *const *)b;
	int32_t p = (x->week * 7 + x->weekday) * 10000 + x->clock, q = (y->week * 7 + y->weekday) * 10000 + y->clock;
	return p != q ? (p < q ? -1 : 1) : (x < y ? -1 : 1);
}

MUST_USE static enum status live(struct demo *d, int64_t now_s)
{
	const struct demo_row **row = calloc(demo_row_count, sizeof(const struct demo_row *));
	enum status st = row == NULL ? ST_NOMEM : ST_OK;
	for (size_t i = 0; row != NULL && i < demo_row_count; i++)
		row[i] = &demo_rows[i];
	if (row != NULL)
		qsort(row, demo_row_count, sizeof(const struct demo_row *), by_clock);
	for (size_t i = 0; st == ST_OK && i < demo_row_count; i++) {
		const struct demo_row *r = row[i];
		d->day = d->start + 7 * (r->week - 1) + r->weekday;
		d->at_s = (int64_t)d->day * 86400 + r->clock / 100 * 3600 + r->clock % 100 * 60 - d->gmtoff +
		          d->rows * 37 % 60;
		if (d->at_s + 3600 > now_s)
			break; /* not lived yet */
		d->rows++;
		st = live_row(d, r);
	}
	free(row);
	return st;
}

MUST_USE static enum status open_person(struct person *p)
{
	uint8_t key[32];
	buf_init(&p->out, alloc_heap(), CAP_PUSH_BYTES);
	p->core = hc_new();
	randombytes_buf(key, sizeof key);
	hex_write(key, sizeof key, p->L);
	sodium_memzero(key, sizeof key);
	return p->core == NULL ? ST_NOMEM : ST_OK;
}

static void close_person(struct person *p)
{
	hc_close(p->core);
	buf_clear(&p->out);
	free(p->cold);
}

enum status demo_live(struct store *s, int64_t now_s, int64_t gmtoff, struct demo_codes *out, const char **why)
{
	struct demo *d = calloc(1, sizeof *d);
	char *text = malloc(TEXT_MAX);
	enum status st = d == NULL || text == NULL ? ST_NOMEM : ST_OK;
	*why = "not enough memory";
	if (st == ST_OK) {
		int32_t today = (int32_t)((now_s + gmtoff) / 86400);
		d->s = s;
		d->text = text;
		d->codes = out;
		d->gmtoff = gmtoff;
		d->start = today - (today + 3) % 7 - 7 * DEMO_WEEKS; /* a Monday: day 0 was a Thursday */
		buf_init(&d->frames, alloc_heap(), 2 * CAP_PAGE_BYTES);
		for (int i = 0; st == ST_OK && i < DEMO_PEOPLE; i++)
			st = open_person(&d->person[i]);
		if (st == ST_OK)
			st = live(d, now_s);
		if (d->why != NULL)
			*why = d->why;
		for (int i = 0; i < DEMO_PEOPLE; i++)
			close_person(&d->person[i]);
		buf_clear(&d->frames);
		sodium_memzero(text, TEXT_MAX);
		sodium_memzero(d, sizeof *d);
	}
	free(text);
	free(d);
	return st;
}

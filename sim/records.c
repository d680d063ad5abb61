/* records.c - bodies by hand, in the order of their keys; unit/test_sim.c holds them against the table of types. */
#include "sim/records.h"

#include <stdlib.h>
#include <string.h>

#define PER_WEEK 24u
#define BODY_MAX 1024u

enum status records_new(struct records *r, uint32_t weeks)
{
	*r = (struct records){.max = 64 + (size_t)weeks * PER_WEEK};
	r->bytes_max = 8192 + r->max * 40;
	r->v = calloc(r->max, sizeof *r->v);
	r->bytes = malloc(r->bytes_max);
	buf_init(&r->draft, alloc_heap(), BODY_MAX);
	if (r->v != NULL && r->bytes != NULL)
		return ST_OK;
	records_free(r);
	return ST_NOMEM;
}

void records_free(struct records *r)
{
	free(r->v);
	free(r->bytes);
	buf_clear(&r->draft);
	r->v = NULL;
	r->bytes = NULL;
}

void records_reset(struct records *r) { r->n = r->bytes_len = 0; }

struct facts records_facts(const struct records *r) { return (struct facts){r->v + (r->max - r->n), r->n}; }

static struct cbor_w begin(struct records *r)
{
	buf_reset(&r->draft);
	return cbor_writer(&r->draft);
}

static void end(struct records *r, enum record_type type, const struct cbor_w *w)
{
	size_t len = r->draft.len;
	if (w->st != ST_OK || r->n == r->max || len > r->bytes_max - r->bytes_len)
		return;
	uint8_t *body = r->bytes + r->bytes_len;
	memcpy(body, r->draft.p, len);
	r->bytes_len += len;
	r->n++;
	struct fact *f = &r->v[r->max - r->n];
	*f = (struct fact){
	    .t = event_type_find(type), .body = span_make(body, len), .at_ms = r->n, .mine = true, .sent = true};
	f->id[0] = (uint8_t)r->n;
	f->id[1] = (uint8_t)(r->n >> 8);
}

static void put_name(struct cbor_w *w, const char *name) { cbor_text(w, name, strlen(name)); }

static void put_bits(struct cbor_w *w, uint64_t key, unsigned bits, const char *const *names)
{
	size_t n = 0;
	for (unsigned i = 0; names[i] != NULL; i++)
		n += bits >> i & 1;
	cbor_uint(w, key);
	cbor_array(w, n);
	for (unsigned i = 0; names[i] != NULL; i++)
		if ((bits >> i & 1) != 0)
			put_name(w, names[i]);
}

static void put_int(struct cbor_w *w, uint64_t key, int64_t v)
{
	cbor_uint(w, key);
	cbor_int(w, v);
}

void records_start(struct records *r, unsigned wish, unsigned around, int32_t day)
{
	static const char *const wishes[] = {"ease", "heard", "affection", "fewer-rows", "room", "play", NULL};
	static const char *const arounds[] = {"baby", "long-days", "apart", "ill", "broken-trust", "very-low", NULL};
	static const char *const setups[] = {"me", NULL};
	struct cbor_w w = begin(r);
	cbor_map(&w, 4);
	put_bits(&w, 0, wish, wishes);
	put_bits(&w, 1, around, arounds);
	put_bits(&w, 2, 1, setups);
	put_int(&w, 3, day);
	end(r, REC_START, &w);
}

void records_time(struct records *r, int32_t minutes, unsigned when, unsigned days, bool table)
{
	static const char *const whens[] = {"morning", "day", "evening", "bed", NULL};
	char planned[] = "days:0";
	struct cbor_w w = begin(r);
	size_t n = 1 + (size_t)table;
	for (unsigned i = 0; i < 4; i++)
		n += when >> i & 1;
	planned[5] = (char)('0' + days % 8);
	cbor_map(&w, 2);
	put_int(&w, 0, minutes);
	cbor_uint(&w, 1);
	cbor_array(&w, n);
	for (unsigned i = 0; i < 4; i++)
		if ((when >> i & 1) != 0)
			put_name(&w, whens[i]);
	put_name(&w, planned);
	if (table)
		put_name(&w, "table");
	end(r, REC_TIME, &w);
}

void records_causes(struct records *r, uint64_t causes, int32_t day)
{
	struct cbor_w w = begin(r);
	size_t n = 0;
	for (unsigned i = 1; i < 64; i++)
		n += causes >> i & 1;
	cbor_map(&w, 2);
	cbor_uint(&w, 0);
	cbor_array(&w, n);
	for (unsigned i = 1; i < 64; i++)
		if ((causes >> i & 1) != 0) {
			char code[] = {'B', (char)('0' + i / 10), (char)('0' + i % 10), '\0'};
			put_name(&w, code);
		}
	put_int(&w, 1, day);
	end(r, REC_CAUSES, &w);
}

void records_span(struct records *r, enum record_type type, int32_t from, int32_t until)
{
	struct cbor_w w = begin(r);
	cbor_map(&w, 2);
	put_int(&w, 0, from);
	put_int(&w, 1, until);
	end(r, type, &w);
}

void records_reflection(struct records *r, unsigned path, int32_t day, const struct record_answer *v, size_t n)
{
	struct cbor_w w = begin(r);
	cbor_map(&w, 4);
	put_int(&w, 0, path);
	put_int(&w, 1, day);
	put_int(&w, 2, 4);
	cbor_uint(&w, 3);
	cbor_map(&w, n);
	for (size_t i = 0; i < n; i++) {
		cbor_text(&w, v[i].item.p, v[i].item.len);
		cbor_int(&w, v[i].value);
	}
	end(r, REC_REFLECTION, &w);
}

void records_step(struct records *r, const struct record_step *s)
{
	struct cbor_w w = begin(r);
	cbor_map(&w, 4 + (size_t)(s->close >= 0) + (size_t)(s->comfort >= 0) + (size_t)(s->reason != NULL));
	cbor_uint(&w, 0);
	cbor_array(&w, 1);
	cbor_text(&w, s->exercise.p, s->exercise.len);
	put_int(&w, 1, s->size);
	put_int(&w, 2, s->day);
	put_int(&w, 3, s->what);
	if (s->close >= 0)
		put_int(&w, 6, s->close);
	if (s->comfort >= 0)
		put_int(&w, 7, s->comfort);
	if (s->reason != NULL) {
		cbor_uint(&w, 9);
		cbor_array(&w, 1);
		put_name(&w, s->reason);
	}
	end(r, REC_STEP, &w);
}

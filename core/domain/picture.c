/* picture.c - kind sentences first, then circumstances. */
#include "domain/picture.h"

#include "domain/history.h"
#include "domain/away.h"
#include "domain/item.h"
#include "domain/pack.h"

#define HIGH_TENTHS 65
#define LOW_TENTHS 45
#define KIND_MAX 3u

/* Which circumstances a thin construct often goes with (evidence.md 2 and 6b); bit n is Bn.  Only an order, never a
 * claim. */
#define B(n) (UINT64_C(1) << (n))
static const struct {
	const char *construct;
	uint64_t causes;
} hints[] = {
    {"safety", B(5) | B(9) | B(10)},
    {"closeness", B(31) | B(23) | B(4) | B(32)},
    {"communication", B(5) | B(6) | B(7)},
    {"affection", B(32) | B(27) | B(26)},
    {"sexual", B(13) | B(14) | B(15) | B(26)},
    {"desire-gap", B(13) | B(14)},
    {"time", B(4) | B(3) | B(24)},
    {"trust", B(8) | B(7) | B(10)},
    {"stress", B(1) | B(2) | B(21)},
    {"shame", B(12) | B(16)},
    {"meaning", B(28) | B(29)},
    {"load", B(25) | B(2)},
    {"health", B(17) | B(18) | B(21)},
    {"play", B(22) | B(23)},
};

static uint64_t suggested(const struct history *h, const struct pack *p)
{
	uint64_t causes = 0;
	size_t c;
	for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
		if (pack_find(p, PACK_REFLECTION, span_text(hints[i].construct), &c) == ST_OK &&
		    c < REFLECT_CONSTRUCTS_MAX && h->tenths[c] >= 0 && h->tenths[c] <= LOW_TENTHS)
			causes |= hints[i].causes;
	if ((h->around & AROUND_BABY) != 0)
		causes |= B(3) | B(2);
	if ((h->around & AROUND_LONG_DAYS) != 0)
		causes |= B(1) | B(2);
	if ((h->around & AROUND_ILL) != 0)
		causes |= B(17);
	return causes;
}

static const struct fact *good_page(const struct facts *f)
{
	size_t i = facts_next(f, REC_PAGE, FACT_MINE, 0);
	return i < f->n ? &f->v[i] : NULL;
}

/* A sentence of our own in the form that a part of the pack has: a list with one paragraph. */
static void put_paragraph(struct json_w *w, const char *text)
{
	json_array(w);
	json_object(w);
	json_pair_text(w, "t", "p");
	json_key(w, "c");
	json_array(w);
	json_put_text(w, text);
	json_end_array(w);
	json_end_object(w);
	json_end_array(w);
}

static void write_kind(const struct facts *f, const struct pack *p, const struct history *h, bool sexual,
                       struct json_w *w)
{
	unsigned n = 0;
	bool hidden[REFLECT_CONSTRUCTS_MAX] = {false};
	struct reflect_index ix;
	reflect_index(p, &ix);
	for (size_t i = 0; i < ix.n; i++)
		hidden[ix.v[i].construct] = ix.v[i].sexual && !sexual;
	json_key(w, "kind");
	json_array(w);
	/* The first is always a good one: something that is there, or a moment that was, or that somebody looks at all.
	 */
	for (size_t c = 0; c < REFLECT_CONSTRUCTS_MAX && n < KIND_MAX; c++) {
		struct span part;
		if (hidden[c] || h->tenths[c] < HIGH_TENTHS ||
		    (part = item_part(pack_at(p, PACK_REFLECTION, c), "When this is high")).len == 0)
			continue;
		json_put_cbor(w, part);
		n++;
	}
	if (n == 0)
		put_paragraph(w, good_page(f) != NULL
		                     ? "You remember a moment when it was easy. It is kept in your book."
		                     : "You took a quiet look at how things are. That is a good beginning.");
	for (size_t c = 0, low = 0; c < REFLECT_CONSTRUCTS_MAX && low < KIND_MAX - 1; c++) {
		struct span part;
		if (hidden[c] || h->tenths[c] < 0 || h->tenths[c] > LOW_TENTHS ||
		    (part = item_part(pack_at(p, PACK_REFLECTION, c), "When this is low")).len == 0)
			continue;
		json_put_cbor(w, part);
		low++;
	}
	json_end_array(w);
}

static uint64_t bit_of(struct span id)
{
	if (id.len != 3 || id.p[0] != 'B' || id.p[1] < '0' || id.p[1] > '9' || id.p[2] < '0' || id.p[2] > '9')
		return 0;
	unsigned n = (unsigned)(id.p[1] - '0') * 10 + (unsigned)(id.p[2] - '0');
	return n >= 1 && n <= 63 ? B(n) : 0;
}

static void write_causes(const struct pack *p, const struct history *h, uint64_t first, bool sexual, bool wanted,
                         struct json_w *w)
{
	for (size_t i = 0; i < pack_count(p, PACK_CAUSES); i++) {
		struct span map = pack_at(p, PACK_CAUSES, i), id = item_text(map, "id");
		uint64_t bit = bit_of(id);
		bool picked = (h->causes & bit) != 0;
		if (((first & bit) != 0) != wanted || (away_cause(id) && !sexual && !picked))
			continue;
		json_object(w);
		json_pair_span(w, "id", id);
		json_pair_span(w, "title", item_text(map, "title"));
		json_pair_span(w, "line", item_text(map, "line"));
		json_pair_bool(w, "picked", picked);
		json_pair_bool(w, "suggested", wanted);
		json_pair_bool(w, "shareable", span_is(item_text(map, "map"), "yes"));
		json_end_object(w);
	}
}

void picture_view(const struct facts *f, const struct pack *p, const struct picture_query *q, struct json_w *w)
{
	struct history h;
	bool sexual = reflect_sexual(f);
	history_gather(f, p, q->day, &h);
	uint64_t first = suggested(&h, p);
	json_object(w);
	write_kind(f, p, &h, sexual, w);
	json_key(w, "causes");
	json_array(w);
	write_causes(p, &h, first, sexual, true, w);
	write_causes(p, &h, first, sexual, false, w);
	json_end_array(w);
	json_end_object(w);
}

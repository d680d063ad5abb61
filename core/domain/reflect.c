/* reflect.c - slices of the reflection. */
#include "domain/reflect.h"

#include "domain/item.h"
#include "domain/pack.h"

#define WHOLE_EVERY_DAYS 28
#define PULSE_AFTER_DAYS 14
#define SLICE_TWO_DAY 1 /* days after the first */
#define SLICE_THREE_DAY 4

bool reflect_waits(struct span construct)
{
	return span_is(construct, "sexual") || span_is(construct, "desire-gap") || span_is(construct, "shame");
}

/* One item in one walk over its members: this is read for every plan. */
static struct reflect_item read_item(struct span map, int64_t slice)
{
	struct reflect_item x = {.map = map};
	struct cbor_r r = cbor_reader(map);
	size_t left;
	if (cbor_get_map(&r, &left) != ST_OK)
		return x;
	for (struct span key; left > 0 && cbor_get_text(&r, &key) == ST_OK; left--) {
		struct span value;
		if (cbor_skip(&r, &value) != ST_OK)
			break;
		struct cbor_r v = cbor_reader(value);
		if (span_is(key, "id"))
			(void)(cbor_get_text(&v, &x.id) == ST_OK);
		else if (span_is(key, "slice"))
			(void)(cbor_get_int(&v, &slice) == ST_OK);
		else if (span_is(key, "reversed"))
			(void)(cbor_get_bool(&v, &x.reversed) == ST_OK);
	}
	x.slice = (uint8_t)slice;
	return x;
}

static void index_construct(const struct pack *p, size_t c, struct reflect_index *out)
{
	struct span map = pack_at(p, PACK_REFLECTION, c), item;
	int64_t slice = item_int(map, "slice", 3);
	bool sexual = reflect_waits(item_text(map, "id"));
	struct item_list l = item_list(map, "items");
	while (out->n < REFLECT_ITEMS_MAX && item_next(&l, &item)) {
		struct reflect_item *x = &out->v[out->n++];
		*x = read_item(item, slice);
		x->construct = (uint8_t)c;
		x->sexual = sexual;
		out->items[c]++;
	}
}

void reflect_index(const struct pack *p, struct reflect_index *out)
{
	size_t n = pack_count(p, PACK_REFLECTION);
	out->n = 0;
	memset(out->items, 0, sizeof out->items);
	for (size_t c = 0; c < n && c < REFLECT_CONSTRUCTS_MAX; c++)
		index_construct(p, c, out);
}

struct reflect_answers reflect_answers(const struct fact *f)
{
	struct reflect_answers a = {cbor_reader(event_list(f->t, f->body, "answers")), 0};
	if (a.r.p == NULL || cbor_get_map(&a.r, &a.left) != ST_OK)
		a.left = 0;
	return a;
}

bool reflect_next(struct reflect_answers *a, const struct reflect_index *ix, size_t *item, int32_t *value)
{
	struct span id;
	uint64_t v;
	for (; a->left > 0; a->left--) {
		if (cbor_get_text(&a->r, &id) != ST_OK || cbor_get_uint(&a->r, &v) != ST_OK) {
			a->left = 0;
			return false;
		}
		if (v >= REFLECT_PREFER_NOT)
			continue;
		for (size_t i = 0; i < ix->n; i++) {
			if (!span_equal(ix->v[i].id, id))
				continue;
			*item = i;
			*value = ix->v[i].reversed ? 10 - (int32_t)v : (int32_t)v;
			a->left--;
			return true;
		}
	}
	return false;
}

static const struct fact *newest_own(const struct facts *f, enum record_type type)
{
	size_t i = facts_next(f, type, FACT_MINE, 0);
	return i < f->n ? &f->v[i] : NULL;
}

bool reflect_sexual(const struct facts *f)
{
	const struct fact *words = newest_own(f, REC_WORDS);
	return words != NULL && event_int(words->t, words->body, "sexual", 0) == 1;
}

/* The last day of each slice; -1: never.  Days in the future (a clock that was wrong) do not count. */
static void last_days(const struct facts *f, int32_t day, int32_t last[SLICE_PULSE + 1])
{
	for (int s = 0; s <= SLICE_PULSE; s++)
		last[s] = -1;
	for (size_t i = facts_next(f, REC_REFLECTION, FACT_MINE, 0); i < f->n;
	     i = facts_next(f, REC_REFLECTION, FACT_MINE, i + 1)) {
		const struct fact *x = &f->v[i];
		int64_t s = event_int(x->t, x->body, "slice", 0), d = event_int(x->t, x->body, "day", 0);
		if (s >= 1 && s <= SLICE_PULSE && d <= day && d > last[s])
			last[s] = (int32_t)d;
	}
}

static bool hard_week(const struct facts *f, int32_t day)
{
	const struct fact *h = newest_own(f, REC_HARD);
	return h != NULL && event_int(h->t, h->body, "from", 0) <= day && event_int(h->t, h->body, "until", -1) >= day;
}

static int32_t later(int32_t a, int32_t b) { return a > b ? a : b; }

enum slice reflect_due(const struct facts *f, int32_t day)
{
	int32_t last[SLICE_PULSE + 1];
	if (hard_week(f, day))
		return SLICE_NONE;
	last_days(f, day, last);
	if (last[SLICE_FIRST] < 0 && last[SLICE_WHOLE] < 0)
		return SLICE_FIRST;
	int32_t first = last[SLICE_FIRST] >= 0 ? last[SLICE_FIRST] : last[SLICE_WHOLE], any = first;
	for (int s = SLICE_FIRST; s <= SLICE_PULSE; s++)
		any = later(any, last[s]);
	if (any == day)
		return SLICE_NONE;
	int32_t whole = later(last[SLICE_WHOLE], last[SLICE_THREE]);
	if (last[SLICE_WHOLE] < 0 && last[SLICE_TWO] < 0 && day >= first + SLICE_TWO_DAY)
		return SLICE_TWO;
	if (whole < 0)
		return day >= first + SLICE_THREE_DAY ? SLICE_THREE : SLICE_NONE;
	if (day >= whole + WHOLE_EVERY_DAYS)
		return SLICE_WHOLE;
	return day >= any + PULSE_AFTER_DAYS ? SLICE_PULSE : SLICE_NONE;
}

static bool belongs(const struct reflect_item *x, enum slice due, bool sexual)
{
	if (x->sexual && !sexual)
		return false;
	return due == SLICE_WHOLE || x->slice == (due == SLICE_PULSE ? SLICE_FIRST : due);
}

void reflect_view(const struct facts *f, const struct pack *p, const struct reflect_query *q, struct json_w *w)
{
	struct reflect_index ix;
	enum slice due = reflect_due(f, q->day);
	bool sexual = reflect_sexual(f);
	reflect_index(p, &ix);
	json_object(w);
	json_pair_int(w, "due", due);
	json_key(w, "items");
	json_array(w);
	for (size_t i = 0; i < ix.n && due != SLICE_NONE; i++) {
		const struct reflect_item *x = &ix.v[i];
		if (!belongs(x, due, sexual))
			continue;
		json_object(w);
		json_pair_span(w, "id", x->id);
		json_pair_span(w, "construct", item_text(pack_at(p, PACK_REFLECTION, x->construct), "id"));
		json_pair_span(w, "text", item_text(x->map, "text"));
		json_pair_span(w, "low", item_text(x->map, "low"));
		json_pair_span(w, "high", item_text(x->map, "high"));
		json_pair_bool(w, "reversed", x->reversed);
		item_text_or_null(w, "help", item_text(x->map, "help"));
		json_pair_bool(w, "care", item_flag(x->map, "care"));
		json_end_object(w);
	}
	json_end_array(w);
	json_pair_bool(w, "first", due == SLICE_FIRST);
	json_end_object(w);
}

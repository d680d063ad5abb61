/* trend.c - occasions of the reflection, constructs over them, and what steps left behind.
 *
 * Occasions: the slices of the first days are one (they ask different items, so a day of them alone says nothing about
 * a change); each whole reflection is one.  A pulse steers the plan and is no occasion: it asks one item a construct.
 */
#include "domain/trend.h"

#include "domain/history.h"
#include "domain/item.h"
#include "domain/pack.h"
#include "domain/plan_words.h"

#define OCCASIONS_MAX 14u
#define NOTABLE_TENTHS 20 /* 2 of 10 */
#define HELPED_TIMES 3
#define HELPED_MAX 6u

struct occasion {
	int32_t day;
	bool whole;
	uint16_t sum[REFLECT_CONSTRUCTS_MAX];
	uint8_t n[REFLECT_CONSTRUCTS_MAX];
};
struct series {
	size_t n;
	int32_t day[OCCASIONS_MAX], tenths[OCCASIONS_MAX];
};

enum verdict trend_verdict(const int32_t *tenths, size_t n)
{
	if (n < 3)
		return VERDICT_EARLY;
	int32_t a = tenths[n - 2] - tenths[0], b = tenths[n - 1] - tenths[0];
	if (a >= NOTABLE_TENTHS && b >= NOTABLE_TENTHS)
		return VERDICT_MORE;
	return a <= -NOTABLE_TENTHS && b <= -NOTABLE_TENTHS ? VERDICT_LESS : VERDICT_SAME;
}

static struct occasion *occasion_for(struct occasion *v, size_t *n, int32_t day, bool whole)
{
	for (size_t i = 0; i < *n; i++)
		if (v[i].whole == whole && (!whole || v[i].day == day))
			return &v[i];
	/* Newest come first; the slot behind the wholes is kept for the first days. */
	if (*n >= OCCASIONS_MAX || (whole && *n >= OCCASIONS_MAX - 1))
		return NULL;
	v[*n] = (struct occasion){.day = day, .whole = whole};
	return &v[(*n)++];
}

static void add_answers(const struct fact *x, const struct reflect_index *ix, struct occasion *o)
{
	int32_t value;
	size_t item;
	for (struct reflect_answers a = reflect_answers(x); reflect_next(&a, ix, &item, &value);) {
		uint8_t c = ix->v[item].construct;
		if (o->n[c] < UINT8_MAX) {
			o->sum[c] = (uint16_t)(o->sum[c] + value);
			o->n[c]++;
		}
	}
}

/* Newest first, as the facts are. */
static size_t gather_occasions(const struct facts *f, const struct reflect_index *ix, int32_t day,
                               struct occasion v[OCCASIONS_MAX])
{
	size_t n = 0;
	for (size_t i = facts_next(f, REC_REFLECTION, FACT_MINE, 0); i < f->n;
	     i = facts_next(f, REC_REFLECTION, FACT_MINE, i + 1)) {
		const struct fact *x = &f->v[i];
		int64_t slice = event_int(x->t, x->body, "slice", 0), d = event_int(x->t, x->body, "day", 0);
		if (slice < SLICE_FIRST || slice > SLICE_WHOLE || d > day)
			continue;
		struct occasion *o = occasion_for(v, &n, (int32_t)d, slice == SLICE_WHOLE);
		if (o != NULL)
			add_answers(x, ix, o);
	}
	return n;
}

/* Oldest first by day; a construct with less than half of its items answered is a gap. */
static struct series series_of(const struct occasion *v, size_t n, size_t c, uint8_t items)
{
	struct series s = {.n = 0};
	for (size_t i = 0; i < n; i++) {
		if (v[i].n[c] == 0 || 2 * v[i].n[c] < items)
			continue;
		size_t at = s.n++;
		for (; at > 0 && s.day[at - 1] > v[i].day; at--) {
			s.day[at] = s.day[at - 1];
			s.tenths[at] = s.tenths[at - 1];
		}
		s.day[at] = v[i].day;
		s.tenths[at] = (int32_t)v[i].sum[c] * 10 / (int32_t)v[i].n[c];
	}
	return s;
}

static void write_points(const struct series *s, struct json_w *w)
{
	json_key(w, "points");
	json_array(w);
	for (size_t i = 0; i < s->n; i++) {
		json_object(w);
		json_pair_int(w, "day", s->day[i]);
		json_pair_int(w, "value", s->tenths[i]);
		json_end_object(w);
	}
	json_end_array(w);
}

static void write_part(struct json_w *w, const char *key, struct span map, const char *title)
{
	struct span part = item_part(map, title);
	json_key(w, key);
	if (part.len != 0)
		json_put_cbor(w, part);
	else
		json_put_null(w);
}

static void write_row(const struct pack *p, size_t c, const struct series *s, struct json_w *w)
{
	struct span map = pack_at(p, PACK_REFLECTION, c);
	enum verdict v = trend_verdict(s->tenths, s->n);
	json_object(w);
	json_pair_span(w, "construct", item_text(map, "id"));
	json_pair_span(w, "title", item_text(map, "title"));
	json_pair_text(w, "verdict", verdict_code(v));
	json_pair_text(w, "words", verdict_words(v));
	write_points(s, w);
	write_part(w, "low", map, "When this is low");
	write_part(w, "high", map, "When this is high");
	json_end_object(w);
}

/* The month's one sentence: what grew comes before what shrank, and that before nothing. */
static void write_sentence(const struct pack *p, size_t best, enum verdict v, bool any, struct json_w *w)
{
	static const char *const words[] = {
	    "Too early to say anything. A few more weeks will tell more.",
	    "No clear change so far. Small ups and downs are normal.",
	    "One thing looks like a real change for the better:",
	    "One thing has become harder, and not only once:",
	};
	if (!any) {
		json_key(w, "sentence");
		json_put_null(w);
		json_key(w, "about");
		json_put_null(w);
		return;
	}
	json_pair_text(w, "sentence", words[v]);
	bool named = v == VERDICT_MORE || v == VERDICT_LESS;
	item_text_or_null(w, "about",
	                  named ? item_text(pack_at(p, PACK_REFLECTION, best), "title") : (struct span){NULL, 0});
}

/* Afterthoughts of done steps, summed by exercise; no sum leaves this file. */
struct help {
	uint16_t n, close, comforts, comfort;
};

static void gather_help(const struct facts *f, const struct pack *p, int32_t day, struct help *v, size_t max)
{
	for (size_t i = facts_next(f, REC_STEP, FACT_MINE, 0); i < f->n;
	     i = facts_next(f, REC_STEP, FACT_MINE, i + 1)) {
		struct step s;
		size_t at;
		if (!step_read(f->v[i].body, &s) || s.close < 0 || s.what != STEP_DONE || s.day > day)
			continue;
		if (pack_find(p, PACK_EXERCISES, s.exercise, &at) != ST_OK || at >= max || v[at].n == UINT8_MAX)
			continue;
		v[at].n++;
		v[at].close = (uint16_t)(v[at].close + s.close);
		if (s.comfort >= 0) {
			v[at].comforts++;
			v[at].comfort = (uint16_t)(v[at].comfort + s.comfort);
		}
	}
}

/* Closeness and comfort run from 0 to 4, 2 is neither.  What brought somebody closer and was not comfortable did not
 * simply help. */
static const char *help_words(const struct help *h)
{
	bool uneasy = h->comforts >= HELPED_TIMES && 2 * h->comfort <= 3 * h->comforts;
	if (2 * h->close >= 5 * h->n)
		return uneasy ? "You often felt closer afterwards, and it was often not comfortable."
		              : "You often felt closer afterwards.";
	return 2 * h->close <= 3 * h->n ? "It did not seem to bring you closer."
	                                : "Hard to tell. Sometimes yes, sometimes no.";
}

static void write_helped(const struct facts *f, const struct pack *p, int32_t day, struct json_w *w)
{
	struct help v[HISTORY_EXERCISES_MAX] = {{0}};
	size_t count, left = HELPED_MAX;
	const struct pack_exercise *e = pack_exercises(p, &count);
	gather_help(f, p, day, v, HISTORY_EXERCISES_MAX);
	json_key(w, "helped");
	json_array(w);
	for (size_t i = 0; i < count && i < HISTORY_EXERCISES_MAX && left > 0; i++) {
		if (v[i].n < HELPED_TIMES)
			continue;
		json_object(w);
		json_pair_span(w, "exercise", e[i].id);
		json_pair_span(w, "title", item_text(e[i].item, "title"));
		json_pair_text(w, "words", help_words(&v[i]));
		json_end_object(w);
		left--;
	}
	json_end_array(w);
}

static void shown_constructs(const struct facts *f, const struct reflect_index *ix, bool shown[REFLECT_CONSTRUCTS_MAX])
{
	bool sexual = reflect_sexual(f);
	for (size_t c = 0; c < REFLECT_CONSTRUCTS_MAX; c++)
		shown[c] = false;
	for (size_t i = 0; i < ix->n; i++)
		shown[ix->v[i].construct] = sexual || !ix->v[i].sexual;
}

bool trend_flat(const struct facts *f, const struct pack *p, int32_t day)
{
	struct reflect_index ix;
	struct occasion v[OCCASIONS_MAX];
	bool shown[REFLECT_CONSTRUCTS_MAX], told = false;
	reflect_index(p, &ix);
	shown_constructs(f, &ix, shown);
	size_t n = gather_occasions(f, &ix, day, v);
	for (size_t c = 0; c < REFLECT_CONSTRUCTS_MAX; c++) {
		struct series s = series_of(v, n, c, ix.items[c]);
		enum verdict now = shown[c] ? trend_verdict(s.tenths, s.n) : VERDICT_EARLY;
		if (now == VERDICT_MORE)
			return false;
		told |= now != VERDICT_EARLY;
	}
	return told;
}

static int weight(enum verdict v) { return v == VERDICT_MORE ? 3 : v == VERDICT_LESS ? 2 : v == VERDICT_SAME ? 1 : 0; }

void trend_view(const struct facts *f, const struct pack *p, const struct trend_query *q, struct json_w *w)
{
	struct reflect_index ix;
	struct occasion v[OCCASIONS_MAX];
	bool shown[REFLECT_CONSTRUCTS_MAX], any = false;
	enum verdict best = VERDICT_EARLY;
	size_t about = 0;
	reflect_index(p, &ix);
	size_t n = gather_occasions(f, &ix, q->day, v);
	shown_constructs(f, &ix, shown);
	json_object(w);
	json_key(w, "rows");
	json_array(w);
	for (size_t c = 0; c < REFLECT_CONSTRUCTS_MAX; c++) {
		struct series s = series_of(v, n, c, ix.items[c]);
		if (!shown[c] || s.n == 0)
			continue;
		enum verdict now = trend_verdict(s.tenths, s.n);
		if (!any || weight(now) > weight(best)) {
			best = now;
			about = c;
		}
		any = true;
		write_row(p, c, &s, w);
	}
	json_end_array(w);
	write_sentence(p, about, best, any, w);
	write_helped(f, p, q->day, w);
	json_end_object(w);
}

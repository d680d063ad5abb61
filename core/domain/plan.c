/* plan.c - steps as JSON: today, one step, next week's proposals, the list for reading. */
#include "domain/away.h"
#include "domain/plan.h"

#include "domain/deck.h"
#include "domain/item.h"
#include "domain/plan_score.h"
#include "domain/plan_step.h"
#include "domain/reflect.h"
#include "domain/tip.h"
#include "domain/trend.h"

#define EVENING_FROM (17 * 60 + 30)
#define NIGHT_UNTIL (4 * 60)
#define PAPER_DAY 2 /* days after the first */
#define CAUSES_DAY 5
#define FOUND_MAX 32u
#define FOUND_SKEW_MS (UINT64_C(2) * 86400000)

static void gather(const struct facts *f, const struct pack *p, const struct plan_query *q, struct history *h,
                   struct plan_day *d)
{
	history_gather(f, p, q->day, h);
	plan_day_make(h, p, q, d);
}

static const char *greeting(uint16_t minute)
{
	if (minute < NIGHT_UNTIL || minute >= 22 * 60)
		return "night";
	return minute < 11 * 60 ? "morning" : minute < EVENING_FROM ? "day" : "evening";
}

/* One small thing beside the card, at most; set-up chores spread over the first week (experience 1). */
static const char *small_thing(const struct facts *f, const struct plan_day *d)
{
	const struct history *h = d->h;
	int32_t age = h->start_day == HISTORY_NEVER ? -1 : d->day - h->start_day;
	if (h->hard)
		return NULL;
	if (age >= PAPER_DAY && !h->paper)
		return "paper";
	if (age >= 0 && reflect_due(f, d->day) != SLICE_NONE)
		return "reflect";
	return age >= CAUSES_DAY && !h->causes_known && !d->contain && !d->care ? "causes" : NULL;
}

static void write_note(const struct facts *f, const struct pack *p, const struct plan_day *d, struct json_w *w)
{
	struct deck_query q = {.deck = span_text("evening"), .day = d->day};
	bool dusk = d->minute >= EVENING_FROM || d->minute < NIGHT_UNTIL;
	bool shown = dusk && !d->h->hard && !d->contain && deck_prompt_count(p, q.deck) > 0;
	json_key(w, "note");
	if (!shown || deck_prompt_view(f, p, &q, w) != ST_OK)
		json_put_null(w);
}

/* Thanks of the partner that nobody has unfolded yet: the oldest of the newest few.  Only ids are compared, and only
 * with marks that can be younger than the oldest candidate. */
static const struct fact *found(const struct facts *f)
{
	const struct fact *v[FOUND_MAX];
	size_t n = 0;
	for (size_t i = facts_next(f, REC_THANKS, FACT_THEIRS, 0); i < f->n && n < FOUND_MAX;
	     i = facts_next(f, REC_THANKS, FACT_THEIRS, i + 1))
		if (f->v[i].shared)
			v[n++] = &f->v[i];
	if (n == 0)
		return NULL;
	for (size_t i = facts_next(f, REC_SEEN, FACT_MINE, 0);
	     i < f->n && f->v[i].at_ms + FOUND_SKEW_MS >= v[n - 1]->at_ms;
	     i = facts_next(f, REC_SEEN, FACT_MINE, i + 1)) {
		struct span id = event_text(f->v[i].t, f->v[i].body, "what");
		for (size_t k = 0; k < n && id.len == sizeof v[k]->id; k++)
			if (memcmp(v[k]->id, id.p, id.len) == 0) {
				memmove(&v[k], &v[k + 1], (n - k - 1) * sizeof v[0]);
				n--;
				break;
			}
		if (n == 0)
			return NULL;
	}
	return v[n - 1];
}

static void write_found(const struct facts *f, const struct plan_day *d, struct json_w *w)
{
	const struct fact *x = d->h->hard || d->contain ? NULL : found(f);
	json_key(w, "found");
	if (x == NULL) {
		json_put_null(w);
		return;
	}
	json_object(w);
	json_key(w, "id");
	json_put_hex(w, x->id, sizeof x->id);
	json_pair_span(w, "text", event_text(x->t, x->body, "text"));
	json_pair_int(w, "day", event_int(x->t, x->body, "day", 0));
	json_end_object(w);
}

static void write_hard(const struct plan_day *d, struct json_w *w)
{
	json_key(w, "hard");
	if (!d->h->hard) {
		json_put_null(w);
		return;
	}
	json_object(w);
	json_pair_int(w, "until", d->h->hard_until);
	json_pair_text(w, "line", words_hard_line);
	json_pair_text(w, "thing", words_hard_thing);
	json_end_object(w);
}

static const char *line_of(const struct plan_day *d, struct plan_step card)
{
	if (d->h->hard)
		return words_hard_line;
	if (d->h->done_today)
		return words_enough;
	if (card.exercise != PLAN_NONE)
		return "";
	return d->closed ? words_closed : d->quiet ? words_pace : words_nothing_due;
}

/* Only where no step is due, and never after something was done: then the phone may be put down.  Nor on hard days, in
 * care and contain, nor on the path alone, where an idea for two could be the wrong word. */
static void write_tip(const struct facts *f, const struct pack *p, const struct plan_day *d, struct plan_step card,
                      struct json_w *w)
{
	bool quiet = d->closed || d->h->hard || d->h->done_today || d->care || d->contain || d->h->path == PATH_ALONE;
	struct away away = away_of(f);
	struct tip t;
	json_key(w, "tip");
	if (card.exercise != PLAN_NONE || quiet || tip_of_day(p, d->day, &away, &t) != ST_OK) {
		json_put_null(w);
		return;
	}
	json_object(w);
	json_pair_span(w, "id", t.id);
	json_pair_span(w, "text", t.text);
	json_end_object(w);
}

void plan_today_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct json_w *w)
{
	struct history h;
	struct plan_day d;
	struct week lay;
	gather(f, p, q, &h, &d);
	week_lay(p, &d, &lay);
	struct plan_step card = lay.v[d.day - lay.monday];
	const char *small = small_thing(f, &d), *path = path_name(h.path);
	json_object(w);
	json_key(w, "card");
	step_write(&d, card, w);
	json_pair_text(w, "line", line_of(&d, card));
	json_pair_bool(w, "enough", h.done_today);
	item_text_or_null(w, "small", small != NULL ? span_text(small) : (struct span){NULL, 0});
	write_note(f, p, &d, w);
	write_found(f, &d, w);
	json_key(w, "week");
	week_write(&d, &lay, w);
	write_hard(&d, w);
	write_tip(f, p, &d, card, w);
	json_pair_bool(w, "doors", plan_doors_due(&d, true) && trend_flat(f, p, d.day));
	json_pair_bool(w, "light", d.light);
	json_pair_bool(w, "care", d.care);
	json_pair_text(w, "greeting", greeting(q->minute));
	item_text_or_null(w, "path", path != NULL ? span_text(path) : (struct span){NULL, 0});
	json_end_object(w);
}

enum status plan_step_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct span key,
                           struct json_w *w)
{
	struct history h;
	struct plan_day d;
	struct plan_step s;
	enum status st = step_key_read(p, key, &s.exercise, &s.size);
	if (st != ST_OK)
		return st;
	gather(f, p, q, &h, &d);
	if (s.exercise >= h.n)
		return ST_NOTFOUND;
	if (plan_rule_broken(&d, s.exercise, s.size) != RULE_NONE)
		return ST_DENIED;
	step_write(&d, s, w);
	return ST_OK;
}

bool plan_easy(const struct facts *f, const struct pack *p, const struct plan_query *q)
{
	struct history h;
	struct plan_day d;
	gather(f, p, q, &h, &d);
	return d.light || h.hard || h.path == PATH_ALONE;
}

static void write_minutes(const struct pack_exercise *e, struct json_w *w)
{
	json_key(w, "minutes");
	json_array(w);
	for (size_t s = 0; s < e->size_count; s++)
		json_put_int(w, e->sizes[s].minutes);
	json_end_array(w);
}

/* For reading: nothing is left out but what speaks of sex to someone who has not asked for it.  No count of what was
 * done, only whether it was met before. */
void plan_exercises_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct json_w *w)
{
	struct history h;
	struct plan_day d;
	struct away away = away_of(f);
	gather(f, p, q, &h, &d);
	json_array(w);
	for (size_t i = 0; i < h.n; i++) {
		const struct pack_exercise *e = &d.v[i];
		if (away_item(&away, p, PACK_EXERCISES, e->item))
			continue;
		json_object(w);
		step_write_head(e, w);
		write_minutes(e, w);
		json_pair_bool(w, "begin", !plan_reads_only(e));
		json_pair_bool(w, "done", h.v[i].done > 0);
		if (item_text(e->item, "pack").len != 0)
			json_pair_span(w, "pack", item_text(e->item, "pack"));
		json_end_object(w);
	}
	json_end_array(w);
}

/* week.c - seven days from Monday: what is gone, what is now, what might come, and rest.
 * The days to come are laid out one after another as today's card is chosen, each taken as if those before it had been
 * done; so what stands there is what the day itself will offer, as long as nothing else is learned. */
#include "base/civil.h"
#include "domain/item.h"
#include "domain/plan.h"
#include "domain/plan_step.h"

#define LIGHT_DAYS 3
#define EVENING (19 * 60)

/* Planned days are spread over the week: day i of 7 has one when the share of n days steps over a whole number there.
 */
static bool planned_day(int32_t i, int32_t n) { return (i + 1) * n / 7 > i * n / 7; }

static void write_day(struct json_w *w, int32_t day, const char *kind)
{
	json_object(w);
	json_pair_int(w, "day", day);
	json_pair_text(w, "kind", kind);
}

static void write_step(const struct plan_day *d, struct plan_step s, struct json_w *w)
{
	if (s.exercise == PLAN_NONE)
		return;
	json_key(w, "step");
	step_write_short(d, s, w);
}

static void assume_done(struct history *h, struct plan_step s, int32_t day)
{
	if (s.exercise == PLAN_NONE)
		return;
	h->v[s.exercise].last_day = day;
	h->last_step_day = day;
	h->last_exercise = (uint8_t)s.exercise;
	for (size_t i = 0; i < h->pick_count; i++) /* a pick is for once */
		if (h->picks[i].exercise == s.exercise)
			h->picks[i--] = h->picks[--h->pick_count];
}

static int32_t hour_of(const struct history *h)
{
	return (h->when & PACK_EVENING) != 0 || h->when == 0 ? EVENING
	       : (h->when & PACK_DAY) != 0                   ? 14 * 60
	       : (h->when & PACK_MORNING) != 0               ? 8 * 60
	                                                     : 22 * 60;
}

static void write_coming(const struct pack *p, const struct plan_day *today, struct history *h, int32_t day,
                         struct json_w *w)
{
	struct plan_query q = {day, (uint16_t)hour_of(h), today->paired, today->care, today->contain};
	struct plan_day d;
	struct plan_step s = {PLAN_NONE, 0};
	h->hard = today->h->hard && day <= today->h->hard_until;
	plan_day_make(h, p, &q, &d);
	int32_t n = h->days_a_week, i = day - step_monday(day);
	if (d.light && n > LIGHT_DAYS)
		n = LIGHT_DAYS;
	if (planned_day(i, n))
		s = plan_choose(&d, CHOOSE_ANY, NULL, 0);
	write_day(w, day, s.exercise != PLAN_NONE ? "plan" : "rest");
	write_step(&d, s, w);
	json_end_object(w);
	assume_done(h, s, day);
}

void week_write(const struct pack *p, const struct plan_day *d, struct json_w *w)
{
	struct history h = *d->h;
	int32_t monday = step_monday(d->day);
	json_array(w);
	for (int32_t day = monday; day < monday + 7; day++) {
		if (day < d->day) {
			write_day(w, day, "gone");
			json_end_object(w);
		} else if (day == d->day) {
			struct plan_step s =
			    h.done_today ? (struct plan_step){PLAN_NONE, 0} : plan_choose(d, CHOOSE_ANY, NULL, 0);
			write_day(w, day, "now");
			write_step(d, s, w);
			json_end_object(w);
			assume_done(&h, s, day);
		} else {
			write_coming(p, d, &h, day, w);
		}
	}
	json_end_array(w);
}

void week_proposals_write(const struct history *h, const struct pack *p, const struct plan_query *q, struct json_w *w)
{
	struct plan_day d;
	size_t skip[PLAN_PROPOSALS], n = 0;
	/* Next week begins on its own day, and is light or not by its own count. */
	struct plan_query next = *q;
	next.day += 7 - (q->day - step_monday(q->day));
	next.minute = EVENING;
	plan_day_make(h, p, &next, &d);
	json_array(w);
	while (n < PLAN_PROPOSALS) {
		struct plan_step s = plan_choose(&d, CHOOSE_ANY, skip, n);
		if (s.exercise == PLAN_NONE)
			break;
		step_write(&d, s, w);
		skip[n++] = s.exercise;
	}
	json_end_array(w);
}

void plan_week_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct json_w *w)
{
	struct history h;
	struct plan_day d;
	history_gather(f, p, q->day, &h);
	plan_day_make(&h, p, q, &d);
	json_object(w);
	json_key(w, "days");
	week_write(p, &d, w);
	json_pair_bool(w, "light", d.light);
	json_pair_bool(w, "hard", h.hard);
	json_end_object(w);
}

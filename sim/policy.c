/* policy.c - the planner as it is, as it was, and two that do not think.  All look at the same facts through the same
 * hard rules, fill the same days and take an exercise in the same size: what is compared is which one they choose. */
#include "sim/policy.h"

#include "domain/plan_score.h"

#define LIGHT_DAYS 3

static uint16_t hour_of(const struct person *p)
{
	return (p->when & PACK_EVENING) != 0 || p->when == 0 ? 19 * 60
	       : (p->when & PACK_DAY) != 0                   ? 14 * 60
	       : (p->when & PACK_MORNING) != 0               ? 8 * 60
	                                                     : 22 * 60;
}

static bool planned(const struct plan_day *d, int32_t into, bool now)
{
	int32_t n = d->light && d->h->days_a_week > LIGHT_DAYS ? LIGHT_DAYS : d->h->days_a_week;
	return now || (into + 1) * n / 7 > into * n / 7;
}

/* As it was before roads, paces and reasons: nothing of them is known. */
static void forget_the_new(struct history *h)
{
	h->spare = false;
	h->time_size = PACK_SIZES_MAX;
	h->unlike_count = 0;
	h->track_day = HISTORY_NEVER;
	h->track_contain = false;
	h->pace = PACE_AS_IT_COMES;
}

static void assume_done(struct history *h, struct plan_step s, int32_t day)
{
	h->v[s.exercise].last_day = day;
	h->last_step_day = day;
	h->last_exercise = (uint8_t)s.exercise;
}

/* Round and round in the order of the pack: the first of those that were done or laid out least. */
static struct plan_step choose_fixed(const struct plan_day *d, const uint8_t *laid)
{
	struct plan_step best = {PLAN_NONE, 0};
	unsigned least = UINT32_MAX;
	for (size_t at = 0; at < d->h->n; at++) {
		unsigned times = d->h->v[at].done + (unsigned)laid[at];
		size_t size = times < least ? plan_size(d, at, CHOOSE_ANY) : PLAN_NONE;
		if (size != PLAN_NONE) {
			best = (struct plan_step){at, size};
			least = times;
		}
	}
	return best;
}

static struct plan_step choose_random(const struct plan_day *d, struct rng *r)
{
	struct plan_step best = {PLAN_NONE, 0};
	int32_t n = 0;
	for (size_t at = 0; at < d->h->n; at++) {
		size_t size = plan_size(d, at, CHOOSE_ANY);
		if (size != PLAN_NONE && rng_below(r, ++n) == 0)
			best = (struct plan_step){at, size};
	}
	return best;
}

static void lay_daily(enum sim_planner planner, const struct room *room, struct history *h,
                      const struct plan_day *first, uint16_t hour, struct rng *r, struct week *out)
{
	bool hard = h->hard;
	uint8_t laid[HISTORY_EXERCISES_MAX] = {0};
	for (int32_t day = first->day; day < out->monday + 7; day++) {
		struct plan_query q = {day, hour, first->paired, false, false};
		struct plan_day d;
		h->hard = hard && day <= h->hard_until;
		plan_day_make(h, room->pack, &q, &d);
		if (!planned(&d, day - out->monday, day == first->day))
			continue;
		struct plan_step s = planner == SIM_PREVIOUS ? plan_choose(&d, CHOOSE_ANY, NULL, 0)
		                     : planner == SIM_FIXED  ? choose_fixed(&d, laid)
		                                             : choose_random(&d, r);
		out->v[day - out->monday] = s;
		if (s.exercise == PLAN_NONE)
			continue;
		assume_done(h, s, day);
		laid[s.exercise]++;
	}
}

void policy_lay(enum sim_planner planner, const struct room *room, const struct person *p, int32_t day, struct rng *r,
                struct week *out)
{
	struct facts f = records_facts(&p->records);
	struct plan_query q = {day, hour_of(p), p->ledger.paired, false, false};
	struct history h;
	struct plan_day d;
	history_gather_indexed(&f, room->pack, day, room->items, &h);
	if (planner != SIM_CURRENT)
		forget_the_new(&h);
	plan_day_make(&h, room->pack, &q, &d);
	if (planner == SIM_CURRENT) {
		week_lay(room->pack, &d, out);
		return;
	}
	*out = (struct week){.monday = step_monday(day), .exact = true};
	for (size_t i = 0; i < 7; i++)
		out->v[i] = (struct plan_step){PLAN_NONE, 0};
	if (!h.done_today)
		lay_daily(planner, room, &h, &d, q.minute, r, out);
}

/* week.c - seven days from Monday: what is gone, what is now, what might come, and rest.
 * Today and the planned days that are left are laid out together, as plan_solve.h weighs them; today's card is today's
 * place in that layout, so that the card and the line of days never say two things.  Today weighs double: it is the
 * only day that is certain. */
#include "base/civil.h"
#include "domain/item.h"
#include "domain/plan.h"
#include "domain/plan_solve.h"
#include "domain/plan_step.h"

#define LIGHT_DAYS 3
#define EVENING (19 * 60)
#define BEST 8u        /* options of a day */
#define BEST_GENTLE 2u /* and of low energy besides, for weeks that asked enough */
#define SMALLER_COST 6 /* a smaller size than fits is taken only when the week's minutes ask for it */
#define TODAY_WEIGHT 2

/* Planned days are spread over the week: day i of 7 has one when the share of n days steps over a whole number there.
 */
static bool planned_day(int32_t i, int32_t n) { return (i + 1) * n / 7 > i * n / 7; }

static int32_t days_of(const struct plan_day *d)
{
	return d->light && d->h->days_a_week > LIGHT_DAYS ? LIGHT_DAYS : d->h->days_a_week;
}

static int32_t hour_of(const struct history *h)
{
	return (h->when & PACK_EVENING) != 0 || h->when == 0 ? EVENING
	       : (h->when & PACK_DAY) != 0                   ? 14 * 60
	       : (h->when & PACK_MORNING) != 0               ? 8 * 60
	                                                     : 22 * 60;
}

/* ---- the options of a day */

struct choice {
	struct plan_step step;
	int32_t points;
	uint64_t tie;
};

static bool before(const struct choice *a, const struct choice *b)
{
	return a->points > b->points || (a->points == b->points && a->tie > b->tie);
}

/* Into a list of at most `max`, best first. */
static size_t keep(struct choice *v, size_t n, size_t max, struct choice x)
{
	if (n == max && !before(&x, &v[n - 1]))
		return n;
	size_t at = n < max ? n++ : n - 1;
	for (; at > 0 && before(&x, &v[at - 1]); at--)
		v[at] = v[at - 1];
	v[at] = x;
	return n;
}

static bool among(const struct choice *v, size_t n, size_t exercise)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].step.exercise == exercise)
			return true;
	return false;
}

/* The best few of a day, and behind them the best few of low energy that are not among them. */
static size_t best_of(const struct plan_day *d, struct choice v[BEST + BEST_GENTLE])
{
	struct choice gentle[BEST + BEST_GENTLE];
	size_t n = 0, gentle_count = 0, more = 0;
	for (size_t at = 0; at < d->h->n; at++) {
		size_t size = plan_size(d, at, CHOOSE_ANY);
		if (size == PLAN_NONE)
			continue;
		struct choice x = {{at, size}, plan_score(d, at, size, NULL), item_hash(d->day, d->v[at].id)};
		n = keep(v, n, BEST, x);
		if (d->v[at].energy == PACK_ENERGY_LOW)
			gentle_count = keep(gentle, gentle_count, BEST + BEST_GENTLE, x);
	}
	for (size_t i = 0; i < gentle_count && more < BEST_GENTLE; i++)
		if (!among(v, n, gentle[i].step.exercise)) {
			v[n++] = gentle[i];
			more++;
		}
	return n;
}

static void put_option(const struct plan_day *d, struct plan_step s, int32_t points, struct solve_day *to)
{
	const struct pack_exercise *e = &d->v[s.exercise];
	int32_t once = plan_track_points(d, s.exercise) + (plan_picked(d->h, s.exercise) ? PICKED_POINTS : 0);
	struct solve_option o = {.exercise = (uint16_t)s.exercise,
	                         .size = (uint8_t)s.size,
	                         .energy = (uint8_t)(e->energy + 1),
	                         .minutes = e->sizes[s.size].minutes,
	                         .stage = (uint8_t)e->stage,
	                         .rest = e->cooldown_days,
	                         .constructs = e->constructs,
	                         .points = points,
	                         .once = once};
	size_t at = to->n++;
	for (; at > 0 && to->v[at - 1].points < points; at--)
		to->v[at] = to->v[at - 1];
	to->v[at] = o;
}

static void options_of(const struct plan_day *d, struct solve_day *to)
{
	struct choice v[BEST + BEST_GENTLE];
	size_t n = best_of(d, v);
	for (size_t i = 0; i < n; i++) {
		struct plan_step s = v[i].step;
		put_option(d, s, v[i].points, to);
		for (s.size = 0; s.size < v[i].step.size; s.size++)
			if (plan_rule_broken(d, s.exercise, s.size) == RULE_NONE) {
				put_option(d, s, plan_score(d, s.exercise, s.size, NULL) - SMALLER_COST, to);
				break;
			}
	}
}

/* ---- the layout */

void week_lay(const struct pack *p, const struct plan_day *today, struct week *out)
{
	struct solve_week w;
	size_t choice[SOLVE_DAYS_MAX];
	struct history h = *today->h;
	int32_t monday = step_monday(today->day), n = days_of(today);
	int32_t each = today->tired || today->care ? 1 : 2;
	w.n = 0;
	w.energy = each * n + 1 - h.week_energy;
	w.minutes = h.minutes * n - h.week_minutes;
	*out = (struct week){.monday = monday};
	for (size_t i = 0; i < 7; i++)
		out->v[i] = (struct plan_step){PLAN_NONE, 0};
	for (int32_t day = today->day; day < monday + 7; day++) {
		struct plan_query q = {day, (uint16_t)hour_of(&h), today->paired, today->care, today->contain};
		struct plan_day d = *today;
		bool now = day == today->day;
		if (!now) {
			h.hard = today->h->hard && day <= today->h->hard_until;
			plan_day_make(&h, p, &q, &d);
		}
		if (now ? today->h->done_today : !planned_day(day - monday, days_of(&d)))
			continue;
		struct solve_day *to = &w.v[w.n++];
		to->day = day;
		to->weight = now ? TODAY_WEIGHT : 1;
		to->free = now;
		to->n = 0;
		options_of(&d, to);
	}
	out->exact = solve_week(&w, choice);
	for (size_t i = 0; i < w.n; i++)
		if (choice[i] != SOLVE_NOTHING) {
			const struct solve_option *o = &w.v[i].v[choice[i]];
			out->v[w.v[i].day - monday] = (struct plan_step){o->exercise, o->size};
		}
}

/* ---- views */

void week_write(const struct plan_day *d, const struct week *lay, struct json_w *w)
{
	json_array(w);
	for (int32_t i = 0; i < 7; i++) {
		int32_t day = lay->monday + i;
		bool has = lay->v[i].exercise != PLAN_NONE;
		json_object(w);
		json_pair_int(w, "day", day);
		json_pair_text(w, "kind", day < d->day ? "gone" : day == d->day ? "now" : has ? "plan" : "rest");
		if (has) {
			json_key(w, "step");
			step_write_short(d, lay->v[i], w);
		}
		json_end_object(w);
	}
	json_end_array(w);
}

void week_proposals_write(const struct history *h, const struct pack *p, const struct plan_query *q, struct json_w *w)
{
	struct plan_day d;
	struct history own = *h;
	size_t skip[PLAN_PROPOSALS], n = 0;
	/* Next week begins on its own day, is light or not by its own count, and has no picks yet.  A pace empties
	 * days, not the week that two agree on. */
	struct plan_query next = *q;
	own.pick_count = 0;
	next.day += 7 - (q->day - step_monday(q->day));
	next.minute = EVENING;
	plan_day_make(&own, p, &next, &d);
	d.quiet = false;
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
	struct week lay;
	history_gather(f, p, q->day, &h);
	plan_day_make(&h, p, q, &d);
	week_lay(p, &d, &lay);
	json_object(w);
	json_key(w, "days");
	week_write(&d, &lay, w);
	json_pair_bool(w, "light", d.light);
	json_pair_bool(w, "hard", h.hard);
	json_end_object(w);
}

/* plan_solve.c - branch and bound.  What stands so far, and this option, and the most that can follow, must be worth
 * more than the best layout seen.  The most that can follow is the least of these:
 *  - rest: the best of the days behind alone.  Runs begin with the last day and go backwards (Russian dolls), so it is
 *    known; nothing that stands before them can raise it.
 *  - chain: the best of the days behind after this very option, if exercises met only their neighbours again.
 *  - limits: the most that the energy and the minutes which are left allow, if steps cost each other nothing (minutes
 * in coarse units, rounded in favour of the bound). Most weeks fit their limits by themselves; so they are first laid
 * out without any, and only a layout that breaks them is sought again with them. */
#include "domain/plan_solve.h"

#define ENERGY_MAX 21 /* seven days of 3 */
#define UNITS_MAX 24  /* of minutes */
#define NO_STEP 0u    /* places in a chain: 0 nothing yet, else 1 + day x SOLVE_OPTIONS_MAX + option */
#define STEPS_MAX (1u + SOLVE_DAYS_MAX * SOLVE_OPTIONS_MAX)

struct limits {
	int32_t unit;          /* minutes of one unit */
	int32_t energy, units; /* how far the table goes: what there is to begin with */
	int32_t most[SOLVE_DAYS_MAX + 1][ENERGY_MAX + 1][UNITS_MAX + 1];
};
struct chain {
	int32_t most[SOLVE_DAYS_MAX + 1][STEPS_MAX]; /* of days k.. after that step */
};
struct search {
	const struct solve_week *w;
	const struct chain *chain;
	const struct limits *limits;      /* NULL: none */
	size_t first;                     /* the day this run begins with */
	int32_t rest[SOLVE_DAYS_MAX + 1]; /* at least the worth of days k.. alone */
	const struct solve_option *at[SOLVE_DAYS_MAX];
	size_t choice[SOLVE_DAYS_MAX], best_choice[SOLVE_DAYS_MAX];
	int32_t best;
	uint32_t tries;
};

static int32_t least(int32_t a, int32_t b) { return a < b ? a : b; }
static int32_t most(int32_t a, int32_t b) { return a > b ? a : b; }

int32_t solve_cost(const struct solve_option *a, const struct solve_option *b, int32_t days, enum solve_near near)
{
	if (a->exercise == b->exercise) {
		int32_t rest = a->rest > 1 ? a->rest : 1;
		return days < rest ? INT32_MAX : SOLVE_REPEAT + least(a->once, b->once);
	}
	if (near != SOLVE_NEIGHBOURS)
		return 0;
	if (a->stage != b->stage || (a->constructs != b->constructs && (a->constructs & b->constructs) == 0))
		return 0;
	return days <= 2 ? SOLVE_ALIKE : SOLVE_SIMILAR;
}

/* ---- limits */

static bool fits(const struct solve_day *d, const struct solve_option *o, int32_t energy, int32_t minutes)
{
	return d->free || (o->energy <= energy && o->minutes <= minutes);
}

static bool within_limits(const struct solve_week *w, const size_t *choice)
{
	int32_t energy = w->energy, minutes = w->minutes;
	for (size_t k = 0; k < w->n; k++) {
		const struct solve_option *o = choice[k] != SOLVE_NOTHING ? &w->v[k].v[choice[k]] : NULL;
		if (o == NULL)
			continue;
		if (!fits(&w->v[k], o, energy, minutes))
			return false;
		energy -= o->energy;
		minutes -= o->minutes;
	}
	return true;
}

static int32_t limit_cell(const struct solve_week *w, const struct limits *l, size_t k, int32_t e, int32_t u)
{
	const struct solve_day *d = &w->v[k];
	int32_t best = l->most[k + 1][e][u];
	for (size_t i = 0; i < d->n; i++) {
		int32_t energy = e - d->v[i].energy, units = u - d->v[i].minutes / l->unit;
		if (!d->free && (energy < 0 || units < 0))
			continue;
		int32_t then = l->most[k + 1][most(energy, 0)][most(units, 0)];
		best = most(best, d->weight * d->v[i].points + then);
	}
	return best;
}

/* The most that days k.. can be worth with so much energy and so many units left. */
static void limit_table(const struct solve_week *w, struct limits *l)
{
	l->unit = most(1, (w->minutes + UNITS_MAX - 1) / UNITS_MAX);
	l->energy = least(most(w->energy, 0), ENERGY_MAX);
	l->units = least((most(w->minutes, 0) + l->unit - 1) / l->unit, UNITS_MAX);
	for (int32_t e = 0; e <= l->energy; e++)
		for (int32_t u = 0; u <= l->units; u++)
			l->most[w->n][e][u] = 0;
	for (size_t k = w->n; k-- > 0;)
		for (int32_t e = 0; e <= l->energy; e++)
			for (int32_t u = 0; u <= l->units; u++)
				l->most[k][e][u] = limit_cell(w, l, k, e, u);
}

static int32_t bound(const struct search *s, size_t k, size_t last, int32_t energy, int32_t minutes)
{
	int32_t b = least(s->rest[k], s->chain->most[k][last]);
	if (s->limits == NULL)
		return b;
	int32_t e = least(most(energy, 0), s->limits->energy);
	int32_t u = least((most(minutes, 0) + s->limits->unit - 1) / s->limits->unit, s->limits->units);
	return least(b, s->limits->most[k][e][u]);
}

/* ---- chains */

static int32_t chain_from(const struct solve_week *w, const struct chain *c, size_t k, size_t last)
{
	const struct solve_day *d = &w->v[k], *then = NULL;
	const struct solve_option *prev = NULL;
	int32_t best = c->most[k + 1][last];
	if (last != NO_STEP) {
		then = &w->v[(last - 1) / SOLVE_OPTIONS_MAX];
		prev = &then->v[(last - 1) % SOLVE_OPTIONS_MAX];
	}
	for (size_t i = 0; i < d->n; i++) {
		int32_t cost = prev != NULL ? solve_cost(prev, &d->v[i], d->day - then->day, SOLVE_NEIGHBOURS) : 0;
		if (cost != INT32_MAX)
			best = most(best,
			            d->weight * d->v[i].points - cost + c->most[k + 1][1 + k * SOLVE_OPTIONS_MAX + i]);
	}
	return best;
}

static void chain_table(const struct solve_week *w, struct chain *c)
{
	for (size_t i = 0; i < STEPS_MAX; i++)
		c->most[w->n][i] = 0;
	for (size_t k = w->n; k-- > 0;) {
		c->most[k][NO_STEP] = chain_from(w, c, k, NO_STEP);
		for (size_t day = 0; day < k; day++)
			for (size_t i = 0; i < w->v[day].n; i++) {
				size_t last = 1 + day * SOLVE_OPTIONS_MAX + i;
				c->most[k][last] = chain_from(w, c, k, last);
			}
	}
}

/* ---- the search */

/* Where nothing limits, a smaller size of what stands before it is never better. */
static bool spare(const struct solve_day *d, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (d->v[i].exercise == d->v[at].exercise)
			return true;
	return false;
}

/* What an option costs beside those chosen before it; INT32_MAX: it cannot stand there. */
static int32_t cost_so_far(const struct search *s, size_t k, const struct solve_option *o)
{
	int32_t sum = 0;
	enum solve_near near = SOLVE_NEIGHBOURS;
	for (size_t i = k; i-- > s->first;) {
		if (s->at[i] == NULL)
			continue;
		int32_t c = solve_cost(s->at[i], o, s->w->v[k].day - s->w->v[i].day, near);
		if (c == INT32_MAX)
			return INT32_MAX;
		sum += c;
		near = SOLVE_APART;
	}
	return sum;
}

static void found(struct search *s, int32_t worth)
{
	if (worth <= s->best)
		return;
	s->best = worth;
	for (size_t i = s->first; i < s->w->n; i++)
		s->best_choice[i] = s->choice[i];
}

/* At most SOLVE_DAYS_MAX deep. */
static void dive(struct search *s, size_t k, size_t last, int32_t worth, int32_t energy, int32_t minutes)
{
	if (k == s->w->n) {
		found(s, worth);
		return;
	}
	const struct solve_day *d = &s->w->v[k];
	for (size_t i = 0; i < d->n && s->tries < SOLVE_TRIES_MAX; i++) {
		const struct solve_option *o = &d->v[i];
		int32_t gain = worth + d->weight * o->points;
		if (gain + s->rest[k + 1] <= s->best)
			break; /* none behind it has more points */
		if (s->limits != NULL ? !fits(d, o, energy, minutes) : spare(d, i))
			continue;
		s->tries++;
		size_t here = 1 + k * SOLVE_OPTIONS_MAX + i;
		int32_t e = energy - o->energy, m = minutes - o->minutes, then = bound(s, k + 1, here, e, m);
		if (gain + then <= s->best)
			continue;
		int32_t cost = cost_so_far(s, k, o);
		if (cost == INT32_MAX || gain - cost + then <= s->best)
			continue;
		s->at[k] = o;
		s->choice[k] = i;
		dive(s, k + 1, here, gain - cost, e, m);
	}
	s->at[k] = NULL;
	s->choice[k] = SOLVE_NOTHING;
	if (worth + bound(s, k + 1, last, energy, minutes) > s->best)
		dive(s, k + 1, last, worth, energy, minutes);
}

static bool run(const struct solve_week *w, const struct chain *chain, const struct limits *limits,
                size_t choice[SOLVE_DAYS_MAX])
{
	struct search s = {.w = w, .chain = chain, .limits = limits};
	bool exact = true;
	for (size_t i = 0; i < SOLVE_DAYS_MAX; i++)
		s.best_choice[i] = SOLVE_NOTHING;
	for (size_t k = w->n; k-- > 0;) {
		int32_t top = w->v[k].n > 0 ? most(0, w->v[k].weight * w->v[k].v[0].points) : 0;
		s.first = k;
		s.tries = 0;
		s.best = -1;
		dive(&s, k, NO_STEP, 0, w->energy, w->minutes);
		exact = s.tries < SOLVE_TRIES_MAX;
		/* A run that gave up bounds nothing; the day's best beside the bound before it does. */
		s.rest[k] = exact ? s.best : s.rest[k + 1] + top;
	}
	for (size_t i = 0; i < SOLVE_DAYS_MAX; i++)
		choice[i] = i < w->n ? s.best_choice[i] : SOLVE_NOTHING;
	return exact;
}

bool solve_week(const struct solve_week *w, size_t choice[SOLVE_DAYS_MAX])
{
	struct limits l;
	struct chain c;
	chain_table(w, &c);
	bool exact = run(w, &c, NULL, choice);
	if (within_limits(w, choice))
		return exact;
	limit_table(w, &l);
	return run(w, &c, &l, choice);
}

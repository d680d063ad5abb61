/* test_solve.c - the layout of a week against trying everything, over random small weeks. */
#include "check.h"

#include "domain/plan_solve.h"

static uint64_t seed = 0x9e3779b97f4a7c15u;
static unsigned below(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)((seed >> 11) % n);
}

static void make_day(struct solve_day *d, int32_t day, size_t n, unsigned exercises)
{
	*d = (struct solve_day){.day = day, .weight = 1, .n = n};
	for (size_t i = 0; i < n; i++) {
		unsigned e = below(exercises);
		struct solve_option o = {.exercise = (uint16_t)e,
		                         .size = (uint8_t)below(3),
		                         .energy = (uint8_t)(1 + below(3)),
		                         .minutes = (uint8_t)(2 + below(14)),
		                         .stage = (uint8_t)(e % 3),
		                         .rest = (uint16_t)(e % 5),
		                         .constructs = 1u << (e % 4),
		                         .points = (int32_t)(80 + below(80)),
		                         .once = e % 6 == 5 ? 60 : 0};
		size_t at = i;
		for (; at > 0 && d->v[at - 1].points < o.points; at--)
			d->v[at] = d->v[at - 1];
		d->v[at] = o;
	}
}

static void make_week(struct solve_week *w, size_t days, size_t options, unsigned exercises)
{
	w->n = 0;
	for (int32_t day = 0; day < 7 && w->n < days; day++)
		if (days == 7 || below(2) != 0 || 7 - day <= (int32_t)(days - w->n))
			make_day(&w->v[w->n++], day, options, exercises);
	w->energy = (int32_t)below(16);
	w->minutes = (int32_t)below(60);
	if (below(2) != 0) {
		w->v[0].weight = 2;
		w->v[0].free = true;
	}
}

/* The worth of a layout by the words of the header; -1: it is not allowed. */
static int32_t worth_of(const struct solve_week *w, const size_t *choice)
{
	int32_t worth = 0, energy = w->energy, minutes = w->minutes;
	for (size_t k = 0; k < w->n; k++) {
		if (choice[k] == SOLVE_NOTHING)
			continue;
		const struct solve_option *o = &w->v[k].v[choice[k]];
		if (!w->v[k].free && (o->energy > energy || o->minutes > minutes))
			return -1;
		energy -= o->energy;
		minutes -= o->minutes;
		worth += w->v[k].weight * o->points;
		enum solve_near near = SOLVE_NEIGHBOURS;
		for (size_t i = k; i-- > 0;) {
			if (choice[i] == SOLVE_NOTHING)
				continue;
			int32_t c = solve_cost(&w->v[i].v[choice[i]], o, w->v[k].day - w->v[i].day, near);
			if (c == INT32_MAX)
				return -1;
			worth -= c;
			near = SOLVE_APART;
		}
	}
	return worth;
}

static int32_t try_all(const struct solve_week *w)
{
	size_t choice[SOLVE_DAYS_MAX], total = 1;
	int32_t best = 0;
	for (size_t k = 0; k < w->n; k++)
		total *= w->v[k].n + 1;
	for (size_t t = 0; t < total; t++) {
		size_t rest = t;
		for (size_t k = 0; k < w->n; k++) {
			size_t c = rest % (w->v[k].n + 1);
			rest /= w->v[k].n + 1;
			choice[k] = c == w->v[k].n ? SOLVE_NOTHING : c;
		}
		int32_t worth = worth_of(w, choice);
		best = worth > best ? worth : best;
	}
	return best;
}

static void no_layout_is_worth_more(void **state)
{
	(void)state;
	for (unsigned round = 0; round < 400; round++) {
		static struct solve_week w;
		size_t choice[SOLVE_DAYS_MAX];
		make_week(&w, below(5), 1 + below(7), 3 + below(9));
		assert_true(solve_week(&w, choice));
		int32_t worth = worth_of(&w, choice), best = try_all(&w);
		if (worth != best)
			fail_msg("round %u: %d, and %d can be had", round, worth, best);
	}
}

/* What taking each day's best in turn gives: the layout is never worth less. */
static int32_t greedy(const struct solve_week *w)
{
	size_t choice[SOLVE_DAYS_MAX];
	struct solve_week part = *w;
	for (size_t k = 0; k < w->n; k++) {
		part.n = k + 1;
		for (choice[k] = 0; choice[k] < w->v[k].n && worth_of(&part, choice) < 0;)
			choice[k]++;
		if (choice[k] == w->v[k].n)
			choice[k] = SOLVE_NOTHING;
	}
	return worth_of(w, choice);
}

/* Weeks as large as they come: every day planned, all options there are. */
static void whole_weeks_are_solved_and_not_below_greed(void **state)
{
	(void)state;
	for (unsigned round = 0; round < 500; round++) {
		static struct solve_week w;
		size_t choice[SOLVE_DAYS_MAX], again[SOLVE_DAYS_MAX];
		make_week(&w, 7, SOLVE_OPTIONS_MAX, 40);
		assert_true(solve_week(&w, choice));
		(void)solve_week(&w, again);
		assert_memory_equal(choice, again, sizeof choice);
		assert_true(worth_of(&w, choice) >= 0 && worth_of(&w, choice) >= greedy(&w));
	}
}

static void costs(void **state)
{
	struct solve_option a = {.exercise = 1, .rest = 3, .stage = 1, .constructs = 6, .once = 40}, b = a;
	(void)state;
	assert_int_equal(solve_cost(&a, &b, 2, SOLVE_APART), INT32_MAX); /* within its days of rest */
	assert_int_equal(solve_cost(&a, &b, 3, SOLVE_APART), SOLVE_REPEAT + 40);
	b.exercise = 2;
	assert_int_equal(solve_cost(&a, &b, 2, SOLVE_NEIGHBOURS), SOLVE_ALIKE);
	assert_int_equal(solve_cost(&b, &a, 3, SOLVE_NEIGHBOURS), SOLVE_SIMILAR);
	assert_int_equal(solve_cost(&b, &a, 2, SOLVE_APART), 0);
	b.constructs = 8;
	assert_int_equal(solve_cost(&a, &b, 1, SOLVE_NEIGHBOURS), 0);
	b.stage = 2, b.constructs = 6;
	assert_int_equal(solve_cost(&a, &b, 1, SOLVE_NEIGHBOURS), 0);
}

static void limits_empty_days_but_not_today(void **state)
{
	static struct solve_week w;
	size_t choice[SOLVE_DAYS_MAX];
	(void)state;
	make_day(&w.v[0], 0, 1, 1);
	make_day(&w.v[1], 5, 1, 1);
	w.n = 2;
	w.v[1].v[0].exercise = 7;
	w.energy = w.minutes = 0;
	w.v[0].free = true;
	assert_true(solve_week(&w, choice));
	assert_true(choice[0] == 0 && choice[1] == SOLVE_NOTHING && choice[2] == SOLVE_NOTHING);
	w.n = 0;
	assert_true(solve_week(&w, choice) && choice[0] == SOLVE_NOTHING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_layout_is_worth_more),
	    cmocka_unit_test(whole_weeks_are_solved_and_not_below_greed),
	    cmocka_unit_test(costs),
	    cmocka_unit_test(limits_empty_days_but_not_today),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

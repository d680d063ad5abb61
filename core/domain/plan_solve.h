/* plan_solve.h - the best way to lay steps over a few days, exactly, within the energy and the minutes of a week.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: integers only, no memory, a bounded number of tries.
 *
 * Worth of a layout = sum over its days of weight x points, less what two steps cost each other (solve_cost).  A day
 * may stay empty and is then worth nothing.  Of equal layouts the one that takes earlier options on earlier days wins.
 * Invariants: (1) no layout within the limits is worth more than the answer, unless solve_week says that it gave up;
 *         (2) an exercise never stands twice within its days of rest; (3) energy and minutes of all days but the free
 *         one never pass what is left.
 * Tests:  unit/test_solve.c (against trying everything) */
#ifndef HEARTH_PLAN_SOLVE_H
#define HEARTH_PLAN_SOLVE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOLVE_DAYS_MAX 7u
#define SOLVE_OPTIONS_MAX 20u
#define SOLVE_TRIES_MAX 150000u /* for each day of the week; lives with the programme need some hundreds */
#define SOLVE_NOTHING SIZE_MAX

#define SOLVE_REPEAT 24 /* the same exercise again in one week */
#define SOLVE_ALIKE 8   /* one like the step before it, within two days */
#define SOLVE_SIMILAR 3 /* the same later */

struct solve_option {
	uint16_t exercise;
	uint8_t size;
	uint8_t energy; /* 1 low, 2 middle, 3 high */
	uint8_t minutes;
	uint8_t stage;
	uint16_t rest;       /* days */
	uint32_t constructs; /* alike: one stage and a construct in common, or equal ones */
	int32_t points;
	int32_t once; /* of the points, those that count only the first time: own picks, the track */
};
/* Options of one exercise on one day differ in size, minutes, energy and points alone. */
struct solve_day {
	int32_t day;
	int32_t weight;
	bool free; /* not emptied by the limits; what it takes is taken from the others */
	size_t n;
	struct solve_option v[SOLVE_OPTIONS_MAX]; /* most points first; equal ones in the order that is to win */
};
struct solve_week {
	size_t n;
	struct solve_day v[SOLVE_DAYS_MAX]; /* in the order of days */
	int32_t energy, minutes;            /* what is left */
};

/** solve_cost(a, b, days, near): what two steps with so many days between them cost each other; INT32_MAX: they cannot
 * both stand.  Neighbours have no step between them. */
enum solve_near { SOLVE_NEIGHBOURS, SOLVE_APART };
int32_t solve_cost(const struct solve_option *a, const struct solve_option *b, int32_t days, enum solve_near near);

/** solve_week(w, choice): for each day the place of its option, or SOLVE_NOTHING.  Returns true when the answer is the
 * best there is; false when the tries ran out and it is the best that was seen (never less than what taking each day's
 * best in turn gives).  At most days x SOLVE_TRIES_MAX tries. */
bool solve_week(const struct solve_week *w, size_t choice[SOLVE_DAYS_MAX]);

#endif

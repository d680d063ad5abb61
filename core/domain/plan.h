/* plan.h - what one person is offered on a day, and why.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: no clock, no randomness, no memory; integers only.  Same facts, pack, day and minute: same bytes.
 *
 *   facts -> history (one pass) -> rules (spec/plan.md 2, numbered) -> score (3) -> the best layout of the week (5),
 *   whose first day is the card
 *
 * Invariants: the numbered rules R1..R25 of spec/plan.md; a step that breaks one is never written, neither as card nor
 *         as smaller, alone, another or in the week.  No step is ever due: a joint one says "when you both like".
 * Tests:  unit/test_plan.c  unit/test_plan_road.c  unit/test_week.c  property/prop_plan.c */
#ifndef HEARTH_PLAN_H
#define HEARTH_PLAN_H
#include "domain/fact.h"

struct pack;

/* What the host knows and no record holds. */
struct plan_query {
	int32_t day;     /* the person's own calendar */
	uint16_t minute; /* since local midnight */
	bool paired;     /* a partner has joined */
	bool care;       /* of this sitting's private questions; never stored */
	bool contain;
};

/** plan_today_view(f, p, q, w): the answer to `today`.  plan_week_view: the answer to `week`: Monday to Sunday around
 * the day.  O(facts + exercises).  Never fails but by the writer. */
void plan_today_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct json_w *w);
void plan_week_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct json_w *w);

/** plan_step_view(f, p, q, key, w): the Step for a key such as "E05:1" (another, smaller, alone, a pick).
 * ST_NOTFOUND: no such exercise or size.  ST_DENIED: a rule keeps it away today; nothing was written. */
MUST_USE enum status plan_step_view(const struct facts *f, const struct pack *p, const struct plan_query *q,
                                    struct span key, struct json_w *w);

/** plan_easy(f, p, q): on this day only what is easy comes unasked: light times of every kind, the path alone, a hard week.
 * O(facts). */
bool plan_easy(const struct facts *f, const struct pack *p, const struct plan_query *q);

/** plan_exercises_view(f, p, q, w): the answer to `exercises`: all of them, for reading. */
void plan_exercises_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct json_w *w);

#endif

/* checkin.h - the week's short look back together: two parts that each writes, and what next week might hold.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * A week is named by the day number of its Monday.
 * Invariants: (1) their part is written only from shared records of theirs; (2) in the first week, on the light path
 * and in light weeks the form is thanks only; alone, in containment and in a hard week there is none (form "none"); (3)
 * proposals keep every rule of the planner. Tests:  unit/test_checkin.c */
#ifndef HEARTH_CHECKIN_H
#define HEARTH_CHECKIN_H
#include "domain/plan.h"

/** checkin_week(day): the Monday of the day's week. */
int32_t checkin_week(int32_t day);
/** checkin_view(f, p, q, w): {week, form: "whole"|"thanks"|"none", mine, theirs, last:{mine, theirs}|null, proposals}.
 */
void checkin_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct json_w *w);

#endif

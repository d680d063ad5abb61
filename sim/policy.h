/* policy.h - four ways to lay out a week for one person.
 * Layer:  sim. */
#ifndef HEARTH_SIM_POLICY_H
#define HEARTH_SIM_POLICY_H
#include "sim/person.h"

/** policy_lay(planner, room, p, day, r, out): the days from `day` to Sunday; those before stay empty. */
void policy_lay(enum sim_planner planner, const struct room *room, const struct person *p, int32_t day, struct rng *r,
                struct week *out);

#endif

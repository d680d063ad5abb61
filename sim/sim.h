/* sim.h - synthetic couples who live with a planner for some weeks.
 * Layer:  sim.  May include: sim, core/domain, core/wire, core/base, and the system.
 * It measures a planner against the assumptions of spec/plan.md 7, never whether it helps anybody.
 * Invariants: (1) same pack, seed, couples and weeks: same result, whatever the number of threads; (2) what happens to
 * a couple does not depend on the planner, what they make of it does; (3) breaches are judged by judge.c, which shares
 * no code with the planner. Tests:  system/simulate.test.mjs, unit/test_sim.c */
#ifndef HEARTH_SIM_H
#define HEARTH_SIM_H
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

#define SIM_COUPLES_MAX 1000000u
#define SIM_WEEKS_MAX 104u
#define SIM_THREADS_MAX 64u

/* current: the planner as it is.  previous: each day's best step, day after day, without roads, paces and what a no
 * teaches.  fixed: the pack in its order, round and round.  random: any step.  All four keep the hard rules: what is
 * compared is choosing well, not being careful. */
enum sim_planner { SIM_CURRENT, SIM_PREVIOUS, SIM_FIXED, SIM_RANDOM, SIM_PLANNER__MAX };
/** sim_planner_name(planner): the word the command line knows it by. */
const char *sim_planner_name(enum sim_planner planner);

struct sim_query {
	uint32_t couples, weeks, threads;
	uint64_t seed;
	enum sim_planner planner;
};
struct sim_spread { /* over couples: the median, and what nine of ten lie between */
	int32_t low, median, high;
};
struct sim_result {
	struct sim_spread closeness; /* at the end, thousandths of a point of 100 */
	struct sim_spread gained;    /* since the beginning */
	struct sim_spread kept;      /* weeks with a step done, per mille of all */
	uint64_t proposed, done;
	uint64_t uneasy;        /* done, and not comfortable for somebody who did it */
	uint64_t breaches;      /* proposed against a hard rule */
	uint64_t persons, left; /* left: stopped looking in before the end */
};

/** sim_run(pack, q, out): live through all of it.  ST_MALFORMED, ST_UNKNOWN: not a pack; ST_TOOBIG: more couples, weeks
 * or threads than the ceilings, or none; ST_NOMEM. */
MUST_USE enum status sim_run(struct span pack, const struct sim_query *q, struct sim_result *out);

#endif

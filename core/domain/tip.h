/* tip.h - a sentence or two for a day on which no step is due.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Invariants: (1) a tip never comes twice within 90 days, whatever the pack holds; (2) nothing is recorded: the day
 * alone says which; (3) nothing of a list that is away or unasked (away.h). Tests:  unit/test_tip.c */
#ifndef HEARTH_TIP_H
#define HEARTH_TIP_H
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct away;
struct pack;

#define TIP_REST_DAYS 90

struct tip {
	struct span id, text; /* borrowed from the pack */
};

/** tip_of_day(p, day, away, out): ST_NOTFOUND: none today, as the pack has few, its list is away, or none at all.  O(tips). */
MUST_USE enum status tip_of_day(const struct pack *p, int32_t day, const struct away *away, struct tip *out);

#endif

/* tip.h - a sentence or two for a day on which no step is due.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Invariants: (1) a tip never comes twice within 90 days, whatever the pack holds; (2) nothing is recorded: the day
 * alone says which; (3) tips on sexual life only for whoever asked. Tests:  unit/test_tip.c */
#ifndef HEARTH_TIP_H
#define HEARTH_TIP_H
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct pack;

#define TIP_REST_DAYS 90

struct tip {
	struct span id, text; /* borrowed from the pack */
};

/** tip_of_day(p, day, sexual, out): ST_NOTFOUND: none today, as the pack has few, or none at all.  O(tips). */
MUST_USE enum status tip_of_day(const struct pack *p, int32_t day, bool sexual, struct tip *out);

#endif

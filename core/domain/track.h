/* track.h - roads for particular trouble, as the pack has them: which week names which exercise.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Invariants: (1) a kind that this program does not know holds and refers, as `contain` does: what is not understood
 *         must not open anything; (2) a step that is not in the pack names nothing.
 * Tests:  unit/test_track.c */
#ifndef HEARTH_TRACK_H
#define HEARTH_TRACK_H
#include <stdbool.h>

#include "base/span.h"
#include "base/status.h"

struct pack;

#define TRACK_WEEKS_MAX 16u /* a bit each; the pack has at most 12 */

enum track_kind { TRACK_STEPS, TRACK_CONTAIN };

struct track {
	struct span id, map; /* borrowed from the pack */
	enum track_kind kind;
	bool alone; /* one person can walk it */
};

/** track_find(p, id, out): ST_NOTFOUND. */
MUST_USE enum status track_find(const struct pack *p, struct span id, struct track *out);

/** track_weeks_of(p, t, weeks, n): for each of the first n exercises of the pack, bit i when week i (from 0) of the
 * track names it.  Returns how many weeks the track has, at most TRACK_WEEKS_MAX. */
size_t track_weeks_of(const struct pack *p, const struct track *t, uint16_t *weeks, size_t n);

#endif

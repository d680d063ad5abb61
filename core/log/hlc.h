/* hlc.h - hybrid logical clock and the one order of versions (spec/event.md 2).
 * Layer:  core/log.  May include: core/base, core/wire, core/crypto.  Pure.
 * Tests:  unit/test_hlc.c property/prop_hlc.c */
#ifndef HEARTH_HLC_H
#define HEARTH_HLC_H
#include "wire/envelope.h"

#define HLC_AHEAD_MIN 10u /* minutes that a clock may be ahead of the receipt */
#define HLC_MAX ((uint64_t)INT64_MAX) /* the greatest stamp that an event can carry */

/** hlc_next(last, now_ms): the stamp of a new own event: max(last + 1, now << 16), at most HLC_MAX.  Never falls, whatever the
 * clock; last <= HLC_MAX. */
uint64_t hlc_next(uint64_t last, uint64_t now_ms);
/** hlc_clamp(h, minute): min(h, (minute + 10) * 60000 << 16). */
uint64_t hlc_clamp(uint64_t h, uint32_t minute);
static inline uint64_t hlc_ms(uint64_t h) { return h >> 16; }

/* Place of one version of a record.  An event not yet received has minute and n UINT32_MAX. */
struct stamp {
	uint64_t hlc; /* clamped */
	uint64_t n;
	uint32_t minute;
	uint8_t device[ID_BYTES];
};
/** stamp_cmp(a, b): <0, 0, >0 by (hlc, minute, n, device).  A total order. */
int stamp_cmp(const struct stamp *a, const struct stamp *b);

#endif

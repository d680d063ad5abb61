/* trend.h - what moved, in plain words, and what seemed to help.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * A point is the mean of one construct's answered items on one day, in tenths (0..100); 10 is always the kinder end;
 * "prefer not to say" leaves a gap.
 * Invariants: (1) more or less only when the last two points both differ from the first by at least 2 of 10 to the same
 *         side; else same, or early with fewer than three points; (2) help is named from at least 3 afterthoughts;
 *         (3) no number of what was done is ever written; (4) no sum over constructs.
 * Tests:  unit/test_trend.c */
#ifndef HEARTH_TREND_H
#define HEARTH_TREND_H
#include "domain/fact.h"

struct pack;

enum verdict { VERDICT_EARLY, VERDICT_SAME, VERDICT_MORE, VERDICT_LESS };
/** trend_verdict(tenths, n): points of one construct, oldest first. */
enum verdict trend_verdict(const int32_t *tenths, size_t n);

/** trend_flat(f, p, day): of the constructs that are shown at least one can be told (three points), and none is more.
 */
bool trend_flat(const struct facts *f, const struct pack *p, int32_t day);

struct trend_query {
	int32_t day;
};
/** trend_view(f, p, q, w): {sentence, rows:[...], helped:[{exercise, title, words}]}; the sentence is the month's one.
 */
void trend_view(const struct facts *f, const struct pack *p, const struct trend_query *q, struct json_w *w);

#endif

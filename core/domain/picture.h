/* picture.h - one's own picture in kind sentences, and what may be in the way.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Invariants: (1) the first sentence is a good one; (2) causes are circumstances in the pack's order, suggested ones
 *         first; (3) a cause with map: no is never written with shareable true.
 * Tests:  unit/test_picture.c */
#ifndef HEARTH_PICTURE_H
#define HEARTH_PICTURE_H
#include "domain/fact.h"

struct pack;

struct picture_query {
	int32_t day;
};
/** picture_view(f, p, q, w): {kind:[blocks], causes:[{id, title, line, picked, suggested, shareable}]}. */
void picture_view(const struct facts *f, const struct pack *p, const struct picture_query *q, struct json_w *w);

#endif

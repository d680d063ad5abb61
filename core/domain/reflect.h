/* reflect.h - the private reflection in slices: which items are due, and how an answer counts.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Slices: 1 first evening, 2 day two, 3 day five, 4 the whole (28 days after the last whole), 5 pulse (the items of
 *         slice 1, 14 days after anything).  Day one is the start record's day.
 * Invariants: (1) items on sexual life, the gap of desire and shame only when the words record asks for sexual content;
 *         (2) nothing is due in a hard week; (3) at most one slice is due on a day.
 * Tests:  unit/test_reflect.c */
#ifndef HEARTH_REFLECT_H
#define HEARTH_REFLECT_H
#include "domain/fact.h"

struct pack;

enum slice { SLICE_NONE = 0, SLICE_FIRST = 1, SLICE_TWO = 2, SLICE_THREE = 3, SLICE_WHOLE = 4, SLICE_PULSE = 5 };
#define REFLECT_PREFER_NOT 11

struct reflect_query {
	int32_t day;
};
/** reflect_due(f, day): the slice that is due, SLICE_NONE most days. */
enum slice reflect_due(const struct facts *f, int32_t day);
/** reflect_view(f, p, q, w): {due, items:[{id, construct, text, low, high}], first}. */
void reflect_view(const struct facts *f, const struct pack *p, const struct reflect_query *q, struct json_w *w);

#endif

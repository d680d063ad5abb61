/* couple.h - one couple's weeks.
 * Layer:  sim. */
#ifndef HEARTH_SIM_COUPLE_H
#define HEARTH_SIM_COUPLE_H
#include "sim/person.h"

struct outcome {
	int32_t closeness, gained, kept; /* thousandths of a point; per mille of weeks */
	uint32_t proposed, done, uneasy, breaches, persons, left;
};

/** couple_live(p, room, q, couple, out): p is two persons whose records have room for q->weeks. */
void couple_live(struct person p[2], const struct room *room, const struct sim_query *q, uint64_t couple,
                 struct outcome *out);

#endif

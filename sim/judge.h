/* judge.h - whether a proposal keeps the hard rules of spec/plan.md 2, told from the life that was lived.
 * Layer:  sim.  Shares no code with the planner: it reads the pack's properties and its own ledger, never a record. */
#ifndef HEARTH_SIM_JUDGE_H
#define HEARTH_SIM_JUDGE_H
#include "domain/pack.h"

#define JUDGE_EXERCISES_MAX 160u

struct ledger_exercise {
	int32_t last, aside, never; /* days; LEDGER_FAR */
	uint16_t done;
	int32_t asides[4]; /* days of the newest */
	struct {
		int32_t day;
		uint8_t size;
	} low[4]; /* stopped, too much, uncomfortable or uneasy: the newest */
};
#define LEDGER_FAR (-100000)

struct ledger {
	int32_t start, light_from, light_until, hard_from, hard_until, minutes;
	unsigned path; /* 0 together, 1 light, 2 alone */
	bool paired, table, trust, low;
	struct ledger_exercise v[JUDGE_EXERCISES_MAX];
};

/** ledger_init(l, start): an empty life from the day `start` on.  ledger_done, ledger_aside, ledger_never(l, at, day): the
 * exercise at that place of the pack (below JUDGE_EXERCISES_MAX) was done, set aside or refused for good that day; days are
 * given in their order.  O(1). */
void ledger_init(struct ledger *l, int32_t start);
void ledger_done(struct ledger *l, size_t at, int32_t day);
void ledger_aside(struct ledger *l, size_t at, int32_t day);
void ledger_never(struct ledger *l, size_t at, int32_t day);
void ledger_low(struct ledger *l, size_t at, uint8_t size, int32_t day);

/** judge(l, e, at, size, day, laid): 0, or the number of the first rule that proposing this size for `day` breaks, as
 * things stood on the day it was laid. */
unsigned judge(const struct ledger *l, const struct pack_exercise *v, size_t at, size_t size, int32_t day,
               int32_t laid);

#endif

/* plan_rules.h - what may be offered at all: the hard rules, before any score.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * The numbers are those of spec/plan.md 2 and of the property tests; they are never reused.
 * Tests:  unit/test_plan.c  property/prop_plan.c */
#ifndef HEARTH_PLAN_RULES_H
#define HEARTH_PLAN_RULES_H
#include "domain/history.h"
#include "domain/plan.h"

enum plan_rule {
	RULE_NONE = 0,     /* may be offered */
	RULE_ALONE = 1,    /* path alone: nothing for two, nothing that X1 forbids */
	RULE_LIGHT = 2,    /* light: only the easy list for two, nothing that opens old trouble */
	RULE_TOUCH = 3,    /* nothing that touches, no sensual or sexual room */
	RULE_WAITS = 4,    /* no Begin yet */
	RULE_CONTAIN = 5,  /* after a discovery: no thanks, no check-in, nothing that X4 forbids */
	RULE_CARE = 6,     /* very low: only gentle and short */
	RULE_COOLDOWN = 7, /* its own days of rest */
	RULE_NEEDS = 8,    /* others first */
	RULE_HARD = 10,    /* hard week: nothing */
	RULE_TWO = 11,     /* for two, with nobody there */
	RULE_MINUTES = 12, /* longer than the time there is */
	RULE_LATE = 13,    /* late at night only what belongs to bed-time */
	/* 9 is part of 2, and 14 follows from 7: both are rules of the specification and of the tests */
	RULE_ASIDE = 15,   /* set aside today, or "not for me" */
	RULE_COMFORT = 16, /* was too much lately: smaller, or away */
	RULE_REST = 17,    /* touch rest times hold, or sexual content was not asked for */
	/* 18 and up say what is proposed, not what may be begun: plan_held_back and the layout of the week */
	RULE__MAX
};

struct plan_day {
	const struct pack_exercise *v; /* h->n of them */
	const struct history *h;
	int32_t day;
	uint16_t minute;
	bool paired, care, contain;
	bool light;      /* for any reason */
	bool light_week; /* by the calendar alone */
	bool late, tired;
	bool quiet;       /* the pace leaves this day empty */
	bool closed;      /* closed well: nothing is proposed at all */
	bool checkup_due; /* the half-yearly talk stands in its four weeks (R20) */
	size_t checkup;   /* its place; SIZE_MAX: the pack has none */
	uint8_t part;     /* of the day: one of enum pack_when */
};

/** plan_day_make(h, p, q, d): the day as the rules see it.  Borrows h and p. */
void plan_day_make(const struct history *h, const struct pack *p, const struct plan_query *q, struct plan_day *d);

/** plan_light_week(start_day, day): the first week and every fourth. */
bool plan_light_week(int32_t start_day, int32_t day);

bool plan_joint(const struct pack_exercise *e, size_t size); /* this size needs two */

/** plan_reads_only(e): R3 and R4: it touches, is of a sensual or sexual room, or waits: to be read and printed, without Begin. */
bool plan_reads_only(const struct pack_exercise *e);

/** plan_rule_broken(d, e, size): the first rule that keeps a size of an exercise away today; RULE_NONE: none.  O(1). */
enum plan_rule plan_rule_broken(const struct plan_day *d, size_t e, size_t size);

/** plan_held_back(d, e): R19 and R20: an exercise that may be begun but is not proposed today.  O(picks). */
bool plan_held_back(const struct plan_day *d, size_t e);

/** plan_picked(h, e): it is among the own picks of the week. */
bool plan_picked(const struct history *h, size_t e);

/** plan_doors_due(d, flat): R22; flat: no construct moved for the better and one at least can be told. */
bool plan_doors_due(const struct plan_day *d, bool flat);

#endif

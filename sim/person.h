/* person.h - one simulated person: what is hidden, what moves, what was said to Hearth, and what was done.
 * Layer:  sim.  All numbers are whole; likings, needs and moods are thousandths. */
#ifndef HEARTH_SIM_PERSON_H
#define HEARTH_SIM_PERSON_H
#include "domain/history.h"
#include "domain/item.h"
#include "domain/plan_step.h"
#include "sim/judge.h"
#include "sim/records.h"
#include "sim/rng.h"

struct person {
	/* hidden */
	int32_t stage_like[6], wish_like[6], own_like[HISTORY_EXERCISES_MAX];
	int32_t need[REFLECT_CONSTRUCTS_MAX]; /* 0 none, 1000 all */
	uint64_t causes;                      /* what truly is in the way */
	int32_t vigour, minutes, tires, willing, anxious, candid;
	/* moving */
	int32_t stress, usual_stress, warmth, hope; /* warmth: thousandths of a point of 100 */
	int32_t ill_weeks;
	bool baby, out;
	/* said to Hearth */
	bool joined, table;
	unsigned path, wish, around, when, days;
	int32_t said_minutes;
	/* lived */
	struct ledger ledger;
	struct records records;
	struct week lay;
	bool stale; /* something was learned since the week was laid */
	int32_t week_done, week_uneasy, weeks_kept;
	uint16_t times[HISTORY_EXERCISES_MAX]; /* done, for those who tire */
	int32_t last_done[HISTORY_EXERCISES_MAX];
};

/* A couple's common ground for a day. */
struct room {
	const struct pack *pack;
	const struct pack_exercise *v;
	size_t n; /* exercises */
	const struct reflect_index *items;
};

/** person_make(p, room, seed, couple, which): everything hidden, and what they tell Hearth on the first day, which is
 * written into their records and the judge's ledger. */
void person_make(struct person *p, const struct room *room, uint64_t seed, uint64_t couple, unsigned which,
                 int32_t day);

/** person_reflect(p, room, r, day): the reflection of a month: needs as they are felt, blurred. */
void person_reflect(struct person *p, const struct room *room, struct rng *r, int32_t day);

/** person_likes(p, e, at): -1000..1000. */
int32_t person_likes(const struct person *p, const struct pack_exercise *e, size_t at);

/* Today: what there is of time and energy. */
struct today {
	int32_t day, minutes, energy; /* energy 0..1000 */
	bool noise;                   /* a day on which nothing goes */
};
/** person_today(p, r, day): how that day is for them, drawn from r; the same r and day give the same answer.  O(1). */
struct today person_today(const struct person *p, struct rng *r, int32_t day);

/** person_wants(p, room, t, s, r): above 0: is ready to do this step today. */
int32_t person_wants(const struct person *p, const struct room *room, const struct today *t, struct plan_step s,
                     struct rng *r);

/** person_does(p, room, t, s, joint, r): does it, feels it, and says so to Hearth when `tells`.  True: comfortable. */
bool person_does(struct person *p, const struct room *room, const struct today *t, struct plan_step s, bool tells,
                 struct rng *r);

/** person_declines(p, room, t, s, r): looks at it and puts it aside, with a reason or without, or says nothing. */
void person_declines(struct person *p, const struct room *room, const struct today *t, struct plan_step s,
                     struct rng *r);

#endif

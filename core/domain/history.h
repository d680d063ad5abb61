/* history.h - what one person's own records say to the planner, gathered in one pass over all facts.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Invariants: (1) own records alone: nothing of the partner's moves a plan; (2) nothing dated after `day` counts, so a
 * clock that ran ahead cannot hide exercises for years; (3) of records that replace each other the newest written wins.
 * Tests:  unit/test_plan.c */
#ifndef HEARTH_HISTORY_H
#define HEARTH_HISTORY_H
#include "domain/fact.h"
#include "domain/pack.h"
#include "domain/reflect.h"
#include "domain/safety.h"

#define HISTORY_EXERCISES_MAX 160u
#define HISTORY_NEVER INT32_MIN
#define HISTORY_MINUTES 10 /* when nobody said how much time there is */
#define HISTORY_PICKS_MAX 14u
#define HISTORY_UNLIKE_MAX 8u
#define HISTORY_BOOST_DAYS 182 /* half a year: the booster, and what rests before the checkup */

/* Step records: field `what`. */
enum step_what { STEP_DONE = 0, STEP_STOPPED = 1, STEP_ASIDE = 2, STEP_TOO_MUCH = 3, STEP_NOT_FOR_ME = 4 };

/* Step records: field `reason`, why one was set aside or is not for me. */
enum step_reason { WHY_NOT_SAID, WHY_NOT_TIME, WHY_NOT_ENERGY, WHY_NOT_MOOD, WHY_NOT_UNEASY, WHY_NOT_KIND };

/* Pace records: field `pace`. */
enum pace { PACE_AS_IT_COMES = 0, PACE_WEEKLY = 1, PACE_MONTHLY = 2, PACE_SEASONS = 3, PACE_CLOSED = 4 };

/* Start record: field `around`, as bits. */
enum around {
	AROUND_BABY = 1,
	AROUND_LONG_DAYS = 2,
	AROUND_APART = 4,
	AROUND_ILL = 8,
	AROUND_BROKEN_TRUST = 16,
	AROUND_VERY_LOW = 32
};

struct history_exercise {
	int32_t last_day;  /* done or stopped; HISTORY_NEVER */
	int32_t aside_day; /* set aside for the day */
	int32_t never_day; /* "not for me" */
	uint16_t done;
	uint8_t aside_28, low_28; /* in the last 28 days: set aside; stopped, too much or uncomfortable */
	uint8_t low_size;         /* the smallest size that was too much in the last 28 days; PACK_SIZES_MAX: none */
	uint16_t track;           /* bit i: week i of the track that is walked names it */
	uint8_t thoughts;         /* afterthoughts with a value, newest 8 */
	uint8_t close_sum, comfort_sum; /* of those; unanswered ones count as 2 */
};
struct history_pick {
	uint8_t exercise, size;
};
struct history {
	int32_t day, start_day; /* start_day HISTORY_NEVER: no start record */
	enum path path;
	uint8_t wish, around, when; /* enum pack_wish, around, pack_when; when 0: not said */
	bool table, hard, light, paper, causes_known, done_today;
	uint8_t days_a_week;
	int32_t minutes, hard_until;
	uint64_t causes;                        /* bit n is Bn */
	int32_t tenths[REFLECT_CONSTRUCTS_MAX]; /* newest mean of each construct, -1: none */
	int32_t last_step_day;
	uint8_t last_exercise; /* of the newest done step; valid when last_step_day is */
	size_t pick_count;     /* own picks of the week that `day` lies in */
	struct history_pick picks[HISTORY_PICKS_MAX];
	bool rest;            /* touch rest times hold */
	bool sexual;          /* sexual content was asked for */
	bool spare;           /* something was set aside for want of energy, in the last 28 days */
	uint8_t time_size;    /* largest size after one was set aside for want of time; PACK_SIZES_MAX: any */
	uint8_t unlike_count; /* "not my kind" in the last 90 days, newest first */
	uint8_t unlike[HISTORY_UNLIKE_MAX];
	enum pace pace;
	int32_t pace_day;                  /* of the newest pace record */
	bool track_contain;                /* on a track that holds and refers */
	int32_t track_day;                 /* when the track began; HISTORY_NEVER: on none */
	int32_t doors_day;                 /* HISTORY_NEVER: never */
	uint16_t tried;                    /* steps done since the doors were last answered, or ever */
	int32_t tried_day;                 /* the first of those */
	int32_t week_minutes, week_energy; /* of what was done since Monday; energy 1 low, 2 middle, 3 high */
	size_t n;
	struct history_exercise v[HISTORY_EXERCISES_MAX]; /* by place in pack_exercises */
};

/** history_gather(f, p, day, out): O(facts), reading only the bodies that matter. */
void history_gather(const struct facts *f, const struct pack *p, int32_t day, struct history *out);
/** history_gather_indexed(..., ix, ...): the same for whoever asks often: ix is the pack's, from reflect_index. */
void history_gather_indexed(const struct facts *f, const struct pack *p, int32_t day, const struct reflect_index *ix,
                            struct history *out);

/* A step record as it stands; close and comfort -1 when passed over. */
struct step {
	struct span exercise;
	int64_t size, day, what, close, comfort;
	enum step_reason reason;
};
/** step_read(body, s): in one walk; false when the body is none of a step. */
bool step_read(struct span body, struct step *s);

/** step_key_read(p, key, e, size): "E05:1" as places.  ST_NOTFOUND. */
MUST_USE enum status step_key_read(const struct pack *p, struct span key, size_t *e, size_t *size);

#endif

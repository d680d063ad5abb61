/* plan_words.h - the plain sentences of the domain, each under a code, in one place until the pack carries them.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Voice: second person, short, warm, no blame, no praise, no promise, no exclamation mark. */
#ifndef HEARTH_PLAN_WORDS_H
#define HEARTH_PLAN_WORDS_H
#include "domain/player.h"
#include "domain/trend.h"

/* Why a step was chosen.  The code is for translation, the sentence for reading. */
enum reason {
	REASON_NONE,
	REASON_WISH_EASE,
	REASON_WISH_HEARD,
	REASON_WISH_AFFECTION,
	REASON_WISH_FEWER_ROWS,
	REASON_WISH_ROOM,
	REASON_WISH_PLAY,
	REASON_CAUSE,
	REASON_LOW,
	REASON_HOUR,
	REASON_GENTLE,
	REASON_NEW,
	REASON_AGAIN,
	REASON_HELPED,
	REASON_PICKED,
	REASON_LIGHT_WEEK,
	REASON_LIGHT,
	REASON_ALONE,
	REASON_SHORT,
	REASON_SMALLER,
	REASON_LATE,
	REASON_TABLE,
	REASON_SURE,
	REASON_FITS,
	REASON_TRACK,
	REASON_CHECKUP,
	REASON__MAX
};
/** reason_code(r): its code of spec/plan.md 4; reason_words(r): the sentence a person reads.  Static texts. */
const char *reason_code(enum reason r);
const char *reason_words(enum reason r);

/** player_words(step, for_two): what a screen without a phase says. */
const char *player_words(enum player_step step, bool for_two);
/** verdict_code, verdict_words: of a trend. */
const char *verdict_code(enum verdict v);
const char *verdict_words(enum verdict v);

extern const char *const words_hard_line, *const words_hard_thing, *const words_both_like;
extern const char *const words_nothing_due, *const words_pace, *const words_closed, *const words_enough;

#endif

/* player.h - a session with an exercise: one pure step function over a small state that the host keeps.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: time is an argument (wall milliseconds); the state goes in and comes out as JSON, so a session survives a
 *         reload, a locked screen and a stopped page.
 *
 *           begin             next              last timed/next         next              after, next
 *   (none) -------> prepare --------> run(i) -------------------> closing -----> after -----------> done
 *                      |          pause |  ^ resume                  |             | stop            ^
 *                      |                v  |                         |             +-----------------+
 *                      |               paused                        |                               |
 *                      | stop             | stop (also from run)     | stop                          |
 *                      +------------------+-----------> stopped <----+       next, after             |
 *                                                          +---------------------------------------- +
 *   24 hours after `began` any of these but done is expired; begin on none, done or expired starts afresh.
 *
 * What holds:
 *   prepare   phase 0, no clock runs                    run       phase < last; phase_at <= the time it began to count
 *   paused    as run, paused_at set, the clock stands   closing   phase is the last (`close`), no clock
 *   after     the two taps are asked                    stopped   aftercare is shown; nothing was recorded as failed
 * Invariants: (1) 0 <= left_ms <= total_ms, whatever the clock does; (2) phase never goes back; (3) a timed phase that
 * ended while nobody looked hands on to the next at its own last second, so all clocks show the same; an untimed one
 *         waits; (4) stop is taken in every step; (5) the screen depends on state, input and now alone.
 * Tests:  unit/test_player.c  property/prop_player.c */
#ifndef HEARTH_PLAYER_H
#define HEARTH_PLAYER_H
#include "wire/json.h"

struct pack;

#define PLAYER_EXPIRES_MS (24 * 60 * 60 * INT64_C(1000))
#define PLAYER_PHASES_MAX 24u

enum player_step {
	PLAYER_NONE,
	PLAYER_PREPARE,
	PLAYER_RUN,
	PLAYER_PAUSED,
	PLAYER_CLOSING,
	PLAYER_AFTER,
	PLAYER_STOPPED,
	PLAYER_DONE,
	PLAYER_EXPIRED
};
enum player_input {
	PLAYER_BEGIN,
	PLAYER_NEXT,
	PLAYER_PAUSE,
	PLAYER_RESUME,
	PLAYER_STOP,
	PLAYER_TICK,
	PLAYER_AFTERTHOUGHT
};

/* The clockwork alone, on plain values; all times in wall milliseconds. */
struct player_state {
	enum player_step step;
	uint32_t phase;
	int64_t phase_at;  /* when the phase began */
	int64_t paused_at; /* when the pause began, 0: none */
	int64_t paused_ms; /* time of this phase that was spent in pauses */
	int64_t began;
};
/* Lengths of the phases: 0 is untimed.  The last is the closing one. */
struct player_score {
	uint32_t n;     /* 1..PLAYER_PHASES_MAX */
	uint32_t first; /* where run begins: 1 when phase 0 is the `ready` that prepare itself shows, else 0 */
	int64_t ms[PLAYER_PHASES_MAX];
};
struct player_tick {
	int64_t total_ms, left_ms; /* 0 and 0 where no clock runs */
	bool bell;                 /* a phase began or ended since the last call */
};
/** player_step(score, s, in, now, tick): move s on.  An input that does not fit the step counts as a tick; so does a
 * next or pause that came in the very call in which the clock moved the phase: a tap that raced the bell skips nothing.
 */
void player_step(const struct player_score *score, struct player_state *s, enum player_input in, int64_t now,
                 struct player_tick *tick);

struct player_query {
	const struct json_doc *doc;
	const struct json_node *root; /* {state, input, now} */
};
/** player_view(p, q, w): {state, screen}.  ST_MALFORMED: state or input of another shape.  ST_NOTFOUND: an exercise or
 * size that the pack does not hold.  ST_DENIED: it has no Begin (touch, or waits).  Nothing written on failure. */
MUST_USE enum status player_view(const struct pack *p, const struct player_query *q, struct json_w *w);

#endif

/* player_clock.c - the clockwork of a session: steps, phases and wall time, without a word of content.
 *
 *   step      | begin    next        pause   resume  stop     tick      after
 *   ----------+--------------------------------------------------------------
 *   none      | prepare  .           .       .       .        .         .
 *   prepare   | .        run(first)  .       .       stopped  .         .
 *   run       | .        run(i+1),   paused  .       stopped  moves on  .
 *             |          closing
 *   paused    | .        .           .       run     stopped  .         .
 *   closing   | .        after       .       .       stopped  .         .
 *   after     | .        done        .       .       done     .         done
 *   stopped   | .        done        .       .       .        .         done
 *   done      | prepare  .           .       .       .        .         .
 *   expired   | prepare  .           .       .       .        .         .
 */
#include "domain/player.h"

static int64_t elapsed(const struct player_state *s, int64_t now)
{
	int64_t until = s->step == PLAYER_PAUSED ? s->paused_at : now;
	int64_t ms = until - s->phase_at - s->paused_ms;
	return ms > 0 ? ms : 0;
}

static void enter(const struct player_score *score, struct player_state *s, uint32_t phase, int64_t at)
{
	s->phase = phase;
	s->phase_at = at;
	s->paused_at = 0;
	s->paused_ms = 0;
	s->step = phase + 1 >= score->n ? PLAYER_CLOSING : PLAYER_RUN;
}

/* A clock that went back says nothing about how long the phase took: count it afresh from here, never into the future.
 */
static void clamp(struct player_state *s, int64_t now)
{
	if (s->began > now)
		s->began = now;
	if (s->paused_at > now)
		s->paused_at = now;
	if (s->phase_at > now || s->phase_at + s->paused_ms > now) {
		s->phase_at = now;
		s->paused_ms = 0;
		if (s->step == PLAYER_PAUSED)
			s->paused_at = now;
	}
}

/* Each timed phase ends at its own last second, however late anybody looks. */
static bool advance(const struct player_score *score, struct player_state *s, int64_t now)
{
	bool moved = false;
	while (s->step == PLAYER_RUN && score->ms[s->phase] > 0 && elapsed(s, now) >= score->ms[s->phase]) {
		enter(score, s, s->phase + 1, s->phase_at + s->paused_ms + score->ms[s->phase]);
		moved = true;
	}
	return moved;
}

static bool is_over(const struct player_state *s, int64_t now)
{
	return s->step != PLAYER_NONE && s->step != PLAYER_DONE && now - s->began >= PLAYER_EXPIRES_MS;
}

static void begin(struct player_state *s, int64_t now)
{
	*s = (struct player_state){.step = PLAYER_PREPARE, .phase_at = now, .began = now};
}

static void stop(struct player_state *s)
{
	s->paused_at = 0;
	if (s->step == PLAYER_AFTER)
		s->step = PLAYER_DONE;
	else if (s->step == PLAYER_PREPARE || s->step == PLAYER_RUN || s->step == PLAYER_PAUSED ||
	         s->step == PLAYER_CLOSING)
		s->step = PLAYER_STOPPED;
}

/* True when a phase began by hand. */
static bool next(const struct player_score *score, struct player_state *s, int64_t now)
{
	switch (s->step) {
	case PLAYER_PREPARE:
		enter(score, s, score->first < score->n ? score->first : score->n - 1, now);
		return true;
	case PLAYER_RUN:
		enter(score, s, s->phase + 1, now);
		return true;
	case PLAYER_CLOSING:
		s->step = PLAYER_AFTER;
		return false;
	case PLAYER_AFTER:
	case PLAYER_STOPPED:
		s->step = PLAYER_DONE;
		return false;
	default:
		return false;
	}
}

static void resume(struct player_state *s, int64_t now)
{
	s->paused_ms += now - s->paused_at; /* clamp() made paused_at <= now */
	s->paused_at = 0;
	s->step = PLAYER_RUN;
}

static bool apply(const struct player_score *score, struct player_state *s, enum player_input in, int64_t now,
                  bool moved)
{
	switch (in) {
	case PLAYER_BEGIN:
		if (s->step == PLAYER_NONE || s->step == PLAYER_DONE || s->step == PLAYER_EXPIRED)
			begin(s, now);
		return false;
	case PLAYER_NEXT:
		return !moved && next(score, s, now);
	case PLAYER_PAUSE:
		if (s->step == PLAYER_RUN && !moved) {
			s->step = PLAYER_PAUSED;
			s->paused_at = now;
		}
		return false;
	case PLAYER_RESUME:
		if (s->step == PLAYER_PAUSED)
			resume(s, now);
		return false;
	case PLAYER_STOP:
		stop(s);
		return false;
	case PLAYER_AFTERTHOUGHT:
		if (s->step == PLAYER_AFTER || s->step == PLAYER_STOPPED)
			s->step = PLAYER_DONE;
		return false;
	case PLAYER_TICK:
		return false;
	}
	return false;
}

void player_step(const struct player_score *score, struct player_state *s, enum player_input in, int64_t now,
                 struct player_tick *tick)
{
	bool moved = false, by_hand;
	if (s->step == PLAYER_NONE)
		*s = (struct player_state){.began = now, .phase_at = now};
	clamp(s, now);
	if (is_over(s, now)) {
		s->step = PLAYER_EXPIRED;
		s->paused_at = 0;
	} else {
		moved = advance(score, s, now);
	}
	by_hand = apply(score, s, in, now, moved);
	*tick = (struct player_tick){0};
	tick->bell = (moved || by_hand) && (s->step == PLAYER_RUN || s->step == PLAYER_CLOSING);
	if ((s->step == PLAYER_RUN || s->step == PLAYER_PAUSED) && score->ms[s->phase] > 0) {
		int64_t gone = elapsed(s, now);
		tick->total_ms = score->ms[s->phase];
		tick->left_ms = gone < tick->total_ms ? tick->total_ms - gone : 0;
	}
}

/* prop_player.c - random scores, inputs and clocks (which jump, stand still and go back): the invariants of player.h.
 * Argument: rounds. */
#include <stdio.h>
#include <stdlib.h>

#include "domain/player.h"

static uint64_t seed = 0x9e3779b97f4a7c15u;

static uint64_t rnd(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

#define HOLD(x)                                                                                                        \
	do {                                                                                                           \
		if (!(x)) {                                                                                            \
			fprintf(stderr, "round %lu: %s\n", round_now, #x);                                             \
			exit(1);                                                                                       \
		}                                                                                                      \
	} while (0)
static unsigned long round_now;

static void make_score(struct player_score *s)
{
	*s = (struct player_score){.n = 2 + (uint32_t)(rnd() % 8), .first = (uint32_t)(rnd() % 2)};
	for (uint32_t i = s->first; i + 1 < s->n; i++)
		s->ms[i] = rnd() % 3 == 0 ? 0 : (int64_t)(1000 * (1 + rnd() % 900));
}

static int64_t move_clock(int64_t now)
{
	switch (rnd() % 12) {
	case 0:
		return (int64_t)(rnd() % 2000000000u); /* another clock altogether */
	case 1:
		return now > 5000 ? now - (int64_t)(rnd() % 5000) : now;
	case 2:
		return now;
	case 3:
		return now + (int64_t)(rnd() % (26 * 3600 * 1000)); /* locked for long */
	default:
		return now + (int64_t)(rnd() % 60000);
	}
}

/* Which steps may follow which; the table of player_clock.c, written a second time. */
static const char *const follows[] = {
    /* 1 stands everywhere: begin on a session that is over in this very call */
    [PLAYER_NONE] = "01",      [PLAYER_PREPARE] = "12468", [PLAYER_RUN] = "1234678",
    [PLAYER_PAUSED] = "12368", [PLAYER_CLOSING] = "14568", [PLAYER_AFTER] = "1578",
    [PLAYER_STOPPED] = "1678", [PLAYER_DONE] = "17",       [PLAYER_EXPIRED] = "18",
};

static void walk(void)
{
	struct player_score score;
	struct player_state s = {0};
	int64_t now = (int64_t)(rnd() % 1000000);
	make_score(&score);
	for (int i = 0; i < 60; i++) {
		struct player_state before = s, twin = s;
		struct player_tick t, u;
		enum player_input in = (enum player_input)(i == 0 ? PLAYER_BEGIN : rnd() % 7);
		if (in == PLAYER_STOP && rnd() % 4 != 0)
			in = PLAYER_TICK;
		now = move_clock(now);
		player_step(&score, &s, in, now, &t);
		player_step(&score, &twin, in, now, &u);
		HOLD(t.left_ms == u.left_ms && t.bell == u.bell && twin.phase == s.phase &&
		     twin.step == s.step);                       /* 5 */
		HOLD(t.left_ms >= 0 && t.left_ms <= t.total_ms); /* 1 */
		HOLD(s.phase < score.n && s.step <= PLAYER_EXPIRED);
		HOLD(in == PLAYER_BEGIN || s.phase >= before.phase); /* 2 */
		HOLD(strchr(follows[before.step], '0' + (char)s.step) != NULL);
		HOLD(s.phase_at <= now && s.began <= now && s.paused_at <= now && s.paused_ms >= 0);
		HOLD((s.step == PLAYER_CLOSING) <= (s.phase == score.n - 1));
		HOLD(s.step == PLAYER_PAUSED || s.paused_at == 0);
		HOLD(t.total_ms == 0 || (s.step == PLAYER_RUN && t.left_ms > 0) || s.step == PLAYER_PAUSED);
		if (in == PLAYER_STOP && before.step != PLAYER_NONE) /* 4 */
			HOLD(s.step == PLAYER_STOPPED || s.step == PLAYER_DONE || s.step == PLAYER_EXPIRED);
		HOLD(!(in == PLAYER_STOP && s.step != PLAYER_RUN && s.step != PLAYER_CLOSING) || !t.bell);
	}
}

/* 3: whoever looks often and whoever looks once at the end stand at the same second. */
static void looks(void)
{
	struct player_score score;
	struct player_state often = {0}, once;
	struct player_tick t, u;
	int64_t now = 1000;
	make_score(&score);
	player_step(&score, &often, PLAYER_BEGIN, now, &t);
	player_step(&score, &often, PLAYER_NEXT, now, &t);
	once = often;
	for (unsigned i = 0; i < 40; i++) {
		now += (int64_t)(rnd() % 40000);
		player_step(&score, &often, PLAYER_TICK, now, &t);
	}
	player_step(&score, &once, PLAYER_TICK, now, &u);
	HOLD(often.step == once.step && often.phase == once.phase && often.phase_at == once.phase_at);
	HOLD(t.left_ms == u.left_ms && t.total_ms == u.total_ms);
}

int main(int argc, char **argv)
{
	unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 20000;
	for (round_now = 0; round_now < rounds; round_now++) {
		walk();
		looks();
	}
	return 0;
}

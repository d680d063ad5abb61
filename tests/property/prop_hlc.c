/* prop_hlc.c - stamps only rise, whatever the clocks; the clamp is a floor-keeping, monotone limit; the order of
 * versions is total. */
#include <stdio.h>
#include <stdlib.h>

#include "house.h"
#include "seeded.h"

static uint64_t any64(void) { return (uint64_t)seeded_below(UINT32_MAX) << 32 | seeded_below(UINT32_MAX); }

/* Mostly near now, at times anything at all. */
static uint64_t any_clock(void)
{
	return seeded_below(8) == 0 ? any64() >> seeded_below(64) : 1754000000000u + seeded_below(1000000);
}

static void rising(void)
{
	uint64_t last = 0;
	for (int i = 0; i < 50; i++) {
		uint64_t now = any_clock(), next = hlc_next(last, now);
		MUST(next > last || next == HLC_MAX);
		MUST(next <= HLC_MAX && hlc_ms(next) >= (now > HLC_MAX >> 16 ? HLC_MAX >> 16 : now));
		uint32_t minute = 29000000 + seeded_below(100000);
		last = hlc_clamp(next, minute) > last ? hlc_clamp(next, minute) : last; /* what receiving may do */
	}
}

static void clamping(void)
{
	uint64_t a = any64() >> seeded_below(64), b = any64() >> seeded_below(64);
	uint32_t m = seeded_below(UINT32_MAX), k = seeded_below(UINT32_MAX);
	MUST(hlc_clamp(a, m) <= a);
	MUST(hlc_clamp(hlc_clamp(a, m), m) == hlc_clamp(a, m));
	MUST(a > b || hlc_clamp(a, m) <= hlc_clamp(b, m));
	MUST(m > k || hlc_clamp(a, m) <= hlc_clamp(a, k));
}

static struct stamp any_stamp(void)
{
	struct stamp s = {.hlc = seeded_below(3), .n = seeded_below(3), .minute = seeded_below(3)};
	s.device[seeded_below(ID_BYTES)] = (uint8_t)seeded_below(2);
	return s;
}

static int sign(int v) { return (v > 0) - (v < 0); }

static void ordering(void)
{
	struct stamp a = any_stamp(), b = any_stamp(), c = any_stamp();
	MUST(stamp_cmp(&a, &a) == 0);
	MUST(sign(stamp_cmp(&a, &b)) == -sign(stamp_cmp(&b, &a)));
	MUST(stamp_cmp(&a, &b) > 0 || stamp_cmp(&b, &c) > 0 || stamp_cmp(&a, &c) <= 0);
	bool same = a.hlc == b.hlc && a.n == b.n && a.minute == b.minute && memcmp(a.device, b.device, ID_BYTES) == 0;
	MUST((stamp_cmp(&a, &b) == 0) == same);
}

int main(int argc, char **argv)
{
	long rounds = argc > 1 ? atol(argv[1]) : 5000;
	seeded_start(41);
	for (long i = 0; i < rounds; i++) {
		rising();
		clamping();
		ordering();
	}
	printf("%ld rounds\n", rounds);
	return 0;
}

/* seeded.c - libsodium's own deterministic generator, one block a call. */
#include "seeded.h"

#include <sodium.h>
#include <string.h>

static uint64_t seed_now, calls;

static const char *name(void) { return "seeded"; }

static void fill(void *const p, const size_t n)
{
	uint8_t seed[randombytes_SEEDBYTES] = {0};
	memcpy(seed, &seed_now, sizeof seed_now);
	calls++;
	memcpy(seed + 8, &calls, sizeof calls);
	randombytes_buf_deterministic(p, n, seed);
}

static uint32_t word(void)
{
	uint32_t v;
	fill(&v, sizeof v);
	return v;
}

void seeded_start(uint64_t seed)
{
	static struct randombytes_implementation imp = {name, word, NULL, NULL, fill, NULL};
	seed_now = seed;
	calls = 0;
	(void)randombytes_set_implementation(&imp);
}

uint32_t seeded_below(uint32_t n) { return word() % n; }

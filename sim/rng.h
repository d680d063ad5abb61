/* rng.h - repeatable chance for the simulator: whole numbers alone, the same on every machine.
 * Layer:  sim.  Never for secrets. */
#ifndef HEARTH_SIM_RNG_H
#define HEARTH_SIM_RNG_H
#include <stdint.h>

struct rng {
	uint64_t s;
};

static inline uint64_t rng_mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* A stream of its own for each thing that may happen, so that what one planner does shifts no chance of another's. */
static inline struct rng rng_for(uint64_t seed, uint64_t couple, uint64_t person, uint64_t what)
{
	return (struct rng){rng_mix(rng_mix(rng_mix(seed ^ 0x51ed) + couple) + person * 1000003u) + rng_mix(what)};
}
static inline uint32_t rng_next(struct rng *r)
{
	r->s += UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(rng_mix(r->s) >> 32);
}
static inline int32_t rng_below(struct rng *r, int32_t n)
{
	return (int32_t)((uint64_t)rng_next(r) * (uint32_t)n >> 32);
}
static inline int32_t rng_between(struct rng *r, int32_t lo, int32_t hi) { return lo + rng_below(r, hi - lo + 1); }
/* True in so many of a thousand cases. */
static inline int rng_chance(struct rng *r, int32_t permille) { return rng_below(r, 1000) < permille; }
/* Bell-shaped around 0, with about this spread; never beyond 3.5 of it. */
static inline int32_t rng_bell(struct rng *r, int32_t spread)
{
	int32_t sum = 0;
	for (int i = 0; i < 4; i++)
		sum += rng_between(r, -1000, 1000);
	return (int32_t)((int64_t)sum * spread / 1155);
}

#endif

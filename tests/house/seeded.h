/* seeded.h - randomness that repeats: every randombytes_buf of libsodium and of the core answers from a seed.
 * For tests only. */
#ifndef HEARTH_SEEDED_H
#define HEARTH_SEEDED_H
#include <stdint.h>

/** seeded_start(seed): from here on the same calls give the same bytes.  May be called again, with any seed. */
void seeded_start(uint64_t seed);
/** seeded_below(n): an index 0 .. n-1 (n > 0) from the same source. */
uint32_t seeded_below(uint32_t n);

#endif

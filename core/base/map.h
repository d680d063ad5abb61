/* map.h - a hash map from fixed-size identifiers to fixed-size values, kept in insertion order.
 * Layer:  core/base.
 * Invariants: (1) count <= cap <= max; (2) entry i stays entry i for ever: nothing is removed, so an index is a
 *         lasting handle and iteration does not depend on the seed; (3) at most half the slots are taken.
 * Tests:  unit/test_map.c  fault/test_base.c */
#ifndef HEARTH_MAP_H
#define HEARTH_MAP_H
#include <stdbool.h>

#include "base/alloc.h"
#include "base/span.h"
#include "base/status.h"

#define MAP_KEY_MIN 16u
#define MAP_KEY_MAX 32u
#define MAP_NONE UINT32_MAX

struct map {
	uint8_t *items;  /* cap entries of `stride` bytes: key, padding to 8, value, padding to 8 */
	uint32_t *slots; /* open addressing: index + 1, 0 is free; a power of two of them */
	uint32_t count, cap, nslots, max;
	size_t key_len, val_at, val_len, stride;
	uint64_t seed;
	const struct alloc *a;
};

/** map_init(m, a, key_len, val_len, max, seed): empty, owns nothing yet; at most max (< 2^30) entries.  key_len is
 * MAP_KEY_MIN..MAP_KEY_MAX, val_len at most 65536 (0: a set); other sizes are a programmer's mistake and trap.  The
 * seed should be unknown to whoever chooses keys; it has no influence on anything one can see.  Cannot fail. */
void map_init(struct map *m, const struct alloc *a, size_t key_len, size_t val_len, uint32_t max, uint64_t seed);

/** map_clear(m): give the memory back; m is empty and may be used again. */
void map_clear(struct map *m);


/** map_index(m, key): index of the entry, in order of insertion, or MAP_NONE. */
uint32_t map_index(const struct map *m, const void *key);

/** map_get(m, key): the value, aligned to 8, to read or change in place; NULL when absent.  Valid until the next
 * map_take. */
void *map_get(const struct map *m, const void *key);

/** map_take(m, key, value, fresh): *value points at the entry's value, as in map_get; an entry that was not there is
 * made, zeroed.  *fresh (may be NULL) tells which.  ST_TOOBIG past max, ST_NOMEM: m holds what it held. */
MUST_USE enum status map_take(struct map *m, const void *key, void **value, bool *fresh);

/** map_reserve(m, n): room for n entries in all, so that no growth interrupts what is to come.  ST_TOOBIG past max, ST_NOMEM:
 * m holds what it held. */
MUST_USE enum status map_reserve(struct map *m, uint32_t n);

/* Entry i < count, in order of insertion. */
const uint8_t *map_key_at(const struct map *m, uint32_t i);
void *map_value_at(const struct map *m, uint32_t i);

#endif

/* limit.h - rates: token buckets in a table of fixed size, in memory only.
 * Layer:  server.  May include: core/base.
 * Invariants: (1) the table never grows: the least recently used entry of a set gives way, so a flood weakens a limit
 * and never costs memory; (2) only keyed hashes are kept, never an address or a key as it came. Thread-safe. Tests:
 * unit/test_limit.c */
#ifndef HEARTH_LIMIT_H
#define HEARTH_LIMIT_H
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct limit;

/** limit_new(per, period_s, out): at most `per` in a period, refilled evenly; a fresh key may spend all at once. */
MUST_USE enum status limit_new(uint32_t per, uint32_t period_s, struct limit **out);
void limit_free(struct limit *l); /* NULL is a no-op */

/** limit_take(l, key, cost, now_s): 0 when the cost was taken, else seconds until it may be (>= 1), nothing taken.
 * A cost above `per` is charged as `per`.  O(1). */
uint32_t limit_take(struct limit *l, struct span key, uint32_t cost, int64_t now_s);

/* Where a request comes from, forgotten daily: a keyed hash of the address (IPv6: of its /64), cut to 8 bytes, under a
 * key that is made anew each day and lives in memory only. */
struct source;
MUST_USE enum status source_new(struct source **out);
void source_free(struct source *s);
uint64_t source_of(struct source *s, struct span address, int64_t now_s);

#endif

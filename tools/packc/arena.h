/* arena.h - memory of one run of packc: taken in pieces, given back whole.
 * Layer:  tools.  A request that cannot be met ends the program with exit 2: a compiler has nothing to save. */
#ifndef PACKC_ARENA_H
#define PACKC_ARENA_H
#include "base/span.h"

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is fine */

/** arena_get(a, n): n zeroed bytes, aligned for anything; lives until arena_free. */
void *arena_get(struct arena *a, size_t n);
/** arena_copy(a, p, n): a copy of n bytes with a NUL behind them (not counted). */
struct span arena_copy(struct arena *a, const void *p, size_t n);
/** arena_print(a, fmt, ...): a formatted NUL-terminated text. */
char *arena_print(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif

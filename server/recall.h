/* recall.h - challenges of the recovery login: good for two minutes, for one login key, once.
 * Layer:  server.  May include: core/base.
 * A challenge carries its own proof (time, random bytes, keyed hash over both and the login key), so that asking for
 * many fills no memory; only those that were answered rightly are remembered until they are void anyway.
 * Thread-safe.  Memory only: a restart voids all.
 * Tests:  unit/test_recall.c system/recover.test.mjs */
#ifndef HEARTH_RECALL_H
#define HEARTH_RECALL_H
#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

#define CHALLENGE_BYTES 32u

struct recall;

MUST_USE enum status recall_new(struct recall **out);
void recall_free(struct recall *r); /* NULL is a no-op */

/** recall_make(r, login, now_s, out): a fresh challenge for this login key. */
void recall_make(struct recall *r, const uint8_t login[32], int64_t now_s, uint8_t out[CHALLENGE_BYTES]);
/** recall_fresh(r, login, challenge, now_s): made here for this key, not yet void. */
bool recall_fresh(struct recall *r, const uint8_t login[32], const uint8_t challenge[CHALLENGE_BYTES], int64_t now_s);
/** recall_spend(r, challenge, now_s): use it up.  ST_CONFLICT: it was used before.  ST_BUSY: too many at once. */
MUST_USE enum status recall_spend(struct recall *r, const uint8_t challenge[CHALLENGE_BYTES], int64_t now_s);

#endif

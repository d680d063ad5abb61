/* ring.h - the stream keys that this device holds.
 * Layer:  core/crypto.  May include: core/base, core/wire.
 * Invariants: (1) at most one key for each (stream, epoch); (2) ring_clear leaves no byte of a key.
 * Tests:  unit/test_keys.c */
#ifndef HEARTH_RING_H
#define HEARTH_RING_H
#include "crypto/keys.h"

#define RING_MAX 256u

struct ring {
	struct stream_key key[RING_MAX]; /* the first count are in use, in the order they came */
	uint32_t count;
};

/** ring_clear(r): empty and wiped; also how a ring begins. */
void ring_clear(struct ring *r);

/** ring_add(r, k): keep a copy.  The same key again is ST_OK and no second entry.  ST_CONFLICT: another key is held for
 * this stream and epoch; ST_TOOBIG: full. */
MUST_USE enum status ring_add(struct ring *r, const struct stream_key *k);

/* Each borrows from r until the next change; NULL: no such key. */
/** ring_for(r, e): the key that e names by stream, epoch and key_id. */
const struct stream_key *ring_for(const struct ring *r, const struct envelope *e);
/** ring_at(r, stream, epoch); ring_newest(r, stream): of the greatest epoch. */
const struct stream_key *ring_at(const struct ring *r, const uint8_t stream[ID_BYTES], uint32_t epoch);
const struct stream_key *ring_newest(const struct ring *r, const uint8_t stream[ID_BYTES]);

#endif

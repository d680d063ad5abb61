/* push.h - a batch of envelopes on its way into the log (spec/sync.md "What the server checks on push").
 * Layer:  server.  May include: core/base, core/wire, core/crypto/verify.
 * Invariant: a push is appended whole or not at all.
 * Tests:  system/push.test.mjs unit/test_route.c fault/test_store.c */
#ifndef HEARTH_PUSH_H
#define HEARTH_PUSH_H
#include "access.h"

struct push_item {
	struct envelope e;
	struct span bytes; /* the whole envelope, borrowed from the body */
	uint64_t n;
	uint32_t minute;
	bool dup;
};

/* A stream that a push has touched: looked up once, then kept in step in memory. */
struct push_stream {
	struct store_stream row;
	struct store_head head;
	uint64_t dev_seq, base_n; /* of the pushing device */
	uint32_t epoch;
	bool grown;
};

struct push {
	uint32_t count;
	struct push_item *item;
	uint32_t stream_count;
	struct push_stream stream[CAP_PUSH_STREAMS];
	uint32_t dropped_count; /* devices that this push revoked */
	uint8_t dropped[CAP_DEVICES_EVER][ID_BYTES];
	struct refusal refusal;
};

/** push_parse(body, out): cut the body into 1..CAP_PUSH_EVENTS envelopes.  ST_MALFORMED, ST_TOOBIG, ST_UNKNOWN (suite),
 * ST_NOMEM.  Borrows body; free with push_free (NULL is a no-op). */
MUST_USE enum status push_parse(struct span body, struct push **out);
void push_free(struct push *p);

/** push_check(p, space, dev): all that needs no store: space, author, signature of each envelope.  ST_DENIED with
 * p->refusal set.  About 60 us an envelope; meant for the connection's thread, not the writer's. */
MUST_USE enum status push_check(struct push *p, const uint8_t space[ID_BYTES], const struct store_device *dev);

/** push_recovers(p, s, space, device, dev): the push begins with a devices event, valid under its member's identity
 * key, that lists `device`; then *dev is that device as it will be.  ST_NOTFOUND: it does not.  Others: the store
 * failed. */
MUST_USE enum status push_recovers(const struct push *p, struct store *s, const uint8_t space[ID_BYTES],
                                   const uint8_t device[ID_BYTES], struct store_device *dev);

/** push_append(p, s, space, device, minute): everything else, and the rows; inside a transaction.
 * ST_OK: n, minute, dup of every item are set.  ST_DENIED: p->refusal says why, and the caller undoes the transaction.
 * Others: the store failed.  May be called again after an undo. */
MUST_USE enum status push_append(struct push *p, struct store *s, const uint8_t space[ID_BYTES],
                                 const uint8_t device[ID_BYTES], uint32_t minute);

#endif

/* access.h - who may do what: the rights a space has, derived from its structure events (spec/event.md 3).
 * Layer:  server.  May include: core/base, core/wire, core/crypto/verify.
 * Invariants: (1) members, devices, streams and epochs are functions of the stored structure events and of nothing
 * else; (2) they change in the very transaction that stores the event; (3) hostile bytes end in a refusal. Tests:
 * system/push.test.mjs system/space.test.mjs */
#ifndef HEARTH_ACCESS_H
#define HEARTH_ACCESS_H
#include "store.h"

enum refuse {
	REFUSE_NONE = 0,
	REFUSE_MALFORMED, /* 400 */
	REFUSE_DENIED,    /* 403 */
	REFUSE_REVOKED,   /* 409, and so are all below */
	REFUSE_ID,
	REFUSE_DEV_SEQ, /* value: expected */
	REFUSE_BASE,    /* value: head n */
	REFUSE_EPOCH,   /* value: newest epoch */
	REFUSE_VERSION, /* value: stored version of the device list */
	REFUSE__MAX
};

struct refusal {
	enum refuse why;
	uint32_t at; /* which envelope of the push, from 0 */
	uint64_t value;
	uint8_t stream[ID_BYTES];
	const char *message; /* constant, plain words */
};

/** access_refuse(r, why, value, message): fill *r (stream and at are the caller's), answer ST_DENIED. */
MUST_USE enum status access_refuse(struct refusal *r, enum refuse why, uint64_t value, const char *message);

/** access_may(role, member, stream): may this member read (and write) it? */
bool access_may(uint8_t role, const uint8_t member[ID_BYTES], const struct store_stream *stream);

/* What a structure event changed, for those who keep copies. */
struct access_effect {
	bool author_active; /* the event's own device may still write */
	bool granted;       /* a newer epoch of a stream */
	uint8_t granted_stream[ID_BYTES];
	uint32_t granted_epoch;
	uint32_t dropped_count; /* devices that were active and are no more */
	uint8_t dropped[DEVICES_MAX][ID_BYTES];
};

/** access_fold(s, space, e, stream, fx, r): check the rules for one structure event (not genesis) that stands in
 * `stream` and change the tables.  ST_DENIED: *r says why, and the caller undoes the transaction.  Others: the store
 * failed. */
MUST_USE enum status access_fold(struct store *s, const uint8_t space[ID_BYTES], const struct envelope *e,
                                 const struct store_stream *stream, struct access_effect *fx, struct refusal *r);

/* A new space from its genesis event. */
struct founding {
	struct structure body;
	struct envelope e;
	struct span bytes;
	uint8_t space[ID_BYTES];
	struct store_stream m; /* its stream M */
	uint64_t n;
	uint32_t minute;
	bool dup;
};
/** access_founding(bytes, out): read and check one genesis envelope: ids, device list, signature.  Borrows bytes.
 * ST_MALFORMED, ST_FORGED, ST_TOOBIG, ST_UNKNOWN. */
MUST_USE enum status access_founding(struct span bytes, struct founding *out);
/** access_found(f, s, minute): the rows of the new space.  ST_CONFLICT never: an existing space sets dup. */
MUST_USE enum status access_found(struct founding *f, struct store *s, uint32_t minute);

#endif

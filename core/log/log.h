/* log.h - one space as this device knows it: members, devices, and each stream's chain.  Knows headers, never meaning.
 * Layer:  core/log.  May include: core/base, core/wire, core/crypto.
 * Invariants: (1) what stands in the log passed every check of spec/event.md 4; (2) after an alarm nothing more is
 *         taken; (3) a call that fails changes nothing; (4) order of calls across streams does not matter, except that
 *         M comes before what refers to it.
 * Tests:  unit/test_log.c property/prop_log.c tests/system hostile server; fuzz/fuzz_frames.c */
#ifndef HEARTH_LOG_H
#define HEARTH_LOG_H
#include "crypto/verify.h"
#include "log/hlc.h"
#include "wire/cbor.h"

#define LOG_MEMBERS_MAX 3u
#define LOG_DEVICES_MAX 64u /* of a member, ever */
#define LOG_STREAMS_MAX 16u
#define LOG_EVENTS_MAX 2000000u /* of a stream */

/* Why sync stopped.  Each has plain words in the strings; names are wire-stable (log_alarm_name). */
enum alarm {
	ALARM_NONE = 0,
	ALARM_FRAME,      /* a frame or header that cannot be read, or a gap in n */
	ALARM_PLACE,      /* an event of another space or stream */
	ALARM_DEVICE,     /* a device that is not (or no longer) in its member's list */
	ALARM_RIGHT,      /* a member without right to the stream */
	ALARM_SIGNATURE,  /* a signature that does not hold */
	ALARM_DEV_SEQ,    /* a device's numbering skips or repeats */
	ALARM_BASE,       /* a base beyond what stands before it, or falling */
	ALARM_HISTORY,    /* base_R unlike our own: two histories */
	ALARM_EPOCH,      /* an epoch that falls or was never granted */
	ALARM_CLOCK,      /* receipt minutes running backwards by more than a day */
	ALARM_MEMBERSHIP, /* a structure event against the rules */
	ALARM_ROLLBACK,   /* the server shows less than it once showed */
	ALARM_COPIED,     /* our own numbers with other bytes: this device was copied */
	ALARM__MAX
};
const char *log_alarm_name(enum alarm a);

struct log;

struct log_member {
	uint8_t id[ID_BYTES], iks[32], ikb[32];
	uint8_t role;
	uint32_t list_version;
	uint32_t device_count; /* ever; see log_device */
	uint64_t at_n;         /* in M */
};
struct log_device {
	struct device_entry key;
	bool active;
	uint64_t added_n, removed_n; /* in M; 0: never */
};
struct log_head {
	uint8_t stream[ID_BYTES];
	enum stream_class cls;
	uint8_t owner[ID_BYTES]; /* of a P stream */
	uint64_t n;
	uint8_t R[HASH_BYTES];
	uint32_t epoch; /* newest granted, 0: none yet */
	uint32_t minute; /* greatest receipt minute so far */
};

/** log_new(a, space, self, device, out): an empty log of one space; self and device may be zeros while joining.
 * Heads of M, own P (unless self is zeros) and S exist from the start (n 0, R_0), in this order.  ST_NOMEM. */
MUST_USE enum status log_new(const struct alloc *a, const uint8_t space[ID_BYTES], const uint8_t self[ID_BYTES],
			     const uint8_t device[ID_BYTES], struct log **out);
void log_free(struct log *l);

/* What log_take hands up, valid until the next call. */
struct log_event {
	struct envelope e; /* borrows the frame */
	enum stream_class cls;
	uint64_t n;
	uint32_t minute;
	bool own_device;            /* written by this very device: the outbox may drop dev_seq and before */
	const struct structure *st; /* parsed body of a known structure event, else NULL */
};

enum log_trust {
	LOG_VERIFY = 0, /* from the server: every check */
	LOG_STORED = 1, /* from the own store, verified when it came: no signature check; chain hashes are still made */
};

/** log_take(l, stream, f, trust, out): the next frame of a stream.  Checks, extends the chain, folds structure events.
 * ST_OK: out is filled.  ST_CONFLICT: n is not head + 1 but at or below it (seen already: skip it).
 * ST_DIVERGED: a violation by the server; log_alarm says which; this and all later calls refuse.  ST_NOMEM, ST_TOOBIG.
 * ST_BUSY: it refers to a device, member or epoch that our M does not show; perhaps only because M was fetched before.
 * Fetch M, then offer the same frame again: a second time there is no excuse and it is ST_DIVERGED.
 * ST_NOTFOUND: another member's private stream or one not readable. O(1) amortised. */
MUST_USE enum status log_take(struct log *l, const uint8_t stream[ID_BYTES], const struct frame *f,
			      enum log_trust trust, struct log_event *out);

/** log_own(l, e): an own envelope that has just been stored in the outbox (or is read back from it): its dev_seq must
 * be the next.  ST_CONFLICT otherwise, ST_NOMEM.  The founder's genesis event counts as M's first.  A frame of this
 * device that comes back under an unsent number with another signature raises ALARM_COPIED. */
MUST_USE enum status log_own(struct log *l, const struct envelope *e);
/** log_drop_own(l): forget all unsent own numbers, before the outbox is signed anew. */
void log_drop_own(struct log *l);

/** log_propose(l, stream, e): fill space, stream, member, dev_seq, base_n, base_R of the next own event.
 * ST_NOTFOUND for a stream not ours to write; ST_DIVERGED after an alarm. */
MUST_USE enum status log_propose(const struct log *l, const uint8_t stream[ID_BYTES], struct envelope *e);

enum alarm log_alarm(const struct log *l);
const uint8_t *log_alarm_stream(const struct log *l); /* where; zeros: no alarm */
/** log_alarm_set(l, a, stream): the first alarm stays, until ALARM_NONE takes it away (stream is then ignored). */
void log_alarm_set(struct log *l, enum alarm a, const uint8_t stream[ID_BYTES]);

uint32_t log_member_count(const struct log *l);
const struct log_member *log_member_at(const struct log *l, uint32_t i);
const struct log_member *log_member_find(const struct log *l, const uint8_t id[ID_BYTES]); /* NULL: none */
const struct log_device *log_device_at(const struct log_member *m, const struct log *l, uint32_t i);
uint32_t log_head_count(const struct log *l);
const struct log_head *log_head_at(const struct log *l, uint32_t i);
const struct log_head *log_head_find(const struct log *l, const uint8_t stream[ID_BYTES]);
/** log_epoch_key(l, stream, epoch): the key id that was granted for it; NULL: none was. */
const uint8_t *log_epoch_key(const struct log *l, const uint8_t stream[ID_BYTES], uint32_t epoch);
/** log_stream_of(l, cls): id of M, own P, or S. */
void log_stream_of(const struct log *l, enum stream_class cls, uint8_t out[ID_BYTES]);
/** log_has_R(l, stream, n, R): our R at n begins with these 16 bytes; ST_NOTFOUND when n is beyond the head,
 * ST_DIVERGED when another.  Raises no alarm: what n and R stand in may be an author's invention. */
MUST_USE enum status log_has_R(const struct log *l, const uint8_t stream[ID_BYTES], uint64_t n, const uint8_t R16[16]);

/** log_save(l, w): one CBOR item; log_load: the same log again (R history included).  ST_MALFORMED, ST_UNKNOWN
 * version, ST_NOMEM. */
void log_save(const struct log *l, struct cbor_w *w);
MUST_USE enum status log_load(const struct alloc *a, struct span item, struct log **out);

#endif

/* rooms.h - the inside of a log, shared by its rooms: log.c (life, heads, own numbers), take.c (one frame),
 * members.c (who belongs, what was granted), history.c (the chain), save.c (to and from CBOR).
 * Layer:  core/log, private to it.
 * Invariants: (1) history holds R_0 .. R_n of its stream; (2) epochs[i] is epoch i + 1 and head.epoch their number;
 *         (3) an active device has removed_n 0, and one that was removed never returns; (4) own numbers follow each
 *         other without a gap, from the last received one + 1. */
#ifndef HEARTH_LOG_ROOMS_H
#define HEARTH_LOG_ROOMS_H
#include "log/log.h"

#define R_KEPT 16u   /* bytes of each older R that are kept */
#define OWN_MARK 32u /* bytes of a signature by which an own event is known again */

/* What one device has written into one stream. */
struct seat {
	uint64_t dev_seq, base_n; /* of its newest event there */
};
/* In P: the newest epoch whose grants name this recipient, which our M need not know yet. */
struct named {
	uint8_t id[ID_BYTES];
	uint32_t epoch;
};
struct epoch {
	uint8_t key_id[ID_BYTES];
	uint64_t at_n; /* where it was first granted: in M for S, in the stream itself for P */
};
struct stream {
	struct log_head head;
	uint32_t floor;	  /* epoch of the newest content event */
	uint64_t waiting; /* a frame that was refused once because it refers past our M; 0: none */
	uint8_t *history;
	size_t history_cap; /* in entries of R_KEPT bytes */
	struct epoch *epochs;
	size_t epochs_cap;
	struct named *named;
	size_t named_len, named_cap;
	uint8_t *own; /* marks of own events not yet received: own_len of them, behind own_from received ones */
	size_t own_from, own_len, own_cap;
	struct seat seat[LOG_MEMBERS_MAX][LOG_DEVICES_MAX];
};
struct log {
	const struct alloc *a;
	uint8_t space[ID_BYTES], self[ID_BYTES], device[ID_BYTES];
	enum alarm alarm;
	uint8_t alarm_stream[ID_BYTES];
	uint32_t member_count, stream_count;
	struct log_member member[LOG_MEMBERS_MAX];
	struct log_device devices[LOG_MEMBERS_MAX][LOG_DEVICES_MAX];
	struct stream *streams[LOG_STREAMS_MAX];
	struct structure st; /* scratch: the body of the frame in hand */
};

/* Who wrote the frame in hand. */
struct author {
	uint32_t m, d;	   /* valid when known */
	bool known;	   /* false: the founder, or a device that this very event brings in */
	const uint8_t *ds; /* its public key, NULL when there is none */
};
/* A frame on its way in.  Nothing of the log changes until all checks are done. */
struct taking {
	struct log *l;
	struct stream *s;
	const struct frame *f;
	enum log_trust trust;
	struct envelope e;
	const struct structure *st; /* NULL: no structure event, or one that is void or unknown */
	struct author by;
	bool early; /* the reason may be only that our M is behind */
};

/* log.c */
struct stream *log_stream(const struct log *l, const uint8_t stream[ID_BYTES]);
struct stream *log_stream_class(const struct log *l, enum stream_class cls);
static inline bool is_zero_id(const uint8_t id[ID_BYTES])
{
	static const uint8_t zero[ID_BYTES];
	return memcmp(id, zero, ID_BYTES) == 0;
}

/** room_for(a, p, cap, need, size): *p grown so that need entries of size bytes fit; *cap in entries.  ST_NOMEM. */
MUST_USE enum status room_for(const struct alloc *a, void **p, size_t *cap, size_t need, size_t size);

/* members.c */
#define NOBODY UINT32_MAX
uint32_t members_find(const struct log *l, const uint8_t member[ID_BYTES]);
uint32_t members_device(const struct log *l, uint32_t m, const uint8_t device[ID_BYTES]);
/** members_author(t): fills t->by, also for the founder and for a device that the event itself brings in. */
void members_author(struct taking *t);
/** members_check(t): the rules of event.md 3 for t->st (never NULL). */
enum alarm members_check(const struct taking *t);
/** members_reserve(t): room for what members_fold will do.  ST_NOMEM, ST_TOOBIG. */
MUST_USE enum status members_reserve(const struct taking *t);
void members_fold(const struct taking *t);
/** members_named(s, id): newest epoch of P granted to id, 0: none. */
uint32_t members_named(const struct stream *s, const uint8_t id[ID_BYTES]);

/* history.c */
MUST_USE enum status history_start(struct stream *s, const struct log *l);
MUST_USE enum status history_reserve(struct stream *s, const struct log *l);
void history_add(struct stream *s, const uint8_t R[HASH_BYTES]); /* n moves on by one */
/** history_is(s, n, R): n <= head, and our R there begins with (at the head: is) these 32 bytes. */
bool history_is(const struct stream *s, uint64_t n, const uint8_t R[HASH_BYTES]);

#endif

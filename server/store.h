/* store.h - what the server keeps, as operations; SQLite today, PostgreSQL later behind the same prototypes.
 * Layer:  server.  May include: core/base, core/wire, core/crypto/verify.
 * Invariants: (1) every row but the two look-ups (invite id, login key) begins with its space, so that spaces can be
 *         spread over machines; (2) an event once committed never changes; (3) nothing here knows an address, an agent
 * or a plaintext. One handle belongs to one thread at a time.  ST_IO means the disk or the database failed; store_full
 * tells whether for want of room.  ST_NOMEM as always.  Results are copies unless a contract says "borrowed". Tests:
 * fault/test_store.c system/ */
#ifndef HEARTH_STORE_H
#define HEARTH_STORE_H
#include <stdbool.h>

#include "crypto/verify.h"
#include "caps.h"

struct store;

enum store_mode {
	STORE_READ,  /* sees what is committed; never writes */
	STORE_WRITE, /* the one writer of this process; makes the schema when there is none */
};

/* ---- the database itself */

/** store_open(path, mode, quota_bytes, out): open or (STORE_WRITE) found the database.  quota_bytes: ceiling of the
 * file, 0 for none.  What is made is its owner's alone.  ST_IO; ST_UNKNOWN: made by a newer program; ST_NOTFOUND: nothing there
 * to read; ST_DENIED: this account may not. */
MUST_USE enum status store_open(const char *path, enum store_mode mode, uint64_t quota_bytes, struct store **out);
void store_close(struct store *s); /* NULL is a no-op */

/** store_full(s): the last ST_IO was for want of room (disk or quota).  store_reason(s): its cause in the database's
 * own constant words, for the log. */
bool store_full(const struct store *s);
const char *store_reason(const struct store *s);

struct store_ids {
	uint8_t server[ID_BYTES], generation[ID_BYTES];
};
MUST_USE enum status store_ids_get(struct store *s, struct store_ids *out);
/** store_ids_renew(s): a new generation id, after a restore. */
MUST_USE enum status store_ids_renew(struct store *s);
/** store_backup(s, path): a consistent copy while others write, its owner's alone; path must not exist.  ST_CONFLICT: it does. */
MUST_USE enum status store_backup(struct store *s, const char *path);
/** store_sound(s): the engine's own check of its file.  ST_DIVERGED: damaged. */
MUST_USE enum status store_sound(struct store *s);

/* ---- transactions (STORE_WRITE): begin, then for each request mark .. keep or undo, then commit.
 * store_lost: the engine gave the whole transaction up (no room); nothing since begin exists any more. */
MUST_USE enum status store_begin(struct store *s);
MUST_USE enum status store_commit(struct store *s); /* on failure all is rolled back */
void store_rollback(struct store *s);
bool store_lost(struct store *s);
MUST_USE enum status store_mark(struct store *s);
MUST_USE enum status store_keep(struct store *s);
MUST_USE enum status store_undo(struct store *s);

/* ---- set-up tokens: only their hashes */
MUST_USE enum status store_setup_add(struct store *s, const uint8_t hash[HASH_BYTES]); /* the oldest give way */
MUST_USE enum status store_setup_use(struct store *s, const uint8_t hash[HASH_BYTES]); /* ST_NOTFOUND */

/* ---- who is there */
struct store_member {
	uint8_t id[ID_BYTES], iks[32], ikb[32];
	uint8_t role;
	uint32_t list_version;
};
struct store_device {
	uint8_t id[ID_BYTES], member[ID_BYTES], ds[32], dx[32];
	bool active;
};
struct store_stream {
	uint8_t id[ID_BYTES], owner[ID_BYTES]; /* owner: of a P stream, else zeros */
	enum stream_class cls;
};

MUST_USE enum status store_space_any(struct store *s, bool *any);
MUST_USE enum status store_space_add(struct store *s, const uint8_t space[ID_BYTES]); /* ST_CONFLICT: exists */
/** store_space_next(s, space): the next space id after *space in byte order, for checks over all.  ST_NOTFOUND. */
MUST_USE enum status store_space_next(struct store *s, uint8_t space[ID_BYTES]);

MUST_USE enum status store_member_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                                      struct store_member *out);
MUST_USE enum status store_member_add(struct store *s, const uint8_t space[ID_BYTES], const struct store_member *m);
MUST_USE enum status store_member_version(struct store *s, const uint8_t space[ID_BYTES],
                                          const uint8_t member[ID_BYTES], uint32_t version);
MUST_USE enum status store_member_list(struct store *s, const uint8_t space[ID_BYTES],
                                       struct store_member out[CAP_MEMBERS], size_t *count);

MUST_USE enum status store_device_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t device[ID_BYTES],
                                      struct store_device *out);
MUST_USE enum status store_device_put(struct store *s, const uint8_t space[ID_BYTES], const struct store_device *d);
/** store_device_list(s, space, member, out, count): all of a member, revoked ones too. */
MUST_USE enum status store_device_list(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                                       struct store_device out[CAP_DEVICES_EVER], size_t *count);

MUST_USE enum status store_stream_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                      struct store_stream *out);
MUST_USE enum status store_stream_add(struct store *s, const uint8_t space[ID_BYTES], const struct store_stream *st);
MUST_USE enum status store_stream_list(struct store *s, const uint8_t space[ID_BYTES],
                                       struct store_stream out[CAP_STREAMS], size_t *count);

/** store_epoch_top(s, space, stream, epoch): newest granted epoch, 0 for none. */
MUST_USE enum status store_epoch_top(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                     uint32_t *epoch);
MUST_USE enum status store_epoch_key(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                     uint32_t epoch, uint8_t key_id[ID_BYTES]);
MUST_USE enum status store_epoch_add(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                     uint32_t epoch, const uint8_t key_id[ID_BYTES]);

/* ---- events */
struct store_head {
	uint64_t n; /* 0: empty */
	uint32_t minute;
	uint8_t R[HASH_BYTES]; /* R_0 when empty */
};
struct store_place { /* where an event already stands */
	uint8_t stream[ID_BYTES];
	uint64_t n;
	uint32_t minute;
	struct span bytes; /* borrowed until the next call on s */
};
struct store_event {
	const uint8_t *space, *stream; /* the real ones, also for genesis */
	uint64_t n;
	uint32_t minute;
	const uint8_t *R;
	const struct envelope *e;
	struct span bytes; /* the whole envelope */
};
MUST_USE enum status store_head_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                    struct store_head *out);
MUST_USE enum status store_R_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                 uint64_t n, uint8_t R[HASH_BYTES]);
/** store_last_get(...): dev_seq and base_n of the device's last event in the stream, both 0 when it wrote none. */
MUST_USE enum status store_last_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                    const uint8_t device[ID_BYTES], uint64_t *dev_seq, uint64_t *base_n);
MUST_USE enum status store_event_find(struct store *s, const uint8_t space[ID_BYTES], const uint8_t event[ID_BYTES],
                                      struct store_place *out);
MUST_USE enum status store_event_add(struct store *s, const struct store_event *ev);
/** store_frames(s, space, stream, after, limit, max_bytes, out): append frames with n > after; at least one when there
 * is one, else never past max_bytes. */
MUST_USE enum status store_frames(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                  uint64_t after, uint32_t limit, size_t max_bytes, struct buf *out);
/** store_event_at(s, space, stream, n, minute, R, bytes): one stored event as it is, for checks; bytes borrowed. */
MUST_USE enum status store_event_at(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                                    uint64_t n, uint32_t *minute, uint8_t R[HASH_BYTES], struct span *bytes);

/* ---- cold store: the recovery copy of a member's identity, sealed under the paper code */
struct store_cold {
	uint8_t space[ID_BYTES], member[ID_BYTES], login[32];
	uint32_t version; /* 0: none */
};
/** store_cold_get: version 0 and no bytes when there is none.  wrap may be NULL. */
MUST_USE enum status store_cold_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                                    struct store_cold *out, struct buf *wrap);
/** store_cold_put(s, c, wrap): replace.  ST_DENIED: the login key is another member's. */
MUST_USE enum status store_cold_put(struct store *s, const struct store_cold *c, struct span wrap);
MUST_USE enum status store_cold_find(struct store *s, const uint8_t login[32], struct store_cold *out);

/* ---- invites */
struct store_invite {
	uint8_t id[ID_BYTES], space[ID_BYTES], inviter[ID_BYTES], token_hash[HASH_BYTES];
	uint8_t role;
	int64_t expires; /* unix seconds */
	uint8_t blob[CAP_INVITE_BLOB], join[CAP_JOIN];
	uint32_t blob_len, join_len; /* join_len 0: nobody yet */
};
/** store_invite_find(s, id, now, out): by id alone; ST_NOTFOUND also when expired at `now`. */
MUST_USE enum status store_invite_find(struct store *s, const uint8_t id[ID_BYTES], int64_t now,
                                       struct store_invite *out);
MUST_USE enum status store_invite_add(struct store *s, const struct store_invite *v);
MUST_USE enum status store_invite_join(struct store *s, const struct store_invite *v); /* stores v->join */
MUST_USE enum status store_invite_burn(struct store *s, const uint8_t space[ID_BYTES], const uint8_t id[ID_BYTES]);
/** store_invite_open(s, space, inviter, now, count, first): open ones of this member; first: when the next ends. */
MUST_USE enum status store_invite_open(struct store *s, const uint8_t space[ID_BYTES], const uint8_t inviter[ID_BYTES],
                                       int64_t now, uint32_t *count, int64_t *first);
MUST_USE enum status store_invite_purge(struct store *s, int64_t now); /* forget all that expired */

#endif

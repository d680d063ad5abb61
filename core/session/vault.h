/* vault.h - between the files vault*.c: sealed stores and the operations of hc_vault.
 * Layer:  core/session, private to it. */
#ifndef HEARTH_VAULT_H
#define HEARTH_VAULT_H
#include "crypto/recovery.h"
#include "session/core.h"

/* What the cold store holds; identity secrets, so wiped on every path. */
struct cold {
	struct identity id;
	uint8_t space[ID_BYTES];
	uint64_t m_n; /* head of M when it was written */
	uint8_t m_R[HASH_BYTES];
	uint32_t list_version;
};

/** vault_seal(c, key, purpose, out) / vault_open: keys of this device; vault_open begins the core (locked on failure). */
MUST_USE enum status vault_seal(const struct hc *c, const uint8_t key[32], const char *purpose, struct buf *out);
MUST_USE enum status vault_open(struct hc *c, const uint8_t key[32], const char *purpose, struct span sealed);
/** cold_seal / cold_open: identity keys.  cold_by_L: opened with the members "L" and "cold" of a command. */
MUST_USE enum status cold_seal(const struct hc *c, const uint8_t key[32], const struct identity *id, struct buf *out);
MUST_USE enum status cold_open(const struct hc *c, const uint8_t key[32], struct span sealed, struct cold *out);
MUST_USE enum status cold_by_L(const struct hc *c, const struct command *cmd, struct cold *out);

void put_sealed(struct json_w *w, const char *key, const struct buf *b);
void put_ids(const struct hc *c, struct json_w *w);
MUST_USE enum status put_stores(const struct hc *c, const uint8_t L[32], const struct identity *id, struct json_w *w);

/* vault_grant.c: keys of streams for devices and members. */
struct recipients {
	uint32_t count;
	struct {
		uint8_t id[ID_BYTES], x[32];
	} v[GRANT_BOXES_MAX];
};
/** recipients_add: ST_TOOBIG when full.  recipients_member: a member (by IKb) and all its active devices but `without`
 * (NULL: none). */
MUST_USE enum status recipients_add(struct recipients *r, const uint8_t id[ID_BYTES], const uint8_t x[32]);
MUST_USE enum status recipients_member(struct recipients *r, const struct log *l, const struct log_member *m, const uint8_t *without);
/** propose_grant: key k for these recipients, as an event of the stream that grants of k's stream stand in (M or P). */
MUST_USE enum status propose_grant(struct hc *c, struct proposals *p, const struct stream_key *k, enum stream_class cls, const struct recipients *r);
/** propose_all_epochs: every key of a stream that this device holds, for the newcomer. */
MUST_USE enum status propose_all_epochs(struct hc *c, struct proposals *p, enum stream_class cls, const struct recipients *r);
/** propose_rotation: a new epoch of own P and, when there is one, S; nobody in `without` gets it. */
MUST_USE enum status propose_rotation(struct hc *c, struct proposals *p, const uint8_t *without);
MUST_USE enum status propose_first_private(struct hc *c, const struct identity *id, struct proposals *p);
MUST_USE enum status propose_words(struct hc *c, const struct command *cmd, struct proposals *p, uint64_t now_ms);
/** propose_devices: this member's list, version + 1, plus `extra` or without `without` (NULL: none). */
MUST_USE enum status propose_devices(struct hc *c, struct proposals *p, const struct identity *id, const struct device_entry *extra, const uint8_t *without);
void devlist_of(const struct device_keys *dev, uint32_t version, struct devlist *out); /* one device, unsigned */

/* One function an operation: reads the command, writes members of the answer. */
#define OP(name) MUST_USE enum status op_##name(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
OP(note); /* vault_note.c */
OP(seal);
OP(open);
OP(paper);
OP(paper_login);
OP(paper_sign);
OP(recover);
OP(rotate);
OP(revoke);
OP(invite);
OP(invite_key);
OP(invite_open);
OP(join);
OP(join_read);
OP(let_in);

#endif

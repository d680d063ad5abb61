/* core.h - the inside of struct hc, shared by the rooms of core/session and nobody else.
 * Layer:  core/session: the only place that sees keys, log, records and domain together.
 *
 * One way only:  act: command -> sealed bytes (nothing changes)
 *                own / take: bytes -> log -> opened content -> records
 *                view: records -> facts -> domain -> JSON (nothing changes)
 *
 * States of a core (c->log tells):
 *   locked   no keys, no log, no records         found/unlock/tab_open/join/recover -> open;  anything else DENIED
 *   open     keys, a log of one space, records   lock/close -> locked, all wiped;  hc_open with more to come -> opening
 *   opening  a snapshot is half read             hc_open -> opening, open;  lock -> locked;  what needs keys alone
 *                                                goes on (core_unlocked), all else as if locked
 * In the state open an alarm (log_alarm) stops act and take; views go on. */
#ifndef HEARTH_SESSION_CORE_H
#define HEARTH_SESSION_CORE_H
#include "crypto/ring.h"
#include "crypto/seal.h"
#include "domain/fact.h"
#include "domain/pack.h"
#include "hearth.h"
#include "log/log.h"
#include "session/records.h"
#include "wire/json.h"

#define OUT_MAX (64u << 20)    /* a full snapshot of ten years */
#define PACK_MAX (4u << 20)    /* a content pack */
#define EVENTS_PER_ACT 320u    /* proposals of one command: every key of the ring for a new device, and more */
#define M_PATIENCE 4u          /* answers for which a partner's claim about M may wait before it is doubt */

struct hc {
	const struct alloc *a;
	struct buf out;
	struct buf pack_bytes;
	struct pack *pack; /* NULL: none loaded */

	struct log *log; /* NULL: locked */
	struct records records;
	struct ring ring;
	struct device_keys dev;
	uint8_t space[ID_BYTES], member[ID_BYTES];
	uint8_t data_key[32]; /* wraps snapshot and notes of this device */
	struct box_pair ikb;  /* only while history is read after a recovery */
	bool have_ikb;

	uint64_t hlc;         /* greatest clamped stamp seen or written */
	/* The greatest position of M that somebody claims to have seen, and what stood there.  Own devices, the invite and the
	 * paper are believed: a difference is an alarm.  A partner's claim is inside their sealed event, where no server can
	 * check it: a difference is shown as doubt, or else an altered client could stop the other's sync (event.md 4). */
	uint64_t m_want, m_want_theirs;
	uint8_t m_want_R[16], m_want_R_theirs[16];
	uint32_t m_asked; /* answers given while the partner's claim was not met */
	bool m_doubt;

	struct opening *opening; /* while a snapshot comes in parts; else NULL */
	struct ring *unsent; /* while the outbox is signed anew: the keys it was sealed under; else NULL */

	struct buf facts;     /* mirror of records: struct fact[] newest first, but for the records listed as dirty */
};

static inline bool core_open(const struct hc *c) { return c->log != NULL && c->opening == NULL; }
/* Keys are there, records perhaps not all yet: enough to sign requests and to read notes of this device. */
static inline bool core_unlocked(const struct hc *c) { return c->log != NULL; }

/** core_lock(c): wipe keys, log and records; the pack stays. */
void core_lock(struct hc *c);

/** core_begin(c, space, member, dev): a fresh log for these keys; on failure the core is locked. */
MUST_USE enum status core_begin(struct hc *c, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES], const struct device_keys *dev);

/* ---- answers ---- */
/** core_answer(c): an empty result buffer and a writer on it.  core_done: ends it; a writer that failed becomes its status. */
struct json_w core_answer(struct hc *c);
hc_status core_done(struct hc *c, struct json_w *w);
/** core_fail(c, st, message): the answer {"error","message"}; returns st. */
hc_status core_fail(struct hc *c, enum status st, const char *message);

/* ---- commands ---- */
#define COMMAND_NAME_MAX 1024u /* also the ceiling of a passphrase, in bytes */
struct command {
	struct json_doc doc;
	const struct json_node *root;
	struct span name;
};
/** command_read(c, json, n, key, out): parse; the command's name is the text under key ("op", "do", "show").
 * command_end frees and wipes. */
MUST_USE enum status command_read(struct hc *c, const char *json, size_t n, const char *key, struct command *out);
void command_end(struct command *cmd);
static inline bool command_is(const struct command *cmd, const char *name) { return span_equal(cmd->name, span_text(name)); }
/** command_hex(cmd, key, out, n): exactly n bytes.  command_blob(cmd, key, b): any length, appended to b. */
MUST_USE enum status command_hex(const struct command *cmd, const char *key, uint8_t *out, size_t n);
MUST_USE enum status command_blob(const struct command *cmd, const char *key, struct buf *b);
MUST_USE enum status hex_blob(struct span hex, struct buf *b);

/* ---- proposals: own events that a command wants, sealed but not yet applied ---- */
struct proposals {
	struct buf bytes; /* envelopes end to end */
	uint32_t count;
	struct {
		uint32_t at, len;
		uint64_t dev_seq;
		bool held;
		uint8_t stream[ID_BYTES], event[ID_BYTES];
	} v[EVENTS_PER_ACT];
	uint64_t next[LOG_STREAMS_MAX]; /* unused entries 0 */
};
void proposals_init(struct hc *c, struct proposals *p);
void proposals_clear(struct proposals *p);
/** propose_structure / propose_content: seal the next event of a stream behind those already proposed. */
MUST_USE enum status propose_structure(struct hc *c, struct proposals *p, const uint8_t stream[ID_BYTES], const struct structure *s);
MUST_USE enum status propose_content(struct hc *c, struct proposals *p, const uint8_t stream[ID_BYTES], const struct content *k);
/** propose_record(c, p, cls, type, id, body, now_ms): a content event of the registry; id NULL: a new record; *id_out may be NULL. */
MUST_USE enum status propose_record(struct hc *c, struct proposals *p, enum stream_class cls, const struct event_type *t, const uint8_t *id, struct span body, uint64_t now_ms, uint8_t *id_out);
/** propose_grant_anew(c, p, s): a grant of the outbox, decided again: an epoch of its own is the next one now, with a new key
 * for whoever has a right to it now but for own devices that it left out. */
MUST_USE enum status propose_grant_anew(struct hc *c, struct proposals *p, const struct structure *s);
/** proposals_write(p, w): the member "events": [...] of an answer. */
void proposals_write(const struct proposals *p, struct json_w *w);

/* ---- rooms ---- */
MUST_USE enum status core_take_grant(struct hc *c, const struct structure *s);
/** core_open_end(c): nothing is half read any more. */
void core_open_end(struct hc *c);
MUST_USE enum status core_facts(struct hc *c, struct facts *out);
void view_write(struct hc *c, const struct command *cmd, uint64_t now_ms, struct json_w *w, enum status *st, const char **why);
void core_me(struct hc *c, struct json_w *w);
/** core_paired(c): a partner is in the membership and this device holds a key of S. */
bool core_paired(const struct hc *c);
/** core_stays_here(c): somebody else set this up, or nobody has said yet who did, and the owner has not asked for a copy (the
 * newest `copy` record): what is written for oneself stays on this device.  True also when it cannot be told. */
bool core_stays_here(struct hc *c);

#endif

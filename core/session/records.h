/* records.h - the table of all readable records: the whole state that events make.
 * Layer:  core/session.
 * Invariants: (1) a record's settled version is the greatest received one by stamp_cmp; (2) its pending version is the
 *         newest own one not yet received; (3) nothing depends on the order of calls, so replay equals incremental.
 * Tests:  unit/test_records.c property/prop_session.c */
#ifndef HEARTH_RECORDS_H
#define HEARTH_RECORDS_H
#include "base/map.h"
#include "domain/fact.h"
#include "log/hlc.h"
#include "log/log.h"
#include "wire/structure.h"

#define RECORDS_MAX 1000000u
#define RECORDS_DIRTY_MAX 32u
#define BODY_COLD_MIN 64u /* longer bodies may be left out of a hot snapshot */

/* Streams, members and devices recur in every record: they stand once in a list, and records name them by their place. */
#define RECORDS_IDS_MAX (LOG_MEMBERS_MAX * (LOG_DEVICES_MAX + 1u) + LOG_STREAMS_MAX) /* all that a log can hold */
struct id_list {
	uint16_t count;
	uint8_t id[RECORDS_IDS_MAX][ID_BYTES];
};

/* Ten years are 50,000 of these, and memory touched for the first time is what a start waits for: nothing stands here that
 * the key or the list of ids says already. */
#define UNSENT UINT32_MAX /* n and minute of an event not yet received: behind all received ones */
struct version {
	uint64_t hlc; /* clamped; 0: none yet */
	uint64_t type, schema;
	uint8_t *body; /* own memory of len bytes; NULL when cold */
	uint32_t len;
	uint32_t n, minute; /* its place in the stream, and when it was received */
	uint16_t device;    /* its place in ids */
};
struct pending {
	struct version v;
	uint8_t event[ID_BYTES]; /* to know it again when it comes back */
};
struct record {
	struct version settled;
	struct pending *pending; /* NULL: none */
	enum stream_class cls;
};
struct records {
	struct map map; /* key: record id 16 | place of its stream u16 | place of its member u16; value: struct record */
	struct id_list ids;
	const struct alloc *a;
	uint32_t dirty[RECORDS_DIRTY_MAX]; /* indices changed since records_clean; past the end: too many to list */
	uint32_t dirty_count;
};

void records_init(struct records *r, const struct alloc *a, uint64_t seed);
void records_clear(struct records *r); /* bodies are wiped */

/* What a content event says, as parsed from its plaintext. */
struct content {
	uint8_t id[ID_BYTES];
	uint64_t type, schema, hlc;
	uint64_t m_n; /* the author's head of M */
	uint8_t m_R[16];
	struct span body;
};
/** content_parse(plain, out): the CBOR map of event.md 2, shape and registry checked.  ST_MALFORMED; ST_UNKNOWN for a
 * type or version newer than this program: out is filled and the record is kept. */
MUST_USE enum status content_parse(struct span plain, struct content *out);
/** content_write(c, b): its deterministic CBOR. */
MUST_USE enum status content_write(const struct content *c, struct buf *b);

struct origin {
	const uint8_t *stream, *member, *device, *event; /* ids */
	enum stream_class cls;
	uint32_t n, minute; /* n <= LOG_EVENTS_MAX */
};
/** records_settle(r, c, o): a received version.  records_pend(r, c, o): an own one, not yet received.
 * ST_NOMEM, ST_TOOBIG: nothing changed.  O(1). */
MUST_USE enum status records_settle(struct records *r, const struct content *c, const struct origin *o);
MUST_USE enum status records_pend(struct records *r, const struct content *c, const struct origin *o);
void records_drop_pending(struct records *r);

/** records_find(r, stream, member, id): NULL: none. */
struct record *records_find(const struct records *r, const uint8_t stream[ID_BYTES], const uint8_t member[ID_BYTES], const uint8_t id[ID_BYTES]);
static inline uint32_t records_count(const struct records *r) { return r->map.count; }
static inline struct record *records_at(const struct records *r, uint32_t i) { return map_value_at(&r->map, i); }
/* Whose a record is: its id, the stream and the member; ID_BYTES each, borrowed until the next record is taken in. */
const uint8_t *record_id(const struct records *r, const struct record *rec);
const uint8_t *record_stream(const struct records *r, const struct record *rec);
const uint8_t *record_member(const struct records *r, const struct record *rec);
uint16_t record_member_place(const struct records *r, const struct record *rec); /* in r->ids */
/** records_clean(r): whoever mirrors the table has seen all changes. */
static inline void records_clean(struct records *r) { r->dirty_count = 0; }
/** record_now(r, rec): the version that counts. */
const struct version *record_now(const struct records *r, const struct record *rec);
static inline bool version_is_removal(const struct version *v) { return v->len == 1 && v->body != NULL && v->body[0] == 0xa0; }

/** records_digest(r, out): 32 bytes equal exactly when two tables hold the same settled versions. */
void records_digest(const struct records *r, uint8_t out[HASH_BYTES]);

/** records_load(r, id, stream, member, rec): take a record from a snapshot (memory of its settled body moves in on success).
 * ST_MALFORMED: it is there already. */
MUST_USE enum status records_load(struct records *r, const uint8_t id[ID_BYTES], const uint8_t stream[ID_BYTES], uint16_t member, const struct record *rec);
/** records_place(r, id, place): where an id stands in the list, entered if it is new.  ST_TOOBIG: more than a log can hold. */
MUST_USE enum status records_place(struct records *r, const uint8_t id[ID_BYTES], uint16_t *place);

#endif

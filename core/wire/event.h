/* event.h - the registry of record types: names, numbers, fields, ceilings (spec/event.md 5, spec/commands.md).
 * Layer:  core/wire.  May include: core/base.
 * Numbers and fields are never reused or tightened; additions only.
 * Tests:  unit/test_event.c fuzz/fuzz_event.c; a test holds the table of the specification against this one */
#ifndef HEARTH_EVENT_H
#define HEARTH_EVENT_H
#include "wire/cbor.h"
#include "wire/json.h"

enum record_type {
	REC_WORDS = 1, REC_NAME = 2, REC_START = 10, REC_PAGE = 11, REC_ENTRY = 12, REC_THANKS = 13, REC_SEEN = 14,
	REC_REFLECTION = 20, REC_CAUSES = 21, REC_LIGHT = 22, REC_HARD = 23, REC_TIME = 24,
	REC_STEP = 30, REC_CHECKIN = 40, REC_RITUAL = 42, REC_SHEET = 43, REC_CARD = 50, REC_PLAN = 60, REC_TRACK = 61,
	REC_PACE = 62, REC_DOORS = 63, REC_PAPER = 71, REC_DEVICE = 72, REC_COPY = 73,
};

enum audience { FOR_ME = 1, FOR_US = 2 }; /* bits */

enum field_kind {
	FIELD_TEXT,  /* UTF-8, at most max code points */
	FIELD_INT,   /* lo..max */
	FIELD_ID,    /* 16 bytes, hex in JSON */
	FIELD_NAMES, /* list of at most max short names (1..24 bytes of a-z 0-9 - _ : and capitals) */
	FIELD_MARKS, /* map of short name to 0..max, at most 64 entries */
};
struct event_field {
	uint8_t key;
	const char *name;
	enum field_kind kind;
	int32_t lo, max;
	bool required;
};
struct event_type {
	uint16_t number;
	uint16_t version;
	const char *name;
	uint8_t audiences;
	const struct event_field *fields;
	uint8_t field_count;
};

const struct event_type *event_type_find(uint64_t number);   /* NULL: unknown, wait for an upgrade */
const struct event_type *event_type_named(struct span name); /* NULL */
const struct event_type *event_type_at(size_t i);            /* NULL past the end; for listing */

/** event_body_from_json(t, doc, obj, b, field): append the CBOR body of a command.  ST_MALFORMED (unknown or missing
 * field, wrong kind), ST_TOOBIG; *field names the culprit (static or from the table), may be NULL.  b unchanged. */
MUST_USE enum status event_body_from_json(const struct event_type *t, const struct json_doc *doc, const struct json_node *obj, struct buf *b, const char **field);

/** event_body_check(t, body): a received body (already cbor_checked) keeps the table's shape.  Fields with keys that this
 * version does not know are let through.  An empty map is a removal and always good.  ST_MALFORMED, ST_TOOBIG. */
MUST_USE enum status event_body_check(const struct event_type *t, struct span body);

/** event_body_to_json(t, body, w): one JSON object with the fields by name. */
void event_body_to_json(const struct event_type *t, struct span body, struct json_w *w);

/* Typed access for the domain, on a checked body; absent fields give the fallback or an empty span. */
struct span event_text(const struct event_type *t, struct span body, const char *name);
int64_t event_int(const struct event_type *t, struct span body, const char *name, int64_t fallback);
bool event_has_name(const struct event_type *t, struct span body, const char *field, struct span name);
/** event_list(...): the raw CBOR array or map of a NAMES or MARKS field; empty span when absent. */
struct span event_list(const struct event_type *t, struct span body, const char *name);

#endif

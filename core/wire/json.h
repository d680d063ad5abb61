/* json.h - strict JSON (RFC 8259) for the edge to JavaScript: reader for commands, sticky writer for views.
 * Layer:  core/wire.  May include: core/base.
 * Numbers are integers of at most 2^53-1 in magnitude; a fraction or exponent is ST_MALFORMED in json_parse (tests use
 * json_valid, which accepts all of RFC 8259).  Text is valid UTF-8, lone surrogates refused, depth <= JSON_DEPTH_MAX,
 * duplicate keys refused, NUL allowed only as \u0000.
 * Tests:  unit/test_json.c, JSONTestSuite where present, fuzz/fuzz_json.c */
#ifndef HEARTH_JSON_H
#define HEARTH_JSON_H
#include <stdbool.h>

#include "base/buf.h"

#define JSON_NUM_MAX INT64_C(9007199254740991) /* 2^53 - 1: the last integer that JavaScript holds exactly */
#define JSON_DEPTH_MAX 24u
#define JSON_NODES_MAX 20000u
#define JSON_INPUT_MAX (1u << 20)

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_INT, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

/* A parsed document: nodes in one array; text unescaped into one buffer.  Freed whole. */
struct json_node {
	enum json_kind kind;
	uint32_t next;   /* index of the next sibling, 0: none */
	uint32_t child;  /* first child of array or object, 0: none */
	struct span key; /* member name inside an object, else empty */
	struct span text;
	int64_t num;
};
struct json_doc {
	struct json_node *nodes; /* nodes[0] is unused, nodes[1] the root */
	size_t count, cap;
	struct buf text;
	const struct alloc *a;
};

/** json_valid(s): s is one valid RFC 8259 text (any number).  ST_MALFORMED, ST_TOOBIG (depth).  No allocation. */
MUST_USE enum status json_valid(struct span s);

/** json_parse(a, s, doc): parse a command.  doc owns memory until json_free; spans in nodes live as long.
 * ST_MALFORMED, ST_TOOBIG, ST_NOMEM: doc needs no free. */
MUST_USE enum status json_parse(const struct alloc *a, struct span s, struct json_doc *doc);
void json_free(struct json_doc *doc); /* wipes: commands hold private words */

const struct json_node *json_root(const struct json_doc *doc);
/** json_get(doc, obj, key): member or NULL (also when obj is NULL or no object). */
const struct json_node *json_get(const struct json_doc *doc, const struct json_node *obj, const char *key);
/** json_first / json_next: children of array or object, NULL at the end. */
const struct json_node *json_first(const struct json_doc *doc, const struct json_node *n);
const struct json_node *json_next(const struct json_doc *doc, const struct json_node *n);
/* Typed access with ceiling; ST_NOTFOUND when absent, ST_MALFORMED when of another kind, ST_TOOBIG. */
MUST_USE enum status json_text(const struct json_doc *doc, const struct json_node *obj, const char *key, size_t max, struct span *out);
MUST_USE enum status json_int(const struct json_doc *doc, const struct json_node *obj, const char *key, int64_t lo, int64_t hi, int64_t *out);
MUST_USE enum status json_flag(const struct json_doc *doc, const struct json_node *obj, const char *key, bool *out);

/* ---- writer: sticky; commas are its business. */
struct json_w {
	struct buf *b;
	enum status st;
	uint32_t depth;
	uint64_t used; /* bit per depth: something was written at that level */
	bool after_key;
};
static inline struct json_w json_writer(struct buf *b) { return (struct json_w){b, ST_OK, 0, 0, false}; }
void json_object(struct json_w *w);
void json_end_object(struct json_w *w);
void json_array(struct json_w *w);
void json_end_array(struct json_w *w);
void json_key(struct json_w *w, const char *key);
void json_put_span(struct json_w *w, struct span utf8); /* escapes; invalid UTF-8 becomes ST_MALFORMED */
void json_put_text(struct json_w *w, const char *utf8);
void json_put_int(struct json_w *w, int64_t v);
void json_put_bool(struct json_w *w, bool v);
void json_put_null(struct json_w *w);
void json_put_hex(struct json_w *w, const uint8_t *p, size_t n);
/** json_put_cbor(w, item): one checked CBOR item as JSON; byte strings become lower-case hex, map keys must be text
 * or unsigned (written as decimal text).  Integers beyond 2^53-1 are ST_MALFORMED. */
void json_put_cbor(struct json_w *w, struct span item);
/* key and value in one */
void json_pair_text(struct json_w *w, const char *key, const char *v);
void json_pair_span(struct json_w *w, const char *key, struct span v);
void json_pair_int(struct json_w *w, const char *key, int64_t v);
void json_pair_bool(struct json_w *w, const char *key, bool v);

#endif

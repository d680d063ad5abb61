/* domain.h - what tests of the domain share: packs and facts written as JSON, answers read back as JSON.
 * Header only, as check.h; a test includes check.h first. */
#ifndef HEARTH_TEST_DOMAIN_H
#define HEARTH_TEST_DOMAIN_H
#include <stdio.h>
#include <stdlib.h>

#include "domain/fact.h"
#include "domain/pack.h"
#include "wire/json.h"

/* ---- JSON to deterministic CBOR; the text under "hash" becomes 32 zero bytes */

static inline int key_order(const struct json_node *a, const struct json_node *b)
{
	if (a->key.len != b->key.len)
		return a->key.len < b->key.len ? -1 : 1;
	return memcmp(a->key.p, b->key.p, a->key.len);
}

static void put_node(const struct json_doc *d, const struct json_node *n, struct cbor_w *w);

static void put_object(const struct json_doc *d, const struct json_node *n, struct cbor_w *w)
{
	const struct json_node *v[64];
	size_t count = 0;
	for (const struct json_node *m = json_first(d, n); m != NULL; m = json_next(d, m)) {
		size_t at = count++;
		assert_true(count <= 64);
		for (; at > 0 && key_order(m, v[at - 1]) < 0; at--)
			v[at] = v[at - 1];
		v[at] = m;
	}
	cbor_map(w, count);
	for (size_t i = 0; i < count; i++) {
		static const uint8_t zero[32];
		cbor_text(w, v[i]->key.p, v[i]->key.len);
		if (span_equal(v[i]->key, span_text("hash")))
			cbor_bytes(w, zero, sizeof zero);
		else
			put_node(d, v[i], w);
	}
}

static void put_node(const struct json_doc *d, const struct json_node *n, struct cbor_w *w)
{
	size_t count = 0;
	switch (n->kind) {
	case JSON_NULL:
		cbor_null(w);
		break;
	case JSON_FALSE:
	case JSON_TRUE:
		cbor_bool(w, n->kind == JSON_TRUE);
		break;
	case JSON_INT:
		cbor_int(w, n->num);
		break;
	case JSON_TEXT:
		cbor_text(w, n->text.p, n->text.len);
		break;
	case JSON_ARRAY:
		for (const struct json_node *m = json_first(d, n); m != NULL; m = json_next(d, m))
			count++;
		cbor_array(w, count);
		for (const struct json_node *m = json_first(d, n); m != NULL; m = json_next(d, m))
			put_node(d, m, w);
		break;
	case JSON_OBJECT:
		put_object(d, n, w);
		break;
	}
}

/* ---- a pack */

struct test_pack {
	struct buf bytes;
	struct pack *pack;
};

static inline void test_pack_open(struct test_pack *t, const char *json)
{
	struct json_doc d;
	CHECK_STATUS("pack json", json_parse(alloc_heap(), span_text(json), &d), ST_OK);
	buf_init(&t->bytes, alloc_heap(), 4u << 20);
	struct cbor_w w = cbor_writer(&t->bytes);
	put_node(&d, json_root(&d), &w);
	CHECK_STATUS("pack cbor", w.st, ST_OK);
	json_free(&d);
	CHECK_STATUS("pack", pack_open(alloc_heap(), buf_span(&t->bytes), &t->pack), ST_OK);
}

static inline void test_pack_close(struct test_pack *t)
{
	pack_free(t->pack);
	buf_clear(&t->bytes);
}

/* An exercise with three sizes of 2, 8 and 15 minutes.  `more` overrides nothing: it is the rest of the object. */
#define EX(id, stage, who, energy, cooldown, x, when, more)                                                            \
	"{\"id\":\"" id "\",\"title\":\"T" id "\",\"line\":\"L\",\"stage\":\"" stage "\",\"who\":\"" who               \
	"\",\"grade\":\"B\",\"sure\":\"promising\",\"caveat\":\"C\",\"why\":\"W\",\"helps\":[\"B05\"],\"energy\":"     \
	"\"" energy "\",\"cooldown\":" #cooldown ",\"x\":[" x "],\"when\":[\"" when "\"],\"art\":\"none\"," more       \
	",\"sizes\":[" SIZE(2, "true", "false") "," SIZE(8, "true", "true") "," SIZE(15, "false", "true") "]}"
#define SIZE(minutes, table, joint)                                                                                    \
	"{\"minutes\":" #minutes ",\"table\":" table ",\"joint\":" joint                                               \
	",\"phases\":[{\"kind\":\"ready\",\"say\":\"Ready\"},{\"kind\":\"turn\",\"who\":\"a\",\"seconds\":60,\"say\":" \
	"\"One\","                                                                                                     \
	"\"other\":\"Listen\"},{\"kind\":\"turn\",\"who\":\"b\",\"seconds\":30,\"say\":\"Two\"},{\"kind\":\"both\","   \
	"\"say\":"                                                                                                     \
	"\"Talk\"},{\"kind\":\"still\",\"seconds\":20,\"say\":\"Rest\"},{\"kind\":\"close\",\"say\":\"End\"}]}"
#define PLAIN "\"touch\":\"none\",\"begin\":\"now\",\"place\":\"any\",\"wish\":[\"ease\"],\"constructs\":[\"time\"]"
#define HEARD                                                                                                          \
	"\"touch\":\"none\",\"begin\":\"now\",\"place\":\"any\",\"wish\":[\"heard\"],\"constructs\":["                 \
	"\"communication\"]"

/* ---- facts, newest first */

struct test_facts {
	struct fact v[4096];
	size_t n;
	struct buf bytes;
	uint32_t at[4096], len[4096];
	uint8_t serial;
};

static inline void facts_init(struct test_facts *t)
{
	t->n = 0;
	t->serial = 0;
	buf_init(&t->bytes, alloc_heap(), 16u << 20);
}
static inline void facts_clear(struct test_facts *t) { buf_clear(&t->bytes); }

/* Facts are added oldest first and turned round by facts_view. */
static inline struct fact *fact_add(struct test_facts *t, const char *type, bool mine, bool shared, const char *json)
{
	struct json_doc d;
	const char *field = NULL;
	const struct event_type *et = event_type_named(span_text(type));
	assert_non_null(et);
	assert_true(t->n < COUNT(t->v));
	CHECK_STATUS(json, json_parse(alloc_heap(), span_text(json), &d), ST_OK);
	size_t at = t->bytes.len;
	enum status st = event_body_from_json(et, &d, json_root(&d), &t->bytes, &field);
	if (st != ST_OK)
		fail_msg("%s %s: %s (%s)", type, json, status_name(st), field != NULL ? field : "");
	json_free(&d);
	t->at[t->n] = (uint32_t)at;
	t->len[t->n] = (uint32_t)(t->bytes.len - at);
	struct fact *f = &t->v[t->n++];
	*f = (struct fact){.t = et, .at_ms = 1000 + t->n, .mine = mine, .shared = shared, .sent = true};
	f->id[0] = (uint8_t)t->n;
	f->id[1] = (uint8_t)(t->n >> 8);
	return f;
}
static inline struct fact *fact_mine(struct test_facts *t, const char *type, const char *json)
{
	return fact_add(t, type, true, false, json);
}

/* Newest first; `out` has room for t->n. */
static inline struct facts facts_view(struct test_facts *t, struct fact *out)
{
	for (size_t i = 0; i < t->n; i++) {
		struct fact *f = &out[t->n - 1 - i];
		*f = t->v[i];
		f->body = span_make(t->bytes.p + t->at[i], t->len[i]);
	}
	return (struct facts){out, t->n};
}

/* ---- an answer */

struct answer {
	struct buf text;
	struct json_w w;
	struct json_doc doc;
	const struct json_node *root;
	bool parsed;
};
static inline void answer_init(struct answer *a)
{
	buf_init(&a->text, alloc_heap(), 8u << 20);
	a->w = json_writer(&a->text);
	a->parsed = false;
}
static inline void answer_read(struct answer *a)
{
	CHECK_STATUS("writer", a->w.st, ST_OK);
	CHECK_STATUS("answer", json_parse(alloc_heap(), buf_span(&a->text), &a->doc), ST_OK);
	a->root = json_root(&a->doc);
	a->parsed = true;
}
static inline void answer_clear(struct answer *a)
{
	if (a->parsed)
		json_free(&a->doc);
	buf_clear(&a->text);
}

/* at(a, node, "path.to.member") with numbers for places in arrays; NULL when absent. */
static inline const struct json_node *at(const struct answer *a, const struct json_node *n, const char *path)
{
	while (n != NULL && *path != '\0') {
		char key[48];
		size_t len = strcspn(path, ".");
		assert_true(len < sizeof key);
		memcpy(key, path, len);
		key[len] = '\0';
		if (n->kind == JSON_ARRAY) {
			long i = strtol(key, NULL, 10);
			for (n = json_first(&a->doc, n); n != NULL && i-- > 0;)
				n = json_next(&a->doc, n);
		} else {
			n = json_get(&a->doc, n, key);
		}
		path += len + (path[len] == '.');
	}
	return n;
}
static inline struct span text_at(const struct answer *a, const char *path)
{
	const struct json_node *n = at(a, a->root, path);
	return n != NULL && n->kind == JSON_TEXT ? n->text : (struct span){NULL, 0};
}
static inline int64_t int_at(const struct answer *a, const char *path)
{
	const struct json_node *n = at(a, a->root, path);
	return n != NULL && n->kind == JSON_INT ? n->num : -9999;
}
static inline bool is_true(const struct answer *a, const char *path)
{
	const struct json_node *n = at(a, a->root, path);
	return n != NULL && n->kind == JSON_TRUE;
}
static inline bool is_null(const struct answer *a, const char *path)
{
	const struct json_node *n = at(a, a->root, path);
	return n == NULL || n->kind == JSON_NULL;
}
static inline size_t count_at(const struct answer *a, const char *path)
{
	size_t n = 0;
	const struct json_node *list = at(a, a->root, path);
	for (const struct json_node *m = json_first(&a->doc, list); m != NULL; m = json_next(&a->doc, m))
		n++;
	return n;
}
#define CHECK_TEXT(a, path, want)                                                                                      \
	do {                                                                                                           \
		struct span got_ = text_at((a), (path));                                                               \
		if (!span_equal(got_, span_text(want)))                                                                \
			fail_msg("%s: \"%.*s\", expected \"%s\"", (path), (int)got_.len, (const char *)got_.p,         \
			         (want));                                                                              \
	} while (0)

#endif

/* fuzz_compose.c - wording help on any bytes: a phrase up to the first line feed, then the text.  What it answers is JSON,
 * lies inside the text, ascends, and is empty where harm is told of. */
#include "base/utf8.h"
#include "domain/composer.h"
#include "domain/pack.h"
#include "fuzz.h"
#include "wire/cbor.h"

static void put(struct cbor_w *w, const char *key, struct span text)
{
	cbor_text(w, key, strlen(key));
	cbor_text(w, text.p, text.len);
}

static void put_rule(struct cbor_w *w, const char *id, const char *kind, struct span one, struct span two)
{
	cbor_map(w, 3);
	put(w, "id", span_text(id));
	cbor_text(w, "find", 4);
	cbor_array(w, 2);
	cbor_text(w, one.p, one.len);
	cbor_text(w, two.p, two.len);
	put(w, "kind", span_text(kind));
}

static void put_pack(struct cbor_w *w, struct span phrase)
{
	static const uint8_t hash[32];
	cbor_map(w, 3);
	cbor_text(w, "v", 1);
	cbor_uint(w, 1);
	cbor_text(w, "hash", 4);
	cbor_bytes(w, hash, sizeof hash);
	cbor_text(w, "composer", 8);
	cbor_array(w, 2);
	put_rule(w, "a", "always", phrase, span_text("you never"));
	put_rule(w, "b", "harm", span_text("hit me"), span_text("can’t breathe"));
}

static int64_t number(const struct json_doc *d, const struct json_node *n, const char *key)
{
	int64_t v = -1;
	HOLDS(json_int(d, n, key, 0, COMPOSER_TEXT_MAX, &v) == ST_OK);
	return v;
}

static void answer(struct span text, struct span json)
{
	struct json_doc d;
	bool harm = false;
	int64_t end = 0, n = (int64_t)utf8_count(text), found = 0;
	HOLDS(json_parse(alloc_heap(), json, &d) == ST_OK);
	HOLDS(json_flag(&d, json_root(&d), "harm", &harm) == ST_OK);
	for (const struct json_node *x = json_first(&d, json_get(&d, json_root(&d), "found")); x != NULL; x = json_next(&d, x)) {
		int64_t from = number(&d, x, "from"), to = number(&d, x, "to");
		HOLDS(from >= end && to > from && to <= n);
		end = to;
		found++;
	}
	HOLDS(found <= COMPOSER_FOUND_MAX && !(harm && found > 0));
	HOLDS(harm == (json_first(&d, json_get(&d, json_root(&d), "about")) != NULL));
	json_free(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const uint8_t *line = len != 0 ? memchr(data, '\n', len) : NULL;
	size_t cut = line != NULL ? (size_t)(line - data) : 0;
	struct span phrase = span_make(data, cut), text = span_make(data + cut, len - cut);
	struct buf bytes, out;
	struct pack *p = NULL;
	buf_init(&bytes, alloc_heap(), 1u << 20);
	buf_init(&out, alloc_heap(), 1u << 20);
	struct cbor_w w = cbor_writer(&bytes);
	put_pack(&w, utf8_valid(phrase) ? phrase : span_text("never"));
	if (w.st == ST_OK) {
		HOLDS(pack_open(alloc_heap(), buf_span(&bytes), &p) == ST_OK);
		struct json_w j = json_writer(&out);
		enum status st = composer_view(p, text, &j);
		HOLDS((st == ST_MALFORMED) == !utf8_valid(text));
		HOLDS(st != ST_OK || j.st == ST_OK);
		if (st == ST_OK)
			answer(text, buf_span(&out));
		else
			HOLDS(out.len == 0);
	}
	pack_free(p);
	buf_clear(&bytes);
	buf_clear(&out);
	return 0;
}

/* fuzz_cbor.c - an accepted item has one encoding, reads as it was judged, and becomes JSON that we accept; a refused
 * one is read without harm. */
#include "fuzz.h"
#include "wire/cbor.h"
#include "wire/json.h"

/* Read one head or scalar, write it again.  False at the end or when the bytes are none. */
static bool copy_one(struct cbor_r *r, struct cbor_w *w)
{
	struct span s;
	int64_t v;
	size_t n;
	bool flag;
	switch (cbor_peek(r)) {
	case CBOR_UINT:
	case CBOR_NINT:
		HOLDS(cbor_get_int(r, &v) == ST_OK);
		cbor_int(w, v);
		return true;
	case CBOR_BYTES:
		HOLDS(cbor_get_bytes(r, &s) == ST_OK);
		cbor_bytes(w, s.p, s.len);
		return true;
	case CBOR_TEXT:
		HOLDS(cbor_get_text(r, &s) == ST_OK);
		cbor_text(w, s.p, s.len);
		return true;
	case CBOR_ARRAY:
		HOLDS(cbor_get_array(r, &n) == ST_OK);
		cbor_array(w, n);
		return true;
	case CBOR_MAP:
		HOLDS(cbor_get_map(r, &n) == ST_OK);
		cbor_map(w, n);
		return true;
	case CBOR_FALSE:
	case CBOR_TRUE:
		HOLDS(cbor_get_bool(r, &flag) == ST_OK);
		cbor_bool(w, flag);
		return true;
	case CBOR_NULL:
		HOLDS(cbor_get_null(r) == ST_OK);
		cbor_null(w);
		return true;
	case CBOR_END:
		break;
	}
	return false;
}

static void roundtrip(struct span s, bool good)
{
	struct buf b;
	buf_init(&b, alloc_heap(), s.len);
	struct cbor_r r = cbor_reader(s);
	struct cbor_w w = cbor_writer(&b);
	while (copy_one(&r, &w))
		;
	HOLDS(w.st == ST_OK && (size_t)(r.p - s.p) == b.len);
	HOLDS(span_equal(buf_span(&b), span_make(s.p, b.len)));
	HOLDS(!good || b.len == s.len);
	buf_clear(&b);
}

/* Each unsigned key of a good map finds its own value. */
static void finds_all(struct span s, bool good)
{
	struct cbor_r r = cbor_reader(s);
	struct span value, found;
	uint64_t key;
	size_t n;
	HOLDS(cbor_find_text(s, "k", &found) != ST_OK || found.len > 0);
	HOLDS(cbor_find_uint(s, 1, &found) != ST_OK || found.len > 0);
	if (!good || s.len > 4096 || cbor_get_map(&r, &n) != ST_OK)
		return;
	while (cbor_get_uint(&r, &key) == ST_OK) {
		HOLDS(cbor_skip(&r, &value) == ST_OK);
		HOLDS(cbor_find_uint(s, key, &found) == ST_OK && found.p == value.p && found.len == value.len);
	}
}

static void as_json(struct span s)
{
	struct buf b;
	struct json_doc doc;
	buf_init(&b, alloc_heap(), 16 + 8 * s.len);
	struct json_w w = json_writer(&b);
	json_put_cbor(&w, s);
	if (w.st == ST_OK) {
		HOLDS(json_valid(buf_span(&b)) == ST_OK);
		enum status st = json_parse(alloc_heap(), buf_span(&b), &doc);
		HOLDS(st == ST_OK || st == ST_TOOBIG);
		if (st == ST_OK)
			json_free(&doc);
	}
	HOLDS(w.st == ST_OK || w.st == ST_MALFORMED);
	buf_clear(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = {data, size}, item;
	bool good = cbor_check(s) == ST_OK;
	struct cbor_r r = cbor_reader(s);
	enum status st = cbor_skip(&r, &item);
	HOLDS(!good || (st == ST_OK && span_equal(item, s)));
	roundtrip(s, good);
	finds_all(s, good);
	if (good)
		as_json(s);
	return 0;
}

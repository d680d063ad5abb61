/* test_cbor.c - what the subset accepts and refuses, writer and reader against each other, RFC 8949 appendix A. */
#include "check.h"
#include "vectors.h"
#include "wire/cbor.h"
#include "wire/json.h"

#define OK ST_OK
#define NO ST_MALFORMED

static const struct {
	const char *hex;
	enum status st;
	const char *why;
} items[] = {
    {"00", OK, "0"},
    {"17", OK, "23"},
    {"1818", OK, "24"},
    {"1817", NO, "23 in two bytes"},
    {"18ff", OK, "255"},
    {"1900ff", NO, "255 in three bytes"},
    {"190100", OK, "256"},
    {"1a0000ffff", NO, "65535 in five bytes"},
    {"1a00010000", OK, "65536"},
    {"1b00000000ffffffff", NO, "2^32-1 in nine bytes"},
    {"1b0000000100000000", OK, "2^32"},
    {"1b7fffffffffffffff", OK, "2^63-1"},
    {"1b8000000000000000", NO, "2^63"},
    {"20", OK, "-1"},
    {"3b7fffffffffffffff", OK, "-2^63"},
    {"3b8000000000000000", NO, "-2^63-1"},
    {"40", OK, "no bytes"},
    {"4101", OK, "one byte"},
    {"41", NO, "cut byte string"},
    {"580101", NO, "length 1 in two bytes"},
    {"5bffffffffffffffff", NO, "byte string past the end of memory"},
    {"5b7fffffffffffffff", NO, "byte string past the end"},
    {"60", OK, "no text"},
    {"62c3bc", OK, "a character of two bytes"},
    {"61c3", NO, "half a character"},
    {"63eda080", NO, "surrogate"},
    {"80", OK, "no items"},
    {"8101", OK, "one item"},
    {"81", NO, "array without its item"},
    {"820180", OK, "array in array"},
    {"9b7fffffffffffffff", NO, "array past the end"},
    {"9801 00", NO, "count 1 in two bytes"},
    {"a0", OK, "no pairs"},
    {"a10102", OK, "one pair"},
    {"a101", NO, "key without value"},
    {"a201020304", OK, "ascending keys"},
    {"a203040102", NO, "descending keys"},
    {"a201020102", NO, "a key twice"},
    {"a2181801 2002", OK, "24 before -1"},
    {"a2200118 1802", NO, "-1 before 24"},
    {"a2616101 62616102", OK, "shorter text first"},
    {"a26261610161 6202", NO, "longer text first"},
    {"a2616201616101", NO, "b before a"},
    {"a28001810102", OK, "arrays as keys"},
    {"a281010280 01", NO, "arrays as keys, descending"},
    {"a1a10102a10102", OK, "a map as key"},
    {"a1a203040102 00", NO, "a disordered map as key"},
    {"a101a203040102", NO, "a disordered map as value"},
    {"bb7fffffffffffffff", NO, "map past the end"},
    {"f4", OK, "false"},
    {"f5", OK, "true"},
    {"f6", OK, "null"},
    {"f7", NO, "undefined"},
    {"f3", NO, "simple 19"},
    {"f814", NO, "false in two bytes"},
    {"f820", NO, "simple 32"},
    {"f90000", NO, "half float"},
    {"fa00000000", NO, "float"},
    {"fb0000000000000000", NO, "double"},
    {"ff", NO, "break"},
    {"5fff", NO, "indefinite bytes"},
    {"7fff", NO, "indefinite text"},
    {"9fff", NO, "indefinite array"},
    {"bfff", NO, "indefinite map"},
    {"1c", NO, "reserved"},
    {"1d", NO, "reserved"},
    {"1e", NO, "reserved"},
    {"1f", NO, "reserved"},
    {"c000", NO, "tag"},
    {"d9d9f700", NO, "self-describing tag"},
    {"0000", NO, "two items"},
    {"18", NO, "cut head"},
    {"19ff", NO, "cut head"},
    {"", NO, "nothing"},
};

static void judges_items(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(items); i++) {
		uint8_t b[64];
		struct span s = {b, unhex(items[i].hex, b, sizeof b)}, whole = {NULL, 0};
		CHECK_STATUS(items[i].why, cbor_check(s), items[i].st);
		struct cbor_r r = cbor_reader(s);
		if (items[i].st != OK)
			continue;
		CHECK_STATUS(items[i].why, cbor_skip(&r, &whole), OK);
		assert_true(span_equal(whole, s) && r.p == r.end);
		for (size_t cut = 0; cut < s.len; cut++) /* no prefix of an item is an item */
			CHECK_STATUS(items[i].why, cbor_check((struct span){b, cut}), NO);
	}
	CHECK_STATUS("null span", cbor_check((struct span){NULL, 0}), NO);
}

static void bounds_depth(void **state)
{
	(void)state;
	for (size_t depth = 0; depth < 40; depth++) {
		uint8_t arrays[64], maps[128];
		memset(arrays, 0x81, sizeof arrays);
		arrays[depth] = 0;
		for (size_t i = 0; i < depth; i++)
			memcpy(maps + 2 * i, "\xa1\x05", 2);
		maps[2 * depth] = 0;
		enum status want = depth <= CBOR_DEPTH_MAX ? OK : NO;
		CHECK_STATUS("arrays", cbor_check((struct span){arrays, depth + 1}), want);
		CHECK_STATUS("maps", cbor_check((struct span){maps, 2 * depth + 1}), want);
		arrays[depth] = 0x80;
		want = depth < CBOR_DEPTH_MAX ? OK : NO;
		CHECK_STATUS("empty array within", cbor_check((struct span){arrays, depth + 1}), want);
	}
}

static const int64_t numbers[] = {
    0,  1,   23,  24,   255,  256,    65535,  65536,       4294967295,  4294967296, INT64_MAX,
    -1, -24, -25, -256, -257, -65536, -65537, -4294967296, -4294967297, INT64_MIN,
};

static void reads_numbers_as_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct buf b;
		buf_init(&b, alloc_heap(), 64);
		struct cbor_w w = cbor_writer(&b);
		cbor_int(&w, numbers[i]);
		assert_int_equal(w.st, OK);
		assert_int_equal(cbor_check(buf_span(&b)), OK);
		struct cbor_r r = cbor_reader(buf_span(&b));
		const uint8_t *from = r.p;
		uint64_t u = 0;
		int64_t v = 0;
		assert_int_equal(cbor_peek(&r), numbers[i] < 0 ? CBOR_NINT : CBOR_UINT);
		assert_int_equal(cbor_get_uint(&r, &u), numbers[i] < 0 ? NO : OK);
		if (numbers[i] >= 0)
			assert_true(u == (uint64_t)numbers[i]);
		r.p = from;
		assert_int_equal(cbor_get_int(&r, &v), OK);
		assert_true(v == numbers[i]);
		assert_int_equal(cbor_peek(&r), CBOR_END);
		buf_clear(&b);
	}
}

static void refuses_other_kinds_unmoved(void **state)
{
	(void)state;
	static const char *const kinds[] = {"05", "25", "4105", "6161", "8105", "a10505", "f4", "f5", "f6", "ff", ""};
	for (size_t i = 0; i < COUNT(kinds); i++) {
		uint8_t b[8];
		struct span s = {b, unhex(kinds[i], b, sizeof b)}, out = {NULL, 0};
		struct cbor_r r = cbor_reader(s);
		enum cbor_kind k = cbor_peek(&r);
		assert_int_equal(k, i < CBOR_END ? i : CBOR_END); /* the table is in the order of the kinds */
		uint64_t u;
		int64_t v;
		size_t n;
		bool flag;
#define TRIES(call, yes)                                                                                               \
	do {                                                                                                           \
		CHECK_STATUS(kinds[i], call, (yes) ? OK : NO);                                                         \
		assert_int_equal(r.p != b, (yes));                                                                     \
		r.p = b;                                                                                               \
	} while (0)
		TRIES(cbor_get_uint(&r, &u), k == CBOR_UINT);
		TRIES(cbor_get_int(&r, &v), k == CBOR_UINT || k == CBOR_NINT);
		TRIES(cbor_get_bytes(&r, &out), k == CBOR_BYTES);
		TRIES(cbor_get_text(&r, &out), k == CBOR_TEXT);
		TRIES(cbor_get_array(&r, &n), k == CBOR_ARRAY);
		TRIES(cbor_get_map(&r, &n), k == CBOR_MAP);
		TRIES(cbor_get_bool(&r, &flag), k == CBOR_TRUE || k == CBOR_FALSE);
		TRIES(cbor_get_null(&r), k == CBOR_NULL);
		TRIES(cbor_skip(&r, NULL), k != CBOR_END);
	}
}

static void finds_by_key(void **state)
{
	(void)state;
	uint8_t b[64];
	/* {1: "a", 24: [], 300: 5, -1: 6, "k": {1: 9}, "long": null} */
	struct span map = {b, unhex("a6 01 6161 1818 80 19012c 05 20 06 616b a10109 646c6f6e67 f6", b, sizeof b)};
	struct span item = {NULL, 0};
	assert_int_equal(cbor_check(map), OK);
	static const struct {
		uint64_t key;
		enum status st;
		uint8_t first;
	} uints[] = {{0, ST_NOTFOUND, 0}, {1, OK, 0x61},       {2, ST_NOTFOUND, 0},   {24, OK, 0x80},
	             {300, OK, 0x05},     {9, ST_NOTFOUND, 0}, {301, ST_NOTFOUND, 0}, {UINT64_MAX, ST_NOTFOUND, 0}};
	for (size_t i = 0; i < COUNT(uints); i++) {
		CHECK_STATUS("uint key", cbor_find_uint(map, uints[i].key, &item), uints[i].st);
		if (uints[i].st == OK)
			assert_int_equal(item.p[0], uints[i].first);
	}
	CHECK_STATUS("k", cbor_find_text(map, "k", &item), OK);
	assert_int_equal(item.len, 3);
	CHECK_STATUS("long", cbor_find_text(map, "long", &item), OK);
	assert_int_equal(item.p[0], 0xf6);
	CHECK_STATUS("a", cbor_find_text(map, "a", &item), ST_NOTFOUND);
	CHECK_STATUS("empty", cbor_find_text(map, "", &item), ST_NOTFOUND);
	CHECK_STATUS("no map", cbor_find_text(span_text("\x81\x01"), "a", &item), NO);
	CHECK_STATUS("no map", cbor_find_uint(span_text("\x81\x01"), 1, &item), NO);
	CHECK_STATUS("cut map", cbor_find_uint(span_make("\xa1\x01\x61", 3), 1, &item), NO);
	CHECK_STATUS("cut map", cbor_find_text(span_make("\xa1\x61k\x61", 4), "k", &item), NO);
	CHECK_STATUS("empty map", cbor_find_text(span_text("\xa0"), "a", &item), ST_NOTFOUND);
}

static void writes_and_sticks(void **state)
{
	(void)state;
	struct buf b;
	uint8_t want[64];
	buf_init(&b, alloc_heap(), 40);
	struct cbor_w w = cbor_writer(&b);
	cbor_map(&w, 3);
	cbor_uint(&w, 1);
	cbor_array(&w, 4);
	cbor_bool(&w, true);
	cbor_bool(&w, false);
	cbor_null(&w);
	cbor_raw(&w, span_make("\x18\x64", 2));
	cbor_uint(&w, 2);
	cbor_bytes(&w, "\xff\x00", 2);
	cbor_text(&w, "k", 1);
	cbor_text(&w, NULL, 0);
	size_t n = unhex("a3 01 84 f5 f4 f6 1864 02 42ff00 616b 60", want, sizeof want);
	assert_int_equal(w.st, OK);
	assert_true(span_equal(buf_span(&b), span_make(want, n)));
	assert_int_equal(cbor_check(buf_span(&b)), OK);
	size_t before = b.len;
	cbor_bytes(&w, want, 30); /* past the ceiling of 40: nothing of it is written */
	assert_int_equal(w.st, ST_TOOBIG);
	cbor_null(&w);
	assert_int_equal(w.st, ST_TOOBIG);
	assert_int_equal(b.len, before);
	w = cbor_writer(&b);
	cbor_uint(&w, (uint64_t)INT64_MAX + 1);
	assert_int_equal(w.st, ST_TOOBIG);
	assert_int_equal(b.len, before);
	buf_clear(&b);
}

/* ---- RFC 8949 appendix A, where the file is.  Its texts hold floats, so it is read by eye for two members. ---- */

/* Outside the subset: what begins as a tag, float or other simple value, integers past 63 bits, and whatever holds a
 * break (in the appendix the byte ff occurs in no other item of the subset). */
static enum status appendix_wants(struct span s)
{
	bool simple = s.len == 1 && s.p[0] >= 0xf4 && s.p[0] <= 0xf6;
	return (s.p[0] >= 0xc0 && !simple) || memchr(s.p, 0xff, s.len) != NULL ? NO : OK;
}

static void same_as_decoded(const char *hex, struct span item, const char *text, size_t n)
{
	struct buf ours, theirs;
	buf_init(&ours, alloc_heap(), 4096);
	buf_init(&theirs, alloc_heap(), 4096);
	struct json_w w = json_writer(&ours);
	json_put_cbor(&w, item);
	CHECK_STATUS(hex, w.st, OK);
	for (size_t i = 0; i < n; i++) /* no text of the appendix holds a blank */
		if (text[i] != ' ' && text[i] != '\n')
			assert_int_equal(buf_add(&theirs, text + i, 1), OK);
	assert_int_equal(ours.len, theirs.len);
	assert_memory_equal(ours.p, theirs.p, ours.len);
	buf_clear(&ours);
	buf_clear(&theirs);
}

static void agrees_with_the_appendix(void **state)
{
	(void)state;
	char path[512];
	vectors_path(path, sizeof path, "cbor/appendix_a.json");
	struct span file = vectors_load(path);
	if (file.p == NULL) {
		print_message("public vectors not found: %s\n", path);
		return;
	}
	char *text = calloc(1, file.len + 1);
	assert_non_null(text);
	memcpy(text, file.p, file.len);
	int seen = 0, accepted = 0, decoded = 0;
	for (char *at = text; (at = strstr(at, "\"hex\": \"")) != NULL; seen++) {
		at += 8;
		char hex[256] = "";
		uint8_t b[128];
		memcpy(hex, at, strcspn(at, "\""));
		struct span s = {b, unhex(hex, b, sizeof b)};
		CHECK_STATUS(hex, cbor_check(s), appendix_wants(s));
		char *end = strstr(at, "\n  }"), *value = strstr(at, "\"decoded\": ");
		if (appendix_wants(s) != OK)
			continue;
		accepted++;
		if (value == NULL || value > end)
			continue;
		decoded++;
		same_as_decoded(hex, s, value + 11, (size_t)(end - value) - 11);
	}
	print_message("appendix A: %d items, %d in the subset, %d compared by value\n", seen, accepted, decoded);
	assert_int_equal(seen, 82);
	assert_int_equal(accepted, 35);
	free(text);
	free((void *)file.p);
}

static void reads_exactly_so_many_bytes(void **state)
{
	static const uint8_t three[] = {0x43, 1, 2, 3}, text[] = {0x63, 'a', 'b', 'c'}, empty[] = {0x40};
	uint8_t out[4] = {9, 9, 9, 9};
	(void)state;
	struct cbor_r r = cbor_reader(span_make(three, sizeof three)), t = cbor_reader(span_make(text, sizeof text));
	struct cbor_r e = cbor_reader(span_make(empty, sizeof empty));
	assert_int_equal(cbor_get_fixed(&r, out, 2), ST_MALFORMED);
	assert_int_equal(cbor_get_fixed(&r, out, 4), ST_MALFORMED);
	assert_int_equal(cbor_get_fixed(&t, out, 3), ST_MALFORMED);
	assert_true(r.p == three && t.p == text && out[0] == 9); /* nothing moved, nothing written */
	assert_int_equal(cbor_get_fixed(&r, out, 3), ST_OK);
	assert_true(r.p == r.end && out[2] == 3 && out[3] == 9);
	assert_int_equal(cbor_get_fixed(&e, NULL, 0), ST_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(judges_items),
	    cmocka_unit_test(bounds_depth),
	    cmocka_unit_test(reads_numbers_as_written),
	    cmocka_unit_test(refuses_other_kinds_unmoved),
	    cmocka_unit_test(finds_by_key),
	    cmocka_unit_test(writes_and_sticks),
	    cmocka_unit_test(agrees_with_the_appendix),
	    cmocka_unit_test(reads_exactly_so_many_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

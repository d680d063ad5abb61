/* test_json.c - what is accepted, what is found, what is written; JSONTestSuite where present. */
#include <dirent.h>

#include "check.h"
#include "vectors.h"
#include "wire/cbor.h"
#include "wire/json.h"

#define OK ST_OK
#define NO ST_MALFORMED
#define BIG ST_TOOBIG

static const struct {
	const char *text;
	enum status valid, parse;
} texts[] = {
    {"null", OK, OK},
    {" \t\r\n true \n", OK, OK},
    {"false", OK, OK},
    {"0", OK, OK},
    {"-0", OK, OK},
    {"9007199254740991", OK, OK},
    {"-9007199254740991", OK, OK},
    {"9007199254740992", OK, NO},
    {"-9007199254740992", OK, NO},
    {"123456789012345678901234567890", OK, NO},
    {"1.0", OK, NO},
    {"1e3", OK, NO},
    {"-1.5E-7", OK, NO},
    {"01", NO, NO},
    {"-", NO, NO},
    {"-01", NO, NO},
    {"+1", NO, NO},
    {"1.", NO, NO},
    {".5", NO, NO},
    {"1e", NO, NO},
    {"1e+", NO, NO},
    {"0x1", NO, NO},
    {"NaN", NO, NO},
    {"Infinity", NO, NO},
    {"tru", NO, NO},
    {"truex", NO, NO},
    {"True", NO, NO},
    {"\"\"", OK, OK},
    {"\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", OK, OK},
    {"\"\\u0000\"", OK, OK},
    {"\"\\ud83d\\ude00\"", OK, OK},
    {"\"\\uD83D\\uDE00\"", OK, OK},
    {"\"\\ud83d\"", NO, NO},
    {"\"\\ude00\"", NO, NO},
    {"\"\\ud83d\\u0041\"", NO, NO},
    {"\"\\ud83dx\"", NO, NO},
    {"\"\\ud83d\\\"", NO, NO},
    {"\"\\u12g4\"", NO, NO},
    {"\"\\u12\"", NO, NO},
    {"\"\\x41\"", NO, NO},
    {"\"\\", NO, NO},
    {"\"", NO, NO},
    {"\"a", NO, NO},
    {"\"\n\"", NO, NO},
    {"\"\x1f\"", NO, NO},
    {"\"\x7f\"", OK, OK},
    {"\"\xc3\xa9\"", OK, OK},
    {"\"\xc3\"", NO, NO},
    {"\"\xc3\\u0041\"", NO, NO},
    {"\"\xed\xa0\x80\"", NO, NO},
    {"'a'", NO, NO},
    {"[]", OK, OK},
    {"[ ]", OK, OK},
    {"[1,2]", OK, OK},
    {"[1,]", NO, NO},
    {"[,1]", NO, NO},
    {"[1 2]", NO, NO},
    {"[1", NO, NO},
    {"[", NO, NO},
    {"]", NO, NO},
    {"[1}", NO, NO},
    {"{}", OK, OK},
    {"{ }", OK, OK},
    {"{\"a\":1}", OK, OK},
    {" { \"a\" : 1 , \"b\" : [ ] } ", OK, OK},
    {"{\"a\":1,}", NO, NO},
    {"{\"a\"}", NO, NO},
    {"{\"a\" 1}", NO, NO},
    {"{\"a\":}", NO, NO},
    {"{a:1}", NO, NO},
    {"{1:1}", NO, NO},
    {"{\"a\":1]", NO, NO},
    {"{\"a\":1,\"a\":2}", OK, NO},
    {"{\"a\":1,\"\\u0061\":2}", OK, NO},
    {"{\"a\":{\"a\":1}}", OK, OK},
    {"{\"\":1,\"\":1}", OK, NO},
    {"[{\"a\":1},{\"a\":1}]", OK, OK},
    {"", NO, NO},
    {" ", NO, NO},
    {"1 2", NO, NO},
    {"{}x", NO, NO},
    {"[]/**/", NO, NO},
    {"\xef\xbb\xbf{}", NO, NO},
};

static void judges_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct span s = span_text(texts[i].text);
		struct json_doc doc;
		uint8_t *exact = malloc(s.len + 1); /* so that sanitizers see a step past the end */
		assert_non_null(exact);
		uint8_t *at = exact + 1;
		memcpy(at, s.p, s.len);
		s.p = at;
		CHECK_STATUS(texts[i].text, json_valid(s), texts[i].valid);
		enum status st = json_parse(alloc_heap(), s, &doc);
		CHECK_STATUS(texts[i].text, st, texts[i].parse);
		free(exact);
		if (st != OK)
			continue;
		assert_non_null(json_root(&doc));
		json_free(&doc);
		json_free(&doc);
	}
	CHECK_STATUS("NUL outside", json_valid(span_make("1\0", 2)), NO);
	CHECK_STATUS("NUL inside", json_valid(span_make("\"\0\"", 3)), NO);
	CHECK_STATUS("null span", json_valid((struct span){NULL, 0}), NO);
}

static void holds_to_its_ceilings(void **state)
{
	(void)state;
	struct json_doc doc;
	for (size_t depth = 1; depth < 30; depth++) {
		char b[128];
		for (size_t i = 0; i < depth; i++) {
			b[i] = '[';
			b[2 * depth - 1 - i] = ']';
		}
		enum status want = depth <= JSON_DEPTH_MAX ? OK : BIG, st;
		CHECK_STATUS("depth", json_valid(span_make(b, 2 * depth)), want);
		st = json_parse(alloc_heap(), span_make(b, 2 * depth), &doc);
		CHECK_STATUS("depth", st, want);
		if (st == OK)
			json_free(&doc);
	}
	size_t n = JSON_INPUT_MAX + 1;
	char *big = malloc(n);
	assert_non_null(big);
	memset(big, ' ', n);
	big[0] = '0';
	CHECK_STATUS("longest", json_parse(alloc_heap(), span_make(big, n - 1), &doc), OK);
	json_free(&doc);
	CHECK_STATUS("too long", json_parse(alloc_heap(), span_make(big, n), &doc), BIG);
	for (size_t nodes = JSON_NODES_MAX - 1; nodes <= JSON_NODES_MAX + 1; nodes++) {
		memset(big, ' ', n);
		for (size_t i = 0; i < nodes - 1; i++)
			memcpy(big + 2 * i, i == 0 ? "[0" : ",0", 2);
		big[2 * nodes - 2] = ']';
		enum status st = json_parse(alloc_heap(), span_make(big, 2 * nodes), &doc);
		CHECK_STATUS("nodes", st, nodes <= JSON_NODES_MAX ? OK : BIG);
		if (st == OK)
			json_free(&doc);
	}
	free(big);
}

/* Many members go through sorting; one duplicate at any distance must be seen. */
static void sees_duplicates_among_many(void **state)
{
	(void)state;
	static const struct {
		int n, twin_of, twin;
	} table[] = {{15, -1, 0},  {16, -1, 0},   {17, -1, 0},    {1000, -1, 0},    {16, 0, 15},       {17, 0, 16},
	             {17, 15, 16}, {100, 50, 51}, {1000, 0, 999}, {1000, 998, 999}, {19999, 3, 19998}, {19999, -1, 0}};
	char *text = malloc(400000);
	assert_non_null(text);
	for (size_t t = 0; t < COUNT(table); t++) {
		size_t len = 0;
		for (int i = 0; i < table[t].n; i++) {
			unsigned name = (unsigned)(table[t].twin_of >= 0 && i == table[t].twin ? table[t].twin_of : i);
			len += (size_t)snprintf(text + len, 20, "%c\"%08x\":0", i == 0 ? '{' : ',', name * 2654435761u);
		}
		text[len++] = '}';
		struct json_doc doc;
		enum status st = json_parse(alloc_heap(), span_make(text, len), &doc);
		CHECK_STATUS("duplicates", st, table[t].twin_of < 0 ? OK : NO);
		if (st == OK)
			json_free(&doc);
	}
	free(text);
}

static void gives_typed_access(void **state)
{
	(void)state;
	struct json_doc doc;
	struct span text = {NULL, 0};
	int64_t v = 0;
	bool flag = false;
	const char *src = "{\"t\":\"h\\u00e9\",\"n\":-7,\"y\":true,\"f\":false,\"z\":null,\"a\":[1,\"two\",{}],\"o\":{"
	                  "\"n\":8},\"e\":\"\"}";
	assert_int_equal(json_parse(alloc_heap(), span_text(src), &doc), OK);
	const struct json_node *root = json_root(&doc), *a = json_get(&doc, root, "a");
	assert_int_equal(json_text(&doc, root, "t", 3, &text), OK);
	assert_true(span_equal(text, span_text("h\xc3\xa9")));
	assert_int_equal(json_text(&doc, root, "t", 2, &text), BIG);
	assert_int_equal(json_text(&doc, root, "e", 0, &text), OK);
	assert_int_equal(text.len, 0);
	assert_int_equal(json_text(&doc, root, "n", 9, &text), NO);
	assert_int_equal(json_text(&doc, root, "q", 9, &text), ST_NOTFOUND);
	assert_int_equal(json_int(&doc, root, "n", -7, 0, &v), OK);
	assert_int_equal(v, -7);
	assert_int_equal(json_int(&doc, root, "n", -6, 0, &v), BIG);
	assert_int_equal(json_int(&doc, root, "n", -9, -8, &v), BIG);
	assert_int_equal(json_int(&doc, root, "z", 0, 9, &v), NO);
	assert_int_equal(json_int(&doc, a, "n", 0, 9, &v), ST_NOTFOUND);
	assert_int_equal(json_int(&doc, json_get(&doc, root, "o"), "n", 0, 9, &v), OK);
	assert_int_equal(v, 8);
	assert_int_equal(json_flag(&doc, root, "y", &flag), OK);
	assert_true(flag);
	assert_int_equal(json_flag(&doc, root, "f", &flag), OK);
	assert_false(flag);
	assert_int_equal(json_flag(&doc, root, "t", &flag), NO);
	assert_int_equal(json_flag(&doc, NULL, "t", &flag), ST_NOTFOUND);
	const struct json_node *n = json_first(&doc, a);
	assert_int_equal(n->num, 1);
	n = json_next(&doc, n);
	assert_true(n->kind == JSON_TEXT && span_equal(n->text, span_text("two")) && n->key.len == 0);
	n = json_next(&doc, n);
	assert_true(n->kind == JSON_OBJECT && json_first(&doc, n) == NULL && json_next(&doc, n) == NULL);
	json_free(&doc);
}

static void writes_views(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, alloc_heap(), 1000);
	struct json_w w = json_writer(&b);
	json_object(&w);
	json_pair_text(&w, "t", "a\"\\\n\x01\x1f/\x7f\xc3\xa9");
	json_pair_span(&w, "nul", span_make("\0", 1));
	json_pair_int(&w, "n", -9007199254740991);
	json_pair_int(&w, "zero", 0);
	json_pair_bool(&w, "y", true);
	json_key(&w, "list");
	json_array(&w);
	json_put_null(&w);
	json_array(&w);
	json_end_array(&w);
	json_object(&w);
	json_end_object(&w);
	json_put_bool(&w, false);
	json_put_hex(&w, (const uint8_t *)"\x00\xfa", 2);
	json_put_hex(&w, NULL, 0);
	json_end_array(&w);
	json_end_object(&w);
	assert_int_equal(w.st, OK);
	const char *want =
	    "{\"t\":\"a\\\"\\\\\\n\\u0001\\u001f/\x7f\xc3\xa9\",\"nul\":\"\\u0000\",\"n\":-9007199254740991,"
	    "\"zero\":0,\"y\":true,\"list\":[null,[],{},false,\"00fa\",\"\"]}";
	if (!span_equal(buf_span(&b), span_text(want)))
		fail_msg("%.*s", (int)b.len, (const char *)b.p);
	assert_int_equal(json_valid(buf_span(&b)), OK);
	buf_clear(&b);
}

static void write_invalid(struct json_w *w) { json_put_text(w, "\xff"); }
static void write_large(struct json_w *w) { json_put_int(w, INT64_C(9007199254740992)); }
static void write_least(struct json_w *w) { json_put_int(w, INT64_MIN); }
static void write_stray_end(struct json_w *w) { json_end_array(w); }
static void write_two_roots(struct json_w *w)
{
	json_put_null(w);
	json_put_null(w);
}
static void write_key_twice(struct json_w *w)
{
	json_object(w);
	json_key(w, "a");
	json_key(w, "b");
}
static void write_key_alone(struct json_w *w)
{
	json_object(w);
	json_key(w, "a");
	json_end_object(w);
}
static void write_too_deep(struct json_w *w)
{
	for (int i = 0; i < 100; i++)
		json_array(w);
}
static void write_too_much(struct json_w *w)
{
	json_array(w);
	for (int i = 0; i < 1000; i++)
		json_put_int(w, i);
}

static void sticks_at_the_first_failure(void **state)
{
	(void)state;
	static const struct {
		void (*fn)(struct json_w *);
		enum status st;
	} table[] = {{write_invalid, NO},   {write_large, NO},     {write_least, NO},
	             {write_stray_end, NO}, {write_two_roots, NO}, {write_key_twice, NO},
	             {write_key_alone, NO}, {write_too_deep, BIG}, {write_too_much, BIG}};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct buf b;
		buf_init(&b, alloc_heap(), 1000);
		struct json_w w = json_writer(&b);
		table[i].fn(&w);
		assert_int_equal(w.st, table[i].st);
		size_t len = b.len;
		json_object(&w);
		json_pair_text(&w, "a", "b");
		json_end_object(&w);
		assert_int_equal(w.st, table[i].st);
		assert_int_equal(b.len, len);
		buf_clear(&b);
	}
}

static const struct {
	const char *hex, *want; /* NULL: malformed */
} cbors[] = {
    {"05", "5"},
    {"3863", "-100"},
    {"1b001fffffffffffff", "9007199254740991"},
    {"1b0020000000000000", NULL},
    {"3b001ffffffffffffe", "-9007199254740991"},
    {"3b001fffffffffffff", NULL},
    {"42ff01", "\"ff01\""},
    {"62220a", "\"\\\"\\n\""},
    {"f4", "false"},
    {"f5", "true"},
    {"f6", "null"},
    {"80", "[]"},
    {"a0", "{}"},
    {"8380a08101", "[[],{},[1]]"},
    {"a301020a80616bf6", "{\"1\":2,\"10\":[],\"k\":null}"},
    {"a11b7fffffffffffffff00", "{\"9223372036854775807\":0}"},
    {"a2010061 3100", NULL}, /* 1 and "1" */
    {"a201006178 00", "{\"1\":0,\"x\":0}"},
    {"a12000", NULL},   /* negative key */
    {"a1410000", NULL}, /* bytes as key */
    {"a18000", NULL},   /* array as key */
    {"0000", NULL},
    {"81", NULL},
    {"a101", NULL},
    {"f7", NULL},
    {"61ff", NULL},
    {"", NULL},
};

static void writes_cbor_as_json(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cbors); i++) {
		uint8_t item[64];
		struct buf b;
		buf_init(&b, alloc_heap(), 1000);
		struct json_w w = json_writer(&b);
		json_put_cbor(&w, span_make(item, unhex(cbors[i].hex, item, sizeof item)));
		CHECK_STATUS(cbors[i].hex, w.st, cbors[i].want == NULL ? NO : OK);
		if (cbors[i].want != NULL && !span_equal(buf_span(&b), span_text(cbors[i].want)))
			fail_msg("%s: %.*s", cbors[i].hex, (int)b.len, (const char *)b.p);
		buf_clear(&b);
	}
}

static void passes_the_public_suite(void **state)
{
	(void)state;
	char dir[512], path[1024];
	vectors_path(dir, sizeof dir, "json");
	DIR *d = opendir(dir);
	if (d == NULL) {
		print_message("public vectors not found: %s\n", dir);
		return;
	}
	int count[3] = {0, 0, 0};
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		if (strchr("yni", e->d_name[0]) == NULL || e->d_name[1] != '_')
			continue;
		snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
		struct span s = vectors_load(path);
		assert_non_null(s.p);
		struct json_doc doc;
		enum status st = json_valid(s), parsed = json_parse(alloc_heap(), s, &doc);
		if (e->d_name[0] == 'y')
			CHECK_STATUS(e->d_name, st, OK);
		if (e->d_name[0] == 'n' && st == OK)
			fail_msg("%s accepted", e->d_name);
		if (st != OK)
			assert_int_not_equal(parsed, OK);
		if (parsed == OK)
			json_free(&doc);
		count[e->d_name[0] == 'y' ? 0 : e->d_name[0] == 'n' ? 1 : 2]++;
		free((void *)s.p);
	}
	closedir(d);
	print_message("JSONTestSuite: %d accepted, %d refused, %d either\n", count[0], count[1], count[2]);
	assert_true(count[0] > 90 && count[1] > 180);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(judges_texts),
	    cmocka_unit_test(holds_to_its_ceilings),
	    cmocka_unit_test(sees_duplicates_among_many),
	    cmocka_unit_test(gives_typed_access),
	    cmocka_unit_test(writes_views),
	    cmocka_unit_test(sticks_at_the_first_failure),
	    cmocka_unit_test(writes_cbor_as_json),
	    cmocka_unit_test(passes_the_public_suite),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

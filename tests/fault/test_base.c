/* test_base.c - buffers, maps, documents and writers with each request for memory refused in turn. */
#include "fault_alloc.h"
#include "unit/check.h"
#include "base/buf.h"
#include "base/map.h"
#include "wire/cbor.h"
#include "wire/json.h"

/* A scenario runs with the Nth request refused, checks what it finds after the refusal, and cleans up. */
typedef void scenario(struct fault_alloc *f);

static void for_every_request(scenario *run)
{
	size_t n = 1;
	for (;; n++) {
		struct fault_alloc f;
		fault_init(&f, n);
		run(&f);
		assert_int_equal(f.blocks, 0);
		assert_int_equal(f.bytes, 0);
		if (f.refused == 0)
			break;
	}
	assert_true(n > 1); /* something was refused at all */
}

static void fill_buf(struct fault_alloc *f)
{
	struct buf b;
	buf_init(&b, &f->a, 5000);
	for (size_t i = 0; i < 5000; i++) {
		uint8_t byte = (uint8_t)i;
		size_t refused = f->refused;
		enum status st = buf_add(&b, &byte, 1);
		if (st != ST_OK) {
			assert_int_equal(st, ST_NOMEM);
			assert_int_equal(f->refused, refused + 1);
			assert_int_equal(b.len, i);
			assert_int_equal(buf_add(&b, &byte, 1), ST_OK); /* later is another day */
		}
	}
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(b.p[i], (uint8_t)i);
	buf_wipe(&b);
}

/* map_take, and the value put there. */
MUST_USE static enum status put(struct map *m, const void *key, const void *value)
{
	void *to;
	enum status st = map_take(m, key, &to, NULL);
	if (st == ST_OK && value != NULL)
		memcpy(to, value, m->val_len);
	return st;
}

static void fill_map(struct fault_alloc *f)
{
	struct map m;
	uint8_t key[16] = {0};
	map_init(&m, &f->a, sizeof key, sizeof(uint32_t), 500, 7);
	for (uint32_t i = 0; i < 500; i++) {
		memcpy(key, &i, sizeof i);
		enum status st = put(&m, key, &i);
		if (st != ST_OK) {
			assert_int_equal(st, ST_NOMEM);
			assert_int_equal(m.count, i);
			assert_null(map_get(&m, key));
			for (uint32_t k = 0; k < i; k++) {
				memcpy(key, &k, sizeof k);
				assert_int_equal(map_index(&m, key), k);
				assert_memory_equal(map_value_at(&m, k), &k, sizeof k);
			}
			memcpy(key, &i, sizeof i);
			assert_int_equal(put(&m, key, &i), ST_OK);
		}
	}
	for (uint32_t k = 0; k < 500; k++) {
		memcpy(key, &k, sizeof k);
		assert_int_equal(map_index(&m, key), k);
		assert_memory_equal(map_get(&m, key), &k, sizeof k);
	}
	map_clear(&m);
}

/* More than sixteen members, so that the sorting scratch is asked for too. */
static const char document[] =
    "{\"a\":1,\"b\":[\"x\",\"y\\n\"],\"c\":{},\"d\":0,\"e\":0,\"f\":0,\"g\":0,\"h\":0,\"i\":0,\"j\":0,"
    "\"k\":0,\"l\":0,\"m\":0,\"n\":0,\"o\":0,\"p\":0,\"q\":0,\"r\":\"last\"}";

static void parse_document(struct fault_alloc *f)
{
	struct json_doc doc = {.count = 12345};
	struct span text = {NULL, 0};
	enum status st = json_parse(&f->a, span_text(document), &doc);
	if (st != ST_OK) {
		assert_int_equal(st, ST_NOMEM);
		assert_int_equal(f->refused, 1);
		assert_int_equal(doc.count, 12345); /* untouched */
		assert_int_equal(f->blocks, 0);
		return;
	}
	assert_int_equal(f->refused, 0);
	assert_int_equal(json_text(&doc, json_root(&doc), "r", 10, &text), ST_OK);
	assert_true(span_equal(text, span_text("last")));
	json_free(&doc);
}

static void parse_malformed(struct fault_alloc *f)
{
	static const char *const bad[] = {"[1.5,\"text\"]", "{\"a\":\"text\",\"a\":2}", "[\"text\",9007199254740992]"};
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct json_doc doc;
		enum status st = json_parse(&f->a, span_text(bad[i]), &doc);
		assert_true(st == ST_MALFORMED || (st == ST_NOMEM && f->refused == 1));
		assert_int_equal(f->blocks, 0);
	}
}

static void write_both(struct fault_alloc *f)
{
	struct buf c, j;
	buf_init(&c, &f->a, 100000);
	buf_init(&j, &f->a, 100000);
	struct cbor_w cw = cbor_writer(&c);
	struct json_w jw = json_writer(&j);
	cbor_array(&cw, 500);
	for (int i = 0; i < 500; i++)
		cbor_text(&cw, "words", 5);
	if (cw.st == ST_OK)
		json_put_cbor(&jw, buf_span(&c));
	if (f->refused == 0) {
		assert_int_equal(cw.st, ST_OK);
		assert_int_equal(jw.st, ST_OK);
		assert_int_equal(json_valid(buf_span(&j)), ST_OK);
	} else {
		assert_int_equal(cw.st == ST_OK ? jw.st : cw.st, ST_NOMEM);
	}
	buf_clear(&c);
	buf_clear(&j);
}

#define FAULT_TEST(name)                                                                                               \
	static void every_##name(void **state)                                                                         \
	{                                                                                                              \
		(void)state;                                                                                           \
		for_every_request(name);                                                                               \
	}
FAULT_TEST(fill_buf)
FAULT_TEST(fill_map)
FAULT_TEST(parse_document)
FAULT_TEST(parse_malformed)
FAULT_TEST(write_both)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_fill_buf),       cmocka_unit_test(every_fill_map),
	    cmocka_unit_test(every_parse_document), cmocka_unit_test(every_parse_malformed),
	    cmocka_unit_test(every_write_both),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_buf.c - growth, ceiling and what a refusal leaves behind. */
#include "base/buf.h"
#include "check.h"

static void grows_to_its_ceiling(void **state)
{
	(void)state;
	static const size_t ceilings[] = {0, 1, 255, 256, 257, 1000, 4096, 70000};
	for (size_t c = 0; c < COUNT(ceilings); c++) {
		struct buf b;
		buf_init(&b, alloc_heap(), ceilings[c]);
		for (size_t i = 0; i < ceilings[c]; i++) {
			uint8_t byte = (uint8_t)(i * 7);
			assert_int_equal(buf_add(&b, &byte, 1), ST_OK);
			assert_true(b.len <= b.cap && b.cap <= b.max);
		}
		assert_int_equal(b.len, ceilings[c]);
		assert_int_equal(buf_add(&b, "x", 1), ST_TOOBIG);
		assert_int_equal(b.len, ceilings[c]);
		for (size_t i = 0; i < b.len; i++)
			assert_int_equal(b.p[i], (uint8_t)(i * 7));
		buf_clear(&b);
		assert_null(b.p);
	}
}

static void refuses_without_a_trace(void **state)
{
	(void)state;
	struct buf b;
	uint8_t *to = NULL;
	buf_init(&b, alloc_heap(), 10);
	assert_int_equal(buf_add(&b, "hearth", 6), ST_OK);
	assert_int_equal(buf_room(&b, 5, &to), ST_TOOBIG);
	assert_int_equal(buf_room(&b, SIZE_MAX, &to), ST_TOOBIG);
	assert_null(to);
	assert_true(span_equal(buf_span(&b), span_text("hearth")));
	assert_int_equal(buf_room(&b, 4, &to), ST_OK);
	memcpy(to, "fire", 4);
	assert_true(span_equal(buf_span(&b), span_text("hearthfire")));
	buf_clear(&b);
}

static void resets_and_wipes(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, alloc_heap(), 100);
	assert_int_equal(buf_add(&b, NULL, 0), ST_OK);
	assert_int_equal(buf_add(&b, "words", 5), ST_OK);
	size_t cap = b.cap;
	buf_reset(&b);
	assert_int_equal(b.len, 0);
	assert_int_equal(b.cap, cap);
	assert_int_equal(buf_add(&b, "again", 5), ST_OK);
	buf_wipe(&b);
	assert_null(b.p);
	buf_wipe(&b);
	buf_clear(&b);
	assert_int_equal(buf_add(&b, "after", 5), ST_OK);
	assert_true(span_equal(buf_span(&b), span_text("after")));
	buf_clear(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(grows_to_its_ceiling),
	    cmocka_unit_test(refuses_without_a_trace),
	    cmocka_unit_test(resets_and_wipes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

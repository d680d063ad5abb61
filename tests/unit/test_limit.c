/* test_limit.c - token buckets, and sources that are forgotten daily. */
#include "check.h"
#include "limit.h"

static void test_bucket(void **state)
{
	struct limit *l;
	struct span ann = span_text("ann"), ben = span_text("ben");
	(void)state;
	assert_int_equal(limit_new(10, 60, &l), ST_OK);
	for (int i = 0; i < 10; i++)
		assert_int_equal(limit_take(l, ann, 1, 1000), 0);
	uint32_t wait = limit_take(l, ann, 1, 1000);
	assert_in_range(wait, 1, 7);
	assert_int_equal(limit_take(l, ben, 10, 1000), 0); /* one's spending is not the other's */
	assert_true(limit_take(l, ann, 1, 1002) != 0);
	assert_int_equal(limit_take(l, ann, 1, 1000 + wait), 0); /* the promise is kept */
	assert_true(limit_take(l, ann, 1, 900) != 0);            /* a clock set back gives nothing */
	assert_int_equal(limit_take(l, ann, 1, 907), 0);         /* and is counted from there on */
	assert_int_equal(limit_take(l, ann, 50, 1100), 0);       /* a cost above all is charged as all */
	assert_true(limit_take(l, ann, 1, 1100) != 0);
	limit_free(l);
	limit_free(NULL);
}

static void test_flood(void **state)
{
	struct limit *l;
	(void)state;
	assert_int_equal(limit_new(1, 3600, &l), ST_OK);
	for (uint32_t i = 0; i < 100000; i++)
		(void)limit_take(l, span_make(&i, sizeof i), 1, 5000 + i / 1000);
	uint32_t last = 99999;
	assert_true(limit_take(l, span_make(&last, sizeof last), 1, 5100) != 0);
	limit_free(l);
}

static void test_source(void **state)
{
	struct source *s;
	uint8_t a[4] = {192, 0, 2, 1}, b[4] = {192, 0, 2, 2};
	(void)state;
	assert_int_equal(source_new(&s), ST_OK);
	uint64_t first = source_of(s, span_make(a, 4), 86400 * 100);
	assert_true(first == source_of(s, span_make(a, 4), 86400 * 100 + 86399));
	assert_true(first != source_of(s, span_make(b, 4), 86400 * 100));
	assert_true(first != source_of(s, span_make(a, 4), 86400 * 101));
	source_free(s);
	source_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_bucket),
	    cmocka_unit_test(test_flood),
	    cmocka_unit_test(test_source),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

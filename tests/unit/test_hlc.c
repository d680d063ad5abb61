/* test_hlc.c - stamps at the edges of their range, and the order of versions. */
#include "check.h"
#include "log/hlc.h"

static void test_next(void **state)
{
	static const uint64_t t[][3] = {
	    /* last, now in ms, next */
	    {0, 0, 1},
	    {0, 1, 1 << 16},
	    {1 << 16, 1, (1 << 16) + 1},
	    {5 << 16, 1, (5 << 16) + 1}, /* a clock set back */
	    {(1 << 16) + 65535, 1, 2 << 16},
	    {0, 1754000000000, 1754000000000u << 16},
	    {HLC_MAX, 1, HLC_MAX},
	    {HLC_MAX - 1, 1, HLC_MAX},
	    {7, UINT64_MAX, HLC_MAX},
	    {7, (uint64_t)1 << 47, HLC_MAX},
	    {7, ((uint64_t)1 << 47) - 1, HLC_MAX - 65535},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++)
		assert_true(hlc_next(t[i][0], t[i][1]) == t[i][2]);
}

static void test_clamp(void **state)
{
	static const struct {
		uint64_t h;
		uint32_t minute;
		uint64_t want;
	} t[] = {
	    {0, 0, 0},
	    {(uint64_t)600000 << 16, 0, (uint64_t)600000 << 16},
	    {((uint64_t)600000 << 16) + 1, 0, (uint64_t)600000 << 16},
	    {UINT64_MAX, 29000000, (uint64_t)29000010 * 60000 << 16},
	    {UINT64_MAX, UINT32_MAX, ((uint64_t)UINT32_MAX + 10) * 60000 << 16},
	    {(uint64_t)1754000000000 << 16, UINT32_MAX, (uint64_t)1754000000000 << 16}, /* not yet received */
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++)
		assert_true(hlc_clamp(t[i].h, t[i].minute) == t[i].want);
	assert_true(hlc_ms((uint64_t)1754000000000 << 16 | 77) == 1754000000000);
}

static void test_order(void **state)
{
	static const struct stamp s[] = {
	    /* hlc, n, minute, device; rising */
	    {1, 9, 9, {9}}, {2, 5, 1, {0}}, {2, 1, 2, {0}}, {2, 2, 2, {0}}, {2, 2, 2, {0, 1}}, {2, 2, 2, {1}},
	    {2, UINT64_MAX, UINT32_MAX, {0}}, /* own, not yet received */
	};
	(void)state;
	for (size_t i = 0; i < COUNT(s); i++)
		for (size_t j = 0; j < COUNT(s); j++) {
			int c = stamp_cmp(&s[i], &s[j]);
			assert_true(i < j ? c < 0 : i > j ? c > 0 : c == 0);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_next), cmocka_unit_test(test_clamp),
					   cmocka_unit_test(test_order)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

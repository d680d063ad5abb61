/* test_tip.c - which tip a day has, over packs of many sizes. */
#include "check.h"

#include "domain.h"
#include "domain/away.h"
#include "domain/tip.h"

static void open_tips(struct test_pack *pack, unsigned first, unsigned second)
{
	static char s[65536];
	int n = snprintf(s, sizeof s, "{\"v\":1,\"hash\":\"\",\"tips\":[");
	for (unsigned k = 0; k < 2; k++) {
		n += snprintf(s + n, sizeof s - (size_t)n,
		              "%s{\"id\":\"%c\",\"title\":\"T\",\"constructs\":[\"%s\"],\"items\":[", k > 0 ? "," : "",
		              (char)('a' + k), k > 0 ? "sexual" : "time");
		for (unsigned i = 0, to = k > 0 ? second : first; i < to; i++)
			n += snprintf(s + n, sizeof s - (size_t)n, "%s{\"id\":\"t%u%03u\",\"text\":\"x\"}",
			              i > 0 ? "," : "", k, i);
		n += snprintf(s + n, sizeof s - (size_t)n, "]}");
	}
	(void)snprintf(s + n, sizeof s - (size_t)n, "]}");
	test_pack_open(pack, s);
}

static void never_twice_in_ninety_days(void **state)
{
	static const unsigned sizes[][2] = {{1, 0}, {30, 10}, {89, 1}, {60, 61}, {200, 7}, {0, 3}};
	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct test_pack pack;
		struct tip t, seen[400];
		unsigned n = sizes[i][0] + sizes[i][1], round = n > TIP_REST_DAYS ? n : TIP_REST_DAYS, some = 0;
		open_tips(&pack, sizes[i][0], sizes[i][1]);
		for (int32_t day = 0; day < 400; day++) {
			seen[day].id = (struct span){NULL, 0};
			if (tip_of_day(pack.pack, 20000 + day, &(struct away){.sexual = true}, &t) != ST_OK)
				continue;
			seen[day] = t;
			some += day < (int32_t)round;
			for (int32_t b = day - 1; b >= 0 && b > day - (int32_t)TIP_REST_DAYS; b--)
				assert_true(seen[b].id.len == 0 || !span_equal(seen[b].id, t.id));
		}
		assert_int_equal(some, n); /* each once in a round */
		test_pack_close(&pack);
	}
}

static void sexual_ones_wait(void **state)
{
	struct test_pack pack;
	struct tip t;
	unsigned some = 0;
	(void)state;
	open_tips(&pack, 50, 50);
	for (int32_t day = 0; day < 100; day++)
		if (tip_of_day(pack.pack, day, &(struct away){.sexual = false}, &t) == ST_OK) {
			assert_int_equal(t.id.p[1], '0');
			some++;
		}
	assert_int_equal(some, 50);
	test_pack_close(&pack);
	open_tips(&pack, 0, 0);
	CHECK_STATUS("no tips", tip_of_day(pack.pack, 5, &(struct away){.sexual = true}, &t), ST_NOTFOUND);
	test_pack_close(&pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(never_twice_in_ninety_days),
	                                   cmocka_unit_test(sexual_ones_wait)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_civil.c - dates, weekdays and weeks from a table made by another calendar, and every day of four centuries. */
#include "base/civil.h"
#include "check.h"

static const struct {
	int32_t day;
	struct civil date;
	int weekday;
	struct civil_week week;
} days[] = {
    {0, {1970, 1, 1}, 4, {1970, 1}},          {-1, {1969, 12, 31}, 3, {1970, 1}},
    {-25509, {1900, 2, 28}, 3, {1900, 9}},    {-25508, {1900, 3, 1}, 4, {1900, 9}},
    {11016, {2000, 2, 29}, 2, {2000, 9}},     {11017, {2000, 3, 1}, 3, {2000, 9}},
    {12783, {2004, 12, 31}, 5, {2004, 53}},   {12784, {2005, 1, 1}, 6, {2004, 53}},
    {12785, {2005, 1, 2}, 7, {2004, 53}},     {13148, {2005, 12, 31}, 6, {2005, 52}},
    {13149, {2006, 1, 1}, 7, {2005, 52}},     {13878, {2007, 12, 31}, 1, {2008, 1}},
    {14242, {2008, 12, 29}, 1, {2009, 1}},    {14609, {2009, 12, 31}, 4, {2009, 53}},
    {14612, {2010, 1, 3}, 7, {2009, 53}},     {16800, {2015, 12, 31}, 4, {2015, 53}},
    {16803, {2016, 1, 3}, 7, {2015, 53}},     {16860, {2016, 2, 29}, 1, {2016, 9}},
    {18627, {2020, 12, 31}, 4, {2020, 53}},   {18630, {2021, 1, 3}, 7, {2020, 53}},
    {18631, {2021, 1, 4}, 1, {2021, 1}},      {20087, {2024, 12, 30}, 1, {2025, 1}},
    {20088, {2024, 12, 31}, 2, {2025, 1}},    {20818, {2026, 12, 31}, 4, {2026, 53}},
    {20819, {2027, 1, 1}, 5, {2026, 53}},     {47540, {2100, 2, 28}, 7, {2100, 8}},
    {47541, {2100, 3, 1}, 1, {2100, 9}},      {157113, {2400, 2, 29}, 2, {2400, 9}},
    {2932896, {9999, 12, 31}, 5, {9999, 52}}, {-719162, {1, 1, 1}, 1, {1, 1}},
};

static void knows_the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		struct civil c = civil_date(days[i].day);
		struct civil_week w = civil_week(days[i].day);
		int32_t day = 0;
		assert_int_equal(civil_day(days[i].date, &day), ST_OK);
		assert_int_equal(day, days[i].day);
		assert_int_equal(c.year, days[i].date.year);
		assert_int_equal(c.month, days[i].date.month);
		assert_int_equal(c.day, days[i].date.day);
		assert_int_equal(civil_weekday(days[i].day), days[i].weekday);
		assert_int_equal(w.year, days[i].week.year);
		assert_int_equal(w.week, days[i].week.week);
	}
}

/* Walk day by day with the rules a child knows; the formulas must follow. */
static void walks_through_centuries(void **state)
{
	(void)state;
	struct civil c = {1899, 12, 31};
	int32_t day = 0;
	assert_int_equal(civil_day(c, &day), ST_OK);
	int weekday = CIVIL_SUNDAY;
	for (int32_t end = day + 2 * 146097; day < end; day++) {
		struct civil got = civil_date(day);
		int32_t back = 0;
		assert_true(got.year == c.year && got.month == c.month && got.day == c.day);
		assert_int_equal(civil_day(c, &back), ST_OK);
		assert_int_equal(back, day);
		assert_int_equal(civil_weekday(day), weekday);
		struct civil_week w = civil_week(day), next = civil_week(day + 1);
		if (weekday != CIVIL_SUNDAY)
			assert_true(w.week == next.week && w.year == next.year);
		else
			assert_true(next.week == w.week + 1 ||
			            (next.week == 1 && next.year == w.year + 1 && w.week >= 52));
		weekday = weekday % 7 + 1;
		if (c.day++ == civil_month_days(c.year, c.month)) {
			c.day = 1;
			c.month = (uint8_t)(c.month % 12 + 1);
			c.year += c.month == 1 ? 1 : 0;
		}
	}
}

static void refuses_what_is_no_date(void **state)
{
	(void)state;
	static const struct {
		struct civil date;
		enum status st;
	} table[] = {
	    {{2023, 2, 29}, ST_MALFORMED},    {{1900, 2, 29}, ST_MALFORMED},  {{2024, 2, 30}, ST_MALFORMED},
	    {{2024, 0, 1}, ST_MALFORMED},     {{2024, 13, 1}, ST_MALFORMED},  {{2024, 255, 1}, ST_MALFORMED},
	    {{2024, 1, 0}, ST_MALFORMED},     {{2024, 4, 31}, ST_MALFORMED},  {{2024, 12, 32}, ST_MALFORMED},
	    {{2024, 2, 29}, ST_OK},           {{6000000, 1, 1}, ST_TOOBIG},   {{-6000000, 1, 1}, ST_TOOBIG},
	    {{INT32_MAX, 12, 31}, ST_TOOBIG}, {{INT32_MIN, 1, 1}, ST_TOOBIG},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		int32_t day = -12345;
		assert_int_equal(civil_day(table[i].date, &day), table[i].st);
		assert_int_equal(day == -12345, table[i].st != ST_OK);
	}
}

static void reaches_both_ends(void **state)
{
	(void)state;
	static const int32_t ends[] = {INT32_MIN, INT32_MIN + 1, INT32_MAX - 1, INT32_MAX, -1, 0, 1};
	for (size_t i = 0; i < COUNT(ends); i++) {
		int32_t day = 0;
		assert_int_equal(civil_day(civil_date(ends[i]), &day), ST_OK);
		assert_int_equal(day, ends[i]);
		assert_in_range(civil_week(ends[i]).week, 1, 53);
		assert_in_range(civil_weekday(ends[i]), 1, 7);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_the_table),
	    cmocka_unit_test(walks_through_centuries),
	    cmocka_unit_test(refuses_what_is_no_date),
	    cmocka_unit_test(reaches_both_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

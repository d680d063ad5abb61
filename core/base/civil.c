/* civil.c - days and dates.  Years here begin in March, so that the leap day is the last of its year and the lengths
 * of the months before it follow one formula; 400 such years ("an era") always have the same number of days. */
#include "base/civil.h"

#include <stdbool.h>

#define ERA_YEARS 400
#define ERA_DAYS 146097
#define EPOCH 719468 /* days from 0000-03-01 to 1970-01-01 */

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

static bool is_leap(int32_t y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }

/* Days from 1 March to the first of the month m, March being 0: 0 31 61 92 122 153 ... */
static int64_t month_start(int64_t m) { return (153 * m + 2) / 5; }

static struct civil date_of(int64_t day)
{
	int64_t z = day + EPOCH;
	int64_t era = floor_div(z, ERA_DAYS);
	int64_t d = z - era * ERA_DAYS;
	/* Take out the leap days before d: one in 1460 days, but not one in 36524, but one in 146096. */
	int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
	int64_t yd = d - (365 * y + y / 4 - y / 100);
	int64_t m = (5 * yd + 2) / 153;
	int64_t month = m < 10 ? m + 3 : m - 9;
	return (struct civil){
	    .year = (int32_t)(y + era * ERA_YEARS + (month <= 2 ? 1 : 0)),
	    .month = (uint8_t)month,
	    .day = (uint8_t)(yd - month_start(m) + 1),
	};
}

static int64_t day_of(struct civil c)
{
	int64_t year = (int64_t)c.year - (c.month <= 2 ? 1 : 0);
	int64_t era = floor_div(year, ERA_YEARS);
	int64_t y = year - era * ERA_YEARS;
	int64_t m = c.month > 2 ? c.month - 3 : c.month + 9;
	return era * ERA_DAYS + 365 * y + y / 4 - y / 100 + month_start(m) + c.day - 1 - EPOCH;
}

struct civil civil_date(int32_t day) { return date_of(day); }

uint8_t civil_month_days(int32_t year, uint8_t month)
{
	static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (month < 1 || month > 12)
		return 0;
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

enum status civil_day(struct civil c, int32_t *day)
{
	if (c.day < 1 || c.day > civil_month_days(c.year, c.month))
		return ST_MALFORMED;
	int64_t z = day_of(c);
	if (z < INT32_MIN || z > INT32_MAX)
		return ST_TOOBIG;
	*day = (int32_t)z;
	return ST_OK;
}

enum civil_weekday civil_weekday(int32_t day)
{
	int64_t since_monday = (int64_t)day + 3; /* 1970-01-01 was a Thursday */
	return (enum civil_weekday)(since_monday - 7 * floor_div(since_monday, 7) + 1);
}

/* A week belongs to the year of its Thursday and counts the Thursdays up to it. */
struct civil_week civil_week(int32_t day)
{
	int64_t thursday = (int64_t)day + CIVIL_THURSDAY - (int64_t)civil_weekday(day);
	int32_t year = date_of(thursday).year;
	int64_t first = day_of((struct civil){year, 1, 1});
	return (struct civil_week){year, (uint8_t)((thursday - first) / 7 + 1)};
}

/* civil.h - days and dates of the proleptic Gregorian calendar.
 * Layer:  core/base.  Purity: integers only, no clock, no time zone; a day is the number of days since 1970-01-01.
 * Tests:  unit/test_civil.c */
#ifndef HEARTH_CIVIL_H
#define HEARTH_CIVIL_H
#include <stdint.h>

#include "base/status.h"

struct civil {
	int32_t year;  /* 0 is the year before 1 */
	uint8_t month; /* 1..12 */
	uint8_t day;   /* 1..31 */
};

struct civil_week {
	int32_t year; /* of the week's Thursday, which near New Year is not always the date's own */
	uint8_t week; /* 1..53 */
};

enum civil_weekday {
	CIVIL_MONDAY = 1,
	CIVIL_TUESDAY,
	CIVIL_WEDNESDAY,
	CIVIL_THURSDAY,
	CIVIL_FRIDAY,
	CIVIL_SATURDAY,
	CIVIL_SUNDAY
};

/** civil_date(day): the date of any day. */
struct civil civil_date(int32_t day);

/** civil_day(c, day): the day of a date.  ST_MALFORMED: no such date; ST_TOOBIG: its day passes 32 bits. */
MUST_USE enum status civil_day(struct civil c, int32_t *day);

/** civil_month_days(year, month): 28..31; 0 when month is not 1..12. */
uint8_t civil_month_days(int32_t year, uint8_t month);

/** civil_weekday(day): as ISO 8601 counts, Monday 1 to Sunday 7. */
enum civil_weekday civil_weekday(int32_t day);

/** civil_week(day): the ISO 8601 week that the day lies in. */
struct civil_week civil_week(int32_t day);

#endif

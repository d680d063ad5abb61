/* ritual.h - rituals and dates: the civil days on which they come, and what is told about each.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: no clock, no time zone, no memory; days and minutes of the person's own calendar.
 *
 *   once       on `from`
 *   daily      every day
 *   weekly     on each chosen weekday; without any, on the weekday of `from`
 *   fortnight  the same in every second week, counted in weeks from Monday, from the week of `from`
 *   monthly    on the day of the month of `from`; where a month has no such day, on its last
 *
 * Invariants: (1) nothing comes before `from`, after `until` or after RITUAL_DAY_MAX; (2) ritual_next from any day on
 *         gives what walking day by day would; (3) the calendar file expands to the same days (ical.h).
 * Tests:  unit/test_ritual.c  property/prop_ritual.c  calendar/read.c */
#ifndef HEARTH_RITUAL_H
#define HEARTH_RITUAL_H
#include "domain/fact.h"

#define RITUAL_MAX 100u /* the newest ones of each writer; more are kept and not shown */
#define RITUAL_ROWS_MAX (2 * RITUAL_MAX)
#define RITUAL_NEXT 7u /* a week of what comes daily */
#define RITUAL_DAY_MAX 200000

enum ritual_every { RITUAL_ONCE, RITUAL_DAILY, RITUAL_WEEKLY, RITUAL_FORTNIGHT, RITUAL_MONTHLY };

struct ritual {
	int32_t from, until; /* the last day belongs to it */
	enum ritual_every every;
	uint8_t days;    /* bit 0 is Monday; 0: the weekday of `from` */
	int16_t minute;  /* since midnight; -1: all day */
	int16_t minutes; /* how long; 0: not said */
};

/** ritual_of(x): when the ritual of a record comes.  x is a readable fact of the type `ritual`. */
struct ritual ritual_of(const struct fact *x);

/** ritual_days(r): its weekdays as a mask that is never 0. */
uint8_t ritual_days(const struct ritual *r);

/** ritual_next(r, day, out): the first day on or after `day` on which it comes; false (out as before): none is left.
 * O(1). */
MUST_USE bool ritual_next(const struct ritual *r, int32_t day, int32_t *out);

/** ritual_facts(f, out): the newest RITUAL_MAX ritual records of each writer, newest first: however many one of the two
 * writes, those of the other stay in sight.  Returns how many; they are borrowed from f.  O(facts). */
size_t ritual_facts(const struct facts *f, const struct fact *out[RITUAL_ROWS_MAX]);

struct ritual_query {
	int32_t day;
};
/** ritual_view(f, q, w): the answer to `rituals`: an array, by the next day and its minute, those that are over last.
 * A review is due 91 days after the first day or after the newest own `seen` record of it, for whoever wrote the ritual, as long
 * as it comes again. */
void ritual_view(const struct facts *f, const struct ritual_query *q, struct json_w *w);

#endif

/* prop_ritual.c - random rituals, three ways: ritual_next, the rules as spec/ritual.md says them walked day by day, and
 * the calendar file read by a reader of its own.  All three name the same days, from any day on.
 * The walk keeps its own calendar: it counts days, weekdays and months by steps of one and shares no code with civil.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/ical.h"

#define SPAN 2400       /* days looked at: more than six years, a leap day among them */
#define FIRST_DAY 20089 /* 2025-01-01, a Wednesday */

static unsigned long round_now;
#define MUST(x, what)                                                                                                  \
	do {                                                                                                           \
		if (!(x)) {                                                                                            \
			fprintf(stderr, "round %lu: %s (%s)\n", round_now, (what), #x);                                \
			abort();                                                                                       \
		}                                                                                                      \
	} while (0)

static uint32_t below(uint32_t n)
{
	static uint64_t s = 88172645463325252u;
	s ^= s << 13;
	s ^= s >> 7;
	s ^= s << 17;
	return (uint32_t)(s >> 33) % n;
}

/* ---- a calendar by steps of one ---- */

struct walk {
	int32_t day;
	int year, month, date, last, weekday; /* weekday 0 is Monday; last: of the month */
};

static int last_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month - 1] + (month == 2 && leap);
}

static struct walk walk_begin(void) { return (struct walk){FIRST_DAY, 2025, 1, 1, 31, 2}; }

static void walk_on(struct walk *w)
{
	w->day++;
	w->weekday = (w->weekday + 1) % 7;
	if (++w->date <= w->last)
		return;
	w->date = 1;
	w->month = w->month % 12 + 1;
	w->year += w->month == 1;
	w->last = last_of(w->year, w->month);
}

static struct walk walk_to(int32_t day)
{
	struct walk w = walk_begin();
	while (w.day < day)
		walk_on(&w);
	return w;
}

/* ---- the rules in their own words ---- */

static bool comes(const struct ritual *r, const struct walk *from, const struct walk *w)
{
	unsigned days = r->days != 0 ? r->days : 1u << from->weekday;
	int32_t weeks = ((w->day - w->weekday) - (from->day - from->weekday)) / 7;
	if (w->day < r->from || w->day > r->until)
		return false;
	switch (r->every) {
	case RITUAL_ONCE:
		return w->day == r->from;
	case RITUAL_DAILY:
		return true;
	case RITUAL_WEEKLY:
		return (days >> w->weekday & 1) != 0;
	case RITUAL_FORTNIGHT:
		return (days >> w->weekday & 1) != 0 && weeks % 2 == 0;
	case RITUAL_MONTHLY:
		return w->date == (from->date < w->last ? from->date : w->last);
	}
	return false;
}

/* ---- a reader of calendar files: as much of RFC 5545 as a file may say ---- */

struct rule {
	int32_t start, until; /* until INT32_MAX: none */
	bool repeats, one_of_set;
	int interval, freq; /* D W M */
	unsigned byday;
	int bymonthday[31], monthdays;
};

static int32_t read_date(const char *s)
{
	struct walk w = walk_begin();
	int y = 0, m = 0, d = 0;
	MUST(sscanf(s, "%4d%2d%2d", &y, &m, &d) == 3, "a date");
	while ((w.year != y || w.month != m || w.date != d) && w.day < FIRST_DAY + 4 * SPAN)
		walk_on(&w);
	return w.day;
}

static const char *value(const char *text, const char *key)
{
	const char *at = strstr(text, key);
	return at != NULL ? at + strlen(key) : NULL;
}

static void read_part(struct rule *r, const char *key, const char *v)
{
	static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	if (strcmp(key, "FREQ") == 0)
		r->freq = v[0];
	else if (strcmp(key, "INTERVAL") == 0)
		r->interval = atoi(v);
	else if (strcmp(key, "WKST") == 0)
		MUST(strcmp(v, "MO") == 0, "weeks from Monday");
	else if (strcmp(key, "UNTIL") == 0)
		r->until = read_date(v);
	else if (strcmp(key, "BYSETPOS") == 0)
		r->one_of_set = atoi(v) == -1;
	else if (strcmp(key, "BYDAY") == 0)
		for (int i = 0; i < 7; i++)
			r->byday |= strstr(v, names[i]) != NULL ? 1u << i : 0;
	else if (strcmp(key, "BYMONTHDAY") == 0)
		for (const char *p = v; p != NULL && r->monthdays < 31;
		     p = strchr(p, ',') != NULL ? strchr(p, ',') + 1 : NULL)
			r->bymonthday[r->monthdays++] = atoi(p);
	else
		MUST(false, key);
}

/* A line that begins with a blank goes on with the one before. */
static void unfold(char *text)
{
	char *to = text;
	for (const char *from = text; *from != '\0';)
		if (strncmp(from, "\r\n ", 3) == 0)
			from += 3;
		else
			*to++ = *from++;
	*to = '\0';
}

static struct rule read_file(char *text)
{
	unfold(text);
	struct rule r = {.until = INT32_MAX, .interval = 1};
	char parts[200], *save = NULL;
	const char *start = value(text, "DTSTART"), *rule = value(text, "RRULE:");
	MUST(start != NULL && strchr(start, ':') != NULL, "DTSTART");
	r.start = read_date(strchr(start, ':') + 1);
	if (rule == NULL)
		return r;
	r.repeats = true;
	(void)snprintf(parts, sizeof parts, "%.*s", (int)strcspn(rule, "\r"), rule);
	for (char *p = strtok_r(parts, ";", &save); p != NULL; p = strtok_r(NULL, ";", &save)) {
		char *is = strchr(p, '=');
		MUST(is != NULL, "a part of the rule");
		*is = '\0';
		read_part(&r, p, is + 1);
	}
	return r;
}

static bool month_day(const struct rule *r, const struct walk *w)
{
	int last_match = 0;
	bool match = false;
	for (int i = 0; i < r->monthdays; i++) {
		int d = r->bymonthday[i] < 0 ? w->last + 1 + r->bymonthday[i] : r->bymonthday[i];
		match = match || d == w->date;
		if (d <= w->last && d > last_match)
			last_match = d;
	}
	return match && (!r->one_of_set || w->date == last_match);
}

static bool in_file(const struct rule *r, const struct walk *start, const struct walk *w)
{
	if (w->day < r->start || w->day > r->until)
		return false;
	if (!r->repeats)
		return w->day == r->start;
	switch (r->freq) {
	case 'D':
		return (w->day - r->start) % r->interval == 0;
	case 'W':
		return (r->byday >> w->weekday & 1) != 0 &&
		       ((w->day - w->weekday) - (start->day - start->weekday)) / 7 % r->interval == 0;
	case 'M':
		return month_day(r, w);
	default:
		MUST(false, "FREQ");
	}
	return false;
}

/* ---- rounds ---- */

static struct ritual make(void)
{
	struct ritual r = {.from = FIRST_DAY + (int32_t)below(1000),
	                   .until = RITUAL_DAY_MAX,
	                   .every = (enum ritual_every)below(5),
	                   .days = (uint8_t)(below(3) == 0 ? 0 : below(128)),
	                   .minute = (int16_t)(below(3) == 0 ? -1 : (int)below(1440)),
	                   .minutes = (int16_t)below(200)};
	if (below(3) == 0)
		r.until = r.from + (int32_t)below(500) - 20;
	if (r.every == RITUAL_MONTHLY && below(2) == 0) /* the days that matter */
		for (struct walk w = walk_to(r.from); w.date < 28; walk_on(&w))
			r.from = w.day + 1;
	return r;
}

static void check(const struct ritual *r, int32_t day)
{
	static const uint8_t id[16] = {1};
	struct ical_event e = {id, {NULL, 0}, *r};
	struct ical_query q = {.day = day, .alarm = -1};
	struct walk from = walk_to(r->from), start = from, w = walk_to(day);
	struct rule rule = {0};
	struct buf out;
	size_t count = 0;
	int32_t next = 0;
	buf_init(&out, alloc_heap(), ICAL_TEXT_MAX);
	MUST(ical_write(&e, 1, &q, &out, &count) == ST_OK && buf_add(&out, "", 1) == ST_OK, "written");
	MUST((count == 1) == ritual_next(r, day, &next), "an event as long as it comes");
	if (count == 1) {
		rule = read_file((char *)out.p);
		start = walk_to(rule.start);
		MUST(rule.start == next, "begins on its first day");
	}
	for (; w.day < FIRST_DAY + SPAN; walk_on(&w)) {
		bool want = comes(r, &from, &w);
		MUST(!ritual_next(r, w.day, &next) || next >= w.day, "not before the day");
		MUST((ritual_next(r, w.day, &next) && next == w.day) == want, "the rule and ritual_next");
		MUST((count == 1 && in_file(&rule, &start, &w)) == want, "the rule and the file");
	}
	buf_clear(&out);
}

int main(int argc, char **argv)
{
	unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
	for (round_now = 0; round_now < rounds; round_now++) {
		struct ritual r = make();
		check(&r, FIRST_DAY + (int32_t)below(1200));
	}
	return 0;
}

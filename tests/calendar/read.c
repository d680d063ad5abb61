/* read.c - a real calendar program's reader on our calendar files: libical takes each without complaint and comes to
 * the days of ritual_next.  Argument: how many rituals. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "domain/ical.h"

#define FIRST_DAY 20089 /* 2025-01-01 */
#define DATES 120       /* compared of each ritual */

static unsigned long round_now;
static const char *file_now = "";
#define MUST(x)                                                                                                        \
	do {                                                                                                           \
		if (!(x)) {                                                                                            \
			fprintf(stderr, "round %lu: %s\n%s\n", round_now, #x, file_now);                               \
			exit(1);                                                                                       \
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

static struct ritual make(void)
{
	struct ritual r = {.from = FIRST_DAY + (int32_t)below(1500),
	                   .until = RITUAL_DAY_MAX,
	                   .every = (enum ritual_every)below(5),
	                   .days = (uint8_t)(below(3) == 0 ? 0 : below(128)),
	                   .minute = (int16_t)(below(3) == 0 ? -1 : (int)below(1440)),
	                   .minutes = (int16_t)below(200)};
	if (below(3) == 0)
		r.until = r.from + (int32_t)below(900);
	while (r.every == RITUAL_MONTHLY && round_now % 2 == 0 && civil_date(r.from).day < 28)
		r.from++;
	return r;
}

static bool is_day(struct icaltimetype at, int32_t day, const struct ritual *r)
{
	struct civil c = civil_date(day);
	return at.year == c.year && at.month == c.month && at.day == c.day && at.is_date == (r->minute < 0) &&
	       at.zone == NULL && (at.is_date || at.hour * 60 + at.minute == r->minute);
}

/* Every text of the file, as the other program understands it. */
static void compare_texts(icalcomponent *event, const struct ical_event *e, const struct ical_query *q)
{
	char title[400];
	(void)snprintf(title, sizeof title, "%.*s", (int)e->title.len, (const char *)e->title.p);
	MUST(icalcomponent_get_summary(event) != NULL);
	MUST(strcmp(icalcomponent_get_summary(event), q->titles ? title : "Time") == 0);
	MUST(icalcomponent_get_description(event) == NULL && icalcomponent_get_location(event) == NULL);
	MUST(strlen(icalcomponent_get_uid(event)) == 36);
	MUST(icalcomponent_get_dtstamp(event).is_date == 0 && icaltime_is_utc(icalcomponent_get_dtstamp(event)));
	struct icaldurationtype d = icalcomponent_get_duration(event);
	int32_t minutes = e->when.minute < 0 ? 1440 : e->when.minutes > 0 ? e->when.minutes : ICAL_MINUTES;
	MUST(icaldurationtype_as_int(d) == minutes * 60);
	MUST((icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT) != NULL) == (q->alarm >= 0));
}

static void compare_days(icalcomponent *event, const struct ritual *r, int32_t day)
{
	struct icaltimetype start = icalcomponent_get_dtstart(event);
	icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	MUST(ritual_next(r, day, &day) && is_day(start, day, r));
	if (rule == NULL) {
		MUST(!ritual_next(r, day + 1, &day));
		return;
	}
	icalrecur_iterator *i = icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
	MUST(i != NULL);
	for (int n = 0; n < DATES; n++) {
		struct icaltimetype at = icalrecur_iterator_next(i);
		bool more = ritual_next(r, day, &day);
		MUST(more == !icaltime_is_null_time(at));
		if (!more)
			break;
		MUST(is_day(at, day, r));
		day++;
	}
	icalrecur_iterator_free(i);
}

static void check(const struct ritual *r, int32_t day)
{
	static const char *const titles[] = {"Walk, by the river; slowly", "Caf\xc3\xa9\nand \\ more",
	                                     "A long one that has to be folded more than once, with \xf0\x9f\x92\xa1 "
	                                     "and \xe2\x82\xac in it \xe2\x80\x94 and on"};
	static const uint8_t id[16] = {1, 2, 3};
	struct ical_event e = {id, span_text(titles[below(3)]), *r};
	struct ical_query q = {day, UINT64_C(1771230000123), span_text("Time"),
	                       below(2) == 0 ? -1 : (int32_t)below(200), below(2) == 0};
	struct buf out;
	size_t count = 0;
	buf_init(&out, alloc_heap(), ICAL_TEXT_MAX);
	MUST(ical_write(&e, 1, &q, &out, &count) == ST_OK && buf_add(&out, "", 1) == ST_OK);
	file_now = (const char *)out.p;
	icalcomponent *all = icalparser_parse_string(file_now);
	MUST(all != NULL && icalcomponent_isa(all) == ICAL_VCALENDAR_COMPONENT);
	MUST(icalcomponent_count_errors(all) == 0);
	MUST(icalcomponent_count_components(all, ICAL_VEVENT_COMPONENT) == (int)count);
	icalcomponent *event = icalcomponent_get_first_component(all, ICAL_VEVENT_COMPONENT);
	if (event != NULL) {
		MUST(icalrestriction_check(all) && icalcomponent_count_errors(all) == 0);
		compare_texts(event, &e, &q);
		compare_days(event, r, day);
	}
	icalcomponent_free(all);
	buf_clear(&out);
}

int main(int argc, char **argv)
{
	unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 2000;
	icalerror_set_errors_are_fatal(0);
	for (round_now = 0; round_now < rounds; round_now++) {
		struct ritual r = make();
		check(&r, FIRST_DAY + (int32_t)below(2000));
	}
	return 0;
}

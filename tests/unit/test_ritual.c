/* test_ritual.c - on which days rituals come, and how they are told. */
#include "check.h"

#include "base/civil.h"
#include "domain.h"
#include "domain/ritual.h"

static struct test_facts t;
static struct fact room[4096];

static int32_t day_of(const char *date)
{
	int32_t out = -1;
	struct civil c = {(int32_t)strtol(date, NULL, 10), (uint8_t)strtol(date + 5, NULL, 10),
	                  (uint8_t)strtol(date + 8, NULL, 10)};
	CHECK_STATUS(date, civil_day(c, &out), ST_OK);
	return out;
}

static const char *date_of(int32_t day, char out[16])
{
	struct civil c = civil_date(day);
	(void)snprintf(out, 16, "%04d-%02d-%02d", (int)c.year, c.month, c.day);
	return out;
}

/* Up to six days from one on, as text. */
static void days_text(const struct ritual *r, int32_t day, char *out, size_t size)
{
	char date[16];
	size_t n = 0;
	out[0] = '\0';
	for (int i = 0; i < 6 && ritual_next(r, day, &day); i++, day++)
		n += (size_t)snprintf(out + n, size - n, "%s%s", i > 0 ? " " : "", date_of(day, date));
}

#define MO 1
#define WE 4
#define SA 32
#define SU 64
static void days(void **state)
{
	static const struct {
		const char *what, *from, *until;
		enum ritual_every every;
		uint8_t days;
		const char *day, *want;
	} cases[] = {
	    {"once, ahead", "2026-05-09", "", RITUAL_ONCE, 0, "2026-05-01", "2026-05-09"},
	    {"once, on its day", "2026-05-09", "", RITUAL_ONCE, 0, "2026-05-09", "2026-05-09"},
	    {"once, over", "2026-05-09", "", RITUAL_ONCE, 0, "2026-05-10", ""},
	    {"once does not ask for weekdays", "2026-05-09", "", RITUAL_ONCE, MO, "2026-05-01", "2026-05-09"},
	    {"daily, not before it begins", "2026-05-09", "", RITUAL_DAILY, 0, "2026-05-01",
	     "2026-05-09 2026-05-10 2026-05-11 2026-05-12 2026-05-13 2026-05-14"},
	    {"daily until, the last day too", "2026-05-09", "2026-05-11", RITUAL_DAILY, 0, "2026-05-10",
	     "2026-05-10 2026-05-11"},
	    {"weekly on its own weekday", "2026-05-09", "", RITUAL_WEEKLY, 0, "2026-05-10",
	     "2026-05-16 2026-05-23 2026-05-30 2026-06-06 2026-06-13 2026-06-20"},
	    {"weekly on chosen weekdays alone", "2026-05-09", "2026-05-25", RITUAL_WEEKLY, MO | WE, "2026-05-01",
	     "2026-05-11 2026-05-13 2026-05-18 2026-05-20 2026-05-25"},
	    {"two weeks, in the week of the first day", "2026-05-06", "2026-06-10", RITUAL_FORTNIGHT, WE | SU,
	     "2026-05-01", "2026-05-06 2026-05-10 2026-05-20 2026-05-24 2026-06-03 2026-06-07"},
	    {"two weeks, the weekday gone in the first", "2026-05-06", "", RITUAL_FORTNIGHT, MO, "2026-05-01",
	     "2026-05-18 2026-06-01 2026-06-15 2026-06-29 2026-07-13 2026-07-27"},
	    {"two weeks over the new year", "2026-12-20", "", RITUAL_FORTNIGHT, 0, "2026-12-21",
	     "2027-01-03 2027-01-17 2027-01-31 2027-02-14 2027-02-28 2027-03-14"},
	    {"monthly", "2026-01-15", "", RITUAL_MONTHLY, 0, "2026-01-16",
	     "2026-02-15 2026-03-15 2026-04-15 2026-05-15 2026-06-15 2026-07-15"},
	    {"monthly on the 31st", "2026-01-31", "", RITUAL_MONTHLY, 0, "2026-02-01",
	     "2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30 2026-07-31"},
	    {"monthly on the 30th, leap year", "2027-12-30", "", RITUAL_MONTHLY, 0, "2028-02-01",
	     "2028-02-29 2028-03-30 2028-04-30 2028-05-30 2028-06-30 2028-07-30"},
	    {"monthly on the 29th", "2026-01-29", "2026-03-01", RITUAL_MONTHLY, 0, "2026-01-30", "2026-02-28"},
	    {"monthly over the new year", "2026-10-31", "2027-02-27", RITUAL_MONTHLY, 0, "2026-12-31",
	     "2026-12-31 2027-01-31"},
	    {"until before from", "2026-05-09", "2026-05-08", RITUAL_DAILY, 0, "2026-05-01", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ritual r = {day_of(cases[i].from), RITUAL_DAY_MAX, cases[i].every, cases[i].days, -1, 0};
		char got[128];
		if (cases[i].until[0] != '\0')
			r.until = day_of(cases[i].until);
		days_text(&r, day_of(cases[i].day), got, sizeof got);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: %s, expected %s", cases[i].what, got, cases[i].want);
	}
}

static void the_end_of_days(void **state)
{
	struct ritual r = {RITUAL_DAY_MAX, RITUAL_DAY_MAX, RITUAL_DAILY, 0, -1, 0};
	int32_t day = 7;
	(void)state;
	for (int every = RITUAL_ONCE; every <= RITUAL_MONTHLY; every++) {
		r.every = (enum ritual_every)every;
		assert_true(ritual_next(&r, 0, &day));
		assert_int_equal(day, RITUAL_DAY_MAX);
		day = 7;
		assert_false(ritual_next(&r, RITUAL_DAY_MAX + 1, &day));
		assert_int_equal(day, 7);
	}
}

static void ask(int32_t day, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	answer_init(a);
	json_object(&a->w);
	json_key(&a->w, "rituals");
	ritual_view(&f, &(struct ritual_query){day}, &a->w);
	json_end_object(&a->w);
	answer_read(a);
}

/* 20500 is a Monday. */
static void the_list(void **state)
{
	struct answer a;
	(void)state;
	facts_init(&t);
	(void)fact_mine(&t, "ritual", "{\"title\":\"Over\",\"kind\":1,\"every\":0,\"from\":20400}");
	const struct fact *walk = fact_add(
	    &t, "ritual", true, true,
	    "{\"title\":\"Walk\",\"kind\":0,\"every\":2,\"days\":64,\"from\":20000,\"minute\":600,\"minutes\":45,"
	    "\"note\":\"By the river\"}");
	char id[33], seen[96];
	for (size_t i = 0; i < 16; i++)
		(void)snprintf(id + 2 * i, 3, "%02x", walk->id[i]);
	(void)fact_add(&t, "ritual", false, true,
	               "{\"title\":\"Tea\",\"kind\":0,\"every\":1,\"from\":20000,\"minute\":1200}");
	(void)fact_mine(&t, "ritual", "{\"title\":\"Dawn\",\"kind\":0,\"every\":1,\"from\":20000,\"minute\":360}");
	(void)fact_mine(&t, "ritual", "{\"title\":\"All day\",\"kind\":1,\"every\":0,\"from\":20500,\"until\":20600}");
	ask(20500, &a);
	assert_int_equal(count_at(&a, "rituals"), 5);
	CHECK_TEXT(&a, "rituals.0.title", "All day");
	CHECK_TEXT(&a, "rituals.1.title", "Dawn");
	CHECK_TEXT(&a, "rituals.2.title", "Tea");
	CHECK_TEXT(&a, "rituals.3.title", "Walk");
	CHECK_TEXT(&a, "rituals.4.title", "Over");
	assert_int_equal(count_at(&a, "rituals.0.next"), 1);
	assert_int_equal(count_at(&a, "rituals.1.next"), 7); /* a sheet of the week shows all of them */
	assert_int_equal(int_at(&a, "rituals.1.next.6"), 20506);
	assert_int_equal(count_at(&a, "rituals.4.next"), 0);
	assert_int_equal(int_at(&a, "rituals.3.next.0"), 20506);
	CHECK_TEXT(&a, "rituals.3.for", "us");
	CHECK_TEXT(&a, "rituals.3.note", "By the river");
	assert_int_equal(int_at(&a, "rituals.3.days"), 64);
	assert_int_equal(int_at(&a, "rituals.3.minute"), 600);
	assert_int_equal(int_at(&a, "rituals.3.minutes"), 45);
	assert_true(is_null(&a, "rituals.0.minute"));
	assert_true(is_true(&a, "rituals.3.review_due"));
	assert_false(is_true(&a, "rituals.0.review_due")); /* it does not come again */
	assert_true(is_true(&a, "rituals.3.mine"));
	assert_false(is_true(&a, "rituals.2.review_due")); /* not mine to look at again */
	assert_false(is_true(&a, "rituals.2.mine"));
	assert_false(is_true(&a, "rituals.4.review_due"));
	answer_clear(&a);
	ask(20499, &a);
	CHECK_TEXT(&a, "rituals.0.title", "Dawn");
	CHECK_TEXT(&a, "rituals.1.title", "Walk"); /* on the same day by the minute */
	CHECK_TEXT(&a, "rituals.2.title", "Tea");
	answer_clear(&a);
	/* Looked at again: for a season nobody asks; the partner's looking is theirs. */
	(void)snprintf(seen, sizeof seen, "{\"what\":\"%s\",\"day\":20450}", id);
	(void)fact_mine(&t, "seen", seen);
	ask(20499, &a);
	assert_false(is_true(&a, "rituals.1.review_due"));
	answer_clear(&a);
	ask(20450 + 91, &a);
	assert_true(is_true(&a, "rituals.1.review_due"));
	answer_clear(&a);
	facts_clear(&t);
}

/* A partner can write as many as they like: the newest are shown, and what this person wrote stays in sight. */
static void the_newest_hundred(void **state)
{
	struct answer a;
	(void)state;
	facts_init(&t);
	(void)fact_mine(&t, "ritual", "{\"title\":\"Mine\",\"kind\":0,\"every\":1,\"from\":20000}");
	for (unsigned i = 0; i < 2 * RITUAL_MAX; i++) {
		char s[96];
		(void)snprintf(s, sizeof s, "{\"title\":\"T%u\",\"kind\":0,\"every\":1,\"from\":20000}", i);
		(void)fact_add(&t, "ritual", false, true, s);
	}
	ask(20500, &a);
	assert_int_equal(count_at(&a, "rituals"), RITUAL_MAX + 1);
	CHECK_TEXT(&a, "rituals.0.title", "T199");
	CHECK_TEXT(&a, "rituals.99.title", "T100");
	CHECK_TEXT(&a, "rituals.100.title", "Mine");
	answer_clear(&a);
	facts_clear(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(days), cmocka_unit_test(the_end_of_days),
	                                   cmocka_unit_test(the_list), cmocka_unit_test(the_newest_hundred)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

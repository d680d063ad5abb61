/* test_ical.c - the calendar file, line by line, and what never stands in it. */
#include "check.h"

#include "base/utf8.h"
#include "domain.h"
#include "domain/ical.h"

#define NOW UINT64_C(1771230000123) /* 2026-02-16, 08:20 UTC; a Monday, day 20500 */
static struct test_facts t;
static struct fact room[4096];
static const uint8_t id[16] = {0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
                               0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};

static char *text_of(const struct ical_event *e, const struct ical_query *q)
{
	static char s[ICAL_TEXT_MAX];
	struct buf out;
	size_t n;
	buf_init(&out, alloc_heap(), ICAL_TEXT_MAX - 1);
	CHECK_STATUS("write", ical_write(e, 1, q, &out, &n), ST_OK);
	memcpy(s, out.p, out.len);
	s[out.len] = '\0';
	assert_true(strlen(s) == out.len);
	buf_clear(&out);
	return s;
}

static void one_event(void **state)
{
	static const char want[] = "BEGIN:VCALENDAR\r\n"
	                           "VERSION:2.0\r\n"
	                           "PRODID:-//Notes//EN\r\n"
	                           "BEGIN:VEVENT\r\n"
	                           "UID:00112233-4455-4677-8899-aabbccddeeff\r\n"
	                           "DTSTAMP:20260216T000000Z\r\n"
	                           "DTSTART:20260222T100000\r\n"
	                           "DURATION:PT45M\r\n"
	                           "RRULE:FREQ=WEEKLY;BYDAY=SU;UNTIL=20260301T100000\r\n"
	                           "SUMMARY:Notes\r\n"
	                           "BEGIN:VALARM\r\n"
	                           "ACTION:DISPLAY\r\n"
	                           "DESCRIPTION:Notes\r\n"
	                           "TRIGGER:-PT15M\r\n"
	                           "END:VALARM\r\n"
	                           "END:VEVENT\r\n"
	                           "END:VCALENDAR\r\n";
	struct ical_event e = {id, span_text("Walk"), {20000, 20513, RITUAL_WEEKLY, 64, 600, 45}};
	struct ical_query q = {.day = 20500, .now_ms = NOW, .alarm = 15};
	(void)state;
	assert_string_equal(text_of(&e, &q), want);
}

/* What a recurrence becomes; the days that come of it are compared by the other two tests. */
static void rules(void **state)
{
	static const struct {
		struct ritual r;
		const char *lines[2], *never;
	} cases[] = {
	    {{20503, 200000, RITUAL_ONCE, 0, -1, 0},
	     {"DTSTART;VALUE=DATE:20260219\r\nDURATION:P1D\r\nSUMMARY"},
	     "RRULE"},
	    {{20000, 200000, RITUAL_DAILY, 0, -1, 0},
	     {"DTSTART;VALUE=DATE:20260216\r\n", "RRULE:FREQ=DAILY\r\n"},
	     "UNTIL"},
	    {{20000, 20600, RITUAL_DAILY, 0, -1, 90},
	     {"DURATION:P1D\r\n", "RRULE:FREQ=DAILY;UNTIL=20260527\r\n"},
	     "PT"},
	    {{20000, 200000, RITUAL_WEEKLY, 0, 65, 0}, {"DTSTART:20260220T010500\r\n", ";BYDAY=FR\r\n"}, "UNTIL"},
	    {{20000, 200000, RITUAL_WEEKLY, 127, 0, 0},
	     {"T000000\r\nDURATION:PT30M", ";BYDAY=MO,TU,WE,TH,FR,SA,SU\r\n"},
	     "INTERVAL"},
	    {{20499, 200000, RITUAL_FORTNIGHT, 65, 0, 0},
	     {"DTSTART:20260223T", "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,SU\r\n"},
	     "UNTIL"},
	    {{20500, 200000, RITUAL_MONTHLY, 0, 0, 0}, {"RRULE:FREQ=MONTHLY;BYMONTHDAY=16\r\n"}, "SETPOS"},
	    {{20481, 200000, RITUAL_MONTHLY, 0, 0, 0}, {"RRULE:FREQ=MONTHLY;BYMONTHDAY=28\r\n"}, "SETPOS"},
	    {{20482, 200000, RITUAL_MONTHLY, 0, 0, 0},
	     {"DTSTART:20260228T", ";BYMONTHDAY=28,29;BYSETPOS=-1\r\n"},
	     "BYDAY"},
	    {{20483, 200000, RITUAL_MONTHLY, 0, 0, 0},
	     {"DTSTART:20260228T", ";BYMONTHDAY=28,29,30;BYSETPOS=-1\r\n"},
	     "BYDAY"},
	    {{20484, 200000, RITUAL_MONTHLY, 0, 0, 0}, {"DTSTART:20260228T", ";BYMONTHDAY=-1\r\n"}, "SETPOS"},
	    {{20000, 20499, RITUAL_DAILY, 0, 0, 0}, {"PRODID:-//Notes//EN\r\nEND:VCALENDAR\r\n"}, "VEVENT"},
	};
	struct ical_query q = {.day = 20500, .now_ms = NOW, .alarm = -1};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ical_event e = {id, span_text("Walk"), cases[i].r};
		const char *s = text_of(&e, &q);
		for (size_t k = 0; k < 2; k++)
			if (cases[i].lines[k] != NULL && strstr(s, cases[i].lines[k]) == NULL)
				fail_msg("case %zu: no %s in\n%s", i, cases[i].lines[k], s);
		if (strstr(s, cases[i].never) != NULL)
			fail_msg("case %zu: %s in\n%s", i, cases[i].never, s);
		assert_null(strstr(s, "VALARM"));
	}
}

static void alarms(void **state)
{
	static const struct {
		int16_t minute;
		int32_t alarm;
		const char *want;
	} cases[] = {{600, 0, "TRIGGER:PT0M\r\n"}, {600, 1440, "TRIGGER:-PT1440M\r\n"}, {-1, 15, "TRIGGER:PT540M\r\n"}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ical_event e = {id, span_text("Walk"), {20500, 200000, RITUAL_DAILY, 0, cases[i].minute, 0}};
		struct ical_query q = {.day = 20500, .now_ms = NOW, .alarm = cases[i].alarm, .titles = true};
		const char *s = text_of(&e, &q);
		assert_non_null(strstr(s, cases[i].want));
		assert_non_null(
		    strstr(s, "DESCRIPTION:Notes\r\n")); /* an alarm shows on a locked screen: never a title */
	}
}

static void titles(void **state)
{
	static const struct {
		const char *title, *word, *want;
		bool titles;
	} cases[] = {
	    {"Kiss; slow, long\\", "", "SUMMARY:Notes\r\n", false},
	    {"Kiss", "Time", "SUMMARY:Time\r\n", false},
	    {"Kiss; slow, long\\", "", "SUMMARY:Kiss\\; slow\\, long\\\\\r\n", true},
	    {"a\nb\r\nc\td\x7f", "", "SUMMARY:a\\nb\\ncd\r\n", true},
	    {"a\xe2\x80\xa8" "b\xe2\x80\xa9" "c\xc2\x85" "d\xe2\x80\xa6\xc2\xa0", "", "SUMMARY:abcd\xe2\x80\xa6\xc2\xa0\r\n", true},
	    {"", "Time", "SUMMARY:Time\r\n", true},
	    {"Kiss", "Time\r\nATTENDEE:x", "SUMMARY:Time\\nATTENDEE:x\r\n", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ical_event e = {id, span_text(cases[i].title), {20500, 200000, RITUAL_DAILY, 0, 600, 0}};
		struct ical_query q = {20500, NOW, span_text(cases[i].word), 0, cases[i].titles};
		const char *s = text_of(&e, &q);
		if (strstr(s, cases[i].want) == NULL)
			fail_msg("case %zu: no %s in\n%s", i, cases[i].want, s);
		if (!cases[i].titles)
			assert_null(strstr(s, "Kiss"));
	}
}

/* Long lines in every measure of character: none too long, none cut within a character, and together the whole again.
 */
static void folded(void **state)
{
	static const char *const letters[] = {"a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x92\xa1"};
	(void)state;
	for (size_t k = 0; k < COUNT(letters); k++)
		for (size_t n = 60; n <= 80; n++) {
			char title[400] = "", whole[400];
			size_t at = 0;
			for (size_t i = 0; i < n; i++)
				strcat(title, letters[k]);
			struct ical_event e = {id, span_text(title), {20500, 200000, RITUAL_DAILY, 0, 600, 0}};
			struct ical_query q = {.day = 20500, .now_ms = NOW, .alarm = -1, .titles = true};
			char *s = text_of(&e, &q), *summary = strstr(s, "SUMMARY:") + 8;
			for (char *l = s, *end; *l != '\0'; l = end + 2) {
				end = strstr(l, "\r\n");
				assert_non_null(end);
				assert_true(end - l <= 75);
				assert_true(utf8_valid(span_make(l, (size_t)(end - l))));
			}
			for (; strncmp(summary, "\r\n", 2) != 0 || summary[2] == ' '; summary++)
				if (strncmp(summary, "\r\n ", 3) == 0)
					summary += 2;
				else
					whole[at++] = *summary;
			whole[at] = '\0';
			assert_string_equal(whole, title);
		}
}

/* ---- the answer ---- */

static enum status uid_of(const void *who, const uint8_t record[16], uint8_t out[16])
{
	if (who != NULL)
		return ST_DENIED; /* keys that are not there yet */
	for (size_t i = 0; i < 16; i++)
		out[i] = (uint8_t)(record[i] ^ 0xf0);
	return ST_OK;
}
static const void *no_keys; /* NULL: they are there */

static enum status ask(const char *json, bool titles, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	struct json_doc d;
	struct buf text;
	CHECK_STATUS(json, json_parse(alloc_heap(), span_text(json), &d), ST_OK);
	struct ical_ask what = {&d, json_get(&d, json_root(&d), "ids"), json_get(&d, json_root(&d), "step"), uid_of, no_keys};
	struct ical_query q = {.day = 20500, .now_ms = NOW, .alarm = -1, .titles = titles};
	answer_init(a);
	buf_init(&text, alloc_heap(), ICAL_TEXT_MAX);
	enum status st = ical_view(&f, &q, &what, &text, &a->w);
	if (st == ST_OK)
		answer_read(a);
	buf_clear(&text);
	json_free(&d);
	return st;
}

static bool holds(const struct answer *a, const char *word)
{
	struct span s = text_at(a, "text");
	char *copy = calloc(1, s.len + 1);
	memcpy(copy, s.p, s.len);
	bool found = strstr(copy, word) != NULL;
	free(copy);
	return found;
}

static void the_answer(void **state)
{
	struct answer a;
	(void)state;
	facts_init(&t);
	(void)fact_add(&t, "ritual", true, true,
	               "{\"title\":\"Walk\",\"kind\":0,\"every\":1,\"from\":20000,\"note\":\"Secret\"}");
	(void)fact_add(&t, "ritual", false, true, "{\"title\":\"Tea\",\"kind\":0,\"every\":1,\"from\":20000}");
	(void)fact_mine(&t, "ritual", "{\"title\":\"Over\",\"kind\":1,\"every\":0,\"from\":20400}");
	CHECK_STATUS("all", ask("{}", true, &a), ST_OK);
	assert_int_equal(int_at(&a, "events"), 2);
	CHECK_TEXT(&a, "file", "notes.ics");
	assert_true(holds(&a, "Walk") && holds(&a, "Tea") && !holds(&a, "Over") && !holds(&a, "Secret"));
	assert_true(holds(&a, "UID:f1f0f0f0-f0f0-40f0-b0f0-") && !holds(&a, "UID:01000000"));
	answer_clear(&a);
	CHECK_STATUS("no titles", ask("{}", false, &a), ST_OK);
	assert_false(holds(&a, "Walk") || holds(&a, "Tea"));
	answer_clear(&a);
	CHECK_STATUS("one", ask("{\"ids\":[\"01000000000000000000000000000000\"]}", true, &a), ST_OK);
	assert_int_equal(int_at(&a, "events"), 1);
	assert_true(holds(&a, "Walk") && !holds(&a, "Tea"));
	answer_clear(&a);
	CHECK_STATUS("none", ask("{\"ids\":[]}", true, &a), ST_OK);
	assert_int_equal(int_at(&a, "events"), 0);
	answer_clear(&a);
	no_keys = &t;
	CHECK_STATUS("no keys", ask("{}", true, &a), ST_DENIED);
	answer_clear(&a);
	no_keys = NULL;
	static const char *const bad[] = {"{\"ids\":7}",
	                                  "{\"ids\":[7]}",
	                                  "{\"step\":{}}",
	                                  "{\"step\":{\"minute\":1440,\"days\":1}}",
	                                  "{\"step\":{\"minute\":0,\"days\":0}}",
	                                  "{\"step\":{\"minute\":0,\"days\":128}}"};
	for (size_t i = 0; i < COUNT(bad); i++) {
		CHECK_STATUS(bad[i], ask(bad[i], false, &a), ST_MALFORMED);
		answer_clear(&a);
	}
	facts_clear(&t);
}

static void a_step_of_ones_own(void **state)
{
	struct answer a;
	(void)state;
	facts_init(&t);
	CHECK_STATUS("no time", ask("{\"step\":{\"minute\":480,\"days\":3}}", true, &a), ST_NOTFOUND);
	answer_clear(&a);
	(void)fact_mine(&t, "ritual", "{\"title\":\"Walk\",\"kind\":0,\"every\":1,\"from\":20000}");
	(void)fact_mine(&t, "time", "{\"minutes\":10,\"when\":[\"morning\"]}");
	CHECK_STATUS("step", ask("{\"step\":{\"minute\":480,\"days\":3}}", true, &a), ST_OK);
	assert_int_equal(int_at(&a, "events"), 1);
	assert_true(holds(
	    &a, "DTSTART:20260216T080000\r\nDURATION:PT10M\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU\r\nSUMMARY:Notes\r\n"));
	assert_true(holds(&a, "UID:f2f0f0f0-f0f0-40f0-b0f0-"));
	answer_clear(&a);
	facts_clear(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(one_event),
	                                   cmocka_unit_test(rules),
	                                   cmocka_unit_test(alarms),
	                                   cmocka_unit_test(titles),
	                                   cmocka_unit_test(folded),
	                                   cmocka_unit_test(the_answer),
	                                   cmocka_unit_test(a_step_of_ones_own)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

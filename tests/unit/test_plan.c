/* test_plan.c - what is chosen and why, case by case; the rules over random lives are property/prop_plan.c. */
#include "check.h"

#include "domain.h"
#include "domain/plan.h"
#include "domain/plan_rules.h"

#define DAY 20100 /* start 20000: week 15, not light; a Sunday, Monday was 20094 */
static const char pack_json[] = "{\"v\":1,\"hash\":\"\",\"exercises\":[" EX(
    "E03", "EMO", "both", "middle", 3, "\"X1\",\"X3\"", "evening",
    HEARD) "," EX("E08", "EMO", "either", "low", 1, "\"X1\"",
                  "any", HEARD) "," EX("E09", "EMO", "one", "low", 2, "", "any",
                                       PLAIN) "," EX("E12", "EMO", "both", "low", 1, "\"X1\",\"X4\"", "bed",
                                                     PLAIN) "," EX("E20", "AFF", "both", "low", 1, "", "any",
                                                                   "\"touch\":\"affection\",\"begin\":\"now\","
                                                                   "\"place\":\"any\",\"wish\":[\"heard\"],"
                                                                   "\"constructs\":[]") "," EX("E30", "EMO", "both",
                                                                                               "middle", 4, "\"X1\"",
                                                                                               "any",
                                                                                               PLAIN) "],"
                                                                                                      "\"prompts\":[{"
                                                                                                      "\"id\":"
                                                                                                      "\"evening\","
                                                                                                      "\"title\":"
                                                                                                      "\"Evening\","
                                                                                                      "\"items\":[{"
                                                                                                      "\"id\":\"p001\","
                                                                                                      "\"text\":\"One "
                                                                                                      "thing?\"}]}],"
                                                                                                      "\"reflection\":["
                                                                                                      "{\"id\":"
                                                                                                      "\"communication"
                                                                                                      "\",\"slice\":1,"
                                                                                                      "\"items\":[{"
                                                                                                      "\"id\":\"r_1\","
                                                                                                      "\"reversed\":"
                                                                                                      "false}]},"
                                                                                                      "{\"id\":"
                                                                                                      "\"stress\","
                                                                                                      "\"slice\":1,"
                                                                                                      "\"items\":[{"
                                                                                                      "\"id\":\"r_2\","
                                                                                                      "\"reversed\":"
                                                                                                      "true}]},{\"id\":"
                                                                                                      "\"time\","
                                                                                                      "\"slice\":1,"
                                                                                                      "\"items\":[]}]}";

static struct test_pack pack;
static struct test_facts t;
static struct fact room[4096];

static int open_pack(void **state)
{
	(void)state;
	test_pack_open(&pack, pack_json);
	return 0;
}
static int close_pack(void **state)
{
	(void)state;
	test_pack_close(&pack);
	return 0;
}

static void base_life(const char *path)
{
	char s[128];
	facts_init(&t);
	(void)fact_mine(&t, "start", "{\"wish\":[\"heard\"],\"around\":[],\"setup\":[\"me\"],\"day\":20000}");
	(void)snprintf(s, sizeof s, "{\"path\":%s,\"day\":20001,\"slice\":1,\"answers\":{\"r_1\":3,\"r_2\":2}}", path);
	(void)fact_mine(&t, "reflection", s);
}

static void today(struct answer *a, int32_t day, uint16_t minute, bool paired)
{
	struct facts f = facts_view(&t, room);
	struct plan_query q = {day, minute, paired, false, false};
	answer_init(a);
	plan_today_view(&f, pack.pack, &q, &a->w);
	answer_read(a);
}

static bool has_reason(const struct answer *a, const char *code)
{
	for (const struct json_node *r = json_first(&a->doc, at(a, a->root, "card.why")); r != NULL;
	     r = json_next(&a->doc, r))
		if (span_equal(at(a, r, "code")->text, span_text(code)))
			return true;
	return false;
}

static void wish_and_low_choose(void **state)
{
	struct answer a;
	(void)state;
	base_life("0");
	today(&a, DAY, 19 * 60, true);
	CHECK_TEXT(&a, "card.exercise", "E03"); /* heard, talking thin, evening, new */
	assert_true(has_reason(&a, "wish:heard") && has_reason(&a, "low"));
	CHECK_TEXT(&a, "card.when", "When you both like.");
	CHECK_TEXT(&a, "path", "together");
	CHECK_TEXT(&a, "greeting", "evening");
	CHECK_TEXT(&a, "note.text", "One thing?");
	assert_false(is_true(&a, "light"));
	assert_true(is_true(&a, "card.begin") && !is_null(&a, "card.smaller") && !is_null(&a, "card.alone"));
	answer_clear(&a);
	facts_clear(&t);
}

static void alone_until_joined(void **state)
{
	struct answer a;
	(void)state;
	base_life("0");
	today(&a, DAY, 12 * 60, false);
	CHECK_TEXT(&a, "card.key", "E08:0"); /* its larger sizes need two */
	assert_true(is_null(&a, "card.when") && is_null(&a, "note"));
	answer_clear(&a);
	(void)fact_mine(&t, "time", "{\"minutes\":10,\"when\":[\"evening\",\"table\"]}");
	today(&a, DAY, 19 * 60, false);
	CHECK_TEXT(&a, "card.exercise", "E03");
	assert_true(is_true(&a, "card.table"));
	answer_clear(&a);
	facts_clear(&t);
}

static void path_alone(void **state)
{
	struct answer a;
	(void)state;
	base_life("2");
	today(&a, DAY, 19 * 60, true);
	CHECK_TEXT(&a, "card.exercise", "E09"); /* alone, and X1 is not against it */
	assert_true(is_null(&a, "card.another"));
	answer_clear(&a);
	facts_clear(&t);
}

static void enough_and_hard(void **state)
{
	struct answer a;
	(void)state;
	base_life("0");
	(void)fact_mine(&t, "step", "{\"exercise\":[\"E09\"],\"size\":0,\"day\":20100,\"what\":0}");
	today(&a, DAY, 19 * 60, true);
	assert_true(is_null(&a, "card") && is_true(&a, "enough"));
	answer_clear(&a);
	(void)fact_mine(&t, "hard", "{\"from\":20101,\"until\":20105}");
	today(&a, DAY + 2, 19 * 60, true);
	assert_true(is_null(&a, "card") && is_null(&a, "small") && is_null(&a, "note"));
	assert_int_equal(int_at(&a, "hard.until"), 20105);
	assert_true(text_at(&a, "hard.thing").len > 10);
	answer_clear(&a);
	facts_clear(&t);
}

static void helped_and_aside(void **state)
{
	struct answer a;
	(void)state;
	base_life("0");
	for (int i = 0; i < 3; i++)
		(void)fact_mine(
		    &t, "step",
		    "{\"exercise\":[\"E09\"],\"size\":0,\"day\":20080,\"what\":0,\"close\":4,\"comfort\":4}");
	(void)fact_mine(&t, "step", "{\"exercise\":[\"E03\"],\"size\":0,\"day\":20100,\"what\":2}");
	(void)fact_mine(&t, "step", "{\"exercise\":[\"E08\"],\"size\":0,\"day\":20099,\"what\":4}");
	today(&a, DAY, 12 * 60, true);
	CHECK_TEXT(&a, "card.exercise", "E09");
	assert_true(has_reason(&a, "helped"));
	answer_clear(&a);
	facts_clear(&t);
}

static void own_pick(void **state)
{
	struct answer a;
	(void)state;
	base_life("0");
	(void)fact_mine(&t, "plan", "{\"week\":20094,\"steps\":[\"E30:1\"]}");
	today(&a, DAY, 19 * 60, true);
	CHECK_TEXT(&a, "card.key", "E30:1");
	assert_true(has_reason(&a, "picked"));
	answer_clear(&a);
	facts_clear(&t);
}

static void found_thanks(void **state)
{
	struct answer a;
	struct fact *first;
	char s[96];
	(void)state;
	base_life("0");
	first = fact_add(&t, "thanks", false, true, "{\"text\":\"You warmed the car.\",\"day\":20090}");
	(void)fact_add(&t, "thanks", false, true, "{\"text\":\"Soup.\",\"day\":20095}");
	(void)fact_add(&t, "thanks", true, true, "{\"text\":\"Mine.\",\"day\":20096}");
	today(&a, DAY, 12 * 60, true);
	CHECK_TEXT(&a, "found.text", "You warmed the car.");
	answer_clear(&a);
	int n = snprintf(s, sizeof s, "{\"what\":\"");
	for (size_t i = 0; i < 16; i++)
		n += snprintf(s + n, sizeof s - (size_t)n, "%02x", first->id[i]);
	(void)snprintf(s + n, sizeof s - (size_t)n, "\",\"day\":20100}");
	(void)fact_mine(&t, "seen", s);
	today(&a, DAY, 12 * 60, true);
	CHECK_TEXT(&a, "found.text", "Soup.");
	answer_clear(&a);
	facts_clear(&t);
}

static void small_things(void **state)
{
	static const struct {
		int32_t day;
		const char *small; /* NULL: none */
	} cases[] = {{20000, NULL}, {20001, "reflect"}, {20002, "paper"}, {20040, "paper"}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct answer a;
		facts_init(&t);
		(void)fact_mine(&t, "start", "{\"wish\":[],\"around\":[],\"setup\":[\"me\"],\"day\":20000}");
		(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":20000,\"slice\":1,\"answers\":{}}");
		today(&a, cases[i].day, 12 * 60, false);
		if (cases[i].small != NULL)
			CHECK_TEXT(&a, "small", cases[i].small);
		else
			assert_true(is_null(&a, "small"));
		assert_int_equal(is_true(&a, "light"), cases[i].day < 20007);
		answer_clear(&a);
		facts_clear(&t);
	}
}

static void light_weeks(void **state)
{
	static const struct {
		int32_t start, day;
		bool light;
	} cases[] = {{HISTORY_NEVER, 5, true}, {100, 99, true},  {100, 100, true}, {100, 106, true},  {100, 107, false},
	             {100, 120, false},        {100, 121, true}, {100, 127, true}, {100, 128, false}, {100, 149, true}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(plan_light_week(cases[i].start, cases[i].day), cases[i].light);
}

/* Nothing that the partner wrote and nothing from tomorrow moves the plan (history.h 1, 2). */
static void only_own_past(void **state)
{
	struct answer a, b;
	(void)state;
	base_life("0");
	today(&a, DAY, 19 * 60, true);
	(void)fact_add(&t, "checkin", false, true, "{\"week\":20094,\"picks\":[\"E30:1\"]}");
	(void)fact_add(&t, "entry", false, true, "{\"text\":\"x\",\"day\":20100}");
	(void)fact_mine(&t, "step", "{\"exercise\":[\"E03\"],\"size\":0,\"day\":29999,\"what\":0}");
	today(&b, DAY, 19 * 60, true);
	assert_int_equal(a.text.len, b.text.len);
	assert_memory_equal(a.text.p, b.text.p, a.text.len);
	answer_clear(&a);
	answer_clear(&b);
	facts_clear(&t);
}

static void step_view(void **state)
{
	static const struct {
		const char *key;
		enum status st;
	} cases[] = {{"E03:0", ST_OK},       {"E03:2", ST_DENIED}, {"E03:3", ST_NOTFOUND}, {"E20:0", ST_DENIED},
	             {"E99:0", ST_NOTFOUND}, {"E03", ST_NOTFOUND}, {"", ST_NOTFOUND}};
	(void)state;
	base_life("0");
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct facts f = facts_view(&t, room);
		struct plan_query q = {DAY, 19 * 60, true, false, false};
		struct answer a;
		answer_init(&a);
		CHECK_STATUS(cases[i].key, plan_step_view(&f, pack.pack, &q, span_text(cases[i].key), &a.w),
		             cases[i].st);
		answer_clear(&a);
	}
	facts_clear(&t);
}

static void exercises(void **state)
{
	struct plan_query q = {DAY, 19 * 60, true, false, false};
	struct answer a;
	(void)state;
	base_life("0");
	struct facts f = facts_view(&t, room);
	answer_init(&a);
	plan_exercises_view(&f, pack.pack, &q, &a.w);
	answer_read(&a);
	assert_int_equal(count_at(&a, ""), 6);
	CHECK_TEXT(&a, "0.id", "E03");
	assert_int_equal(int_at(&a, "0.minutes.1"), 8);
	assert_true(is_true(&a, "0.begin") && !is_true(&a, "4.begin"));
	answer_clear(&a);
	facts_clear(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(wish_and_low_choose), cmocka_unit_test(alone_until_joined), cmocka_unit_test(path_alone),
	    cmocka_unit_test(enough_and_hard),     cmocka_unit_test(helped_and_aside),   cmocka_unit_test(own_pick),
	    cmocka_unit_test(found_thanks),        cmocka_unit_test(small_things),       cmocka_unit_test(light_weeks),
	    cmocka_unit_test(only_own_past),       cmocka_unit_test(step_view),          cmocka_unit_test(exercises),
	};
	return cmocka_run_group_tests(tests, open_pack, close_pack);
}

/* test_plan_road.c - what comes with time: tracks, paces, the checkup, the booster, the doors, what a no teaches, rest
 * times and tips.  The rules over random lives are property/prop_plan.c. */
#include "check.h"

#include "domain.h"
#include "domain/plan.h"
#include "domain/plan_score.h"

#define START 20000
#define DAY 20100 /* week 15: not light; a Sunday, Monday was 20094 */
#define AFFECTION                                                                                                      \
	"\"touch\":\"affection\",\"begin\":\"now\",\"place\":\"any\",\"wish\":[\"affection\"],\"constructs\":[]"
static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"exercises\":["
    /* */
    EX("E03", "EMO", "both", "high", 3, "\"X1\"", "any", HEARD) ","
    EX("E08", "EMO", "one", "low", 1, "", "any", HEARD) ","
    EX("E09", "MNT", "one", "middle", 2, "", "any", PLAIN) ","
    EX("E20", "AFF", "both", "low", 1, "", "any", AFFECTION) ","
    EX("E26a", "SEN", "one", "low", 1, "", "any", PLAIN) ","
    EX("E30", "EMO", "both", "middle", 4, "\"X1\"", "any", PLAIN) ","
    EX("N20", "MNT", "both", "middle", 100, "\"X1\"", "any", PLAIN)
    "],\"tracks\":[{\"id\":\"after-children\",\"kind\":\"steps\",\"alone\":false,\"weeks\":["
    "{\"title\":\"A\",\"steps\":[\"E30\"]},{\"title\":\"B\",\"steps\":[\"E09\",\"E20\"]}]},"
    "{\"id\":\"after-discovery\",\"kind\":\"contain\",\"alone\":false,\"weeks\":[{\"title\":\"A\",\"steps\":[\"E30\"]}]}],"
    "\"tips\":[{\"id\":\"small\",\"title\":\"T\",\"constructs\":[\"time\"],\"items\":["
    "{\"id\":\"t001\",\"text\":\"Open a window.\"}]}],"
    "\"reflection\":[{\"id\":\"communication\",\"title\":\"Talk\",\"slice\":1,\"items\":[{\"id\":\"r_1\","
    "\"reversed\":false}]},{\"id\":\"time\",\"title\":\"Time\",\"slice\":1,\"items\":[]}]}";

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

static void life(void)
{
	facts_init(&t);
	(void)fact_mine(&t, "start", "{\"wish\":[],\"around\":[],\"setup\":[\"me\"],\"day\":20000}");
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":20001,\"slice\":1,\"answers\":{\"r_1\":5}}");
}

static void add(const char *type, const char *fmt, int day)
{
	char s[256];
	(void)snprintf(s, sizeof s, fmt, day);
	(void)fact_mine(&t, type, s);
}

static void step(const char *exercise, int size, int day, int what, const char *more)
{
	char s[256];
	(void)snprintf(s, sizeof s, "{\"exercise\":[\"%s\"],\"size\":%d,\"day\":%d,\"what\":%d%s}", exercise, size, day,
	               what, more);
	(void)fact_mine(&t, "step", s);
}

static struct history h;
static struct plan_day d;

static void gather(int32_t day)
{
	struct facts f = facts_view(&t, room);
	struct plan_query q = {day, 12 * 60, true, false, false};
	history_gather(&f, pack.pack, day, &h);
	plan_day_make(&h, pack.pack, &q, &d);
}

static void today(struct answer *a, int32_t day)
{
	struct facts f = facts_view(&t, room);
	struct plan_query q = {day, 12 * 60, true, false, false};
	answer_init(a);
	plan_today_view(&f, pack.pack, &q, &a->w);
	answer_read(a);
}

static size_t place(const char *id)
{
	size_t at;
	CHECK_STATUS(id, pack_find(pack.pack, PACK_EXERCISES, span_text(id), &at), ST_OK);
	return at;
}

static int32_t points(const char *id, enum reason *first)
{
	struct plan_why why;
	int32_t sum = plan_score(&d, place(id), 0, &why);
	if (first != NULL)
		*first = why.v[0].reason;
	return sum;
}

static void this_weeks_steps_of_a_track(void **state)
{
	static const struct {
		int into, want_30, want_09;
	} cases[] = {{0, 40, 0}, {6, 40, 0}, {7, 20, 40}, {14, 20, 20}, {80, 20, 20}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		life();
		add("track", "{\"track\":\"after-children\",\"day\":%d}", DAY - cases[i].into);
		gather(DAY);
		assert_int_equal(plan_track_points(&d, place("E30")), cases[i].want_30);
		assert_int_equal(plan_track_points(&d, place("E09")), cases[i].want_09);
		assert_int_equal(plan_track_points(&d, place("E08")), 0);
		facts_clear(&t);
	}
	life();
	add("track", "{\"track\":\"after-children\",\"day\":%d}", DAY - 7);
	step("E30", 0, DAY - 5, 0, "");
	gather(DAY);
	assert_int_equal(plan_track_points(&d, place("E30")), 0); /* done since the road began */
	enum reason first;
	(void)points("E09", &first);
	assert_int_equal(first, REASON_TRACK);
	assert_int_not_equal(plan_rule_broken(&d, place("E20"), 0), RULE_NONE); /* a road opens nothing that is closed */
	add("track", "{\"track\":\"after-children\",\"day\":%d,\"ended\":1}", DAY);
	gather(DAY);
	assert_int_equal(plan_track_points(&d, place("E09")), 0);
	facts_clear(&t);
}

static void a_track_that_holds(void **state)
{
	(void)state;
	life();
	add("track", "{\"track\":\"after-discovery\",\"day\":%d}", DAY - 60);
	gather(DAY);
	assert_true(d.contain && d.light);
	assert_int_equal(plan_track_points(&d, place("E30")), 0);
	add("track", "{\"track\":\"after-discovery\",\"day\":%d,\"ended\":1}", DAY);
	gather(DAY);
	assert_false(d.contain);
	facts_clear(&t);
}

static void paces(void **state)
{
	static const struct {
		int pace, round, open;
	} cases[] = {{0, 91, 91}, {1, 7, 2}, {2, 28, 4}, {3, 91, 7}, {4, 91, 0}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int open = 0;
		char s[64];
		life();
		(void)snprintf(s, sizeof s, "{\"pace\":%d,\"day\":20090}", cases[i].pace);
		(void)fact_mine(&t, "pace", s);
		for (int day = 20090; day < 20090 + cases[i].round; day++) {
			struct answer a;
			today(&a, day);
			open += !is_null(&a, "card");
			if (is_null(&a, "card"))
				assert_int_equal(memcmp(text_at(&a, "line").p, "Nothing is due.", 15), 0);
			answer_clear(&a);
		}
		assert_int_equal(open, cases[i].open);
		facts_clear(&t);
	}
}

static void own_picks_open_a_quiet_day(void **state)
{
	struct answer a;
	(void)state;
	life();
	(void)fact_mine(&t, "pace", "{\"pace\":3,\"day\":20099}");
	(void)fact_mine(&t, "plan", "{\"week\":20094,\"steps\":[\"E30:1\"]}");
	today(&a, DAY);
	CHECK_TEXT(&a, "card.exercise", "E30");
	answer_clear(&a);
	(void)fact_mine(&t, "pace", "{\"pace\":4,\"day\":20100}");
	today(&a, DAY);
	assert_true(is_null(&a, "card"));
	answer_clear(&a);
	facts_clear(&t);
}

/* From week 26 for four weeks, but not in their light ones. */
static void half_a_year(void **state)
{
	static const struct {
		int day;
		bool due;
	} cases[] = {{START + 181, false}, {START + 182, true},  {START + 188, true}, {START + 189, false},
	             {START + 196, true},  {START + 209, true}, {START + 210, false}, {START + 363, false},
	             {START + 364, true}};
	enum reason first;
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		life();
		gather(cases[i].day);
		assert_int_equal(d.checkup_due, cases[i].due);
		assert_int_equal(plan_size(&d, place("N20"), CHOOSE_ANY) != PLAN_NONE, cases[i].due);
		facts_clear(&t);
	}
	life();
	gather(START + 182);
	(void)points("N20", &first);
	assert_int_equal(first, REASON_CHECKUP);
	step("N20", 0, START + 183, 2, "");
	gather(START + 200);
	assert_false(d.checkup_due); /* waved away: not again for half a year */
	gather(START + 183 + 182);
	assert_true(d.checkup_due);
	facts_clear(&t);
}

static void what_did_good_comes_again(void **state)
{
	static const struct {
		int ago;
		const char *thought;
		bool boost;
	} cases[] = {{181, "\"close\":4,\"comfort\":4", false}, {182, "\"close\":4,\"comfort\":4", true},
	             {364, "\"close\":4,\"comfort\":3", true},  {365, "\"close\":4,\"comfort\":4", false},
	             {200, "\"close\":2,\"comfort\":2", false}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char more[64];
		life();
		(void)snprintf(more, sizeof more, ",%s", cases[i].thought);
		step("E09", 0, 20500 - cases[i].ago, 0, more);
		gather(20500);
		int32_t with = points("E09", NULL);
		h.v[place("E09")].last_day = 20500 - 100;
		assert_int_equal(with - points("E09", NULL), cases[i].boost ? 16 : 0);
		facts_clear(&t);
	}
}

static void doors(void **state)
{
	static const int values[][3] = {{4, 4, 5}, {4, 7, 7}, {4, 3, 0}};
	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		struct answer a;
		life();
		for (int k = 0; k < 3; k++) {
			char s[128];
			(void)snprintf(s, sizeof s, "{\"path\":0,\"day\":%d,\"slice\":4,\"answers\":{\"r_1\":%d}}", 20030 + 20 * k,
			               values[i][k]);
			(void)fact_mine(&t, "reflection", s);
		}
		for (int k = 0; k < 5; k++)
			step("E09", 0, DAY - 42 + 5 * k, 0, "");
		today(&a, DAY);
		assert_false(is_true(&a, "doors")); /* five are not six */
		answer_clear(&a);
		step("E08", 0, DAY - 2, 0, "");
		today(&a, DAY - 1);
		assert_false(is_true(&a, "doors")); /* not yet six weeks */
		answer_clear(&a);
		today(&a, DAY);
		assert_int_equal(is_true(&a, "doors"), i != 1); /* where one thing moved, nothing is asked */
		answer_clear(&a);
		today(&a, 20105); /* a light week */
		assert_false(is_true(&a, "doors"));
		answer_clear(&a);
		add("doors", "{\"door\":3,\"day\":%d}", DAY);
		for (int k = 0; k < 6; k++)
			step("E09", 0, DAY + 1 + 2 * k, 0, "");
		today(&a, DAY + 55);
		assert_false(is_true(&a, "doors"));
		answer_clear(&a);
		today(&a, DAY + 60);
		assert_int_equal(is_true(&a, "doors"), i != 1);
		answer_clear(&a);
		facts_clear(&t);
	}
}

static void too_early_to_tell_opens_no_door(void **state)
{
	struct answer a;
	(void)state;
	life();
	for (int k = 0; k < 9; k++)
		step("E09", 0, DAY - 60 + 5 * k, 0, "");
	today(&a, DAY);
	assert_false(is_true(&a, "doors"));
	answer_clear(&a);
	facts_clear(&t);
}

static void a_no_teaches(void **state)
{
	(void)state;
	life();
	gather(DAY);
	int32_t plain_30 = points("E30", NULL), plain_08 = points("E08", NULL), plain_03 = points("E03", NULL);
	step("E03", 1, DAY - 20, 2, ",\"reason\":[\"mood\"]");
	gather(DAY);
	assert_true(points("E30", NULL) == plain_30 && h.time_size == PACK_SIZES_MAX); /* a mood is of its day */
	step("E03", 1, DAY - 20, 2, ",\"reason\":[\"time\"]");
	gather(DAY);
	assert_int_equal(h.time_size, 0);
	assert_int_equal(plan_size(&d, place("E30"), CHOOSE_ANY), 0);
	gather(DAY + 8);
	assert_int_equal(h.time_size, PACK_SIZES_MAX);
	step("E03", 1, DAY - 20, 2, ",\"reason\":[\"energy\"]");
	gather(DAY);
	assert_true(points("E08", NULL) > plain_08 && points("E03", NULL) < plain_03);
	facts_clear(&t);
	life();
	step("E03", 1, DAY - 20, 2, ",\"reason\":[\"uneasy\"]");
	gather(DAY);
	assert_int_equal(plan_rule_broken(&d, place("E03"), 1), RULE_COMFORT);
	assert_int_equal(plan_rule_broken(&d, place("E03"), 0), RULE_NONE);
	facts_clear(&t);
	life();
	step("E03", 0, DAY - 80, 4, ",\"reason\":[\"kind\"]");
	gather(DAY);
	assert_int_equal(points("E08", NULL), plain_08 - 16); /* one stage, one construct */
	assert_int_equal(points("E30", NULL), plain_30);      /* another construct */
	gather(DAY + 10);
	assert_int_equal(h.unlike_count, 0);
	facts_clear(&t);
}

static void rest_and_asking(void **state)
{
	(void)state;
	life();
	gather(DAY);
	assert_int_equal(plan_rule_broken(&d, place("E20"), 0), RULE_TOUCH);
	assert_int_equal(plan_rule_broken(&d, place("E26a"), 0), RULE_REST);
	(void)fact_mine(&t, "words", "{\"sexual\":1,\"rest\":[\"treatment\"]}");
	gather(DAY);
	assert_int_equal(plan_rule_broken(&d, place("E20"), 0), RULE_REST);
	assert_int_equal(plan_rule_broken(&d, place("E26a"), 0), RULE_TOUCH); /* asked for, and not proposed yet */
	facts_clear(&t);
}

static void tip_where_nothing_is_due(void **state)
{
	unsigned tips = 0;
	(void)state;
	life();
	(void)fact_mine(&t, "pace", "{\"pace\":3,\"day\":20100}");
	for (int day = 20100; day < 20184; day++) { /* with the seasons: nothing is due on any of these */
		struct answer a;
		today(&a, day);
		tips += !is_null(&a, "tip");
		if (!is_null(&a, "tip"))
			CHECK_TEXT(&a, "tip.text", "Open a window.");
		answer_clear(&a);
	}
	assert_int_equal(tips, 1);
	(void)fact_mine(&t, "pace", "{\"pace\":4,\"day\":20100}"); /* closed well: it is quiet */
	for (int day = 20100; day < 20190; day++) {
		struct answer a;
		today(&a, day);
		assert_true(is_null(&a, "tip"));
		answer_clear(&a);
	}
	(void)fact_mine(&t, "pace", "{\"pace\":3,\"day\":20100}");
	(void)fact_mine(&t, "hard", "{\"from\":20100,\"until\":20190}");
	for (int day = 20100; day < 20190; day++) {
		struct answer a;
		today(&a, day);
		assert_true(is_null(&a, "tip"));
		answer_clear(&a);
	}
	facts_clear(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(this_weeks_steps_of_a_track),
	    cmocka_unit_test(a_track_that_holds),
	    cmocka_unit_test(paces),
	    cmocka_unit_test(own_picks_open_a_quiet_day),
	    cmocka_unit_test(half_a_year),
	    cmocka_unit_test(what_did_good_comes_again),
	    cmocka_unit_test(doors),
	    cmocka_unit_test(too_early_to_tell_opens_no_door),
	    cmocka_unit_test(a_no_teaches),
	    cmocka_unit_test(rest_and_asking),
	    cmocka_unit_test(tip_where_nothing_is_due),
	};
	return cmocka_run_group_tests(tests, open_pack, close_pack);
}

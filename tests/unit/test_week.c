/* test_week.c - seven days from Monday, spread, each as the day itself would choose. */
#include "check.h"

#include "domain.h"
#include "domain/plan.h"

static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"exercises\":[" EX("E03", "EMO", "both", "middle", 3, "\"X1\"", "evening", HEARD) "," EX(
        "E08", "EMO", "either", "low", 2, "\"X1\"", "any",
        HEARD) "," EX("E09", "EMO", "one", "low", 2, "", "any", PLAIN) "," EX("E30", "EMO", "both", "middle", 4,
                                                                              "\"X1\"", "any", PLAIN) "]}";

static struct test_pack pack;
static struct test_facts t;
static struct fact room[4096];

static void base(const char *time)
{
	facts_init(&t);
	(void)fact_mine(&t, "start", "{\"wish\":[],\"around\":[],\"setup\":[\"me\"],\"day\":20000}");
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":20000,\"slice\":1,\"answers\":{}}");
	if (time != NULL)
		(void)fact_mine(&t, "time", time);
}

static void ask(int32_t day, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	struct plan_query q = {day, 19 * 60, true, false, false};
	answer_init(a);
	plan_week_view(&f, pack.pack, &q, &a->w);
	answer_read(a);
}

static unsigned planned(const struct answer *a, const char *kind)
{
	unsigned n = 0;
	for (const struct json_node *d = json_first(&a->doc, at(a, a->root, "days")); d != NULL;
	     d = json_next(&a->doc, d))
		n += span_equal(at(a, d, "kind")->text, span_text(kind));
	return n;
}

/* 20045 is a Monday, 20047 a Wednesday. */
static void kinds(void **state)
{
	struct answer a;
	(void)state;
	base(NULL);
	ask(20047, &a);
	assert_int_equal(count_at(&a, "days"), 7);
	assert_int_equal(int_at(&a, "days.0.day"), 20045);
	CHECK_TEXT(&a, "days.0.kind", "gone");
	assert_true(is_null(&a, "days.0.step"));
	CHECK_TEXT(&a, "days.2.kind", "now");
	assert_true(text_at(&a, "days.2.step.title").len > 0);
	assert_true(planned(&a, "rest") >= 1 && planned(&a, "plan") >= 1);
	answer_clear(&a);
	facts_clear(&t);
}

static void as_many_as_asked(void **state)
{
	static const char *const times[] = {"{\"minutes\":10,\"when\":[\"days:0\"]}",
	                                    "{\"minutes\":10,\"when\":[\"days:7\"]}"};
	static const unsigned most[] = {0, 6};
	(void)state;
	for (size_t i = 0; i < COUNT(times); i++) {
		struct answer a;
		base(times[i]);
		ask(20045, &a);
		assert_true(planned(&a, "plan") <= most[i]);
		assert_int_equal(planned(&a, "plan") + planned(&a, "rest"), 6);
		/* never the same on two days running */
		struct span last = {NULL, 0};
		for (const struct json_node *d = json_first(&a.doc, at(&a, a.root, "days")); d != NULL;
		     d = json_next(&a.doc, d)) {
			const struct json_node *e = at(&a, d, "step.exercise");
			struct span now = e != NULL ? e->text : (struct span){NULL, 0};
			assert_true(now.len == 0 || !span_equal(now, last));
			last = now;
		}
		answer_clear(&a);
		facts_clear(&t);
	}
}

static void hard_week(void **state)
{
	struct answer a;
	(void)state;
	base(NULL);
	(void)fact_mine(&t, "hard", "{\"from\":20045,\"until\":20049}");
	ask(20046, &a);
	assert_true(is_true(&a, "hard"));
	for (unsigned i = 0; i < 5; i++) { /* until Friday */
		char path[24];
		(void)snprintf(path, sizeof path, "days.%u.step", i);
		assert_true(is_null(&a, path));
	}
	answer_clear(&a);
	facts_clear(&t);
}

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

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(kinds), cmocka_unit_test(as_many_as_asked),
	                                   cmocka_unit_test(hard_week)};
	return cmocka_run_group_tests(tests, open_pack, close_pack);
}

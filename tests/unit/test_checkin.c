/* test_checkin.c - forms of the check-in, whose part is whose, and offers. */
#include "check.h"

#include "domain.h"
#include "domain/checkin.h"

static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"exercises\":[" EX("E03", "EMO", "both", "middle", 3, "\"X1\"", "evening", HEARD) "," EX(
        "E08", "EMO", "either", "low", 1, "\"X1\"", "any",
        HEARD) "," EX("E09", "EMO", "one", "low", 2, "", "any",
                      PLAIN) "," EX("E12", "EMO", "both", "low", 1, "\"X1\"", "bed",
                                    PLAIN) "," EX("E30", "EMO", "both", "middle", 4, "\"X1\"", "any", PLAIN) "]}";

static struct test_facts t;
static struct fact room[4096];

static void ask(const struct test_pack *p, struct plan_query q, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	answer_init(a);
	checkin_view(&f, p->pack, &q, &a->w);
	answer_read(a);
}

static void forms(void **state)
{
	static const struct {
		int path;
		int32_t day;
		bool contain;
		const char *form;
	} v[] = {{0, 20040, false, "whole"},  {0, 20003, false, "thanks"}, {0, 20022, false, "thanks"},
	         {1, 20040, false, "thanks"}, {2, 20040, false, "none"},   {0, 20040, true, "none"}};
	struct test_pack p;
	(void)state;
	test_pack_open(&p, pack_json);
	for (size_t i = 0; i < COUNT(v); i++) {
		char s[96];
		struct answer a;
		facts_init(&t);
		(void)fact_mine(&t, "start", "{\"wish\":[],\"around\":[],\"setup\":[\"me\"],\"day\":20000}");
		(void)snprintf(s, sizeof s, "{\"path\":%d,\"day\":20000,\"slice\":1,\"answers\":{}}", v[i].path);
		(void)fact_mine(&t, "reflection", s);
		ask(&p, (struct plan_query){v[i].day, 1200, true, false, v[i].contain}, &a);
		CHECK_TEXT(&a, "form", v[i].form);
		answer_clear(&a);
		(void)snprintf(s, sizeof s, "{\"from\":%d,\"until\":%d}", v[i].day, v[i].day + 3);
		(void)fact_mine(&t, "hard", s);
		ask(&p, (struct plan_query){v[i].day, 1200, true, false, v[i].contain}, &a);
		CHECK_TEXT(&a, "form", "none");
		assert_int_equal(count_at(&a, "proposals"), 0);
		answer_clear(&a);
		facts_clear(&t);
	}
	test_pack_close(&p);
}

/* 20050 is a Saturday; its Monday is 20045. */
static void parts(void **state)
{
	struct test_pack p;
	struct answer a;
	(void)state;
	test_pack_open(&p, pack_json);
	facts_init(&t);
	(void)fact_mine(&t, "start", "{\"wish\":[],\"around\":[],\"setup\":[\"me\"],\"day\":20000}");
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":20000,\"slice\":1,\"answers\":{}}");
	(void)fact_add(&t, "checkin", false, true, "{\"week\":20038,\"thanks\":\"old theirs\"}");
	(void)fact_add(&t, "checkin", true, false, "{\"week\":20045,\"thanks\":\"mine\"}");
	(void)fact_add(&t, "checkin", false, false, "{\"week\":20045,\"thanks\":\"not shared\"}");
	ask(&p, (struct plan_query){20050, 1200, true, false, false}, &a);
	assert_int_equal(int_at(&a, "week"), 20045);
	CHECK_TEXT(&a, "mine.body.thanks", "mine");
	assert_true(is_null(&a, "theirs"));
	CHECK_TEXT(&a, "last.theirs.body.thanks", "old theirs");
	assert_true(is_null(&a, "last.mine"));
	assert_int_equal(count_at(&a, "proposals"), 4);
	answer_clear(&a);
	facts_clear(&t);
	test_pack_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(forms), cmocka_unit_test(parts)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

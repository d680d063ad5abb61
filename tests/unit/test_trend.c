/* test_trend.c - verdicts by table, occasions and gaps, what seemed to help. */
#include "check.h"

#include "domain.h"
#include "domain/trend.h"

#define V(...) {__VA_ARGS__}, sizeof((int32_t[]){__VA_ARGS__}) / sizeof(int32_t)
static const struct {
	int32_t v[6];
	size_t n;
	enum verdict verdict;
} cases[] = {
    {V(50), VERDICT_EARLY},
    {V(50, 90), VERDICT_EARLY},
    {V(50, 70, 70), VERDICT_MORE},
    {V(50, 70, 69), VERDICT_SAME},
    {V(50, 69, 90), VERDICT_SAME}, /* once is not twice */
    {V(50, 90, 50, 72, 71), VERDICT_MORE},
    {V(50, 30, 30), VERDICT_LESS},
    {V(50, 30, 70), VERDICT_SAME},
    {V(50, 50, 50, 50), VERDICT_SAME},
};

static void verdicts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(trend_verdict(cases[i].v, cases[i].n), cases[i].verdict);
}

#define ITEM(id, reversed)                                                                                             \
	"{\"id\":\"" id "\",\"slice\":1,\"text\":\"t\",\"low\":\"l\",\"high\":\"h\",\"reversed\":" reversed "}"
static const char pack_json[] = "{\"v\":1,\"hash\":\"\",\"exercises\":[" EX(
    "E09", "EMO", "one", "low", 2, "", "any",
    PLAIN) "],\"reflection\":["
           "{\"id\":\"closeness\",\"title\":\"Close\",\"slice\":1,\"items\":[" ITEM("a1", "false") "," ITEM(
               "a2", "true") "]},"
                             "{\"id\":\"sexual\",\"title\":\"Sex\",\"slice\":1,\"items\":[" ITEM("s1", "false") "]}]}";

static struct test_facts t;
static struct fact room[4096];

static void ask(struct test_pack *p, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	answer_init(a);
	trend_view(&f, p->pack, &(struct trend_query){300}, &a->w);
	answer_read(a);
}

static void rows(void **state)
{
	struct test_pack p;
	struct answer a;
	(void)state;
	test_pack_open(&p, pack_json);
	facts_init(&t);
	ask(&p, &a);
	assert_true(is_null(&a, "sentence"));
	assert_int_equal(count_at(&a, "rows"), 0);
	answer_clear(&a);
	/* two slices of the first days are one occasion; a pulse is none; 11 leaves a gap */
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":100,\"slice\":1,\"answers\":{\"a1\":4,\"s1\":5}}");
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":101,\"slice\":2,\"answers\":{\"a2\":6}}");
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":115,\"slice\":5,\"answers\":{\"a1\":10}}");
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":130,\"slice\":4,\"answers\":{\"a1\":7,\"a2\":4}}");
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":160,\"slice\":4,\"answers\":{\"a1\":11,\"a2\":11}}");
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":190,\"slice\":4,\"answers\":{\"a1\":8,\"a2\":2}}");
	ask(&p, &a);
	assert_int_equal(count_at(&a, "rows"), 1); /* nobody asked for the other */
	assert_int_equal(count_at(&a, "rows.0.points"), 3);
	assert_int_equal(int_at(&a, "rows.0.points.0.value"), 40);
	assert_int_equal(int_at(&a, "rows.0.points.0.day"), 101);
	assert_int_equal(int_at(&a, "rows.0.points.1.value"), 65);
	assert_int_equal(int_at(&a, "rows.0.points.2.value"), 80);
	CHECK_TEXT(&a, "rows.0.verdict", "more");
	CHECK_TEXT(&a, "about", "Close");
	answer_clear(&a);
	(void)fact_mine(&t, "words", "{\"sexual\":1}");
	ask(&p, &a);
	assert_int_equal(count_at(&a, "rows"), 2);
	CHECK_TEXT(&a, "rows.1.verdict", "early");
	answer_clear(&a);
	facts_clear(&t);
	test_pack_close(&p);
}

static void helped(void **state)
{
	static const struct {
		int n, close, comfort;
		const char *words; /* NULL: too few to say */
	} v[] = {{2, 4, 4, NULL},
	         {3, 4, 3, "You often felt closer afterwards."},
	         {3, 4, 1, "You often felt closer afterwards, and it was often not comfortable."},
	         {3, 0, 4, "It did not seem to bring you closer."},
	         {5, 2, 2, "Hard to tell. Sometimes yes, sometimes no."}};
	struct test_pack p;
	(void)state;
	test_pack_open(&p, pack_json);
	for (size_t i = 0; i < COUNT(v); i++) {
		struct answer a;
		char s[128];
		facts_init(&t);
		for (int k = 0; k < v[i].n; k++) {
			(void)snprintf(s, sizeof s,
			               "{\"exercise\":[\"E09\"],\"size\":0,\"day\":%d,\"what\":0,\"close\":%d,\"comfort\":%d}",
			               100 + k, v[i].close, v[i].comfort);
			(void)fact_mine(&t, "step", s);
		}
		(void)fact_mine(&t, "step",
		                "{\"exercise\":[\"E09\"],\"size\":0,\"day\":120,\"what\":0}"); /* passed over */
		ask(&p, &a);
		assert_int_equal(count_at(&a, "helped"), v[i].words != NULL);
		if (v[i].words != NULL)
			CHECK_TEXT(&a, "helped.0.words", v[i].words);
		answer_clear(&a);
		facts_clear(&t);
	}
	test_pack_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts), cmocka_unit_test(rows),
	                                   cmocka_unit_test(helped)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

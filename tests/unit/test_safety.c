/* test_safety.c - answers to a path, by table and over all combinations. */
#include "check.h"

#include "domain.h"
#include "domain/safety.h"

#define Q(id, weight) "{\"id\":\"" id "\",\"text\":\"t\",\"light\":true,\"weight\":\"" weight "\"}"
static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"safety\":[{\"id\":\"safety\",\"items\":[" Q("q_fear", "alone") "," Q(
        "q_mine", "own-conduct") "," Q("q_live", "care") "," Q("q_discovery", "contain") "," Q("q_drink",
                                                                                               "light") "]}]}";

#define NO_ALL "\"q_fear\":\"no\",\"q_mine\":\"no\",\"q_live\":\"no\",\"q_discovery\":\"no\",\"q_drink\":\"no\""
static const struct {
	const char *answers;
	bool asked;
	const char *path; /* NULL: the person chooses */
	bool care, contain, own, touch;
} cases[] = {
    {"{" NO_ALL "}", true, "together", false, false, false, true},
    {"{\"q_fear\":\"yes\",\"q_mine\":\"no\",\"q_live\":\"no\",\"q_discovery\":\"no\",\"q_drink\":\"no\"}", true,
     "alone", false, false, false, false},
    {"{\"q_fear\":\"skip\",\"q_mine\":\"no\",\"q_live\":\"no\",\"q_discovery\":\"no\",\"q_drink\":\"no\"}", true,
     "light", false, false, false, false},
    {"{\"q_fear\":\"no\",\"q_mine\":\"yes\",\"q_live\":\"no\",\"q_discovery\":\"no\",\"q_drink\":\"no\"}", true,
     "alone", false, false, true, false},
    {"{\"q_fear\":\"no\",\"q_mine\":\"no\",\"q_live\":\"yes\",\"q_discovery\":\"no\",\"q_drink\":\"no\"}", true,
     "light", true, false, false, false},
    {"{\"q_fear\":\"no\",\"q_mine\":\"no\",\"q_live\":\"no\",\"q_discovery\":\"yes\",\"q_drink\":\"no\"}", true,
     "light", false, true, false, false},
    {"{\"q_fear\":\"no\",\"q_mine\":\"no\",\"q_live\":\"no\",\"q_discovery\":\"no\",\"q_drink\":\"yes\"}", true,
     "light", false, false, false, false},
    {"{\"q_fear\":\"no\",\"q_mine\":\"no\",\"q_live\":\"no\",\"q_discovery\":\"no\",\"q_drink\":\"skip\"}", true,
     "together", false, false, false, false},
    {"{}", true, "light", false, false, false, false}, /* nothing answered: no pass */
    {"{\"q_fear\":\"yes\",\"q_live\":\"yes\",\"q_discovery\":\"yes\"}", true, "alone", true, true, false, false},
    {"{" NO_ALL "}", false, NULL, false, false, false, false}, /* in the head */
};

static void table(void **state)
{
	struct test_pack t;
	(void)state;
	test_pack_open(&t, pack_json);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct json_doc d;
		struct answer a;
		answer_init(&a);
		CHECK_STATUS(cases[i].answers, json_parse(alloc_heap(), span_text(cases[i].answers), &d), ST_OK);
		struct safety_query q = {&d, json_root(&d), cases[i].asked};
		CHECK_STATUS(cases[i].answers, safety_view(t.pack, &q, &a.w), ST_OK);
		answer_read(&a);
		if (cases[i].path != NULL)
			CHECK_TEXT(&a, "path", cases[i].path);
		else
			assert_true(is_null(&a, "path"));
		assert_int_equal(is_true(&a, "care"), cases[i].care);
		assert_int_equal(is_true(&a, "contain"), cases[i].contain);
		assert_int_equal(is_true(&a, "own_conduct"), cases[i].own);
		assert_int_equal(is_true(&a, "touch"), cases[i].touch);
		json_free(&d);
		answer_clear(&a);
	}
	test_pack_close(&t);
}

static void refuses(void **state)
{
	static const char *const bad[] = {"{\"q_fear\":\"maybe\"}", "{\"q_fear\":1}", "{\"q_other\":\"no\"}", "[]"};
	struct test_pack t;
	(void)state;
	test_pack_open(&t, pack_json);
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct json_doc d;
		struct answer a;
		answer_init(&a);
		CHECK_STATUS(bad[i], json_parse(alloc_heap(), span_text(bad[i]), &d), ST_OK);
		struct safety_query q = {&d, json_root(&d), true};
		CHECK_STATUS(bad[i], safety_view(t.pack, &q, &a.w), ST_MALFORMED);
		assert_int_equal(a.text.len, 0);
		json_free(&d);
		answer_clear(&a);
	}
	test_pack_close(&t);
}

/* Invariants 1 to 3 over every combination of three answers to a question of each weight. */
static void monotone(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 243; n++) {
		struct safety_item v[SAFETY_WEIGHTS];
		unsigned rest = n;
		bool all_no = true;
		for (unsigned i = 0; i < SAFETY_WEIGHTS; i++, rest /= 3) {
			v[i] = (struct safety_item){(enum safety_weight)i, (enum safety_answer)(rest % 3)};
			all_no = all_no && v[i].answer == SAFETY_NO;
		}
		struct safety_result r = safety_decide(v, SAFETY_WEIGHTS, true);
		assert_int_equal(r.touch, all_no);
		if (v[SAFETY_ALONE].answer == SAFETY_YES)
			assert_int_equal(r.path, PATH_ALONE);
		for (unsigned i = 0; i < SAFETY_WEIGHTS; i++) {
			struct safety_item worse[SAFETY_WEIGHTS];
			memcpy(worse, v, sizeof v);
			worse[i].answer = SAFETY_YES;
			struct safety_result s = safety_decide(worse, SAFETY_WEIGHTS, true);
			assert_true(s.path >= r.path && s.touch <= r.touch && s.care >= r.care &&
			            s.contain >= r.contain);
		}
		assert_int_equal(safety_decide(v, SAFETY_WEIGHTS, false).path, PATH_UNKNOWN);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(table), cmocka_unit_test(refuses),
	                                   cmocka_unit_test(monotone)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

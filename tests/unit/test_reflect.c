/* test_reflect.c - which slice is due on which day, which items belong to it, and how answers are read. */
#include "check.h"

#include "domain.h"
#include "domain/reflect.h"

#define ITEM(id, slice, reversed)                                                                                      \
	"{\"id\":\"" id "\",\"slice\":" #slice ",\"text\":\"t\",\"low\":\"l\",\"high\":\"h\",\"reversed\":" reversed "}"
static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"reflection\":["
    "{\"id\":\"closeness\",\"slice\":1,\"items\":[" ITEM("a1", 1, "false") "," ITEM(
        "a2", 2, "true") "]},"
                         "{\"id\":\"sexual\",\"slice\":3,\"items\":[" ITEM(
                             "s1", 3, "false") "]},"
                                               "{\"id\":\"time\",\"slice\":1,\"items\":[" ITEM(
                                                   "t1", 1, "false") "," ITEM("t2", 3, "false") "]}]}";

struct past {
	int32_t day, slice;
};
static const struct {
	struct past past[4]; /* day 0: none */
	int32_t day, due;
} cases[] = {
    {{{0, 0}}, 100, SLICE_FIRST},
    {{{100, 1}}, 100, SLICE_NONE},
    {{{100, 1}}, 101, SLICE_TWO},
    {{{100, 1}}, 130, SLICE_TWO},
    {{{100, 1}, {101, 2}}, 102, SLICE_NONE},
    {{{100, 1}, {101, 2}}, 104, SLICE_THREE},
    {{{100, 1}, {110, 2}}, 110, SLICE_NONE}, /* never two on one day */
    {{{100, 1}, {110, 2}}, 111, SLICE_THREE},
    {{{100, 1}, {101, 2}, {104, 3}}, 117, SLICE_NONE},
    {{{100, 1}, {101, 2}, {104, 3}}, 118, SLICE_PULSE},
    {{{100, 1}, {101, 2}, {104, 3}}, 132, SLICE_WHOLE},
    {{{100, 1}, {101, 2}, {104, 3}, {118, 5}}, 131, SLICE_NONE},
    {{{100, 1}, {101, 2}, {104, 3}, {118, 5}}, 132, SLICE_WHOLE},
    {{{100, 1}, {132, 4}}, 145, SLICE_NONE},
    {{{100, 1}, {132, 4}}, 146, SLICE_PULSE},
    {{{100, 1}, {132, 4}}, 160, SLICE_WHOLE},
    {{{400, 1}}, 100, SLICE_FIRST}, /* a record from the future says nothing */
};

static struct test_facts t;
static struct fact room[4096];

static void due(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		facts_init(&t);
		for (size_t k = 0; k < 4 && cases[i].past[k].day != 0; k++) {
			char s[96];
			(void)snprintf(s, sizeof s, "{\"path\":0,\"day\":%d,\"slice\":%d,\"answers\":{}}",
			               cases[i].past[k].day, cases[i].past[k].slice);
			(void)fact_mine(&t, "reflection", s);
		}
		struct facts f = facts_view(&t, room);
		if ((int32_t)reflect_due(&f, cases[i].day) != cases[i].due)
			fail_msg("case %zu: %d, expected %d", i, (int)reflect_due(&f, cases[i].day), (int)cases[i].due);
		(void)fact_mine(&t, "hard", "{\"from\":0,\"until\":1000}");
		f = facts_view(&t, room);
		assert_int_equal(reflect_due(&f, cases[i].day), SLICE_NONE);
		facts_clear(&t);
	}
}

static void ask(struct test_pack *p, int32_t day, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	answer_init(a);
	reflect_view(&f, p->pack, &(struct reflect_query){day}, &a->w);
	answer_read(a);
}

static void items(void **state)
{
	struct test_pack p;
	struct answer a;
	(void)state;
	test_pack_open(&p, pack_json);
	facts_init(&t);
	ask(&p, 100, &a);
	assert_int_equal(int_at(&a, "due"), 1);
	assert_true(is_true(&a, "first"));
	assert_int_equal(count_at(&a, "items"), 2);
	CHECK_TEXT(&a, "items.0.construct", "closeness");
	answer_clear(&a);
	(void)fact_mine(&t, "reflection", "{\"path\":0,\"day\":100,\"slice\":4,\"answers\":{}}");
	ask(&p, 128, &a);
	assert_int_equal(count_at(&a, "items"), 4); /* the whole, without s1 */
	answer_clear(&a);
	(void)fact_mine(&t, "words", "{\"sexual\":1}");
	ask(&p, 128, &a);
	assert_int_equal(count_at(&a, "items"), 5);
	answer_clear(&a);
	facts_clear(&t);
	test_pack_close(&p);
}

static void answers(void **state)
{
	struct test_pack p;
	struct reflect_index ix;
	int32_t value, sum = 0;
	size_t item, n = 0;
	(void)state;
	test_pack_open(&p, pack_json);
	facts_init(&t);
	(void)fact_mine(&t, "reflection",
	                "{\"path\":0,\"day\":100,\"slice\":1,\"answers\":{\"a1\":7,\"a2\":9,\"t1\":11,\"zz\":5}}");
	struct facts f = facts_view(&t, room);
	reflect_index(p.pack, &ix);
	assert_int_equal(ix.n, 5);
	for (struct reflect_answers a = reflect_answers(&f.v[0]); reflect_next(&a, &ix, &item, &value); n++)
		sum += value;
	assert_int_equal(n, 2); /* 11 is a gap, zz unknown */
	assert_int_equal(sum, 7 + 1);
	facts_clear(&t);
	test_pack_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(due), cmocka_unit_test(items), cmocka_unit_test(answers)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

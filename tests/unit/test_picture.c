/* test_picture.c - good first, suggested first, and what never goes on a shared map. */
#include "check.h"

#include "domain.h"
#include "domain/picture.h"

#define P(text) "[{\"t\":\"p\",\"c\":[\"" text "\"]}]"
#define BODY(id) "\"body\":{\"When this is low\":" P(id " low") ",\"When this is high\":" P(id " high") "}"
static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"causes\":[{\"id\":\"B04\",\"title\":\"No time\",\"line\":\"l\",\"map\":\"yes\"},"
    "{\"id\":\"B09\",\"title\":\"Fear\",\"line\":\"l\",\"map\":\"no\"},{\"id\":\"B13\",\"title\":\"Wishes\",\"line\":"
    "\"l\",\"map\":\"yes\"},"
    "{\"id\":\"B24\",\"title\":\"Phones\",\"line\":\"l\",\"map\":\"yes\"}],\"reflection\":["
    "{\"id\":\"closeness\",\"slice\":1," BODY(
        "close") ",\"items\":[{\"id\":\"a1\",\"reversed\":false}]},"
                 "{\"id\":\"shame\",\"slice\":1," BODY(
                     "shame") ",\"items\":[{\"id\":\"s1\",\"reversed\":false}]},"
                              "{\"id\":\"time\",\"slice\":1," BODY(
                                  "time") ",\"items\":[{\"id\":\"t1\",\"reversed\":false}]}]}";

static struct test_facts t;
static struct fact room[4096];

static void ask(struct test_pack *p, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	answer_init(a);
	picture_view(&f, p->pack, &(struct picture_query){200}, &a->w);
	answer_read(a);
}

static void picture(void **state)
{
	struct test_pack p;
	struct answer a;
	(void)state;
	test_pack_open(&p, pack_json);
	facts_init(&t);
	ask(&p, &a);
	assert_true(text_at(&a, "kind.0.0.c.0").len > 10); /* a good one, whatever there is */
	assert_int_equal(count_at(&a, "kind"), 1);
	assert_int_equal(count_at(&a, "causes"), 3); /* B13 waits until it is asked for */
	CHECK_TEXT(&a, "causes.0.id", "B04");
	assert_false(is_true(&a, "causes.0.suggested"));
	answer_clear(&a);
	(void)fact_mine(&t, "reflection",
	                "{\"path\":0,\"day\":100,\"slice\":1,\"answers\":{\"a1\":8,\"t1\":2,\"s1\":1}}");
	(void)fact_mine(&t, "causes", "{\"picked\":[\"B09\"],\"day\":110}");
	ask(&p, &a);
	CHECK_TEXT(&a, "kind.0.0.c.0", "close high");
	CHECK_TEXT(&a, "kind.1.0.c.0", "time low");
	assert_int_equal(count_at(&a, "kind"), 2); /* nothing of shame */
	CHECK_TEXT(&a, "causes.0.id", "B04");
	CHECK_TEXT(&a, "causes.1.id", "B24");
	assert_true(is_true(&a, "causes.0.suggested") && is_true(&a, "causes.1.suggested"));
	CHECK_TEXT(&a, "causes.2.id", "B09");
	assert_true(is_true(&a, "causes.2.picked") && !is_true(&a, "causes.2.shareable"));
	answer_clear(&a);
	facts_clear(&t);
	test_pack_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(picture)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

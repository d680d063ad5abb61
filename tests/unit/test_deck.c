/* test_deck.c - a card once a year, every card before any again, the same card all day. */
#include "check.h"

#include "domain.h"
#include "domain/deck.h"

#define C(id) "{\"id\":\"" id "\",\"text\":\"Text " id "\"}"
static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"cards\":[{\"id\":\"close\",\"title\":\"Close\",\"items\":[" C("c001") "," C("c002") "," C(
        "c003") "," C("c004") "]},"
                              "{\"id\":\"fun\",\"title\":\"Fun\",\"items\":[" C("c021") "," C(
                                  "c022") "]}],"
                                          "\"prompts\":[{\"id\":\"evening\",\"title\":\"Evening\",\"items\":[" C(
                                              "p001") "," C("p002") "]}]}";

static struct test_pack pack;
static struct test_facts t;
static struct fact room[4096];

static void draw(const char *deck, int32_t day, uint32_t skip, enum status want, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	struct deck_query q = {span_text(deck), day, skip, false};
	answer_init(a);
	CHECK_STATUS(deck, deck_draw_view(&f, pack.pack, &q, &a->w), want);
	if (want == ST_OK)
		answer_read(a);
}

static void see(struct span id, int32_t day)
{
	char s[96];
	(void)snprintf(s, sizeof s, "{\"card\":[\"%.*s\"],\"day\":%d,\"kept\":0}", (int)id.len, (const char *)id.p,
	               day);
	(void)fact_mine(&t, "card", s);
}

static void light_times(void **state)
{
	struct answer a;
	(void)state;
	facts_init(&t);
	for (uint32_t skip = 0; skip < 8; skip++) { /* nothing of the other deck comes unasked; named, it does */
		struct facts f = facts_view(&t, room);
		struct deck_query any = {span_text(""), 1000, skip, true}, named = {span_text("close"), 1000, skip, true};
		answer_init(&a);
		CHECK_STATUS("any", deck_draw_view(&f, pack.pack, &any, &a.w), ST_OK);
		answer_read(&a);
		assert_true(span_equal(text_at(&a, "deck"), span_text("fun")));
		answer_clear(&a);
		answer_init(&a);
		CHECK_STATUS("named", deck_draw_view(&f, pack.pack, &named, &a.w), ST_OK);
		answer_read(&a);
		assert_true(span_equal(text_at(&a, "deck"), span_text("close")));
		answer_clear(&a);
	}
}

static void a_year(void **state)
{
	struct answer a;
	(void)state;
	facts_init(&t);
	for (int32_t i = 0; i < 6; i++) { /* six cards, then none until the first has rested */
		draw("", 1000 + i, 0, ST_OK, &a);
		assert_int_equal(int_at(&a, "left"), 5 - i);
		see(text_at(&a, "id"), 1000 + i);
		answer_clear(&a);
	}
	for (size_t i = 0; i < t.n; i++)
		for (size_t k = 0; k < i; k++)
			assert_true(t.len[i] != t.len[k] || memcmp(t.bytes.p + t.at[i], t.bytes.p + t.at[k], 8) != 0);
	draw("", 1010, 3, ST_OK, &a);
	assert_true(is_true(&a, "empty"));
	answer_clear(&a);
	draw("", 1000 + DECK_REST_DAYS - 1, 0, ST_OK, &a);
	assert_true(is_true(&a, "empty"));
	answer_clear(&a);
	draw("", 1000 + DECK_REST_DAYS, 0, ST_OK, &a);
	assert_int_equal(int_at(&a, "left"), 0);
	answer_clear(&a);
	facts_clear(&t);
}

static void skips(void **state)
{
	struct answer a, b;
	unsigned seen = 0;
	(void)state;
	facts_init(&t);
	for (uint32_t s = 0; s < 4; s++) {
		draw("close", 500, s, ST_OK, &a);
		CHECK_TEXT(&a, "deck", "close");
		seen |= 1u << int_at(&a, "num");
		answer_clear(&a);
	}
	assert_int_equal(seen, 0x1e); /* all four, once each */
	draw("close", 500, 1, ST_OK, &a);
	draw("close", 500, 5, ST_OK, &b);
	assert_int_equal(a.text.len, b.text.len);
	assert_memory_equal(a.text.p, b.text.p, a.text.len);
	answer_clear(&a);
	answer_clear(&b);
	draw("none", 500, 0, ST_NOTFOUND, &a);
	assert_int_equal(a.text.len, 0);
	answer_clear(&a);
	facts_clear(&t);
}

static void prompts(void **state)
{
	(void)state;
	facts_init(&t);
	for (uint32_t s = 0; s < 3; s++) {
		struct facts f = facts_view(&t, room);
		struct deck_query q = {span_text(s == 2 ? "" : "evening"), 500, s, false};
		struct answer a;
		answer_init(&a);
		CHECK_STATUS("prompt", deck_prompt_view(&f, pack.pack, &q, &a.w), ST_OK);
		answer_read(&a);
		CHECK_TEXT(&a, "list", "evening");
		answer_clear(&a);
	}
	assert_int_equal(deck_prompt_count(pack.pack, span_text("evening")), 2);
	assert_int_equal(deck_prompt_count(pack.pack, span_text("no")), 0);
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
	const struct CMUnitTest tests[] = {cmocka_unit_test(light_times), cmocka_unit_test(a_year), cmocka_unit_test(skips),
	                                   cmocka_unit_test(prompts)};
	return cmocka_run_group_tests(tests, open_pack, close_pack);
}

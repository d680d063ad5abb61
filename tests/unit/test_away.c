/* test_away.c - nothing of the sensual and sexual rooms stands in a list before it was asked for; the lens. */
#include "check.h"

#include "domain.h"
#include "domain/away.h"
#include "domain/deck.h"
#include "domain/item.h"
#include "domain/plan.h"

#define ROOM(id, stage) EX(id, stage, "both", "low", 1, "\"X1\"", "any", PLAIN)
#define LIST(id, more) "{\"id\":\"" id "\",\"title\":\"T\",\"line\":\"L\",\"items\":[]" more "}"
#define ONE(id, item, more) "{\"id\":\"" id "\",\"title\":\"T\",\"items\":[{\"id\":\"" item "\",\"text\":\"X\"}]" more "}"
static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"exercises\":[" ROOM("E01", "SAF") "," ROOM("E26", "SEN") "," ROOM("E28", "SEX") "],"
    "\"cards\":[" ONE("desire", "c101", ",\"stage\":\"SEX\"") "," ONE("fun", "c001", ",\"stage\":\"EMO\"") ","
    ONE("spirit", "c201", ",\"stage\":\"EMO\",\"lens\":\"faith\"") "],"
    "\"prompts\":[" ONE("body", "p101", ",\"stage\":\"SEN\"") "," ONE("evening", "p001", "") "],"
    "\"causes\":[{\"id\":\"B05\"},{\"id\":\"B13\"},{\"id\":\"B14\"},{\"id\":\"B15\"}],"
    "\"reflection\":[" LIST("communication", "") "," LIST("desire-gap", "") "," LIST("sexual", "") "," LIST("shame", "") "],"
    "\"tracks\":[{\"id\":\"erection\",\"stage\":\"SEX\"},{\"id\":\"roommates\"}],"
    "\"sheets\":[{\"exercise\":\"E28\",\"id\":\"brakes\"},{\"exercise\":\"E01\",\"id\":\"menu\"},{\"id\":\"week\"},"
    "{\"id\":\"x-limits\",\"stage\":\"SEX\"},{\"exercise\":\"E28\",\"id\":\"x-plain-no\",\"stage\":\"SAF\"}],"
    "\"tips\":[" LIST("listening", ",\"constructs\":[\"communication\"]") ","
    LIST("wanting", ",\"constructs\":[\"communication\",\"desire-gap\"]") "],"
    "\"learn\":[{\"id\":\"desire-differs\",\"stage\":\"SEX\"},{\"id\":\"how-sure\"},{\"id\":\"secular\",\"lens\":\"secular\"}],"
    "\"help\":[{\"id\":\"pain\",\"stage\":\"SEX\"}]}";

static struct test_pack pack;
static struct test_facts t;
static struct fact room[4096];

/* Ids of a folder that are shown, one word each. */
static void shown(const char *words, enum pack_folder folder, char *out, size_t n)
{
	facts_init(&t);
	if (words != NULL)
		(void)fact_mine(&t, "words", words);
	struct facts f = facts_view(&t, room);
	struct away a = away_of(&f);
	size_t at = 0;
	out[0] = '\0';
	for (size_t i = 0; i < pack_count(pack.pack, folder); i++) {
		struct span map = pack_at(pack.pack, folder, i), id = item_text(map, "id");
		if (!away_item(&a, pack.pack, folder, map))
			at += (size_t)snprintf(out + at, n - at, "%s%.*s", at != 0 ? " " : "", (int)id.len, (const char *)id.p);
	}
	facts_clear(&t);
}

static void lists(void **state)
{
	static const char none[] = "{\"me\":\"Kim\"}", no[] = "{\"sexual\":0}", yes[] = "{\"sexual\":1}";
	static const struct {
		enum pack_folder folder;
		const char *without, *with;
	} want[] = {
	    {PACK_EXERCISES, "E01", "E01 E26 E28"},
	    {PACK_CARDS, "fun spirit", "desire fun spirit"},
	    {PACK_PROMPTS, "evening", "body evening"},
	    {PACK_CAUSES, "B05", "B05 B13 B14 B15"},
	    {PACK_REFLECTION, "communication", "communication desire-gap sexual shame"},
	    {PACK_TRACKS, "roommates", "erection roommates"},
	    {PACK_SHEETS, "menu week x-plain-no", "brakes menu week x-limits x-plain-no"},
	    {PACK_TIPS, "listening", "listening wanting"},
	    {PACK_LEARN, "how-sure secular", "desire-differs how-sure secular"},
	    {PACK_HELP, "pain", "pain"}, /* never away */
	};
	char got[256];
	(void)state;
	for (size_t i = 0; i < COUNT(want); i++) {
		const char *const unasked[] = {NULL, none, no};
		for (size_t k = 0; k < COUNT(unasked); k++) {
			shown(unasked[k], want[i].folder, got, sizeof got);
			assert_string_equal(got, want[i].without);
		}
		shown(yes, want[i].folder, got, sizeof got);
		assert_string_equal(got, want[i].with);
	}
}

static void lens(void **state)
{
	char got[256];
	(void)state;
	shown("{\"lens\":\"secular\"}", PACK_CARDS, got, sizeof got);
	assert_string_equal(got, "fun");
	shown("{\"lens\":\"faith\"}", PACK_CARDS, got, sizeof got);
	assert_string_equal(got, "fun spirit");
	shown("{\"lens\":\"faith\"}", PACK_LEARN, got, sizeof got);
	assert_string_equal(got, "how-sure");
	shown("{\"lens\":\"none\"}", PACK_LEARN, got, sizeof got);
	assert_string_equal(got, "how-sure secular");
}

/* Nothing of a lens comes by itself to whoever did not choose it; in its own deck it is there. */
static void unasked(void **state)
{
	static const char *const words[] = {NULL, "{}", "{\"lens\":\"none\"}", "{\"lens\":\"faith\"}"};
	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		bool faith = i == 3, met = false;
		facts_init(&t);
		if (words[i] != NULL)
			(void)fact_mine(&t, "words", words[i]);
		struct facts f = facts_view(&t, room);
		for (uint32_t skip = 0; skip < 6; skip++) {
			struct deck_query q = {span_text(""), 500, skip, false};
			struct answer a;
			answer_init(&a);
			CHECK_STATUS("card", deck_draw_view(&f, pack.pack, &q, &a.w), ST_OK);
			answer_read(&a);
			met = met || span_is(text_at(&a, "deck"), "spirit");
			answer_clear(&a);
		}
		assert_int_equal(met, faith);
		struct deck_query named = {span_text("spirit"), 500, 0, false};
		struct answer a;
		answer_init(&a);
		CHECK_STATUS("named", deck_draw_view(&f, pack.pack, &named, &a.w), ST_OK);
		answer_read(&a);
		CHECK_TEXT(&a, "deck", "spirit");
		answer_clear(&a);
		facts_clear(&t);
	}
}

/* The card of any deck, the named deck, the prompt of the day, the list of exercises. */
static void draws(void **state)
{
	struct answer a;
	(void)state;
	facts_init(&t);
	struct facts f = facts_view(&t, room);
	for (uint32_t skip = 0; skip < 6; skip++) {
		struct deck_query q = {span_text(""), 500, skip, false};
		answer_init(&a);
		CHECK_STATUS("card", deck_draw_view(&f, pack.pack, &q, &a.w), ST_OK);
		answer_read(&a);
		assert_false(span_is(text_at(&a, "deck"), "desire"));
		answer_clear(&a);
		answer_init(&a);
		CHECK_STATUS("prompt", deck_prompt_view(&f, pack.pack, &q, &a.w), ST_OK);
		answer_read(&a);
		CHECK_TEXT(&a, "list", "evening");
		answer_clear(&a);
	}
	struct deck_query named = {span_text("desire"), 500, 0, false};
	answer_init(&a);
	CHECK_STATUS("named", deck_draw_view(&f, pack.pack, &named, &a.w), ST_OK);
	answer_read(&a);
	assert_true(is_true(&a, "empty"));
	answer_clear(&a);
	struct plan_query q = {500, 720, true, false, false};
	answer_init(&a);
	plan_exercises_view(&f, pack.pack, &q, &a.w);
	answer_read(&a);
	assert_int_equal(count_at(&a, ""), 1);
	answer_clear(&a);
	facts_clear(&t);
	facts_init(&t);
	(void)fact_mine(&t, "words", "{\"sexual\":1}");
	f = facts_view(&t, room);
	answer_init(&a);
	CHECK_STATUS("asked for", deck_draw_view(&f, pack.pack, &named, &a.w), ST_OK);
	answer_read(&a);
	CHECK_TEXT(&a, "id", "c101");
	answer_clear(&a);
	/* All are there to be read; the rooms SEN and SEX have no Begin, whatever the pack says. */
	answer_init(&a);
	plan_exercises_view(&f, pack.pack, &q, &a.w);
	answer_read(&a);
	assert_int_equal(count_at(&a, ""), 3);
	assert_true(is_true(&a, "0.begin"));
	assert_false(is_true(&a, "1.begin") || is_true(&a, "2.begin"));
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
	const struct CMUnitTest tests[] = {cmocka_unit_test(lists), cmocka_unit_test(lens), cmocka_unit_test(unasked), cmocka_unit_test(draws)};
	return cmocka_run_group_tests(tests, open_pack, close_pack);
}

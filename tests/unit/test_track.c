/* test_track.c - weeks of a track over the places of exercises. */
#include "check.h"

#include "domain.h"
#include "domain/track.h"

#define TRACK(id, kind, alone, weeks)                                                                                  \
	"{\"id\":\"" id "\",\"title\":\"T\",\"line\":\"L\",\"kind\":\"" kind "\",\"alone\":" alone                     \
	",\"weeks\":[" weeks "]}"
static const char pack_json[] = "{\"v\":1,\"hash\":\"\",\"exercises\":[" EX("E03", "EMO", "both", "middle", 3, "", "any", HEARD) "," EX(
    "E08", "EMO", "either", "low", 2, "", "any",
    HEARD) "," EX("E26a", "AFF", "one", "low", 2, "", "any",
                  PLAIN) "],\"tracks\":[" TRACK("after", "steps", "true",
                                                "{\"title\":\"A\",\"steps\":[\"E08\"]},{\"title\":\"B\",\"steps\":[]},{"
                                                "\"title\":\"C\","
                                                "\"steps\":[\"E26a\",\"E99\",\"E08\"]}") "," TRACK("found", "contain",
                                                                                                   "false",
                                                                                                   "{\"title\":\"A\","
                                                                                                   "\"steps\":[\"E08\"]"
                                                                                                   "}") "," TRACK("newe"
                                                                                                                  "r",
                                                                                                                  "wand"
                                                                                                                  "er",
                                                                                                                  "fals"
                                                                                                                  "e",
                                                                                                                  "{\"t"
                                                                                                                  "itle"
                                                                                                                  "\":"
                                                                                                                  "\"A"
                                                                                                                  "\","
                                                                                                                  "\"st"
                                                                                                                  "eps"
                                                                                                                  "\":["
                                                                                                                  "\"E0"
                                                                                                                  "8\"]"
                                                                                                                  "}") "]}";

static void weeks(void **state)
{
	struct test_pack pack;
	struct track t;
	uint16_t v[3];
	(void)state;
	test_pack_open(&pack, pack_json);
	CHECK_STATUS("none", track_find(pack.pack, span_text("nothing"), &t), ST_NOTFOUND);
	CHECK_STATUS("after", track_find(pack.pack, span_text("after"), &t), ST_OK);
	assert_true(t.kind == TRACK_STEPS && t.alone);
	assert_int_equal(track_weeks_of(pack.pack, &t, v, 3), 3);
	assert_int_equal(v[0], 0);
	assert_int_equal(v[1], 1 | 4);
	assert_int_equal(v[2], 4);
	assert_int_equal(track_weeks_of(pack.pack, &t, v, 2), 3); /* never beyond n */
	test_pack_close(&pack);
}

static void what_holds_opens_nothing(void **state)
{
	static const char *const ids[] = {"found", "newer"};
	struct test_pack pack;
	(void)state;
	test_pack_open(&pack, pack_json);
	for (size_t i = 0; i < COUNT(ids); i++) {
		struct track t;
		uint16_t v[3];
		CHECK_STATUS(ids[i], track_find(pack.pack, span_text(ids[i]), &t), ST_OK);
		assert_true(t.kind == TRACK_CONTAIN && !t.alone);
		assert_int_equal(track_weeks_of(pack.pack, &t, v, 3), 1);
		assert_int_equal(v[1], 0);
	}
	test_pack_close(&pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(weeks), cmocka_unit_test(what_holds_opens_nothing)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_player.c - the clockwork by table, then the view over it.
 * Score: 0 ready, 1 turn 60 s, 2 turn 30 s, 3 both (no clock), 4 still 20 s, 5 close. */
#include "check.h"

#include "domain.h"
#include "domain/player.h"

static const struct player_score score = {6, 1, {0, 60000, 30000, 0, 20000, 0}};

struct move {
	enum player_input in;
	int64_t now;
	enum player_step step;
	uint32_t phase;
	int64_t left;
	bool bell;
};

static void play(const char *what, const struct move *m, size_t n)
{
	struct player_state s = {0};
	struct player_tick t;
	for (size_t i = 0; i < n; i++) {
		player_step(&score, &s, m[i].in, m[i].now, &t);
		if (s.step != m[i].step || s.phase != m[i].phase || t.left_ms != m[i].left || t.bell != m[i].bell)
			fail_msg("%s, move %zu: step %d phase %u left %lld bell %d", what, i, (int)s.step, s.phase,
			         (long long)t.left_ms, (int)t.bell);
	}
}

static void steps(void **state)
{
	static const struct move whole[] = {
	    {PLAYER_BEGIN, 1000, PLAYER_PREPARE, 0, 0, false},       {PLAYER_TICK, 9000, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 10000, PLAYER_RUN, 1, 60000, true},        {PLAYER_TICK, 40000, PLAYER_RUN, 1, 30000, false},
	    {PLAYER_TICK, 70000, PLAYER_RUN, 2, 30000, true},        {PLAYER_TICK, 100000, PLAYER_RUN, 3, 0, true},
	    {PLAYER_TICK, 900000, PLAYER_RUN, 3, 0, false},          {PLAYER_NEXT, 900000, PLAYER_RUN, 4, 20000, true},
	    {PLAYER_TICK, 920000, PLAYER_CLOSING, 5, 0, true},       {PLAYER_NEXT, 930000, PLAYER_AFTER, 5, 0, false},
	    {PLAYER_AFTERTHOUGHT, 940000, PLAYER_DONE, 5, 0, false}, {PLAYER_TICK, 950000, PLAYER_DONE, 5, 0, false},
	};
	/* Locked for 75 s in a minute of 60: the second turn began at its own second. */
	static const struct move locked[] = {
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 0, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_TICK, 75000, PLAYER_RUN, 2, 15000, true},
	    {PLAYER_TICK, 5000000, PLAYER_RUN, 3, 0, true},
	};
	static const struct move locked_long[] = {
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 0, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_TICK, 3600000, PLAYER_RUN, 3, 0, true}, /* waits where no clock runs */
	    {PLAYER_TICK, 7200000, PLAYER_RUN, 3, 0, false},
	};
	static const struct move pauses[] = {
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 0, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_PAUSE, 20000, PLAYER_PAUSED, 1, 40000, false},
	    {PLAYER_TICK, 500000, PLAYER_PAUSED, 1, 40000, false},
	    {PLAYER_NEXT, 500000, PLAYER_PAUSED, 1, 40000, false},
	    {PLAYER_RESUME, 520000, PLAYER_RUN, 1, 40000, false},
	    {PLAYER_TICK, 530000, PLAYER_RUN, 1, 30000, false},
	    {PLAYER_PAUSE, 540000, PLAYER_PAUSED, 1, 20000, false},
	    {PLAYER_RESUME, 640000, PLAYER_RUN, 1, 20000, false},
	    {PLAYER_TICK, 661000, PLAYER_RUN, 2, 29000, true},
	};
	static const struct move stops[] = {
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false},    {PLAYER_NEXT, 0, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_STOP, 30000, PLAYER_STOPPED, 1, 0, false}, /* silent */
	    {PLAYER_TICK, 90000, PLAYER_STOPPED, 1, 0, false}, {PLAYER_RESUME, 90000, PLAYER_STOPPED, 1, 0, false},
	    {PLAYER_NEXT, 90000, PLAYER_DONE, 1, 0, false},
	};
	static const struct move stop_paused[] = {
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 0, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_PAUSE, 1000, PLAYER_PAUSED, 1, 59000, false},
	    {PLAYER_STOP, 2000, PLAYER_STOPPED, 1, 0, false},
	};
	static const struct move stop_first[] = {
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_STOP, 10, PLAYER_STOPPED, 0, 0, false},
	    {PLAYER_AFTERTHOUGHT, 20, PLAYER_DONE, 0, 0, false},
	};
	/* The tap that raced the bell moves one phase, not two. */
	static const struct move raced[] = {
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 0, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_NEXT, 60050, PLAYER_RUN, 2, 29950, true},
	    {PLAYER_NEXT, 60100, PLAYER_RUN, 3, 0, true},
	};
	static const struct move clock_back[] = {
	    {PLAYER_BEGIN, 5000000, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 5000000, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_TICK, 5030000, PLAYER_RUN, 1, 30000, false},
	    {PLAYER_TICK, 1000, PLAYER_RUN, 1, 60000, false}, /* counted afresh */
	    {PLAYER_TICK, 31000, PLAYER_RUN, 1, 30000, false},
	};
	static const struct move clock_back_paused[] = {
	    {PLAYER_BEGIN, 5000000, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 5000000, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_PAUSE, 5030000, PLAYER_PAUSED, 1, 30000, false},
	    {PLAYER_TICK, 1000, PLAYER_PAUSED, 1, 60000, false},
	    {PLAYER_RESUME, 2000, PLAYER_RUN, 1, 60000, false},
	    {PLAYER_TICK, 12000, PLAYER_RUN, 1, 50000, false},
	};
	static const struct move expired[] = {
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_NEXT, 0, PLAYER_RUN, 1, 60000, true},
	    {PLAYER_PAUSE, 1000, PLAYER_PAUSED, 1, 59000, false},
	    {PLAYER_TICK, PLAYER_EXPIRES_MS - 1, PLAYER_PAUSED, 1, 59000, false},
	    {PLAYER_RESUME, PLAYER_EXPIRES_MS, PLAYER_EXPIRED, 1, 0, false},
	    {PLAYER_BEGIN, PLAYER_EXPIRES_MS + 5, PLAYER_PREPARE, 0, 0, false},
	};
	static const struct move before_begin[] = {
	    {PLAYER_NEXT, 0, PLAYER_NONE, 0, 0, false},     {PLAYER_STOP, 0, PLAYER_NONE, 0, 0, false},
	    {PLAYER_BEGIN, 0, PLAYER_PREPARE, 0, 0, false}, {PLAYER_BEGIN, 5, PLAYER_PREPARE, 0, 0, false},
	    {PLAYER_PAUSE, 5, PLAYER_PREPARE, 0, 0, false},
	};
	(void)state;
#define PLAY(m) play(#m, m, COUNT(m))
	PLAY(whole);
	PLAY(locked);
	PLAY(locked_long);
	PLAY(pauses);
	PLAY(stops);
	PLAY(stop_paused);
	PLAY(stop_first);
	PLAY(raced);
	PLAY(clock_back);
	PLAY(clock_back_paused);
	PLAY(expired);
	PLAY(before_begin);
}

static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"exercises\":[" EX("E05", "SAF", "both", "middle", 6, "\"X1\"", "evening", HEARD) "," EX(
        "E13", "EMO", "either", "low", 2, "\"X1\"",
        "any", PLAIN) "," EX("E20", "AFF", "both", "low", 1, "\"X1\"", "any",
                             "\"touch\":\"affection\",\"begin\":\"now\",\"place\":\"any\",\"wish\":[],\"constructs\":["
                             "]") "," EX("E28", "EMO", "both", "low", 1, "\"X1\"", "any",
                                         "\"touch\":\"none\",\"begin\":\"waits\",\"place\":\"any\",\"wish\":[],"
                                         "\"constructs\":[]") "," EX("P01", "SEX", "both", "low", 1, "", "any",
                                                                      PLAIN) "]}";

/* Asks, and puts the next state's JSON into `state` for the next question. */
static enum status ask(const struct pack *p, char *kept, size_t room, const char *input, int64_t now, struct answer *a)
{
	char text[2048];
	struct json_doc d;
	(void)snprintf(text, sizeof text, "{\"state\":%s,\"input\":\"%s\",\"now\":%lld}", kept, input, (long long)now);
	CHECK_STATUS(text, json_parse(alloc_heap(), span_text(text), &d), ST_OK);
	struct player_query q = {&d, json_root(&d)};
	answer_init(a);
	enum status st = player_view(p, &q, &a->w);
	if (st == ST_OK) {
		answer_read(a);
		/* The state is the first member: {"state":{...},"screen":...  It holds no nested object. */
		const char *from = (const char *)a->text.p + strlen("{\"state\":");
		size_t len = (size_t)(strchr(from, '}') - from) + 1;
		assert_true(len < room);
		memcpy(kept, from, len);
		kept[len] = '\0';
	} else {
		assert_int_equal(a->text.len, 0);
	}
	json_free(&d);
	return st;
}

static void view(void **state)
{
	struct test_pack t;
	struct answer a;
	char kept[512] = "{\"exercise\":\"E05\",\"size\":1,\"mode\":\"table\",\"a\":\"Kim\",\"b\":\"Lou\",\"seed\":1}";
	(void)state;
	test_pack_open(&t, pack_json);
	CHECK_STATUS("begin", ask(t.pack, kept, sizeof kept, "begin", 1000, &a), ST_OK);
	CHECK_TEXT(&a, "state.step", "prepare");
	CHECK_TEXT(&a, "state.a", "Lou"); /* an odd seed: the other begins */
	CHECK_TEXT(&a, "screen.kind", "prepare");
	CHECK_TEXT(&a, "screen.say", "Ready");
	answer_clear(&a);
	CHECK_STATUS("next", ask(t.pack, kept, sizeof kept, "next", 2000, &a), ST_OK);
	CHECK_TEXT(&a, "state.a", "Lou");
	CHECK_TEXT(&a, "screen.kind", "turn");
	CHECK_TEXT(&a, "screen.say", "One");
	CHECK_TEXT(&a, "screen.voice", "One");
	CHECK_TEXT(&a, "screen.other", "Listen");
	CHECK_TEXT(&a, "screen.who", "a");
	CHECK_TEXT(&a, "screen.name", "Lou");
	assert_int_equal(int_at(&a, "screen.total_ms"), 60000);
	assert_true(is_true(&a, "screen.bell"));
	assert_int_equal(int_at(&a, "screen.bells.0"), 60000);
	assert_int_equal(int_at(&a, "screen.bells.1"), 90000);
	assert_int_equal(count_at(&a, "screen.bells"), 2);
	answer_clear(&a);
	CHECK_STATUS("tick", ask(t.pack, kept, sizeof kept, "tick", 72000, &a), ST_OK);
	CHECK_TEXT(&a, "screen.name", "Kim");
	assert_int_equal(int_at(&a, "screen.left_ms"), 20000);
	answer_clear(&a);
	CHECK_STATUS("stop", ask(t.pack, kept, sizeof kept, "stop", 73000, &a), ST_OK);
	CHECK_TEXT(&a, "screen.kind", "stopped");
	assert_true(text_at(&a, "screen.aftercare").len > 20);
	assert_false(is_true(&a, "screen.bell"));
	answer_clear(&a);
	CHECK_STATUS("after", ask(t.pack, kept, sizeof kept, "after", 74000, &a), ST_OK);
	assert_true(is_true(&a, "screen.done"));
	answer_clear(&a);
	test_pack_close(&t);
}

/* Each kind of phase with what only it has. */
#define KINDS(more) "{\"minutes\":8,\"table\":true,\"phases\":[" more "{\"kind\":\"close\",\"say\":\"End\"}]}"
#define KIND_EX(id, who, touch, more)                                                                                  \
	"{\"id\":\"" id "\",\"title\":\"T\",\"line\":\"L\",\"stage\":\"EMO\",\"who\":\"" who                               \
	"\",\"grade\":\"C\",\"sure\":\"experience\",\"caveat\":\"C\",\"why\":\"W\",\"helps\":[],\"energy\":\"low\","         \
	"\"cooldown\":1,\"x\":[],\"when\":[\"any\"],\"art\":\"none\",\"touch\":\"" touch                                       \
	"\",\"begin\":\"now\",\"place\":\"any\",\"wish\":[],\"constructs\":[],\"sizes\":[" KINDS(more) "]}"
static const char kinds_json[] = "{\"v\":1,\"hash\":\"\",\"exercises\":[" KIND_EX(
    "E10", "either", "none",
    "{\"kind\":\"breathe\",\"say\":\"Breathe\",\"seconds\":60,\"in\":4,\"out\":6},"
    "{\"kind\":\"read\",\"say\":\"Read\",\"seconds\":0,\"text\":\"A passage.\",\"who\":\"a\",\"other\":\"Listen\"},"
    "{\"kind\":\"choose\",\"say\":\"Which?\",\"options\":[\"Tea\",\"A walk\"]},"
    "{\"kind\":\"both\",\"say\":\"Talk\",\"seconds\":0},"
    "{\"kind\":\"write\",\"say\":\"Write\",\"seconds\":0,\"keep\":\"me\"},") "," KIND_EX(
    "E11", "both", "none",
    "{\"kind\":\"ready\",\"say\":\"Ready\"},"
    "{\"kind\":\"touch\",\"say\":\"Slowly\",\"seconds\":60,\"who\":\"a\",\"other\":\"You guide\"},") "]}";

static void kinds(void **state)
{
	static const char *const none[] = {"screen.text", "screen.options"};
	struct test_pack t;
	struct answer a;
	char kept[512] = "{\"exercise\":\"E10\",\"size\":0,\"mode\":\"aloud\",\"a\":\"me\",\"b\":\"you\",\"seed\":0}";
	(void)state;
	test_pack_open(&t, kinds_json);
	CHECK_STATUS("begin", ask(t.pack, kept, sizeof kept, "begin", 1000, &a), ST_OK);
	answer_clear(&a);
	CHECK_STATUS("breathe", ask(t.pack, kept, sizeof kept, "next", 2000, &a), ST_OK);
	CHECK_TEXT(&a, "screen.kind", "breathe");
	assert_int_equal(int_at(&a, "screen.in_ms"), 4000);
	assert_int_equal(int_at(&a, "screen.out_ms"), 6000);
	for (size_t i = 0; i < COUNT(none); i++)
		assert_true(is_null(&a, none[i]));
	answer_clear(&a);
	/* Looked at anew in the middle of a breath: the same phase, at its own second. */
	CHECK_STATUS("again", ask(t.pack, kept, sizeof kept, "tick", 2000 + 25500, &a), ST_OK);
	assert_int_equal(int_at(&a, "screen.left_ms"), 34500);
	assert_int_equal(int_at(&a, "state.phase_at"), 2000);
	answer_clear(&a);
	CHECK_STATUS("read", ask(t.pack, kept, sizeof kept, "tick", 62000, &a), ST_OK);
	CHECK_TEXT(&a, "screen.kind", "read");
	CHECK_TEXT(&a, "screen.text", "A passage.");
	CHECK_TEXT(&a, "screen.other", "Listen");
	CHECK_TEXT(&a, "screen.name", "me");
	assert_int_equal(int_at(&a, "screen.total_ms"), 0);
	assert_int_equal(int_at(&a, "screen.in_ms"), 0);
	answer_clear(&a);
	CHECK_STATUS("choose", ask(t.pack, kept, sizeof kept, "next", 70000, &a), ST_OK);
	CHECK_TEXT(&a, "screen.kind", "choose");
	assert_int_equal(count_at(&a, "screen.options"), 2);
	CHECK_TEXT(&a, "screen.options.1", "A walk");
	assert_true(is_null(&a, "screen.text"));
	assert_int_equal(count_at(&a, "state"), 12); /* no place in it for what was chosen */
	answer_clear(&a);
	CHECK_STATUS("both", ask(t.pack, kept, sizeof kept, "next", 71000, &a), ST_OK);
	CHECK_TEXT(&a, "screen.kind", "both");
	assert_true(is_null(&a, "screen.options"));
	answer_clear(&a);
	CHECK_STATUS("write", ask(t.pack, kept, sizeof kept, "next", 72000, &a), ST_OK);
	CHECK_TEXT(&a, "screen.keep", "me");
	answer_clear(&a);
	CHECK_STATUS("close", ask(t.pack, kept, sizeof kept, "next", 73000, &a), ST_OK);
	CHECK_TEXT(&a, "screen.kind", "close");
	assert_int_equal(int_at(&a, "screen.in_ms"), 0);
	answer_clear(&a);
	test_pack_close(&t);
}

/* An exercise that says it does not touch has no Begin all the same when one of its phases does. */
static void touching_phase_waits(void **state)
{
	static const char *const modes[] = {"alone", "table", "aloud"};
	struct test_pack t;
	struct answer a;
	(void)state;
	test_pack_open(&t, kinds_json);
	for (size_t i = 0; i < COUNT(modes); i++) {
		char kept[512];
		(void)snprintf(kept, sizeof kept, "{\"exercise\":\"E11\",\"size\":0,\"mode\":\"%s\"}", modes[i]);
		CHECK_STATUS(modes[i], ask(t.pack, kept, sizeof kept, "begin", 1000, &a), ST_DENIED);
		answer_clear(&a);
		(void)snprintf(kept, sizeof kept, "{\"exercise\":\"E10\",\"size\":0,\"mode\":\"%s\"}", modes[i]);
		CHECK_STATUS(modes[i], ask(t.pack, kept, sizeof kept, "begin", 1000, &a), ST_OK);
		answer_clear(&a);
	}
	test_pack_close(&t);
}

static void refuses(void **state)
{
	static const struct {
		const char *kept, *input;
		enum status st;
	} bad[] = {
	    {"{\"exercise\":\"E20\",\"size\":0,\"mode\":\"aloud\"}", "begin", ST_DENIED}, /* touch */
	    {"{\"exercise\":\"E28\",\"size\":0,\"mode\":\"aloud\"}", "begin", ST_DENIED}, /* waits */
	    {"{\"exercise\":\"P01\",\"size\":0,\"mode\":\"table\"}", "begin", ST_DENIED}, /* of SEX, by another pack */
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"alone\"}", "begin", ST_DENIED}, /* needs two */
	    {"{\"exercise\":\"E13\",\"size\":0,\"mode\":\"alone\"}", "begin", ST_OK},
	    {"{\"exercise\":\"E13\",\"size\":1,\"mode\":\"alone\"}", "begin", ST_DENIED},
	    {"{\"exercise\":\"E99\",\"size\":0,\"mode\":\"alone\"}", "begin", ST_NOTFOUND},
	    {"{\"exercise\":\"E05\",\"size\":5,\"mode\":\"table\"}", "begin", ST_MALFORMED},
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"sideways\"}", "begin", ST_MALFORMED},
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"table\"}", "jump", ST_MALFORMED},
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"table\",\"step\":\"run\",\"phase\":6}", "tick", ST_MALFORMED},
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"table\",\"step\":\"run\",\"phase\":5}", "tick", ST_MALFORMED},
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"table\",\"step\":\"run\",\"phase\":-1}", "tick",
	     ST_MALFORMED},
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"table\",\"step\":\"gone\"}", "tick", ST_MALFORMED},
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"table\",\"a\":7}", "begin", ST_MALFORMED},
	    {"{\"exercise\":\"E05\",\"size\":0,\"mode\":\"table\",\"a\":null,\"paused_at\":null}", "begin", ST_OK},
	    {"[]", "begin", ST_MALFORMED},
	};
	struct test_pack t;
	(void)state;
	test_pack_open(&t, pack_json);
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct answer a;
		char kept[512];
		(void)snprintf(kept, sizeof kept, "%s", bad[i].kept);
		CHECK_STATUS(bad[i].kept, ask(t.pack, kept, sizeof kept, bad[i].input, 1000, &a), bad[i].st);
		answer_clear(&a);
	}
	test_pack_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(steps), cmocka_unit_test(view), cmocka_unit_test(kinds),
	                                   cmocka_unit_test(touching_phase_waits), cmocka_unit_test(refuses)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_sheet.c - which sheets rest, what stands in them, and that nobody's words are lost or shown to the wrong person. */
#include "check.h"

#include "domain.h"
#include "domain/safety.h"
#include "domain/sheet.h"

#define ASK(kind) "{\"text\":\"What\",\"kind\":\"" kind "\"}"
#define SHEET(id, x, more, asks)                                                                                       \
	"{\"id\":\"" id "\",\"title\":\"T " id "\",\"line\":\"L\",\"keep\":\"us\",\"many\":true,\"x\":[" x "]" more ",\"asks\":[" asks "]}"
static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"sheets\":["
    SHEET("calm", "", "", ASK("text") "," ASK("line")) ","
    SHEET("good", "\"X1\",\"X2\",\"X4\"", ",\"pack\":\"more\"", ASK("line")) ","
    SHEET("limits", "\"X6\"", ",\"stage\":\"SEX\"", ASK("text")) ","
    SHEET("pause", "\"X1\",\"X2\"", "", ASK("line") "," ASK("time")) ","
    SHEET("window", "\"X2\"", "", ASK("day") "," ASK("time")) "]}";

#define DAY 20000
#define NOW 28800000

static struct test_pack pack;
static struct test_facts t;
static struct fact room[512];

static void begin(enum path path)
{
	char s[96];
	facts_init(&t);
	if (path == PATH_UNKNOWN)
		return;
	(void)snprintf(s, sizeof s, "{\"path\":%d,\"day\":%d,\"slice\":1,\"answers\":{}}", (int)path, DAY);
	(void)fact_mine(&t, "reflection", s);
}

static struct sheet_query query(void)
{
	return (struct sheet_query){{DAY, 720, true, false, false}, NOW};
}

/* The ids of the list with a mark: ! due, ~ rests, + filled, > runs. */
static void list(const struct sheet_query *q, char *out, size_t size)
{
	struct facts f = facts_view(&t, room);
	struct answer a;
	char path[32];
	size_t used = 0;
	answer_init(&a);
	sheet_list_view(&f, pack.pack, q, &a.w);
	answer_read(&a);
	out[0] = '\0';
	for (size_t i = 0; i < count_at(&a, "") && used < size; i++) {
		bool flag[3];
		static const char *const names[] = {"filled", "due", "rests"};
		for (size_t k = 0; k < 3; k++) {
			(void)snprintf(path, sizeof path, "%zu.%s", i, names[k]);
			flag[k] = is_true(&a, path);
		}
		(void)snprintf(path, sizeof path, "%zu.until", i);
		bool runs = !is_null(&a, path);
		(void)snprintf(path, sizeof path, "%zu.id", i);
		struct span id = text_at(&a, path);
		used += (size_t)snprintf(out + used, size - used, "%s%.*s%s%s%s%s", i > 0 ? " " : "", (int)id.len,
		                         (const char *)id.p, flag[0] ? "+" : "", flag[1] ? "!" : "",
		                         flag[2] ? "~" : "", runs ? ">" : "");
	}
	answer_clear(&a);
}

static void listed(const char *label, const struct sheet_query *q, const char *want)
{
	char got[256];
	list(q, got, sizeof got);
	if (strcmp(got, want) != 0)
		fail_msg("%s: \"%s\", expected \"%s\"", label, got, want);
}

static void form(const char *id, enum status want, struct answer *a)
{
	struct facts f = facts_view(&t, room);
	struct sheet_query q = query();
	answer_init(a);
	CHECK_STATUS(id, sheet_form_view(&f, pack.pack, &q, span_text(id), &a->w), want);
	if (want == ST_OK)
		answer_read(a);
	else
		assert_int_equal(a->text.len, 0);
}

static void what_rests(void **state)
{
	static const struct {
		const char *label;
		enum path path;
		bool care, contain, sexual;
		const char *want;
	} v[] = {
	    {"together", PATH_TOGETHER, false, false, false, "calm good pause window"},
	    {"light", PATH_LIGHT, false, false, false, "calm window"},
	    {"alone", PATH_ALONE, false, false, false, "calm window"},
	    {"not chosen", PATH_UNKNOWN, false, false, false, "calm window"},
	    {"care", PATH_TOGETHER, true, false, false, "calm"},
	    {"after a discovery", PATH_TOGETHER, false, true, false, "calm pause window"},
	    {"asked for", PATH_TOGETHER, false, false, true, "calm good limits pause window"},
	    {"asked for, alone", PATH_ALONE, false, false, true, "calm limits window"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct sheet_query q = query();
		struct answer a;
		begin(v[i].path);
		if (v[i].sexual)
			(void)fact_mine(&t, "words", "{\"sexual\":1}");
		q.plan.care = v[i].care;
		q.plan.contain = v[i].contain;
		listed(v[i].label, &q, v[i].want);
		form("limits", v[i].sexual ? ST_OK : ST_DENIED, &a);
		answer_clear(&a);
		facts_clear(&t);
	}
}

static void the_first_weeks_after_a_discovery(void **state)
{
	struct sheet_query q = query();
	(void)state;
	begin(PATH_TOGETHER);
	(void)fact_mine(&t, "start", "{\"wish\":[],\"around\":[\"broken-trust\"],\"setup\":[\"me\"],\"day\":19980}");
	listed("day 20", &q, "calm pause window");
	q.plan.day = 19980 + 28;
	listed("day 28", &q, "calm good pause window");
	facts_clear(&t);
}

/* A partner who asked for it has not asked for me. */
static void their_wish_is_not_mine(void **state)
{
	struct sheet_query q = query();
	(void)state;
	begin(PATH_TOGETHER);
	(void)fact_mine(&t, "words", "{\"sexual\":1}");
	(void)fact_mine(&t, "words", "{\"sexual\":0}");
	(void)fact_add(&t, "words", false, false, "{\"sexual\":1}");
	listed("theirs", &q, "calm good pause window");
	facts_clear(&t);
}

static void what_stands_in_it(void **state)
{
	struct sheet_query q = query();
	struct answer a;
	(void)state;
	begin(PATH_TOGETHER);
	(void)fact_mine(&t, "sheet", "{\"sheet\":[\"calm\"],\"day\":19990,\"a1\":\"first\",\"again\":20001}");
	(void)fact_add(&t, "sheet", false, true, "{\"sheet\":[\"calm\"],\"day\":19991,\"a2\":\"theirs\",\"a8\":\"beyond\"}");
	(void)fact_add(&t, "sheet", false, false, "{\"sheet\":[\"calm\"],\"day\":19992,\"a1\":\"not for me\"}");
	(void)fact_mine(&t, "sheet", "{\"sheet\":[\"good\"],\"day\":19990,\"again\":20000,\"over\":1}");
	listed("before its day", &q, "calm+ good+ pause window");
	form("calm", ST_OK, &a);
	CHECK_TEXT(&a, "item.title", "T calm");
	assert_int_equal(count_at(&a, "records"), 2); /* what they keep for themselves is not here, wherever it came from */
	CHECK_TEXT(&a, "records.0.for", "us");
	assert_false(is_true(&a, "records.0.mine"));
	assert_int_equal(count_at(&a, "records.0.answers"), 2);
	CHECK_TEXT(&a, "records.0.answers.1", "theirs");
	CHECK_TEXT(&a, "records.1.answers.0", "first");
	assert_int_equal(int_at(&a, "records.1.again"), 20001);
	answer_clear(&a);
	q.plan.day = 20001;
	listed("on its day", &q, "calm+! good+ pause window"); /* good is over: it asks for nothing */
	form("none", ST_NOTFOUND, &a);
	answer_clear(&a);
	facts_clear(&t);
}

static void own_words_stay_in_reach(void **state)
{
	struct sheet_query q = query();
	struct answer a;
	(void)state;
	begin(PATH_ALONE);
	(void)fact_add(&t, "sheet", false, true, "{\"sheet\":[\"good\"],\"day\":19990,\"a1\":\"theirs\",\"again\":19999}");
	listed("theirs alone shows nothing", &q, "calm window");
	form("good", ST_DENIED, &a);
	answer_clear(&a);
	(void)fact_add(&t, "sheet", true, true, "{\"sheet\":[\"good\"],\"day\":19990,\"a1\":\"mine\",\"again\":19999}");
	listed("mine is there to be read and taken away", &q, "calm good+~ window");
	form("good", ST_OK, &a);
	assert_true(is_true(&a, "rests"));
	assert_false(is_true(&a, "due"));
	assert_int_equal(count_at(&a, "records"), 1);
	CHECK_TEXT(&a, "records.0.answers.0", "mine");
	answer_clear(&a);
	facts_clear(&t);
}

static void an_agreed_hour(void **state)
{
	struct sheet_query q = query();
	struct answer a;
	(void)state;
	begin(PATH_TOGETHER);
	form("pause", ST_OK, &a);
	assert_true(is_true(&a, "runs"));
	assert_true(is_null(&a, "run"));
	answer_clear(&a);
	form("window", ST_OK, &a);
	assert_false(is_true(&a, "runs")); /* an hour on one day is no hour to come back at */
	answer_clear(&a);
	(void)fact_add(&t, "sheet", false, true, "{\"sheet\":[\"pause\"],\"day\":20000,\"until\":28800030}");
	(void)fact_mine(&t, "sheet", "{\"sheet\":[\"pause\"],\"day\":20000,\"until\":28799999}");
	listed("the newest is past, theirs runs", &q, "calm good pause> window");
	form("pause", ST_OK, &a);
	assert_int_equal(int_at(&a, "run.until"), NOW + 30);
	CHECK_TEXT(&a, "run.for", "us");
	assert_int_equal(count_at(&a, "records"), 0); /* a run is no filled form */
	answer_clear(&a);
	q.minute = NOW + 30;
	listed("it is over when the hour has come", &q, "calm good pause window");
	facts_clear(&t);
	begin(PATH_ALONE);
	(void)fact_add(&t, "sheet", false, true, "{\"sheet\":[\"pause\"],\"day\":20000,\"until\":28800030}");
	q = query();
	listed("alone nothing of theirs runs", &q, "calm window");
	facts_clear(&t);
}

/* Another program, or a clock that is wrong by years, must not hold anybody in a pause. */
static void an_hour_is_at_most_a_day_ahead(void **state)
{
	struct sheet_query q = query();
	(void)state;
	begin(PATH_TOGETHER);
	(void)fact_add(&t, "sheet", false, true, "{\"sheet\":[\"pause\"],\"day\":20000,\"until\":28801500}");
	(void)fact_add(&t, "sheet", false, true, "{\"sheet\":[\"pause\"],\"day\":20000,\"until\":200000000}");
	listed("25 hours", &q, "calm good pause> window");
	q.minute = NOW - 1;
	listed("a minute more", &q, "calm good pause window");
	facts_clear(&t);
}

/* However many the partner writes, what this person wrote stays in sight. */
static void nobody_writes_the_other_out_of_sight(void **state)
{
	struct answer a;
	(void)state;
	begin(PATH_TOGETHER);
	(void)fact_mine(&t, "sheet", "{\"sheet\":[\"calm\"],\"day\":19990,\"a1\":\"mine\"}");
	for (unsigned i = 0; i < SHEET_RECORDS_MAX + 10; i++)
		(void)fact_add(&t, "sheet", false, true, "{\"sheet\":[\"calm\"],\"day\":19991,\"a1\":\"theirs\"}");
	form("calm", ST_OK, &a);
	assert_int_equal(count_at(&a, "records"), SHEET_RECORDS_MAX + 1);
	CHECK_TEXT(&a, "records.200.answers.0", "mine");
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
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_rests),           cmocka_unit_test(the_first_weeks_after_a_discovery),
	    cmocka_unit_test(their_wish_is_not_mine), cmocka_unit_test(what_stands_in_it),
	    cmocka_unit_test(own_words_stay_in_reach), cmocka_unit_test(an_agreed_hour),
	    cmocka_unit_test(an_hour_is_at_most_a_day_ahead), cmocka_unit_test(nobody_writes_the_other_out_of_sight)};
	return cmocka_run_group_tests(tests, open_pack, close_pack);
}

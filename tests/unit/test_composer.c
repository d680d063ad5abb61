/* test_composer.c - whole words, whatever their case and apostrophes; a report of harm is never softened. */
#include "check.h"

#include "domain.h"
#include "domain/composer.h"

#define RULE(id, kind, find, instead)                                                                                  \
	"{\"id\":\"" id "\",\"title\":\"T " id "\",\"line\":\"L " id "\",\"kind\":\"" kind "\",\"find\":[" find "],\"instead\":[" instead "]}"
static const char pack_json[] =
    "{\"v\":1,\"hash\":\"\",\"composer\":["
    RULE("always", "always", "\"you never\",\"never\",\"you’re always\",\"every  time\"", "\"On Tuesday, …\",\"The last time …\"") ","
    RULE("blame", "blame", "\"your fault\",\"\",\" \",\"ça suffit\",\"ваша вина\"", "") ","
    RULE("harm-body", "harm", "\"hit me\",\"can't breathe\"", "") ","
    RULE("harm-fear", "harm", "\"afraid of you\"", "") ","
    RULE("label", "label", "\"lazy\"", "\"Three cups …\"") "]}";

static struct test_pack pack;

static void look(const char *label, struct span text, enum status want, struct answer *a)
{
	answer_init(a);
	CHECK_STATUS(label, composer_view(pack.pack, text, &a->w), want);
	if (want == ST_OK)
		answer_read(a);
}

/* What is found, as "from-to:id from-to:id", or "harm: id id". */
static void say(const struct answer *a, char *out, size_t size)
{
	char path[48];
	size_t used = 0;
	bool harm = is_true(a, "harm");
	out[0] = '\0';
	if (harm)
		used += (size_t)snprintf(out, size, "harm:");
	for (size_t i = 0; i < count_at(a, harm ? "about" : "found") && used < size; i++) {
		(void)snprintf(path, sizeof path, harm ? "about.%zu.id" : "found.%zu.id", i);
		struct span id = text_at(a, path);
		if (harm) {
			used += (size_t)snprintf(out + used, size - used, " %.*s", (int)id.len, (const char *)id.p);
			continue;
		}
		(void)snprintf(path, sizeof path, "found.%zu.from", i);
		int64_t from = int_at(a, path);
		(void)snprintf(path, sizeof path, "found.%zu.to", i);
		used += (size_t)snprintf(out + used, size - used, "%s%d-%d:%.*s", i > 0 ? " " : "", (int)from,
		                         (int)int_at(a, path), (int)id.len, (const char *)id.p);
	}
}

static const struct {
	const char *text, *want;
} cases[] = {
    {"", ""},
    {"We had soup.", ""},
    {"You never call.", "0-9:always"}, /* the longer of two that begin together */
    {"YOU  never\ncall", "0-10:always"},
    {"you\xc2\xa0never", "0-9:always"}, /* a blank that does not break */
    {"\"You never\", I said", "1-10:always"},
    {"‘you never’", "1-10:always"},
    {"you nevertheless", ""},
    {"thank you never", "6-15:always"},
    {"nevermore, snever", ""},
    {"never-ending", "0-5:always"},
    {"You're always late", "0-13:always"}, /* straight for curly */
    {"you’re always late", "0-13:always"},
    {"youʼre always", "0-13:always"},
    {"youre always", ""},
    {"every time, every\t\ttime", "0-10:always 12-23:always"},
    {"never never", "0-5:always 6-11:always"},
    {"It is your fault, you never did", "6-16:blame 18-27:always"},
    {"ÇA SUFFIT", "0-9:blame"},
    {"Ваша ВИНА", "0-9:blame"},
    {"né never", "3-8:always"}, /* places are code points, not bytes */
    {"\xf0\x9f\x8c\xb5never\xf0\x9f\x8c\xb5", "1-6:always"},
    {"ne\xc2\xadver", "0-6:always"}, /* a soft hyphen is not there for the eye */
    {"you \xe2\x80\x8bnever", "0-10:always"},
    {"You hit me.", "harm: harm-body"},
    {"You HIT\n me, and you never say sorry", "harm: harm-body"}, /* nothing else is pointed at */
    {"you are lazy and I can’t breathe, I am afraid of you", "harm: harm-body harm-fear"},
    {"You hit metal. You are lazy", "23-27:label"},
    {"white me", ""},
    {"lazy's", ""}, /* an apostrophe between letters is part of the word */
    {"the 'lazy' one", "5-9:label"},
};

static void words_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct answer a;
		char got[256];
		look(cases[i].text, span_text(cases[i].text), ST_OK, &a);
		say(&a, got, sizeof got);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("\"%s\": \"%s\", expected \"%s\"", cases[i].text, got, cases[i].want);
		answer_clear(&a);
	}
}

static void a_finding_says_why_and_what_instead(void **state)
{
	struct answer a;
	(void)state;
	look("one", span_text("You never call"), ST_OK, &a);
	CHECK_TEXT(&a, "found.0.title", "T always");
	CHECK_TEXT(&a, "found.0.line", "L always");
	CHECK_TEXT(&a, "found.0.kind", "always");
	assert_int_equal(count_at(&a, "found.0.instead"), 2);
	CHECK_TEXT(&a, "found.0.instead.1", "The last time …");
	assert_int_equal(count_at(&a, "about"), 0);
	answer_clear(&a);
	look("harm", span_text("you never listen, you hit me"), ST_OK, &a);
	assert_int_equal(count_at(&a, "found"), 0);
	CHECK_TEXT(&a, "about.0.title", "T harm-body");
	assert_true(is_null(&a, "about.0.from")); /* nor is the report itself pointed at */
	answer_clear(&a);
}

static void hostile_bytes_are_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} bad[] = {
	    {"\xff", 1}, {"\xc3", 1}, {"\xc0\xae", 2}, {"\xed\xa0\x80", 3}, {"\xf4\x90\x80\x80", 4}, {"never\xe2\x80", 7}, {"\x80never", 6},
	};
	struct answer a;
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		look(bad[i].bytes, span_make(bad[i].bytes, bad[i].len), ST_MALFORMED, &a);
		assert_int_equal(a.text.len, 0);
		answer_clear(&a);
	}
	look("zero", span_make("ne\0ver", 6), ST_OK, &a);
	assert_int_equal(count_at(&a, "found"), 1);
	answer_clear(&a);
}

static void it_is_bounded(void **state)
{
	static char long_text[4 * COMPOSER_TEXT_MAX + 8];
	struct answer a;
	(void)state;
	for (size_t i = 0; i < COMPOSER_TEXT_MAX; i++)
		long_text[i] = "never "[i % 6];
	look("longest", span_make(long_text, COMPOSER_TEXT_MAX), ST_OK, &a);
	assert_int_equal(count_at(&a, "found"), COMPOSER_FOUND_MAX);
	assert_int_equal(int_at(&a, "found.63.from"), 63 * 6);
	answer_clear(&a);
	memcpy(long_text + COMPOSER_TEXT_MAX - 7, " hit me", 7); /* at the very end, and still before all else */
	look("harm at the end", span_make(long_text, COMPOSER_TEXT_MAX), ST_OK, &a);
	assert_true(is_true(&a, "harm"));
	answer_clear(&a);
	long_text[COMPOSER_TEXT_MAX] = ' ';
	look("too long", span_make(long_text, COMPOSER_TEXT_MAX + 1), ST_TOOBIG, &a);
	assert_int_equal(a.text.len, 0);
	answer_clear(&a);
	for (size_t i = 0; i < COMPOSER_TEXT_MAX; i++)
		memcpy(long_text + 4 * i, "\xf0\x9f\x8c\xb5", 4);
	look("widest", span_make(long_text, 4 * COMPOSER_TEXT_MAX), ST_OK, &a);
	answer_clear(&a);
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
	    cmocka_unit_test(words_are_found), cmocka_unit_test(a_finding_says_why_and_what_instead),
	    cmocka_unit_test(hostile_bytes_are_refused), cmocka_unit_test(it_is_bounded)};
	return cmocka_run_group_tests(tests, open_pack, close_pack);
}

/* test_packc.c - what packc measures in a text: syllables, reading level, likeness, forbidden words. */
#include "check.h"
#include "prose.h"
#include "words.h"

static void counts_syllables(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		unsigned want;
	} cases[] = {
	    {"a", 1},     {"one", 1},   {"table", 2},  {"like", 1},    {"liked", 1},    {"added", 2},  {"boxes", 2},
	    {"likes", 1}, {"happy", 2}, {"listen", 2}, {"evening", 3}, {"together", 3}, {"rhythm", 1}, {"you’re", 1},
	    {"don't", 1}, {"the", 1},   {"people", 2}, {"free", 1},    {"agreed", 2},   {"20", 1},     {"closeness", 3},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		if (syllables(span_text(cases[i].word)) != cases[i].want)
			fail_msg("%s: %u, not %u", cases[i].word, syllables(span_text(cases[i].word)), cases[i].want);
}

static void counts_sentences(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned sentences, words;
	} cases[] = {
	    {"", 0, 0},
	    {"No end", 1, 2},
	    {"One. Two? Three.", 3, 3},
	    {"It takes 1.5 minutes.", 1, 5},
	    {"“Stop.” That is all.", 2, 4},
	    {"“Sì — là… ça”", 1, 3},
	    {"Wait... what?", 2, 2},
	    {"You don’t have to.", 1, 4},
	    {"...", 0, 0},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct reading r = {0};
		reading_add(&r, span_text(cases[i].text));
		if (r.sentences != cases[i].sentences || r.words != cases[i].words)
			fail_msg("%s: %u sentences, %u words", cases[i].text, r.sentences, r.words);
	}
}

static void grades_by_the_formula(void **state)
{
	(void)state;
	struct reading r = {.words = 100, .sentences = 10, .syllables = 130};
	double want = 0.39 * 10 + 11.8 * 1.3 - 15.59, got = reading_grade(&r);
	assert_true(got > want - 1e-9 && got < want + 1e-9);
	struct reading none = {0};
	assert_true(reading_grade(&none) == 0);
}

static void finds_twins(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		bool twins;
	} cases[] = {
	    {"What made you smile today?", "What made you smile today?", true},
	    {"What made you smile today?", "Today, what was it that made you smile?", true},
	    {"What made you smile today?", "What made you cry today?", false},
	    {"Name two songs you danced to.", "Name a song you danced to.", true}, /* 3 of 4: just enough */
	    {"Name two songs you danced to.", "Name a song you sang.", false},
	    {"Name the songs you danced to.", "Name the song you danced to.", true},
	    {"Who are you?", "Who are you?", true},
	    {"", "", false},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena *a = arena_new();
		struct twins *t = twins_new(a);
		assert_null(twins_add(t, span_text(cases[i].a), "first"));
		const char *id = twins_add(t, span_text(cases[i].b), "second");
		if ((id != NULL) != cases[i].twins)
			fail_msg("%s / %s: %s", cases[i].a, cases[i].b, id != NULL ? id : "not alike");
		arena_free(a);
	}
}

static void forbids_words(void **state)
{
	(void)state;
	static const struct {
		const char *text, *path, *want;
	} cases[] = {
	    {"Your WIFE is here", "cards/a.md", "wife"},
	    {"A housewife, midwifery", "cards/a.md", NULL},
	    {"Two people paired up", "cards/a.md", NULL},
	    {"As in Paired", "cards/a.md", "Paired"},
	    {"A love language", "learn/love-languages.md", NULL},
	    {"A love language", "learn/other.md", "love language"},
	    {"Your manner of speaking", "learn/other.md", NULL},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *got = words_forbidden(span_text(cases[i].text), cases[i].path, NULL);
		if ((got == NULL) != (cases[i].want == NULL) || (got != NULL && strcmp(got, cases[i].want) != 0))
			fail_msg("%s: %s", cases[i].text, got != NULL ? got : "nothing");
	}
	const char *first = words_forbidden(span_text("wife and husband"), "x", NULL);
	assert_string_equal(first, "wife");
	assert_string_equal(words_forbidden(span_text("wife and husband"), "x", first), "husband");
	assert_null(words_forbidden(span_text("wife and husband"), "x", "husband"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_syllables),      cmocka_unit_test(counts_sentences),
	    cmocka_unit_test(grades_by_the_formula), cmocka_unit_test(finds_twins),
	    cmocka_unit_test(forbids_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

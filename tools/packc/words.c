/* words.c - the lists themselves, and how they are looked up. */
#include "words.h"

#include <stddef.h>

/* Lower-case phrases are found in any case; one that holds a capital is found as it stands (names that are also
 * ordinary words). */
struct phrase {
	const char *words, *allowed_in;
};

static const struct phrase forbidden[] = {
    {"should always", NULL},
    {"you never", NULL},
    {"just relax", NULL},
    {"spice up", NULL},
    {"your man", NULL},
    {"your woman", NULL},
    {"wife", NULL},
    {"husband", NULL},
    {"love language", "learn/love-languages.md"},
    {"love languages", "learn/love-languages.md"},
    {"soulmate", NULL},
    {"happily ever after", NULL},
    /* brands: of apps, methods and things */
    {"gottman", NULL},
    {"imago", NULL},
    {"hold me tight", NULL},
    {"love map", NULL},
    {"ourrelationship", NULL},
    {"tinder", NULL},
    {"whatsapp", NULL},
    {"facebook", NULL},
    {"instagram", NULL},
    {"tiktok", NULL},
    {"youtube", NULL},
    {"google", NULL},
    {"netflix", NULL},
    {"spotify", NULL},
    {"iphone", NULL},
    {"android", NULL},
    {"viagra", NULL},
    {"lego", NULL},
    {"Apple", NULL},
    {"Amazon", NULL},
    {"Paired", NULL},
};

static const char *const stop[] = {
    "a",    "about", "all",   "am",   "an",    "and",   "any",  "are",   "as",    "at",   "be",        "been", "but",
    "by",   "can",   "could", "did",  "do",    "does",  "for",  "from",  "had",   "has",  "have",      "how",  "i",
    "if",   "in",    "into",  "is",   "it",    "its",   "let",  "me",    "might", "more", "most",      "my",   "no",
    "not",  "of",    "on",    "one",  "or",    "our",   "out",  "s",     "so",    "some", "something", "t",    "than",
    "that", "the",   "their", "them", "then",  "there", "they", "thing", "this",  "to",   "up",        "us",   "was",
    "we",   "were",  "what",  "when", "where", "which", "who",  "why",   "will",  "with", "would",     "you",  "your",
};

static bool letter(uint8_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

static uint8_t lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c; }

static bool has_capital(const char *s)
{
	while (*s != '\0' && !(*s >= 'A' && *s <= 'Z'))
		s++;
	return *s != '\0';
}

/* Whole words only: no letter on either side. */
static bool stands_in(struct span t, const char *phrase)
{
	size_t n = strlen(phrase);
	bool exact = has_capital(phrase);
	for (size_t i = 0; i + n <= t.len; i++) {
		size_t k = 0;
		while (k < n && (exact ? t.p[i + k] : lower(t.p[i + k])) == (uint8_t)phrase[k])
			k++;
		if (k == n && (i == 0 || !letter(t.p[i - 1])) && (i + n == t.len || !letter(t.p[i + n])))
			return true;
	}
	return false;
}

const char *words_forbidden(struct span text, const char *path, const char *after)
{
	bool on = after == NULL;
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
		const struct phrase *p = &forbidden[i];
		if (on && (p->allowed_in == NULL || strcmp(path, p->allowed_in) != 0) && stands_in(text, p->words))
			return p->words;
		on = on || p->words == after;
	}
	return NULL;
}

bool words_stop(struct span word)
{
	for (size_t i = 0; i < sizeof stop / sizeof *stop; i++)
		if (span_equal(word, span_text(stop[i])))
			return true;
	return false;
}

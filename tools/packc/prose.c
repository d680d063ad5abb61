/* prose.c - measures of plain text. */
#include "prose.h"

#include <stdlib.h>

#include "words.h"

#define SET_MAX 64u /* words of a card that are compared */

bool span_starts(struct span s, const char *prefix)
{
	size_t n = strlen(prefix);
	return s.len >= n && memcmp(s.p, prefix, n) == 0;
}

/* ---- words */

static bool digit(uint8_t c) { return c >= '0' && c <= '9'; }

static uint8_t lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c; }

/* Bytes beyond ASCII are letters, but for the general punctuation U+2000..U+206F (E2 80 80 .. E2 81 AF). */
static bool word_char(struct span t, size_t i)
{
	if (t.p[i] < 0x80)
		return (lower(t.p[i]) >= 'a' && lower(t.p[i]) <= 'z') || digit(t.p[i]);
	while (i > 0 && (t.p[i] & 0xC0) == 0x80)
		i--;
	return !(t.p[i] == 0xE2 && t.len - i >= 3 && (t.p[i + 1] == 0x80 || t.p[i + 1] == 0x81));
}

/* Apostrophe inside a word, straight or curly: its length, else 0. */
static size_t apostrophe(struct span t, size_t i)
{
	size_t n = t.p[i] == '\'' ? 1 : span_starts(span_make(t.p + i, t.len - i), "\xE2\x80\x99") ? 3 : 0;
	return n != 0 && i + n < t.len && word_char(t, i + n) ? n : 0;
}

/* The next word from *at on (may hold apostrophes); false at the end. */
static bool next_word(struct span t, size_t *at, struct span *word)
{
	size_t i = *at;
	while (i < t.len && !word_char(t, i))
		i++;
	size_t from = i;
	while (i < t.len) {
		size_t n = word_char(t, i);
		if (n == 0 && i > from)
			n = apostrophe(t, i);
		if (n == 0)
			break;
		i += n;
	}
	*at = i;
	*word = span_make(t.p + from, i - from);
	return i > from;
}

/* ---- reading level */

static bool vowel(uint8_t c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/* The last vowel group is silent in "like", "liked", "likes", but not in "table", "added", "boxes". */
static bool silent_end(const uint8_t *w, size_t n)
{
	if (n >= 3 && w[n - 1] == 'e')
		return !(w[n - 2] == 'l' && !vowel(w[n - 3])) && !vowel(w[n - 2]);
	if (n >= 4 && w[n - 2] == 'e' && w[n - 1] == 'd')
		return w[n - 3] != 't' && w[n - 3] != 'd' && !vowel(w[n - 3]);
	if (n >= 4 && w[n - 2] == 'e' && w[n - 1] == 's')
		return strchr("sxzhcg", w[n - 3]) == NULL && !(w[n - 3] == 'l' && !vowel(w[n - 4])) && !vowel(w[n - 3]);
	return false;
}

unsigned syllables(struct span word)
{
	uint8_t w[64];
	size_t n = 0;
	for (size_t i = 0; i < word.len && n < sizeof w && word.p[i] != '\'' && word.p[i] != 0xE2; i++)
		w[n++] = lower(word.p[i]);
	unsigned groups = 0;
	for (size_t i = 0; i < n; i++)
		groups += vowel(w[i]) && (i == 0 || !vowel(w[i - 1]));
	if (groups > 1 && silent_end(w, n))
		groups--;
	return groups != 0 ? groups : 1;
}

/* A full stop inside "1.5" or "e.g." ends nothing: what follows must not be part of a word. */
static bool ends_sentence(struct span t, size_t i)
{
	return (t.p[i] == '.' || t.p[i] == '?' || t.p[i] == '!') && (i + 1 == t.len || !word_char(t, i + 1));
}

void reading_add(struct reading *r, struct span t)
{
	struct span word;
	size_t at = 0, seen = 0;
	bool open = false;
	while (next_word(t, &at, &word)) {
		for (; seen < at - word.len; seen++)
			if (open && ends_sentence(t, seen)) {
				r->sentences++;
				open = false;
			}
		seen = at;
		r->words++;
		r->syllables += syllables(word);
		open = true;
	}
	r->sentences += open;
}

double reading_grade(const struct reading *r)
{
	if (r->words == 0 || r->sentences == 0)
		return 0;
	double words = r->words;
	return 0.39 * words / r->sentences + 11.8 * r->syllables / words - 15.59;
}

/* ---- likeness */

struct twin {
	struct twin *next;
	const char *id;
	size_t count;
	uint64_t set[]; /* hashes of its words, ascending, distinct */
};

struct twins {
	struct arena *a;
	struct twin *first;
};

struct twins *twins_new(struct arena *a)
{
	struct twins *t = arena_get(a, sizeof *t);
	t->a = a;
	return t;
}

/* FNV-1a over the lower-case word without a plural s. */
static uint64_t word_hash(const uint8_t *w, size_t n)
{
	if (n > 3 && w[n - 1] == 's' && w[n - 2] != 's')
		n--;
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ w[i]) * 1099511628211u;
	return h;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static size_t word_set(struct span text, bool all, uint64_t set[SET_MAX])
{
	struct span word;
	size_t at = 0, n = 0, distinct = 0;
	while (n < SET_MAX && next_word(text, &at, &word)) {
		uint8_t w[64];
		size_t len = 0;
		for (size_t i = 0; i < word.len && len < sizeof w && word.p[i] != '\'' && word.p[i] != 0xE2; i++)
			w[len++] = lower(word.p[i]);
		if (all || !words_stop(span_make(w, len)))
			set[n++] = word_hash(w, len);
	}
	qsort(set, n, sizeof *set, by_value);
	for (size_t i = 0; i < n; i++)
		if (distinct == 0 || set[distinct - 1] != set[i])
			set[distinct++] = set[i];
	return distinct;
}

static bool alike(const struct twin *x, const struct twin *y)
{
	size_t both = 0;
	for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
		if (x->set[i] == y->set[k])
			both++, i++, k++;
		else if (x->set[i] < y->set[k])
			i++;
		else
			k++;
	}
	return both * 4 >= (x->count + y->count - both) * 3; /* |x and y| / |x or y| >= 3/4 */
}

const char *twins_add(struct twins *t, struct span text, const char *id)
{
	uint64_t set[SET_MAX];
	size_t n = word_set(text, false, set);
	if (n == 0)
		n = word_set(text, true, set);
	struct twin *x = arena_get(t->a, sizeof *x + n * sizeof *set);
	x->id = id;
	x->count = n;
	memcpy(x->set, set, n * sizeof *set);
	const char *found = NULL;
	for (const struct twin *y = t->first; y != NULL && n != 0; y = y->next)
		if (alike(x, y))
			found = y->id; /* the earliest stands last in the list */
	x->next = t->first;
	t->first = x;
	return found;
}

/* prose.h - measures of plain text: length, reading level, likeness.
 * Layer:  tools.  Pure functions, except twins, which collects. */
#ifndef PACKC_PROSE_H
#define PACKC_PROSE_H
#include <stdbool.h>

#include "arena.h"
#include "base/utf8.h"

/** span_starts(s, prefix): s begins with it. */
bool span_starts(struct span s, const char *prefix);

/* What the Flesch-Kincaid grade is computed from. */
struct reading {
	unsigned words, sentences, syllables;
};
/** reading_add(r, text): count one block; its end also ends a sentence. */
void reading_add(struct reading *r, struct span text);
/** reading_grade(r): 0.39 words/sentence + 11.8 syllables/word - 15.59; 0 for an empty text. */
double reading_grade(const struct reading *r);
/** syllables(word): of one English word by rule of thumb, at least 1. */
unsigned syllables(struct span word);

/* Sentences that say the same thing twice. */
struct twins;
struct twins *twins_new(struct arena *a);
/** twins_add(t, text, id): compare with all before.  Returns the id of the first one whose set of words
 * (without the common ones) is alike: Jaccard >= 3/4; else NULL.  text, id must live as long as the arena. */
const char *twins_add(struct twins *t, struct span text, const char *id);

#endif

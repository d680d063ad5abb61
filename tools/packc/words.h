/* words.h - lists of words: those that no text may hold, and those too common to compare by.
 * Layer:  tools. */
#ifndef PACKC_WORDS_H
#define PACKC_WORDS_H
#include <stdbool.h>

#include "base/span.h"

/** words_forbidden(text, path, after): the first forbidden phrase of the list behind `after` (NULL: from its start)
 * that stands in text as whole words; NULL when none.  path: the file, as a few phrases are allowed in one. */
const char *words_forbidden(struct span text, const char *path, const char *after);

/** words_stop(word): a lower-case word that carries no meaning of its own. */
bool words_stop(struct span word);

#endif

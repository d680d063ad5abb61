/* composer.h - wording help on request: it points at words, says why, and shows other ways.  It changes nothing.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: a function of the text and the pack's rules; reads no facts, keeps nothing, knows no language: the phrases are
 *         the pack's.
 * Invariants: (1) where a phrase of a rule of kind harm stands in the text, nothing else is pointed at and nothing is put
 *         instead; (2) what is found ascends, does not overlap, and lies on whole words; (3) large and small letters,
 *         straight and curly apostrophes, and any run of white space are the same.
 * Tests:  unit/test_composer.c fuzz/fuzz_compose.c */
#ifndef HEARTH_COMPOSER_H
#define HEARTH_COMPOSER_H
#include "base/status.h"
#include "wire/json.h"

struct pack;

#define COMPOSER_TEXT_MAX 8000u  /* code points, as the longest field of a record */
#define COMPOSER_PHRASE_MAX 120u /* longer phrases of a pack find nothing */
#define COMPOSER_FOUND_MAX 64u   /* the first ones; nobody reads more */

/** composer_view(p, text, w): {harm, found, about}.  `found` is a list of {from, to, id, title, line, kind, instead}, from
 * and to in code points of the text.  With harm it is empty, and `about` lists {id, title, line} of the rules that were
 * met, by id.  ST_MALFORMED: the text is no UTF-8; ST_TOOBIG: longer than the ceiling; nothing was written.
 * O(phrases x text). */
MUST_USE enum status composer_view(const struct pack *p, struct span text, struct json_w *w);

#endif

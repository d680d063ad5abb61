/* away.h - what stays away from the lists until this person asks: the rooms of the senses and of sex, whatever else speaks
 * of sexual life, and what does not go with the lens they chose; and what does
 * not come by itself to whoever chose none.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * It hides, it does not lock: a link that somebody follows may still open a page, and the page then says what it is.
 * Help, safety, start and the wording help are never away.  Tests:  unit/test_away.c */
#ifndef HEARTH_AWAY_H
#define HEARTH_AWAY_H
#include "domain/fact.h"
#include "domain/pack.h"

struct away {
	bool sexual;      /* sexual content was asked for */
	struct span lens; /* "faith", "secular", or anything else: either way.  Borrowed from the facts */
};
/** away_of(f): by the newest own words record; without one sexual content was not asked for. */
struct away away_of(const struct facts *f);

/** away_cause(id): it speaks of sexual life (whether that was asked for or not); constructs: reflect_waits. */
bool away_cause(struct span id);
/** away_item(a, p, folder, map): this item of the pack is away: by its `stage` or `lens`, by what it is (causes,
 * reflection), by what it bears on (tips), or, where it has no stage of its
 * own, by the exercise it belongs to (sheets). */
bool away_item(const struct away *a, const struct pack *p, enum pack_folder folder, struct span map);
/** away_unasked(a, map): written for a lens that this person did not choose.  Its list may stand where they look for one;
 * none of it comes by itself, as the card of any deck, the prompt and the tip of a day do. */
bool away_unasked(const struct away *a, struct span map);

#endif

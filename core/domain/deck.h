/* deck.h - cards and prompts: one at a time, in an order that looks shuffled and is not random.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Invariants: (1) no card that was seen within 365 days; (2) same facts, deck, day and skip: same card; (3) skip n
 * gives the n-th next one, and runs over all unseen cards before it begins again; (4) nothing of a deck or list that is
 * away (away.h), also when it is named, and unnamed nothing of a lens that was not chosen. Tests:  unit/test_deck.c */
#ifndef HEARTH_DECK_H
#define HEARTH_DECK_H
#include "domain/fact.h"

struct pack;

#define DECK_REST_DAYS 365

struct deck_query {
	struct span deck; /* id of a deck; empty: any that is not away */
	int32_t day;
	uint32_t skip;
	bool easy; /* light times: without a name only from decks that ask for no openness (spec/plan.md R25) */
};
/** deck_draw_view(f, p, q, w): {deck, title, id, text, num, left} or {empty: true}.  ST_NOTFOUND: no such deck. */
MUST_USE enum status deck_draw_view(const struct facts *f, const struct pack *p, const struct deck_query *q,
                                    struct json_w *w);

/** deck_prompt_view(f, p, q, w): {list, id, text}, the prompt of the day, or {empty: true}; q->deck names a list. */
MUST_USE enum status deck_prompt_view(const struct facts *f, const struct pack *p, const struct deck_query *q,
                                      struct json_w *w);
/** deck_prompt_count(p, list): prompts of a list, 0 when there is none. */
size_t deck_prompt_count(const struct pack *p, struct span list);

#endif

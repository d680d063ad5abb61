/* item.h - members of the pack's CBOR maps, read without error paths: what is absent is empty, 0 or false.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * The pack was checked when it was opened; a member of another kind than asked counts as absent. */
#ifndef HEARTH_ITEM_H
#define HEARTH_ITEM_H
#include "wire/cbor.h"
#include "wire/json.h"

struct span item_text(struct span map, const char *key);
int64_t item_int(struct span map, const char *key, int64_t fallback);
bool item_flag(struct span map, const char *key);

/* Walks an array member: for (struct item_list l = item_list(map, "items"); item_next(&l, &x);) */
struct item_list {
	struct cbor_r r;
	size_t left;
};
struct item_list item_list(struct span map, const char *key);
bool item_next(struct item_list *l, struct span *item);

/** item_part(map, title): the blocks under a heading of the item's body; empty when there is none. */
struct span item_part(struct span map, const char *title);

/** span_is(s, text): equal to a C string. */
static inline bool span_is(struct span s, const char *text) { return span_equal(s, span_text(text)); }

/** item_hash(day, id): 64 bits that depend on these bytes alone (FNV-1a, then mixed), for ties and shuffles.  Never for
 * secrets. */
uint64_t item_hash(int32_t day, struct span id);

/** item_text_or_null(w, key, s): a pair; null for the empty span. */
void item_text_or_null(struct json_w *w, const char *key, struct span s);

#endif

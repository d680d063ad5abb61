/* track.c - a track's weeks over the places of exercises. */
#include "domain/track.h"

#include "domain/item.h"
#include "domain/pack.h"

enum status track_find(const struct pack *p, struct span id, struct track *out)
{
	struct span map;
	enum status st = pack_item(p, PACK_TRACKS, id, &map);
	if (st != ST_OK)
		return st;
	*out = (struct track){.id = item_text(map, "id"), .map = map, .alone = item_flag(map, "alone")};
	out->kind = span_is(item_text(map, "kind"), "steps") ? TRACK_STEPS : TRACK_CONTAIN;
	return ST_OK;
}

static void mark_week(const struct pack *p, struct span week, unsigned bit, uint16_t *weeks, size_t n)
{
	struct item_list l = item_list(week, "steps");
	struct span id, item;
	size_t at;
	while (item_next(&l, &item)) {
		struct cbor_r r = cbor_reader(item);
		if (cbor_get_text(&r, &id) == ST_OK && pack_find(p, PACK_EXERCISES, id, &at) == ST_OK && at < n)
			weeks[at] = (uint16_t)(weeks[at] | bit);
	}
}

size_t track_weeks_of(const struct pack *p, const struct track *t, uint16_t *weeks, size_t n)
{
	struct item_list l = item_list(t->map, "weeks");
	struct span week;
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		weeks[i] = 0;
	for (; count < TRACK_WEEKS_MAX && item_next(&l, &week); count++)
		if (t->kind == TRACK_STEPS)
			mark_week(p, week, 1u << count, weeks, n);
	return count;
}

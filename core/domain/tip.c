/* tip.c - all tips in a row, walked with a long stride, so that neighbouring days come from different lists.
 * The round has as many days as there are tips and at least ninety; a day whose place no tip fills stays empty. */
#include "domain/tip.h"

#include "domain/away.h"
#include "domain/item.h"
#include "domain/pack.h"

static uint32_t common(uint32_t a, uint32_t b)
{
	while (b != 0) {
		uint32_t c = a % b;
		a = b;
		b = c;
	}
	return a;
}

/* About 0.62 of the round and without a divisor in common with it: each place is met once in a round. */
static uint32_t stride_of(uint32_t round)
{
	uint32_t s = round * 5 / 8;
	while (common(s, round) != 1)
		s++;
	return s;
}

static uint32_t tips_in(struct span list)
{
	uint32_t n = 0;
	struct span item;
	for (struct item_list l = item_list(list, "items"); item_next(&l, &item);)
		n++;
	return n;
}

static enum status tip_at(struct span list, uint32_t at, struct tip *out)
{
	struct span item;
	for (struct item_list l = item_list(list, "items"); item_next(&l, &item);)
		if (at-- == 0) {
			*out = (struct tip){item_text(item, "id"), item_text(item, "text")};
			return ST_OK;
		}
	return ST_NOTFOUND;
}

enum status tip_of_day(const struct pack *p, int32_t day, const struct away *away, struct tip *out)
{
	size_t lists = pack_count(p, PACK_TIPS);
	uint32_t n = 0, round, place;
	for (size_t i = 0; i < lists; i++)
		n += tips_in(pack_at(p, PACK_TIPS, i));
	round = n > TIP_REST_DAYS ? n : TIP_REST_DAYS;
	if (day < 0)
		return ST_NOTFOUND;
	place = (uint32_t)((uint64_t)((uint32_t)day % round) * stride_of(round) % round);
	for (size_t i = 0; i < lists; i++) {
		struct span list = pack_at(p, PACK_TIPS, i);
		uint32_t here = tips_in(list);
		if (place < here)
			return away_item(away, p, PACK_TIPS, list) || away_unasked(away, list) ? ST_NOTFOUND : tip_at(list, place, out);
		place -= here;
	}
	return ST_NOTFOUND;
}

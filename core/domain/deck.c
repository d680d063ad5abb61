/* deck.c - drawing cards and prompts.
 * The order of a day is the order of a hash over day and id: every card comes once before any comes again, a different
 * order each day, and nothing has to be remembered but what was seen. */
#include "domain/deck.h"

#include "domain/away.h"
#include "domain/item.h"
#include "domain/pack.h"

#define CARDS_MAX 1024u /* packs hold fewer */

/* Cards seen lately, as a set of hashes: an open table, filled from the newest year of records. */
struct seen {
	uint32_t n;
	uint32_t slot[2 * CARDS_MAX];
};

static uint32_t card_mark(struct span id)
{
	uint32_t h = (uint32_t)item_hash(0, id);
	return h != 0 ? h : 1;
}

static void seen_add(struct seen *s, uint32_t mark)
{
	size_t at = mark % (2 * CARDS_MAX);
	if (s->n >= CARDS_MAX)
		return;
	while (s->slot[at] != 0 && s->slot[at] != mark)
		at = (at + 1) % (2 * CARDS_MAX);
	if (s->slot[at] == 0)
		s->n++;
	s->slot[at] = mark;
}

static bool seen_has(const struct seen *s, uint32_t mark)
{
	for (size_t at = mark % (2 * CARDS_MAX); s->slot[at] != 0; at = (at + 1) % (2 * CARDS_MAX))
		if (s->slot[at] == mark)
			return true;
	return false;
}

static void gather_seen(const struct facts *f, int32_t day, struct seen *s)
{
	memset(s, 0, sizeof *s);
	for (size_t i = facts_next(f, REC_CARD, FACT_MINE, 0); i < f->n;
	     i = facts_next(f, REC_CARD, FACT_MINE, i + 1)) {
		const struct fact *x = &f->v[i];
		int64_t d = event_int(x->t, x->body, "day", 0);
		if (d <= day && day - d < DECK_REST_DAYS)
			seen_add(s, card_mark(event_text(x->t, x->body, "card")));
	}
}

/* What is not drawn. */
struct deck_rest {
	struct away away;
	const struct seen *seen; /* NULL: nothing counts as seen */
};
struct draw {
	struct span folder_item, item;
	uint64_t hash;
	size_t open; /* cards that may be drawn */
};

/* Playful ones, by name: a list that somebody read is safer than a property that somebody forgot to set. */
static bool is_easy(struct span deck)
{
	static const char *const easy[] = {"fun", "home", "minds", "play", "tired"};
	struct span id = item_text(deck, "id");
	for (size_t i = 0; i < sizeof easy / sizeof easy[0]; i++)
		if (span_is(id, easy[i]))
			return true;
	return false;
}

/* The card whose hash is the next above `above` (0: the least): repeated, this walks the day's order. */
static void pick(const struct pack *p, enum pack_folder folder, const struct deck_query *q, const struct deck_rest *rest,
                 uint64_t above, struct draw *out)
{
	*out = (struct draw){.hash = UINT64_MAX};
	for (size_t i = 0; i < pack_count(p, folder); i++) {
		struct span deck = pack_at(p, folder, i), item;
		if (q->deck.len != 0 ? !span_equal(item_text(deck, "id"), q->deck) : q->easy && !is_easy(deck))
			continue;
		if (away_item(&rest->away, p, folder, deck) || (q->deck.len == 0 && away_unasked(&rest->away, deck)))
			continue;
		for (struct item_list l = item_list(deck, "items"); item_next(&l, &item);) {
			struct span id = item_text(item, "id");
			uint64_t h = item_hash(q->day, id);
			if (rest->seen != NULL && seen_has(rest->seen, card_mark(id)))
				continue;
			out->open++;
			if (h > above && h < out->hash)
				*out = (struct draw){deck, item, h, out->open};
		}
	}
}

static bool draw(const struct pack *p, enum pack_folder folder, const struct deck_query *q, const struct deck_rest *rest,
                 struct draw *out)
{
	pick(p, folder, q, rest, 0, out);
	if (out->item.len == 0)
		return false;
	for (size_t left = q->skip % out->open; left > 0; left--) {
		pick(p, folder, q, rest, out->hash, out);
		if (out->item.len == 0)
			return false;
	}
	return true;
}

static void write_empty(struct json_w *w)
{
	json_object(w);
	json_pair_bool(w, "empty", true);
	json_end_object(w);
}

static bool known(const struct pack *p, enum pack_folder folder, struct span id)
{
	size_t at;
	return id.len == 0 || pack_find(p, folder, id, &at) == ST_OK;
}

/* The figures behind the letter: the number printed on the card. */
static int64_t card_number(struct span id)
{
	int64_t n = 0;
	for (size_t i = 0; i < id.len; i++)
		if (id.p[i] >= '0' && id.p[i] <= '9' && n < 100000)
			n = n * 10 + (id.p[i] - '0');
	return n;
}

enum status deck_draw_view(const struct facts *f, const struct pack *p, const struct deck_query *q, struct json_w *w)
{
	struct seen s;
	struct draw d;
	if (!known(p, PACK_CARDS, q->deck))
		return ST_NOTFOUND;
	gather_seen(f, q->day, &s);
	if (!draw(p, PACK_CARDS, q, &(struct deck_rest){away_of(f), &s}, &d)) {
		write_empty(w);
		return ST_OK;
	}
	json_object(w);
	json_pair_span(w, "deck", item_text(d.folder_item, "id"));
	json_pair_span(w, "title", item_text(d.folder_item, "title"));
	json_pair_span(w, "id", item_text(d.item, "id"));
	json_pair_span(w, "text", item_text(d.item, "text"));
	json_pair_int(w, "num", card_number(item_text(d.item, "id")));
	json_pair_int(w, "left", (int64_t)d.open - 1);
	json_end_object(w);
	return ST_OK;
}

enum status deck_prompt_view(const struct facts *f, const struct pack *p, const struct deck_query *q, struct json_w *w)
{
	struct draw d;
	if (!known(p, PACK_PROMPTS, q->deck))
		return ST_NOTFOUND;
	if (!draw(p, PACK_PROMPTS, q, &(struct deck_rest){away_of(f), NULL}, &d)) {
		write_empty(w);
		return ST_OK;
	}
	json_object(w);
	json_pair_span(w, "list", item_text(d.folder_item, "id"));
	json_pair_span(w, "id", item_text(d.item, "id"));
	json_pair_span(w, "text", item_text(d.item, "text"));
	json_end_object(w);
	return ST_OK;
}

size_t deck_prompt_count(const struct pack *p, struct span list)
{
	struct span map;
	return pack_item(p, PACK_PROMPTS, list, &map) == ST_OK ? item_list(map, "items").left : 0;
}

/* item.c - reading the pack's maps. */
#include "domain/item.h"

static struct span member(struct span map, const char *key)
{
	struct span item = {NULL, 0};
	if (map.len == 0 || cbor_find_text(map, key, &item) != ST_OK)
		return (struct span){NULL, 0};
	return item;
}

struct span item_text(struct span map, const char *key)
{
	struct span s = {NULL, 0}, item = member(map, key);
	struct cbor_r r = cbor_reader(item);
	if (item.len == 0 || cbor_get_text(&r, &s) != ST_OK)
		return (struct span){NULL, 0};
	return s;
}

int64_t item_int(struct span map, const char *key, int64_t fallback)
{
	struct span item = member(map, key);
	struct cbor_r r = cbor_reader(item);
	int64_t v;
	return item.len != 0 && cbor_get_int(&r, &v) == ST_OK ? v : fallback;
}

bool item_flag(struct span map, const char *key)
{
	struct span item = member(map, key);
	struct cbor_r r = cbor_reader(item);
	bool v = false;
	return item.len != 0 && cbor_get_bool(&r, &v) == ST_OK && v;
}

struct item_list item_list(struct span map, const char *key)
{
	struct item_list l = {cbor_reader(member(map, key)), 0};
	if (l.r.p == NULL || cbor_get_array(&l.r, &l.left) != ST_OK)
		l.left = 0;
	return l;
}

bool item_next(struct item_list *l, struct span *item)
{
	if (l->left == 0 || cbor_skip(&l->r, item) != ST_OK)
		return false;
	l->left--;
	return true;
}

struct span item_part(struct span map, const char *title)
{
	struct span body = member(map, "body");
	struct cbor_r r = cbor_reader(body);
	return body.len != 0 && cbor_peek(&r) == CBOR_MAP ? member(body, title) : (struct span){NULL, 0};
}

uint64_t item_hash(int32_t day, struct span id)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	for (unsigned i = 0; i < 4; i++)
		h = (h ^ ((uint32_t)day >> (8 * i) & 0xff)) * UINT64_C(0x100000001b3);
	for (size_t i = 0; i < id.len; i++)
		h = (h ^ id.p[i]) * UINT64_C(0x100000001b3);
	/* FNV leaves neighbouring ids close together in the high bits; one round of mixing spreads them. */
	h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
	return h ^ h >> 29;
}

void item_text_or_null(struct json_w *w, const char *key, struct span s)
{
	if (s.len != 0) {
		json_pair_span(w, key, s);
		return;
	}
	json_key(w, key);
	json_put_null(w);
}

/* view_content.c - the pack's items as JSON. */
#include "domain/away.h"
#include "session/view.h"

#include <sodium.h>

#define OFFER_WORDS 5u /* 55 bits before Argon2id */

MUST_USE static enum status folder_of(const struct view *v, enum pack_folder *out)
{
	struct span name;
	enum status st = json_text(&v->cmd->doc, v->cmd->root, "folder", 24, &name);
	return st == ST_OK ? pack_folder_named(name, out) : ST_MALFORMED;
}

/* Front matter only: everything but the long parts. */
static void put_front(struct json_w *w, struct span item)
{
	struct cbor_r r = cbor_reader(item);
	size_t n = 0;
	json_object(w);
	if (cbor_get_map(&r, &n) != ST_OK)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		struct span key, value;
		char name[32];
		if (cbor_get_text(&r, &key) != ST_OK || cbor_skip(&r, &value) != ST_OK)
			break;
		if (key.len >= sizeof name || span_equal(key, span_text("body")) || span_equal(key, span_text("sizes")))
			continue;
		memcpy(name, key.p, key.len);
		name[key.len] = '\0';
		json_key(w, name);
		json_put_cbor(w, value);
	}
	json_end_object(w);
}

enum status view_list(struct view *v, struct json_w *w)
{
	enum pack_folder folder;
	enum status st = folder_of(v, &folder);
	if (st != ST_OK)
		return st;
	struct away away = away_of(&v->facts);
	json_key(w, "items");
	json_array(w);
	for (size_t i = 0; i < pack_count(v->c->pack, folder); i++) {
		struct span map = pack_at(v->c->pack, folder, i);
		if (!away_item(&away, v->c->pack, folder, map))
			put_front(w, map);
	}
	json_end_array(w);
	return ST_OK;
}

enum status view_packs(struct view *v, struct json_w *w)
{
	json_key(w, "packs");
	json_put_cbor(w, pack_packs(v->c->pack));
	return ST_OK;
}

enum status view_item(struct view *v, struct json_w *w)
{
	enum pack_folder folder;
	struct span id, item;
	enum status st = folder_of(v, &folder);
	if (st == ST_OK)
		st = json_text(&v->cmd->doc, v->cmd->root, "id", 40, &id);
	if (st == ST_OK)
		st = pack_item(v->c->pack, folder, id, &item);
	if (st == ST_OK) {
		json_key(w, "item");
		json_put_cbor(w, item);
	}
	return st;
}

enum status view_lines(struct view *v, struct json_w *w)
{
	json_key(w, "lines");
	json_put_cbor(w, pack_lines(v->c->pack));
	return ST_OK;
}

enum status view_words(struct view *v, struct json_w *w)
{
	const struct json_node *list = json_get(&v->cmd->doc, v->cmd->root, "indices");
	size_t n = 0;
	if (list == NULL || list->kind != JSON_ARRAY)
		return ST_MALFORMED;
	json_key(w, "words");
	json_array(w);
	for (const struct json_node *i = json_first(&v->cmd->doc, list); i != NULL; i = json_next(&v->cmd->doc, i)) {
		struct span word = {NULL, 0};
		if (i->kind == JSON_INT && i->num >= 0)
			word = pack_word(v->c->pack, (size_t)i->num);
		if (word.len == 0 || n++ == 64)
			return ST_MALFORMED;
		json_put_span(w, word);
	}
	json_end_array(w);
	return ST_OK;
}

/* Passphrases to choose from: five words each, by the system's own randomness. */
enum status view_offers(struct view *v, struct json_w *w)
{
	int64_t count = 3;
	enum status st = json_int(&v->cmd->doc, v->cmd->root, "count", 1, 10, &count);
	size_t words = pack_words(v->c->pack);
	if (st == ST_MALFORMED || words < 2)
		return ST_MALFORMED;
	json_key(w, "offers");
	json_array(w);
	for (int64_t i = 0; i < count; i++) {
		json_array(w);
		for (size_t k = 0; k < OFFER_WORDS; k++) {
			uint8_t raw[8];
			randombytes_buf(raw, sizeof raw);
			json_put_span(w, pack_word(v->c->pack, (size_t)(get_u64(raw) % words)));
		}
		json_end_array(w);
	}
	json_end_array(w);
	return ST_OK;
}

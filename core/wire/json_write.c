/* json_write.c - the sticky writer: commas and escapes are its business; and CBOR as JSON. */
#include "base/utf8.h"
#include "wire/cbor.h"
#include "wire/json.h"

#define LEVEL_MAX 63u /* bits in json_w.used */

/* ---- writer ---- */

static void put(struct json_w *w, const void *p, size_t n)
{
	if (w->st == ST_OK)
		w->st = buf_add(w->b, p, n);
}

static void put_byte(struct json_w *w, char c) { put(w, &c, 1); }

/* Before each key and each value: the comma, where one is due.  A second value beside the root is a mistake. */
static void lead(struct json_w *w)
{
	uint64_t bit = UINT64_C(1) << w->depth;
	if (w->after_key) {
		w->after_key = false;
		return;
	}
	if ((w->used & bit) != 0) {
		if (w->depth == 0 && w->st == ST_OK)
			w->st = ST_MALFORMED;
		put_byte(w, ',');
	}
	w->used |= bit;
}

static void open_bracket(struct json_w *w, char c)
{
	lead(w);
	put_byte(w, c);
	if (w->depth == LEVEL_MAX && w->st == ST_OK)
		w->st = ST_TOOBIG;
	if (w->st != ST_OK)
		return;
	w->depth++;
	w->used &= ~(UINT64_C(1) << w->depth);
}

static void close_bracket(struct json_w *w, char c)
{
	if ((w->depth == 0 || w->after_key) && w->st == ST_OK)
		w->st = ST_MALFORMED;
	put_byte(w, c);
	if (w->st == ST_OK)
		w->depth--;
}

void json_object(struct json_w *w) { open_bracket(w, '{'); }
void json_end_object(struct json_w *w) { close_bracket(w, '}'); }
void json_array(struct json_w *w) { open_bracket(w, '['); }
void json_end_array(struct json_w *w) { close_bracket(w, ']'); }

static void put_escape(struct json_w *w, uint8_t c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt", hex[] = "0123456789abcdef";
	const char *at = memchr(from, c, sizeof from - 1);
	char esc[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
	if (at == NULL) {
		put(w, esc, sizeof esc);
	} else {
		esc[1] = to[at - from];
		put(w, esc, 2);
	}
}

static void put_string(struct json_w *w, struct span s)
{
	if (w->st == ST_OK && !utf8_valid(s))
		w->st = ST_MALFORMED;
	put_byte(w, '"');
	size_t from = 0;
	for (size_t i = 0; i < s.len && w->st == ST_OK; i++) {
		if (s.p[i] >= 0x20 && s.p[i] != '"' && s.p[i] != '\\')
			continue;
		put(w, s.p + from, i - from);
		put_escape(w, s.p[i]);
		from = i + 1;
	}
	if (from < s.len)
		put(w, s.p + from, s.len - from);
	put_byte(w, '"');
}

static void key_span(struct json_w *w, struct span key)
{
	if (w->after_key && w->st == ST_OK)
		w->st = ST_MALFORMED;
	lead(w);
	put_string(w, key);
	put_byte(w, ':');
	w->after_key = true;
}

void json_key(struct json_w *w, const char *key) { key_span(w, span_text(key)); }

void json_put_span(struct json_w *w, struct span utf8)
{
	lead(w);
	put_string(w, utf8);
}

void json_put_text(struct json_w *w, const char *utf8) { json_put_span(w, span_text(utf8)); }

struct decimal {
	char text[20]; /* of 2^64 - 1 */
	size_t at;     /* where it begins */
};

static struct decimal decimal(uint64_t v)
{
	struct decimal d = {.at = sizeof d.text};
	do {
		d.text[--d.at] = (char)('0' + v % 10);
		v /= 10;
	} while (v != 0);
	return d;
}

void json_put_int(struct json_w *w, int64_t v)
{
	lead(w);
	if ((v > JSON_NUM_MAX || v < -JSON_NUM_MAX) && w->st == ST_OK)
		w->st = ST_MALFORMED;
	struct decimal d = decimal(v < 0 ? ~(uint64_t)v + 1 : (uint64_t)v);
	if (v < 0)
		put_byte(w, '-');
	put(w, d.text + d.at, sizeof d.text - d.at);
}

static void put_word(struct json_w *w, const char *word)
{
	lead(w);
	put(w, word, strlen(word));
}

void json_put_bool(struct json_w *w, bool v) { put_word(w, v ? "true" : "false"); }
void json_put_null(struct json_w *w) { put_word(w, "null"); }

void json_put_hex(struct json_w *w, const uint8_t *p, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	uint8_t *to = NULL;
	lead(w);
	put_byte(w, '"');
	if (w->st == ST_OK)
		w->st = n > SIZE_MAX / 2 ? ST_TOOBIG : buf_room(w->b, 2 * n, &to);
	if (w->st != ST_OK)
		return;
	for (size_t i = 0; i < n; i++) {
		to[2 * i] = (uint8_t)hex[p[i] >> 4];
		to[2 * i + 1] = (uint8_t)hex[p[i] & 15];
	}
	put_byte(w, '"');
}

/* ---- CBOR as JSON ---- */

struct nest {
	size_t owed; /* items, or pairs in a map */
	bool map;
	bool numbered; /* some key of this map was a number */
};

static bool all_digits(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.len > 0;
}

/* 1 and "1" are two keys in CBOR and one in JSON: a map that could hold both is refused. */
MUST_USE static enum status cbor_key(struct json_w *w, struct cbor_r *r, struct nest *n)
{
	uint64_t v;
	struct span text;
	if (cbor_get_uint(r, &v) == ST_OK) {
		struct decimal d = decimal(v);
		key_span(w, span_make(d.text + d.at, sizeof d.text - d.at));
		n->numbered = true;
		return ST_OK;
	}
	if (cbor_get_text(r, &text) != ST_OK || (n->numbered && all_digits(text)))
		return ST_MALFORMED;
	key_span(w, text);
	return ST_OK;
}

MUST_USE static enum status cbor_scalar(struct json_w *w, struct cbor_r *r, enum cbor_kind kind)
{
	struct span s;
	int64_t v;
	bool flag;
	enum status st = ST_MALFORMED;
	if (kind == CBOR_UINT || kind == CBOR_NINT) {
		st = cbor_get_int(r, &v);
		if (st == ST_OK)
			json_put_int(w, v);
	} else if (kind == CBOR_TEXT) {
		st = cbor_get_text(r, &s);
		if (st == ST_OK)
			json_put_span(w, s);
	} else if (kind == CBOR_BYTES) {
		st = cbor_get_bytes(r, &s);
		if (st == ST_OK)
			json_put_hex(w, s.p, s.len);
	} else if (kind == CBOR_TRUE || kind == CBOR_FALSE) {
		st = cbor_get_bool(r, &flag);
		if (st == ST_OK)
			json_put_bool(w, flag);
	} else if (kind == CBOR_NULL) {
		st = cbor_get_null(r);
		if (st == ST_OK)
			json_put_null(w);
	}
	return st;
}

MUST_USE static enum status cbor_open(struct json_w *w, struct cbor_r *r, struct nest *n, bool map)
{
	*n = (struct nest){0, map, false};
	if (map)
		json_object(w);
	else
		json_array(w);
	return map ? cbor_get_map(r, &n->owed) : cbor_get_array(r, &n->owed);
}

MUST_USE static enum status cbor_walk(struct json_w *w, struct cbor_r *r)
{
	struct nest at[CBOR_DEPTH_MAX];
	size_t depth = 0;
	do {
		enum status st = ST_OK;
		if (depth > 0 && at[depth - 1].map)
			st = cbor_key(w, r, &at[depth - 1]);
		enum cbor_kind kind = cbor_peek(r);
		bool opens = kind == CBOR_ARRAY || kind == CBOR_MAP;
		if (st == ST_OK && opens)
			st = depth == CBOR_DEPTH_MAX ? ST_MALFORMED : cbor_open(w, r, &at[depth++], kind == CBOR_MAP);
		else if (st == ST_OK)
			st = cbor_scalar(w, r, kind);
		if (st != ST_OK || w->st != ST_OK)
			return st;
		for (; depth > 0 && at[depth - 1].owed == 0; depth--)
			close_bracket(w, at[depth - 1].map ? '}' : ']');
		if (depth > 0)
			at[depth - 1].owed--;
	} while (depth > 0);
	return r->p == r->end ? ST_OK : ST_MALFORMED;
}

void json_put_cbor(struct json_w *w, struct span item)
{
	struct cbor_r r = cbor_reader(item);
	enum status st = cbor_walk(w, &r);
	if (w->st == ST_OK)
		w->st = st;
}

void json_pair_text(struct json_w *w, const char *key, const char *v)
{
	json_key(w, key);
	json_put_text(w, v);
}

void json_pair_span(struct json_w *w, const char *key, struct span v)
{
	json_key(w, key);
	json_put_span(w, v);
}

void json_pair_int(struct json_w *w, const char *key, int64_t v)
{
	json_key(w, key);
	json_put_int(w, v);
}

void json_pair_bool(struct json_w *w, const char *key, bool v)
{
	json_key(w, key);
	json_put_bool(w, v);
}

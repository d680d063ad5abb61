/* composer.c - finding phrases as whole words.
 * Text and phrases are laid out as one code point a cell, folded so that equal cells mean equal letters; cells keep the
 * places of the text, so that what is found can be pointed at. */
#include "domain/composer.h"

#include "base/utf8.h"
#include "domain/item.h"
#include "domain/pack.h"

#define HITS_MAX 256u /* before overlaps are taken out */

#define CELL_NOTHING 0u /* is not there for the eye: passed over */
#define CELL_SPACE ' '
#define CELL_APOSTROPHE '\''

struct cells {
	size_t n;
	uint32_t v[COMPOSER_TEXT_MAX];
};
struct phrase {
	size_t n;
	uint32_t v[COMPOSER_PHRASE_MAX];
};
struct hit {
	uint16_t from, to, rule; /* rule: its place in the folder */
};
struct hits {
	size_t n;
	struct hit v[HITS_MAX];
};

/* ---- letters */

/* The code point at p of valid UTF-8; *len is its bytes. */
static uint32_t decode(const uint8_t *p, size_t *len)
{
	if (p[0] < 0x80) {
		*len = 1;
		return p[0];
	}
	*len = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	uint32_t cp = p[0] & (0x7fu >> *len);
	for (size_t i = 1; i < *len; i++)
		cp = cp << 6 | (p[i] & 0x3fu);
	return cp;
}

/* Small letters of the alphabets that packs are likely to be in: Latin, Greek, Cyrillic.  Others stay as they are. */
static uint32_t small(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	if (c >= 0xc0 && c <= 0xde)
		return c != 0xd7 ? c + 32 : c;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
		return c + (c & 1); /* here the odd one is the capital */
	if (c >= 0x100 && c <= 0x177 && c != 0x130 && c != 0x131 && c != 0x138)
		return c | 1;
	if (c == 0x178)
		return 0xff;
	if (c >= 0x391 && c <= 0x3a9 && c != 0x3a2)
		return c + 32;
	if (c >= 0x400 && c <= 0x42f)
		return c < 0x410 ? c + 80 : c + 32;
	return c;
}

static bool is_space(uint32_t c)
{
	return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
	       c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Soft hyphens, joiners and marks of direction, which are in a text without being seen. */
static bool is_nothing(uint32_t c)
{
	return c == 0 || c == 0xad || c == 0x34f || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == '`' || c == 0xb4 || c == 0x2bc || c == 0x2018 || c == 0x2019 || c == 0x2032 || c == 0xff07;
}

static uint32_t cell(uint32_t c)
{
	if (is_nothing(c))
		return CELL_NOTHING;
	if (is_space(c))
		return CELL_SPACE;
	return is_apostrophe(c) ? CELL_APOSTROPHE : small(c);
}

/* Part of a word: letters and digits.  What is neither in the blocks of punctuation, arrows and pictures is a letter. */
static bool is_word(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
	if (c < 0xc0)
		return c == 0xaa || c == 0xb5 || c == 0xba;
	return c != 0xd7 && c != 0xf7 && !(c >= 0x2000 && c <= 0x2bff) && !(c >= 0x3000 && c <= 0x303f) &&
	       !(c >= 0xfe00 && c <= 0xfe0f) && !(c >= 0xff00 && c <= 0xff0f) && c < 0x1f000;
}

static size_t lay_out(struct span s, uint32_t *v, size_t max)
{
	size_t n = 0, len;
	for (size_t i = 0; i < s.len && n < max; i += len)
		v[n++] = cell(decode(s.p + i, &len));
	return n;
}

/* ---- words */

static size_t skip_nothing(const struct cells *t, size_t at)
{
	while (at < t->n && t->v[at] == CELL_NOTHING)
		at++;
	return at;
}

/* Is the cell before `at` of the same word?  An apostrophe is, between two letters. */
static bool goes_on_before(const struct cells *t, size_t at)
{
	bool apostrophe = false;
	while (at > 0) {
		uint32_t c = t->v[--at];
		if (c == CELL_NOTHING)
			continue;
		if (c != CELL_APOSTROPHE || apostrophe)
			return is_word(c);
		apostrophe = true;
	}
	return false;
}

static bool goes_on_after(const struct cells *t, size_t at)
{
	at = skip_nothing(t, at);
	if (at < t->n && t->v[at] == CELL_APOSTROPHE)
		at = skip_nothing(t, at + 1);
	return at < t->n && is_word(t->v[at]);
}

/* Behind the phrase where it stands at `at`; 0: it does not. */
static size_t match(const struct cells *t, size_t at, const struct phrase *f)
{
	if (t->v[at] != f->v[0] || (is_word(f->v[0]) && goes_on_before(t, at)))
		return 0;
	for (size_t k = 0; k < f->n; k++) {
		at = skip_nothing(t, at);
		if (at == t->n || t->v[at] != f->v[k])
			return 0;
		at++;
		while (f->v[k] == CELL_SPACE && at < t->n && (t->v[at] == CELL_SPACE || t->v[at] == CELL_NOTHING))
			at++;
	}
	return is_word(f->v[f->n - 1]) && goes_on_after(t, at) ? 0 : at;
}

/* A phrase of the pack, without blanks around it and with one between words; false when there is none to look for. */
static bool phrase_read(struct span item, struct phrase *f)
{
	uint32_t raw[COMPOSER_PHRASE_MAX];
	struct cbor_r r = cbor_reader(item);
	struct span s;
	f->n = 0;
	if (cbor_get_text(&r, &s) != ST_OK || utf8_count(s) > COMPOSER_PHRASE_MAX)
		return false;
	size_t n = lay_out(s, raw, COMPOSER_PHRASE_MAX);
	for (size_t i = 0; i < n; i++)
		if (raw[i] != CELL_NOTHING && (raw[i] != CELL_SPACE || (f->n > 0 && f->v[f->n - 1] != CELL_SPACE)))
			f->v[f->n++] = raw[i];
	if (f->n > 0 && f->v[f->n - 1] == CELL_SPACE)
		f->n--;
	return f->n > 0;
}

/* ---- hits, in the order of the text: the longer of two that begin together comes first */

static bool before(const struct hit *a, const struct hit *b)
{
	if (a->from != b->from)
		return a->from < b->from;
	return a->to != b->to ? a->to > b->to : a->rule < b->rule;
}

static void hits_add(struct hits *h, struct hit x)
{
	if (h->n == HITS_MAX) {
		if (!before(&x, &h->v[h->n - 1]))
			return;
		h->n--;
	}
	size_t at = h->n++;
	for (; at > 0 && before(&x, &h->v[at - 1]); at--)
		h->v[at] = h->v[at - 1];
	h->v[at] = x;
}

/* Every place of one rule's phrases; with hits NULL only whether there is one. */
static bool look_for(const struct cells *t, struct span rule, uint16_t place, struct hits *h)
{
	struct span item;
	struct phrase f;
	bool any = false;
	for (struct item_list l = item_list(rule, "find"); item_next(&l, &item);) {
		if (!phrase_read(item, &f))
			continue;
		for (size_t at = 0; at < t->n; at++) {
			size_t to = match(t, at, &f);
			if (to == 0)
				continue;
			if (h == NULL)
				return true;
			any = true;
			hits_add(h, (struct hit){(uint16_t)at, (uint16_t)to, place});
		}
	}
	return any;
}

/* ---- the answer */

static void write_rule(struct span rule, struct json_w *w)
{
	json_pair_span(w, "id", item_text(rule, "id"));
	json_pair_span(w, "title", item_text(rule, "title"));
	json_pair_span(w, "line", item_text(rule, "line"));
}

static void write_hit(const struct hit *x, struct span rule, struct json_w *w)
{
	struct span item;
	json_object(w);
	json_pair_int(w, "from", x->from);
	json_pair_int(w, "to", x->to);
	write_rule(rule, w);
	json_pair_span(w, "kind", item_text(rule, "kind"));
	json_key(w, "instead");
	json_array(w);
	for (struct item_list l = item_list(rule, "instead"); item_next(&l, &item);)
		json_put_cbor(w, item);
	json_end_array(w);
	json_end_object(w);
}

static void write_found(const struct pack *p, const struct hits *h, struct json_w *w)
{
	size_t end = 0, count = 0;
	for (size_t i = 0; i < h->n && count < COMPOSER_FOUND_MAX; i++) {
		if (h->v[i].from < end)
			continue;
		write_hit(&h->v[i], pack_at(p, PACK_COMPOSER, h->v[i].rule), w);
		end = h->v[i].to;
		count++;
	}
}

/* A report of harm is looked for first, and then nothing else is. */
static bool write_harm(const struct pack *p, const struct cells *t, struct json_w *w)
{
	bool harm = false;
	json_key(w, "about");
	json_array(w);
	for (size_t i = 0; i < pack_count(p, PACK_COMPOSER); i++) {
		struct span rule = pack_at(p, PACK_COMPOSER, i);
		if (!span_is(item_text(rule, "kind"), "harm") || !look_for(t, rule, (uint16_t)i, NULL))
			continue;
		harm = true;
		json_object(w);
		write_rule(rule, w);
		json_end_object(w);
	}
	json_end_array(w);
	return harm;
}

enum status composer_view(const struct pack *p, struct span text, struct json_w *w)
{
	struct cells t;
	struct hits h = {.n = 0};
	if (!utf8_valid(text))
		return ST_MALFORMED;
	if (utf8_count(text) > COMPOSER_TEXT_MAX)
		return ST_TOOBIG;
	t.n = lay_out(text, t.v, COMPOSER_TEXT_MAX);
	json_object(w);
	bool harm = write_harm(p, &t, w);
	for (size_t i = 0; !harm && i < pack_count(p, PACK_COMPOSER); i++)
		(void)look_for(&t, pack_at(p, PACK_COMPOSER, i), (uint16_t)i, &h);
	json_pair_bool(w, "harm", harm);
	json_key(w, "found");
	json_array(w);
	write_found(p, &h, w);
	json_end_array(w);
	json_end_object(w);
	return ST_OK;
}

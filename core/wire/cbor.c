/* cbor.c - deterministic CBOR: sticky writer, cursor reader, one strict judge of foreign bytes. */
#include "wire/cbor.h"

#include "base/utf8.h"

enum major { M_UINT, M_NINT, M_BYTES, M_TEXT, M_ARRAY, M_MAP, M_TAG, M_SIMPLE };

#define SIMPLE_FALSE 20u
#define SIMPLE_TRUE 21u
#define SIMPLE_NULL 22u
#define HEAD_MAX 9u

/* ---- writer ---- */

static size_t head_make(uint8_t out[HEAD_MAX], enum major major, uint64_t v)
{
	uint8_t top = (uint8_t)((unsigned)major << 5);
	if (v < 24) {
		out[0] = (uint8_t)(top | v);
		return 1;
	}
	unsigned log = v <= 0xff ? 0 : v <= 0xffff ? 1 : v <= 0xffffffff ? 2 : 3;
	size_t n = (size_t)1 << log;
	out[0] = (uint8_t)(top | (24 + log));
	for (size_t i = 0; i < n; i++)
		out[1 + i] = (uint8_t)(v >> (8 * (n - 1 - i)));
	return 1 + n;
}

/* Head and payload go in together, so that a refusal leaves no half item behind. */
static void put(struct cbor_w *w, enum major major, uint64_t v, const void *p, size_t n)
{
	if (w->st != ST_OK)
		return;
	uint8_t head[HEAD_MAX], *to = NULL;
	size_t h = head_make(head, major, v);
	if (v > INT64_MAX || n > SIZE_MAX - h) {
		w->st = ST_TOOBIG;
		return;
	}
	w->st = buf_room(w->b, h + n, &to);
	if (w->st != ST_OK)
		return;
	memcpy(to, head, h);
	if (n != 0)
		memcpy(to + h, p, n);
}

void cbor_uint(struct cbor_w *w, uint64_t v) { put(w, M_UINT, v, NULL, 0); }

void cbor_int(struct cbor_w *w, int64_t v)
{
	if (v < 0)
		put(w, M_NINT, ~(uint64_t)v, NULL, 0); /* -1 - v, without overflow at the least value */
	else
		put(w, M_UINT, (uint64_t)v, NULL, 0);
}

void cbor_bytes(struct cbor_w *w, const void *p, size_t n) { put(w, M_BYTES, n, p, n); }
void cbor_text(struct cbor_w *w, const void *p, size_t n) { put(w, M_TEXT, n, p, n); }
void cbor_array(struct cbor_w *w, size_t n) { put(w, M_ARRAY, n, NULL, 0); }
void cbor_map(struct cbor_w *w, size_t n) { put(w, M_MAP, n, NULL, 0); }
void cbor_bool(struct cbor_w *w, bool v) { put(w, M_SIMPLE, v ? SIMPLE_TRUE : SIMPLE_FALSE, NULL, 0); }
void cbor_null(struct cbor_w *w) { put(w, M_SIMPLE, SIMPLE_NULL, NULL, 0); }

void cbor_raw(struct cbor_w *w, struct span item)
{
	if (w->st == ST_OK)
		w->st = buf_add(w->b, item.p, item.len);
}

/* ---- reader ---- */

static size_t left(const struct cbor_r *r) { return (size_t)(r->end - r->p); }

struct head {
	enum major major;
	uint64_t arg;
	size_t len; /* of the head itself */
};

/* The head at r, inside the subset and in its shortest form.  Counts and lengths that the remaining bytes cannot
 * hold are refused here, so every later sum stays below twice the input. */
MUST_USE static enum status head_get(const struct cbor_r *r, struct head *h)
{
	size_t have = left(r);
	if (have == 0)
		return ST_MALFORMED;
	unsigned info = r->p[0] & 0x1fu;
	h->major = (enum major)(r->p[0] >> 5);
	h->arg = info;
	h->len = 1;
	if (info > 27 || h->major == M_TAG)
		return ST_MALFORMED;
	if (h->major == M_SIMPLE)
		return info >= SIMPLE_FALSE && info <= SIMPLE_NULL ? ST_OK : ST_MALFORMED;
	if (info >= 24) {
		size_t n = (size_t)1 << (info - 24);
		if (have - 1 < n)
			return ST_MALFORMED;
		h->arg = 0;
		for (size_t i = 0; i < n; i++)
			h->arg = h->arg << 8 | r->p[1 + i];
		uint64_t least = n == 1 ? 24 : UINT64_C(1) << (4 * n);
		if (h->arg < least || h->arg > INT64_MAX)
			return ST_MALFORMED;
		h->len += n;
	}
	if (h->major <= M_NINT)
		return ST_OK;
	size_t room = have - h->len;
	return h->arg <= (h->major == M_MAP ? room / 2 : room) ? ST_OK : ST_MALFORMED;
}

enum cbor_kind cbor_peek(const struct cbor_r *r)
{
	static const uint8_t kinds[M_TAG] = {CBOR_UINT, CBOR_NINT, CBOR_BYTES, CBOR_TEXT, CBOR_ARRAY, CBOR_MAP};
	struct head h;
	if (head_get(r, &h) != ST_OK)
		return CBOR_END;
	if (h.major < M_TAG)
		return (enum cbor_kind)kinds[h.major];
	return h.arg == SIMPLE_FALSE ? CBOR_FALSE : h.arg == SIMPLE_TRUE ? CBOR_TRUE : CBOR_NULL;
}

MUST_USE static enum status expect(struct cbor_r *r, enum major major, uint64_t *arg)
{
	struct head h;
	if (head_get(r, &h) != ST_OK || h.major != major)
		return ST_MALFORMED;
	r->p += h.len;
	*arg = h.arg;
	return ST_OK;
}

enum status cbor_get_uint(struct cbor_r *r, uint64_t *out) { return expect(r, M_UINT, out); }

enum status cbor_get_int(struct cbor_r *r, int64_t *out)
{
	uint64_t v;
	if (expect(r, M_UINT, &v) == ST_OK) {
		*out = (int64_t)v;
		return ST_OK;
	}
	if (expect(r, M_NINT, &v) != ST_OK)
		return ST_MALFORMED;
	*out = -1 - (int64_t)v;
	return ST_OK;
}

MUST_USE static enum status get_string(struct cbor_r *r, enum major major, struct span *out)
{
	uint64_t n;
	if (expect(r, major, &n) != ST_OK)
		return ST_MALFORMED;
	*out = (struct span){r->p, (size_t)n};
	r->p += (size_t)n;
	return ST_OK;
}

enum status cbor_get_bytes(struct cbor_r *r, struct span *out) { return get_string(r, M_BYTES, out); }
enum status cbor_get_text(struct cbor_r *r, struct span *out) { return get_string(r, M_TEXT, out); }

enum status cbor_get_fixed(struct cbor_r *r, uint8_t *out, size_t n)
{
	struct cbor_r at = *r;
	struct span s;
	if (cbor_get_bytes(&at, &s) != ST_OK || s.len != n)
		return ST_MALFORMED;
	if (n != 0)
		memcpy(out, s.p, n);
	*r = at;
	return ST_OK;
}

MUST_USE static enum status enter(struct cbor_r *r, enum major major, size_t *count)
{
	uint64_t n;
	if (expect(r, major, &n) != ST_OK)
		return ST_MALFORMED;
	*count = (size_t)n;
	return ST_OK;
}

enum status cbor_get_array(struct cbor_r *r, size_t *count) { return enter(r, M_ARRAY, count); }
enum status cbor_get_map(struct cbor_r *r, size_t *count) { return enter(r, M_MAP, count); }

enum status cbor_get_bool(struct cbor_r *r, bool *out)
{
	enum cbor_kind k = cbor_peek(r);
	if (k != CBOR_TRUE && k != CBOR_FALSE)
		return ST_MALFORMED;
	r->p++;
	*out = k == CBOR_TRUE;
	return ST_OK;
}

enum status cbor_get_null(struct cbor_r *r)
{
	if (cbor_peek(r) != CBOR_NULL)
		return ST_MALFORMED;
	r->p++;
	return ST_OK;
}

/* No stack: how many items are still owed is all that skipping needs to know. */
enum status cbor_skip(struct cbor_r *r, struct span *item)
{
	struct cbor_r at = *r;
	uint64_t owed = 1;
	while (owed > 0) {
		struct head h;
		if (owed > left(&at) || head_get(&at, &h) != ST_OK)
			return ST_MALFORMED;
		at.p += h.len;
		owed--;
		if (h.major == M_BYTES || h.major == M_TEXT)
			at.p += (size_t)h.arg;
		else if (h.major == M_ARRAY)
			owed += h.arg;
		else if (h.major == M_MAP)
			owed += 2 * h.arg;
	}
	if (item != NULL)
		*item = (struct span){r->p, (size_t)(at.p - r->p)};
	*r = at;
	return ST_OK;
}

enum status cbor_find_uint(struct span map, uint64_t key, struct span *item)
{
	struct cbor_r r = cbor_reader(map);
	size_t n;
	if (cbor_get_map(&r, &n) != ST_OK)
		return ST_MALFORMED;
	for (; n > 0; n--) {
		uint64_t k;
		if (cbor_get_uint(&r, &k) != ST_OK || k > key)
			break; /* unsigned keys come first and ascend */
		struct span value;
		if (cbor_skip(&r, &value) != ST_OK)
			return ST_MALFORMED;
		if (k == key) {
			*item = value;
			return ST_OK;
		}
	}
	return ST_NOTFOUND;
}

static bool text_is(struct span item, struct span want)
{
	struct cbor_r r = cbor_reader(item);
	struct span text;
	return cbor_get_text(&r, &text) == ST_OK && span_equal(text, want);
}

enum status cbor_find_text(struct span map, const char *key, struct span *item)
{
	struct cbor_r r = cbor_reader(map);
	struct span want = span_text(key);
	size_t n;
	if (cbor_get_map(&r, &n) != ST_OK)
		return ST_MALFORMED;
	for (; n > 0; n--) {
		struct span k, value;
		if (cbor_skip(&r, &k) != ST_OK || cbor_skip(&r, &value) != ST_OK)
			return ST_MALFORMED;
		if (text_is(k, want)) {
			*item = value;
			return ST_OK;
		}
	}
	return ST_NOTFOUND;
}

/* ---- the judge ---- */

struct level {
	uint64_t owed; /* items still to come; in a map an even number means that a key is next */
	bool map;
	const uint8_t *key_at; /* where the key now being read began */
	struct span last;      /* the key before it, len 0 at the first */
};

struct judge {
	struct cbor_r r;
	unsigned depth;
	struct level at[CBOR_DEPTH_MAX];
};

static bool ascends(struct span a, struct span b)
{
	int c = memcmp(a.p, b.p, a.len < b.len ? a.len : b.len);
	return c < 0 || (c == 0 && a.len < b.len);
}

/* One head and, for strings, its payload.  A container with items becomes the innermost level. */
MUST_USE static enum status judge_item(struct judge *j, bool *opened)
{
	struct head h;
	if (head_get(&j->r, &h) != ST_OK)
		return ST_MALFORMED;
	j->r.p += h.len;
	*opened = false;
	if (h.major == M_BYTES || h.major == M_TEXT) {
		if (h.major == M_TEXT && !utf8_valid((struct span){j->r.p, (size_t)h.arg}))
			return ST_MALFORMED;
		j->r.p += (size_t)h.arg;
	} else if (h.major == M_ARRAY || h.major == M_MAP) {
		if (j->depth == CBOR_DEPTH_MAX)
			return ST_MALFORMED;
		if (h.arg == 0)
			return ST_OK;
		bool map = h.major == M_MAP;
		j->at[j->depth++] = (struct level){map ? 2 * h.arg : h.arg, map, j->r.p, {NULL, 0}};
		*opened = true;
	}
	return ST_OK;
}

/* An item has ended: settle it with the levels around it, leaving those that it completes. */
MUST_USE static enum status judge_ended(struct judge *j)
{
	while (j->depth > 0) {
		struct level *l = &j->at[j->depth - 1];
		if (l->map && l->owed % 2 == 0) {
			struct span key = {l->key_at, (size_t)(j->r.p - l->key_at)};
			if (l->last.len != 0 && !ascends(l->last, key))
				return ST_MALFORMED;
			l->last = key;
		}
		if (--l->owed > 0) {
			l->key_at = j->r.p;
			return ST_OK;
		}
		j->depth--;
	}
	return ST_OK;
}

enum status cbor_check(struct span s)
{
	struct judge j = {.r = cbor_reader(s), .depth = 0};
	do {
		bool opened;
		if (judge_item(&j, &opened) != ST_OK)
			return ST_MALFORMED;
		if (!opened && judge_ended(&j) != ST_OK)
			return ST_MALFORMED;
	} while (j.depth > 0);
	return left(&j.r) == 0 ? ST_OK : ST_MALFORMED;
}

/* json.c - the reader: strict, one walk that judges and fills, no recursion. */
#include "wire/json.h"

#include "base/utf8.h"

#define FEW_KEYS 16u                      /* up to here comparing all pairs of keys beats sorting */

/* ---- tokens ---- */

struct lex {
	const uint8_t *p, *end;
};

static size_t left(const struct lex *l) { return (size_t)(l->end - l->p); }

static void skip_space(struct lex *l)
{
	while (l->p < l->end && (*l->p == ' ' || *l->p == '\n' || *l->p == '\r' || *l->p == '\t'))
		l->p++;
}

/* The next byte that is no space, 0 at the end (0 itself begins nothing, so the two need no telling apart). */
static uint8_t look(struct lex *l)
{
	skip_space(l);
	return l->p < l->end ? *l->p : 0;
}

static bool eat(struct lex *l, uint8_t c)
{
	if (look(l) != c)
		return false;
	l->p++;
	return true;
}

static int32_t hex_digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20; /* lower case; brings nothing else into a..f */
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hex digits after "\u", p at the backslash.  -1 when they are not there. */
static int32_t hex4(const struct lex *l)
{
	if (left(l) < 6 || l->p[0] != '\\' || l->p[1] != 'u')
		return -1;
	int32_t v = 0;
	for (int i = 2; i < 6; i++) {
		int32_t d = hex_digit(l->p[i]);
		if (d < 0)
			return -1;
		v = v * 16 + d;
	}
	return v;
}

/* "\uXXXX", or two of them that make one character; halves alone are no text. */
MUST_USE static enum status lex_unicode(struct lex *l, uint32_t *cp)
{
	int32_t hi = hex4(l);
	if (hi < 0 || (hi >= 0xdc00 && hi <= 0xdfff))
		return ST_MALFORMED;
	l->p += 6;
	*cp = (uint32_t)hi;
	if (hi < 0xd800 || hi > 0xdbff)
		return ST_OK;
	int32_t lo = hex4(l);
	if (lo < 0xdc00 || lo > 0xdfff)
		return ST_MALFORMED;
	l->p += 6;
	*cp = 0x10000u + ((uint32_t)(hi - 0xd800) << 10) + (uint32_t)(lo - 0xdc00);
	return ST_OK;
}

MUST_USE static enum status lex_escape(struct lex *l, struct buf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	if (left(l) < 2)
		return ST_MALFORMED;
	uint8_t utf8[4];
	size_t n = 1;
	if (l->p[1] == 'u') {
		uint32_t cp;
		if (lex_unicode(l, &cp) != ST_OK)
			return ST_MALFORMED;
		n = utf8_put(utf8, cp);
	} else {
		const char *at = memchr(from, l->p[1], sizeof from - 1);
		if (at == NULL)
			return ST_MALFORMED;
		utf8[0] = (uint8_t)to[at - from];
		l->p += 2;
	}
	return out == NULL ? ST_OK : buf_add(out, utf8, n);
}

/* A string from its opening quote; unescaped into out unless that is NULL.  A run between quotes and backslashes is
 * judged as UTF-8 by itself: both are ASCII, so a character cut by them is already invalid. */
MUST_USE static enum status lex_string(struct lex *l, struct buf *out)
{
	l->p++;
	for (;;) {
		const uint8_t *run = l->p;
		while (l->p < l->end && *l->p >= 0x20 && *l->p != '"' && *l->p != '\\')
			l->p++;
		struct span s = {run, (size_t)(l->p - run)};
		if (l->p == l->end || *l->p < 0x20 || !utf8_valid(s))
			return ST_MALFORMED;
		enum status st = out == NULL ? ST_OK : buf_add(out, s.p, s.len);
		if (st != ST_OK)
			return st;
		if (*l->p == '"') {
			l->p++;
			return ST_OK;
		}
		st = lex_escape(l, out);
		if (st != ST_OK)
			return st;
	}
}

static bool is_digit(const struct lex *l) { return l->p < l->end && *l->p >= '0' && *l->p <= '9'; }

static bool lex_digits(struct lex *l)
{
	const uint8_t *from = l->p;
	while (is_digit(l))
		l->p++;
	return l->p > from;
}

/* Any RFC 8259 number.  *num is set and *whole true only for an integer that JavaScript holds exactly. */
MUST_USE static enum status lex_number(struct lex *l, int64_t *num, bool *whole)
{
	bool minus = *l->p == '-';
	l->p += minus ? 1 : 0;
	const uint8_t *first = l->p;
	if (!lex_digits(l) || (*first == '0' && l->p - first > 1))
		return ST_MALFORMED;
	int64_t v = 0;
	for (const uint8_t *d = first; d < l->p && v <= JSON_NUM_MAX; d++)
		v = v * 10 + (*d - '0');
	*whole = v <= JSON_NUM_MAX;
	*num = minus ? -v : v;
	if (l->p < l->end && *l->p == '.') {
		l->p++;
		*whole = false;
		if (!lex_digits(l))
			return ST_MALFORMED;
	}
	if (l->p < l->end && (*l->p == 'e' || *l->p == 'E')) {
		l->p++;
		*whole = false;
		if (l->p < l->end && (*l->p == '+' || *l->p == '-'))
			l->p++;
		if (!lex_digits(l))
			return ST_MALFORMED;
	}
	return ST_OK;
}

MUST_USE static enum status lex_word(struct lex *l, const char *word)
{
	size_t n = strlen(word);
	if (left(l) < n || memcmp(l->p, word, n) != 0)
		return ST_MALFORMED;
	l->p += n;
	return ST_OK;
}

/* ---- the walk over one text: judges it and, given a doc with room enough, fills that ---- */

struct level {
	uint32_t node; /* of the container */
	uint32_t last; /* its newest child, 0: none */
	bool object;
};

struct walk {
	struct lex l;
	struct json_doc *doc; /* NULL: judge and count only */
	size_t values, text;  /* how many nodes, and at most how much text, a doc needs */
	struct span key;      /* of the member whose value is due */
	uint32_t depth;
	struct level at[JSON_DEPTH_MAX];
};

MUST_USE static enum status take_string(struct walk *w, struct span *out)
{
	const uint8_t *quote = w->l.p;
	size_t from = w->doc == NULL ? 0 : w->doc->text.len;
	enum status st = lex_string(&w->l, w->doc == NULL ? NULL : &w->doc->text);
	if (st != ST_OK)
		return st;
	w->text += (size_t)(w->l.p - quote) - 2; /* unescaping never lengthens */
	*out = span_text("");
	if (w->doc != NULL && w->doc->text.len > from)
		*out = (struct span){w->doc->text.p + from, w->doc->text.len - from};
	return ST_OK;
}

MUST_USE static enum status take_key(struct walk *w)
{
	if (look(&w->l) != '"')
		return ST_MALFORMED;
	enum status st = take_string(w, &w->key);
	if (st != ST_OK)
		return st;
	return eat(&w->l, ':') ? ST_OK : ST_MALFORMED;
}

/* Hang one value into the tree. */
static void add_node(struct walk *w, const struct json_node *n)
{
	w->values++;
	if (w->doc == NULL)
		return;
	struct json_doc *doc = w->doc;
	uint32_t i = (uint32_t)doc->count++;
	doc->nodes[i] = *n;
	if (w->depth == 0)
		return;
	struct level *l = &w->at[w->depth - 1];
	if (l->last == 0)
		doc->nodes[l->node].child = i;
	else
		doc->nodes[l->last].next = i;
	l->last = i;
}

/* An opening bracket.  *more: it has content, and the first value is due (its key, in an object, read). */
MUST_USE static enum status open_level(struct walk *w, bool object, bool *more)
{
	if (w->depth == JSON_DEPTH_MAX)
		return ST_TOOBIG;
	struct json_node n = {.kind = object ? JSON_OBJECT : JSON_ARRAY, .key = w->key, .text = span_text("")};
	add_node(w, &n);
	w->l.p++;
	w->key = span_text("");
	*more = !eat(&w->l, object ? '}' : ']');
	if (!*more)
		return ST_OK;
	w->at[w->depth++] = (struct level){w->doc == NULL ? 0 : (uint32_t)w->doc->count - 1, 0, object};
	return object ? take_key(w) : ST_OK;
}

MUST_USE static enum status take_scalar(struct walk *w, uint8_t c)
{
	struct json_node n = {.key = w->key, .text = span_text("")};
	enum status st;
	bool whole = true;
	if (c == '"') {
		n.kind = JSON_TEXT;
		st = take_string(w, &n.text);
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		n.kind = JSON_INT;
		st = lex_number(&w->l, &n.num, &whole);
	} else {
		n.kind = c == 't' ? JSON_TRUE : c == 'f' ? JSON_FALSE : JSON_NULL;
		st = lex_word(&w->l, c == 't' ? "true" : c == 'f' ? "false" : "null");
	}
	if (st == ST_OK && !whole && w->doc != NULL)
		st = ST_MALFORMED; /* commands count in integers */
	if (st == ST_OK)
		add_node(w, &n);
	return st;
}

/* A value has ended: pass the comma to the next one (*more), or leave the containers that end here. */
MUST_USE static enum status value_ended(struct walk *w, bool *more)
{
	*more = false;
	w->key = span_text("");
	while (w->depth > 0) {
		bool object = w->at[w->depth - 1].object;
		if (eat(&w->l, ',')) {
			*more = true;
			return object ? take_key(w) : ST_OK;
		}
		if (!eat(&w->l, object ? '}' : ']'))
			return ST_MALFORMED;
		w->depth--;
	}
	return ST_OK;
}

MUST_USE static enum status walk(struct walk *w)
{
	bool more = true;
	w->key = span_text("");
	while (more) {
		uint8_t c = look(&w->l);
		enum status st;
		more = false;
		if (c == '{' || c == '[')
			st = open_level(w, c == '{', &more);
		else
			st = take_scalar(w, c);
		if (st == ST_OK && !more)
			st = value_ended(w, &more);
		if (st != ST_OK)
			return st;
	}
	skip_space(&w->l);
	return w->l.p == w->l.end ? ST_OK : ST_MALFORMED;
}

static struct walk walk_over(struct span s, struct json_doc *doc)
{
	struct walk w = {.l = {s.p, s.len == 0 ? s.p : s.p + s.len}, .doc = doc};
	return w;
}

enum status json_valid(struct span s)
{
	struct walk w = walk_over(s, NULL);
	return walk(&w);
}

/* ---- duplicate keys ---- */

static int compare(struct span a, struct span b)
{
	int c = memcmp(a.p, b.p, a.len < b.len ? a.len : b.len);
	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

static bool few_unique(const struct json_doc *doc, uint32_t first)
{
	for (uint32_t i = first; i != 0; i = doc->nodes[i].next)
		for (uint32_t k = doc->nodes[i].next; k != 0; k = doc->nodes[k].next)
			if (span_equal(doc->nodes[i].key, doc->nodes[k].key))
				return false;
	return true;
}

static void sift(const struct json_doc *doc, uint32_t *v, size_t root, size_t n)
{
	for (size_t kid; (kid = 2 * root + 1) < n; root = kid) {
		if (kid + 1 < n && compare(doc->nodes[v[kid]].key, doc->nodes[v[kid + 1]].key) < 0)
			kid++;
		if (compare(doc->nodes[v[root]].key, doc->nodes[v[kid]].key) >= 0)
			return;
		uint32_t t = v[root];
		v[root] = v[kid];
		v[kid] = t;
	}
}

/* Heapsort: n log n whatever the keys are; a hash table could be flooded by who chooses them. */
MUST_USE static enum status many_unique(const struct json_doc *doc, uint32_t first, size_t n)
{
	uint32_t *v = alloc_get(doc->a, n * sizeof *v);
	if (v == NULL)
		return ST_NOMEM;
	size_t k = 0;
	for (uint32_t i = first; i != 0; i = doc->nodes[i].next)
		v[k++] = i;
	for (size_t i = n / 2; i > 0; i--)
		sift(doc, v, i - 1, n);
	for (size_t i = n - 1; i > 0; i--) {
		uint32_t t = v[0];
		v[0] = v[i];
		v[i] = t;
		sift(doc, v, 0, i);
	}
	enum status st = ST_OK;
	for (size_t i = 1; i < n; i++)
		if (span_equal(doc->nodes[v[i - 1]].key, doc->nodes[v[i]].key))
			st = ST_MALFORMED;
	alloc_put(doc->a, v, n * sizeof *v);
	return st;
}

MUST_USE static enum status keys_unique(const struct json_doc *doc)
{
	enum status st = ST_OK;
	for (size_t i = 1; i < doc->count && st == ST_OK; i++) {
		if (doc->nodes[i].kind != JSON_OBJECT)
			continue;
		size_t n = 0;
		for (uint32_t k = doc->nodes[i].child; k != 0; k = doc->nodes[k].next)
			n++;
		if (n > FEW_KEYS)
			st = many_unique(doc, doc->nodes[i].child, n);
		else
			st = few_unique(doc, doc->nodes[i].child) ? ST_OK : ST_MALFORMED;
	}
	return st;
}

/* ---- documents ---- */

MUST_USE static enum status doc_reserve(struct json_doc *doc, const struct walk *w)
{
	uint8_t *unused;
	doc->cap = w->values + 1;
	doc->nodes = alloc_get(doc->a, doc->cap * sizeof *doc->nodes);
	if (doc->nodes == NULL)
		return ST_NOMEM;
	doc->count = 1;
	buf_init(&doc->text, doc->a, w->text);
	enum status st = buf_room(&doc->text, w->text, &unused);
	buf_reset(&doc->text);
	return st;
}

/* Twice over the text: first to judge and count, then to fill.  So memory is asked for once, spans never move, and no
 * outgrown block with private words is handed back unwiped. */
enum status json_parse(const struct alloc *a, struct span s, struct json_doc *doc)
{
	if (s.len > JSON_INPUT_MAX)
		return ST_TOOBIG;
	struct walk judge = walk_over(s, NULL);
	enum status st = walk(&judge);
	if (st != ST_OK)
		return st;
	if (judge.values > JSON_NODES_MAX)
		return ST_TOOBIG;
	struct json_doc d = {.a = a};
	st = doc_reserve(&d, &judge);
	struct walk fill = walk_over(s, &d);
	if (st == ST_OK)
		st = walk(&fill);
	if (st == ST_OK)
		st = keys_unique(&d);
	if (st != ST_OK)
		json_free(&d);
	else
		*doc = d;
	return st;
}

void json_free(struct json_doc *doc)
{
	if (doc == NULL || doc->nodes == NULL)
		return;
	volatile uint8_t *v = (volatile uint8_t *)doc->nodes; /* numbers are private too */
	for (size_t i = 0; i < doc->cap * sizeof *doc->nodes; i++)
		v[i] = 0;
	alloc_put(doc->a, doc->nodes, doc->cap * sizeof *doc->nodes);
	doc->nodes = NULL;
	doc->count = doc->cap = 0;
	buf_wipe(&doc->text);
}

const struct json_node *json_root(const struct json_doc *doc) { return doc->count > 1 ? &doc->nodes[1] : NULL; }

const struct json_node *json_first(const struct json_doc *doc, const struct json_node *n)
{
	return n == NULL || n->child == 0 ? NULL : &doc->nodes[n->child];
}

const struct json_node *json_next(const struct json_doc *doc, const struct json_node *n)
{
	return n == NULL || n->next == 0 ? NULL : &doc->nodes[n->next];
}

const struct json_node *json_get(const struct json_doc *doc, const struct json_node *obj, const char *key)
{
	if (obj == NULL || obj->kind != JSON_OBJECT)
		return NULL;
	struct span want = span_text(key);
	const struct json_node *n = json_first(doc, obj);
	while (n != NULL && !span_equal(n->key, want))
		n = json_next(doc, n);
	return n;
}

enum status json_text(const struct json_doc *doc, const struct json_node *obj, const char *key, size_t max,
                      struct span *out)
{
	const struct json_node *n = json_get(doc, obj, key);
	if (n == NULL)
		return ST_NOTFOUND;
	if (n->kind != JSON_TEXT)
		return ST_MALFORMED;
	if (n->text.len > max)
		return ST_TOOBIG;
	*out = n->text;
	return ST_OK;
}

enum status json_int(const struct json_doc *doc, const struct json_node *obj, const char *key, int64_t lo, int64_t hi,
                     int64_t *out)
{
	const struct json_node *n = json_get(doc, obj, key);
	if (n == NULL)
		return ST_NOTFOUND;
	if (n->kind != JSON_INT)
		return ST_MALFORMED;
	if (n->num < lo || n->num > hi)
		return ST_TOOBIG;
	*out = n->num;
	return ST_OK;
}

enum status json_flag(const struct json_doc *doc, const struct json_node *obj, const char *key, bool *out)
{
	const struct json_node *n = json_get(doc, obj, key);
	if (n == NULL)
		return ST_NOTFOUND;
	if (n->kind != JSON_TRUE && n->kind != JSON_FALSE)
		return ST_MALFORMED;
	*out = n->kind == JSON_TRUE;
	return ST_OK;
}

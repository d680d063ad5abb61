/* fuzz_json.c - what json_parse takes json_valid takes; written and parsed again it is the same document. */
#include "fuzz.h"
#include "wire/json.h"

static void write_scalar(struct json_w *w, const struct json_node *n)
{
	if (n->kind == JSON_TEXT)
		json_put_span(w, n->text);
	else if (n->kind == JSON_INT)
		json_put_int(w, n->num);
	else if (n->kind == JSON_NULL)
		json_put_null(w);
	else
		json_put_bool(w, n->kind == JSON_TRUE);
}

/* Keys may hold NUL, which json_key cannot pass; such documents are left out. */
static bool put_key(struct json_w *w, struct span key)
{
	char text[256];
	if (key.len >= sizeof text || memchr(key.p, 0, key.len) != NULL)
		return false;
	memcpy(text, key.p, key.len);
	text[key.len] = '\0';
	json_key(w, text);
	return true;
}

static bool write_doc(struct json_w *w, const struct json_doc *doc)
{
	const struct json_node *up[JSON_DEPTH_MAX + 1], *n = json_root(doc);
	size_t depth = 0;
	while (n != NULL) {
		if (depth > 0 && up[depth - 1]->kind == JSON_OBJECT && !put_key(w, n->key))
			return false;
		if (n->kind == JSON_ARRAY || n->kind == JSON_OBJECT) {
			HOLDS(depth < JSON_DEPTH_MAX);
			if (n->kind == JSON_ARRAY)
				json_array(w);
			else
				json_object(w);
			up[depth++] = n;
			n = json_first(doc, n);
		} else {
			write_scalar(w, n);
			n = json_next(doc, n);
		}
		while (n == NULL && depth > 0) {
			if (up[--depth]->kind == JSON_ARRAY)
				json_end_array(w);
			else
				json_end_object(w);
			n = json_next(doc, up[depth]);
		}
	}
	return true;
}

static void same(const struct json_doc *a, const struct json_doc *b)
{
	HOLDS(a->count == b->count);
	for (size_t i = 1; i < a->count; i++) {
		const struct json_node *x = &a->nodes[i], *y = &b->nodes[i];
		HOLDS(x->kind == y->kind && x->next == y->next && x->child == y->child && x->num == y->num);
		HOLDS(span_equal(x->key, y->key) && span_equal(x->text, y->text));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = {data, size};
	struct json_doc doc, again;
	enum status valid = json_valid(s), st = json_parse(alloc_heap(), s, &doc);
	HOLDS(st != ST_OK || valid == ST_OK);
	if (st != ST_OK)
		return 0;
	struct buf b;
	buf_init(&b, alloc_heap(), 16 + 8 * size);
	struct json_w w = json_writer(&b);
	if (write_doc(&w, &doc)) {
		HOLDS(w.st == ST_OK && w.depth == 0);
		st = json_parse(alloc_heap(), buf_span(&b), &again);
		HOLDS(st == ST_OK || b.len > JSON_INPUT_MAX);
		if (st == ST_OK) {
			same(&doc, &again);
			json_free(&again);
		}
	}
	buf_clear(&b);
	json_free(&doc);
	return 0;
}

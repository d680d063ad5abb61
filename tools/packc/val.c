/* val.c - value trees and their encoding. */
#include "val.h"

#include <stdlib.h>

struct val *val_new(struct arena *a, enum val_kind kind, int line)
{
	struct val *v = arena_get(a, sizeof *v);
	v->kind = kind;
	v->line = line;
	return v;
}

struct val *val_text(struct arena *a, struct span text, int line)
{
	struct val *v = val_new(a, VAL_TEXT, line);
	v->text = text;
	return v;
}

struct val *val_int(struct arena *a, int64_t num)
{
	struct val *v = val_new(a, VAL_INT, 0);
	v->num = num;
	return v;
}

void val_push(struct val *list, struct val *v)
{
	v->next = NULL;
	if (list->last != NULL)
		list->last->next = v;
	else
		list->first = v;
	list->last = v;
	list->count++;
}

void val_put(struct val *map, struct span key, struct val *v)
{
	v->key = key;
	val_push(map, v);
}

struct val *val_get(const struct val *map, const char *key)
{
	if (map == NULL || map->kind != VAL_MAP)
		return NULL;
	for (struct val *v = map->first; v != NULL; v = v->next)
		if (span_equal(v->key, span_text(key)))
			return v;
	return NULL;
}

struct span val_span(const struct val *map, const char *key)
{
	const struct val *v = val_get(map, key);
	return v != NULL && v->kind == VAL_TEXT ? v->text : span_make("", 0);
}

int64_t val_num(const struct val *map, const char *key, int64_t other)
{
	const struct val *v = val_get(map, key);
	return v != NULL && (v->kind == VAL_INT || v->kind == VAL_BOOL) ? v->num : other;
}

bool val_is(const struct val *map, const char *key, const char *text)
{
	const struct val *v = val_get(map, key);
	return v != NULL && v->kind == VAL_TEXT && span_equal(v->text, span_text(text));
}

/* The encoding of a text begins with its length, so shorter keys come first (RFC 8949 4.2.1). */
static int by_encoding(const void *a, const void *b)
{
	struct span x = (*(const struct val *const *)a)->key, y = (*(const struct val *const *)b)->key;
	if (x.len != y.len)
		return x.len < y.len ? -1 : 1;
	return x.len == 0 ? 0 : memcmp(x.p, y.p, x.len);
}

static void encode_map(struct cbor_w *w, const struct val *map, struct arena *a)
{
	const struct val **members = arena_get(a, (map->count + 1) * sizeof(struct val *));
	size_t n = 0;
	for (const struct val *v = map->first; v != NULL; v = v->next)
		members[n++] = v;
	qsort(members, n, sizeof *members, by_encoding);
	cbor_map(w, n);
	for (size_t i = 0; i < n; i++) {
		cbor_text(w, members[i]->key.p, members[i]->key.len);
		val_encode(w, members[i], a);
	}
}

void val_encode(struct cbor_w *w, const struct val *v, struct arena *a)
{
	switch (v->kind) {
	case VAL_TEXT:
		cbor_text(w, v->text.p, v->text.len);
		break;
	case VAL_BYTES:
		cbor_bytes(w, v->text.p, v->text.len);
		break;
	case VAL_INT:
		cbor_int(w, v->num);
		break;
	case VAL_BOOL:
		cbor_bool(w, v->num != 0);
		break;
	case VAL_LIST:
		cbor_array(w, v->count);
		for (const struct val *c = v->first; c != NULL; c = c->next)
			val_encode(w, c, a);
		break;
	case VAL_MAP:
		encode_map(w, v, a);
		break;
	}
}

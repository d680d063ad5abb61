/* schema.c - checking maps against tables of fields. */
#include "schema.h"

#include <stdlib.h>

bool word_in(const char *words, struct span s)
{
	for (const char *w = words; *w != '\0';) {
		size_t n = strcspn(w, " ");
		if (span_equal(span_make(w, n), s))
			return true;
		w += n + (w[n] == ' ');
	}
	return false;
}

#define SHOW(s) (int)(s).len, (const char *)(s).p

static bool as_int(struct file *f, struct val *v, const struct field *d)
{
	const char *s = (const char *)v->text.p; /* NUL stands behind it (arena_copy) */
	char *end;
	long n = strtol(s, &end, 10);
	if (v->text.len == 0 || v->text.len > 9 || *end != '\0' || n < d->lo || n > d->hi) {
		file_shape(f, v->line, "`%s` is not a number from %d to %d", d->key, d->lo, d->hi);
		return false;
	}
	v->kind = VAL_INT;
	v->num = n;
	return true;
}

static void as_bool(struct file *f, struct val *v, const struct field *d)
{
	if (!word_in("yes no true false", v->text)) {
		file_shape(f, v->line, "`%s` is neither yes nor no", d->key);
		return;
	}
	v->kind = VAL_BOOL;
	v->num = word_in("yes true", v->text);
}

static bool is_date(struct span s)
{
	if (s.len != 10)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (i == 4 || i == 7 ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9')
			return false;
	int month = (s.p[5] - '0') * 10 + s.p[6] - '0', day = (s.p[8] - '0') * 10 + s.p[9] - '0';
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static void check_text(struct file *f, const struct val *v, const struct field *d)
{
	int n = (int)utf8_count(file_shown(f, v->text));
	if (n < d->lo)
		file_shape(f, v->line, "`%s` is empty", d->key);
	else if (n > d->hi)
		file_shape(f, v->line, "`%s` has %d characters, at most %d", d->key, n, d->hi);
	if (d->kind != F_TEXT)
		file_prose(f, v->line, v->text, d->kind == F_PROSE);
}

static void check_scalar(struct file *f, struct val *v, const struct field *d)
{
	if (v->kind != VAL_TEXT) {
		file_shape(f, v->line, "`%s` is a list or a map, not one value", d->key);
		return;
	}
	switch (d->kind) {
	case F_INT:
		as_int(f, v, d);
		break;
	case F_BOOL:
		as_bool(f, v, d);
		break;
	case F_ENUM:
		if (!word_in(d->arg, v->text))
			file_shape(f, v->line, "`%s: %.*s` is none of: %s", d->key, SHOW(v->text), d->arg);
		break;
	case F_REF:
		refs_use(f, v->line, d->arg, v->text);
		break;
	case F_DATE:
		if (!span_equal(v->text, span_text("no")) && !is_date(v->text))
			file_shape(f, v->line, "`%s` is neither no nor a date YYYY-MM-DD", d->key);
		break;
	default:
		check_text(f, v, d);
	}
}

static bool seen_before(const struct val *list, const struct val *v)
{
	for (const struct val *o = list->first; o != v; o = o->next)
		if (o->kind == VAL_TEXT && span_equal(o->text, v->text))
			return true;
	return false;
}

static void check_element(struct file *f, const struct val *list, struct val *v, const struct field *d)
{
	if ((d->kind == F_MAPS) != (v->kind == VAL_MAP) || v->kind == VAL_LIST) {
		file_shape(f, v->line, "`%s`: %s expected", d->key, d->kind == F_MAPS ? "a map" : "a word");
		return;
	}
	if (d->kind == F_MAPS) {
		schema_check(f, v, d->sub, false);
		return;
	}
	if (seen_before(list, v))
		file_shape(f, v->line, "`%s`: `%.*s` stands twice", d->key, SHOW(v->text));
	if (d->kind == F_ENUMS && !word_in(d->arg, v->text))
		file_shape(f, v->line, "`%s: %.*s` is none of: %s", d->key, SHOW(v->text), d->arg);
	if (d->kind == F_REFS)
		refs_use(f, v->line, d->arg, v->text);
	if (d->kind == F_TEXTS && v->text.len == 0)
		file_shape(f, v->line, "`%s`: an empty text", d->key);
	if (d->kind == F_SAYS) {
		struct field one = {.key = d->key, .kind = F_PROSE, .lo = 1, .hi = d->each};
		check_text(f, v, &one);
	}
}

static void check_list(struct file *f, struct val *list, const struct field *d)
{
	if (list->kind != VAL_LIST) {
		file_shape(f, list->line, "`%s` is not a list", d->key);
		return;
	}
	int n = (int)list->count;
	if (n < d->lo || n > d->hi)
		file_shape(f, list->line,
		           d->lo == d->hi ? "`%s` has %d entries, not %d" : "`%s` has %d entries, not %d to %d", d->key,
		           n, d->lo, d->hi);
	for (struct val *v = list->first; v != NULL; v = v->next)
		check_element(f, list, v, d);
}

static const struct field *field_of(const struct field *fields, struct span key)
{
	for (; fields->key != NULL; fields++)
		if (span_equal(span_text(fields->key), key))
			return fields;
	return NULL;
}

void schema_check(struct file *f, struct val *map, const struct field *fields, bool ordered)
{
	if (map->kind != VAL_MAP) {
		file_shape(f, map->line, "`key: value` lines expected");
		return;
	}
	const struct field *last = fields;
	for (struct val *v = map->first; v != NULL; v = v->next) {
		const struct field *d = field_of(fields, v->key);
		if (d == NULL) {
			file_shape(f, v->line, "unknown key `%.*s`", SHOW(v->key));
			continue;
		}
		if (ordered && d < last)
			file_shape(f, v->line, "`%s` stands behind `%s`", d->key, last->key);
		last = d > last ? d : last;
		if (d->kind < F_ENUMS)
			check_scalar(f, v, d);
		else
			check_list(f, v, d);
	}
	for (const struct field *d = fields; d->key != NULL; d++)
		if (!d->optional && val_get(map, d->key) == NULL)
			file_shape(f, map->line, "`%s` is missing", d->key);
}

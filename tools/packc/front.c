/* front.c - libyaml's events into a value tree. */
#include "front.h"

#include <yaml.h>

#define YAML_DEPTH_MAX 8

struct reader {
	struct file *f;
	yaml_parser_t parser;
	int line0;
	bool failed;
};

static int line_of(const struct reader *r, const yaml_mark_t *m) { return r->line0 + (int)m->line; }

/* The next event, to be deleted by the caller; false (and a message) when the text is no YAML. */
static bool next(struct reader *r, yaml_event_t *e)
{
	if (yaml_parser_parse(&r->parser, e))
		return true;
	file_shape(r->f, line_of(r, &r->parser.problem_mark), "YAML: %s",
	           r->parser.problem != NULL ? r->parser.problem : "cannot be read");
	r->failed = true;
	return false;
}

static void refuse(struct reader *r, const yaml_event_t *e, const char *why)
{
	file_shape(r->f, line_of(r, &e->start_mark), "YAML: %s", why);
	r->failed = true;
}

static struct val *value(struct reader *r, const yaml_event_t *e, int depth);

static struct val *scalar(struct reader *r, const yaml_event_t *e)
{
	if (e->data.scalar.anchor != NULL || e->data.scalar.tag != NULL) {
		refuse(r, e, "anchors and tags are not used");
		return NULL;
	}
	struct span s = span_make(e->data.scalar.value, e->data.scalar.length);
	while (s.len != 0 && s.p[s.len - 1] == '\n') /* the end that a block text brings along */
		s.len--;
	return val_text(r->f->run->a, arena_copy(r->f->run->a, s.p, s.len), line_of(r, &e->start_mark));
}

static struct val *list(struct reader *r, const yaml_event_t *start, int depth)
{
	struct val *v = val_new(r->f->run->a, VAL_LIST, line_of(r, &start->start_mark));
	for (yaml_event_t e; !r->failed && next(r, &e);) {
		bool end = e.type == YAML_SEQUENCE_END_EVENT;
		struct val *child = end ? NULL : value(r, &e, depth + 1);
		yaml_event_delete(&e);
		if (end)
			return v;
		if (child != NULL)
			val_push(v, child);
	}
	return NULL;
}

/* One `key: value`, the key's event given. */
static void member(struct reader *r, struct val *map, const yaml_event_t *ke, int depth)
{
	if (ke->type != YAML_SCALAR_EVENT) {
		refuse(r, ke, "a key must be a plain word");
		return;
	}
	struct val *key = scalar(r, ke);
	yaml_event_t e;
	if (key == NULL || !next(r, &e))
		return;
	struct val *v = value(r, &e, depth + 1);
	yaml_event_delete(&e);
	if (v == NULL)
		return;
	v->line = key->line;
	for (const struct val *o = map->first; o != NULL; o = o->next)
		if (span_equal(o->key, key->text)) {
			refuse(r, ke, "the same key twice");
			return;
		}
	val_put(map, key->text, v);
}

static struct val *map(struct reader *r, const yaml_event_t *start, int depth)
{
	struct val *v = val_new(r->f->run->a, VAL_MAP, line_of(r, &start->start_mark));
	for (yaml_event_t e; !r->failed && next(r, &e);) {
		bool end = e.type == YAML_MAPPING_END_EVENT;
		if (!end)
			member(r, v, &e, depth);
		yaml_event_delete(&e);
		if (end)
			return v;
	}
	return NULL;
}

static struct val *value(struct reader *r, const yaml_event_t *e, int depth)
{
	if (depth > YAML_DEPTH_MAX) {
		refuse(r, e, "nested too deeply");
		return NULL;
	}
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return scalar(r, e);
	case YAML_SEQUENCE_START_EVENT:
		return list(r, e, depth);
	case YAML_MAPPING_START_EVENT:
		return map(r, e, depth);
	default:
		refuse(r, e, "aliases are not used");
		return NULL;
	}
}

struct val *front_read(struct file *f, struct span text, int line)
{
	struct reader r = {.f = f, .line0 = line};
	if (!yaml_parser_initialize(&r.parser)) {
		file_shape(f, 0, "out of memory");
		return NULL;
	}
	yaml_parser_set_input_string(&r.parser, text.p, text.len);
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	struct val *root = NULL;
	bool more = true;
	for (yaml_event_t e; more && !r.failed && next(&r, &e); yaml_event_delete(&e)) {
		more = e.type != YAML_STREAM_END_EVENT;
		if (e.type == YAML_SCALAR_EVENT || e.type == YAML_SEQUENCE_START_EVENT ||
		    e.type == YAML_MAPPING_START_EVENT) {
			if (root != NULL)
				refuse(&r, &e, "more than one document");
			else
				root = value(&r, &e, 0);
		}
	}
	yaml_parser_delete(&r.parser);
	if (root == NULL && !r.failed)
		file_shape(f, line, "empty");
	return r.failed ? NULL : root;
}

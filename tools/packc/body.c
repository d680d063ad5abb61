/* body.c - CommonMark's tree, narrowed to the blocks of a pack. */
#include "body.h"

#include <cmark.h>

/* Deeper than anyone should have to read, and together well below CBOR_DEPTH_MAX. */
#define BLOCK_DEPTH_MAX 3
#define INLINE_DEPTH_MAX 2
#define LINK_MAX 64u

static int line_of(const struct file *f, cmark_node *n)
{
	while (n != NULL && cmark_node_get_start_line(n) <= 0)
		n = cmark_node_parent(n);
	return f->body_line - 1 + (n != NULL ? cmark_node_get_start_line(n) : 1);
}

static struct val *text(struct file *f, const char *s) { return val_text(f->run->a, span_text(s), 0); }

/* ---- inlines */

static struct val *inlines(struct file *f, cmark_node *parent, int depth);

/* Neighbouring texts become one: cmark ends a text at every special character. */
static void push_text(struct file *f, struct val *list, const char *s)
{
	struct arena *a = f->run->a;
	struct val *last = list->last;
	if (last == NULL || last->kind != VAL_TEXT) {
		val_push(list, val_text(a, arena_copy(a, s, strlen(s)), 0));
		return;
	}
	const char *joined = arena_print(a, "%.*s%s", (int)last->text.len, (const char *)last->text.p, s);
	last->text = span_text(joined);
}

static void check_link(struct file *f, cmark_node *n, const char *url)
{
	static const char *const kinds[] = {"exercise", "learn", "help", "cause", "track", "sheet"};
	const char *colon = strchr(url, ':');
	for (size_t i = 0; colon != NULL && i < sizeof kinds / sizeof *kinds; i++)
		if (span_equal(span_make(url, (size_t)(colon - url)), span_text(kinds[i])) && strlen(url) <= LINK_MAX) {
			refs_use(f, line_of(f, n), kinds[i], arena_copy(f->run->a, colon + 1, strlen(colon + 1)));
			return;
		}
	file_shape(f, line_of(f, n), "link to `%s`: only exercise: learn: help: cause: track: sheet:", url);
}

static struct val *wrapped(struct file *f, cmark_node *n, const char *t, int depth)
{
	struct val *v = val_new(f->run->a, VAL_MAP, 0);
	val_put(v, span_text("t"), text(f, t));
	val_put(v, span_text("c"), inlines(f, n, depth + 1));
	if (cmark_node_get_type(n) == CMARK_NODE_LINK) {
		const char *url = cmark_node_get_url(n);
		check_link(f, n, url);
		val_put(v, span_text("to"), val_text(f->run->a, arena_copy(f->run->a, url, strlen(url)), 0));
		if (cmark_node_get_title(n)[0] != '\0')
			file_shape(f, line_of(f, n), "a link has no title");
	}
	return v;
}

static void inline_into(struct file *f, struct val *list, cmark_node *n, int depth)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		push_text(f, list, cmark_node_get_literal(n));
		break;
	case CMARK_NODE_SOFTBREAK:
		push_text(f, list, " ");
		break;
	case CMARK_NODE_EMPH:
		val_push(list, wrapped(f, n, "em", depth));
		break;
	case CMARK_NODE_STRONG:
		val_push(list, wrapped(f, n, "st", depth));
		break;
	case CMARK_NODE_LINK:
		val_push(list, wrapped(f, n, "a", depth));
		break;
	default:
		file_shape(f, line_of(f, n), "%s is not part of the Markdown of a pack", cmark_node_get_type_string(n));
	}
}

static struct val *inlines(struct file *f, cmark_node *parent, int depth)
{
	struct val *list = val_new(f->run->a, VAL_LIST, line_of(f, parent));
	if (depth > INLINE_DEPTH_MAX)
		file_shape(f, line_of(f, parent), "nested too deeply");
	else
		for (cmark_node *n = cmark_node_first_child(parent); n != NULL; n = cmark_node_next(n))
			inline_into(f, list, n, depth);
	return list;
}

/* ---- plain words of what was built */

static void add_words(struct arena *a, struct span *to, const struct val *list)
{
	for (const struct val *v = list != NULL ? list->first : NULL; v != NULL; v = v->next) {
		if (v->kind == VAL_MAP) {
			add_words(a, to, val_get(v, "c"));
			continue;
		}
		const char *s = arena_print(a, "%.*s%.*s", (int)to->len, (const char *)to->p, (int)v->text.len,
		                            (const char *)v->text.p);
		*to = span_text(s);
	}
}

struct span block_text(struct arena *a, const struct val *block)
{
	struct span s = span_text("");
	add_words(a, &s, val_get(block, "c"));
	return s;
}

bool block_is(const struct val *block, const char *t) { return val_is(block, "t", t); }

/* ---- blocks */

static struct val *blocks(struct file *f, cmark_node *parent, int depth);

static struct val *leaf(struct file *f, cmark_node *n, const char *t)
{
	int line = line_of(f, n);
	struct val *v = val_new(f->run->a, VAL_MAP, line);
	val_put(v, span_text("t"), text(f, t));
	val_put(v, span_text("c"), inlines(f, n, 0));
	file_prose(f, line, block_text(f->run->a, v), *t == 'p');
	return v;
}

static struct val *heading(struct file *f, cmark_node *n)
{
	int level = cmark_node_get_heading_level(n);
	if (level != 2 && level != 3)
		file_shape(f, line_of(f, n), "headings are `##` and `###`");
	struct val *v = leaf(f, n, "h");
	val_put(v, span_text("n"), val_int(f->run->a, level));
	return v;
}

static struct val *branch(struct file *f, cmark_node *n, const char *t, int depth)
{
	struct arena *a = f->run->a;
	struct val *v = val_new(a, VAL_MAP, line_of(f, n));
	val_put(v, span_text("t"), text(f, t));
	if (*t == 'q') {
		val_put(v, span_text("c"), blocks(f, n, depth + 1));
		return v;
	}
	struct val *items = val_new(a, VAL_LIST, v->line);
	for (cmark_node *i = cmark_node_first_child(n); i != NULL; i = cmark_node_next(i))
		val_push(items, blocks(f, i, depth + 1));
	val_put(v, span_text("c"), items);
	return v;
}

static struct val *block(struct file *f, cmark_node *n, int depth)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_PARAGRAPH:
		return leaf(f, n, "p");
	case CMARK_NODE_HEADING:
		return heading(f, n);
	case CMARK_NODE_LIST:
		return branch(f, n, cmark_node_get_list_type(n) == CMARK_ORDERED_LIST ? "ol" : "ul", depth);
	case CMARK_NODE_BLOCK_QUOTE:
		return branch(f, n, "q", depth);
	default:
		file_shape(f, line_of(f, n), "%s is not part of the Markdown of a pack", cmark_node_get_type_string(n));
		return NULL;
	}
}

static struct val *blocks(struct file *f, cmark_node *parent, int depth)
{
	struct val *list = val_new(f->run->a, VAL_LIST, line_of(f, parent));
	if (depth > BLOCK_DEPTH_MAX) {
		file_shape(f, list->line, "nested too deeply");
		return list;
	}
	for (cmark_node *n = cmark_node_first_child(parent); n != NULL; n = cmark_node_next(n)) {
		struct val *v = block(f, n, depth);
		if (v != NULL)
			val_push(list, v);
	}
	return list;
}

static struct val *parse(struct file *f)
{
	cmark_node *doc = cmark_parse_document((const char *)f->body.p, f->body.len, CMARK_OPT_DEFAULT);
	struct val *list = blocks(f, doc, 0);
	cmark_node_free(doc);
	return list;
}

/* ---- the three kinds of body */

static bool is_part(const struct val *block) { return block_is(block, "h") && val_num(block, "n", 0) == 2; }

static void check_titles(struct file *f, const struct val *body, const char *const *parts)
{
	const struct val *v = body->first;
	for (; *parts != NULL; parts++) {
		if (val_get(body, *parts) == NULL) {
			file_shape(f, f->body_line, "part `## %s` is missing", *parts);
			continue;
		}
		while (v != NULL && !span_equal(v->key, span_text(*parts)))
			v = v->next;
		if (v == NULL) {
			file_shape(f, val_get(body, *parts)->line, "part `## %s` stands too early", *parts);
			v = body->first;
		}
	}
}

static bool title_known(const char *const *parts, struct span title)
{
	while (*parts != NULL && !span_equal(span_text(*parts), title))
		parts++;
	return *parts != NULL;
}

struct val *body_parts(struct file *f, const char *const *parts)
{
	struct arena *a = f->run->a;
	struct val *body = val_new(a, VAL_MAP, f->body_line), *part = NULL;
	for (struct val *next, *v = parse(f)->first; v != NULL; v = next) {
		next = v->next;
		if (!is_part(v)) {
			if (part == NULL)
				file_shape(f, v->line, "text before the first part");
			else
				val_push(part, v);
			continue;
		}
		struct span title = block_text(a, v);
		const char *name = (const char *)title.p;
		part = val_new(a, VAL_LIST, v->line);
		if (!title_known(parts, title))
			file_shape(f, v->line, "unknown part `## %s`", name);
		else if (val_get(body, name) != NULL)
			file_shape(f, v->line, "part `## %s` stands twice", name);
		else
			val_put(body, title, part);
	}
	check_titles(f, body, parts);
	for (const struct val *v = body->first; v != NULL; v = v->next)
		if (v->count == 0)
			file_shape(f, v->line, "part `## %.*s` is empty", (int)v->key.len, (const char *)v->key.p);
	return body;
}

struct val *body_page(struct file *f)
{
	struct val *body = val_new(f->run->a, VAL_MAP, f->body_line), *list = parse(f);
	if (list->count == 0)
		file_shape(f, f->body_line, "the page is empty");
	val_put(body, span_text("text"), list);
	return body;
}

static bool is_code(struct span id, char prefix)
{
	if ((id.len != 4 && id.len != 5) || id.p[0] != (uint8_t)prefix)
		return false;
	for (size_t i = 1; i < id.len; i++)
		if (id.p[i] < '0' || id.p[i] > '9')
			return false;
	return true;
}

static struct val *item(struct file *f, const struct val *p, char prefix, const char *what, int max)
{
	struct arena *a = f->run->a;
	struct span s = block_text(a, p);
	const char *bar = strstr((const char *)s.p, " | ");
	struct span id = span_make(s.p, bar != NULL ? (size_t)(bar - (const char *)s.p) : 0);
	if (val_get(p, "c")->count != 1 || !is_code(id, prefix)) {
		file_shape(f, p->line, "`- %c001 | text` in plain words expected", prefix);
		return NULL;
	}
	struct span words = span_make(bar + 3, s.len - id.len - 3);
	words = arena_copy(a, words.p, words.len);
	int n = (int)utf8_count(file_shown(f, words));
	if (n == 0 || n > max)
		file_shape(f, p->line, "%s has %d characters, at most %d", what, n, max);
	reading_add(&f->reading, file_shown(f, words));
	refs_define(f, p->line, what, id);
	id = arena_copy(a, id.p, id.len);
	const char *twin = twins_add(f->run->twins, words, (const char *)id.p);
	if (twin != NULL)
		file_words(f, p->line, "says nearly the same as `%s`", twin);
	struct val *v = val_new(a, VAL_MAP, p->line);
	val_put(v, span_text("id"), val_text(a, id, p->line));
	val_put(v, span_text("text"), val_text(a, words, p->line));
	return v;
}

struct val *body_items(struct file *f, char prefix, const char *what, int max)
{
	struct val *items = val_new(f->run->a, VAL_LIST, f->body_line);
	const struct reading before = f->reading; /* the ids are no words */
	const struct val *list = parse(f), *ul = list->first;
	f->reading = before;
	if (list->count != 1 || !block_is(ul, "ul")) {
		file_shape(f, ul != NULL ? ul->line : f->body_line, "the body is one list, nothing else");
		return items;
	}
	for (const struct val *li = val_get(ul, "c")->first; li != NULL; li = li->next) {
		if (li->count != 1 || !block_is(li->first, "p")) {
			file_shape(f, li->line, "one paragraph an entry");
			continue;
		}
		struct val *v = item(f, li->first, prefix, what, max);
		if (v != NULL)
			val_push(items, v);
	}
	return items;
}

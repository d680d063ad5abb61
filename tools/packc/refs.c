/* refs.c - two lists; a few hundred definitions, some thousand uses, compared one by one. */
#include "refs.h"

#include "file.h"

struct ref {
	struct ref *next;
	struct file *file;
	int line;
	const char *what;
	struct span id;
};

struct refs {
	struct arena *a;
	struct ref *defined, *used,
	    **end; /* end: where the next use goes, so that messages keep the order of the text */
};

struct refs *refs_new(struct arena *a)
{
	struct refs *r = arena_get(a, sizeof *r);
	r->a = a;
	r->end = &r->used;
	return r;
}

static const struct ref *find(const struct ref *list, const char *what, struct span id)
{
	while (list != NULL && (strcmp(list->what, what) != 0 || !span_equal(list->id, id)))
		list = list->next;
	return list;
}

static struct ref *ref_new(struct refs *r, struct ref *next, const struct ref *as)
{
	struct ref *n = arena_get(r->a, sizeof *n);
	*n = *as;
	n->next = next;
	return n;
}

void refs_define(struct file *f, int line, const char *what, struct span id)
{
	struct refs *r = f->run->refs;
	const struct ref *old = find(r->defined, what, id);
	if (old != NULL)
		file_shape(f, line, "`%s:%.*s` already stands in %s:%d", what, (int)id.len, (const char *)id.p,
		           old->file->path, old->line);
	else
		r->defined = ref_new(r, r->defined, &(struct ref){NULL, f, line, what, id});
}

void refs_use(struct file *f, int line, const char *what, struct span id)
{
	struct refs *r = f->run->refs;
	*r->end = ref_new(r, NULL, &(struct ref){NULL, f, line, what, id});
	r->end = &(*r->end)->next;
}

void refs_check(struct refs *r)
{
	for (const struct ref *u = r->used; u != NULL; u = u->next)
		if (find(r->defined, u->what, u->id) == NULL)
			file_words(u->file, u->line, "`%s:%.*s` is not in the pack", u->what, (int)u->id.len,
			           (const char *)u->id.p);
}

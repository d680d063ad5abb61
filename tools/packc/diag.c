/* diag.c - a list of messages, sorted when printed. */
#include "diag.h"

#include <stdlib.h>

struct message {
	struct message *next;
	const char *file, *text;
	int line;
	unsigned order; /* of arrival, so that sorting is stable */
	enum diag_kind kind;
};

struct diag {
	struct arena *a;
	struct message *first;
	unsigned count;
	size_t errors;
};

struct diag *diag_new(struct arena *a)
{
	struct diag *d = arena_get(a, sizeof *d);
	d->a = a;
	return d;
}

void diag_add(struct diag *d, enum diag_kind kind, const char *file, int line, const char *fmt, va_list ap)
{
	char text[512];
	(void)vsnprintf(text, sizeof text, fmt, ap);
	for (const struct message *m = d->first; m != NULL; m = m->next)
		if (m->line == line && strcmp(m->file, file) == 0 && strcmp(m->text, text) == 0)
			return;
	struct message *m = arena_get(d->a, sizeof *m);
	*m = (struct message){d->first, file, arena_print(d->a, "%s", text), line, d->count++, kind};
	d->first = m;
	if (kind != DIAG_WARNING)
		d->errors++;
}

static int by_place(const void *a, const void *b)
{
	const struct message *x = *(const struct message *const *)a, *y = *(const struct message *const *)b;
	int c = strcmp(x->file, y->file);
	if (c == 0)
		c = (x->line > y->line) - (x->line < y->line);
	return c != 0 ? c : (x->order > y->order) - (x->order < y->order);
}

void diag_print(struct diag *d, FILE *out)
{
	if (d->count == 0)
		return;
	const struct message **all = arena_get(d->a, d->count * sizeof(struct message *));
	size_t n = 0;
	for (const struct message *m = d->first; m != NULL; m = m->next)
		all[n++] = m;
	qsort(all, n, sizeof *all, by_place);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "%s:%d: %s%s\n", all[i]->file, all[i]->line,
		        all[i]->kind == DIAG_WARNING ? "warning: " : "", all[i]->text);
}

size_t diag_errors(const struct diag *d) { return d->errors; }

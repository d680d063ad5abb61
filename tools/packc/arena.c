/* arena.c - a chain of chunks; big requests get a chunk of their own. */
#include "arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#define CHUNK 65536u

struct chunk {
	struct chunk *next;
	size_t used, cap;
	max_align_t data[];
};

struct arena {
	struct chunk *top;
};

static void *must(void *p)
{
	if (p != NULL)
		return p;
	fputs("packc: out of memory\n", stderr);
	exit(2);
}

struct arena *arena_new(void) { return must(calloc(1, sizeof(struct arena))); }

void arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	for (struct chunk *c = a->top; c != NULL;) {
		struct chunk *next = c->next;
		free(c);
		c = next;
	}
	free(a);
}

void *arena_get(struct arena *a, size_t n)
{
	const size_t unit = sizeof(max_align_t);
	n = (n + unit - 1) / unit * unit;
	if (a->top == NULL || n > a->top->cap - a->top->used) {
		size_t cap = n > CHUNK ? n : CHUNK;
		struct chunk *c = must(calloc(1, sizeof *c + cap));
		c->cap = cap;
		c->next = a->top;
		a->top = c;
	}
	void *p = (char *)a->top->data + a->top->used;
	a->top->used += n;
	return p;
}

struct span arena_copy(struct arena *a, const void *p, size_t n)
{
	char *to = arena_get(a, n + 1);
	if (n != 0)
		memcpy(to, p, n);
	return span_make(to, n);
}

char *arena_print(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	size_t room = n < 0 ? 1 : (size_t)n + 1;
	char *to = arena_get(a, room);
	(void)vsnprintf(to, room, fmt, again);
	va_end(again);
	return to;
}

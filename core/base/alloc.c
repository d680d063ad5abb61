/* alloc.c - the heap behind the allocator interface. */
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static void *heap_fn(void *ctx, void *p, size_t old, size_t n)
{
	(void)ctx;
	(void)old;
	if (n == 0) {
		free(p);
		return NULL;
	}
	return realloc(p, n);
}

const struct alloc *alloc_heap(void)
{
	static const struct alloc heap = {heap_fn, NULL};
	return &heap;
}

void *alloc_get(const struct alloc *a, size_t n)
{
	void *p = a->fn(a->ctx, NULL, 0, n);
	if (p != NULL)
		memset(p, 0, n);
	return p;
}

void *alloc_grow(const struct alloc *a, void *p, size_t old, size_t n) { return a->fn(a->ctx, p, old, n); }

void alloc_put(const struct alloc *a, void *p, size_t n)
{
	if (p != NULL)
		(void)a->fn(a->ctx, p, n, 0);
}

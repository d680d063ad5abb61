/* alloc.h - memory comes from outside, so that tests can refuse the Nth request.
 * Layer: core/base.  Tests: fault/ */
#ifndef HEARTH_ALLOC_H
#define HEARTH_ALLOC_H
#include <stddef.h>

/* One function does all: p == NULL allocates, n == 0 frees (returns NULL), else resizes.  old is the size that p was
 * given with, so that implementations can account and wipe.  Returns NULL when refused; p is then still valid. */
struct alloc {
	void *(*fn)(void *ctx, void *p, size_t old, size_t n);
	void *ctx;
};

/** alloc_heap(): the C heap; freed memory is not wiped (secrets live in fixed structs and are wiped there). */
const struct alloc *alloc_heap(void);

/** alloc_get(a, n): n zeroed bytes (n > 0), NULL when refused. */
void *alloc_get(const struct alloc *a, size_t n);

/** alloc_grow(a, p, old, n): p resized, contents kept up to the smaller size; NULL when refused, p unchanged. */
void *alloc_grow(const struct alloc *a, void *p, size_t old, size_t n);

/** alloc_put(a, p, n): give back n bytes; p may be NULL. */
void alloc_put(const struct alloc *a, void *p, size_t n);

#endif

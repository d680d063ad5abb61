/* vectors.h - where public test vectors lie and how a test reads a whole file.  For tests only. */
#ifndef HEARTH_TEST_VECTORS_H
#define HEARTH_TEST_VECTORS_H
#include <stdio.h>
#include <stdlib.h>

#include "base/span.h"

#ifndef SOURCE_ROOT
#define SOURCE_ROOT "."
#endif

/* HEARTH_VECTORS, or ../shared/vectors beside the source tree. */
static inline void vectors_path(char *out, size_t n, const char *tail)
{
	const char *at = getenv("HEARTH_VECTORS");
	snprintf(out, n, "%s/%s", at != NULL ? at : SOURCE_ROOT "/../shared/vectors", tail);
}

/* The bytes of a file, to be freed by free((void *)s.p); p is NULL when it cannot be read. */
static inline struct span vectors_load(const char *path)
{
	struct span s = {NULL, 0};
	FILE *f = fopen(path, "rb");
	if (f == NULL)
		return s;
	uint8_t *p = malloc(1);
	size_t cap = 0, len = 0;
	for (size_t got = 1; got > 0 && p != NULL; len += got) {
		if (len == cap) {
			cap = cap == 0 ? 65536 : cap * 2;
			uint8_t *q = realloc(p, cap);
			if (q == NULL)
				break;
			p = q;
		}
		got = fread(p + len, 1, cap - len, f);
	}
	fclose(f);
	return (struct span){p, len};
}

#endif

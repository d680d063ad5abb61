/* span.h - borrowed bytes.  Layer: core/base. */
#ifndef HEARTH_SPAN_H
#define HEARTH_SPAN_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A view of bytes that somebody else owns; p may be NULL only when len is 0. */
struct span {
	const uint8_t *p;
	size_t len;
};

static inline struct span span_make(const void *p, size_t len) { return (struct span){(const uint8_t *)p, len}; }
static inline struct span span_text(const char *s) { return (struct span){(const uint8_t *)s, strlen(s)}; }
static inline int span_equal(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

#endif

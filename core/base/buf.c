/* buf.c - growable bytes with a ceiling. */
#include "base/buf.h"

void buf_init(struct buf *b, const struct alloc *a, size_t max) { *b = (struct buf){NULL, 0, 0, max, a}; }

void buf_clear(struct buf *b)
{
	alloc_put(b->a, b->p, b->cap);
	b->p = NULL;
	b->len = b->cap = 0;
}

/* memset through a pointer that the compiler may not look through: neither left out nor done byte by byte. */
static void *(*const volatile wipe)(void *, int, size_t) = memset;

void buf_wipe(struct buf *b)
{
	if (b->p != NULL)
		(void)wipe(b->p, 0, b->cap);
	buf_clear(b);
}

void buf_reset(struct buf *b) { b->len = 0; }

MUST_USE static enum status grow(struct buf *b, size_t need)
{
	size_t cap = b->cap != 0 ? b->cap : 256;
	while (cap < need)
		cap = cap > b->max / 2 ? b->max : cap * 2;
	if (cap > b->max)
		cap = b->max;
	void *p = alloc_grow(b->a, b->p, b->cap, cap);
	if (p == NULL)
		return ST_NOMEM;
	b->p = p;
	b->cap = cap;
	return ST_OK;
}

enum status buf_room(struct buf *b, size_t n, uint8_t **out)
{
	if (n > b->max - b->len)
		return ST_TOOBIG;
	if (b->len + n > b->cap) {
		enum status st = grow(b, b->len + n);
		if (st != ST_OK)
			return st;
	}
	*out = b->p == NULL ? (uint8_t *)"" : b->p + b->len;
	b->len += n;
	return ST_OK;
}

enum status buf_add(struct buf *b, const void *p, size_t n)
{
	uint8_t *to;
	enum status st = buf_room(b, n, &to);
	if (st == ST_OK && n != 0)
		memcpy(to, p, n);
	return st;
}

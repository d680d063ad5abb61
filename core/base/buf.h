/* buf.h - bytes that grow up to a ceiling.
 * Layer: core/base.  Invariant: len <= cap <= max. */
#ifndef HEARTH_BUF_H
#define HEARTH_BUF_H
#include "base/alloc.h"
#include "base/span.h"
#include "base/status.h"

struct buf {
	uint8_t *p;
	size_t len, cap, max; /* max: the ceiling, in bytes, set once */
	const struct alloc *a;
};

/** buf_init(b, a, max): empty, owns nothing yet; every buffer has its ceiling.  Cannot fail. */
void buf_init(struct buf *b, const struct alloc *a, size_t max);

/** buf_clear(b): give the memory back; b is empty and may be used again. */
void buf_clear(struct buf *b);

/** buf_wipe(b): as buf_clear, the bytes zeroed first (for plaintext of private writing). */
void buf_wipe(struct buf *b);

/** buf_reset(b): length 0, memory kept. */
void buf_reset(struct buf *b);

/** buf_room(b, n, out): *out points at n writable bytes behind the content, length grown by n.
 * ST_TOOBIG past the ceiling, ST_NOMEM; b unchanged. */
MUST_USE enum status buf_room(struct buf *b, size_t n, uint8_t **out);

/** buf_add(b, p, n): append a copy.  ST_TOOBIG, ST_NOMEM; b unchanged. */
MUST_USE enum status buf_add(struct buf *b, const void *p, size_t n);

static inline struct span buf_span(const struct buf *b) { return (struct span){b->p, b->len}; }

#endif

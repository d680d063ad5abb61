/* cbor.h - deterministic CBOR (RFC 8949 section 4.2.1), the subset that Hearth seals, snapshots and hashes.
 * Layer:  core/wire.  May include: core/base.
 * Subset: unsigned and negative integers to 64 bit (argument <= 2^63-1), byte and UTF-8 text strings, arrays, maps,
 *         false true null.  No floats, tags, indefinite lengths or other simple values.  Depth <= CBOR_DEPTH_MAX.
 *         Integers and lengths in their shortest form; map keys unique, in bytewise order of their encoding.
 * Tests:  unit/test_cbor.c vectors (RFC 8949 appendix A) fuzz/fuzz_cbor.c */
#ifndef HEARTH_CBOR_H
#define HEARTH_CBOR_H
#include <stdbool.h>

#include "base/buf.h"

#define CBOR_DEPTH_MAX 24u

enum cbor_kind { CBOR_UINT, CBOR_NINT, CBOR_BYTES, CBOR_TEXT, CBOR_ARRAY, CBOR_MAP, CBOR_FALSE, CBOR_TRUE, CBOR_NULL, CBOR_END };

/* ---- writer: sticky; the first failure stays in st and later calls do nothing.  Order of keys is the caller's duty
 * (asserted by cbor_check in tests). */
struct cbor_w {
	struct buf *b;
	enum status st;
};
static inline struct cbor_w cbor_writer(struct buf *b) { return (struct cbor_w){b, ST_OK}; }
void cbor_uint(struct cbor_w *w, uint64_t v);
void cbor_int(struct cbor_w *w, int64_t v);
void cbor_bytes(struct cbor_w *w, const void *p, size_t n);
void cbor_text(struct cbor_w *w, const void *p, size_t n); /* caller vouches for UTF-8 */
void cbor_array(struct cbor_w *w, size_t n);
void cbor_map(struct cbor_w *w, size_t n);
void cbor_bool(struct cbor_w *w, bool v);
void cbor_null(struct cbor_w *w);
void cbor_raw(struct cbor_w *w, struct span item); /* one already encoded item */

/* ---- reader: a cursor over borrowed bytes. */
struct cbor_r {
	const uint8_t *p, *end;
};
static inline struct cbor_r cbor_reader(struct span s) /* (NULL, 0) is an empty span; NULL + 0 is no arithmetic */
{
	return (struct cbor_r){s.p, s.len == 0 ? s.p : s.p + s.len};
}

/** cbor_check(s): s is exactly one item of the subset, valid and deterministic all through.  ST_MALFORMED otherwise.
 * O(n), no allocation, bounded stack.  Everything foreign passes here once; the readers below then trust shape. */
MUST_USE enum status cbor_check(struct span s);

/** cbor_peek(r): kind of the next item, CBOR_END when none is left.  On malformed bytes CBOR_END. */
enum cbor_kind cbor_peek(const struct cbor_r *r);

/* Each reads one item and moves on; ST_MALFORMED when the next item is of another kind (r unmoved). */
MUST_USE enum status cbor_get_uint(struct cbor_r *r, uint64_t *out);
MUST_USE enum status cbor_get_int(struct cbor_r *r, int64_t *out);
MUST_USE enum status cbor_get_bytes(struct cbor_r *r, struct span *out);
MUST_USE enum status cbor_get_text(struct cbor_r *r, struct span *out);
/** cbor_get_fixed(r, out, n): a byte string of exactly n bytes, copied. */
MUST_USE enum status cbor_get_fixed(struct cbor_r *r, uint8_t *out, size_t n);
MUST_USE enum status cbor_get_array(struct cbor_r *r, size_t *count); /* enters */
MUST_USE enum status cbor_get_map(struct cbor_r *r, size_t *count);   /* enters */
MUST_USE enum status cbor_get_bool(struct cbor_r *r, bool *out);
MUST_USE enum status cbor_get_null(struct cbor_r *r);
MUST_USE enum status cbor_skip(struct cbor_r *r, struct span *item); /* whole item; item may be NULL */

/** cbor_find_uint(map, key, item): value under unsigned key in the map item `map`; ST_NOTFOUND, ST_MALFORMED. */
MUST_USE enum status cbor_find_uint(struct span map, uint64_t key, struct span *item);
/** cbor_find_text(map, key, item): the same for a text key. */
MUST_USE enum status cbor_find_text(struct span map, const char *key, struct span *item);

#endif

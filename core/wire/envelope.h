/* envelope.h - the outside of an event: fixed header, ciphertext, signature (spec/event.md 1).
 * Layer:  core/wire.  May include: core/base.  Knows no keys.
 * Tests:  unit/test_envelope.c fuzz/fuzz_envelope.c vectors/ */
#ifndef HEARTH_ENVELOPE_H
#define HEARTH_ENVELOPE_H
#include "base/buf.h"

#define ID_BYTES 16u
#define HASH_BYTES 32u
#define ENV_HEADER 196u
#define ENV_AD 168u /* the part of the header that is associated data of the seal */
#define ENV_SIG 64u
#define ENV_CT_MAX 65536u
#define ENV_STRUCT_MAX 16384u /* ceiling of a cleartext structure event */
#define ENV_MAX (ENV_HEADER + ENV_CT_MAX + ENV_SIG)
#define ENV_TAG 16u
#define FRAME_HEAD 17u /* n u64, minute u32, flags u8, len u32 */

enum env_kind { ENV_CONTENT = 0, ENV_STRUCTURE = 1, ENV_HELD = 2, ENV_ERASE = 3 };

struct envelope {
	uint8_t suite, kind;
	uint8_t space[ID_BYTES], stream[ID_BYTES], event[ID_BYTES], member[ID_BYTES], device[ID_BYTES];
	uint64_t dev_seq, base_n;
	uint8_t base_R[HASH_BYTES];
	uint32_t epoch;
	uint8_t key_id[ID_BYTES], gate[ID_BYTES], nonce[24];
	struct span header; /* the 196 bytes, borrowed; empty while composing */
	struct span ct;     /* borrowed */
	struct span sig;    /* 64 bytes, borrowed */
};

/* A frame: an envelope with its place in the server's log. */
struct frame {
	uint64_t n;
	uint32_t minute;
	uint8_t flags;
	struct span env; /* borrowed bytes of the whole envelope */
};

/** env_parse(s, out, used): the first envelope in s.  Checks magic, suite 1, kind <= 3, ct_len (bucket for content,
 * ENV_STRUCT_MAX for structure), zero gate for kinds 0 and 1, zero epoch/key_id/nonce for structure, and that the bytes are all there.
 * *used = its whole length (may be NULL: then s must be exactly one envelope).  ST_MALFORMED; ST_UNKNOWN for another
 * suite; ST_TOOBIG.  Borrows s.  O(1). */
MUST_USE enum status env_parse(struct span s, struct envelope *out, size_t *used);

/** env_header_write(e, ct_len, out): the 196 header bytes from the fields. */
void env_header_write(const struct envelope *e, uint32_t ct_len, uint8_t out[ENV_HEADER]);

/** env_bucket(n): smallest ct size (tag included) that holds n plaintext bytes (the 16 random ones counted in) with at
 * least one byte of padding;
 * 0 when none does. */
size_t env_bucket(size_t n);

/** frame_parse(r, out): the next frame of *r (moves on).  Flags and envelope are not looked into.  ST_MALFORMED, ST_TOOBIG; ST_NOTFOUND at the end. */
MUST_USE enum status frame_parse(struct span *r, struct frame *out);
/** frame_write(b, n, minute, env): append one full frame. */
MUST_USE enum status frame_write(struct buf *b, uint64_t n, uint32_t minute, struct span env);

/* Little-endian helpers shared by all that reads or writes headers. */
static inline void put_u16(uint8_t *p, uint16_t v) { p[0] = (uint8_t)v; p[1] = (uint8_t)(v >> 8); }
static inline uint16_t get_u16(const uint8_t *p) { return (uint16_t)(p[0] | p[1] << 8); }
static inline void put_u32(uint8_t *p, uint32_t v) { for (int i = 0; i < 4; i++) p[i] = (uint8_t)(v >> (8 * i)); }
static inline void put_u64(uint8_t *p, uint64_t v) { for (int i = 0; i < 8; i++) p[i] = (uint8_t)(v >> (8 * i)); }
static inline uint32_t get_u32(const uint8_t *p) { return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24; }
static inline uint64_t get_u64(const uint8_t *p) { return (uint64_t)get_u32(p) | (uint64_t)get_u32(p + 4) << 32; }

#endif

/* seal.h - sealing and opening events, wraps and grants (spec/crypto.md 2-4).
 * Layer:  core/crypto.  May include: core/base, core/wire.
 * Tests:  unit/test_seal.c (every bit flipped) vectors/ fuzz/fuzz_grant.c fuzz/fuzz_wrap.c */
#ifndef HEARTH_SEAL_H
#define HEARTH_SEAL_H
#include "crypto/keys.h"

/** seal_content(e, plain, sk, dev, out): append one whole content envelope to out.  e holds space, stream, member,
 * dev_seq, base_n, base_R; kind, event id, device, epoch, key_id, nonce, sizes are set here (e is updated, its spans
 * point into out).  plain is the CBOR map of event.md 2.  ST_TOOBIG past the largest bucket, ST_DENIED when sk is of
 * another stream, ST_NOMEM; out unchanged. */
MUST_USE enum status seal_content(struct envelope *e, struct span plain, const struct stream_key *sk,
				  const struct device_keys *dev, struct buf *out);

/** seal_structure(e, body, dev, out): the same for a structure event; body is cleartext CBOR. */
MUST_USE enum status seal_structure(struct envelope *e, struct span body, const struct device_keys *dev,
				    struct buf *out);

/** seal_open(e, sk, out): append the CBOR of a content event to out (padding and the 16 random bytes removed;
 * not yet cbor_checked).  ST_FORGED for a bad tag or key_id, ST_MALFORMED for bad padding, ST_NOMEM.  out unchanged on
 * failure.  Does not check the signature. */
MUST_USE enum status seal_open(const struct envelope *e, const struct stream_key *sk, struct buf *out);

#define WRAP_OVERHEAD (32u + 24u + 16u)
/** wrap_seal(K, purpose, plain, out) / wrap_open: crypto.md 2; purpose is the last word ("local", "cold", ...).
 * wrap_open: ST_FORGED for a wrong key or altered bytes, ST_MALFORMED when too short.  ST_DENIED: no such purpose. */
MUST_USE enum status wrap_seal(const uint8_t K[32], const char *purpose, struct span plain, struct buf *out);
MUST_USE enum status wrap_open(const uint8_t K[32], const char *purpose, struct span sealed, struct buf *out);

/** grant_seal(space, sk, recipient, to_x, out): crypto.md 3.  ST_FORGED for a key to_x of small order.
 * grant_open: ST_FORGED when it is not for this recipient, stream, epoch or key_id. */
MUST_USE enum status grant_seal(const uint8_t space[ID_BYTES], const struct stream_key *sk,
				const uint8_t recipient[ID_BYTES], const uint8_t to_x[32], uint8_t out[GRANT_BOX]);
MUST_USE enum status grant_open(const uint8_t space[ID_BYTES], const struct structure *grant, const struct grant_box *g,
				const struct box_pair *me, struct stream_key *out);

#endif

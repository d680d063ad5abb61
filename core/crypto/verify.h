/* verify.h - all that can be checked with public keys alone: ids, signatures, the chain.
 * Layer:  core/crypto.  May include: core/base, core/wire.  The only part of crypto that the server may include.
 * Tests:  unit/test_verify.c vectors/ */
#ifndef HEARTH_VERIFY_H
#define HEARTH_VERIFY_H
#include "wire/envelope.h"
#include "wire/structure.h"

void hash32(uint8_t out[HASH_BYTES], const char *label, const struct span *parts, size_t count); /* H(label | parts) */
void hash16(uint8_t out[ID_BYTES], const char *label, const struct span *parts, size_t count);   /* H16 */

void member_id(const uint8_t iks[32], const uint8_t ikb[32], uint8_t out[ID_BYTES]);
void device_id(const uint8_t ds[32], const uint8_t dx[32], uint8_t out[ID_BYTES]);
void space_id(const struct envelope *genesis, uint8_t out[ID_BYTES]);
/** stream_id: owner may be NULL (zeros) for M and S. */
void stream_id(const uint8_t space[ID_BYTES], enum stream_class c, const uint8_t *owner, uint32_t gen,
	       uint8_t out[ID_BYTES]);

/** chain_start(space, stream, out): R_0.  chain_next(R, n, minute, e, out): R_n from R_(n-1); out may be R itself.
 * Costs one hash of ct and one of 336 bytes. e->header, ct, sig must be set. */
void chain_start(const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES], uint8_t out[HASH_BYTES]);
void chain_next(const uint8_t R[HASH_BYTES], uint64_t n, uint32_t minute, const struct envelope *e,
		uint8_t out[HASH_BYTES]);

/** verify_event(e, ds): the device's signature over a parsed envelope.  ST_FORGED. */
MUST_USE enum status verify_event(const struct envelope *e, const uint8_t ds[32]);
/** verify_devlist(l, member, iks): signature, and every id is the hash of its keys.  ST_FORGED. */
MUST_USE enum status verify_devlist(const struct devlist *l, const uint8_t member[ID_BYTES], const uint8_t iks[32]);
/** verify_approval(space, s, approver_iks): the letting-in signature of a member event, and the member id is the hash
 * of its keys.  ST_FORGED. */
MUST_USE enum status verify_approval(const uint8_t space[ID_BYTES], const struct structure *s,
				     const uint8_t approver_iks[32]);

#define JOIN_BODY_MAX 4096u
/** verify_join(ds, blob, body, sig): the joiner's signature over the sealed invite blob and the body of the request
 * (sync.md).  ST_FORGED, also past JOIN_BODY_MAX. */
MUST_USE enum status verify_join(const uint8_t ds[32], struct span blob, struct span body, const uint8_t sig[64]);

#define HTTP_TARGET_MAX 1024u
struct http_claim {
	uint8_t device[ID_BYTES];
	int64_t ts;
	uint8_t sig[64];
};
/** http_claim_parse(text, out): the value of a Hearth-Auth header.  ST_MALFORMED. */
MUST_USE enum status http_claim_parse(struct span text, struct http_claim *out);
/** verify_http(c, server, method, target, body, ds): crypto.md 5.  Hashes the body.  ST_FORGED, also for a target that
 * is empty, longer than HTTP_TARGET_MAX or holds a zero byte, and for a method of more than 15 letters. */
MUST_USE enum status verify_http(const struct http_claim *c, const uint8_t server[ID_BYTES], const char *method,
				 struct span target, struct span body, const uint8_t ds[32]);
/** verify_recover(login, server, challenge, sig): ST_FORGED. */
MUST_USE enum status verify_recover(const uint8_t login[32], const uint8_t server[ID_BYTES],
				    const uint8_t challenge[32], const uint8_t sig[64]);

/** hex_write(p, n, out): 2n lower-case letters, no NUL.  hex_read(s, out, n): exactly 2n letters of either case.
 * ST_MALFORMED. */
void hex_write(const uint8_t *p, size_t n, char *out);
MUST_USE enum status hex_read(struct span s, uint8_t *out, size_t n);

/** base64url without padding: b64_write writes (8n+5)/6 letters, no NUL, and returns how many.  b64_read takes each
 * value in one spelling only; ST_MALFORMED, ST_TOOBIG when more than max bytes. */
size_t b64_write(const uint8_t *p, size_t n, char *out);
MUST_USE enum status b64_read(struct span s, uint8_t *out, size_t max, size_t *n);

#endif

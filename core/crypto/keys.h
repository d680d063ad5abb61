/* keys.h - key structs and how they come to be (spec/crypto.md 1).
 * Layer:  core/crypto.  May include: core/base, core/wire.
 * Every struct with secrets is a fixed array of bytes, wiped by keys_wipe on every path.
 * Randomness: randombytes_buf (native: libsodium; wasm: the one import). */
#ifndef HEARTH_KEYS_H
#define HEARTH_KEYS_H
#include "crypto/verify.h"

#define KDF_OPS_MIN 3u
#define KDF_OPS_MAX 10u
#define KDF_KIB_MIN 65536u
#define KDF_KIB_MAX 262144u

struct sign_pair { uint8_t pk[32], sk[64]; };
struct box_pair { uint8_t pk[32], sk[32]; };
struct identity { /* IKs, IKb */
	struct sign_pair s;
	struct box_pair b;
	uint8_t member[ID_BYTES];
};
struct device_keys { /* Ds, Dx */
	struct sign_pair s;
	struct box_pair b;
	uint8_t device[ID_BYTES];
};
struct stream_key {
	uint8_t stream[ID_BYTES], id[ID_BYTES], key[32];
	uint32_t epoch;
};

void identity_make(struct identity *out);
/** identity_from(seed, box_secret, out): the same identity from its two 32-byte secrets. */
void identity_from(const uint8_t seed[32], const uint8_t box_secret[32], struct identity *out);
void device_make(struct device_keys *out);
void device_from(const uint8_t seed[32], const uint8_t box_secret[32], struct device_keys *out);
void stream_key_make(const uint8_t stream[ID_BYTES], uint32_t epoch, struct stream_key *out);
void key_id(const uint8_t key[32], uint8_t out[ID_BYTES]);

/** keys_wipe(p, n): zero, never optimised away. */
void keys_wipe(void *p, size_t n);

/** keys_argon2(pass, salt, ops, kib, out): L.  ST_DENIED for parameters outside floor and ceiling (before any memory
 * is taken), ST_NOMEM. */
MUST_USE enum status keys_argon2(struct span pass, const uint8_t salt[16], uint32_t ops, uint32_t kib, uint8_t out[32]);
/** keys_derive(K, i, out): kdf(K, i). */
void keys_derive(const uint8_t K[32], uint64_t i, uint8_t out[32]);
/** keys_name(K, label, name, out): what stands for a name where others can look (crypto.md 2a): the same for the same K,
 * label and name, and without K nothing can be told from it.  label: a constant of at most 31 characters; ST_TOOBIG: a name of
 * more than NAME_MAX_BYTES. */
#define NAME_MAX_BYTES 255u
MUST_USE enum status keys_name(const uint8_t K[32], const char *label, struct span name, uint8_t out[ID_BYTES]);

/** devlist_sign(l, id): sets l->sig.  approval_sign(space, s, id): sets s->approval and s->approver. */
void devlist_sign(struct devlist *l, const struct identity *id);
void approval_sign(const uint8_t space[ID_BYTES], struct structure *s, const struct identity *id);
/** join_sign(k, blob, body, sig): what verify_join checks.  ST_TOOBIG past JOIN_BODY_MAX. */
MUST_USE enum status join_sign(const struct device_keys *k, struct span blob, struct span body, uint8_t sig[64]);
/** http_sign(k, server, method, target, ts, body, out): the whole header value, NUL-terminated; "" for a target, method
 * or ts that verify_http would refuse whatever the signature. */
#define HTTP_CLAIM_MAX 192u
void http_sign(const struct device_keys *k, const uint8_t server[ID_BYTES], const char *method, struct span target,
	       int64_t ts, struct span body, char out[HTTP_CLAIM_MAX]);

#endif

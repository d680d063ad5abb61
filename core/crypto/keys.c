/* keys.c - making, deriving and using the keys of people, devices and streams. */
#include "crypto/keys.h"

#include <sodium.h>

#include "crypto/message.h"

void keys_wipe(void *p, size_t n) { sodium_memzero(p, n); }

static void pairs_from(const uint8_t seed[32], const uint8_t secret[32], struct sign_pair *s, struct box_pair *b)
{
	(void)crypto_sign_ed25519_seed_keypair(s->pk, s->sk, seed);
	memcpy(b->sk, secret, 32);
	(void)crypto_scalarmult_curve25519_base(b->pk, b->sk);
}

void identity_from(const uint8_t seed[32], const uint8_t box_secret[32], struct identity *out)
{
	pairs_from(seed, box_secret, &out->s, &out->b);
	member_id(out->s.pk, out->b.pk, out->member);
}

void identity_make(struct identity *out)
{
	uint8_t secret[64];
	randombytes_buf(secret, sizeof secret);
	identity_from(secret, secret + 32, out);
	keys_wipe(secret, sizeof secret);
}

void device_from(const uint8_t seed[32], const uint8_t box_secret[32], struct device_keys *out)
{
	pairs_from(seed, box_secret, &out->s, &out->b);
	device_id(out->s.pk, out->b.pk, out->device);
}

void device_make(struct device_keys *out)
{
	uint8_t secret[64];
	randombytes_buf(secret, sizeof secret);
	device_from(secret, secret + 32, out);
	keys_wipe(secret, sizeof secret);
}

void key_id(const uint8_t key[32], uint8_t out[ID_BYTES])
{
	struct span s = {key, 32};
	hash16(out, "hearth/v1/keyid", &s, 1);
}

void stream_key_make(const uint8_t stream[ID_BYTES], uint32_t epoch, struct stream_key *out)
{
	memcpy(out->stream, stream, ID_BYTES);
	out->epoch = epoch;
	randombytes_buf(out->key, sizeof out->key);
	key_id(out->key, out->id);
}

enum status keys_argon2(struct span pass, const uint8_t salt[16], uint32_t ops, uint32_t kib, uint8_t out[32])
{
	if (ops < KDF_OPS_MIN || ops > KDF_OPS_MAX || kib < KDF_KIB_MIN || kib > KDF_KIB_MAX)
		return ST_DENIED;
	uint8_t key[32];
	int rc = crypto_pwhash_argon2id(key, sizeof key, pass.len == 0 ? "" : (const char *)pass.p, pass.len, salt,
					ops, (size_t)kib * 1024, crypto_pwhash_argon2id_ALG_ARGON2ID13);
	if (rc == 0)
		memcpy(out, key, sizeof key);
	keys_wipe(key, sizeof key);
	return rc == 0 ? ST_OK : ST_NOMEM;
}

void keys_derive(const uint8_t K[32], uint64_t i, uint8_t out[32])
{
	(void)crypto_kdf_derive_from_key(out, 32, i, "HearthV1", K);
}

enum status keys_name(const uint8_t K[32], const char *label, struct span name, uint8_t out[ID_BYTES])
{
	uint8_t key[32], m[32 + NAME_MAX_BYTES];
	size_t n = strlen(label) + 1; /* with its zero byte, so that no label is the beginning of another */
	if (n > 32 || name.len > NAME_MAX_BYTES)
		return ST_TOOBIG;
	memcpy(m, label, n);
	if (name.len != 0)
		memcpy(m + n, name.p, name.len);
	keys_derive(K, 3, key);
	(void)crypto_generichash(out, ID_BYTES, m, n + name.len, key, sizeof key);
	keys_wipe(key, sizeof key);
	keys_wipe(m, sizeof m);
	return ST_OK;
}

void devlist_sign(struct devlist *l, const struct identity *id)
{
	uint8_t m[MSG_DEVLIST];
	(void)crypto_sign_ed25519_detached(l->sig, NULL, m, msg_devlist(l, id->member, m), id->s.sk);
}

void approval_sign(const uint8_t space[ID_BYTES], struct structure *s, const struct identity *id)
{
	uint8_t m[MSG_APPROVAL];
	memcpy(s->approver, id->member, ID_BYTES);
	(void)crypto_sign_ed25519_detached(s->approval, NULL, m, msg_approval(space, s, m), id->s.sk);
}

enum status join_sign(const struct device_keys *k, struct span blob, struct span body, uint8_t sig[64])
{
	uint8_t m[MSG_JOIN];
	size_t n = msg_join(blob, body, m);
	if (n == 0)
		return ST_TOOBIG;
	(void)crypto_sign_ed25519_detached(sig, NULL, m, n, k->s.sk);
	return ST_OK;
}

void http_sign(const struct device_keys *k, const uint8_t server[ID_BYTES], const char *method, struct span target,
	       int64_t ts, struct span body, char out[HTTP_CLAIM_MAX])
{
	uint8_t m[MSG_HTTP], sig[64];
	size_t n = msg_http(server, method, target, ts, body, m);
	char *p = out;
	if (n != 0) {
		(void)crypto_sign_ed25519_detached(sig, NULL, m, n, k->s.sk);
		memcpy(p, "v1 ", 3);
		hex_write(k->device, ID_BYTES, p += 3);
		*(p += 2 * ID_BYTES) = ' ';
		p += 1 + msg_decimal(ts, p + 1);
		*p++ = ' ';
		p += b64_write(sig, sizeof sig, p);
	}
	*p = '\0';
}

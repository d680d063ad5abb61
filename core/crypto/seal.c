/* seal.c - sealing and opening events, wraps and grants. */
#include "crypto/seal.h"

#include <sodium.h>

#include "crypto/message.h"

#define SALT_BYTES 16u /* random bytes before the CBOR, so that equal words never give equal plaintext */

static const char ad_label[] = "hearth/v1/ad"; /* its zero byte is part of the label */
#define AD_BYTES (sizeof ad_label + ENV_AD)

static void event_ad(const uint8_t header[ENV_HEADER], uint8_t ad[AD_BYTES])
{
	memcpy(ad, ad_label, sizeof ad_label);
	memcpy(ad + sizeof ad_label, header, ENV_AD);
}

/* The common front: fresh event id, author, room for header, ct and signature at the end of out. */
MUST_USE static enum status begin(struct envelope *e, enum env_kind kind, const struct device_keys *dev, size_t ct_len,
				  struct buf *out, uint8_t **at)
{
	enum status st = buf_room(out, ENV_HEADER + ct_len + ENV_SIG, at);
	if (st != ST_OK)
		return st;
	e->suite = 1;
	e->kind = (uint8_t)kind;
	e->epoch = 0;
	memset(e->key_id, 0, sizeof e->key_id);
	memset(e->gate, 0, sizeof e->gate);
	memset(e->nonce, 0, sizeof e->nonce);
	memcpy(e->device, dev->device, ID_BYTES);
	randombytes_buf(e->event, sizeof e->event);
	e->header = (struct span){*at, ENV_HEADER};
	e->ct = (struct span){*at + ENV_HEADER, ct_len};
	e->sig = (struct span){*at + ENV_HEADER + ct_len, ENV_SIG};
	return ST_OK;
}

static void sign(const uint8_t *header, struct span ct, const struct device_keys *dev, uint8_t *sig)
{
	uint8_t m[MSG_EVENT];
	(void)crypto_sign_ed25519_detached(sig, NULL, m, msg_event(header, ct, m), dev->s.sk);
}

enum status seal_content(struct envelope *e, struct span plain, const struct stream_key *sk,
			 const struct device_keys *dev, struct buf *out)
{
	if (memcmp(sk->stream, e->stream, ID_BYTES) != 0)
		return ST_DENIED;
	size_t bucket = plain.len > ENV_CT_MAX ? 0 : env_bucket(SALT_BYTES + plain.len);
	if (bucket == 0)
		return ST_TOOBIG;
	uint8_t *at, ad[AD_BYTES];
	enum status st = begin(e, ENV_CONTENT, dev, bucket, out, &at);
	if (st != ST_OK)
		return st;
	e->epoch = sk->epoch;
	memcpy(e->key_id, sk->id, ID_BYTES);
	randombytes_buf(e->nonce, sizeof e->nonce);
	env_header_write(e, (uint32_t)bucket, at);
	/* The plaintext is laid out where its ciphertext will stand and sealed in place: no other copy is made. */
	uint8_t *ct = at + ENV_HEADER;
	randombytes_buf(ct, SALT_BYTES);
	if (plain.len != 0)
		memcpy(ct + SALT_BYTES, plain.p, plain.len);
	(void)sodium_pad(NULL, ct, SALT_BYTES + plain.len, bucket - ENV_TAG, bucket - ENV_TAG);
	event_ad(at, ad);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(ct, NULL, ct, bucket - ENV_TAG, ad, sizeof ad, NULL, e->nonce,
							 sk->key);
	sign(at, e->ct, dev, ct + bucket);
	return ST_OK;
}

enum status seal_structure(struct envelope *e, struct span body, const struct device_keys *dev, struct buf *out)
{
	if (body.len > ENV_STRUCT_MAX)
		return ST_TOOBIG;
	uint8_t *at;
	enum status st = begin(e, ENV_STRUCTURE, dev, body.len, out, &at);
	if (st != ST_OK)
		return st;
	env_header_write(e, (uint32_t)body.len, at);
	if (body.len != 0)
		memcpy(at + ENV_HEADER, body.p, body.len);
	sign(at, e->ct, dev, at + ENV_HEADER + body.len);
	return ST_OK;
}

/* Takes back n bytes that buf_room gave, wiped. */
static void unroom(struct buf *b, size_t n)
{
	b->len -= n;
	if (n != 0)
		keys_wipe(b->p + b->len, n);
}

/* Where the padding begins (ISO 7816-4: 0x80, then zeros to the end).  The tag has held, so these bytes are the author's own
 * and there is nothing to hide in the time this takes; sodium_unpad's constant time was a third of opening an event. */
MUST_USE static enum status unpad(const uint8_t *p, size_t len, size_t *text)
{
	static const uint8_t zeros[64];
	while (len > sizeof zeros && memcmp(p + len - sizeof zeros, zeros, sizeof zeros) == 0)
		len -= sizeof zeros;
	while (len > 0 && p[len - 1] == 0)
		len--;
	if (len == 0 || p[len - 1] != 0x80)
		return ST_MALFORMED;
	*text = len - 1;
	return ST_OK;
}

enum status seal_open(const struct envelope *e, const struct stream_key *sk, struct buf *out)
{
	if (e->kind != ENV_CONTENT || e->ct.len < ENV_TAG + SALT_BYTES + 1 || e->epoch != sk->epoch ||
	    memcmp(e->key_id, sk->id, ID_BYTES) != 0 || memcmp(e->stream, sk->stream, ID_BYTES) != 0)
		return ST_FORGED;
	size_t len = e->ct.len - ENV_TAG, text;
	uint8_t *p, ad[AD_BYTES];
	enum status st = buf_room(out, len, &p);
	if (st != ST_OK)
		return st;
	event_ad(e->header.p, ad);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(p, NULL, NULL, e->ct.p, e->ct.len, ad, sizeof ad, e->nonce,
						       sk->key) != 0) {
		unroom(out, len);
		return ST_FORGED;
	}
	if (unpad(p, len, &text) != ST_OK || text < SALT_BYTES) {
		unroom(out, len);
		return ST_MALFORMED;
	}
	memmove(p, p + SALT_BYTES, text - SALT_BYTES);
	unroom(out, len - (text - SALT_BYTES));
	return ST_OK;
}

#define PURPOSE_MAX 32u

/* "hearth/v1/wrap/" + word; 0 for a word that does not fit (a programmer's slip, refused like a wrong key). */
static size_t purpose_text(const char *word, char out[PURPOSE_MAX])
{
	static const char front[] = "hearth/v1/wrap/";
	size_t n = strlen(word), f = sizeof front - 1;
	if (n == 0 || n > PURPOSE_MAX - f)
		return 0;
	memcpy(out, front, f);
	memcpy(out + f, word, n);
	return f + n;
}

static void wrap_commit(const uint8_t K[32], const char *purpose, size_t n, const uint8_t nonce[24], uint8_t out[32])
{
	uint8_t key[32], m[PURPOSE_MAX + 24];
	memcpy(m, purpose, n);
	memcpy(m + n, nonce, 24);
	keys_derive(K, 2, key);
	(void)crypto_generichash(out, 32, m, n + 24, key, sizeof key);
	keys_wipe(key, sizeof key);
}

enum status wrap_seal(const uint8_t K[32], const char *purpose, struct span plain, struct buf *out)
{
	char name[PURPOSE_MAX];
	uint8_t *p, key[32];
	size_t n = purpose_text(purpose, name);
	if (n == 0)
		return ST_DENIED;
	if (plain.len > SIZE_MAX - WRAP_OVERHEAD)
		return ST_TOOBIG;
	enum status st = buf_room(out, plain.len + WRAP_OVERHEAD, &p);
	if (st != ST_OK)
		return st;
	randombytes_buf(p + 32, 24);
	wrap_commit(K, name, n, p + 32, p);
	keys_derive(K, 1, key);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(p + 56, NULL, plain.p, plain.len, (const uint8_t *)name, n,
							 NULL, p + 32, key);
	keys_wipe(key, sizeof key);
	return ST_OK;
}

enum status wrap_open(const uint8_t K[32], const char *purpose, struct span sealed, struct buf *out)
{
	char name[PURPOSE_MAX];
	uint8_t *p, key[32], commit[32];
	size_t n = purpose_text(purpose, name);
	if (n == 0)
		return ST_DENIED;
	if (sealed.len < WRAP_OVERHEAD)
		return ST_MALFORMED;
	wrap_commit(K, name, n, sealed.p + 32, commit);
	int same = sodium_memcmp(commit, sealed.p, sizeof commit);
	keys_wipe(commit, sizeof commit);
	if (same != 0)
		return ST_FORGED;
	size_t len = sealed.len - WRAP_OVERHEAD;
	enum status st = buf_room(out, len, &p);
	if (st != ST_OK)
		return st;
	keys_derive(K, 1, key);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(p, NULL, NULL, sealed.p + 56, len + 16, (const uint8_t *)name,
						       n, sealed.p + 32, key) != 0) {
		unroom(out, len);
		st = ST_FORGED;
	}
	keys_wipe(key, sizeof key);
	return st;
}

/* What a grant to g's recipient says, but for the key at the end. */
static void grant_front(const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES], uint32_t epoch,
			const uint8_t recipient[ID_BYTES], uint8_t out[GRANT_PLAIN])
{
	memcpy(out, "HG1", 3);
	memcpy(out + 3, space, ID_BYTES);
	memcpy(out + 19, stream, ID_BYTES);
	put_u32(out + 35, epoch);
	memcpy(out + 39, recipient, ID_BYTES);
}
#define GRANT_FRONT (GRANT_PLAIN - 32u)

enum status grant_seal(const uint8_t space[ID_BYTES], const struct stream_key *sk, const uint8_t recipient[ID_BYTES],
		       const uint8_t to_x[32], uint8_t out[GRANT_BOX])
{
	uint8_t plain[GRANT_PLAIN];
	grant_front(space, sk->stream, sk->epoch, recipient, plain);
	memcpy(plain + GRANT_FRONT, sk->key, sizeof sk->key);
	/* fails only for a public key of small order, which nobody honest has */
	int rc = crypto_box_curve25519xchacha20poly1305_seal(out, plain, sizeof plain, to_x);
	keys_wipe(plain, sizeof plain);
	return rc == 0 ? ST_OK : ST_FORGED;
}

enum status grant_open(const uint8_t space[ID_BYTES], const struct structure *grant, const struct grant_box *g,
		       const struct box_pair *me, struct stream_key *out)
{
	enum status st = ST_FORGED;
	uint8_t plain[GRANT_PLAIN], want[GRANT_PLAIN], id[ID_BYTES];
	if (grant->type != STRUCT_GRANT ||
	    crypto_box_curve25519xchacha20poly1305_seal_open(plain, g->box, sizeof g->box, me->pk, me->sk) != 0)
		goto out;
	grant_front(space, grant->stream, grant->epoch, g->recipient, want);
	key_id(plain + GRANT_FRONT, id);
	if (memcmp(plain, want, GRANT_FRONT) != 0 || memcmp(id, grant->key_id, ID_BYTES) != 0)
		goto out;
	memcpy(out->stream, grant->stream, ID_BYTES);
	memcpy(out->id, id, ID_BYTES);
	memcpy(out->key, plain + GRANT_FRONT, sizeof out->key);
	out->epoch = grant->epoch;
	st = ST_OK;
out:
	keys_wipe(plain, sizeof plain);
	return st;
}

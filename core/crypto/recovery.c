/* recovery.c - the paper code, the invite secret and the words two people compare. */
#include "crypto/recovery.h"

#include <sodium.h>

#include "crypto/message.h"

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Five bits at bit `at` of p, most significant first; p must reach one byte past the last bit. */
static unsigned bits5(const uint8_t *p, size_t at)
{
	unsigned two = (unsigned)p[at / 8] << 8 | p[at / 8 + 1];
	return two >> (11 - at % 8) & 31;
}

static void rc_check(const uint8_t rc[RC_BYTES], uint8_t check[HASH_BYTES])
{
	struct span s = {rc, RC_BYTES};
	hash32(check, "hearth/rc/check", &s, 1);
}

/* The 28 letters as values 0..31. */
static void rc_letters(const uint8_t rc[RC_BYTES], uint8_t v[RC_LETTERS])
{
	uint8_t wide[RC_BYTES + 2] = {0}, check[HASH_BYTES];
	memcpy(wide, rc, RC_BYTES);
	rc_check(rc, check);
	for (size_t i = 0; i < 26; i++)
		v[i] = (uint8_t)bits5(wide, 5 * i);
	v[26] = (uint8_t)bits5(check, 0);
	v[27] = (uint8_t)bits5(check, 5);
	keys_wipe(wide, sizeof wide);
	keys_wipe(check, sizeof check);
}

void rc_make(uint8_t rc[RC_BYTES]) { randombytes_buf(rc, RC_BYTES); }

void rc_text(const uint8_t rc[RC_BYTES], char out[RC_TEXT])
{
	uint8_t v[RC_LETTERS];
	rc_letters(rc, v);
	for (size_t i = 0; i < RC_LETTERS; i++) {
		if (i != 0 && i % 4 == 0)
			*out++ = ' ';
		*out++ = crockford[v[i]];
	}
	*out = '\0';
	keys_wipe(v, sizeof v);
}

static int letter_value(uint8_t c)
{
	if (c >= 'a' && c <= 'z')
		c = (uint8_t)(c - 'a' + 'A');
	if (c == 'O')
		return 0;
	if (c == 'I' || c == 'L')
		return 1;
	for (int i = 0; i < 32; i++)
		if (crockford[i] == (char)c)
			return i;
	return -1;
}

enum status rc_read(struct span text, uint8_t rc[RC_BYTES])
{
	enum status st = ST_MALFORMED;
	uint8_t v[RC_LETTERS], want[RC_LETTERS], code[RC_BYTES + 1] = {0};
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] == ' ' || text.p[i] == '-')
			continue;
		int x = letter_value(text.p[i]);
		if (x < 0 || n == RC_LETTERS)
			goto out;
		v[n++] = (uint8_t)x;
	}
	if (n != RC_LETTERS)
		goto out;
	for (size_t i = 0; i < 130; i++)
		code[i / 8] = (uint8_t)(code[i / 8] | (v[i / 5] >> (4 - i % 5) & 1) << (7 - i % 8));
	/* Written again and compared: catches the check letters and the two bits that must be zero alike. */
	rc_letters(code, want);
	st = sodium_memcmp(v, want, sizeof v) == 0 ? ST_OK : ST_FORGED;
	if (st == ST_OK)
		memcpy(rc, code, RC_BYTES);
out:
	keys_wipe(v, sizeof v);
	keys_wipe(want, sizeof want);
	keys_wipe(code, sizeof code);
	return st;
}

void rc_derive(const uint8_t rc[RC_BYTES], struct rc_keys *out)
{
	uint8_t r[32], seed[32];
	struct span s = {rc, RC_BYTES};
	hash32(r, "hearth/rc", &s, 1);
	keys_derive(r, 1, seed);
	(void)crypto_sign_ed25519_seed_keypair(out->login.pk, out->login.sk, seed);
	keys_derive(r, 2, out->wrap);
	keys_wipe(r, sizeof r);
	keys_wipe(seed, sizeof seed);
}

void rc_sign(const struct rc_keys *k, const uint8_t server[ID_BYTES], const uint8_t challenge[32], uint8_t sig[64])
{
	uint8_t m[MSG_RECOVER];
	(void)crypto_sign_ed25519_detached(sig, NULL, m, msg_recover(server, challenge, m), k->login.sk);
}

void invite_derive(const uint8_t s[32], struct invite_keys *out)
{
	uint8_t id[32];
	keys_derive(s, 1, id);
	memcpy(out->id, id, ID_BYTES);
	keys_derive(s, 2, out->key);
	keys_derive(s, 3, out->token);
	struct span token = {out->token, sizeof out->token};
	hash32(out->token_hash, "", &token, 1);
	keys_wipe(id, sizeof id);
}

/* Eight times eleven bits, most significant first. */
static void words_of(const uint8_t h[HASH_BYTES], uint16_t out[WORDS])
{
	for (size_t i = 0; i < WORDS; i++) {
		unsigned w = 0;
		for (size_t bit = 11 * i; bit < 11 * (i + 1); bit++)
			w = w << 1 | (h[bit / 8] >> (7 - bit % 8) & 1u);
		out[i] = (uint16_t)w;
	}
}

void words_pair(const uint8_t a[64], const uint8_t b[64], uint16_t out[WORDS])
{
	uint8_t h[HASH_BYTES];
	int swap = memcmp(a, b, 64) > 0; /* public keys */
	struct span parts[] = {{swap ? b : a, 64}, {swap ? a : b, 64}};
	hash32(h, "hearth/v1/words", parts, 2);
	words_of(h, out);
}

void words_head(const uint8_t stream[ID_BYTES], uint64_t n, const uint8_t R[HASH_BYTES], uint16_t out[WORDS])
{
	uint8_t h[HASH_BYTES], num[8];
	put_u64(num, n);
	struct span parts[] = {{stream, ID_BYTES}, {num, sizeof num}, {R, HASH_BYTES}};
	hash32(h, "hearth/v1/head", parts, 3);
	words_of(h, out);
}

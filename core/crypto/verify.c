/* verify.c - ids, chain and signatures, from public keys alone. */
#include "crypto/verify.h"

#include <sodium.h>

#include "crypto/message.h"

static void hash_parts(uint8_t *out, size_t n, const char *label, const struct span *parts, size_t count)
{
	crypto_generichash_state h;
	(void)crypto_generichash_init(&h, NULL, 0, n); /* fails only for a bad n */
	(void)crypto_generichash_update(&h, (const uint8_t *)label, strlen(label));
	for (size_t i = 0; i < count; i++)
		(void)crypto_generichash_update(&h, parts[i].p, parts[i].len);
	(void)crypto_generichash_final(&h, out, n);
	sodium_memzero(&h, sizeof h); /* keys pass through here too */
}

void hash32(uint8_t out[HASH_BYTES], const char *label, const struct span *parts, size_t count)
{
	hash_parts(out, HASH_BYTES, label, parts, count);
}

void hash16(uint8_t out[ID_BYTES], const char *label, const struct span *parts, size_t count)
{
	hash_parts(out, ID_BYTES, label, parts, count);
}

void member_id(const uint8_t iks[32], const uint8_t ikb[32], uint8_t out[ID_BYTES])
{
	struct span parts[] = {{iks, 32}, {ikb, 32}};
	hash16(out, "hearth/v1/member", parts, 2);
}

void device_id(const uint8_t ds[32], const uint8_t dx[32], uint8_t out[ID_BYTES])
{
	struct span parts[] = {{ds, 32}, {dx, 32}};
	hash16(out, "hearth/v1/device", parts, 2);
}

void space_id(const struct envelope *genesis, uint8_t out[ID_BYTES])
{
	uint8_t ct[HASH_BYTES];
	hash32(ct, "", &genesis->ct, 1);
	struct span parts[] = {genesis->header, {ct, sizeof ct}};
	hash16(out, "hearth/v1/space", parts, 2);
}

void stream_id(const uint8_t space[ID_BYTES], enum stream_class c, const uint8_t *owner, uint32_t gen,
	       uint8_t out[ID_BYTES])
{
	uint8_t tail[1 + ID_BYTES + 4] = {(uint8_t)c};
	if (owner != NULL)
		memcpy(tail + 1, owner, ID_BYTES);
	put_u32(tail + 1 + ID_BYTES, gen);
	struct span parts[] = {{space, ID_BYTES}, {tail, sizeof tail}};
	hash16(out, "hearth/v1/streamid", parts, 2);
}

void chain_start(const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES], uint8_t out[HASH_BYTES])
{
	struct span parts[] = {{space, ID_BYTES}, {stream, ID_BYTES}};
	hash32(out, "hearth/v1/stream", parts, 2);
}

/* The hot path of reading a whole log: one flat buffer, no label, no state to wipe. */
void chain_next(const uint8_t R[HASH_BYTES], uint64_t n, uint32_t minute, const struct envelope *e,
		uint8_t out[HASH_BYTES])
{
	uint8_t m[HASH_BYTES + 8 + 4 + ENV_HEADER + HASH_BYTES + ENV_SIG];
	uint8_t *p = m;
	memcpy(p, R, HASH_BYTES);
	put_u64(p += HASH_BYTES, n);
	put_u32(p += 8, minute);
	memcpy(p += 4, e->header.p, ENV_HEADER);
	(void)crypto_generichash(p += ENV_HEADER, HASH_BYTES, e->ct.p, e->ct.len, NULL, 0);
	memcpy(p + HASH_BYTES, e->sig.p, ENV_SIG);
	(void)crypto_generichash(out, HASH_BYTES, m, sizeof m, NULL, 0);
}

MUST_USE static enum status check(const uint8_t sig[64], const uint8_t *m, size_t n, const uint8_t pk[32])
{
	if (n == 0 || crypto_sign_ed25519_verify_detached(sig, m, n, pk) != 0)
		return ST_FORGED;
	return ST_OK;
}

enum status verify_event(const struct envelope *e, const uint8_t ds[32])
{
	uint8_t m[MSG_EVENT];
	return check(e->sig.p, m, msg_event(e->header.p, e->ct, m), ds);
}

enum status verify_devlist(const struct devlist *l, const uint8_t member[ID_BYTES], const uint8_t iks[32])
{
	uint8_t m[MSG_DEVLIST], id[ID_BYTES];
	size_t n = msg_devlist(l, member, m);
	for (uint32_t i = 0; n != 0 && i < l->count; i++) {
		device_id(l->dev[i].ds, l->dev[i].dx, id);
		if (memcmp(id, l->dev[i].id, ID_BYTES) != 0)
			return ST_FORGED;
	}
	return check(l->sig, m, n, iks);
}

enum status verify_approval(const uint8_t space[ID_BYTES], const struct structure *s, const uint8_t approver_iks[32])
{
	uint8_t m[MSG_APPROVAL], id[ID_BYTES];
	member_id(s->iks, s->ikb, id);
	if (memcmp(id, s->member, ID_BYTES) != 0)
		return ST_FORGED;
	return check(s->approval, m, msg_approval(space, s, m), approver_iks);
}

enum status verify_join(const uint8_t ds[32], struct span blob, struct span body, const uint8_t sig[64])
{
	uint8_t m[MSG_JOIN];
	return check(sig, m, msg_join(blob, body, m), ds);
}

enum status verify_recover(const uint8_t login[32], const uint8_t server[ID_BYTES], const uint8_t challenge[32],
			   const uint8_t sig[64])
{
	uint8_t m[MSG_RECOVER];
	return check(sig, m, msg_recover(server, challenge, m), login);
}

enum status verify_http(const struct http_claim *c, const uint8_t server[ID_BYTES], const char *method,
			struct span target, struct span body, const uint8_t ds[32])
{
	uint8_t m[MSG_HTTP];
	return check(c->sig, m, msg_http(server, method, target, c->ts, body, m), ds);
}

/* "v1 DEVICE TS SIG", one blank between, nothing around. */
enum status http_claim_parse(struct span text, struct http_claim *out)
{
	struct http_claim c = {.ts = 0};
	size_t at = 3 + 2 * ID_BYTES + 1, digits = 0, n;
	if (text.len < at || memcmp(text.p, "v1 ", 3) != 0 || text.p[at - 1] != ' ')
		return ST_MALFORMED;
	enum status st = hex_read((struct span){text.p + 3, 2 * ID_BYTES}, c.device, ID_BYTES);
	if (st != ST_OK)
		return st;
	for (; at < text.len && text.p[at] >= '0' && text.p[at] <= '9'; at++, digits++) {
		if (digits == 15 || (digits == 1 && c.ts == 0)) /* far below overflow; one way to write a number */
			return ST_MALFORMED;
		c.ts = c.ts * 10 + (text.p[at] - '0');
	}
	if (digits == 0 || at == text.len || text.p[at] != ' ')
		return ST_MALFORMED;
	at++;
	if (b64_read((struct span){text.p + at, text.len - at}, c.sig, sizeof c.sig, &n) != ST_OK || n != sizeof c.sig)
		return ST_MALFORMED;
	*out = c;
	return ST_OK;
}

void hex_write(const uint8_t *p, size_t n, char *out)
{
	static const char digit[] = "0123456789abcdef";
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digit[p[i] >> 4];
		out[2 * i + 1] = digit[p[i] & 15];
	}
}

static int hex_value(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum status hex_read(struct span s, uint8_t *out, size_t n)
{
	if (n > SIZE_MAX / 2 || s.len != 2 * n)
		return ST_MALFORMED;
	for (size_t i = 0; i < s.len; i++)
		if (hex_value(s.p[i]) < 0)
			return ST_MALFORMED;
	for (size_t i = 0; i < n; i++)
		out[i] = (uint8_t)(hex_value(s.p[2 * i]) << 4 | hex_value(s.p[2 * i + 1]));
	return ST_OK;
}

size_t b64_write(const uint8_t *p, size_t n, char *out)
{
	static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	uint32_t acc = 0, bits = 0;
	size_t len = 0;
	for (size_t i = 0; i < n; i++) {
		acc = (acc << 8 | p[i]) & 0xffff;
		for (bits += 8; bits >= 6; bits -= 6)
			out[len++] = letter[acc >> (bits - 6) & 63];
	}
	if (bits != 0)
		out[len++] = letter[acc << (6 - bits) & 63];
	return len;
}

static int b64_value(uint8_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '-' ? 62 : c == '_' ? 63 : -1;
}

enum status b64_read(struct span s, uint8_t *out, size_t max, size_t *n)
{
	size_t whole = s.len / 4 * 3 + (s.len % 4 == 0 ? 0 : s.len % 4 - 1);
	if (s.len % 4 == 1)
		return ST_MALFORMED;
	for (size_t i = 0; i < s.len; i++)
		if (b64_value(s.p[i]) < 0)
			return ST_MALFORMED;
	/* bits past the last whole byte must be zero: one text for one value */
	uint32_t spare = s.len % 4 == 2 ? 15u : s.len % 4 == 3 ? 3u : 0u;
	if (spare != 0 && ((uint32_t)b64_value(s.p[s.len - 1]) & spare) != 0)
		return ST_MALFORMED;
	if (whole > max)
		return ST_TOOBIG;
	uint32_t acc = 0, bits = 0;
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		acc = (acc << 6 | (uint32_t)b64_value(s.p[i])) & 0xffff;
		bits += 6;
		if (bits >= 8)
			out[len++] = (uint8_t)(acc >> (bits -= 8));
	}
	*n = len;
	return ST_OK;
}

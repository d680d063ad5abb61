/* envelope.c - the fixed header, its buckets and the frames around it. */
#include "wire/envelope.h"

/* Offsets of the header, in the order of spec/event.md 1. */
enum {
	AT_SUITE = 2,
	AT_KIND = 3,
	AT_SPACE = 4,
	AT_STREAM = 20,
	AT_EVENT = 36,
	AT_MEMBER = 52,
	AT_DEVICE = 68,
	AT_DEV_SEQ = 84,
	AT_BASE_N = 92,
	AT_BASE_R = 100,
	AT_EPOCH = 132,
	AT_KEY_ID = 136,
	AT_GATE = 152,
	AT_NONCE = 168,
	AT_CT_LEN = 192
};

static const uint32_t buckets[] = {512, 2048, 8192, 32768, ENV_CT_MAX};
#define BUCKETS (sizeof buckets / sizeof buckets[0])

static int is_bucket(uint32_t n)
{
	for (size_t i = 0; i < BUCKETS; i++)
		if (buckets[i] == n)
			return 1;
	return 0;
}

static int all_zero(const uint8_t *p, size_t n)
{
	uint8_t any = 0;
	for (size_t i = 0; i < n; i++)
		any |= p[i];
	return any == 0;
}

size_t env_bucket(size_t n)
{
	for (size_t i = 0; i < BUCKETS; i++)
		if (n < buckets[i] - ENV_TAG)
			return buckets[i];
	return 0;
}

void env_header_write(const struct envelope *e, uint32_t ct_len, uint8_t out[ENV_HEADER])
{
	out[0] = 'H';
	out[1] = '1';
	out[AT_SUITE] = e->suite;
	out[AT_KIND] = e->kind;
	memcpy(out + AT_SPACE, e->space, ID_BYTES);
	memcpy(out + AT_STREAM, e->stream, ID_BYTES);
	memcpy(out + AT_EVENT, e->event, ID_BYTES);
	memcpy(out + AT_MEMBER, e->member, ID_BYTES);
	memcpy(out + AT_DEVICE, e->device, ID_BYTES);
	put_u64(out + AT_DEV_SEQ, e->dev_seq);
	put_u64(out + AT_BASE_N, e->base_n);
	memcpy(out + AT_BASE_R, e->base_R, HASH_BYTES);
	put_u32(out + AT_EPOCH, e->epoch);
	memcpy(out + AT_KEY_ID, e->key_id, ID_BYTES);
	memcpy(out + AT_GATE, e->gate, ID_BYTES);
	memcpy(out + AT_NONCE, e->nonce, sizeof e->nonce);
	put_u32(out + AT_CT_LEN, ct_len);
}

static void header_read(const uint8_t *h, struct envelope *e)
{
	e->suite = h[AT_SUITE];
	e->kind = h[AT_KIND];
	memcpy(e->space, h + AT_SPACE, ID_BYTES);
	memcpy(e->stream, h + AT_STREAM, ID_BYTES);
	memcpy(e->event, h + AT_EVENT, ID_BYTES);
	memcpy(e->member, h + AT_MEMBER, ID_BYTES);
	memcpy(e->device, h + AT_DEVICE, ID_BYTES);
	e->dev_seq = get_u64(h + AT_DEV_SEQ);
	e->base_n = get_u64(h + AT_BASE_N);
	memcpy(e->base_R, h + AT_BASE_R, HASH_BYTES);
	e->epoch = get_u32(h + AT_EPOCH);
	memcpy(e->key_id, h + AT_KEY_ID, ID_BYTES);
	memcpy(e->gate, h + AT_GATE, ID_BYTES);
	memcpy(e->nonce, h + AT_NONCE, sizeof e->nonce);
}

/* What each kind asks of the header beyond its size; kinds 2 and 3 are reserved and ask nothing yet. */
MUST_USE static enum status kind_check(const uint8_t *h, uint32_t ct_len)
{
	switch (h[AT_KIND]) {
	case ENV_CONTENT:
		return is_bucket(ct_len) && all_zero(h + AT_GATE, ID_BYTES) ? ST_OK : ST_MALFORMED;
	case ENV_STRUCTURE:
		if (ct_len > ENV_STRUCT_MAX)
			return ST_TOOBIG;
		/* epoch, key_id, gate and nonce stand side by side */
		return all_zero(h + AT_EPOCH, AT_CT_LEN - AT_EPOCH) ? ST_OK : ST_MALFORMED;
	case ENV_HELD:
	case ENV_ERASE:
		return ST_OK;
	default:
		return ST_MALFORMED;
	}
}

enum status env_parse(struct span s, struct envelope *out, size_t *used)
{
	if (s.len < ENV_HEADER + ENV_SIG || s.p[0] != 'H' || s.p[1] != '1')
		return ST_MALFORMED;
	if (s.p[AT_SUITE] != 1)
		return ST_UNKNOWN;
	uint32_t ct_len = get_u32(s.p + AT_CT_LEN);
	if (ct_len > ENV_CT_MAX)
		return ST_TOOBIG;
	enum status st = kind_check(s.p, ct_len);
	if (st != ST_OK)
		return st;
	size_t whole = (size_t)ENV_HEADER + ct_len + ENV_SIG;
	if (s.len < whole || (used == NULL && s.len != whole))
		return ST_MALFORMED;
	header_read(s.p, out);
	out->header = (struct span){s.p, ENV_HEADER};
	out->ct = (struct span){s.p + ENV_HEADER, ct_len};
	out->sig = (struct span){s.p + ENV_HEADER + ct_len, ENV_SIG};
	if (used != NULL)
		*used = whole;
	return ST_OK;
}

enum status frame_parse(struct span *r, struct frame *out)
{
	if (r->len == 0)
		return ST_NOTFOUND;
	if (r->len < FRAME_HEAD)
		return ST_MALFORMED;
	uint32_t len = get_u32(r->p + 13);
	if (len > ENV_MAX)
		return ST_TOOBIG;
	if (r->len - FRAME_HEAD < len)
		return ST_MALFORMED;
	out->n = get_u64(r->p);
	out->minute = get_u32(r->p + 8);
	out->flags = r->p[12];
	out->env = (struct span){r->p + FRAME_HEAD, len};
	r->p += FRAME_HEAD + len;
	r->len -= FRAME_HEAD + len;
	return ST_OK;
}

enum status frame_write(struct buf *b, uint64_t n, uint32_t minute, struct span env)
{
	if (env.len > ENV_MAX)
		return ST_TOOBIG;
	uint8_t *p;
	enum status st = buf_room(b, FRAME_HEAD + env.len, &p);
	if (st != ST_OK)
		return st;
	put_u64(p, n);
	put_u32(p + 8, minute);
	p[12] = 0;
	put_u32(p + 13, (uint32_t)env.len);
	if (env.len != 0)
		memcpy(p + FRAME_HEAD, env.p, env.len);
	return ST_OK;
}

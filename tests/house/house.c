/* house.c - see house.h. */
#include "house.h"

#include <sodium.h>

#include "crypto/message.h"
#include "seeded.h"
#include "wire/cbor.h"

#define FIRST_MINUTE 29000000u

static void tape_start(struct tape *t, const struct house *h, enum stream_class cls, uint32_t m)
{
	t->cls = cls;
	stream_id(h->space, cls, cls == CLASS_P ? h->id[m].member : NULL, 0, t->stream);
	chain_start(h->space, t->stream, t->R);
	t->minute = FIRST_MINUTE;
}

static void tape_init(struct tape *t)
{
	buf_init(&t->bytes, alloc_heap(), (size_t)1 << 30);
	buf_init(&t->starts, alloc_heap(), (size_t)1 << 24);
}

void house_put(struct tape *t, uint32_t m, uint32_t d, struct span env)
{
	struct envelope e;
	size_t start = t->bytes.len;
	MUST(env_parse(env, &e, NULL) == ST_OK);
	MUST(buf_add(&t->starts, &start, sizeof start) == ST_OK);
	MUST(frame_write(&t->bytes, ++t->n, ++t->minute, env) == ST_OK);
	chain_next(t->R, t->n, t->minute, &e, t->R);
	t->seq[m][d] = e.dev_seq;
}

struct frame tape_frame(const struct tape *t, uint64_t n)
{
	struct frame f;
	size_t start;
	MUST(n > 0 && n <= t->n);
	memcpy(&start, t->starts.p + (n - 1) * sizeof start, sizeof start);
	struct span r = {t->bytes.p + start, t->bytes.len - start};
	MUST(frame_parse(&r, &f) == ST_OK);
	return f;
}

void house_begin(const struct house *h, const struct tape *t, uint32_t m, uint32_t d, struct envelope *e)
{
	*e = (struct envelope){.dev_seq = t->seq[m][d] + 1, .base_n = t->n};
	memcpy(e->space, h->space, ID_BYTES);
	memcpy(e->stream, t->stream, ID_BYTES);
	memcpy(e->member, h->id[m].member, ID_BYTES);
	memcpy(e->base_R, t->R, HASH_BYTES);
}

size_t house_plain(const char *text, uint8_t out[256])
{
	struct buf b;
	buf_init(&b, alloc_heap(), 256);
	struct cbor_w w = cbor_writer(&b);
	cbor_map(&w, 1);
	cbor_uint(&w, 1);
	cbor_text(&w, text, strlen(text));
	MUST(w.st == ST_OK);
	size_t n = b.len;
	memcpy(out, b.p, n);
	buf_clear(&b);
	return n;
}

void house_say(struct house *h, struct tape *t, uint32_t m, uint32_t d, const char *text)
{
	struct envelope e;
	uint8_t plain[256];
	size_t n = house_plain(text, plain);
	house_begin(h, t, m, d, &e);
	buf_reset(&h->scratch);
	MUST(seal_content(&e, span_make(plain, n), t->cls == CLASS_S ? &h->sk : &h->pk[m], &h->dev[m][d],
			  &h->scratch) == ST_OK);
	house_put(t, m, d, buf_span(&h->scratch));
}

static void seal_body(struct house *h, struct envelope *e, uint32_t m, uint32_t d, const struct structure *st)
{
	struct buf body;
	buf_init(&body, alloc_heap(), ENV_STRUCT_MAX);
	MUST(structure_write(st, &body) == ST_OK);
	buf_reset(&h->scratch);
	MUST(seal_structure(e, buf_span(&body), &h->dev[m][d], &h->scratch) == ST_OK);
	buf_clear(&body);
}

void house_do(struct house *h, struct tape *t, uint32_t m, uint32_t d, const struct structure *st)
{
	struct envelope e;
	house_begin(h, t, m, d, &e);
	seal_body(h, &e, m, d, st);
	house_put(t, m, d, buf_span(&h->scratch));
}

void house_list(const struct house *h, uint32_t m, uint32_t version, uint32_t mask, struct devlist *out)
{
	*out = (struct devlist){.version = version};
	for (uint32_t d = 0; d < HOUSE_DEVICES; d++) {
		if ((mask >> d & 1) == 0)
			continue;
		struct device_entry *x = &out->dev[out->count++];
		memcpy(x->id, h->dev[m][d].device, ID_BYTES);
		memcpy(x->ds, h->dev[m][d].s.pk, 32);
		memcpy(x->dx, h->dev[m][d].b.pk, 32);
	}
	devlist_sign(out, &h->id[m]);
}

static void box_add(const struct house *h, const struct stream_key *key, struct structure *st, const uint8_t *to,
		    const uint8_t *x)
{
	struct grant_box *g = &st->box[st->box_count++];
	memcpy(g->recipient, to, ID_BYTES);
	MUST(grant_seal(h->space, key, to, x, g->box) == ST_OK);
}

void house_grant(const struct house *h, const struct stream_key *key, uint32_t whom, struct structure *out)
{
	*out = (struct structure){.type = STRUCT_GRANT, .epoch = key->epoch};
	memcpy(out->stream, key->stream, ID_BYTES);
	memcpy(out->key_id, key->id, ID_BYTES);
	for (uint32_t m = 0; m < 2; m++) {
		if ((whom >> m & 1) == 0)
			continue;
		for (uint32_t i = 0; i < h->list[m].count; i++)
			box_add(h, key, out, h->list[m].dev[i].id, h->list[m].dev[i].dx);
		box_add(h, key, out, h->id[m].member, h->id[m].b.pk);
	}
}

static void new_key(struct house *h, const struct tape *t, struct stream_key *k)
{
	stream_key_make(t->stream, k->epoch + 1, k);
	MUST(ring_add(&h->ring, k) == ST_OK);
}

static uint32_t both(const struct house *h) { return h->list[1].count != 0 ? 3 : 1; }

void house_rekey(struct house *h, uint32_t m, uint32_t by)
{
	struct structure st;
	new_key(h, &h->p[m], &h->pk[m]);
	house_grant(h, &h->pk[m], 1u << m, &st);
	house_do(h, &h->p[m], m, by, &st);
	new_key(h, &h->s, &h->sk);
	house_grant(h, &h->sk, both(h), &st);
	house_do(h, &h->m, m, by, &st);
}

void house_found(struct house *h, uint64_t seed)
{
	struct envelope e = {.dev_seq = 1};
	struct structure st = {.type = STRUCT_GENESIS};
	memset(h, 0, sizeof *h);
	seeded_start(seed);
	buf_init(&h->scratch, alloc_heap(), ENV_MAX);
	for (uint32_t m = 0; m < 2; m++) {
		identity_make(&h->id[m]);
		for (uint32_t d = 0; d < HOUSE_DEVICES; d++)
			device_make(&h->dev[m][d]);
		tape_init(&h->p[m]);
	}
	tape_init(&h->m);
	tape_init(&h->s);
	house_list(h, 0, 1, 1, &h->list[0]);
	memcpy(st.member, h->id[0].member, ID_BYTES);
	memcpy(st.iks, h->id[0].s.pk, 32);
	memcpy(st.ikb, h->id[0].b.pk, 32);
	st.list = h->list[0];
	memcpy(e.member, h->id[0].member, ID_BYTES);
	seal_body(h, &e, 0, 0, &st);
	space_id(&e, h->space);
	tape_start(&h->m, h, CLASS_M, 0);
	tape_start(&h->s, h, CLASS_S, 0);
	tape_start(&h->p[0], h, CLASS_P, 0);
	tape_start(&h->p[1], h, CLASS_P, 1);
	house_put(&h->m, 0, 0, buf_span(&h->scratch));
	house_rekey(h, 0, 0);
}

void house_member(const struct house *h, struct structure *st)
{
	*st = (struct structure){.type = STRUCT_MEMBER, .role = ROLE_PARTNER};
	memcpy(st->member, h->id[1].member, ID_BYTES);
	memcpy(st->iks, h->id[1].s.pk, 32);
	memcpy(st->ikb, h->id[1].b.pk, 32);
	house_list(h, 1, 1, 1, &st->list);
	approval_sign(h->space, st, &h->id[0]);
}

void house_join(struct house *h)
{
	struct structure st;
	house_member(h, &st);
	house_do(h, &h->m, 0, 0, &st);
	h->list[1] = st.list;
	house_grant(h, &h->sk, 2, &st);
	house_do(h, &h->m, 0, 0, &st);
	new_key(h, &h->p[1], &h->pk[1]);
	house_grant(h, &h->pk[1], 2, &st);
	house_do(h, &h->p[1], 1, 0, &st);
}

void house_devices(struct house *h, uint32_t m, uint32_t by, uint32_t mask)
{
	struct structure st = {.type = STRUCT_DEVICES};
	memcpy(st.member, h->id[m].member, ID_BYTES);
	house_list(h, m, h->list[m].version + 1, mask, &st.list);
	house_do(h, &h->m, m, by, &st);
	h->list[m] = st.list;
}

void house_resign(const struct house *h, uint32_t m, uint32_t d, uint8_t *env, size_t len)
{
	uint8_t msg[MSG_EVENT];
	struct span ct = {env + ENV_HEADER, len - ENV_HEADER - ENV_SIG};
	(void)crypto_sign_ed25519_detached(env + len - ENV_SIG, NULL, msg, msg_event(env, ct, msg), h->dev[m][d].s.sk);
}

struct tape *house_tape(struct house *h, enum stream_class cls, uint32_t m)
{
	return cls == CLASS_M ? &h->m : cls == CLASS_S ? &h->s : &h->p[m];
}

enum status house_feed(const struct tape *t, struct log *l, uint64_t upto, enum log_trust trust)
{
	const struct log_head *head = log_head_find(l, t->stream);
	MUST(head != NULL);
	while (head->n < upto) {
		struct frame f = tape_frame(t, head->n + 1);
		struct log_event ev;
		enum status st = log_take(l, t->stream, &f, trust, &ev);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

struct log *house_log(const struct house *h, uint32_t m, uint32_t d)
{
	struct log *l;
	MUST(log_new(alloc_heap(), h->space, h->id[m].member, h->dev[m][d].device, &l) == ST_OK);
	return l;
}

void house_clear(struct house *h)
{
	struct tape *t[] = {&h->m, &h->p[0], &h->p[1], &h->s};
	for (size_t i = 0; i < 4; i++) {
		buf_clear(&t[i]->bytes);
		buf_clear(&t[i]->starts);
	}
	buf_clear(&h->scratch);
	keys_wipe(h, sizeof *h);
}

/* vault_grant.c - who gets which stream key. */
#include "session/vault.h"

#include <sodium.h>

void devlist_of(const struct device_keys *dev, uint32_t version, struct devlist *out)
{
	memset(out, 0, sizeof *out);
	out->version = version;
	out->count = 1;
	memcpy(out->dev[0].id, dev->device, ID_BYTES);
	memcpy(out->dev[0].ds, dev->s.pk, 32);
	memcpy(out->dev[0].dx, dev->b.pk, 32);
}

enum status recipients_add(struct recipients *r, const uint8_t id[ID_BYTES], const uint8_t x[32])
{
	for (uint32_t i = 0; i < r->count; i++)
		if (memcmp(r->v[i].id, id, ID_BYTES) == 0)
			return ST_OK;
	if (r->count == GRANT_BOXES_MAX)
		return ST_TOOBIG;
	memcpy(r->v[r->count].id, id, ID_BYTES);
	memcpy(r->v[r->count].x, x, 32);
	r->count++;
	return ST_OK;
}

enum status recipients_member(struct recipients *r, const struct log *l, const struct log_member *m, const uint8_t *without)
{
	enum status st = recipients_add(r, m->id, m->ikb);
	for (uint32_t i = 0; st == ST_OK && i < m->device_count; i++) {
		const struct log_device *d = log_device_at(m, l, i);
		if (d->active && (without == NULL || memcmp(d->key.id, without, ID_BYTES) != 0))
			st = recipients_add(r, d->key.id, d->key.dx);
	}
	return st;
}

enum status propose_grant(struct hc *c, struct proposals *p, const struct stream_key *k, enum stream_class cls, const struct recipients *r)
{
	uint8_t where[ID_BYTES];
	struct structure *s = alloc_get(c->a, sizeof *s);
	enum status st = ST_OK;
	if (s == NULL)
		return ST_NOMEM;
	s->type = STRUCT_GRANT;
	memcpy(s->stream, k->stream, ID_BYTES);
	memcpy(s->key_id, k->id, ID_BYTES);
	s->epoch = k->epoch;
	for (uint32_t i = 0; st == ST_OK && i < r->count; i++) {
		memcpy(s->box[i].recipient, r->v[i].id, ID_BYTES);
		st = grant_seal(c->space, k, r->v[i].id, r->v[i].x, s->box[i].box);
		if (st == ST_FORGED) {
			/* A key of small order, which only an altered program publishes: its owner gets a box that nobody opens, and
			 * keeps nobody else from changing keys. */
			randombytes_buf(s->box[i].box, GRANT_BOX);
			st = ST_OK;
		}
	}
	s->box_count = r->count;
	log_stream_of(c->log, cls == CLASS_P ? CLASS_P : CLASS_M, where);
	if (st == ST_OK)
		st = propose_structure(c, p, where, s);
	alloc_put(c->a, s, sizeof *s);
	return st;
}

enum status propose_all_epochs(struct hc *c, struct proposals *p, enum stream_class cls, const struct recipients *r)
{
	uint8_t stream[ID_BYTES];
	enum status st = ST_OK;
	log_stream_of(c->log, cls, stream);
	const struct stream_key *k, *last = ring_newest(&c->ring, stream);
	for (uint32_t epoch = 1; st == ST_OK && last != NULL && epoch <= last->epoch; epoch++)
		if ((k = ring_at(&c->ring, stream, epoch)) != NULL) /* an epoch whose box did not open takes away only itself */
			st = propose_grant(c, p, k, cls, r);
	return st;
}

MUST_USE static enum status rotate_one(struct hc *c, struct proposals *p, enum stream_class cls, const uint8_t *without)
{
	uint8_t stream[ID_BYTES];
	struct recipients r = {0};
	struct stream_key k;
	enum status st = ST_OK;

	log_stream_of(c->log, cls, stream);
	const struct stream_key *last = ring_newest(&c->ring, stream);
	if (last == NULL)
		return cls == CLASS_S ? ST_OK : ST_NOTFOUND;
	stream_key_make(stream, last->epoch + 1, &k);
	for (uint32_t i = 0; st == ST_OK && i < log_member_count(c->log); i++) {
		const struct log_member *m = log_member_at(c->log, i);
		bool self = memcmp(m->id, c->member, ID_BYTES) == 0;
		if (self || (cls == CLASS_S && m->role == ROLE_PARTNER))
			st = recipients_member(&r, c->log, m, without);
	}
	if (st == ST_OK)
		st = propose_grant(c, p, &k, cls, &r);
	keys_wipe(&k, sizeof k);
	return st;
}

/* Own devices in the log that the grant names, and every active device of the other: what was left out stays out. */
MUST_USE static enum status recipients_anew(const struct hc *c, const struct structure *s, enum stream_class cls, struct recipients *r)
{
	enum status st = ST_OK;
	for (uint32_t i = 0; st == ST_OK && i < log_member_count(c->log); i++) {
		const struct log_member *m = log_member_at(c->log, i);
		if (memcmp(m->id, c->member, ID_BYTES) != 0) {
			if (cls == CLASS_S && m->role == ROLE_PARTNER)
				st = recipients_member(r, c->log, m, NULL);
			continue;
		}
		st = recipients_add(r, m->id, m->ikb);
		for (uint32_t d = 0; st == ST_OK && d < m->device_count; d++) {
			const struct log_device *dev = log_device_at(m, c->log, d);
			bool named = false;
			for (uint32_t b = 0; b < s->box_count; b++)
				named = named || memcmp(s->box[b].recipient, dev->key.id, ID_BYTES) == 0;
			if (dev->active && named)
				st = recipients_add(r, dev->key.id, dev->key.dx);
		}
	}
	return st;
}

enum status propose_grant_anew(struct hc *c, struct proposals *p, const struct structure *s)
{
	uint8_t own[ID_BYTES], m[ID_BYTES];
	struct recipients r = {0};
	struct stream_key k;
	const uint8_t *granted = log_epoch_key(c->log, s->stream, s->epoch);
	const struct stream_key *last = ring_newest(&c->ring, s->stream), *mine = ring_at(c->unsent, s->stream, s->epoch);
	const struct log_head *h = log_head_find(c->log, s->stream);

	log_stream_of(c->log, CLASS_P, own);
	log_stream_of(c->log, CLASS_M, m);
	enum stream_class cls = memcmp(own, s->stream, ID_BYTES) == 0 ? CLASS_P : CLASS_S;
	if (h == NULL)
		return ST_NOTFOUND;
	bool repeat = granted != NULL && memcmp(granted, s->key_id, ID_BYTES) == 0;
	bool first = h->epoch == 0 && s->epoch == 1; /* its newcomer stands in the outbox alone */
	if (repeat || first) {
		enum status st = propose_structure(c, p, cls == CLASS_P ? own : m, s);
		return st == ST_OK && first && mine != NULL ? ring_add(&c->ring, mine) : st;
	}
	uint32_t top = last != NULL && last->epoch > h->epoch ? last->epoch : h->epoch;
	stream_key_make(s->stream, top + 1, &k);
	enum status st = recipients_anew(c, s, cls, &r);
	if (st == ST_OK)
		st = propose_grant(c, p, &k, cls, &r);
	if (st == ST_OK)
		st = ring_add(&c->ring, &k);
	keys_wipe(&k, sizeof k);
	return st;
}

enum status propose_rotation(struct hc *c, struct proposals *p, const uint8_t *without)
{
	enum status st = rotate_one(c, p, CLASS_P, without);
	return st == ST_OK ? rotate_one(c, p, CLASS_S, without) : st;
}

enum status propose_first_private(struct hc *c, const struct identity *id, struct proposals *p)
{
	struct recipients r = {0};
	struct stream_key k;
	uint8_t stream[ID_BYTES];

	log_stream_of(c->log, CLASS_P, stream);
	stream_key_make(stream, 1, &k);
	enum status st = recipients_add(&r, c->dev.device, c->dev.b.pk);
	if (st == ST_OK)
		st = recipients_add(&r, id->member, id->b.pk);
	if (st == ST_OK)
		st = propose_grant(c, p, &k, CLASS_P, &r);
	if (st == ST_OK)
		st = ring_add(&c->ring, &k); /* the words that follow in the same command need it */
	keys_wipe(&k, sizeof k);
	return st;
}

/* The first record: how this person wants to be called; kept private. */
enum status propose_words(struct hc *c, const struct command *cmd, struct proposals *p, uint64_t now_ms)
{
	const struct event_type *t = event_type_find(REC_WORDS);
	struct span name;
	struct buf body;
	if (json_text(&cmd->doc, cmd->root, "name", 160, &name) != ST_OK)
		return ST_OK;
	buf_init(&body, c->a, 512);
	struct cbor_w w = cbor_writer(&body);
	cbor_map(&w, 1);
	cbor_uint(&w, 0);
	cbor_text(&w, name.p, name.len);
	enum status st = w.st;
	if (st == ST_OK)
		st = event_body_check(t, buf_span(&body));
	if (st == ST_OK)
		st = propose_record(c, p, CLASS_P, t, NULL, buf_span(&body), now_ms, NULL);
	buf_wipe(&body);
	return st;
}

enum status propose_devices(struct hc *c, struct proposals *p, const struct identity *id, const struct device_entry *extra, const uint8_t *without)
{
	const struct log_member *me = log_member_find(c->log, c->member);
	uint8_t m[ID_BYTES];
	struct structure *s;
	enum status st = ST_OK;

	if (me == NULL)
		return ST_DENIED;
	if ((s = alloc_get(c->a, sizeof *s)) == NULL)
		return ST_NOMEM;
	s->type = STRUCT_DEVICES;
	memcpy(s->member, c->member, ID_BYTES);
	s->list.version = me->list_version + 1;
	for (uint32_t i = 0; i < me->device_count; i++) {
		const struct log_device *d = log_device_at(me, c->log, i);
		if (!d->active || (without != NULL && memcmp(d->key.id, without, ID_BYTES) == 0))
			continue;
		if (s->list.count == DEVICES_MAX)
			st = ST_TOOBIG;
		else
			s->list.dev[s->list.count++] = d->key;
	}
	if (extra != NULL && s->list.count == DEVICES_MAX)
		st = ST_TOOBIG;
	else if (extra != NULL)
		s->list.dev[s->list.count++] = *extra;
	if (st == ST_OK && s->list.count == 0)
		st = ST_DENIED; /* the last device is not revoked but left */
	if (st == ST_OK) {
		devlist_sign(&s->list, id);
		log_stream_of(c->log, CLASS_M, m);
		st = propose_structure(c, p, m, s);
	}
	alloc_put(c->a, s, sizeof *s);
	return st;
}

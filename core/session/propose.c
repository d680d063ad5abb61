/* propose.c - own events: sealed on the newest head, numbered behind what the outbox holds.  Nothing is applied. */
#include "session/core.h"

#include <sodium.h>

void proposals_init(struct hc *c, struct proposals *p)
{
	memset(p, 0, sizeof *p);
	buf_init(&p->bytes, c->a, EVENTS_PER_ACT * (size_t)ENV_MAX);
}

void proposals_clear(struct proposals *p) { buf_clear(&p->bytes); }

/* The log knows the next number after the outbox; events proposed in the same command come behind it. */
MUST_USE static enum status place(struct hc *c, const struct proposals *p, const uint8_t stream[ID_BYTES], struct envelope *e)
{
	memset(e, 0, sizeof *e);
	if (p->count == EVENTS_PER_ACT)
		return ST_TOOBIG;
	enum status st = log_propose(c->log, stream, e);
	if (st != ST_OK)
		return st;
	for (uint32_t i = 0; i < p->count; i++)
		e->dev_seq += memcmp(p->v[i].stream, stream, ID_BYTES) == 0;
	memcpy(e->member, c->member, ID_BYTES);
	return ST_OK;
}

static void note(struct proposals *p, const struct envelope *e, size_t at)
{
	p->v[p->count].at = (uint32_t)at;
	p->v[p->count].len = (uint32_t)(p->bytes.len - at);
	p->v[p->count].dev_seq = e->dev_seq;
	memcpy(p->v[p->count].stream, e->stream, ID_BYTES);
	memcpy(p->v[p->count].event, e->event, ID_BYTES);
	p->count++;
}

enum status propose_structure(struct hc *c, struct proposals *p, const uint8_t stream[ID_BYTES], const struct structure *s)
{
	struct envelope e;
	struct buf body;
	size_t at = p->bytes.len;
	buf_init(&body, c->a, ENV_STRUCT_MAX);
	enum status st = place(c, p, stream, &e);
	if (st == ST_OK)
		st = structure_write(s, &body);
	if (st == ST_OK)
		st = seal_structure(&e, buf_span(&body), &c->dev, &p->bytes);
	if (st == ST_OK)
		note(p, &e, at);
	buf_clear(&body);
	return st;
}

enum status propose_content(struct hc *c, struct proposals *p, const uint8_t stream[ID_BYTES], const struct content *k)
{
	struct envelope e;
	struct buf plain;
	size_t at = p->bytes.len;
	const struct stream_key *sk = ring_newest(&c->ring, stream);
	if (sk == NULL)
		return ST_DENIED;
	buf_init(&plain, c->a, ENV_CT_MAX);
	enum status st = place(c, p, stream, &e);
	if (st == ST_OK)
		st = content_write(k, &plain);
	if (st == ST_OK)
		st = seal_content(&e, buf_span(&plain), sk, &c->dev, &p->bytes);
	if (st == ST_OK)
		note(p, &e, at);
	buf_wipe(&plain);
	return st;
}

bool core_stays_here(struct hc *c)
{
	struct facts f;
	if (core_facts(c, &f) != ST_OK)
		return true;
	size_t start = facts_next(&f, REC_START, FACT_MINE, 0), copy = facts_next(&f, REC_COPY, FACT_MINE, 0);
	if (start < f.n && event_has_name(f.v[start].t, f.v[start].body, "setup", span_text("me")))
		return false;
	return copy == f.n || event_int(f.v[copy].t, f.v[copy].body, "allowed", 0) != 1;
}

enum status propose_record(struct hc *c, struct proposals *p, enum stream_class cls, const struct event_type *t, const uint8_t *id, struct span body, uint64_t now_ms, uint8_t *id_out)
{
	struct content k = {.type = t->number, .schema = t->version, .body = body};
	uint8_t stream[ID_BYTES], m[ID_BYTES];
	const struct log_head *head;

	log_stream_of(c->log, cls, stream);
	log_stream_of(c->log, CLASS_M, m);
	head = log_head_find(c->log, m);
	if (head != NULL) {
		k.m_n = head->n;
		memcpy(k.m_R, head->R, sizeof k.m_R);
	}
	if (id != NULL)
		memcpy(k.id, id, ID_BYTES);
	else
		randombytes_buf(k.id, ID_BYTES);
	k.hlc = hlc_next(c->hlc + p->count, now_ms);
	enum status st = propose_content(c, p, stream, &k);
	if (st != ST_OK)
		return st;
	p->v[p->count - 1].held = cls == CLASS_P && core_stays_here(c);
	if (id_out != NULL)
		memcpy(id_out, k.id, ID_BYTES);
	return ST_OK;
}

void proposals_write(const struct proposals *p, struct json_w *w)
{
	json_key(w, "events");
	json_array(w);
	for (uint32_t i = 0; i < p->count; i++) {
		json_object(w);
		json_key(w, "stream");
		json_put_hex(w, p->v[i].stream, ID_BYTES);
		json_pair_int(w, "dev_seq", (int64_t)p->v[i].dev_seq);
		json_key(w, "event");
		json_put_hex(w, p->v[i].event, ID_BYTES);
		json_pair_bool(w, "held", p->v[i].held);
		json_key(w, "bytes");
		json_put_hex(w, p->bytes.p + p->v[i].at, p->v[i].len);
		json_end_object(w);
	}
	json_end_array(w);
}

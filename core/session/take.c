/* take.c - events into state: bytes -> log -> opened content -> records.  The only way in. */
#include "session/core.h"

#include <sodium.h>

/* What a run of frames came to. */
struct taken {
	uint64_t applied, void_count, unread, own_seq;
};

static bool shared_full(const struct hc *c, const uint8_t stream[ID_BYTES])
{
	uint8_t own[ID_BYTES];
	uint32_t n = 0;
	log_stream_of(c->log, CLASS_P, own);
	if (memcmp(own, stream, ID_BYTES) == 0)
		return false;
	for (uint32_t i = 0; i < c->ring.count; i++)
		n += memcmp(c->ring.key[i].stream, stream, ID_BYTES) == 0;
	return n >= RING_MAX / 2;
}

/* A grant is read by whoever it names: this device, or (after a recovery) this member. */
enum status core_take_grant(struct hc *c, const struct structure *s)
{
	for (uint32_t i = 0; i < s->box_count; i++) {
		const struct grant_box *g = &s->box[i];
		const struct box_pair *me = NULL;
		struct stream_key k;
		if (memcmp(g->recipient, c->dev.device, ID_BYTES) == 0)
			me = &c->dev.b;
		else if (c->have_ikb && memcmp(g->recipient, c->member, ID_BYTES) == 0)
			me = &c->ikb;
		if (me == NULL || ring_at(&c->ring, s->stream, s->epoch) != NULL)
			continue;
		/* A box that does not open is its author's fault and takes nothing away from anyone; nor does a shared key
		 * beyond all need, or a partner could fill the ring until own pages stay closed. */
		enum status st = shared_full(c, s->stream) ? ST_TOOBIG : grant_open(c->space, s, g, me, &k);
		if (st == ST_OK)
			st = ring_add(&c->ring, &k);
		keys_wipe(&k, sizeof k);
		if (st == ST_NOMEM)
			return st;
	}
	return ST_OK;
}

static void meet_clock(struct hc *c, uint64_t clamped)
{
	if (clamped > c->hlc)
		c->hlc = clamped;
}

/* Remember the newest head of M that an author claims, to be held against ours (settled in check_m). */
static void want_m(struct hc *c, const struct content *k, bool own)
{
	uint64_t *n = own ? &c->m_want : &c->m_want_theirs;
	if (k->m_n > *n) {
		*n = k->m_n;
		memcpy(own ? c->m_want_R : c->m_want_R_theirs, k->m_R, sizeof k->m_R);
	}
}

/* Opens one content event.  ST_NOTFOUND: no key (yet); ST_FORGED, ST_MALFORMED...: void; else its parse status.  plain is
 * the caller's scratch and holds what *k borrows. */
MUST_USE static enum status open_content(struct hc *c, const struct envelope *e, struct buf *plain, struct content *k)
{
	const struct stream_key *sk = ring_for(&c->ring, e);
	buf_reset(plain);
	if (sk == NULL)
		return ST_NOTFOUND;
	enum status st = seal_open(e, sk, plain);
	return st != ST_OK ? st : content_parse(buf_span(plain), k);
}

MUST_USE static enum status take_content(struct hc *c, const struct log_event *ev, struct buf *plain, struct taken *t)
{
	struct content k;
	enum status st = open_content(c, &ev->e, plain, &k);
	if (st == ST_OK || st == ST_UNKNOWN) {
		struct origin o = {ev->e.stream, ev->e.member, ev->e.device, ev->e.event, ev->cls, (uint32_t)ev->n, ev->minute};
		st = records_settle(&c->records, &k, &o);
		if (st == ST_OK) {
			meet_clock(c, hlc_clamp(k.hlc, ev->minute));
			want_m(c, &k, memcmp(ev->e.member, c->member, ID_BYTES) == 0);
		}
	} else if (st != ST_NOTFOUND && st != ST_NOMEM) {
		t->void_count++;
		return ST_OK;
	}
	/* No key yet, or no memory now: the log has the event and takes it no second time, so it is left to hc_warm. */
	if (st != ST_NOTFOUND && st != ST_NOMEM)
		return st;
	t->unread++;
	return ST_OK;
}

/* The newest claimed heads of M against our own M.  What is not there yet waits: the answer tells the host to fetch M. */
MUST_USE static enum status check_m(struct hc *c)
{
	uint8_t m[ID_BYTES];
	log_stream_of(c->log, CLASS_M, m);
	if (c->m_want_theirs != 0) {
		enum status st = log_has_R(c->log, m, c->m_want_theirs, c->m_want_R_theirs);
		c->m_doubt = c->m_doubt || st == ST_DIVERGED;
		if (st != ST_NOTFOUND)
			c->m_want_theirs = c->m_asked = 0;
	}
	if (c->m_want != 0) {
		enum status st = log_has_R(c->log, m, c->m_want, c->m_want_R);
		if (st == ST_DIVERGED) {
			log_alarm_set(c->log, ALARM_HISTORY, m);
			return ST_DIVERGED;
		}
		if (st == ST_OK)
			c->m_want = 0;
	}
	return ST_OK;
}

MUST_USE static enum status take_one(struct hc *c, const uint8_t stream[ID_BYTES], const struct frame *f, enum log_trust trust, struct buf *plain, struct taken *t)
{
	struct log_event ev;
	enum status st = log_take(c->log, stream, f, trust, &ev);
	if (st == ST_CONFLICT)
		return ST_OK; /* seen already */
	if (st != ST_OK)
		return st;
	t->applied++;
	if (ev.own_device && ev.e.dev_seq > t->own_seq)
		t->own_seq = ev.e.dev_seq;
	if (ev.st != NULL && ev.st->type == STRUCT_GRANT)
		return core_take_grant(c, ev.st);
	if (ev.e.kind == ENV_CONTENT)
		return take_content(c, &ev, plain, t);
	return ST_OK;
}

/* May M be behind?  For a partner's claim this is asked once: it may be invented, and asking for ever would let an altered
 * program make the host believe that the server hides something.  A claim that M never meets is shown as doubt. */
static bool m_behind(struct hc *c, uint64_t m_n, bool of_m)
{
	bool theirs = c->m_want_theirs > m_n;
	if (!theirs || of_m)
		return c->m_want > m_n;
	if (c->m_asked < M_PATIENCE && ++c->m_asked == M_PATIENCE)
		c->m_doubt = true;
	return c->m_want > m_n || c->m_asked == 1;
}

static hc_status answer_taken(struct hc *c, const uint8_t stream[ID_BYTES], enum status st, const struct taken *t)
{
	const struct log_head *h = log_head_find(c->log, stream);
	const struct log_head *m;
	uint8_t m_id[ID_BYTES];
	struct json_w w = core_answer(c);

	log_stream_of(c->log, CLASS_M, m_id);
	m = log_head_find(c->log, m_id);
	json_object(&w);
	json_pair_int(&w, "applied", (int64_t)t->applied);
	json_pair_int(&w, "head", h != NULL ? (int64_t)h->n : 0);
	json_pair_int(&w, "own", (int64_t)t->own_seq);
	json_pair_int(&w, "void", (int64_t)t->void_count);
	json_pair_int(&w, "unread", (int64_t)t->unread);
	uint64_t m_n = m != NULL ? m->n : 0;
	bool behind = m_behind(c, m_n, memcmp(stream, m_id, ID_BYTES) == 0);
	json_pair_bool(&w, "m_behind", st == ST_BUSY || behind);
	json_key(&w, "alarm");
	if (log_alarm(c->log) != ALARM_NONE)
		json_put_text(&w, log_alarm_name(log_alarm(c->log)));
	else
		json_put_null(&w);
	if (st != ST_OK)
		json_pair_text(&w, "error", status_name(st));
	json_end_object(&w);
	hc_status done = core_done(c, &w);
	return st != ST_OK ? (hc_status)st : done;
}

hc_status hc_take(struct hc *c, const char *stream_hex, const uint8_t *p, size_t n, int32_t stored)
{
	uint8_t stream[ID_BYTES];
	struct taken t = {0};
	struct span rest = span_make(p, n);
	struct buf plain;
	struct frame f;
	enum status st = ST_OK;

	if (!core_open(c))
		return core_fail(c, ST_DENIED, "Locked.");
	if (hex_read(span_make(stream_hex, strnlen(stream_hex, 2 * ID_BYTES + 1)), stream, ID_BYTES) != ST_OK)
		return core_fail(c, ST_MALFORMED, "stream");
	buf_init(&plain, c->a, ENV_CT_MAX);
	while (rest.len != 0 && st == ST_OK) {
		st = frame_parse(&rest, &f);
		if (st == ST_MALFORMED || st == ST_TOOBIG || st == ST_UNKNOWN) {
			log_alarm_set(c->log, ALARM_FRAME, stream);
			st = ST_DIVERGED;
		}
		if (st == ST_OK)
			st = take_one(c, stream, &f, stored ? LOG_STORED : LOG_VERIFY, &plain, &t);
	}
	buf_wipe(&plain);
	if (st == ST_OK)
		st = check_m(c);
	return answer_taken(c, stream, st, &t);
}

hc_status hc_own(struct hc *c, const uint8_t *p, size_t n)
{
	struct envelope e;
	struct content k;
	struct buf plain;
	enum status st;

	if (!core_open(c))
		return core_fail(c, ST_DENIED, "Locked.");
	buf_init(&plain, c->a, ENV_CT_MAX);
	st = env_parse(span_make(p, n), &e, NULL);
	if (st == ST_OK && memcmp(e.device, c->dev.device, ID_BYTES) != 0)
		st = ST_DENIED;
	if (st == ST_OK && e.kind == ENV_CONTENT)
		st = open_content(c, &e, &plain, &k);
	if (st == ST_OK || st == ST_UNKNOWN)
		st = log_own(c->log, &e);
	if (st == ST_OK && e.kind == ENV_CONTENT) {
		const struct log_head *h = log_head_find(c->log, e.stream);
		struct origin o = {e.stream, e.member, e.device, e.event, h != NULL ? h->cls : CLASS_P, 0, 0};
		st = records_pend(&c->records, &k, &o);
		if (st == ST_OK && k.hlc > c->hlc)
			c->hlc = k.hlc;
	}
	if (st == ST_OK && e.kind == ENV_STRUCTURE) {
		struct structure *s = alloc_get(c->a, sizeof *s);
		st = s == NULL ? ST_NOMEM : structure_parse(e.ct, s);
		if (st == ST_OK && s->type == STRUCT_GRANT)
			st = core_take_grant(c, s);
		alloc_put(c->a, s, sizeof *s);
	}
	buf_wipe(&plain);
	if (st != ST_OK)
		return core_fail(c, st, "This entry cannot be taken in.");
	struct json_w w = core_answer(c);
	json_object(&w);
	json_pair_int(&w, "dev_seq", (int64_t)e.dev_seq);
	json_end_object(&w);
	return core_done(c, &w);
}

/* One stored frame again: the text of a record that a hot snapshot left out, or an event whose key came only later (a new
 * device's grants stand behind the history that they open).  Settling twice is settling once. */
MUST_USE static enum status warm_one(struct hc *c, const struct frame *f, struct buf *plain, uint64_t *warmed)
{
	struct envelope e;
	struct content k;
	if (env_parse(f->env, &e, NULL) != ST_OK || e.kind != ENV_CONTENT)
		return ST_OK;
	enum status st = open_content(c, &e, plain, &k);
	if (st != ST_OK && st != ST_UNKNOWN)
		return st == ST_NOMEM ? st : ST_OK;
	const struct log_head *h = log_head_find(c->log, e.stream);
	if (h == NULL || f->n > h->n)
		return ST_OK; /* not yet in the log: hc_take comes first */
	struct record *rec = records_find(&c->records, e.stream, e.member, k.id);
	struct version *v = rec != NULL ? &rec->settled : NULL;
	if (v != NULL && v->hlc != 0 && v->n == f->n && v->hlc == hlc_clamp(k.hlc, f->minute)) {
		if (v->body != NULL || v->len != k.body.len)
			return ST_OK;
		if ((v->body = alloc_get(c->a, v->len)) == NULL)
			return ST_NOMEM;
		memcpy(v->body, k.body.p, v->len);
		c->records.dirty_count = RECORDS_DIRTY_MAX + 1;
		(*warmed)++;
		return ST_OK;
	}
	struct origin o = {e.stream, e.member, e.device, e.event, h->cls, (uint32_t)f->n, f->minute};
	st = records_settle(&c->records, &k, &o);
	if (st == ST_OK) {
		meet_clock(c, hlc_clamp(k.hlc, f->minute));
		(*warmed)++;
	}
	return st;
}

hc_status hc_warm(struct hc *c, const char *stream_hex, const uint8_t *p, size_t n)
{
	uint8_t stream[ID_BYTES];
	struct span rest = span_make(p, n);
	struct buf plain;
	struct frame f;
	uint64_t warmed = 0;
	enum status st = ST_OK;

	if (!core_open(c))
		return core_fail(c, ST_DENIED, "Locked.");
	if (hex_read(span_make(stream_hex, strnlen(stream_hex, 2 * ID_BYTES + 1)), stream, ID_BYTES) != ST_OK)
		return core_fail(c, ST_MALFORMED, "stream");
	buf_init(&plain, c->a, ENV_CT_MAX);
	while (st == ST_OK && rest.len != 0) {
		st = frame_parse(&rest, &f);
		if (st == ST_OK)
			st = warm_one(c, &f, &plain, &warmed);
	}
	buf_wipe(&plain);
	if (st != ST_OK)
		return core_fail(c, st, "The stored pages cannot be read.");
	struct json_w w = core_answer(c);
	json_object(&w);
	json_pair_int(&w, "warmed", (int64_t)warmed);
	json_end_object(&w);
	return core_done(c, &w);
}

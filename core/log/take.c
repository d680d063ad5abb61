/* take.c - one frame: every check of spec/event.md 4, then the change, all or nothing. */
#include "log/rooms.h"

#define CLOCK_BACK_MIN 1440u /* a day: receipt minutes may fall by as much after a server's clock was set right */

static bool is_genesis(const struct taking *t) { return t->s->head.cls == CLASS_M && t->f->n == 1; }

/* The genesis event stands before the space it makes: its ids are zero and its hash is the id. */
static enum alarm check_place(const struct taking *t)
{
	if (is_genesis(t)) {
		uint8_t id[ID_BYTES];
		space_id(&t->e, id);
		bool ours = is_zero_id(t->e.space) && is_zero_id(t->e.stream);
		return ours && memcmp(id, t->l->space, ID_BYTES) == 0 ? ALARM_NONE : ALARM_PLACE;
	}
	bool here = memcmp(t->e.space, t->l->space, ID_BYTES) == 0 &&
		    memcmp(t->e.stream, t->s->head.stream, ID_BYTES) == 0;
	return here ? ALARM_NONE : ALARM_PLACE;
}

/* Newest epoch of S that was granted before n of M. */
static uint32_t epoch_before(const struct stream *s, uint64_t n)
{
	uint32_t e = s->head.epoch;
	while (e > 0 && s->epochs[e - 1].at_n > n)
		e--;
	return e;
}

/* A removed device may still appear with what it wrote before: up to the epoch that ended with its removal.  In P the
 * order against M is not visible; there the first epoch that does not name the device is the one after its removal. */
static bool removed_may(const struct taking *t)
{
	const struct stream *s = t->s;
	const struct author *by = &t->by;
	switch (s->head.cls) {
	case CLASS_S: return t->e.epoch <= epoch_before(s, t->l->devices[by->m][by->d].removed_n);
	case CLASS_P:
		return (t->e.kind == ENV_STRUCTURE ? s->head.epoch : t->e.epoch) <= members_named(s, t->e.device);
	default: return false;
	}
}

static enum alarm check_author(struct taking *t)
{
	const struct stream *s = t->s;
	if (s->head.cls == CLASS_P && memcmp(t->e.member, s->head.owner, ID_BYTES) != 0)
		return ALARM_RIGHT;
	members_author(t);
	if (t->by.ds == NULL) {
		t->early = s->head.cls != CLASS_M; /* may be somebody who came in after our M */
		return ALARM_DEVICE;
	}
	if (!t->by.known)
		return ALARM_NONE; /* members_check decides */
	if (!t->l->devices[t->by.m][t->by.d].active && !removed_may(t))
		return ALARM_DEVICE;
	return t->l->member[t->by.m].role == ROLE_PARTNER ? ALARM_NONE : ALARM_RIGHT;
}

static enum alarm check_order(const struct taking *t)
{
	static const struct seat fresh;
	static const uint8_t zero[HASH_BYTES];
	const struct seat *seat = t->by.known ? &t->s->seat[t->by.m][t->by.d] : &fresh;
	if (t->e.dev_seq != seat->dev_seq + 1)
		return ALARM_DEV_SEQ;
	if (t->e.base_n > t->s->head.n || t->e.base_n < seat->base_n)
		return ALARM_BASE;
	if (is_genesis(t)) /* R_0 hangs on the event itself */
		return memcmp(t->e.base_R, zero, HASH_BYTES) == 0 ? ALARM_NONE : ALARM_HISTORY;
	return history_is(t->s, t->e.base_n, t->e.base_R) ? ALARM_NONE : ALARM_HISTORY;
}

static enum alarm check_epoch(struct taking *t)
{
	if (t->e.kind != ENV_CONTENT)
		return ALARM_NONE;
	if (t->e.epoch == 0 || t->e.epoch < t->s->floor)
		return ALARM_EPOCH;
	if (t->e.epoch <= t->s->head.epoch)
		return ALARM_NONE;
	t->early = t->s->head.cls == CLASS_S; /* its grants stand in M */
	return ALARM_EPOCH;
}

static bool is_own(const struct taking *t)
{
	return memcmp(t->e.member, t->l->self, ID_BYTES) == 0 && memcmp(t->e.device, t->l->device, ID_BYTES) == 0;
}

/* In the order of spec/event.md 4. */
static enum alarm check_frame(struct taking *t)
{
	enum alarm a = check_place(t);
	if (a == ALARM_NONE && t->e.kind == ENV_STRUCTURE && structure_parse(t->e.ct, &t->l->st) == ST_OK)
		t->st = &t->l->st;
	if (a == ALARM_NONE && is_genesis(t) && (t->st == NULL || t->st->type != STRUCT_GENESIS))
		a = ALARM_MEMBERSHIP;
	if (a == ALARM_NONE)
		a = check_author(t);
	if (a == ALARM_NONE && t->trust == LOG_VERIFY && verify_event(&t->e, t->by.ds) != ST_OK)
		a = ALARM_SIGNATURE;
	if (a == ALARM_NONE)
		a = check_order(t);
	if (a == ALARM_NONE && is_own(t) && t->s->own_len > 0 &&
	    memcmp(t->s->own + t->s->own_from * OWN_MARK, t->e.sig.p, OWN_MARK) != 0)
		a = ALARM_COPIED;
	if (a == ALARM_NONE)
		a = check_epoch(t);
	if (a == ALARM_NONE && (uint64_t)t->f->minute + CLOCK_BACK_MIN < t->s->head.minute)
		a = ALARM_CLOCK;
	if (a == ALARM_NONE && t->st != NULL)
		a = members_check(t);
	return a;
}

/* What may be a race between two fetches is refused once without alarm: M is fetched again, and the second time the
 * server has no excuse. */
static enum status refuse(struct taking *t, enum alarm a)
{
	if (t->early && t->s->waiting != t->f->n) {
		t->s->waiting = t->f->n;
		return ST_BUSY;
	}
	log_alarm_set(t->l, a, t->s->head.stream);
	return ST_DIVERGED;
}

static void own_received(struct stream *s)
{
	if (s->own_len == 0)
		return;
	s->own_from++;
	s->own_len--;
	if (s->own_len == 0)
		s->own_from = 0;
}

static void commit(struct taking *t)
{
	struct stream *s = t->s;
	uint8_t R[HASH_BYTES];
	chain_next(s->head.R, t->f->n, t->f->minute, &t->e, R);
	history_add(s, R);
	if (t->f->minute > s->head.minute)
		s->head.minute = t->f->minute;
	if (t->e.kind == ENV_CONTENT)
		s->floor = t->e.epoch;
	if (t->st != NULL)
		members_fold(t);
	if (!t->by.known)
		members_author(t); /* now it is */
	struct seat *seat = &s->seat[t->by.m][t->by.d];
	seat->dev_seq = t->e.dev_seq;
	seat->base_n = t->e.base_n;
	if (is_own(t))
		own_received(s);
	s->waiting = 0;
}

enum status log_take(struct log *l, const uint8_t stream[ID_BYTES], const struct frame *f, enum log_trust trust,
		     struct log_event *out)
{
	struct taking t = {.l = l, .s = log_stream(l, stream), .f = f, .trust = trust};
	if (l->alarm != ALARM_NONE)
		return ST_DIVERGED;
	if (t.s == NULL)
		return ST_NOTFOUND;
	if (f->n <= t.s->head.n)
		return ST_CONFLICT;
	if (f->n != t.s->head.n + 1 || f->flags != 0 || env_parse(f->env, &t.e, NULL) != ST_OK)
		return refuse(&t, ALARM_FRAME);
	if (f->n > LOG_EVENTS_MAX)
		return ST_TOOBIG;
	enum alarm a = check_frame(&t);
	if (a != ALARM_NONE)
		return refuse(&t, a);
	enum status st = history_reserve(t.s, l);
	if (st == ST_OK && t.st != NULL)
		st = members_reserve(&t);
	if (st != ST_OK)
		return st;
	commit(&t);
	*out = (struct log_event){t.e, t.s->head.cls, f->n, f->minute, is_own(&t), t.st};
	return ST_OK;
}

/* push.c - parse, check, append. */
#include "push.h"

#include <stdlib.h>

static bool same(const uint8_t a[ID_BYTES], const uint8_t b[ID_BYTES]) { return memcmp(a, b, ID_BYTES) == 0; }

/* ---- reading */

MUST_USE static enum status count_items(struct span body, uint32_t *count)
{
	struct envelope e;
	*count = 0;
	while (body.len != 0) {
		size_t used;
		enum status st = env_parse(body, &e, &used);
		if (st != ST_OK)
			return st;
		if (++*count > CAP_PUSH_EVENTS)
			return ST_TOOBIG;
		body = span_make(body.p + used, body.len - used);
	}
	return *count == 0 ? ST_MALFORMED : ST_OK;
}

enum status push_parse(struct span body, struct push **out)
{
	uint32_t count;
	enum status st = count_items(body, &count);
	if (st != ST_OK)
		return st;
	struct push *p = calloc(1, sizeof *p);
	struct push_item *item = calloc(count, sizeof *item);
	if (p == NULL || item == NULL) {
		free(p);
		free(item);
		return ST_NOMEM;
	}
	p->item = item;
	p->count = count;
	for (uint32_t i = 0; i < count; i++) {
		size_t used;
		st = env_parse(body, &item[i].e, &used);
		if (st != ST_OK) { /* it was read a moment ago */
			push_free(p);
			return st;
		}
		item[i].bytes = span_make(body.p, used);
		body = span_make(body.p + used, body.len - used);
	}
	*out = p;
	return ST_OK;
}

void push_free(struct push *p)
{
	if (p == NULL)
		return;
	free(p->item);
	free(p);
}

/* ---- what needs no store */

MUST_USE static enum status check_item(const struct push_item *it, const uint8_t space[ID_BYTES],
                                       const struct store_device *dev, struct refusal *r)
{
	const struct envelope *e = &it->e;
	memcpy(r->stream, e->stream, ID_BYTES);
	if (!same(e->space, space))
		return access_refuse(r, REFUSE_DENIED, 0, "An event of another space.");
	if (!same(e->device, dev->id) || !same(e->member, dev->member))
		return access_refuse(r, REFUSE_DENIED, 0, "A device sends its own events only.");
	if (e->kind != ENV_CONTENT && e->kind != ENV_STRUCTURE)
		return access_refuse(r, REFUSE_MALFORMED, 0, "This kind of event is not in use yet.");
	if (e->dev_seq > INT64_MAX || e->base_n > INT64_MAX)
		return access_refuse(r, REFUSE_MALFORMED, 0, "A number in the header is beyond all bounds.");
	if (verify_event(e, dev->ds) != ST_OK)
		return access_refuse(r, REFUSE_DENIED, 0, "A signature does not hold.");
	return ST_OK;
}

enum status push_check(struct push *p, const uint8_t space[ID_BYTES], const struct store_device *dev)
{
	enum status st = ST_OK;
	for (uint32_t i = 0; st == ST_OK && i < p->count; i++) {
		p->refusal.at = i;
		st = check_item(&p->item[i], space, dev, &p->refusal);
	}
	return st;
}

enum status push_recovers(const struct push *p, struct store *s, const uint8_t space[ID_BYTES],
                          const uint8_t device[ID_BYTES], struct store_device *dev)
{
	const struct envelope *e = &p->item[0].e;
	struct store_member m;
	struct structure b;
	if (e->kind != ENV_STRUCTURE || !same(e->device, device) || !same(e->space, space))
		return ST_NOTFOUND;
	if (structure_parse(e->ct, &b) != ST_OK || b.type != STRUCT_DEVICES || !same(b.member, e->member))
		return ST_NOTFOUND;
	enum status st = store_member_get(s, space, b.member, &m);
	if (st != ST_OK)
		return st;
	if (verify_devlist(&b.list, b.member, m.iks) != ST_OK)
		return ST_NOTFOUND;
	for (uint32_t i = 0; i < b.list.count; i++) {
		if (!same(b.list.dev[i].id, device))
			continue;
		*dev = (struct store_device){.active = true};
		memcpy(dev->id, device, ID_BYTES);
		memcpy(dev->member, b.member, ID_BYTES);
		memcpy(dev->ds, b.list.dev[i].ds, sizeof dev->ds);
		memcpy(dev->dx, b.list.dev[i].dx, sizeof dev->dx);
		return ST_OK;
	}
	return ST_NOTFOUND;
}

/* ---- appending */

struct append {
	struct push *p;
	struct store *s;
	const uint8_t *space;
	const uint8_t *device;
	uint32_t minute;
	struct store_member member;
};

/* The stream of an event, from the push's own table; looked up and checked for rights the first time. */
MUST_USE static enum status stream_of(struct append *a, const struct envelope *e, struct push_stream **out)
{
	struct push *p = a->p;
	for (uint32_t i = 0; i < p->stream_count; i++) {
		if (same(p->stream[i].row.id, e->stream)) {
			*out = &p->stream[i];
			return ST_OK;
		}
	}
	if (p->stream_count == CAP_PUSH_STREAMS)
		return access_refuse(&p->refusal, REFUSE_DENIED, 0, "Too many streams in one push.");
	struct push_stream *t = &p->stream[p->stream_count];
	memset(t, 0, sizeof *t);
	enum status st = store_stream_get(a->s, a->space, e->stream, &t->row);
	if (st == ST_NOTFOUND || (st == ST_OK && !access_may(a->member.role, a->member.id, &t->row)))
		return access_refuse(&p->refusal, REFUSE_DENIED, 0, "This member may not write in this stream.");
	if (st == ST_OK)
		st = store_head_get(a->s, a->space, e->stream, &t->head);
	if (st == ST_OK)
		st = store_last_get(a->s, a->space, e->stream, a->device, &t->dev_seq, &t->base_n);
	if (st == ST_OK)
		st = store_epoch_top(a->s, a->space, e->stream, &t->epoch);
	if (st != ST_OK)
		return st;
	p->stream_count++;
	*out = t;
	return ST_OK;
}

MUST_USE static enum status check_base(struct append *a, const struct envelope *e, const struct push_stream *t)
{
	uint8_t R[HASH_BYTES];
	struct refusal *r = &a->p->refusal;
	if (e->base_n > t->head.n)
		return access_refuse(r, REFUSE_BASE, t->head.n,
		                     "The event builds on something this server does not have.");
	if (e->base_n < t->base_n)
		return access_refuse(r, REFUSE_BASE, t->head.n,
		                     "The event builds on less than this device's last one.");
	if (e->base_n == t->head.n) {
		memcpy(R, t->head.R, HASH_BYTES);
	} else {
		enum status st = store_R_get(a->s, a->space, e->stream, e->base_n, R);
		if (st != ST_OK)
			return st;
	}
	if (memcmp(R, e->base_R, HASH_BYTES) != 0)
		return access_refuse(r, REFUSE_BASE, t->head.n,
		                     "The event builds on another history than this server's.");
	return ST_OK;
}

MUST_USE static enum status check_place(struct append *a, const struct envelope *e, const struct push_stream *t)
{
	struct refusal *r = &a->p->refusal;
	if (e->dev_seq != t->dev_seq + 1)
		return access_refuse(r, REFUSE_DEV_SEQ, t->dev_seq + 1, "This device's next event has another number.");
	enum status st = check_base(a, e, t);
	if (st != ST_OK || e->kind == ENV_STRUCTURE)
		return st;
	if (t->row.cls == CLASS_M)
		return access_refuse(r, REFUSE_DENIED, 0, "The membership stream takes structure events only.");
	if (e->epoch != t->epoch || t->epoch == 0)
		return access_refuse(r, REFUSE_EPOCH, t->epoch,
		                     "The event is sealed under another epoch than the newest.");
	return ST_OK;
}

/* Keep the push's copies in step with what a structure event changed. */
static void take_effect(struct push *p, const struct access_effect *fx)
{
	for (uint32_t i = 0; fx->granted && i < p->stream_count; i++)
		if (same(p->stream[i].row.id, fx->granted_stream))
			p->stream[i].epoch = fx->granted_epoch;
	for (uint32_t i = 0; i < fx->dropped_count && p->dropped_count < CAP_DEVICES_EVER; i++)
		memcpy(p->dropped[p->dropped_count++], fx->dropped[i], ID_BYTES);
}

MUST_USE static enum status add_row(struct append *a, struct push_item *it, struct push_stream *t)
{
	it->n = t->head.n + 1;
	it->minute = a->minute > t->head.minute ? a->minute : t->head.minute; /* never falls in a stream */
	chain_next(t->head.R, it->n, it->minute, &it->e, t->head.R);
	t->head.n = it->n;
	t->head.minute = it->minute;
	t->dev_seq = it->e.dev_seq;
	t->base_n = it->e.base_n;
	t->grown = true;
	struct store_event ev = {a->space, it->e.stream, it->n, it->minute, t->head.R, &it->e, it->bytes};
	return store_event_add(a->s, &ev);
}

/* The event stands already: the same bytes are a repeated delivery, others a conflict. */
MUST_USE static enum status known_before(struct append *a, struct push_item *it, bool *known)
{
	struct store_place at;
	enum status st = store_event_find(a->s, a->space, it->e.event, &at);
	*known = st == ST_OK;
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	if (!same(at.stream, it->e.stream) || !span_equal(at.bytes, it->bytes))
		return access_refuse(&a->p->refusal, REFUSE_ID, 0, "Another event has this id.");
	it->n = at.n;
	it->minute = at.minute;
	it->dup = true;
	return ST_OK;
}

/* *active: may the author still write?  Changed by a device list. */
MUST_USE static enum status append_item(struct append *a, struct push_item *it, bool *active)
{
	struct push_stream *t = NULL;
	struct access_effect fx;
	bool known = false;
	enum status st = stream_of(a, &it->e, &t);
	if (st == ST_OK)
		st = known_before(a, it, &known);
	if (st != ST_OK || known)
		return st;
	st = check_place(a, &it->e, t);
	if (st == ST_OK && it->e.kind == ENV_STRUCTURE) {
		st = access_fold(a->s, a->space, &it->e, &t->row, &fx, &a->p->refusal);
		if (st == ST_OK) {
			take_effect(a->p, &fx);
			*active = fx.author_active;
		}
	}
	return st == ST_OK ? add_row(a, it, t) : st;
}

/* Is the author active now, or made active by the event the push begins with? */
MUST_USE static enum status author_of(struct append *a, bool *active)
{
	struct store_device dev;
	enum status st = store_device_get(a->s, a->space, a->device, &dev);
	if (st == ST_NOTFOUND || (st == ST_OK && !dev.active)) {
		st = push_recovers(a->p, a->s, a->space, a->device, &dev);
		if (st == ST_NOTFOUND)
			return access_refuse(&a->p->refusal, REFUSE_REVOKED, 0,
			                     "This device was removed from the space.");
	}
	if (st == ST_OK)
		st = store_member_get(a->s, a->space, dev.member, &a->member);
	*active = st == ST_OK;
	return st;
}

enum status push_append(struct push *p, struct store *s, const uint8_t space[ID_BYTES], const uint8_t device[ID_BYTES],
                        uint32_t minute)
{
	struct append a = {.p = p, .s = s, .space = space, .device = device, .minute = minute};
	bool active = false;
	p->stream_count = p->dropped_count = 0;
	memset(&p->refusal, 0, sizeof p->refusal);
	enum status st = author_of(&a, &active);
	for (uint32_t i = 0; st == ST_OK && i < p->count; i++) {
		struct push_item *it = &p->item[i];
		it->dup = false;
		p->refusal.at = i;
		memcpy(p->refusal.stream, it->e.stream, ID_BYTES);
		st = active ? append_item(&a, it, &active)
		            : access_refuse(&p->refusal, REFUSE_REVOKED, 0, "This device was removed from the space.");
	}
	return st;
}

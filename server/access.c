/* access.c - structure events against their rules, and what they change. */
#include "access.h"

static bool same(const uint8_t a[ID_BYTES], const uint8_t b[ID_BYTES]) { return memcmp(a, b, ID_BYTES) == 0; }

static bool zero(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != 0)
			return false;
	return true;
}

enum status access_refuse(struct refusal *r, enum refuse why, uint64_t value, const char *message)
{
	r->why = why;
	r->value = value;
	r->message = message;
	return ST_DENIED;
}

bool access_may(uint8_t role, const uint8_t member[ID_BYTES], const struct store_stream *stream)
{
	switch (stream->cls) {
	case CLASS_M:
		return true;
	case CLASS_P:
		return same(member, stream->owner);
	case CLASS_S:
		return role == ROLE_PARTNER;
	case CLASS_C:
		return false; /* reserved */
	}
	return false;
}

/* ---- devices */

static const struct device_entry *listed(const struct devlist *l, const uint8_t device[ID_BYTES])
{
	for (uint32_t i = 0; i < l->count; i++)
		if (same(l->dev[i].id, device))
			return &l->dev[i];
	return NULL;
}

MUST_USE static enum status put_device(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                                       const struct device_entry *k, bool active)
{
	struct store_device d = {.active = active};
	memcpy(d.id, k->id, ID_BYTES);
	memcpy(d.member, member, ID_BYTES);
	memcpy(d.ds, k->ds, sizeof d.ds);
	memcpy(d.dx, k->dx, sizeof d.dx);
	return store_device_put(s, space, &d);
}

/* Devices of the new list become active; none may already be somebody else's. */
MUST_USE static enum status add_listed(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                                       const struct devlist *l, size_t known, struct refusal *r)
{
	for (uint32_t i = 0; i < l->count; i++) {
		struct store_device old;
		enum status st = store_device_get(s, space, l->dev[i].id, &old);
		if (st == ST_OK && !same(old.member, member))
			return access_refuse(r, REFUSE_DENIED, 0, "A device of this list belongs to another member.");
		if (st == ST_NOTFOUND && ++known > CAP_DEVICES_EVER)
			return access_refuse(r, REFUSE_DENIED, 0,
			                     "This member has had as many devices as there may be.");
		if (st != ST_OK && st != ST_NOTFOUND)
			return st;
		if (st == ST_OK && !old.active)
			return access_refuse(r, REFUSE_DENIED, 0, "A device that was taken out never returns.");
		if (st == ST_NOTFOUND)
			st = put_device(s, space, member, &l->dev[i], true);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

/* Devices that the new list leaves out are revoked. */
MUST_USE static enum status drop_unlisted(struct store *s, const uint8_t space[ID_BYTES], struct store_device *have,
                                          size_t count, const struct devlist *l, struct access_effect *fx)
{
	for (size_t i = 0; i < count; i++) {
		if (!have[i].active || listed(l, have[i].id) != NULL)
			continue;
		have[i].active = false;
		enum status st = store_device_put(s, space, &have[i]);
		if (st != ST_OK)
			return st;
		if (fx->dropped_count < DEVICES_MAX) /* a list never held more */
			memcpy(fx->dropped[fx->dropped_count++], have[i].id, ID_BYTES);
	}
	return ST_OK;
}

MUST_USE static enum status fold_devices(struct store *s, const uint8_t space[ID_BYTES], const struct envelope *e,
                                         const struct structure *b, struct access_effect *fx, struct refusal *r)
{
	struct store_device have[CAP_DEVICES_EVER];
	struct store_member m;
	size_t count;
	if (!same(b->member, e->member))
		return access_refuse(r, REFUSE_DENIED, 0, "A device list is written by its own member.");
	enum status st = store_member_get(s, space, b->member, &m);
	if (st != ST_OK)
		return st == ST_NOTFOUND ? access_refuse(r, REFUSE_DENIED, 0, "There is no such member.") : st;
	if (b->list.version != (uint64_t)m.list_version + 1)
		return access_refuse(r, REFUSE_VERSION, m.list_version,
		                     "Another device list came first; fetch it and sign again.");
	if (verify_devlist(&b->list, b->member, m.iks) != ST_OK)
		return access_refuse(r, REFUSE_DENIED, 0, "The device list is not signed by its member.");
	st = store_device_list(s, space, b->member, have, &count);
	if (st == ST_OK)
		st = drop_unlisted(s, space, have, count, &b->list, fx);
	if (st == ST_OK)
		st = add_listed(s, space, b->member, &b->list, count, r);
	if (st == ST_OK)
		st = store_member_version(s, space, b->member, b->list.version);
	fx->author_active = listed(&b->list, e->device) != NULL;
	return st;
}

/* ---- members */

MUST_USE static enum status add_stream(struct store *s, const uint8_t space[ID_BYTES], enum stream_class cls,
                                       const uint8_t *owner)
{
	struct store_stream t = {.cls = cls};
	stream_id(space, cls, owner, 0, t.id);
	if (owner != NULL)
		memcpy(t.owner, owner, ID_BYTES);
	return store_stream_add(s, space, &t);
}

MUST_USE static enum status add_member(struct store *s, const uint8_t space[ID_BYTES], const struct structure *b,
                                       uint8_t role, struct refusal *r)
{
	struct store_member m = {.role = role, .list_version = b->list.version};
	memcpy(m.id, b->member, ID_BYTES);
	memcpy(m.iks, b->iks, sizeof m.iks);
	memcpy(m.ikb, b->ikb, sizeof m.ikb);
	enum status st = store_member_add(s, space, &m);
	if (st == ST_OK)
		st = add_listed(s, space, b->member, &b->list, 0, r);
	return st == ST_OK ? add_stream(s, space, CLASS_P, b->member) : st;
}

MUST_USE static enum status fold_member(struct store *s, const uint8_t space[ID_BYTES], const struct structure *b,
                                        struct refusal *r)
{
	struct store_member all[CAP_MEMBERS], approver;
	size_t count;
	if (b->role != ROLE_PARTNER)
		return access_refuse(r, REFUSE_DENIED, 0, "This role is not in use yet.");
	enum status st = store_member_get(s, space, b->approver, &approver);
	if (st == ST_NOTFOUND || (st == ST_OK && approver.role != ROLE_PARTNER))
		return access_refuse(r, REFUSE_DENIED, 0, "Only a partner of this space can let somebody in.");
	if (st == ST_OK)
		st = store_member_list(s, space, all, &count);
	if (st != ST_OK)
		return st;
	for (size_t i = 0; i < count; i++)
		if (same(all[i].id, b->member))
			return access_refuse(r, REFUSE_DENIED, 0, "This member is already in.");
	if (count >= CAP_PARTNERS)
		return access_refuse(r, REFUSE_DENIED, 0, "There are two partners already.");
	if (verify_approval(space, b, approver.iks) != ST_OK || verify_devlist(&b->list, b->member, b->iks) != ST_OK)
		return access_refuse(r, REFUSE_DENIED, 0, "The newcomer is not signed in properly.");
	return add_member(s, space, b, b->role, r);
}

/* ---- grants */

static bool boxed(const struct structure *b, const uint8_t recipient[ID_BYTES])
{
	for (uint32_t i = 0; i < b->box_count; i++)
		if (same(b->box[i].recipient, recipient))
			return true;
	return false;
}

/* A new epoch must reach every active device and every member that may read the stream, or somebody would be left out
 * of all that follows.  `named` counts them, so that boxes for strangers show as a surplus. */
MUST_USE static enum status reaches_all(struct store *s, const uint8_t space[ID_BYTES], const struct structure *b,
                                        const struct store_stream *t, bool *all, uint32_t *named)
{
	struct store_member m[CAP_MEMBERS];
	struct store_device d[CAP_DEVICES_EVER];
	size_t members, devices;
	*all = true;
	*named = 0;
	enum status st = store_member_list(s, space, m, &members);
	for (size_t i = 0; st == ST_OK && i < members; i++) {
		if (!access_may(m[i].role, m[i].id, t))
			continue;
		if (boxed(b, m[i].id))
			++*named;
		else
			*all = false;
		st = store_device_list(s, space, m[i].id, d, &devices);
		for (size_t k = 0; st == ST_OK && k < devices; k++) {
			if (!d[k].active)
				continue;
			if (boxed(b, d[k].id))
				++*named;
			else
				*all = false;
		}
	}
	return st;
}

MUST_USE static enum status fold_grant(struct store *s, const uint8_t space[ID_BYTES], const struct structure *b,
                                       const struct store_stream *in, struct access_effect *fx, struct refusal *r)
{
	struct store_stream t;
	uint8_t key[ID_BYTES];
	uint32_t top, named;
	bool all;
	enum status st = store_stream_get(s, space, b->stream, &t);
	bool fits = st == ST_OK && (t.cls == CLASS_S ? in->cls == CLASS_M : t.cls == CLASS_P && same(t.id, in->id));
	if (st == ST_NOTFOUND || (st == ST_OK && !fits))
		return access_refuse(r, REFUSE_DENIED, 0, "This grant does not belong in this stream.");
	if (st == ST_OK)
		st = store_epoch_top(s, space, b->stream, &top);
	if (st == ST_OK)
		st = reaches_all(s, space, b, &t, &all, &named);
	if (st != ST_OK)
		return st;
	if (named != b->box_count)
		return access_refuse(r, REFUSE_DENIED, 0, "A grant names somebody who has no right to the stream.");
	if (b->epoch > top) {
		if (b->epoch != top + 1)
			return access_refuse(r, REFUSE_EPOCH, top, "Epochs rise by one.");
		if (!all)
			return access_refuse(r, REFUSE_DENIED, 0,
			                     "A new epoch must be granted to everybody who may read.");
		fx->granted = true;
		fx->granted_epoch = b->epoch;
		memcpy(fx->granted_stream, b->stream, ID_BYTES);
		return store_epoch_add(s, space, b->stream, b->epoch, b->key_id);
	}
	st = store_epoch_key(s, space, b->stream, b->epoch, key);
	if (st == ST_OK && !same(key, b->key_id))
		return access_refuse(r, REFUSE_EPOCH, top, "This epoch was granted with another key.");
	return st;
}

enum status access_fold(struct store *s, const uint8_t space[ID_BYTES], const struct envelope *e,
                        const struct store_stream *stream, struct access_effect *fx, struct refusal *r)
{
	struct structure b;
	memset(fx, 0, sizeof *fx);
	fx->author_active = true;
	enum status st = structure_parse(e->ct, &b);
	if (st == ST_UNKNOWN)
		return access_refuse(r, REFUSE_MALFORMED, 0,
		                     "This server does not know this kind of structure event yet.");
	if (st != ST_OK)
		return access_refuse(r, REFUSE_MALFORMED, 0, "The structure event cannot be read.");
	if (b.type == STRUCT_GRANT)
		return fold_grant(s, space, &b, stream, fx, r);
	if (stream->cls != CLASS_M)
		return access_refuse(r, REFUSE_DENIED, 0,
		                     "Members and devices are written in the membership stream only.");
	if (b.type == STRUCT_DEVICES)
		return fold_devices(s, space, e, &b, fx, r);
	if (b.type == STRUCT_MEMBER)
		return fold_member(s, space, &b, r);
	return access_refuse(r, REFUSE_DENIED, 0, "A space is founded once.");
}

/* ---- founding */

MUST_USE static enum status check_genesis(const struct envelope *e, const struct structure *b)
{
	uint8_t id[ID_BYTES];
	bool shape = e->kind == ENV_STRUCTURE && b->type == STRUCT_GENESIS && zero(e->space, ID_BYTES) &&
	             zero(e->stream, ID_BYTES) && e->dev_seq == 1 && e->base_n == 0 && zero(e->base_R, HASH_BYTES) &&
	             same(e->member, b->member);
	if (!shape)
		return ST_MALFORMED;
	member_id(b->iks, b->ikb, id);
	if (!same(id, b->member))
		return ST_FORGED;
	const struct device_entry *d = listed(&b->list, e->device);
	if (d == NULL)
		return ST_MALFORMED;
	enum status st = verify_devlist(&b->list, b->member, b->iks);
	return st == ST_OK ? verify_event(e, d->ds) : st;
}

enum status access_founding(struct span bytes, struct founding *out)
{
	enum status st = env_parse(bytes, &out->e, NULL);
	if (st == ST_OK)
		st = structure_parse(out->e.ct, &out->body);
	if (st == ST_OK)
		st = check_genesis(&out->e, &out->body);
	if (st != ST_OK)
		return st;
	out->bytes = bytes;
	space_id(&out->e, out->space);
	memset(&out->m, 0, sizeof out->m);
	out->m.cls = CLASS_M;
	stream_id(out->space, CLASS_M, NULL, 0, out->m.id);
	return ST_OK;
}

MUST_USE static enum status found_rows(struct founding *f, struct store *s, uint32_t minute)
{
	struct refusal r;
	uint8_t R[HASH_BYTES];
	enum status st = store_stream_add(s, f->space, &f->m);
	if (st == ST_OK)
		st = add_stream(s, f->space, CLASS_S, NULL);
	if (st == ST_OK)
		st = add_member(s, f->space, &f->body, ROLE_PARTNER, &r);
	if (st != ST_OK)
		return st;
	chain_start(f->space, f->m.id, R);
	chain_next(R, 1, minute, &f->e, R);
	struct store_event ev = {f->space, f->m.id, 1, minute, R, &f->e, f->bytes};
	f->n = 1;
	f->minute = minute;
	return store_event_add(s, &ev);
}

enum status access_found(struct founding *f, struct store *s, uint32_t minute)
{
	uint8_t R[HASH_BYTES];
	struct span bytes;
	f->dup = false;
	enum status st = store_space_add(s, f->space);
	if (st == ST_OK)
		return found_rows(f, s, minute);
	if (st != ST_CONFLICT)
		return st;
	f->dup = true; /* the id pins header and body, so it is the same event */
	f->n = 1;
	return store_event_at(s, f->space, f->m.id, 1, &f->minute, R, &bytes);
}

/* members.c - who belongs to the space, with which devices, and which epochs were granted (spec/event.md 3). */
#include "log/rooms.h"

uint32_t members_find(const struct log *l, const uint8_t member[ID_BYTES])
{
	for (uint32_t m = 0; m < l->member_count; m++)
		if (memcmp(l->member[m].id, member, ID_BYTES) == 0)
			return m;
	return NOBODY;
}

uint32_t members_device(const struct log *l, uint32_t m, const uint8_t device[ID_BYTES])
{
	for (uint32_t d = 0; d < l->member[m].device_count; d++)
		if (memcmp(l->devices[m][d].key.id, device, ID_BYTES) == 0)
			return d;
	return NOBODY;
}

static const struct device_entry *listed(const struct devlist *list, const uint8_t device[ID_BYTES])
{
	for (uint32_t i = 0; i < list->count; i++)
		if (memcmp(list->dev[i].id, device, ID_BYTES) == 0)
			return &list->dev[i];
	return NULL;
}

void members_author(struct taking *t)
{
	t->by = (struct author){NOBODY, NOBODY, false, NULL};
	/* The founder, and a device that a list brings in (recovery), are known from the event alone; members_check
	 * makes sure that the identity key vouches for the list. */
	bool self_made = t->st != NULL && t->s->head.cls == CLASS_M &&
			 (t->st->type == STRUCT_GENESIS || t->st->type == STRUCT_DEVICES) &&
			 memcmp(t->st->member, t->e.member, ID_BYTES) == 0;
	uint32_t m = members_find(t->l, t->e.member);
	if (m != NOBODY) {
		uint32_t d = members_device(t->l, m, t->e.device);
		if (d != NOBODY) {
			t->by = (struct author){m, d, true, t->l->devices[m][d].key.ds};
			return;
		}
	}
	if (self_made) {
		const struct device_entry *new = listed(&t->st->list, t->e.device);
		t->by.ds = new != NULL ? new->ds : NULL;
	}
}

/* A list replaces the last whole; a device that left stays away, so that "removed" means the same wherever one stands
 * in the other streams. */
static bool list_follows(const struct log *l, uint32_t m, const struct devlist *list)
{
	if (list->version != (uint64_t)l->member[m].list_version + 1)
		return false;
	for (uint32_t i = 0; i < list->count; i++) {
		uint32_t d = members_device(l, m, list->dev[i].id);
		if (d != NOBODY && !l->devices[m][d].active)
			return false;
	}
	return true;
}

static bool genesis_good(const struct taking *t)
{
	const struct structure *st = t->st;
	uint8_t id[ID_BYTES];
	if (t->f->n != 1 || memcmp(st->member, t->e.member, ID_BYTES) != 0)
		return false;
	if (t->trust == LOG_STORED)
		return true;
	member_id(st->iks, st->ikb, id);
	return memcmp(id, st->member, ID_BYTES) == 0 && verify_devlist(&st->list, st->member, st->iks) == ST_OK;
}

static bool devices_good(const struct taking *t)
{
	const struct structure *st = t->st;
	uint32_t m = members_find(t->l, st->member);
	if (m == NOBODY || memcmp(st->member, t->e.member, ID_BYTES) != 0 || !list_follows(t->l, m, &st->list))
		return false;
	return t->trust == LOG_STORED || verify_devlist(&st->list, st->member, t->l->member[m].iks) == ST_OK;
}

static bool member_good(const struct taking *t)
{
	const struct structure *st = t->st;
	uint32_t partners = 0, by = members_find(t->l, st->approver);
	for (uint32_t m = 0; m < t->l->member_count; m++)
		partners += t->l->member[m].role == ROLE_PARTNER;
	if (st->role != ROLE_PARTNER || partners >= 2 || by == NOBODY || t->l->member[by].role != ROLE_PARTNER ||
	    members_find(t->l, st->member) != NOBODY)
		return false;
	return t->trust == LOG_STORED || (verify_approval(t->l->space, st, t->l->member[by].iks) == ST_OK &&
					  verify_devlist(&st->list, st->member, st->iks) == ST_OK);
}

/* Grants of S stand in M, those of P in that P. */
static struct stream *granted_stream(const struct taking *t)
{
	struct stream *s = t->s->head.cls == CLASS_M ? log_stream_class(t->l, CLASS_S) : t->s;
	return s->head.cls != CLASS_M && memcmp(s->head.stream, t->st->stream, ID_BYTES) == 0 ? s : NULL;
}

static bool grant_good(const struct taking *t)
{
	const struct stream *s = t->s->head.cls == CLASS_S ? NULL : granted_stream(t);
	if (s == NULL)
		return false;
	if (t->st->epoch <= s->head.epoch)
		return memcmp(s->epochs[t->st->epoch - 1].key_id, t->st->key_id, ID_BYTES) == 0;
	return t->st->epoch - 1 == s->head.epoch;
}

enum alarm members_check(const struct taking *t)
{
	bool good = false, in_m = t->s->head.cls == CLASS_M;
	switch (t->st->type) {
	case STRUCT_GENESIS: good = in_m && genesis_good(t); break;
	case STRUCT_DEVICES: good = in_m && devices_good(t); break;
	case STRUCT_MEMBER: good = in_m && member_good(t); break;
	case STRUCT_GRANT: good = grant_good(t); break;
	case STRUCT_REPLACE: break;
	}
	return good ? ALARM_NONE : ALARM_MEMBERSHIP;
}

enum status members_reserve(const struct taking *t)
{
	const struct structure *st = t->st;
	if (st->type == STRUCT_DEVICES) {
		uint32_t m = members_find(t->l, st->member), fresh = 0;
		for (uint32_t i = 0; i < st->list.count; i++)
			fresh += members_device(t->l, m, st->list.dev[i].id) == NOBODY;
		return t->l->member[m].device_count + fresh > LOG_DEVICES_MAX ? ST_TOOBIG : ST_OK;
	}
	if (st->type != STRUCT_GRANT)
		return ST_OK;
	struct stream *s = granted_stream(t);
	void *p = s->epochs, *q = s->named;
	enum status rc = room_for(t->l->a, &p, &s->epochs_cap, (size_t)s->head.epoch + 1, sizeof *s->epochs);
	s->epochs = p;
	if (rc == ST_OK && s->head.cls == CLASS_P)
		rc = room_for(t->l->a, &q, &s->named_cap, s->named_len + st->box_count, sizeof *s->named);
	s->named = q;
	return rc;
}

static void fold_list(struct log *l, uint32_t m, const struct devlist *list, uint64_t n)
{
	struct log_member *who = &l->member[m];
	who->list_version = list->version;
	for (uint32_t d = 0; d < who->device_count; d++) {
		struct log_device *dev = &l->devices[m][d];
		if (dev->active && listed(list, dev->key.id) == NULL) {
			dev->active = false;
			dev->removed_n = n;
		}
	}
	for (uint32_t i = 0; i < list->count; i++)
		if (members_device(l, m, list->dev[i].id) == NOBODY)
			l->devices[m][who->device_count++] = (struct log_device){list->dev[i], true, n, 0};
}

static void fold_member(struct log *l, const struct structure *st, uint8_t role, uint64_t n)
{
	uint32_t m = l->member_count++;
	struct log_member *who = &l->member[m];
	*who = (struct log_member){.role = role, .at_n = n};
	memcpy(who->id, st->member, ID_BYTES);
	memcpy(who->iks, st->iks, 32);
	memcpy(who->ikb, st->ikb, 32);
	fold_list(l, m, &st->list, n);
}

static struct named *named_find(const struct stream *s, const uint8_t id[ID_BYTES])
{
	for (size_t i = 0; i < s->named_len; i++)
		if (memcmp(s->named[i].id, id, ID_BYTES) == 0)
			return &s->named[i];
	return NULL;
}

uint32_t members_named(const struct stream *s, const uint8_t id[ID_BYTES])
{
	const struct named *n = named_find(s, id);
	return n != NULL ? n->epoch : 0;
}

static void fold_grant(const struct taking *t)
{
	const struct structure *st = t->st;
	struct stream *s = granted_stream(t);
	if (st->epoch > s->head.epoch) {
		struct epoch *e = &s->epochs[s->head.epoch++];
		memcpy(e->key_id, st->key_id, ID_BYTES);
		e->at_n = t->f->n;
	}
	for (uint32_t i = 0; s->head.cls == CLASS_P && i < st->box_count; i++) {
		struct named *n = named_find(s, st->box[i].recipient);
		if (n == NULL) {
			n = &s->named[s->named_len++];
			*n = (struct named){.epoch = 0};
			memcpy(n->id, st->box[i].recipient, ID_BYTES);
		}
		if (n->epoch < st->epoch)
			n->epoch = st->epoch;
	}
}

void members_fold(const struct taking *t)
{
	const struct structure *st = t->st;
	switch (st->type) {
	case STRUCT_GENESIS: fold_member(t->l, st, ROLE_PARTNER, t->f->n); break;
	case STRUCT_DEVICES: fold_list(t->l, members_find(t->l, st->member), &st->list, t->f->n); break;
	case STRUCT_MEMBER: fold_member(t->l, st, st->role, t->f->n); break;
	case STRUCT_GRANT: fold_grant(t); break;
	case STRUCT_REPLACE: break;
	}
}

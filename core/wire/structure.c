/* structure.c - bodies of structure events to and from CBOR. */
#include "wire/structure.h"

#include "wire/cbor.h"

/* Keys of each type, as a bit for each: exactly these must be there. */
#define BITS(upto) ((1u << ((upto) + 1)) - 1u)
static const uint32_t keys_of[] = {
	[STRUCT_GENESIS] = BITS(4),
	[STRUCT_DEVICES] = 1u | 1u << 1 | 1u << 4,
	[STRUCT_MEMBER] = BITS(7),
	[STRUCT_GRANT] = BITS(4),
};

MUST_USE static enum status get_u32_item(struct cbor_r *r, uint32_t lo, uint32_t hi, uint32_t *out)
{
	uint64_t v;
	enum status st = cbor_get_uint(r, &v);
	if (st != ST_OK)
		return st;
	if (v < lo || v > hi)
		return ST_MALFORMED;
	*out = (uint32_t)v;
	return ST_OK;
}

/* Enters an array that must hold n items. */
MUST_USE static enum status get_tuple(struct cbor_r *r, size_t n)
{
	size_t count;
	enum status st = cbor_get_array(r, &count);
	return st == ST_OK && count != n ? ST_MALFORMED : st;
}

MUST_USE static enum status get_device(struct cbor_r *r, struct device_entry *d)
{
	enum status st = get_tuple(r, 3);
	if (st == ST_OK)
		st = cbor_get_fixed(r, d->id, ID_BYTES);
	if (st == ST_OK)
		st = cbor_get_fixed(r, d->ds, 32);
	if (st == ST_OK)
		st = cbor_get_fixed(r, d->dx, 32);
	return st;
}

MUST_USE static enum status get_devices(struct cbor_r *r, struct devlist *l)
{
	size_t count;
	enum status st = cbor_get_array(r, &count);
	if (st != ST_OK)
		return st;
	if (count == 0)
		return ST_MALFORMED;
	if (count > DEVICES_MAX)
		return ST_TOOBIG;
	for (l->count = 0; l->count < count; l->count++) {
		struct device_entry *d = &l->dev[l->count];
		st = get_device(r, d);
		if (st != ST_OK)
			return st;
		for (uint32_t i = 0; i < l->count; i++)
			if (memcmp(l->dev[i].id, d->id, ID_BYTES) == 0)
				return ST_MALFORMED;
	}
	return ST_OK;
}

/* An integer key of a map; any other kind of key, or a larger one, is *key = UINT32_MAX: known to nobody yet. */
MUST_USE static enum status get_key(struct cbor_r *r, uint32_t *key)
{
	uint64_t v;
	if (cbor_peek(r) != CBOR_UINT) {
		*key = UINT32_MAX;
		return cbor_skip(r, NULL);
	}
	enum status st = cbor_get_uint(r, &v);
	if (st == ST_OK)
		*key = v < UINT32_MAX ? (uint32_t)v : UINT32_MAX;
	return st;
}

MUST_USE static enum status get_devlist(struct cbor_r *r, struct devlist *l, bool *newer)
{
	size_t count;
	uint32_t key, seen = 0;
	enum status st = cbor_get_map(r, &count);
	for (; st == ST_OK && count > 0; count--) {
		st = get_key(r, &key);
		if (st != ST_OK)
			break;
		switch (key) {
		case 0: st = get_u32_item(r, 0, UINT32_MAX, &l->version); break;
		case 1: st = get_devices(r, l); break;
		case 2: st = cbor_get_fixed(r, l->sig, sizeof l->sig); break;
		default:
			*newer = true;
			st = cbor_skip(r, NULL);
			continue;
		}
		seen |= 1u << key;
	}
	return st == ST_OK && seen != BITS(2) ? ST_MALFORMED : st;
}

MUST_USE static enum status get_boxes(struct cbor_r *r, struct structure *s)
{
	size_t count;
	enum status st = cbor_get_array(r, &count);
	if (st != ST_OK)
		return st;
	if (count == 0)
		return ST_MALFORMED;
	if (count > GRANT_BOXES_MAX)
		return ST_TOOBIG;
	for (s->box_count = 0; s->box_count < count; s->box_count++) {
		struct grant_box *g = &s->box[s->box_count];
		st = get_tuple(r, 2);
		if (st == ST_OK)
			st = cbor_get_fixed(r, g->recipient, ID_BYTES);
		if (st == ST_OK)
			st = cbor_get_fixed(r, g->box, GRANT_BOX);
		if (st != ST_OK)
			return st;
		for (uint32_t i = 0; i < s->box_count; i++)
			if (memcmp(s->box[i].recipient, g->recipient, ID_BYTES) == 0)
				return ST_MALFORMED;
	}
	return ST_OK;
}

MUST_USE static enum status get_role(struct cbor_r *r, uint8_t *out)
{
	uint32_t v;
	enum status st = get_u32_item(r, 0, UINT8_MAX, &v);
	if (st != ST_OK)
		return st;
	if (v != ROLE_PARTNER && v != ROLE_COUNSELLOR)
		return ST_MALFORMED;
	*out = (uint8_t)v;
	return ST_OK;
}

MUST_USE static enum status get_grant_field(struct cbor_r *r, uint32_t key, struct structure *s)
{
	switch (key) {
	case 1: return cbor_get_fixed(r, s->stream, ID_BYTES);
	case 2: return get_u32_item(r, 1, UINT32_MAX, &s->epoch);
	case 3: return cbor_get_fixed(r, s->key_id, ID_BYTES);
	default: return get_boxes(r, s);
	}
}

/* genesis, devices, member: the same numbers mean the same in all three */
MUST_USE static enum status get_member_field(struct cbor_r *r, uint32_t key, struct structure *s, bool *newer)
{
	switch (key) {
	case 1: return cbor_get_fixed(r, s->member, ID_BYTES);
	case 2: return cbor_get_fixed(r, s->iks, 32);
	case 3: return cbor_get_fixed(r, s->ikb, 32);
	case 4: return get_devlist(r, &s->list, newer);
	case 5: return get_role(r, &s->role);
	case 6: return cbor_get_fixed(r, s->approval, sizeof s->approval);
	default: return cbor_get_fixed(r, s->approver, ID_BYTES);
	}
}

MUST_USE static enum status get_fields(struct cbor_r *r, size_t count, struct structure *s)
{
	uint32_t key, seen = 1, known = keys_of[s->type];
	bool newer = false;
	enum status st = ST_OK;
	for (; st == ST_OK && count > 0; count--) {
		st = get_key(r, &key);
		if (st != ST_OK)
			break;
		if (key > 7 || (known >> key & 1) == 0) {
			newer = true;
			st = cbor_skip(r, NULL);
			continue;
		}
		seen |= 1u << key;
		st = s->type == STRUCT_GRANT ? get_grant_field(r, key, s) : get_member_field(r, key, s, &newer);
	}
	if (st != ST_OK)
		return st;
	if (seen != known)
		return ST_MALFORMED;
	return newer ? ST_UNKNOWN : ST_OK;
}

enum status structure_parse(struct span ct, struct structure *out)
{
	struct structure s;
	struct cbor_r r = cbor_reader(ct);
	size_t count;
	uint32_t key;
	uint64_t type;
	if (ct.len > ENV_STRUCT_MAX)
		return ST_TOOBIG;
	enum status st = cbor_check(ct);
	if (st == ST_OK)
		st = cbor_get_map(&r, &count);
	if (st != ST_OK)
		return st;
	if (count == 0 || get_key(&r, &key) != ST_OK || key != 0 || cbor_get_uint(&r, &type) != ST_OK)
		return ST_MALFORMED;
	if (type < STRUCT_GENESIS || type > STRUCT_GRANT)
		return ST_UNKNOWN;
	memset(&s, 0, sizeof s);
	s.type = (enum struct_type)type;
	st = get_fields(&r, count - 1, &s);
	if (st == ST_OK)
		*out = s;
	return st;
}

static void put_devlist(struct cbor_w *w, const struct devlist *l)
{
	cbor_map(w, 3);
	cbor_uint(w, 0);
	cbor_uint(w, l->version);
	cbor_uint(w, 1);
	cbor_array(w, l->count);
	for (uint32_t i = 0; i < l->count; i++) {
		cbor_array(w, 3);
		cbor_bytes(w, l->dev[i].id, ID_BYTES);
		cbor_bytes(w, l->dev[i].ds, 32);
		cbor_bytes(w, l->dev[i].dx, 32);
	}
	cbor_uint(w, 2);
	cbor_bytes(w, l->sig, sizeof l->sig);
}

static void put_field(struct cbor_w *w, uint64_t key, const uint8_t *p, size_t n)
{
	cbor_uint(w, key);
	cbor_bytes(w, p, n);
}

static void put_grant(struct cbor_w *w, const struct structure *s)
{
	put_field(w, 1, s->stream, ID_BYTES);
	cbor_uint(w, 2);
	cbor_uint(w, s->epoch);
	put_field(w, 3, s->key_id, ID_BYTES);
	cbor_uint(w, 4);
	cbor_array(w, s->box_count);
	for (uint32_t i = 0; i < s->box_count; i++) {
		cbor_array(w, 2);
		cbor_bytes(w, s->box[i].recipient, ID_BYTES);
		cbor_bytes(w, s->box[i].box, GRANT_BOX);
	}
}

static void put_member(struct cbor_w *w, const struct structure *s)
{
	put_field(w, 1, s->member, ID_BYTES);
	if (s->type != STRUCT_DEVICES) {
		put_field(w, 2, s->iks, 32);
		put_field(w, 3, s->ikb, 32);
	}
	cbor_uint(w, 4);
	put_devlist(w, &s->list);
	if (s->type == STRUCT_MEMBER) {
		cbor_uint(w, 5);
		cbor_uint(w, s->role);
		put_field(w, 6, s->approval, sizeof s->approval);
		put_field(w, 7, s->approver, ID_BYTES);
	}
}

enum status structure_write(const struct structure *s, struct buf *b)
{
	if (s->type < STRUCT_GENESIS || s->type > STRUCT_GRANT)
		return ST_UNKNOWN;
	if (s->type == STRUCT_GRANT ? s->box_count > GRANT_BOXES_MAX : s->list.count > DEVICES_MAX)
		return ST_TOOBIG;
	size_t before = b->len;
	struct cbor_w w = cbor_writer(b);
	cbor_map(&w, (size_t)__builtin_popcount(keys_of[s->type]));
	cbor_uint(&w, 0);
	cbor_uint(&w, s->type);
	if (s->type == STRUCT_GRANT)
		put_grant(&w, s);
	else
		put_member(&w, s);
	if (w.st != ST_OK)
		b->len = before;
	return w.st;
}

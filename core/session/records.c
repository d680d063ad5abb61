/* records.c - last writer per record, by a total order, settled and pending kept apart. */
#include "session/records.h"

#include "crypto/keys.h"

#define KEY_LEN (ID_BYTES + 4u)
#define NO_PLACE UINT16_MAX

void records_init(struct records *r, const struct alloc *a, uint64_t seed)
{
	map_init(&r->map, a, KEY_LEN, sizeof(struct record), RECORDS_MAX, seed);
	r->ids.count = 0;
	r->a = a;
	r->dirty_count = RECORDS_DIRTY_MAX + 1;
}

static void touch(struct records *r, const struct record *rec)
{
	uint32_t i = (uint32_t)(((const uint8_t *)rec - (const uint8_t *)map_value_at(&r->map, 0)) / r->map.stride);
	if (r->dirty_count < RECORDS_DIRTY_MAX)
		r->dirty[r->dirty_count] = i;
	if (r->dirty_count <= RECORDS_DIRTY_MAX)
		r->dirty_count++;
}

static void version_clear(const struct alloc *a, struct version *v)
{
	if (v->body != NULL) {
		keys_wipe(v->body, v->len);
		alloc_put(a, v->body, v->len);
	}
	memset(v, 0, sizeof *v);
}

static void pending_clear(const struct alloc *a, struct record *rec)
{
	if (rec->pending == NULL)
		return;
	version_clear(a, &rec->pending->v);
	alloc_put(a, rec->pending, sizeof *rec->pending);
	rec->pending = NULL;
}

void records_clear(struct records *r)
{
	for (uint32_t i = 0; i < r->map.count; i++) {
		struct record *rec = records_at(r, i);
		version_clear(r->a, &rec->settled);
		pending_clear(r->a, rec);
	}
	map_clear(&r->map);
	r->ids.count = 0;
}

/* ---- whose ---- */

static uint16_t place_of(const struct id_list *l, const uint8_t id[ID_BYTES])
{
	for (uint16_t i = 0; i < l->count; i++)
		if (memcmp(l->id[i], id, ID_BYTES) == 0)
			return i;
	return NO_PLACE;
}

enum status records_place(struct records *r, const uint8_t id[ID_BYTES], uint16_t *place)
{
	struct id_list *l = &r->ids;
	*place = place_of(l, id);
	if (*place != NO_PLACE)
		return ST_OK;
	if (l->count == RECORDS_IDS_MAX)
		return ST_TOOBIG;
	memcpy(l->id[l->count], id, ID_BYTES);
	*place = l->count++;
	return ST_OK;
}

static void make_key(uint8_t key[KEY_LEN], const uint8_t id[ID_BYTES], uint16_t stream, uint16_t member)
{
	memcpy(key, id, ID_BYTES);
	put_u16(key + ID_BYTES, stream);
	put_u16(key + ID_BYTES + 2, member);
}

static const uint8_t *key_of(const struct records *r, const struct record *rec) { return (const uint8_t *)rec - r->map.val_at; }

const uint8_t *record_id(const struct records *r, const struct record *rec) { return key_of(r, rec); }
const uint8_t *record_stream(const struct records *r, const struct record *rec) { return r->ids.id[get_u16(key_of(r, rec) + ID_BYTES)]; }
uint16_t record_member_place(const struct records *r, const struct record *rec) { return get_u16(key_of(r, rec) + ID_BYTES + 2); }
const uint8_t *record_member(const struct records *r, const struct record *rec) { return r->ids.id[record_member_place(r, rec)]; }

struct record *records_find(const struct records *r, const uint8_t stream[ID_BYTES], const uint8_t member[ID_BYTES], const uint8_t id[ID_BYTES])
{
	uint8_t key[KEY_LEN];
	uint16_t s = place_of(&r->ids, stream), m = place_of(&r->ids, member);
	if (s == NO_PLACE || m == NO_PLACE)
		return NULL;
	make_key(key, id, s, m);
	return map_get(&r->map, key);
}

MUST_USE static enum status take_record(struct records *r, const struct content *c, const struct origin *o, struct record **out)
{
	uint8_t key[KEY_LEN];
	uint16_t s = 0, m = 0;
	void *v;
	bool fresh;
	enum status st = records_place(r, o->stream, &s);
	if (st == ST_OK)
		st = records_place(r, o->member, &m);
	make_key(key, c->id, s, m);
	if (st == ST_OK)
		st = map_take(&r->map, key, &v, &fresh);
	if (st != ST_OK)
		return st;
	*out = v;
	if (fresh)
		(*out)->cls = o->cls;
	return ST_OK;
}

/* ---- versions ---- */

static int version_cmp(const struct records *r, const struct version *a, const struct version *b)
{
	struct stamp x = {.hlc = a->hlc, .n = a->n, .minute = a->minute}, y = {.hlc = b->hlc, .n = b->n, .minute = b->minute};
	memcpy(x.device, r->ids.id[a->device], ID_BYTES);
	memcpy(y.device, r->ids.id[b->device], ID_BYTES);
	return stamp_cmp(&x, &y);
}

/* All of a version but its body, which is copied only where the version counts. */
MUST_USE static enum status version_head(struct records *r, struct version *v, const struct content *c, const struct origin *o)
{
	*v = (struct version){.hlc = c->hlc, .type = c->type, .schema = c->schema, .len = (uint32_t)c->body.len, .n = o->n, .minute = o->minute};
	return records_place(r, o->device, &v->device);
}

MUST_USE static enum status version_body(struct records *r, struct version *v, const struct content *c)
{
	v->body = alloc_get(r->a, c->body.len);
	if (v->body == NULL)
		return ST_NOMEM;
	memcpy(v->body, c->body.p, c->body.len);
	return ST_OK;
}

enum status records_settle(struct records *r, const struct content *c, const struct origin *o)
{
	struct record *rec;
	struct version v;
	struct content clamped = *c;
	clamped.hlc = hlc_clamp(c->hlc, o->minute);

	enum status st = version_head(r, &v, &clamped, o);
	if (st == ST_OK)
		st = take_record(r, c, o, &rec);
	if (st != ST_OK)
		return st;
	if (rec->settled.hlc == 0 || version_cmp(r, &v, &rec->settled) > 0) {
		st = version_body(r, &v, c);
		if (st != ST_OK)
			return st;
		version_clear(r->a, &rec->settled);
		rec->settled = v;
	}
	/* The own event has come back: from now on its place is the one the log gave it. */
	if (rec->pending != NULL && memcmp(rec->pending->event, o->event, ID_BYTES) == 0)
		pending_clear(r->a, rec);
	touch(r, rec);
	return ST_OK;
}

enum status records_pend(struct records *r, const struct content *c, const struct origin *o)
{
	struct record *rec;
	struct version v;
	struct origin unsent = *o;
	unsent.n = unsent.minute = UNSENT;

	enum status st = version_head(r, &v, c, &unsent);
	if (st == ST_OK)
		st = take_record(r, c, o, &rec);
	if (st != ST_OK)
		return st;
	if (rec->pending != NULL && version_cmp(r, &rec->pending->v, &v) > 0)
		return ST_OK;
	st = version_body(r, &v, c);
	if (st != ST_OK)
		return st;
	if (rec->pending == NULL && (rec->pending = alloc_get(r->a, sizeof *rec->pending)) == NULL) {
		version_clear(r->a, &v);
		return ST_NOMEM;
	}
	version_clear(r->a, &rec->pending->v);
	rec->pending->v = v;
	memcpy(rec->pending->event, o->event, ID_BYTES);
	touch(r, rec);
	return ST_OK;
}

void records_drop_pending(struct records *r)
{
	for (uint32_t i = 0; i < r->map.count; i++)
		pending_clear(r->a, records_at(r, i));
	r->dirty_count = RECORDS_DIRTY_MAX + 1;
}

const struct version *record_now(const struct records *r, const struct record *rec)
{
	if (rec->pending != NULL && (rec->settled.hlc == 0 || version_cmp(r, &rec->pending->v, &rec->settled) > 0))
		return &rec->pending->v;
	return &rec->settled;
}

void records_digest(const struct records *r, uint8_t out[HASH_BYTES])
{
	memset(out, 0, HASH_BYTES);
	for (uint32_t i = 0; i < r->map.count; i++) {
		const struct record *rec = records_at(r, i);
		const struct version *v = &rec->settled;
		uint8_t h[HASH_BYTES], nums[36];
		if (v->hlc == 0)
			continue;
		put_u64(nums, v->hlc);
		put_u64(nums + 8, v->n);
		put_u64(nums + 16, v->type);
		put_u64(nums + 24, v->schema);
		put_u32(nums + 32, v->minute);
		struct span parts[] = {
			span_make(record_id(r, rec), ID_BYTES), span_make(record_stream(r, rec), ID_BYTES), span_make(record_member(r, rec), ID_BYTES),
			span_make(nums, sizeof nums), span_make(r->ids.id[v->device], ID_BYTES), span_make(v->body, v->body != NULL ? v->len : 0),
		};
		/* A sum of hashes: independent of the order in which records came. */
		hash32(h, "hearth/v1/record", parts, 6);
		for (size_t k = 0; k < HASH_BYTES; k++)
			out[k] ^= h[k];
	}
}

enum status records_load(struct records *r, const uint8_t id[ID_BYTES], const uint8_t stream[ID_BYTES], uint16_t member, const struct record *rec)
{
	uint8_t key[KEY_LEN];
	uint16_t s = 0;
	void *to;
	bool fresh;
	enum status st = records_place(r, stream, &s);
	make_key(key, id, s, member);
	if (st == ST_OK)
		st = map_take(&r->map, key, &to, &fresh);
	if (st == ST_OK && !fresh)
		st = ST_MALFORMED;
	if (st != ST_OK)
		return st;
	memcpy(to, rec, sizeof *rec);
	r->dirty_count = RECORDS_DIRTY_MAX + 1;
	return ST_OK;
}

/* ---- content: the inside of an event ---- */

enum status content_write(const struct content *c, struct buf *b)
{
	struct cbor_w w = cbor_writer(b);
	size_t before = b->len;
	cbor_map(&w, 6);
	cbor_uint(&w, 0);
	cbor_bytes(&w, c->id, ID_BYTES);
	cbor_uint(&w, 1);
	cbor_uint(&w, c->type);
	cbor_uint(&w, 2);
	cbor_uint(&w, c->schema);
	cbor_uint(&w, 3);
	cbor_uint(&w, c->hlc);
	cbor_uint(&w, 4);
	cbor_array(&w, 2);
	cbor_uint(&w, c->m_n);
	cbor_bytes(&w, c->m_R, sizeof c->m_R);
	cbor_uint(&w, 6);
	cbor_raw(&w, c->body);
	if (w.st != ST_OK)
		b->len = before;
	return w.st;
}

MUST_USE static enum status get_field(struct cbor_r *r, uint64_t key, struct content *out)
{
	size_t n;
	enum status st;

	switch (key) {
	case 0:
		return cbor_get_fixed(r, out->id, ID_BYTES);
	case 1:
		return cbor_get_uint(r, &out->type);
	case 2:
		return cbor_get_uint(r, &out->schema);
	case 3:
		return cbor_get_uint(r, &out->hlc);
	case 4:
		st = cbor_get_array(r, &n);
		if (st == ST_OK && n != 2)
			st = ST_MALFORMED;
		if (st == ST_OK)
			st = cbor_get_uint(r, &out->m_n);
		return st == ST_OK ? cbor_get_fixed(r, out->m_R, sizeof out->m_R) : st;
	case 6:
		return cbor_peek(r) == CBOR_MAP ? cbor_skip(r, &out->body) : ST_MALFORMED;
	default:
		return cbor_skip(r, NULL); /* a later version's field */
	}
}

enum status content_parse(struct span plain, struct content *out)
{
	struct content c = {0};
	struct cbor_r r = cbor_reader(plain);
	unsigned have = 0;
	size_t n;
	enum status st = cbor_check(plain);
	if (st == ST_OK)
		st = cbor_get_map(&r, &n);
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		uint64_t key;
		st = cbor_get_uint(&r, &key);
		if (st == ST_OK)
			st = get_field(&r, key, &c);
		if (st == ST_OK && key <= 6)
			have |= 1u << key;
	}
	if (st != ST_OK)
		return st;
	if ((have & 0x5fu) != 0x5fu || c.hlc == 0 || c.hlc > INT64_MAX)
		return ST_MALFORMED;
	*out = c;
	const struct event_type *t = event_type_find(c.type);
	if (t == NULL || c.schema > t->version)
		return ST_UNKNOWN;
	return event_body_check(t, c.body);
}

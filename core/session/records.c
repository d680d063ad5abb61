/* records.c - last writer per record, by a total order, settled and pending kept apart. */
#include "session/records.h"

#include "crypto/keys.h"

void records_init(struct records *r, const struct alloc *a, uint64_t seed)
{
	map_init(&r->map, a, 32, sizeof(struct record), RECORDS_MAX, seed);
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
	version_clear(a, rec->pending);
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
}

static void make_key(uint8_t key[32], const uint8_t stream[ID_BYTES], const uint8_t member[ID_BYTES], const uint8_t id[ID_BYTES])
{
	memcpy(key, id, 16);
	for (size_t i = 0; i < 16; i++)
		key[16 + i] = stream[i] ^ member[i];
}

struct record *records_find(const struct records *r, const uint8_t stream[ID_BYTES], const uint8_t member[ID_BYTES], const uint8_t id[ID_BYTES])
{
	uint8_t key[32];
	make_key(key, stream, member, id);
	return map_get(&r->map, key);
}

MUST_USE static enum status take_record(struct records *r, const struct content *c, const struct origin *o, struct record **out)
{
	uint8_t key[32];
	void *v;
	bool fresh;
	make_key(key, o->stream, o->member, c->id);
	enum status st = map_take(&r->map, key, &v, &fresh);
	if (st != ST_OK)
		return st;
	*out = v;
	if (fresh) {
		memcpy((*out)->stream, o->stream, ID_BYTES);
		memcpy((*out)->member, o->member, ID_BYTES);
		memcpy((*out)->id, c->id, ID_BYTES);
		(*out)->cls = o->cls;
	}
	return ST_OK;
}

MUST_USE static enum status version_fill(const struct alloc *a, struct version *v, const struct content *c, const struct origin *o)
{
	uint8_t *body = alloc_get(a, c->body.len);
	if (body == NULL)
		return ST_NOMEM;
	memcpy(body, c->body.p, c->body.len);
	*v = (struct version){.type = c->type, .schema = c->schema, .body = body, .len = (uint32_t)c->body.len};
	v->at = (struct stamp){.hlc = c->hlc, .n = o->n, .minute = o->minute};
	memcpy(v->at.device, o->device, ID_BYTES);
	memcpy(v->event, o->event, ID_BYTES);
	return ST_OK;
}

enum status records_settle(struct records *r, const struct content *c, const struct origin *o)
{
	struct record *rec;
	struct version v;
	struct content clamped = *c;
	clamped.hlc = hlc_clamp(c->hlc, o->minute);

	enum status st = take_record(r, c, o, &rec);
	if (st != ST_OK)
		return st;
	struct stamp at = {.hlc = clamped.hlc, .n = o->n, .minute = o->minute};
	memcpy(at.device, o->device, ID_BYTES);
	if (rec->settled.at.hlc == 0 || stamp_cmp(&at, &rec->settled.at) > 0) {
		st = version_fill(r->a, &v, &clamped, o);
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
	unsent.n = UINT64_MAX;
	unsent.minute = UINT32_MAX;

	enum status st = take_record(r, c, o, &rec);
	if (st == ST_OK)
		st = version_fill(r->a, &v, c, &unsent);
	if (st != ST_OK)
		return st;
	if (rec->pending == NULL && (rec->pending = alloc_get(r->a, sizeof v)) == NULL) {
		version_clear(r->a, &v);
		return ST_NOMEM;
	}
	if (rec->pending->body != NULL && stamp_cmp(&rec->pending->at, &v.at) > 0) {
		version_clear(r->a, &v);
		return ST_OK;
	}
	version_clear(r->a, rec->pending);
	*rec->pending = v;
	touch(r, rec);
	return ST_OK;
}

void records_drop_pending(struct records *r)
{
	for (uint32_t i = 0; i < r->map.count; i++)
		pending_clear(r->a, records_at(r, i));
	r->dirty_count = RECORDS_DIRTY_MAX + 1;
}

const struct version *record_now(const struct record *rec)
{
	if (rec->pending != NULL && (rec->settled.at.hlc == 0 || stamp_cmp(&rec->pending->at, &rec->settled.at) > 0))
		return rec->pending;
	return &rec->settled;
}

void records_digest(const struct records *r, uint8_t out[HASH_BYTES])
{
	memset(out, 0, HASH_BYTES);
	for (uint32_t i = 0; i < r->map.count; i++) {
		const struct record *rec = records_at(r, i);
		const struct version *v = &rec->settled;
		uint8_t h[HASH_BYTES], nums[36];
		if (v->at.hlc == 0)
			continue;
		put_u64(nums, v->at.hlc);
		put_u64(nums + 8, v->at.n);
		put_u64(nums + 16, v->type);
		put_u64(nums + 24, v->schema);
		put_u32(nums + 32, v->at.minute);
		struct span parts[] = {
			span_make(map_key_at(&r->map, i), 32), span_make(nums, sizeof nums),
			span_make(v->at.device, ID_BYTES), span_make(v->event, ID_BYTES), span_make(v->body, v->body != NULL ? v->len : 0),
		};
		/* A sum of hashes: independent of the order in which records came. */
		hash32(h, "hearth/v1/record", parts, 5);
		for (size_t k = 0; k < HASH_BYTES; k++)
			out[k] ^= h[k];
	}
}

enum status records_load(struct records *r, const struct record *rec)
{
	uint8_t key[32];
	make_key(key, rec->stream, rec->member, rec->id);
	enum status st = map_put(&r->map, key, rec);
	if (st == ST_OK)
		r->dirty_count = RECORDS_DIRTY_MAX + 1;
	return st;
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
	struct span s;
	size_t n;
	enum status st;

	switch (key) {
	case 0:
		st = cbor_get_bytes(r, &s);
		if (st == ST_OK && s.len != ID_BYTES)
			st = ST_MALFORMED;
		if (st == ST_OK)
			memcpy(out->id, s.p, ID_BYTES);
		return st;
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
		if (st == ST_OK)
			st = cbor_get_bytes(r, &s);
		if (st == ST_OK && s.len != sizeof out->m_R)
			st = ST_MALFORMED;
		if (st == ST_OK)
			memcpy(out->m_R, s.p, s.len);
		return st;
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

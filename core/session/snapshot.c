/* snapshot.c - the whole state in sealed pieces: a cache that any replay can rebuild.
 *
 * Plain: CBOR {0 version, 1 hlc, 2 [m_want, R16], 3 log, 4 keys [[stream, epoch, key]...], 5 ids [...],
 * 6 records [...]}; settled versions only.
 * Sealed: pieces of at most SNAP_PIECE plain bytes, each u32 length | wrap(purpose snap) of (id 16 | index u32 | last u8 | bytes):
 * one 10 MB AEAD call would run in the browser's slow baseline code; pieces run in its fast one. */
#include "session/core.h"

#include <sodium.h>

#define SNAP_VERSION 2u
#define SNAP_PIECE 32768u
#define SNAP_HEAD 21u
enum snap_mode { SNAP_FULL = 0, SNAP_HOT = 1, SNAP_CHAIN = 2 }; /* numbers of hearth.h */

#define SNAP_HOT_NEWEST 1000u /* long texts of this many newest records stay in a hot snapshot */

/* Members and devices recur in every record: they stand once in a list, and records name them by their place. */
#define SNAP_IDS_MAX (LOG_MEMBERS_MAX * (LOG_DEVICES_MAX + 1u) + 8u)
struct id_list {
	uint32_t count;
	uint8_t id[SNAP_IDS_MAX][ID_BYTES];
};

static uint32_t id_place(struct id_list *l, const uint8_t id[ID_BYTES])
{
	for (uint32_t i = 0; i < l->count; i++)
		if (memcmp(l->id[i], id, ID_BYTES) == 0)
			return i;
	if (l->count == SNAP_IDS_MAX)
		return SNAP_IDS_MAX; /* the reader refuses it; a log cannot hold so many */
	memcpy(l->id[l->count], id, ID_BYTES);
	return l->count++;
}

static void save_record(const struct record *rec, bool cold, struct id_list *l, struct cbor_w *w)
{
	const struct version *v = &rec->settled;
	cbor_array(w, 12);
	cbor_bytes(w, rec->id, ID_BYTES);
	cbor_uint(w, id_place(l, rec->member));
	cbor_uint(w, rec->cls);
	cbor_uint(w, v->type);
	cbor_uint(w, v->schema);
	cbor_uint(w, v->at.hlc);
	cbor_uint(w, v->at.n);
	cbor_uint(w, v->at.minute);
	cbor_uint(w, id_place(l, v->at.device));
	cbor_bytes(w, v->event, ID_BYTES);
	cbor_uint(w, v->len);
	if (cold || v->body == NULL)
		cbor_null(w);
	else
		cbor_raw(w, span_make(v->body, v->len));
}

/* Old long texts that nothing is computed from: they are fetched when somebody turns back to them.  All else is asked for by
 * the domain at any time, however old it is, as rituals, filled forms and reflections are. */
static bool may_rest(const struct version *v)
{
	return v->len > BODY_COLD_MIN && (v->type == REC_ENTRY || v->type == REC_PAGE || v->type == REC_THANKS);
}

/* Keys 5 and 6: the list of ids has to come before the records that use it, so it is gathered first. */
static void save_records(const struct hc *c, enum snap_mode mode, struct cbor_w *w)
{
	uint32_t n = mode == SNAP_CHAIN ? 0 : records_count(&c->records), settled = 0;
	struct id_list l = {0};
	for (uint32_t i = 0; i < n; i++) {
		const struct record *rec = records_at(&c->records, i);
		if (rec->settled.at.hlc == 0)
			continue;
		settled++;
		(void)id_place(&l, rec->member);
		(void)id_place(&l, rec->settled.at.device);
	}
	cbor_uint(w, 5);
	cbor_array(w, l.count);
	for (uint32_t i = 0; i < l.count; i++)
		cbor_bytes(w, l.id[i], ID_BYTES);
	cbor_uint(w, 6);
	cbor_array(w, settled);
	for (uint32_t i = 0; i < n; i++) {
		const struct record *rec = records_at(&c->records, i);
		bool old = n - i > SNAP_HOT_NEWEST;
		if (rec->settled.at.hlc != 0)
			save_record(rec, mode == SNAP_HOT && old && may_rest(&rec->settled), &l, w);
	}
}

MUST_USE static enum status save_plain(const struct hc *c, enum snap_mode mode, struct buf *out)
{
	struct cbor_w w = cbor_writer(out);
	cbor_map(&w, 7);
	cbor_uint(&w, 0);
	cbor_uint(&w, SNAP_VERSION);
	cbor_uint(&w, 1);
	cbor_uint(&w, c->hlc);
	cbor_uint(&w, 2);
	cbor_array(&w, 2);
	cbor_uint(&w, c->m_want);
	cbor_bytes(&w, c->m_want_R, sizeof c->m_want_R);
	cbor_uint(&w, 3);
	log_save(c->log, &w);
	cbor_uint(&w, 4);
	cbor_array(&w, c->ring.count);
	for (uint32_t i = 0; i < c->ring.count; i++) {
		cbor_array(&w, 3);
		cbor_bytes(&w, c->ring.key[i].stream, ID_BYTES);
		cbor_uint(&w, c->ring.key[i].epoch);
		cbor_bytes(&w, c->ring.key[i].key, 32);
	}
	save_records(c, mode, &w);
	return w.st;
}

MUST_USE static enum status seal_pieces(const struct hc *c, struct span plain, struct buf *out)
{
	uint8_t piece[SNAP_HEAD + SNAP_PIECE], id[ID_BYTES], len[4];
	uint32_t index = 0;
	size_t at = 0;
	enum status st = ST_OK;
	randombytes_buf(id, sizeof id);
	while (st == ST_OK && (at < plain.len || index == 0)) {
		size_t n = plain.len - at < SNAP_PIECE ? plain.len - at : SNAP_PIECE;
		memcpy(piece, id, ID_BYTES);
		put_u32(piece + ID_BYTES, index++);
		piece[20] = at + n == plain.len;
		memcpy(piece + SNAP_HEAD, plain.p + at, n);
		at += n;
		put_u32(len, (uint32_t)(SNAP_HEAD + n + WRAP_OVERHEAD));
		st = buf_add(out, len, 4);
		if (st == ST_OK)
			st = wrap_seal(c->data_key, "snap", span_make(piece, SNAP_HEAD + n), out);
	}
	keys_wipe(piece, sizeof piece);
	return st;
}

hc_status hc_snapshot(struct hc *c, int32_t mode)
{
	struct buf plain;
	if (!core_open(c))
		return core_fail(c, ST_DENIED, "Locked.");
	if (mode < SNAP_FULL || mode > SNAP_CHAIN)
		return core_fail(c, ST_MALFORMED, "mode");
	buf_init(&plain, c->a, OUT_MAX);
	enum status st = save_plain(c, (enum snap_mode)mode, &plain);
	buf_reset(&c->out);
	if (st == ST_OK)
		st = seal_pieces(c, buf_span(&plain), &c->out);
	buf_wipe(&plain);
	return st == ST_OK ? (hc_status)ST_OK : core_fail(c, st, "The snapshot could not be made.");
}

MUST_USE static enum status open_pieces(const struct hc *c, struct span sealed, struct buf *out)
{
	struct buf piece;
	uint8_t id[ID_BYTES];
	uint32_t index = 0;
	bool last = false;
	enum status st = ST_OK;

	buf_init(&piece, c->a, SNAP_HEAD + SNAP_PIECE);
	while (st == ST_OK && sealed.len != 0) {
		uint32_t n = sealed.len >= 4 ? get_u32(sealed.p) : 0;
		if (n < SNAP_HEAD + WRAP_OVERHEAD || n > sealed.len - 4 || last) {
			st = ST_MALFORMED;
			break;
		}
		buf_reset(&piece);
		st = wrap_open(c->data_key, "snap", span_make(sealed.p + 4, n), &piece);
		if (st == ST_OK && (piece.len < SNAP_HEAD || get_u32(piece.p + 16) != index || (index != 0 && memcmp(id, piece.p, ID_BYTES) != 0)))
			st = ST_FORGED;
		if (st == ST_OK) {
			memcpy(id, piece.p, ID_BYTES);
			last = piece.p[20] != 0;
			index++;
			st = buf_add(out, piece.p + SNAP_HEAD, piece.len - SNAP_HEAD);
			sealed = span_make(sealed.p + 4 + n, sealed.len - 4 - n);
		}
	}
	buf_wipe(&piece);
	return st == ST_OK && !last ? ST_MALFORMED : st;
}

MUST_USE static enum status get_id(struct cbor_r *r, uint8_t out[ID_BYTES])
{
	struct span s;
	enum status st = cbor_get_bytes(r, &s);
	if (st == ST_OK && s.len != ID_BYTES)
		return ST_MALFORMED;
	if (st == ST_OK)
		memcpy(out, s.p, ID_BYTES);
	return st;
}

MUST_USE static enum status load_body(struct hc *c, struct cbor_r *r, struct version *v)
{
	struct span body;
	if (cbor_peek(r) == CBOR_NULL)
		return cbor_get_null(r);
	enum status st = cbor_skip(r, &body);
	if (st == ST_OK && body.len != v->len)
		st = ST_MALFORMED;
	if (st == ST_OK && (v->body = alloc_get(c->a, body.len)) == NULL)
		st = ST_NOMEM;
	if (st == ST_OK)
		memcpy(v->body, body.p, body.len);
	return st;
}

MUST_USE static enum status load_record(struct hc *c, const struct id_list *l, struct cbor_r *r)
{
	struct record rec = {0};
	struct version *v = &rec.settled;
	uint64_t cls = 0, minute = 0, len = 0, member = 0, device = 0;
	size_t n;

	enum status st = cbor_get_array(r, &n);
	if (st != ST_OK || n != 12 || get_id(r, rec.id) != ST_OK || cbor_get_uint(r, &member) != ST_OK || cbor_get_uint(r, &cls) != ST_OK ||
	    cbor_get_uint(r, &v->type) != ST_OK || cbor_get_uint(r, &v->schema) != ST_OK || cbor_get_uint(r, &v->at.hlc) != ST_OK ||
	    cbor_get_uint(r, &v->at.n) != ST_OK || cbor_get_uint(r, &minute) != ST_OK || cbor_get_uint(r, &device) != ST_OK ||
	    get_id(r, v->event) != ST_OK || cbor_get_uint(r, &len) != ST_OK || cls > CLASS_S || len > ENV_CT_MAX || member >= l->count || device >= l->count)
		return ST_MALFORMED;
	memcpy(rec.member, l->id[member], ID_BYTES);
	memcpy(v->at.device, l->id[device], ID_BYTES);
	rec.cls = (enum stream_class)cls;
	v->at.minute = (uint32_t)minute;
	v->len = (uint32_t)len;
	log_stream_of(c->log, rec.cls, rec.stream);
	st = load_body(c, r, v);
	if (st == ST_OK)
		st = records_load(&c->records, &rec);
	if (st != ST_OK && v->body != NULL)
		alloc_put(c->a, v->body, v->len);
	return st;
}

MUST_USE static enum status load_keys(struct hc *c, struct cbor_r *r)
{
	size_t n, three;
	enum status st = cbor_get_array(r, &n);
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		struct stream_key k = {0};
		struct span key;
		uint64_t epoch = 0;
		if (cbor_get_array(r, &three) != ST_OK || three != 3 || get_id(r, k.stream) != ST_OK || cbor_get_uint(r, &epoch) != ST_OK ||
		    cbor_get_bytes(r, &key) != ST_OK || key.len != 32)
			return ST_MALFORMED;
		memcpy(k.key, key.p, 32);
		k.epoch = (uint32_t)epoch;
		key_id(k.key, k.id);
		st = ring_add(&c->ring, &k);
		keys_wipe(&k, sizeof k);
	}
	return st;
}

MUST_USE static enum status load_records(struct hc *c, struct cbor_r *r)
{
	struct id_list l = {0};
	uint64_t key;
	size_t n;
	if (cbor_get_uint(r, &key) != ST_OK || cbor_get_array(r, &n) != ST_OK || n > SNAP_IDS_MAX)
		return ST_MALFORMED;
	for (; l.count < n; l.count++)
		if (get_id(r, l.id[l.count]) != ST_OK)
			return ST_MALFORMED;
	if (cbor_get_uint(r, &key) != ST_OK || cbor_get_array(r, &n) != ST_OK || n > RECORDS_MAX)
		return ST_MALFORMED;
	enum status st = map_reserve(&c->records.map, (uint32_t)n);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = load_record(c, &l, r);
	return st;
}

MUST_USE static enum status load_plain(struct hc *c, struct span plain)
{
	struct cbor_r r = cbor_reader(plain);
	struct span item;
	struct log *log = NULL;
	uint64_t key, version = 0;
	size_t n;
	enum status st = cbor_get_map(&r, &n);

	if (st != ST_OK || n != 7 || cbor_get_uint(&r, &key) != ST_OK || cbor_get_uint(&r, &version) != ST_OK)
		return ST_MALFORMED;
	if (version != SNAP_VERSION)
		return ST_UNKNOWN;
	if (cbor_get_uint(&r, &key) != ST_OK || cbor_get_uint(&r, &c->hlc) != ST_OK || cbor_get_uint(&r, &key) != ST_OK ||
	    cbor_get_array(&r, &n) != ST_OK || n != 2 || cbor_get_uint(&r, &c->m_want) != ST_OK || get_id(&r, c->m_want_R) != ST_OK ||
	    cbor_get_uint(&r, &key) != ST_OK || cbor_skip(&r, &item) != ST_OK)
		return ST_MALFORMED;
	st = log_load(c->a, item, &log);
	if (st != ST_OK)
		return st;
	log_free(c->log);
	c->log = log;
	if (cbor_get_uint(&r, &key) != ST_OK)
		return ST_MALFORMED;
	st = load_keys(c, &r);
	return st == ST_OK ? load_records(c, &r) : st;
}

hc_status hc_open(struct hc *c, const uint8_t *p, size_t n)
{
	struct buf plain;
	struct device_keys dev;
	uint8_t space[ID_BYTES], member[ID_BYTES], data[32];

	if (!core_open(c) || records_count(&c->records) != 0)
		return core_fail(c, ST_DENIED, "Not now.");
	buf_init(&plain, c->a, OUT_MAX);
	enum status st = open_pieces(c, span_make(p, n), &plain);
	if (st == ST_OK)
		st = load_plain(c, buf_span(&plain));
	buf_wipe(&plain);
	if (st != ST_OK) {
		/* Half a snapshot is none: back to an empty log with the same keys. */
		dev = c->dev;
		memcpy(space, c->space, ID_BYTES);
		memcpy(member, c->member, ID_BYTES);
		memcpy(data, c->data_key, 32);
		enum status again = core_begin(c, space, member, &dev);
		memcpy(c->data_key, data, 32);
		keys_wipe(&dev, sizeof dev);
		keys_wipe(data, sizeof data);
		return core_fail(c, again != ST_OK ? again : st, "This snapshot cannot be used; start from the log.");
	}
	struct json_w w = core_answer(c);
	json_object(&w);
	json_pair_int(&w, "records", records_count(&c->records));
	json_end_object(&w);
	return core_done(c, &w);
}

/* snapshot.c - the whole state in sealed pieces: a cache that any replay can rebuild.
 *
 * Plain: a head, then records.  Head: u32 length | CBOR {0 version, 1 hlc, 2 [m_want, R16], 3 log, 4 keys [[stream, epoch,
 * key]...], 5 ids [...], 6 number of records}.  Records follow one behind the other, settled versions only.
 * Sealed: pieces, each u32 length | wrap(purpose snap) of (id 16 | index u32 | flags u8 | bytes).  The head fills pieces of
 * SNAP_PIECE bytes; a piece of records holds whole ones and closes behind the one that passes SNAP_PIECE.  So a reader needs
 * one piece at a time and never the whole: memory that is touched for the first time costs a start more than opening what
 * lies in it.  (And one 10 MB AEAD call would run in the browser's slow baseline code; pieces run in its fast one.)
 *
 * Opening:  none --first part--> head --piece of records--> records --last piece--> none, all there
 *           any failure: none, and the core as it was before the first part */
#include "session/core.h"

#include <sodium.h>

#define SNAP_VERSION 3u
#define SNAP_PIECE 32768u
#define SNAP_PIECE_MAX (SNAP_PIECE + ENV_CT_MAX + 1024u) /* one record more, and its own fields */
#define SNAP_HEAD 21u
#define SNAP_LAST 1u    /* flag: no piece follows */
#define SNAP_RECORDS 2u /* flag: records, not head */
enum snap_mode { SNAP_FULL = 0, SNAP_HOT = 1, SNAP_CHAIN = 2 }; /* numbers of hearth.h */

#define SNAP_HOT_NEWEST 1000u /* long texts of this many newest records stay in a hot snapshot */

/* ---- making one ---- */

struct sealing {
	const struct hc *c;
	struct buf piece; /* SNAP_HEAD bytes, then plain ones */
	struct buf *out;
	uint32_t index;
	uint8_t id[ID_BYTES];
};

MUST_USE static enum status start_piece(struct sealing *s)
{
	uint8_t *head;
	buf_reset(&s->piece);
	enum status st = buf_room(&s->piece, SNAP_HEAD, &head);
	if (st == ST_OK)
		memcpy(head, s->id, ID_BYTES);
	return st;
}

/* Seals what the piece holds and begins the next one. */
MUST_USE static enum status close_piece(struct sealing *s, uint8_t flags)
{
	uint8_t len[4];
	put_u32(s->piece.p + ID_BYTES, s->index++);
	s->piece.p[20] = flags;
	put_u32(len, (uint32_t)(s->piece.len + WRAP_OVERHEAD));
	enum status st = buf_add(s->out, len, 4);
	if (st == ST_OK)
		st = wrap_seal(s->c->data_key, "snap", buf_span(&s->piece), s->out);
	return st == ST_OK ? start_piece(s) : st;
}

MUST_USE static enum status seal_head(struct sealing *s, struct span head)
{
	uint8_t len[4];
	put_u32(len, (uint32_t)head.len);
	enum status st = buf_add(&s->piece, len, 4);
	while (st == ST_OK && head.len != 0) {
		size_t n = head.len < SNAP_PIECE ? head.len : SNAP_PIECE;
		st = buf_add(&s->piece, head.p, n);
		head = span_make(head.p + n, head.len - n);
		if (st == ST_OK && head.len != 0)
			st = close_piece(s, 0);
	}
	return st == ST_OK ? close_piece(s, 0) : st;
}

static void save_record(const struct records *r, const struct record *rec, bool cold, struct cbor_w *w)
{
	const struct version *v = &rec->settled;
	cbor_array(w, 11);
	cbor_bytes(w, record_id(r, rec), ID_BYTES);
	cbor_uint(w, record_member_place(r, rec));
	cbor_uint(w, rec->cls);
	cbor_uint(w, v->type);
	cbor_uint(w, v->schema);
	cbor_uint(w, v->hlc);
	cbor_uint(w, v->n);
	cbor_uint(w, v->minute);
	cbor_uint(w, v->device);
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

MUST_USE static enum status seal_records(struct sealing *s, enum snap_mode mode)
{
	const struct records *r = &s->c->records;
	struct cbor_w w = cbor_writer(&s->piece);
	uint32_t n = mode == SNAP_CHAIN ? 0 : records_count(r);
	enum status st = ST_OK;
	for (uint32_t i = 0; st == ST_OK && i < n; i++) {
		const struct record *rec = records_at(r, i);
		if (rec->settled.hlc == 0)
			continue;
		save_record(r, rec, mode == SNAP_HOT && n - i > SNAP_HOT_NEWEST && may_rest(&rec->settled), &w);
		st = w.st;
		if (st == ST_OK && s->piece.len >= SNAP_HEAD + SNAP_PIECE)
			st = close_piece(s, SNAP_RECORDS);
	}
	return st == ST_OK ? close_piece(s, SNAP_RECORDS | SNAP_LAST) : st;
}

static uint32_t settled_count(const struct records *r)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < records_count(r); i++)
		n += records_at(r, i)->settled.hlc != 0;
	return n;
}

MUST_USE static enum status save_head(const struct hc *c, enum snap_mode mode, struct buf *out)
{
	const struct id_list *ids = &c->records.ids;
	uint32_t n_ids = mode == SNAP_CHAIN ? 0 : ids->count;
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
	cbor_uint(&w, 5);
	cbor_array(&w, n_ids);
	for (uint32_t i = 0; i < n_ids; i++)
		cbor_bytes(&w, ids->id[i], ID_BYTES);
	cbor_uint(&w, 6);
	cbor_uint(&w, mode == SNAP_CHAIN ? 0 : settled_count(&c->records));
	return w.st;
}

MUST_USE static enum status seal_all(struct hc *c, enum snap_mode mode)
{
	struct sealing s = {.c = c, .out = &c->out};
	struct buf head;
	randombytes_buf(s.id, sizeof s.id);
	buf_init(&s.piece, c->a, SNAP_HEAD + SNAP_PIECE_MAX);
	buf_init(&head, c->a, OUT_MAX);
	enum status st = start_piece(&s);
	if (st == ST_OK)
		st = save_head(c, mode, &head);
	if (st == ST_OK)
		st = seal_head(&s, buf_span(&head));
	if (st == ST_OK)
		st = seal_records(&s, mode);
	buf_wipe(&head);
	buf_wipe(&s.piece);
	return st;
}

hc_status hc_snapshot(struct hc *c, int32_t mode)
{
	if (!core_open(c))
		return core_fail(c, ST_DENIED, "Locked.");
	if (mode < SNAP_FULL || mode > SNAP_CHAIN)
		return core_fail(c, ST_MALFORMED, "mode");
	buf_reset(&c->out);
	enum status st = seal_all(c, (enum snap_mode)mode);
	return st == ST_OK ? (hc_status)ST_OK : core_fail(c, st, "The snapshot could not be made.");
}

/* ---- opening one ---- */

#define HEAD_READ UINT32_MAX /* as head_len: it was read, and nothing more of it may come */

/* What has been read so far. */
struct opening {
	uint8_t id[ID_BYTES];
	uint32_t index;
	uint32_t head_len, promised; /* bytes of the head; records that it promises */
	bool last;
	struct buf head;  /* until it is whole */
	struct buf piece; /* scratch */
};

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

MUST_USE static enum status get_small(struct cbor_r *r, uint64_t max, uint32_t *out)
{
	uint64_t v = 0;
	enum status st = cbor_get_uint(r, &v);
	*out = (uint32_t)v;
	return st == ST_OK && v > max ? ST_MALFORMED : st;
}

MUST_USE static enum status load_record(struct hc *c, struct cbor_r *r)
{
	struct record rec = {0};
	struct version *v = &rec.settled;
	uint8_t id[ID_BYTES], stream[ID_BYTES];
	uint32_t cls = 0, member = 0, device = 0, ids = c->records.ids.count;
	size_t n;

	enum status st = cbor_get_array(r, &n);
	if (st != ST_OK || n != 11 || ids == 0 || cbor_get_fixed(r, id, ID_BYTES) != ST_OK || get_small(r, ids - 1, &member) != ST_OK || get_small(r, CLASS_S, &cls) != ST_OK ||
	    cbor_get_uint(r, &v->type) != ST_OK || cbor_get_uint(r, &v->schema) != ST_OK || cbor_get_uint(r, &v->hlc) != ST_OK || v->hlc == 0 ||
	    get_small(r, LOG_EVENTS_MAX, &v->n) != ST_OK || get_small(r, UINT32_MAX, &v->minute) != ST_OK || get_small(r, ids - 1, &device) != ST_OK ||
	    get_small(r, ENV_CT_MAX, &v->len) != ST_OK)
		return ST_MALFORMED;
	v->device = (uint16_t)device;
	rec.cls = (enum stream_class)cls;
	log_stream_of(c->log, rec.cls, stream);
	st = load_body(c, r, v);
	if (st == ST_OK)
		st = records_load(&c->records, id, stream, (uint16_t)member, &rec);
	if (st != ST_OK && v->body != NULL) {
		keys_wipe(v->body, v->len);
		alloc_put(c->a, v->body, v->len);
	}
	return st;
}

MUST_USE static enum status load_records(struct hc *c, struct span plain)
{
	struct cbor_r r = cbor_reader(plain);
	enum status st = ST_OK;
	while (st == ST_OK && r.p != r.end)
		st = records_count(&c->records) == c->opening->promised ? ST_MALFORMED : load_record(c, &r);
	return st;
}

MUST_USE static enum status load_keys(struct hc *c, struct cbor_r *r)
{
	size_t n, three;
	enum status st = cbor_get_array(r, &n);
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		struct stream_key k = {0};
		uint64_t epoch = 0;
		if (cbor_get_array(r, &three) != ST_OK || three != 3 || cbor_get_fixed(r, k.stream, ID_BYTES) != ST_OK || cbor_get_uint(r, &epoch) != ST_OK ||
		    cbor_get_fixed(r, k.key, 32) != ST_OK)
			return ST_MALFORMED;
		k.epoch = (uint32_t)epoch;
		key_id(k.key, k.id);
		st = ring_add(&c->ring, &k);
		keys_wipe(&k, sizeof k);
	}
	return st;
}

MUST_USE static enum status load_ids(struct hc *c, struct cbor_r *r)
{
	uint8_t id[ID_BYTES];
	uint16_t place;
	size_t n;
	enum status st = cbor_get_array(r, &n);
	if (st == ST_OK && n > RECORDS_IDS_MAX)
		st = ST_MALFORMED;
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		st = cbor_get_fixed(r, id, ID_BYTES);
		if (st == ST_OK)
			st = records_place(&c->records, id, &place);
		if (st == ST_OK && place != i)
			st = ST_MALFORMED;
	}
	return st;
}

MUST_USE static enum status load_head(struct hc *c, struct span plain)
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
	    cbor_get_array(&r, &n) != ST_OK || n != 2 || cbor_get_uint(&r, &c->m_want) != ST_OK || cbor_get_fixed(&r, c->m_want_R, ID_BYTES) != ST_OK ||
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
	if (st == ST_OK)
		st = cbor_get_uint(&r, &key);
	if (st == ST_OK)
		st = load_ids(c, &r);
	if (st == ST_OK && (cbor_get_uint(&r, &key) != ST_OK || get_small(&r, RECORDS_MAX, &c->opening->promised) != ST_OK || r.p != r.end))
		st = ST_MALFORMED;
	return st == ST_OK ? map_reserve(&c->records.map, c->opening->promised) : st;
}

/* A piece of the head: when the last of it has come, it is read. */
MUST_USE static enum status add_head(struct hc *c, struct span plain)
{
	struct opening *o = c->opening;
	if (o->head_len == 0) {
		if (plain.len < 4 || (o->head_len = get_u32(plain.p)) == 0 || o->head_len == HEAD_READ)
			return ST_MALFORMED;
		uint8_t *room;
		enum status st = buf_room(&o->head, o->head_len, &room); /* at once: no growth touches memory twice */
		if (st != ST_OK)
			return st;
		buf_reset(&o->head);
		plain = span_make(plain.p + 4, plain.len - 4);
	}
	if (o->head_len == HEAD_READ || plain.len > o->head_len - o->head.len)
		return ST_MALFORMED;
	enum status st = buf_add(&o->head, plain.p, plain.len);
	if (st != ST_OK || o->head.len < o->head_len)
		return st;
	st = load_head(c, buf_span(&o->head));
	buf_wipe(&o->head);
	o->head_len = HEAD_READ;
	return st;
}

MUST_USE static enum status open_piece(struct hc *c, struct span sealed)
{
	struct opening *o = c->opening;
	buf_reset(&o->piece);
	enum status st = o->last ? ST_MALFORMED : wrap_open(c->data_key, "snap", sealed, &o->piece);
	if (st != ST_OK)
		return st;
	const uint8_t *p = o->piece.p;
	if (o->piece.len < SNAP_HEAD || get_u32(p + ID_BYTES) != o->index || (o->index != 0 && memcmp(o->id, p, ID_BYTES) != 0))
		return ST_FORGED;
	memcpy(o->id, p, ID_BYTES);
	o->index++;
	o->last = (p[20] & SNAP_LAST) != 0;
	struct span plain = span_make(p + SNAP_HEAD, o->piece.len - SNAP_HEAD);
	if ((p[20] & SNAP_RECORDS) == 0)
		return o->last ? ST_MALFORMED : add_head(c, plain);
	return o->head_len == HEAD_READ ? load_records(c, plain) : ST_MALFORMED;
}

MUST_USE static enum status open_part(struct hc *c, struct span part)
{
	enum status st = ST_OK;
	while (st == ST_OK && part.len != 0) {
		uint32_t n = part.len >= 4 ? get_u32(part.p) : 0;
		if (n < SNAP_HEAD + WRAP_OVERHEAD || n > part.len - 4)
			return ST_MALFORMED;
		st = open_piece(c, span_make(part.p + 4, n));
		part = span_make(part.p + 4 + n, part.len - 4 - n);
	}
	return st;
}

void core_open_end(struct hc *c)
{
	if (c->opening == NULL)
		return;
	buf_wipe(&c->opening->head);
	buf_wipe(&c->opening->piece);
	alloc_put(c->a, c->opening, sizeof *c->opening);
	c->opening = NULL;
}

MUST_USE static enum status open_begin(struct hc *c)
{
	c->opening = alloc_get(c->a, sizeof *c->opening);
	if (c->opening == NULL)
		return ST_NOMEM;
	buf_init(&c->opening->head, c->a, OUT_MAX);
	buf_init(&c->opening->piece, c->a, SNAP_HEAD + SNAP_PIECE_MAX);
	return ST_OK;
}

/* Half a snapshot is none: back to an empty log with the same keys. */
static hc_status open_failed(struct hc *c, enum status st)
{
	struct device_keys dev = c->dev;
	struct box_pair ikb = c->ikb;
	bool have_ikb = c->have_ikb;
	uint8_t space[ID_BYTES], member[ID_BYTES], data[32];
	memcpy(space, c->space, ID_BYTES);
	memcpy(member, c->member, ID_BYTES);
	memcpy(data, c->data_key, 32);
	enum status again = core_begin(c, space, member, &dev);
	if (again == ST_OK) {
		memcpy(c->data_key, data, 32);
		c->ikb = ikb;
		c->have_ikb = have_ikb;
	}
	keys_wipe(&ikb, sizeof ikb);
	keys_wipe(&dev, sizeof dev);
	keys_wipe(data, sizeof data);
	return core_fail(c, again != ST_OK ? again : st, "This snapshot cannot be used; start from the log.");
}

hc_status hc_open(struct hc *c, const uint8_t *p, size_t n, int32_t more)
{
	if (c->log == NULL || (c->opening == NULL && records_count(&c->records) != 0))
		return core_fail(c, ST_DENIED, "Not now.");
	enum status st = c->opening == NULL ? open_begin(c) : ST_OK;
	if (st == ST_OK)
		st = open_part(c, span_make(p, n));
	if (st == ST_OK && !more && (!c->opening->last || records_count(&c->records) != c->opening->promised))
		st = ST_MALFORMED;
	if (st != ST_OK)
		return open_failed(c, st);
	if (!more)
		core_open_end(c);
	struct json_w w = core_answer(c);
	json_object(&w);
	json_pair_int(&w, "records", records_count(&c->records));
	json_end_object(&w);
	return core_done(c, &w);
}

/* save.c - a log as one CBOR item and back.  Own numbers are left out: the outbox brings them again. */
#include "log/rooms.h"

#define SAVE_VERSION 1u

/*  {0 version, 1 space, 2 self, 3 device, 4 [alarm, stream], 5 [member...], 6 [stream...]}
 *  member = [id, iks, ikb, role, list version, at_n, [[device, Ds, Dx, active, added_n, removed_n]...]]
 *  stream = [id, n, R, minute, floor, history, [[key_id, at_n]...], [[recipient, epoch]...],
 *            [[member, device, dev_seq, base_n]...]]
 *  in the order in which log_new makes them. */

static void save_device(const struct log_device *d, struct cbor_w *w)
{
	cbor_array(w, 6);
	cbor_bytes(w, d->key.id, ID_BYTES);
	cbor_bytes(w, d->key.ds, 32);
	cbor_bytes(w, d->key.dx, 32);
	cbor_bool(w, d->active);
	cbor_uint(w, d->added_n);
	cbor_uint(w, d->removed_n);
}

static void save_member(const struct log *l, uint32_t m, struct cbor_w *w)
{
	const struct log_member *who = &l->member[m];
	cbor_array(w, 7);
	cbor_bytes(w, who->id, ID_BYTES);
	cbor_bytes(w, who->iks, 32);
	cbor_bytes(w, who->ikb, 32);
	cbor_uint(w, who->role);
	cbor_uint(w, who->list_version);
	cbor_uint(w, who->at_n);
	cbor_array(w, who->device_count);
	for (uint32_t d = 0; d < who->device_count; d++)
		save_device(&l->devices[m][d], w);
}

static bool seat_used(const struct seat *s) { return s->dev_seq != 0; }

static void save_seats(const struct log *l, const struct stream *s, struct cbor_w *w)
{
	size_t used = 0;
	for (uint32_t m = 0; m < l->member_count; m++)
		for (uint32_t d = 0; d < l->member[m].device_count; d++)
			used += seat_used(&s->seat[m][d]);
	cbor_array(w, used);
	for (uint32_t m = 0; m < l->member_count; m++)
		for (uint32_t d = 0; d < l->member[m].device_count; d++) {
			const struct seat *x = &s->seat[m][d];
			if (!seat_used(x))
				continue;
			cbor_array(w, 4);
			cbor_uint(w, m);
			cbor_uint(w, d);
			cbor_uint(w, x->dev_seq);
			cbor_uint(w, x->base_n);
		}
}

static void save_stream(const struct log *l, const struct stream *s, struct cbor_w *w)
{
	cbor_array(w, 9);
	cbor_bytes(w, s->head.stream, ID_BYTES);
	cbor_uint(w, s->head.n);
	cbor_bytes(w, s->head.R, HASH_BYTES);
	cbor_uint(w, s->head.minute);
	cbor_uint(w, s->floor);
	cbor_bytes(w, s->history, (size_t)(s->head.n + 1) * R_KEPT);
	cbor_array(w, s->head.epoch);
	for (uint32_t i = 0; i < s->head.epoch; i++) {
		cbor_array(w, 2);
		cbor_bytes(w, s->epochs[i].key_id, ID_BYTES);
		cbor_uint(w, s->epochs[i].at_n);
	}
	cbor_array(w, s->named_len);
	for (size_t i = 0; i < s->named_len; i++) {
		cbor_array(w, 2);
		cbor_bytes(w, s->named[i].id, ID_BYTES);
		cbor_uint(w, s->named[i].epoch);
	}
	save_seats(l, s, w);
}

void log_save(const struct log *l, struct cbor_w *w)
{
	cbor_map(w, 7);
	cbor_uint(w, 0);
	cbor_uint(w, SAVE_VERSION);
	cbor_uint(w, 1);
	cbor_bytes(w, l->space, ID_BYTES);
	cbor_uint(w, 2);
	cbor_bytes(w, l->self, ID_BYTES);
	cbor_uint(w, 3);
	cbor_bytes(w, l->device, ID_BYTES);
	cbor_uint(w, 4);
	cbor_array(w, 2);
	cbor_uint(w, l->alarm);
	cbor_bytes(w, l->alarm_stream, ID_BYTES);
	cbor_uint(w, 5);
	cbor_array(w, l->member_count);
	for (uint32_t m = 0; m < l->member_count; m++)
		save_member(l, m, w);
	cbor_uint(w, 6);
	cbor_array(w, l->stream_count);
	for (uint32_t i = 0; i < l->stream_count; i++)
		save_stream(l, l->streams[i], w);
}

/* A cursor that remembers its first failure, so that reading stays a plain list of fields. */
struct load {
	struct cbor_r r;
	enum status st;
};

static void fail(struct load *x, enum status st)
{
	if (x->st == ST_OK)
		x->st = st;
}

static uint64_t load_uint(struct load *x, uint64_t max)
{
	uint64_t v = 0;
	if (x->st == ST_OK)
		x->st = cbor_get_uint(&x->r, &v);
	if (v > max) {
		fail(x, ST_MALFORMED);
		v = 0;
	}
	return v;
}

static uint32_t load_u32(struct load *x, uint32_t max) { return (uint32_t)load_uint(x, max); }

static struct span load_span(struct load *x, size_t n)
{
	struct span s = {NULL, 0};
	if (x->st == ST_OK)
		x->st = cbor_get_bytes(&x->r, &s);
	if (x->st == ST_OK && s.len != n)
		fail(x, ST_MALFORMED);
	return s;
}

static void load_bytes(struct load *x, uint8_t *out, size_t n)
{
	struct span s = load_span(x, n);
	if (x->st == ST_OK && n != 0)
		memcpy(out, s.p, n);
}

static bool load_bool(struct load *x)
{
	bool v = false;
	if (x->st == ST_OK)
		x->st = cbor_get_bool(&x->r, &v);
	return v;
}

/* Enters an array of lo..hi items. */
static size_t load_array(struct load *x, size_t lo, size_t hi)
{
	size_t n = 0;
	if (x->st == ST_OK)
		x->st = cbor_get_array(&x->r, &n);
	if (x->st == ST_OK && (n < lo || n > hi))
		fail(x, ST_MALFORMED);
	return x->st == ST_OK ? n : 0;
}

static void load_key(struct load *x, uint64_t key)
{
	if (load_uint(x, key) != key)
		fail(x, ST_MALFORMED);
}

static void load_member(struct load *x, struct log *l)
{
	uint32_t m = l->member_count;
	struct log_member *who = &l->member[m];
	(void)load_array(x, 7, 7);
	load_bytes(x, who->id, ID_BYTES);
	load_bytes(x, who->iks, 32);
	load_bytes(x, who->ikb, 32);
	who->role = (uint8_t)load_uint(x, UINT8_MAX);
	who->list_version = load_u32(x, UINT32_MAX);
	who->at_n = load_uint(x, LOG_EVENTS_MAX);
	uint32_t count = (uint32_t)load_array(x, 1, LOG_DEVICES_MAX);
	for (uint32_t d = 0; d < count; d++) {
		struct log_device *dev = &l->devices[m][d];
		(void)load_array(x, 6, 6);
		load_bytes(x, dev->key.id, ID_BYTES);
		load_bytes(x, dev->key.ds, 32);
		load_bytes(x, dev->key.dx, 32);
		dev->active = load_bool(x);
		dev->added_n = load_uint(x, LOG_EVENTS_MAX);
		dev->removed_n = load_uint(x, LOG_EVENTS_MAX);
	}
	who->device_count = count;
	l->member_count++;
}

static void load_history(struct load *x, const struct log *l, struct stream *s)
{
	struct span h = load_span(x, (size_t)(s->head.n + 1) * R_KEPT);
	if (x->st != ST_OK)
		return;
	if (memcmp(h.p + s->head.n * R_KEPT, s->head.R, R_KEPT) != 0) {
		fail(x, ST_MALFORMED);
		return;
	}
	fail(x, history_reserve(s, l));
	if (x->st == ST_OK)
		memcpy(s->history, h.p, h.len);
}

static void load_epochs(struct load *x, const struct log *l, struct stream *s)
{
	size_t count = load_array(x, 0, LOG_EVENTS_MAX);
	void *p = s->epochs;
	if (count != 0 && x->st == ST_OK)
		fail(x, room_for(l->a, &p, &s->epochs_cap, count, sizeof *s->epochs));
	s->epochs = p;
	for (size_t i = 0; i < count && x->st == ST_OK; i++) {
		(void)load_array(x, 2, 2);
		load_bytes(x, s->epochs[i].key_id, ID_BYTES);
		s->epochs[i].at_n = load_uint(x, LOG_EVENTS_MAX);
		s->head.epoch++;
	}
}

static void load_named(struct load *x, const struct log *l, struct stream *s)
{
	size_t count = load_array(x, 0, LOG_EVENTS_MAX);
	void *p = s->named;
	if (count != 0 && x->st == ST_OK)
		fail(x, room_for(l->a, &p, &s->named_cap, count, sizeof *s->named));
	s->named = p;
	for (size_t i = 0; i < count && x->st == ST_OK; i++) {
		(void)load_array(x, 2, 2);
		load_bytes(x, s->named[i].id, ID_BYTES);
		s->named[i].epoch = load_u32(x, UINT32_MAX);
		s->named_len++;
	}
}

static void load_seats(struct load *x, const struct log *l, struct stream *s)
{
	size_t count = load_array(x, 0, LOG_MEMBERS_MAX * LOG_DEVICES_MAX);
	for (size_t i = 0; i < count && x->st == ST_OK; i++) {
		(void)load_array(x, 4, 4);
		uint32_t m = load_u32(x, LOG_MEMBERS_MAX - 1), d = load_u32(x, LOG_DEVICES_MAX - 1);
		if (m >= l->member_count || d >= l->member[m].device_count)
			fail(x, ST_MALFORMED);
		struct seat *seat = &s->seat[m][d];
		seat->dev_seq = load_uint(x, LOG_EVENTS_MAX);
		seat->base_n = load_uint(x, LOG_EVENTS_MAX);
	}
}

static void load_stream(struct load *x, const struct log *l, struct stream *s)
{
	uint8_t id[ID_BYTES] = {0};
	(void)load_array(x, 9, 9);
	load_bytes(x, id, ID_BYTES);
	if (memcmp(id, s->head.stream, ID_BYTES) != 0)
		fail(x, ST_MALFORMED);
	s->head.n = load_uint(x, LOG_EVENTS_MAX);
	load_bytes(x, s->head.R, HASH_BYTES);
	s->head.minute = load_u32(x, UINT32_MAX);
	s->floor = load_u32(x, UINT32_MAX);
	load_history(x, l, s);
	load_epochs(x, l, s);
	load_named(x, l, s);
	load_seats(x, l, s);
}

static void load_log(struct load *x, struct log *l)
{
	load_key(x, 4);
	(void)load_array(x, 2, 2);
	l->alarm = (enum alarm)load_uint(x, ALARM__MAX - 1);
	load_bytes(x, l->alarm_stream, ID_BYTES);
	load_key(x, 5);
	size_t members = load_array(x, 0, LOG_MEMBERS_MAX);
	for (size_t i = 0; i < members && x->st == ST_OK; i++)
		load_member(x, l);
	load_key(x, 6);
	(void)load_array(x, l->stream_count, l->stream_count);
	for (uint32_t i = 0; i < l->stream_count && x->st == ST_OK; i++)
		load_stream(x, l, l->streams[i]);
}

enum status log_load(const struct alloc *a, struct span item, struct log **out)
{
	struct load x = {cbor_reader(item), cbor_check(item)};
	uint8_t space[ID_BYTES], self[ID_BYTES], device[ID_BYTES];
	size_t count = 0;
	struct log *l = NULL;
	if (x.st == ST_OK)
		x.st = cbor_get_map(&x.r, &count);
	load_key(&x, 0);
	if (load_uint(&x, UINT64_MAX) != SAVE_VERSION)
		fail(&x, ST_UNKNOWN);
	if (count != 7)
		fail(&x, ST_MALFORMED);
	load_key(&x, 1);
	load_bytes(&x, space, ID_BYTES);
	load_key(&x, 2);
	load_bytes(&x, self, ID_BYTES);
	load_key(&x, 3);
	load_bytes(&x, device, ID_BYTES);
	if (x.st == ST_OK)
		x.st = log_new(a, space, self, device, &l);
	if (x.st == ST_OK)
		load_log(&x, l);
	if (x.st == ST_OK)
		*out = l;
	else
		log_free(l);
	return x.st;
}

/* log.c - life of a log, its heads, alarms and own numbers. */
#include "log/rooms.h"

static const char *const alarm_names[ALARM__MAX] = {
	"none",	   "frame", "place",   "device", "right", "signature",	"dev_seq",
	"base",	   "history", "epoch", "clock",	 "membership", "rollback", "copied",
};

const char *log_alarm_name(enum alarm a) { return (unsigned)a < ALARM__MAX ? alarm_names[a] : "none"; }

enum status room_for(const struct alloc *a, void **p, size_t *cap, size_t need, size_t size)
{
	size_t more = *cap != 0 ? *cap : 8;
	if (need <= *cap)
		return ST_OK;
	while (more < need)
		more *= 2;
	if (more > SIZE_MAX / size)
		return ST_NOMEM;
	void *q = alloc_grow(a, *p, *cap * size, more * size);
	if (q == NULL)
		return ST_NOMEM;
	*p = q;
	*cap = more;
	return ST_OK;
}

static void stream_free(const struct alloc *a, struct stream *s)
{
	if (s == NULL)
		return;
	alloc_put(a, s->history, s->history_cap * R_KEPT);
	alloc_put(a, s->epochs, s->epochs_cap * sizeof *s->epochs);
	alloc_put(a, s->named, s->named_cap * sizeof *s->named);
	alloc_put(a, s->own, s->own_cap * OWN_MARK);
	alloc_put(a, s, sizeof *s);
}

MUST_USE static enum status stream_add(struct log *l, enum stream_class cls)
{
	struct stream *s = alloc_get(l->a, sizeof *s);
	if (s == NULL)
		return ST_NOMEM;
	l->streams[l->stream_count++] = s; /* log_free finds it from here on */
	s->head.cls = cls;
	if (cls == CLASS_P)
		memcpy(s->head.owner, l->self, ID_BYTES);
	log_stream_of(l, cls, s->head.stream);
	return history_start(s, l);
}

enum status log_new(const struct alloc *a, const uint8_t space[ID_BYTES], const uint8_t self[ID_BYTES],
		    const uint8_t device[ID_BYTES], struct log **out)
{
	struct log *l = alloc_get(a, sizeof *l);
	if (l == NULL)
		return ST_NOMEM;
	l->a = a;
	memcpy(l->space, space, ID_BYTES);
	memcpy(l->self, self, ID_BYTES);
	memcpy(l->device, device, ID_BYTES);
	enum status st = stream_add(l, CLASS_M);
	if (st == ST_OK && !is_zero_id(self))
		st = stream_add(l, CLASS_P);
	if (st == ST_OK)
		st = stream_add(l, CLASS_S);
	if (st == ST_OK)
		*out = l;
	else
		log_free(l);
	return st;
}

void log_free(struct log *l)
{
	if (l == NULL)
		return;
	for (uint32_t i = 0; i < l->stream_count; i++)
		stream_free(l->a, l->streams[i]);
	alloc_put(l->a, l, sizeof *l);
}

struct stream *log_stream(const struct log *l, const uint8_t stream[ID_BYTES])
{
	for (uint32_t i = 0; i < l->stream_count; i++)
		if (memcmp(l->streams[i]->head.stream, stream, ID_BYTES) == 0)
			return l->streams[i];
	return NULL;
}

struct stream *log_stream_class(const struct log *l, enum stream_class cls)
{
	for (uint32_t i = 0; i < l->stream_count; i++)
		if (l->streams[i]->head.cls == cls)
			return l->streams[i];
	return NULL;
}

void log_stream_of(const struct log *l, enum stream_class cls, uint8_t out[ID_BYTES])
{
	stream_id(l->space, cls, cls == CLASS_P ? l->self : NULL, 0, out);
}

uint32_t log_head_count(const struct log *l) { return l->stream_count; }

const struct log_head *log_head_at(const struct log *l, uint32_t i)
{
	return i < l->stream_count ? &l->streams[i]->head : NULL;
}

const struct log_head *log_head_find(const struct log *l, const uint8_t stream[ID_BYTES])
{
	const struct stream *s = log_stream(l, stream);
	return s != NULL ? &s->head : NULL;
}

const uint8_t *log_epoch_key(const struct log *l, const uint8_t stream[ID_BYTES], uint32_t epoch)
{
	const struct stream *s = log_stream(l, stream);
	return s != NULL && epoch != 0 && epoch <= s->head.epoch ? s->epochs[epoch - 1].key_id : NULL;
}

uint32_t log_member_count(const struct log *l) { return l->member_count; }

const struct log_member *log_member_at(const struct log *l, uint32_t i)
{
	return i < l->member_count ? &l->member[i] : NULL;
}

const struct log_member *log_member_find(const struct log *l, const uint8_t id[ID_BYTES])
{
	uint32_t m = members_find(l, id);
	return m != NOBODY ? &l->member[m] : NULL;
}

const struct log_device *log_device_at(const struct log_member *m, const struct log *l, uint32_t i)
{
	return i < m->device_count ? &l->devices[m - l->member][i] : NULL;
}

enum alarm log_alarm(const struct log *l) { return l->alarm; }

const uint8_t *log_alarm_stream(const struct log *l) { return l->alarm_stream; }

void log_alarm_set(struct log *l, enum alarm a, const uint8_t stream[ID_BYTES])
{
	if (a != ALARM_NONE && l->alarm != ALARM_NONE)
		return;
	l->alarm = a;
	memset(l->alarm_stream, 0, ID_BYTES);
	if (a != ALARM_NONE)
		memcpy(l->alarm_stream, stream, ID_BYTES);
}

/* The last own number in s: received, then unsent. */
static uint64_t own_last(const struct log *l, const struct stream *s)
{
	uint32_t m = members_find(l, l->self);
	uint32_t d = m != NOBODY ? members_device(l, m, l->device) : NOBODY;
	return (d != NOBODY ? s->seat[m][d].dev_seq : 0) + s->own_len;
}

/* The stream an own envelope belongs to; the founder's genesis event names none. */
static struct stream *own_stream(const struct log *l, const struct envelope *e)
{
	struct stream *s = log_stream(l, e->stream);
	if (s == NULL && is_zero_id(e->space) && is_zero_id(e->stream) && e->kind == ENV_STRUCTURE) {
		s = log_stream_class(l, CLASS_M);
		return s->head.n == 0 ? s : NULL;
	}
	return s != NULL && memcmp(e->space, l->space, ID_BYTES) == 0 ? s : NULL;
}

enum status log_own(struct log *l, const struct envelope *e)
{
	struct stream *s = own_stream(l, e);
	if (s == NULL || memcmp(e->member, l->self, ID_BYTES) != 0 || memcmp(e->device, l->device, ID_BYTES) != 0 ||
	    e->dev_seq != own_last(l, s) + 1)
		return ST_CONFLICT;
	if (s->own_from != 0) {
		memmove(s->own, s->own + s->own_from * OWN_MARK, s->own_len * OWN_MARK);
		s->own_from = 0;
	}
	void *p = s->own;
	enum status st = room_for(l->a, &p, &s->own_cap, s->own_len + 1, OWN_MARK);
	s->own = p;
	if (st == ST_OK)
		memcpy(s->own + s->own_len++ * OWN_MARK, e->sig.p, OWN_MARK);
	return st;
}

void log_drop_own(struct log *l)
{
	for (uint32_t i = 0; i < l->stream_count; i++)
		l->streams[i]->own_from = l->streams[i]->own_len = 0;
}

enum status log_propose(const struct log *l, const uint8_t stream[ID_BYTES], struct envelope *e)
{
	const struct stream *s = log_stream(l, stream);
	if (l->alarm != ALARM_NONE)
		return ST_DIVERGED;
	if (s == NULL || is_zero_id(l->self) || is_zero_id(l->device))
		return ST_NOTFOUND;
	memcpy(e->space, l->space, ID_BYTES);
	memcpy(e->stream, s->head.stream, ID_BYTES);
	memcpy(e->member, l->self, ID_BYTES);
	e->dev_seq = own_last(l, s) + 1;
	e->base_n = s->head.n;
	memcpy(e->base_R, s->head.R, HASH_BYTES);
	return ST_OK;
}

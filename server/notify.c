/* notify.c - the hub of live lines.
 *
 *            line_read: nothing to say            tell, ping, end
 *   AWAKE ------------------------------> PARKED -----------------> AWAKE
 *     |  line_read: ended                 (wake called once)
 *     v
 *   OVER (line_read says LINE_END; the owner calls hub_leave)
 *
 * AWAKE: somebody will call line_read again without being asked.  PARKED: nobody will until wake(ctx).
 * All fields of a line are read and written under the hub's one lock: it is held for a few instructions a line, and
 * a line's wake only sets a flag in the HTTP library. */
#include "notify.h"

#include <inttypes.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#define BUCKETS 4096u

struct news {
	uint8_t stream[ID_BYTES];
	uint64_t n;
	bool fresh;
};

struct line {
	struct hub *hub;
	struct line *next; /* in its bucket */
	uint8_t space[ID_BYTES], device[ID_BYTES], member[ID_BYTES];
	uint8_t role;
	bool parked, ended, ping;
	uint32_t news_count;
	int64_t since_s, spoke_s;
	void (*wake)(void *);
	void *ctx;
	struct news news[CAP_LINE_STREAMS];
};

struct hub {
	pthread_mutex_t lock;
	bool closed;
	size_t count;
	int64_t now_s;
	uint8_t key[crypto_shorthash_KEYBYTES];
	struct line *bucket[BUCKETS];
};

enum status hub_new(struct hub **out)
{
	struct hub *h = calloc(1, sizeof *h);
	if (h == NULL)
		return ST_NOMEM;
	pthread_mutex_init(&h->lock, NULL);
	randombytes_buf(h->key, sizeof h->key);
	*out = h;
	return ST_OK;
}

void hub_free(struct hub *h)
{
	if (h == NULL)
		return;
	pthread_mutex_destroy(&h->lock);
	free(h);
}

static struct line **bucket_of(struct hub *h, const uint8_t space[ID_BYTES])
{
	uint64_t v;
	crypto_shorthash((uint8_t *)&v, space, ID_BYTES, h->key);
	return &h->bucket[v % BUCKETS];
}

static void wake(struct line *l)
{
	if (!l->parked)
		return;
	l->parked = false;
	l->wake(l->ctx);
}

static void end(struct line *l)
{
	l->ended = true;
	wake(l);
}

static void end_device(struct hub *h, const uint8_t space[ID_BYTES], const uint8_t device[ID_BYTES])
{
	for (struct line *l = *bucket_of(h, space); l != NULL; l = l->next)
		if (memcmp(l->space, space, ID_BYTES) == 0 && memcmp(l->device, device, ID_BYTES) == 0)
			end(l);
}

enum status hub_join(struct hub *h, const uint8_t space[ID_BYTES], const struct store_device *dev, uint8_t role,
                     int64_t now_s, struct line **out)
{
	struct line *l = calloc(1, sizeof *l);
	if (l == NULL)
		return ST_NOMEM;
	l->hub = h;
	memcpy(l->space, space, ID_BYTES);
	memcpy(l->device, dev->id, ID_BYTES);
	memcpy(l->member, dev->member, ID_BYTES);
	l->role = role;
	l->since_s = l->spoke_s = now_s;
	l->ping = true; /* say something at once: proxies and clients then know that the line stands */
	pthread_mutex_lock(&h->lock);
	bool room = !h->closed && h->count < CAP_LINES;
	if (room) {
		end_device(h, space, dev->id);
		struct line **b = bucket_of(h, space);
		l->next = *b;
		*b = l;
		h->count++;
	}
	pthread_mutex_unlock(&h->lock);
	if (!room) {
		free(l);
		return ST_BUSY;
	}
	*out = l;
	return ST_OK;
}

void hub_leave(struct line *l)
{
	if (l == NULL)
		return;
	struct hub *h = l->hub;
	pthread_mutex_lock(&h->lock);
	struct line **at = bucket_of(h, l->space);
	while (*at != l)
		at = &(*at)->next;
	*at = l->next;
	h->count--;
	pthread_mutex_unlock(&h->lock);
	free(l);
}

static bool may_read(const struct line *l, const struct store_stream *s)
{
	switch (s->cls) {
	case CLASS_M:
		return true;
	case CLASS_P:
		return memcmp(l->member, s->owner, ID_BYTES) == 0;
	case CLASS_S:
		return l->role == ROLE_PARTNER;
	case CLASS_C:
		return false; /* reserved */
	}
	return false;
}

static void tell(struct line *l, const struct store_stream *s, uint64_t n)
{
	uint32_t i = 0;
	while (i < l->news_count && memcmp(l->news[i].stream, s->id, ID_BYTES) != 0)
		i++;
	if (i == CAP_LINE_STREAMS)
		return; /* more streams than a member can read today; its minute poll still finds it */
	if (i == l->news_count) {
		memcpy(l->news[i].stream, s->id, ID_BYTES);
		l->news_count++;
	}
	if (n <= l->news[i].n)
		return;
	l->news[i].n = n;
	l->news[i].fresh = true;
	wake(l);
}

void hub_tell(struct hub *h, const uint8_t space[ID_BYTES], const struct store_stream *stream, uint64_t n)
{
	pthread_mutex_lock(&h->lock);
	for (struct line *l = *bucket_of(h, space); l != NULL; l = l->next)
		if (memcmp(l->space, space, ID_BYTES) == 0 && may_read(l, stream))
			tell(l, stream, n);
	pthread_mutex_unlock(&h->lock);
}

void line_tell(struct line *l, const struct store_stream *stream, uint64_t n)
{
	pthread_mutex_lock(&l->hub->lock);
	if (may_read(l, stream))
		tell(l, stream, n);
	pthread_mutex_unlock(&l->hub->lock);
}

void hub_drop(struct hub *h, const uint8_t space[ID_BYTES], const uint8_t device[ID_BYTES])
{
	pthread_mutex_lock(&h->lock);
	end_device(h, space, device);
	pthread_mutex_unlock(&h->lock);
}

void hub_tick(struct hub *h, int64_t now_s)
{
	pthread_mutex_lock(&h->lock);
	h->now_s = now_s;
	for (size_t i = 0; i < BUCKETS; i++) {
		for (struct line *l = h->bucket[i]; l != NULL; l = l->next) {
			if (now_s < l->spoke_s) /* the clock was set back: begin again from here */
				l->since_s = l->spoke_s = now_s;
			if (now_s - l->since_s >= CAP_LINE_LIFE_S)
				end(l);
			else if (now_s - l->spoke_s >= CAP_LINE_PING_S) {
				l->ping = true;
				wake(l);
			}
		}
	}
	pthread_mutex_unlock(&h->lock);
}

void hub_close(struct hub *h)
{
	pthread_mutex_lock(&h->lock);
	h->closed = true;
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct line *l = h->bucket[i]; l != NULL; l = l->next)
			end(l);
	pthread_mutex_unlock(&h->lock);
}

size_t hub_count(struct hub *h)
{
	pthread_mutex_lock(&h->lock);
	size_t n = h->count;
	pthread_mutex_unlock(&h->lock);
	return n;
}

/* One line of text for one stream, or a ping; 0 when there is nothing to say. */
static size_t speak(struct line *l, char *out, size_t max)
{
	for (uint32_t i = 0; i < l->news_count; i++) {
		struct news *w = &l->news[i];
		if (!w->fresh)
			continue;
		char hex[2 * ID_BYTES];
		hex_write(w->stream, ID_BYTES, hex);
		w->fresh = false;
		return (size_t)snprintf(out, max, "data: %.*s %" PRIu64 "\n\n", (int)sizeof hex, hex, w->n);
	}
	if (!l->ping)
		return 0;
	return (size_t)snprintf(out, max, ": here\n\n");
}

enum line_next line_read(struct line *l, char *out, size_t max, size_t *len, void (*park)(void *),
                         void (*wake_fn)(void *), void *ctx)
{
	enum line_next next = LINE_END;
	struct hub *h = l->hub;
	pthread_mutex_lock(&h->lock);
	if (!l->ended && (*len = speak(l, out, max)) != 0) {
		l->ping = false;
		if (h->now_s > l->spoke_s)
			l->spoke_s = h->now_s;
		next = LINE_TEXT;
	} else if (!l->ended) {
		l->wake = wake_fn;
		l->ctx = ctx;
		l->parked = true;
		park(ctx);
		next = LINE_PARKED;
	}
	pthread_mutex_unlock(&h->lock);
	return next;
}

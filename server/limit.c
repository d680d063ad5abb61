/* limit.c - token buckets, four to a set. */
#include "limit.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

#include "caps.h"

#define WAYS 4u
#define SETS (CAP_RATE_SLOTS / WAYS)
#define UNIT 1000u /* a token in thousandths, so that slow rates refill evenly */

struct bucket {
	uint64_t key; /* 0: free */
	uint64_t tokens;
	int64_t at_s;
};

struct limit {
	pthread_mutex_t lock;
	uint64_t per; /* in UNIT */
	uint32_t period_s;
	uint8_t hash_key[crypto_shorthash_KEYBYTES];
	struct bucket slot[SETS][WAYS];
};

enum status limit_new(uint32_t per, uint32_t period_s, struct limit **out)
{
	struct limit *l = calloc(1, sizeof *l);
	if (l == NULL)
		return ST_NOMEM;
	pthread_mutex_init(&l->lock, NULL);
	l->per = (uint64_t)per * UNIT;
	l->period_s = period_s;
	randombytes_buf(l->hash_key, sizeof l->hash_key);
	*out = l;
	return ST_OK;
}

void limit_free(struct limit *l)
{
	if (l == NULL)
		return;
	pthread_mutex_destroy(&l->lock);
	free(l);
}

static struct bucket *find(struct limit *l, uint64_t key, int64_t now_s)
{
	struct bucket *set = l->slot[key % SETS], *oldest = &set[0];
	for (uint32_t i = 0; i < WAYS; i++) {
		if (set[i].key == key)
			return &set[i];
		if (set[i].key == 0 || (oldest->key != 0 && set[i].at_s < oldest->at_s))
			oldest = &set[i];
	}
	*oldest = (struct bucket){key, l->per, now_s};
	return oldest;
}

static void refill(const struct limit *l, struct bucket *b, int64_t now_s)
{
	if (now_s < b->at_s) /* the clock was set back: count from here, or nothing would come until then */
		b->at_s = now_s;
	uint64_t passed = (uint64_t)(now_s - b->at_s);
	uint64_t more = passed >= l->period_s ? l->per : l->per * passed / l->period_s;
	b->tokens = b->tokens + more > l->per ? l->per : b->tokens + more;
	b->at_s = now_s;
}

uint32_t limit_take(struct limit *l, struct span key, uint32_t cost, int64_t now_s)
{
	uint64_t h, want = (uint64_t)cost * UNIT, wait = 0;
	crypto_shorthash((uint8_t *)&h, key.p, key.len, l->hash_key);
	if (want > l->per)
		want = l->per;
	pthread_mutex_lock(&l->lock);
	struct bucket *b = find(l, h | 1, now_s);
	refill(l, b, now_s);
	if (b->tokens >= want)
		b->tokens -= want;
	else
		wait = (want - b->tokens) * l->period_s / l->per + 1;
	pthread_mutex_unlock(&l->lock);
	return (uint32_t)wait;
}

/* ---- sources */

struct source {
	pthread_mutex_t lock;
	int64_t day;
	uint8_t key[crypto_generichash_KEYBYTES];
};

enum status source_new(struct source **out)
{
	struct source *s = calloc(1, sizeof *s);
	if (s == NULL)
		return ST_NOMEM;
	pthread_mutex_init(&s->lock, NULL);
	s->day = -1;
	*out = s;
	return ST_OK;
}

void source_free(struct source *s)
{
	if (s == NULL)
		return;
	pthread_mutex_destroy(&s->lock);
	sodium_memzero(s->key, sizeof s->key);
	free(s);
}

uint64_t source_of(struct source *s, struct span address, int64_t now_s)
{
	uint8_t key[crypto_generichash_KEYBYTES], hash[crypto_generichash_BYTES_MIN];
	uint64_t out;
	pthread_mutex_lock(&s->lock);
	if (s->day != now_s / 86400) {
		randombytes_buf(s->key, sizeof s->key);
		s->day = now_s / 86400;
	}
	memcpy(key, s->key, sizeof key);
	pthread_mutex_unlock(&s->lock);
	crypto_generichash(hash, sizeof hash, address.p, address.len, key, sizeof key);
	sodium_memzero(key, sizeof key);
	memcpy(&out, hash, sizeof out);
	return out;
}

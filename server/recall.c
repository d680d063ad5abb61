/* recall.c - challenge = time 8 | random 8 | keyed hash 16. */
#include "recall.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "caps.h"
#include "wire/envelope.h"

#define PROOF 16u

struct used {
	uint8_t challenge[CHALLENGE_BYTES];
	int64_t until_s; /* 0: free */
};

struct recall {
	pthread_mutex_t lock;
	uint8_t key[crypto_generichash_KEYBYTES];
	struct used used[CAP_CHALLENGES_USED];
};

enum status recall_new(struct recall **out)
{
	struct recall *r = calloc(1, sizeof *r);
	if (r == NULL)
		return ST_NOMEM;
	pthread_mutex_init(&r->lock, NULL);
	randombytes_buf(r->key, sizeof r->key);
	*out = r;
	return ST_OK;
}

void recall_free(struct recall *r)
{
	if (r == NULL)
		return;
	pthread_mutex_destroy(&r->lock);
	sodium_memzero(r->key, sizeof r->key);
	free(r);
}

static void prove(const struct recall *r, const uint8_t login[32], const uint8_t *head, uint8_t out[PROOF])
{
	uint8_t m[32 + CHALLENGE_BYTES - PROOF];
	memcpy(m, login, 32);
	memcpy(m + 32, head, CHALLENGE_BYTES - PROOF);
	(void)crypto_generichash(out, PROOF, m, sizeof m, r->key, sizeof r->key);
}

void recall_make(struct recall *r, const uint8_t login[32], int64_t now_s, uint8_t out[CHALLENGE_BYTES])
{
	put_u64(out, (uint64_t)now_s);
	randombytes_buf(out + 8, 8);
	prove(r, login, out, out + CHALLENGE_BYTES - PROOF);
}

bool recall_fresh(struct recall *r, const uint8_t login[32], const uint8_t challenge[CHALLENGE_BYTES], int64_t now_s)
{
	uint8_t proof[PROOF];
	prove(r, login, challenge, proof);
	int64_t made_s = (int64_t)get_u64(challenge);
	return sodium_memcmp(proof, challenge + CHALLENGE_BYTES - PROOF, PROOF) == 0 && now_s >= made_s &&
	       now_s - made_s <= CAP_CHALLENGE_S;
}

enum status recall_spend(struct recall *r, const uint8_t challenge[CHALLENGE_BYTES], int64_t now_s)
{
	struct used *room = NULL;
	enum status st = ST_OK;
	pthread_mutex_lock(&r->lock);
	for (uint32_t i = 0; st == ST_OK && i < CAP_CHALLENGES_USED; i++) {
		struct used *u = &r->used[i];
		if (u->until_s < now_s)
			room = u;
		else if (memcmp(u->challenge, challenge, CHALLENGE_BYTES) == 0)
			st = ST_CONFLICT;
	}
	if (st == ST_OK && room == NULL)
		st = ST_BUSY;
	if (st == ST_OK) {
		memcpy(room->challenge, challenge, CHALLENGE_BYTES);
		room->until_s = now_s + CAP_CHALLENGE_S;
	}
	pthread_mutex_unlock(&r->lock);
	return st;
}

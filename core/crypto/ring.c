/* ring.c - a short array is enough: a couple has a few streams and changes keys seldom. */
#include "crypto/ring.h"

void ring_clear(struct ring *r) { keys_wipe(r, sizeof *r); }

enum status ring_add(struct ring *r, const struct stream_key *k)
{
	const struct stream_key *old = ring_at(r, k->stream, k->epoch);
	if (old != NULL)
		return memcmp(old->id, k->id, ID_BYTES) == 0 ? ST_OK : ST_CONFLICT;
	if (r->count >= RING_MAX)
		return ST_TOOBIG;
	r->key[r->count++] = *k;
	return ST_OK;
}

const struct stream_key *ring_for(const struct ring *r, const struct envelope *e)
{
	const struct stream_key *k = ring_at(r, e->stream, e->epoch);
	return k != NULL && memcmp(k->id, e->key_id, ID_BYTES) == 0 ? k : NULL;
}

const struct stream_key *ring_at(const struct ring *r, const uint8_t stream[ID_BYTES], uint32_t epoch)
{
	for (uint32_t i = 0; i < r->count; i++)
		if (r->key[i].epoch == epoch && memcmp(r->key[i].stream, stream, ID_BYTES) == 0)
			return &r->key[i];
	return NULL;
}

const struct stream_key *ring_newest(const struct ring *r, const uint8_t stream[ID_BYTES])
{
	const struct stream_key *best = NULL;
	for (uint32_t i = 0; i < r->count; i++)
		if (memcmp(r->key[i].stream, stream, ID_BYTES) == 0 && (best == NULL || r->key[i].epoch > best->epoch))
			best = &r->key[i];
	return best;
}

/* history.c - the rolling hashes of a stream.  Of older ones half is kept: nobody can aim at 128 bits of a hash whose
 * input a device has signed and the chain has since covered. */
#include "log/rooms.h"

enum status history_reserve(struct stream *s, const struct log *l)
{
	void *p = s->history;
	enum status st = room_for(l->a, &p, &s->history_cap, (size_t)s->head.n + 2, R_KEPT);
	s->history = p;
	return st;
}

enum status history_start(struct stream *s, const struct log *l)
{
	void *p = s->history;
	enum status st = room_for(l->a, &p, &s->history_cap, 1, R_KEPT);
	s->history = p;
	if (st != ST_OK)
		return st;
	chain_start(l->space, s->head.stream, s->head.R);
	memcpy(s->history, s->head.R, R_KEPT);
	return ST_OK;
}

void history_add(struct stream *s, const uint8_t R[HASH_BYTES])
{
	s->head.n++;
	memcpy(s->head.R, R, HASH_BYTES);
	memcpy(s->history + s->head.n * R_KEPT, R, R_KEPT);
}

bool history_is(const struct stream *s, uint64_t n, const uint8_t R[HASH_BYTES])
{
	if (n > s->head.n)
		return false;
	if (n == s->head.n)
		return memcmp(s->head.R, R, HASH_BYTES) == 0;
	return memcmp(s->history + n * R_KEPT, R, R_KEPT) == 0;
}

enum status log_has_R(const struct log *l, const uint8_t stream[ID_BYTES], uint64_t n, const uint8_t R16[16])
{
	const struct stream *s = log_stream(l, stream);
	if (s == NULL || n > s->head.n)
		return ST_NOTFOUND;
	return memcmp(s->history + n * R_KEPT, R16, R_KEPT) == 0 ? ST_OK : ST_DIVERGED;
}

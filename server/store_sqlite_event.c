/* store_sqlite_event.c - the events themselves. */
#include "store_sqlite.h"

enum status store_head_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                           struct store_head *out)
{
	struct store_head h = {.n = 0};
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_EVENT_HEAD, &row, "bb", space, stream);
	if (st == ST_NOTFOUND) {
		chain_start(space, stream, h.R);
		*out = h;
		return ST_OK;
	}
	if (st != ST_OK)
		return st;
	h.n = (uint64_t)sqlite3_column_int64(row, 0);
	h.minute = (uint32_t)sqlite3_column_int64(row, 1);
	st = db_copy(row, 2, h.R, HASH_BYTES);
	sqlite3_reset(row);
	if (st == ST_OK)
		*out = h;
	return st;
}

enum status store_R_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES], uint64_t n,
                        uint8_t R[HASH_BYTES])
{
	if (n == 0) {
		chain_start(space, stream, R);
		return ST_OK;
	}
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_EVENT_R, &row, "bbi", space, stream, (int64_t)n);
	if (st != ST_OK)
		return st;
	st = db_copy(row, 0, R, HASH_BYTES);
	sqlite3_reset(row);
	return st;
}

enum status store_last_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                           const uint8_t device[ID_BYTES], uint64_t *dev_seq, uint64_t *base_n)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_EVENT_LAST, &row, "bbb", space, stream, device);
	if (st == ST_NOTFOUND) {
		*dev_seq = *base_n = 0;
		return ST_OK;
	}
	if (st != ST_OK)
		return st;
	*dev_seq = (uint64_t)sqlite3_column_int64(row, 0);
	*base_n = (uint64_t)sqlite3_column_int64(row, 1);
	sqlite3_reset(row);
	return ST_OK;
}

enum status store_event_find(struct store *s, const uint8_t space[ID_BYTES], const uint8_t event[ID_BYTES],
                             struct store_place *out)
{
	sqlite3_stmt *row;
	struct store_place p;
	enum status st = db_ask(s, Q_EVENT_FIND, &row, "bb", space, event);
	if (st != ST_OK)
		return st;
	st = db_copy(row, 0, p.stream, ID_BYTES);
	if (st != ST_OK) {
		sqlite3_reset(row);
		return st;
	}
	p.n = (uint64_t)sqlite3_column_int64(row, 1);
	p.minute = (uint32_t)sqlite3_column_int64(row, 2);
	p.bytes = db_span(row, 3);
	s->lent = row;
	*out = p;
	return ST_OK;
}

enum status store_event_add(struct store *s, const struct store_event *ev)
{
	const struct envelope *e = ev->e;
	return db_do(s, Q_EVENT_ADD, "bbiibbiihs", ev->space, ev->stream, (int64_t)ev->n, (int64_t)ev->minute, e->event,
	             e->device, (int64_t)e->dev_seq, (int64_t)e->base_n, ev->R, ev->bytes);
}

enum status store_frames(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES], uint64_t after,
                         uint32_t limit, size_t max_bytes, struct buf *out)
{
	size_t start = out->len;
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_EVENT_PAGE, &row, "bbii", space, stream, (int64_t)after, (int64_t)limit);
	while (st == ST_OK) {
		struct span env = db_span(row, 2);
		if (out->len != start && out->len - start + FRAME_HEAD + env.len > max_bytes) {
			sqlite3_reset(row);
			return ST_OK;
		}
		st = frame_write(out, (uint64_t)sqlite3_column_int64(row, 0), (uint32_t)sqlite3_column_int64(row, 1),
		                 env);
		if (st == ST_OK)
			st = db_next(s, row);
		else
			sqlite3_reset(row);
	}
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status store_event_at(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES], uint64_t n,
                           uint32_t *minute, uint8_t R[HASH_BYTES], struct span *bytes)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_EVENT_AT, &row, "bbi", space, stream, (int64_t)n);
	if (st != ST_OK)
		return st;
	st = db_copy(row, 1, R, HASH_BYTES);
	if (st != ST_OK) {
		sqlite3_reset(row);
		return st;
	}
	*minute = (uint32_t)sqlite3_column_int64(row, 0);
	*bytes = db_span(row, 2);
	s->lent = row;
	return ST_OK;
}

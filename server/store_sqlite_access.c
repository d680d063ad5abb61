/* store_sqlite_access.c - who is there and who may: spaces, members, devices, streams, epochs; cold stores; invites. */
#include "store_sqlite.h"

enum status store_space_any(struct store *s, bool *any)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_SPACE_ANY, &row, "");
	if (st != ST_OK)
		return st;
	*any = sqlite3_column_int(row, 0) != 0;
	sqlite3_reset(row);
	return ST_OK;
}

enum status store_space_add(struct store *s, const uint8_t space[ID_BYTES])
{
	return db_do(s, Q_SPACE_ADD, "b", space);
}

enum status store_space_next(struct store *s, uint8_t space[ID_BYTES])
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_SPACE_NEXT, &row, "b", space);
	if (st != ST_OK)
		return st;
	st = db_copy(row, 0, space, ID_BYTES);
	sqlite3_reset(row);
	return st;
}

/* ---- members */

MUST_USE static enum status read_member(sqlite3_stmt *row, struct store_member *out)
{
	struct store_member m = {.role = (uint8_t)sqlite3_column_int(row, 3),
	                         .list_version = (uint32_t)sqlite3_column_int64(row, 4)};
	enum status st = db_copy(row, 0, m.id, ID_BYTES);
	if (st == ST_OK)
		st = db_copy(row, 1, m.iks, sizeof m.iks);
	if (st == ST_OK)
		st = db_copy(row, 2, m.ikb, sizeof m.ikb);
	if (st == ST_OK)
		*out = m;
	return st;
}

enum status store_member_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                             struct store_member *out)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_MEMBER_GET, &row, "bb", space, member);
	if (st != ST_OK)
		return st;
	st = read_member(row, out);
	sqlite3_reset(row);
	return st;
}

enum status store_member_add(struct store *s, const uint8_t space[ID_BYTES], const struct store_member *m)
{
	return db_do(s, Q_MEMBER_ADD, "bbhhii", space, m->id, m->iks, m->ikb, (int64_t)m->role,
	             (int64_t)m->list_version);
}

enum status store_member_version(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                                 uint32_t version)
{
	return db_do(s, Q_MEMBER_VERSION, "bbi", space, member, (int64_t)version);
}

enum status store_member_list(struct store *s, const uint8_t space[ID_BYTES], struct store_member out[CAP_MEMBERS],
                              size_t *count)
{
	sqlite3_stmt *row;
	size_t n = 0;
	enum status st = db_ask(s, Q_MEMBER_LIST, &row, "bi", space, (int64_t)CAP_MEMBERS);
	while (st == ST_OK) {
		st = read_member(row, &out[n]);
		if (st != ST_OK) {
			sqlite3_reset(row);
			break;
		}
		n++; /* the query's own limit is the array's size */
		st = db_next(s, row);
	}
	*count = n;
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* ---- devices */

MUST_USE static enum status read_device(sqlite3_stmt *row, struct store_device *out)
{
	struct store_device d = {.active = sqlite3_column_int(row, 4) != 0};
	enum status st = db_copy(row, 0, d.id, ID_BYTES);
	if (st == ST_OK)
		st = db_copy(row, 1, d.member, ID_BYTES);
	if (st == ST_OK)
		st = db_copy(row, 2, d.ds, sizeof d.ds);
	if (st == ST_OK)
		st = db_copy(row, 3, d.dx, sizeof d.dx);
	if (st == ST_OK)
		*out = d;
	return st;
}

enum status store_device_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t device[ID_BYTES],
                             struct store_device *out)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_DEVICE_GET, &row, "bb", space, device);
	if (st != ST_OK)
		return st;
	st = read_device(row, out);
	sqlite3_reset(row);
	return st;
}

enum status store_device_put(struct store *s, const uint8_t space[ID_BYTES], const struct store_device *d)
{
	return db_do(s, Q_DEVICE_PUT, "bbbhhi", space, d->id, d->member, d->ds, d->dx, (int64_t)d->active);
}

enum status store_device_list(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                              struct store_device out[CAP_DEVICES_EVER], size_t *count)
{
	sqlite3_stmt *row;
	size_t n = 0;
	enum status st = db_ask(s, Q_DEVICE_LIST, &row, "bbi", space, member, (int64_t)CAP_DEVICES_EVER);
	while (st == ST_OK) {
		st = read_device(row, &out[n]);
		if (st != ST_OK) {
			sqlite3_reset(row);
			break;
		}
		n++; /* the query's own limit is the array's size */
		st = db_next(s, row);
	}
	*count = n;
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* ---- streams and epochs */

MUST_USE static enum status read_stream(sqlite3_stmt *row, struct store_stream *out)
{
	struct store_stream t = {.cls = (enum stream_class)sqlite3_column_int(row, 2)};
	enum status st = db_copy(row, 0, t.id, ID_BYTES);
	if (st == ST_OK)
		st = db_copy(row, 1, t.owner, ID_BYTES);
	if (st == ST_OK)
		*out = t;
	return st;
}

enum status store_stream_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                             struct store_stream *out)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_STREAM_GET, &row, "bb", space, stream);
	if (st != ST_OK)
		return st;
	st = read_stream(row, out);
	sqlite3_reset(row);
	return st;
}

enum status store_stream_add(struct store *s, const uint8_t space[ID_BYTES], const struct store_stream *t)
{
	return db_do(s, Q_STREAM_ADD, "bbib", space, t->id, (int64_t)t->cls, t->owner);
}

enum status store_stream_list(struct store *s, const uint8_t space[ID_BYTES], struct store_stream out[CAP_STREAMS],
                              size_t *count)
{
	sqlite3_stmt *row;
	size_t n = 0;
	enum status st = db_ask(s, Q_STREAM_LIST, &row, "bi", space, (int64_t)CAP_STREAMS);
	while (st == ST_OK) {
		st = read_stream(row, &out[n]);
		if (st != ST_OK) {
			sqlite3_reset(row);
			break;
		}
		n++; /* the query's own limit is the array's size */
		st = db_next(s, row);
	}
	*count = n;
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status store_epoch_top(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                            uint32_t *epoch)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_EPOCH_TOP, &row, "bb", space, stream);
	if (st == ST_NOTFOUND) {
		*epoch = 0;
		return ST_OK;
	}
	if (st != ST_OK)
		return st;
	*epoch = (uint32_t)sqlite3_column_int64(row, 0);
	sqlite3_reset(row);
	return ST_OK;
}

enum status store_epoch_key(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                            uint32_t epoch, uint8_t key_id[ID_BYTES])
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_EPOCH_KEY, &row, "bbi", space, stream, (int64_t)epoch);
	if (st != ST_OK)
		return st;
	st = db_copy(row, 0, key_id, ID_BYTES);
	sqlite3_reset(row);
	return st;
}

enum status store_epoch_add(struct store *s, const uint8_t space[ID_BYTES], const uint8_t stream[ID_BYTES],
                            uint32_t epoch, const uint8_t key_id[ID_BYTES])
{
	return db_do(s, Q_EPOCH_ADD, "bbib", space, stream, (int64_t)epoch, key_id);
}

/* ---- cold stores */

enum status store_cold_get(struct store *s, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES],
                           struct store_cold *out, struct buf *wrap)
{
	struct store_cold c = {.version = 0};
	memcpy(c.space, space, ID_BYTES);
	memcpy(c.member, member, ID_BYTES);
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_COLD_GET, &row, "bb", space, member);
	if (st == ST_OK) {
		c.version = (uint32_t)sqlite3_column_int64(row, 0);
		st = db_copy(row, 1, c.login, sizeof c.login);
		struct span w = db_span(row, 2);
		if (st == ST_OK && wrap != NULL)
			st = buf_add(wrap, w.p, w.len);
		sqlite3_reset(row);
	} else if (st == ST_NOTFOUND) {
		st = ST_OK;
	}
	if (st == ST_OK)
		*out = c;
	return st;
}

enum status store_cold_put(struct store *s, const struct store_cold *c, struct span wrap)
{
	struct store_cold other, last;
	enum status st = store_cold_find(s, c->login, &other);
	bool mine = st == ST_OK && memcmp(other.space, c->space, ID_BYTES) == 0 &&
	            memcmp(other.member, c->member, ID_BYTES) == 0;
	if (st == ST_OK && !mine)
		return ST_DENIED;
	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	st = store_cold_get(s, c->space, c->member, &last, NULL);
	if (st == ST_OK && last.version != 0)
		st = db_do(s, Q_LOGIN_DROP, "h", last.login);
	if (st == ST_OK)
		st = db_do(s, Q_COLD_PUT, "bbihs", c->space, c->member, (int64_t)c->version, c->login, wrap);
	return st == ST_OK ? db_do(s, Q_LOGIN_PUT, "hbb", c->login, c->space, c->member) : st;
}

enum status store_cold_find(struct store *s, const uint8_t login[32], struct store_cold *out)
{
	sqlite3_stmt *row;
	uint8_t space[ID_BYTES], member[ID_BYTES];
	enum status st = db_ask(s, Q_LOGIN_GET, &row, "h", login);
	if (st != ST_OK)
		return st;
	st = db_copy(row, 0, space, ID_BYTES);
	if (st == ST_OK)
		st = db_copy(row, 1, member, ID_BYTES);
	sqlite3_reset(row);
	return st == ST_OK ? store_cold_get(s, space, member, out, NULL) : st;
}

/* ---- invites */

MUST_USE static enum status read_bytes(sqlite3_stmt *row, int col, uint8_t *out, uint32_t max, uint32_t *len)
{
	struct span v = db_span(row, col);
	if (v.len > max)
		return ST_IO;
	if (v.len != 0)
		memcpy(out, v.p, v.len);
	*len = (uint32_t)v.len;
	return ST_OK;
}

MUST_USE static enum status read_invite(sqlite3_stmt *row, struct store_invite *v)
{
	enum status st = db_copy(row, 0, v->inviter, ID_BYTES);
	if (st == ST_OK)
		st = db_copy(row, 1, v->token_hash, HASH_BYTES);
	v->role = (uint8_t)sqlite3_column_int(row, 2);
	v->expires = sqlite3_column_int64(row, 3);
	if (st == ST_OK)
		st = read_bytes(row, 4, v->blob, CAP_INVITE_BLOB, &v->blob_len);
	return st == ST_OK ? read_bytes(row, 5, v->join, CAP_JOIN, &v->join_len) : st;
}

enum status store_invite_find(struct store *s, const uint8_t id[ID_BYTES], int64_t now, struct store_invite *out)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_INVITE_SPACE, &row, "bi", id, now);
	if (st != ST_OK)
		return st;
	st = db_copy(row, 0, out->space, ID_BYTES);
	sqlite3_reset(row);
	if (st == ST_OK)
		st = db_ask(s, Q_INVITE_GET, &row, "bb", out->space, id);
	if (st != ST_OK)
		return st;
	memcpy(out->id, id, ID_BYTES);
	st = read_invite(row, out);
	sqlite3_reset(row);
	return st;
}

enum status store_invite_add(struct store *s, const struct store_invite *v)
{
	enum status st = db_do(s, Q_INVITE_ADD, "bbbhiis", v->space, v->id, v->inviter, v->token_hash, (int64_t)v->role,
	                       v->expires, span_make(v->blob, v->blob_len));
	return st == ST_OK ? db_do(s, Q_INVITE_ID_ADD, "bbi", v->id, v->space, v->expires) : st;
}

enum status store_invite_join(struct store *s, const struct store_invite *v)
{
	return db_do(s, Q_INVITE_JOIN, "bbs", v->space, v->id, span_make(v->join, v->join_len));
}

enum status store_invite_burn(struct store *s, const uint8_t space[ID_BYTES], const uint8_t id[ID_BYTES])
{
	enum status st = db_do(s, Q_INVITE_DROP, "bb", space, id);
	return st == ST_OK ? db_do(s, Q_INVITE_ID_DROP, "b", id) : st;
}

enum status store_invite_open(struct store *s, const uint8_t space[ID_BYTES], const uint8_t inviter[ID_BYTES],
                              int64_t now, uint32_t *count, int64_t *first)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_INVITE_OPEN, &row, "bbi", space, inviter, now);
	if (st != ST_OK)
		return st;
	*count = (uint32_t)sqlite3_column_int64(row, 0);
	*first = sqlite3_column_int64(row, 1);
	sqlite3_reset(row);
	return ST_OK;
}

enum status store_invite_purge(struct store *s, int64_t now)
{
	enum status st = db_do(s, Q_INVITE_PURGE, "i", now);
	return st == ST_OK ? db_do(s, Q_INVITE_ID_PURGE, "i", now) : st;
}

/* store_sqlite.h - inside of the SQLite store: prepared statements and one way to bind and read them.
 * Layer:  server, private to store_sqlite*.c. */
#ifndef HEARTH_STORE_SQLITE_H
#define HEARTH_STORE_SQLITE_H
#include <sqlite3.h>

#include "store.h"

#define STORE_VERSION 1

enum query {
	Q_BEGIN,
	Q_COMMIT,
	Q_ROLLBACK,
	Q_MARK,
	Q_KEEP,
	Q_UNDO,
	Q_UNDO_KEEP,
	Q_META_GET,
	Q_META_PUT,
	Q_SETUP_ADD,
	Q_SETUP_TRIM,
	Q_SETUP_USE,
	Q_SPACE_ANY,
	Q_SPACE_ADD,
	Q_SPACE_NEXT,
	Q_MEMBER_GET,
	Q_MEMBER_ADD,
	Q_MEMBER_VERSION,
	Q_MEMBER_LIST,
	Q_DEVICE_GET,
	Q_DEVICE_PUT,
	Q_DEVICE_LIST,
	Q_STREAM_GET,
	Q_STREAM_ADD,
	Q_STREAM_LIST,
	Q_EPOCH_TOP,
	Q_EPOCH_KEY,
	Q_EPOCH_ADD,
	Q_EVENT_HEAD,
	Q_EVENT_R,
	Q_EVENT_LAST,
	Q_EVENT_FIND,
	Q_EVENT_ADD,
	Q_EVENT_PAGE,
	Q_EVENT_AT,
	Q_COLD_GET,
	Q_COLD_PUT,
	Q_LOGIN_GET,
	Q_LOGIN_DROP,
	Q_LOGIN_PUT,
	Q_INVITE_SPACE,
	Q_INVITE_GET,
	Q_INVITE_ADD,
	Q_INVITE_ID_ADD,
	Q_INVITE_JOIN,
	Q_INVITE_DROP,
	Q_INVITE_ID_DROP,
	Q_INVITE_OPEN,
	Q_INVITE_PURGE,
	Q_INVITE_ID_PURGE,
	Q__MAX
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *stmt[Q__MAX];
	sqlite3_stmt *lent; /* a row whose bytes a caller still borrows; reset by the next call */
	const char *reason;
	bool full;
};

extern const char *const store_sql[Q__MAX];

/** db_fail(s, rc): remember why, answer the status for it. */
enum status db_fail(struct store *s, int rc);

/** db_ask(s, q, row, fmt, ...): bind and step to the first row.  fmt: i int64_t, b 16-byte id, h 32 bytes, s struct
 * span. ST_OK: *row stands on a row, give it back with sqlite3_reset.  ST_NOTFOUND: no row (already reset). */
MUST_USE enum status db_ask(struct store *s, enum query q, sqlite3_stmt **row, const char *fmt, ...);
/** db_do(s, q, fmt, ...): bind and run what gives no rows.  ST_CONFLICT: a unique index objects. */
MUST_USE enum status db_do(struct store *s, enum query q, const char *fmt, ...);
/** db_next(s, row): ST_OK: another row.  ST_NOTFOUND: none, row is reset. */
MUST_USE enum status db_next(struct store *s, sqlite3_stmt *row);
/** db_copy(row, col, out, n): a blob of exactly n bytes; ST_IO when the stored one is not. */
MUST_USE enum status db_copy(sqlite3_stmt *row, int col, uint8_t *out, size_t n);
struct span db_span(sqlite3_stmt *row, int col);

#endif

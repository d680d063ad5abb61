/* store_sqlite.c - opening, transactions and binding. */
#include "store_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sodium.h>
#include <unistd.h>

#include "store_schema.h"

#define PAGE_BYTES 4096u

/* ---- statements */

enum status db_fail(struct store *s, int rc)
{
	if ((rc & 0xff) == SQLITE_CONSTRAINT)
		return ST_CONFLICT;
	s->reason = sqlite3_errstr(rc);
	s->full = (rc & 0xff) == SQLITE_FULL || rc == SQLITE_IOERR_WRITE;
	return (rc & 0xff) == SQLITE_NOMEM ? ST_NOMEM : ST_IO;
}

static void give_back(struct store *s)
{
	if (s->lent != NULL)
		sqlite3_reset(s->lent);
	s->lent = NULL;
}

static int bind_all(sqlite3_stmt *st, const char *fmt, va_list ap)
{
	int rc = SQLITE_OK;
	for (int i = 1; *fmt != '\0' && rc == SQLITE_OK; fmt++, i++) {
		if (*fmt == 'i') {
			rc = sqlite3_bind_int64(st, i, va_arg(ap, int64_t));
		} else if (*fmt == 's') {
			struct span v = va_arg(ap, struct span);
			rc = sqlite3_bind_blob(st, i, v.len == 0 ? (const void *)"" : v.p, (int)v.len, SQLITE_STATIC);
		} else {
			rc = sqlite3_bind_blob(st, i, va_arg(ap, const uint8_t *), *fmt == 'b' ? ID_BYTES : 32,
			                       SQLITE_STATIC);
		}
	}
	return rc;
}

/* Bind and take the first step.  Bound bytes are only read during steps, so they need not outlive the caller. */
static int start(struct store *s, enum query q, sqlite3_stmt **out, const char *fmt, va_list ap)
{
	give_back(s);
	if (s->stmt[q] == NULL) {
		int rc = sqlite3_prepare_v3(s->db, store_sql[q], -1, SQLITE_PREPARE_PERSISTENT, &s->stmt[q], NULL);
		if (rc != SQLITE_OK)
			return rc;
	}
	*out = s->stmt[q];
	int rc = bind_all(*out, fmt, ap);
	return rc == SQLITE_OK ? sqlite3_step(*out) : rc;
}

enum status db_ask(struct store *s, enum query q, sqlite3_stmt **row, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int rc = start(s, q, row, fmt, ap);
	va_end(ap);
	if (rc == SQLITE_ROW)
		return ST_OK;
	sqlite3_reset(s->stmt[q]);
	return rc == SQLITE_DONE ? ST_NOTFOUND : db_fail(s, rc);
}

enum status db_do(struct store *s, enum query q, const char *fmt, ...)
{
	sqlite3_stmt *st = NULL;
	va_list ap;
	va_start(ap, fmt);
	int rc = start(s, q, &st, fmt, ap);
	va_end(ap);
	sqlite3_reset(s->stmt[q]);
	return rc == SQLITE_DONE || rc == SQLITE_ROW ? ST_OK : db_fail(s, rc);
}

enum status db_next(struct store *s, sqlite3_stmt *row)
{
	int rc = sqlite3_step(row);
	if (rc == SQLITE_ROW)
		return ST_OK;
	sqlite3_reset(row);
	return rc == SQLITE_DONE ? ST_NOTFOUND : db_fail(s, rc);
}

struct span db_span(sqlite3_stmt *row, int col)
{
	const void *p = sqlite3_column_blob(row, col);
	return span_make(p, p == NULL ? 0 : (size_t)sqlite3_column_bytes(row, col));
}

enum status db_copy(sqlite3_stmt *row, int col, uint8_t *out, size_t n)
{
	struct span v = db_span(row, col);
	if (v.len != n)
		return ST_IO; /* a damaged row; `hearth check` tells more */
	memcpy(out, v.p, n);
	return ST_OK;
}

/* ---- opening */

static int pragma_int(sqlite3 *db, const char *sql, int *out)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &st, NULL);
	if (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		*out = sqlite3_column_int(st, 0);
		rc = SQLITE_OK;
	}
	sqlite3_finalize(st);
	return rc;
}

MUST_USE static enum status make_schema(struct store *s)
{
	uint8_t id[ID_BYTES], generation[ID_BYTES];
	char version[64];
	int rc = sqlite3_exec(s->db, store_schema, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return db_fail(s, rc);
	randombytes_buf(id, sizeof id);
	randombytes_buf(generation, sizeof generation);
	enum status st = db_do(s, Q_META_PUT, "ib", (int64_t)0, id);
	if (st == ST_OK)
		st = db_do(s, Q_META_PUT, "ib", (int64_t)1, generation);
	(void)snprintf(version, sizeof version, "PRAGMA user_version = %d", STORE_VERSION);
	if (st == ST_OK && (rc = sqlite3_exec(s->db, version, NULL, NULL, NULL)) != SQLITE_OK)
		st = db_fail(s, rc);
	return st;
}

/* The schema is looked at and made inside one write transaction, so that two processes starting at once agree. */
MUST_USE static enum status open_write(struct store *s, uint64_t quota_bytes)
{
	char sql[256];
	uint64_t pages = quota_bytes == 0 ? 0 : quota_bytes / PAGE_BYTES + 1;
	(void)snprintf(
	    sql, sizeof sql,
	    "PRAGMA page_size = %u; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
	    "PRAGMA cache_size = -3000; PRAGMA wal_autocheckpoint = %d;",
	    PAGE_BYTES, CAP_WAL_PAGES);
	int version = 0, rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
	if (rc == SQLITE_OK && pages != 0) {
		(void)snprintf(sql, sizeof sql, "PRAGMA max_page_count = %llu", (unsigned long long)pages);
		rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
	}
	if (rc != SQLITE_OK)
		return db_fail(s, rc);
	enum status st = store_begin(s);
	if (st != ST_OK)
		return st;
	rc = pragma_int(s->db, "PRAGMA user_version", &version);
	if (rc != SQLITE_OK)
		st = db_fail(s, rc);
	else if (version == 0)
		st = make_schema(s);
	else if (version > STORE_VERSION)
		st = ST_UNKNOWN;
	if (st == ST_OK)
		return store_commit(s);
	store_rollback(s);
	return st;
}

MUST_USE static enum status open_read(struct store *s)
{
	int version = 0,
	    rc = sqlite3_exec(s->db, "PRAGMA query_only = 1; PRAGMA cache_size = -1000;", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = pragma_int(s->db, "PRAGMA user_version", &version);
	if (rc != SQLITE_OK)
		return db_fail(s, rc);
	return version == 0 ? ST_NOTFOUND : version > STORE_VERSION ? ST_UNKNOWN : ST_OK;
}

/* An empty file that is its owner's alone; the engine fills it, and gives its journal the same rights. */
MUST_USE static enum status own_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno == EEXIST ? ST_CONFLICT : ST_IO;
	return close(fd) == 0 ? ST_OK : ST_IO;
}

enum status store_open(const char *path, enum store_mode mode, uint64_t quota_bytes, struct store **out)
{
	if (mode == STORE_READ && access(path, R_OK) != 0)
		return errno == EACCES ? ST_DENIED : ST_NOTFOUND;
	struct store *s = calloc(1, sizeof *s);
	if (s == NULL)
		return ST_NOMEM;
	s->reason = "";
	if (mode == STORE_WRITE && own_file(path) == ST_IO) {
		free(s);
		return ST_IO;
	}
	/* Readers also open read-write: a WAL database wants its shared memory; query_only keeps them from writing. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
	            (mode == STORE_WRITE ? SQLITE_OPEN_CREATE : 0);
	int rc = sqlite3_open_v2(path, &s->db, flags, NULL);
	enum status st = rc == SQLITE_OK ? ST_OK : db_fail(s, rc);
	if (st == ST_OK) {
		sqlite3_busy_timeout(s->db, CAP_BUSY_MS);
		st = mode == STORE_WRITE ? open_write(s, quota_bytes) : open_read(s);
	}
	if (st != ST_OK) {
		store_close(s);
		return st;
	}
	*out = s;
	return ST_OK;
}

void store_close(struct store *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < Q__MAX; i++)
		sqlite3_finalize(s->stmt[i]);
	sqlite3_close(s->db);
	free(s);
}

bool store_full(const struct store *s) { return s->full; }

const char *store_reason(const struct store *s) { return s->reason; }

/* ---- transactions */

enum status store_begin(struct store *s)
{
	if (!store_lost(s))
		store_rollback(
		    s); /* an earlier one could not even be undone; nothing of it may be committed with this */
	s->full = false;
	return db_do(s, Q_BEGIN, "");
}

enum status store_commit(struct store *s)
{
	enum status st = db_do(s, Q_COMMIT, "");
	if (st != ST_OK)
		store_rollback(s);
	return st;
}

void store_rollback(struct store *s)
{
	bool full = s->full;
	const char *reason = s->reason;
	if (!store_lost(s) && db_do(s, Q_ROLLBACK, "") == ST_OK)
		reason = s->reason;
	s->full = full;
	s->reason = reason;
}

bool store_lost(struct store *s) { return sqlite3_get_autocommit(s->db) != 0; }

enum status store_mark(struct store *s) { return db_do(s, Q_MARK, ""); }

enum status store_keep(struct store *s) { return db_do(s, Q_KEEP, ""); }

enum status store_undo(struct store *s)
{
	enum status st = db_do(s, Q_UNDO, "");
	return st == ST_OK ? db_do(s, Q_UNDO_KEEP, "") : st;
}

/* ---- the database itself */

enum status store_ids_get(struct store *s, struct store_ids *out)
{
	sqlite3_stmt *row;
	enum status st = db_ask(s, Q_META_GET, &row, "");
	if (st != ST_OK)
		return st;
	st = db_copy(row, 0, out->server, ID_BYTES);
	if (st == ST_OK)
		st = db_copy(row, 1, out->generation, ID_BYTES);
	sqlite3_reset(row);
	return st;
}

enum status store_ids_renew(struct store *s)
{
	uint8_t id[ID_BYTES];
	randombytes_buf(id, sizeof id);
	return db_do(s, Q_META_PUT, "ib", (int64_t)1, id);
}

enum status store_backup(struct store *s, const char *path)
{
	enum status made = own_file(path);
	if (made != ST_OK) {
		s->reason = "a file cannot be made there";
		return made;
	}
	sqlite3_stmt *st = NULL;
	/* The engine counts writing the copy as writing. */
	int rc = sqlite3_exec(s->db, "PRAGMA query_only = 0", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(s->db, "VACUUM INTO ?1", -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(st, 1, path, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	sqlite3_finalize(st);
	if (rc == SQLITE_DONE)
		return ST_OK;
	(void)unlink(path); /* half a copy is none */
	return db_fail(s, rc);
}

enum status store_sound(struct store *s)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(s->db, "PRAGMA integrity_check(1)", -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	bool ok = rc == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;
	sqlite3_finalize(st);
	if (rc != SQLITE_ROW)
		return db_fail(s, rc);
	return ok ? ST_OK : ST_DIVERGED;
}

enum status store_setup_add(struct store *s, const uint8_t hash[HASH_BYTES])
{
	enum status st = db_do(s, Q_SETUP_ADD, "h", hash);
	return st == ST_OK ? db_do(s, Q_SETUP_TRIM, "i", (int64_t)CAP_SETUP_TOKENS) : st;
}

enum status store_setup_use(struct store *s, const uint8_t hash[HASH_BYTES])
{
	enum status st = db_do(s, Q_SETUP_USE, "h", hash);
	return st != ST_OK ? st : sqlite3_changes(s->db) == 1 ? ST_OK : ST_NOTFOUND;
}

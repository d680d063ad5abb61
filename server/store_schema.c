/* store_schema.c - the SQLite schema and every statement the server knows.
 * Three unique indexes over a rowid table take half the time of WITHOUT ROWID here (settled 12).  The space stands
 * first in each; only the two look-ups at the end are global. */
#include "store_sqlite.h"
#include "store_schema.h"

const char store_schema[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE setup(id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE);"
    "CREATE TABLE space(space BLOB PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE member(space BLOB NOT NULL, member BLOB NOT NULL, iks BLOB NOT NULL, ikb BLOB NOT NULL,"
    " role INTEGER NOT NULL, list_version INTEGER NOT NULL, PRIMARY KEY(space, member)) WITHOUT ROWID;"
    "CREATE TABLE device(space BLOB NOT NULL, device BLOB NOT NULL, member BLOB NOT NULL, ds BLOB NOT NULL,"
    " dx BLOB NOT NULL, active INTEGER NOT NULL, PRIMARY KEY(space, device)) WITHOUT ROWID;"
    "CREATE TABLE stream(space BLOB NOT NULL, stream BLOB NOT NULL, class INTEGER NOT NULL, owner BLOB NOT NULL,"
    " PRIMARY KEY(space, stream)) WITHOUT ROWID;"
    "CREATE TABLE epoch(space BLOB NOT NULL, stream BLOB NOT NULL, epoch INTEGER NOT NULL, key_id BLOB NOT NULL,"
    " PRIMARY KEY(space, stream, epoch)) WITHOUT ROWID;"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, space BLOB NOT NULL, stream BLOB NOT NULL, n INTEGER NOT NULL,"
    " minute INTEGER NOT NULL, event BLOB NOT NULL, device BLOB NOT NULL, dev_seq INTEGER NOT NULL,"
    " base_n INTEGER NOT NULL, R BLOB NOT NULL, envelope BLOB NOT NULL);"
    "CREATE UNIQUE INDEX event_id ON event(space, event);"
    "CREATE UNIQUE INDEX event_n ON event(space, stream, n);"
    "CREATE UNIQUE INDEX event_seq ON event(space, stream, device, dev_seq);"
    "CREATE TABLE cold(space BLOB NOT NULL, member BLOB NOT NULL, version INTEGER NOT NULL, login BLOB NOT NULL,"
    " wrap BLOB NOT NULL, PRIMARY KEY(space, member)) WITHOUT ROWID;"
    "CREATE TABLE invite(space BLOB NOT NULL, id BLOB NOT NULL, inviter BLOB NOT NULL, token_hash BLOB NOT NULL,"
    " role INTEGER NOT NULL, expires INTEGER NOT NULL, blob BLOB NOT NULL, joiner BLOB NOT NULL,"
    " PRIMARY KEY(space, id)) WITHOUT ROWID;"
    /* global look-ups */
    "CREATE TABLE invite_space(id BLOB PRIMARY KEY, space BLOB NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE login_space(login BLOB PRIMARY KEY, space BLOB NOT NULL, member BLOB NOT NULL) WITHOUT ROWID;";

const char *const store_sql[Q__MAX] = {
    [Q_BEGIN] = "BEGIN IMMEDIATE",
    [Q_COMMIT] = "COMMIT",
    [Q_ROLLBACK] = "ROLLBACK",
    [Q_MARK] = "SAVEPOINT request",
    [Q_KEEP] = "RELEASE request",
    [Q_UNDO] = "ROLLBACK TO request",
    [Q_UNDO_KEEP] = "RELEASE request",
    [Q_META_GET] =
        "SELECT (SELECT value FROM meta WHERE key = 'server'), (SELECT value FROM meta WHERE key = 'generation')",
    [Q_META_PUT] =
        "INSERT OR REPLACE INTO meta(key, value) VALUES (CASE ?1 WHEN 0 THEN 'server' ELSE 'generation' END, ?2)",
    [Q_SETUP_ADD] = "INSERT INTO setup(hash) VALUES (?1)",
    [Q_SETUP_TRIM] = "DELETE FROM setup WHERE id NOT IN (SELECT id FROM setup ORDER BY id DESC LIMIT ?1)",
    [Q_SETUP_USE] = "DELETE FROM setup WHERE hash = ?1",
    [Q_SPACE_ANY] = "SELECT EXISTS(SELECT 1 FROM space)",
    [Q_SPACE_ADD] = "INSERT INTO space(space) VALUES (?1)",
    [Q_SPACE_NEXT] = "SELECT space FROM space WHERE space > ?1 ORDER BY space LIMIT 1",
    [Q_MEMBER_GET] = "SELECT member, iks, ikb, role, list_version FROM member WHERE space = ?1 AND member = ?2",
    [Q_MEMBER_ADD] = "INSERT INTO member(space, member, iks, ikb, role, list_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [Q_MEMBER_VERSION] = "UPDATE member SET list_version = ?3 WHERE space = ?1 AND member = ?2",
    [Q_MEMBER_LIST] = "SELECT member, iks, ikb, role, list_version FROM member WHERE space = ?1 LIMIT ?2",
    [Q_DEVICE_GET] = "SELECT device, member, ds, dx, active FROM device WHERE space = ?1 AND device = ?2",
    [Q_DEVICE_PUT] = "INSERT INTO device(space, device, member, ds, dx, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                     " ON CONFLICT(space, device) DO UPDATE SET active = excluded.active",
    [Q_DEVICE_LIST] = "SELECT device, member, ds, dx, active FROM device WHERE space = ?1 AND member = ?2 LIMIT ?3",
    [Q_STREAM_GET] = "SELECT stream, owner, class FROM stream WHERE space = ?1 AND stream = ?2",
    [Q_STREAM_ADD] = "INSERT INTO stream(space, stream, class, owner) VALUES (?1, ?2, ?3, ?4)",
    [Q_STREAM_LIST] = "SELECT stream, owner, class FROM stream WHERE space = ?1 LIMIT ?2",
    [Q_EPOCH_TOP] = "SELECT epoch FROM epoch WHERE space = ?1 AND stream = ?2 ORDER BY epoch DESC LIMIT 1",
    [Q_EPOCH_KEY] = "SELECT key_id FROM epoch WHERE space = ?1 AND stream = ?2 AND epoch = ?3",
    [Q_EPOCH_ADD] = "INSERT INTO epoch(space, stream, epoch, key_id) VALUES (?1, ?2, ?3, ?4)",
    [Q_EVENT_HEAD] = "SELECT n, minute, R FROM event WHERE space = ?1 AND stream = ?2 ORDER BY n DESC LIMIT 1",
    [Q_EVENT_R] = "SELECT R FROM event WHERE space = ?1 AND stream = ?2 AND n = ?3",
    [Q_EVENT_LAST] = "SELECT dev_seq, base_n FROM event WHERE space = ?1 AND stream = ?2 AND device = ?3"
                     " ORDER BY dev_seq DESC LIMIT 1",
    [Q_EVENT_FIND] = "SELECT stream, n, minute, envelope FROM event WHERE space = ?1 AND event = ?2",
    [Q_EVENT_ADD] = "INSERT INTO event(space, stream, n, minute, event, device, dev_seq, base_n, R, envelope)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [Q_EVENT_PAGE] =
        "SELECT n, minute, envelope FROM event WHERE space = ?1 AND stream = ?2 AND n > ?3 ORDER BY n LIMIT ?4",
    [Q_EVENT_AT] = "SELECT minute, R, envelope FROM event WHERE space = ?1 AND stream = ?2 AND n = ?3",
    [Q_COLD_GET] = "SELECT version, login, wrap FROM cold WHERE space = ?1 AND member = ?2",
    [Q_COLD_PUT] = "INSERT OR REPLACE INTO cold(space, member, version, login, wrap) VALUES (?1, ?2, ?3, ?4, ?5)",
    [Q_LOGIN_GET] = "SELECT space, member FROM login_space WHERE login = ?1",
    [Q_LOGIN_DROP] = "DELETE FROM login_space WHERE login = ?1",
    [Q_LOGIN_PUT] = "INSERT INTO login_space(login, space, member) VALUES (?1, ?2, ?3)",
    [Q_INVITE_SPACE] = "SELECT space FROM invite_space WHERE id = ?1 AND expires > ?2",
    [Q_INVITE_GET] = "SELECT inviter, token_hash, role, expires, blob, joiner FROM invite WHERE space = ?1 AND id = ?2",
    [Q_INVITE_ADD] = "INSERT INTO invite(space, id, inviter, token_hash, role, expires, blob, joiner)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, x'')",
    [Q_INVITE_ID_ADD] = "INSERT INTO invite_space(id, space, expires) VALUES (?1, ?2, ?3)",
    [Q_INVITE_JOIN] = "UPDATE invite SET joiner = ?3 WHERE space = ?1 AND id = ?2",
    [Q_INVITE_DROP] = "DELETE FROM invite WHERE space = ?1 AND id = ?2",
    [Q_INVITE_ID_DROP] = "DELETE FROM invite_space WHERE id = ?1",
    [Q_INVITE_OPEN] = "SELECT count(*), min(expires) FROM invite WHERE space = ?1 AND inviter = ?2 AND expires > ?3",
    [Q_INVITE_PURGE] = "DELETE FROM invite WHERE expires <= ?1",
    [Q_INVITE_ID_PURGE] = "DELETE FROM invite_space WHERE expires <= ?1",
};

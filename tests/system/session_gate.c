/* session_gate.c - stands at the door of the in-memory server of unit/home.c: every envelope that a client of
 * unit/test_session.c sends must pass the real server's checks into a real store, at the same n and minute.
 * So both sides of spec/event.md 3 are held against each other.  Linked with --wrap=frame_write. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "push.h"

enum status __wrap_frame_write(struct buf *b, uint64_t n, uint32_t minute, struct span env);
enum status __real_frame_write(struct buf *b, uint64_t n, uint32_t minute, struct span env);

static struct store *db;
static char dir[] = "/tmp/hearth-gate-XXXXXX", path[64];

static void clean(void)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	char name[80];
	store_close(db);
	for (size_t i = 0; i < 3; i++) {
		(void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
		(void)unlink(name);
	}
	(void)rmdir(dir);
}

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	(void)fprintf(stderr, "session_gate: the server refuses: %s\n", what);
	abort();
}

static void open_db(void)
{
	must(sodium_init() >= 0 && mkdtemp(dir) != NULL, "temporary folder");
	(void)snprintf(path, sizeof path, "%s/t.db", dir);
	must(store_open(path, STORE_WRITE, 0, &db) == ST_OK, "store");
	(void)atexit(clean);
}

static void append(struct span env, const struct envelope *e, uint64_t n, uint32_t minute)
{
	struct push *p;
	struct store_device dev;
	must(push_parse(env, &p) == ST_OK, "unreadable");
	enum status st = store_device_get(db, e->space, e->device, &dev);
	if (st != ST_OK || !dev.active)
		st = push_recovers(p, db, e->space, e->device, &dev);
	must(st == ST_OK, "device unknown");
	if (push_check(p, e->space, &dev) != ST_OK || push_append(p, db, e->space, e->device, minute) != ST_OK)
		must(false, p->refusal.message);
	must(p->item[0].n == n && p->item[0].minute == minute && !p->item[0].dup, "another place");
	push_free(p);
}

enum status __wrap_frame_write(struct buf *b, uint64_t n, uint32_t minute, struct span env)
{
	static const uint8_t none[ID_BYTES];
	struct envelope e;
	if (db == NULL)
		open_db();
	must(env_parse(env, &e, NULL) == ST_OK, "unreadable");
	must(store_begin(db) == ST_OK, "begin");
	if (memcmp(e.space, none, ID_BYTES) == 0) {
		struct founding f;
		must(access_founding(env, &f) == ST_OK, "founding event");
		must(access_found(&f, db, minute) == ST_OK && n == 1 && !f.dup, "founding");
	} else {
		append(env, &e, n, minute);
	}
	must(store_commit(db) == ST_OK, "commit");
	return __real_frame_write(b, n, minute, env);
}

/* restore.c - hearth restore: put a backup in the database's place.
 * The restored database gets a new generation id: clients that have seen more than the backup holds can then tell
 * a restore from a server that hides things. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "server.h"

/* Copy through the database engine, which reads a consistent state whatever the file's journal holds. */
MUST_USE static int copy_in(const char *from, const char *to)
{
	struct store *s;
	enum status st = store_open(from, STORE_READ, 0, &s);
	if (st != ST_OK)
		return cli_unopened(st, "this is no Hearth backup", from);
	st = store_sound(s);
	if (st == ST_OK)
		st = store_backup(s, to);
	store_close(s);
	return st == ST_OK ? 0 : cli_fail("the backup is damaged or cannot be copied", from);
}

MUST_USE static int renew(const char *path)
{
	struct store *s;
	if (store_open(path, STORE_WRITE, 0, &s) != ST_OK)
		return cli_fail("cannot open the restored database", path);
	enum status st = store_begin(s);
	if (st == ST_OK && (st = store_ids_renew(s)) == ST_OK)
		st = store_commit(s);
	store_close(s);
	return st == ST_OK ? 0 : cli_fail("cannot write to the restored database", path);
}

/* A database and its journal: the engine plays a journal into whatever database stands before it. */
static const char *const ends[] = {"", "-wal", "-shm"};
#define ENDS (sizeof ends / sizeof ends[0])

/* What a restore that was interrupted has left. */
static void clear_fresh(const char *fresh)
{
	char name[DATA_PATH_MAX + 16];
	for (size_t i = 0; i < ENDS; i++) {
		(void)snprintf(name, sizeof name, "%s%s", fresh, ends[i]);
		(void)unlink(name);
	}
}

/* The old database is kept beside the new one; nothing of it is ever deleted here.  Its journal goes with it, also where
 * the database itself was taken away by hand. */
MUST_USE static int set_aside(const char *path, char kept[DATA_PATH_MAX])
{
	char from[DATA_PATH_MAX + 8], to[DATA_PATH_MAX + 8];
	bool whole = access(path, F_OK) == 0;
	if ((unsigned)snprintf(kept, DATA_PATH_MAX, "%s.before-%lld", path, (long long)time(NULL)) >= DATA_PATH_MAX)
		return cli_fail("the folder's name is too long", NULL);
	for (size_t i = 0; i < ENDS; i++) {
		(void)snprintf(from, sizeof from, "%s%s", path, ends[i]);
		(void)snprintf(to, sizeof to, "%s%s", kept, ends[i]);
		if (access(from, F_OK) == 0 && rename(from, to) != 0)
			return cli_fail("cannot move the old database aside", path);
	}
	if (!whole)
		kept[0] = '\0';
	return 0;
}

static int restore(const char *data, const char *file)
{
	char path[DATA_PATH_MAX], fresh[DATA_PATH_MAX + 8], kept[DATA_PATH_MAX];
	if (data_path(data, path) != ST_OK)
		return cli_fail("the folder's name is too long", data);
	(void)snprintf(fresh, sizeof fresh, "%s.new", path);
	clear_fresh(fresh);
	int rc = copy_in(file, fresh);
	if (rc == 0)
		rc = renew(fresh);
	if (rc == 0)
		rc = set_aside(path, kept);
	if (rc == 0 && rename(fresh, path) != 0)
		rc = cli_fail("cannot put the restored database in place", path);
	if (rc != 0)
		return rc;
	(void)printf("Restored from %s.%s%s\n", file, kept[0] == '\0' ? "" : " The old database is kept as ", kept);
	return 0;
}

static int run(int argc, char **argv)
{
	const char *data = CLI_DATA, *file;
	int lock = -1;
	const struct option_spec spec[] = {{.name = "--data", .text = &data}};
	if (!cli_options(&cmd_restore, argc, argv, spec, 1, &file, 1))
		return CLI_USAGE;
	if (file == NULL)
		return cli_usage(&cmd_restore);
	enum status st = data_lock(data, &lock);
	if (st == ST_BUSY)
		return cli_fail("stop the server on this folder first", data);
	if (st != ST_OK)
		return cli_fail(DATA_UNUSABLE, data);
	int rc = restore(data, file);
	close(lock);
	return rc;
}

const struct command cmd_restore = {"restore", "Put a backup in the database's place; the server must be stopped.",
                                    " FILE [--data DIR]\n"
                                    "  --data DIR       folder of the database (" CLI_DATA ")\n",
                                    run};

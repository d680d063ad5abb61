/* demo.c - the demonstration's folder and its two links.
 *
 * The codes of the two lie in the folder beside the database, in the file `demo-links`: nobody is behind them.  It is
 * written before the database is committed, so a folder with a home in it and no such file is somebody's own. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "demo.h"

MUST_USE static bool links_path(const char *folder, char out[DATA_PATH_MAX])
{
	return (unsigned)snprintf(out, DATA_PATH_MAX, "%s/demo-links", folder) < DATA_PATH_MAX;
}

MUST_USE static bool links_read(const char *folder, struct demo_codes *c)
{
	char path[DATA_PATH_MAX];
	FILE *f = links_path(folder, path) ? fopen(path, "r") : NULL;
	bool ok = f != NULL;
	for (int i = 0; ok && i < DEMO_PEOPLE; i++)
		ok = fscanf(f, "%28[0-9A-Z]\n", c->text[i]) == 1 && strlen(c->text[i]) == DEMO_CODE;
	if (f != NULL)
		(void)fclose(f);
	return ok;
}

MUST_USE static bool links_write(const char *folder, const struct demo_codes *c)
{
	char path[DATA_PATH_MAX];
	int fd = links_path(folder, path) ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	if (fd < 0)
		return false;
	bool ok = true;
	for (int i = 0; ok && i < DEMO_PEOPLE; i++)
		ok = dprintf(fd, "%s\n", c->text[i]) == (int)DEMO_CODE + 1;
	ok = fsync(fd) == 0 && ok;
	return close(fd) == 0 && ok;
}

MUST_USE static int make(struct store *s, const char *folder, struct demo_codes *codes)
{
	time_t now = time(NULL);
	struct tm wall;
	const char *why = "the disk";
	if (localtime_r(&now, &wall) == NULL)
		return cli_fail("this system does not know the time", NULL);
	enum status st = store_begin(s);
	if (st == ST_OK)
		st = demo_live(s, now, wall.tm_gmtoff, codes, &why);
	if (st == ST_OK && !links_write(folder, codes)) {
		why = "demo-links";
		st = ST_IO;
	}
	if (st == ST_OK)
		st = store_commit(s);
	else
		store_rollback(s);
	return st == ST_OK ? 0 : cli_fail("cannot make the demonstration", why);
}

MUST_USE static int open_or_make(const char *folder, struct demo_codes *codes)
{
	char path[DATA_PATH_MAX];
	struct store *s;
	bool any = false;
	enum status st = data_path(folder, path);
	if (st == ST_OK)
		st = store_open(path, STORE_WRITE, 0, &s);
	if (st != ST_OK)
		return cli_unopened(st, "cannot open the database", folder);
	st = store_space_any(s, &any);
	int rc = st == ST_OK ? 0 : cli_fail("cannot read the database", store_reason(s));
	if (rc == 0 && !any)
		rc = make(s, folder, codes);
	else if (rc == 0 && !links_read(folder, codes))
		rc =
		    cli_fail("this folder holds a home of its own; give the demonstration another with --data", folder);
	store_close(s);
	return rc;
}

int demo_prepare(const char *folder, struct demo_codes *codes)
{
	int lock = -1;
	enum status st = data_lock(folder, &lock);
	if (st == ST_BUSY)
		return cli_fail("a server is already running on this folder", folder);
	if (st != ST_OK)
		return cli_fail(DATA_UNUSABLE, folder);
	int rc = open_or_make(folder, codes);
	close(lock);
	return rc;
}

/* ":8420" of an address, or nothing where the port is the usual one. */
static void port_of(const char *url, char out[8])
{
	const char *colon = strrchr(url, ':');
	out[0] = '\0';
	if (colon != NULL && isdigit((unsigned char)colon[1]))
		(void)snprintf(out, 8, ":%.*s", (int)strspn(colon + 1, "0123456789"), colon + 1);
}

void demo_tell(const char *url, const struct demo_codes *codes)
{
	static const char *const hosts[DEMO_PEOPLE] = {"localhost", "127.0.0.1"};
	int scheme = (int)(strstr(url, "://") - url);
	char port[8];
	port_of(url, port);
	(void)printf("\nTwo people live here, %s and %s. Both are invented, and so is all they wrote.\n\n",
	             demo_names[ROBIN], demo_names[KIT]);
	for (int i = 0; i < DEMO_PEOPLE; i++)
		(void)printf("  %-6s %.*s://%s%s/#r1.%s\n", demo_names[i], scheme, url, hosts[i], port, codes->text[i]);
	(void)printf("\nEach link opens as one of them, by paper code, under a passphrase that you choose; the same "
	             "browser can\n"
	             "hold both. Opening a link again elsewhere shuts out the device that used it before.\n"
	             "To begin anew, stop the server and delete the folder.\n");
	(void)fflush(stdout);
}

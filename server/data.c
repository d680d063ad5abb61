/* data.c - the data folder: one database, one lock. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server.h"

MUST_USE static enum status join(const char *folder, const char *name, char out[DATA_PATH_MAX])
{
	int n = snprintf(out, DATA_PATH_MAX, "%s/%s", folder, name);
	return n > 0 && (unsigned)n < DATA_PATH_MAX ? ST_OK : ST_TOOBIG;
}

enum status data_path(const char *folder, char out[DATA_PATH_MAX]) { return join(folder, "hearth.db", out); }

enum status data_lock(const char *folder, int *fd)
{
	char path[DATA_PATH_MAX];
	enum status st = join(folder, "lock", path);
	if (st != ST_OK)
		return st;
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return ST_IO;
	int f = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (f < 0)
		return ST_IO;
	if (flock(f, LOCK_EX | LOCK_NB) != 0) {
		st = errno == EWOULDBLOCK ? ST_BUSY : ST_IO;
		close(f);
		return st;
	}
	*fd = f;
	return ST_OK;
}

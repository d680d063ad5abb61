/* backup.c - hearth backup: a consistent copy while the server runs */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "cli.h"
#include "server.h"

/* The copy counts only once it is on the disk. */
static bool flush_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

static int run(int argc, char **argv)
{
	const char *data = CLI_DATA, *file;
	char path[DATA_PATH_MAX];
	struct store *s;
	const struct option_spec spec[] = {{.name = "--data", .text = &data}};
	if (!cli_options(&cmd_backup, argc, argv, spec, 1, &file, 1))
		return CLI_USAGE;
	if (file == NULL)
		return cli_usage(&cmd_backup);
	if (data_path(data, path) != ST_OK || store_open(path, STORE_READ, 0, &s) != ST_OK)
		return cli_fail(DATA_MISSING, data);
	enum status st = store_backup(s, file);
	if (st == ST_CONFLICT)
		(void)cli_fail("this file exists already", file);
	else if (st != ST_OK)
		(void)cli_fail("cannot write the backup", store_reason(s));
	store_close(s);
	if (st != ST_OK)
		return 1;
	if (!flush_file(file))
		return cli_fail("cannot flush the backup to the disk", file);
	(void)printf("Backup written: %s\n", file);
	return 0;
}

const struct command cmd_backup = {"backup", "Write a copy of the database, also while the server runs.",
                                   " FILE [--data DIR]\n"
                                   "  --data DIR       folder of the database (" CLI_DATA ")\n",
                                   run};

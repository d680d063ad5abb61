/* new_space.c - hearth new-space: a token with which somebody may found a space */
#include <stdio.h>

#include "cli.h"
#include "server.h"
#include "setup.h"

static int run(int argc, char **argv)
{
	const char *data = CLI_DATA;
	char path[DATA_PATH_MAX], text[SETUP_TEXT];
	uint8_t hash[HASH_BYTES];
	struct store *s;
	const struct option_spec spec[] = {{.name = "--data", .text = &data}};
	if (!cli_options(&cmd_new_space, argc, argv, spec, 1, NULL, 0))
		return CLI_USAGE;
	/* Opened for reading first: a mistyped folder must not become a new, empty database. */
	if (data_path(data, path) != ST_OK || store_open(path, STORE_READ, 0, &s) != ST_OK)
		return cli_fail(DATA_MISSING, data);
	store_close(s);
	if (store_open(path, STORE_WRITE, 0, &s) != ST_OK)
		return cli_fail("cannot open the database", path);
	setup_make(text, hash);
	enum status st = store_begin(s);
	if (st == ST_OK && (st = store_setup_add(s, hash)) == ST_OK)
		st = store_commit(s);
	if (st != ST_OK)
		(void)cli_fail("cannot store the token", store_reason(s));
	store_close(s);
	if (st != ST_OK)
		return 1;
	(void)printf("Set-up token, good for one new space: %s\n", text);
	return 0;
}

const struct command cmd_new_space = {"new-space", "Print a token with which somebody may found a space.",
                                      " [--data DIR]\n"
                                      "  --data DIR       folder of the database (" CLI_DATA ")\n",
                                      run};

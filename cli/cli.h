/* cli.h - the commands of the program `hearth`, and the little they share.
 * Layer:  cli. */
#ifndef HEARTH_CLI_H
#define HEARTH_CLI_H
#include <stdbool.h>
#include <stdint.h>

#include "server.h"

#define CLI_USAGE 2 /* exit status: the command line makes no sense */
#define CLI_DATA "data"

struct command {
	const char *name;
	const char *line;                  /* one line for `hearth help` */
	const char *usage;                 /* options, one a line */
	int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

/* One option of a command. */
struct option_spec {
	const char *name;  /* with its hyphens */
	const char **text; /* where its value goes, or */
	uint64_t *number;  /* where its number goes; then max holds */
	uint64_t max;
	bool *flag; /* set; such an option takes no value */
};

/** cli_options(cmd, argc, argv, spec, count, rest, rest_max): read options; what is none goes to rest in order (NULLs
 * where missing).  false: a plain message was printed; exit with CLI_USAGE. */
MUST_USE bool cli_options(const struct command *cmd, int argc, char **argv, const struct option_spec *spec, int count,
                          const char **rest, int rest_max);
/** cli_fail(what, why): print to stderr (why may be NULL), return 1. */
int cli_fail(const char *what, const char *why);
/** cli_usage(cmd): print how the command is used to stderr, return CLI_USAGE. */
int cli_usage(const struct command *cmd);
/** cli_store(data, path, out): the database of a folder, for reading, and its path.  false: a plain message was printed. */
MUST_USE bool cli_store(const char *data, char path[DATA_PATH_MAX], struct store **out);
/** cli_unopened(st, none, where): say why a database was not opened (none: there is no such thing), return 1. */
int cli_unopened(enum status st, const char *none, const char *where);

extern const struct command cmd_serve, cmd_demo, cmd_new_space, cmd_backup, cmd_restore, cmd_check, cmd_pack, cmd_simulate,
    cmd_help;

#endif

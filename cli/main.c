/* main.c - hearth: one program, one file for each command. */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "cli.h"

static const struct command *const commands[] = {
    &cmd_serve, &cmd_demo, &cmd_new_space, &cmd_backup, &cmd_restore, &cmd_check, &cmd_pack, &cmd_simulate, &cmd_help,
};
#define COMMANDS (sizeof commands / sizeof commands[0])

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static bool asks_help(const char *arg) { return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0; }

static int explain(const struct command *c)
{
	(void)printf("%s\n\nUsage: hearth %s%s", c->line, c->name, c->usage);
	return 0;
}

static int help_run(int argc, char **argv)
{
	const struct command *c = argc > 1 ? find(argv[1]) : NULL;
	if (argc > 1 && c == NULL)
		return cli_fail("no such command", argv[1]);
	if (c != NULL)
		return explain(c);
	(void)printf("hearth %s - a private companion for couples\n\n", HEARTH_VERSION);
	for (size_t i = 0; i < COMMANDS; i++)
		(void)printf("  %-10s %s\n", commands[i]->name, commands[i]->line);
	(void)printf("\n`hearth help COMMAND` says more.\n");
	return 0;
}

const struct command cmd_help = {"help", "List the commands, or explain one.", " [COMMAND]\n", help_run};

int main(int argc, char **argv)
{
	if (argc < 2 || asks_help(argv[1]))
		return help_run(1, argv);
	const struct command *c = find(argv[1]);
	if (c == NULL) {
		(void)fprintf(stderr, "hearth: no such command: %s (try `hearth help`)\n", argv[1]);
		return CLI_USAGE;
	}
	if (argc == 3 && asks_help(argv[2]))
		return explain(c);
	if (sodium_init() < 0)
		return cli_fail("this system gives no random numbers", NULL);
	return c->run(argc - 1, argv + 1);
}

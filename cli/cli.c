/* cli.c - options and messages. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

int cli_fail(const char *what, const char *why)
{
	(void)fprintf(stderr, "hearth: %s%s%s\n", what, why == NULL ? "" : ": ", why == NULL ? "" : why);
	return 1;
}

int cli_usage(const struct command *cmd)
{
	(void)fprintf(stderr, "Usage: hearth %s%s", cmd->name, cmd->usage);
	return CLI_USAGE;
}

int cli_unopened(enum status st, const char *none, const char *where)
{
	if (st == ST_UNKNOWN)
		return cli_fail("this database was made by a newer hearth", where);
	if (st == ST_DENIED)
		return cli_fail("this account may not read the database", where);
	return cli_fail(none, where);
}

bool cli_store(const char *data, char path[DATA_PATH_MAX], struct store **out)
{
	enum status st = data_path(data, path);
	if (st == ST_OK)
		st = store_open(path, STORE_READ, 0, out);
	if (st != ST_OK)
		(void)cli_unopened(st, DATA_MISSING, data);
	return st == ST_OK;
}

static bool wrong(const struct command *cmd, const char *what, const char *arg)
{
	(void)fprintf(stderr, "hearth %s: %s: %s\n", cmd->name, what, arg);
	(void)cli_usage(cmd);
	return false;
}

static bool read_number(const char *s, uint64_t max, uint64_t *out)
{
	uint64_t v = 0;
	if (*s == '\0' || strlen(s) > 15)
		return false;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return false;
		v = v * 10 + (uint64_t)(*s - '0');
	}
	if (v > max)
		return false;
	*out = v;
	return true;
}

static const struct option_spec *find(const struct option_spec *spec, int count, const char *arg, size_t n)
{
	for (int i = 0; i < count; i++)
		if (strlen(spec[i].name) == n && memcmp(spec[i].name, arg, n) == 0)
			return &spec[i];
	return NULL;
}

bool cli_options(const struct command *cmd, int argc, char **argv, const struct option_spec *spec, int count,
                 const char **rest, int rest_max)
{
	int used = 0;
	for (int i = 0; i < rest_max; i++)
		rest[i] = NULL;
	for (int i = 1; i < argc; i++) {
		const char *arg = argv[i], *value = strchr(arg, '=');
		if (arg[0] != '-') {
			if (used == rest_max)
				return wrong(cmd, "one word too many", arg);
			rest[used++] = arg;
			continue;
		}
		const struct option_spec *o =
		    find(spec, count, arg, value == NULL ? strlen(arg) : (size_t)(value - arg));
		if (o == NULL)
			return wrong(cmd, "no such option", arg);
		if (o->flag != NULL && value == NULL) {
			*o->flag = true;
			continue;
		}
		if (o->flag != NULL)
			return wrong(cmd, "this option takes no value", arg);
		if (value != NULL)
			value++;
		else if (++i < argc)
			value = argv[i];
		else
			return wrong(cmd, "this option needs a value", arg);
		if (o->text != NULL)
			*o->text = value;
		else if (!read_number(value, o->max, o->number))
			return wrong(cmd, "this is not a number that fits", value);
	}
	return true;
}

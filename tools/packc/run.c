/* run.c - what packc does with its arguments: checks a pack and compiles it (spec/pack.md). */
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>

#include "coverage.h"
#include "packc.h"
#include "programme.h"

struct options {
	const char *dir, *out, *depfile, *further;
	bool build, coverage, draft;
	long words_min;
};

static bool parse_count(const char *s, long *out)
{
	char *end;
	*out = strtol(s, &end, 10);
	return *s != '\0' && *end == '\0' && *out >= 0 && *out <= 65536;
}

static bool parse_args(int argc, char **argv, struct options *o)
{
	*o = (struct options){.words_min = -1};
	if (argc < 3)
		return false;
	o->build = strcmp(argv[1], "build") == 0;
	o->coverage = strcmp(argv[1], "coverage") == 0;
	if (!o->build && !o->coverage && strcmp(argv[1], "check") != 0)
		return false;
	for (int i = 2; i < argc; i++) {
		const char *arg = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
		bool takes = strcmp(arg, "-o") == 0 || strcmp(arg, "-d") == 0 || strcmp(arg, "--words-min") == 0 ||
		             strcmp(arg, "--further") == 0;
		if (takes && value == NULL)
			return false;
		i += takes;
		if (strcmp(arg, "-o") == 0)
			o->out = value;
		else if (strcmp(arg, "-d") == 0)
			o->depfile = value;
		else if (strcmp(arg, "--further") == 0)
			o->further = value;
		else if (takes && !parse_count(value, &o->words_min))
			return false;
		else if (strcmp(arg, "--draft") == 0)
			o->draft = true;
		else if (!takes && (*arg == '-' || o->dir != NULL))
			return false;
		else if (!takes)
			o->dir = arg;
	}
	return o->dir != NULL && o->build == (o->out != NULL) && (o->build || (!o->draft && o->depfile == NULL));
}

/* Written beside and renamed, so that nobody ever reads half a file. */
static bool write_file(struct arena *a, const char *path, const void *p, size_t n)
{
	const char *beside = arena_print(a, "%s.new", path);
	FILE *out = fopen(beside, "wb");
	bool good = out != NULL && fwrite(p, 1, n, out) == n;
	if (out != NULL && fclose(out) != 0)
		good = false;
	if (good && rename(beside, path) == 0)
		return true;
	fprintf(stderr, "packc: %s: %s\n", path, strerror(errno));
	return false;
}

/* A make rule: the pack depends on every file and folder that was looked at. */
static bool write_deps(const struct run *run, const struct options *o)
{
	struct buf b;
	buf_init(&b, alloc_heap(), 1u << 20);
	enum status st = buf_add(&b, o->out, strlen(o->out));
	if (st == ST_OK)
		st = buf_add(&b, ":", 1);
	for (const struct dep *d = run->deps; d != NULL && st == ST_OK; d = d->next) {
		const char *part = arena_print(run->a, " \\\n %s", d->path);
		st = buf_add(&b, part, strlen(part));
	}
	if (st == ST_OK)
		st = buf_add(&b, "\n", 1);
	bool good = st == ST_OK && write_file(run->a, o->depfile, b.p, b.len);
	buf_clear(&b);
	return good;
}

static int build(const struct run *run, const struct programme *p, const struct options *o)
{
	struct buf pack;
	buf_init(&pack, alloc_heap(), PACK_MAX);
	enum status st = programme_compile(p, &pack);
	bool good = st == ST_OK && write_file(run->a, o->out, pack.p, pack.len);
	if (st != ST_OK)
		fprintf(stderr, "packc: cannot compile: %s\n", status_name(st));
	if (good)
		printf("%s: %zu bytes\n", o->out, pack.len);
	buf_clear(&pack);
	return good && (o->depfile == NULL || write_deps(run, o)) ? 0 : 2;
}

static int work(struct arena *a, const struct options *o)
{
	struct run run = {a, diag_new(a), refs_new(a), twins_new(a), o->dir, NULL, NULL, o->words_min};
	struct programme *p = programme_read(&run, o->further);
	size_t errors = diag_errors(run.diag);
	if (o->draft && errors != 0) {
		printf("%s: a draft; %zu rules broken, see `packc check`\n", o->dir, errors);
		return build(&run, p, o);
	}
	diag_print(run.diag, stderr);
	if (o->coverage)
		return coverage_write(p, stdout) ? 0 : 1;
	if (!o->build)
		programme_grades(p, stdout);
	if (errors != 0) {
		printf("%s: %zu rules broken\n", o->dir, errors);
		return 1;
	}
	return o->build ? build(&run, p, o) : 0;
}

int packc_run(int argc, char **argv, const char *usage)
{
	struct options o;
	if (!parse_args(argc, argv, &o)) {
		fputs(usage, stderr);
		return 2;
	}
	if (sodium_init() < 0)
		return 2;
	struct arena *a = arena_new();
	int exit_code = work(a, &o);
	arena_free(a);
	return exit_code;
}

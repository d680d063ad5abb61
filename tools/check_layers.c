/* check_layers.c - includes point one way (ARCHITECTURE): session -> match, log, domain, crypto -> wire -> base.
 * usage: check_layers ROOT      reads every .c and .h below ROOT/core, server, sim, cli and tools
 * exit:  0 all point the right way, 1 some do not ("file:line: message" each), 2 called wrongly or cannot read
 *
 * A file's layer follows from its path, the layers it may include stand in one table.  Only direct includes are looked
 * at: what an included header includes is checked where it stands. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_CAP 1024u
#define DEPTH_MAX 6u

struct layer {
	const char *path; /* prefix of the paths that belong to it; the first that fits counts */
	const char *name;
	const char *may;    /* layers it may include, with spaces around each */
	const char *system; /* system headers it may include; NULL: any */
};

/* The core knows no I/O, no clock and no floating point: these headers bring none of them. */
#define PURE " stdbool.h stddef.h stdint.h limits.h string.h stdalign.h stdlib.h "
#define PURE_SODIUM PURE "sodium.h "

static const struct layer layers[] = {
    {"core/hearth.h", "hearth", " ", PURE},
    {"core/base/", "base", " base ", PURE},
    {"core/wire/", "wire", " wire base ", PURE},
    /* the server sees this header, so nothing that knows keys may stand behind it */
    {"core/crypto/verify.h", "verify", " wire base ", PURE},
    {"core/crypto/", "crypto", " crypto verify wire base ", PURE_SODIUM},
    {"core/log/", "log", " log crypto verify wire base ", PURE_SODIUM},
    {"core/domain/", "domain", " domain wire base ", PURE},
    {"core/match/", "match", " match wire base ", PURE_SODIUM},
    {"core/session/", "session", " session match log domain crypto verify wire base hearth ", PURE_SODIUM},
    {"core/wasm/", "wasm", " wasm hearth ", PURE_SODIUM},
    {"server/", "server", " server verify wire base ", NULL},
    {"sim/", "sim", " sim domain wire base ", NULL},
    {"cli/", "cli", " cli server sim hearth packc ", NULL},
    {"tools/packc/packc.h", "packc", " ", NULL},
    {"tools/", "tools", " tools packc wire base ", NULL},
};

static const char *const roots[] = {"core", "server", "sim", "cli", "tools"};

struct check {
	const char *root;
	unsigned files, wrong;
};

static const struct layer *layer_of(const char *path)
{
	for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
		if (strncmp(path, layers[i].path, strlen(layers[i].path)) == 0)
			return &layers[i];
	return NULL;
}

static bool listed(const char *list, const char *word)
{
	char spaced[PATH_CAP];
	int n = snprintf(spaced, sizeof spaced, " %s ", word);
	return n > 0 && (size_t)n < sizeof spaced && strstr(list, spaced) != NULL;
}

/* "cli/../server/x.h" becomes "server/x.h"; in place. */
static void straighten(char *path)
{
	for (char *up; (up = strstr(path, "/../")) != NULL;) {
		char *dir = up;
		while (dir > path && dir[-1] != '/')
			dir--;
		memmove(dir, up + 4, strlen(up + 4) + 1);
	}
}

/* Where an include leads, as the compiler would look for it: beside the file, then in core, server and the root.  False
 * when it leads out of the tree. */
static bool resolve(const struct check *c, const char *from, const char *name, bool quoted, char out[PATH_CAP])
{
	const char *slash = strrchr(from, '/');
	int beside = slash != NULL ? (int)(slash - from) : 0;
	for (int i = quoted ? 0 : 1; i < 4; i++) {
		char full[2 * PATH_CAP];
		struct stat sb;
		int n = i == 0 ? snprintf(out, PATH_CAP, "%.*s/%s", beside, from, name)
		               : snprintf(out, PATH_CAP, "%s%s",
		                          i == 1   ? "core/"
		                          : i == 2 ? "server/"
		                                   : "",
		                          name);
		if (n < 0 || (size_t)n >= PATH_CAP)
			continue;
		straighten(out);
		(void)snprintf(full, sizeof full, "%s/%s", c->root, out);
		if (stat(full, &sb) == 0 && S_ISREG(sb.st_mode))
			return true;
	}
	return false;
}

static void wrong(struct check *c, const char *path, unsigned line, const char *what, const char *name)
{
	fprintf(stderr, "%s:%u: %s %s\n", path, line, what, name);
	c->wrong++;
}

static void check_include(struct check *c, const char *path, unsigned line, const char *name, bool quoted)
{
	char target[PATH_CAP];
	const struct layer *from = layer_of(path), *to;
	if (!resolve(c, path, name, quoted, target)) {
		if (quoted)
			wrong(c, path, line, "includes what is not in the tree:", name);
		else if (from->system != NULL && !listed(from->system, name))
			wrong(c, path, line, "a pure layer includes", name);
		return;
	}
	to = layer_of(target);
	if (to == NULL || !listed(from->may, to->name)) {
		char what[64];
		(void)snprintf(what, sizeof what, "%s may not include", from->name);
		wrong(c, path, line, what, target);
	}
}

/* The name of an #include line; false for any other line. */
static bool include_of(char *line, char **name, bool *quoted)
{
	char *p = line + strspn(line, " \t");
	if (*p != '#')
		return false;
	p += 1 + strspn(p + 1, " \t");
	if (strncmp(p, "include", 7) != 0)
		return false;
	p += 7 + strspn(p + 7, " \t");
	char *end = strchr(p + (*p != '\0'), *p == '<' ? '>' : '"');
	if ((*p != '<' && *p != '"') || end == NULL)
		return false;
	*end = '\0';
	*quoted = *p == '"';
	*name = p + 1;
	return true;
}

static int check_file(struct check *c, const char *path)
{
	char full[2 * PATH_CAP], *line = NULL, *name;
	size_t cap = 0;
	bool quoted;
	(void)snprintf(full, sizeof full, "%s/%s", c->root, path);
	if (layer_of(path) == NULL) {
		wrong(c, path, 0, "belongs to", "no layer");
		return 0;
	}
	FILE *in = fopen(full, "r");
	if (in == NULL) {
		perror(full);
		return 2;
	}
	for (unsigned n = 1; getline(&line, &cap, in) >= 0; n++)
		if (include_of(line, &name, &quoted))
			check_include(c, path, n, name, quoted);
	free(line);
	fclose(in);
	c->files++;
	return 0;
}

static bool is_source(const char *name)
{
	size_t n = strlen(name);
	return n > 2 && name[n - 2] == '.' && (name[n - 1] == 'c' || name[n - 1] == 'h');
}

static int check_folder(struct check *c, const char *path, unsigned depth)
{
	char full[2 * PATH_CAP], child[PATH_CAP];
	(void)snprintf(full, sizeof full, "%s/%s", c->root, path);
	DIR *dir = opendir(full);
	if (dir == NULL) {
		if (errno == ENOENT || errno == ENOTDIR)
			return 0;
		perror(full);
		return 2;
	}
	int result = 0;
	for (struct dirent *e; result == 0 && (e = readdir(dir)) != NULL;) {
		int n = snprintf(child, sizeof child, "%s/%s", path, e->d_name);
		if (e->d_name[0] == '.' || n < 0 || (size_t)n >= sizeof child)
			continue;
		if (is_source(e->d_name))
			result = check_file(c, child);
		else if (depth < DEPTH_MAX)
			result = check_folder(c, child, depth + 1);
	}
	closedir(dir);
	return result;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fputs("usage: check_layers ROOT\n", stderr);
		return 2;
	}
	struct check c = {.root = argv[1]};
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		int result = check_folder(&c, roots[i], 0);
		if (result != 0)
			return result;
	}
	printf("%u files, %u includes the wrong way\n", c.files, c.wrong);
	return c.files == 0 ? 2 : c.wrong != 0;
}

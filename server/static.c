/* static.c - files with strong entity tags; hashed names are for ever, all others are asked for again. */
#include "static.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define TAG_BYTES 16u
#define PATH_LONGEST 4096u

struct tag {
	char path[CAP_FILE_PATH + 4]; /* empty: free */
	struct timespec mtime;
	off_t size;
	ino_t inode;
	uint8_t hash[TAG_BYTES];
};

struct files {
	char dir[PATH_LONGEST];
	pthread_mutex_t lock;
	struct tag tag[CAP_FILE_CACHE];
};

static const struct {
	const char *ext, *type;
} types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".webp", "image/webp"},
    {".jpg", "image/jpeg"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".ftl", "text/plain; charset=utf-8"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
    {".wav", "audio/wav"},
    {".map", "application/json"},
};

static const char *type_of(const char *path)
{
	const char *dot = strrchr(path, '.');
	for (size_t i = 0; dot != NULL && i < sizeof types / sizeof types[0]; i++)
		if (strcmp(dot, types[i].ext) == 0)
			return types[i].type;
	return "application/octet-stream";
}

/* ---- the folder */

static bool is_folder(const char *path)
{
	struct stat sb;
	return stat(path, &sb) == 0 && S_ISDIR(sb.st_mode);
}

static void beside_program(char out[PATH_LONGEST])
{
	static const char *const guess[] = {"../web", "../share/hearth/web", "../../web"};
	char exe[PATH_LONGEST - 64];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	exe[n > 0 ? n : 0] = '\0';
	char *slash = strrchr(exe, '/');
	if (slash != NULL)
		*slash = '\0';
	for (size_t i = 0; i < sizeof guess / sizeof guess[0]; i++) {
		(void)snprintf(out, PATH_LONGEST, "%s/%s", exe, guess[i]);
		if (is_folder(out))
			return;
	}
	(void)snprintf(out, PATH_LONGEST, "%s/%s", exe, guess[0]);
}

enum status files_new(const char *dir, struct files **out)
{
	if (dir != NULL && strlen(dir) >= PATH_LONGEST)
		return ST_TOOBIG;
	struct files *f = calloc(1, sizeof *f);
	if (f == NULL)
		return ST_NOMEM;
	if (dir != NULL)
		memcpy(f->dir, dir, strlen(dir) + 1);
	else
		beside_program(f->dir);
	pthread_mutex_init(&f->lock, NULL);
	*out = f;
	return ST_OK;
}

void files_free(struct files *f)
{
	if (f == NULL)
		return;
	pthread_mutex_destroy(&f->lock);
	free(f);
}

const char *files_missing(const struct files *f)
{
	char path[PATH_LONGEST + 16];
	(void)snprintf(path, sizeof path, "%s/index.html", f->dir);
	return access(path, R_OK) == 0 ? NULL : f->dir;
}

/* ---- names */

/* The request's path as a name below the folder: "" when it is none. */
static void name_of(struct span path, char out[CAP_FILE_PATH])
{
	out[0] = '\0';
	if (path.len == 0 || path.len > CAP_FILE_PATH - 12 || path.p[0] != '/')
		return;
	for (size_t i = 0; i < path.len; i++) {
		uint8_t c = path.p[i];
		bool plain =
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
		bool first = i > 0 && path.p[i - 1] == '/';
		if (!plain && (c != '.' || first) && (c != '/' || first))
			return;
	}
	memcpy(out, path.p + 1, path.len - 1);
	out[path.len - 1] = '\0';
	const char *last = strrchr(out, '/');
	last = last == NULL ? out : last + 1;
	if (*last == '\0')
		memcpy(out + path.len - 1, "index.html", sizeof "index.html");
	else if (strchr(last, '.') == NULL)
		memcpy(out + path.len - 1, ".html", sizeof ".html");
}

/* name-HASH.ext with eight or more capital letters and digits, as the bundler writes them. */
static bool hashed_name(const char *name)
{
	const char *dash = strrchr(name, '-');
	if (dash == NULL)
		return false;
	size_t n = strspn(dash + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
	return n >= 8 && dash[1 + n] == '.';
}

/* Opens component by component, so that no symbolic link is followed anywhere below the folder. */
static int open_below(const char *dir, const char *name, struct stat *sb)
{
	char part[CAP_FILE_PATH + 4];
	int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (at >= 0) {
		const char *slash = strchr(name, '/');
		size_t n = slash == NULL ? strlen(name) : (size_t)(slash - name);
		memcpy(part, name, n);
		part[n] = '\0';
		int next = openat(at, part,
		                  O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (slash == NULL ? 0 : O_DIRECTORY));
		close(at);
		at = next;
		if (slash == NULL)
			break;
		name = slash + 1;
	}
	if (at >= 0 && (fstat(at, sb) != 0 || !S_ISREG(sb->st_mode) || sb->st_size > (off_t)CAP_FILE_BYTES)) {
		close(at);
		at = -1;
	}
	return at;
}

/* ---- entity tags */

static bool hash_file(int fd, uint8_t out[TAG_BYTES])
{
	uint8_t part[16384];
	crypto_generichash_state h;
	ssize_t n;
	off_t at = 0;
	(void)crypto_generichash_init(&h, NULL, 0, TAG_BYTES);
	while ((n = pread(fd, part, sizeof part, at)) > 0) {
		(void)crypto_generichash_update(&h, part, (size_t)n);
		at += n;
	}
	(void)crypto_generichash_final(&h, out, TAG_BYTES);
	return n == 0;
}

static bool unchanged(const struct tag *t, const char *path, const struct stat *sb)
{
	return strcmp(t->path, path) == 0 && t->size == sb->st_size && t->inode == sb->st_ino &&
	       t->mtime.tv_sec == sb->st_mtim.tv_sec && t->mtime.tv_nsec == sb->st_mtim.tv_nsec;
}

static size_t slot_of(const char *path)
{
	uint32_t h = 2166136261u;
	for (; *path != '\0'; path++)
		h = (h ^ (uint8_t)*path) * 16777619u;
	return h % CAP_FILE_CACHE;
}

static bool tag_of(struct files *f, const char *path, int fd, const struct stat *sb, uint8_t out[TAG_BYTES])
{
	struct tag *t = &f->tag[slot_of(path)];
	pthread_mutex_lock(&f->lock);
	bool ok = unchanged(t, path, sb);
	if (ok)
		memcpy(out, t->hash, TAG_BYTES);
	pthread_mutex_unlock(&f->lock);
	if (ok)
		return true;
	if (!hash_file(fd, out))
		return false;
	pthread_mutex_lock(&f->lock);
	(void)snprintf(t->path, sizeof t->path, "%s", path);
	t->mtime = sb->st_mtim;
	t->size = sb->st_size;
	t->inode = sb->st_ino;
	memcpy(t->hash, out, TAG_BYTES);
	pthread_mutex_unlock(&f->lock);
	return true;
}

static bool client_has(struct span list, const char *etag)
{
	size_t n = strlen(etag);
	for (size_t i = 0; list.p != NULL && i + n <= list.len; i++)
		if (memcmp(list.p + i, etag, n) == 0)
			return true;
	return list.len == 1 && list.p[0] == '*';
}

/* ---- the reply */

static int open_best(struct files *f, const char *name, bool gzip, char path[CAP_FILE_PATH + 4], struct stat *sb,
                     bool *zipped)
{
	int fd = -1;
	(void)snprintf(path, CAP_FILE_PATH + 4, "%s.gz", name);
	if (gzip)
		fd = open_below(f->dir, path, sb);
	*zipped = fd >= 0;
	if (fd < 0) {
		(void)snprintf(path, CAP_FILE_PATH + 4, "%s", name);
		fd = open_below(f->dir, path, sb);
	}
	return fd;
}

void files_reply(struct files *f, const struct request *req, struct reply *rep)
{
	char name[CAP_FILE_PATH], path[CAP_FILE_PATH + 4], hex[2 * TAG_BYTES];
	struct stat sb;
	bool zipped;
	uint8_t hash[TAG_BYTES];
	name_of(req->path, name);
	int fd = name[0] == '\0' ? -1 : open_best(f, name, req->gzip, path, &sb, &zipped);
	if (fd < 0 || !tag_of(f, path, fd, &sb, hash)) {
		if (fd >= 0)
			close(fd);
		reply_error(rep, 404, "notfound", "There is nothing here.");
		return;
	}
	hex_write(hash, TAG_BYTES, hex);
	reply_empty(rep, 200);
	rep->kind = REPLY_FILE;
	rep->fd = fd;
	rep->size = (uint64_t)sb.st_size;
	rep->type = type_of(name);
	rep->gzip = zipped;
	rep->immutable = hashed_name(name);
	(void)snprintf(rep->etag, sizeof rep->etag, "\"%.*s\"", (int)sizeof hex, hex);
	if (client_has(req->if_none_match, rep->etag)) {
		close(rep->fd);
		rep->fd = -1;
		rep->size = 0;
		rep->status = 304;
	}
}

/* server.c - start, tick, stop.
 *
 *   start: lock, store, parts, workers, socket, door, "ready"
 *   tick:  once a second deadlines and pings; once an hour expired invites are forgotten
 *   stop:  accept nobody new -> answer 503 closing -> end live lines -> drain reader and writer -> close the door
 *
 * The order of the stop matters: the HTTP library aborts the process when a connection is still suspended. */
#include "server.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "app.h"
#include "http.h"
#include "listen.h"
#include "setup.h"

#define PEM_MAX (256u << 10)

struct server {
	struct app app;
	struct http *http;
	struct listening at;
	struct store *write_store, *read_store;
	int lock_fd;
	char *cert, *key;
	struct job purge;
	atomic_bool purging;
};

static int complain(const char *what, const char *why)
{
	(void)fprintf(stderr, "hearth: %s%s%s\n", what, why == NULL ? "" : ": ", why == NULL ? "" : why);
	return 1;
}

/* ---- start */

static char *read_pem(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = f == NULL ? NULL : calloc(1, PEM_MAX + 1);
	if (text != NULL && (fread(text, 1, PEM_MAX, f) == 0 || ferror(f) != 0)) {
		free(text);
		text = NULL;
	}
	if (f != NULL)
		(void)fclose(f);
	return text;
}

MUST_USE static int load_pems(struct server *s, const struct conf *c)
{
	if (c->cert == NULL)
		return 0;
	s->cert = read_pem(c->cert);
	if (s->cert == NULL)
		return complain("cannot read the certificate", c->cert);
	s->key = read_pem(c->key);
	return s->key == NULL ? complain("cannot read the certificate's key", c->key) : 0;
}

MUST_USE static int open_stores(struct server *s, const struct conf *c)
{
	char path[DATA_PATH_MAX];
	enum status st = data_lock(c->data, &s->lock_fd);
	if (st == ST_BUSY)
		return complain("a server is already running on this folder", c->data);
	if (st != ST_OK)
		return complain(DATA_UNUSABLE, c->data);
	st = data_path(c->data, path);
	if (st == ST_OK)
		st = store_open(path, STORE_WRITE, c->quota_bytes, &s->write_store);
	if (st == ST_OK)
		st = store_open(path, STORE_READ, 0, &s->read_store);
	if (st == ST_OK)
		st = store_open(path, STORE_READ, 0, &s->app.look);
	if (st == ST_OK)
		st = store_ids_get(s->app.look, &s->app.ids);
	if (st == ST_UNKNOWN)
		return complain("this database was made by a newer hearth", path);
	return st == ST_OK ? 0 : complain("cannot open the database", path);
}

MUST_USE static int make_parts(struct server *s, const struct conf *c)
{
	struct app *a = &s->app;
	enum status st = limit_new(c->pushes_per_min, 60, &a->push_rate);
	if (st == ST_OK)
		st = limit_new(CAP_PUSH_BYTES_PER_MIN >> 10, 60, &a->push_bytes);
	if (st == ST_OK)
		st = limit_new(CAP_RECOVER_PER_HOUR, 3600, &a->recover_rate);
	if (st == ST_OK)
		st = limit_new(CAP_INVITE_PER_MIN, 60, &a->invite_rate);
	if (st == ST_OK)
		st = source_new(&a->source);
	if (st == ST_OK)
		st = recall_new(&a->recall);
	if (st == ST_OK)
		st = hub_new(&a->hub);
	if (st == ST_OK)
		st = files_new(c->web, &a->files);
	if (st == ST_OK)
		st = worker_new(s->write_store, STORE_WRITE, &a->writer);
	if (st == ST_OK)
		st = worker_new(s->read_store, STORE_READ, &a->reader);
	return st == ST_OK ? 0 : complain("not enough memory to start", NULL);
}

/* Descriptors: one for each client, some for files and the database. */
static unsigned raise_descriptors(void)
{
	struct rlimit r;
	const rlim_t want = CAP_CONNECTIONS + 256;
	if (getrlimit(RLIMIT_NOFILE, &r) != 0)
		return 512;
	if (r.rlim_cur < want) {
		r.rlim_cur = r.rlim_max < want ? r.rlim_max : want;
		(void)setrlimit(RLIMIT_NOFILE, &r);
		(void)getrlimit(RLIMIT_NOFILE, &r);
	}
	return r.rlim_cur >= want ? CAP_CONNECTIONS : r.rlim_cur > 512 ? (unsigned)r.rlim_cur - 256 : 128;
}

MUST_USE static int bind_port(struct server *s, const struct conf *c)
{
	switch (listen_open(c, &s->at)) {
	case ST_OK:
		return 0;
	case ST_MALFORMED:
		return complain("--listen takes an address such as 127.0.0.1, 0.0.0.0 or ::", c->listen);
	case ST_CONFLICT:
		return complain("the port is taken; choose another with --port", NULL);
	case ST_DENIED:
		return complain("this port needs more rights; choose one above 1023 with --port", NULL);
	default:
		return complain("cannot listen there", c->listen);
	}
}

MUST_USE static int open_door(struct server *s, const struct conf *c)
{
	struct http_options o = {s->at.fd, s->at.loopback, raise_descriptors(), s->cert, s->key};
	if (http_open(&s->app, &o, &s->http) != ST_OK)
		return complain(c->cert != NULL ? "the certificate or its key cannot be used"
		                                : "cannot start the web server",
		                NULL);
	return 0;
}

/* Whoever is not on this machine needs a token for the first space; here is one.  Before the writer has the store. */
MUST_USE static int offer_token(struct server *s)
{
	char text[SETUP_TEXT];
	uint8_t hash[HASH_BYTES];
	bool any;
	enum status st = store_space_any(s->write_store, &any);
	if (st != ST_OK)
		return complain("cannot read the database", NULL);
	if (any || s->at.loopback)
		return 0;
	setup_make(text, hash);
	if (store_setup_add(s->write_store, hash) != ST_OK)
		return complain("cannot write to the database", store_reason(s->write_store));
	(void)fprintf(stderr, "Set-up token for the first space: %s\n", text);
	return 0;
}

/* ---- tick */

static struct server *server_of(struct job *j)
{
	return (struct server *)(void *)((char *)j - offsetof(struct server, purge));
}

static enum status purge_work(struct job *j, struct store *st)
{
	(void)j;
	return store_invite_purge(st, time(NULL));
}

static void purge_failed(struct job *j, enum status st, bool full)
{
	(void)j;
	(void)st;
	(void)full; /* the worker has said so; the next hour tries again */
}

static void purge_answer(struct job *j) { atomic_store(&server_of(j)->purging, false); }

static const struct job_ops purge_ops = {purge_work, purge_failed, NULL, purge_answer};

static void tick(struct server *s, uint64_t count)
{
	int64_t now_s = time(NULL);
	http_tick(s->http);
	hub_tick(s->app.hub, now_s);
	if (count % 3600 != 1 || atomic_exchange(&s->purging, true))
		return;
	s->purge.ops = &purge_ops;
	if (worker_push(s->app.writer, &s->purge) != ST_OK)
		atomic_store(&s->purging, false);
}

static void run(struct server *s, const sigset_t *stop)
{
	for (uint64_t count = 1;; count++) {
		struct timespec second = {1, 0};
		int sig = sigtimedwait(stop, NULL, &second);
		if (sig == SIGTERM || sig == SIGINT)
			return;
		tick(s, count);
	}
}

/* ---- stop */

static void nap(void)
{
	struct timespec t = {0, 10000000};
	(void)nanosleep(&t, NULL);
}

static void stop_door(struct server *s)
{
	if (s->http == NULL)
		return;
	http_quiesce(s->http);
	atomic_store(&s->app.closing, true);
	hub_close(s->app.hub);
	worker_stop(s->app.reader); /* what waits is answered, what comes now finds a full queue */
	worker_stop(s->app.writer);
	hub_close(s->app.hub); /* lines that the reader's last jobs opened */
	for (int i = 0; i < CAP_STOP_S * 100 && (http_parked(s->http) != 0 || hub_count(s->app.hub) != 0); i++)
		nap();
	nap(); /* the last replies leave */
	http_close(s->http);
}

static void stop(struct server *s)
{
	stop_door(s);
	worker_free(s->app.reader);
	worker_free(s->app.writer);
	files_free(s->app.files);
	hub_free(s->app.hub);
	recall_free(s->app.recall);
	source_free(s->app.source);
	limit_free(s->app.invite_rate);
	limit_free(s->app.recover_rate);
	limit_free(s->app.push_bytes);
	limit_free(s->app.push_rate);
	store_close(s->app.look);
	store_close(s->read_store);
	store_close(s->write_store);
	if (s->key != NULL)
		sodium_memzero(s->key, strlen(s->key));
	free(s->key);
	free(s->cert);
	if (s->lock_fd >= 0)
		close(s->lock_fd);
	pthread_mutex_destroy(&s->app.look_lock);
	free(s);
}

int server_run(const struct conf *c)
{
	sigset_t signals;
	struct server *s = calloc(1, sizeof *s);
	if (s == NULL || sodium_init() < 0)
		return complain("cannot start", NULL);
	s->app.conf = c;
	s->lock_fd = -1;
	pthread_mutex_init(&s->app.look_lock, NULL);
	/* Before any thread: they inherit the mask, and only the main thread waits for these. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN); /* a file at its ceiling is a full disk, not a reason to die */
	int rc = load_pems(s, c);
	if (rc == 0)
		rc = open_stores(s, c);
	if (rc == 0)
		rc = bind_port(s, c);
	if (rc == 0)
		rc = offer_token(s);
	if (rc == 0)
		rc = make_parts(s, c);
	if (rc == 0)
		rc = open_door(s, c);
	if (rc == 0) {
		const char *bare = files_missing(s->app.files);
		(void)printf("Hearth is ready: %s\n", s->at.url);
		(void)fflush(stdout);
		if (bare != NULL)
			(void)complain("a browser finds no page here; --web names the folder that has it", bare);
		if (c->ready != NULL)
			c->ready(s->at.url);
		run(s, &signals);
	}
	stop(s);
	return rc;
}

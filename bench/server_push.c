/* server_push.c - how near is the whole server to what its parts can do?
 *
 *   bench_server_push HEARTH [spaces] [pushes]
 *
 * Bound: one loop in this process that checks the same two signatures of each push (request and event) and appends the
 * same events into the same tables, `spaces` pushes to a commit.  Server: the real program over loopback, one
 * connection for each space, one push in flight on each.  Both start from copies of one database and take turns, so
 * that a noisy machine disturbs both alike.  Prints one line of JSON; the median ratio is what counts.  All is signed
 * beforehand. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "crypto/seal.h"
#include "push.h"
#include "server.h"

#define SPACES_MAX 512u
#define TURNS 7u

struct person {
	struct founding f;
	struct identity id;
	struct device_keys dev;
	struct stream_key key;
	struct store_device row;
	uint8_t p[ID_BYTES], R[HASH_BYTES];
	char target[96];
	struct buf http; /* all requests end to end */
	size_t *start;   /* of each request, one more than pushes */
	size_t *body;    /* where its body begins */
	char (*auth)[HTTP_CLAIM_MAX];
	/* the client's side */
	int fd;
	size_t sent, next;
	char got[4096];
	size_t got_len;
	double at, *took;
};

struct bench {
	struct person *who;
	uint32_t spaces, pushes;
	struct store_ids ids;
	char dir[64];
};

#define NEED(cond)                                                                                                     \
	do {                                                                                                           \
		if (!(cond)) {                                                                                         \
			(void)fprintf(stderr, "bench: line %d: %s (%s)\n", __LINE__, #cond, strerror(errno));          \
			exit(1);                                                                                       \
		}                                                                                                      \
	} while (0)

static double now(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- people and their database */

static void list_of(const struct person *w, struct devlist *l)
{
	*l = (struct devlist){.version = 1, .count = 1};
	memcpy(l->dev[0].id, w->dev.device, ID_BYTES);
	memcpy(l->dev[0].ds, w->dev.s.pk, 32);
	memcpy(l->dev[0].dx, w->dev.b.pk, 32);
	devlist_sign(l, &w->id);
}

static void seal_body(const struct person *w, struct envelope *e, const struct structure *s, struct buf *out)
{
	struct buf body;
	buf_init(&body, alloc_heap(), ENV_STRUCT_MAX);
	NEED(structure_write(s, &body) == ST_OK);
	NEED(seal_structure(e, buf_span(&body), &w->dev, out) == ST_OK);
	buf_clear(&body);
}

static void found(struct person *w, struct store *s, uint32_t minute)
{
	struct envelope e = {.dev_seq = 1};
	struct structure g = {.type = STRUCT_GENESIS};
	struct buf out;
	buf_init(&out, alloc_heap(), ENV_MAX);
	identity_make(&w->id);
	device_make(&w->dev);
	memcpy(g.member, w->id.member, ID_BYTES);
	memcpy(g.iks, w->id.s.pk, 32);
	memcpy(g.ikb, w->id.b.pk, 32);
	memcpy(e.member, w->id.member, ID_BYTES);
	list_of(w, &g.list);
	seal_body(w, &e, &g, &out);
	NEED(access_founding(buf_span(&out), &w->f) == ST_OK);
	NEED(access_found(&w->f, s, minute) == ST_OK);
	stream_id(w->f.space, CLASS_P, w->id.member, 0, w->p);
	chain_start(w->f.space, w->p, w->R);
	w->row.active = true;
	memcpy(w->row.id, w->dev.device, ID_BYTES);
	memcpy(w->row.member, w->id.member, ID_BYTES);
	memcpy(w->row.ds, w->dev.s.pk, 32);
	buf_clear(&out);
}

static void place(const struct person *w, uint64_t seq, uint64_t base_n, struct envelope *e)
{
	*e = (struct envelope){.dev_seq = seq, .base_n = base_n};
	memcpy(e->space, w->f.space, ID_BYTES);
	memcpy(e->stream, w->p, ID_BYTES);
	memcpy(e->member, w->id.member, ID_BYTES);
	memcpy(e->base_R, w->R, HASH_BYTES);
}

static void grant(struct person *w, struct store *s, uint32_t minute)
{
	struct envelope e;
	struct structure g = {.type = STRUCT_GRANT, .epoch = 1, .box_count = 2};
	struct push *p;
	struct buf out;
	buf_init(&out, alloc_heap(), ENV_MAX);
	stream_key_make(w->p, 1, &w->key);
	memcpy(g.stream, w->p, ID_BYTES);
	memcpy(g.key_id, w->key.id, ID_BYTES);
	memcpy(g.box[0].recipient, w->dev.device, ID_BYTES);
	NEED(grant_seal(w->f.space, &w->key, w->dev.device, w->dev.b.pk, g.box[0].box) == ST_OK);
	memcpy(g.box[1].recipient, w->id.member, ID_BYTES);
	NEED(grant_seal(w->f.space, &w->key, w->id.member, w->id.b.pk, g.box[1].box) == ST_OK);
	place(w, 1, 0, &e);
	seal_body(w, &e, &g, &out);
	NEED(push_parse(buf_span(&out), &p) == ST_OK);
	NEED(push_append(p, s, w->f.space, w->dev.device, minute) == ST_OK);
	memcpy(w->R, p->stream[0].head.R, HASH_BYTES);
	push_free(p);
	buf_clear(&out);
}

static void make_database(struct bench *b, const char *path)
{
	struct store *s;
	NEED(store_open(path, STORE_WRITE, 0, &s) == ST_OK);
	NEED(store_begin(s) == ST_OK);
	for (uint32_t i = 0; i < b->spaces; i++) {
		found(&b->who[i], s, (uint32_t)(time(NULL) / 60));
		grant(&b->who[i], s, (uint32_t)(time(NULL) / 60));
	}
	NEED(store_commit(s) == ST_OK);
	NEED(store_ids_get(s, &b->ids) == ST_OK);
	store_close(s);
}

/* ---- requests, signed beforehand */

static void make_request(struct bench *b, struct person *w, uint32_t i)
{
	static const uint8_t plain[] = {0xa1, 0x01, 0x01};
	char head[512];
	struct envelope e;
	struct buf env;
	buf_init(&env, alloc_heap(), ENV_MAX);
	place(w, i + 2, 1, &e);
	NEED(seal_content(&e, span_make(plain, sizeof plain), &w->key, &w->dev, &env) == ST_OK);
	http_sign(&w->dev, b->ids.server, "POST", span_text(w->target), time(NULL), buf_span(&env), w->auth[i]);
	int n = snprintf(head, sizeof head,
	                 "POST %s HTTP/1.1\r\nHost: localhost\r\nHearth-Auth: %s\r\nContent-Length: %zu\r\n\r\n",
	                 w->target, w->auth[i], env.len);
	w->start[i] = w->http.len;
	NEED(buf_add(&w->http, head, (size_t)n) == ST_OK);
	w->body[i] = w->http.len;
	NEED(buf_add(&w->http, env.p, env.len) == ST_OK);
	w->start[i + 1] = w->http.len;
	buf_clear(&env);
}

static void make_requests(struct bench *b)
{
	char hex[2 * ID_BYTES];
	for (uint32_t i = 0; i < b->spaces; i++) {
		struct person *w = &b->who[i];
		hex_write(w->f.space, ID_BYTES, hex);
		(void)snprintf(w->target, sizeof w->target, "/v1/s/%.*s/push", (int)sizeof hex, hex);
		buf_init(&w->http, alloc_heap(), (size_t)b->pushes * 2048);
		w->start = calloc(b->pushes + 1, sizeof *w->start);
		w->body = calloc(b->pushes, sizeof *w->body);
		w->auth = calloc(b->pushes, sizeof *w->auth);
		w->took = calloc(b->pushes, sizeof *w->took);
		NEED(w->start != NULL && w->body != NULL && w->auth != NULL && w->took != NULL);
		for (uint32_t k = 0; k < b->pushes; k++)
			make_request(b, w, k);
	}
}

/* ---- the bound */

static struct push *check_one(struct bench *b, struct person *w, uint32_t i)
{
	struct http_claim c;
	struct push *p;
	struct span body = span_make(w->http.p + w->body[i], w->start[i + 1] - w->body[i]);
	NEED(push_parse(body, &p) == ST_OK);
	NEED(http_claim_parse(span_text(w->auth[i]), &c) == ST_OK);
	NEED(verify_http(&c, b->ids.server, "POST", span_text(w->target), body, w->dev.s.pk) == ST_OK);
	NEED(push_check(p, w->f.space, &w->row) == ST_OK);
	return p;
}

static double run_bound(struct bench *b, struct store *s, uint32_t from, uint32_t to)
{
	static struct push *batch[SPACES_MAX];
	double begin = now();
	for (uint32_t k = from; k < to; k++) {
		for (uint32_t i = 0; i < b->spaces; i++)
			batch[i] = check_one(b, &b->who[i], k);
		NEED(store_begin(s) == ST_OK);
		for (uint32_t i = 0; i < b->spaces; i++) {
			NEED(store_mark(s) == ST_OK);
			NEED(push_append(batch[i], s, b->who[i].f.space, b->who[i].dev.device,
			                 (uint32_t)(time(NULL) / 60)) == ST_OK);
			NEED(store_keep(s) == ST_OK);
			push_free(batch[i]);
		}
		NEED(store_commit(s) == ST_OK);
	}
	return now() - begin;
}

/* ---- the server */

struct child {
	pid_t pid;
	int port;
};

static struct child start_server(const char *program, const char *data)
{
	int out[2];
	char line[256] = "";
	NEED(pipe(out) == 0);
	pid_t pid = fork();
	NEED(pid >= 0);
	if (pid == 0) {
		(void)dup2(out[1], 1);
		(void)execl(program, program, "serve", "--port", "0", "--data", data, "--pushes", "1000000000",
		            (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	FILE *f = fdopen(out[0], "r");
	NEED(f != NULL && fgets(line, sizeof line, f) != NULL);
	(void)fclose(f);
	const char *colon = strrchr(line, ':');
	NEED(colon != NULL);
	return (struct child){pid, atoi(colon + 1)};
}

static long rss_kb(pid_t pid)
{
	char path[64], line[256];
	long kb = 0;
	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		(void)sscanf(line, "VmRSS: %ld", &kb);
	if (f != NULL)
		(void)fclose(f);
	return kb;
}

static void connect_to(struct person *w, int port, int epoll)
{
	struct sockaddr_in a = {
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct epoll_event ev = {.events = EPOLLIN, .data.ptr = w};
	w->fd = socket(AF_INET, SOCK_STREAM, 0);
	NEED(w->fd >= 0 && connect(w->fd, (struct sockaddr *)&a, sizeof a) == 0);
	NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, w->fd, &ev) == 0);
}

static void send_next(struct person *w)
{
	const uint8_t *p = w->http.p + w->start[w->next];
	size_t n = w->start[w->next + 1] - w->start[w->next];
	w->at = now();
	w->got_len = 0;
	NEED(write(w->fd, p, n) == (ssize_t)n);
	w->next++;
}

/* A whole reply has come; it must be a 200. */
static bool whole(struct person *w)
{
	w->got[w->got_len] = '\0';
	const char *end = strstr(w->got, "\r\n\r\n"), *len = strstr(w->got, "Content-Length: ");
	if (end == NULL || len == NULL || w->got_len < (size_t)(end + 4 - w->got) + strtoul(len + 16, NULL, 10))
		return false;
	if (strncmp(w->got, "HTTP/1.1 200", 12) != 0) {
		(void)fprintf(stderr, "bench: %s\n", w->got);
		exit(1);
	}
	return true;
}

static double drive(struct bench *b, int epoll, uint32_t from, uint32_t to)
{
	uint64_t left = (uint64_t)b->spaces * (to - from);
	struct epoll_event ev[64];
	double begin = now();
	for (uint32_t i = 0; i < b->spaces; i++)
		send_next(&b->who[i]);
	while (left > 0) {
		int n = epoll_wait(epoll, ev, 64, 10000);
		NEED(n > 0);
		for (int i = 0; i < n; i++) {
			struct person *w = ev[i].data.ptr;
			ssize_t got = read(w->fd, w->got + w->got_len, sizeof w->got - 1 - w->got_len);
			NEED(got > 0);
			w->got_len += (size_t)got;
			if (!whole(w))
				continue;
			w->took[w->next - 1] = now() - w->at;
			left--;
			if (w->next < to)
				send_next(w);
		}
	}
	return now() - begin;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double percentile(struct bench *b, double share)
{
	size_t n = (size_t)b->spaces * b->pushes;
	double *all = malloc(n * sizeof *all);
	NEED(all != NULL);
	for (uint32_t i = 0; i < b->spaces; i++)
		memcpy(all + (size_t)i * b->pushes, b->who[i].took, b->pushes * sizeof *all);
	qsort(all, n, sizeof *all, by_size);
	double out = all[(size_t)((double)(n - 1) * share)];
	free(all);
	return out * 1000;
}

static void copy_database(const char *from, const char *to)
{
	struct store *s;
	NEED(store_open(from, STORE_READ, 0, &s) == ST_OK);
	NEED(store_backup(s, to) == ST_OK);
	store_close(s);
}

static void remove_all(const struct bench *b)
{
	static const char *const names[] = {
	    "hearth.db", "hearth.db-wal", "hearth.db-shm", "lock", "bound.db", "bound.db-wal", "bound.db-shm",
	};
	char path[128];
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", b->dir, names[i]);
		(void)unlink(path);
	}
	(void)rmdir(b->dir);
}

int main(int argc, char **argv)
{
	struct bench b = {.spaces = 64, .pushes = 350};
	char path[128], bound_path[128];
	struct rusage used;
	struct store *s;
	double bound[TURNS], rate[TURNS], ratio[TURNS];
	int status;
	if (argc < 2)
		return 2;
	if (argc > 2)
		b.spaces = (uint32_t)atoi(argv[2]);
	if (argc > 3)
		b.pushes = (uint32_t)atoi(argv[3]);
	NEED(b.spaces > 0 && b.spaces <= SPACES_MAX && b.pushes >= TURNS && sodium_init() >= 0);
	b.who = calloc(b.spaces, sizeof *b.who);
	(void)snprintf(b.dir, sizeof b.dir, "/tmp/hearth-bench-XXXXXX");
	NEED(b.who != NULL && mkdtemp(b.dir) != NULL);
	(void)snprintf(path, sizeof path, "%s/hearth.db", b.dir);
	(void)snprintf(bound_path, sizeof bound_path, "%s/bound.db", b.dir);
	make_database(&b, path);
	copy_database(path, bound_path);
	make_requests(&b);
	struct child c = start_server(argv[1], b.dir);
	(void)sleep(1);
	long idle = rss_kb(c.pid);
	int epoll = epoll_create1(0);
	for (uint32_t i = 0; i < b.spaces; i++)
		connect_to(&b.who[i], c.port, epoll);
	NEED(store_open(bound_path, STORE_WRITE, 0, &s) == ST_OK);
	for (uint32_t t = 0; t < TURNS; t++) {
		uint32_t from = b.pushes * t / TURNS, to = b.pushes * (t + 1) / TURNS;
		double alone = run_bound(&b, s, from, to), served = drive(&b, epoll, from, to),
		       n = (double)b.spaces * (to - from);
		bound[t] = n / alone;
		rate[t] = n / served;
		ratio[t] = alone / served;
	}
	store_close(s);
	for (uint32_t i = 0; i < b.spaces; i++)
		close(b.who[i].fd);
	close(epoll);
	qsort(bound, TURNS, sizeof bound[0], by_size);
	qsort(rate, TURNS, sizeof rate[0], by_size);
	qsort(ratio, TURNS, sizeof ratio[0], by_size);
	long busy = rss_kb(c.pid);
	(void)kill(c.pid, SIGTERM);
	NEED(wait4(c.pid, &status, 0, &used) == c.pid && WIFEXITED(status) && WEXITSTATUS(status) == 0);
	double cpu = (double)used.ru_utime.tv_sec + (double)used.ru_stime.tv_sec +
	             (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
	(void)printf(
	    "{\"bench\":\"server_push\",\"connections\":%u,\"pushes\":%u,\"bound_per_s\":%.0f,\"server_per_s\":%.0f,"
	    "\"ratio\":%.2f,\"cpu_us_per_push\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"idle_rss_kb\":%ld,\"busy_rss_"
	    "kb\":%ld}\n",
	    b.spaces, b.spaces * b.pushes, bound[TURNS / 2], rate[TURNS / 2], ratio[TURNS / 2],
	    cpu * 1e6 / ((double)b.spaces * b.pushes), percentile(&b, 0.5), percentile(&b, 0.99), idle, busy);
	remove_all(&b);
	return 0;
}

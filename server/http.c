/* http.c - libmicrohttpd in front of the routes.
 *
 * A call (one request on a connection):
 *
 *   NEW --headers--> gate, route_head --framing in doubt, huge--> SENT (the connection ends)
 *    |                     |
 *    |                     +--refused--> DRAIN --end--> SENT
 *    v                                     ^
 *   BODY ------------- data too much ------+
 *    |  end: route_whole
 *    +--answered--> SENT
 *    +--to wait---> PARKED --wake (worker's thread)--> ANSWERED --> SENT
 *
 * DRAIN: the refusal is ready; what still comes is thrown away until the client has finished (or its deadline has
 * come), because a client that is cut off while it writes never reads why.
 *
 * PARKED: the connection is suspended; only the worker touches the call.  Suspension comes before the hand-over,
 * because the wake may arrive before this function returns.  A reply on the very first callback ends the connection, so
 * that is kept for refusals.  libmicrohttpd neither times out nor notices the hang-up of suspended connections: parked
 * ones are answered by the workers, live lines are woken by their pings. */
#include "http.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "headers.h"
#include "route.h"

enum phase { PHASE_NEW, PHASE_BODY, PHASE_DRAIN, PHASE_PARKED, PHASE_ANSWERED, PHASE_SENT };

struct call {
	struct exchange x; /* first: wake() gets it back */
	struct http *http;
	struct MHD_Connection *con;
	enum phase phase;
	struct buf body;
	char target[];
};

/* One accepted socket.  The list is walked by http_tick; an entry leaves it before its socket is closed. */
struct conn {
	struct conn *next, *prev;
	int fd;
	_Atomic int64_t deadline_s; /* 0: none */
};

struct http {
	struct app *app;
	struct MHD_Daemon *daemon;
	bool secure;
	pthread_mutex_t lock;
	struct conn *conns;
	atomic_size_t parked, held;
};

static int64_t clock_s(clockid_t id)
{
	struct timespec t;
	(void)clock_gettime(id, &t);
	return t.tv_sec;
}

/* ---- deadlines */

static struct conn *conn_of(struct MHD_Connection *con)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(con, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return i == NULL ? NULL : i->socket_context;
}

static void set_deadline(struct MHD_Connection *con, int64_t seconds) /* 0: none */
{
	struct conn *c = conn_of(con);
	if (c != NULL)
		atomic_store(&c->deadline_s, seconds == 0 ? 0 : clock_s(CLOCK_MONOTONIC) + seconds);
}

static void conn_add(struct http *h, struct MHD_Connection *con, void **context)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(con, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct conn *c = i == NULL ? NULL : calloc(1, sizeof *c);
	*context = c;
	if (c == NULL)
		return; /* the library's own silence timeout still holds */
	c->fd = i->connect_fd;
	atomic_store(&c->deadline_s, clock_s(CLOCK_MONOTONIC) + CAP_HEAD_S);
	pthread_mutex_lock(&h->lock);
	c->next = h->conns;
	if (c->next != NULL)
		c->next->prev = c;
	h->conns = c;
	pthread_mutex_unlock(&h->lock);
}

static void conn_remove(struct http *h, struct conn *c)
{
	if (c == NULL)
		return;
	pthread_mutex_lock(&h->lock);
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		h->conns = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	pthread_mutex_unlock(&h->lock);
	free(c);
}

static void on_connection(void *cls, struct MHD_Connection *con, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		conn_add(cls, con, context);
	} else {
		conn_remove(cls, *context);
		*context = NULL;
	}
}

void http_tick(struct http *h)
{
	int64_t now = clock_s(CLOCK_MONOTONIC);
	pthread_mutex_lock(&h->lock);
	for (struct conn *c = h->conns; c != NULL; c = c->next) {
		int64_t at = atomic_load(&c->deadline_s);
		if (at != 0 && now > at)
			(void)shutdown(c->fd, SHUT_RDWR); /* the loop then sees it end and cleans up */
	}
	pthread_mutex_unlock(&h->lock);
}

/* ---- reading the headers */

static struct span header(struct MHD_Connection *con, const char *name)
{
	const char *v = MHD_lookup_connection_value(con, MHD_HEADER_KIND, name);
	return v == NULL ? (struct span){NULL, 0} : span_text(v);
}

struct framing {
	unsigned lengths, codings;
	bool bad;
	uint64_t length;
};

static bool read_length(const char *v, uint64_t *out)
{
	uint64_t n = 0;
	size_t i = 0;
	for (; v[i] >= '0' && v[i] <= '9' && i < 18; i++)
		n = n * 10 + (uint64_t)(v[i] - '0');
	*out = n;
	return i > 0 && v[i] == '\0';
}

static enum MHD_Result see_header(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct framing *f = cls;
	(void)kind;
	if (name[strcspn(name, " \t\r\n\v\f")] != '\0')
		f->bad = true; /* a blank before the colon: two parsers may read two requests */
	if (strcasecmp(name, "Content-Length") == 0) {
		f->lengths++;
		if (value == NULL || !read_length(value, &f->length))
			f->bad = true;
	} else if (strcasecmp(name, "Transfer-Encoding") == 0) {
		f->codings++;
		if (value == NULL || strcasecmp(value, "chunked") != 0)
			f->bad = true;
	}
	return MHD_YES;
}

/* Is it beyond doubt where this request ends?  The library is lenient here (repeated and mixed lengths). */
static bool framed(const struct call *c, struct framing *f)
{
	memset(f, 0, sizeof *f);
	(void)MHD_get_connection_values(c->con, MHD_HEADER_KIND, see_header, f);
	bool wants = c->x.req.method == METHOD_POST || c->x.req.method == METHOD_PUT;
	unsigned said = f->lengths + f->codings;
	if (f->bad || said > 1 || (wants && said != 1))
		return false;
	return wants || (f->codings == 0 && f->length == 0);
}

static enum method method_of(const char *m)
{
	static const char *const names[] = {
	    [METHOD_GET] = "GET", [METHOD_HEAD] = "HEAD",     [METHOD_POST] = "POST",
	    [METHOD_PUT] = "PUT", [METHOD_DELETE] = "DELETE",
	};
	for (int i = 0; i < METHOD_OTHER; i++)
		if (strcmp(m, names[i]) == 0)
			return (enum method)i;
	return METHOD_OTHER;
}

static bool takes_gzip(struct span accept)
{
	for (size_t i = 0; i + 4 <= accept.len; i++)
		if (strncasecmp((const char *)accept.p + i, "gzip", 4) == 0)
			return accept.len - i < 8 || memcmp(accept.p + i + 4, ";q=0", 4) != 0 ||
			       (accept.len - i > 8 && accept.p[i + 8] == '.');
	return false;
}

/* The client's address as bytes of its network: IPv4 whole, IPv6 its /64. */
static struct span address_of(const struct sockaddr *sa, bool *loopback)
{
	const struct sockaddr_in *v4 = (const void *)sa;
	const struct sockaddr_in6 *v6 = (const void *)sa;
	*loopback = false;
	if (sa != NULL && sa->sa_family == AF_INET) {
		*loopback = (ntohl(v4->sin_addr.s_addr) >> 24) == 127;
		return span_make(&v4->sin_addr, 4);
	}
	if (sa == NULL || sa->sa_family != AF_INET6)
		return span_make("", 0);
	if (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr)) {
		*loopback = v6->sin6_addr.s6_addr[12] == 127;
		return span_make(v6->sin6_addr.s6_addr + 12, 4);
	}
	*loopback = IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
	return span_make(&v6->sin6_addr, 8);
}

/* A proxy on this machine says for whom it asks; the last name in its list is the one it saw itself. */
static void find_source(struct call *c)
{
	struct request *q = &c->x.req;
	bool loopback;
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(c->con, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	struct span a = address_of(i == NULL ? NULL : i->client_addr, &loopback);
	struct span via = header(c->con, "X-Forwarded-For");
	if (loopback && via.len != 0) {
		size_t at = via.len;
		while (at > 0 && via.p[at - 1] != ',' && via.p[at - 1] != ' ')
			at--;
		a = span_make(via.p + at, via.len - at);
	}
	q->loopback = loopback && via.p == NULL && header(c->con, "Forwarded").p == NULL &&
	              header(c->con, "Via").p == NULL && header(c->con, "X-Real-IP").p == NULL;
	q->source = source_of(c->http->app->source, a, q->now_s);
}

static void read_request(struct call *c, const char *method)
{
	struct request *q = &c->x.req;
	const char *mark = strchr(c->target, '?');
	q->method = method_of(method);
	q->method_name = method;
	q->target = span_text(c->target);
	q->path = mark == NULL ? q->target : span_make(c->target, (size_t)(mark - c->target));
	q->query = mark == NULL ? span_make("", 0) : span_text(mark + 1);
	q->auth = header(c->con, "Hearth-Auth");
	q->setup = header(c->con, "Hearth-Setup");
	q->invite = header(c->con, "Hearth-Invite");
	q->host = header(c->con, "Host");
	q->origin = header(c->con, "Origin");
	q->if_none_match = header(c->con, "If-None-Match");
	q->gzip = takes_gzip(header(c->con, "Accept-Encoding"));
	q->secure = c->http->secure;
	q->now_s = clock_s(CLOCK_REALTIME);
	find_source(c);
}

/* ---- live lines */

struct live {
	struct line *line;
	struct MHD_Connection *con;
};

static void live_park(void *ctx) { MHD_suspend_connection(((struct live *)ctx)->con); }

static void live_wake(void *ctx) { MHD_resume_connection(((struct live *)ctx)->con); }

static ssize_t live_read(void *cls, uint64_t pos, char *out, size_t max)
{
	struct live *v = cls;
	size_t n = 0;
	(void)pos;
	if (max < LINE_TEXT_MAX)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	switch (line_read(v->line, out, max, &n, live_park, live_wake, v)) {
	case LINE_TEXT:
		return (ssize_t)n;
	case LINE_PARKED:
		return 0;
	case LINE_END:
		break;
	}
	return MHD_CONTENT_READER_END_OF_STREAM;
}

static void live_free(void *cls)
{
	struct live *v = cls;
	hub_leave(v->line);
	free(v);
}

/* ---- replies */

static void add(struct MHD_Response *r, const char *name, const char *value)
{
	(void)MHD_add_response_header(r, name, value);
}

static void add_number(struct MHD_Response *r, const char *name, uint64_t v)
{
	char text[24];
	(void)snprintf(text, sizeof text, "%llu", (unsigned long long)v);
	add(r, name, text);
}

static struct MHD_Response *make_live(struct call *c)
{
	struct live *v = malloc(sizeof *v);
	if (v == NULL)
		return NULL;
	*v = (struct live){c->x.rep.line, c->con};
	struct MHD_Response *r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 512, live_read, v, live_free);
	if (r == NULL) {
		free(v);
		return NULL;
	}
	c->x.rep.line = NULL; /* the response owns it now */
	add(r, "Content-Type", "text/event-stream");
	add(r, "Cache-Control", "no-store");
	add(r, "X-Accel-Buffering", "no");
	return r;
}

static struct MHD_Response *make_file(struct reply *rep)
{
	struct MHD_Response *r;
	if (rep->fd >= 0) {
		r = MHD_create_response_from_fd64(rep->size, rep->fd);
		if (r != NULL)
			rep->fd = -1; /* closed with the response */
	} else {
		r = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
	}
	if (r == NULL)
		return NULL;
	add(r, "Content-Type", rep->type);
	add(r, "ETag", rep->etag);
	add(r, "Vary", "Accept-Encoding");
	add(r, "Cache-Control", rep->immutable ? "public, max-age=31536000, immutable" : "no-cache");
	if (rep->gzip)
		add(r, "Content-Encoding", "gzip");
	return r;
}

/* The body stays in the exchange, which outlives the response. */
static struct MHD_Response *make_bytes(struct reply *rep)
{
	void *p = rep->body.len == 0 ? (void *)"" : rep->body.p;
	struct MHD_Response *r = MHD_create_response_from_buffer(rep->body.len, p, MHD_RESPMEM_PERSISTENT);
	if (r == NULL)
		return NULL;
	add(r, "Cache-Control", "no-store");
	if (rep->kind == REPLY_JSON)
		add(r, "Content-Type", "application/json");
	if (rep->kind == REPLY_BYTES) {
		add(r, "Content-Type", "application/octet-stream");
		add_number(r, "Hearth-Head", rep->head);
	}
	return r;
}

static enum MHD_Result queue_reply(struct call *c)
{
	struct reply *rep = &c->x.rep;
	bool live = rep->kind == REPLY_LINE;
	struct MHD_Response *r = live ? make_live(c) : rep->kind == REPLY_FILE ? make_file(rep) : make_bytes(rep);
	c->phase = PHASE_SENT;
	if (r == NULL)
		return MHD_NO; /* out of memory: end this connection, stay up */
	for (size_t i = 0; i < headers_count; i++)
		add(r, headers_always[i][0], headers_always[i][1]);
	if (c->http->secure)
		add(r, "Strict-Transport-Security", "max-age=63072000");
	if (rep->retry_s != 0)
		add_number(r, "Retry-After", rep->retry_s);
	if (rep->close)
		add(r, "Connection", "close");
	set_deadline(c->con, live ? 0 : CAP_REPLY_S);
	enum MHD_Result ok = MHD_queue_response(c->con, (unsigned)rep->status, r);
	MHD_destroy_response(r);
	return ok;
}

/* ---- requests */

static void hands_full(struct call *c)
{
	reply_retry(&c->x.rep, 503, "busy", "The server has its hands full; please try again shortly.", CAP_RETRY_S);
}

static enum MHD_Result at_headers(struct call *c, const char *method)
{
	struct framing f;
	read_request(c, method);
	bool clear = framed(c, &f);
	if (!clear)
		reply_error(&c->x.rep, 400, "malformed", "It is not clear where this request ends.");
	bool good = clear && route_head(&c->x);
	if (good && f.length > route_body_max(&c->x)) {
		reply_error(&c->x.rep, 413, "toobig", "This is larger than the server takes.");
		good = false;
	}
	if (good && atomic_load(&c->http->held) + f.length > CAP_BODIES) {
		hands_full(c);
		good = false;
	}
	if (!clear || (!good && f.length > CAP_DRAIN)) {
		c->x.rep.close = true;
		return queue_reply(c);
	}
	if (good)
		buf_init(&c->body, alloc_heap(), route_body_max(&c->x));
	c->phase = good ? PHASE_BODY : PHASE_DRAIN;
	set_deadline(c->con, CAP_BODY_S);
	return MHD_YES;
}

static void at_data(struct call *c, const char *data, size_t n)
{
	struct http *h = c->http;
	if (c->phase != PHASE_BODY)
		return;
	enum status st = atomic_load(&h->held) + n > CAP_BODIES ? ST_BUSY : buf_add(&c->body, data, n);
	if (st == ST_OK) {
		atomic_fetch_add(&h->held, n);
		return;
	}
	if (st == ST_TOOBIG)
		reply_error(&c->x.rep, 413, "toobig", "This is larger than the server takes.");
	else
		hands_full(c);
	c->x.rep.close = true;
	c->phase = PHASE_DRAIN;
}

static void wake(struct exchange *x)
{
	struct call *c = (struct call *)(void *)x;
	struct http *h = c->http;
	c->phase = PHASE_ANSWERED;
	MHD_resume_connection(c->con); /* from here on c may be gone */
	atomic_fetch_sub(&h->parked, 1);
}

static enum MHD_Result at_end(struct call *c)
{
	c->x.req.body = buf_span(&c->body);
	c->x.wake = wake;
	if (route_whole(&c->x))
		return queue_reply(c);
	c->phase = PHASE_PARKED;
	set_deadline(c->con, 0);
	atomic_fetch_add(&c->http->parked, 1);
	MHD_suspend_connection(c->con);
	route_park(&c->x);
	return MHD_YES;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *con, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **context)
{
	struct call *c = *context;
	(void)cls;
	(void)url;
	(void)version;
	if (c == NULL)
		return MHD_NO; /* no memory when the request line came */
	c->con = con;
	if (c->phase == PHASE_NEW)
		return at_headers(c, method);
	if (*size != 0) {
		at_data(c, data, *size);
		*size = 0;
		return MHD_YES;
	}
	switch (c->phase) {
	case PHASE_BODY:
		return at_end(c);
	case PHASE_DRAIN:
	case PHASE_ANSWERED:
		return queue_reply(c);
	case PHASE_NEW:
	case PHASE_PARKED:
	case PHASE_SENT:
		break; /* a second end of the same body must not be handed over again */
	}
	return MHD_YES;
}

/* The request line as it came: it is what clients sign, so it is kept before the library takes it apart. */
static void *on_line(void *cls, const char *target, struct MHD_Connection *con)
{
	struct http *h = cls;
	size_t n = strlen(target);
	struct call *c = malloc(sizeof *c + n + 1);
	if (c == NULL)
		return NULL;
	exchange_init(&c->x, h->app);
	c->http = h;
	c->con = con;
	c->phase = PHASE_NEW;
	buf_init(&c->body, alloc_heap(), 0);
	memcpy(c->target, target, n + 1);
	return c;
}

static void on_completed(void *cls, struct MHD_Connection *con, void **context, enum MHD_RequestTerminationCode why)
{
	struct http *h = cls;
	struct call *c = *context;
	(void)why;
	*context = NULL;
	if (c == NULL)
		return;
	set_deadline(con, CAP_HEAD_S);
	atomic_fetch_sub(&h->held, c->body.len);
	buf_clear(&c->body);
	exchange_clear(&c->x);
	free(c);
}

/* ---- life */

enum status http_open(struct app *app, const struct http_options *opt, struct http **out)
{
	struct http *h = calloc(1, sizeof *h);
	if (h == NULL)
		return ST_NOMEM;
	h->app = app;
	h->secure = opt->cert != NULL;
	pthread_mutex_init(&h->lock, NULL);
	struct MHD_OptionItem more[] = {
	    {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)opt->cert},
	    {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)opt->key},
	    {MHD_OPTION_END, 0, NULL},
	};
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (h->secure ? MHD_USE_TLS : 0u);
	h->daemon =
	    MHD_start_daemon(flags, 0, NULL, NULL, on_request, h, MHD_OPTION_LISTEN_SOCKET, opt->listen_fd,
	                     MHD_OPTION_THREAD_POOL_SIZE, CAP_LOOPS, MHD_OPTION_CONNECTION_LIMIT, opt->connections,
	                     MHD_OPTION_PER_IP_CONNECTION_LIMIT, opt->loopback ? 0u : CAP_PER_SOURCE,
	                     MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CAP_POOL, MHD_OPTION_CONNECTION_TIMEOUT,
	                     (unsigned)CAP_IDLE_S, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK,
	                     on_line, h, MHD_OPTION_NOTIFY_COMPLETED, on_completed, h, MHD_OPTION_NOTIFY_CONNECTION,
	                     on_connection, h, MHD_OPTION_ARRAY, h->secure ? more : &more[2], MHD_OPTION_END);
	if (h->daemon == NULL) {
		pthread_mutex_destroy(&h->lock);
		free(h);
		return ST_IO;
	}
	*out = h;
	return ST_OK;
}

void http_quiesce(struct http *h)
{
	int fd = MHD_quiesce_daemon(h->daemon);
	if (fd >= 0)
		close(fd);
}

size_t http_parked(struct http *h) { return atomic_load(&h->parked); }

void http_close(struct http *h)
{
	if (h == NULL)
		return;
	MHD_stop_daemon(h->daemon);
	pthread_mutex_destroy(&h->lock);
	free(h);
}

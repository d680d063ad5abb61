/* http.h - the door: connections, framing, deadlines, TLS.  http.c is the only file that knows libmicrohttpd.
 * Layer:  server.
 * Invariants: (1) a request is handed to a route whole, once, and only when its framing is beyond doubt; (2) every
 *         connection has an absolute deadline but for parked requests and live lines; (3) bodies held at once have a
 *         ceiling; (4) nothing about a client is ever written down.
 * Tests:  system/http.test.mjs */
#ifndef HEARTH_HTTP_H
#define HEARTH_HTTP_H
#include <stdbool.h>

#include "app.h"

struct http;

struct http_options {
	int listen_fd;          /* bound and listening; owned by the door from here on */
	bool loopback;          /* bound to this machine only */
	unsigned connections;   /* at once */
	const char *cert, *key; /* PEM text, NULL: plain http */
};

/** http_open(app, opt, out): start the loops.  ST_IO: refused, most likely the certificate.  ST_NOMEM. */
MUST_USE enum status http_open(struct app *app, const struct http_options *opt, struct http **out);
/** http_tick(h): once a second: cut off whoever is past the deadline. */
void http_tick(struct http *h);
/** http_quiesce(h): accept nobody new. */
void http_quiesce(struct http *h);
/** http_parked(h): requests waiting for a worker. */
size_t http_parked(struct http *h);
/** http_close(h): end all connections and threads.  Nothing may be parked and no line may wait.  NULL is a no-op. */
void http_close(struct http *h);

#endif

/* exchange.h - one request and its reply, free of any HTTP library.
 * Layer:  server.  May include: core/base, core/wire, core/crypto/verify.
 *
 *   http.c fills req          route.c finds the route
 *        |                         |
 *      HEAD --- body arrives ---> WHOLE --- start() ---> ANSWERED           (nothing to wait for)
 *                                              |
 *                                              +------> PARKED --- work() on the reader or writer ---> ANSWERED
 *
 * Owner: the connection in http.c, until the reply is sent.  While PARKED only the worker touches it. */
#ifndef HEARTH_EXCHANGE_H
#define HEARTH_EXCHANGE_H
#include "store.h"
#include "worker.h"

struct app;
struct founding;
struct line;
struct push;
struct route;

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_PUT, METHOD_DELETE, METHOD_OTHER };

/* Text fields are borrowed from the connection; an absent header has p == NULL. */
struct request {
	enum method method;
	const char *method_name; /* as sent; signed by clients */
	struct span target;      /* path and query as sent; signed by clients */
	struct span path, query; /* parts of target, not unescaped: nothing of ours needs escapes */
	struct span auth, setup, invite, host, origin, if_none_match;
	bool gzip;       /* the client takes gzip */
	bool loopback;   /* from this machine, and not passed on by a proxy */
	bool secure;     /* came over TLS */
	uint64_t source; /* limit.h */
	int64_t now_s;   /* when the headers were complete */
	struct span body;
};

enum reply_kind { REPLY_JSON, REPLY_BYTES, REPLY_EMPTY, REPLY_FILE, REPLY_LINE };

struct reply {
	int status;
	enum reply_kind kind;
	struct buf body;   /* JSON or bytes */
	uint32_t retry_s;  /* Retry-After, 0: none */
	uint64_t head;     /* Hearth-Head, with REPLY_BYTES */
	struct line *line; /* REPLY_LINE: owned until the connection takes it */
	/* REPLY_FILE */
	int fd; /* owned until the connection takes it, -1: none */
	uint64_t size;
	const char *type;
	char etag[40];
	bool gzip, immutable;
	bool close; /* end the connection after this reply */
};

/* Ids named in the path, in order of appearance. */
struct path_ids {
	uint8_t id[2][ID_BYTES];
};

struct exchange {
	struct job job; /* first: workers know only this */
	struct app *app;
	const struct route *route;
	struct request req;
	struct reply rep;
	struct path_ids path;
	struct store_device dev;     /* the signer, after auth_device */
	struct push *push;           /* parsed envelopes, for routes that take some */
	bool writes;                 /* parked for the writer, not the reader */
	struct store_invite *invite; /* owned; for routes about invites */
	struct founding *founding;   /* owned; for the route that founds a space */
	union {                      /* what start() leaves for work() */
		struct {
			uint64_t after;
			uint32_t limit;
		} page;
		struct {
			uint8_t login[32], challenge[32];
		} recover;
		struct {
			uint8_t token_hash[HASH_BYTES];
			bool has_token, open;
		} setup;
		int64_t ttl_s;
	} u;
	void (*wake)(struct exchange *x); /* set by http.c: answered, take it up again */
};

/** exchange_init(x, app): empty request, reply with nothing in it.  exchange_clear frees all that it owns. */
void exchange_init(struct exchange *x, struct app *app);
void exchange_clear(struct exchange *x);

/* ---- replies.  Each replaces whatever the reply held. */

/** reply_error(rep, status, code, message): {"error","message"}.  Codes: spec/sync.md. */
void reply_error(struct reply *rep, int status, const char *code, const char *message);
/** reply_retry(rep, status, code, message, retry_s): with Retry-After. */
void reply_retry(struct reply *rep, int status, const char *code, const char *message, uint32_t retry_s);
/** reply_store(rep, st, full): what a failing store means to the client: 507 full or 503 busy. */
void reply_store(struct reply *rep, enum status st, bool full);
/** reply_empty(rep, status): no body. */
void reply_empty(struct reply *rep, int status);
/** reply_json(rep, status): a writer for the body, already inside the outer object; reply_done closes it, and answers
 * 503 should memory have run out. */
struct json_w;
void reply_json(struct reply *rep, int status, struct json_w *w);
void reply_done(struct reply *rep, struct json_w *w);
/** reply_error_begin: as reply_json, with error and message already written, for errors with fields. */
void reply_error_begin(struct reply *rep, int status, const char *code, const char *message, struct json_w *w);

#endif

/* route.h - the table of endpoints (spec/sync.md).
 * Layer:  server.  May include: core/base, core/wire, core/crypto/verify.
 * No route knows an HTTP library or a socket.
 * Tests:  unit/test_route.c system/ */
#ifndef HEARTH_ROUTE_H
#define HEARTH_ROUTE_H
#include "exchange.h"

enum route_next {
	ROUTE_ANSWER, /* x->rep is set */
	ROUTE_READ,   /* work() on the reader */
	ROUTE_WRITE,  /* work() on the writer, inside its transaction */
};

enum route_flags {
	ROUTE_SIGNED = 1, /* a Hearth-Auth header is needed: refuse before the body when it cannot be right; the first id of the
	                   * path is the space */
};

struct route {
	enum method method;
	const char *path; /* a star stands for one id of 32 hex letters */
	uint32_t flags;
	size_t body_max; /* larger: 413 */
	/* The request is whole.  On the connection's thread: short, no writes. */
	enum route_next (*start)(struct exchange *x);
	/* On a worker.  ST_OK: x->rep is set, keep the rows.  ST_DENIED: x->rep is set, keep none.  Else the store
	 * failed. */
	enum status (*work)(struct exchange *x, struct store *s);
	/* After COMMIT: tell others.  May be NULL. */
	void (*kept)(struct exchange *x);
};

/** route_head(x): method, path and headers are known.  false: x->rep says why not, no body is wanted. */
MUST_USE bool route_head(struct exchange *x);
/** route_body_max(x): after route_head. */
size_t route_body_max(const struct exchange *x);
/** route_whole(x): the body is in x->req.body.  true: answered.  false: the caller parks the connection and calls
 * route_park; x->wake will be called once. */
MUST_USE bool route_whole(struct exchange *x);
/** route_park(x): hand to the worker.  Should its queue be full, x is answered 503 and woken at once. */
void route_park(struct exchange *x);

/* Shared by routes. */
enum route_next route_answer(struct exchange *x, int status, const char *code, const char *message);
/** route_query_u64(q, name, fallback, max, out): a decimal parameter of a query.  ST_MALFORMED. */
MUST_USE enum status route_query_u64(struct span q, const char *name, uint64_t fallback, uint64_t max, uint64_t *out);
/** route_heads(w, s, space, dev): `"heads": [...]` of the streams that dev's member may read. */
MUST_USE enum status route_heads(struct json_w *w, struct store *s, const uint8_t space[ID_BYTES],
                                 const uint8_t member[ID_BYTES]);
void route_pair_hex(struct json_w *w, const char *key, const uint8_t *p, size_t n);

/* The tables of the route_*.c files. */
extern const struct route route_space_table[], route_read_table[], route_cold_table[], route_invite_table[];
extern const size_t route_space_count, route_read_count, route_cold_count, route_invite_count;

#endif

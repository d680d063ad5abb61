/* route_space.c - info, founding a space, pushing events. */
#include "app.h"
#include "auth.h"
#include "push.h"
#include "route.h"
#include "setup.h"
#include "wire/json.h"

#include <stdlib.h>

/* ---- GET /v1/info */

/* Is `host` (with or without a port) a name of this very machine?  Any other name that leads here may be a trick of a
 * foreign page (DNS rebinding). */
static bool names_this_machine(struct span host)
{
	static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t n = strlen(names[i]);
		if (host.len >= n && memcmp(host.p, names[i], n) == 0 && (host.len == n || host.p[n] == ':'))
			return true;
	}
	return false;
}

/* A browser names the page a request comes from; ours is served by this server. */
static bool own_origin(const struct request *q)
{
	struct span scheme = span_text(q->secure ? "https://" : "http://");
	if (q->origin.p == NULL)
		return true;
	return q->origin.len == scheme.len + q->host.len && memcmp(q->origin.p, scheme.p, scheme.len) == 0 &&
	       memcmp(q->origin.p + scheme.len, q->host.p, q->host.len) == 0;
}

static bool may_found_openly(const struct request *q)
{
	return q->loopback && q->host.p != NULL && names_this_machine(q->host) && own_origin(q);
}

static void put_limits(struct json_w *w)
{
	json_key(w, "limits");
	json_object(w);
	json_pair_int(w, "push_events", CAP_PUSH_EVENTS);
	json_pair_int(w, "push_bytes", CAP_PUSH_BYTES);
	json_pair_int(w, "page_events", CAP_PAGE_EVENTS);
	json_pair_int(w, "page_bytes", CAP_PAGE_BYTES);
	json_pair_int(w, "ct", ENV_CT_MAX);
	json_pair_int(w, "devices", DEVICES_MAX);
	json_pair_int(w, "clock_s", CAP_CLOCK_S);
	json_pair_int(w, "cold", CAP_COLD);
	json_pair_int(w, "join", CAP_JOIN);
	json_pair_int(w, "invites", CAP_INVITES_OPEN);
	json_pair_int(w, "ping_s", CAP_LINE_PING_S);
	json_end_object(w);
}

static enum route_next info_start(struct exchange *x)
{
	struct app *app = x->app;
	bool any = true;
	pthread_mutex_lock(&app->look_lock);
	enum status st = store_space_any(app->look, &any);
	pthread_mutex_unlock(&app->look_lock);
	if (st != ST_OK) {
		reply_store(&x->rep, st, false);
		return ROUTE_ANSWER;
	}
	struct json_w w;
	reply_json(&x->rep, 200, &w);
	route_pair_hex(&w, "server", app->ids.server, ID_BYTES);
	route_pair_hex(&w, "generation", app->ids.generation, ID_BYTES);
	json_pair_int(&w, "now", x->req.now_s);
	json_pair_text(&w, "version", HEARTH_VERSION);
	json_pair_bool(&w, "open", !any && may_found_openly(&x->req));
	put_limits(&w);
	reply_done(&x->rep, &w);
	return ROUTE_ANSWER;
}

/* ---- POST /v1/spaces */

static enum route_next found_start(struct exchange *x)
{
	x->founding = malloc(sizeof *x->founding);
	if (x->founding == NULL) {
		reply_store(&x->rep, ST_NOMEM, false);
		return ROUTE_ANSWER;
	}
	switch (access_founding(x->req.body, x->founding)) {
	case ST_OK:
		break;
	case ST_FORGED:
		return route_answer(x, 403, "denied", "A signature or id in the founding event does not hold.");
	default:
		return route_answer(x, 400, "malformed", "This is not one founding event.");
	}
	x->u.setup.open = may_found_openly(&x->req);
	x->u.setup.has_token = x->req.setup.p != NULL && setup_read(x->req.setup, x->u.setup.token_hash) == ST_OK;
	return ROUTE_WRITE;
}

static enum status found_work(struct exchange *x, struct store *s)
{
	struct founding *f = x->founding;
	bool any;
	enum status st = store_space_any(s, &any);
	if (st == ST_OK)
		st = access_found(f, s, (uint32_t)(x->req.now_s / 60));
	if (st == ST_OK && !f->dup && !(x->u.setup.open && !any))
		st = x->u.setup.has_token ? store_setup_use(s, x->u.setup.token_hash) : ST_NOTFOUND;
	if (st == ST_NOTFOUND) {
		reply_error(&x->rep, 403, "token",
		            "This server asks for a set-up token; `hearth new-space` prints one.");
		return ST_DENIED;
	}
	if (st != ST_OK)
		return st;
	struct json_w w;
	reply_json(&x->rep, f->dup ? 200 : 201, &w);
	route_pair_hex(&w, "space", f->space, ID_BYTES);
	json_pair_int(&w, "n", (int64_t)f->n);
	json_pair_int(&w, "minute", f->minute);
	reply_done(&x->rep, &w);
	return ST_OK;
}

/* ---- POST /v1/s/{space}/push */

static void reply_refusal(struct reply *rep, const struct refusal *r)
{
	static const struct {
		int status;
		const char *code;
	} as[REFUSE__MAX] = {
	    [REFUSE_NONE] = {500, "unknown"},    [REFUSE_MALFORMED] = {400, "malformed"},
	    [REFUSE_DENIED] = {403, "denied"},   [REFUSE_REVOKED] = {409, "revoked"},
	    [REFUSE_ID] = {409, "id"},           [REFUSE_DEV_SEQ] = {409, "dev_seq"},
	    [REFUSE_BASE] = {409, "base"},       [REFUSE_EPOCH] = {409, "epoch"},
	    [REFUSE_VERSION] = {409, "version"},
	};
	struct json_w w;
	reply_error_begin(rep, as[r->why].status, as[r->why].code, r->message, &w);
	json_pair_int(&w, "at", r->at);
	route_pair_hex(&w, "stream", r->stream, ID_BYTES);
	if (r->why == REFUSE_DEV_SEQ)
		json_pair_int(&w, "expected", (int64_t)r->value);
	if (r->why == REFUSE_BASE)
		json_pair_int(&w, "n", (int64_t)r->value);
	if (r->why == REFUSE_EPOCH)
		json_pair_int(&w, "epoch", (int64_t)r->value);
	if (r->why == REFUSE_VERSION)
		json_pair_int(&w, "version", (int64_t)r->value);
	reply_done(rep, &w);
}

/* A member's share, so that neither partner can spend the other's.  Charged only to whoever really signed. */
static uint32_t over_rate(struct exchange *x)
{
	struct app *app = x->app;
	uint8_t key[2 * ID_BYTES];
	memcpy(key, x->path.id[0], ID_BYTES);
	memcpy(key + ID_BYTES, x->dev.member, ID_BYTES);
	struct span k = span_make(key, sizeof key);
	uint32_t wait = limit_take(app->push_rate, k, 1, x->req.now_s);
	return wait != 0 ? wait : limit_take(app->push_bytes, k, (uint32_t)(x->req.body.len >> 10) + 1, x->req.now_s);
}

static enum route_next push_start(struct exchange *x)
{
	switch (push_parse(x->req.body, &x->push)) {
	case ST_OK:
		break;
	case ST_TOOBIG:
		return route_answer(x, 413, "toobig",
		                    "More events in one push, or a larger one, than this server takes.");
	case ST_NOMEM:
		reply_store(&x->rep, ST_NOMEM, false);
		return ROUTE_ANSWER;
	default:
		return route_answer(x, 400, "malformed", "These are not events end to end.");
	}
	if (!auth_push(x, x->path.id[0]))
		return ROUTE_ANSWER;
	uint32_t wait = over_rate(x);
	if (wait != 0) {
		reply_retry(&x->rep, 429, "busy", "This is more at once than the server takes from one person.", wait);
		return ROUTE_ANSWER;
	}
	if (push_check(x->push, x->path.id[0], &x->dev) != ST_OK) {
		reply_refusal(&x->rep, &x->push->refusal);
		return ROUTE_ANSWER;
	}
	return ROUTE_WRITE;
}

static enum status push_work(struct exchange *x, struct store *s)
{
	struct push *p = x->push;
	enum status st = push_append(p, s, x->path.id[0], x->dev.id, (uint32_t)(x->req.now_s / 60));
	if (st == ST_DENIED)
		reply_refusal(&x->rep, &p->refusal);
	if (st != ST_OK)
		return st;
	struct json_w w;
	reply_json(&x->rep, 200, &w);
	json_key(&w, "results");
	json_array(&w);
	for (uint32_t i = 0; i < p->count; i++) {
		json_object(&w);
		json_pair_int(&w, "n", (int64_t)p->item[i].n);
		json_pair_int(&w, "minute", p->item[i].minute);
		json_pair_bool(&w, "dup", p->item[i].dup);
		json_end_object(&w);
	}
	json_end_array(&w);
	reply_done(&x->rep, &w);
	return ST_OK;
}

static void push_kept(struct exchange *x)
{
	const struct push *p = x->push;
	for (uint32_t i = 0; i < p->stream_count; i++)
		if (p->stream[i].grown)
			hub_tell(x->app->hub, x->path.id[0], &p->stream[i].row, p->stream[i].head.n);
	for (uint32_t i = 0; i < p->dropped_count; i++)
		hub_drop(x->app->hub, x->path.id[0], p->dropped[i]);
}

const struct route route_space_table[] = {
    {METHOD_GET, "/v1/info", 0, 0, info_start, NULL, NULL},
    {METHOD_POST, "/v1/spaces", 0, CAP_GENESIS, found_start, found_work, NULL},
    {METHOD_POST, "/v1/s/*/push", ROUTE_SIGNED, CAP_PUSH_BYTES, push_start, push_work, push_kept},
};
const size_t route_space_count = sizeof route_space_table / sizeof route_space_table[0];

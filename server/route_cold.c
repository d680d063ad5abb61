/* route_cold.c - the sealed recovery copy, and getting it back with the paper code. */
#include "app.h"
#include "auth.h"
#include "route.h"
#include "wire/json.h"

#define COLD_HEAD (4u + 32u) /* version u32, login key */

/* ---- GET and PUT /v1/s/{space}/cold */

static enum route_next cold_get_start(struct exchange *x)
{
	return auth_device(x, x->path.id[0]) ? ROUTE_READ : ROUTE_ANSWER;
}

static void reply_version(struct exchange *x, uint32_t version)
{
	struct json_w w;
	reply_json(&x->rep, 200, &w);
	json_pair_int(&w, "version", version);
	reply_done(&x->rep, &w);
}

static enum status cold_get_work(struct exchange *x, struct store *s)
{
	struct store_cold c;
	enum status st = store_cold_get(s, x->path.id[0], x->dev.member, &c, NULL);
	if (st == ST_OK)
		reply_version(x, c.version);
	return st;
}

static enum route_next cold_put_start(struct exchange *x)
{
	if (!auth_device(x, x->path.id[0]))
		return ROUTE_ANSWER;
	if (x->req.body.len <= COLD_HEAD)
		return route_answer(x, 400, "malformed",
		                    "A recovery copy is a version, a login key and a sealed part.");
	return ROUTE_WRITE;
}

/* Version stored + 1, or the very bytes that are stored already (an answer was lost). */
static enum status cold_put_work(struct exchange *x, struct store *s)
{
	struct span body = x->req.body, wrap = span_make(body.p + COLD_HEAD, body.len - COLD_HEAD);
	struct store_cold last, next;
	struct buf have;
	buf_init(&have, alloc_heap(), CAP_COLD);
	enum status st = store_cold_get(s, x->path.id[0], x->dev.member, &last, &have);
	if (st != ST_OK)
		goto out;
	next = last;
	next.version = get_u32(body.p);
	memcpy(next.login, body.p + 4, sizeof next.login);
	bool again = next.version == last.version && memcmp(next.login, last.login, sizeof next.login) == 0 &&
	             span_equal(wrap, buf_span(&have));
	if (!again && next.version != (uint64_t)last.version + 1) {
		struct json_w w;
		reply_error_begin(&x->rep, 409, "version", "Another device stored a newer recovery copy.", &w);
		json_pair_int(&w, "version", last.version);
		reply_done(&x->rep, &w);
		st = ST_DENIED;
		goto out;
	}
	if (!again)
		st = store_cold_put(s, &next, wrap);
	if (st == ST_DENIED)
		reply_error(&x->rep, 403, "denied", "This login key is in use.");
	if (st == ST_OK)
		reply_version(x, next.version);
out:
	buf_clear(&have);
	return st;
}

/* ---- POST /v1/recover */

MUST_USE static enum status hex_field(const struct json_doc *d, const char *key, uint8_t *out, size_t n)
{
	struct span t;
	enum status st = json_text(d, json_root(d), key, 2 * n, &t);
	return st == ST_OK ? hex_read(t, out, n) : st;
}

static enum route_next recover_start(struct exchange *x)
{
	struct json_doc d;
	uint8_t login[32], challenge[CHALLENGE_BYTES];
	enum status st = json_parse(alloc_heap(), x->req.body, &d);
	if (st == ST_OK) {
		st = hex_field(&d, "login", login, sizeof login);
		json_free(&d);
	}
	if (st != ST_OK)
		return route_answer(x, 400, "malformed", "`login` is a key of 64 hex letters.");
	uint32_t wait = limit_take(x->app->recover_rate, span_make(login, sizeof login), 1, x->req.now_s);
	if (wait != 0) {
		reply_retry(&x->rep, 429, "busy", "This code was tried often; please wait a while.", wait);
		return ROUTE_ANSWER;
	}
	struct json_w w;
	recall_make(x->app->recall, login, x->req.now_s, challenge);
	reply_json(&x->rep, 200, &w);
	route_pair_hex(&w, "challenge", challenge, sizeof challenge);
	reply_done(&x->rep, &w);
	return ROUTE_ANSWER;
}

/* ---- POST /v1/recover/open */

static void refuse_code(struct exchange *x) { reply_error(&x->rep, 403, "code", "This code opens nothing here."); }

static enum route_next open_start(struct exchange *x)
{
	struct json_doc d;
	uint8_t *login = x->u.recover.login, *challenge = x->u.recover.challenge, sig[64];
	enum status st = json_parse(alloc_heap(), x->req.body, &d);
	if (st == ST_OK) {
		st = hex_field(&d, "login", login, 32);
		if (st == ST_OK)
			st = hex_field(&d, "challenge", challenge, CHALLENGE_BYTES);
		if (st == ST_OK)
			st = hex_field(&d, "sig", sig, sizeof sig);
		json_free(&d);
	}
	if (st != ST_OK)
		return route_answer(x, 400, "malformed", "`login`, `challenge` and `sig` are hex.");
	if (!recall_fresh(x->app->recall, login, challenge, x->req.now_s) ||
	    verify_recover(login, x->app->ids.server, challenge, sig) != ST_OK) {
		refuse_code(x);
		return ROUTE_ANSWER;
	}
	return ROUTE_READ;
}

MUST_USE static enum status put_cold(struct exchange *x, struct store *s, const struct store_cold *c, struct span wrap)
{
	struct json_w w;
	reply_json(&x->rep, 200, &w);
	route_pair_hex(&w, "space", c->space, ID_BYTES);
	route_pair_hex(&w, "member", c->member, ID_BYTES);
	json_pair_int(&w, "version", c->version);
	route_pair_hex(&w, "cold", wrap.p, wrap.len);
	enum status st = route_heads(&w, s, c->space, c->member);
	reply_done(&x->rep, &w);
	return st;
}

static enum status open_work(struct exchange *x, struct store *s)
{
	struct store_cold c, again;
	struct buf wrap;
	buf_init(&wrap, alloc_heap(), CAP_COLD);
	enum status st = store_cold_find(s, x->u.recover.login, &c);
	if (st == ST_OK)
		st = recall_spend(x->app->recall, x->u.recover.challenge, x->req.now_s);
	if (st == ST_NOTFOUND || st == ST_CONFLICT) {
		refuse_code(x);
		return ST_DENIED;
	}
	if (st == ST_OK)
		st = store_cold_get(s, c.space, c.member, &again, &wrap);
	if (st == ST_OK)
		st = put_cold(x, s, &again, buf_span(&wrap));
	buf_clear(&wrap);
	return st;
}

const struct route route_cold_table[] = {
    {METHOD_GET, "/v1/s/*/cold", ROUTE_SIGNED, 0, cold_get_start, cold_get_work, NULL},
    {METHOD_PUT, "/v1/s/*/cold", ROUTE_SIGNED, CAP_COLD, cold_put_start, cold_put_work, NULL},
    {METHOD_POST, "/v1/recover", 0, CAP_JSON_BODY, recover_start, NULL, NULL},
    {METHOD_POST, "/v1/recover/open", 0, CAP_JSON_BODY, open_start, open_work, NULL},
};
const size_t route_cold_count = sizeof route_cold_table / sizeof route_cold_table[0];

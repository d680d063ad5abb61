/* route_invite.c - invites: made by a member, looked at and joined by whoever holds the link.
 *
 *        POST invite            POST join            DELETE, or expiry
 *   (none) ---------> OPEN ----------------> JOINED ------------------> (none)
 *                      |                                                  ^
 *                      +--------------------------------------------------+
 * OPEN: looking uses nothing up.  JOINED: the inviter reads the sealed request; another one is refused.
 * Unknown, burnt, expired and a wrong token are one answer: 404 gone. */
#include <sodium.h>
#include <stdlib.h>

#include "app.h"
#include "auth.h"
#include "route.h"
#include "wire/json.h"

static enum route_next no_memory(struct exchange *x)
{
	reply_store(&x->rep, ST_NOMEM, false);
	return ROUTE_ANSWER;
}

static void gone(struct exchange *x) { reply_error(&x->rep, 404, "gone", "This invitation is over, or never was."); }

/* ---- POST /v1/s/{space}/invite */

MUST_USE static enum status read_fixed(const struct json_doc *d, const char *key, uint8_t *out, size_t n)
{
	struct span t;
	enum status st = json_text(d, json_root(d), key, 2 * n, &t);
	return st == ST_OK ? hex_read(t, out, n) : st;
}

MUST_USE static enum status read_blob(const struct json_doc *d, struct store_invite *v)
{
	struct span t;
	enum status st = json_text(d, json_root(d), "blob", 2 * CAP_INVITE_BLOB, &t);
	if (st != ST_OK)
		return st;
	if (t.len == 0 || t.len % 2 != 0)
		return ST_MALFORMED;
	v->blob_len = (uint32_t)(t.len / 2);
	return hex_read(t, v->blob, v->blob_len);
}

MUST_USE static enum status read_invite(struct exchange *x, struct store_invite *v)
{
	struct json_doc d;
	int64_t role, ttl;
	enum status st = json_parse(alloc_heap(), x->req.body, &d);
	if (st != ST_OK)
		return st;
	st = read_fixed(&d, "id", v->id, ID_BYTES);
	if (st == ST_OK)
		st = read_fixed(&d, "token_hash", v->token_hash, HASH_BYTES);
	if (st == ST_OK)
		st = read_blob(&d, v);
	if (st == ST_OK)
		st = json_int(&d, json_root(&d), "role", 0, INT32_MAX, &role);
	if (st == ST_OK)
		st = json_int(&d, json_root(&d), "ttl", 0, INT32_MAX, &ttl);
	json_free(&d);
	if (st != ST_OK)
		return st;
	if ((role != 1 && role != 2) || (ttl != CAP_INVITE_SHORT_S && ttl != CAP_INVITE_LONG_S))
		return ST_MALFORMED;
	v->role = (uint8_t)role;
	v->expires = x->req.now_s + ttl;
	memcpy(v->space, x->path.id[0], ID_BYTES);
	memcpy(v->inviter, x->dev.member, ID_BYTES);
	return ST_OK;
}

static enum route_next make_start(struct exchange *x)
{
	if (!auth_device(x, x->path.id[0]))
		return ROUTE_ANSWER;
	x->invite = calloc(1, sizeof *x->invite);
	if (x->invite == NULL)
		return no_memory(x);
	enum status st = read_invite(x, x->invite);
	if (st == ST_TOOBIG)
		return route_answer(x, 413, "toobig", "The sealed part of an invitation is too large.");
	if (st == ST_NOMEM)
		return no_memory(x);
	if (st != ST_OK)
		return route_answer(x, 400, "malformed",
		                    "An invitation is id, token_hash, blob (hex), role 1 or 2, ttl 900 or 172800.");
	return ROUTE_WRITE;
}

static void reply_expires(struct exchange *x, int status, int64_t expires)
{
	struct json_w w;
	reply_json(&x->rep, status, &w);
	json_pair_int(&w, "expires", expires);
	reply_done(&x->rep, &w);
}

static bool same_invite(const struct store_invite *a, const struct store_invite *b)
{
	return memcmp(a->space, b->space, ID_BYTES) == 0 && memcmp(a->inviter, b->inviter, ID_BYTES) == 0 &&
	       memcmp(a->token_hash, b->token_hash, HASH_BYTES) == 0 && a->role == b->role &&
	       span_equal(span_make(a->blob, a->blob_len), span_make(b->blob, b->blob_len));
}

/* The id is known: the same request again, or somebody else's. */
static enum status made_before(struct exchange *x, const struct store_invite *have)
{
	if (same_invite(have, x->invite)) {
		reply_expires(x, 200, have->expires);
		return ST_OK;
	}
	reply_error(&x->rep, 409, "id", "Another invitation has this id.");
	return ST_DENIED;
}

static enum status make_work(struct exchange *x, struct store *s)
{
	struct store_invite *v = x->invite, have;
	struct store_member m[CAP_MEMBERS];
	size_t members = 0;
	uint32_t open = 0;
	int64_t first = 0, now_s = x->req.now_s;
	enum status st = store_invite_purge(s, now_s);
	if (st == ST_OK)
		st = store_invite_find(s, v->id, now_s, &have);
	if (st == ST_OK)
		return made_before(x, &have);
	if (st == ST_NOTFOUND)
		st = store_invite_open(s, v->space, v->inviter, now_s, &open, &first);
	if (st == ST_OK)
		st = store_member_list(s, v->space, m, &members);
	if (st != ST_OK)
		return st;
	if (open >= CAP_INVITES_OPEN) {
		reply_retry(&x->rep, 429, "busy", "Three invitations are open; take one back first.",
		            (uint32_t)(first - now_s));
		return ST_DENIED;
	}
	if (v->role == ROLE_PARTNER && members >= CAP_PARTNERS) {
		reply_error(&x->rep, 403, "denied", "There are two partners already.");
		return ST_DENIED;
	}
	st = store_invite_add(s, v);
	if (st == ST_OK)
		reply_expires(x, 201, v->expires);
	return st;
}

/* ---- GET /v1/invite/{id}, POST /v1/invite/{id}/join */

/* The token from the header, as its hash; false: answered. */
static bool read_token(struct exchange *x)
{
	uint8_t token[32];
	uint64_t source = x->req.source;
	uint32_t wait = limit_take(x->app->invite_rate, span_make(&source, sizeof source), 1, x->req.now_s);
	if (wait != 0) {
		reply_retry(&x->rep, 429, "busy", "Invitations were looked up often from here; please wait a little.",
		            wait);
		return false;
	}
	if (x->req.invite.p == NULL || hex_read(x->req.invite, token, sizeof token) != ST_OK) {
		reply_error(&x->rep, 400, "malformed", "`Hearth-Invite` is a token of 64 hex letters.");
		return false;
	}
	struct span t = span_make(token, sizeof token);
	hash32(x->u.setup.token_hash, "", &t, 1);
	return true;
}

MUST_USE static enum status find(struct exchange *x, struct store *s, struct store_invite *v)
{
	enum status st = store_invite_find(s, x->path.id[0], x->req.now_s, v);
	if (st == ST_OK && sodium_memcmp(v->token_hash, x->u.setup.token_hash, HASH_BYTES) != 0)
		st = ST_NOTFOUND;
	if (st != ST_NOTFOUND)
		return st;
	gone(x);
	return ST_DENIED;
}

static enum route_next look_start(struct exchange *x) { return read_token(x) ? ROUTE_READ : ROUTE_ANSWER; }

static enum status look_work(struct exchange *x, struct store *s)
{
	struct store_invite v;
	enum status st = find(x, s, &v);
	if (st != ST_OK)
		return st;
	struct json_w w;
	reply_json(&x->rep, 200, &w);
	route_pair_hex(&w, "blob", v.blob, v.blob_len);
	json_pair_int(&w, "expires", v.expires);
	reply_done(&x->rep, &w);
	return ST_OK;
}

static enum route_next join_start(struct exchange *x)
{
	if (!read_token(x))
		return ROUTE_ANSWER;
	if (x->req.body.len == 0)
		return route_answer(x, 400, "malformed", "A request to join is not empty.");
	return ROUTE_WRITE;
}

static enum status join_work(struct exchange *x, struct store *s)
{
	struct store_invite v;
	enum status st = find(x, s, &v);
	if (st != ST_OK)
		return st;
	bool again = v.join_len != 0;
	if (again && !span_equal(span_make(v.join, v.join_len), x->req.body)) {
		reply_error(&x->rep, 409, "taken", "Somebody else has already answered this invitation.");
		return ST_DENIED;
	}
	if (!again) {
		memcpy(v.join, x->req.body.p, x->req.body.len); /* at most CAP_JOIN: the route's ceiling */
		v.join_len = (uint32_t)x->req.body.len;
		st = store_invite_join(s, &v);
	}
	if (st == ST_OK)
		reply_expires(x, again ? 200 : 201, v.expires);
	return st;
}

/* ---- GET and DELETE /v1/s/{space}/invite/{id} */

MUST_USE static enum status find_own(struct exchange *x, struct store *s, struct store_invite *v)
{
	enum status st = store_invite_find(s, x->path.id[1], x->req.now_s, v);
	bool own = st == ST_OK && memcmp(v->space, x->path.id[0], ID_BYTES) == 0 &&
	           memcmp(v->inviter, x->dev.member, ID_BYTES) == 0;
	return st == ST_OK && !own ? ST_NOTFOUND : st;
}

static enum route_next own_get_start(struct exchange *x)
{
	return auth_device(x, x->path.id[0]) ? ROUTE_READ : ROUTE_ANSWER;
}

static enum status own_get_work(struct exchange *x, struct store *s)
{
	struct store_invite v;
	enum status st = find_own(x, s, &v);
	if (st == ST_NOTFOUND) {
		gone(x);
		return ST_DENIED;
	}
	if (st != ST_OK)
		return st;
	struct json_w w;
	reply_json(&x->rep, 200, &w);
	json_pair_int(&w, "expires", v.expires);
	json_key(&w, "join");
	if (v.join_len == 0)
		json_put_null(&w);
	else
		json_put_hex(&w, v.join, v.join_len);
	reply_done(&x->rep, &w);
	return ST_OK;
}

static enum route_next burn_start(struct exchange *x)
{
	return auth_device(x, x->path.id[0]) ? ROUTE_WRITE : ROUTE_ANSWER;
}

static enum status burn_work(struct exchange *x, struct store *s)
{
	struct store_invite v;
	enum status st = find_own(x, s, &v);
	if (st == ST_OK)
		st = store_invite_burn(s, v.space, v.id);
	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	reply_empty(&x->rep, 204);
	return ST_OK;
}

const struct route route_invite_table[] = {
    {METHOD_POST, "/v1/s/*/invite", ROUTE_SIGNED, CAP_JSON_BODY, make_start, make_work, NULL},
    {METHOD_GET, "/v1/s/*/invite/*", ROUTE_SIGNED, 0, own_get_start, own_get_work, NULL},
    {METHOD_DELETE, "/v1/s/*/invite/*", ROUTE_SIGNED, 0, burn_start, burn_work, NULL},
    {METHOD_GET, "/v1/invite/*", 0, 0, look_start, look_work, NULL},
    {METHOD_POST, "/v1/invite/*/join", 0, CAP_JOIN, join_start, join_work, NULL},
};
const size_t route_invite_count = sizeof route_invite_table / sizeof route_invite_table[0];

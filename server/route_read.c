/* route_read.c - frames, heads and the live line. */
#include "access.h"
#include "app.h"
#include "auth.h"
#include "route.h"
#include "wire/json.h"

/* ---- GET /v1/s/{space}/{stream} */

static enum route_next frames_start(struct exchange *x)
{
	uint64_t limit;
	if (!auth_device(x, x->path.id[0]))
		return ROUTE_ANSWER;
	if (route_query_u64(x->req.query, "after", 0, INT64_MAX, &x->u.page.after) != ST_OK ||
	    route_query_u64(x->req.query, "limit", CAP_PAGE_EVENTS, INT64_MAX, &limit) != ST_OK || limit == 0)
		return route_answer(x, 400, "malformed", "`after` and `limit` are numbers.");
	x->u.page.limit = limit < CAP_PAGE_EVENTS ? (uint32_t)limit : CAP_PAGE_EVENTS;
	return ROUTE_READ;
}

/* A stream one may not read and one that is not there are the same answer. */
static enum status readable(struct exchange *x, struct store *s, struct store_stream *t)
{
	struct store_member m;
	enum status st = store_member_get(s, x->path.id[0], x->dev.member, &m);
	if (st == ST_OK)
		st = store_stream_get(s, x->path.id[0], x->path.id[1], t);
	return st == ST_OK && !access_may(m.role, m.id, t) ? ST_NOTFOUND : st;
}

static enum status frames_work(struct exchange *x, struct store *s)
{
	const uint8_t *space = x->path.id[0], *stream = x->path.id[1];
	struct store_stream t;
	struct store_head head;
	enum status st = readable(x, s, &t);
	if (st == ST_NOTFOUND) {
		reply_error(&x->rep, 404, "notfound", "There is no such stream for this member.");
		return ST_DENIED;
	}
	if (st != ST_OK)
		return st;
	reply_empty(&x->rep, 200);
	x->rep.kind = REPLY_BYTES;
	st = store_frames(s, space, stream, x->u.page.after, x->u.page.limit, CAP_PAGE_BYTES, &x->rep.body);
	if (st == ST_OK)
		st = store_head_get(s, space, stream, &head); /* after the page, so that it never lags behind it */
	if (st == ST_OK)
		x->rep.head = head.n;
	return st;
}

/* ---- GET /v1/s/{space}/heads */

static enum route_next signed_start(struct exchange *x)
{
	return auth_device(x, x->path.id[0]) ? ROUTE_READ : ROUTE_ANSWER;
}

static enum status heads_work(struct exchange *x, struct store *s)
{
	struct json_w w;
	reply_json(&x->rep, 200, &w);
	route_pair_hex(&w, "generation", x->app->ids.generation, ID_BYTES);
	enum status st = route_heads(&w, s, x->path.id[0], x->dev.member);
	reply_done(&x->rep, &w);
	return st;
}

/* ---- GET /v1/s/{space}/notify */

/* The line joins the hub before the heads are read, so that nothing falls between them; it then begins with the heads.
 */
static enum status notify_work(struct exchange *x, struct store *s)
{
	struct store_stream t[CAP_STREAMS];
	struct store_member m;
	struct store_head h;
	struct line *line;
	size_t count = 0;
	enum status st = store_member_get(s, x->path.id[0], x->dev.member, &m);
	if (st != ST_OK)
		return st;
	st = hub_join(x->app->hub, x->path.id[0], &x->dev, m.role, x->req.now_s, &line);
	if (st != ST_OK)
		return st;
	st = store_stream_list(s, x->path.id[0], t, &count);
	for (size_t i = 0; st == ST_OK && i < count; i++) {
		if (!access_may(m.role, m.id, &t[i]))
			continue;
		st = store_head_get(s, x->path.id[0], t[i].id, &h);
		if (st == ST_OK)
			line_tell(line, &t[i], h.n);
	}
	if (st != ST_OK) {
		hub_leave(line);
		return st;
	}
	reply_empty(&x->rep, 200);
	x->rep.kind = REPLY_LINE;
	x->rep.line = line;
	return ST_OK;
}

const struct route route_read_table[] = {
    {METHOD_GET, "/v1/s/*/heads", ROUTE_SIGNED, 0, signed_start, heads_work, NULL},
    {METHOD_GET, "/v1/s/*/notify", ROUTE_SIGNED, 0, signed_start, notify_work, NULL},
    {METHOD_GET, "/v1/s/*/*", ROUTE_SIGNED, 0, frames_start, frames_work, NULL},
};
const size_t route_read_count = sizeof route_read_table / sizeof route_read_table[0];

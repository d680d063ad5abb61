/* route.c - finding the route, and the way through it. */
#include "route.h"

#include "app.h"
#include "access.h"
#include "auth.h"
#include "wire/json.h"

/* ---- finding */

static bool is_hex(uint8_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

/* Does path fit the pattern?  Ids go to *ids in order. */
static bool fits(const char *pattern, struct span path, struct path_ids *ids)
{
	size_t at = 0, id = 0;
	for (; *pattern != '\0'; pattern++) {
		if (*pattern != '*') {
			if (at == path.len || path.p[at] != (uint8_t)*pattern)
				return false;
			at++;
			continue;
		}
		if (path.len - at < 2 * ID_BYTES)
			return false;
		for (size_t i = 0; i < 2 * ID_BYTES; i++)
			if (!is_hex(path.p[at + i]))
				return false;
		if (hex_read(span_make(path.p + at, 2 * ID_BYTES), ids->id[id++], ID_BYTES) != ST_OK)
			return false;
		at += 2 * ID_BYTES;
	}
	return at == path.len;
}

static enum route_next static_start(struct exchange *x)
{
	files_reply(x->app->files, &x->req, &x->rep);
	return ROUTE_ANSWER;
}

static const struct route static_route = {METHOD_GET, "", 0, 0, static_start, NULL, NULL};

/* *known: some other method fits the path. */
static const struct route *search(const struct route *table, size_t count, struct exchange *x, bool *known)
{
	struct path_ids ids;
	for (size_t i = 0; i < count; i++) {
		if (!fits(table[i].path, x->req.path, &ids))
			continue;
		*known = true;
		if (table[i].method != x->req.method)
			continue;
		x->path = ids;
		return &table[i];
	}
	return NULL;
}

static const struct route *find(struct exchange *x, bool *known)
{
	const struct {
		const struct route *table;
		size_t count;
	} all[] = {
	    {route_space_table, route_space_count},
	    {route_read_table, route_read_count},
	    {route_cold_table, route_cold_count},
	    {route_invite_table, route_invite_count},
	};
	const struct route *r = NULL;
	for (size_t i = 0; r == NULL && i < sizeof all / sizeof all[0]; i++)
		r = search(all[i].table, all[i].count, x, known);
	if (r != NULL || *known || (x->req.path.len >= 4 && memcmp(x->req.path.p, "/v1/", 4) == 0))
		return r;
	*known = true;
	return x->req.method == METHOD_GET || x->req.method == METHOD_HEAD ? &static_route : NULL;
}

bool route_head(struct exchange *x)
{
	bool known = false;
	if (atomic_load(&x->app->closing)) {
		reply_retry(&x->rep, 503, "closing", "The server is stopping; please try again shortly.", CAP_RETRY_S);
		return false;
	}
	if (x->req.target.len > CAP_TARGET) {
		reply_error(&x->rep, 413, "toobig", "The address is too long.");
		return false;
	}
	x->route = find(x, &known);
	if (x->route == NULL) {
		if (known)
			reply_error(&x->rep, 405, "method", "This address is not asked in this way.");
		else
			reply_error(&x->rep, 404, "notfound", "There is no such address.");
		return false;
	}
	return (x->route->flags & ROUTE_SIGNED) == 0 || auth_early(x);
}

size_t route_body_max(const struct exchange *x) { return x->route->body_max; }

/* ---- the way through */

static struct exchange *of(struct job *j) { return (struct exchange *)(void *)j; } /* job is its first field */

static enum status job_work(struct job *j, struct store *s)
{
	struct exchange *x = of(j);
	return x->route->work(x, s);
}

static void job_failed(struct job *j, enum status st, bool full) { reply_store(&of(j)->rep, st, full); }

static void job_kept(struct job *j)
{
	struct exchange *x = of(j);
	if (x->route->kept != NULL)
		x->route->kept(x);
}

static void job_answer(struct job *j)
{
	struct exchange *x = of(j);
	x->wake(x);
}

static const struct job_ops ops = {job_work, job_failed, job_kept, job_answer};

bool route_whole(struct exchange *x)
{
	enum route_next next = x->route->start(x);
	x->job.ops = &ops;
	x->job.bytes = x->req.body.len;
	x->writes = next == ROUTE_WRITE;
	return next == ROUTE_ANSWER;
}

void route_park(struct exchange *x)
{
	struct worker *w = x->writes ? x->app->writer : x->app->reader;
	if (worker_push(w, &x->job) == ST_OK)
		return;
	reply_retry(&x->rep, 503, "busy", "The server has more to do than it can; please try again shortly.",
	            CAP_RETRY_S);
	x->wake(x);
}

/* ---- shared */

enum route_next route_answer(struct exchange *x, int status, const char *code, const char *message)
{
	reply_error(&x->rep, status, code, message);
	return ROUTE_ANSWER;
}

enum status route_query_u64(struct span q, const char *name, uint64_t fallback, uint64_t max, uint64_t *out)
{
	size_t n = strlen(name);
	*out = fallback;
	for (size_t at = 0; at < q.len;) {
		size_t end = at;
		while (end < q.len && q.p[end] != '&')
			end++;
		if (end - at > n && memcmp(q.p + at, name, n) == 0 && q.p[at + n] == '=') {
			uint64_t v = 0;
			size_t i = at + n + 1;
			if (i == end || end - i > 19)
				return ST_MALFORMED;
			for (; i < end; i++) {
				if (q.p[i] < '0' || q.p[i] > '9')
					return ST_MALFORMED;
				v = v * 10 + (uint64_t)(q.p[i] - '0'); /* 19 digits fit */
			}
			if (v > max)
				return ST_MALFORMED;
			*out = v;
			return ST_OK;
		}
		at = end + 1;
	}
	return ST_OK;
}

void route_pair_hex(struct json_w *w, const char *key, const uint8_t *p, size_t n)
{
	json_key(w, key);
	json_put_hex(w, p, n);
}

enum status route_heads(struct json_w *w, struct store *s, const uint8_t space[ID_BYTES],
                        const uint8_t member[ID_BYTES])
{
	struct store_stream t[CAP_STREAMS];
	struct store_member m;
	struct store_head h;
	size_t count = 0;
	enum status st = store_member_get(s, space, member, &m);
	if (st == ST_OK)
		st = store_stream_list(s, space, t, &count);
	json_key(w, "heads");
	json_array(w);
	for (size_t i = 0; st == ST_OK && i < count; i++) {
		if (!access_may(m.role, member, &t[i]))
			continue;
		st = store_head_get(s, space, t[i].id, &h);
		json_object(w);
		route_pair_hex(w, "stream", t[i].id, ID_BYTES);
		json_pair_int(w, "n", (int64_t)h.n);
		route_pair_hex(w, "R", h.R, HASH_BYTES);
		json_end_object(w);
	}
	json_end_array(w);
	return st;
}

/* test_route.c - routes without a socket: plain requests in, plain replies out. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app.h"
#include "check.h"
#include "crypto/keys.h"
#include "house.h"
#include "route.h"
#include "wire/json.h"

static struct app app;
static struct store *db;
static struct house couple;
static char dir[] = "/tmp/hearth-route-XXXXXX", path[64];

/* Runs a request to its end; workers are stood in for by the one store.  The caller clears. */
static struct exchange *ask(enum method m, const char *name, const char *target, struct span body, const char *auth)
{
	struct exchange *x = calloc(1, sizeof *x);
	const char *mark = strchr(target, '?');
	assert_non_null(x);
	exchange_init(x, &app);
	x->req.method = m;
	x->req.method_name = name;
	x->req.target = span_text(target);
	x->req.path = mark == NULL ? x->req.target : span_make(target, (size_t)(mark - target));
	x->req.query = mark == NULL ? span_make("", 0) : span_text(mark + 1);
	x->req.host = span_text("localhost");
	x->req.loopback = true;
	x->req.now_s = 1754000000;
	if (auth != NULL)
		x->req.auth = span_text(auth);
	if (!route_head(x))
		return x;
	assert_true(body.len <= route_body_max(x));
	x->req.body = body;
	if (route_whole(x))
		return x;
	if (x->writes)
		assert_int_equal(store_begin(db), ST_OK);
	enum status st = x->job.ops->work(&x->job, db);
	if (x->writes)
		assert_int_equal(store_commit(db), ST_OK);
	assert_true(st == ST_OK || st == ST_DENIED);
	return x;
}

static void done(struct exchange *x)
{
	exchange_clear(x);
	free(x);
}

/* The reply's error code, "" for none. */
static const char *error_of(const struct exchange *x)
{
	static char code[32];
	struct json_doc d;
	struct span t;
	code[0] = '\0';
	if (x->rep.kind != REPLY_JSON || json_parse(alloc_heap(), buf_span(&x->rep.body), &d) != ST_OK)
		return code;
	if (json_text(&d, json_root(&d), "error", sizeof code - 1, &t) == ST_OK)
		memcpy(code, t.p, t.len), code[t.len] = '\0';
	json_free(&d);
	return code;
}

static void expect(struct exchange *x, int status, const char *error)
{
	assert_int_equal(x->rep.status, status);
	assert_string_equal(error_of(x), error);
	done(x);
}

static void test_find(void **state)
{
	const struct span none = {NULL, 0};
	(void)state;
	expect(ask(METHOD_GET, "GET", "/v1/info", none, NULL), 200, "");
	expect(ask(METHOD_POST, "POST", "/v1/info", none, NULL), 405, "method");
	expect(ask(METHOD_GET, "GET", "/v1/", none, NULL), 404, "notfound");
	expect(ask(METHOD_GET, "GET", "/v1/s/0123/heads", none, NULL), 404, "notfound");
	expect(ask(METHOD_GET, "GET", "/v1/s/0123456789abcdef0123456789abcdeF/heads", none, NULL), 404, "notfound");
	expect(ask(METHOD_GET, "GET", "/v1/s/0123456789abcdef0123456789abcdef/heads", none, NULL), 401, "auth");
	expect(ask(METHOD_GET, "GET", "/v1/s/0123456789abcdef0123456789abcdef/headsx", none, NULL), 404, "notfound");
	expect(ask(METHOD_OTHER, "BREW", "/v1/info", none, NULL), 405, "method");
	expect(ask(METHOD_OTHER, "BREW", "/", none, NULL), 405, "method");
	expect(ask(METHOD_GET, "GET", "/../x", none, NULL), 404, "notfound");
	atomic_store(&app.closing, true);
	expect(ask(METHOD_GET, "GET", "/v1/info", none, NULL), 503, "closing");
	atomic_store(&app.closing, false);
}

/* Before a body is taken in: whoever knows of no space is refused by the header alone. */
static void test_unknown_space(void **state)
{
	static const char claim[] = "v1 0123456789abcdef0123456789abcdef 1754000000 "
	                            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	static const char *const t[][2] = {{"POST", "push"}, {"POST", "invite"}, {"PUT", "cold"}};
	const struct span none = {NULL, 0};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++) {
		enum method m = t[i][0][1] == 'O' ? METHOD_POST : METHOD_PUT;
		char target[64];
		(void)snprintf(target, sizeof target, "/v1/s/0123456789abcdef0123456789abcdef/%s", t[i][1]);
		struct exchange *x = ask(m, t[i][0], target, none, claim);
		assert_false(x->writes);
		assert_ptr_equal(x->job.ops, NULL); /* it never came to route_whole */
		expect(x, 401, "auth");
	}
}

static void test_query(void **state)
{
	static const struct {
		const char *q;
		enum status st;
		uint64_t v;
	} t[] = {
	    {"", ST_OK, 7},
	    {"after=5", ST_OK, 5},
	    {"x=1&after=5", ST_OK, 5},
	    {"after=5&after=6", ST_OK, 5},
	    {"before=5", ST_OK, 7},
	    {"aft=5", ST_OK, 7},
	    {"after", ST_OK, 7},
	    {"after=", ST_MALFORMED, 0},
	    {"after=9223372036854775807", ST_OK, INT64_MAX},
	    {"after=9223372036854775808", ST_MALFORMED, 0},
	    {"after=99999999999999999999", ST_MALFORMED, 0},
	    {"after=+1", ST_MALFORMED, 0},
	    {"&&after=1", ST_OK, 1},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++) {
		uint64_t v = 0;
		assert_int_equal(route_query_u64(span_text(t[i].q), "after", 7, INT64_MAX, &v), t[i].st);
		if (t[i].st == ST_OK)
			assert_true(v == t[i].v);
	}
}

static struct exchange *signed_ask(enum method m, const char *name, const char *target, struct span body, uint32_t who,
                                   int64_t ts)
{
	char auth[HTTP_CLAIM_MAX];
	http_sign(&couple.dev[who][0], app.ids.server, name, span_text(target), ts, body, auth);
	return ask(m, name, target, body, auth);
}

static void target_of(char out[128], const char *rest)
{
	char hex[2 * ID_BYTES];
	hex_write(couple.space, ID_BYTES, hex);
	(void)snprintf(out, 128, "/v1/s/%.*s/%s", (int)sizeof hex, hex, rest);
}

/* The whole way: the couple's own tapes, pushed event by event, come back as they were. */
static void test_life(void **state)
{
	char target[128], hex[2 * ID_BYTES + 1] = "";
	(void)state;
	expect(ask(METHOD_POST, "POST", "/v1/spaces", tape_frame(&couple.m, 1).env, NULL), 201, "");
	expect(ask(METHOD_POST, "POST", "/v1/spaces", tape_frame(&couple.m, 1).env, NULL), 200, "");
	target_of(target, "heads");
	struct exchange *x = signed_ask(METHOD_GET, "GET", target, span_make("", 0), 0, 1754000000);
	expect(x, 200, "");
	expect(signed_ask(METHOD_GET, "GET", target, span_make("", 0), 0, 1754000301), 401, "clock");
	expect(signed_ask(METHOD_GET, "GET", target, span_make("", 0), 1, 1754000000), 401, "auth");
	target_of(target, "push");
	/* The house's tapes carry its own minutes in R, so only what builds on n 0 or on nothing but M 1 can be
	 * replayed here. */
	struct frame grant = tape_frame(&couple.p[0], 1);
	expect(signed_ask(METHOD_POST, "POST", target, grant.env, 0, 1754000000), 200, "");
	expect(signed_ask(METHOD_POST, "POST", target, grant.env, 0, 1754000000), 200, "");
	expect(signed_ask(METHOD_POST, "POST", target, span_make("x", 1), 0, 1754000000), 400, "malformed");
	expect(signed_ask(METHOD_POST, "POST", target, tape_frame(&couple.m, 2).env, 0, 1754000000), 409, "base");
	expect(signed_ask(METHOD_POST, "POST", target, tape_frame(&couple.m, 1).env, 0, 1754000000), 403, "denied");
	hex_write(couple.p[0].stream, ID_BYTES, hex);
	target_of(target, hex);
	x = signed_ask(METHOD_GET, "GET", target, span_make("", 0), 0, 1754000000);
	assert_int_equal(x->rep.kind, REPLY_BYTES);
	assert_true(x->rep.head == 1);
	struct frame f;
	struct span r = buf_span(&x->rep.body);
	assert_int_equal(frame_parse(&r, &f), ST_OK);
	assert_true(span_equal(f.env, grant.env) && f.minute == 1754000000 / 60 && r.len == 0);
	done(x);
	hub_close(app.hub);
	target_of(target, "cold");
	expect(signed_ask(METHOD_GET, "GET", target, span_make("", 0), 0, 1754000000), 200, "");
}

static int begin(void **state)
{
	(void)state;
	pthread_mutex_init(&app.look_lock, NULL);
	house_found(&couple, 5);
	if (mkdtemp(dir) == NULL)
		return 1;
	(void)snprintf(path, sizeof path, "%s/t.db", dir);
	return store_open(path, STORE_WRITE, 0, &db) != ST_OK || store_open(path, STORE_READ, 0, &app.look) != ST_OK ||
	       store_ids_get(db, &app.ids) != ST_OK || limit_new(100, 60, &app.push_rate) != ST_OK ||
	       limit_new(100000, 60, &app.push_bytes) != ST_OK || limit_new(10, 3600, &app.recover_rate) != ST_OK ||
	       limit_new(20, 60, &app.invite_rate) != ST_OK || recall_new(&app.recall) != ST_OK ||
	       hub_new(&app.hub) != ST_OK || files_new(dir, &app.files) != ST_OK;
}

static int end(void **state)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	char name[80];
	(void)state;
	store_close(app.look);
	store_close(db);
	limit_free(app.push_rate);
	limit_free(app.push_bytes);
	limit_free(app.recover_rate);
	limit_free(app.invite_rate);
	recall_free(app.recall);
	hub_free(app.hub);
	files_free(app.files);
	house_clear(&couple);
	for (size_t i = 0; i < COUNT(ends); i++) {
		(void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
		(void)unlink(name);
	}
	return rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_unknown_space),
	    cmocka_unit_test(test_query),
	    cmocka_unit_test(test_life),
	};
	return sodium_init() < 0 || cmocka_run_group_tests(tests, begin, end);
}

/* auth.c - signed requests.  An unknown space, an unknown device and a wrong signature are one answer. */
#include "auth.h"

#include "app.h"
#include "push.h"
#include "route.h"
#include "wire/json.h"

static bool refuse(struct exchange *x)
{
	reply_error(&x->rep, 401, "auth", "This request is not signed by a device of this space.");
	return false;
}

MUST_USE static bool read_claim(struct exchange *x, struct http_claim *c)
{
	if (x->req.auth.p == NULL || http_claim_parse(x->req.auth, c) != ST_OK)
		return refuse(x);
	int64_t off = c->ts - x->req.now_s;
	if (off <= CAP_CLOCK_S && off >= -CAP_CLOCK_S)
		return true;
	struct json_w w;
	reply_error_begin(&x->rep, 401, "clock", "This device's clock differs from the server's.", &w);
	json_pair_int(&w, "now", x->req.now_s);
	reply_done(&x->rep, &w);
	return false;
}

/* Is there such a space?  Whoever knows of none shall not fill the memory that all bodies share. */
MUST_USE static bool known_space(struct exchange *x, const uint8_t space[ID_BYTES])
{
	struct store_member m[CAP_MEMBERS];
	size_t count = 0;
	pthread_mutex_lock(&x->app->look_lock);
	enum status st = store_member_list(x->app->look, space, m, &count);
	pthread_mutex_unlock(&x->app->look_lock);
	if (st != ST_OK)
		reply_store(&x->rep, st, false);
	else if (count == 0)
		return refuse(x);
	return st == ST_OK;
}

bool auth_early(struct exchange *x)
{
	struct http_claim c;
	return read_claim(x, &c) && (x->route->body_max == 0 || known_space(x, x->path.id[0]));
}

static bool signed_by(const struct exchange *x, const struct http_claim *c, const uint8_t ds[32])
{
	const struct request *q = &x->req;
	return verify_http(c, x->app->ids.server, q->method_name, q->target, q->body, ds) == ST_OK;
}

/* The device as stored, or as the push would make it. */
MUST_USE static enum status look_up(struct exchange *x, const uint8_t space[ID_BYTES], const uint8_t device[ID_BYTES])
{
	struct app *app = x->app;
	struct store_device fresh;
	pthread_mutex_lock(&app->look_lock);
	enum status st = store_device_get(app->look, space, device, &x->dev);
	if (x->push != NULL && (st == ST_NOTFOUND || (st == ST_OK && !x->dev.active))) {
		enum status made = push_recovers(x->push, app->look, space, device, &fresh);
		if (made == ST_OK)
			x->dev = fresh;
		if (made != ST_NOTFOUND)
			st = made;
	}
	pthread_mutex_unlock(&app->look_lock);
	return st;
}

MUST_USE static bool authenticate(struct exchange *x, const uint8_t space[ID_BYTES])
{
	struct http_claim c;
	if (!read_claim(x, &c))
		return false;
	enum status st = look_up(x, space, c.device);
	if (st == ST_OK && signed_by(x, &c, x->dev.ds))
		return true;
	if (st == ST_OK || st == ST_NOTFOUND)
		return refuse(x);
	reply_store(&x->rep, st, false);
	return false;
}

bool auth_device(struct exchange *x, const uint8_t space[ID_BYTES])
{
	if (!authenticate(x, space))
		return false;
	if (!x->dev.active)
		reply_error(&x->rep, 403, "denied", "This device was removed from the space.");
	return x->dev.active;
}

bool auth_push(struct exchange *x, const uint8_t space[ID_BYTES])
{
	if (!authenticate(x, space))
		return false;
	if (!x->dev.active)
		reply_error(&x->rep, 409, "revoked", "This device was removed from the space.");
	return x->dev.active;
}

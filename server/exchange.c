/* exchange.c - replies and the life of an exchange. */
#include "exchange.h"

#include <stdlib.h>
#include <unistd.h>

#include "push.h"
#include "notify.h"
#include "wire/json.h"

void exchange_init(struct exchange *x, struct app *app)
{
	memset(x, 0, sizeof *x);
	x->app = app;
	x->rep.fd = -1;
	buf_init(&x->rep.body, alloc_heap(), CAP_REPLY);
}

static void drop_content(struct reply *rep)
{
	hub_leave(rep->line);
	rep->line = NULL;
	if (rep->fd >= 0)
		close(rep->fd);
	rep->fd = -1;
	buf_reset(&rep->body);
}

void exchange_clear(struct exchange *x)
{
	drop_content(&x->rep);
	buf_clear(&x->rep.body);
	push_free(x->push);
	x->push = NULL;
	free(x->invite);
	x->invite = NULL;
	free(x->founding);
	x->founding = NULL;
}

void reply_json(struct reply *rep, int status, struct json_w *w)
{
	drop_content(rep);
	rep->status = status;
	rep->kind = REPLY_JSON;
	rep->retry_s = 0;
	*w = json_writer(&rep->body);
	json_object(w);
}

void reply_done(struct reply *rep, struct json_w *w)
{
	json_end_object(w);
	if (w->st != ST_OK)
		reply_retry(rep, 503, "busy", "The server is short of memory; please try again shortly.", CAP_RETRY_S);
}

void reply_error_begin(struct reply *rep, int status, const char *code, const char *message, struct json_w *w)
{
	reply_json(rep, status, w);
	json_pair_text(w, "error", code);
	json_pair_text(w, "message", message);
}

void reply_error(struct reply *rep, int status, const char *code, const char *message)
{
	struct json_w w;
	reply_error_begin(rep, status, code, message, &w);
	json_end_object(&w);
	if (w.st != ST_OK)
		buf_reset(&rep->body); /* no memory for a hundred bytes: the status alone must do */
}

void reply_retry(struct reply *rep, int status, const char *code, const char *message, uint32_t retry_s)
{
	reply_error(rep, status, code, message);
	rep->retry_s = retry_s;
}

void reply_store(struct reply *rep, enum status st, bool full)
{
	if (st == ST_IO && full)
		reply_error(rep, 507, "full", "The server has no room left. Everything it has confirmed is kept.");
	else
		reply_retry(rep, 503, "busy", "The server could not store this just now; please try again.",
		            CAP_RETRY_S);
}

void reply_empty(struct reply *rep, int status)
{
	drop_content(rep);
	rep->status = status;
	rep->kind = REPLY_EMPTY;
	rep->retry_s = 0;
}

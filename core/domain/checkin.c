/* checkin.c - this week's two parts and next week's four offers. */
#include "domain/checkin.h"

#include "domain/item.h"
#include "domain/plan_step.h"

#define FIRST_WEEK_DAYS 7

int32_t checkin_week(int32_t day) { return step_monday(day); }

/* The newest own part, private or shared; of theirs only what they shared. */
static const struct fact *part(const struct facts *f, enum fact_filter who, int32_t week)
{
	for (size_t i = facts_next(f, REC_CHECKIN, who, 0); i < f->n; i = facts_next(f, REC_CHECKIN, who, i + 1))
		if (event_int(f->v[i].t, f->v[i].body, "week", -1) == week && (who == FACT_MINE || f->v[i].shared))
			return &f->v[i];
	return NULL;
}

static void write_part(struct json_w *w, const char *key, const struct fact *x)
{
	json_key(w, key);
	if (x == NULL) {
		json_put_null(w);
		return;
	}
	json_object(w);
	json_key(w, "id");
	json_put_hex(w, x->id, sizeof x->id);
	json_pair_bool(w, "shared", x->shared);
	json_key(w, "body");
	event_body_to_json(x->t, x->body, w);
	json_end_object(w);
}

static const char *form(const struct plan_day *d)
{
	if (d->h->hard || d->contain || d->h->path == PATH_ALONE)
		return "none";
	return d->light ? "thanks" : "whole";
}

void checkin_view(const struct facts *f, const struct pack *p, const struct plan_query *q, struct json_w *w)
{
	struct history h;
	struct plan_day d;
	int32_t week = checkin_week(q->day);
	history_gather(f, p, q->day, &h);
	plan_day_make(&h, p, q, &d);
	const struct fact *mine = part(f, FACT_MINE, week - 7), *theirs = part(f, FACT_THEIRS, week - 7);
	json_object(w);
	json_pair_int(w, "week", week);
	json_pair_text(w, "form", form(&d));
	json_pair_bool(w, "first", h.start_day == HISTORY_NEVER || q->day - h.start_day < FIRST_WEEK_DAYS);
	write_part(w, "mine", part(f, FACT_MINE, week));
	write_part(w, "theirs", part(f, FACT_THEIRS, week));
	json_key(w, "last");
	if (mine == NULL && theirs == NULL) {
		json_put_null(w);
	} else {
		json_object(w);
		write_part(w, "mine", mine);
		write_part(w, "theirs", theirs);
		json_end_object(w);
	}
	json_key(w, "proposals");
	week_proposals_write(&h, p, q, w);
	json_end_object(w);
}

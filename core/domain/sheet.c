/* sheet.c - which sheets are here today, and what stands in them. */
#include "domain/sheet.h"

#include "domain/away.h"
#include "domain/item.h"
#include "domain/plan_rules.h"

#define NEVER_DUE INT64_MAX
#define RUN_MINUTES_MAX (25 * 60) /* to the same hour tomorrow, also when the clocks change */

static const char *const answer_fields[SHEET_ASKS_MAX] = {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"};

/* ---- what rests today */

struct sheet_day {
	const struct facts *f;
	const struct pack *p;
	const struct sheet_query *q;
	struct away away;
	bool x1, x2, x4; /* sheets with these rest */
};

static void sheet_day_make(const struct facts *f, const struct pack *p, const struct sheet_query *q, struct sheet_day *d)
{
	struct history h;
	struct plan_day day;
	history_gather(f, p, q->plan.day, &h);
	plan_day_make(&h, p, &q->plan, &day);
	/* Light is what some choose who cannot choose alone, and who has not chosen has given no pass. */
	*d = (struct sheet_day){f, p, q, away_of(f), h.path != PATH_TOGETHER, day.care, day.contain};
}

static bool has_x(struct span sheet, const char *code)
{
	struct span item, s;
	for (struct item_list l = item_list(sheet, "x"); item_next(&l, &item);) {
		struct cbor_r r = cbor_reader(item);
		if (cbor_get_text(&r, &s) == ST_OK && span_is(s, code))
			return true;
	}
	return false;
}

static bool rests(const struct sheet_day *d, struct span sheet)
{
	return (d->x1 && has_x(sheet, "X1")) || (d->x2 && has_x(sheet, "X2")) || (d->x4 && has_x(sheet, "X4")) ||
	       away_item(&d->away, d->p, PACK_SHEETS, sheet);
}

/* ---- its records */

/* The next record of a sheet; of theirs only what they shared, and while it rests none. */
static size_t next(const struct facts *f, struct span id, bool only_mine, size_t from)
{
	enum fact_filter who = only_mine ? FACT_MINE : FACT_ANY;
	for (size_t i = facts_next(f, REC_SHEET, who, from); i < f->n; i = facts_next(f, REC_SHEET, who, i + 1)) {
		const struct fact *x = &f->v[i];
		if ((x->mine || x->shared) && event_has_name(x->t, x->body, "sheet", id))
			return i;
	}
	return f->n;
}

/* A record with `until` says that the sheet runs; every other one is a filled form. */
static int64_t until_of(const struct fact *x) { return event_int(x->t, x->body, "until", 0); }

/* An hour is at most a day ahead: a record that says more, as only another program or a wrong clock writes, holds nobody. */
static bool is_running(const struct fact *x, int64_t minute)
{
	return until_of(x) > minute && until_of(x) <= minute + RUN_MINUTES_MAX;
}
static bool is_over(const struct fact *x) { return event_int(x->t, x->body, "over", 0) != 0; }

struct standing {
	bool filled, mine, due;
	const struct fact *run; /* NULL: it does not run */
};

static struct standing standing_of(const struct sheet_day *d, struct span id, bool only_mine)
{
	struct standing s = {0};
	for (size_t i = next(d->f, id, only_mine, 0); i < d->f->n; i = next(d->f, id, only_mine, i + 1)) {
		const struct fact *x = &d->f->v[i];
		if (until_of(x) != 0) {
			if (s.run == NULL && !only_mine && is_running(x, d->q->minute))
				s.run = x;
			continue;
		}
		s.filled = true;
		s.mine = s.mine || x->mine;
		s.due = s.due || (!is_over(x) && event_int(x->t, x->body, "again", NEVER_DUE) <= d->q->plan.day);
	}
	return s;
}

/* ---- the list */

static void put_if(struct json_w *w, const char *key, struct span s)
{
	if (s.len != 0)
		json_pair_span(w, key, s);
}

static void write_row(struct span sheet, const struct standing *s, bool resting, struct json_w *w)
{
	json_object(w);
	json_pair_span(w, "id", item_text(sheet, "id"));
	json_pair_span(w, "title", item_text(sheet, "title"));
	json_pair_span(w, "line", item_text(sheet, "line"));
	json_pair_span(w, "keep", item_text(sheet, "keep"));
	json_pair_bool(w, "many", item_flag(sheet, "many"));
	put_if(w, "exercise", item_text(sheet, "exercise"));
	put_if(w, "pack", item_text(sheet, "pack"));
	json_pair_bool(w, "filled", s->filled);
	json_pair_bool(w, "due", s->due && !resting);
	json_pair_bool(w, "rests", resting);
	json_key(w, "until");
	if (s->run != NULL)
		json_put_int(w, until_of(s->run));
	else
		json_put_null(w);
	json_end_object(w);
}

void sheet_list_view(const struct facts *f, const struct pack *p, const struct sheet_query *q, struct json_w *w)
{
	struct sheet_day d;
	sheet_day_make(f, p, q, &d);
	json_array(w);
	for (size_t i = 0; i < pack_count(p, PACK_SHEETS); i++) {
		struct span sheet = pack_at(p, PACK_SHEETS, i);
		bool resting = rests(&d, sheet);
		struct standing s = standing_of(&d, item_text(sheet, "id"), resting);
		if (!resting || s.mine)
			write_row(sheet, &s, resting, w);
	}
	json_end_array(w);
}

/* ---- the form */

static size_t ask_count(struct span sheet)
{
	size_t n = item_list(sheet, "asks").left;
	return n < SHEET_ASKS_MAX ? n : SHEET_ASKS_MAX;
}

/* An hour that comes every day can be waited for: it asks for a time, and for no day. */
static bool can_run(struct span sheet)
{
	struct span ask;
	bool time = false, day = false;
	for (struct item_list l = item_list(sheet, "asks"); item_next(&l, &ask);) {
		time = time || span_is(item_text(ask, "kind"), "time");
		day = day || span_is(item_text(ask, "kind"), "day");
	}
	return time && !day;
}

static void write_head(const struct fact *x, struct json_w *w)
{
	json_key(w, "id");
	json_put_hex(w, x->id, sizeof x->id);
	json_pair_text(w, "for", x->shared ? "us" : "me");
	json_pair_bool(w, "mine", x->mine);
}

static void write_record(const struct fact *x, size_t asks, struct json_w *w)
{
	int64_t again = event_int(x->t, x->body, "again", -1);
	json_object(w);
	write_head(x, w);
	json_pair_int(w, "at_ms", (int64_t)x->at_ms);
	json_pair_bool(w, "sent", x->sent);
	json_pair_int(w, "day", event_int(x->t, x->body, "day", 0));
	json_key(w, "again");
	if (again >= 0)
		json_put_int(w, again);
	else
		json_put_null(w);
	json_pair_bool(w, "over", is_over(x));
	json_key(w, "answers");
	json_array(w);
	for (size_t i = 0; i < asks; i++)
		json_put_span(w, event_text(x->t, x->body, answer_fields[i]));
	json_end_array(w);
	json_end_object(w);
}

static void write_run(const struct fact *x, struct json_w *w)
{
	json_key(w, "run");
	if (x == NULL) {
		json_put_null(w);
		return;
	}
	json_object(w);
	write_head(x, w);
	json_pair_int(w, "until", until_of(x));
	json_end_object(w);
}

static void write_records(const struct facts *f, struct span sheet, bool only_mine, struct json_w *w)
{
	struct span id = item_text(sheet, "id");
	size_t asks = ask_count(sheet), by[2] = {0};
	json_key(w, "records");
	json_array(w);
	for (size_t i = next(f, id, only_mine, 0); i < f->n; i = next(f, id, only_mine, i + 1)) {
		const struct fact *x = &f->v[i];
		if (until_of(x) != 0 || by[x->mine] == SHEET_RECORDS_MAX)
			continue;
		by[x->mine]++;
		write_record(x, asks, w);
	}
	json_end_array(w);
}

enum status sheet_form_view(const struct facts *f, const struct pack *p, const struct sheet_query *q, struct span id,
                            struct json_w *w)
{
	struct sheet_day d;
	struct span sheet;
	enum status st = pack_item(p, PACK_SHEETS, id, &sheet);
	if (st != ST_OK)
		return st;
	sheet_day_make(f, p, q, &d);
	bool resting = rests(&d, sheet);
	struct standing s = standing_of(&d, id, resting);
	if (resting && !s.mine)
		return ST_DENIED;
	json_object(w);
	json_key(w, "item");
	json_put_cbor(w, sheet);
	json_pair_bool(w, "rests", resting);
	json_pair_bool(w, "due", s.due && !resting);
	json_pair_bool(w, "runs", can_run(sheet) && !resting);
	write_run(s.run, w);
	write_records(f, sheet, resting, w);
	json_end_object(w);
	return ST_OK;
}

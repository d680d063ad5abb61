/* ritual.c - the next days by counting in days, weeks and months; no day is walked but those of two weeks. */
#include "domain/ritual.h"

#include "base/civil.h"

#define REVIEW_DAYS 91 /* a season */
#define NEVER INT32_MAX

struct ritual ritual_of(const struct fact *x)
{
	struct ritual r = {
	    .from = (int32_t)event_int(x->t, x->body, "from", 0),
	    .until = (int32_t)event_int(x->t, x->body, "until", RITUAL_DAY_MAX),
	    .every = (enum ritual_every)event_int(x->t, x->body, "every", RITUAL_ONCE),
	    .days = (uint8_t)event_int(x->t, x->body, "days", 0),
	    .minute = (int16_t)event_int(x->t, x->body, "minute", -1),
	    .minutes = (int16_t)event_int(x->t, x->body, "minutes", 0),
	};
	return r;
}

static uint8_t bit_of(int32_t day) { return (uint8_t)(1u << (civil_weekday(day) - CIVIL_MONDAY)); }

uint8_t ritual_days(const struct ritual *r) { return (r->days & 127) != 0 ? r->days & 127 : bit_of(r->from); }

static int32_t monday(int32_t day) { return day - (int32_t)civil_weekday(day) + CIVIL_MONDAY; }

/* The first chosen weekday of a week that counts.  Two weeks from any day hold one. */
static int32_t in_weeks(const struct ritual *r, int32_t day, int32_t weeks)
{
	uint8_t days = ritual_days(r);
	while ((bit_of(day) & days) == 0 || (monday(day) - monday(r->from)) / 7 % weeks != 0)
		day++;
	return day;
}

static int32_t in_month(struct civil c, uint8_t day)
{
	int32_t out = NEVER;
	uint8_t last = civil_month_days(c.year, c.month);
	c.day = day < last ? day : last;
	return civil_day(c, &out) == ST_OK ? out : NEVER;
}

static int32_t in_months(const struct ritual *r, int32_t day)
{
	struct civil c = civil_date(day);
	uint8_t wanted = civil_date(r->from).day;
	int32_t out = in_month(c, wanted);
	if (out >= day)
		return out;
	c.year += c.month == 12;
	c.month = (uint8_t)(c.month % 12 + 1);
	return in_month(c, wanted);
}

bool ritual_next(const struct ritual *r, int32_t day, int32_t *out)
{
	int32_t next = day > r->from ? day : r->from;
	if (next > RITUAL_DAY_MAX)
		return false;
	switch (r->every) {
	case RITUAL_ONCE:
		next = next == r->from ? next : NEVER;
		break;
	case RITUAL_DAILY:
		break;
	case RITUAL_WEEKLY:
		next = in_weeks(r, next, 1);
		break;
	case RITUAL_FORTNIGHT:
		next = in_weeks(r, next, 2);
		break;
	case RITUAL_MONTHLY:
		next = in_months(r, next);
		break;
	}
	if (next > r->until || next > RITUAL_DAY_MAX)
		return false;
	*out = next;
	return true;
}

/* ---- the list ---- */

size_t ritual_facts(const struct facts *f, const struct fact *out[RITUAL_ROWS_MAX])
{
	size_t n = 0, by[2] = {0};
	for (size_t i = facts_next(f, REC_RITUAL, FACT_ANY, 0); i < f->n; i = facts_next(f, REC_RITUAL, FACT_ANY, i + 1)) {
		const struct fact *x = &f->v[i];
		if (by[x->mine] == RITUAL_MAX)
			continue;
		by[x->mine]++;
		out[n++] = x;
	}
	return n;
}

struct row {
	const struct fact *x;
	int32_t next, minute;
	int32_t looked; /* the newest day on which its writer looked at it again; 0: never */
};

static bool before(const struct row *a, const struct row *b)
{
	return a->next != b->next ? a->next < b->next : a->next != NEVER && a->minute < b->minute;
}

/* In one walk over the own marks; a mark of something else finds no row. */
static void look_up(const struct facts *f, int32_t today, struct row *rows, size_t n)
{
	for (size_t i = facts_next(f, REC_SEEN, FACT_MINE, 0); i < f->n; i = facts_next(f, REC_SEEN, FACT_MINE, i + 1)) {
		struct span id = event_text(f->v[i].t, f->v[i].body, "what");
		int32_t day = (int32_t)event_int(f->v[i].t, f->v[i].body, "day", 0);
		for (size_t k = 0; k < n && id.len == sizeof rows[k].x->id; k++)
			if (memcmp(rows[k].x->id, id.p, id.len) == 0 && day <= today && day > rows[k].looked)
				rows[k].looked = day;
	}
}

/* The newest records first: among equals the newer one stands first. */
static size_t gather(const struct facts *f, int32_t day, struct row rows[RITUAL_ROWS_MAX])
{
	const struct fact *v[RITUAL_ROWS_MAX];
	size_t n = ritual_facts(f, v);
	for (size_t i = 0; i < n; i++) {
		struct ritual r = ritual_of(v[i]);
		struct row row = {v[i], NEVER, r.minute, 0};
		size_t at = i;
		if (!ritual_next(&r, day, &row.next))
			row.next = NEVER;
		for (; at > 0 && before(&row, &rows[at - 1]); at--)
			rows[at] = rows[at - 1];
		rows[at] = row;
	}
	look_up(f, day, rows, n);
	return n;
}

static void write_next(const struct ritual *r, int32_t day, struct json_w *w)
{
	json_key(w, "next");
	json_array(w);
	for (size_t i = 0; i < RITUAL_NEXT && ritual_next(r, day, &day); i++)
		json_put_int(w, day++);
	json_end_array(w);
}

static void write_row(const struct row *row, int32_t day, struct json_w *w)
{
	static const char *const ints[] = {"kind", "every", "from", "days", "minute", "minutes", "until"};
	const struct fact *x = row->x;
	struct ritual r = ritual_of(x);
	struct span note = event_text(x->t, x->body, "note");
	json_object(w);
	json_key(w, "id");
	json_put_hex(w, x->id, sizeof x->id);
	json_pair_bool(w, "mine", x->mine);
	json_pair_text(w, "for", x->shared ? "us" : "me");
	json_pair_span(w, "title", event_text(x->t, x->body, "title"));
	for (size_t i = 0; i < sizeof ints / sizeof ints[0]; i++) {
		int64_t v = event_int(x->t, x->body, ints[i], -1);
		if (v >= 0)
			json_pair_int(w, ints[i], v);
	}
	if (note.len != 0)
		json_pair_span(w, "note", note);
	write_next(&r, day, w);
	json_pair_bool(w, "review_due",
	               x->mine && row->next != NEVER && r.every != RITUAL_ONCE &&
	                   day >= (row->looked > r.from ? row->looked : r.from) + REVIEW_DAYS);
	json_end_object(w);
}

void ritual_view(const struct facts *f, const struct ritual_query *q, struct json_w *w)
{
	struct row rows[RITUAL_ROWS_MAX];
	size_t n = gather(f, q->day, rows);
	json_array(w);
	for (size_t i = 0; i < n; i++)
		write_row(&rows[i], q->day, w);
	json_end_array(w);
}

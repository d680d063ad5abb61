/* ical.c - lines of a calendar.  A line is put together in one buffer and folded when it ends. */
#include "domain/ical.h"

#include "base/civil.h"

#define LINE_BYTES 75u
#define STEP_MINUTES 10

static const char hex[] = "0123456789abcdef";

/* ---- lines: sticky, as the writers of wire are ---- */

struct lines {
	struct buf *out;
	enum status st;
	size_t column; /* bytes of the line so far */
};

static void put(struct lines *l, const void *p, size_t n)
{
	if (l->st == ST_OK)
		l->st = buf_add(l->out, p, n);
	l->column += n;
}

/* One character; a line that is full goes on behind a blank. */
static void put_char(struct lines *l, const uint8_t *p, size_t n)
{
	if (l->column + n > LINE_BYTES) {
		put(l, "\r\n ", 3);
		l->column = 1;
	}
	put(l, p, n);
}

/* ASCII; \n ends the line. */
static void put_text(struct lines *l, const char *ascii)
{
	for (; *ascii != '\0'; ascii++) {
		if (*ascii != '\n') {
			put_char(l, (const uint8_t *)ascii, 1);
			continue;
		}
		put(l, "\r\n", 2);
		l->column = 0;
	}
}

/* Decimal, with zeros in front up to `width`. */
static void put_number(struct lines *l, int32_t v, int width)
{
	char s[12];
	size_t at = sizeof s - 1;
	s[at] = '\0';
	for (; v > 0 || width > 0; v /= 10, width--)
		s[--at] = (char)('0' + v % 10);
	put_text(l, &s[at]);
}

/* Controls, and the marks that some readers take for the end of a line though RFC 5545 does not: U+0080 to U+009F,
 * U+2028 and U+2029.  A title may be the partner's, and must not begin a line of its own. */
static bool is_odd(struct span s, size_t n)
{
	if (n == 1)
		return s.p[0] < ' ' || s.p[0] == 0x7f;
	if (n == 2)
		return s.p[0] == 0xc2 && s.p[1] < 0xa0;
	return n == 3 && s.p[0] == 0xe2 && s.p[1] == 0x80 && (s.p[2] == 0xa8 || s.p[2] == 0xa9);
}

/* A text value: what has a meaning of its own gets a backslash, an end of line becomes \n, what is odd is left out. */
static void put_value(struct lines *l, struct span s)
{
	while (s.len > 0) {
		size_t n = 1;
		while (n < s.len && (s.p[n] & 0xc0) == 0x80)
			n++;
		if (*s.p == '\n')
			put_text(l, "\\n");
		else if (*s.p == ';' || *s.p == ',' || *s.p == '\\')
			put_text(l, "\\");
		if (!is_odd(s, n))
			put_char(l, s.p, n);
		s = span_make(s.p + n, s.len - n);
	}
}

/* ---- values ---- */

static void put_date(struct lines *l, int32_t day)
{
	struct civil c = civil_date(day);
	put_number(l, c.year, 4);
	put_number(l, c.month, 2);
	put_number(l, c.day, 2);
}

static void put_time(struct lines *l, int32_t minute)
{
	put_text(l, "T");
	put_number(l, minute / 60, 2);
	put_number(l, minute % 60, 2);
	put_text(l, "00");
}

/* As a random UUID looks, which takes six bits. */
static void put_uid(struct lines *l, const uint8_t id[16])
{
	for (size_t i = 0; i < 16; i++) {
		uint8_t b = i == 6 ? (id[i] & 0x0f) | 0x40 : i == 8 ? (id[i] & 0x3f) | 0x80 : id[i];
		char s[3] = {hex[b >> 4], hex[b & 15], '\0'};
		if (i == 4 || i == 6 || i == 8 || i == 10)
			put_text(l, "-");
		put_text(l, s);
	}
}

static void put_weekdays(struct lines *l, const struct ritual *r)
{
	static const char names[] = "MOTUWETHFRSASU";
	const char *before = ";BYDAY=";
	for (size_t i = 0; i < 7; i++) {
		if ((ritual_days(r) >> i & 1) == 0)
			continue;
		put_text(l, before);
		put_char(l, (const uint8_t *)&names[2 * i], 1);
		put_char(l, (const uint8_t *)&names[2 * i + 1], 1);
		before = ",";
	}
}

/* A day that short months have not: the last of those days up to it that the month has. */
static void put_monthday(struct lines *l, int32_t day)
{
	put_text(l, ";BYMONTHDAY=");
	if (day == 31) {
		put_text(l, "-1");
		return;
	}
	for (int32_t d = day > 28 ? 28 : day; d <= day; d++) {
		put_number(l, d, 1);
		put_text(l, d < day ? "," : "");
	}
	put_text(l, day > 28 ? ";BYSETPOS=-1" : "");
}

/* A day, and the hour where there is one. */
static void put_when(struct lines *l, const struct ritual *r, int32_t day)
{
	put_date(l, day);
	if (r->minute >= 0)
		put_time(l, r->minute);
}

static void put_rule(struct lines *l, const struct ritual *r)
{
	static const char *const freq[] = {"", "DAILY", "WEEKLY", "WEEKLY;INTERVAL=2;WKST=MO", "MONTHLY"};
	if (r->every == RITUAL_ONCE)
		return;
	put_text(l, "\nRRULE:FREQ=");
	put_text(l, freq[r->every]);
	if (r->every == RITUAL_MONTHLY)
		put_monthday(l, civil_date(r->from).day);
	else if (r->every != RITUAL_DAILY)
		put_weekdays(l, r);
	if (r->until < RITUAL_DAY_MAX) {
		put_text(l, ";UNTIL=");
		put_when(l, r, r->until);
	}
}

/* A whole day begins at midnight, when people sleep: there the hour is nine. */
static void put_alarm(struct lines *l, const struct ritual *r, const struct ical_query *q)
{
	put_text(l, "\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:");
	put_value(l, q->word);
	put_text(l, "\nTRIGGER:");
	put_text(l, r->minute >= 0 && q->alarm > 0 ? "-PT" : "PT");
	put_number(l, r->minute >= 0 ? q->alarm : 540, 1);
	put_text(l, "M\nEND:VALARM");
}

static void put_event(struct lines *l, const struct ical_event *e, int32_t first, const struct ical_query *q)
{
	const struct ritual *r = &e->when;
	bool whole_day = r->minute < 0;
	put_text(l, "BEGIN:VEVENT\nUID:");
	put_uid(l, e->uid);
	put_text(l, "\nDTSTAMP:");
	put_date(l, (int32_t)(q->now_ms / 86400000u));
	put_time(l, 0); /* the hour would say when somebody sat here */
	put_text(l, whole_day ? "Z\nDTSTART;VALUE=DATE:" : "Z\nDTSTART:");
	put_when(l, r, first);
	put_text(l, whole_day ? "\nDURATION:P" : "\nDURATION:PT");
	put_number(l, whole_day ? 1 : r->minutes > 0 ? r->minutes : ICAL_MINUTES, 1);
	put_text(l, whole_day ? "D" : "M");
	put_rule(l, r);
	put_text(l, "\nSUMMARY:");
	put_value(l, q->titles && e->title.len != 0 ? e->title : q->word);
	if (q->alarm >= 0)
		put_alarm(l, r, q);
	put_text(l, "\nEND:VEVENT\n");
}

enum status ical_write(const struct ical_event *v, size_t n, const struct ical_query *query, struct buf *out,
                       size_t *count)
{
	struct lines l = {out, ST_OK, 0};
	struct ical_query q = *query;
	if (q.word.len == 0)
		q.word = span_text("Notes");
	*count = 0;
	put_text(&l, "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Notes//EN\n");
	for (size_t i = 0; i < n && l.st == ST_OK; i++) {
		int32_t first = 0;
		if (!ritual_next(&v[i].when, q.day, &first))
			continue;
		put_event(&l, &v[i], first, &q);
		++*count;
	}
	put_text(&l, "END:VCALENDAR\n");
	return l.st;
}

/* ---- the answer ---- */

static bool all_texts(const struct ical_ask *ask)
{
	if (ask->ids->kind != JSON_ARRAY)
		return false;
	for (const struct json_node *i = json_first(ask->doc, ask->ids); i != NULL; i = json_next(ask->doc, i))
		if (i->kind != JSON_TEXT)
			return false;
	return true;
}

static bool listed(const struct ical_ask *ask, const uint8_t id[16])
{
	uint8_t name[32];
	for (size_t i = 0; i < sizeof name; i++)
		name[i] = (uint8_t)hex[i % 2 == 0 ? id[i / 2] >> 4 : id[i / 2] & 15];
	for (const struct json_node *i = json_first(ask->doc, ask->ids); i != NULL; i = json_next(ask->doc, i))
		if (span_equal(i->text, span_make(name, sizeof name)))
			return true;
	return false;
}

/* The events of a file, with room for what they are called. */
struct wanted {
	size_t n;
	struct ical_event v[RITUAL_ROWS_MAX];
	uint8_t uid[RITUAL_ROWS_MAX][16];
};

MUST_USE static enum status want(struct wanted *e, const struct ical_ask *ask, const uint8_t id[16], struct span title,
                                 struct ritual when)
{
	uint8_t *uid = e->uid[e->n];
	e->v[e->n++] = (struct ical_event){uid, title, when};
	return ask->uid(ask->who, id, uid);
}

MUST_USE static enum status gather(const struct facts *f, const struct ical_ask *ask, struct wanted *e)
{
	const struct fact *all[RITUAL_ROWS_MAX];
	size_t count = ritual_facts(f, all);
	if (ask->ids != NULL && !all_texts(ask))
		return ST_MALFORMED;
	enum status st = ST_OK;
	for (size_t i = 0; i < count && st == ST_OK; i++) {
		const struct fact *x = all[i];
		if (ask->ids == NULL || listed(ask, x->id))
			st = want(e, ask, x->id, event_text(x->t, x->body, "title"), ritual_of(x));
	}
	return st;
}

/* A small step of one's own: no record holds it, so the record of the time there is lends its id. */
MUST_USE static enum status own_step(const struct facts *f, int32_t day, const struct ical_ask *ask,
                                     struct wanted *e)
{
	int64_t minute = 0, days = 0;
	size_t i = facts_next(f, REC_TIME, FACT_MINE, 0);
	enum status st = json_int(ask->doc, ask->step, "minute", 0, 1439, &minute);
	if (st == ST_OK)
		st = json_int(ask->doc, ask->step, "days", 1, 127, &days);
	if (st != ST_OK)
		return ST_MALFORMED;
	if (i == f->n)
		return ST_NOTFOUND;
	struct ritual weekly = {.from = day,
	                        .until = RITUAL_DAY_MAX,
	                        .every = RITUAL_WEEKLY,
	                        .days = (uint8_t)days,
	                        .minute = (int16_t)minute,
	                        .minutes = STEP_MINUTES};
	return want(e, ask, f->v[i].id, (struct span){NULL, 0}, weekly);
}

enum status ical_view(const struct facts *f, const struct ical_query *q, const struct ical_ask *ask, struct buf *text,
                      struct json_w *w)
{
	struct wanted e = {.n = 0};
	size_t count = 0;
	enum status st = ask->step != NULL ? own_step(f, q->day, ask, &e) : gather(f, ask, &e);
	if (st == ST_OK)
		st = ical_write(e.v, e.n, q, text, &count);
	if (st != ST_OK)
		return st;
	json_object(w);
	json_pair_span(w, "text", buf_span(text));
	json_pair_text(w, "file", "notes.ics");
	json_pair_int(w, "events", (int64_t)count);
	json_end_object(w);
	return ST_OK;
}

/* event.c - the table of record types, and bodies between JSON and CBOR.  The table is the truth; nothing else in the
 * core names a field number. */
#include "wire/event.h"

#include "base/utf8.h"

#define NAME_MAX_BYTES 24u
#define MARKS_MAX 64u
#define DAY_MAX 200000 /* about the year 2517 */
#define MINUTE_MAX 200000000 /* about the year 2350, counted in UTC */

static const struct event_field words_f[] = {
	{0, "me", FIELD_TEXT, 0, 40, false},      {1, "you", FIELD_TEXT, 0, 40, false},
	{2, "me_pronoun", FIELD_TEXT, 0, 24, false}, {3, "you_pronoun", FIELD_TEXT, 0, 24, false},
	{4, "plain", FIELD_INT, 0, 1, false},     {5, "lens", FIELD_TEXT, 0, 24, false},
	{6, "sexual", FIELD_INT, 0, 1, false},    {7, "chest", FIELD_TEXT, 0, 24, false},
	{8, "genitals", FIELD_TEXT, 0, 24, false}, {9, "rest", FIELD_NAMES, 0, 14, false},
};
static const struct event_field name_f[] = {{0, "name", FIELD_TEXT, 0, 40, true}};
static const struct event_field start_f[] = {
	{0, "wish", FIELD_NAMES, 0, 8, true}, {1, "around", FIELD_NAMES, 0, 12, true},
	{2, "setup", FIELD_NAMES, 0, 1, true}, {3, "day", FIELD_INT, 0, DAY_MAX, true},
};
static const struct event_field text_f[] = {
	{0, "text", FIELD_TEXT, 0, 8000, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
	{2, "prompt", FIELD_NAMES, 0, 1, false}, {3, "tags", FIELD_NAMES, 0, 12, false},
	{4, "tagged", FIELD_TEXT, 0, 400, false},
};
static const struct event_field thanks_f[] = {
	{0, "text", FIELD_TEXT, 0, 600, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
};
static const struct event_field seen_f[] = {
	{0, "what", FIELD_ID, 0, 0, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
};
static const struct event_field reflection_f[] = {
	{0, "path", FIELD_INT, 0, 2, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
	{2, "slice", FIELD_INT, 0, 9, true}, {3, "answers", FIELD_MARKS, 0, 11, true},
};
static const struct event_field causes_f[] = {
	{0, "picked", FIELD_NAMES, 0, 40, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
};
static const struct event_field light_f[] = {
	{0, "from", FIELD_INT, 0, DAY_MAX, true}, {1, "until", FIELD_INT, 0, DAY_MAX, true},
};
static const struct event_field time_f[] = {
	{0, "minutes", FIELD_INT, 1, 240, true}, {1, "when", FIELD_NAMES, 0, 8, true},
};
static const struct event_field step_f[] = {
	{0, "exercise", FIELD_NAMES, 1, 1, true}, {1, "size", FIELD_INT, 0, 2, true},
	{2, "day", FIELD_INT, 0, DAY_MAX, true},  {3, "what", FIELD_INT, 0, 4, true},
	{4, "minutes", FIELD_INT, 0, 240, false}, {5, "mode", FIELD_INT, 0, 2, false},
	{6, "close", FIELD_INT, 0, 4, false},     {7, "comfort", FIELD_INT, 0, 4, false},
	{8, "why", FIELD_TEXT, 0, 300, false},    {9, "reason", FIELD_NAMES, 0, 1, false},
};
static const struct event_field checkin_f[] = {
	{0, "week", FIELD_INT, 0, DAY_MAX, true},    {1, "thanks", FIELD_TEXT, 0, 1000, false},
	{2, "concern", FIELD_TEXT, 0, 1000, false},  {3, "back", FIELD_TEXT, 0, 2000, false},
	{4, "picks", FIELD_NAMES, 0, 8, false},      {5, "minutes", FIELD_INT, 0, 60, false},
};
/* every: 0 once, 1 daily, 2 weekly, 3 every two weeks, 4 monthly; days: bit 0 is Monday. */
static const struct event_field ritual_f[] = {
	{0, "title", FIELD_TEXT, 0, 80, true},        {1, "kind", FIELD_INT, 0, 1, true},
	{2, "every", FIELD_INT, 0, 4, true},          {3, "from", FIELD_INT, 0, DAY_MAX, true},
	{4, "days", FIELD_INT, 0, 127, false},        {5, "minute", FIELD_INT, 0, 1439, false},
	{6, "minutes", FIELD_INT, 1, 1440, false},    {7, "until", FIELD_INT, 0, DAY_MAX, false},
	{8, "note", FIELD_TEXT, 0, 300, false},
};
static const struct event_field sheet_f[] = {
	{0, "sheet", FIELD_NAMES, 1, 1, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
	{2, "a1", FIELD_TEXT, 0, 1000, false}, {3, "a2", FIELD_TEXT, 0, 1000, false},
	{4, "a3", FIELD_TEXT, 0, 1000, false}, {5, "a4", FIELD_TEXT, 0, 1000, false},
	{6, "a5", FIELD_TEXT, 0, 1000, false}, {7, "a6", FIELD_TEXT, 0, 1000, false},
	{8, "a7", FIELD_TEXT, 0, 1000, false}, {9, "a8", FIELD_TEXT, 0, 1000, false},
	{10, "again", FIELD_INT, 0, DAY_MAX, false}, {11, "over", FIELD_INT, 0, 1, false},
	{12, "until", FIELD_INT, 0, MINUTE_MAX, false},
};
static const struct event_field track_f[] = {
	{0, "track", FIELD_TEXT, 0, 40, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
	{2, "ended", FIELD_INT, 0, 1, false},
};
/* pace: 0 as it comes, 1 weekly, 2 monthly, 3 with the seasons, 4 closed well. */
static const struct event_field pace_f[] = {
	{0, "pace", FIELD_INT, 0, 4, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
};
/* door: 0 another plan, 1 a person, 2 rest, 3 none now. */
static const struct event_field doors_f[] = {
	{0, "door", FIELD_INT, 0, 3, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
};
static const struct event_field card_f[] = {
	{0, "card", FIELD_NAMES, 1, 1, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
	{2, "kept", FIELD_INT, 0, 1, true},
};
static const struct event_field plan_f[] = {
	{0, "week", FIELD_INT, 0, DAY_MAX, true}, {1, "steps", FIELD_NAMES, 0, 14, true},
};
static const struct event_field paper_f[] = {
	{0, "day", FIELD_INT, 0, DAY_MAX, true}, {1, "version", FIELD_INT, 0, INT32_MAX, true},
};
static const struct event_field device_f[] = {
	{0, "device", FIELD_ID, 0, 0, true}, {1, "name", FIELD_TEXT, 0, 40, false}, {2, "day", FIELD_INT, 0, DAY_MAX, true},
};

static const struct event_field copy_f[] = {
	{0, "allowed", FIELD_INT, 0, 1, true}, {1, "day", FIELD_INT, 0, DAY_MAX, true},
};

#define TYPE(number, name, audiences, fields) {number, 1, name, audiences, fields, sizeof fields / sizeof fields[0]}
static const struct event_type types[] = {
	TYPE(REC_WORDS, "words", FOR_ME, words_f),
	TYPE(REC_NAME, "name", FOR_US, name_f),
	TYPE(REC_START, "start", FOR_ME, start_f),
	TYPE(REC_PAGE, "page", FOR_ME | FOR_US, text_f),
	TYPE(REC_ENTRY, "entry", FOR_ME | FOR_US, text_f),
	TYPE(REC_THANKS, "thanks", FOR_ME | FOR_US, thanks_f),
	TYPE(REC_SEEN, "seen", FOR_ME, seen_f),
	TYPE(REC_REFLECTION, "reflection", FOR_ME, reflection_f),
	TYPE(REC_CAUSES, "causes", FOR_ME, causes_f),
	TYPE(REC_LIGHT, "light", FOR_ME, light_f),
	TYPE(REC_HARD, "hard", FOR_ME, light_f),
	TYPE(REC_TIME, "time", FOR_ME, time_f),
	TYPE(REC_STEP, "step", FOR_ME, step_f),
	TYPE(REC_CHECKIN, "checkin", FOR_ME | FOR_US, checkin_f),
	TYPE(REC_RITUAL, "ritual", FOR_ME | FOR_US, ritual_f),
	TYPE(REC_SHEET, "sheet", FOR_ME | FOR_US, sheet_f),
	TYPE(REC_CARD, "card", FOR_ME, card_f),
	TYPE(REC_PLAN, "plan", FOR_ME, plan_f),
	TYPE(REC_TRACK, "track", FOR_ME, track_f),
	TYPE(REC_PACE, "pace", FOR_ME, pace_f),
	TYPE(REC_DOORS, "doors", FOR_ME, doors_f),
	TYPE(REC_PAPER, "paper", FOR_ME, paper_f),
	TYPE(REC_DEVICE, "device", FOR_ME, device_f),
	TYPE(REC_COPY, "copy", FOR_ME, copy_f),
};
#define TYPES (sizeof types / sizeof types[0])

const struct event_type *event_type_at(size_t i) { return i < TYPES ? &types[i] : NULL; }

const struct event_type *event_type_find(uint64_t number)
{
	for (size_t i = 0; i < TYPES; i++)
		if (types[i].number == number)
			return &types[i];
	return NULL;
}

const struct event_type *event_type_named(struct span name)
{
	for (size_t i = 0; i < TYPES; i++)
		if (span_equal(span_text(types[i].name), name))
			return &types[i];
	return NULL;
}

static const struct event_field *field_of(const struct event_type *t, const char *name)
{
	for (uint8_t i = 0; i < t->field_count; i++)
		if (strcmp(t->fields[i].name, name) == 0)
			return &t->fields[i];
	return NULL;
}

static bool is_name(struct span s)
{
	if (s.len == 0 || s.len > NAME_MAX_BYTES)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		uint8_t c = s.p[i];
		bool ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
		if (!ok)
			return false;
	}
	return true;
}

static int hex_digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

MUST_USE static enum status put_id(struct cbor_w *w, struct span hex)
{
	uint8_t id[16];
	if (hex.len != 32)
		return ST_MALFORMED;
	for (size_t i = 0; i < 16; i++) {
		int hi = hex_digit(hex.p[2 * i]), lo = hex_digit(hex.p[2 * i + 1]);
		if (hi < 0 || lo < 0)
			return ST_MALFORMED;
		id[i] = (uint8_t)(hi << 4 | lo);
	}
	cbor_bytes(w, id, sizeof id);
	return ST_OK;
}

MUST_USE static enum status put_names(struct cbor_w *w, const struct event_field *f, const struct json_doc *doc, const struct json_node *v)
{
	size_t n = 0;
	if (v->kind != JSON_ARRAY)
		return ST_MALFORMED;
	for (const struct json_node *i = json_first(doc, v); i != NULL; i = json_next(doc, i), n++)
		if (i->kind != JSON_TEXT || !is_name(i->text))
			return ST_MALFORMED;
	if (n > (size_t)f->max)
		return ST_TOOBIG;
	if (n < (size_t)f->lo)
		return ST_MALFORMED;
	cbor_array(w, n);
	for (const struct json_node *i = json_first(doc, v); i != NULL; i = json_next(doc, i))
		cbor_text(w, i->text.p, i->text.len);
	return ST_OK;
}

/* Bytewise order of encoded text keys: shorter first, then by bytes. */
static int key_cmp(struct span a, struct span b)
{
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return a.len == 0 ? 0 : memcmp(a.p, b.p, a.len);
}

MUST_USE static enum status put_marks(struct cbor_w *w, const struct event_field *f, const struct json_doc *doc, const struct json_node *v)
{
	const struct json_node *sorted[MARKS_MAX];
	size_t n = 0;
	if (v->kind != JSON_OBJECT)
		return ST_MALFORMED;
	for (const struct json_node *i = json_first(doc, v); i != NULL; i = json_next(doc, i)) {
		if (n == MARKS_MAX)
			return ST_TOOBIG;
		if (i->kind != JSON_INT || i->num < 0 || i->num > f->max || !is_name(i->key))
			return ST_MALFORMED;
		size_t at = n++;
		while (at > 0 && key_cmp(sorted[at - 1]->key, i->key) > 0) {
			sorted[at] = sorted[at - 1];
			at--;
		}
		sorted[at] = i;
	}
	cbor_map(w, n);
	for (size_t i = 0; i < n; i++) {
		cbor_text(w, sorted[i]->key.p, sorted[i]->key.len);
		cbor_uint(w, (uint64_t)sorted[i]->num);
	}
	return ST_OK;
}

MUST_USE static enum status put_field(struct cbor_w *w, const struct event_field *f, const struct json_doc *doc, const struct json_node *v)
{
	switch (f->kind) {
	case FIELD_TEXT:
		if (v->kind != JSON_TEXT)
			return ST_MALFORMED;
		if (utf8_count(v->text) > (size_t)f->max)
			return ST_TOOBIG;
		cbor_text(w, v->text.p, v->text.len);
		return ST_OK;
	case FIELD_INT:
		if (v->kind != JSON_INT || v->num < f->lo || v->num > f->max)
			return ST_MALFORMED;
		cbor_uint(w, (uint64_t)v->num);
		return ST_OK;
	case FIELD_ID:
		return v->kind == JSON_TEXT ? put_id(w, v->text) : ST_MALFORMED;
	case FIELD_NAMES:
		return put_names(w, f, doc, v);
	case FIELD_MARKS:
		return put_marks(w, f, doc, v);
	}
	return ST_MALFORMED;
}

enum status event_body_from_json(const struct event_type *t, const struct json_doc *doc, const struct json_node *obj, struct buf *b, const char **field)
{
	size_t before = b->len, present = 0;
	struct cbor_w w = cbor_writer(b);
	enum status st = ST_OK;
	const char *at = "body";

	if (obj == NULL || obj->kind != JSON_OBJECT)
		st = ST_MALFORMED;
	for (const struct json_node *i = st == ST_OK ? json_first(doc, obj) : NULL; i != NULL; i = json_next(doc, i), present++) {
		bool known = false;
		for (uint8_t k = 0; k < t->field_count; k++)
			known = known || span_equal(span_text(t->fields[k].name), i->key);
		if (!known)
			st = ST_MALFORMED;
	}
	if (st == ST_OK)
		cbor_map(&w, present);
	/* Fields stand in the table in rising order of key, so the map comes out sorted. */
	for (uint8_t k = 0; st == ST_OK && k < t->field_count; k++) {
		const struct event_field *f = &t->fields[k];
		const struct json_node *v = json_get(doc, obj, f->name);
		at = f->name;
		if (v == NULL) {
			st = f->required ? ST_MALFORMED : ST_OK;
			continue;
		}
		cbor_uint(&w, f->key);
		st = put_field(&w, f, doc, v);
	}
	if (st == ST_OK)
		st = w.st;
	if (st != ST_OK) {
		b->len = before;
		if (field != NULL)
			*field = at;
	}
	return st;
}

MUST_USE static enum status check_names(const struct event_field *f, struct cbor_r *r)
{
	size_t n;
	enum status st = cbor_get_array(r, &n);
	if (st == ST_OK && n > (size_t)f->max)
		return ST_TOOBIG;
	if (st == ST_OK && n < (size_t)f->lo)
		return ST_MALFORMED;
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		struct span s;
		st = cbor_get_text(r, &s);
		if (st == ST_OK && !is_name(s))
			st = ST_MALFORMED;
	}
	return st;
}

MUST_USE static enum status check_marks(const struct event_field *f, struct cbor_r *r)
{
	size_t n;
	enum status st = cbor_get_map(r, &n);
	if (st == ST_OK && n > MARKS_MAX)
		return ST_TOOBIG;
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		struct span s;
		uint64_t v;
		st = cbor_get_text(r, &s);
		if (st == ST_OK)
			st = cbor_get_uint(r, &v);
		if (st == ST_OK && (!is_name(s) || v > (uint64_t)f->max))
			st = ST_MALFORMED;
	}
	return st;
}

MUST_USE static enum status check_field(const struct event_field *f, struct cbor_r *r)
{
	struct span s;
	uint64_t v;
	enum status st;

	switch (f->kind) {
	case FIELD_TEXT:
		st = cbor_get_text(r, &s);
		return st != ST_OK ? st : utf8_count(s) > (size_t)f->max ? ST_TOOBIG : ST_OK;
	case FIELD_INT:
		st = cbor_get_uint(r, &v);
		return st != ST_OK ? st : v < (uint64_t)f->lo || v > (uint64_t)f->max ? ST_MALFORMED : ST_OK;
	case FIELD_ID:
		st = cbor_get_bytes(r, &s);
		return st != ST_OK ? st : s.len != 16 ? ST_MALFORMED : ST_OK;
	case FIELD_NAMES:
		return check_names(f, r);
	case FIELD_MARKS:
		return check_marks(f, r);
	}
	return ST_MALFORMED;
}

enum status event_body_check(const struct event_type *t, struct span body)
{
	struct cbor_r r = cbor_reader(body);
	size_t n, seen = 0, need = 0;
	enum status st = cbor_get_map(&r, &n);

	if (st != ST_OK || n == 0)
		return st;
	for (uint8_t k = 0; k < t->field_count; k++)
		need += t->fields[k].required;
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		const struct event_field *f = NULL;
		uint64_t key;
		st = cbor_get_uint(&r, &key);
		for (uint8_t k = 0; st == ST_OK && k < t->field_count; k++)
			if (t->fields[k].key == key)
				f = &t->fields[k];
		if (st == ST_OK)
			st = f != NULL ? check_field(f, &r) : cbor_skip(&r, NULL);
		if (st == ST_OK && f != NULL && f->required)
			seen++;
	}
	return st == ST_OK && seen != need ? ST_MALFORMED : st;
}

static void marks_to_json(struct span item, struct json_w *w)
{
	struct cbor_r r = cbor_reader(item);
	size_t n = 0;
	json_object(w);
	if (cbor_get_map(&r, &n) != ST_OK)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		struct span s;
		uint64_t v;
		char key[NAME_MAX_BYTES + 1];
		if (cbor_get_text(&r, &s) != ST_OK || cbor_get_uint(&r, &v) != ST_OK || s.len > NAME_MAX_BYTES)
			break;
		memcpy(key, s.p, s.len);
		key[s.len] = '\0';
		json_pair_int(w, key, (int64_t)v);
	}
	json_end_object(w);
}

void event_body_to_json(const struct event_type *t, struct span body, struct json_w *w)
{
	json_object(w);
	for (uint8_t k = 0; k < t->field_count; k++) {
		struct span item;
		if (cbor_find_uint(body, t->fields[k].key, &item) != ST_OK)
			continue;
		json_key(w, t->fields[k].name);
		if (t->fields[k].kind == FIELD_MARKS)
			marks_to_json(item, w);
		else
			json_put_cbor(w, item);
	}
	json_end_object(w);
}

struct span event_list(const struct event_type *t, struct span body, const char *name)
{
	const struct event_field *f = field_of(t, name);
	struct span item = {NULL, 0};
	if (f == NULL || cbor_find_uint(body, f->key, &item) != ST_OK)
		return (struct span){NULL, 0};
	return item;
}

struct span event_text(const struct event_type *t, struct span body, const char *name)
{
	struct span item = event_list(t, body, name), s;
	struct cbor_r r = cbor_reader(item);
	size_t n;
	if (item.len == 0)
		return (struct span){NULL, 0};
	if (cbor_peek(&r) == CBOR_ARRAY && (cbor_get_array(&r, &n) != ST_OK || n == 0))
		return (struct span){NULL, 0};
	if (cbor_peek(&r) == CBOR_BYTES)
		return cbor_get_bytes(&r, &s) == ST_OK ? s : (struct span){NULL, 0};
	return cbor_get_text(&r, &s) == ST_OK ? s : (struct span){NULL, 0};
}

int64_t event_int(const struct event_type *t, struct span body, const char *name, int64_t fallback)
{
	struct span item = event_list(t, body, name);
	struct cbor_r r = cbor_reader(item);
	uint64_t v;
	if (item.len == 0 || cbor_get_uint(&r, &v) != ST_OK)
		return fallback;
	return (int64_t)v;
}

bool event_has_name(const struct event_type *t, struct span body, const char *field, struct span name)
{
	struct span item = event_list(t, body, field), s;
	struct cbor_r r = cbor_reader(item);
	size_t n;
	if (item.len == 0 || cbor_get_array(&r, &n) != ST_OK)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (cbor_get_text(&r, &s) != ST_OK)
			return false;
		if (span_equal(s, name))
			return true;
	}
	return false;
}

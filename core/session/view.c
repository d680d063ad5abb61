/* view.c - questions to JSON.  Changes nothing; what needs meaning is asked of the domain, which sees facts only. */
#include "session/view.h"

#include <sodium.h>

/* ---- who and where ---- */

/* The newest own words, and the newest name a partner shows. */
static struct span newest_text(const struct facts *f, enum record_type type, enum fact_filter who, const char *field)
{
	size_t i = facts_next(f, type, who, 0);
	return i < f->n ? event_text(f->v[i].t, f->v[i].body, field) : (struct span){NULL, 0};
}

static void put_name(struct json_w *w, const char *key, struct span name)
{
	if (name.len != 0) {
		json_pair_span(w, key, name);
	} else {
		json_key(w, key);
		json_put_null(w);
	}
}

static void put_streams(const struct hc *c, struct json_w *w)
{
	static const char *const names[] = {"M", "P", "S", "C"};
	json_key(w, "streams");
	json_array(w);
	for (uint32_t i = 0; i < log_head_count(c->log); i++) {
		const struct log_head *h = log_head_at(c->log, i);
		json_object(w);
		json_key(w, "id");
		json_put_hex(w, h->stream, ID_BYTES);
		json_pair_text(w, "class", names[h->cls & 3]);
		json_pair_int(w, "n", (int64_t)h->n);
		json_pair_int(w, "epoch", h->epoch);
		json_key(w, "R");
		json_put_hex(w, h->R, HASH_BYTES);
		json_end_object(w);
	}
	json_end_array(w);
}

MUST_USE static enum status show_state(struct view *v, struct json_w *w)
{
	struct hc *c = v->c;
	struct facts f = {0};
	json_pair_bool(w, "unlocked", core_open(c));
	if (!core_open(c))
		return ST_OK;
	enum status st = core_facts(c, &f);
	if (st != ST_OK)
		return st;
	json_key(w, "space");
	json_put_hex(w, c->space, ID_BYTES);
	json_key(w, "member");
	json_put_hex(w, c->member, ID_BYTES);
	json_key(w, "device");
	json_put_hex(w, c->dev.device, ID_BYTES);
	json_pair_bool(w, "paired", core_paired(c));
	const struct log_member *me = log_member_find(c->log, c->member);
	bool listed = false;
	for (uint32_t i = 0; me != NULL && i < me->device_count; i++) {
		const struct log_device *d = log_device_at(me, c->log, i);
		listed = listed || (d->active && memcmp(d->key.id, c->dev.device, ID_BYTES) == 0);
	}
	json_pair_bool(w, "listed", listed);
	json_pair_bool(w, "recovering", c->have_ikb);
	json_pair_bool(w, "doubt", c->m_doubt);
	json_pair_bool(w, "stays", core_stays_here(c));
	json_key(w, "alarm");
	if (log_alarm(c->log) != ALARM_NONE)
		json_put_text(w, log_alarm_name(log_alarm(c->log)));
	else
		json_put_null(w);
	struct span you = newest_text(&f, REC_NAME, FACT_THEIRS, "name");
	put_name(w, "me", newest_text(&f, REC_WORDS, FACT_MINE, "me"));
	put_name(w, "partner", you.len != 0 ? you : newest_text(&f, REC_WORDS, FACT_MINE, "you"));
	json_pair_int(w, "records", (int64_t)f.n);
	put_streams(c, w);
	return ST_OK;
}

MUST_USE static enum status show_devices(struct view *v, struct json_w *w)
{
	struct hc *c = v->c;
	uint32_t others = 0;
	json_key(w, "mine");
	json_array(w);
	for (uint32_t i = 0; i < log_member_count(c->log); i++) {
		const struct log_member *m = log_member_at(c->log, i);
		bool self = memcmp(m->id, c->member, ID_BYTES) == 0;
		for (uint32_t k = 0; k < m->device_count; k++) {
			const struct log_device *d = log_device_at(m, c->log, k);
			others += !self && d->active;
			if (!self)
				continue;
			json_object(w);
			json_key(w, "id");
			json_put_hex(w, d->key.id, ID_BYTES);
			json_pair_bool(w, "this", memcmp(d->key.id, c->dev.device, ID_BYTES) == 0);
			json_pair_bool(w, "active", d->active);
			json_end_object(w);
		}
	}
	json_end_array(w);
	json_pair_int(w, "partner_devices", others);
	return ST_OK;
}

/* What others could know, in true numbers: the server from headers and sizes, the partner from M and S. */
MUST_USE static enum status show_know(struct view *v, struct json_w *w)
{
	struct hc *c = v->c;
	enum status st = show_devices(v, w);
	if (st != ST_OK)
		return st;
	json_pair_int(w, "members", log_member_count(c->log));
	json_pair_int(w, "header_bytes", ENV_HEADER);
	json_key(w, "sizes");
	json_array(w);
	for (size_t n = 1, b; (b = env_bucket(n)) != 0; n = b)
		json_put_int(w, (int64_t)b);
	json_end_array(w);
	put_streams(c, w);
	return ST_OK;
}

MUST_USE static enum status show_head_words(struct view *v, struct json_w *w)
{
	uint8_t m[ID_BYTES];
	uint16_t words[WORDS];
	log_stream_of(v->c->log, CLASS_M, m);
	const struct log_head *h = log_head_find(v->c->log, m);
	if (h == NULL)
		return ST_NOTFOUND;
	words_head(m, h->n, h->R, words);
	json_key(w, "words");
	json_array(w);
	for (size_t i = 0; i < WORDS; i++)
		json_put_int(w, words[i]);
	json_end_array(w);
	json_pair_int(w, "n", (int64_t)h->n);
	return ST_OK;
}

MUST_USE static enum status show_digest(struct view *v, struct json_w *w)
{
	uint8_t d[HASH_BYTES];
	records_digest(&v->c->records, d);
	json_key(w, "digest");
	json_put_hex(w, d, HASH_BYTES);
	return ST_OK;
}

/* ---- records ---- */

static void put_fact(const struct fact *x, struct json_w *w)
{
	json_object(w);
	json_key(w, "id");
	json_put_hex(w, x->id, sizeof x->id);
	json_pair_text(w, "type", x->t->name);
	json_pair_text(w, "for", x->shared ? "us" : "me");
	json_pair_bool(w, "mine", x->mine);
	json_pair_int(w, "at_ms", (int64_t)x->at_ms);
	json_pair_bool(w, "sent", x->sent);
	json_pair_bool(w, "cold", x->cold);
	if (!x->cold) {
		json_pair_int(w, "day", event_int(x->t, x->body, "day", (int64_t)(x->at_ms / 86400000u)));
		json_key(w, "body");
		event_body_to_json(x->t, x->body, w);
	}
	json_end_object(w);
}

static bool wanted(const struct view *v, const struct fact *x, const struct event_type *t, bool journal, struct span audience)
{
	(void)v;
	if (journal ? x->t->number != REC_ENTRY && x->t->number != REC_PAGE : x->t != t)
		return false;
	return audience.len == 0 || x->shared == span_equal(audience, span_text("us"));
}

#define RECORDS_SHOWN_MAX 5000 /* some years of writing; the page asks for as many as somebody wants to see */

MUST_USE static enum status put_records(struct view *v, const struct event_type *t, bool journal, struct json_w *w)
{
	const struct command *cmd = v->cmd;
	struct span audience = {NULL, 0};
	int64_t limit = 50, before = INT64_C(1) << 52;
	uint8_t id[ID_BYTES];
	bool one = json_get(&cmd->doc, cmd->root, "id") != NULL;
	if (one && command_hex(cmd, "id", id, ID_BYTES) != ST_OK)
		return ST_MALFORMED;
	enum status st = json_text(&cmd->doc, cmd->root, "for", 2, &audience);
	if (st == ST_OK || st == ST_NOTFOUND)
		st = json_int(&cmd->doc, cmd->root, "limit", 1, RECORDS_SHOWN_MAX, &limit);
	if (st == ST_OK || st == ST_NOTFOUND)
		st = json_int(&cmd->doc, cmd->root, "before", 0, INT64_C(1) << 52, &before);
	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	if (one)
		limit = 1;
	json_key(w, "records");
	json_array(w);
	/* By its id the own one first: a partner's program may give its record any id, also that of one of ours. */
	for (size_t k = one ? 0 : v->facts.n; k < 2 * v->facts.n && limit > 0; k++) {
		const struct fact *x = &v->facts.v[k % v->facts.n];
		if ((int64_t)x->at_ms >= before || (one && (memcmp(x->id, id, ID_BYTES) != 0 || x->mine != (k < v->facts.n))) ||
		    !wanted(v, x, t, journal, audience))
			continue;
		put_fact(x, w);
		limit--;
	}
	json_end_array(w);
	return ST_OK;
}

MUST_USE static enum status show_records(struct view *v, struct json_w *w)
{
	struct span name;
	enum status st = json_text(&v->cmd->doc, v->cmd->root, "type", 24, &name);
	const struct event_type *t = st == ST_OK ? event_type_named(name) : NULL;
	return t == NULL ? ST_MALFORMED : put_records(v, t, false, w);
}

MUST_USE static enum status show_journal(struct view *v, struct json_w *w) { return put_records(v, NULL, true, w); }

/* Where the text of a cold record lies, so that the host can fetch its frame and bring it back. */
MUST_USE static enum status show_place(struct view *v, struct json_w *w)
{
	uint8_t id[ID_BYTES];
	enum status st = command_hex(v->cmd, "id", id, ID_BYTES);
	if (st != ST_OK)
		return st;
	for (uint32_t i = 0; i < records_count(&v->c->records); i++) {
		const struct record *rec = records_at(&v->c->records, i);
		if (memcmp(record_id(&v->c->records, rec), id, ID_BYTES) != 0)
			continue;
		json_key(w, "stream");
		json_put_hex(w, record_stream(&v->c->records, rec), ID_BYTES);
		json_pair_int(w, "n", (int64_t)rec->settled.n);
		return ST_OK;
	}
	return ST_NOTFOUND;
}

/* ---- dispatch ---- */

enum need { NEED_NOTHING = 0, NEED_OPEN = 1, NEED_PACK = 2, NEED_BOTH = 3 };
static const struct {
	const char *name;
	enum status (*fn)(struct view *, struct json_w *);
	enum need need;
} views[] = {
	{"state", show_state, NEED_NOTHING},
	{"devices", show_devices, NEED_OPEN},
	{"know", show_know, NEED_OPEN},
	{"head_words", show_head_words, NEED_OPEN},
	{"digest", show_digest, NEED_OPEN},
	{"records", show_records, NEED_OPEN},
	{"journal", show_journal, NEED_OPEN},
	{"place", show_place, NEED_OPEN},
	{"list", view_list, NEED_PACK},
	{"item", view_item, NEED_PACK},
	{"words", view_words, NEED_PACK},
	{"offers", view_offers, NEED_PACK},
	{"lines", view_lines, NEED_PACK},
	{"safety", view_safety, NEED_PACK},
	{"player", view_player, NEED_PACK},
	{"today", view_today, NEED_BOTH},
	{"week", view_week, NEED_BOTH},
	{"step", view_step, NEED_BOTH},
	{"exercises", view_exercises, NEED_PACK},
	{"draw", view_draw, NEED_PACK},
	{"prompt", view_prompt, NEED_PACK},
	{"checkin", view_checkin, NEED_BOTH},
	{"reflection", view_reflection, NEED_PACK},
	{"trends", view_trends, NEED_BOTH},
	{"picture", view_picture, NEED_BOTH},
	{"packs", view_packs, NEED_PACK},
	{"compose", view_compose, NEED_PACK},
	{"sheets", view_sheets, NEED_BOTH},
	{"sheet", view_sheet, NEED_BOTH},
	{"rituals", view_rituals, NEED_OPEN},
	{"calendar", view_calendar, NEED_OPEN},
};

hc_status hc_view(struct hc *c, const char *json, size_t n, double now_ms)
{
	struct command cmd;
	struct view v = {.c = c, .cmd = &cmd, .now = now_ms > 0 ? (uint64_t)now_ms : 0};
	enum status st = command_read(c, json, n, "show", &cmd);
	if (st != ST_OK)
		return core_fail(c, st, "show");
	struct json_w w = core_answer(c);
	json_object(&w);
	st = ST_NOTFOUND;
	for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
		if (!command_is(&cmd, views[i].name))
			continue;
		if (((views[i].need & NEED_OPEN) && !core_open(c)) || ((views[i].need & NEED_PACK) && c->pack == NULL))
			st = ST_DENIED;
		else
			st = core_open(c) ? core_facts(c, &v.facts) : ST_OK;
		if (st == ST_OK)
			st = views[i].fn(&v, &w);
		break;
	}
	json_end_object(&w);
	/* A view may have written half an answer before it failed: core_fail begins anew. */
	hc_status out = st == ST_OK ? core_done(c, &w) : core_fail(c, st, "This cannot be shown.");
	command_end(&cmd);
	return out;
}

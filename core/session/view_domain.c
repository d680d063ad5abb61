/* view_domain.c - hands facts, pack and the host's day to the domain. */
#include "domain/checkin.h"
#include "domain/composer.h"
#include "domain/deck.h"
#include "domain/ical.h"
#include "domain/picture.h"
#include "domain/plan.h"
#include "domain/player.h"
#include "domain/reflect.h"
#include "domain/ritual.h"
#include "domain/safety.h"
#include "domain/sheet.h"
#include "domain/trend.h"
#include "session/view.h"

#define DAY_MAX 200000

MUST_USE static enum status get_int(const struct view *v, const char *key, int64_t lo, int64_t hi, int64_t fallback, int64_t *out)
{
	enum status st = json_int(&v->cmd->doc, v->cmd->root, key, lo, hi, out);
	if (st == ST_NOTFOUND)
		*out = fallback;
	return st == ST_NOTFOUND ? ST_OK : st;
}

static bool get_flag(const struct view *v, const char *key)
{
	bool on = false;
	return json_flag(&v->cmd->doc, v->cmd->root, key, &on) == ST_OK && on;
}

MUST_USE static enum status get_plan(const struct view *v, struct plan_query *q)
{
	int64_t day, minute = 0;
	enum status st = get_int(v, "day", 0, DAY_MAX, (int64_t)(v->now / 86400000u), &day);
	if (st == ST_OK)
		st = get_int(v, "minute", 0, 1439, 720, &minute);
	*q = (struct plan_query){(int32_t)day, (uint16_t)minute, core_paired(v->c), get_flag(v, "care"), get_flag(v, "contain")};
	return st;
}

enum status view_today(struct view *v, struct json_w *w)
{
	struct plan_query q;
	enum status st = get_plan(v, &q);
	if (st == ST_OK) {
		json_key(w, "today");
		plan_today_view(&v->facts, v->c->pack, &q, w);
	}
	return st;
}

enum status view_week(struct view *v, struct json_w *w)
{
	struct plan_query q;
	enum status st = get_plan(v, &q);
	if (st == ST_OK) {
		json_key(w, "week");
		plan_week_view(&v->facts, v->c->pack, &q, w);
	}
	return st;
}

enum status view_step(struct view *v, struct json_w *w)
{
	struct plan_query q;
	struct span key;
	enum status st = get_plan(v, &q);
	if (st == ST_OK)
		st = json_text(&v->cmd->doc, v->cmd->root, "key", 24, &key);
	if (st == ST_OK) {
		json_key(w, "step");
		st = plan_step_view(&v->facts, v->c->pack, &q, key, w);
	}
	return st;
}

enum status view_exercises(struct view *v, struct json_w *w)
{
	struct plan_query q;
	enum status st = get_plan(v, &q);
	if (st == ST_OK) {
		json_key(w, "exercises");
		plan_exercises_view(&v->facts, v->c->pack, &q, w);
	}
	return st;
}

enum status view_checkin(struct view *v, struct json_w *w)
{
	struct plan_query q;
	enum status st = get_plan(v, &q);
	if (st == ST_OK) {
		json_key(w, "checkin");
		checkin_view(&v->facts, v->c->pack, &q, w);
	}
	return st;
}

MUST_USE static enum status get_deck(const struct view *v, struct deck_query *q)
{
	int64_t day, skip = 0;
	*q = (struct deck_query){0};
	enum status st = json_text(&v->cmd->doc, v->cmd->root, "deck", 24, &q->deck);
	if (st == ST_OK || st == ST_NOTFOUND)
		st = get_int(v, "day", 0, DAY_MAX, (int64_t)(v->now / 86400000u), &day);
	if (st == ST_OK)
		st = get_int(v, "skip", 0, 100000, 0, &skip);
	if (st == ST_OK) {
		q->day = (int32_t)day;
		q->skip = (uint32_t)skip;
	}
	return st;
}

enum status view_draw(struct view *v, struct json_w *w)
{
	struct deck_query q;
	struct plan_query day;
	enum status st = get_deck(v, &q);
	if (st == ST_OK)
		st = get_plan(v, &day);
	if (st == ST_OK)
		q.easy = plan_easy(&v->facts, v->c->pack, &day);
	json_key(w, "card");
	return st == ST_OK ? deck_draw_view(&v->facts, v->c->pack, &q, w) : st;
}

enum status view_prompt(struct view *v, struct json_w *w)
{
	struct deck_query q;
	enum status st = get_deck(v, &q);
	json_key(w, "prompt");
	return st == ST_OK ? deck_prompt_view(&v->facts, v->c->pack, &q, w) : st;
}

enum status view_reflection(struct view *v, struct json_w *w)
{
	int64_t day;
	enum status st = get_int(v, "day", 0, DAY_MAX, (int64_t)(v->now / 86400000u), &day);
	if (st == ST_OK) {
		json_key(w, "reflection");
		reflect_view(&v->facts, v->c->pack, &(struct reflect_query){(int32_t)day}, w);
	}
	return st;
}

enum status view_trends(struct view *v, struct json_w *w)
{
	int64_t day;
	enum status st = get_int(v, "day", 0, DAY_MAX, (int64_t)(v->now / 86400000u), &day);
	if (st == ST_OK) {
		json_key(w, "trends");
		trend_view(&v->facts, v->c->pack, &(struct trend_query){(int32_t)day}, w);
	}
	return st;
}

enum status view_picture(struct view *v, struct json_w *w)
{
	int64_t day;
	enum status st = get_int(v, "day", 0, DAY_MAX, (int64_t)(v->now / 86400000u), &day);
	if (st == ST_OK) {
		json_key(w, "picture");
		picture_view(&v->facts, v->c->pack, &(struct picture_query){(int32_t)day}, w);
	}
	return st;
}

enum status view_rituals(struct view *v, struct json_w *w)
{
	int64_t day;
	enum status st = get_int(v, "day", 0, DAY_MAX, (int64_t)(v->now / 86400000u), &day);
	if (st == ST_OK) {
		json_key(w, "rituals");
		ritual_view(&v->facts, &(struct ritual_query){(int32_t)day}, w);
	}
	return st;
}

MUST_USE static enum status get_calendar(const struct view *v, struct ical_query *q)
{
	int64_t day, alarm = -1;
	*q = (struct ical_query){.now_ms = v->now, .titles = get_flag(v, "titles")};
	enum status st = json_text(&v->cmd->doc, v->cmd->root, "neutral", ICAL_WORD_MAX, &q->word);
	if (st == ST_OK || st == ST_NOTFOUND)
		st = get_int(v, "day", 0, DAY_MAX, (int64_t)(v->now / 86400000u), &day);
	if (st == ST_OK)
		st = get_int(v, "alarm", 0, ICAL_ALARM_MAX, -1, &alarm);
	if (st == ST_OK) {
		q->day = (int32_t)day;
		q->alarm = (int32_t)alarm;
	}
	return st;
}

/* Under the first key of this person's private stream: all their devices hold it, and nobody else does. */
MUST_USE static enum status calendar_uid(const void *who, const uint8_t id[ID_BYTES], uint8_t out[ID_BYTES])
{
	const struct hc *c = who;
	uint8_t own[ID_BYTES];
	log_stream_of(c->log, CLASS_P, own);
	const struct stream_key *k = ring_at(&c->ring, own, 1);
	/* After a recovery the history is read first: another name now would double every event later. */
	return k != NULL ? keys_name(k->key, "hearth/v1/uid", span_make(id, ID_BYTES), out) : ST_DENIED;
}

enum status view_calendar(struct view *v, struct json_w *w)
{
	struct ical_query q;
	struct ical_ask ask = {&v->cmd->doc, json_get(&v->cmd->doc, v->cmd->root, "ids"), json_get(&v->cmd->doc, v->cmd->root, "step"),
	                       calendar_uid, v->c};
	struct buf text;
	enum status st = get_calendar(v, &q);
	if (st != ST_OK)
		return st;
	buf_init(&text, v->c->a, ICAL_TEXT_MAX);
	json_key(w, "calendar");
	st = ical_view(&v->facts, &q, &ask, &text, w);
	buf_wipe(&text);
	return st;
}

enum status view_safety(struct view *v, struct json_w *w)
{
	struct safety_query q = {&v->cmd->doc, json_get(&v->cmd->doc, v->cmd->root, "answers"), get_flag(v, "asked")};
	json_key(w, "safety");
	return safety_view(v->c->pack, &q, w);
}

enum status view_player(struct view *v, struct json_w *w)
{
	struct player_query q = {&v->cmd->doc, v->cmd->root};
	json_key(w, "player");
	return player_view(v->c->pack, &q, w);
}

enum status view_compose(struct view *v, struct json_w *w)
{
	struct span text;
	enum status st = json_text(&v->cmd->doc, v->cmd->root, "text", 4 * COMPOSER_TEXT_MAX, &text);
	json_key(w, "compose");
	return st == ST_OK ? composer_view(v->c->pack, text, w) : st == ST_NOTFOUND ? ST_MALFORMED : st;
}

MUST_USE static enum status get_sheet(const struct view *v, struct sheet_query *q)
{
	q->minute = (int64_t)(v->now / 60000u);
	return get_plan(v, &q->plan);
}

enum status view_sheets(struct view *v, struct json_w *w)
{
	struct sheet_query q;
	enum status st = get_sheet(v, &q);
	if (st == ST_OK) {
		json_key(w, "sheets");
		sheet_list_view(&v->facts, v->c->pack, &q, w);
	}
	return st;
}

enum status view_sheet(struct view *v, struct json_w *w)
{
	struct sheet_query q;
	struct span id;
	enum status st = get_sheet(v, &q);
	if (st == ST_OK)
		st = json_text(&v->cmd->doc, v->cmd->root, "id", 40, &id);
	if (st == ST_OK) {
		json_key(w, "sheet");
		st = sheet_form_view(&v->facts, v->c->pack, &q, id, w);
	}
	return st;
}

/* player.c - a session as JSON: reads the state that the host kept, lets the clockwork (player_clock.c) move it, writes
 * the next state and the one screen that belongs to it. */
#include "domain/player.h"

#include "domain/item.h"
#include "domain/pack.h"
#include "domain/plan_rules.h"
#include "domain/plan_words.h"

#define NAME_MAX 160u /* bytes: 40 characters */
#define TIME_MAX INT64_C(9007199254740991)

static const char *const step_names[] = {"none",  "prepare", "run",  "paused", "closing",
                                         "after", "stopped", "done", "expired"};
static const char *const input_names[] = {"begin", "next", "pause", "resume", "stop", "tick", "after"};
static const char *const mode_names[] = {"alone", "table", "aloud"};
#define COUNT_OF(a) (sizeof(a) / sizeof(a)[0])

struct session {
	const struct pack_exercise *exercise;
	const struct pack_size *size;
	size_t size_at, mode;
	struct span a, b;
	int64_t seed;
	struct player_state s;
	struct player_score score;
	bool touches; /* a phase of it touches */
};

MUST_USE static enum status word_at(struct span s, const char *const *names, size_t n, size_t *out)
{
	for (size_t i = 0; i < n; i++)
		if (span_is(s, names[i])) {
			*out = i;
			return ST_OK;
		}
	return ST_MALFORMED;
}

/* An optional whole number; absent or null is 0. */
MUST_USE static enum status number(const struct json_doc *d, const struct json_node *o, const char *key, int64_t hi,
                                   int64_t *out)
{
	const struct json_node *n = json_get(d, o, key);
	enum status st = json_int(d, o, key, 0, hi, out);
	if (st == ST_NOTFOUND || (n != NULL && n->kind == JSON_NULL)) {
		*out = 0;
		return ST_OK;
	}
	return st;
}

MUST_USE static enum status name(const struct json_doc *d, const struct json_node *o, const char *key, struct span *out)
{
	enum status st = json_text(d, o, key, NAME_MAX, out);
	const struct json_node *n = json_get(d, o, key);
	if (st == ST_NOTFOUND || (n != NULL && n->kind == JSON_NULL)) {
		*out = (struct span){NULL, 0};
		return ST_OK;
	}
	return st;
}

MUST_USE static enum status read_piece(const struct pack *p, const struct json_doc *d, const struct json_node *o,
                                       struct session *x)
{
	struct span id, mode;
	size_t count, at;
	int64_t size;
	enum status st = json_text(d, o, "exercise", 24, &id);
	if (st == ST_OK)
		st = json_int(d, o, "size", 0, PACK_SIZES_MAX - 1, &size);
	if (st == ST_OK)
		st = json_text(d, o, "mode", 8, &mode);
	if (st == ST_OK)
		st = word_at(mode, mode_names, COUNT_OF(mode_names), &x->mode);
	if (st != ST_OK)
		return ST_MALFORMED;
	if (pack_find(p, PACK_EXERCISES, id, &at) != ST_OK)
		return ST_NOTFOUND;
	x->exercise = &pack_exercises(p, &count)[at];
	if (size >= x->exercise->size_count)
		return ST_NOTFOUND;
	x->size_at = (size_t)size;
	x->size = &x->exercise->sizes[size];
	return ST_OK;
}

static bool for_two(const struct session *x)
{
	return x->exercise->who == PACK_BOTH || (x->exercise->who == PACK_EITHER && x->size->joint);
}

/* R3 and R4 of spec/plan.md, held here again: nothing that touches has a Begin, by its word, its room or any phase, and
 * alone nobody begins what needs two. */
static bool may_begin(const struct session *x)
{
	return !plan_reads_only(x->exercise) && !x->touches && !(for_two(x) && x->mode == 0);
}

MUST_USE static enum status read_score(struct session *x)
{
	x->score.n = x->size->phase_count;
	x->score.first = 0;
	if (x->score.n == 0)
		return ST_NOTFOUND;
	for (uint32_t i = 0; i < x->score.n && i < PLAYER_PHASES_MAX; i++) {
		struct pack_phase ph;
		enum status st = pack_phase(x->size, i, &ph);
		if (st != ST_OK)
			return st;
		x->score.ms[i] = (int64_t)ph.seconds * 1000;
		x->touches = x->touches || ph.kind == PACK_TOUCH;
		if (i == 0 && ph.kind == PACK_READY && x->score.n > 1)
			x->score.first = 1;
	}
	return ST_OK;
}

/* Times stay below 2^53, and the phase within the size: whatever the host kept cannot lead outside. */
MUST_USE static enum status read_clock(const struct json_doc *d, const struct json_node *o, struct session *x)
{
	struct player_state *s = &x->s;
	struct span step = span_text("none");
	size_t at = 0;
	int64_t phase;
	if (json_get(d, o, "step") != NULL && json_text(d, o, "step", 12, &step) != ST_OK)
		return ST_MALFORMED;
	if (word_at(step, step_names, COUNT_OF(step_names), &at) != ST_OK)
		return ST_MALFORMED;
	s->step = (enum player_step)at;
	if (number(d, o, "phase", x->score.n - 1, &phase) != ST_OK ||
	    number(d, o, "phase_at", TIME_MAX, &s->phase_at) != ST_OK ||
	    number(d, o, "paused_at", TIME_MAX, &s->paused_at) != ST_OK ||
	    number(d, o, "paused_ms", TIME_MAX, &s->paused_ms) != ST_OK ||
	    number(d, o, "began", TIME_MAX, &s->began) != ST_OK || number(d, o, "seed", TIME_MAX, &x->seed) != ST_OK)
		return ST_MALFORMED;
	s->phase = (uint32_t)phase;
	if (s->step == PLAYER_CLOSING)
		s->phase = x->score.n - 1;
	if ((s->step == PLAYER_RUN || s->step == PLAYER_PAUSED) && s->phase + 1 >= x->score.n)
		return ST_MALFORMED;
	if (name(d, o, "a", &x->a) != ST_OK || name(d, o, "b", &x->b) != ST_OK)
		return ST_MALFORMED;
	return ST_OK;
}

static void write_state(const struct session *x, struct json_w *w)
{
	json_key(w, "state");
	json_object(w);
	json_pair_span(w, "exercise", x->exercise->id);
	json_pair_int(w, "size", (int64_t)x->size_at);
	json_pair_text(w, "mode", mode_names[x->mode]);
	item_text_or_null(w, "a", x->a);
	item_text_or_null(w, "b", x->b);
	json_pair_int(w, "phase", x->s.phase);
	json_pair_int(w, "phase_at", x->s.phase_at);
	json_pair_int(w, "paused_at", x->s.paused_at);
	json_pair_int(w, "paused_ms", x->s.paused_ms);
	json_pair_int(w, "began", x->s.began);
	json_pair_text(w, "step", step_names[x->s.step]);
	json_pair_int(w, "seed", x->seed);
	json_end_object(w);
}

/* Milliseconds from now to each bell that will ring by itself, so that a host can lay them into one sound track. */
static void write_bells(const struct session *x, int64_t left, struct json_w *w)
{
	json_key(w, "bells");
	json_array(w);
	for (uint32_t i = x->s.phase; x->s.step == PLAYER_RUN && i + 1 < x->score.n && x->score.ms[i] > 0; i++) {
		if (i > x->s.phase)
			left += x->score.ms[i];
		json_put_int(w, left);
	}
	json_end_array(w);
}

static bool shows_phase(const struct session *x)
{
	enum player_step s = x->s.step;
	return s == PLAYER_RUN || s == PLAYER_PAUSED || s == PLAYER_CLOSING ||
	       (s == PLAYER_PREPARE && x->score.first == 1);
}

/* What only some kinds of phases have. */
static void write_more(const struct pack_phase *ph, struct json_w *w)
{
	json_pair_int(w, "in_ms", ph->in_s * 1000);
	json_pair_int(w, "out_ms", ph->out_s * 1000);
	item_text_or_null(w, "text", ph->text);
	json_key(w, "options");
	if (ph->options.len != 0)
		json_put_cbor(w, ph->options);
	else
		json_put_null(w);
}

static void write_phase(const struct session *x, struct json_w *w)
{
	static const char *const kinds[] = {"ready", "turn",  "both", "still",  "write",
	                                    "breathe", "touch", "read", "choose", "close"};
	static const char *const keeps[] = {"none", "me", "us"};
	struct pack_phase ph = {0};
	struct span none = {NULL, 0};
	if (!shows_phase(x) || pack_phase(x->size, x->s.phase, &ph) != ST_OK) {
		json_pair_text(w, "kind", step_names[x->s.step]);
		json_pair_text(w, "say", player_words(x->s.step, for_two(x)));
		item_text_or_null(w, "other", none);
		item_text_or_null(w, "voice", none);
		item_text_or_null(w, "who", none);
		item_text_or_null(w, "name", none);
		json_pair_text(w, "keep", "none");
		write_more(&ph, w);
		return;
	}
	struct span who = span_make(&ph.who, ph.who != 0 ? 1 : 0);
	json_pair_text(w, "kind", x->s.step == PLAYER_PREPARE ? "prepare" : kinds[ph.kind]);
	json_pair_span(w, "say", ph.say);
	item_text_or_null(w, "other", ph.other);
	item_text_or_null(w, "voice", ph.voice.len != 0 ? ph.voice : ph.say);
	item_text_or_null(w, "who", who);
	item_text_or_null(w, "name", ph.who == 'a' ? x->a : ph.who == 'b' ? x->b : none);
	json_pair_text(w, "keep", keeps[ph.keep]);
	write_more(&ph, w);
}

/* Blocks of one part of the exercise's page, so that the session's own screen needs no second question. */
static void write_part(const struct session *x, const char *key, const char *title, bool shown, struct json_w *w)
{
	struct span part = shown ? item_part(x->exercise->item, title) : (struct span){NULL, 0};
	json_key(w, key);
	if (part.len != 0)
		json_put_cbor(w, part);
	else
		json_put_null(w);
}

static void write_screen(const struct session *x, const struct player_tick *t, struct json_w *w)
{
	enum player_step s = x->s.step;
	bool ended = s == PLAYER_AFTER || s == PLAYER_STOPPED || s == PLAYER_DONE;
	json_key(w, "screen");
	json_object(w);
	write_phase(x, w);
	json_pair_int(w, "total_ms", t->total_ms);
	json_pair_int(w, "left_ms", t->left_ms);
	json_pair_int(w, "phase", x->s.phase);
	json_pair_int(w, "phases", x->score.n);
	json_pair_bool(w, "bell", t->bell);
	write_bells(x, t->left_ms, w);
	json_pair_bool(w, "done", s == PLAYER_DONE);
	item_text_or_null(w, "aftercare", s == PLAYER_STOPPED ? span_text(player_words(s, for_two(x))) : (struct span){NULL, 0});
	write_part(x, "prepare", "Prepare", s == PLAYER_PREPARE, w);
	write_part(x, "hard", "If it gets hard", s == PLAYER_PAUSED, w);
	write_part(x, "afterwards", "Afterwards", ended, w);
	json_end_object(w);
}

enum status player_view(const struct pack *p, const struct player_query *q, struct json_w *w)
{
	struct session x = {0};
	struct player_tick t;
	struct span in;
	size_t input;
	int64_t now;
	const struct json_node *state = json_get(q->doc, q->root, "state");
	enum status st = json_int(q->doc, q->root, "now", 0, TIME_MAX, &now);
	if (st == ST_OK)
		st = json_text(q->doc, q->root, "input", 8, &in);
	if (st == ST_OK)
		st = word_at(in, input_names, COUNT_OF(input_names), &input);
	if (st != ST_OK || state == NULL || state->kind != JSON_OBJECT)
		return ST_MALFORMED;
	st = read_piece(p, q->doc, state, &x);
	if (st == ST_OK)
		st = read_score(&x);
	if (st == ST_OK)
		st = read_clock(q->doc, state, &x);
	if (st != ST_OK)
		return st;
	if (!may_begin(&x))
		return ST_DENIED;
	bool fresh = x.s.step == PLAYER_NONE;
	player_step(&x.score, &x.s, (enum player_input)input, now, &t);
	if (fresh && x.s.step == PLAYER_PREPARE && (x.seed & 1) != 0) { /* chance decides who begins; it stays so */
		struct span a = x.a;
		x.a = x.b;
		x.b = a;
	}
	json_object(w);
	write_state(&x, w);
	write_screen(&x, &t, w);
	json_end_object(w);
	return w->st;
}

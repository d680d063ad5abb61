/* plan_step.c - a step with its reasons and its ways out. */
#include "domain/plan_step.h"

#include "base/civil.h"
#include "domain/item.h"

int32_t step_monday(int32_t day) { return day - ((int32_t)civil_weekday(day) - 1); }

static void put_key(struct json_w *w, const char *key, const struct plan_day *d, struct plan_step s)
{
	uint8_t text[32];
	struct span id;
	json_key(w, key);
	if (s.exercise == PLAN_NONE || (id = d->v[s.exercise].id).len > sizeof text - 2) {
		json_put_null(w);
		return;
	}
	memcpy(text, id.p, id.len);
	text[id.len] = ':';
	text[id.len + 1] = (uint8_t)('0' + s.size);
	json_put_span(w, span_make(text, id.len + 2));
}

static const char *place_name(uint8_t place)
{
	return place == PACK_PLACE_TABLE   ? "table"
	       : place == PACK_PLACE_OUT   ? "out"
	       : place == PACK_PLACE_APART ? "apart"
	                                   : "any";
}

void step_write_head(const struct pack_exercise *e, struct json_w *w)
{
	static const char *const stages[] = {"SAF", "EMO", "AFF", "SEN", "SEX", "MNT"};
	static const char *const whos[] = {"both", "one", "either"};
	static const char *const sures[] = {"well-tested", "promising", "experience", "little"};
	static const char *const touches[] = {"none", "affection", "sensual"};
	json_pair_span(w, "id", e->id);
	json_pair_span(w, "title", item_text(e->item, "title"));
	json_pair_span(w, "line", item_text(e->item, "line"));
	json_pair_text(w, "sure", sures[e->sure]);
	json_pair_span(w, "caveat", item_text(e->item, "caveat"));
	json_pair_text(w, "stage", stages[e->stage]);
	json_pair_text(w, "who", whos[e->who]);
	json_pair_text(w, "place", place_name(e->place));
	json_pair_span(w, "art", item_text(e->item, "art"));
	json_pair_text(w, "touch", touches[e->touch]);
}

static void write_why(const struct plan_day *d, struct plan_step s, struct json_w *w)
{
	struct plan_why why;
	(void)plan_score(d, s.exercise, s.size, &why);
	json_key(w, "why");
	json_array(w);
	for (size_t i = 0; i < why.n; i++) {
		json_object(w);
		json_pair_text(w, "code", reason_code(why.v[i].reason));
		json_pair_text(w, "text", reason_words(why.v[i].reason));
		json_end_object(w);
	}
	json_end_array(w);
}

static struct plan_step smaller(const struct plan_day *d, struct plan_step s)
{
	while (s.size-- > 0)
		if (plan_rule_broken(d, s.exercise, s.size) == RULE_NONE)
			return s;
	return (struct plan_step){PLAN_NONE, 0};
}

static void write_ways(const struct plan_day *d, struct plan_step s, struct json_w *w)
{
	struct plan_step none = {PLAN_NONE, 0};
	bool joint = plan_joint(&d->v[s.exercise], s.size);
	put_key(w, "smaller", d, smaller(d, s));
	/* By oneself: the same thing if it can be done so, else the best that can. */
	size_t own = joint ? plan_size(d, s.exercise, CHOOSE_ALONE) : PLAN_NONE;
	struct plan_step alone = own != PLAN_NONE ? (struct plan_step){s.exercise, own}
	                         : joint          ? plan_choose(d, CHOOSE_ALONE, &s.exercise, 1)
	                                          : none;
	put_key(w, "alone", d, alone);
	put_key(w, "another", d, plan_choose(d, CHOOSE_ANY, &s.exercise, 1));
}

void step_write(const struct plan_day *d, struct plan_step s, struct json_w *w)
{
	if (s.exercise == PLAN_NONE) {
		json_put_null(w);
		return;
	}
	const struct pack_exercise *e = &d->v[s.exercise];
	bool joint = plan_joint(e, s.size);
	json_object(w);
	put_key(w, "key", d, s);
	json_pair_span(w, "exercise", e->id);
	json_pair_int(w, "size", (int64_t)s.size);
	json_pair_int(w, "minutes", e->sizes[s.size].minutes);
	step_write_head(e, w);
	json_pair_bool(w, "joint", joint);
	json_pair_bool(w, "table", e->sizes[s.size].table);
	item_text_or_null(w, "when", joint ? span_text(words_both_like) : (struct span){NULL, 0});
	write_why(d, s, w);
	write_ways(d, s, w);
	json_pair_bool(w, "begin", true); /* R3 and R4 let nothing else through */
	json_end_object(w);
}

void step_write_short(const struct plan_day *d, struct plan_step s, struct json_w *w)
{
	const struct pack_exercise *e = &d->v[s.exercise];
	json_object(w);
	put_key(w, "key", d, s);
	json_pair_span(w, "exercise", e->id);
	json_pair_int(w, "size", (int64_t)s.size);
	json_pair_int(w, "minutes", e->sizes[s.size].minutes);
	json_pair_span(w, "title", item_text(e->item, "title"));
	json_pair_bool(w, "joint", plan_joint(e, s.size));
	json_end_object(w);
}

/* safety.c - the private questions, weighed. */
#include "domain/safety.h"

#include "domain/item.h"
#include "domain/pack.h"

#define QUESTIONS_MAX 16u /* packc's ceiling */

const char *path_name(enum path path)
{
	static const char *const names[] = {"together", "light", "alone"};
	return path < PATH_UNKNOWN ? names[path] : NULL;
}

static enum path narrower(enum path a, enum path b) { return a > b ? a : b; }

static void weigh_yes(struct safety_result *r, enum safety_weight weight)
{
	switch (weight) {
	case SAFETY_ALONE:
		r->path = PATH_ALONE;
		break;
	case SAFETY_OWN_CONDUCT: /* harming is no matter for two to talk over at home, whoever does it */
		r->own_conduct = true;
		r->path = PATH_ALONE;
		break;
	case SAFETY_CARE:
		r->care = true;
		r->path = narrower(r->path, PATH_LIGHT);
		break;
	case SAFETY_CONTAIN:
		r->contain = true;
		r->path = narrower(r->path, PATH_LIGHT);
		break;
	default:
		r->path = narrower(r->path, PATH_LIGHT);
	}
}

struct safety_result safety_decide(const struct safety_item *v, size_t n, bool asked)
{
	struct safety_result r = {.path = PATH_TOGETHER, .touch = asked && n > 0};
	if (!asked) /* in the head: nothing is known here, not even "no" */
		return (struct safety_result){.path = PATH_UNKNOWN};
	for (size_t i = 0; i < n; i++) {
		if (v[i].answer != SAFETY_NO)
			r.touch = false;
		if (v[i].answer == SAFETY_YES)
			weigh_yes(&r, v[i].weight);
		else if (v[i].answer == SAFETY_SKIP &&
		         v[i].weight == SAFETY_ALONE) /* "I cannot answer here" keeps hard talks away */
			r.path = narrower(r.path, PATH_LIGHT);
	}
	return r;
}

static enum safety_weight weight_of(struct span item)
{
	static const char *const names[SAFETY_WEIGHTS] = {"alone", "own-conduct", "care", "contain", "light"};
	struct span s = item_text(item, "weight");
	for (unsigned i = 0; i < SAFETY_WEIGHTS; i++)
		if (span_is(s, names[i]))
			return (enum safety_weight)i;
	return SAFETY_ALONE; /* a question without a weight counts as the gravest */
}

MUST_USE static enum status read_answer(const struct json_node *n, enum safety_answer *out)
{
	static const char *const names[] = {"skip", "no", "yes"};
	for (unsigned i = 0; i < 3; i++)
		if (n->kind == JSON_TEXT && span_is(n->text, names[i])) {
			*out = (enum safety_answer)i;
			return ST_OK;
		}
	return ST_MALFORMED;
}

/* The pack's questions with their answers; every answer must belong to a question, so that a slip is no silent skip. */
MUST_USE static enum status read_items(const struct pack *p, const struct safety_query *q, struct safety_item *v,
                                       size_t *count)
{
	size_t given = 0, matched = 0;
	*count = 0;
	if (q->answers != NULL && q->answers->kind != JSON_OBJECT)
		return ST_MALFORMED;
	for (const struct json_node *a = json_first(q->doc, q->answers); a != NULL; a = json_next(q->doc, a))
		given++;
	for (size_t i = 0; i < pack_count(p, PACK_SAFETY); i++) {
		struct span item;
		struct item_list l = item_list(pack_at(p, PACK_SAFETY, i), "items");
		while (*count < QUESTIONS_MAX && item_next(&l, &item)) {
			struct safety_item *s = &v[(*count)++];
			*s = (struct safety_item){weight_of(item), SAFETY_SKIP};
			for (const struct json_node *a = json_first(q->doc, q->answers); a != NULL;
			     a = json_next(q->doc, a)) {
				if (!span_equal(a->key, item_text(item, "id")))
					continue;
				matched++;
				if (read_answer(a, &s->answer) != ST_OK)
					return ST_MALFORMED;
			}
		}
	}
	return matched == given ? ST_OK : ST_MALFORMED;
}

enum status safety_view(const struct pack *p, const struct safety_query *q, struct json_w *w)
{
	struct safety_item v[QUESTIONS_MAX];
	size_t n = 0;
	if (q->asked) {
		enum status st = read_items(p, q, v, &n);
		if (st != ST_OK)
			return st;
	}
	struct safety_result r = safety_decide(v, n, q->asked);
	json_object(w);
	const char *path = path_name(r.path);
	item_text_or_null(w, "path", path != NULL ? span_text(path) : (struct span){NULL, 0});
	json_pair_bool(w, "care", r.care);
	json_pair_bool(w, "contain", r.contain);
	json_pair_bool(w, "own_conduct", r.own_conduct);
	json_pair_bool(w, "touch", r.touch);
	json_end_object(w);
	return ST_OK;
}

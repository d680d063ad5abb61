/* away.c - see away.h. */
#include "domain/away.h"

#include "domain/item.h"
#include "domain/reflect.h"

struct away away_of(const struct facts *f)
{
	struct away a = {.sexual = reflect_sexual(f)};
	size_t i = facts_next(f, REC_WORDS, FACT_MINE, 0);
	if (i < f->n)
		a.lens = event_text(f->v[i].t, f->v[i].body, "lens");
	return a;
}

bool away_cause(struct span id) { return span_is(id, "B13") || span_is(id, "B14") || span_is(id, "B15"); }

static bool is_sexual_stage(struct span stage) { return span_is(stage, "SEN") || span_is(stage, "SEX"); }

static bool bears_on_sexual(struct span map)
{
	struct span x, id;
	for (struct item_list l = item_list(map, "constructs"); item_next(&l, &x);) {
		struct cbor_r r = cbor_reader(x);
		if (cbor_get_text(&r, &id) == ST_OK && reflect_waits(id))
			return true;
	}
	return false;
}

/* A sheet without a stage of its own is of its exercise's. */
static bool belongs_to_sexual(const struct pack *p, struct span map)
{
	struct span exercise = item_text(map, "exercise"), item;
	return item_text(map, "stage").len == 0 && exercise.len != 0 && pack_item(p, PACK_EXERCISES, exercise, &item) == ST_OK &&
	       is_sexual_stage(item_text(item, "stage"));
}

static bool is_sexual(const struct pack *p, enum pack_folder folder, struct span map)
{
	if (is_sexual_stage(item_text(map, "stage")))
		return true;
	switch (folder) {
	case PACK_CAUSES:
		return away_cause(item_text(map, "id"));
	case PACK_REFLECTION:
		return reflect_waits(item_text(map, "id"));
	case PACK_TIPS:
		return bears_on_sexual(map);
	case PACK_SHEETS:
		return belongs_to_sexual(p, map);
	default:
		return false;
	}
}

bool away_unasked(const struct away *a, struct span map)
{
	struct span lens = item_text(map, "lens");
	return lens.len != 0 && !span_equal(lens, a->lens);
}

/* What was written for one lens is away only from whoever chose the other one. */
static bool other_lens(const struct away *a, struct span map)
{
	bool chose = span_is(a->lens, "faith") || span_is(a->lens, "secular");
	return chose && away_unasked(a, map);
}

bool away_item(const struct away *a, const struct pack *p, enum pack_folder folder, struct span map)
{
	if (folder == PACK_HELP || folder == PACK_SAFETY || folder == PACK_START || folder == PACK_COMPOSER)
		return false;
	return other_lens(a, map) || (!a->sexual && is_sexual(p, folder, map));
}

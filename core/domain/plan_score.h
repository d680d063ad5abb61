/* plan_score.h - how well a step fits, as a sum of small whole numbers, each with its reason.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Tests:  unit/test_plan.c */
#ifndef HEARTH_PLAN_SCORE_H
#define HEARTH_PLAN_SCORE_H
#include "domain/plan_rules.h"
#include "domain/plan_words.h"

#define WHY_MAX 3u
#define PLAN_NONE SIZE_MAX
#define PICKED_POINTS 60

struct plan_why {
	int32_t total;
	size_t n;
	struct {
		enum reason reason;
		int32_t points;
	} v[WHY_MAX]; /* the strongest, strongest first */
};

/** plan_score(d, e, size, why): points of a size; why may be NULL. */
int32_t plan_score(const struct plan_day *d, size_t e, size_t size, struct plan_why *why);

/** plan_alike(a, b): of one stage, with a construct in common or none at all. */
bool plan_alike(const struct pack_exercise *a, const struct pack_exercise *b);
/** plan_track_points(d, e): 40 for a step of this week of the track, 20 for one left undone earlier, else 0. */
int32_t plan_track_points(const struct plan_day *d, size_t e);

struct plan_step {
	size_t exercise; /* PLAN_NONE: nothing fits */
	size_t size;
};
enum plan_choice { CHOOSE_ANY, CHOOSE_ALONE };
/** plan_size(d, e, choice): the size to offer of an exercise, PLAN_NONE when the rules leave none. */
size_t plan_size(const struct plan_day *d, size_t e, enum plan_choice choice);
/** plan_choose(d, choice, skip, skip_count): the best step but those exercises; equal points are told apart by a hash
 * of day and id, so that both phones and all copies choose alike. */
struct plan_step plan_choose(const struct plan_day *d, enum plan_choice choice, const size_t *skip, size_t skip_count);

#endif

/* plan_step.h - one step as JSON, and the line of seven days.  Shared by the views of plan.c and week.c alone.
 * Layer:  core/domain.  May include: core/base, core/wire. */
#ifndef HEARTH_PLAN_STEP_H
#define HEARTH_PLAN_STEP_H
#include "domain/plan_score.h"

#define PLAN_PROPOSALS 4u

/** step_write(d, s, w): a Step of spec/commands.md, or null when s holds nothing. */
void step_write(const struct plan_day *d, struct plan_step s, struct json_w *w);
/** step_write_head(e, w): pairs id, title, line, sure, caveat, stage, who, place, art, touch. */
void step_write_head(const struct pack_exercise *e, struct json_w *w);
/** step_write_short(d, s, w): {key, exercise, size, minutes, title, joint}, for the line of days. */
void step_write_short(const struct plan_day *d, struct plan_step s, struct json_w *w);

/** step_monday(day): the Monday of the day's week. */
int32_t step_monday(int32_t day);
/** week_proposals_write(h, p, q, w): an array of at most four different steps for the week after q->day's. */
void week_proposals_write(const struct history *h, const struct pack *p, const struct plan_query *q, struct json_w *w);

/* Today and the planned days that are left, laid out together. */
struct week {
	int32_t monday;
	struct plan_step v[7]; /* from Monday; PLAN_NONE: gone, rest, or nothing fits */
	bool exact;            /* no other layout is worth more (plan_solve.h) */
};
/** week_lay(p, d, out): the best layout from today on (spec/plan.md 5).  O(7 x exercises), and bounded tries. */
void week_lay(const struct pack *p, const struct plan_day *d, struct week *out);
/** week_write(d, lay, w): the array of seven days. */
void week_write(const struct plan_day *d, const struct week *lay, struct json_w *w);

#endif

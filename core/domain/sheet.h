/* sheet.h - forms of the pack that one or two fill in, and what was filled in so far.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: no clock, no memory; the day and the minute come with the question.
 * Invariants: (1) a sheet rests, which means that it is neither listed nor shown as a form:
 *           X1 unless the path is together;  X2 while the care path holds;  X4 in the first weeks after a discovery;
 *           and whatever is away (away.h);
 *         (2) own words are never out of reach: of a sheet that rests, what this person wrote can be read and taken away,
 *             and nothing of the partner's is shown;
 *         (3) no answer counts anything;  (4) nothing here writes: sharing is a record of its own, made by the person.
 * Tests:  unit/test_sheet.c */
#ifndef HEARTH_SHEET_H
#define HEARTH_SHEET_H
#include "domain/plan.h"

#define SHEET_ASKS_MAX 8u
#define SHEET_RECORDS_MAX 200u /* newest ones of a sheet by each writer: neither can write the other out of sight */

struct sheet_query {
	struct plan_query plan; /* day, care and contain matter */
	int64_t minute;         /* minutes since 1970, UTC: two people may live in two time zones */
};

/** sheet_list_view(f, p, q, w): [{id, title, line, keep, many, exercise?, pack?, filled, due, rests, until}], in the order
 * of ids.  `filled`: something is there; `due`: the day to look at it again has come; `until`: the minute to which it is
 * set running, at most a day ahead, or null.  A sheet that rests is in the list only when this person has words in it. */
void sheet_list_view(const struct facts *f, const struct pack *p, const struct sheet_query *q, struct json_w *w);

/** sheet_form_view(f, p, q, id, w): {item, rests, due, runs, run, records}: the form, whether it can be set running (it asks
 * for an hour and no day), {id, for, mine, until} while it runs or null, and what was filled in, newest first: {id, for,
 * mine, at_ms, sent, day, again, over, answers}.  ST_NOTFOUND; ST_DENIED: it rests and holds no own words; nothing was
 * written. */
MUST_USE enum status sheet_form_view(const struct facts *f, const struct pack *p, const struct sheet_query *q,
                                     struct span id, struct json_w *w);

#endif

/* safety.h - from the private questions to the path that fits, on this device, kept by nobody.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: a function of the answers and the pack's weights; reads no facts, leaves no trace.
 * Invariants: (1) a yes to a question of weight `alone` gives the path alone, whatever else is answered;
 *         (2) more yes or skip never opens anything: path only moves towards alone, touch only towards false;
 *         (3) touch is true only when every question was answered no: a skip is no pass;
 *         (4) asked false ("in my head"): no path is suggested, the person chooses.
 * Tests:  unit/test_safety.c  property/prop_plan.c */
#ifndef HEARTH_SAFETY_H
#define HEARTH_SAFETY_H
#include "wire/json.h"

struct pack;

/* The numbers stand in reflection records (field `path`) and never change. */
enum path { PATH_TOGETHER = 0, PATH_LIGHT = 1, PATH_ALONE = 2, PATH_UNKNOWN = 3 };
enum safety_answer { SAFETY_SKIP = 0, SAFETY_NO, SAFETY_YES };
enum safety_weight { SAFETY_ALONE = 0, SAFETY_OWN_CONDUCT, SAFETY_CARE, SAFETY_CONTAIN, SAFETY_LIGHT, SAFETY_WEIGHTS };

struct safety_item {
	enum safety_weight weight;
	enum safety_answer answer;
};
struct safety_result {
	enum path path;   /* PATH_UNKNOWN: the person chooses */
	bool care;        /* not wanting to live: the care page first, heavy things rest */
	bool contain;     /* a discovery or a secret: the first month's page, no appreciation, no check-in */
	bool own_conduct; /* afraid of what I myself might do */
	bool touch;       /* no answer stands against touch rooms */
};

/** safety_decide(v, n, asked): the rules, on plain values. */
struct safety_result safety_decide(const struct safety_item *v, size_t n, bool asked);

struct safety_query {
	const struct json_doc *doc;
	const struct json_node *answers; /* object: question id -> "yes" | "no" | "skip"; NULL: none */
	bool asked;
};

/** safety_view(p, q, w): {path, care, contain, own_conduct, touch}; path null when the person chooses.  A question that
 * is not answered counts as skipped.  ST_MALFORMED: an unknown id or answer; nothing was written. */
MUST_USE enum status safety_view(const struct pack *p, const struct safety_query *q, struct json_w *w);

const char *path_name(enum path path); /* "together" "light" "alone"; NULL for PATH_UNKNOWN */

#endif

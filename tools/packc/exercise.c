/* exercise.c - one exercise: its fields, its three sizes and their phases, its parts. */
#include "body.h"
#include "kinds.h"
#include "schema.h"

static const struct field phase_fields[] = {
    {"kind", F_ENUM, .arg = "ready turn both still write breathe touch read choose close"},
    {"who", F_ENUM, .optional = true, .arg = "a b"},
    {"seconds", F_INT, .optional = true, .lo = 0, .hi = 7200},
    {"in", F_INT, .optional = true, .lo = 2, .hi = 10},
    {"out", F_INT, .optional = true, .lo = 2, .hi = 10},
    {"keep", F_ENUM, .optional = true, .arg = "me us none"},
    {"say", F_PROSE, .lo = 1, .hi = 110},
    {"other", F_PROSE, .optional = true, .lo = 1, .hi = 110},
    {"voice", F_PROSE, .optional = true, .lo = 1, .hi = 240},
    {"text", F_PROSE, .optional = true, .lo = 1, .hi = 600},
    {"options", F_SAYS, .optional = true, .lo = 2, .hi = 6, .each = 60},
    {.key = NULL},
};

static const struct field size_fields[] = {
    {"minutes", F_INT, .lo = 1, .hi = 120},
    {"table", F_BOOL, .optional = true},
    {"joint", F_BOOL, .optional = true},
    {"phases", F_MAPS, .lo = 2, .hi = 24, .sub = phase_fields},
    {.key = NULL},
};

static const struct field fields[] = {
    {"id", F_TEXT, .lo = 1, .hi = 4},
    {"title", F_LABEL, .lo = 1, .hi = 48},
    {"line", F_PROSE, .lo = 1, .hi = 140},
    {"stage", F_ENUM, .arg = "SAF EMO AFF SEN SEX MNT"},
    {"who", F_ENUM, .arg = "both one either"},
    {"grade", F_ENUM, .arg = "A B C D"},
    {"sure", F_ENUM, .arg = "well-tested promising experience little"},
    {"caveat", F_PROSE, .lo = 1, .hi = 160},
    {"why", F_PROSE, .lo = 1, .hi = 160},
    {"helps", F_REFS, .lo = 0, .hi = 32, .arg = "cause"},
    {"wish", F_ENUMS, .lo = 0, .hi = 6, .arg = "ease heard affection fewer-rows room play"},
    {"constructs", F_REFS, .lo = 0, .hi = 16, .arg = "construct"},
    {"x", F_ENUMS, .lo = 0, .hi = 7, .arg = "X1 X2 X3 X4 X5 X6 X7"},
    {"touch", F_ENUM, .arg = "none affection sensual"},
    {"begin", F_ENUM, .arg = "now waits"},
    {"energy", F_ENUM, .arg = "low middle high"},
    {"when", F_ENUMS, .lo = 1, .hi = 5, .arg = "any morning day evening bed"},
    {"place", F_ENUM, .arg = "table any out apart"},
    {"cooldown", F_INT, .lo = 0, .hi = 366},
    {"needs", F_REFS, .optional = true, .lo = 1, .hi = 8, .arg = "exercise"},
    {"ours", F_TEXTS, .optional = true, .lo = 1, .hi = 12},
    {"sources", F_TEXTS, .lo = 1, .hi = 12},
    {"art", F_ENUM, .arg = "cups lamp hands door path none"},
    {"sizes", F_MAPS, .lo = 3, .hi = 3, .sub = size_fields},
    {.key = NULL},
};

static const char *const parts[] = {
    "What it is", "Prepare", "If it gets hard", "Afterwards", "If it went badly", "Variations", "How sure we are", NULL,
};

/* ---- phases: which keys each kind asks for, allows, refuses */

enum need { NEVER, MAY, MUST };
static const struct phase_rule {
	const char *kind;
	enum need seconds, who, other, keep, breath, text, options;
	bool timed; /* seconds must be more than 0 */
} phase_rules[] = {
    {"ready", NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, false},
    {"turn", MUST, MUST, MUST, NEVER, NEVER, NEVER, NEVER, true},
    {"both", MUST, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, false},
    {"still", MUST, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, true},
    {"write", MUST, NEVER, NEVER, MUST, NEVER, NEVER, NEVER, false},
    {"breathe", MUST, NEVER, NEVER, NEVER, MUST, NEVER, NEVER, true},
    {"touch", MUST, MAY, MAY, NEVER, NEVER, NEVER, NEVER, true},
    {"read", MUST, MAY, MAY, NEVER, NEVER, MUST, NEVER, false},
    {"choose", NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, MUST, false},
    {"close", NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, false},
};

static const struct phase_rule *rule_of(const struct val *phase)
{
	for (size_t i = 0; i < sizeof phase_rules / sizeof *phase_rules; i++)
		if (val_is(phase, "kind", phase_rules[i].kind))
			return &phase_rules[i];
	return NULL;
}

static void check_need(struct file *f, const struct val *phase, const char *key, enum need need)
{
	const struct val *v = val_get(phase, key);
	struct span kind = val_span(phase, "kind");
	if (v == NULL && need == MUST)
		file_shape(f, phase->line, "a `%.*s` needs `%s`", (int)kind.len, (const char *)kind.p, key);
	else if (v != NULL && need == NEVER)
		file_shape(f, v->line, "a `%.*s` has no `%s`", (int)kind.len, (const char *)kind.p, key);
}

static void check_phase(struct file *f, const struct val *phase, bool last)
{
	const struct phase_rule *r = rule_of(phase);
	if (r == NULL)
		return; /* said already */
	check_need(f, phase, "seconds", r->seconds);
	check_need(f, phase, "who", r->who);
	check_need(f, phase, "other", r->other);
	check_need(f, phase, "keep", r->keep);
	check_need(f, phase, "in", r->breath);
	check_need(f, phase, "out", r->breath);
	check_need(f, phase, "text", r->text);
	check_need(f, phase, "options", r->options);
	if (r->who == MAY && (val_get(phase, "who") == NULL) != (val_get(phase, "other") == NULL))
		file_shape(f, phase->line, "`who` and `other` come together in a `%s`", r->kind);
	if (strcmp(r->kind, "touch") == 0 && val_is(f->item, "touch", "none"))
		file_shape(f, phase->line, "a `touch` in an exercise without touch");
	if (r->timed && val_num(phase, "seconds", 1) == 0)
		file_shape(f, phase->line, "a `%s` has a time", r->kind);
	if (last != val_is(phase, "kind", "close"))
		file_shape(f, phase->line, last ? "the last phase is not `close`" : "`close` before the last phase");
}

/* Timed phases fill at most the size's minutes, and at least half of them unless something untimed carries it. */
static void check_times(struct file *f, const struct val *size, const struct val *phases)
{
	int64_t sum = 0, all = val_num(size, "minutes", 0) * 60;
	bool untimed = false;
	for (const struct val *p = phases->first; p != NULL; p = p->next) {
		int64_t s = val_num(p, "seconds", -1);
		sum += s > 0 ? s : 0;
		untimed = untimed || s == 0 || val_is(p, "kind", "choose");
	}
	if (all != 0 && sum > all)
		file_shape(f, size->line, "timed phases take %d seconds, more than %d minutes", (int)sum,
		           (int)(all / 60));
	else if (all != 0 && sum * 2 < all && !untimed)
		file_shape(f, size->line, "timed phases take %d seconds, less than half of %d minutes", (int)sum,
		           (int)(all / 60));
}

/* Who takes part: `turn` needs two, and a size for one must not hold it. */
static void check_people(struct file *f, const struct val *size, const struct val *phases)
{
	const struct val *joint = val_get(size, "joint");
	bool either = val_is(f->item, "who", "either"), both = val_is(f->item, "who", "both");
	if (joint != NULL && !either)
		file_shape(f, joint->line, "`joint` is for exercises with `who: either`");
	bool two = both || (either && val_num(size, "joint", 0) != 0);
	for (const struct val *p = phases->first; p != NULL; p = p->next)
		if (!two && (val_is(p, "kind", "turn") || val_get(p, "who") != NULL))
			file_shape(f, p->line, "a turn in a size for one person");
	if (val_is(f->item, "who", "one") && val_num(size, "table", 0) != 0)
		file_shape(f, size->line, "`table` in an exercise for one");
}

/* Three sizes that rise: one that fits in anywhere, one in the middle, the full one. */
static void check_minutes(struct file *f, const struct val *size, size_t i, int64_t before)
{
	static const struct {
		int64_t lo, hi;
		const char *text;
	} sizes[] = {{1, 4, "the smallest size has at most 4"}, {6, 12, "the middle size has 6 to 12"}};
	int64_t minutes = val_num(size, "minutes", 0);
	if (minutes != 0 && minutes <= before)
		file_shape(f, size->line, "sizes rise: %d minutes behind %d", (int)minutes, (int)before);
	if (minutes != 0 && i < 2 && (minutes < sizes[i].lo || minutes > sizes[i].hi))
		file_words(f, size->line, "%s minutes, not %d", sizes[i].text, (int)minutes);
}

static void check_sizes(struct file *f)
{
	const struct val *sizes = val_get(f->item, "sizes");
	if (sizes == NULL || sizes->kind != VAL_LIST)
		return;
	size_t i = 0;
	int64_t before = 0;
	for (const struct val *s = sizes->first; s != NULL; s = s->next, i++) {
		check_minutes(f, s, i, before);
		before = val_num(s, "minutes", 0);
		const struct val *phases = val_get(s, "phases");
		if (phases == NULL || phases->kind != VAL_LIST)
			continue;
		for (const struct val *p = phases->first; p != NULL; p = p->next)
			check_phase(f, p, p->next == NULL);
		check_times(f, s, phases);
		check_people(f, s, phases);
	}
}

/* ---- rules between fields */

static bool holds(const struct val *list, const char *word)
{
	for (const struct val *v = list != NULL ? list->first : NULL; v != NULL; v = v->next)
		if (v->kind == VAL_TEXT && span_equal(v->text, span_text(word)))
			return true;
	return false;
}

static bool has_joint_size(const struct val *item)
{
	const struct val *sizes = val_get(item, "sizes");
	for (const struct val *s = sizes != NULL ? sizes->first : NULL; s != NULL; s = s->next)
		if (val_num(s, "joint", 0) != 0)
			return true;
	return false;
}

/* Fear and crisis rule out every step for two; touch needs today's yes (evidence: X1, X2, X7). */
static void check_safety(struct file *f)
{
	const struct val *x = val_get(f->item, "x");
	if (x == NULL || x->kind != VAL_LIST)
		return;
	bool two = val_is(f->item, "who", "both") || has_joint_size(f->item);
	if (two && !(holds(x, "X1") && holds(x, "X2")))
		file_shape(f, x->line, "an exercise for two has X1 and X2 in `x`");
	if (val_get(f->item, "touch") != NULL && !val_is(f->item, "touch", "none") && !holds(x, "X7"))
		file_shape(f, x->line, "an exercise with touch has X7 in `x`");
}

/* ---- parts */

static size_t count_of(const struct val *part, const char *t)
{
	size_t n = 0;
	for (const struct val *v = part != NULL ? part->first : NULL; v != NULL; v = v->next)
		n += block_is(v, t);
	return n;
}

static void check_variations(struct file *f, const struct val *part)
{
	static const char *const titles[] = {
	    "Living apart",       "A body that hurts or tires", "With a newborn",
	    "Very little energy", "Each at your own hour",      "In silence",
	};
	enum { TITLES = sizeof titles / sizeof *titles };
	bool seen[TITLES] = {false};
	for (const struct val *v = part->first; v != NULL; v = v->next) {
		if (!block_is(v, "h"))
			continue;
		struct span t = block_text(f->run->a, v);
		size_t i = 0;
		while (i < TITLES && !span_equal(t, span_text(titles[i])))
			i++;
		if (i == TITLES)
			file_shape(f, v->line, "unknown variation `%s`", (const char *)t.p);
		else if (seen[i])
			file_shape(f, v->line, "variation `%s` stands twice", titles[i]);
		else
			seen[i] = true;
		if (v->next == NULL || block_is(v->next, "h"))
			file_shape(f, v->line, "variation `%s` is empty", (const char *)t.p);
	}
	if (count_of(part, "h") < 4)
		file_shape(f, part->line, "%zu variations, at least 4", count_of(part, "h"));
}

static void check_parts(struct file *f, const struct val *body)
{
	const struct val *what = val_get(body, "What it is"), *prepare = val_get(body, "Prepare");
	size_t n = count_of(what, "p");
	if (what != NULL && (n < 2 || n > 5))
		file_shape(f, what->line, "`What it is` has %zu paragraphs, not 2 to 5", n);
	if (prepare != NULL && count_of(prepare, "ul") + count_of(prepare, "ol") == 0)
		file_shape(f, prepare->line, "`Prepare` is not a list");
	if (val_get(body, "Variations") != NULL)
		check_variations(f, val_get(body, "Variations"));
}

void exercise_read(struct file *f, const struct kind *k)
{
	schema_check(f, f->item, fields, true);
	kind_id(f, k->what, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	check_sizes(f);
	check_safety(f);
	struct val *body = body_parts(f, parts);
	check_parts(f, body);
	val_put(f->item, span_text("body"), body);
}

/* kinds.c - every folder but exercises/, and the files that are no Markdown. */
#include "kinds.h"

#include "body.h"
#include "schema.h"
#include "front.h"

#define WORDS 2048u

static bool is_slug(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] == '-' && i > 0)))
			return false;
	return s.len > 0 && s.len <= 40;
}

static bool is_code(struct span s, const char *prefix, bool staged)
{
	if (staged && s.len == 4 && s.p[3] >= 'a' && s.p[3] <= 'z')
		s.len = 3;
	return s.len == 3 && s.p[0] != 0 && strchr(prefix, s.p[0]) != NULL && s.p[1] >= '0' && s.p[1] <= '9' &&
	       s.p[2] >= '0' && s.p[2] <= '9';
}

void kind_id(struct file *f, const char *what, const char *prefix)
{
	const struct val *id = val_get(f->item, "id");
	if (id == NULL || id->kind != VAL_TEXT)
		return;
	if (prefix != NULL ? !is_code(id->text, prefix, strcmp(what, "exercise") == 0) : !is_slug(id->text))
		file_shape(f, id->line, prefix != NULL ? "`id` is not a code" : "`id` is not a slug (a-z 0-9 -)");
	else if (strcmp(what, "safety") != 0 && !span_equal(id->text, span_text(f->stem)))
		file_shape(f, id->line, "`id` is not the name of the file");
	refs_define(f, id->line, what, id->text);
}

/* What stays away until it is asked for, and what was written for one lens (core/domain/away.h). */
#define STAGES "SAF EMO AFF SEN SEX MNT"
#define LENSES "faith secular"

/* ---- cards, prompts */

static void cards_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"stage", F_ENUM, .arg = STAGES},
	    {"art", F_ENUM, .arg = "cups lamp hands door path none"},
	    {"touch", F_ENUM, .arg = "none"},
	    {"lens", F_ENUM, .optional = true, .arg = LENSES},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	val_put(f->item, span_text("items"), body_items(f, 'c', "card", 150));
}

static void prompts_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"stage", F_ENUM, .optional = true, .arg = STAGES},
	    {"lens", F_ENUM, .optional = true, .arg = LENSES},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	val_put(f->item, span_text("items"), body_items(f, 'p', "prompt", 150));
}

static void tips_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"constructs", F_REFS, .lo = 0, .hi = 16, .arg = "construct"},
	    {"stage", F_ENUM, .optional = true, .arg = STAGES},
	    {"lens", F_ENUM, .optional = true, .arg = LENSES},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	val_put(f->item, span_text("items"), body_items(f, 't', "tip", 150));
}

static void dares_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"stage", F_ENUM, .optional = true, .arg = STAGES},
	    {"lens", F_ENUM, .optional = true, .arg = LENSES},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	val_put(f->item, span_text("items"), body_items(f, 'd', "dare", 150));
}

static void outings_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"fits", F_ENUMS, .lo = 0, .hi = 5, .arg = "free home low-mobility apart with-children"},
	    {"stage", F_ENUM, .optional = true, .arg = STAGES},
	    {"lens", F_ENUM, .optional = true, .arg = LENSES},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	val_put(f->item, span_text("items"), body_items(f, 'o', "outing", 150));
}

/* ---- tracks, sheets, composer */

/* A road that contains holds and refers: it has no exercise of its own. */
static void check_weeks(struct file *f)
{
	const struct val *weeks = val_get(f->item, "weeks");
	for (const struct val *w = weeks != NULL ? weeks->first : NULL; w != NULL; w = w->next) {
		const struct val *steps = val_get(w, "steps");
		if (val_is(f->item, "kind", "contain") && steps != NULL && steps->count != 0)
			file_shape(f, steps->line, "a week of a road that contains has no `steps`");
	}
}

static void track_read(struct file *f, const struct kind *k)
{
	static const struct field week[] = {
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 200},
	    {"steps", F_REFS, .lo = 0, .hi = 4, .arg = "exercise"},
	    {"deck", F_REF, .optional = true, .arg = "deck"},
	    {.key = NULL},
	};
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"for", F_PROSE, .lo = 1, .hi = 200},
	    {"kind", F_ENUM, .arg = "steps contain"},
	    {"alone", F_BOOL, .lo = 0},
	    {"sure", F_ENUM, .arg = "well-tested promising experience little"},
	    {"causes", F_REFS, .lo = 0, .hi = 12, .arg = "cause"},
	    {"weeks", F_MAPS, .lo = 1, .hi = 12, .sub = week},
	    {"stage", F_ENUM, .optional = true, .arg = STAGES},
	    {"lens", F_ENUM, .optional = true, .arg = LENSES},
	    {.key = NULL},
	};
	static const char *const parts[] = {"Who this is for", "What to expect", "Ways out", "When to see someone", NULL};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	check_weeks(f);
	val_put(f->item, span_text("body"), body_parts(f, parts));
}

static void check_asks(struct file *f)
{
	const struct val *asks = val_get(f->item, "asks");
	for (const struct val *v = asks != NULL ? asks->first : NULL; v != NULL; v = v->next)
		if (val_is(v, "kind", "pick") != (val_get(v, "options") != NULL))
			file_shape(f, v->line, "`options` belong to `kind: pick`, and it has some");
}

static bool holds_text(const struct val *list, const char *word)
{
	for (const struct val *v = list != NULL ? list->first : NULL; v != NULL; v = v->next)
		if (v->kind == VAL_TEXT && span_equal(v->text, span_text(word)))
			return true;
	return false;
}

static void sheet_read(struct file *f, const struct kind *k)
{
	static const struct field ask[] = {
	    {"text", F_PROSE, .lo = 1, .hi = 120},
	    {"hint", F_PROSE, .optional = true, .lo = 1, .hi = 120},
	    {"kind", F_ENUM, .arg = "line text day time pick"},
	    {"options", F_SAYS, .optional = true, .lo = 2, .hi = 6, .each = 60},
	    {"check", F_BOOL, .optional = true},
	    {.key = NULL},
	};
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 24},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"keep", F_ENUM, .arg = "me us either"},
	    {"many", F_BOOL, .lo = 0},
	    {"x", F_ENUMS, .lo = 0, .hi = 7, .arg = "X1 X2 X3 X4 X5 X6 X7"},
	    {"exercise", F_REF, .optional = true, .arg = "exercise"},
	    {"again", F_INT, .optional = true, .lo = 1, .hi = 366},
	    {"asks", F_MAPS, .lo = 1, .hi = 8, .sub = ask},
	    {"stage", F_ENUM, .optional = true, .arg = STAGES},
	    {"lens", F_ENUM, .optional = true, .arg = LENSES},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	check_asks(f);
	const struct val *x = val_get(f->item, "x");
	if (x != NULL && val_is(f->item, "keep", "us") && !(holds_text(x, "X1") && holds_text(x, "X2")))
		file_shape(f, x->line, "a sheet for two has X1 and X2 in `x`");
	val_put(f->item, span_text("body"), body_page(f));
}

static void composer_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 72},
	    {"line", F_LABEL, .lo = 1, .hi = 140},
	    {"kind", F_ENUM, .arg = "always mind blame label harm"},
	    {"find", F_TEXTS, .lo = 1, .hi = 120},
	    {"instead", F_SAYS, .lo = 0, .hi = 6, .each = 160},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	const struct val *find = val_get(f->item, "find"), *instead = val_get(f->item, "instead");
	for (const struct val *v = find != NULL ? find->first : NULL; v != NULL; v = v->next)
		for (size_t i = 0; v->kind == VAL_TEXT && i < v->text.len; i++)
			if (v->text.p[i] >= 'A' && v->text.p[i] <= 'Z') {
				file_shape(f, v->line, "`find` holds small letters");
				break;
			}
	if (instead != NULL && instead->count != 0 && val_is(f->item, "kind", "harm"))
		file_shape(f, instead->line, "nothing is put `instead` of a report of harm");
	val_put(f->item, span_text("body"), body_page(f));
}

/* ---- causes, reflection, safety */

static void cause_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"map", F_ENUM, .arg = "yes no"},
	    {"helps", F_REFS, .lo = 0, .hi = 32, .arg = "exercise"},
	    {.key = NULL},
	};
	static const char *const parts[] = {"What this is", "What tends to help", "When to see someone", NULL};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, "B");
	val_put(f->item, span_text("body"), body_parts(f, parts));
}

static void define_items(struct file *f, const char *what)
{
	const struct val *items = val_get(f->item, "items");
	if (items == NULL || items->kind != VAL_LIST)
		return;
	for (const struct val *v = items->first; v != NULL; v = v->next) {
		const struct val *id = val_get(v, "id");
		if (id != NULL && id->kind == VAL_TEXT)
			refs_define(f, id->line, what, id->text);
	}
}

static void reflection_read(struct file *f, const struct kind *k)
{
	static const struct field items[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 24},
	    {"slice", F_INT, .optional = true, .lo = 1, .hi = 3},
	    {"text", F_PROSE, .lo = 1, .hi = 120},
	    {"low", F_LABEL, .lo = 1, .hi = 40},
	    {"high", F_LABEL, .lo = 1, .hi = 40},
	    {"reversed", F_BOOL, .lo = 0},
	    {"help", F_REF, .optional = true, .arg = "help"},
	    {"care", F_BOOL, .optional = true},
	    {.key = NULL},
	};
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"slice", F_INT, .lo = 1, .hi = 3},
	    {"items", F_MAPS, .lo = 2, .hi = 4, .sub = items},
	    {.key = NULL},
	};
	static const char *const parts[] = {"When this is low", "When this is high", NULL};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	define_items(f, "reflection item");
	val_put(f->item, span_text("body"), body_parts(f, parts));
}

static void safety_read(struct file *f, const struct kind *k)
{
	static const struct field items[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 24},
	    {"text", F_PROSE, .lo = 1, .hi = 160},
	    {"light", F_BOOL, .lo = 0},
	    {"weight", F_ENUM, .arg = "alone own-conduct care contain light"},
	    {.key = NULL},
	};
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"before", F_PROSE, .lo = 1, .hi = 600},
	    {"items", F_MAPS, .lo = 1, .hi = 16, .sub = items},
	    {.key = NULL},
	};
	static const char *const parts[] = {"After", "Together", "Light", "Alone", NULL};
	schema_check(f, f->item, fields, false);
	if (strcmp(f->stem, "questions") != 0)
		file_shape(f, 0, "safety/ holds questions.md alone");
	kind_id(f, k->what, NULL);
	define_items(f, "safety question");
	val_put(f->item, span_text("body"), body_parts(f, parts));
}

/* ---- learn, help, start */

#define COVERS "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 F01 F02 F03 F04 F05 F06 F07 F08 F09 F10 F11"

static void page_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 72},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"covers", F_ENUMS, .optional = true, .lo = 1, .hi = 13, .arg = COVERS},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	val_put(f->item, span_text("body"), body_page(f));
}

static void learn_read(struct file *f, const struct kind *k)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 72},
	    {"line", F_PROSE, .lo = 1, .hi = 140},
	    {"kind", F_ENUM, .arg = "page question myth avoid"},
	    {"covers", F_ENUMS, .optional = true, .lo = 1, .hi = 13, .arg = COVERS},
	    {"stage", F_ENUM, .optional = true, .arg = STAGES},
	    {"lens", F_ENUM, .optional = true, .arg = LENSES},
	    {.key = NULL},
	};
	schema_check(f, f->item, fields, false);
	kind_id(f, k->what, NULL);
	val_put(f->item, span_text("body"), body_page(f));
}

const struct kind kinds[KINDS] = {
    {"exercises", "exercise", true, exercise_read},
    {"cards", "deck", true, cards_read},
    {"prompts", "prompts", false, prompts_read},
    {"causes", "cause", false, cause_read},
    {"reflection", "construct", false, reflection_read},
    {"safety", "safety", false, safety_read},
    {"tracks", "track", true, track_read},
    {"sheets", "sheet", true, sheet_read},
    {"composer", "composer", false, composer_read},
    {"tips", "tips", true, tips_read},
    {"dares", "dares", true, dares_read},
    {"outings", "outings", true, outings_read},
    {"learn", "learn", true, learn_read},
    {"help", "help", true, page_read},
    {"start", "start", true, page_read},
};

/* ---- files that are no Markdown */

struct val *pack_yml_read(struct run *run, const struct val *first)
{
	static const struct field fields[] = {
	    {"id", F_TEXT, .lo = 1, .hi = 40},
	    {"title", F_LABEL, .lo = 1, .hi = 48},
	    {"language", F_TEXT, .lo = 2, .hi = 16},
	    {"version", F_INT, .lo = 1, .hi = 999999},
	    {"extends", F_TEXT, .optional = true, .lo = 1, .hi = 40},
	    {.key = NULL},
	};
	struct file *f = file_load(run, "pack.yml");
	if (f == NULL)
		return NULL;
	f->item = front_read(f, f->text, 1);
	if (f->item == NULL)
		return NULL;
	schema_check(f, f->item, fields, false);
	const struct val *extends = val_get(f->item, "extends");
	if (extends == NULL && first != NULL)
		file_shape(f, 0, "a further pack says which one it `extends`");
	else if (extends != NULL && (first == NULL || !span_equal(extends->text, val_span(first, "id"))))
		file_shape(f, extends->line, "`extends` is not the id of the first pack");
	struct val *lang = val_get(f->item, "language");
	if (!f->bad)
		lang->key = span_text("lang");
	return f->bad ? NULL : f->item;
}

static bool made_of(struct span s, const char *others, bool letters)
{
	for (size_t i = 0; i < s.len; i++) {
		uint8_t c = s.p[i];
		bool small = letters && c >= 'a' && c <= 'z';
		if (!small && (c < '0' || c > '9') && (c == 0 || strchr(others, c) == NULL))
			return false;
	}
	return true;
}

/* A number becomes a link that dials, so it holds nothing else. */
static void check_number(struct file *f, const struct val *map, const char *key)
{
	const struct val *v = val_get(map, key);
	if (v != NULL && v->kind == VAL_TEXT && !made_of(v->text, " +", false))
		file_shape(f, v->line, "`%s` holds more than digits, blanks and +", key);
}

static void check_line(struct file *f, const struct val *line)
{
	const struct val *number = val_get(line, "number"), *web = val_get(line, "web"), *text = val_get(line, "text");
	check_number(f, line, "number");
	if (number == NULL && web == NULL)
		file_shape(f, line->line, "a line has a `number` or a `web`");
	if (text != NULL && number == NULL)
		file_shape(f, text->line, "`text` is sent to a `number`");
	if (web != NULL && web->kind == VAL_TEXT &&
	    (!made_of(web->text, "-./", true) || memchr(web->text.p, '.', web->text.len) == NULL))
		file_shape(f, web->line, "`web` is not the plain address of a website, such as example.org");
}

static void check_country(struct file *f, const struct val *country)
{
	const struct val *code = val_get(country, "code"), *lines = val_get(country, "lines");
	if (code != NULL && code->kind == VAL_TEXT)
		refs_define(f, code->line, "country", code->text);
	check_number(f, country, "emergency");
	for (const struct val *l = lines != NULL ? lines->first : NULL; l != NULL; l = l->next)
		check_line(f, l);
}

struct val *lines_yml_read(struct run *run)
{
	static const struct field line[] = {
	    {"for", F_ENUM, .arg = "danger violence men crisis own-conduct sexual"},
	    {"name", F_LABEL, .optional = true, .lo = 1, .hi = 72},
	    {"number", F_TEXT, .optional = true, .lo = 2, .hi = 24},
	    {"text", F_TEXT, .optional = true, .lo = 1, .hi = 16},
	    {"web", F_TEXT, .optional = true, .lo = 4, .hi = 72},
	    {"note", F_LABEL, .optional = true, .lo = 1, .hi = 160},
	    {"checked", F_DATE, .lo = 0},
	    {.key = NULL},
	};
	static const struct field country[] = {
	    {"code", F_TEXT, .lo = 2, .hi = 2},
	    {"name", F_LABEL, .lo = 1, .hi = 48},
	    {"emergency", F_TEXT, .lo = 2, .hi = 24},
	    {"lines", F_MAPS, .lo = 0, .hi = 24, .sub = line},
	    {.key = NULL},
	};
	struct file *f = file_load(run, "help/lines.yml");
	struct val *list = f != NULL ? front_read(f, f->text, 1) : NULL;
	if (list == NULL)
		return NULL;
	if (list->kind != VAL_LIST) {
		file_shape(f, list->line, "a list of countries expected");
		return NULL;
	}
	for (struct val *v = list->first; v != NULL; v = v->next) {
		schema_check(f, v, country, false);
		check_country(f, v);
	}
	return f->bad ? NULL : list;
}

static bool plain_word(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] < 'a' || s.p[i] > 'z')
			return false;
	return s.len >= 3 && s.len <= 7;
}

static void check_count(struct file *f, size_t n)
{
	long min = f->run->words_min;
	if (min < 0 && n != WORDS)
		file_shape(f, 0, "%zu words, not %u", n, WORDS);
	else if (min >= 0 && (long)n < min)
		file_shape(f, 0, "%zu words, at least %ld expected", n, min);
}

struct val *words_txt_read(struct run *run)
{
	struct file *f = file_load(run, "words.txt");
	if (f == NULL)
		return NULL;
	struct val *list = val_new(run->a, VAL_LIST, 1);
	int line = 1;
	for (size_t at = 0; at < f->text.len; line++) {
		const uint8_t *nl = memchr(f->text.p + at, '\n', f->text.len - at);
		size_t end = nl != NULL ? (size_t)(nl - f->text.p) : f->text.len;
		struct span w = span_make(f->text.p + at, end - at);
		at = end + 1;
		if (!plain_word(w))
			file_shape(f, line, "`%.*s` is not a word of 3 to 7 small letters", (int)w.len,
			           (const char *)w.p);
		refs_define(f, line, "word", w);
		val_push(list, val_text(run->a, w, line));
	}
	check_count(f, list->count);
	return f->bad ? NULL : list;
}

/* coverage.c - the lists of the evidence (exercises, causes, questions, red flags, things to avoid, roads) against the
 * files of a pack.  The lists stand here by number or name, so that a file that goes missing is missed. */
#include "coverage.h"

struct coverage {
	const struct programme *p;
	FILE *out;
	bool whole;
};

static size_t kind_named(const char *folder)
{
	size_t i = 0;
	while (strcmp(kinds[i].folder, folder) != 0)
		i++;
	return i;
}

/* A code stands for its stages too: E26 is E26a to E26d. */
static bool answers(struct span id, const char *code)
{
	size_t n = strlen(code);
	return id.len >= n && memcmp(id.p, code, n) == 0 &&
	       (id.len == n || (id.len == n + 1 && id.p[n] >= 'a' && id.p[n] <= 'z'));
}

static void row(struct coverage *c, const char *code, const char *paths, const char *title)
{
	if (*paths == '\0')
		c->whole = false;
	fprintf(c->out, "| %s | %s | %s |\n", code, *paths != '\0' ? paths : "**missing**", title);
}

static void head(struct coverage *c, const char *title)
{
	fprintf(c->out, "\n## %s\n\n| code | file | title |\n|---|---|---|\n", title);
}

/* Files whose id is the code. */
static void by_code(struct coverage *c, const char *folder, const char *code)
{
	size_t n;
	struct file *const *files = programme_files(c->p, kind_named(folder), &n);
	const char *paths = "", *title = "";
	for (size_t i = 0; i < n; i++) {
		struct arena *a = files[i]->run->a;
		if (files[i]->item == NULL || !answers(val_span(files[i]->item, "id"), code))
			continue;
		struct span t = val_span(files[i]->item, "title");
		title = *title == '\0' ? arena_print(a, "%.*s", (int)t.len, (const char *)t.p) : title;
		paths = arena_print(a, "%s%s%s", paths, *paths != '\0' ? ", " : "", files[i]->path);
	}
	row(c, code, paths, title);
}

static void codes(struct coverage *c, const char *title, const char *folder, char letter, int last)
{
	char code[16];
	head(c, title);
	for (int i = 1; i <= last; i++) {
		(void)snprintf(code, sizeof code, "%c%02d", letter, i);
		by_code(c, folder, code);
	}
}

static bool lists(const struct val *item, const char *code)
{
	const struct val *list = val_get(item, "covers");
	for (const struct val *v = list != NULL ? list->first : NULL; v != NULL; v = v->next)
		if (v->kind == VAL_TEXT && span_equal(v->text, span_text(code)))
			return true;
	return false;
}

/* Pages of learn/ and help/ that say by themselves what they cover. */
static void by_covers(struct coverage *c, const char *code, const char *what)
{
	static const char *const folders[] = {"learn", "help"};
	const char *paths = "";
	for (size_t k = 0; k < sizeof folders / sizeof *folders; k++) {
		size_t n;
		struct file *const *files = programme_files(c->p, kind_named(folders[k]), &n);
		for (size_t i = 0; i < n; i++)
			if (files[i]->item != NULL && lists(files[i]->item, code))
				paths = arena_print(files[i]->run->a, "%s%s%s", paths, *paths != '\0' ? ", " : "", files[i]->path);
	}
	row(c, code, paths, what);
}

static void covers(struct coverage *c, const char *title, char letter, const char *const *what)
{
	char code[16];
	head(c, title);
	for (int i = 0; what[i] != NULL; i++) {
		(void)snprintf(code, sizeof code, "%c%02d", letter, i + 1);
		by_covers(c, code, what[i]);
	}
}

static void questions(struct coverage *c)
{
	static const char *const ids[] = {"q_fear", "q_hurt",  "q_pressed",   "q_control", "q_blame",
	                                  "q_mine", "q_live", "q_discovery", "q_drink",   NULL};
	size_t n;
	struct file *const *files = programme_files(c->p, kind_named("safety"), &n);
	head(c, "Private questions");
	for (int q = 0; ids[q] != NULL; q++) {
		const char *path = "", *text = "";
		for (size_t i = 0; i < n; i++) {
			const struct val *items = files[i]->item != NULL ? val_get(files[i]->item, "items") : NULL;
			for (const struct val *v = items != NULL ? items->first : NULL; v != NULL; v = v->next)
				if (val_is(v, "id", ids[q])) {
					struct span t = val_span(v, "text");
					path = files[i]->path;
					text = arena_print(files[i]->run->a, "%.*s", (int)t.len, (const char *)t.p);
				}
		}
		row(c, ids[q], path, text);
	}
}

static void tracks(struct coverage *c)
{
	static const char *const ids[] = {
	    "after-children", "mismatched-desire", "first-month-after-a-discovery", "long-gap", "shame-and-values",
	    "stress-and-exhaustion", "pain", "erection", "menopause", "birth-loss-infertility", "illness-and-caring",
	    "neurodivergence", "roommates", "living-apart", "on-my-own", "pornography", "asexuality", NULL};
	head(c, "Tracks");
	for (int i = 0; ids[i] != NULL; i++)
		by_code(c, "tracks", ids[i]);
}

bool coverage_write(const struct programme *p, FILE *out)
{
	static const char *const flags[] = {
	    "not wanting to live", "fear, violence, control", "pressed or forced into sex", "pain or bleeding in sex",
	    "trauma reactions", "low mood most days", "alcohol and drugs", "an affair or its disclosure",
	    "sudden change in desire or body", "illness that needs help at once, a child at risk", "under 18", NULL};
	static const char *const avoid[] = {
	    "too fast, too soon", "skipping old anger", "withholding to punish or bargain", "comparing", "sliding back",
	    "accusing and defending", "closeness as a goal to reach", "going quiet about sex", "screens side by side as a date",
	    "letting resentment wait", "copying the beginning", "mending broken trust alone", "a no is never withholding", NULL};
	struct coverage c = {p, out, true};
	fputs("# What the programme covers\n\nMade by `packc coverage programme/en`; a test keeps it true. The codes are those of the "
	      "evidence that the programme\nwas written from: exercises E and N, causes B, red flags F, things to avoid A.\n",
	      out);
	codes(&c, "Exercises of the guides", "exercises", 'E', 43);
	codes(&c, "Further exercises", "exercises", 'N', 20);
	codes(&c, "Hearth's own", "exercises", 'H', 5);
	codes(&c, "Causes", "causes", 'B', 33);
	questions(&c);
	covers(&c, "Red flags", 'F', flags);
	covers(&c, "Things to avoid", 'A', avoid);
	tracks(&c);
	return c.whole;
}

/* pack.c - index and decoded exercises over the borrowed bytes of a pack.
 * Everything is decoded once, when the pack is opened: a pack that opens can be read without a single error path. */
#include "domain/pack.h"

#include "wire/cbor.h"

struct entry {
	struct span id, item;
};

struct pack {
	const struct alloc *a;
	struct span id, lang, title, hash, lines, packs;
	struct entry *entries[PACK_FOLDER__MAX];
	size_t counts[PACK_FOLDER__MAX];
	struct span *words;
	size_t word_count;
	struct pack_exercise *exercises; /* counts[PACK_EXERCISES] */
};

static const char *const folder_names[PACK_FOLDER__MAX] = {
    "exercises", "cards", "prompts", "causes", "reflection", "safety", "tracks", "sheets",
    "composer",  "tips",  "dares",   "outings", "learn",      "help",   "start",
};

/* ---- members of a map, with a sticky status: a decoder reads straight on and looks at the end */

struct get {
	struct span map;
	enum status st;
};

static void get_fail(struct get *g, enum status st)
{
	if (g->st == ST_OK)
		g->st = st;
}

/* The member's item; empty when it is absent, which is a failure unless it may be. */
static struct span get_item(struct get *g, const char *key, bool optional)
{
	struct span item = {NULL, 0};
	if (g->st != ST_OK)
		return item;
	enum status st = cbor_find_text(g->map, key, &item);
	if (st == ST_NOTFOUND && optional)
		return (struct span){NULL, 0};
	if (st != ST_OK)
		get_fail(g, ST_MALFORMED);
	return item;
}

static struct span get_text(struct get *g, const char *key, bool optional)
{
	struct span text = {NULL, 0}, item = get_item(g, key, optional);
	struct cbor_r r = cbor_reader(item);
	if (item.len != 0 && cbor_get_text(&r, &text) != ST_OK)
		get_fail(g, ST_MALFORMED);
	return text;
}

static uint32_t get_uint(struct get *g, const char *key, uint32_t max, bool optional)
{
	struct span item = get_item(g, key, optional);
	struct cbor_r r = cbor_reader(item);
	uint64_t v = 0;
	if (item.len != 0 && (cbor_get_uint(&r, &v) != ST_OK || v > max))
		get_fail(g, ST_MALFORMED);
	return g->st == ST_OK ? (uint32_t)v : 0;
}

static bool get_flag(struct get *g, const char *key)
{
	struct span item = get_item(g, key, true);
	struct cbor_r r = cbor_reader(item);
	bool v = false;
	if (item.len != 0 && cbor_get_bool(&r, &v) != ST_OK)
		get_fail(g, ST_MALFORMED);
	return v;
}

/* A cursor behind the head of an array, and its length; no items after a failure. */
static struct cbor_r get_list(struct get *g, const char *key, bool optional, size_t max, size_t *count)
{
	struct span item = get_item(g, key, optional);
	struct cbor_r r = cbor_reader(item);
	*count = 0;
	if (item.len != 0 && cbor_get_array(&r, count) != ST_OK)
		get_fail(g, ST_MALFORMED);
	if (*count > max) {
		get_fail(g, ST_TOOBIG);
		*count = 0;
	}
	return r;
}

static struct span next_text(struct get *g, struct cbor_r *r)
{
	struct span s = {NULL, 0};
	if (cbor_get_text(r, &s) != ST_OK)
		get_fail(g, ST_MALFORMED);
	return s;
}

/* A word's place in a list that ends with NULL; fails when it is none of them. */
static unsigned word_place(struct get *g, const char *const *words, struct span s)
{
	unsigned i = 0;
	while (words[i] != NULL && !span_equal(span_text(words[i]), s))
		i++;
	if (words[i] != NULL)
		return i;
	get_fail(g, ST_MALFORMED);
	return 0;
}

static unsigned get_word(struct get *g, const char *key, const char *const *words)
{
	struct span s = get_text(g, key, false);
	return g->st == ST_OK ? word_place(g, words, s) : 0;
}

static uint8_t get_bits(struct get *g, const char *key, const char *const *words)
{
	size_t n;
	struct cbor_r r = get_list(g, key, false, 16, &n);
	unsigned bits = 0;
	while (n-- > 0 && g->st == ST_OK)
		bits |= 1u << word_place(g, words, next_text(g, &r));
	return (uint8_t)bits;
}

/* ---- phases */

static const char *const phase_kinds[] = {"ready", "turn",  "both", "still",  "write", "breathe",
                                          "touch", "read", "choose", "close", NULL};
static const char *const keeps[] = {"none", "me", "us", NULL};
static const char *const turns[] = {"a", "b", NULL};

static void options_read(struct get *g, struct pack_phase *p)
{
	size_t n;
	struct cbor_r r = get_list(g, "options", false, PACK_OPTIONS_MAX, &n);
	p->options = get_item(g, "options", false);
	while (n-- > 0 && g->st == ST_OK)
		(void)next_text(g, &r);
}

static enum status phase_read(struct span map, struct pack_phase *out)
{
	struct get g = {map, ST_OK};
	struct pack_phase p = {.kind = (enum pack_phase_kind)get_word(&g, "kind", phase_kinds)};
	p.seconds = get_uint(&g, "seconds", PACK_SECONDS_MAX, true);
	p.say = get_text(&g, "say", false);
	p.other = get_text(&g, "other", true);
	p.voice = get_text(&g, "voice", true);
	bool may = p.kind == PACK_TOUCH || p.kind == PACK_READ;
	if (p.kind == PACK_TURN || (may && get_item(&g, "who", true).len != 0))
		p.who = (uint8_t)('a' + get_word(&g, "who", turns));
	if (p.kind == PACK_BREATHE) {
		p.in_s = (uint8_t)get_uint(&g, "in", PACK_BREATH_MAX, false);
		p.out_s = (uint8_t)get_uint(&g, "out", PACK_BREATH_MAX, false);
	}
	if (p.kind == PACK_READ)
		p.text = get_text(&g, "text", false);
	if (p.kind == PACK_CHOOSE)
		options_read(&g, &p);
	if (p.kind == PACK_WRITE)
		p.keep = (enum pack_keep)get_word(&g, "keep", keeps);
	if (g.st == ST_OK)
		*out = p;
	return g.st;
}

enum status pack_phase(const struct pack_size *size, size_t i, struct pack_phase *out)
{
	struct cbor_r r = cbor_reader(size->phases);
	struct span item;
	size_t n;
	if (i >= size->phase_count)
		return ST_NOTFOUND;
	enum status st = cbor_get_array(&r, &n);
	for (size_t k = 0; st == ST_OK && k <= i; k++)
		st = cbor_skip(&r, &item);
	return st == ST_OK ? phase_read(item, out) : st;
}

/* ---- exercises */

static const char *const stages[] = {"SAF", "EMO", "AFF", "SEN", "SEX", "MNT", NULL};
static const char *const whos[] = {"both", "one", "either", NULL};
static const char *const sures[] = {"well-tested", "promising", "experience", "little", NULL};
static const char *const touches[] = {"none", "affection", "sensual", NULL};
static const char *const energies[] = {"low", "middle", "high", NULL};
static const char *const grades[] = {"A", "B", "C", "D", NULL};
static const char *const begins[] = {"now", "waits", NULL};
static const char *const wishes[] = {"ease", "heard", "affection", "fewer-rows", "room", "play", NULL};
static const char *const whens[] = {"morning", "day", "evening", "bed", "any", NULL};
static const char *const places[] = {"table", "any", "out", "apart", NULL};
static const char *const codes_x[] = {"", "X1", "X2", "X3", "X4", "X5", "X6", "X7", NULL}; /* place n is Xn */

#define WHEN_ANY 16u /* the bit of "any" in whens */

static enum status size_read(struct span map, struct pack_size *out)
{
	struct get g = {map, ST_OK};
	size_t n;
	struct pack_size s = {.minutes = (uint8_t)get_uint(&g, "minutes", 255, false)};
	s.table = get_flag(&g, "table");
	s.joint = get_flag(&g, "joint");
	s.phases = get_item(&g, "phases", false);
	struct cbor_r r = get_list(&g, "phases", false, PACK_PHASES_MAX, &n);
	s.phase_count = (uint8_t)n;
	for (size_t i = 0; i < n && g.st == ST_OK; i++) {
		struct span item;
		struct pack_phase phase = {0};
		g.st = cbor_skip(&r, &item);
		if (g.st == ST_OK)
			g.st = phase_read(item, &phase);
		s.seconds += phase.seconds;
	}
	if (g.st == ST_OK)
		*out = s;
	return g.st;
}

static void sizes_read(struct get *g, struct pack_exercise *e)
{
	size_t n;
	struct cbor_r r = get_list(g, "sizes", false, PACK_SIZES_MAX, &n);
	if (n == 0)
		get_fail(g, ST_MALFORMED);
	for (size_t i = 0; i < n && g->st == ST_OK; i++) {
		struct span item;
		g->st = cbor_skip(&r, &item);
		if (g->st == ST_OK)
			g->st = size_read(item, &e->sizes[i]);
		if (g->st == ST_OK && i > 0 && e->sizes[i].minutes <= e->sizes[i - 1].minutes)
			g->st = ST_MALFORMED;
	}
	e->size_count = (uint8_t)n;
}

/* "B05" is bit 5; other words are causes of another pack. */
static uint64_t cause_bit(struct span s)
{
	if (s.len != 3 || s.p[0] != 'B' || s.p[1] < '0' || s.p[1] > '9' || s.p[2] < '0' || s.p[2] > '9')
		return 0;
	unsigned n = (unsigned)(s.p[1] - '0') * 10 + (unsigned)(s.p[2] - '0');
	return n >= 1 && n <= 63 ? (uint64_t)1 << n : 0;
}

static void links_read(const struct pack *p, struct get *g, struct pack_exercise *e)
{
	size_t n, at;
	struct cbor_r r = get_list(g, "helps", false, 64, &n);
	while (n-- > 0 && g->st == ST_OK)
		e->helps |= cause_bit(next_text(g, &r));
	r = get_list(g, "constructs", false, 32, &n);
	while (n-- > 0 && g->st == ST_OK)
		if (pack_find(p, PACK_REFLECTION, next_text(g, &r), &at) == ST_OK && at < 32)
			e->constructs |= (uint32_t)1 << at;
	r = get_list(g, "needs", true, PACK_NEEDS_MAX, &n);
	while (n-- > 0 && g->st == ST_OK)
		if (pack_find(p, PACK_EXERCISES, next_text(g, &r), &at) == ST_OK)
			e->needs[e->need_count++] = (uint16_t)at;
}

static enum status exercise_read(const struct pack *p, const struct entry *from, struct pack_exercise *e)
{
	struct get g = {from->item, ST_OK};
	e->id = from->id;
	e->item = from->item;
	e->stage = (enum pack_stage)get_word(&g, "stage", stages);
	e->who = (enum pack_who)get_word(&g, "who", whos);
	e->sure = (enum pack_sure)get_word(&g, "sure", sures);
	e->touch = (enum pack_touch)get_word(&g, "touch", touches);
	e->energy = (enum pack_energy)get_word(&g, "energy", energies);
	e->grade = (uint8_t)('A' + get_word(&g, "grade", grades));
	e->waits = get_word(&g, "begin", begins) == 1;
	e->wish = get_bits(&g, "wish", wishes);
	e->when = get_bits(&g, "when", whens);
	if ((e->when & WHEN_ANY) != 0)
		e->when = PACK_ANY_TIME;
	e->place = (uint8_t)(1u << get_word(&g, "place", places));
	e->x = get_bits(&g, "x", codes_x);
	if ((e->x & 1u) != 0)
		get_fail(&g, ST_MALFORMED);
	e->cooldown_days = (uint16_t)get_uint(&g, "cooldown", 3660, false);
	links_read(p, &g, e);
	sizes_read(&g, e);
	return g.st;
}

static enum status exercises_read(struct pack *p)
{
	size_t n = p->counts[PACK_EXERCISES];
	if (n == 0)
		return ST_OK;
	p->exercises = alloc_get(p->a, n * sizeof *p->exercises);
	if (p->exercises == NULL)
		return ST_NOMEM;
	enum status st = ST_OK;
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = exercise_read(p, &p->entries[PACK_EXERCISES][i], &p->exercises[i]);
	return st;
}

/* ---- the index */

static int id_order(struct span x, struct span y)
{
	size_t n = x.len < y.len ? x.len : y.len;
	int c = n != 0 ? memcmp(x.p, y.p, n) : 0;
	return c != 0 ? c : (x.len > y.len) - (x.len < y.len);
}

static enum status folder_index(struct pack *p, struct get *top, enum pack_folder f)
{
	size_t n;
	struct cbor_r r = get_list(top, folder_names[f], true, PACK_ITEMS_MAX, &n);
	if (top->st != ST_OK || n == 0)
		return top->st;
	struct entry *e = p->entries[f] = alloc_get(p->a, n * sizeof *e);
	if (e == NULL)
		return ST_NOMEM;
	p->counts[f] = n;
	for (size_t i = 0; i < n; i++) {
		enum status st = cbor_skip(&r, &e[i].item);
		struct get g = {e[i].item, st};
		e[i].id = get_text(&g, "id", false);
		if (g.st != ST_OK)
			return g.st;
		if (i > 0 && id_order(e[i - 1].id, e[i].id) >= 0)
			return ST_MALFORMED;
	}
	return ST_OK;
}

static enum status words_index(struct pack *p, struct get *top)
{
	size_t n;
	struct cbor_r r = get_list(top, "words", true, PACK_WORDS_MAX, &n);
	if (top->st != ST_OK || n == 0)
		return top->st;
	p->words = alloc_get(p->a, n * sizeof *p->words);
	if (p->words == NULL)
		return ST_NOMEM;
	p->word_count = n;
	for (size_t i = 0; i < n; i++)
		p->words[i] = next_text(top, &r);
	return top->st;
}

static enum status index_all(struct pack *p, struct span bytes)
{
	static const uint8_t empty_array = 0x80;
	struct get g = {bytes, ST_OK};
	struct span hash;
	if (get_uint(&g, "v", UINT32_MAX, false) != 1)
		return g.st != ST_OK ? g.st : ST_UNKNOWN;
	p->id = get_text(&g, "id", true);
	p->lang = get_text(&g, "lang", true);
	p->title = get_text(&g, "title", true);
	p->lines = get_item(&g, "lines", true);
	p->packs = get_item(&g, "packs", true);
	if (p->lines.len == 0)
		p->lines = span_make(&empty_array, 1);
	if (p->packs.len == 0)
		p->packs = span_make(&empty_array, 1);
	hash = get_item(&g, "hash", false);
	struct cbor_r r = cbor_reader(hash), l = cbor_reader(p->lines), k = cbor_reader(p->packs);
	if (g.st != ST_OK || cbor_get_bytes(&r, &p->hash) != ST_OK || p->hash.len != 32 || cbor_peek(&l) != CBOR_ARRAY ||
	    cbor_peek(&k) != CBOR_ARRAY)
		return ST_MALFORMED;
	for (unsigned f = 0; f < PACK_FOLDER__MAX; f++) {
		enum status st = folder_index(p, &g, (enum pack_folder)f);
		if (st != ST_OK)
			return st;
	}
	enum status st = words_index(p, &g);
	return st == ST_OK ? exercises_read(p) : st;
}

enum status pack_open(const struct alloc *a, struct span bytes, struct pack **out)
{
	enum status st = cbor_check(bytes);
	if (st != ST_OK)
		return st;
	struct pack *p = alloc_get(a, sizeof *p);
	if (p == NULL)
		return ST_NOMEM;
	p->a = a;
	st = index_all(p, bytes);
	if (st == ST_OK)
		*out = p;
	else
		pack_free(p);
	return st;
}

void pack_free(struct pack *p)
{
	if (p == NULL)
		return;
	for (unsigned f = 0; f < PACK_FOLDER__MAX; f++)
		alloc_put(p->a, p->entries[f], p->counts[f] * sizeof *p->entries[f]);
	alloc_put(p->a, p->words, p->word_count * sizeof *p->words);
	alloc_put(p->a, p->exercises, p->counts[PACK_EXERCISES] * sizeof *p->exercises);
	alloc_put(p->a, p, sizeof *p);
}

/* ---- reading */

struct span pack_id(const struct pack *p) { return p->id; }
struct span pack_lang(const struct pack *p) { return p->lang; }
struct span pack_title(const struct pack *p) { return p->title; }
struct span pack_hash(const struct pack *p) { return p->hash; }
struct span pack_lines(const struct pack *p) { return p->lines; }
struct span pack_packs(const struct pack *p) { return p->packs; }

enum status pack_folder_named(struct span name, enum pack_folder *out)
{
	for (unsigned f = 0; f < PACK_FOLDER__MAX; f++)
		if (span_equal(name, span_text(folder_names[f]))) {
			*out = (enum pack_folder)f;
			return ST_OK;
		}
	return ST_NOTFOUND;
}

size_t pack_count(const struct pack *p, enum pack_folder folder) { return p->counts[folder]; }

struct span pack_at(const struct pack *p, enum pack_folder folder, size_t i)
{
	return i < p->counts[folder] ? p->entries[folder][i].item : (struct span){NULL, 0};
}

enum status pack_find(const struct pack *p, enum pack_folder folder, struct span id, size_t *i)
{
	size_t lo = 0, hi = p->counts[folder];
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = id_order(p->entries[folder][mid].id, id);
		if (c == 0) {
			*i = mid;
			return ST_OK;
		}
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return ST_NOTFOUND;
}

enum status pack_item(const struct pack *p, enum pack_folder folder, struct span id, struct span *item)
{
	size_t i;
	enum status st = pack_find(p, folder, id, &i);
	if (st == ST_OK)
		*item = p->entries[folder][i].item;
	return st;
}

size_t pack_words(const struct pack *p) { return p->word_count; }

struct span pack_word(const struct pack *p, size_t i)
{
	return i < p->word_count ? p->words[i] : (struct span){NULL, 0};
}

const struct pack_exercise *pack_exercises(const struct pack *p, size_t *count)
{
	*count = p->counts[PACK_EXERCISES];
	return p->exercises;
}

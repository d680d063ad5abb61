/* history.c - one pass over the facts, newest first. */
#include "domain/history.h"

#include "base/civil.h"
#include "domain/item.h"
#include "domain/track.h"

#define RECENT_DAYS 28
#define UNLIKE_DAYS 90
#define THOUGHTS_MAX 8u
#define REFLECTIONS_READ 12u /* enough to meet every item again */
#define DAYS_A_WEEK 4u
#define PLAN_OF_WEEK 31u /* a number that no record type has */

struct gather {
	const struct facts *f;
	const struct pack *p;
	struct history *h;
	uint32_t seen; /* bits by small record number, and enum seen_high: a newer record of the type was read */
	unsigned reflections;
	int16_t newest[REFLECT_ITEMS_MAX];
	const struct reflect_index *ix; /* NULL until a reflection is read, unless it was given */
	struct reflect_index own;
};

static bool first_of(struct gather *g, unsigned type)
{
	uint32_t bit = type < 32 ? (uint32_t)1 << type : 0;
	bool first = (g->seen & bit) == 0;
	g->seen |= bit;
	return first;
}

/* The same for the numbers above 31, which are few. */
enum seen_high { SEEN_TRACK = 26, SEEN_PACE = 27 }; /* bits that no record number below 32 uses */

static struct item_list names_of(const struct fact *x, const char *field)
{
	struct item_list l = {cbor_reader(event_list(x->t, x->body, field)), 0};
	if (l.r.p == NULL || cbor_get_array(&l.r, &l.left) != ST_OK)
		l.left = 0;
	return l;
}

static bool next_name(struct item_list *l, struct span *name)
{
	if (l->left == 0 || cbor_get_text(&l->r, name) != ST_OK)
		return false;
	l->left--;
	return true;
}

/* Names to bits by their place in a list that ends with NULL; unknown ones are newer than this program and say nothing.
 */
static uint8_t bits_of(const struct fact *x, const char *field, const char *const *words)
{
	struct item_list l = names_of(x, field);
	struct span s;
	unsigned bits = 0;
	while (next_name(&l, &s))
		for (unsigned i = 0; words[i] != NULL; i++)
			if (span_is(s, words[i]))
				bits |= 1u << i;
	return (uint8_t)bits;
}

static void read_start(struct gather *g, const struct fact *x)
{
	static const char *const wishes[] = {"ease", "heard", "affection", "fewer-rows", "room", "play", NULL};
	static const char *const arounds[] = {"baby", "long-days", "apart", "ill", "broken-trust", "very-low", NULL};
	int64_t day = event_int(x->t, x->body, "day", 0);
	struct history *h = g->h;
	if (first_of(g, REC_START)) {
		h->wish = bits_of(x, "wish", wishes);
		h->around = bits_of(x, "around", arounds);
	}
	/* Weeks are counted from the first start, whatever was changed later. */
	if (day <= h->day && (h->start_day == HISTORY_NEVER || day < h->start_day))
		h->start_day = (int32_t)day;
}

static void read_time(struct gather *g, const struct fact *x)
{
	static const char *const whens[] = {"morning", "day", "evening", "bed", NULL};
	struct item_list l = names_of(x, "when");
	struct span s;
	struct history *h = g->h;
	if (!first_of(g, REC_TIME))
		return;
	h->minutes = (int32_t)event_int(x->t, x->body, "minutes", HISTORY_MINUTES);
	h->when = bits_of(x, "when", whens);
	while (next_name(&l, &s)) {
		if (span_is(s, "table"))
			h->table = true;
		if (s.len == 6 && memcmp(s.p, "days:", 5) == 0 && s.p[5] >= '0' && s.p[5] <= '7')
			h->days_a_week = (uint8_t)(s.p[5] - '0');
	}
}

static void read_causes(struct gather *g, const struct fact *x)
{
	struct item_list l = names_of(x, "picked");
	struct span s;
	if (!first_of(g, REC_CAUSES))
		return;
	g->h->causes_known = true;
	while (next_name(&l, &s)) {
		if (s.len != 3 || s.p[0] != 'B' || s.p[1] < '0' || s.p[1] > '9' || s.p[2] < '0' || s.p[2] > '9')
			continue;
		unsigned n = (unsigned)(s.p[1] - '0') * 10 + (unsigned)(s.p[2] - '0');
		if (n >= 1 && n <= 63)
			g->h->causes |= (uint64_t)1 << n;
	}
}

static bool covers(const struct fact *x, int32_t day)
{
	return event_int(x->t, x->body, "from", 0) <= day && event_int(x->t, x->body, "until", -1) >= day;
}

static void read_reflection(struct gather *g, const struct fact *x)
{
	struct history *h = g->h;
	int64_t path = event_int(x->t, x->body, "path", PATH_LIGHT);
	int32_t value;
	size_t item;
	if (first_of(g, REC_REFLECTION))
		h->path = path <= PATH_ALONE ? (enum path)path : PATH_LIGHT;
	if (g->reflections == REFLECTIONS_READ || event_int(x->t, x->body, "day", 0) > h->day)
		return;
	if (g->reflections++ == 0) {
		if (g->ix == NULL) {
			reflect_index(g->p, &g->own);
			g->ix = &g->own;
		}
		for (size_t i = 0; i < REFLECT_ITEMS_MAX; i++)
			g->newest[i] = -1;
	}
	for (struct reflect_answers a = reflect_answers(x); reflect_next(&a, g->ix, &item, &value);)
		if (g->newest[item] < 0)
			g->newest[item] = (int16_t)value;
}

static void mean_constructs(struct gather *g)
{
	int32_t sum[REFLECT_CONSTRUCTS_MAX] = {0}, n[REFLECT_CONSTRUCTS_MAX] = {0};
	for (size_t i = 0; g->reflections > 0 && i < g->ix->n; i++)
		if (g->newest[i] >= 0) {
			sum[g->ix->v[i].construct] += g->newest[i];
			n[g->ix->v[i].construct]++;
		}
	for (size_t c = 0; c < REFLECT_CONSTRUCTS_MAX; c++)
		g->h->tenths[c] = n[c] > 0 ? sum[c] * 10 / n[c] : -1;
}

/* Fields come in the order of their keys (deterministic CBOR).  A life holds thousands of steps, and of old ones the
 * first four fields are enough: the walk can stop behind them. */
static int64_t *step_field(struct step *s, uint64_t key)
{
	switch (key) {
	case 1:
		return &s->size;
	case 2:
		return &s->day;
	case 3:
		return &s->what;
	case 6:
		return &s->close;
	case 7:
		return &s->comfort;
	default:
		return NULL;
	}
}

#define LAST_NEEDED 3u

static enum status read_reason(struct cbor_r *r, size_t count, struct step *s)
{
	static const char *const words[] = {"", "time", "energy", "mood", "uneasy", "kind"};
	struct span name;
	enum status st = count == 1 ? cbor_get_text(r, &name) : ST_MALFORMED;
	for (unsigned i = 1; st == ST_OK && i < sizeof words / sizeof words[0]; i++)
		if (span_is(name, words[i]))
			s->reason = (enum step_reason)i;
	return st;
}

static bool step_walk(struct cbor_r *r, size_t *left, struct step *s, uint64_t until)
{
	size_t count;
	for (; *left > 0; (*left)--) {
		uint64_t key;
		if (cbor_get_uint(r, &key) != ST_OK)
			return false;
		int64_t *to = step_field(s, key);
		enum status st = key == 0 || key == 9 ? cbor_get_array(r, &count)
		                 : to != NULL         ? cbor_get_int(r, to)
		                                      : cbor_skip(r, NULL);
		if (st == ST_OK && key == 0)
			st = count == 1 ? cbor_get_text(r, &s->exercise) : ST_MALFORMED;
		if (st == ST_OK && key == 9 && count > 0)
			st = read_reason(r, count, s);
		if (st != ST_OK)
			return false;
		if (key >= until) {
			(*left)--;
			return true;
		}
	}
	return true;
}

bool step_read(struct span body, struct step *s)
{
	struct cbor_r r = cbor_reader(body);
	size_t left;
	*s = (struct step){.close = -1, .comfort = -1};
	return body.len != 0 && cbor_get_map(&r, &left) == ST_OK && step_walk(&r, &left, s, UINT64_MAX) &&
	       s->exercise.len != 0;
}

static uint8_t up(uint8_t v) { return v < UINT8_MAX ? (uint8_t)(v + 1) : v; }

/* What was uncomfortable, stopped or too much in the last weeks makes the next one smaller, or rests it. */
static void learn_low(struct history_exercise *e, const struct step *s)
{
	bool low = s->what == STEP_STOPPED || s->what == STEP_TOO_MUCH || (s->comfort >= 0 && s->comfort <= 1) ||
	           s->reason == WHY_NOT_UNEASY;
	if (!low)
		return;
	e->low_28 = up(e->low_28);
	if (s->size < e->low_size)
		e->low_size = (uint8_t)s->size;
}

/* What was said about a step that was not taken, for steps to come: time and energy for four weeks, kind for ninety
 * days.  A mood is of its day and teaches nothing. */
static void learn_reason(struct history *h, size_t at, const struct step *s)
{
	bool recent = h->day - s->day < RECENT_DAYS;
	if (recent && s->reason == WHY_NOT_ENERGY)
		h->spare = true;
	if (recent && s->reason == WHY_NOT_TIME) {
		uint8_t most = (uint8_t)(s->size > 0 ? s->size - 1 : 0);
		if (most < h->time_size)
			h->time_size = most;
	}
	if (s->reason == WHY_NOT_KIND && h->unlike_count < HISTORY_UNLIKE_MAX)
		h->unlike[h->unlike_count++] = (uint8_t)at;
}

static void learn_thought(struct history_exercise *e, const struct step *s)
{
	if (e->thoughts == THOUGHTS_MAX || (s->close < 0 && s->comfort < 0))
		return;
	e->thoughts++;
	e->close_sum = (uint8_t)(e->close_sum + (s->close < 0 ? 2 : s->close));
	e->comfort_sum = (uint8_t)(e->comfort_sum + (s->comfort < 0 ? 2 : s->comfort));
}

static void latest(int32_t *day, int64_t d)
{
	if (d > *day)
		*day = (int32_t)d;
}

/* Effort since the doors were last answered: facts come newest first, so what is read before that record is newer. */
static void learn_tried(struct history *h, const struct step *s)
{
	if (h->doors_day != HISTORY_NEVER)
		return;
	h->tried = (uint16_t)(h->tried < UINT16_MAX ? h->tried + 1 : h->tried);
	if (s->day < h->tried_day)
		h->tried_day = (int32_t)s->day;
}

static void learn_week(const struct gather *g, size_t at, const struct step *s)
{
	size_t n;
	const struct pack_exercise *e = &pack_exercises(g->p, &n)[at];
	int32_t monday = g->h->day - ((int32_t)civil_weekday(g->h->day) - 1);
	if (s->day < monday || s->size >= e->size_count)
		return;
	g->h->week_minutes += e->sizes[s->size].minutes;
	g->h->week_energy += (int32_t)e->energy + 1;
}

static void learn_days(struct history *h, size_t at, const struct step *s)
{
	struct history_exercise *e = &h->v[at];
	if (s->what == STEP_DONE || s->what == STEP_STOPPED) {
		latest(&e->last_day, s->day);
		if (s->day > h->last_step_day)
			h->last_exercise = (uint8_t)at;
		latest(&h->last_step_day, s->day);
		h->done_today |= s->day == h->day;
	}
	if (s->what == STEP_DONE) {
		e->done = (uint16_t)(e->done < UINT16_MAX ? e->done + 1 : e->done);
		learn_tried(h, s);
	}
	if (s->what == STEP_ASIDE)
		latest(&e->aside_day, s->day);
	if (s->what == STEP_NOT_FOR_ME)
		latest(&e->never_day, s->day);
}

static void read_step(struct gather *g, const struct fact *x)
{
	struct history *h = g->h;
	struct cbor_r r = cbor_reader(x->body);
	struct step s = {.close = -1, .comfort = -1};
	size_t at, left;
	if (x->body.len == 0 || cbor_get_map(&r, &left) != ST_OK || !step_walk(&r, &left, &s, LAST_NEEDED))
		return;
	if (s.day > h->day || pack_find(g->p, PACK_EXERCISES, s.exercise, &at) != ST_OK || at >= h->n)
		return;
	struct history_exercise *e = &h->v[at];
	learn_days(h, at, &s);
	if (s.what <= STEP_STOPPED)
		learn_week(g, at, &s);
	bool recent = h->day - s.day < RECENT_DAYS, refused = s.what == STEP_ASIDE || s.what == STEP_NOT_FOR_ME;
	bool wanted = recent || (refused && h->day - s.day < UNLIKE_DAYS) || e->thoughts < THOUGHTS_MAX;
	if (!wanted || !step_walk(&r, &left, &s, UINT64_MAX))
		return;
	if (s.what == STEP_DONE)
		learn_thought(e, &s);
	if (!refused)
		s.reason = WHY_NOT_SAID;
	if (h->day - s.day < UNLIKE_DAYS)
		learn_reason(h, at, &s);
	if (recent && s.what == STEP_ASIDE)
		e->aside_28 = up(e->aside_28);
	if (recent)
		learn_low(e, &s);
}

enum status step_key_read(const struct pack *p, struct span key, size_t *e, size_t *size)
{
	size_t n, at;
	if (key.len < 3 || key.p[key.len - 2] != ':' || key.p[key.len - 1] < '0' || key.p[key.len - 1] > '2')
		return ST_NOTFOUND;
	if (pack_find(p, PACK_EXERCISES, span_make(key.p, key.len - 2), &at) != ST_OK)
		return ST_NOTFOUND;
	*size = (size_t)(key.p[key.len - 1] - '0');
	*e = at;
	return *size < pack_exercises(p, &n)[at].size_count ? ST_OK : ST_NOTFOUND;
}

static void read_plan(struct gather *g, const struct fact *x)
{
	struct history *h = g->h;
	struct item_list l = names_of(x, "steps");
	struct span s;
	size_t e, size;
	int32_t monday = h->day - ((int32_t)civil_weekday(h->day) - 1);
	if (event_int(x->t, x->body, "week", -1) != monday || !first_of(g, PLAN_OF_WEEK))
		return;
	while (h->pick_count < HISTORY_PICKS_MAX && next_name(&l, &s))
		if (step_key_read(g->p, s, &e, &size) == ST_OK && e < h->n)
			h->picks[h->pick_count++] = (struct history_pick){(uint8_t)e, (uint8_t)size};
}

static void read_words(struct gather *g, const struct fact *x)
{
	struct span name;
	struct item_list l = names_of(x, "rest");
	if (!first_of(g, REC_WORDS))
		return;
	g->h->rest = next_name(&l, &name);
	g->h->sexual = event_int(x->t, x->body, "sexual", 0) == 1;
}

static void read_track(struct gather *g, const struct fact *x)
{
	struct history *h = g->h;
	struct track t;
	int64_t day = event_int(x->t, x->body, "day", 0);
	if (day > h->day || !first_of(g, SEEN_TRACK))
		return;
	if (event_int(x->t, x->body, "ended", 0) == 1 ||
	    track_find(g->p, event_text(x->t, x->body, "track"), &t) != ST_OK)
		return;
	h->track_day = (int32_t)day;
	h->track_contain = t.kind == TRACK_CONTAIN;
	uint16_t week[HISTORY_EXERCISES_MAX];
	(void)track_weeks_of(g->p, &t, week, h->n);
	for (size_t i = 0; i < h->n; i++)
		h->v[i].track = week[i];
}

static void read_pace(struct gather *g, const struct fact *x)
{
	int64_t day = event_int(x->t, x->body, "day", 0), pace = event_int(x->t, x->body, "pace", 0);
	if (day > g->h->day || !first_of(g, SEEN_PACE))
		return;
	g->h->pace = pace <= PACE_CLOSED ? (enum pace)pace : PACE_AS_IT_COMES;
	g->h->pace_day = (int32_t)day;
}

static void read_doors(struct gather *g, const struct fact *x)
{
	int64_t day = event_int(x->t, x->body, "day", 0);
	if (day <= g->h->day)
		latest(&g->h->doors_day, day);
}

static void read_fact(struct gather *g, const struct fact *x)
{
	struct history *h = g->h;
	switch (x->t->number) {
	case REC_START:
		read_start(g, x);
		break;
	case REC_TIME:
		read_time(g, x);
		break;
	case REC_CAUSES:
		read_causes(g, x);
		break;
	case REC_LIGHT:
		if (first_of(g, REC_LIGHT))
			h->light = covers(x, h->day);
		break;
	case REC_HARD:
		if (first_of(g, REC_HARD)) {
			h->hard = covers(x, h->day);
			h->hard_until = (int32_t)event_int(x->t, x->body, "until", 0);
		}
		break;
	case REC_REFLECTION:
		read_reflection(g, x);
		break;
	case REC_STEP:
		read_step(g, x);
		break;
	case REC_PLAN:
		read_plan(g, x);
		break;
	case REC_WORDS:
		read_words(g, x);
		break;
	case REC_TRACK:
		read_track(g, x);
		break;
	case REC_PACE:
		read_pace(g, x);
		break;
	case REC_DOORS:
		read_doors(g, x);
		break;
	case REC_PAPER:
		h->paper = true;
		break;
	default:
		break;
	}
}

void history_gather(const struct facts *f, const struct pack *p, int32_t day, struct history *h)
{
	history_gather_indexed(f, p, day, NULL, h);
}

void history_gather_indexed(const struct facts *f, const struct pack *p, int32_t day, const struct reflect_index *ix,
                            struct history *h)
{
	struct gather g;
	g.f = f;
	g.p = p;
	g.h = h;
	g.seen = 0;
	g.reflections = 0;
	g.ix = ix;
	*h = (struct history){.day = day,
	                      .start_day = HISTORY_NEVER,
	                      .path = PATH_UNKNOWN,
	                      .days_a_week = DAYS_A_WEEK,
	                      .minutes = HISTORY_MINUTES,
	                      .last_step_day = HISTORY_NEVER,
	                      .time_size = PACK_SIZES_MAX,
	                      .pace_day = HISTORY_NEVER,
	                      .track_day = HISTORY_NEVER,
	                      .doors_day = HISTORY_NEVER,
	                      .tried_day = INT32_MAX};
	h->n = pack_count(p, PACK_EXERCISES);
	if (h->n > HISTORY_EXERCISES_MAX)
		h->n = HISTORY_EXERCISES_MAX;
	for (size_t i = 0; i < h->n; i++)
		h->v[i] = (struct history_exercise){.last_day = HISTORY_NEVER,
		                                    .aside_day = HISTORY_NEVER,
		                                    .never_day = HISTORY_NEVER,
		                                    .low_size = PACK_SIZES_MAX};
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].mine && !f->v[i].cold)
			read_fact(&g, &f->v[i]);
	mean_constructs(&g);
}

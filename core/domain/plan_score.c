/* plan_score.c - points and the choice.  The weights are ours and untested; spec/plan.md 3 lists them. */
#include "domain/plan_score.h"

#include "domain/item.h"
#include "domain/track.h"

static void add(struct plan_why *w, int32_t points, enum reason reason)
{
	w->total += points;
	if (points <= 0 || reason == REASON_NONE)
		return;
	size_t at = 0;
	while (at < w->n && w->v[at].points >= points)
		at++;
	if (at == WHY_MAX)
		return;
	if (w->n < WHY_MAX)
		w->n++;
	for (size_t i = w->n - 1; i > at; i--)
		w->v[i] = w->v[i - 1];
	w->v[at].reason = reason;
	w->v[at].points = points;
}

static unsigned bits(uint64_t v)
{
	unsigned n = 0;
	for (; v != 0; v &= v - 1)
		n++;
	return n;
}

static int32_t least(int32_t a, int32_t b) { return a < b ? a : b; }

static void score_wish(const struct plan_day *d, const struct pack_exercise *e, struct plan_why *w)
{
	unsigned both = e->wish & d->h->wish;
	int32_t points = least(24 * (int32_t)bits(both), 48);
	for (unsigned i = 0; both != 0 && i < 6; i++)
		if ((both >> i & 1) != 0) {
			add(w, points, (enum reason)(REASON_WISH_EASE + (int)i));
			return;
		}
}

/* Constructs from 0 to 100; what is thin counts, what is thinnest counts most. */
static void score_low(const struct plan_day *d, const struct pack_exercise *e, struct plan_why *w)
{
	int32_t points = 0;
	for (unsigned c = 0; c < REFLECT_CONSTRUCTS_MAX; c++)
		if ((e->constructs >> c & 1) != 0 && d->h->tenths[c] >= 0)
			points += d->h->tenths[c] <= 40 ? 16 : d->h->tenths[c] <= 60 ? 8 : 0;
	add(w, least(points, 32), REASON_LOW);
}

static void score_hour(const struct plan_day *d, const struct pack_exercise *e, struct plan_why *w)
{
	bool any = e->when == PACK_ANY_TIME;
	if ((e->when & d->part) == 0)
		add(w, -20, REASON_NONE);
	else
		add(w, any ? 4 : 12, d->late ? REASON_LATE : any ? REASON_NONE : REASON_HOUR);
	if (!any && d->h->when != 0)
		add(w, (e->when & d->h->when) != 0 ? 6 : -4, REASON_NONE);
}

static void score_energy(const struct plan_day *d, const struct pack_exercise *e, struct plan_why *w)
{
	if (d->tired || d->care)
		add(w, e->energy == PACK_ENERGY_LOW ? 14 : e->energy == PACK_ENERGY_MIDDLE ? -6 : -24, REASON_GENTLE);
	else if (d->h->spare)
		add(w, e->energy == PACK_ENERGY_LOW ? 10 : e->energy == PACK_ENERGY_MIDDLE ? -4 : -18, REASON_GENTLE);
	else if (d->part == PACK_BED)
		add(w, e->energy == PACK_ENERGY_LOW ? 6 : -10, REASON_NONE);
}

bool plan_alike(const struct pack_exercise *a, const struct pack_exercise *b)
{
	return a->stage == b->stage && (a->constructs == b->constructs || (a->constructs & b->constructs) != 0);
}

/* "Not my kind" speaks of others of the same kind too, for ninety days. */
static void score_unlike(const struct plan_day *d, const struct pack_exercise *e, struct plan_why *w)
{
	int32_t n = 0;
	for (size_t i = 0; i < d->h->unlike_count; i++)
		n += plan_alike(&d->v[d->h->unlike[i]], e);
	add(w, -least(16 * n, 32), REASON_NONE);
}

/* This week of the track, or an earlier one that left it undone. */
int32_t plan_track_points(const struct plan_day *d, size_t at)
{
	const struct history_exercise *x = &d->h->v[at];
	if (x->track == 0 || d->h->track_day == HISTORY_NEVER || d->day < d->h->track_day)
		return 0;
	int32_t week = (d->day - d->h->track_day) / 7, begun = d->h->track_day + 7 * week;
	if (week < (int32_t)TRACK_WEEKS_MAX && (x->track >> week & 1) != 0)
		return x->last_day < begun ? 40 : 0;
	bool earlier = week >= (int32_t)TRACK_WEEKS_MAX || (x->track & ((1u << week) - 1)) != 0;
	return earlier && x->last_day < d->h->track_day ? 20 : 0;
}

/* What did good half a year ago and longer comes again. */
static bool booster(const struct plan_day *d, const struct history_exercise *x)
{
	return x->thoughts > 0 && x->close_sum + x->comfort_sum > 4 * x->thoughts &&
	       d->day - x->last_day >= HISTORY_BOOST_DAYS && d->day - x->last_day <= 2 * HISTORY_BOOST_DAYS;
}

static void score_variety(const struct plan_day *d, size_t at, const struct pack_exercise *e, struct plan_why *w)
{
	const struct history_exercise *x = &d->h->v[at];
	if (x->last_day == HISTORY_NEVER)
		add(w, 10, REASON_NEW);
	else if (booster(d, x))
		add(w, 22, REASON_AGAIN);
	else if (d->day - x->last_day >= 28)
		add(w, 6, REASON_AGAIN);
	else if (d->day - x->last_day < 7)
		add(w, -14, REASON_NONE);
	if (d->h->last_step_day != HISTORY_NEVER && d->day - d->h->last_step_day <= 2 && d->h->last_exercise != at) {
		const struct pack_exercise *last = &d->v[d->h->last_exercise];
		if (last->stage == e->stage && last->constructs == e->constructs)
			add(w, -6, REASON_NONE);
	}
}

/* Afterthoughts run from 0 to 4; 2 is neither.  One evening says little, so a single thought counts half. */
static void score_helped(const struct plan_day *d, size_t at, struct plan_why *w)
{
	const struct history_exercise *x = &d->h->v[at];
	if (x->thoughts > 0) {
		int32_t sum = (int32_t)x->close_sum + (int32_t)x->comfort_sum - 4 * (int32_t)x->thoughts;
		int32_t points = sum * 7 / (int32_t)x->thoughts;
		add(w, x->thoughts == 1 ? points / 2 : points, x->thoughts > 1 ? REASON_HELPED : REASON_NONE);
	}
	add(w, -10 * (int32_t)x->aside_28, REASON_NONE);
}

static void score_people(const struct plan_day *d, const struct pack_exercise *e, size_t size, struct plan_why *w)
{
	bool joint = plan_joint(e, size);
	if (!joint)
		add(w, d->paired ? 0 : 8, d->paired ? REASON_NONE : REASON_ALONE);
	else
		add(w, 5, d->paired ? REASON_NONE : REASON_TABLE);
	if (joint && (d->h->around & AROUND_APART) != 0)
		add(w, (e->place & (PACK_PLACE_APART | PACK_PLACE_ANY)) != 0 ? 6 : -16, REASON_NONE);
}

static void score_picked(const struct plan_day *d, size_t at, size_t size, struct plan_why *w)
{
	for (size_t i = 0; i < d->h->pick_count; i++)
		if (d->h->picks[i].exercise == at && d->h->picks[i].size >= size) {
			add(w, PICKED_POINTS, REASON_PICKED);
			return;
		}
}

int32_t plan_score(const struct plan_day *d, size_t at, size_t size, struct plan_why *why)
{
	static const int32_t sure[] = {6, 4, 0, -6};
	const struct pack_exercise *e = &d->v[at];
	struct plan_why w = {.total = 100};
	score_wish(d, e, &w);
	add(&w, least(18 * (int32_t)bits(e->helps & d->h->causes), 36), REASON_CAUSE);
	score_low(d, e, &w);
	score_hour(d, e, &w);
	score_energy(d, e, &w);
	score_variety(d, at, e, &w);
	score_helped(d, at, &w);
	score_people(d, e, size, &w);
	score_picked(d, at, size, &w);
	score_unlike(d, e, &w);
	add(&w, plan_track_points(d, at), REASON_TRACK);
	if (d->checkup_due && d->checkup == at)
		add(&w, 60, REASON_CHECKUP);
	add(&w, sure[e->sure], e->sure == PACK_WELL_TESTED ? REASON_SURE : REASON_NONE);
	if (d->h->v[at].low_size < PACK_SIZES_MAX)
		add(&w, 1, REASON_SMALLER);
	if (d->light)
		add(&w, 3,
		    d->light_week                             ? REASON_LIGHT_WEEK
		    : d->h->light || d->h->path == PATH_LIGHT ? REASON_LIGHT
		                                              : REASON_NONE);
	add(&w, 2, d->h->minutes < HISTORY_MINUTES || d->h->time_size < PACK_SIZES_MAX ? REASON_SHORT : REASON_NONE);
	/* What was offered and not taken gives way to its near equals on other days. */
	add(&w, (int32_t)(item_hash(d->day, e->id) % 12), REASON_NONE);
	if (w.n == 0)
		add(&w, 1, REASON_FITS);
	if (why != NULL)
		*why = w;
	return w.total;
}

static size_t most_size(const struct plan_day *d, size_t at)
{
	size_t most = PACK_SIZES_MAX - 1;
	if (d->tired || d->care || d->part == PACK_BED)
		most = 0;
	else if (d->light || d->h->v[at].done == 0)
		most = 1;
	if (most > d->h->time_size) /* there was no time for a larger one lately */
		most = d->h->time_size;
	for (size_t i = 0; i < d->h->pick_count; i++)
		if (d->h->picks[i].exercise == at && d->h->picks[i].size > most)
			most = d->h->picks[i].size;
	return most;
}

size_t plan_size(const struct plan_day *d, size_t at, enum plan_choice choice)
{
	size_t most, best = PLAN_NONE;
	if (plan_held_back(d, at))
		return PLAN_NONE;
	most = most_size(d, at);
	for (size_t s = 0; s < d->v[at].size_count; s++) {
		if (choice == CHOOSE_ALONE && plan_joint(&d->v[at], s))
			continue;
		if (plan_rule_broken(d, at, s) == RULE_NONE && (s <= most || best == PLAN_NONE))
			best = s;
	}
	return best;
}

static bool skipped(size_t at, const size_t *skip, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (skip[i] == at)
			return true;
	return false;
}

struct plan_step plan_choose(const struct plan_day *d, enum plan_choice choice, const size_t *skip, size_t skip_count)
{
	struct plan_step best = {PLAN_NONE, 0};
	int32_t most = 0;
	uint64_t tie = 0;
	for (size_t at = 0; at < d->h->n; at++) {
		size_t size = skipped(at, skip, skip_count) ? PLAN_NONE : plan_size(d, at, choice);
		if (size == PLAN_NONE)
			continue;
		int32_t points = plan_score(d, at, size, NULL);
		uint64_t hash = item_hash(d->day, d->v[at].id);
		if (best.exercise == PLAN_NONE || points > most || (points == most && hash > tie)) {
			best = (struct plan_step){at, size};
			most = points;
			tie = hash;
		}
	}
	return best;
}

/* plan_rules.c - hard rules.  Each is one small function that says "broken"; the table at the end is their order. */
#include "domain/plan_rules.h"

#include "domain/item.h"

#define LATE_FROM (23 * 60)
#define LATE_UNTIL (4 * 60)
#define AFTER_START_DAYS 28 /* how long what was said on the first evening counts */
#define CARE_MINUTES 10
#define NEVER_DAYS 180
#define LOW_TIMES 2 /* as often too much in 28 days: away */
#define CHECKUP_WINDOW_DAYS 28
#define DOORS_TRIED 6
#define DOORS_DAYS 42
#define DOORS_REST_DAYS 56

#define X(n) (1u << (n))

bool plan_light_week(int32_t start_day, int32_t day)
{
	if (start_day == HISTORY_NEVER || day < start_day)
		return true;
	int32_t week = (day - start_day) / 7;
	return week == 0 || week % 4 == 3;
}

static uint8_t part_of_day(uint16_t minute)
{
	if (minute < LATE_UNTIL || minute >= 21 * 60 + 30)
		return PACK_BED;
	return minute < 11 * 60 ? PACK_MORNING : minute < 17 * 60 + 30 ? PACK_DAY : PACK_EVENING;
}

static int32_t construct(const struct history *h, const struct pack *p, const char *id)
{
	size_t c;
	return pack_find(p, PACK_REFLECTION, span_text(id), &c) == ST_OK && c < REFLECT_CONSTRUCTS_MAX ? h->tenths[c]
	                                                                                               : -1;
}

/* A pace leaves most days empty.  What is due comes at the end of each stretch, so that the day on which somebody asks
 * for less is itself one of less. */
static bool pace_quiet(const struct history *h, int32_t day)
{
	static const struct {
		int32_t days, open;
	} paces[] = {[PACE_WEEKLY] = {7, 2}, [PACE_MONTHLY] = {28, 4}, [PACE_SEASONS] = {91, 7}};
	if (h->pace == PACE_AS_IT_COMES)
		return false;
	if (h->pace == PACE_CLOSED)
		return true;
	int32_t into = (day - h->pace_day) % paces[h->pace].days;
	return into < paces[h->pace].days - paces[h->pace].open;
}

/* Weeks are counted from whatever came last: the start, or the day the talk was had or waved away. */
static bool checkup_due(const struct plan_day *d)
{
	const struct history *h = d->h;
	int32_t from = h->start_day;
	if (d->checkup >= h->n || h->hard || d->light)
		return false;
	from = h->v[d->checkup].last_day > from ? h->v[d->checkup].last_day : from;
	from = h->v[d->checkup].aside_day > from ? h->v[d->checkup].aside_day : from;
	if (from == HISTORY_NEVER || d->day - from < HISTORY_BOOST_DAYS)
		return false;
	return (d->day - from) % HISTORY_BOOST_DAYS < CHECKUP_WINDOW_DAYS;
}

void plan_day_make(const struct history *h, const struct pack *p, const struct plan_query *q, struct plan_day *d)
{
	size_t n;
	bool fresh = h->start_day != HISTORY_NEVER && q->day - h->start_day < AFTER_START_DAYS;
	int32_t stress = construct(h, p, "stress"), health = construct(h, p, "health");
	*d = (struct plan_day){
	    .v = pack_exercises(p, &n), .h = h, .day = q->day, .minute = q->minute, .paired = q->paired};
	d->care = q->care || (fresh && (h->around & AROUND_VERY_LOW) != 0);
	d->contain = q->contain || h->track_contain || (fresh && (h->around & AROUND_BROKEN_TRUST) != 0);
	d->light_week = plan_light_week(h->start_day, q->day);
	d->light =
	    d->light_week || h->light || h->path == PATH_LIGHT || h->path == PATH_UNKNOWN || d->care || d->contain;
	d->late = q->minute >= LATE_FROM || q->minute < LATE_UNTIL;
	d->part = part_of_day(q->minute);
	d->tired = (stress >= 0 && stress <= 40) || (health >= 0 && health <= 40) ||
	           (h->around & (AROUND_BABY | AROUND_ILL)) != 0;
	d->quiet = pace_quiet(h, q->day);
	d->closed = h->pace == PACE_CLOSED;
	if (pack_find(p, PACK_EXERCISES, span_text("N20"), &d->checkup) != ST_OK)
		d->checkup = SIZE_MAX;
	d->checkup_due = checkup_due(d);
}

bool plan_joint(const struct pack_exercise *e, size_t size)
{
	return e->who == PACK_BOTH || (e->who == PACK_EITHER && e->sizes[size].joint);
}

static bool listed(const struct pack_exercise *e, const char *const *ids)
{
	for (; *ids != NULL; ids++)
		if (span_is(e->id, *ids))
			return true;
	return false;
}

/* Easy things for two, by name: a list that somebody read is safer than a property that somebody forgot to set. */
static const char *const thanks[] = {"E12", "E13", "N06", NULL};
static const char *const easy[] = {"E30", "E31", "E32", "E33", "N04", "N08", NULL};
static const char *const check_in[] = {"E07", "N20", NULL};

static bool breaks_alone(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	return d->h->path == PATH_ALONE && (plan_joint(e, size) || (e->x & X(1)) != 0);
}

/* By oneself everything stays that is no preparation for a hard talk; on the light path X1 holds as it does alone,
 * since light is what some choose who cannot choose alone. */
static bool breaks_light(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	if (!d->light)
		return false;
	if (plan_joint(e, size))
		return !listed(e, thanks) && !listed(e, easy);
	return e->stage == PACK_SAF ||
	       (d->h->path == PATH_LIGHT && (e->x & X(1)) != 0 && !listed(e, thanks) && !listed(e, easy));
}

static bool touches(const struct pack_exercise *e)
{
	return e->touch != PACK_TOUCH_NONE || e->stage == PACK_SEN || e->stage == PACK_SEX;
}

bool plan_reads_only(const struct pack_exercise *e) { return touches(e) || e->waits; }

static bool breaks_touch(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	(void)d;
	(void)size;
	return touches(e);
}

/* Stands before R3, which holds all of it back today and may one day open; this does not open with it. */
static bool breaks_rest(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	(void)size;
	return (d->h->rest && e->touch != PACK_TOUCH_NONE) ||
	       (!d->h->sexual && (e->stage == PACK_SEN || e->stage == PACK_SEX));
}

static bool breaks_waits(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	(void)d;
	(void)size;
	return e->waits;
}

static bool breaks_contain(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	(void)size;
	return d->contain && ((e->x & X(4)) != 0 || listed(e, thanks) || listed(e, check_in));
}

static bool breaks_care(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	return d->care && (e->energy != PACK_ENERGY_LOW || e->sizes[size].minutes > CARE_MINUTES);
}

/* Days that an int32 may not hold: `never` is far enough back for every sum here. */
static bool within(int32_t then, int32_t now, int32_t days) { return then != HISTORY_NEVER && now - then < days; }

static bool breaks_cooldown(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	(void)size;
	return within(d->h->v[e - d->v].last_day, d->day, e->cooldown_days > 0 ? e->cooldown_days : 1);
}

static bool breaks_needs(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	(void)size;
	for (size_t i = 0; i < e->need_count; i++)
		if (e->needs[i] >= d->h->n || d->h->v[e->needs[i]].done == 0)
			return true;
	return false;
}

static bool breaks_hard(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	(void)e;
	(void)size;
	return d->h->hard;
}

static bool breaks_two(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	return plan_joint(e, size) && !d->paired && !(d->h->table && e->sizes[size].table);
}

static bool breaks_minutes(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	return e->sizes[size].minutes > d->h->minutes;
}

static bool breaks_late(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	(void)size;
	return d->late && (e->energy != PACK_ENERGY_LOW || (e->when & PACK_BED) == 0 || (e->x & X(3)) != 0);
}

static bool breaks_aside(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	const struct history_exercise *x = &d->h->v[e - d->v];
	(void)size;
	return within(x->aside_day, d->day, x->aside_28 > 1 ? 7 : 1) || within(x->never_day, d->day, NEVER_DAYS);
}

static bool breaks_comfort(const struct plan_day *d, const struct pack_exercise *e, size_t size)
{
	const struct history_exercise *x = &d->h->v[e - d->v];
	return x->low_28 >= LOW_TIMES || size >= x->low_size;
}

enum plan_rule plan_rule_broken(const struct plan_day *d, size_t e, size_t size)
{
	static const struct {
		enum plan_rule rule;
		bool (*broken)(const struct plan_day *d, const struct pack_exercise *e, size_t size);
	} rules[] = {
	    {RULE_HARD, breaks_hard},       {RULE_REST, breaks_rest},         {RULE_TOUCH, breaks_touch},
	    {RULE_WAITS, breaks_waits},     {RULE_ALONE, breaks_alone},       {RULE_LIGHT, breaks_light},
	    {RULE_CONTAIN, breaks_contain}, {RULE_CARE, breaks_care},         {RULE_TWO, breaks_two},
	    {RULE_NEEDS, breaks_needs},     {RULE_COOLDOWN, breaks_cooldown}, {RULE_ASIDE, breaks_aside},
	    {RULE_COMFORT, breaks_comfort}, {RULE_MINUTES, breaks_minutes},   {RULE_LATE, breaks_late},
	};
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (rules[i].broken(d, &d->v[e], size))
			return rules[i].rule;
	return RULE_NONE;
}

bool plan_picked(const struct history *h, size_t e)
{
	for (size_t i = 0; i < h->pick_count; i++)
		if (h->picks[i].exercise == e)
			return true;
	return false;
}

bool plan_held_back(const struct plan_day *d, size_t e)
{
	if (d->closed)
		return true;
	if (plan_picked(d->h, e))
		return false; /* what somebody put into the week is asked for */
	if (e == d->checkup)
		return !d->checkup_due; /* it opens a quiet day as well */
	return d->quiet;
}

bool plan_doors_due(const struct plan_day *d, bool flat)
{
	const struct history *h = d->h;
	if (!flat || h->hard || d->light_week || h->light || d->care || d->contain || d->closed)
		return false;
	if (h->tried < DOORS_TRIED || d->day - h->tried_day < DOORS_DAYS)
		return false;
	return h->doors_day == HISTORY_NEVER || d->day - h->doors_day >= DOORS_REST_DAYS;
}

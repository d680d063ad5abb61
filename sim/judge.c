/* judge.c - the rules once more, as plain sentences over a ledger. */
#include "sim/judge.h"

#include <string.h>

void ledger_init(struct ledger *l, int32_t start)
{
	memset(l, 0, sizeof *l);
	l->start = start;
	l->light_until = l->hard_until = LEDGER_FAR;
	l->minutes = 10;
	for (size_t i = 0; i < JUDGE_EXERCISES_MAX; i++) {
		l->v[i].last = l->v[i].aside = l->v[i].never = LEDGER_FAR;
		for (size_t k = 0; k < 4; k++)
			l->v[i].asides[k] = l->v[i].low[k].day = LEDGER_FAR;
	}
}

void ledger_done(struct ledger *l, size_t at, int32_t day)
{
	l->v[at].last = day;
	l->v[at].done++;
}

void ledger_aside(struct ledger *l, size_t at, int32_t day)
{
	memmove(&l->v[at].asides[1], &l->v[at].asides[0], 3 * sizeof l->v[at].asides[0]);
	l->v[at].asides[0] = l->v[at].aside = day;
}

void ledger_never(struct ledger *l, size_t at, int32_t day) { l->v[at].never = day; }

void ledger_low(struct ledger *l, size_t at, uint8_t size, int32_t day)
{
	memmove(&l->v[at].low[1], &l->v[at].low[0], 3 * sizeof l->v[at].low[0]);
	l->v[at].low[0].day = day;
	l->v[at].low[0].size = size;
}

static bool named(struct span id, const char *list)
{
	for (const char *p = list; *p != '\0'; p += strcspn(p, " "), p += *p == ' ')
		if (strcspn(p, " ") == id.len && memcmp(p, id.p, id.len) == 0)
			return true;
	return false;
}

static bool light_week(const struct ledger *l, int32_t day)
{
	int32_t week = (day - l->start) / 7 + 1; /* the first is 1 */
	return week == 1 || week % 4 == 0;
}

static unsigned count_recent(const int32_t *days, int32_t laid)
{
	unsigned n = 0;
	for (size_t i = 0; i < 4; i++)
		n += laid - days[i] < 28;
	return n;
}

static bool too_much(const struct ledger_exercise *x, size_t size, int32_t laid)
{
	unsigned n = 0;
	bool smaller = true;
	for (size_t i = 0; i < 4; i++)
		if (laid - x->low[i].day < 28) {
			n++;
			smaller = smaller && size < x->low[i].size;
		}
	return n >= 2 || !smaller;
}

unsigned judge(const struct ledger *l, const struct pack_exercise *v, size_t at, size_t size, int32_t day, int32_t laid)
{
	const struct pack_exercise *e = &v[at];
	const struct ledger_exercise *x = &l->v[at];
	bool two = e->who == PACK_BOTH || (e->who == PACK_EITHER && e->sizes[size].joint), fresh = day - l->start < 28;
	bool care = fresh && l->low, contain = fresh && l->trust;
	bool spoken = laid >= l->light_from && laid <= l->light_until; /* light, as it stood when the week was laid */
	bool light = light_week(l, day) || spoken || l->path == 1 || care || contain;
	bool easy = named(e->id, "E12 E13 N06 E30 E31 E32 E33 N04 N08");
	bool x1 = (e->x & 2) != 0, x4 = (e->x & 16) != 0;
	int32_t rest = e->cooldown_days > 1 ? e->cooldown_days : 1;
	if (l->path == 2 && (two || x1))
		return 1;
	if (light && ((two && !easy) || (!two && e->stage == PACK_SAF) || (l->path == 1 && x1 && !easy)))
		return 2;
	if (e->touch != PACK_TOUCH_NONE || e->stage == PACK_SEN || e->stage == PACK_SEX)
		return 3;
	if (e->waits)
		return 4;
	if (contain && (x4 || named(e->id, "E12 E13 N06 E07 N20")))
		return 5;
	if (care && (e->energy != PACK_ENERGY_LOW || e->sizes[size].minutes > 10))
		return 6;
	if (day - x->last < rest)
		return 7;
	for (size_t i = 0; i < e->need_count; i++)
		if (l->v[e->needs[i]].done == 0)
			return 8;
	if (day >= l->hard_from && day <= l->hard_until)
		return 10;
	if (two && !l->paired && !(l->table && e->sizes[size].table))
		return 11;
	if (e->sizes[size].minutes > l->minutes)
		return 12;
	if (day - x->aside < (count_recent(x->asides, laid) > 1 ? 7 : 1) || day - x->never < 180)
		return 15;
	return too_much(x, size, laid) ? 16 : 0;
}

/* couple.c - weeks in which things happen, and days on which somebody looks in.
 * Chance comes in streams that are named by the couple, the person and the day, never by what was proposed: two
 * planners meet the same illnesses, the same rows, the same tired Thursdays. */
#include "sim/couple.h"

#include "domain/plan_rules.h"
#include "sim/policy.h"

#define FIRST_DAY 20045 /* a Monday */

struct live {
	struct person *p;
	const struct room *room;
	const struct sim_query *q;
	uint64_t couple;
	struct outcome *out;
	int32_t laid[2]; /* the day each week was laid out */
};

static int32_t clamp(int32_t v, int32_t lo, int32_t hi) { return v < lo ? lo : v > hi ? hi : v; }

static bool looks_in(const struct person *p) { return p->joined && !p->out; }

enum stream { STREAM_WEEK = 0x10000, STREAM_DAY = 0x20000, STREAM_LAY = 0x40000, STREAM_MONTH = 0x80000 };

static struct rng stream(const struct live *l, unsigned who, enum stream kind, int32_t at)
{
	return rng_for(l->q->seed, l->couple, who, (uint64_t)kind + (uint64_t)(uint32_t)at);
}

/* ---- what happens */

static void declare(struct person *p, enum record_type type, int32_t from, int32_t until)
{
	if (!looks_in(p))
		return;
	records_span(&p->records, type, from, until);
	if (type == REC_HARD) {
		p->ledger.hard_from = from;
		p->ledger.hard_until = until;
	} else {
		p->ledger.light_from = from;
		p->ledger.light_until = until;
	}
}

static void week_of_one(struct person *p, struct rng *r, int32_t monday)
{
	bool hard = rng_chance(r, 50), ill = rng_chance(r, 30), speaks = rng_chance(r, 400), light = rng_chance(r, 300);
	p->stress = clamp((8 * p->stress + 2 * p->usual_stress) / 10 + rng_bell(r, 60), 0, 1000);
	p->ill_weeks = ill ? rng_between(r, 1, 2) : p->ill_weeks > 0 ? p->ill_weeks - 1 : 0;
	if (hard)
		p->stress = clamp(p->stress + 300, 0, 1000);
	if ((hard || ill) && speaks)
		declare(p, REC_HARD, monday, monday + 6);
	else if ((hard || ill) && light)
		declare(p, REC_LIGHT, monday, monday + 6);
	p->warmth = clamp(p->warmth - 150 - p->stress / 4, 0, 100000); /* days wear on closeness */
}

static void week_of_two(struct person p[2], struct rng *r)
{
	bool birth = rng_chance(r, 3);
	int32_t row = 120 - (p[0].warmth + p[1].warmth) / 2000;
	bool rows = rng_chance(r, row);
	for (int i = 0; i < 2; i++) {
		if (birth && !p[i].baby) {
			p[i].baby = true;
			p[i].minutes = clamp(p[i].minutes / 2, 3, 25);
			p[i].usual_stress = clamp(p[i].usual_stress + 150, 0, 1000);
		}
		if (rows) {
			p[i].warmth = clamp(p[i].warmth - 800, 0, 100000);
			p[i].stress = clamp(p[i].stress + 150, 0, 1000);
			p[i].hope = clamp(p[i].hope - 30, 0, 1000);
		}
	}
}

/* Hope fades where nothing comes of it; who has little, or was made uneasy, may not look in again. */
static void end_week(struct person *p, struct rng *r)
{
	int32_t leave = 4 + (p->hope < 200 ? 60 : p->hope < 400 ? 20 : 0) + 15 * p->week_uneasy;
	bool goes = rng_chance(r, leave);
	if (!looks_in(p))
		return;
	p->weeks_kept += p->week_done > 0;
	p->hope = clamp(p->hope - 12 - (p->week_done == 0 ? 12 : 0), 0, 1000);
	p->out = goes;
}

/* ---- what is proposed */

static void lay(struct live *l, unsigned who, int32_t day)
{
	struct rng r = stream(l, who, STREAM_LAY, day);
	policy_lay(l->q->planner, l->room, &l->p[who], day, &r, &l->p[who].lay);
	l->p[who].stale = false;
	l->laid[who] = day;
}

static bool hard_now(const struct person *p, int32_t day)
{
	return day >= p->ledger.hard_from && day <= p->ledger.hard_until;
}

/* ---- a day */

static void do_step(struct live *l, unsigned who, struct plan_step s, bool joint, const struct today t[2],
                    struct rng *r)
{
	struct person *me = &l->p[who], *you = &l->p[1 - who];
	bool easy = person_does(me, l->room, &t[who], s, true, r);
	l->out->done++;
	if (joint) {
		bool tells = looks_in(you) && rng_chance(r, 850);
		easy = person_does(you, l->room, &t[1 - who], s, tells, r) && easy;
		you->stale = you->stale || tells;
	} else if (easy) {
		you->warmth = clamp(you->warmth + 60, 0, 100000);
	}
	l->out->uneasy += !easy;
}

/* Saying yes to somebody: being asked is a little help, and not everybody likes it. */
static bool agrees(const struct live *l, unsigned who, struct plan_step s, const struct today *t, struct rng *r)
{
	const struct person *p = &l->p[who];
	int32_t want = person_wants(p, l->room, t, s, r) + p->willing / 3 - 100 - (looks_in(p) ? 0 : 120);
	bool apart = ((l->p[0].around | l->p[1].around) & AROUND_APART) != 0;
	bool reached = !apart || !rng_chance(r, 350);
	return want > 0 && reached;
}

static void day_of_one(struct live *l, unsigned who, int32_t day, const struct today t[2])
{
	struct person *p = &l->p[who];
	struct rng r = stream(l, who, STREAM_DAY, day);
	bool opens = rng_chance(&r, 250 + p->hope * 65 / 100);
	int32_t into = day - step_monday(day);
	if (!looks_in(p) || hard_now(p, day) || p->lay.v[into].exercise == PLAN_NONE)
		return;
	if (p->stale)
		lay(l, who, day); /* as the card is chosen anew when something was learned */
	struct plan_step s = p->lay.v[into];
	if (s.exercise == PLAN_NONE)
		return;
	l->out->proposed++;
	l->out->breaches += judge(&p->ledger, l->room->v, s.exercise, s.size, day, l->laid[who]) != 0;
	if (!opens)
		return;
	bool joint = plan_joint(&l->room->v[s.exercise], s.size);
	if (person_wants(p, l->room, &t[who], s, &r) <= 0) {
		person_declines(p, l->room, &t[who], s, &r);
	} else if (joint && !agrees(l, 1 - who, s, &t[1 - who], &r)) {
		p->hope = clamp(p->hope - 20, 0, 1000); /* a no is free, and is felt */
	} else {
		do_step(l, who, s, joint, t, &r);
	}
}

static void live_day(struct live *l, int32_t day)
{
	struct today t[2];
	for (unsigned i = 0; i < 2; i++) {
		struct rng r = stream(l, i, STREAM_DAY, day + 100000);
		t[i] = person_today(&l->p[i], &r, day);
	}
	for (unsigned i = 0; i < 2; i++)
		day_of_one(l, (i + (unsigned)day) % 2, day, t);
}

static void live_week(struct live *l, int32_t week)
{
	int32_t monday = FIRST_DAY + 7 * week;
	struct rng both = stream(l, 2, STREAM_WEEK, week);
	week_of_two(l->p, &both);
	for (unsigned i = 0; i < 2; i++) {
		struct rng r = stream(l, i, STREAM_WEEK, week), month = stream(l, i, STREAM_MONTH, week);
		struct person *p = &l->p[i];
		p->week_done = p->week_uneasy = 0;
		week_of_one(p, &r, monday);
		if (!looks_in(p))
			continue;
		if (week > 0 && week % 4 == 0 && rng_chance(&month, 600))
			person_reflect(p, l->room, &month, monday);
		lay(l, i, monday);
	}
	for (int32_t day = monday; day < monday + 7; day++)
		live_day(l, day);
	for (unsigned i = 0; i < 2; i++) {
		struct rng r = stream(l, i, STREAM_WEEK, week + 10000);
		end_week(&l->p[i], &r);
	}
}

void couple_live(struct person p[2], const struct room *room, const struct sim_query *q, uint64_t couple,
                 struct outcome *out)
{
	struct live l = {.p = p, .room = room, .q = q, .couple = couple, .out = out};
	int32_t before;
	*out = (struct outcome){0};
	for (unsigned i = 0; i < 2; i++)
		person_make(&p[i], room, q->seed, couple, i, FIRST_DAY);
	p[0].ledger.paired = p[1].ledger.paired = p[1].joined;
	before = (p[0].warmth + p[1].warmth) / 2;
	for (uint32_t week = 0; week < q->weeks; week++)
		live_week(&l, (int32_t)week);
	out->closeness = (p[0].warmth + p[1].warmth) / 2;
	out->gained = out->closeness - before;
	for (unsigned i = 0; i < 2; i++)
		if (p[i].joined) {
			out->persons++;
			out->left += p[i].out;
			out->kept += p[i].weeks_kept * 1000 / (int32_t)q->weeks;
		}
	out->kept /= (int32_t)out->persons;
}

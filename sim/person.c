/* person.c - the assumptions of spec/plan.md 7 as code.  What somebody says is a blurred picture of what they are. */
#include "sim/person.h"

#include <string.h>

static int32_t clamp(int32_t v, int32_t lo, int32_t hi) { return v < lo ? lo : v > hi ? hi : v; }

/* ---- who they are */

static void make_hidden(struct person *p, const struct room *room, struct rng *r)
{
	for (int i = 0; i < 6; i++) {
		p->stage_like[i] = rng_bell(r, 200);
		p->wish_like[i] = rng_bell(r, 350);
	}
	for (size_t i = 0; i < room->n; i++)
		p->own_like[i] = rng_bell(r, 300);
	for (size_t c = 0; c < REFLECT_CONSTRUCTS_MAX; c++)
		p->need[c] = clamp(400 + rng_bell(r, 300), 0, 1000);
	for (int n = rng_between(r, 3, 6); n > 0; n--)
		p->causes |= (uint64_t)1 << rng_between(r, 1, 33);
	p->vigour = rng_between(r, 350, 900);
	p->minutes = rng_between(r, 4, 25);
	p->tires = clamp(300 + rng_bell(r, 350), -400, 1000); /* below 0: grows fond of what comes again */
	p->willing = rng_between(r, 200, 1000);
	p->anxious = clamp(200 + rng_bell(r, 200), 0, 900);
	p->candid = rng_between(r, 200, 950);
	p->usual_stress = p->stress = rng_between(r, 100, 700);
	p->warmth = rng_between(r, 20000, 55000);
	p->hope = rng_between(r, 450, 900);
}

/* Half of a wish that is said comes from what is truly liked, half from elsewhere. */
static unsigned said_wishes(const struct person *p, struct rng *r)
{
	unsigned said = 0;
	int32_t score[6];
	for (int i = 0; i < 6; i++)
		score[i] = p->wish_like[i] + rng_bell(r, 350);
	for (int n = rng_between(r, 1, 3); n > 0; n--) {
		int best = 0;
		for (int i = 1; i < 6; i++)
			if (score[i] > score[best])
				best = i;
		said |= 1u << best;
		score[best] = -10000;
	}
	return said;
}

/* Of what is in the way, most is seen; and something that is not there is seen too. */
static uint64_t said_causes(const struct person *p, struct rng *r)
{
	uint64_t said = 0;
	for (unsigned i = 1; i <= 33; i++)
		if ((p->causes >> i & 1) != 0 && rng_chance(r, 650))
			said |= (uint64_t)1 << i;
	for (int n = rng_between(r, 0, 2); n > 0; n--)
		said |= (uint64_t)1 << rng_between(r, 1, 33);
	return said;
}

static void make_around(struct person *p, struct rng *r)
{
	static const int32_t often[] = {100, 250, 80, 80, 30, 50}; /* in the order of enum around */
	for (unsigned i = 0; i < 6; i++)
		if (rng_chance(r, often[i]))
			p->around |= 1u << i;
	p->baby = (p->around & AROUND_BABY) != 0;
	if (p->baby)
		p->minutes = clamp(p->minutes * 7 / 10, 3, 25);
	if ((p->around & AROUND_ILL) != 0)
		p->vigour -= 150;
	if ((p->around & AROUND_VERY_LOW) != 0)
		p->hope -= 100;
}

static void tell(struct person *p, const struct room *room, struct rng *r, int32_t day)
{
	static const unsigned hours[] = {PACK_EVENING, PACK_EVENING, PACK_MORNING, PACK_DAY, PACK_BED};
	bool speaks = rng_chance(r, 800), knows = rng_chance(r, 750);
	uint64_t causes = said_causes(p, r);
	p->when = hours[rng_below(r, 5)];
	p->days = (unsigned)rng_between(r, 2, 5);
	p->said_minutes = clamp(p->minutes * rng_between(r, 800, 1500) / 1000, 3, 30);
	p->table = rng_chance(r, 400) && speaks;
	records_start(&p->records, said_wishes(p, r), p->around, day);
	if (speaks) {
		records_time(&p->records, p->said_minutes, p->when, p->days, p->table);
	} else {
		p->said_minutes = HISTORY_MINUTES;
		p->when = 0;
		p->days = 4;
	}
	if (knows)
		records_causes(&p->records, causes, day);
	person_reflect(p, room, r, day);
}

void person_make(struct person *p, const struct room *room, uint64_t seed, uint64_t couple, unsigned which, int32_t day)
{
	struct records kept = p->records;
	struct rng r = rng_for(seed, couple, which, 1);
	memset(p, 0, sizeof *p);
	p->records = kept;
	records_reset(&p->records);
	make_hidden(p, room, &r);
	make_around(p, &r);
	p->joined = which == 0 || rng_chance(&r, 750);
	int32_t path = rng_below(&r, 100);
	p->path = path < 10 ? PATH_ALONE : path < 25 ? PATH_LIGHT : PATH_TOGETHER;
	for (size_t i = 0; i < HISTORY_EXERCISES_MAX; i++)
		p->last_done[i] = LEDGER_FAR;
	tell(p, room, &r, day);
	ledger_init(&p->ledger, day);
	p->ledger.path = p->path;
	p->ledger.minutes = p->said_minutes;
	p->ledger.table = p->table;
	p->ledger.trust = (p->around & AROUND_BROKEN_TRUST) != 0;
	p->ledger.low = (p->around & AROUND_VERY_LOW) != 0;
}

/* ---- what they say each month */

static int answer_order(struct span a, struct span b)
{
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return memcmp(a.p, b.p, a.len);
}

static int32_t felt(const struct person *p, const struct room *room, size_t construct)
{
	struct span id = item_text(pack_at(room->pack, PACK_REFLECTION, construct), "id");
	if (span_is(id, "stress"))
		return 1000 - p->stress;
	return span_is(id, "health") ? p->vigour : 1000 - p->need[construct];
}

#define ANSWERS_MAX 60u

void person_reflect(struct person *p, const struct room *room, struct rng *r, int32_t day)
{
	struct record_answer v[ANSWERS_MAX];
	size_t n = 0;
	for (size_t i = 0; i < room->items->n && n < ANSWERS_MAX; i++) {
		const struct reflect_item *x = &room->items->v[i];
		int32_t value = clamp((felt(p, room, x->construct) + rng_bell(r, 200)) / 100, 0, 10);
		if (x->sexual || rng_chance(r, 150))
			continue;
		struct record_answer a = {x->id, x->reversed ? 10 - value : value};
		size_t at = n++;
		for (; at > 0 && answer_order(a.item, v[at - 1].item) < 0; at--)
			v[at] = v[at - 1];
		v[at] = a;
	}
	records_reflection(&p->records, p->path, day, v, n);
}

/* ---- a day */

int32_t person_likes(const struct person *p, const struct pack_exercise *e, size_t at)
{
	int32_t wishes = 0, n = 0;
	for (unsigned i = 0; i < 6; i++)
		if ((e->wish >> i & 1) != 0) {
			wishes += p->wish_like[i];
			n++;
		}
	return clamp(p->stage_like[e->stage] + (n > 0 ? wishes / n : 0) + p->own_like[at], -1000, 1000);
}

struct today person_today(const struct person *p, struct rng *r, int32_t day)
{
	struct today t = {.day = day};
	t.minutes = p->minutes * rng_between(r, 500, 1500) / 1000 * (1000 - p->stress / 3) / 1000;
	t.energy = clamp(
	    p->vigour - p->stress / 2 + rng_bell(r, 150) - (p->ill_weeks > 0 ? 300 : 0) - (p->baby ? 100 : 0), 0, 1000);
	t.noise = rng_chance(r, 60);
	return t;
}

static int32_t asks(const struct pack_exercise *e)
{
	return e->energy == PACK_ENERGY_LOW ? 150 : e->energy == PACK_ENERGY_MIDDLE ? 350 : 600;
}

static int32_t over(int32_t a, int32_t b) { return a > b ? a - b : 0; }

int32_t person_wants(const struct person *p, const struct room *room, const struct today *t, struct plan_step s,
                     struct rng *r)
{
	const struct pack_exercise *e = &room->v[s.exercise];
	int32_t want =
	    p->hope * 6 / 10 + person_likes(p, e, s.exercise) * 4 / 10 - p->stress / 4 + rng_bell(r, 180) - 100;
	want -= over(asks(e), t->energy);
	want -= clamp(over(e->sizes[s.size].minutes, t->minutes) * 40, 0, 500);
	return t->noise ? -1000 : want;
}

/* Thousandths of a point of closeness, when all goes well. */
static int32_t gain_of(const struct person *p, const struct room *room, const struct today *t, struct plan_step s)
{
	const struct pack_exercise *e = &room->v[s.exercise];
	int32_t need = 0, n = 0, minutes = e->sizes[s.size].minutes, times = p->times[s.exercise];
	for (size_t c = 0; c < REFLECT_CONSTRUCTS_MAX; c++)
		if ((e->constructs >> c & 1) != 0) {
			need += p->need[c];
			n++;
		}
	need = n > 0 ? need / n : 300;
	if ((e->helps & p->causes) != 0)
		need += 200;
	int32_t gain = 150 + 450 * need / 1000 + 450 * person_likes(p, e, s.exercise) / 1000;
	gain = gain * (minutes <= 4 ? 650 : minutes <= 12 ? 1000 : 1200) / 1000;
	if (minutes > t->minutes)
		gain /= 2;
	gain = gain * (1000 - p->tires * (times < 5 ? times : 5) / 6) / 1000;
	if (e->who == PACK_BOTH || (e->who == PACK_EITHER && e->sizes[s.size].joint))
		gain = gain * 14 / 10;
	return (int32_t)((int64_t)gain * clamp(100000 - p->warmth, 0, 80000) / 60000);
}

static int32_t unease_of(const struct person *p, const struct room *room, const struct today *t, struct plan_step s)
{
	static const int32_t heavy[] = {50, 200, 500};
	const struct pack_exercise *e = &room->v[s.exercise];
	int32_t like = person_likes(p, e, s.exercise), chance = 25 + p->anxious * heavy[e->energy] / 1000;
	if (p->times[s.exercise] == 0)
		chance += p->anxious / 10;
	if (like < -200)
		chance += -like / 4;
	chance += over(asks(e), t->energy) / 3;
	if (e->sizes[s.size].minutes > t->minutes)
		chance += 60;
	return s.size == 0 ? chance / 2 : chance;
}

/* The two taps: what was felt, blurred, and a little kinder than it was. */
static int32_t tap(int32_t felt_0_to_4, struct rng *r)
{
	return clamp(felt_0_to_4 + rng_bell(r, 700) / 1000 + (rng_chance(r, 150) ? 1 : 0), 0, 4);
}

bool person_does(struct person *p, const struct room *room, const struct today *t, struct plan_step s, bool tells,
                 struct rng *r)
{
	int32_t gain = gain_of(p, room, t, s);
	bool uneasy = rng_chance(r, unease_of(p, room, t, s)), stopped = uneasy && rng_chance(r, 300);
	bool taps = rng_chance(r, p->candid);
	int32_t close = tap(uneasy ? 1 : gain > 700 ? 4 : gain > 450 ? 3 : gain > 200 ? 2 : 1, r);
	int32_t comfort = uneasy ? rng_below(r, 2) : clamp(tap(3, r), 2, 4);
	struct record_step rec = {.exercise = room->v[s.exercise].id,
	                          .size = (uint32_t)s.size,
	                          .day = t->day,
	                          .what = stopped ? STEP_STOPPED : STEP_DONE,
	                          .close = taps && !stopped ? close : -1,
	                          .comfort = taps && !stopped ? comfort : -1};
	p->warmth = clamp(p->warmth + (uneasy ? -400 : gain + rng_bell(r, 200)), 0, 100000);
	p->hope = clamp(p->hope + (uneasy ? -70 : 10 + gain / 40), 0, 1000);
	p->times[s.exercise] = (uint16_t)(t->day - p->last_done[s.exercise] > 42 ? 1 : p->times[s.exercise] + 1);
	p->last_done[s.exercise] = t->day;
	p->week_uneasy += uneasy;
	p->week_done += !stopped;
	if (!tells)
		return !uneasy;
	records_step(&p->records, &rec);
	if (stopped)
		p->ledger.v[s.exercise].last = t->day;
	else
		ledger_done(&p->ledger, s.exercise, t->day);
	if (stopped || (rec.comfort >= 0 && rec.comfort <= 1))
		ledger_low(&p->ledger, s.exercise, (uint8_t)s.size, t->day);
	p->stale = p->stale || stopped || (rec.comfort >= 0 && rec.comfort <= 1);
	return !uneasy;
}

static const char *why_not(const struct person *p, const struct room *room, const struct today *t, struct plan_step s)
{
	const struct pack_exercise *e = &room->v[s.exercise];
	if (e->sizes[s.size].minutes > t->minutes)
		return "time";
	if (asks(e) > t->energy)
		return "energy";
	if (person_likes(p, e, s.exercise) < -150)
		return "kind";
	return p->anxious > 400 && e->energy != PACK_ENERGY_LOW ? "uneasy" : "mood";
}

void person_declines(struct person *p, const struct room *room, const struct today *t, struct plan_step s,
                     struct rng *r)
{
	const struct pack_exercise *e = &room->v[s.exercise];
	bool speaks = rng_chance(r, 400), says = rng_chance(r, 600);
	bool never = person_likes(p, e, s.exercise) < -450 && rng_chance(r, 500);
	const char *reason = says ? why_not(p, room, t, s) : NULL;
	p->hope = clamp(p->hope - 8, 0, 1000);
	if (!speaks)
		return;
	struct record_step rec = {.exercise = e->id,
	                          .size = (uint32_t)s.size,
	                          .day = t->day,
	                          .what = never ? STEP_NOT_FOR_ME : STEP_ASIDE,
	                          .close = -1,
	                          .comfort = -1,
	                          .reason = reason};
	records_step(&p->records, &rec);
	if (never)
		ledger_never(&p->ledger, s.exercise, t->day);
	else
		ledger_aside(&p->ledger, s.exercise, t->day);
	if (reason != NULL && strcmp(reason, "uneasy") == 0)
		ledger_low(&p->ledger, s.exercise, (uint8_t)s.size, t->day);
	p->stale = true;
}

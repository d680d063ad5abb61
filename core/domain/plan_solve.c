/* plan_solve.c - branch and bound, from the last day backwards (Russian dolls): the best worth of days k+1..n-1 alone
 * is known before day k is added, and nothing before day k can raise it.  So it is the bound: what stands so far, and
 * this option, and the best of what follows, must be worth more than the best layout seen. */
#include "domain/plan_solve.h"

struct search {
	const struct solve_week *w;
	size_t first;                       /* the day this run begins with */
	int32_t rest[SOLVE_DAYS_MAX + 1];   /* at least the worth of days k.. alone */
	const struct solve_option *at[SOLVE_DAYS_MAX];
	size_t choice[SOLVE_DAYS_MAX], best_choice[SOLVE_DAYS_MAX];
	int32_t best;
	uint32_t tries;
};

static int32_t apart(int32_t a, int32_t b) { return a < b ? b - a : a - b; }

int32_t solve_cost(const struct solve_option *a, int32_t day_a, const struct solve_option *b, int32_t day_b)
{
	int32_t days = apart(day_a, day_b);
	if (a->exercise == b->exercise) {
		int32_t rest = a->rest > 1 ? a->rest : 1;
		return days < rest ? INT32_MAX : SOLVE_REPEAT + (a->once < b->once ? a->once : b->once);
	}
	if (a->stage != b->stage || (a->constructs != b->constructs && (a->constructs & b->constructs) == 0))
		return 0;
	return days <= 2 ? SOLVE_ALIKE : SOLVE_SIMILAR;
}

/* What an option costs beside those chosen before it; INT32_MAX: it cannot stand there. */
static int32_t cost_so_far(const struct search *s, size_t k, const struct solve_option *o)
{
	int32_t sum = 0;
	for (size_t i = s->first; i < k; i++) {
		int32_t c = s->at[i] != NULL ? solve_cost(s->at[i], s->w->v[i].day, o, s->w->v[k].day) : 0;
		if (c == INT32_MAX)
			return INT32_MAX;
		sum += c;
	}
	return sum;
}

static void dive(struct search *s, size_t k, int32_t worth, int32_t energy, int32_t minutes)
{
	if (k == s->w->n) {
		if (worth > s->best) {
			s->best = worth;
			for (size_t i = s->first; i < k; i++)
				s->best_choice[i] = s->choice[i];
		}
		return;
	}
	const struct solve_day *d = &s->w->v[k];
	for (size_t i = 0; i < d->n && s->tries < SOLVE_TRIES_MAX; i++) {
		const struct solve_option *o = &d->v[i];
		int32_t gain = d->weight * o->points;
		if (worth + gain + s->rest[k + 1] <= s->best)
			break; /* none behind it has more points */
		s->tries++;
		if (!d->free && (o->energy > energy || o->minutes > minutes))
			continue;
		int32_t cost = cost_so_far(s, k, o);
		if (cost == INT32_MAX || worth + gain - cost + s->rest[k + 1] <= s->best)
			continue;
		s->at[k] = o;
		s->choice[k] = i;
		dive(s, k + 1, worth + gain - cost, energy - o->energy, minutes - o->minutes);
	}
	s->at[k] = NULL;
	s->choice[k] = SOLVE_NOTHING;
	if (worth + s->rest[k + 1] > s->best)
		dive(s, k + 1, worth, energy, minutes);
}

bool solve_week(const struct solve_week *w, size_t choice[SOLVE_DAYS_MAX])
{
	struct search s = {.w = w};
	bool exact = true;
	for (size_t i = 0; i < SOLVE_DAYS_MAX; i++)
		s.best_choice[i] = SOLVE_NOTHING;
	for (size_t k = w->n; k-- > 0;) {
		int32_t most = w->v[k].n > 0 ? w->v[k].weight * w->v[k].v[0].points : 0;
		s.first = k;
		s.tries = 0;
		s.best = -1;
		dive(&s, k, 0, w->energy, w->minutes);
		bool whole = s.tries < SOLVE_TRIES_MAX;
		/* A run that gave up bounds nothing; the day's best beside the bound before it does. */
		s.rest[k] = whole ? s.best : s.rest[k + 1] + (most > 0 ? most : 0);
		exact = k == 0 ? whole : exact;
	}
	for (size_t i = 0; i < SOLVE_DAYS_MAX; i++)
		choice[i] = i < w->n ? s.best_choice[i] : SOLVE_NOTHING;
	return exact;
}

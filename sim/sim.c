/* sim.c - many couples over a few threads, and what they come to. */
#include "sim/sim.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "sim/couple.h"

const char *sim_planner_name(enum sim_planner planner)
{
	static const char *const names[] = {"current", "previous", "fixed", "random"};
	return names[planner];
}

struct job {
	const struct room *room;
	const struct sim_query *q;
	struct outcome *out; /* one a couple */
	atomic_uint next;
	atomic_int failed;
};

static void *work(void *arg)
{
	struct job *j = arg;
	struct person *p = calloc(2, sizeof *p);
	bool ready = p != NULL && records_new(&p[0].records, j->q->weeks) == ST_OK &&
	             records_new(&p[1].records, j->q->weeks) == ST_OK;
	if (!ready)
		atomic_store(&j->failed, 1);
	while (ready) {
		unsigned i = atomic_fetch_add(&j->next, 1);
		if (i >= j->q->couples)
			break;
		couple_live(p, j->room, j->q, i, &j->out[i]);
	}
	for (int i = 0; i < 2 && p != NULL; i++)
		records_free(&p[i].records);
	free(p);
	return NULL;
}

static enum status run_threads(struct job *j)
{
	pthread_t t[SIM_THREADS_MAX];
	uint32_t n = 0;
	while (n + 1 < j->q->threads && pthread_create(&t[n], NULL, work, j) == 0)
		n++;
	(void)work(j); /* this thread too, which is enough when no other can be had */
	for (uint32_t i = 0; i < n; i++)
		(void)pthread_join(t[i], NULL);
	return atomic_load(&j->failed) != 0 ? ST_NOMEM : ST_OK;
}

static int order(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
	return (x > y) - (x < y);
}

static struct sim_spread spread(int32_t *v, size_t n)
{
	qsort(v, n, sizeof *v, order);
	return (struct sim_spread){v[n / 20], v[n / 2], v[n - 1 - n / 20]};
}

static void add_up(const struct outcome *o, size_t n, int32_t *room, struct sim_result *out)
{
	*out = (struct sim_result){.proposed = 0};
	for (size_t i = 0; i < n; i++) {
		out->proposed += o[i].proposed;
		out->done += o[i].done;
		out->uneasy += o[i].uneasy;
		out->breaches += o[i].breaches;
		out->persons += o[i].persons;
		out->left += o[i].left;
		room[i] = o[i].closeness;
	}
	out->closeness = spread(room, n);
	for (size_t i = 0; i < n; i++)
		room[i] = o[i].gained;
	out->gained = spread(room, n);
	for (size_t i = 0; i < n; i++)
		room[i] = o[i].kept;
	out->kept = spread(room, n);
}

static enum status run_with(const struct pack *pack, const struct sim_query *q, struct sim_result *out)
{
	struct reflect_index items;
	struct room room = {.pack = pack, .items = &items};
	struct outcome *o = calloc(q->couples, sizeof *o);
	int32_t *v = calloc(q->couples, sizeof *v);
	enum status st = o != NULL && v != NULL ? ST_OK : ST_NOMEM;
	room.v = pack_exercises(pack, &room.n);
	if (room.n > JUDGE_EXERCISES_MAX)
		st = ST_TOOBIG;
	reflect_index(pack, &items);
	struct job j = {.room = &room, .q = q, .out = o};
	if (st == ST_OK)
		st = run_threads(&j);
	if (st == ST_OK)
		add_up(o, q->couples, v, out);
	free(o);
	free(v);
	return st;
}

enum status sim_run(struct span bytes, const struct sim_query *q, struct sim_result *out)
{
	struct pack *pack;
	if (q->couples == 0 || q->couples > SIM_COUPLES_MAX || q->weeks == 0 || q->weeks > SIM_WEEKS_MAX ||
	    q->threads == 0 || q->threads > SIM_THREADS_MAX)
		return ST_TOOBIG;
	enum status st = pack_open(alloc_heap(), bytes, &pack);
	if (st != ST_OK)
		return st;
	st = run_with(pack, q, out);
	pack_free(pack);
	return st;
}

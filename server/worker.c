/* worker.c - queue, group commit, reader.
 *
 * The writer's turn:
 *
 *   WAIT --jobs--> take all (<= CAP_BATCH_*) --> BEGIN --> for each: mark, work, keep|undo --> COMMIT --> kept, answer
 *                                                  |                   |                         |
 *                                                  |     transaction lost (no room)       COMMIT failed
 *                                                  v                   v                         v
 *                                             all failed     rolled back: each job again,   all failed
 *                                                            in a transaction of its own
 *
 * It never sleeps to collect: under load batches grow by themselves while the disk is busy with the last one. */
#include "worker.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct worker {
	pthread_mutex_t lock;
	pthread_cond_t some;
	pthread_t thread;
	struct job *first, *last;
	size_t count, bytes;
	bool stop, joined;
	bool complained; /* a failing disk is told once, and again only after it has worked */
	enum store_mode mode;
	struct store *store;
};

/* ---- one transaction */

static void complain(struct worker *w)
{
	if (!w->complained)
		(void)fprintf(stderr, "hearth: cannot store: %s\n", store_reason(w->store));
	w->complained = true;
}

static enum status run_marked(struct worker *w, struct job *j)
{
	enum status st = store_mark(w->store);
	if (st == ST_OK)
		st = j->ops->work(j, w->store);
	if (store_lost(w->store))
		return st;
	/* Half a request must never be committed with the others: what cannot be undone alone is undone with all. */
	if ((st == ST_OK ? store_keep(w->store) : store_undo(w->store)) != ST_OK)
		store_rollback(w->store);
	return st;
}

/* Run jobs j .. end in one transaction.  false: it was lost in the middle and nothing of it exists. */
static bool run_together(struct worker *w, struct job *j, const struct job *end)
{
	struct job *const first = j;
	enum status st = store_begin(w->store);
	if (st == ST_OK) {
		for (; j != end; j = j->next) {
			j->st = run_marked(w, j);
			if (store_lost(w->store))
				return false;
		}
		st = store_commit(w->store);
	}
	if (st != ST_OK)
		for (j = first; j != end; j = j->next)
			j->st = st;
	return true;
}

/* No room for all of them: each alone, so that one large push does not take the small ones down with it. */
static void run_apart(struct worker *w, struct job *j, const struct job *end)
{
	for (; j != end; j = j->next)
		if (!run_together(w, j, j->next) && (j->st == ST_OK || j->st == ST_DENIED))
			j->st = ST_IO;
}

static void settle(struct worker *w, struct job *j)
{
	bool good = true;
	for (struct job *i = j; i != NULL; i = i->next) {
		if (i->st == ST_OK) {
			if (i->ops->kept != NULL)
				i->ops->kept(i);
		} else if (i->st != ST_DENIED) {
			i->ops->failed(i, i->st, store_full(w->store));
			if (i->st == ST_IO)
				complain(w);
			good = false;
		}
	}
	if (good)
		w->complained = false;
	while (j != NULL) {
		struct job *next = j->next; /* once answered, it is its owner's again */
		j->ops->answer(j);
		j = next;
	}
}

static void write_batch(struct worker *w, struct job *j)
{
	if (!run_together(w, j, NULL))
		run_apart(w, j, NULL);
	settle(w, j);
}

static void read_one(struct worker *w, struct job *j)
{
	j->next = NULL;
	j->st = j->ops->work(j, w->store);
	settle(w, j);
}

/* ---- the queue */

/* The jobs of the next turn, NULL when stopped and empty.  At least one, however large. */
static struct job *take(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	while (w->first == NULL && !w->stop)
		pthread_cond_wait(&w->some, &w->lock);
	struct job *batch = w->first, *end = NULL;
	size_t count = 0, bytes = 0, most = w->mode == STORE_WRITE ? CAP_BATCH_JOBS : 1;
	for (struct job *j = batch; j != NULL; j = j->next) {
		if (count == most || (count > 0 && bytes + j->bytes > CAP_BATCH_BYTES))
			break;
		count++;
		bytes += j->bytes;
		end = j;
	}
	if (end != NULL) {
		w->first = end->next;
		if (w->first == NULL)
			w->last = NULL;
		end->next = NULL;
		w->count -= count;
		w->bytes -= bytes;
	}
	pthread_mutex_unlock(&w->lock);
	return batch;
}

static void *run(void *ctx)
{
	struct worker *w = ctx;
	for (struct job *j; (j = take(w)) != NULL;) {
		if (w->mode == STORE_WRITE)
			write_batch(w, j);
		else
			read_one(w, j);
	}
	return NULL;
}

enum status worker_push(struct worker *w, struct job *j)
{
	enum status st = ST_BUSY;
	pthread_mutex_lock(&w->lock);
	if (!w->stop && w->count < CAP_QUEUE_JOBS && w->bytes + j->bytes <= CAP_QUEUE_BYTES) {
		j->next = NULL;
		if (w->last != NULL)
			w->last->next = j;
		else
			w->first = j;
		w->last = j;
		w->count++;
		w->bytes += j->bytes;
		st = ST_OK;
		pthread_cond_signal(&w->some);
	}
	pthread_mutex_unlock(&w->lock);
	return st;
}

/* ---- life */

enum status worker_new(struct store *store, enum store_mode mode, struct worker **out)
{
	struct worker *w = calloc(1, sizeof *w);
	if (w == NULL)
		return ST_NOMEM;
	w->store = store;
	w->mode = mode;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->some, NULL);
	if (pthread_create(&w->thread, NULL, run, w) != 0) {
		w->joined = true;
		worker_free(w);
		return ST_NOMEM;
	}
	*out = w;
	return ST_OK;
}

void worker_stop(struct worker *w)
{
	if (w == NULL || w->joined)
		return;
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_broadcast(&w->some);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	w->joined = true;
}

void worker_free(struct worker *w)
{
	if (w == NULL)
		return;
	worker_stop(w);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->some);
	free(w);
}

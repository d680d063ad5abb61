/* worker.h - a thread with a queue in front of a store: the one writer, and the reader.
 * Layer:  server.  May include: core/base.
 * Invariants: (1) a writing job is answered only after the COMMIT that holds it, or after it is certain that nothing of
 *         it was kept; (2) a job is answered exactly once and never touched again by the worker; (3) the queue has a
 *         ceiling in jobs and bytes; (4) after worker_stop nothing waits.
 * Tests:  fault/test_store.c system/keep.test.mjs */
#ifndef HEARTH_WORKER_H
#define HEARTH_WORKER_H
#include "store.h"

struct job;

struct job_ops {
	/* Do it.  ST_OK: keep its rows.  ST_DENIED: it has its answer, keep nothing.  Other: the store failed.  May be
	 * called again after the whole transaction was lost; it then starts from nothing. */
	enum status (*work)(struct job *j, struct store *s);
	/* Nothing was kept: answer with the failure. */
	void (*failed)(struct job *j, enum status st, bool full);
	/* Its rows are on the disk: tell others.  Called before any job of the batch is answered. */
	void (*kept)(struct job *j);
	/* Hand it back to its owner, who may free it at once. */
	void (*answer)(struct job *j);
};

struct job {
	struct job *next;
	const struct job_ops *ops;
	size_t bytes;   /* of its body, for the ceilings */
	enum status st; /* outcome, used by the worker */
};

struct worker;

/** worker_new(store, mode, out): start the thread.  The store belongs to it until worker_stop.  STORE_WRITE groups
 * what waits into one transaction; STORE_READ runs jobs one by one. */
MUST_USE enum status worker_new(struct store *store, enum store_mode mode, struct worker **out);

/** worker_push(w, j): queue a job.  ST_BUSY: the queue is full or the worker has been stopped; j is untouched. */
MUST_USE enum status worker_push(struct worker *w, struct job *j);

/** worker_stop(w): take no more, finish what waits, end the thread.  NULL is a no-op.  worker_free after it. */
void worker_stop(struct worker *w);
void worker_free(struct worker *w);

#endif

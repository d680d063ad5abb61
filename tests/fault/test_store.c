/* test_store.c - the writer when its database fails: every single step of the engine refused in turn, alone or with all
 * that follow, as a full disk, a failed write or no memory.  A job is either answered as stored and wholly there, or
 * answered as failed and not there at all; the next one, on a healthy disk, is stored; the chains hold. */
#include <pthread.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "house.h"
#include "push.h"
#include "worker.h"

/* ---- the failing engine: the linker sends every sqlite3_step here */

int __wrap_sqlite3_step(sqlite3_stmt *st);
int __real_sqlite3_step(sqlite3_stmt *st);

static int fail_in, fail_with; /* in so many steps; 0: never */
static bool fail_on;           /* and every step after that one */

int __wrap_sqlite3_step(sqlite3_stmt *st)
{
	if (fail_on && fail_in < 0)
		return fail_with;
	if (fail_in > 0 && --fail_in == 0) {
		fail_in = -1;
		/* A true failure of this kind undoes the whole transaction; half of the rounds do so too. */
		if (fail_with == SQLITE_FULL)
			(void)sqlite3_exec(sqlite3_db_handle(st), "ROLLBACK", NULL, NULL, NULL);
		return fail_with;
	}
	return __real_sqlite3_step(st);
}

/* ---- jobs: found the space, push to it */

struct task {
	struct job job;
	struct founding f;
	struct push *push;
	const uint8_t *space, *device;
	enum status st;
	bool kept, full;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int answered;

static struct task *task_of(struct job *j) { return (struct task *)(void *)j; }

static enum status work(struct job *j, struct store *s)
{
	struct task *t = task_of(j);
	t->st = ST_OK;
	return t->push == NULL ? access_found(&t->f, s, 29000000)
	                       : push_append(t->push, s, t->space, t->device, 29000001);
}

static void failed(struct job *j, enum status st, bool full)
{
	task_of(j)->st = st;
	task_of(j)->full = full;
}

static void kept(struct job *j) { task_of(j)->kept = true; }

static void answer(struct job *j)
{
	(void)j;
	pthread_mutex_lock(&lock);
	answered++;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
}

static const struct job_ops ops = {work, failed, kept, answer};

static void finish(struct worker *w, struct task *t, int count)
{
	answered = 0;
	for (int i = 0; i < count; i++) {
		t[i].job.ops = &ops;
		t[i].kept = t[i].full = false;
		assert_int_equal(worker_push(w, &t[i].job), ST_OK);
	}
	pthread_mutex_lock(&lock);
	while (answered < count)
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
}

/* ---- one round: the step that fails is number `at` */

static struct house couple;
static char dir[] = "/tmp/hearth-fault-XXXXXX", path[64];

static void remove_db(void)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	char name[80];
	for (size_t i = 0; i < COUNT(ends); i++) {
		(void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
		(void)unlink(name);
	}
}

static uint64_t head_n(struct store *s, const uint8_t stream[ID_BYTES])
{
	struct store_head h;
	assert_int_equal(store_head_get(s, couple.space, stream, &h), ST_OK);
	return h.n;
}

/* true: the failure was reached. */
static bool round_of(int at, int with, bool on)
{
	struct store *s, *look;
	struct worker *w;
	struct task t[2];
	bool any, reached;
	memset(t, 0, sizeof t);
	assert_int_equal(store_open(path, STORE_WRITE, 0, &s), ST_OK);
	assert_int_equal(store_open(path, STORE_READ, 0, &look), ST_OK);
	assert_int_equal(worker_new(s, STORE_WRITE, &w), ST_OK);
	assert_int_equal(access_founding(tape_frame(&couple.m, 1).env, &t[0].f), ST_OK);
	assert_int_equal(push_parse(tape_frame(&couple.p[0], 1).env, &t[1].push), ST_OK);
	t[1].space = couple.space;
	t[1].device = couple.dev[0][0].device;

	pthread_mutex_lock(&lock); /* orders these with the writer's thread */
	fail_with = with;
	fail_in = at;
	fail_on = on;
	pthread_mutex_unlock(&lock);
	finish(w, &t[0], 1);
	finish(w, &t[1], 1);
	reached = fail_in < 0;
	fail_in = 0;

	assert_int_equal(store_space_any(look, &any), ST_OK);
	assert_int_equal(any, t[0].kept);
	assert_int_equal(t[0].kept, t[0].st == ST_OK);
	assert_int_equal(head_n(look, couple.m.stream), t[0].kept ? 1 : 0);
	assert_int_equal(head_n(look, couple.p[0].stream), t[1].kept ? 1 : 0);
	if (t[0].st != ST_OK)
		assert_true(t[0].full == (with == SQLITE_FULL || with == SQLITE_IOERR_WRITE));

	finish(w, &t[0], 1); /* the disk is well again: what failed is stored, what was stored is a dup */
	finish(w, &t[1], 1);
	assert_true(t[0].kept && t[1].kept);
	assert_int_equal(head_n(look, couple.m.stream), 1);
	assert_int_equal(head_n(look, couple.p[0].stream), 1);
	assert_int_equal(store_sound(look), ST_OK);
	push_free(t[1].push);
	worker_free(w);
	store_close(look);
	store_close(s);
	remove_db();
	return reached;
}

static void test_each_step(void **state)
{
	static const int kinds[] = {SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_NOMEM};
	(void)state;
	for (size_t k = 0; k < COUNT(kinds); k++) {
		for (int on = 0; on < 2; on++) {
			int at = 1;
			while (round_of(at, kinds[k], on != 0))
				at++;
			assert_in_range(at, 20, 200); /* it did walk through a founding and a push */
		}
	}
}

/* What waits together is committed together; a refused one takes no other with it. */
static void test_refused_among_good(void **state)
{
	struct store *s;
	struct worker *w;
	struct task t[3];
	(void)state;
	memset(t, 0, sizeof t);
	assert_int_equal(store_open(path, STORE_WRITE, 0, &s), ST_OK);
	assert_int_equal(worker_new(s, STORE_WRITE, &w), ST_OK);
	assert_int_equal(access_founding(tape_frame(&couple.m, 1).env, &t[0].f), ST_OK);
	assert_int_equal(push_parse(tape_frame(&couple.m, 2).env, &t[1].push),
	                 ST_OK); /* its base has another minute in R */
	assert_int_equal(push_parse(tape_frame(&couple.p[0], 1).env, &t[2].push), ST_OK);
	for (int i = 1; i < 3; i++) {
		t[i].space = couple.space;
		t[i].device = couple.dev[0][0].device;
	}
	finish(w, t, 3);
	assert_true(t[0].kept && !t[1].kept && t[2].kept);
	assert_int_equal(t[1].push->refusal.why, REFUSE_BASE);
	assert_int_equal(head_n(s, couple.m.stream), 1);
	assert_int_equal(head_n(s, couple.p[0].stream), 1);
	worker_stop(w);
	assert_int_equal(worker_push(w, &t[0].job), ST_BUSY); /* after the stop nothing is taken */
	worker_free(w);
	push_free(t[1].push);
	push_free(t[2].push);
	store_close(s);
	remove_db();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_refused_among_good),
	    cmocka_unit_test(test_each_step),
	};
	if (sodium_init() < 0 || mkdtemp(dir) == NULL)
		return 1;
	(void)snprintf(path, sizeof path, "%s/t.db", dir);
	house_found(&couple, 7);
	int rc = cmocka_run_group_tests(tests, NULL, NULL);
	house_clear(&couple);
	(void)rmdir(dir);
	return rc;
}

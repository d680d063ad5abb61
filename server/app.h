/* app.h - the parts of a running server, as the routes see them.
 * Layer:  server.  Made and owned by server.c; read-only for everybody else, each part locks itself. */
#ifndef HEARTH_APP_H
#define HEARTH_APP_H
#include <pthread.h>
#include <stdatomic.h>

#include "conf.h"
#include "limit.h"
#include "notify.h"
#include "recall.h"
#include "static.h"
#include "store.h"
#include "worker.h"

struct app {
	const struct conf *conf;
	struct store_ids ids;
	struct limit *push_rate, *push_bytes, *recover_rate, *invite_rate;
	struct source *source;
	struct recall *recall;
	struct hub *hub;
	struct files *files;
	struct worker *writer, *reader;
	struct store *look; /* for the connections' threads: one small look-up at a time, under look_lock */
	pthread_mutex_t look_lock;
	atomic_bool closing;
};

#endif

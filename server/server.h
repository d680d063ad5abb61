/* server.h - the whole server: its parts in the right order, and a clean stop.
 * Layer:  server; called by the command line. */
#ifndef HEARTH_SERVER_H
#define HEARTH_SERVER_H
#include <stdbool.h>

#include "conf.h"
#include "store.h"

/** server_run(c): serve until SIGTERM or SIGINT.  Prints exactly one line to stdout, `Hearth is ready: URL`, once
 * requests are answered; c->ready may say more.  Problems at start go to stderr in plain words.  Returns the exit
 * status. */
MUST_USE int server_run(const struct conf *c);

/* ---- the data folder, shared with the other commands */

#define DATA_PATH_MAX 4096u

/* What the commands say when data_lock answers ST_IO. */
#define DATA_UNUSABLE "cannot use the data folder; the folder above it must exist, and you must be allowed to write there"

/* What they say where the folder holds no database that can be read. */
#define DATA_MISSING "there is no Hearth database in this folder; a first start makes one, --data names another folder"

/** data_path(folder, out): the database in it.  ST_TOOBIG. */
MUST_USE enum status data_path(const char *folder, char out[DATA_PATH_MAX]);
/** data_lock(folder, fd): make the folder if needed and take it for this process alone.  ST_BUSY: a server runs on it;
 * ST_IO: it cannot be made or written to.  The lock ends with the descriptor. */
MUST_USE enum status data_lock(const char *folder, int *fd);

#endif

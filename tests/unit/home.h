/* home.h - two people, their devices and an honest server in memory, for tests of the session. */
#ifndef TEST_HOME_H
#define TEST_HOME_H
#include <stdbool.h>

#include "crypto/verify.h"
#include "hearth.h"
#include "wire/json.h"

#define HOME_STREAMS 8
#define HOME_OUTBOX 4096

/* The server: frames of each stream, as they would be fetched. */
struct home_stream {
	char id[33];
	struct buf frames;
	uint64_t n;
};
struct home_server {
	struct home_stream s[HOME_STREAMS];
	size_t count;
	uint32_t minute;
};

struct home_event {
	char stream[33];
	uint8_t *bytes;
	size_t len;
};
struct home_device {
	struct hc *core;
	struct home_event out[HOME_OUTBOX];
	size_t out_count;
	uint64_t at[HOME_STREAMS]; /* bytes fetched of each stream */
	double now;
	unsigned behind; /* how often an answer asked for M again */
};

void home_server_init(struct home_server *s);
void home_server_clear(struct home_server *s);
void home_device_init(struct home_device *d);
void home_device_clear(struct home_device *d);

/** home_text(d, key): a text member of the last answer (static buffer, 1 MB; valid until the next call but 3). */
const char *home_text(const struct home_device *d, const char *key);
int64_t home_int(const struct home_device *d, const char *key);
bool home_flag(const struct home_device *d, const char *key);
bool home_contains(const struct home_device *d, const char *needle); /* in the raw answer */

/* Calls that format their JSON; each returns the core's status. */
hc_status home_vault(struct home_device *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
hc_status home_act(struct home_device *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
hc_status home_view(struct home_device *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/** home_store(d): the events of the last answer: into the outbox, and applied (hc_own). */
void home_store(struct home_device *d);
/** home_push(d, s): the outbox to the server, oldest first. */
void home_push(struct home_device *d, struct home_server *s);
/** home_fetch(d, s): all that is new in the streams this device may read, M first.  home_sync: both. */
hc_status home_fetch(struct home_device *d, struct home_server *s);
void home_sync(struct home_device *d, struct home_server *s);

/* One founder with an L of repeated bytes; vault and cold are kept in the struct by the caller. */
void home_found(struct home_device *d, const char *L, const char *name, char *vault, char *cold, size_t max);

#endif

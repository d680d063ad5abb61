/* listen.h - the listening socket and the address people open.  Layer: server. */
#ifndef HEARTH_LISTEN_H
#define HEARTH_LISTEN_H
#include <stdbool.h>

#include "conf.h"
#include "base/status.h"

#define LISTEN_URL_MAX 128u

struct listening {
	int fd;
	bool loopback; /* this machine only */
	char url[LISTEN_URL_MAX];
};

/** listen_open(c, out): bind and listen.  ST_MALFORMED: no numeric address; ST_CONFLICT: the port is taken; ST_DENIED:
 * not allowed; ST_IO. */
MUST_USE enum status listen_open(const struct conf *c, struct listening *out);

#endif

/* conf.h - what the operator chose.  Layer: server.  Filled by the command line, read-only afterwards. */
#ifndef HEARTH_CONF_H
#define HEARTH_CONF_H
#include <stdint.h>

struct conf {
	const char *listen;             /* address; default 127.0.0.1 */
	uint16_t port;                  /* 0: any free one */
	const char *data;               /* folder of the database */
	const char *web;                /* folder of the web app; NULL: beside the program */
	const char *cert, *key;         /* PEM files; both or neither */
	uint64_t quota_bytes;           /* ceiling of the database, 0: the disk's */
	uint32_t pushes_per_min;        /* of a member */
	void (*ready)(const char *url); /* once, when requests are answered; may be NULL */
};

#endif

/* status.c - names of the status codes. */
#include "base/status.h"

const char *status_name(enum status st)
{
	static const char *const names[ST__MAX] = {
		"ok", "nomem", "toobig", "malformed", "forged", "unknown", "conflict", "denied", "notfound", "busy", "io",
		"diverged",
	};
	return (unsigned)st < ST__MAX ? names[st] : "unknown";
}

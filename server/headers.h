/* headers.h - what every reply says to the browser: nothing from elsewhere runs, frames, listens or is told.
 * Layer:  server.  Strict-Transport-Security is added on https alone, by http.c.
 * Tests:  system/http.test.mjs */
#ifndef HEARTH_HEADERS_H
#define HEARTH_HEADERS_H
#include <stddef.h>

extern const char *const headers_always[][2]; /* name, value */
extern const size_t headers_count;

#endif

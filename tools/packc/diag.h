/* diag.h - what is wrong with a pack: collected while it is read, printed in one go, in the order of the files.
 * Layer:  tools.  A message that was already given for the same place is kept once. */
#ifndef PACKC_DIAG_H
#define PACKC_DIAG_H
#include <stdarg.h>
#include <stdio.h>

#include "arena.h"

enum diag_kind {
	DIAG_WARNING, /* worth a look; never fails a build */
	DIAG_WORDS,   /* the text breaks a rule; its data are sound */
	DIAG_SHAPE,   /* the data break a rule; a draft leaves the file out */
};

struct diag;

struct diag *diag_new(struct arena *a);
/** diag_add(d, kind, file, line, fmt, ap): one message; file must live as long as the arena, line 0: the whole file. */
void diag_add(struct diag *d, enum diag_kind kind, const char *file, int line, const char *fmt, va_list ap)
    __attribute__((format(printf, 5, 0)));
/** diag_print(d, out): every message as "file:line: text", sorted by file and line. */
void diag_print(struct diag *d, FILE *out);
/** diag_errors(d): how many messages are more than warnings. */
size_t diag_errors(const struct diag *d);

#endif

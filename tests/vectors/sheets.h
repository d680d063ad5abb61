/* sheets.h - the project's own vectors: each sheet is one file of spec/vectors, made from a seed.  The generator writes
 * them once; the checker makes them again and compares, then reads the files as another implementation would.
 * For tests only. */
#ifndef HEARTH_SHEETS_H
#define HEARTH_SHEETS_H
#include <stdio.h>

struct sheet {
	const char *file; /* without .json */
	const char *about;
	void (*make)(FILE *f);
};
extern const struct sheet sheets[];
extern const size_t sheets_count;

/** sheet_text(s, n): the whole file, to be freed by the caller. */
char *sheet_text(const struct sheet *s, size_t *n);

#endif

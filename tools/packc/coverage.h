/* coverage.h - which file answers which entry of the evidence: programme/COVERAGE.md.
 * Layer:  tools. */
#ifndef PACKC_COVERAGE_H
#define PACKC_COVERAGE_H
#include "programme.h"

/** coverage_write(p, out): the table in Markdown.  False when an entry has no file (it says so in the table too). */
bool coverage_write(const struct programme *p, FILE *out);

#endif

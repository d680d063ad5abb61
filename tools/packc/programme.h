/* programme.h - a whole pack: read, check, compile.
 * Layer:  tools. */
#ifndef PACKC_PROGRAMME_H
#define PACKC_PROGRAMME_H
#include "kinds.h"

#define PACK_MAX (4u << 20) /* spec/pack.md; the core takes no more */

struct programme; /* what was read */

/** programme_read(run): every file of the pack, every check; what is wrong stands in run->diag. */
struct programme *programme_read(struct run *run);

/** programme_grades(p, out): the five files that are hardest to read, with their grades. */
void programme_grades(const struct programme *p, FILE *out);

/** programme_compile(p, out): append the compiled pack (spec/pack.md).  Files with messages of kind DIAG_SHAPE are left
 * out.  ST_TOOBIG, ST_NOMEM; ST_MALFORMED when the result does not pass cbor_check. */
MUST_USE enum status programme_compile(const struct programme *p, struct buf *out);

#endif

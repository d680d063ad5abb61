/* programme.h - a whole pack: read, check, compile.
 * Layer:  tools. */
#ifndef PACKC_PROGRAMME_H
#define PACKC_PROGRAMME_H
#include "kinds.h"

#define PACK_MAX (4u << 20) /* spec/pack.md; the core takes no more */

struct programme; /* what was read */

/** programme_read(run, further): every file of the pack at run->root, every check; what is wrong stands in run->diag.
 * further: a folder whose other folders with a pack.yml are further packs (spec/pack.md), or NULL. */
struct programme *programme_read(struct run *run, const char *further);

/** programme_files(p, kind, count): the files of a folder (an index of kinds), of all packs, in the order of reading. */
struct file *const *programme_files(const struct programme *p, size_t kind, size_t *count);

/** programme_grades(p, out): the five files that are hardest to read, with their grades. */
void programme_grades(const struct programme *p, FILE *out);

/** programme_compile(p, out): append the compiled pack (spec/pack.md).  Files with messages of kind DIAG_SHAPE are left
 * out.  ST_TOOBIG, ST_NOMEM; ST_MALFORMED when the result does not pass cbor_check. */
MUST_USE enum status programme_compile(const struct programme *p, struct buf *out);

#endif

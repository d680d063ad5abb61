/* refs.h - names that a pack defines and names that it uses; matched when all files are read.
 * Layer:  tools. */
#ifndef PACKC_REFS_H
#define PACKC_REFS_H
#include "arena.h"

struct file;
struct refs;

struct refs *refs_new(struct arena *a);

/** refs_define(f, line, what, id): f defines `id` as a `what` ("exercise", "card", ...).  A message when that stands
 * elsewhere already. */
void refs_define(struct file *f, int line, const char *what, struct span id);
/** refs_use(f, line, what, id): f speaks of it; it may be defined later.  `what` must be a constant. */
void refs_use(struct file *f, int line, const char *what, struct span id);
/** refs_check(r): a message for each use of what nobody has defined. */
void refs_check(struct refs *r);

#endif

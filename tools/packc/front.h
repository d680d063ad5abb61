/* front.h - the small part of YAML that front matter uses.
 * Layer:  tools.  Every scalar becomes a text; schema.h gives it its type.  No anchors, tags or several documents. */
#ifndef PACKC_FRONT_H
#define PACKC_FRONT_H
#include "file.h"

/** front_read(f, text, line): the value in `text`, whose first line is line `line` of f; NULL after a message. */
struct val *front_read(struct file *f, struct span text, int line);

#endif

/* body.h - Markdown into blocks (spec/pack.md, "The compiled pack").
 * Layer:  tools.  HTML, images, code and rules are refused; what is left can be shown without trusting anyone. */
#ifndef PACKC_BODY_H
#define PACKC_BODY_H
#include "file.h"

/** body_parts(f, parts): a map from the title of each `##` part to its list of blocks.  parts: the required titles in
 * their order, ended by NULL.  Never NULL. */
struct val *body_parts(struct file *f, const char *const *parts);

/** body_page(f): a map with one member `text`: the blocks of a page whose headings are its own.  Never NULL. */
struct val *body_page(struct file *f);

/** body_items(f, prefix, what, max): the body as one list of `- c001 | text`, text of at most max characters: a list
 * of maps {id, text}.  Ids are the prefix and three or four digits, defined as `what`.  Never NULL. */
struct val *body_items(struct file *f, char prefix, const char *what, int max);

/** block_is(block, t): the block is of type t ("p", "h", "ul", "ol", "q"). */
bool block_is(const struct val *block, const char *t);
/** block_text(a, block): the plain words of a paragraph or heading. */
struct span block_text(struct arena *a, const struct val *block);

#endif

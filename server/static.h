/* static.h - the files of the built web app.
 * Layer:  server.  May include: core/base.
 * Only plain names below one folder are served: letters, digits, - _ . and /, no part beginning with a dot, so no path
 * can climb out; symbolic links are not followed.
 * Tests:  system/static.test.mjs */
#ifndef HEARTH_STATIC_H
#define HEARTH_STATIC_H
#include "exchange.h"

struct files;

/** files_new(dir, out): serve this folder; it may appear later.  dir NULL: `../web`, `../share/hearth/web` or (in a build)
 * `../../web` beside the program. */
MUST_USE enum status files_new(const char *dir, struct files **out);
void files_free(struct files *f); /* NULL is a no-op */
/** files_missing(f): the folder when no page lies in it yet, NULL when one does.  Borrowed from f. */
const char *files_missing(const struct files *f);

/** files_reply(f, req, rep): the file under req->path, 304 when the client has it, 404 otherwise.  "/" is index.html, a
 * name without a dot may leave .html out.  The strong entity tag is a hash of the content, remembered by time and size.
 */
void files_reply(struct files *f, const struct request *req, struct reply *rep);

#endif

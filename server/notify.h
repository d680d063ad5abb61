/* notify.h - live lines: who is told that a stream has grown.
 * Layer:  server.  May include: core/base, core/wire.
 * Invariants: (1) a line costs the same memory for ever: only the newest n of each stream waits in it; (2) a device has
 *         at most one line, a new one ends the old; (3) whoever may not read a stream is never told of it; (4) a parked
 *         line is woken at most once for each time it parked, and only while it is parked.
 * Thread-safe.  Knows nothing of HTTP: parking and waking are the caller's functions, called under the hub's lock.
 * Tests:  unit/test_notify.c system/ */
#ifndef HEARTH_NOTIFY_H
#define HEARTH_NOTIFY_H
#include <stdbool.h>

#include "store.h"

struct hub;
struct line;

MUST_USE enum status hub_new(struct hub **out);
void hub_free(struct hub *h); /* every line has left; NULL is a no-op */

/** hub_join(h, space, dev, role, now_s, out): a new line; an older one of the same device ends.  ST_BUSY: CAP_LINES are
 * open or the hub is closed.  ST_NOMEM. */
MUST_USE enum status hub_join(struct hub *h, const uint8_t space[ID_BYTES], const struct store_device *dev,
                              uint8_t role, int64_t now_s, struct line **out);
/** hub_leave(l): the line is gone (NULL is a no-op).  Never from inside park or wake. */
void hub_leave(struct line *l);

/** hub_tell(h, space, stream, n): after the commit.  Wakes whoever may read it. */
void hub_tell(struct hub *h, const uint8_t space[ID_BYTES], const struct store_stream *stream, uint64_t n);
/** line_tell(l, stream, n): this line alone (the heads it begins with). */
void line_tell(struct line *l, const struct store_stream *stream, uint64_t n);
/** hub_drop(h, space, device): a revoked device's line ends. */
void hub_drop(struct hub *h, const uint8_t space[ID_BYTES], const uint8_t device[ID_BYTES]);

/** hub_tick(h, now_s): pings what was silent for CAP_LINE_PING_S, ends what is older than CAP_LINE_LIFE_S. */
void hub_tick(struct hub *h, int64_t now_s);
/** hub_close(h): every line ends, none may join. */
void hub_close(struct hub *h);
size_t hub_count(struct hub *h);

enum line_next { LINE_TEXT, LINE_PARKED, LINE_END };
/** line_read(l, out, max, len, park, wake, ctx): what to send next; max >= LINE_TEXT_MAX.
 * LINE_TEXT: *len bytes.  LINE_PARKED: nothing now; park(ctx) was called, wake(ctx) will be.  LINE_END: over. */
#define LINE_TEXT_MAX 96u
enum line_next line_read(struct line *l, char *out, size_t max, size_t *len, void (*park)(void *), void (*wake)(void *),
                         void *ctx);

#endif

/* hearth.h - the core as its hosts see it: the browser's worker (wasm), the command line, the tests.
 * The only header that outsiders include.
 *
 * Shape: one struct hc is one person's view of one space.  Every call returns an enum hc_status; what it has to say
 * stands in the result buffer (hc_out), valid until the next call on the same core.  Text in and out is JSON
 * (spec/commands.md), bulk bytes are envelopes and frames (spec/event.md, spec/sync.md).
 * Time enters as an argument (now_ms, unix milliseconds, as double: exact to 2^53), randomness from the host's one
 * function.  No call blocks, logs or keeps a pointer to its arguments.  After any failure the core is as it was before.
 * Not thread-safe; use one core per thread. */
#ifndef HEARTH_H
#define HEARTH_H
#include <stddef.h>
#include <stdint.h>

struct hc;

/* Same numbers as core/base/status.h; 0 is success. */
typedef int32_t hc_status;

/** hc_new(): an empty, locked core; NULL when memory is refused.  hc_close(NULL) is a no-op; keys are wiped. */
struct hc *hc_new(void);
void hc_close(struct hc *c);

/** hc_pack(c, p, n): load the content pack (spec/pack.md); the bytes are copied.  Replaces an earlier pack.
 * MALFORMED, TOOBIG, NOMEM.  Needed before views that show content; costs about 1 ms for 1 MB. */
hc_status hc_pack(struct hc *c, const uint8_t *p, size_t n);

/** hc_vault(c, json, n, now_ms): everything about keys: found a space, unlock, join, let in, recover, sign a request,
 * seal a local note.  Result: JSON.  Passphrases never come here, only keys made by hc_kdf.  What founds, joins or recovers
 * begins anew: where it fails the core is locked, or as it was when the command could not be read. */
hc_status hc_vault(struct hc *c, const char *json, size_t n, double now_ms);

/** hc_sign(c, json, n, body, body_n): the Hearth-Auth header for {"server","method","target","ts"} over the body. */
hc_status hc_sign(struct hc *c, const char *json, size_t n, const uint8_t *body, size_t body_n);

/** hc_kdf(c, json, n): {"pass","salt","ops","kib"} -> {"L":hex}.  Takes kib kilobytes of memory that wasm never gives
 * back: call it on a core of a throw-away worker.  DENIED outside the floor and ceiling. */
hc_status hc_kdf(struct hc *c, const char *json, size_t n);

/** hc_act(c, json, n, now_ms): decide a command.  Result: JSON with sealed envelopes.  Changes nothing: the host
 * stores the envelopes in one strict transaction and then calls hc_own with each. */
hc_status hc_act(struct hc *c, const char *json, size_t n, double now_ms);

/** hc_own(c, p, n): one own envelope, stored and not yet received: applied.  CONFLICT: its dev_seq is not the next. */
hc_status hc_own(struct hc *c, const uint8_t *p, size_t n);

/** hc_take(c, stream, p, n, stored): frames of a stream (32 hex letters), from the server (stored 0: every check) or the own store
 * (stored 1).  Result: {"applied":k,"head":n,"own":dev_seq or 0,"void":v,"unread":u,"m_behind":bool,"alarm":name or null}.
 * void: broken by their author; unread: no key yet, or no memory for it (see hc_warm); m_behind: an author knew a newer M, fetch
 * M again.  DIVERGED: an alarm; what came before it is applied. */
hc_status hc_take(struct hc *c, const char *stream, const uint8_t *p, size_t n, int32_t stored);

/** hc_view(c, json, n, now_ms): a question; pure. Result: JSON. */
hc_status hc_view(struct hc *c, const char *json, size_t n, double now_ms);

/** hc_snapshot(c, mode): sealed pieces of 32 kB, one byte string.  Mode 0: the whole state.  1, hot: old long pages are left
 * out and named by their place, to be brought back with hc_warm.  2, chain: heads, membership and keys without records; on
 * top of it hc_warm over the stored frames rebuilds the state without hashing the chains again.  Own unsent events are in
 * none of them.
 * hc_open(c, p, n, more): state from a snapshot, on an unlocked core without events; it may come in parts, each of whole
 * pieces (u32 length | sealed), more 0 for the last.  In between the core signs and reads notes, and answers all else as if it were locked.  UNKNOWN: made by another
 * version, start from the log.  On failure the core is unlocked and empty. */
hc_status hc_snapshot(struct hc *c, int32_t mode);
hc_status hc_open(struct hc *c, const uint8_t *p, size_t n, int32_t more);

/** hc_warm(c, stream, p, n): frames read again from the own store: brings back texts a hot snapshot left out, and events
 * that could not be opened when they came ("unread" of hc_take), once their key is there: a new device's grants stand
 * behind the history that they open.  Doing it twice does no harm.  Result: {"warmed":k}. */
hc_status hc_warm(struct hc *c, const char *stream, const uint8_t *p, size_t n);

const uint8_t *hc_out(const struct hc *c);
size_t hc_out_len(const struct hc *c);

/** hc_alloc / hc_free: memory for arguments when the host cannot point into its own (wasm).  hc_free wipes. */
void *hc_alloc(size_t n);
void hc_free(void *p, size_t n);

#endif

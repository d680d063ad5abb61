/* auth.h - who signed a request (spec/sync.md "Authentication", spec/crypto.md 5).
 * Layer:  server.  May include: core/base, core/wire, core/crypto/verify.
 * Tests:  unit/test_route.c system/push.test.mjs */
#ifndef HEARTH_AUTH_H
#define HEARTH_AUTH_H
#include <stdbool.h>

#include "exchange.h"

/** auth_device(x, space): the request is signed by an active device of the space; x->dev is set.  false: the reply is
 * set (401 auth or clock, 403 denied, 503).  One small look-up and about 60 us. */
MUST_USE bool auth_device(struct exchange *x, const uint8_t space[ID_BYTES]);

/** auth_push(x, space): the same for a push, whose first envelope may be what makes the signer active (recovery); needs
 * x->push.  A revoked device is answered 409 `revoked`. */
MUST_USE bool auth_push(struct exchange *x, const uint8_t space[ID_BYTES]);

/** auth_early(x): what can be said from the header alone, before a body is taken in: missing, unreadable, clock; and, where one
 * comes, a space that is not there. */
MUST_USE bool auth_early(struct exchange *x);

#endif

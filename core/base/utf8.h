/* utf8.h - strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF.
 * Layer:  core/base.  Purity: looks at bytes, allocates nothing.
 * Tests:  unit/test_utf8.c */
#ifndef HEARTH_UTF8_H
#define HEARTH_UTF8_H
#include <stdbool.h>

#include "base/span.h"

/** utf8_valid(s): every byte of s belongs to a well-formed sequence.  The empty text is valid.  O(len). */
bool utf8_valid(struct span s);

/** utf8_count(s): number of code points in valid s (bytes that are no continuation, when s is not valid). */
size_t utf8_count(struct span s);


/** utf8_put(out, cp): encode one code point, returns 1..4; 0 for surrogates and values past U+10FFFF. */
size_t utf8_put(uint8_t out[4], uint32_t cp);

#endif

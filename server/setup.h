/* setup.h - tokens that let somebody found a space.  Layer: server.
 * 20 letters (100 bits) in five groups; the database keeps only the hash, and a token is good once. */
#ifndef HEARTH_SETUP_H
#define HEARTH_SETUP_H
#include "base/span.h"
#include "base/status.h"

#define SETUP_LETTERS 20u
#define SETUP_TEXT (SETUP_LETTERS + 4u + 1u)

/** setup_make(text, hash): a new token as it is printed, and the hash that is stored. */
void setup_make(char text[SETUP_TEXT], uint8_t hash[32]);
/** setup_read(text, hash): hash of a token as somebody typed it: case-blind, O for 0, I and L for 1, blanks and hyphens
 * ignored.  ST_MALFORMED: not 20 letters. */
MUST_USE enum status setup_read(struct span text, uint8_t hash[32]);

#endif

/* recovery.h - the paper code and the invite secret (spec/crypto.md 6-8).
 * Layer:  core/crypto. Tests: unit/test_recovery.c vectors/ */
#ifndef HEARTH_RECOVERY_H
#define HEARTH_RECOVERY_H
#include "crypto/keys.h"

#define RC_BYTES 16u
#define RC_LETTERS 28u
#define RC_TEXT (RC_LETTERS + 6u + 1u) /* seven groups of four, six blanks, NUL */
#define WORDS 8u

struct rc_keys { struct sign_pair login; uint8_t wrap[32]; };
struct invite_keys { uint8_t id[ID_BYTES], key[32], token[32], token_hash[32]; };

void rc_make(uint8_t rc[RC_BYTES]);
void rc_text(const uint8_t rc[RC_BYTES], char out[RC_TEXT]);
/** rc_read(text, rc): ST_MALFORMED wrong letters or length; ST_FORGED check letters do not fit (a typing slip). */
MUST_USE enum status rc_read(struct span text, uint8_t rc[RC_BYTES]);
void rc_derive(const uint8_t rc[RC_BYTES], struct rc_keys *out);
void rc_sign(const struct rc_keys *k, const uint8_t server[ID_BYTES], const uint8_t challenge[32], uint8_t sig[64]);

void invite_derive(const uint8_t s[32], struct invite_keys *out);
/** words_pair(a, b, out): eight indices 0..2047 from two public sides of 64 bytes each, same in either order.
 * words_head: of a stream head. */
void words_pair(const uint8_t a[64], const uint8_t b[64], uint16_t out[WORDS]);
void words_head(const uint8_t stream[ID_BYTES], uint64_t n, const uint8_t R[HASH_BYTES], uint16_t out[WORDS]);

#endif

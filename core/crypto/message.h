/* message.h - the exact bytes that each signature covers (spec/crypto.md 4, 5), shared by those who sign and those who
 * check, so that the two can never differ.
 * Layer:  core/crypto, private to it.  May include: core/base, core/wire.
 * Tests:  through verify, keys, seal and recovery. */
#ifndef HEARTH_MESSAGE_H
#define HEARTH_MESSAGE_H
#include "crypto/verify.h"

#define MSG_EVENT (16u + ENV_HEADER + HASH_BYTES)
#define MSG_DEVLIST (18u + ID_BYTES + 4u + 1u + DEVICES_MAX * 80u)
#define MSG_APPROVAL (17u + 2u * ID_BYTES + 1u + 64u)
#define MSG_RECOVER (18u + ID_BYTES + 32u)
#define MSG_HTTP (15u + ID_BYTES + 16u + HTTP_TARGET_MAX + 1u + 20u + 1u + HASH_BYTES)
#define MSG_JOIN (15u + HASH_BYTES + JOIN_BODY_MAX)

/* Each returns how many bytes of out are used; 0 when an input passes its ceiling (nothing is signed or holds then). */
size_t msg_event(const uint8_t header[ENV_HEADER], struct span ct, uint8_t out[MSG_EVENT]);
size_t msg_devlist(const struct devlist *l, const uint8_t member[ID_BYTES], uint8_t out[MSG_DEVLIST]);
size_t msg_approval(const uint8_t space[ID_BYTES], const struct structure *s, uint8_t out[MSG_APPROVAL]);
size_t msg_recover(const uint8_t server[ID_BYTES], const uint8_t challenge[32], uint8_t out[MSG_RECOVER]);
size_t msg_http(const uint8_t server[ID_BYTES], const char *method, struct span target, int64_t ts, struct span body,
		uint8_t out[MSG_HTTP]);
size_t msg_join(struct span blob, struct span body, uint8_t out[MSG_JOIN]);

/** msg_decimal(v, out): v >= 0 in decimal, no NUL; returns the number of digits (at most 20). */
size_t msg_decimal(int64_t v, char out[20]);

#endif

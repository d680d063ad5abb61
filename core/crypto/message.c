/* message.c - what signatures cover. */
#include "crypto/message.h"

static uint8_t *put(uint8_t *p, const void *src, size_t n)
{
	if (n != 0)
		memcpy(p, src, n);
	return p + n;
}

/* Every label ends in its zero byte, so that no label is the beginning of another message. */
#define PUT_LABEL(p, text) put(p, text, sizeof(text))

static uint8_t *put_hash(uint8_t *p, struct span s)
{
	hash32(p, "", &s, 1);
	return p + HASH_BYTES;
}

size_t msg_event(const uint8_t header[ENV_HEADER], struct span ct, uint8_t out[MSG_EVENT])
{
	uint8_t *p = PUT_LABEL(out, "hearth/v1/event");
	p = put(p, header, ENV_HEADER);
	p = put_hash(p, ct);
	return (size_t)(p - out);
}

size_t msg_devlist(const struct devlist *l, const uint8_t member[ID_BYTES], uint8_t out[MSG_DEVLIST])
{
	if (l->count == 0 || l->count > DEVICES_MAX)
		return 0;
	uint8_t *p = PUT_LABEL(out, "hearth/v1/devices");
	p = put(p, member, ID_BYTES);
	put_u32(p, l->version);
	p[4] = (uint8_t)l->count;
	p += 5;
	for (uint32_t i = 0; i < l->count; i++) {
		p = put(p, l->dev[i].id, ID_BYTES);
		p = put(p, l->dev[i].ds, 32);
		p = put(p, l->dev[i].dx, 32);
	}
	return (size_t)(p - out);
}

size_t msg_approval(const uint8_t space[ID_BYTES], const struct structure *s, uint8_t out[MSG_APPROVAL])
{
	uint8_t *p = PUT_LABEL(out, "hearth/v1/member");
	p = put(p, space, ID_BYTES);
	p = put(p, s->member, ID_BYTES);
	p = put(p, &s->role, 1);
	p = put(p, s->iks, 32);
	p = put(p, s->ikb, 32);
	return (size_t)(p - out);
}

size_t msg_recover(const uint8_t server[ID_BYTES], const uint8_t challenge[32], uint8_t out[MSG_RECOVER])
{
	uint8_t *p = PUT_LABEL(out, "hearth/v1/recover");
	p = put(p, server, ID_BYTES);
	p = put(p, challenge, 32);
	return (size_t)(p - out);
}

size_t msg_decimal(int64_t v, char out[20])
{
	char back[20];
	size_t n = 0;
	do {
		back[n++] = (char)('0' + v % 10);
		v /= 10;
	} while (v > 0);
	for (size_t i = 0; i < n; i++)
		out[i] = back[n - 1 - i];
	return n;
}

size_t msg_http(const uint8_t server[ID_BYTES], const char *method, struct span target, int64_t ts, struct span body,
		uint8_t out[MSG_HTTP])
{
	size_t len = strlen(method);
	/* a zero byte inside would let one field pass for the next */
	if (ts < 0 || len > 15 || target.len == 0 || target.len > HTTP_TARGET_MAX ||
	    memchr(target.p, 0, target.len) != NULL)
		return 0;
	char digits[20];
	uint8_t *p = PUT_LABEL(out, "hearth/v1/http");
	p = put(p, server, ID_BYTES);
	p = put(p, method, len + 1);
	p = put(p, target.p, target.len);
	*p++ = 0;
	p = put(p, digits, msg_decimal(ts, digits));
	*p++ = 0;
	p = put_hash(p, body);
	return (size_t)(p - out);
}

size_t msg_join(struct span blob, struct span body, uint8_t out[MSG_JOIN])
{
	if (body.len > JOIN_BODY_MAX)
		return 0;
	uint8_t *p = PUT_LABEL(out, "hearth/v1/join");
	p = put_hash(p, blob);
	p = put(p, body.p, body.len);
	return (size_t)(p - out);
}

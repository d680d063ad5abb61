/* fuzz_wrap.c - texts and wraps that people or a server hand in: paper codes, base64, request headers, wraps. */
#include "crypto/recovery.h"
#include "crypto/seal.h"
#include "fuzz.h"

static void wraps(struct span s)
{
	static const uint8_t K[32] = {7};
	struct buf b;
	buf_init(&b, alloc_heap(), s.len + 64);
	HOLDS(wrap_open(K, "cold", s, &b) == (s.len < WRAP_OVERHEAD ? ST_MALFORMED : ST_FORGED) && b.len == 0);
	if (s.len < 4096) {
		struct buf w;
		buf_init(&w, alloc_heap(), 8192);
		HOLDS(wrap_seal(K, "cold", s, &w) == ST_OK);
		HOLDS(wrap_open(K, "cold", buf_span(&w), &b) == ST_OK && span_equal(buf_span(&b), s));
		buf_clear(&w);
	}
	buf_clear(&b);
}

static void texts(struct span s)
{
	uint8_t rc[RC_BYTES], again[RC_BYTES], raw[512];
	char text[RC_TEXT], b64[700], claim[64];
	struct http_claim c;
	size_t n;
	if (rc_read(s, rc) == ST_OK) {
		rc_text(rc, text);
		HOLDS(rc_read(span_text(text), again) == ST_OK && memcmp(rc, again, RC_BYTES) == 0);
	}
	if (b64_read(s, raw, sizeof raw, &n) == ST_OK)
		HOLDS(b64_write(raw, n, b64) == s.len && memcmp(b64, s.p, s.len) == 0);
	if (http_claim_parse(s, &c) == ST_OK) {
		hex_write(c.device, ID_BYTES, claim);
		HOLDS(c.ts >= 0);
	}
	if (s.len / 2 <= sizeof raw)
		HOLDS(hex_read(s, raw, s.len / 2) == ST_OK || s.len != 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wraps(span_make(data, size));
	texts(span_make(data, size));
	return 0;
}

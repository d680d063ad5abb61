/* test_verify.c - ids, chain, signatures of lists, approvals, requests; text forms of bytes. */
#include <stdio.h>

#include "check.h"
#include "house.h"

static void test_ids(void **state)
{
	(void)state;
	struct house h;
	uint8_t a[ID_BYTES], b[ID_BYTES];
	house_found(&h, 4);
	member_id(h.id[0].s.pk, h.id[0].b.pk, a);
	assert_memory_equal(a, h.id[0].member, ID_BYTES);
	member_id(h.id[0].b.pk, h.id[0].s.pk, b);
	assert_memory_not_equal(a, b, ID_BYTES);
	device_id(h.id[0].s.pk, h.id[0].b.pk, b);
	assert_memory_not_equal(a, b, ID_BYTES); /* the label tells them apart */
	for (int c = CLASS_M; c <= CLASS_C; c++)
		for (int d = CLASS_M; d < c; d++) {
			stream_id(h.space, (enum stream_class)c, NULL, 0, a);
			stream_id(h.space, (enum stream_class)d, NULL, 0, b);
			assert_memory_not_equal(a, b, ID_BYTES);
		}
	stream_id(h.space, CLASS_S, NULL, 1, b);
	assert_memory_not_equal(h.s.stream, b, ID_BYTES);
	house_clear(&h);
}

/* The chain covers n, minute, header, ct and signature. */
static void test_chain(void **state)
{
	(void)state;
	struct house h;
	struct envelope e;
	uint8_t R0[HASH_BYTES], R[HASH_BYTES], x[HASH_BYTES], env[ENV_HEADER + 512 + ENV_SIG];
	house_found(&h, 5);
	house_say(&h, &h.s, 0, 0, "a");
	struct frame f = tape_frame(&h.s, 1);
	memcpy(env, f.env.p, sizeof env);
	assert_int_equal(env_parse(span_make(env, sizeof env), &e, NULL), ST_OK);
	chain_start(h.space, h.s.stream, R0);
	chain_next(R0, 1, f.minute, &e, R);
	assert_memory_equal(R, h.s.R, HASH_BYTES);
	chain_next(R0, 2, f.minute, &e, x);
	assert_memory_not_equal(x, R, HASH_BYTES);
	chain_next(R0, 1, f.minute + 1, &e, x);
	assert_memory_not_equal(x, R, HASH_BYTES);
	for (size_t at = 0; at < sizeof env; at += 31) {
		env[at] ^= 1;
		chain_next(R0, 1, f.minute, &e, x);
		assert_memory_not_equal(x, R, HASH_BYTES);
		env[at] ^= 1;
	}
	memcpy(x, R0, HASH_BYTES);
	chain_next(x, 1, f.minute, &e, x); /* in place */
	assert_memory_equal(x, R, HASH_BYTES);
	house_clear(&h);
}

static void test_devlist(void **state)
{
	(void)state;
	struct house h;
	struct devlist good, l;
	house_found(&h, 6);
	house_list(&h, 0, 5, 7, &good);
	const uint8_t *who = h.id[0].member, *iks = h.id[0].s.pk;
	assert_int_equal(verify_devlist(&good, who, iks), ST_OK);
	assert_int_equal(verify_devlist(&good, h.id[1].member, iks), ST_FORGED);
	assert_int_equal(verify_devlist(&good, who, h.id[1].s.pk), ST_FORGED);
	for (size_t at = 0; at < 3 * sizeof l.dev[0]; at++) {
		l = good;
		((uint8_t *)l.dev)[at] ^= 0x10;
		assert_int_equal(verify_devlist(&l, who, iks), ST_FORGED);
	}
	for (size_t bit = 0; bit < 512; bit++) {
		l = good;
		l.sig[bit / 8] ^= (uint8_t)(1u << bit % 8);
		assert_int_equal(verify_devlist(&l, who, iks), ST_FORGED);
	}
	static const uint32_t counts[] = {0, 2, 4, 17, UINT32_MAX};
	for (size_t i = 0; i < COUNT(counts); i++) {
		l = good;
		l.count = counts[i];
		assert_int_equal(verify_devlist(&l, who, iks), ST_FORGED);
	}
	l = good;
	l.version++;
	assert_int_equal(verify_devlist(&l, who, iks), ST_FORGED);
	house_clear(&h);
}

static void test_approval(void **state)
{
	(void)state;
	struct house h;
	struct structure good, s;
	house_found(&h, 8);
	house_member(&h, &good);
	assert_memory_equal(good.approver, h.id[0].member, ID_BYTES);
	assert_int_equal(verify_approval(h.space, &good, h.id[0].s.pk), ST_OK);
	assert_int_equal(verify_approval(h.space, &good, h.id[1].s.pk), ST_FORGED);
	assert_int_equal(verify_approval(h.s.stream, &good, h.id[0].s.pk), ST_FORGED);
	uint8_t *field[] = {s.member, s.iks, s.ikb, &s.role, s.approval};
	for (size_t i = 0; i < COUNT(field); i++) {
		s = good;
		*field[i] ^= 2;
		assert_int_equal(verify_approval(h.space, &s, h.id[0].s.pk), ST_FORGED);
	}
	house_clear(&h);
}

static void test_http(void **state)
{
	(void)state;
	struct house h;
	struct http_claim c, bad;
	char text[HTTP_CLAIM_MAX];
	uint8_t server[ID_BYTES] = {1, 2, 3}, other[ID_BYTES] = {1, 2, 4};
	house_found(&h, 10);
	const struct device_keys *k = &h.dev[0][0];
	struct span path = span_text("/v1/s/00/heads?x=1"), body = span_text("body");
	http_sign(k, server, "GET", path, 1754000000, body, text);
	assert_int_equal(http_claim_parse(span_text(text), &c), ST_OK);
	assert_int_equal(c.ts, 1754000000);
	assert_memory_equal(c.device, k->device, ID_BYTES);
	assert_int_equal(verify_http(&c, server, "GET", path, body, k->s.pk), ST_OK);
	assert_int_equal(verify_http(&c, other, "GET", path, body, k->s.pk), ST_FORGED);
	assert_int_equal(verify_http(&c, server, "PUT", path, body, k->s.pk), ST_FORGED);
	assert_int_equal(verify_http(&c, server, "GET", span_text("/v1/s/00/heads"), body, k->s.pk), ST_FORGED);
	assert_int_equal(verify_http(&c, server, "GET", path, span_text("b0dy"), k->s.pk), ST_FORGED);
	assert_int_equal(verify_http(&c, server, "GET", path, body, h.dev[0][1].s.pk), ST_FORGED);
	bad = c;
	bad.ts++;
	assert_int_equal(verify_http(&bad, server, "GET", path, body, k->s.pk), ST_FORGED);
	/* targets that could pass for another message, or have no room, are not signed at all */
	static char longest[HTTP_TARGET_MAX + 1];
	memset(longest, 'a', sizeof longest);
	const struct span refused[] = {{(const uint8_t *)"/a\0/b", 5}, {NULL, 0}, {(const uint8_t *)longest, sizeof longest}};
	for (size_t i = 0; i < COUNT(refused); i++) {
		http_sign(k, server, "GET", refused[i], 1, body, text);
		assert_string_equal(text, "");
		assert_int_equal(verify_http(&c, server, "GET", refused[i], body, k->s.pk), ST_FORGED);
	}
	http_sign(k, server, "GET", path, -1, body, text);
	assert_string_equal(text, "");
	http_sign(k, server, "GET", span_make(longest, HTTP_TARGET_MAX), 0, span_make(NULL, 0), text);
	assert_int_equal(http_claim_parse(span_text(text), &c), ST_OK);
	assert_int_equal(verify_http(&c, server, "GET", span_make(longest, HTTP_TARGET_MAX), span_make(NULL, 0), k->s.pk), ST_OK);
	house_clear(&h);
}

#define DEV "00112233445566778899aabbccddeeff"
#define SIG43 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
static void test_claim(void **state)
{
	static const struct {
		const char *text;
		enum status st;
	} t[] = {
	    {"v1 " DEV " 17 " SIG43 SIG43, ST_OK},
	    {"v1 00112233445566778899AABBCCDDEEFF 0 " SIG43 SIG43, ST_OK},
	    {"v1 " DEV " 999999999999999 " SIG43 SIG43, ST_OK},
	    {"v1 " DEV " 9999999999999999 " SIG43 SIG43, ST_MALFORMED},
	    {"v1 " DEV " 017 " SIG43 SIG43, ST_MALFORMED},
	    {"v1 " DEV " -17 " SIG43 SIG43, ST_MALFORMED},
	    {"v1 " DEV "  17 " SIG43 SIG43, ST_MALFORMED},
	    {"v1 " DEV " 17" SIG43 SIG43, ST_MALFORMED},
	    {"v1 " DEV " 17 " SIG43 SIG43 " ", ST_MALFORMED},
	    {"v1 " DEV " 17 " SIG43 SIG43 "=", ST_MALFORMED},
	    {"v1 " DEV " 17 " SIG43, ST_MALFORMED},
	    {"v1 " DEV " 17 " SIG43 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", ST_MALFORMED},
	    {"v1 " DEV " 17 ", ST_MALFORMED},
	    {"v1 " DEV " 17", ST_MALFORMED},
	    {"v1 " DEV " ", ST_MALFORMED},
	    {"v1 " DEV, ST_MALFORMED},
	    {"v2 " DEV " 17 " SIG43 SIG43, ST_MALFORMED},
	    {"v1 0011223344556677889 9aabbccddeeff 17 " SIG43 SIG43, ST_MALFORMED},
	    {"", ST_MALFORMED},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++) {
		struct http_claim c;
		CHECK_STATUS(t[i].text, http_claim_parse(span_text(t[i].text), &c), t[i].st);
	}
}

static void test_join(void **state)
{
	(void)state;
	struct house h;
	uint8_t sig[64];
	static uint8_t big[JOIN_BODY_MAX + 1];
	struct span blob = span_text("blob"), body = span_text("body");
	house_found(&h, 11);
	const struct device_keys *k = &h.dev[1][0];
	assert_int_equal(join_sign(k, blob, body, sig), ST_OK);
	assert_int_equal(verify_join(k->s.pk, blob, body, sig), ST_OK);
	assert_int_equal(verify_join(k->s.pk, body, blob, sig), ST_FORGED);
	assert_int_equal(verify_join(h.dev[0][0].s.pk, blob, body, sig), ST_FORGED);
	assert_int_equal(join_sign(k, blob, span_make(big, sizeof big), sig), ST_TOOBIG);
	assert_int_equal(verify_join(k->s.pk, blob, span_make(big, sizeof big), sig), ST_FORGED);
	house_clear(&h);
}

static void test_text(void **state)
{
	static const struct {
		const char *b64, *hex;
	} same[] = {{"", ""}, {"AA", "00"}, {"_w", "ff"}, {"-_8", "fbff"}, {"AAEC", "000102"}, {"__79_A", "fffefdfc"}};
	static const struct {
		const char *text;
		enum status st;
	} bad[] = {{"A", ST_MALFORMED},	   {"AB", ST_MALFORMED},   {"AAB", ST_MALFORMED}, {"AA==", ST_MALFORMED},
		   {"A+AA", ST_MALFORMED}, {"A/AA", ST_MALFORMED}, {"AA A", ST_MALFORMED}, {"AAAAAAAA", ST_TOOBIG}};
	(void)state;
	for (size_t i = 0; i < COUNT(same); i++) {
		uint8_t want[8], got[8];
		char text[16] = {0};
		size_t n = unhex(same[i].hex, want, sizeof want), m = 99;
		assert_int_equal(b64_write(want, n, text), strlen(same[i].b64));
		assert_string_equal(text, same[i].b64);
		CHECK_STATUS(text, b64_read(span_text(text), got, sizeof got, &m), ST_OK);
		assert_int_equal(m, n);
		assert_memory_equal(got, want, n);
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		uint8_t got[4];
		size_t n;
		CHECK_STATUS(bad[i].text, b64_read(span_text(bad[i].text), got, sizeof got, &n), bad[i].st);
	}
	uint8_t x[2];
	char hex[5] = {0};
	assert_int_equal(hex_read(span_text("a1B2"), x, 2), ST_OK);
	hex_write(x, 2, hex);
	assert_string_equal(hex, "a1b2");
	static const char *const nohex[] = {"", "a1b", "a1b22", "a1bg", "a1 2", "a1b@", "G1b2"};
	for (size_t i = 0; i < COUNT(nohex); i++)
		CHECK_STATUS(nohex[i], hex_read(span_text(nohex[i]), x, 2), ST_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ids),	  cmocka_unit_test(test_chain), cmocka_unit_test(test_devlist),
	    cmocka_unit_test(test_approval), cmocka_unit_test(test_http),	cmocka_unit_test(test_claim),
	    cmocka_unit_test(test_join), cmocka_unit_test(test_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

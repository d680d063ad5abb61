/* test_recovery.c - the paper code as people write it, invites, words. */
#include "check.h"
#include "crypto/recovery.h"
#include "seeded.h"

static void test_code(void **state)
{
	(void)state;
	seeded_start(20);
	for (int i = 0; i < 200; i++) {
		uint8_t rc[RC_BYTES], back[RC_BYTES];
		char text[RC_TEXT];
		rc_make(rc);
		rc_text(rc, text);
		assert_int_equal(strlen(text), RC_TEXT - 1);
		assert_int_equal(strspn(text, "0123456789ABCDEFGHJKMNPQRSTVWXYZ "), RC_TEXT - 1);
		assert_int_equal(rc_read(span_text(text), back), ST_OK);
		assert_memory_equal(rc, back, RC_BYTES);
	}
}

/* Every single letter mistaken for every other: never read as a code, but for a chance of 2^-10 that the check letters
 * fit, which this seed does not meet for most. */
static void test_slips(void **state)
{
	(void)state;
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	uint8_t rc[RC_BYTES], back[RC_BYTES];
	char text[RC_TEXT];
	int tried = 0, slipped = 0;
	seeded_start(21);
	rc_make(rc);
	rc_text(rc, text);
	for (size_t i = 0; i < RC_TEXT - 1; i++)
		for (size_t j = 0; text[i] != ' ' && j < 32; j++) {
			char was = text[i];
			if (was == letters[j])
				continue;
			text[i] = letters[j];
			enum status st = rc_read(span_text(text), back);
			assert_true(st == ST_FORGED || st == ST_OK);
			slipped += st == ST_OK;
			tried++;
			text[i] = was;
		}
	assert_int_equal(tried, 28 * 31);
	assert_true(slipped <= 5);
}

static void test_reading(void **state)
{
	(void)state;
	uint8_t rc[RC_BYTES] = {0}, back[RC_BYTES];
	char text[RC_TEXT], x[128];
	rc_text(rc, text);
	assert_memory_equal(text, "0000 0000 0000 0000 0000 0000 00", 32);
	size_t n = 0;
	for (const char *p = text; *p != '\0'; p++) { /* as a tired hand writes it */
		x[n++] = *p == '0' ? 'o' : *p == '1' ? 'l' : *p == ' ' ? '-' : (char)(*p >= 'A' ? *p + 32 : *p);
		x[n++] = ' ';
	}
	assert_int_equal(rc_read(span_make(x, n), back), ST_OK);
	assert_memory_equal(rc, back, RC_BYTES);
	static const char *const bad[] = {"", "0", "0000 0000 0000 0000 0000 0000 000", "U000 0000 0000 0000 0000 0000 0000",
					  "0000 0000 0000 0000 0000 0000 0000 0", "0000.0000.0000.0000.0000.0000.0000",
					  "\xc3\xa4", "0000 0000 0000 0000 0000 0000 00\t0"};
	for (size_t i = 0; i < COUNT(bad); i++)
		CHECK_STATUS(bad[i], rc_read(span_text(bad[i]), back), ST_MALFORMED);
	memcpy(x, text, RC_TEXT); /* the 26th letter carries three bits; its last two must be zero */
	x[31] = '1';
	assert_int_equal(rc_read(span_text(x), back), ST_FORGED);
}

static void test_derive(void **state)
{
	(void)state;
	uint8_t rc[RC_BYTES] = {1}, server[ID_BYTES] = {2}, challenge[32] = {3}, sig[64];
	struct rc_keys a, b;
	struct invite_keys i;
	rc_derive(rc, &a);
	rc_derive(rc, &b);
	assert_memory_equal(&a, &b, sizeof a);
	rc_sign(&a, server, challenge, sig);
	assert_int_equal(verify_recover(a.login.pk, server, challenge, sig), ST_OK);
	challenge[0] ^= 1;
	assert_int_equal(verify_recover(a.login.pk, server, challenge, sig), ST_FORGED);
	challenge[0] ^= 1;
	server[0] ^= 1;
	assert_int_equal(verify_recover(a.login.pk, server, challenge, sig), ST_FORGED);
	server[0] ^= 1;
	rc[0] ^= 1;
	rc_derive(rc, &b);
	assert_int_equal(verify_recover(b.login.pk, server, challenge, sig), ST_FORGED);
	invite_derive(challenge, &i);
	uint8_t h[32];
	struct span token = {i.token, 32};
	hash32(h, "", &token, 1);
	assert_memory_equal(h, i.token_hash, 32);
	assert_memory_not_equal(i.key, i.token, 32);
}

static void test_words(void **state)
{
	(void)state;
	uint8_t a[64], b[64], R[HASH_BYTES] = {0};
	uint16_t one[WORDS], two[WORDS];
	seeded_start(22);
	for (int i = 0; i < 64; i++) {
		a[i] = (uint8_t)seeded_below(256);
		b[i] = (uint8_t)seeded_below(256);
	}
	words_pair(a, b, one);
	words_pair(b, a, two);
	assert_memory_equal(one, two, sizeof one);
	for (size_t i = 0; i < WORDS; i++)
		assert_true(one[i] < 2048);
	b[63] ^= 1;
	words_pair(a, b, two);
	assert_memory_not_equal(one, two, sizeof one);
	words_head(a, 1, R, one);
	words_head(a, 2, R, two);
	assert_memory_not_equal(one, two, sizeof one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_code), cmocka_unit_test(test_slips),
					   cmocka_unit_test(test_reading), cmocka_unit_test(test_derive),
					   cmocka_unit_test(test_words)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

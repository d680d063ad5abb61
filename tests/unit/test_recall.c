/* test_recall.c - challenges of the recovery login, and set-up tokens. */
#include <ctype.h>
#include <sodium.h>

#include "caps.h"
#include "check.h"
#include "recall.h"
#include "setup.h"

static void test_challenge(void **state)
{
	struct recall *r;
	uint8_t ann[32] = {1}, ben[32] = {2}, c[CHALLENGE_BYTES], d[CHALLENGE_BYTES];
	(void)state;
	assert_int_equal(recall_new(&r), ST_OK);
	recall_make(r, ann, 1000, c);
	recall_make(r, ann, 1000, d);
	assert_memory_not_equal(c, d, sizeof c);
	assert_true(recall_fresh(r, ann, c, 1000));
	assert_true(recall_fresh(r, ann, c, 1000 + CAP_CHALLENGE_S));
	assert_false(recall_fresh(r, ann, c, 1001 + CAP_CHALLENGE_S));
	assert_false(recall_fresh(r, ann, c, 999));
	assert_false(recall_fresh(r, ben, c, 1000));
	for (size_t i = 0; i < sizeof c; i++) {
		c[i] ^= 1;
		assert_false(recall_fresh(r, ann, c, 1000));
		c[i] ^= 1;
	}
	assert_int_equal(recall_spend(r, c, 1000), ST_OK);
	assert_int_equal(recall_spend(r, c, 1000), ST_CONFLICT);
	assert_int_equal(recall_spend(r, d, 1000), ST_OK);
	recall_free(r);
}

static void test_full(void **state)
{
	struct recall *r;
	uint8_t c[CHALLENGE_BYTES] = {0};
	(void)state;
	assert_int_equal(recall_new(&r), ST_OK);
	for (uint32_t i = 0; i < CAP_CHALLENGES_USED; i++) {
		memcpy(c, &i, sizeof i);
		assert_int_equal(recall_spend(r, c, 1000), ST_OK);
	}
	memset(c, 0xff, sizeof c);
	assert_int_equal(recall_spend(r, c, 1000), ST_BUSY);
	assert_int_equal(recall_spend(r, c, 1001 + CAP_CHALLENGE_S), ST_OK);
	recall_free(r);
}

static void test_token(void **state)
{
	char text[SETUP_TEXT], typed[64];
	uint8_t a[32], b[32];
	static const char *const bad[] = {"", "AAAA", "AAAA-AAAA-AAAA-AAAA-AAAAA", "AAAA-AAAA-AAAA-AAAA-AAAU",
	                                  "AAAA\xc3\xa4"};
	(void)state;
	setup_make(text, a);
	assert_int_equal(strlen(text), SETUP_TEXT - 1);
	assert_int_equal(setup_read(span_text(text), b), ST_OK);
	assert_memory_equal(a, b, sizeof a);
	for (size_t i = 0; i <= strlen(text); i++) /* as somebody in a hurry types it */
		typed[i] = text[i] == '0' ? 'o' : text[i] == '1' ? 'l' : text[i] == '-' ? ' ' : (char)tolower(text[i]);
	assert_int_equal(setup_read(span_text(typed), b), ST_OK);
	assert_memory_equal(a, b, sizeof a);
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(setup_read(span_text(bad[i]), b), ST_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_challenge),
	    cmocka_unit_test(test_full),
	    cmocka_unit_test(test_token),
	};
	return sodium_init() < 0 || cmocka_run_group_tests(tests, NULL, NULL);
}

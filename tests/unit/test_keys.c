/* test_keys.c - making and deriving keys, the bounds of the key derivation, the ring. */
#include "check.h"
#include "crypto/ring.h"
#include "seeded.h"

static void test_make(void **state)
{
	(void)state;
	struct identity a, b;
	struct device_keys d, e;
	uint8_t seed[32], zero[sizeof a] = {0};
	seeded_start(1);
	identity_make(&a);
	identity_make(&b);
	assert_memory_not_equal(a.member, b.member, ID_BYTES);
	memcpy(seed, a.s.sk, 32); /* Ed25519: the secret key begins with the seed */
	identity_from(seed, a.b.sk, &b);
	assert_memory_equal(&a, &b, sizeof a);
	device_make(&d);
	memcpy(seed, d.s.sk, 32);
	device_from(seed, d.b.sk, &e);
	assert_memory_equal(&d, &e, sizeof d);
	keys_wipe(&a, sizeof a);
	assert_memory_equal(&a, zero, sizeof a);
}

static void test_argon2(void **state)
{
	static const struct {
		uint32_t ops, kib;
		enum status st;
	} t[] = {
	    {2, 65536, ST_DENIED},  {3, 65535, ST_DENIED},   {0, 0, ST_DENIED},		 {11, 65536, ST_DENIED},
	    {3, 262145, ST_DENIED}, {UINT32_MAX, UINT32_MAX, ST_DENIED}, {3, 65536, ST_OK},
	};
	(void)state;
	uint8_t salt[16] = {1}, k[32] = {0}, other[32], zero[32] = {0};
	for (size_t i = 0; i < COUNT(t); i++) {
		CHECK_STATUS("argon2", keys_argon2(span_text("pass"), salt, t[i].ops, t[i].kib, k), t[i].st);
		if (t[i].st != ST_OK)
			assert_memory_equal(k, zero, 32);
	}
	assert_int_equal(keys_argon2(span_text("Pass"), salt, 3, 65536, other), ST_OK);
	assert_memory_not_equal(k, other, 32);
	assert_int_equal(keys_argon2(span_make(NULL, 0), salt, 3, 65536, other), ST_OK);
	keys_derive(k, 1, other);
	keys_derive(k, 2, zero);
	assert_memory_not_equal(other, zero, 32);
}

static void test_names(void **state)
{
	(void)state;
	uint8_t K[32] = {1}, other[32] = {2}, a[ID_BYTES], b[ID_BYTES], zero[ID_BYTES] = {0};
	char longest[NAME_MAX_BYTES + 1];
	memset(longest, 'x', sizeof longest);
	assert_int_equal(keys_name(K, "one", span_text("name"), a), ST_OK);
	assert_int_equal(keys_name(K, "one", span_text("name"), b), ST_OK);
	assert_memory_equal(a, b, sizeof a);
	assert_int_equal(keys_name(other, "one", span_text("name"), b), ST_OK);
	assert_memory_not_equal(a, b, sizeof a);
	assert_int_equal(keys_name(K, "two", span_text("name"), b), ST_OK);
	assert_memory_not_equal(a, b, sizeof a);
	assert_int_equal(keys_name(K, "onen", span_text("ame"), b), ST_OK); /* a label ends where it ends */
	assert_memory_not_equal(a, b, sizeof a);
	assert_int_equal(keys_name(K, "one", span_make(NULL, 0), b), ST_OK);
	assert_int_equal(keys_name(K, "one", span_make(longest, NAME_MAX_BYTES), b), ST_OK);
	memset(b, 0, sizeof b);
	assert_int_equal(keys_name(K, "one", span_make(longest, sizeof longest), b), ST_TOOBIG);
	assert_int_equal(keys_name(K, "a label much longer than labels are", span_text("name"), b), ST_TOOBIG);
	assert_memory_equal(b, zero, sizeof b);
}

static void test_ring(void **state)
{
	(void)state;
	static struct ring r;
	struct stream_key k, again;
	uint8_t stream[ID_BYTES] = {1}, other[ID_BYTES] = {2};
	seeded_start(2);
	ring_clear(&r);
	assert_null(ring_newest(&r, stream));
	for (uint32_t e = RING_MAX; e > 0; e--) { /* newest first */
		stream_key_make(stream, e, &k);
		assert_int_equal(ring_add(&r, &k), ST_OK);
		assert_int_equal(ring_add(&r, &k), ST_OK);
	}
	assert_int_equal(r.count, RING_MAX);
	assert_int_equal(ring_newest(&r, stream)->epoch, RING_MAX);
	assert_int_equal(ring_at(&r, stream, 1)->epoch, 1);
	assert_null(ring_at(&r, other, 1));
	struct envelope e = {.epoch = 1};
	memcpy(e.stream, stream, ID_BYTES);
	memcpy(e.key_id, k.id, ID_BYTES);
	assert_ptr_equal(ring_for(&r, &e), ring_at(&r, stream, 1));
	e.epoch = 2; /* the id of another epoch's key */
	assert_null(ring_for(&r, &e));
	stream_key_make(stream, 1, &again);
	assert_int_equal(ring_add(&r, &again), ST_CONFLICT);
	stream_key_make(other, 1, &again);
	assert_int_equal(ring_add(&r, &again), ST_TOOBIG);
	ring_clear(&r);
	const uint8_t *p = (const uint8_t *)&r;
	for (size_t i = 0; i < sizeof r; i++)
		assert_int_equal(p[i], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_make), cmocka_unit_test(test_argon2), cmocka_unit_test(test_names),
					   cmocka_unit_test(test_ring)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

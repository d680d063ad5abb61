/* test_map.c - finding, order, ceiling, and the same order under every seed. */
#include "base/map.h"
#include "check.h"

static void make_key(uint8_t *key, size_t n, uint32_t i)
{
	memset(key, 0xa5, n);
	for (size_t k = 0; k < 4; k++)
		key[n - 1 - k] = (uint8_t)(i >> (8 * k)); /* keys that differ in their last bytes only */
}

static const struct {
	size_t key_len, val_len;
	uint32_t entries;
	uint64_t seed;
} shapes[] = {
    {16, 8, 5000, 0},          {16, 0, 300, 1},         {17, 1, 300, 2},     {20, 3, 300, UINT64_MAX},
    {24, 40, 1000, 0x1234567}, {31, 16, 300, 1u << 31}, {32, 100, 2000, 99},
};

/* map_take, and the value put there. */
MUST_USE static enum status put(struct map *m, const void *key, const void *value)
{
	void *to;
	enum status st = map_take(m, key, &to, NULL);
	if (st == ST_OK && value != NULL)
		memcpy(to, value, m->val_len);
	return st;
}

static void fill(struct map *m, uint32_t n)
{
	uint8_t key[MAP_KEY_MAX], value[128];
	for (uint32_t i = 0; i < n; i++) {
		make_key(key, m->key_len, i * 2654435761u);
		memset(value, (int)(i & 0xff), sizeof value);
		assert_int_equal(map_index(m, key), MAP_NONE);
		assert_null(map_get(m, key));
		assert_int_equal(put(m, key, value), ST_OK);
		assert_int_equal(m->count, i + 1);
	}
}

static void verify(const struct map *m, uint32_t n)
{
	uint8_t key[MAP_KEY_MAX], value[128];
	for (uint32_t i = 0; i < n; i++) {
		make_key(key, m->key_len, i * 2654435761u);
		memset(value, (int)(i & 0xff), sizeof value);
		assert_int_equal(map_index(m, key), i);
		assert_memory_equal(map_key_at(m, i), key, m->key_len);
		if (m->val_len == 0)
			continue;
		assert_ptr_equal(map_get(m, key), map_value_at(m, i));
		assert_memory_equal(map_value_at(m, i), value, m->val_len);
		assert_int_equal((uintptr_t)map_value_at(m, i) % 8, 0);
	}
	make_key(key, m->key_len, 77);
	assert_int_equal(map_index(m, key), MAP_NONE);
}

static void keeps_entries_in_order(void **state)
{
	(void)state;
	for (size_t s = 0; s < COUNT(shapes); s++) {
		struct map m;
		map_init(&m, alloc_heap(), shapes[s].key_len, shapes[s].val_len, shapes[s].entries, shapes[s].seed);
		for (int round = 0; round < 2; round++) {
			fill(&m, shapes[s].entries);
			verify(&m, shapes[s].entries);
			map_clear(&m);
			assert_int_equal(m.count, 0);
			uint8_t key[MAP_KEY_MAX];
			make_key(key, m.key_len, 0);
			assert_null(map_get(&m, key));
			map_clear(&m);
		}
	}
}

static void takes_and_replaces(void **state)
{
	(void)state;
	struct map m;
	uint8_t key[16];
	void *v = NULL;
	bool fresh = false;
	uint64_t n = 7;
	map_init(&m, alloc_heap(), sizeof key, sizeof n, 3, 42);
	make_key(key, sizeof key, 1);
	assert_int_equal(map_take(&m, key, &v, &fresh), ST_OK);
	assert_true(fresh);
	assert_int_equal(*(uint64_t *)v, 0);
	*(uint64_t *)v = 5;
	assert_int_equal(map_take(&m, key, &v, &fresh), ST_OK);
	assert_false(fresh);
	assert_int_equal(*(uint64_t *)v, 5);
	make_key(key, sizeof key, 2);
	assert_int_equal(put(&m, key, &n), ST_OK);
	make_key(key, sizeof key, 1);
	assert_int_equal(put(&m, key, &n), ST_OK);
	assert_int_equal(map_index(&m, key), 0);
	assert_int_equal(*(uint64_t *)map_get(&m, key), 7);
	assert_int_equal(m.count, 2);
	map_clear(&m);
}

static void stops_at_its_ceiling(void **state)
{
	(void)state;
	for (uint32_t max = 0; max < 40; max++) {
		struct map m;
		uint8_t key[20];
		map_init(&m, alloc_heap(), sizeof key, 0, max, max);
		for (uint32_t i = 0; i < max; i++) {
			make_key(key, sizeof key, i);
			assert_int_equal(put(&m, key, NULL), ST_OK);
		}
		assert_int_equal(put(&m, key, NULL), max == 0 ? ST_TOOBIG : ST_OK); /* there already */
		make_key(key, sizeof key, max);
		assert_int_equal(put(&m, key, NULL), ST_TOOBIG);
		assert_int_equal(m.count, max);
		assert_true(m.cap <= max);
		map_clear(&m);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_entries_in_order),
	    cmocka_unit_test(takes_and_replaces),
	    cmocka_unit_test(stops_at_its_ceiling),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

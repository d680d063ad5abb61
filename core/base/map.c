/* map.c - entries in one array in order of insertion, found through an open-addressing table of indices. */
#include "base/map.h"

#define ENTRIES_MAX (UINT32_C(1) << 30) /* twice that, and the index + 1, still fit 32 bits */
#define VALUE_MAX 65536u

static uint64_t rotl(uint64_t x, unsigned n) { return x << n | x >> (64 - n); }

static uint64_t load64(const uint8_t *p, size_t n)
{
	uint64_t v = 0;
	for (size_t i = 0; i < n; i++)
		v |= (uint64_t)p[i] << (8 * i);
	return v;
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotl(v[1], 13) ^ v[0];
	v[3] = rotl(v[3], 16) ^ v[2];
	v[0] = rotl(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = rotl(v[1], 17) ^ v[2];
	v[3] = rotl(v[3], 21) ^ v[0];
	v[2] = rotl(v[2], 32);
}

/* SipHash-1-3, its key made of the seed.  Keys are chosen by other devices, and with a plain multiply-and-shift hash
 * one can find keys that collide under every seed; this only spreads entries, no secret rests on it. */
static uint64_t hash(const struct map *m, const uint8_t *key)
{
	uint64_t k0 = m->seed, k1 = rotl(m->seed, 32) ^ UINT64_C(0x9e3779b97f4a7c15);
	uint64_t v[4] = {k0 ^ UINT64_C(0x736f6d6570736575), k1 ^ UINT64_C(0x646f72616e646f6d),
	                 k0 ^ UINT64_C(0x6c7967656e657261), k1 ^ UINT64_C(0x7465646279746573)};
	size_t i = 0;
	for (; i + 8 <= m->key_len; i += 8) {
		uint64_t w = load64(key + i, 8);
		v[3] ^= w;
		sip_round(v);
		v[0] ^= w;
	}
	uint64_t last = load64(key + i, m->key_len - i) | (uint64_t)m->key_len << 56;
	v[3] ^= last;
	sip_round(v);
	v[0] ^= last;
	v[2] ^= 0xff;
	sip_round(v);
	sip_round(v);
	sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static size_t round8(size_t n) { return (n + 7) & ~(size_t)7; }

void map_init(struct map *m, const struct alloc *a, size_t key_len, size_t val_len, uint32_t max, uint64_t seed)
{
	if (key_len < MAP_KEY_MIN || key_len > MAP_KEY_MAX || val_len > VALUE_MAX || max >= ENTRIES_MAX)
		__builtin_trap();
	*m = (struct map){.max = max, .key_len = key_len, .val_len = val_len, .seed = seed, .a = a};
	m->val_at = round8(key_len);
	m->stride = m->val_at + round8(val_len);
}

void map_clear(struct map *m)
{
	alloc_put(m->a, m->items, m->cap * m->stride);
	alloc_put(m->a, m->slots, m->nslots * sizeof *m->slots);
	m->items = NULL;
	m->slots = NULL;
	m->count = m->cap = m->nslots = 0;
}

const uint8_t *map_key_at(const struct map *m, uint32_t i) { return m->items + i * m->stride; }

void *map_value_at(const struct map *m, uint32_t i) { return m->items + i * m->stride + m->val_at; }

/* The slot that holds key, or the free one where it belongs.  Ends because at least half the slots are free. */
static uint32_t probe(const struct map *m, const uint8_t *key)
{
	uint32_t mask = m->nslots - 1, at = (uint32_t)hash(m, key) & mask;
	while (m->slots[at] != 0 && memcmp(map_key_at(m, m->slots[at] - 1), key, m->key_len) != 0)
		at = (at + 1) & mask;
	return at;
}

uint32_t map_index(const struct map *m, const void *key)
{
	if (m->count == 0)
		return MAP_NONE;
	uint32_t entry = m->slots[probe(m, key)];
	return entry == 0 ? MAP_NONE : entry - 1;
}

void *map_get(const struct map *m, const void *key)
{
	uint32_t i = map_index(m, key);
	return i == MAP_NONE ? NULL : map_value_at(m, i);
}

MUST_USE static enum status set_items(struct map *m, uint32_t cap)
{
	if (cap > m->max)
		cap = m->max;
	if (cap > SIZE_MAX / 2 / m->stride)
		return ST_TOOBIG;
	void *p = alloc_grow(m->a, m->items, m->cap * m->stride, cap * m->stride);
	if (p == NULL)
		return ST_NOMEM;
	m->items = p;
	m->cap = cap;
	return ST_OK;
}

MUST_USE static enum status set_slots(struct map *m, uint32_t n)
{
	if ((uint64_t)n * sizeof *m->slots > SIZE_MAX / 2)
		return ST_TOOBIG;
	uint32_t *slots = alloc_get(m->a, n * sizeof *slots);
	if (slots == NULL)
		return ST_NOMEM;
	alloc_put(m->a, m->slots, m->nslots * sizeof *m->slots);
	m->slots = slots;
	m->nslots = n;
	for (uint32_t i = 0; i < m->count; i++)
		slots[probe(m, map_key_at(m, i))] = i + 1;
	return ST_OK;
}

/* Room for one more.  Each step leaves a map that holds; a second step that fails only leaves spare room behind. */
MUST_USE static enum status reserve(struct map *m)
{
	if (m->count == m->max)
		return ST_TOOBIG;
	enum status st = m->count == m->cap ? set_items(m, m->cap == 0 ? 8 : m->cap * 2) : ST_OK;
	if (st == ST_OK && m->count >= m->nslots / 2)
		st = set_slots(m, m->nslots == 0 ? 16 : m->nslots * 2);
	return st;
}

enum status map_reserve(struct map *m, uint32_t n)
{
	uint32_t slots = 16;
	enum status st = ST_OK;
	if (n > m->max)
		return ST_TOOBIG;
	while (slots < 2 * n)
		slots *= 2;
	if (slots > m->nslots)
		st = set_slots(m, slots);
	if (st == ST_OK && n > m->cap)
		st = set_items(m, n);
	return st;
}

enum status map_take(struct map *m, const void *key, void **value, bool *fresh)
{
	uint32_t i = map_index(m, key);
	if (fresh != NULL && i != MAP_NONE)
		*fresh = false;
	if (i == MAP_NONE) {
		enum status st = reserve(m);
		if (st != ST_OK)
			return st;
		i = m->count;
		uint32_t at = probe(m, key);
		memset(m->items + i * m->stride, 0, m->stride);
		memcpy(m->items + i * m->stride, key, m->key_len);
		m->slots[at] = i + 1;
		m->count++;
		if (fresh != NULL)
			*fresh = true;
	}
	*value = map_value_at(m, i);
	return ST_OK;
}

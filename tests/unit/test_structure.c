/* test_structure.c - bodies there and back, and every way a shape can be wrong. */
#include <stdio.h>

#include "check.h"
#include <sodium.h>

#include "house.h"
#include "wire/cbor.h"

#define OK ST_OK
#define NO ST_MALFORMED
#define BIG ST_TOOBIG
#define NEW ST_UNKNOWN

/* Small hand-written bodies: xN stands for N bytes of 0xab with their CBOR head. */
static const struct {
	const char *text;
	enum status st;
	const char *why;
} bodies[] = {
    {"", NO, "nothing"},
    {"01", NO, "no map"},
    {"a0", NO, "no type"},
    {"a1 01 01", NO, "first key is not the type"},
    {"a1 00 40", NO, "type is no number"},
    {"a1 00 00", NEW, "type 0"},
    {"a1 00 05", NEW, "replace is reserved"},
    {"a1 00 1903e8", NEW, "type 1000"},
    {"a1 00 20", NO, "negative type"},
    {"a2 00 05 01 f6", NEW, "unknown type with anything inside"},
    {"a1 00 04", NO, "grant without fields"},
    {"a5 00 04 01 x16 02 01 03 x16 04 81 82 x16 x135", OK, "grant"},
    {"a5 00 04 01 x15 02 01 03 x16 04 81 82 x16 x135", NO, "short stream"},
    {"a5 00 04 01 x16 02 00 03 x16 04 81 82 x16 x135", NO, "epoch 0"},
    {"a5 00 04 01 x16 02 1affffffff 03 x16 04 81 82 x16 x135", OK, "greatest epoch"},
    {"a5 00 04 01 x16 02 1b0000000100000000 03 x16 04 81 82 x16 x135", NO, "epoch past 32 bits"},
    {"a5 00 04 01 x16 02 01 03 x17 04 81 82 x16 x135", NO, "long key id"},
    {"a5 00 04 01 x16 02 01 03 x16 04 80", NO, "no boxes"},
    {"a5 00 04 01 x16 02 01 03 x16 04 81 82 x16 x134", NO, "short box"},
    {"a5 00 04 01 x16 02 01 03 x16 04 81 81 x16", NO, "box without a box"},
    {"a5 00 04 01 x16 02 01 03 x16 04 82 82 x16 x135 82 x16 x135", NO, "recipient twice"},
    {"a4 00 04 01 x16 02 01 03 x16", NO, "grant without boxes"},
    {"a6 00 04 01 x16 02 01 03 x16 04 81 82 x16 x135 05 00", NEW, "grant with a further key"},
    {"a6 00 04 01 x16 02 01 03 x16 04 81 82 x16 x135 20 00", NEW, "grant with a negative key"},
    {"a6 00 04 01 x16 02 01 03 x16 04 81 82 x16 x135 6161 00", NEW, "grant with a named key"},
    {"a6 00 04 01 x16 02 00 03 x16 04 81 82 x16 x135 05 00", NO, "further key does not excuse epoch 0"},
    {"a3 00 02 01 x16 04 a3 00 01 01 81 83 x16 x32 x32 02 x64", OK, "devices"},
    {"a3 00 02 01 x16 04 a3 00 01 01 80 02 x64", NO, "no devices"},
    {"a3 00 02 01 x16 04 a3 00 01 01 82 83 x16 x32 x32 83 x16 x32 x32 02 x64", NO, "device twice"},
    {"a3 00 02 01 x16 04 a3 00 01 01 81 82 x16 x32 02 x64", NO, "device without Dx"},
    {"a3 00 02 01 x16 04 a3 00 01 01 81 83 x16 x32 x31 02 x64", NO, "short Dx"},
    {"a3 00 02 01 x16 04 a2 00 01 01 81 83 x16 x32 x32", NO, "list without signature"},
    {"a3 00 02 01 x16 04 a3 00 20 01 81 83 x16 x32 x32 02 x64", NO, "negative version"},
    {"a3 00 02 01 x16 04 a4 00 01 01 81 83 x16 x32 x32 02 x64 03 00", NEW, "list with a further key"},
    {"a4 00 02 01 x16 02 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64", NEW, "devices with another's key"},
    {"a2 00 02 01 x16", NO, "devices without a list"},
    {"a5 00 01 01 x16 02 x32 03 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64", OK, "genesis"},
    {"a4 00 01 01 x16 02 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64", NO, "genesis without IKb"},
    {"a8 00 03 01 x16 02 x32 03 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64 05 01 06 x64 07 x16", OK, "member"},
    {"a8 00 03 01 x16 02 x32 03 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64 05 03 06 x64 07 x16", OK, "counsellor"},
    {"a8 00 03 01 x16 02 x32 03 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64 05 02 06 x64 07 x16", NO, "role 2"},
    {"a8 00 03 01 x16 02 x32 03 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64 05 190101 06 x64 07 x16", NO, "role 257"},
    {"a8 00 03 01 x16 02 x32 03 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64 05 01 06 x63 07 x16", NO, "approval"},
    {"a7 00 03 01 x16 02 x32 03 x32 04 a3 00 01 01 81 83 x16 x32 x32 02 x64 05 01 06 x64", NO, "no approver"},
    {"a3 00 02 04 a3 00 01 01 81 83 x16 x32 x32 02 x64 01 x16", NO, "keys out of order"},
    {"a5 00 04 01 x16 02 1801 03 x16 04 81 82 x16 x135", NO, "longer form of a number"},
    {"a5 00 04 01 x16 02 01 03 x16 04 81 82 x16 x135 00", NO, "a byte behind"},
};

static size_t expand(const char *text, uint8_t *out, size_t max)
{
	size_t n = 0;
	while (*text != '\0') {
		size_t len = strcspn(text, " ");
		if (*text == 'x') {
			size_t run = strtoul(text + 1, NULL, 10);
			if (run < 24) {
				out[n++] = (uint8_t)(0x40 + run);
			} else {
				out[n++] = 0x58;
				out[n++] = (uint8_t)run;
			}
			memset(out + n, 0xab, run);
			n += run;
		} else {
			char hex[64] = {0};
			memcpy(hex, text, len);
			n += unhex(hex, out + n, max - n);
		}
		text += len + strspn(text + len, " ");
	}
	return n;
}

static void test_bodies(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		uint8_t bytes[1024];
		struct structure s;
		struct buf b;
		size_t n = expand(bodies[i].text, bytes, sizeof bytes);
		CHECK_STATUS(bodies[i].why, structure_parse(span_make(bytes, n), &s), bodies[i].st);
		if (bodies[i].st != OK)
			continue;
		buf_init(&b, alloc_heap(), ENV_STRUCT_MAX);
		assert_int_equal(structure_write(&s, &b), OK);
		assert_true(span_equal(buf_span(&b), span_make(bytes, n)));
		buf_clear(&b);
	}
}

static void fill(struct structure *s, enum struct_type type, uint32_t count)
{
	memset(s, 0, sizeof *s);
	s->type = type;
	if (type == STRUCT_GRANT) {
		s->epoch = 7;
		s->box_count = count;
		for (uint32_t i = 0; i < count && i < GRANT_BOXES_MAX; i++)
			randombytes_buf(&s->box[i], sizeof s->box[i]);
		return;
	}
	s->list.version = 3;
	s->list.count = count;
	for (uint32_t i = 0; i < count && i < DEVICES_MAX; i++)
		randombytes_buf(&s->list.dev[i], sizeof s->list.dev[i]);
	if (type == STRUCT_MEMBER)
		s->role = ROLE_PARTNER;
}

static void test_ceilings(void **state)
{
	static const struct {
		enum struct_type type;
		uint32_t count;
		enum status st;
	} t[] = {
	    {STRUCT_GENESIS, 1, OK},   {STRUCT_GENESIS, 16, OK}, {STRUCT_DEVICES, 16, OK}, {STRUCT_DEVICES, 17, BIG},
	    {STRUCT_MEMBER, 16, OK},   {STRUCT_GRANT, 1, OK},	 {STRUCT_GRANT, 64, OK},   {STRUCT_GRANT, 65, BIG},
	    {STRUCT_REPLACE, 1, NEW},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++) {
		struct structure s, back;
		struct buf b;
		char what[32];
		snprintf(what, sizeof what, "type %d, %u", (int)t[i].type, t[i].count);
		fill(&s, t[i].type, t[i].count);
		buf_init(&b, alloc_heap(), ENV_STRUCT_MAX);
		CHECK_STATUS(what, structure_write(&s, &b), t[i].st);
		if (t[i].st == OK) {
			assert_int_equal(structure_parse(buf_span(&b), &back), OK);
			assert_memory_equal(&s, &back, sizeof s);
		}
		buf_clear(&b);
	}
}

/* One more than the ceilings, written by hand. */
static void test_too_many(void **state)
{
	(void)state;
	struct buf b;
	struct structure s;
	buf_init(&b, alloc_heap(), 1u << 17);
	struct cbor_w w = cbor_writer(&b);
	uint8_t pad[GRANT_BOX] = {0};
	cbor_map(&w, 5);
	cbor_uint(&w, 0);
	cbor_uint(&w, STRUCT_GRANT);
	cbor_uint(&w, 1);
	cbor_bytes(&w, pad, ID_BYTES);
	cbor_uint(&w, 2);
	cbor_uint(&w, 1);
	cbor_uint(&w, 3);
	cbor_bytes(&w, pad, ID_BYTES);
	cbor_uint(&w, 4);
	cbor_array(&w, GRANT_BOXES_MAX + 1);
	for (uint8_t i = 0; i <= GRANT_BOXES_MAX; i++) {
		pad[0] = i;
		cbor_array(&w, 2);
		cbor_bytes(&w, pad, ID_BYTES);
		cbor_bytes(&w, pad, GRANT_BOX);
	}
	assert_int_equal(w.st, OK);
	assert_int_equal(structure_parse(buf_span(&b), &s), BIG);
	buf_reset(&b);
	uint8_t *p;
	assert_int_equal(buf_room(&b, ENV_STRUCT_MAX + 1, &p), OK);
	assert_int_equal(structure_parse(buf_span(&b), &s), BIG);
	buf_clear(&b);
}

/* A writer that runs out of room leaves the buffer as it was. */
static void test_no_room(void **state)
{
	(void)state;
	struct structure s;
	struct buf b;
	fill(&s, STRUCT_GRANT, 4);
	for (size_t max = 5; max < 700; max += 13) {
		buf_init(&b, alloc_heap(), max);
		assert_int_equal(buf_add(&b, "abcde", 5), OK);
		enum status st = structure_write(&s, &b);
		assert_int_equal(b.len == 5, st != OK);
		buf_clear(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_bodies), cmocka_unit_test(test_ceilings),
					   cmocka_unit_test(test_too_many), cmocka_unit_test(test_no_room)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_utf8.c - strictness at every border, counting and cutting. */
#include "base/utf8.h"
#include "check.h"

static const struct {
	const char *hex;
	int valid;
	size_t count;
} texts[] = {
    {"", 1, 0},
    {"61", 1, 1},
    {"00", 1, 1},
    {"7f", 1, 1},
    {"c280", 1, 1},
    {"dfbf", 1, 1},
    {"e0a080", 1, 1},
    {"ed9fbf", 1, 1},
    {"ee8080", 1, 1},
    {"efbfbf", 1, 1},
    {"f0908080", 1, 1},
    {"f48fbfbf", 1, 1},
    {"616263646566676869c3bc6a6b6c6d6e6f7071727374", 1, 21},
    {"6162636465666768e6b0b4", 1, 9},
    {"80", 0, 0},               /* continuation alone */
    {"bf", 0, 0},               /* continuation alone */
    {"c080", 0, 0},             /* overlong NUL */
    {"c1bf", 0, 0},             /* overlong */
    {"e09fbf", 0, 0},           /* overlong */
    {"f08fbfbf", 0, 0},         /* overlong */
    {"eda080", 0, 0},           /* first surrogate */
    {"edbfbf", 0, 0},           /* last surrogate */
    {"f4908080", 0, 0},         /* past U+10FFFF */
    {"f5808080", 0, 0},         /* no such head */
    {"ff", 0, 0},               /* no such head */
    {"c2", 0, 0},               /* cut */
    {"e282", 0, 0},             /* cut */
    {"f09f98", 0, 0},           /* cut */
    {"c261", 0, 0},             /* ASCII instead of a tail */
    {"e28261", 0, 0},           /* ASCII instead of a tail */
    {"f09f9861", 0, 0},         /* ASCII instead of a tail */
    {"61626364656667ff", 0, 0}, /* in the last byte of a word */
    {"ff61626364656667", 0, 0}, /* in the first byte of a word */
};

static void judges_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		uint8_t b[64];
		struct span s = {b, unhex(texts[i].hex, b, sizeof b)};
		if (utf8_valid(s) != (texts[i].valid != 0))
			fail_msg("%s", texts[i].hex);
		if (texts[i].valid)
			assert_int_equal(utf8_count(s), texts[i].count);
	}
	assert_true(utf8_valid((struct span){NULL, 0}));
}

static void encodes_every_code_point(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp < 0x120000; cp++) {
		uint8_t b[4];
		size_t n = utf8_put(b, cp);
		int real = cp <= 0x10ffff && (cp < 0xd800 || cp > 0xdfff);
		assert_int_equal(n != 0, real);
		if (!real)
			continue;
		assert_true(utf8_valid((struct span){b, n}));
		assert_false(utf8_valid((struct span){b, n - 1}) && n > 1);
		assert_int_equal(utf8_count((struct span){b, n}), 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(judges_texts),
	    cmocka_unit_test(encodes_every_code_point),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

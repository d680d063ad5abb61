/* check.h - what every unit test includes: cmocka behind the headers it wants, and a few words for tables. */
#ifndef HEARTH_TEST_CHECK_H
#define HEARTH_TEST_CHECK_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/span.h"
#include "base/status.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

/* Statuses compared by name, so that a failure can be read; the case's index or text goes first. */
#define CHECK_STATUS(what, got, want)                                                                                  \
	do {                                                                                                           \
		enum status got_ = (got), want_ = (want);                                                              \
		if (got_ != want_)                                                                                     \
			fail_msg("%s: %s, expected %s", (what), status_name(got_), status_name(want_));                \
	} while (0)

/* "83 01 02" to bytes; blanks allowed.  Returns the length. */
static inline size_t unhex(const char *hex, uint8_t *out, size_t max)
{
	size_t n = 0;
	unsigned v = 0, digits = 0;
	for (; *hex != '\0'; hex++) {
		if (*hex == ' ')
			continue;
		v = v << 4 | (unsigned)(*hex <= '9' ? *hex - '0' : *hex - 'a' + 10);
		if (++digits % 2 == 0) {
			assert_true(n < max);
			out[n++] = (uint8_t)v;
			v = 0;
		}
	}
	assert_int_equal(digits % 2, 0);
	return n;
}

#endif

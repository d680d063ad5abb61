/* test_notify.c - live lines: what they say, when they park and wake, when they end. */
#include "check.h"
#include "notify.h"

/* Stands for a connection: counts parks and wakes, which must alternate. */
struct ear {
	struct line *line;
	int parked, woken;
};
static void park(void *ctx) { ((struct ear *)ctx)->parked++; }
static void wake(void *ctx) { ((struct ear *)ctx)->woken++; }

static const uint8_t home[ID_BYTES] = {9};
static const struct store_stream M = {.id = {1}, .cls = CLASS_M};
static const struct store_stream P = {.id = {2}, .cls = CLASS_P, .owner = {0xa}};
static const struct store_stream S = {.id = {3}, .cls = CLASS_S};
static const struct store_device ann = {.id = {0xa, 1}, .member = {0xa}}, ben = {.id = {0xb, 1}, .member = {0xb}};

/* The next text without its line ends; "." parked, "!" over. */
static const char *hear(struct ear *e)
{
	static char text[LINE_TEXT_MAX + 1];
	size_t n = 0;
	switch (line_read(e->line, text, LINE_TEXT_MAX, &n, park, wake, e)) {
	case LINE_TEXT:
		assert_true(n > 2 && memcmp(text + n - 2, "\n\n", 2) == 0);
		text[n - 2] = '\0';
		return text;
	case LINE_PARKED:
		return ".";
	case LINE_END:
		return "!";
	}
	return "?";
}

static struct ear join(struct hub *h, const struct store_device *d, uint8_t role, int64_t now)
{
	struct ear e = {NULL, 0, 0};
	assert_int_equal(hub_join(h, home, d, role, now, &e.line), ST_OK);
	return e;
}

static void test_lines(void **state)
{
	struct hub *h;
	(void)state;
	assert_int_equal(hub_new(&h), ST_OK);
	struct ear a = join(h, &ann, ROLE_PARTNER, 100), b = join(h, &ben, ROLE_PARTNER, 100);
	assert_string_equal(hear(&a), ": here");
	assert_string_equal(hear(&a), ".");
	assert_string_equal(hear(&b), ": here");
	assert_string_equal(hear(&b), ".");
	hub_tell(h, home, &P, 4);
	hub_tell(h, home, &P, 6); /* coalesced: the newest alone, one wake */
	hub_tell(h, home, &P, 5);
	assert_int_equal(a.woken, 1);
	assert_int_equal(b.woken, 0); /* not Ben's to know */
	assert_string_equal(hear(&a), "data: 02000000000000000000000000000000 6");
	assert_string_equal(hear(&a), ".");
	hub_tell(h, home, &S, 1);
	hub_tell(h, home, &M, 2);
	assert_string_equal(hear(&b), "data: 03000000000000000000000000000000 1");
	assert_string_equal(hear(&b), "data: 01000000000000000000000000000000 2");
	assert_string_equal(hear(&b), ".");
	hub_tell(h, (const uint8_t[ID_BYTES]){8}, &M, 9); /* another space */
	assert_string_equal(hear(&a), "data: 03000000000000000000000000000000 1");
	assert_string_equal(hear(&a), "data: 01000000000000000000000000000000 2");
	assert_string_equal(hear(&a), ".");
	assert_int_equal(a.parked, 3);
	assert_int_equal(a.woken, 2);
	hub_leave(a.line);
	hub_leave(b.line);
	assert_int_equal(hub_count(h), 0);
	hub_free(h);
}

static void test_ends(void **state)
{
	struct hub *h;
	(void)state;
	assert_int_equal(hub_new(&h), ST_OK);
	struct ear one = join(h, &ann, ROLE_PARTNER, 100);
	assert_string_equal(hear(&one), ": here");
	assert_string_equal(hear(&one), ".");
	struct ear two = join(h, &ann, ROLE_PARTNER, 101);
	assert_int_equal(one.woken, 1); /* the old one wakes to its end */
	assert_string_equal(hear(&one), "!");
	hub_leave(one.line);
	assert_string_equal(hear(&two), ": here");
	assert_string_equal(hear(&two), ".");
	hub_tick(h, 101 + CAP_LINE_PING_S - 1);
	assert_int_equal(two.woken, 0);
	hub_tick(h, 101 + CAP_LINE_PING_S);
	hub_tick(h, 102 + CAP_LINE_PING_S);
	assert_int_equal(two.woken, 1);
	assert_string_equal(hear(&two), ": here");
	assert_string_equal(hear(&two), ".");
	hub_tick(h, 101 + CAP_LINE_LIFE_S);
	assert_string_equal(hear(&two), "!");
	hub_leave(two.line);
	/* A clock that was set back holds up neither pings nor the end. */
	struct ear late = join(h, &ann, ROLE_PARTNER, 5000);
	assert_string_equal(hear(&late), ": here");
	assert_string_equal(hear(&late), ".");
	hub_tick(h, 200);
	hub_tick(h, 200 + CAP_LINE_PING_S);
	assert_int_equal(late.woken, 1);
	assert_string_equal(hear(&late), ": here");
	hub_tick(h, 200 + CAP_LINE_LIFE_S);
	assert_string_equal(hear(&late), "!");
	hub_leave(late.line);
	struct ear three = join(h, &ann, ROLE_PARTNER, 800);
	hub_drop(h, home, ann.id);
	assert_string_equal(hear(&three), "!");
	hub_leave(three.line);
	struct ear four = join(h, &ben, ROLE_PARTNER, 800);
	hub_close(h);
	assert_string_equal(hear(&four), "!");
	hub_leave(four.line);
	assert_int_equal(hub_join(h, home, &ben, ROLE_PARTNER, 801, &four.line), ST_BUSY);
	hub_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_event.c - the registry of record types: the table in spec/commands.md is this one, numbers and fields keep their
 * rules, and bodies pass or fail by them on both ways in: as a command (JSON) and from a partner (CBOR). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "wire/event.h"

/* ---- the table of the specification ---- */

static void row_add(char *row, size_t max, const char *text)
{
	assert_true(strlen(row) + strlen(text) < max);
	strcat(row, text);
}

static void row_field(char *row, size_t max, const struct event_field *f)
{
	char one[96], kind[32];
	switch (f->kind) {
	case FIELD_TEXT:
		(void)snprintf(kind, sizeof kind, "text %d", f->max);
		break;
	case FIELD_INT:
		(void)snprintf(kind, sizeof kind, "%d-%d", f->lo, f->max);
		break;
	case FIELD_ID:
		(void)snprintf(kind, sizeof kind, "id");
		break;
	case FIELD_NAMES:
		(void)snprintf(kind, sizeof kind, "names %d-%d", f->lo, f->max);
		break;
	case FIELD_MARKS:
		(void)snprintf(kind, sizeof kind, "marks 0-%d", f->max);
		break;
	}
	(void)snprintf(one, sizeof one, "%s%u `%s`%s %s", f->key == 0 ? "" : ", ", f->key, f->name, f->required ? "*" : "", kind);
	row_add(row, max, one);
}

/* The line of the table that says what t is. */
static void row_of(const struct event_type *t, char *row, size_t max)
{
	static const char *const whose[] = {"", "me", "us", "me, us"};
	assert_true(t->audiences >= 1 && t->audiences <= 3);
	(void)snprintf(row, max, "| `%s` | %u | %u | %s | ", t->name, t->number, t->version, whose[t->audiences]);
	for (uint8_t i = 0; i < t->field_count; i++)
		row_field(row, max, &t->fields[i]);
	row_add(row, max, " |\n");
}

static char *read_spec(void)
{
	FILE *in = fopen(SOURCE_ROOT "/spec/commands.md", "rb");
	char *text = malloc(1u << 20);
	assert_non_null(in);
	assert_non_null(text);
	size_t n = fread(text, 1, (1u << 20) - 1, in);
	text[n] = '\0';
	(void)fclose(in);
	return text;
}

static void specification_holds_the_table(void **state)
{
	(void)state;
	static const char title[] = "## Types of records\n", head[] = "|---|---|---|---|---|\n";
	char *spec = read_spec(), row[1024], *at = strstr(spec, title);
	if (at == NULL || (at = strstr(at, head)) == NULL)
		fail_msg("spec/commands.md has no table of record types");
	at += strlen(head);
	for (size_t i = 0; event_type_at(i) != NULL; i++) {
		row_of(event_type_at(i), row, sizeof row);
		if (strncmp(at, row, strlen(row)) != 0)
			fail_msg("spec/commands.md, types of records, line %zu: expected\n%s", i + 1, row);
		at += strlen(row);
	}
	if (*at == '|')
		fail_msg("spec/commands.md has more types of records than core/wire/event.c");
	free(spec);
}

/* ---- rules of the table itself ---- */

static void numbers_and_fields_keep_their_rules(void **state)
{
	(void)state;
	for (size_t i = 0; event_type_at(i) != NULL; i++) {
		const struct event_type *t = event_type_at(i);
		assert_ptr_equal(event_type_find(t->number), t);
		assert_ptr_equal(event_type_named(span_text(t->name)), t);
		assert_in_range(t->version, 1, UINT16_MAX);
		if (i > 0) /* rising, so that no number stands twice */
			assert_true(event_type_at(i - 1)->number < t->number);
		for (uint8_t k = 0; k < t->field_count; k++) {
			const struct event_field *f = &t->fields[k];
			assert_int_equal(f->key, k); /* the map comes out sorted, and none was taken away */
			assert_true(f->lo >= 0 && f->max >= f->lo);
		}
	}
	assert_null(event_type_find(0));
	assert_null(event_type_find(UINT64_MAX));
	assert_null(event_type_named(span_text("")));
	assert_null(event_type_named(span_text("Words")));
}

/* ---- bodies of commands ---- */

#define TEN "0123456789"
#define FORTY TEN TEN TEN TEN
#define ID32 "00112233445566778899aabbccddeeff"

static const struct {
	const char *type, *json;
	enum status st;
	const char *field; /* the culprit; NULL: good */
} commands[] = {
	{"name", "{\"name\":\"Mo\"}", ST_OK, NULL},
	{"name", "{\"name\":\"\"}", ST_OK, NULL},
	{"name", "{\"name\":\"" FORTY "\"}", ST_OK, NULL},
	{"name", "{\"name\":\"" FORTY "1\"}", ST_TOOBIG, "name"},
	{"name", "{\"name\":\"\\u00e9" TEN TEN TEN "123456789\"}", ST_OK, NULL}, /* counted in code points */
	{"name", "{}", ST_MALFORMED, "name"},
	{"name", "{\"name\":7}", ST_MALFORMED, "name"},
	{"name", "{\"name\":null}", ST_MALFORMED, "name"},
	{"name", "{\"name\":\"Mo\",\"more\":1}", ST_MALFORMED, "body"},
	{"name", "[]", ST_MALFORMED, "body"},
	{"name", "\"Mo\"", ST_MALFORMED, "body"},
	{"words", "{}", ST_OK, NULL}, /* all may be missing */
	{"words", "{\"plain\":1,\"me\":\"A\"}", ST_OK, NULL},
	{"words", "{\"plain\":2}", ST_MALFORMED, "plain"},
	{"words", "{\"plain\":-1}", ST_MALFORMED, "plain"},
	{"words", "{\"plain\":true}", ST_MALFORMED, "plain"},
	{"start", "{\"wish\":[\"ease\"],\"around\":[],\"setup\":[],\"day\":20000}", ST_OK, NULL},
	{"start", "{\"wish\":\"ease\",\"around\":[],\"setup\":[],\"day\":20000}", ST_MALFORMED, "wish"},
	{"start", "{\"wish\":[\"two words\"],\"around\":[],\"setup\":[],\"day\":20000}", ST_MALFORMED, "wish"},
	{"start", "{\"wish\":[\"\"],\"around\":[],\"setup\":[],\"day\":20000}", ST_MALFORMED, "wish"},
	{"start", "{\"wish\":[\"" TEN TEN "1234\"],\"around\":[],\"setup\":[],\"day\":20000}", ST_OK, NULL},
	{"start", "{\"wish\":[\"" TEN TEN "12345\"],\"around\":[],\"setup\":[],\"day\":20000}", ST_MALFORMED, "wish"},
	{"start", "{\"wish\":[],\"around\":[],\"setup\":[\"me\",\"other\"],\"day\":20000}", ST_TOOBIG, "setup"},
	{"start", "{\"wish\":[],\"around\":[],\"setup\":[],\"day\":200001}", ST_MALFORMED, "day"},
	{"seen", "{\"what\":\"" ID32 "\",\"day\":1}", ST_OK, NULL},
	{"seen", "{\"what\":\"00112233445566778899AABBCCDDEEFF\",\"day\":1}", ST_MALFORMED, "what"},
	{"seen", "{\"what\":\"" ID32 "00\",\"day\":1}", ST_MALFORMED, "what"},
	{"seen", "{\"what\":\"0011\",\"day\":1}", ST_MALFORMED, "what"},
	{"reflection", "{\"path\":1,\"day\":1,\"slice\":1,\"answers\":{}}", ST_OK, NULL},
	{"reflection", "{\"path\":1,\"day\":1,\"slice\":1,\"answers\":{\"r_comm_1\":11,\"b\":0}}", ST_OK, NULL},
	{"reflection", "{\"path\":1,\"day\":1,\"slice\":1,\"answers\":{\"a\":12}}", ST_MALFORMED, "answers"},
	{"reflection", "{\"path\":1,\"day\":1,\"slice\":1,\"answers\":{\"a b\":1}}", ST_MALFORMED, "answers"},
	{"reflection", "{\"path\":1,\"day\":1,\"slice\":1,\"answers\":[1]}", ST_MALFORMED, "answers"},
	{"reflection", "{\"day\":1,\"slice\":1,\"answers\":{}}", ST_MALFORMED, "path"},
	{"card", "{\"card\":[\"c001\"],\"day\":1,\"kept\":1}", ST_OK, NULL},
	{"card", "{\"card\":[],\"day\":1,\"kept\":1}", ST_MALFORMED, "card"},
	{"card", "{\"card\":[\"c001\",\"c002\"],\"day\":1,\"kept\":1}", ST_TOOBIG, "card"},
	{"step", "{\"exercise\":[\"E05\"],\"size\":1,\"day\":1,\"what\":0}", ST_OK, NULL},
	{"step", "{\"exercise\":[\"E05\"],\"size\":3,\"day\":1,\"what\":0}", ST_MALFORMED, "size"},
	{"step", "{\"exercise\":[\"E05\"],\"size\":1,\"day\":1,\"what\":0,\"close\":5}", ST_MALFORMED, "close"},
};

static void commands_become_bodies(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(commands); i++) {
		const struct event_type *t = event_type_named(span_text(commands[i].type));
		const char *field = NULL;
		struct json_doc doc;
		struct buf b;
		assert_non_null(t);
		CHECK_STATUS(commands[i].json, json_parse(alloc_heap(), span_text(commands[i].json), &doc), ST_OK);
		buf_init(&b, alloc_heap(), 1u << 16);
		assert_int_equal(buf_add(&b, "x", 1), ST_OK);
		CHECK_STATUS(commands[i].json, event_body_from_json(t, &doc, json_root(&doc), &b, &field), commands[i].st);
		if (commands[i].st != ST_OK) {
			assert_int_equal(b.len, 1); /* nothing was added */
			assert_string_equal(field, commands[i].field);
		} else {
			struct span body = span_make(b.p + 1, b.len - 1);
			CHECK_STATUS(commands[i].json, cbor_check(body), ST_OK);
			CHECK_STATUS(commands[i].json, event_body_check(t, body), ST_OK);
		}
		buf_clear(&b);
		json_free(&doc);
	}
}

/* A body read back by name is what the command said, with marks and fields in the table's order. */
static void bodies_read_back(void **state)
{
	(void)state;
	static const struct {
		const char *type, *in, *out;
	} back[] = {
		{"words", "{\"plain\":1,\"you\":\"B\",\"me\":\"A\"}", "{\"me\":\"A\",\"you\":\"B\",\"plain\":1}"},
		{"seen", "{\"day\":9,\"what\":\"" ID32 "\"}", "{\"what\":\"" ID32 "\",\"day\":9}"},
		{"reflection", "{\"path\":2,\"day\":1,\"slice\":4,\"answers\":{\"bb\":1,\"c\":2,\"aa\":3}}",
			"{\"path\":2,\"day\":1,\"slice\":4,\"answers\":{\"c\":2,\"aa\":3,\"bb\":1}}"},
		{"causes", "{\"picked\":[\"B05\",\"B01\"],\"day\":3}", "{\"picked\":[\"B05\",\"B01\"],\"day\":3}"},
	};
	for (size_t i = 0; i < COUNT(back); i++) {
		const struct event_type *t = event_type_named(span_text(back[i].type));
		struct json_doc doc;
		struct buf b, text;
		assert_int_equal(json_parse(alloc_heap(), span_text(back[i].in), &doc), ST_OK);
		buf_init(&b, alloc_heap(), 1u << 16);
		buf_init(&text, alloc_heap(), 1u << 16);
		CHECK_STATUS(back[i].in, event_body_from_json(t, &doc, json_root(&doc), &b, NULL), ST_OK);
		struct json_w w = json_writer(&text);
		event_body_to_json(t, buf_span(&b), &w);
		assert_int_equal(w.st, ST_OK);
		if (!span_equal(buf_span(&text), span_text(back[i].out)))
			fail_msg("%s: %.*s", back[i].out, (int)text.len, (const char *)text.p);
		buf_clear(&text);
		buf_clear(&b);
		json_free(&doc);
	}
}

/* ---- bodies from others ---- */

static const struct {
	const char *type, *hex;
	enum status st;
} bodies[] = {
	{"name", "a0", ST_OK},                          /* {}: taken away */
	{"name", "a1 00 62 4d6f", ST_OK},               /* {0: "Mo"} */
	{"name", "a2 00 62 4d6f 18 63 01", ST_OK},      /* and 99: 1, of a later version */
	{"name", "a1 18 63 01", ST_MALFORMED},          /* 99 alone: the name is missing */
	{"name", "a1 00 42 4d6f", ST_MALFORMED},        /* bytes */
	{"name", "a1 00 01", ST_MALFORMED},
	{"name", "80", ST_MALFORMED},
	{"name", "a1 61 61 01", ST_MALFORMED},          /* {"a": 1} */
	{"name", "a1 00 78 29 30303030303030303030 30303030303030303030 30303030303030303030 30303030303030303030 30", ST_TOOBIG},
	{"words", "a1 04 01", ST_OK},
	{"words", "a1 04 02", ST_MALFORMED},
	{"words", "a1 04 20", ST_MALFORMED},            /* -1 */
	{"seen", "a2 00 50 00112233445566778899aabbccddeeff 01 01", ST_OK},
	{"seen", "a2 00 4f 00112233445566778899aabbccddee 01 01", ST_MALFORMED},
	{"causes", "a2 00 81 63 423035 01 01", ST_OK},
	{"causes", "a2 00 81 63 422e35 01 01", ST_MALFORMED}, /* "B.5" */
	{"causes", "a2 00 81 01 01 01", ST_MALFORMED},
	{"card", "a3 00 80 01 01 02 00", ST_MALFORMED}, /* no card */
	{"reflection", "a4 00 00 01 01 02 01 03 a1 61 61 0b", ST_OK},
	{"reflection", "a4 00 00 01 01 02 01 03 a1 61 61 0c", ST_MALFORMED},
	{"reflection", "a4 00 00 01 01 02 01 03 80", ST_MALFORMED},
};

static void foreign_bodies_are_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		uint8_t raw[256];
		size_t n = unhex(bodies[i].hex, raw, sizeof raw);
		const struct event_type *t = event_type_named(span_text(bodies[i].type));
		CHECK_STATUS(bodies[i].hex, cbor_check(span_make(raw, n)), ST_OK);
		CHECK_STATUS(bodies[i].hex, event_body_check(t, span_make(raw, n)), bodies[i].st);
	}
}

/* Typed access answers with the fallback where a field is missing or of another kind. */
static void fields_are_found(void **state)
{
	(void)state;
	uint8_t raw[64];
	size_t n = unhex("a2 00 82 63 423035 63 423132 01 05", raw, sizeof raw); /* causes: B05 B12, day 5 */
	const struct event_type *t = event_type_find(REC_CAUSES);
	struct span body = span_make(raw, n);
	assert_int_equal(event_int(t, body, "day", -1), 5);
	assert_int_equal(event_int(t, body, "picked", -1), -1);
	assert_int_equal(event_int(t, body, "nothing", -1), -1);
	assert_true(event_has_name(t, body, "picked", span_text("B12")));
	assert_false(event_has_name(t, body, "picked", span_text("B1")));
	assert_false(event_has_name(t, body, "day", span_text("B12")));
	assert_true(span_equal(event_text(t, body, "picked"), span_text("B05"))); /* the first of a list */
	assert_int_equal(event_text(t, body, "day").len, 0);
	assert_int_equal(event_list(t, body, "nothing").len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(specification_holds_the_table), cmocka_unit_test(numbers_and_fields_keep_their_rules),
		cmocka_unit_test(commands_become_bodies),        cmocka_unit_test(bodies_read_back),
		cmocka_unit_test(foreign_bodies_are_checked),    cmocka_unit_test(fields_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

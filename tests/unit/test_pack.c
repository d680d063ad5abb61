/* test_pack.c - the reader against what packc makes of tests/packs/good, against the real programme, and against packs
 * that are wrong in one place.  Arguments: the two compiled packs. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "domain/pack.h"
#include "fault_alloc.h"
#include "wire/cbor.h"
#include "wire/json.h"

static struct span good, real;

static struct span read_all(const char *path)
{
	static const size_t max = 8u << 20;
	FILE *in = fopen(path, "rb");
	uint8_t *p = malloc(max);
	if (in == NULL || p == NULL)
		exit(2);
	size_t n = fread(p, 1, max, in);
	fclose(in);
	return span_make(p, n);
}

static bool text_is(struct span s, const char *want) { return span_equal(s, span_text(want)); }

static void reads_the_pack(void **state)
{
	(void)state;
	static const size_t counts[PACK_FOLDER__MAX] = {2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
	struct pack *p;
	struct span item;
	assert_int_equal(pack_open(alloc_heap(), good, &p), ST_OK);
	assert_true(text_is(pack_id(p), "tiny") && text_is(pack_lang(p), "en") &&
	            text_is(pack_title(p), "A tiny pack"));
	assert_int_equal(pack_hash(p).len, 32);
	for (unsigned f = 0; f < PACK_FOLDER__MAX; f++)
		assert_int_equal(pack_count(p, (enum pack_folder)f), counts[f]);
	assert_int_equal(pack_item(p, PACK_CAUSES, span_text("B02"), &item), ST_OK);
	assert_true(span_equal(item, pack_at(p, PACK_CAUSES, 0)));
	assert_int_equal(pack_item(p, PACK_CAUSES, span_text("B01"), &item), ST_NOTFOUND);
	assert_int_equal(pack_item(p, PACK_CAUSES, span_text("B020"), &item), ST_NOTFOUND);
	assert_int_equal(pack_item(p, PACK_CAUSES, span_text(""), &item), ST_NOTFOUND);
	assert_int_equal(pack_at(p, PACK_CAUSES, 1).len, 0);
	assert_int_equal(pack_words(p), 4);
	assert_true(text_is(pack_word(p, 0), "apple") && text_is(pack_word(p, 3), "door") && pack_word(p, 4).len == 0);
	pack_free(p);
}

static void names_folders(void **state)
{
	(void)state;
	enum pack_folder f;
	assert_int_equal(pack_folder_named(span_text("help"), &f), ST_OK);
	assert_int_equal(f, PACK_HELP);
	assert_int_equal(pack_folder_named(span_text("words"), &f), ST_NOTFOUND);
}

static void decodes_exercises(void **state)
{
	(void)state;
	struct pack *p;
	size_t n;
	assert_int_equal(pack_open(alloc_heap(), good, &p), ST_OK);
	const struct pack_exercise *e = pack_exercises(p, &n);
	assert_int_equal(n, 2);
	assert_true(text_is(e[0].id, "E01") && text_is(e[1].id, "N01"));
	assert_true(e[0].stage == PACK_SAF && e[0].who == PACK_BOTH && e[0].sure == PACK_PROMISING &&
	            e[0].grade == 'B');
	assert_true(e[0].touch == PACK_TOUCH_NONE && e[0].energy == PACK_ENERGY_LOW && !e[0].waits);
	assert_int_equal(e[0].wish, PACK_WISH_HEARD | PACK_WISH_FEWER_ROWS);
	assert_int_equal(e[0].when, PACK_DAY | PACK_EVENING);
	assert_int_equal(e[0].place, PACK_PLACE_TABLE);
	assert_int_equal(e[0].x, 1u << 1 | 1u << 2 | 1u << 3);
	assert_true(e[0].helps == 1u << 2 && e[0].constructs == 1);
	assert_true(e[0].cooldown_days == 2 && e[0].need_count == 1 && e[0].needs[0] == 1);
	assert_true(e[0].size_count == 3 && e[0].sizes[0].minutes == 2 && e[0].sizes[0].table && !e[0].sizes[1].table);
	assert_int_equal(e[0].sizes[0].seconds, 120);
	assert_true(e[1].who == PACK_EITHER && e[1].touch == PACK_TOUCH_AFFECTION && e[1].waits && e[1].sizes[1].joint);
	assert_true(e[1].when == PACK_ANY_TIME && e[1].place == PACK_PLACE_APART && e[1].helps == 0 && e[1].wish == 0);
	pack_free(p);
}

static void reads_phases(void **state)
{
	(void)state;
	struct pack *p;
	struct pack_phase ph;
	size_t n;
	assert_int_equal(pack_open(alloc_heap(), good, &p), ST_OK);
	const struct pack_exercise *e = pack_exercises(p, &n);
	const struct pack_size *s = &e[0].sizes[0];
	assert_int_equal(s->phase_count, 4);
	assert_int_equal(pack_phase(s, 0, &ph), ST_OK);
	assert_true(ph.kind == PACK_READY && ph.who == 0 && ph.seconds == 0);
	assert_int_equal(pack_phase(s, 1, &ph), ST_OK);
	assert_true(ph.kind == PACK_TURN && ph.who == 'a' && ph.seconds == 60 && text_is(ph.other, "Only listen."));
	assert_true(text_is(ph.say, "Say one thing about your day.") &&
	            text_is(ph.voice, "The first turn begins now."));
	assert_int_equal(pack_phase(s, 2, &ph), ST_OK);
	assert_true(ph.who == 'b' && ph.voice.len == 0);
	assert_int_equal(pack_phase(s, 3, &ph), ST_OK);
	assert_true(ph.kind == PACK_CLOSE && text_is(ph.say, "Thank each other."));
	assert_int_equal(pack_phase(s, 4, &ph), ST_NOTFOUND);
	assert_int_equal(pack_phase(&e[1].sizes[1], 0, &ph), ST_OK);
	assert_true(ph.kind == PACK_WRITE && ph.keep == PACK_KEEP_US && ph.seconds == 0);
	assert_int_equal(pack_phase(&e[1].sizes[2], 1, &ph), ST_OK);
	assert_true(ph.kind == PACK_BREATHE && ph.seconds == 60 && ph.in_s == 4 && ph.out_s == 6);
	assert_int_equal(pack_phase(&e[1].sizes[2], 2, &ph), ST_OK);
	assert_true(ph.kind == PACK_TOUCH && ph.who == 0 && ph.other.len == 0 && ph.in_s == 0);
	assert_int_equal(pack_phase(&e[1].sizes[2], 3, &ph), ST_OK);
	assert_true(ph.kind == PACK_READ && text_is(ph.text, "Once there was a lamp.") && ph.options.len == 0);
	assert_int_equal(pack_phase(&e[1].sizes[2], 4, &ph), ST_OK);
	struct cbor_r r = cbor_reader(ph.options);
	size_t options;
	assert_true(ph.kind == PACK_CHOOSE && cbor_get_array(&r, &options) == ST_OK && options == 2);
	pack_free(p);
}

/* Everything a view may be handed becomes JSON. */
static void becomes_json(const struct pack *p)
{
	struct buf b;
	buf_init(&b, alloc_heap(), 4u << 20);
	for (unsigned f = 0; f < PACK_FOLDER__MAX; f++)
		for (size_t i = 0; i < pack_count(p, (enum pack_folder)f); i++) {
			struct json_w w = json_writer(&b);
			buf_reset(&b);
			json_put_cbor(&w, pack_at(p, (enum pack_folder)f, i));
			assert_int_equal(w.st, ST_OK);
			assert_int_equal(json_valid(buf_span(&b)), ST_OK);
		}
	struct json_w w = json_writer(&b);
	buf_reset(&b);
	json_put_cbor(&w, pack_lines(p));
	assert_int_equal(w.st, ST_OK);
	buf_clear(&b);
}

static void reads_the_programme(void **state)
{
	(void)state;
	struct pack *p;
	assert_int_equal(pack_open(alloc_heap(), good, &p), ST_OK);
	becomes_json(p);
	pack_free(p);
	assert_int_equal(pack_open(alloc_heap(), real, &p), ST_OK);
	becomes_json(p);
	pack_free(p);
}

/* ---- packs that are wrong in one place: a text of the good pack exchanged for one of the same length */

static void refuses_broken_packs(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to;
		enum status want;
	} cases[] = {
	    {"aSAF", "aSAX", ST_MALFORMED},
	    {"bX1", "bX8", ST_MALFORMED},
	    {"dturn", "durnt", ST_MALFORMED},
	    {"eready", "eredy?", ST_MALFORMED},
	    {"gevening", "gmidday?", ST_MALFORMED},
	    {"cE01", "cZ01", ST_MALFORMED}, /* ids out of order */
	    {"cB02", "cC02", ST_OK},
	    {"cN01", "cE01", ST_MALFORMED}, /* the same id twice */
	    {"av\x01", "av\x02", ST_UNKNOWN},
	    {"estage", "estagf", ST_MALFORMED},
	    {"gminutes\x08", "gminutes\x02", ST_MALFORMED},
	    {"gbreathe", "gbreathf", ST_MALFORMED},
	    {"bin\x04", "bin\x0b", ST_MALFORMED}, /* a breath of eleven seconds */
	    {"goptions", "goptionz", ST_MALFORMED},
	    {"dtext", "dtexz", ST_MALFORMED},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint8_t *copy = malloc(good.len);
		size_t n = strlen(cases[i].from), at = 0, changed = 0;
		assert_non_null(copy);
		memcpy(copy, good.p, good.len);
		for (; at + n <= good.len; at++)
			if (memcmp(copy + at + 1, cases[i].from + 1, n - 1) == 0 &&
			    (copy[at] == (0x60u | (n - 1)) || copy[at] == (0x60u | (n - 2)))) {
				memcpy(copy + at + 1, cases[i].to + 1, n - 1);
				changed++;
			}
		assert_true(changed > 0);
		struct pack *p = NULL;
		CHECK_STATUS(cases[i].to, pack_open(alloc_heap(), span_make(copy, good.len), &p), cases[i].want);
		assert_true((p != NULL) == (cases[i].want == ST_OK));
		pack_free(p);
		free(copy);
	}
}

static void refuses_every_stump(void **state)
{
	(void)state;
	struct pack *p = NULL;
	for (size_t n = 0; n < good.len; n += 7)
		assert_int_equal(pack_open(alloc_heap(), span_make(good.p, n), &p), ST_MALFORMED);
	assert_null(p);
}

static void survives_want_of_memory(void **state)
{
	(void)state;
	struct fault_alloc f;
	struct pack *p = NULL;
	enum status st = ST_NOMEM;
	for (size_t n = 1; st == ST_NOMEM; n++) {
		fault_init(&f, n);
		st = pack_open(&f.a, good, &p);
		assert_true(st == ST_OK || (st == ST_NOMEM && p == NULL && f.blocks == 0));
	}
	assert_int_equal(st, ST_OK);
	pack_free(p);
	assert_int_equal(f.blocks, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_the_pack),      cmocka_unit_test(names_folders),
	    cmocka_unit_test(decodes_exercises),   cmocka_unit_test(reads_phases),
	    cmocka_unit_test(reads_the_programme), cmocka_unit_test(refuses_broken_packs),
	    cmocka_unit_test(refuses_every_stump), cmocka_unit_test(survives_want_of_memory),
	};
	if (argc != 3)
		return 2;
	good = read_all(argv[1]);
	real = read_all(argv[2]);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free((void *)(uintptr_t)good.p);
	free((void *)(uintptr_t)real.p);
	return failed;
}

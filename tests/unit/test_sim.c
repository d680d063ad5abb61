/* test_sim.c - the simulator keeps to the table of records, comes out the same on any number of threads, and its judge
 * notices what it is there to notice. */
#include "check.h"

#include "domain.h"
#include "sim/couple.h"
#include "sim/policy.h"

static const char pack_json[] = "{\"v\":1,\"hash\":\"\",\"exercises\":["
    /* */
    EX("E03", "EMO", "both", "middle", 3, "\"X1\"", "evening", HEARD) "," EX(
        "E08", "EMO", "either", "low", 2, "", "any",
        HEARD) "," EX("E09", "EMO", "one", "low", 2, "", "any",
                      PLAIN) "," EX("E12", "EMO", "both", "low", 1, "\"X1\",\"X4\"", "any",
                                    PLAIN) "," EX("E30", "EMO", "both", "middle", 4, "\"X1\"", "any",
                                                  PLAIN) "," EX("N09", "MNT", "one", "middle", 3, "", "any",
                                                                PLAIN) "],\"reflection\":[{\"id\":\"communication\","
                                                                       "\"slice\":1,\"items\":[{\"id\":\"r_comm_1\","
                                                                       "\"reversed\":false},"
                                                                       "{\"id\":\"r_comm_2\",\"reversed\":true}]},{"
                                                                       "\"id\":\"time\",\"slice\":1,\"items\":[{\"id\":"
                                                                       "\"r_t\","
                                                                       "\"reversed\":false}]}]}";

static struct test_pack pack;

static int open_pack(void **state)
{
	(void)state;
	test_pack_open(&pack, pack_json);
	return 0;
}
static int close_pack(void **state)
{
	(void)state;
	test_pack_close(&pack);
	return 0;
}

static void records_are_of_the_table(void **state)
{
	struct reflect_index items;
	struct room room = {.pack = pack.pack, .items = &items};
	struct person p[2] = {{.joined = false}};
	struct sim_query q = {.couples = 20, .weeks = 12, .threads = 1, .seed = 5};
	unsigned types = 0;
	(void)state;
	room.v = pack_exercises(pack.pack, &room.n);
	reflect_index(pack.pack, &items);
	for (int i = 0; i < 2; i++)
		CHECK_STATUS("room", records_new(&p[i].records, q.weeks), ST_OK);
	for (uint64_t couple = 0; couple < q.couples; couple++) {
		struct outcome o;
		couple_live(p, &room, &q, couple, &o);
		assert_int_equal(o.breaches, 0);
		for (int i = 0; i < 2; i++) {
			struct facts f = records_facts(&p[i].records);
			assert_in_range(f.n, 2, p[i].records.max - 1);
			for (size_t k = 0; k < f.n; k++) {
				CHECK_STATUS(f.v[k].t->name, cbor_check(f.v[k].body), ST_OK);
				CHECK_STATUS(f.v[k].t->name, event_body_check(f.v[k].t, f.v[k].body), ST_OK);
				assert_true(k == 0 || f.v[k].at_ms < f.v[k - 1].at_ms);
				types |= f.v[k].t->number < 32 ? 1u << f.v[k].t->number : 0;
			}
		}
	}
	assert_true((types >> REC_STEP & types >> REC_HARD & types >> REC_REFLECTION & types >> REC_TIME & 1) != 0);
	for (int i = 0; i < 2; i++)
		records_free(&p[i].records);
}

static void the_same_on_any_number_of_threads(void **state)
{
	(void)state;
	for (unsigned planner = 0; planner < SIM_PLANNER__MAX; planner++) {
		struct sim_query q = {.couples = 40, .weeks = 8, .threads = 1, .seed = 9, .planner = planner};
		struct sim_result one, four;
		CHECK_STATUS("one", sim_run(buf_span(&pack.bytes), &q, &one), ST_OK);
		q.threads = 4;
		CHECK_STATUS("four", sim_run(buf_span(&pack.bytes), &q, &four), ST_OK);
		assert_memory_equal(&one, &four, sizeof one);
		assert_int_equal(one.breaches, 0);
		assert_true(one.proposed > one.done && one.done > 0);
	}
}

static void nonsense_is_refused(void **state)
{
	static const struct sim_query bad[] = {{0, 1, 1, 1, SIM_CURRENT},
	                                       {1, 0, 1, 1, SIM_CURRENT},
	                                       {1, SIM_WEEKS_MAX + 1, 1, 1, SIM_CURRENT},
	                                       {SIM_COUPLES_MAX + 1, 1, 1, 1, SIM_CURRENT},
	                                       {1, 1, 0, 1, SIM_CURRENT}};
	struct sim_query q = {1, 1, 1, 1, SIM_CURRENT};
	struct sim_result r;
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		CHECK_STATUS("bad", sim_run(buf_span(&pack.bytes), &bad[i], &r), ST_TOOBIG);
	CHECK_STATUS("no pack", sim_run(span_text("\x80"), &q, &r), ST_MALFORMED);
}

/* Each rule broken once, and the same proposal kept. */
static void the_judge_sees(void **state)
{
	size_t n;
	const struct pack_exercise *v = pack_exercises(pack.pack, &n);
	struct ledger clean, l;
	struct pack_exercise touch[6];
	(void)state;
	ledger_init(&clean, 1000);
	clean.paired = true;
	clean.minutes = 30;
	enum { E03, E08, E09, E12, E30, N09 };
	const int32_t day = 1060; /* week 9: not light */
#define JUDGED(change, at, size, want)                                                                                 \
	do {                                                                                                           \
		l = clean;                                                                                             \
		assert_int_equal(judge(&l, v, (at), (size), day, day), 0);                                             \
		change;                                                                                                \
		assert_int_equal(judge(&l, v, (at), (size), day, day), (want));                                        \
	} while (0)
	JUDGED(l.path = 2, E03, 0, 1);
	JUDGED(l.path = 1, E03, 0, 2);
	JUDGED((l.light_from = day, l.light_until = day), E03, 0, 2);
	JUDGED((l.trust = true, l.start = day - 20), E12, 0, 5);
	JUDGED((l.low = true, l.start = day - 20), N09, 0, 6);
	JUDGED(ledger_done(&l, E09, day - 1), E09, 0, 7);
	JUDGED((l.hard_from = day, l.hard_until = day), E09, 0, 10);
	JUDGED(l.paired = false, E03, 0, 11);
	JUDGED(l.minutes = 5, E03, 1, 12);
	JUDGED(ledger_aside(&l, E09, day), E09, 0, 15);
	JUDGED((ledger_aside(&l, E09, day - 9), ledger_aside(&l, E09, day - 6)), E09, 0, 15);
	JUDGED(ledger_never(&l, E09, day - 100), E09, 0, 15);
	JUDGED(ledger_low(&l, E09, 1, day - 20), E09, 1, 16);
	JUDGED((ledger_low(&l, E09, 2, day - 20), ledger_low(&l, E09, 2, day - 9)), E09, 0, 16);
	l = clean;
	assert_int_equal(judge(&l, v, E03, 0, 1025, 1025), 2); /* the fourth week */
	memcpy(touch, v, sizeof touch);
	touch[E09].touch = PACK_TOUCH_AFFECTION;
	assert_int_equal(judge(&l, touch, E09, 0, day, day), 3);
	touch[E08].waits = true;
	assert_int_equal(judge(&l, touch, E08, 0, day, day), 4);
	touch[N09].need_count = 1;
	touch[N09].needs[0] = E03;
	assert_int_equal(judge(&l, touch, N09, 0, day, day), 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(records_are_of_the_table),
	    cmocka_unit_test(the_same_on_any_number_of_threads),
	    cmocka_unit_test(nonsense_is_refused),
	    cmocka_unit_test(the_judge_sees),
	};
	return cmocka_run_group_tests(tests, open_pack, close_pack);
}

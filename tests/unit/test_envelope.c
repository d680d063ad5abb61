/* test_envelope.c - header and frames: layout, ceilings, every bit of a valid envelope. */
#include <stdio.h>

#include "check.h"
#include "house.h"

struct sample {
	struct house h;
	uint8_t env[ENV_HEADER + 512 + ENV_SIG];
};

/* One valid content envelope of member 1, and the couple around it. */
static void sample_make(struct sample *s)
{
	house_found(&s->h, 3);
	house_join(&s->h);
	house_say(&s->h, &s->h.s, 0, 0, "before");
	house_say(&s->h, &s->h.s, 1, 0, "hello");
	struct frame f = tape_frame(&s->h.s, 2);
	assert_int_equal(f.env.len, sizeof s->env);
	memcpy(s->env, f.env.p, f.env.len);
}

static void test_layout(void **state)
{
	(void)state;
	struct sample s;
	struct envelope e;
	uint8_t again[ENV_HEADER];
	size_t used = 0;
	sample_make(&s);
	assert_int_equal(env_parse(span_make(s.env, sizeof s.env), &e, &used), ST_OK);
	assert_int_equal(used, sizeof s.env);
	assert_int_equal(e.suite, 1);
	assert_int_equal(e.kind, ENV_CONTENT);
	assert_int_equal(e.dev_seq, 1);
	assert_int_equal(e.base_n, 1);
	assert_int_equal(e.epoch, 1);
	assert_memory_equal(s.env + 4, s.h.space, ID_BYTES);
	assert_memory_equal(s.env + 20, s.h.s.stream, ID_BYTES);
	assert_memory_equal(s.env + 52, s.h.id[1].member, ID_BYTES);
	assert_memory_equal(s.env + 68, s.h.dev[1][0].device, ID_BYTES);
	assert_memory_equal(s.env + 136, s.h.sk.id, ID_BYTES);
	assert_int_equal(get_u32(s.env + 192), 512);
	env_header_write(&e, 512, again);
	assert_memory_equal(again, s.env, ENV_HEADER);
	assert_ptr_equal(e.ct.p, s.env + ENV_HEADER);
	assert_ptr_equal(e.sig.p, s.env + ENV_HEADER + 512);
	house_clear(&s.h);
}

/* What one changed byte of a good content envelope makes of it. */
static void test_refusals(void **state)
{
	static const struct {
		size_t at;
		uint8_t v;
		enum status st;
	} t[] = {
	    {0, 'h', ST_MALFORMED},   {1, '2', ST_MALFORMED},  {2, 0, ST_UNKNOWN},	{2, 2, ST_UNKNOWN},
	    {3, 4, ST_MALFORMED},     {3, 255, ST_MALFORMED},  {3, 1, ST_MALFORMED},	/* structure with a key */
	    {152, 1, ST_MALFORMED},   {167, 1, ST_MALFORMED},  {192, 1, ST_MALFORMED}, /* no bucket */
	    {193, 8, ST_MALFORMED},   {194, 1, ST_TOOBIG}, {195, 1, ST_TOOBIG},	{3, 2, ST_OK}, {3, 3, ST_OK},
	};
	(void)state;
	struct sample s;
	struct envelope e;
	sample_make(&s);
	for (size_t i = 0; i < COUNT(t); i++) {
		uint8_t was = s.env[t[i].at];
		char what[32];
		snprintf(what, sizeof what, "byte %zu = %u", t[i].at, t[i].v);
		s.env[t[i].at] = t[i].v;
		CHECK_STATUS(what, env_parse(span_make(s.env, sizeof s.env), &e, NULL), t[i].st);
		s.env[t[i].at] = was;
	}
	for (size_t n = 0; n < sizeof s.env; n++)
		assert_int_equal(env_parse(span_make(s.env, n), &e, NULL), ST_MALFORMED);
	uint8_t longer[sizeof s.env + 1] = {0};
	size_t used;
	memcpy(longer, s.env, sizeof s.env);
	assert_int_equal(env_parse(span_make(longer, sizeof longer), &e, NULL), ST_MALFORMED);
	assert_int_equal(env_parse(span_make(longer, sizeof longer), &e, &used), ST_OK);
	assert_int_equal(used, sizeof s.env);
	house_clear(&s.h);
}

static void test_structure_header(void **state)
{
	(void)state;
	struct sample s;
	struct envelope e;
	uint8_t env[8192];
	sample_make(&s);
	struct frame f = tape_frame(&s.h.m, 2);
	memcpy(env, f.env.p, f.env.len);
	assert_int_equal(env_parse(span_make(env, f.env.len), &e, NULL), ST_OK);
	for (size_t at = 132; at < 192; at++) { /* epoch, key_id, gate, nonce */
		env[at] = 1;
		assert_int_equal(env_parse(span_make(env, f.env.len), &e, NULL), ST_MALFORMED);
		env[at] = 0;
	}
	put_u32(env + 192, ENV_STRUCT_MAX + 1);
	assert_int_equal(env_parse(span_make(env, f.env.len), &e, NULL), ST_TOOBIG);
	house_clear(&s.h);
}

/* Every bit: the envelope no longer parses, or its signature no longer holds; nor does the log take it. */
static void test_every_bit(void **state)
{
	(void)state;
	struct sample s;
	struct log_event ev;
	struct envelope e;
	sample_make(&s);
	struct log *l = house_log(&s.h, 0, 0);
	assert_int_equal(house_feed(&s.h.m, l, s.h.m.n, LOG_VERIFY), ST_OK);
	assert_int_equal(house_feed(&s.h.s, l, 1, LOG_VERIFY), ST_OK);
	struct frame f = tape_frame(&s.h.s, 2);
	f.env = span_make(s.env, sizeof s.env);
	for (size_t bit = 0; bit < 8 * sizeof s.env; bit++) {
		s.env[bit / 8] ^= (uint8_t)(1u << bit % 8);
		if (env_parse(f.env, &e, NULL) == ST_OK)
			assert_int_equal(verify_event(&e, s.h.dev[1][0].s.pk), ST_FORGED);
		enum status st = log_take(l, s.h.s.stream, &f, LOG_VERIFY, &ev);
		if (st == ST_BUSY)
			st = log_take(l, s.h.s.stream, &f, LOG_VERIFY, &ev);
		assert_int_equal(st, ST_DIVERGED);
		log_alarm_set(l, ALARM_NONE, NULL);
		s.env[bit / 8] ^= (uint8_t)(1u << bit % 8);
	}
	assert_int_equal(log_take(l, s.h.s.stream, &f, LOG_VERIFY, &ev), ST_OK);
	log_free(l);
	house_clear(&s.h);
}

static void test_bucket(void **state)
{
	static const size_t t[][2] = {
	    {0, 512},	      {495, 512},     {496, 2048},	{2031, 2048},	{2032, 8192},
	    {8175, 8192},     {8176, 32768},  {32751, 32768},	{32752, 65536}, {65519, 65536},
	    {65520, 0},	      {1u << 30, 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++)
		assert_int_equal(env_bucket(t[i][0]), t[i][1]);
}

static void test_frames(void **state)
{
	(void)state;
	struct sample s;
	struct frame f;
	struct buf b;
	sample_make(&s);
	struct span r = {s.h.m.bytes.p, s.h.m.bytes.len};
	uint64_t n = 0;
	while (frame_parse(&r, &f) == ST_OK)
		assert_int_equal(f.n, ++n);
	assert_int_equal(n, s.h.m.n);
	assert_int_equal(frame_parse(&r, &f), ST_NOTFOUND);
	buf_init(&b, alloc_heap(), 1000);
	assert_int_equal(frame_write(&b, UINT64_MAX, UINT32_MAX, span_make(s.env, sizeof s.env)), ST_OK);
	assert_int_equal(frame_write(&b, 1, 1, span_make(s.env, sizeof s.env)), ST_TOOBIG);
	assert_int_equal(b.len, FRAME_HEAD + sizeof s.env);
	for (size_t i = 1; i < b.len; i++) {
		r = span_make(b.p, i);
		assert_int_equal(frame_parse(&r, &f), ST_MALFORMED);
		assert_int_equal(r.len, i);
	}
	r = buf_span(&b);
	assert_int_equal(frame_parse(&r, &f), ST_OK);
	assert_true(f.n == UINT64_MAX && f.minute == UINT32_MAX && f.flags == 0 && r.len == 0);
	put_u32(b.p + 13, ENV_MAX + 1);
	r = buf_span(&b);
	assert_int_equal(frame_parse(&r, &f), ST_TOOBIG);
	buf_clear(&b);
	house_clear(&s.h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_layout),    cmocka_unit_test(test_refusals), cmocka_unit_test(test_structure_header),
	    cmocka_unit_test(test_every_bit), cmocka_unit_test(test_bucket),   cmocka_unit_test(test_frames),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

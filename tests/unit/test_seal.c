/* test_seal.c - events, wraps and grants: there and back, every bit flipped, everything moved elsewhere. */
#include "check.h"

#include <sodium.h>

#include "house.h"

static void test_content_sizes(void **state)
{
	static const struct {
		size_t len, ct;
		enum status st;
	} t[] = {
	    {0, 512, ST_OK},	   {1, 512, ST_OK},	     {479, 512, ST_OK},	      {480, 2048, ST_OK},
	    {2015, 2048, ST_OK},   {2016, 8192, ST_OK},	     {8160, 32768, ST_OK},    {32735, 32768, ST_OK},
	    {65503, 65536, ST_OK}, {65504, 0, ST_TOOBIG},    {SIZE_MAX, 0, ST_TOOBIG},
	};
	static uint8_t plain[65536];
	(void)state;
	struct house h;
	struct buf out, back;
	house_found(&h, 12);
	for (size_t i = 0; i < sizeof plain; i++)
		plain[i] = (uint8_t)(i * 7 + 0x80); /* holds bytes that look like padding */
	buf_init(&out, alloc_heap(), 1u << 20);
	buf_init(&back, alloc_heap(), 1u << 20);
	for (size_t i = 0; i < COUNT(t); i++) {
		struct envelope e, again;
		house_begin(&h, &h.s, 0, 0, &e);
		size_t before = out.len;
		CHECK_STATUS("seal", seal_content(&e, span_make(plain, t[i].len), &h.sk, &h.dev[0][0], &out), t[i].st);
		if (t[i].st != ST_OK) {
			assert_int_equal(out.len, before);
			continue;
		}
		assert_int_equal(out.len - before, ENV_HEADER + t[i].ct + ENV_SIG);
		assert_int_equal(env_parse(span_make(out.p + before, out.len - before), &again, NULL), ST_OK);
		assert_memory_equal(again.event, e.event, ID_BYTES);
		assert_int_equal(verify_event(&again, h.dev[0][0].s.pk), ST_OK);
		buf_reset(&back);
		assert_int_equal(buf_add(&back, "kept", 4), ST_OK);
		assert_int_equal(seal_open(&again, &h.sk, &back), ST_OK);
		assert_int_equal(back.len, 4 + t[i].len);
		assert_memory_equal(back.p, "kept", 4);
		assert_memory_equal(back.p + 4, plain, t[i].len);
	}
	buf_clear(&out);
	buf_wipe(&back);
	house_clear(&h);
}

static void test_content_refused(void **state)
{
	(void)state;
	struct house h;
	struct buf out;
	struct envelope e;
	struct stream_key k;
	uint8_t plain[256], env[ENV_HEADER + 512 + ENV_SIG];
	size_t n = house_plain("words", plain);
	house_found(&h, 13);
	house_say(&h, &h.s, 0, 0, "words");
	memcpy(env, tape_frame(&h.s, 1).env.p, sizeof env);
	struct span all = {env, sizeof env};
	buf_init(&out, alloc_heap(), 4096);
	for (size_t bit = 0; bit < 8 * (ENV_HEADER + 512); bit++) {
		env[bit / 8] ^= (uint8_t)(1u << bit % 8);
		if (env_parse(all, &e, NULL) == ST_OK)
			assert_int_equal(seal_open(&e, &h.sk, &out), ST_FORGED);
		assert_int_equal(out.len, 0);
		env[bit / 8] ^= (uint8_t)(1u << bit % 8);
	}
	assert_int_equal(env_parse(all, &e, NULL), ST_OK);
	k = h.sk;
	k.key[0] ^= 1; /* right name, wrong key */
	assert_int_equal(seal_open(&e, &k, &out), ST_FORGED);
	k = h.sk;
	k.epoch++;
	assert_int_equal(seal_open(&e, &k, &out), ST_FORGED);
	k = h.sk;
	k.stream[0] ^= 1;
	assert_int_equal(seal_open(&e, &k, &out), ST_FORGED);
	assert_int_equal(seal_open(&e, &h.pk[0], &out), ST_FORGED);
	for (size_t i = 0; i < 512 - ENV_TAG; i++)
		assert_int_equal(out.p[i], 0); /* nothing of a failed opening is left */
	assert_int_equal(seal_open(&e, &h.sk, &out), ST_OK);
	assert_true(span_equal(buf_span(&out), span_make(plain, n)));
	house_begin(&h, &h.s, 0, 0, &e);
	buf_reset(&out);
	assert_int_equal(seal_content(&e, span_make(plain, n), &h.pk[0], &h.dev[0][0], &out), ST_DENIED);
	buf_clear(&out);
	buf_init(&out, alloc_heap(), 700);
	assert_int_equal(seal_content(&e, span_make(plain, n), &h.sk, &h.dev[0][0], &out), ST_TOOBIG);
	static uint8_t body[ENV_STRUCT_MAX + 1];
	assert_int_equal(seal_structure(&e, span_make(body, sizeof body), &h.dev[0][0], &out), ST_TOOBIG);
	assert_int_equal(out.len, 0);
	buf_clear(&out);
	house_clear(&h);
}

/* Sealed by somebody with the key, but not the way it should be: the author's fault, told apart from a forgery. */
static void test_padding(void **state)
{
	static const struct {
		size_t mark; /* where the padding begins; 0: nowhere */
		enum status st;
	} t[] = {{0, ST_MALFORMED}, {3, ST_MALFORMED}, {15, ST_MALFORMED}, {16, ST_OK}, {495, ST_OK}};
	(void)state;
	struct house h;
	struct buf out;
	struct envelope e;
	house_found(&h, 16);
	house_say(&h, &h.s, 0, 0, "x");
	assert_int_equal(env_parse(tape_frame(&h.s, 1).env, &e, NULL), ST_OK);
	buf_init(&out, alloc_heap(), 4096);
	for (size_t i = 0; i < COUNT(t); i++) {
		uint8_t inside[512 - ENV_TAG] = {0}, ct[512], ad[13 + ENV_AD] = "hearth/v1/ad";
		memcpy(ad + 13, e.header.p, ENV_AD);
		if (t[i].mark != 0)
			inside[t[i].mark] = 0x80;
		(void)crypto_aead_xchacha20poly1305_ietf_encrypt(ct, NULL, inside, sizeof inside, ad, sizeof ad, NULL,
								 e.nonce, h.sk.key);
		e.ct = span_make(ct, sizeof ct);
		buf_reset(&out);
		CHECK_STATUS("padding", seal_open(&e, &h.sk, &out), t[i].st);
		assert_int_equal(out.len, t[i].st == ST_OK ? t[i].mark - 16 : 0);
	}
	buf_clear(&out);
	house_clear(&h);
}

static void test_wrap(void **state)
{
	static const char *const purposes[] = {"local", "cold", "tab", "snap", "invite", "join", "note", "held"};
	(void)state;
	struct buf sealed, open;
	uint8_t K[32] = {9}, other[32] = {8};
	struct span words = span_text("the cold store");
	buf_init(&sealed, alloc_heap(), 4096);
	buf_init(&open, alloc_heap(), 4096);
	for (size_t i = 0; i < COUNT(purposes); i++) {
		buf_reset(&sealed);
		buf_reset(&open);
		assert_int_equal(wrap_seal(K, purposes[i], words, &sealed), ST_OK);
		assert_int_equal(sealed.len, words.len + WRAP_OVERHEAD);
		assert_int_equal(wrap_open(other, purposes[i], buf_span(&sealed), &open), ST_FORGED);
		for (size_t j = 0; j < COUNT(purposes); j++)
			if (j != i)
				assert_int_equal(wrap_open(K, purposes[j], buf_span(&sealed), &open), ST_FORGED);
		assert_int_equal(open.len, 0);
		assert_int_equal(wrap_open(K, purposes[i], buf_span(&sealed), &open), ST_OK);
		assert_true(span_equal(buf_span(&open), words));
	}
	for (size_t bit = 0; bit < 8 * sealed.len; bit++) {
		sealed.p[bit / 8] ^= (uint8_t)(1u << bit % 8);
		assert_int_equal(wrap_open(K, "held", buf_span(&sealed), &open), ST_FORGED);
		sealed.p[bit / 8] ^= (uint8_t)(1u << bit % 8);
	}
	for (size_t n = 0; n < sealed.len; n++)
		assert_int_equal(wrap_open(K, "held", span_make(sealed.p, n), &open),
				 n < WRAP_OVERHEAD ? ST_MALFORMED : ST_FORGED);
	assert_int_equal(wrap_seal(K, "", words, &sealed), ST_DENIED);
	assert_int_equal(wrap_open(K, "a purpose much too long to be one", words, &sealed), ST_DENIED);
	buf_reset(&sealed);
	buf_reset(&open);
	assert_int_equal(wrap_seal(K, "tab", span_make(NULL, 0), &sealed), ST_OK); /* nothing, sealed */
	assert_int_equal(wrap_open(K, "tab", buf_span(&sealed), &open), ST_OK);
	assert_int_equal(open.len, 0);
	buf_clear(&sealed);
	buf_wipe(&open);
}

/* A grant that is right, and what is done to it before it is opened. */
struct grant_case {
	struct house h;
	struct structure st;
	struct grant_box *g; /* the box of member 1, device 0 */
	struct box_pair *me;
	uint8_t space[ID_BYTES];
};
static void g_nothing(struct grant_case *c) { (void)c; }
static void g_space(struct grant_case *c) { c->space[0] ^= 1; }
static void g_stream(struct grant_case *c) { memcpy(c->st.stream, c->h.p[1].stream, ID_BYTES); }
static void g_epoch(struct grant_case *c) { c->st.epoch++; }
static void g_recipient(struct grant_case *c) { memcpy(c->g->recipient, c->h.dev[0][0].device, ID_BYTES); }
static void g_key_id(struct grant_case *c) { c->st.key_id[0] ^= 1; }
static void g_type(struct grant_case *c) { c->st.type = STRUCT_MEMBER; }
static void g_not_me(struct grant_case *c) { c->me = &c->h.dev[1][1].b; }
static void g_half_me(struct grant_case *c) { c->me->pk[0] ^= 1; }
static void g_of_other(struct grant_case *c) /* the box for device (0, 0), said to be ours */
{
	memcpy(c->g->box, c->st.box[0].box, GRANT_BOX);
}
/* An author who boxes another key than the one named. */
static void g_other_key(struct grant_case *c)
{
	struct stream_key k = c->h.sk;
	k.key[0] ^= 1;
	assert_int_equal(grant_seal(c->h.space, &k, c->g->recipient, c->me->pk, c->g->box), ST_OK);
}
/* A true box of the same key, made for another stream or epoch: cannot be moved here. */
static void g_moved_stream(struct grant_case *c)
{
	struct stream_key k = c->h.sk;
	memcpy(k.stream, c->h.p[1].stream, ID_BYTES);
	assert_int_equal(grant_seal(c->h.space, &k, c->g->recipient, c->me->pk, c->g->box), ST_OK);
}
static void g_moved_epoch(struct grant_case *c)
{
	struct stream_key k = c->h.sk;
	k.epoch = 2;
	assert_int_equal(grant_seal(c->h.space, &k, c->g->recipient, c->me->pk, c->g->box), ST_OK);
}
static void g_moved_space(struct grant_case *c)
{
	assert_int_equal(grant_seal(c->h.id[0].member, &c->h.sk, c->g->recipient, c->me->pk, c->g->box), ST_OK);
}

static void test_grant(void **state)
{
	static const struct {
		const char *name;
		void (*spoil)(struct grant_case *c);
		enum status st;
	} t[] = {
	    {"good", g_nothing, ST_OK},		     {"space", g_space, ST_FORGED},
	    {"stream", g_stream, ST_FORGED},	     {"epoch", g_epoch, ST_FORGED},
	    {"recipient", g_recipient, ST_FORGED},   {"key id", g_key_id, ST_FORGED},
	    {"type", g_type, ST_FORGED},	     {"another's keys", g_not_me, ST_FORGED},
	    {"wrong public key", g_half_me, ST_FORGED}, {"another's box", g_of_other, ST_FORGED},
	    {"another key inside", g_other_key, ST_FORGED}, {"moved from another stream", g_moved_stream, ST_FORGED},
	    {"moved from another epoch", g_moved_epoch, ST_FORGED}, {"moved from another space", g_moved_space, ST_FORGED},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++) {
		struct grant_case c;
		struct stream_key k;
		house_found(&c.h, 14);
		house_join(&c.h);
		house_grant(&c.h, &c.h.sk, 3, &c.st);
		memcpy(c.space, c.h.space, ID_BYTES);
		c.g = &c.st.box[2];
		c.me = &c.h.dev[1][0].b;
		assert_memory_equal(c.g->recipient, c.h.dev[1][0].device, ID_BYTES);
		t[i].spoil(&c);
		memset(&k, 0x55, sizeof k);
		CHECK_STATUS(t[i].name, grant_open(c.space, &c.st, c.g, c.me, &k), t[i].st);
		if (t[i].st == ST_OK)
			assert_memory_equal(&k, &c.h.sk, sizeof k);
		else
			assert_int_equal(k.key[0], 0x55); /* untouched */
		house_clear(&c.h);
	}
}

static void test_grant_bits(void **state)
{
	(void)state;
	struct house h;
	struct structure st;
	struct stream_key k;
	uint8_t zero[32] = {0};
	house_found(&h, 15);
	house_grant(&h, &h.sk, 1, &st);
	assert_int_equal(grant_open(h.space, &st, &st.box[1], &h.id[0].b, &k), ST_OK); /* recovery: to IKb */
	for (size_t bit = 0; bit < 8 * GRANT_BOX; bit++) {
		st.box[0].box[bit / 8] ^= (uint8_t)(1u << bit % 8);
		/* X25519 ignores the top bit of the ephemeral key, but the nonce hangs on it */
		assert_int_equal(grant_open(h.space, &st, &st.box[0], &h.dev[0][0].b, &k), ST_FORGED);
		st.box[0].box[bit / 8] ^= (uint8_t)(1u << bit % 8);
	}
	assert_int_equal(grant_open(h.space, &st, &st.box[0], &h.dev[0][0].b, &k), ST_OK);
	assert_int_equal(grant_seal(h.space, &h.sk, h.id[0].member, zero, st.box[0].box), ST_FORGED);
	house_clear(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_content_sizes), cmocka_unit_test(test_content_refused), cmocka_unit_test(test_wrap),
	    cmocka_unit_test(test_padding),
	    cmocka_unit_test(test_grant),	  cmocka_unit_test(test_grant_bits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

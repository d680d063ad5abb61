/* test_log.c - every rule of spec/event.md 4 broken once, alone; own numbers; heads; saving. */
#include "check.h"
#include "fault_alloc.h"
#include "house.h"
#include "wire/cbor.h"

/* The couple, all of it taken by `log` (the view of member 0, device 0), and one more event waiting in h.scratch. */
struct scene {
	struct house h;
	struct log *log;
	struct tape *t; /* where the waiting event is offered */
	uint32_t minute;
	uint64_t n;
};

static void scene_open(struct scene *x)
{
	house_found(&x->h, 7);
	house_join(&x->h);
	house_say(&x->h, &x->h.s, 0, 0, "one");
	house_say(&x->h, &x->h.s, 1, 0, "two");
	house_say(&x->h, &x->h.p[0], 0, 0, "mine");
	x->log = house_log(&x->h, 0, 0);
	x->minute = 0;
	x->n = 0;
}

static void scene_feed(struct scene *x)
{
	assert_int_equal(house_feed(&x->h.m, x->log, x->h.m.n, LOG_VERIFY), ST_OK);
	assert_int_equal(house_feed(&x->h.p[0], x->log, x->h.p[0].n, LOG_VERIFY), ST_OK);
	assert_int_equal(house_feed(&x->h.s, x->log, x->h.s.n, LOG_VERIFY), ST_OK);
}

static void scene_close(struct scene *x)
{
	log_free(x->log);
	house_clear(&x->h);
}

static enum status offer(struct scene *x, struct log_event *ev)
{
	struct frame f = {.n = x->n != 0 ? x->n : x->t->n + 1,
			  .minute = x->minute != 0 ? x->minute : x->t->minute + 1,
			  .env = buf_span(&x->h.scratch)};
	return log_take(x->log, x->t->stream, &f, LOG_VERIFY, ev);
}

/* Puts a content event of (m, d) into the scratch; `e` as house_begin made it, perhaps altered. */
static void content(struct scene *x, struct envelope *e, uint32_t m, uint32_t d, const struct stream_key *k)
{
	uint8_t plain[256];
	struct stream_key key = *k;
	memcpy(key.stream, e->stream, ID_BYTES); /* also where the key does not belong */
	buf_reset(&x->h.scratch);
	assert_int_equal(seal_content(e, span_make(plain, house_plain("x", plain)), &key, &x->h.dev[m][d], &x->h.scratch),
			 ST_OK);
}

static void begin(struct scene *x, struct tape *t, uint32_t m, uint32_t d, struct envelope *e)
{
	x->t = t;
	house_begin(&x->h, t, m, d, e);
}

static void body(struct scene *x, struct envelope *e, uint32_t m, uint32_t d, const struct structure *st)
{
	struct buf b;
	buf_init(&b, alloc_heap(), ENV_STRUCT_MAX);
	assert_int_equal(structure_write(st, &b), ST_OK);
	buf_reset(&x->h.scratch);
	assert_int_equal(seal_structure(e, buf_span(&b), &x->h.dev[m][d], &x->h.scratch), ST_OK);
	buf_clear(&b);
}

static void structure(struct scene *x, struct tape *t, uint32_t m, uint32_t d, const struct structure *st)
{
	struct envelope e;
	begin(x, t, m, d, &e);
	body(x, &e, m, d, st);
}

static void good_s(struct scene *x, struct envelope *e) { begin(x, &x->h.s, 1, 0, e); }

/* ---- one broken rule each; scene_feed has run unless the maker feeds by itself */

static void ok_content(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_gap(struct scene *x)
{
	ok_content(x);
	x->n = x->t->n + 2;
}

static void bad_magic(struct scene *x)
{
	ok_content(x);
	x->h.scratch.p[1] = '2';
	house_resign(&x->h, 1, 0, x->h.scratch.p, x->h.scratch.len);
}

static void bad_suite(struct scene *x)
{
	ok_content(x);
	x->h.scratch.p[2] = 2;
	house_resign(&x->h, 1, 0, x->h.scratch.p, x->h.scratch.len);
}

static void bad_space(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	e.space[0] ^= 1;
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_stream(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	memcpy(e.stream, x->h.p[1].stream, ID_BYTES);
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_device_of_other(struct scene *x)
{
	struct envelope e;
	begin(x, &x->h.s, 0, 0, &e);
	memcpy(e.member, x->h.id[1].member, ID_BYTES);
	content(x, &e, 0, 0, &x->h.sk);
}

static void bad_device_unlisted(struct scene *x)
{
	struct envelope e;
	begin(x, &x->h.s, 1, 3, &e);
	content(x, &e, 1, 3, &x->h.sk);
}

static void bad_member_unknown(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	e.member[3] ^= 1;
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_device_in_m(struct scene *x)
{
	struct structure st;
	house_grant(&x->h, &x->h.sk, 3, &st);
	structure(x, &x->h.m, 1, 4, &st);
}

static void bad_right(struct scene *x)
{
	struct envelope e;
	begin(x, &x->h.p[0], 1, 0, &e);
	content(x, &e, 1, 0, &x->h.pk[0]);
}

static void bad_signature(struct scene *x)
{
	ok_content(x);
	x->h.scratch.p[x->h.scratch.len - 1] ^= 1;
}

static void bad_dev_seq_skips(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	e.dev_seq++;
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_dev_seq_repeats(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	e.dev_seq--;
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_base_beyond(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	e.base_n++;
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_base_falls(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	e.base_n = 0;
	chain_start(x->h.space, x->h.s.stream, e.base_R);
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_history_head(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	e.base_R[HASH_BYTES - 1] ^= 1; /* past the half that is kept of older ones */
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_history_older(struct scene *x)
{
	struct envelope e;
	good_s(x, &e);
	e.base_n = 1; /* base of its last event; R is that of the head */
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_epoch_never_granted(struct scene *x)
{
	struct envelope e;
	struct stream_key k = x->h.sk;
	k.epoch++;
	good_s(x, &e);
	content(x, &e, 1, 0, &k);
}

static void bad_epoch_zero(struct scene *x)
{
	struct envelope e;
	struct stream_key k = x->h.sk;
	k.epoch = 0;
	good_s(x, &e);
	content(x, &e, 1, 0, &k);
}

static void bad_epoch_falls(struct scene *x)
{
	struct envelope e;
	struct stream_key old = x->h.sk;
	house_rekey(&x->h, 0, 0);
	house_say(&x->h, &x->h.s, 0, 0, "new key");
	scene_feed(x);
	good_s(x, &e);
	content(x, &e, 1, 0, &old);
}

static void bad_epoch_private(struct scene *x)
{
	struct envelope e;
	struct stream_key k = x->h.pk[0];
	k.epoch++;
	begin(x, &x->h.p[0], 0, 0, &e);
	content(x, &e, 0, 0, &k);
}

static void bad_content_in_m(struct scene *x)
{
	struct envelope e;
	begin(x, &x->h.m, 1, 0, &e);
	content(x, &e, 1, 0, &x->h.sk);
}

static void bad_clock(struct scene *x)
{
	ok_content(x);
	x->minute = x->t->minute - 1441;
}

/* A second device of member 1 that wrote, was removed, and after which S got a new epoch. */
static void revoked(struct scene *x)
{
	house_devices(&x->h, 1, 0, 3);
	house_say(&x->h, &x->h.s, 1, 1, "from the second");
	house_devices(&x->h, 1, 0, 1);
	house_rekey(&x->h, 1, 0);
	scene_feed(x);
}

static void ok_revoked_old_epoch(struct scene *x)
{
	struct envelope e;
	struct stream_key k;
	revoked(x);
	k = *ring_at(&x->h.ring, x->h.s.stream, 1);
	begin(x, &x->h.s, 1, 1, &e);
	content(x, &e, 1, 1, &k);
}

static void bad_revoked(struct scene *x)
{
	struct envelope e;
	revoked(x);
	begin(x, &x->h.s, 1, 1, &e);
	content(x, &e, 1, 1, &x->h.sk);
}

static void bad_revoked_in_m(struct scene *x)
{
	struct structure st;
	revoked(x);
	house_grant(&x->h, &x->h.sk, 3, &st);
	structure(x, &x->h.m, 1, 1, &st);
}

static void own_revoked(struct scene *x)
{
	struct structure st;
	house_devices(&x->h, 0, 0, 3);
	house_grant(&x->h, &x->h.pk[0], 1, &st);
	house_do(&x->h, &x->h.p[0], 0, 0, &st);
	house_say(&x->h, &x->h.p[0], 0, 1, "from the second");
	house_devices(&x->h, 0, 0, 1);
}

static void ok_revoked_private(struct scene *x)
{
	struct envelope e;
	own_revoked(x);
	scene_feed(x);
	begin(x, &x->h.p[0], 0, 1, &e);
	content(x, &e, 0, 1, &x->h.pk[0]);
}

static void bad_revoked_private(struct scene *x)
{
	struct envelope e;
	own_revoked(x);
	house_rekey(&x->h, 0, 0);
	scene_feed(x);
	begin(x, &x->h.p[0], 0, 1, &e);
	content(x, &e, 0, 1, &x->h.pk[0]);
}

/* A thief's device that was removed hands out a key of its own. */
static void bad_revoked_grants(struct scene *x)
{
	struct structure st;
	struct stream_key k;
	own_revoked(x);
	house_rekey(&x->h, 0, 0);
	scene_feed(x);
	stream_key_make(x->h.p[0].stream, x->h.pk[0].epoch + 1, &k);
	house_grant(&x->h, &k, 1, &st);
	structure(x, &x->h.p[0], 0, 1, &st);
}

static void devices_event(struct scene *x, uint32_t m, uint32_t by, uint32_t version, uint32_t mask)
{
	struct structure st = {.type = STRUCT_DEVICES};
	memcpy(st.member, x->h.id[m].member, ID_BYTES);
	house_list(&x->h, m, version, mask, &st.list);
	structure(x, &x->h.m, m, by, &st);
}

static void ok_devices(struct scene *x) { devices_event(x, 1, 0, 2, 3); }
static void ok_recovery(struct scene *x) { devices_event(x, 1, 5, 2, 1u << 5); }
static void ok_leaves_itself(struct scene *x) { devices_event(x, 1, 0, 2, 2); }
static void bad_list_same(struct scene *x) { devices_event(x, 1, 0, 1, 3); }
static void bad_list_skips(struct scene *x) { devices_event(x, 1, 0, 3, 3); }

static void bad_list_old(struct scene *x)
{
	house_devices(&x->h, 1, 0, 3);
	scene_feed(x);
	devices_event(x, 1, 0, 2, 1);
}

static void bad_list_returns(struct scene *x)
{
	revoked(x);
	devices_event(x, 1, 0, 4, 3);
}

static void bad_list_signature(struct scene *x)
{
	struct structure st = {.type = STRUCT_DEVICES};
	memcpy(st.member, x->h.id[1].member, ID_BYTES);
	house_list(&x->h, 1, 2, 3, &st.list);
	st.list.sig[0] ^= 1;
	structure(x, &x->h.m, 1, 0, &st);
}

/* Recovery that the identity key does not vouch for. */
static void bad_recovery(struct scene *x)
{
	struct structure st = {.type = STRUCT_DEVICES};
	memcpy(st.member, x->h.id[1].member, ID_BYTES);
	house_list(&x->h, 1, 2, 1u << 5, &st.list);
	devlist_sign(&st.list, &x->h.id[0]);
	structure(x, &x->h.m, 1, 5, &st);
}

/* A good list of the other, handed in by one's own device. */
static void bad_list_of_other(struct scene *x)
{
	struct structure st = {.type = STRUCT_DEVICES};
	memcpy(st.member, x->h.id[1].member, ID_BYTES);
	house_list(&x->h, 1, 2, 3, &st.list);
	structure(x, &x->h.m, 0, 0, &st);
}

static void bad_list_id(struct scene *x)
{
	struct structure st = {.type = STRUCT_DEVICES};
	memcpy(st.member, x->h.id[1].member, ID_BYTES);
	house_list(&x->h, 1, 2, 3, &st.list);
	st.list.dev[1].dx[0] ^= 1;
	devlist_sign(&st.list, &x->h.id[1]);
	structure(x, &x->h.m, 1, 0, &st);
}

static void bad_second_genesis(struct scene *x)
{
	struct structure st = {.type = STRUCT_GENESIS};
	memcpy(st.member, x->h.id[0].member, ID_BYTES);
	memcpy(st.iks, x->h.id[0].s.pk, 32);
	memcpy(st.ikb, x->h.id[0].b.pk, 32);
	st.list = x->h.list[0];
	structure(x, &x->h.m, 0, 0, &st);
}

/* Someone else as a third partner. */
static void bad_third_partner(struct scene *x)
{
	struct structure st;
	struct identity third;
	identity_make(&third);
	house_member(&x->h, &st);
	memcpy(st.member, third.member, ID_BYTES);
	memcpy(st.iks, third.s.pk, 32);
	memcpy(st.ikb, third.b.pk, 32);
	devlist_sign(&st.list, &third);
	approval_sign(x->h.space, &st, &x->h.id[0]);
	structure(x, &x->h.m, 0, 0, &st);
}

static void grant(struct scene *x, struct tape *t, const struct tape *of, uint32_t epoch, bool same)
{
	struct structure st;
	struct stream_key k;
	stream_key_make(of->stream, epoch, &k);
	if (same)
		k = *ring_at(&x->h.ring, of->stream, epoch);
	house_grant(&x->h, &k, 3, &st);
	structure(x, t, 0, 0, &st);
}

static void ok_grant_again(struct scene *x) { grant(x, &x->h.m, &x->h.s, 1, true); }
static void ok_grant_next(struct scene *x) { grant(x, &x->h.m, &x->h.s, 2, false); }
static void ok_grant_private(struct scene *x) { grant(x, &x->h.p[0], &x->h.p[0], 2, false); }
static void bad_grant_other_key(struct scene *x) { grant(x, &x->h.m, &x->h.s, 1, false); }
static void bad_grant_skips(struct scene *x) { grant(x, &x->h.m, &x->h.s, 3, false); }
static void bad_grant_p_in_m(struct scene *x) { grant(x, &x->h.m, &x->h.p[0], 2, false); }
static void bad_grant_of_m(struct scene *x) { grant(x, &x->h.m, &x->h.m, 1, false); }
static void bad_grant_s_in_p(struct scene *x) { grant(x, &x->h.p[0], &x->h.s, 2, false); }
static void bad_grant_in_s(struct scene *x) { grant(x, &x->h.s, &x->h.s, 2, false); }
static void bad_grant_foreign(struct scene *x) { grant(x, &x->h.m, &x->h.p[1], 2, false); }

static void ok_void_body(struct scene *x)
{
	struct envelope e;
	begin(x, &x->h.m, 1, 0, &e);
	buf_reset(&x->h.scratch);
	assert_int_equal(seal_structure(&e, span_text("\xff no cbor"), &x->h.dev[1][0], &x->h.scratch), ST_OK);
}

static void ok_unknown_type(struct scene *x)
{
	static const uint8_t later[] = {0xa1, 0x00, 0x09};
	struct envelope e;
	begin(x, &x->h.m, 1, 0, &e);
	buf_reset(&x->h.scratch);
	assert_int_equal(seal_structure(&e, span_make(later, sizeof later), &x->h.dev[1][0], &x->h.scratch), ST_OK);
}

static void ok_clock_a_day(struct scene *x)
{
	ok_content(x);
	x->minute = x->t->minute - 1440;
}

static void ok_other_key_id(struct scene *x) /* its author's fault: nobody can open it */
{
	struct envelope e;
	struct stream_key k = x->h.sk;
	k.id[0] ^= 1;
	good_s(x, &e);
	content(x, &e, 1, 0, &k);
}

static const struct {
	const char *name;
	void (*make)(struct scene *x);
	enum alarm alarm;
	bool early; /* refused once with ST_BUSY before it counts */
} rules[] = {
    {"good content", ok_content, ALARM_NONE, false},
    {"gap in n", bad_gap, ALARM_FRAME, false},
    {"magic", bad_magic, ALARM_FRAME, false},
    {"suite", bad_suite, ALARM_FRAME, false},
    {"foreign space", bad_space, ALARM_PLACE, false},
    {"foreign stream", bad_stream, ALARM_PLACE, false},
    {"the other's device", bad_device_of_other, ALARM_DEVICE, true},
    {"device in no list", bad_device_unlisted, ALARM_DEVICE, true},
    {"unknown member", bad_member_unknown, ALARM_DEVICE, true},
    {"unlisted device in M", bad_device_in_m, ALARM_DEVICE, false},
    {"partner in a private stream", bad_right, ALARM_RIGHT, false},
    {"signature", bad_signature, ALARM_SIGNATURE, false},
    {"dev_seq skips", bad_dev_seq_skips, ALARM_DEV_SEQ, false},
    {"dev_seq repeats", bad_dev_seq_repeats, ALARM_DEV_SEQ, false},
    {"base_n beyond", bad_base_beyond, ALARM_BASE, false},
    {"base_n falls", bad_base_falls, ALARM_BASE, false},
    {"base_R at the head", bad_history_head, ALARM_HISTORY, false},
    {"base_R before it", bad_history_older, ALARM_HISTORY, false},
    {"epoch never granted", bad_epoch_never_granted, ALARM_EPOCH, true},
    {"epoch zero", bad_epoch_zero, ALARM_EPOCH, false},
    {"epoch falls", bad_epoch_falls, ALARM_EPOCH, false},
    {"epoch never granted in P", bad_epoch_private, ALARM_EPOCH, false},
    {"content in M", bad_content_in_m, ALARM_EPOCH, false},
    {"a day and a minute back", bad_clock, ALARM_CLOCK, false},
    {"a day back", ok_clock_a_day, ALARM_NONE, false},
    {"removed device, old epoch", ok_revoked_old_epoch, ALARM_NONE, false},
    {"removed device, new epoch", bad_revoked, ALARM_DEVICE, false},
    {"removed device in M", bad_revoked_in_m, ALARM_DEVICE, false},
    {"removed device in P, its epoch", ok_revoked_private, ALARM_NONE, false},
    {"removed device in P, new epoch", bad_revoked_private, ALARM_DEVICE, false},
    {"removed device grants", bad_revoked_grants, ALARM_DEVICE, false},
    {"next list", ok_devices, ALARM_NONE, false},
    {"recovery", ok_recovery, ALARM_NONE, false},
    {"a device takes itself out", ok_leaves_itself, ALARM_NONE, false},
    {"same version", bad_list_same, ALARM_MEMBERSHIP, false},
    {"version skips", bad_list_skips, ALARM_MEMBERSHIP, false},
    {"old list again", bad_list_old, ALARM_MEMBERSHIP, false},
    {"removed device returns", bad_list_returns, ALARM_MEMBERSHIP, false},
    {"list signature", bad_list_signature, ALARM_MEMBERSHIP, false},
    {"recovery by a stranger", bad_recovery, ALARM_MEMBERSHIP, false},
    {"the other's list", bad_list_of_other, ALARM_MEMBERSHIP, false},
    {"device id is no hash", bad_list_id, ALARM_MEMBERSHIP, false},
    {"second genesis", bad_second_genesis, ALARM_MEMBERSHIP, false},
    {"third partner", bad_third_partner, ALARM_MEMBERSHIP, false},
    {"same grant again", ok_grant_again, ALARM_NONE, false},
    {"next epoch", ok_grant_next, ALARM_NONE, false},
    {"next epoch of P", ok_grant_private, ALARM_NONE, false},
    {"other key for an epoch", bad_grant_other_key, ALARM_MEMBERSHIP, false},
    {"epoch skipped", bad_grant_skips, ALARM_MEMBERSHIP, false},
    {"grant of P in M", bad_grant_p_in_m, ALARM_MEMBERSHIP, false},
    {"grant of M", bad_grant_of_m, ALARM_MEMBERSHIP, false},
    {"grant of S in P", bad_grant_s_in_p, ALARM_MEMBERSHIP, false},
    {"grant in S", bad_grant_in_s, ALARM_MEMBERSHIP, false},
    {"grant of the other's P", bad_grant_foreign, ALARM_MEMBERSHIP, false},
    {"body that is no CBOR", ok_void_body, ALARM_NONE, false},
    {"type of a later day", ok_unknown_type, ALARM_NONE, false},
    {"key id of another key", ok_other_key_id, ALARM_NONE, false},
};

static void saved(const struct log *l, struct buf *b)
{
	buf_init(b, alloc_heap(), 1u << 24);
	struct cbor_w w = cbor_writer(b);
	log_save(l, &w);
	assert_int_equal(w.st, ST_OK);
}

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rules); i++) {
		struct scene x;
		struct log_event ev;
		struct buf before, after;
		scene_open(&x);
		scene_feed(&x);
		rules[i].make(&x);
		saved(x.log, &before);
		if (rules[i].early)
			CHECK_STATUS(rules[i].name, offer(&x, &ev), ST_BUSY);
		saved(x.log, &after);
		assert_true(span_equal(buf_span(&before), buf_span(&after)));
		bool good = rules[i].alarm == ALARM_NONE;
		CHECK_STATUS(rules[i].name, offer(&x, &ev), good ? ST_OK : ST_DIVERGED);
		if (log_alarm(x.log) != rules[i].alarm)
			fail_msg("%s: alarm %s", rules[i].name, log_alarm_name(log_alarm(x.log)));
		if (!good) { /* nothing more is taken, not even what is right, and no head moved */
			assert_memory_equal(log_alarm_stream(x.log), x.t->stream, ID_BYTES);
			x.n = x.minute = 0;
			ok_content(&x);
			CHECK_STATUS(rules[i].name, offer(&x, &ev), ST_DIVERGED);
			assert_int_equal(log_head_find(x.log, x.h.s.stream)->n, x.h.s.n);
			assert_int_equal(log_head_find(x.log, x.h.m.stream)->n, x.h.m.n);
		}
		buf_clear(&before);
		buf_clear(&after);
		scene_close(&x);
	}
}

/* ---- the first event of all, and the second person's way in */

static void founding(struct scene *x, bool joins)
{
	house_found(&x->h, 9);
	x->log = house_log(&x->h, 0, 0);
	x->t = &x->h.m;
	x->n = x->minute = 0;
	if (joins)
		assert_int_equal(house_feed(&x->h.m, x->log, x->h.m.n, LOG_VERIFY), ST_OK);
}

static enum status offer_bytes(struct log *l, const struct tape *t, uint64_t n, uint8_t *env, size_t len)
{
	struct log_event ev;
	struct frame f = {.n = n, .minute = t->minute, .env = {env, len}};
	return log_take(l, t->stream, &f, LOG_VERIFY, &ev);
}

static void test_genesis(void **state)
{
	static const struct {
		const char *name;
		size_t at; /* byte of the envelope that is changed, then signed again */
		enum alarm alarm;
	} t[] = {{"space", 4, ALARM_PLACE}, {"stream", 20, ALARM_PLACE}, {"event", 36, ALARM_PLACE}, {"seq", 84, ALARM_PLACE}};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++) {
		struct scene x;
		uint8_t env[8192];
		founding(&x, false);
		struct frame f = tape_frame(&x.h.m, 1);
		memcpy(env, f.env.p, f.env.len);
		env[t[i].at] ^= 1;
		house_resign(&x.h, 0, 0, env, f.env.len);
		CHECK_STATUS(t[i].name, offer_bytes(x.log, &x.h.m, 1, env, f.env.len), ST_DIVERGED);
		assert_int_equal(log_alarm(x.log), t[i].alarm);
		log_alarm_set(x.log, ALARM_NONE, NULL);
		memcpy(env, f.env.p, f.env.len);
		CHECK_STATUS(t[i].name, offer_bytes(x.log, &x.h.m, 1, env, f.env.len), ST_OK);
		scene_close(&x);
	}
}

/* A founder may write whatever genesis gives a space id of its own; what is inside must still hold. */
static void bend_base(struct envelope *e, struct structure *st, struct house *h)
{
	(void)st;
	(void)h;
	e->base_R[0] = 1;
}
static void bend_seq(struct envelope *e, struct structure *st, struct house *h)
{
	(void)st;
	(void)h;
	e->dev_seq = 2;
}
static void bend_member(struct envelope *e, struct structure *st, struct house *h)
{
	(void)st;
	memcpy(e->member, h->id[1].member, ID_BYTES);
}
static void bend_list(struct envelope *e, struct structure *st, struct house *h)
{
	(void)e;
	(void)h;
	st->list.sig[5] ^= 1;
}
static void bend_keys(struct envelope *e, struct structure *st, struct house *h)
{
	(void)e;
	memcpy(st->ikb, h->id[1].b.pk, 32);
}
static void bend_device(struct envelope *e, struct structure *st, struct house *h)
{
	(void)e;
	house_list(h, 0, 1, 2, &st->list);
}
static void bend_type(struct envelope *e, struct structure *st, struct house *h)
{
	(void)e;
	(void)h;
	st->type = STRUCT_DEVICES;
}

static void test_genesis_inside(void **state)
{
	static const struct {
		const char *name;
		void (*bend)(struct envelope *e, struct structure *st, struct house *h);
		enum alarm alarm;
	} t[] = {
	    {"base_R", bend_base, ALARM_HISTORY},      {"dev_seq", bend_seq, ALARM_DEV_SEQ},
	    {"member", bend_member, ALARM_DEVICE},     {"list signature", bend_list, ALARM_MEMBERSHIP},
	    {"identity", bend_keys, ALARM_MEMBERSHIP}, {"device", bend_device, ALARM_DEVICE},
	    {"type", bend_type, ALARM_MEMBERSHIP},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++) {
		struct scene x;
		struct structure st;
		struct log_event ev;
		founding(&x, false);
		struct envelope e = {.dev_seq = 1}, first;
		assert_int_equal(env_parse(tape_frame(&x.h.m, 1).env, &first, NULL), ST_OK);
		assert_int_equal(structure_parse(first.ct, &st), ST_OK);
		memcpy(e.member, x.h.id[0].member, ID_BYTES);
		t[i].bend(&e, &st, &x.h);
		body(&x, &e, 0, 0, &st);
		log_free(x.log);
		space_id(&e, x.h.space);
		stream_id(x.h.space, CLASS_M, NULL, 0, x.h.m.stream);
		x.log = house_log(&x.h, 0, 0);
		x.n = 1;
		CHECK_STATUS(t[i].name, offer(&x, &ev), ST_DIVERGED);
		if (log_alarm(x.log) != t[i].alarm)
			fail_msg("%s: alarm %s", t[i].name, log_alarm_name(log_alarm(x.log)));
		scene_close(&x);
	}
}

static void spoil_approval(struct structure *st, struct house *h)
{
	(void)h;
	st->approval[0] ^= 1;
}
static void spoil_approver(struct structure *st, struct house *h) { memcpy(st->approver, h->id[1].member, ID_BYTES); }
static void spoil_self(struct structure *st, struct house *h) { approval_sign(h->space, st, &h->id[1]); }
static void spoil_space(struct structure *st, struct house *h)
{
	uint8_t other[ID_BYTES] = {1};
	approval_sign(other, st, &h->id[0]);
}
static void spoil_role(struct structure *st, struct house *h)
{
	st->role = ROLE_COUNSELLOR;
	approval_sign(h->space, st, &h->id[0]);
}
static void spoil_id(struct structure *st, struct house *h)
{
	st->member[0] ^= 1;
	devlist_sign(&st->list, &h->id[1]);
	approval_sign(h->space, st, &h->id[0]);
}
static void spoil_list(struct structure *st, struct house *h) { devlist_sign(&st->list, &h->id[0]); }
static void spoil_known(struct structure *st, struct house *h)
{
	memcpy(st->member, h->id[0].member, ID_BYTES);
	memcpy(st->iks, h->id[0].s.pk, 32);
	memcpy(st->ikb, h->id[0].b.pk, 32);
	st->list = h->list[0];
	approval_sign(h->space, st, &h->id[0]);
}
static void spoil_nothing(struct structure *st, struct house *h)
{
	(void)st;
	(void)h;
}

static void test_member(void **state)
{
	static const struct {
		const char *name;
		void (*spoil)(struct structure *st, struct house *h);
		enum alarm alarm;
	} t[] = {
	    {"good", spoil_nothing, ALARM_NONE},
	    {"approval altered", spoil_approval, ALARM_MEMBERSHIP},
	    {"approver not inside", spoil_approver, ALARM_MEMBERSHIP},
	    {"approves oneself", spoil_self, ALARM_MEMBERSHIP},
	    {"approval for another space", spoil_space, ALARM_MEMBERSHIP},
	    {"reserved role", spoil_role, ALARM_MEMBERSHIP},
	    {"id is no hash", spoil_id, ALARM_MEMBERSHIP},
	    {"list of another", spoil_list, ALARM_MEMBERSHIP},
	    {"already inside", spoil_known, ALARM_MEMBERSHIP},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(t); i++) {
		struct scene x;
		struct structure st;
		struct log_event ev;
		founding(&x, true);
		house_member(&x.h, &st);
		t[i].spoil(&st, &x.h);
		structure(&x, &x.h.m, 0, 0, &st);
		CHECK_STATUS(t[i].name, offer(&x, &ev), t[i].alarm == ALARM_NONE ? ST_OK : ST_DIVERGED);
		assert_int_equal(log_alarm(x.log), t[i].alarm);
		scene_close(&x);
	}
}

/* ---- own numbers, heads, races */

static void test_own(void **state)
{
	struct scene x;
	struct envelope e, e2, p;
	struct log_event ev;
	uint8_t first[ENV_HEADER + 512 + ENV_SIG], second[sizeof first];
	(void)state;
	scene_open(&x);
	scene_feed(&x);
	begin(&x, &x.h.s, 0, 0, &e);
	assert_int_equal(log_propose(x.log, x.h.s.stream, &p), ST_OK);
	assert_int_equal(p.dev_seq, e.dev_seq);
	assert_int_equal(p.base_n, x.h.s.n);
	assert_memory_equal(p.base_R, x.h.s.R, HASH_BYTES);
	assert_memory_equal(p.space, x.h.space, ID_BYTES);
	assert_int_equal(log_propose(x.log, x.h.p[1].stream, &p), ST_NOTFOUND);
	content(&x, &e, 0, 0, &x.h.sk);
	memcpy(first, x.h.scratch.p, sizeof first);
	assert_int_equal(env_parse(span_make(first, sizeof first), &e, NULL), ST_OK);
	assert_int_equal(log_own(x.log, &e), ST_OK);
	assert_int_equal(log_own(x.log, &e), ST_CONFLICT);
	assert_int_equal(log_propose(x.log, x.h.s.stream, &p), ST_OK);
	assert_int_equal(p.dev_seq, e.dev_seq + 1);
	e2 = p;
	content(&x, &e2, 0, 0, &x.h.sk);
	memcpy(second, x.h.scratch.p, sizeof second);
	assert_int_equal(env_parse(span_make(second, sizeof second), &e2, NULL), ST_OK);
	assert_int_equal(log_own(x.log, &e2), ST_OK);
	/* the first comes back as it was sent, then the second in other bytes */
	assert_int_equal(offer_bytes(x.log, &x.h.s, x.h.s.n + 1, first, sizeof first), ST_OK);
	e2 = p;
	content(&x, &e2, 0, 0, &x.h.sk);
	x.t = &x.h.s;
	x.n = x.h.s.n + 2;
	assert_int_equal(offer(&x, &ev), ST_DIVERGED);
	assert_int_equal(log_alarm(x.log), ALARM_COPIED);
	assert_int_equal(log_propose(x.log, x.h.s.stream, &p), ST_DIVERGED);
	log_alarm_set(x.log, ALARM_NONE, NULL);
	log_drop_own(x.log);
	assert_int_equal(log_propose(x.log, x.h.s.stream, &p), ST_OK);
	assert_int_equal(p.dev_seq, e.dev_seq + 1);
	assert_int_equal(offer(&x, &ev), ST_OK);
	assert_true(ev.own_device);
	scene_close(&x);
}

static void test_own_genesis(void **state)
{
	struct scene x;
	struct envelope e, p;
	(void)state;
	founding(&x, false);
	struct frame f = tape_frame(&x.h.m, 1);
	assert_int_equal(env_parse(f.env, &e, NULL), ST_OK);
	assert_int_equal(log_own(x.log, &e), ST_OK);
	assert_int_equal(log_propose(x.log, x.h.m.stream, &p), ST_OK);
	assert_int_equal(p.dev_seq, 2);
	assert_int_equal(house_feed(&x.h.m, x.log, 1, LOG_VERIFY), ST_OK);
	assert_int_equal(log_propose(x.log, x.h.m.stream, &p), ST_OK);
	assert_int_equal(p.dev_seq, 2);
	assert_int_equal(log_own(x.log, &e), ST_CONFLICT);
	scene_close(&x);
}

static void test_heads(void **state)
{
	struct scene x;
	uint8_t R[HASH_BYTES], old[HASH_BYTES];
	(void)state;
	scene_open(&x);
	chain_start(x.h.space, x.h.m.stream, old);
	assert_int_equal(log_head_count(x.log), 3);
	assert_int_equal(log_has_R(x.log, x.h.m.stream, 0, old), ST_OK);
	assert_int_equal(log_has_R(x.log, x.h.m.stream, 1, old), ST_NOTFOUND);
	scene_feed(&x);
	memcpy(R, x.h.m.R, sizeof R);
	assert_memory_equal(log_head_find(x.log, x.h.m.stream)->R, R, HASH_BYTES);
	assert_int_equal(log_has_R(x.log, x.h.m.stream, x.h.m.n, R), ST_OK);
	assert_int_equal(log_has_R(x.log, x.h.m.stream, 1, old), ST_DIVERGED);
	assert_int_equal(log_alarm(x.log), ALARM_NONE);
	log_alarm_set(x.log, ALARM_HISTORY, x.h.m.stream);
	log_alarm_set(x.log, ALARM_COPIED, x.h.s.stream); /* the first stays */
	assert_int_equal(log_alarm(x.log), ALARM_HISTORY);
	for (int a = 0; a <= ALARM__MAX; a++)
		assert_true(strlen(log_alarm_name((enum alarm)a)) > 0);
	scene_close(&x);
}

/* S was fetched after M had moved on: refused once, taken after M was fetched again. */
static void test_race(void **state)
{
	struct scene x;
	struct log_event ev;
	(void)state;
	scene_open(&x);
	scene_feed(&x);
	house_devices(&x.h, 1, 0, 3);
	house_rekey(&x.h, 1, 0);
	house_say(&x.h, &x.h.s, 1, 1, "new device, new epoch");
	struct frame f = tape_frame(&x.h.s, x.h.s.n);
	assert_int_equal(log_take(x.log, x.h.s.stream, &f, LOG_VERIFY, &ev), ST_BUSY);
	assert_int_equal(log_alarm(x.log), ALARM_NONE);
	assert_int_equal(house_feed(&x.h.m, x.log, x.h.m.n, LOG_VERIFY), ST_OK);
	assert_int_equal(log_take(x.log, x.h.s.stream, &f, LOG_VERIFY, &ev), ST_OK);
	assert_int_equal(log_take(x.log, x.h.s.stream, &f, LOG_VERIFY, &ev), ST_CONFLICT);
	assert_int_equal(log_take(x.log, x.h.p[1].stream, &f, LOG_VERIFY, &ev), ST_NOTFOUND);
	scene_close(&x);
}

static void test_folded(void **state)
{
	struct scene x;
	(void)state;
	scene_open(&x);
	house_devices(&x.h, 1, 0, 3);
	house_devices(&x.h, 1, 1, 2);
	scene_feed(&x);
	assert_int_equal(log_member_count(x.log), 2);
	const struct log_member *m = log_member_find(x.log, x.h.id[1].member);
	assert_non_null(m);
	assert_ptr_equal(m, log_member_at(x.log, 1));
	assert_int_equal(m->role, ROLE_PARTNER);
	assert_int_equal(m->list_version, 3);
	assert_int_equal(m->device_count, 2);
	assert_false(log_device_at(m, x.log, 0)->active);
	assert_int_equal(log_device_at(m, x.log, 0)->removed_n, x.h.m.n);
	assert_true(log_device_at(m, x.log, 1)->active);
	assert_null(log_device_at(m, x.log, 2));
	assert_null(log_member_at(x.log, 2));
	assert_null(log_member_find(x.log, x.h.space));
	assert_int_equal(log_head_find(x.log, x.h.s.stream)->epoch, 1);
	assert_null(log_head_find(x.log, x.h.p[1].stream));
	assert_null(log_head_at(x.log, 3));
	scene_close(&x);
}

/* Devices come and go until no more may: refused without alarm, and the log goes on. */
static void test_many_devices(void **state)
{
	(void)state;
	struct scene x;
	struct log_event ev;
	enum status st = ST_OK;
	scene_open(&x);
	scene_feed(&x);
	for (uint32_t round = 1; round <= 5; round++) {
		struct structure s = {.type = STRUCT_DEVICES};
		memcpy(s.member, x.h.id[0].member, ID_BYTES);
		house_list(&x.h, 0, x.h.list[0].version + 1, 1, &s.list);
		for (; s.list.count < DEVICES_MAX; s.list.count++) {
			struct device_keys k;
			struct device_entry *d = &s.list.dev[s.list.count];
			device_make(&k);
			memcpy(d->id, k.device, ID_BYTES);
			memcpy(d->ds, k.s.pk, 32);
			memcpy(d->dx, k.b.pk, 32);
		}
		devlist_sign(&s.list, &x.h.id[0]);
		structure(&x, &x.h.m, 0, 0, &s);
		st = offer(&x, &ev);
		CHECK_STATUS("round", st, round < 5 ? ST_OK : ST_TOOBIG);
		if (st == ST_OK) {
			house_put(&x.h.m, 0, 0, buf_span(&x.h.scratch));
			x.h.list[0].version++;
		}
	}
	assert_int_equal(log_alarm(x.log), ALARM_NONE);
	assert_int_equal(log_member_at(x.log, 0)->device_count, 61);
	scene_close(&x);
}

/* ---- saving */

static void test_save(void **state)
{
	struct scene x;
	struct log *back = NULL;
	struct buf a, b;
	(void)state;
	scene_open(&x);
	own_revoked(&x);
	house_rekey(&x.h, 0, 0);
	scene_feed(&x);
	log_alarm_set(x.log, ALARM_ROLLBACK, x.h.m.stream);
	saved(x.log, &a);
	assert_int_equal(cbor_check(buf_span(&a)), ST_OK);
	assert_int_equal(log_load(alloc_heap(), buf_span(&a), &back), ST_OK);
	saved(back, &b);
	assert_true(span_equal(buf_span(&a), buf_span(&b)));
	log_free(back);
	/* cut short, or with any byte changed: never more than a refusal or a log that saves again */
	for (size_t i = 0; i < a.len; i++) {
		assert_int_equal(log_load(alloc_heap(), span_make(a.p, i), &back), ST_MALFORMED);
		a.p[i] ^= 0x21;
		if (log_load(alloc_heap(), buf_span(&a), &back) == ST_OK)
			log_free(back);
		a.p[i] ^= 0x21;
	}
	a.p[2] = 2; /* the version */
	assert_int_equal(log_load(alloc_heap(), buf_span(&a), &back), ST_UNKNOWN);
	buf_clear(&a);
	buf_clear(&b);
	scene_close(&x);
}

static struct log *taken(const struct house *h, const struct alloc *a, enum status *st)
{
	struct log *l = NULL;
	const struct tape *t[] = {&h->m, &h->p[0], &h->s};
	*st = log_new(a, h->space, h->id[0].member, h->dev[0][0].device, &l);
	for (size_t i = 0; i < 3 && *st == ST_OK; i++)
		*st = house_feed(t[i], l, t[i]->n, LOG_STORED);
	return l;
}

/* Each allocation refused in turn: ST_NOMEM, and after a second try the same log. */
static void test_memory(void **state)
{
	struct scene x;
	struct buf want, got;
	enum status st;
	(void)state;
	scene_open(&x);
	house_rekey(&x.h, 0, 0);
	scene_feed(&x);
	saved(x.log, &want);
	for (size_t at = 1;; at++) {
		struct fault_alloc f;
		fault_init(&f, at);
		struct log *l = taken(&x.h, &f.a, &st);
		if (f.refused == 0) {
			assert_int_equal(st, ST_OK);
			log_free(l);
			break;
		}
		assert_int_equal(st, ST_NOMEM);
		if (l != NULL) {
			const struct tape *t[] = {&x.h.m, &x.h.p[0], &x.h.s};
			for (size_t i = 0; i < 3; i++)
				assert_int_equal(house_feed(t[i], l, t[i]->n, LOG_STORED), ST_OK);
			saved(l, &got);
			assert_true(span_equal(buf_span(&want), buf_span(&got)));
			buf_clear(&got);
			log_free(l);
		}
		assert_int_equal(f.blocks, 0);
		fault_init(&f, at);
		if (log_load(&f.a, buf_span(&want), &l) == ST_OK)
			log_free(l);
		assert_int_equal(f.blocks, 0);
	}
	buf_clear(&want);
	scene_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rules),   cmocka_unit_test(test_genesis),	cmocka_unit_test(test_genesis_inside),
	    cmocka_unit_test(test_member),  cmocka_unit_test(test_own),		cmocka_unit_test(test_own_genesis),
	    cmocka_unit_test(test_heads),   cmocka_unit_test(test_race),	cmocka_unit_test(test_folded),
	    cmocka_unit_test(test_save),    cmocka_unit_test(test_memory),
	    cmocka_unit_test(test_many_devices),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

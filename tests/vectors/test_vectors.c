/* test_vectors.c - the project's frozen vectors, made again and read as a stranger would; then the public ones. */
#include "vectors.h"

#include <sodium.h>

#include "../unit/check.h"
#include "crypto/recovery.h"
#include "crypto/seal.h"
#include "sheets.h"
#include "wire/json.h"

static void test_same_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sheets_count; i++) {
		char path[1024];
		size_t n;
		snprintf(path, sizeof path, "%s/spec/vectors/%s.json", SOURCE_ROOT, sheets[i].file);
		struct span frozen = vectors_load(path);
		char *now = sheet_text(&sheets[i], &n);
		if (frozen.p == NULL || !span_equal(frozen, span_make(now, n)))
			fail_msg("%s differs from what the program makes", path);
		free((void *)frozen.p);
		free(now);
	}
}

/* ---- reading a file */

struct sheet_file {
	struct span bytes;
	struct json_doc doc;
};

static bool file_open(struct sheet_file *f, const char *path)
{
	f->bytes = vectors_load(path);
	if (f->bytes.p == NULL)
		return false;
	assert_int_equal(json_parse(alloc_heap(), f->bytes, &f->doc), ST_OK);
	return true;
}

static void file_close(struct sheet_file *f)
{
	json_free(&f->doc);
	free((void *)f->bytes.p);
}

static const struct json_node *own(struct sheet_file *f, const char *name)
{
	char path[1024];
	snprintf(path, sizeof path, "%s/spec/vectors/%s.json", SOURCE_ROOT, name);
	assert_true(file_open(f, path));
	return json_first(&f->doc, json_get(&f->doc, json_root(&f->doc), "cases"));
}

static struct span text_of(const struct sheet_file *f, const struct json_node *c, const char *key)
{
	struct span s = {NULL, 0};
	enum status st = json_text(&f->doc, c, key, 1u << 20, &s);
	if (st != ST_OK)
		fail_msg("%s: %s", key, status_name(st));
	return s;
}

static int64_t num_of(const struct sheet_file *f, const struct json_node *c, const char *key)
{
	int64_t v = 0;
	assert_int_equal(json_int(&f->doc, c, key, 0, INT64_MAX, &v), ST_OK);
	return v;
}

/* Bytes under key in a buffer that lasts until the 8th call after. */
static struct span bytes_of(const struct sheet_file *f, const struct json_node *c, const char *key)
{
	static uint8_t ring[8][70000];
	static unsigned at;
	struct span s = text_of(f, c, key);
	uint8_t *p = ring[at++ % 8];
	assert_true(s.len / 2 <= sizeof ring[0]);
	assert_int_equal(hex_read(s, p, s.len / 2), ST_OK);
	return span_make(p, s.len / 2);
}

static void same(struct span got, struct span want) { assert_true(span_equal(got, want)); }

static void test_envelope(void **state)
{
	(void)state;
	struct sheet_file f;
	struct buf b;
	buf_init(&b, alloc_heap(), 1u << 17);
	for (const struct json_node *c = own(&f, "envelope"); c != NULL; c = json_next(&f.doc, c)) {
		struct envelope e;
		struct stream_key k = {.epoch = 0};
		struct span env = bytes_of(&f, c, "envelope"), plain = bytes_of(&f, c, "plain");
		assert_int_equal(env_parse(env, &e, NULL), ST_OK);
		assert_int_equal(verify_event(&e, bytes_of(&f, c, "ds").p), ST_OK);
		same(span_make(e.stream, ID_BYTES), bytes_of(&f, c, "stream"));
		if (e.kind == ENV_STRUCTURE) {
			same(e.ct, plain);
			continue;
		}
		memcpy(k.stream, e.stream, ID_BYTES);
		memcpy(k.key, bytes_of(&f, c, "key").p, 32);
		key_id(k.key, k.id);
		k.epoch = (uint32_t)num_of(&f, c, "epoch");
		assert_int_equal(seal_open(&e, &k, &b), ST_OK);
		same(buf_span(&b), plain);
	}
	buf_clear(&b);
	file_close(&f);
}

static void test_chain(void **state)
{
	(void)state;
	struct sheet_file f;
	for (const struct json_node *c = own(&f, "chain"); c != NULL; c = json_next(&f.doc, c)) {
		uint8_t R[HASH_BYTES];
		struct envelope e;
		if (json_get(&f.doc, c, "n") == NULL) {
			chain_start(bytes_of(&f, c, "space").p, bytes_of(&f, c, "stream").p, R);
		} else {
			assert_int_equal(env_parse(bytes_of(&f, c, "envelope"), &e, NULL), ST_OK);
			chain_next(bytes_of(&f, c, "before").p, (uint64_t)num_of(&f, c, "n"),
				   (uint32_t)num_of(&f, c, "minute"), &e, R);
		}
		same(span_make(R, sizeof R), bytes_of(&f, c, "R"));
	}
	file_close(&f);
}

static void test_wrap(void **state)
{
	(void)state;
	struct sheet_file f;
	struct buf b;
	buf_init(&b, alloc_heap(), 4096);
	for (const struct json_node *c = own(&f, "wrap"); c != NULL; c = json_next(&f.doc, c)) {
		char purpose[16] = {0};
		struct span name = text_of(&f, c, "name");
		memcpy(purpose, name.p, name.len);
		buf_reset(&b);
		assert_int_equal(wrap_open(bytes_of(&f, c, "K").p, purpose, bytes_of(&f, c, "wrap"), &b), ST_OK);
		same(buf_span(&b), bytes_of(&f, c, "plain"));
	}
	buf_clear(&b);
	file_close(&f);
}

static void test_names(void **state)
{
	(void)state;
	struct sheet_file f;
	struct buf b;
	buf_init(&b, alloc_heap(), 4096);
	for (const struct json_node *c = own(&f, "names"); c != NULL; c = json_next(&f.doc, c)) {
		uint8_t id[ID_BYTES];
		char label[32] = {0};
		struct span name = text_of(&f, c, "name"), K = bytes_of(&f, c, "K"), note = {NULL, 0};
		memcpy(label, name.p, name.len);
		if (json_get(&f.doc, c, "wrap") == NULL) {
			assert_int_equal(keys_name(K.p, label, bytes_of(&f, c, "what"), id), ST_OK);
			same(span_make(id, ID_BYTES), bytes_of(&f, c, "id"));
			continue;
		}
		assert_int_equal(wrap_open(K.p, "note", bytes_of(&f, c, "wrap"), &b), ST_OK);
		assert_true(b.len == 512 - ENV_TAG);
		note = span_make(b.p + 5, b.p[0]);
		same(note, text_of(&f, c, "note"));
		same(span_make(b.p + 5 + b.p[0], get_u32(b.p + 1)), text_of(&f, c, "text"));
		assert_int_equal(keys_name(K.p, "hearth/v1/note", note, id), ST_OK);
		same(span_make(id, ID_BYTES), bytes_of(&f, c, "id"));
	}
	buf_clear(&b);
	file_close(&f);
}

static void test_grant(void **state)
{
	(void)state;
	struct sheet_file f;
	for (const struct json_node *c = own(&f, "grant"); c != NULL; c = json_next(&f.doc, c)) {
		struct structure st;
		struct box_pair me;
		struct stream_key k;
		assert_int_equal(structure_parse(bytes_of(&f, c, "body"), &st), ST_OK);
		memcpy(me.sk, bytes_of(&f, c, "x_secret").p, 32);
		assert_int_equal(crypto_scalarmult_curve25519_base(me.pk, me.sk), 0);
		const struct grant_box *g = &st.box[num_of(&f, c, "index")];
		same(span_make(g->box, GRANT_BOX), bytes_of(&f, c, "box"));
		assert_int_equal(grant_open(bytes_of(&f, c, "space").p, &st, g, &me, &k), ST_OK);
		same(span_make(k.key, 32), bytes_of(&f, c, "key"));
	}
	file_close(&f);
}

static void test_recovery(void **state)
{
	(void)state;
	struct sheet_file f;
	for (const struct json_node *c = own(&f, "recovery"); c != NULL; c = json_next(&f.doc, c)) {
		uint8_t rc[RC_BYTES], sig[64];
		struct rc_keys k;
		assert_int_equal(rc_read(text_of(&f, c, "text"), rc), ST_OK);
		same(span_make(rc, sizeof rc), bytes_of(&f, c, "rc"));
		rc_derive(rc, &k);
		same(span_make(k.wrap, 32), bytes_of(&f, c, "wrap_key"));
		same(span_make(k.login.pk, 32), bytes_of(&f, c, "login"));
		rc_sign(&k, bytes_of(&f, c, "server").p, bytes_of(&f, c, "challenge").p, sig);
		same(span_make(sig, sizeof sig), bytes_of(&f, c, "sig"));
	}
	file_close(&f);
}

static void test_http(void **state)
{
	(void)state;
	struct sheet_file f;
	for (const struct json_node *c = own(&f, "http"); c != NULL; c = json_next(&f.doc, c)) {
		struct device_keys k;
		struct http_claim claim;
		char header[HTTP_CLAIM_MAX], method[8] = {0};
		struct span m = text_of(&f, c, "method"), target = text_of(&f, c, "target");
		struct span server = bytes_of(&f, c, "server"), body = bytes_of(&f, c, "body");
		memcpy(method, m.p, m.len);
		device_from(bytes_of(&f, c, "ds_seed").p, bytes_of(&f, c, "dx_secret").p, &k);
		http_sign(&k, server.p, method, target, num_of(&f, c, "ts"), body, header);
		same(span_text(header), text_of(&f, c, "header"));
		assert_int_equal(http_claim_parse(text_of(&f, c, "header"), &claim), ST_OK);
		assert_int_equal(verify_http(&claim, server.p, method, target, body, bytes_of(&f, c, "ds").p), ST_OK);
	}
	file_close(&f);
}

static void test_lists(void **state)
{
	(void)state;
	struct sheet_file f;
	struct structure st;
	const struct json_node *c = own(&f, "lists");
	assert_int_equal(structure_parse(bytes_of(&f, c, "body"), &st), ST_OK);
	assert_int_equal(verify_devlist(&st.list, st.member, bytes_of(&f, c, "iks").p), ST_OK);
	c = json_next(&f.doc, c);
	assert_int_equal(structure_parse(bytes_of(&f, c, "body"), &st), ST_OK);
	assert_int_equal(verify_approval(bytes_of(&f, c, "space").p, &st, bytes_of(&f, c, "approver_iks").p), ST_OK);
	c = json_next(&f.doc, c);
	assert_int_equal(verify_join(bytes_of(&f, c, "ds").p, bytes_of(&f, c, "blob"), bytes_of(&f, c, "body"),
				     bytes_of(&f, c, "sig").p),
			 ST_OK);
	file_close(&f);
}

/* ---- public vectors */

static bool public_open(struct sheet_file *f, const char *tail)
{
	char path[1024];
	vectors_path(path, sizeof path, tail);
	if (file_open(f, path))
		return true;
	printf("public vectors not found: %s\n", path);
	return false;
}

static void public_run(const char *tail, bool (*run)(const struct sheet_file *f, const struct json_node *g,
						     const struct json_node *t))
{
	struct sheet_file f;
	int count = 0;
	if (!public_open(&f, tail))
		return;
	const struct json_node *g = json_first(&f.doc, json_get(&f.doc, json_root(&f.doc), "testGroups"));
	for (; g != NULL; g = json_next(&f.doc, g)) {
		const struct json_node *t = json_first(&f.doc, json_get(&f.doc, g, "tests"));
		for (; t != NULL; t = json_next(&f.doc, t), count++)
			if (!run(&f, g, t))
				fail_msg("%s: test %d", tail, (int)num_of(&f, t, "tcId"));
	}
	printf("%s: %d\n", tail, count);
	assert_true(count > 100);
	file_close(&f);
}

static bool is_valid(const struct sheet_file *f, const struct json_node *t)
{
	return span_equal(text_of(f, t, "result"), span_text("valid"));
}

static bool ed25519_case(const struct sheet_file *f, const struct json_node *g, const struct json_node *t)
{
	struct span sig = bytes_of(f, t, "sig"), msg = bytes_of(f, t, "msg");
	struct span pk = bytes_of(f, json_get(&f->doc, g, "publicKey"), "pk");
	bool good = sig.len == 64 && crypto_sign_ed25519_verify_detached(sig.p, msg.p, msg.len, pk.p) == 0;
	return good == is_valid(f, t);
}

static bool x25519_case(const struct sheet_file *f, const struct json_node *g, const struct json_node *t)
{
	(void)g;
	uint8_t q[32];
	struct span want = bytes_of(f, t, "shared");
	if (crypto_scalarmult_curve25519(q, bytes_of(f, t, "private").p, bytes_of(f, t, "public").p) != 0)
		return !is_valid(f, t); /* a point of small order */
	return memcmp(q, want.p, 32) == 0;
}

static bool xchacha_case(const struct sheet_file *f, const struct json_node *g, const struct json_node *t)
{
	(void)g;
	static uint8_t both[70000], out[70000];
	struct span iv = bytes_of(f, t, "iv"), ct = bytes_of(f, t, "ct"), tag = bytes_of(f, t, "tag");
	struct span ad = bytes_of(f, t, "aad"), msg = bytes_of(f, t, "msg"), key = bytes_of(f, t, "key");
	unsigned long long n;
	if (iv.len != 24 || tag.len != 16 || key.len != 32)
		return !is_valid(f, t);
	memcpy(both, ct.p, ct.len);
	memcpy(both + ct.len, tag.p, 16);
	bool good = crypto_aead_xchacha20poly1305_ietf_decrypt(out, &n, NULL, both, ct.len + 16, ad.p, ad.len, iv.p,
							       key.p) == 0;
	if (good != is_valid(f, t) || (good && !span_equal(span_make(out, (size_t)n), msg)))
		return false;
	if (!good)
		return true;
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(out, &n, msg.p, msg.len, ad.p, ad.len, NULL, iv.p, key.p);
	return span_equal(span_make(out, (size_t)n), span_make(both, ct.len + 16));
}

static void test_public(void **state)
{
	(void)state;
	public_run("wycheproof/ed25519_test.json", ed25519_case);
	public_run("wycheproof/x25519_test.json", x25519_case);
	public_run("wycheproof/xchacha20_poly1305_test.json", xchacha_case);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_envelope), cmocka_unit_test(test_chain),
	    cmocka_unit_test(test_wrap), cmocka_unit_test(test_names),       cmocka_unit_test(test_grant),    cmocka_unit_test(test_recovery),
	    cmocka_unit_test(test_http),       cmocka_unit_test(test_lists),    cmocka_unit_test(test_public),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* sheets.c - what stands in each file of spec/vectors.  Byte strings are lower-case hex, numbers decimal. */
#include "sheets.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>

#include "crypto/message.h"
#include "crypto/recovery.h"
#include "house.h"
#include "seeded.h"
#include "wire/cbor.h"

static void open_case(FILE *f, const char *name)
{
	fprintf(f, "\n{\"name\": \"%s\"", name);
}

static void hex(FILE *f, const char *key, const void *p, size_t n)
{
	const uint8_t *b = p;
	fprintf(f, ",\n \"%s\": \"", key);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "%02x", b[i]);
	fputc('"', f);
}

static void num(FILE *f, const char *key, uint64_t v) { fprintf(f, ",\n \"%s\": %" PRIu64, key, v); }

static void text(FILE *f, const char *key, const char *v) { fprintf(f, ",\n \"%s\": \"%s\"", key, v); }

static void close_case(FILE *f, int last) { fputs(last ? "}" : "},", f); }

/* A space with both people and something said in each stream. */
static void couple(struct house *h)
{
	house_found(h, 20250801);
	house_join(h);
	house_say(h, &h->s, 0, 0, "Guten Morgen");
	house_say(h, &h->s, 1, 0, "Bonjour");
	house_say(h, &h->p[0], 0, 0, "only mine");
}

static void make_ids(FILE *f)
{
	struct house h;
	couple(&h);
	struct frame g = tape_frame(&h.m, 1);
	open_case(f, "member");
	hex(f, "iks_seed", h.id[0].s.sk, 32);
	hex(f, "ikb_secret", h.id[0].b.sk, 32);
	hex(f, "iks", h.id[0].s.pk, 32);
	hex(f, "ikb", h.id[0].b.pk, 32);
	hex(f, "id", h.id[0].member, ID_BYTES);
	close_case(f, 0);
	open_case(f, "device");
	hex(f, "ds_seed", h.dev[0][0].s.sk, 32);
	hex(f, "dx_secret", h.dev[0][0].b.sk, 32);
	hex(f, "ds", h.dev[0][0].s.pk, 32);
	hex(f, "dx", h.dev[0][0].b.pk, 32);
	hex(f, "id", h.dev[0][0].device, ID_BYTES);
	close_case(f, 0);
	open_case(f, "space");
	hex(f, "genesis", g.env.p, g.env.len);
	hex(f, "id", h.space, ID_BYTES);
	close_case(f, 0);
	static const char *const names[] = {"stream M", "stream P", "stream S", "stream C"};
	for (int c = CLASS_M; c <= CLASS_C; c++) {
		uint8_t id[ID_BYTES], zero[ID_BYTES] = {0};
		const uint8_t *owner = c == CLASS_P ? h.id[0].member : NULL;
		stream_id(h.space, (enum stream_class)c, owner, 0, id);
		open_case(f, names[c]);
		hex(f, "space", h.space, ID_BYTES);
		num(f, "class", (uint64_t)c);
		hex(f, "owner", owner != NULL ? owner : zero, ID_BYTES);
		num(f, "gen", 0);
		hex(f, "id", id, ID_BYTES);
		close_case(f, 0);
	}
	open_case(f, "key");
	hex(f, "key", h.sk.key, 32);
	hex(f, "id", h.sk.id, ID_BYTES);
	close_case(f, 1);
	house_clear(&h);
}

static void make_envelope(FILE *f)
{
	struct house h;
	uint8_t plain[256];
	couple(&h);
	struct frame x = tape_frame(&h.s, 1), y = tape_frame(&h.m, 3);
	size_t n = house_plain("Guten Morgen", plain);
	open_case(f, "content");
	hex(f, "ds", h.dev[0][0].s.pk, 32);
	hex(f, "stream", h.s.stream, ID_BYTES);
	num(f, "epoch", h.sk.epoch);
	hex(f, "key", h.sk.key, 32);
	hex(f, "plain", plain, n);
	hex(f, "envelope", x.env.p, x.env.len);
	close_case(f, 0);
	struct envelope e;
	MUST(env_parse(y.env, &e, NULL) == ST_OK);
	open_case(f, "structure");
	hex(f, "ds", h.dev[0][0].s.pk, 32);
	hex(f, "stream", h.m.stream, ID_BYTES);
	hex(f, "plain", e.ct.p, e.ct.len);
	hex(f, "envelope", y.env.p, y.env.len);
	close_case(f, 1);
	house_clear(&h);
}

static void make_chain(FILE *f)
{
	struct house h;
	couple(&h);
	struct tape *t[] = {&h.m, &h.s};
	for (size_t i = 0; i < 2; i++) {
		uint8_t R[HASH_BYTES];
		chain_start(h.space, t[i]->stream, R);
		open_case(f, i == 0 ? "M, R_0" : "S, R_0");
		hex(f, "space", h.space, ID_BYTES);
		hex(f, "stream", t[i]->stream, ID_BYTES);
		hex(f, "R", R, HASH_BYTES);
		close_case(f, 0);
		for (uint64_t n = 1; n <= t[i]->n; n++) {
			struct frame x = tape_frame(t[i], n);
			struct envelope e;
			MUST(env_parse(x.env, &e, NULL) == ST_OK);
			open_case(f, i == 0 ? "M" : "S");
			hex(f, "before", R, HASH_BYTES);
			num(f, "n", n);
			num(f, "minute", x.minute);
			hex(f, "envelope", x.env.p, x.env.len);
			chain_next(R, n, x.minute, &e, R);
			hex(f, "R", R, HASH_BYTES);
			close_case(f, i == 1 && n == t[i]->n);
		}
	}
	house_clear(&h);
}

static void make_wrap(FILE *f)
{
	static const char *const purposes[] = {"local", "cold", "tab", "snap", "invite", "join", "held"};
	uint8_t K[32], k1[32], k2[32];
	seeded_start(30);
	for (size_t i = 0; i < 7; i++) {
		struct buf b;
		buf_init(&b, alloc_heap(), 4096);
		randombytes_buf(K, 32);
		keys_derive(K, 1, k1);
		keys_derive(K, 2, k2);
		struct span words = span_text(i == 0 ? "" : "what nobody else may read");
		MUST(wrap_seal(K, purposes[i], words, &b) == ST_OK);
		open_case(f, purposes[i]);
		hex(f, "K", K, 32);
		hex(f, "kdf1", k1, 32);
		hex(f, "kdf2", k2, 32);
		hex(f, "plain", words.p, words.len);
		hex(f, "wrap", b.p, b.len);
		close_case(f, i == 6);
		buf_clear(&b);
	}
}

static void make_grant(FILE *f)
{
	struct house h;
	struct structure st;
	struct buf b;
	couple(&h);
	house_grant(&h, &h.sk, 3, &st);
	buf_init(&b, alloc_heap(), ENV_STRUCT_MAX);
	MUST(structure_write(&st, &b) == ST_OK);
	for (uint32_t i = 0; i < st.box_count; i++) {
		const struct box_pair *me[] = {&h.dev[0][0].b, &h.id[0].b, &h.dev[1][0].b, &h.id[1].b};
		open_case(f, i % 2 == 0 ? "to a device" : "to a member");
		hex(f, "space", h.space, ID_BYTES);
		hex(f, "body", b.p, b.len);
		num(f, "index", i);
		hex(f, "x_secret", me[i]->sk, 32);
		hex(f, "recipient", st.box[i].recipient, ID_BYTES);
		hex(f, "box", st.box[i].box, GRANT_BOX);
		hex(f, "key", h.sk.key, 32);
		close_case(f, i + 1 == st.box_count);
	}
	buf_clear(&b);
	house_clear(&h);
}

static void make_recovery(FILE *f)
{
	seeded_start(31);
	for (int i = 0; i < 5; i++) {
		uint8_t rc[RC_BYTES] = {0}, server[ID_BYTES], challenge[32], sig[64];
		char paper[RC_TEXT];
		struct rc_keys k;
		if (i == 1)
			memset(rc, 0xff, sizeof rc);
		if (i > 1)
			rc_make(rc);
		rc_text(rc, paper);
		rc_derive(rc, &k);
		randombytes_buf(server, sizeof server);
		randombytes_buf(challenge, sizeof challenge);
		rc_sign(&k, server, challenge, sig);
		open_case(f, "paper code");
		hex(f, "rc", rc, RC_BYTES);
		text(f, "text", paper);
		hex(f, "login", k.login.pk, 32);
		hex(f, "wrap_key", k.wrap, 32);
		hex(f, "server", server, ID_BYTES);
		hex(f, "challenge", challenge, 32);
		hex(f, "sig", sig, 64);
		close_case(f, i == 4);
	}
}

static void make_invite(FILE *f)
{
	seeded_start(32);
	for (int i = 0; i < 3; i++) {
		uint8_t s[32];
		char b64[44] = {0};
		struct invite_keys k;
		randombytes_buf(s, 32);
		invite_derive(s, &k);
		b64_write(s, 32, b64);
		open_case(f, "invite");
		hex(f, "s", s, 32);
		text(f, "b64", b64);
		hex(f, "id", k.id, ID_BYTES);
		hex(f, "key", k.key, 32);
		hex(f, "token", k.token, 32);
		hex(f, "token_hash", k.token_hash, 32);
		close_case(f, i == 2);
	}
}

static void put_words(FILE *f, const uint16_t w[WORDS])
{
	fputs(",\n \"words\": [", f);
	for (size_t i = 0; i < WORDS; i++)
		fprintf(f, "%s%u", i == 0 ? "" : ", ", w[i]);
	fputc(']', f);
}

static void make_words(FILE *f)
{
	uint8_t a[64], b[64], R[HASH_BYTES], stream[ID_BYTES];
	uint16_t w[WORDS];
	seeded_start(33);
	for (int i = 0; i < 3; i++) {
		randombytes_buf(a, 64);
		randombytes_buf(b, 64);
		words_pair(a, b, w);
		open_case(f, "pair");
		hex(f, "a", a, 64);
		hex(f, "b", b, 64);
		put_words(f, w);
		close_case(f, 0);
	}
	randombytes_buf(stream, sizeof stream);
	randombytes_buf(R, sizeof R);
	words_head(stream, 300, R, w);
	open_case(f, "head");
	hex(f, "stream", stream, ID_BYTES);
	num(f, "n", 300);
	hex(f, "R", R, HASH_BYTES);
	put_words(f, w);
	close_case(f, 1);
}

static void make_http(FILE *f)
{
	static const struct {
		const char *method, *target, *body;
		int64_t ts;
	} t[] = {{"GET", "/v1/s/00112233445566778899aabbccddeeff/heads", "", 1754006400},
		 {"POST", "/v1/s/00112233445566778899aabbccddeeff/push", "envelopes", 1754006401},
		 {"GET", "/v1/s/00/11?after=0&limit=500", "", 0}};
	seeded_start(34);
	for (size_t i = 0; i < 3; i++) {
		struct device_keys k;
		uint8_t server[ID_BYTES];
		char header[HTTP_CLAIM_MAX];
		device_make(&k);
		randombytes_buf(server, sizeof server);
		http_sign(&k, server, t[i].method, span_text(t[i].target), t[i].ts, span_text(t[i].body), header);
		open_case(f, "request");
		hex(f, "ds_seed", k.s.sk, 32);
		hex(f, "dx_secret", k.b.sk, 32);
		hex(f, "ds", k.s.pk, 32);
		hex(f, "server", server, ID_BYTES);
		text(f, "method", t[i].method);
		text(f, "target", t[i].target);
		num(f, "ts", (uint64_t)t[i].ts);
		hex(f, "body", t[i].body, strlen(t[i].body));
		text(f, "header", header);
		close_case(f, i == 2);
	}
}

static void make_lists(FILE *f)
{
	struct house h;
	struct structure st = {.type = STRUCT_DEVICES};
	struct buf b;
	uint8_t sig[64];
	couple(&h);
	buf_init(&b, alloc_heap(), ENV_STRUCT_MAX);
	memcpy(st.member, h.id[1].member, ID_BYTES);
	house_list(&h, 1, 2, 7, &st.list);
	MUST(structure_write(&st, &b) == ST_OK);
	open_case(f, "device list");
	hex(f, "iks", h.id[1].s.pk, 32);
	hex(f, "body", b.p, b.len);
	close_case(f, 0);
	buf_reset(&b);
	house_member(&h, &st);
	MUST(structure_write(&st, &b) == ST_OK);
	open_case(f, "letting in");
	hex(f, "space", h.space, ID_BYTES);
	hex(f, "approver_iks", h.id[0].s.pk, 32);
	hex(f, "body", b.p, b.len);
	close_case(f, 0);
	MUST(join_sign(&h.dev[1][0], span_text("sealed blob"), span_text("map without key 5"), sig) == ST_OK);
	open_case(f, "join request");
	hex(f, "ds", h.dev[1][0].s.pk, 32);
	hex(f, "blob", "sealed blob", 11);
	hex(f, "body", "map without key 5", 17);
	hex(f, "sig", sig, 64);
	close_case(f, 1);
	buf_clear(&b);
	house_clear(&h);
}

static void make_argon2(FILE *f)
{
	uint8_t salt[16], L[32], K[32];
	seeded_start(35);
	randombytes_buf(salt, sizeof salt);
	MUST(keys_argon2(span_text("correct horse"), salt, KDF_OPS_MIN, KDF_KIB_MIN, L) == ST_OK);
	open_case(f, "local key");
	text(f, "passphrase", "correct horse");
	hex(f, "salt", salt, sizeof salt);
	num(f, "ops", KDF_OPS_MIN);
	num(f, "kib", KDF_KIB_MIN);
	hex(f, "L", L, 32);
	keys_derive(L, 1, K);
	hex(f, "kdf1", K, 32);
	keys_derive(L, 2, K);
	hex(f, "kdf2", K, 32);
	close_case(f, 1);
}

static void make_names(FILE *f)
{
	static const char *const t[][2] = {{"hearth/v1/note", "note:clinician"}, {"hearth/v1/note", ""},
					   {"hearth/v1/note", "here:00112233445566778899aabbccddeeff"}, {"hearth/v1/uid", "sixteen bytes id"}};
	uint8_t K[32], k3[32], id[ID_BYTES], plain[512 - ENV_TAG] = {14, 4};
	struct buf b;
	seeded_start(36);
	for (size_t i = 0; i < 4; i++) {
		randombytes_buf(K, 32);
		keys_derive(K, 3, k3);
		MUST(keys_name(K, t[i][0], span_text(t[i][1]), id) == ST_OK);
		open_case(f, t[i][0]);
		hex(f, "K", K, 32);
		hex(f, "kdf3", k3, 32);
		hex(f, "what", t[i][1], strlen(t[i][1]));
		hex(f, "id", id, ID_BYTES);
		close_case(f, 0);
	}
	/* a note whole: its name and text as the wrap of crypto.md 2 holds them */
	randombytes_buf(K, 32);
	memcpy(plain + 5, "note:clinicianText", 18);
	buf_init(&b, alloc_heap(), 4096);
	MUST(keys_name(K, t[0][0], span_text(t[0][1]), id) == ST_OK);
	MUST(wrap_seal(K, "note", span_make(plain, sizeof plain), &b) == ST_OK);
	open_case(f, "sealed note");
	hex(f, "K", K, 32);
	hex(f, "id", id, ID_BYTES);
	text(f, "note", t[0][1]);
	text(f, "text", "Text");
	hex(f, "wrap", b.p, b.len);
	close_case(f, 1);
	buf_clear(&b);
}

const struct sheet sheets[] = {
    {"ids", "Ids pin their keys (crypto.md 1). Secrets are the Ed25519 seed and the X25519 scalar.", make_ids},
    {"envelope", "Whole envelopes (event.md 1, crypto.md 4). plain is what seal and padding hold, or the body.", make_envelope},
    {"chain", "R_0 and R_n of M and S of one space (crypto.md 4).", make_chain},
    {"wrap", "Anything under a derived key (crypto.md 2). name is the purpose.", make_wrap},
    {"grant", "Boxes of one grant (crypto.md 3). body is the CBOR of the structure event.", make_grant},
    {"recovery", "Paper codes and their login signature (crypto.md 5, 6).", make_recovery},
    {"invite", "Invite secrets (crypto.md 7).", make_invite},
    {"words", "Eight words as indices (crypto.md 7, 8).", make_words},
    {"http", "The Hearth-Auth header (crypto.md 5).", make_http},
    {"lists", "Signed lists, approvals, join requests (crypto.md 5, event.md 3).", make_lists},
    {"local", "The key of a passphrase (crypto.md 1).", make_argon2},
    {"names", "What stands for a name (crypto.md 2a): name is the label, what is called so. Then one note of a device.", make_names},
};
const size_t sheets_count = sizeof sheets / sizeof sheets[0];

char *sheet_text(const struct sheet *s, size_t *n)
{
	char *p = NULL;
	FILE *f = open_memstream(&p, n);
	if (f == NULL)
		return NULL;
	fprintf(f, "{\"about\": \"%s\",\n\"cases\": [", s->about);
	s->make(f);
	fputs("\n]}\n", f);
	fclose(f);
	return p;
}

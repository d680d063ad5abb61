/* vault_pair.c - meeting the partner, or an own second device: invite, look, join, compare eight words, let in.
 *
 *   inviter                                     newcomer
 *   invite  -> secret (link), blob (server)
 *                                               invite_open: reads the blob, joins nothing
 *                                               join: own keys, sealed request -> server
 *   join_read: eight words  <--- compared aloud --->  eight words
 *   let_in: member or devices event + grants    reads M; may write from now on
 *
 * Keys are authentic through the secret in the link, not through the server. */
#include "session/vault.h"

#include <sodium.h>

enum join_kind { JOIN_PARTNER = 1, JOIN_DEVICE = 2 };

/* What an invite blob says. */
struct invitation {
	uint8_t space[ID_BYTES], member[ID_BYTES], iks[32], ikb[32];
	uint64_t m_n;
	uint8_t m_R[HASH_BYTES];
	uint64_t role; /* enum join_kind */
	char name[164];
	size_t name_len;
};

MUST_USE static enum status read_secret(const struct command *cmd, struct invite_keys *k)
{
	struct span s;
	uint8_t raw[32];
	size_t n;
	enum status st = json_text(&cmd->doc, cmd->root, "secret", 64, &s);
	if (st == ST_OK)
		st = b64_read(s, raw, sizeof raw, &n);
	if (st == ST_OK && n != sizeof raw)
		st = ST_MALFORMED;
	if (st == ST_OK)
		invite_derive(raw, k);
	keys_wipe(raw, sizeof raw);
	return st == ST_OK ? ST_OK : ST_MALFORMED;
}

MUST_USE static enum status write_blob(const struct hc *c, uint64_t role, struct span name, struct buf *out)
{
	const struct log_member *me = log_member_find(c->log, c->member);
	const struct log_head *h;
	uint8_t m[ID_BYTES];
	struct cbor_w w = cbor_writer(out);

	log_stream_of(c->log, CLASS_M, m);
	h = log_head_find(c->log, m);
	if (me == NULL || h == NULL || h->n == 0)
		return ST_DENIED; /* the server does not know this space yet */
	cbor_map(&w, 7);
	cbor_uint(&w, 0);
	cbor_bytes(&w, c->space, ID_BYTES);
	cbor_uint(&w, 1);
	cbor_array(&w, 2);
	cbor_uint(&w, h->n);
	cbor_bytes(&w, h->R, HASH_BYTES);
	cbor_uint(&w, 2);
	cbor_bytes(&w, c->member, ID_BYTES);
	cbor_uint(&w, 3);
	cbor_bytes(&w, me->iks, 32);
	cbor_uint(&w, 4);
	cbor_bytes(&w, me->ikb, 32);
	cbor_uint(&w, 5);
	cbor_uint(&w, role);
	cbor_uint(&w, 6);
	cbor_text(&w, name.p, name.len);
	return w.st;
}

enum status op_invite(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	uint8_t s[32];
	char text[64];
	int64_t role;
	struct span name = {NULL, 0};
	struct invite_keys k;
	struct buf plain, blob;
	(void)now;

	buf_init(&plain, c->a, 2048);
	buf_init(&blob, c->a, 4096);
	enum status st = core_open(c) ? json_int(&cmd->doc, cmd->root, "role", 1, 2, &role) : ST_DENIED;
	if (st == ST_OK && json_text(&cmd->doc, cmd->root, "name", 160, &name) == ST_TOOBIG)
		st = ST_TOOBIG;
	if (st == ST_OK && role == JOIN_PARTNER && log_member_count(c->log) > 1)
		st = ST_CONFLICT;
	if (st == ST_OK)
		st = write_blob(c, (uint64_t)role, name, &plain);
	if (st == ST_OK) {
		randombytes_buf(s, sizeof s);
		invite_derive(s, &k);
		st = wrap_seal(k.key, "invite", buf_span(&plain), &blob);
	}
	if (st == ST_OK) {
		json_pair_span(w, "secret", span_make(text, b64_write(s, sizeof s, text)));
		json_key(w, "id");
		json_put_hex(w, k.id, ID_BYTES);
		json_key(w, "token_hash");
		json_put_hex(w, k.token_hash, 32);
		put_sealed(w, "blob", &blob);
	}
	buf_wipe(&plain);
	buf_clear(&blob);
	keys_wipe(s, sizeof s);
	keys_wipe(text, sizeof text);
	keys_wipe(&k, sizeof k);
	return st;
}

enum status op_invite_key(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct invite_keys k;
	(void)c, (void)now;
	enum status st = read_secret(cmd, &k);
	if (st == ST_OK) {
		json_key(w, "id");
		json_put_hex(w, k.id, ID_BYTES);
		json_key(w, "token");
		json_put_hex(w, k.token, 32);
	}
	keys_wipe(&k, sizeof k);
	return st;
}

MUST_USE static enum status get_fixed(struct cbor_r *r, uint64_t want, uint8_t *out, size_t n)
{
	uint64_t key;
	enum status st = cbor_get_uint(r, &key);
	if (st == ST_OK && key != want)
		st = ST_MALFORMED;
	return st == ST_OK ? cbor_get_fixed(r, out, n) : st;
}

MUST_USE static enum status parse_blob(struct span plain, struct invitation *out)
{
	struct cbor_r r = cbor_reader(plain);
	size_t n;
	uint64_t key;
	struct span name;
	enum status st = cbor_check(plain);

	memset(out, 0, sizeof *out);
	if (st == ST_OK)
		st = cbor_get_map(&r, &n);
	if (st == ST_OK && n < 7)
		st = ST_MALFORMED;
	if (st == ST_OK)
		st = get_fixed(&r, 0, out->space, ID_BYTES);
	if (st != ST_OK || cbor_get_uint(&r, &key) != ST_OK || key != 1 || cbor_get_array(&r, &n) != ST_OK || n != 2 ||
	    cbor_get_uint(&r, &out->m_n) != ST_OK || cbor_get_fixed(&r, out->m_R, HASH_BYTES) != ST_OK)
		return ST_MALFORMED;
	if (get_fixed(&r, 2, out->member, ID_BYTES) != ST_OK || get_fixed(&r, 3, out->iks, 32) != ST_OK ||
	    get_fixed(&r, 4, out->ikb, 32) != ST_OK || cbor_get_uint(&r, &key) != ST_OK || key != 5 ||
	    cbor_get_uint(&r, &out->role) != ST_OK || cbor_get_uint(&r, &key) != ST_OK || key != 6 ||
	    cbor_get_text(&r, &name) != ST_OK || name.len > sizeof out->name || out->role < JOIN_PARTNER || out->role > JOIN_DEVICE)
		return ST_MALFORMED;
	memcpy(out->name, name.p, name.len);
	out->name_len = name.len;
	return ST_OK;
}

MUST_USE static enum status read_blob(const struct hc *c, const struct command *cmd, const struct invite_keys *k, struct buf *blob, struct invitation *out)
{
	struct buf plain;
	uint8_t id[ID_BYTES];
	buf_init(&plain, c->a, 4096);
	enum status st = command_blob(cmd, "blob", blob);
	if (st == ST_OK)
		st = wrap_open(k->key, "invite", buf_span(blob), &plain);
	if (st == ST_OK)
		st = parse_blob(buf_span(&plain), out);
	if (st == ST_OK) {
		member_id(out->iks, out->ikb, id);
		if (memcmp(id, out->member, ID_BYTES) != 0)
			st = ST_FORGED;
	}
	buf_wipe(&plain);
	return st;
}

enum status op_invite_open(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct invite_keys k;
	struct invitation in;
	struct buf blob;
	(void)now;
	buf_init(&blob, c->a, 8192);
	enum status st = read_secret(cmd, &k);
	if (st == ST_OK)
		st = read_blob(c, cmd, &k, &blob, &in);
	if (st == ST_OK) {
		json_key(w, "space");
		json_put_hex(w, in.space, ID_BYTES);
		json_pair_int(w, "role", (int64_t)in.role);
		json_pair_span(w, "name", span_make(in.name, in.name_len));
		json_key(w, "inviter");
		json_put_hex(w, in.member, ID_BYTES);
	}
	buf_clear(&blob);
	keys_wipe(&k, sizeof k);
	return st;
}

static void put_words(struct json_w *w, const uint8_t a[64], const uint8_t b[64])
{
	uint16_t words[WORDS];
	words_pair(a, b, words);
	json_key(w, "words");
	json_array(w);
	for (size_t i = 0; i < WORDS; i++)
		json_put_int(w, words[i]);
	json_end_array(w);
}

static void side(const uint8_t a[32], const uint8_t b[32], uint8_t out[64])
{
	memcpy(out, a, 32);
	memcpy(out + 32, b, 32);
}

/* The request: {0 kind, 1 structure, 2 sig}; the structure is a member event without approval, or a device list of one,
 * unsigned: the inviter's device completes it. */
MUST_USE static enum status write_join(struct hc *c, const struct invitation *in, const struct identity *id, const struct invite_keys *k, struct span blob, struct buf *out)
{
	struct structure *s = alloc_get(c->a, sizeof *s);
	struct buf body, plain;
	uint8_t sig[64];
	if (s == NULL)
		return ST_NOMEM;
	buf_init(&body, c->a, ENV_STRUCT_MAX);
	buf_init(&plain, c->a, ENV_STRUCT_MAX);
	devlist_of(&c->dev, 1, &s->list);
	memcpy(s->member, c->member, ID_BYTES);
	s->type = in->role == JOIN_PARTNER ? STRUCT_MEMBER : STRUCT_DEVICES;
	if (in->role == JOIN_PARTNER) {
		s->role = ROLE_PARTNER;
		memcpy(s->iks, id->s.pk, 32);
		memcpy(s->ikb, id->b.pk, 32);
		devlist_sign(&s->list, id);
	}
	enum status st = structure_write(s, &body);
	if (st == ST_OK)
		st = join_sign(&c->dev, blob, buf_span(&body), sig);
	if (st == ST_OK) {
		struct cbor_w w = cbor_writer(&plain);
		cbor_map(&w, 3);
		cbor_uint(&w, 0);
		cbor_uint(&w, in->role);
		cbor_uint(&w, 1);
		cbor_bytes(&w, body.p, body.len);
		cbor_uint(&w, 2);
		cbor_bytes(&w, sig, sizeof sig);
		st = w.st;
	}
	if (st == ST_OK)
		st = wrap_seal(k->key, "join", buf_span(&plain), out);
	buf_clear(&body);
	buf_clear(&plain);
	alloc_put(c->a, s, sizeof *s);
	return st;
}

MUST_USE static enum status begin_newcomer(struct hc *c, const struct invitation *in, struct identity *id)
{
	struct device_keys dev;
	device_make(&dev);
	if (in->role == JOIN_PARTNER)
		identity_make(id);
	enum status st = core_begin(c, in->space, in->role == JOIN_PARTNER ? id->member : in->member, &dev);
	if (st == ST_OK) {
		randombytes_buf(c->data_key, sizeof c->data_key);
		c->m_want = in->m_n; /* the server may not show less than the inviter has seen */
		memcpy(c->m_want_R, in->m_R, sizeof c->m_want_R);
	}
	keys_wipe(&dev, sizeof dev);
	return st;
}

MUST_USE static enum status join_with(struct hc *c, const struct command *cmd, uint64_t now, const struct invite_keys *k, const struct invitation *in, struct span blob, struct json_w *w)
{
	struct identity id;
	struct proposals p;
	struct buf join;
	uint8_t L[32], mine[64], theirs[64];

	memset(&id, 0, sizeof id);
	proposals_init(c, &p);
	buf_init(&join, c->a, 8192);
	enum status st = command_hex(cmd, "L", L, 32);
	if (st == ST_OK)
		st = begin_newcomer(c, in, &id);
	if (st == ST_OK)
		st = write_join(c, in, &id, k, blob, &join);
	if (st == ST_OK && in->role == JOIN_PARTNER)
		st = propose_first_private(c, &id, &p);
	if (st == ST_OK && in->role == JOIN_PARTNER)
		st = propose_words(c, cmd, &p, now);
	if (st == ST_OK)
		st = put_stores(c, L, in->role == JOIN_PARTNER ? &id : NULL, w);
	if (st == ST_OK) {
		put_ids(c, w);
		put_sealed(w, "join", &join);
		side(in->iks, in->ikb, theirs);
		side(in->role == JOIN_PARTNER ? id.s.pk : c->dev.s.pk, in->role == JOIN_PARTNER ? id.b.pk : c->dev.b.pk, mine);
		put_words(w, mine, theirs);
		proposals_write(&p, w);
	} else {
		core_lock(c);
	}
	proposals_clear(&p);
	buf_clear(&join);
	keys_wipe(&id, sizeof id);
	keys_wipe(L, sizeof L);
	return st;
}

enum status op_join(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct invite_keys k;
	struct invitation in;
	struct buf blob;
	buf_init(&blob, c->a, 8192);
	enum status st = read_secret(cmd, &k);
	if (st == ST_OK)
		st = read_blob(c, cmd, &k, &blob, &in);
	if (st == ST_OK)
		st = join_with(c, cmd, now, &k, &in, buf_span(&blob), w);
	buf_clear(&blob);
	keys_wipe(&k, sizeof k);
	return st;
}

/* Is it what this invitation asked for?  A partner who came in as an own device would be given every private page.  And ids
 * that do not hang on their keys would be signed here and refused by the server for ever after. */
MUST_USE static enum status check_join(const struct hc *c, const struct invitation *in, uint64_t kind, const struct structure *s)
{
	uint8_t id[ID_BYTES];
	if (kind != in->role || s->type != (in->role == JOIN_PARTNER ? STRUCT_MEMBER : STRUCT_DEVICES) || s->list.count != 1)
		return ST_FORGED;
	if (in->role == JOIN_DEVICE) {
		device_id(s->list.dev[0].ds, s->list.dev[0].dx, id);
		bool ours = memcmp(s->member, c->member, ID_BYTES) == 0 && memcmp(in->member, c->member, ID_BYTES) == 0;
		return ours && memcmp(id, s->list.dev[0].id, ID_BYTES) == 0 ? ST_OK : ST_FORGED;
	}
	member_id(s->iks, s->ikb, id);
	if (s->role != ROLE_PARTNER || memcmp(id, s->member, ID_BYTES) != 0)
		return ST_FORGED;
	return verify_devlist(&s->list, s->member, s->iks);
}

/* A sealed request, opened and checked: signature by the device that it brings, over this very invite. */
MUST_USE static enum status read_join(const struct hc *c, const struct command *cmd, struct structure *s)
{
	struct invite_keys k;
	struct invitation in;
	struct buf blob, sealed, plain;
	struct span map, item, body = {NULL, 0}, sig = {NULL, 0};
	struct cbor_r r;
	uint64_t kind = 0;

	buf_init(&blob, c->a, 8192);
	buf_init(&sealed, c->a, 8192);
	buf_init(&plain, c->a, 8192);
	enum status st = read_secret(cmd, &k);
	if (st == ST_OK)
		st = read_blob(c, cmd, &k, &blob, &in);
	if (st == ST_OK)
		st = command_blob(cmd, "join", &sealed);
	if (st == ST_OK)
		st = wrap_open(k.key, "join", buf_span(&sealed), &plain);
	map = buf_span(&plain);
	if (st == ST_OK)
		st = cbor_check(map);
	if (st == ST_OK && (st = cbor_find_uint(map, 0, &item)) == ST_OK) {
		r = cbor_reader(item);
		st = cbor_get_uint(&r, &kind);
	}
	if (st == ST_OK && (st = cbor_find_uint(map, 1, &item)) == ST_OK) {
		r = cbor_reader(item);
		st = cbor_get_bytes(&r, &body);
	}
	if (st == ST_OK && (st = cbor_find_uint(map, 2, &item)) == ST_OK) {
		r = cbor_reader(item);
		st = cbor_get_bytes(&r, &sig);
	}
	if (st == ST_OK && sig.len != 64)
		st = ST_MALFORMED;
	if (st == ST_OK)
		st = structure_parse(body, s);
	if (st == ST_OK)
		st = check_join(c, &in, kind, s);
	if (st == ST_OK)
		st = verify_join(s->list.dev[0].ds, buf_span(&blob), body, sig.p);
	buf_clear(&blob);
	buf_clear(&sealed);
	buf_clear(&plain);
	keys_wipe(&k, sizeof k);
	return st;
}

enum status op_join_read(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct structure *s = alloc_get(c->a, sizeof *s);
	uint8_t mine[64], theirs[64];
	(void)now;
	if (s == NULL)
		return ST_NOMEM;
	const struct log_member *me = core_open(c) ? log_member_find(c->log, c->member) : NULL;
	enum status st = me != NULL ? read_join(c, cmd, s) : ST_DENIED;
	if (st == ST_OK) {
		side(me->iks, me->ikb, mine);
		if (s->type == STRUCT_MEMBER)
			side(s->iks, s->ikb, theirs);
		else
			side(s->list.dev[0].ds, s->list.dev[0].dx, theirs);
		put_words(w, mine, theirs);
		json_pair_int(w, "kind", s->type == STRUCT_MEMBER ? JOIN_PARTNER : JOIN_DEVICE);
	}
	alloc_put(c->a, s, sizeof *s);
	return st;
}

MUST_USE static enum status let_partner_in(struct hc *c, struct structure *s, const struct identity *id, struct proposals *p)
{
	uint8_t m[ID_BYTES], shared[ID_BYTES];
	struct recipients r = {0};
	struct stream_key k;
	const struct log_member *me = log_member_find(c->log, c->member);

	if (me == NULL)
		return ST_DENIED;
	if (log_member_count(c->log) > 1)
		return ST_CONFLICT;
	approval_sign(c->space, s, id);
	log_stream_of(c->log, CLASS_M, m);
	log_stream_of(c->log, CLASS_S, shared);
	enum status st = propose_structure(c, p, m, s);
	if (st == ST_OK)
		st = recipients_member(&r, c->log, me, NULL);
	if (st == ST_OK)
		st = recipients_add(&r, s->member, s->ikb);
	if (st == ST_OK)
		st = recipients_add(&r, s->list.dev[0].id, s->list.dev[0].dx);
	stream_key_make(shared, 1, &k);
	if (st == ST_OK)
		st = propose_grant(c, p, &k, CLASS_S, &r);
	keys_wipe(&k, sizeof k);
	return st;
}

MUST_USE static enum status let_device_in(struct hc *c, const struct structure *s, const struct identity *id, struct proposals *p)
{
	struct recipients r = {0};
	enum status st = propose_devices(c, p, id, &s->list.dev[0], NULL);
	if (st == ST_OK)
		st = recipients_add(&r, s->list.dev[0].id, s->list.dev[0].dx);
	if (st == ST_OK)
		st = propose_all_epochs(c, p, CLASS_S, &r);
	if (st == ST_OK)
		st = propose_all_epochs(c, p, CLASS_P, &r);
	return st;
}

enum status op_let_in(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct structure *s = alloc_get(c->a, sizeof *s);
	struct cold cold;
	struct proposals p;
	(void)now;
	if (s == NULL)
		return ST_NOMEM;
	memset(&cold, 0, sizeof cold);
	proposals_init(c, &p);
	enum status st = core_open(c) ? read_join(c, cmd, s) : ST_DENIED;
	if (st == ST_OK)
		st = cold_by_L(c, cmd, &cold);
	if (st == ST_OK)
		st = s->type == STRUCT_MEMBER ? let_partner_in(c, s, &cold.id, &p) : let_device_in(c, s, &cold.id, &p);
	if (st == ST_OK)
		proposals_write(&p, w);
	proposals_clear(&p);
	keys_wipe(&cold, sizeof cold);
	alloc_put(c->a, s, sizeof *s);
	return st;
}

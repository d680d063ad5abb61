/* vault.c - keys of one person on this device: founding, unlocking, the paper code.
 * The vault (purpose local) is CBOR {0 space, 1 member, 2 Ds seed, 3 Dx secret, 4 data key}; the cold store (purpose cold)
 * is the one of spec/sync.md.  Meeting the partner is in vault_pair.c. */
#include "session/vault.h"

#include <sodium.h>

/* ---- sealed stores ---- */

enum status vault_seal(const struct hc *c, const uint8_t key[32], const char *purpose, struct buf *out)
{
	struct buf plain;
	buf_init(&plain, c->a, 1024);
	struct cbor_w w = cbor_writer(&plain);
	cbor_map(&w, 5);
	cbor_uint(&w, 0);
	cbor_bytes(&w, c->space, ID_BYTES);
	cbor_uint(&w, 1);
	cbor_bytes(&w, c->member, ID_BYTES);
	cbor_uint(&w, 2);
	cbor_bytes(&w, c->dev.s.sk, 32); /* the seed is the first half */
	cbor_uint(&w, 3);
	cbor_bytes(&w, c->dev.b.sk, 32);
	cbor_uint(&w, 4);
	cbor_bytes(&w, c->data_key, 32);
	enum status st = w.st;
	if (st == ST_OK)
		st = wrap_seal(key, purpose, buf_span(&plain), out);
	buf_wipe(&plain);
	return st;
}

MUST_USE static enum status find_bytes(struct span map, uint64_t key, uint8_t *out, size_t n)
{
	struct span item;
	enum status st = cbor_find_uint(map, key, &item);
	struct cbor_r r = cbor_reader(item);
	return st == ST_OK ? cbor_get_fixed(&r, out, n) : st;
}

enum status vault_open(struct hc *c, const uint8_t key[32], const char *purpose, struct span sealed)
{
	struct buf plain;
	struct device_keys dev;
	uint8_t space[ID_BYTES], member[ID_BYTES], seed[32], box[32], data[32];

	buf_init(&plain, c->a, 4096);
	enum status st = wrap_open(key, purpose, sealed, &plain);
	struct span map = buf_span(&plain);
	if (st == ST_OK)
		st = cbor_check(map);
	if (st == ST_OK)
		st = find_bytes(map, 0, space, ID_BYTES);
	if (st == ST_OK)
		st = find_bytes(map, 1, member, ID_BYTES);
	if (st == ST_OK)
		st = find_bytes(map, 2, seed, 32);
	if (st == ST_OK)
		st = find_bytes(map, 3, box, 32);
	if (st == ST_OK)
		st = find_bytes(map, 4, data, 32);
	if (st == ST_OK) {
		device_from(seed, box, &dev);
		st = core_begin(c, space, member, &dev);
	}
	if (st == ST_OK)
		memcpy(c->data_key, data, 32);
	buf_wipe(&plain);
	keys_wipe(&dev, sizeof dev);
	keys_wipe(seed, sizeof seed);
	keys_wipe(box, sizeof box);
	keys_wipe(data, sizeof data);
	return st;
}

MUST_USE static enum status cold_plain(const struct hc *c, const struct identity *id, struct buf *out)
{
	uint8_t m[ID_BYTES];
	struct cbor_w w = cbor_writer(out);
	uint32_t heads = log_head_count(c->log);
	const struct log_member *me = log_member_find(c->log, c->member);

	log_stream_of(c->log, CLASS_M, m);
	const struct log_head *h = log_head_find(c->log, m);
	cbor_map(&w, 7);
	cbor_uint(&w, 0);
	cbor_bytes(&w, c->space, ID_BYTES);
	cbor_uint(&w, 1);
	cbor_bytes(&w, c->member, ID_BYTES);
	cbor_uint(&w, 2);
	cbor_bytes(&w, id->s.sk, 32);
	cbor_uint(&w, 3);
	cbor_bytes(&w, id->b.sk, 32);
	cbor_uint(&w, 4);
	cbor_array(&w, 2);
	cbor_uint(&w, h != NULL ? h->n : 0);
	cbor_bytes(&w, h != NULL ? h->R : m, h != NULL ? HASH_BYTES : 0);
	cbor_uint(&w, 5);
	cbor_array(&w, heads);
	for (uint32_t i = 0; i < heads; i++) {
		const struct log_head *x = log_head_at(c->log, i);
		cbor_array(&w, 3);
		cbor_bytes(&w, x->stream, ID_BYTES);
		cbor_uint(&w, x->n);
		cbor_bytes(&w, x->R, HASH_BYTES);
	}
	cbor_uint(&w, 6);
	cbor_uint(&w, me != NULL ? me->list_version : 1);
	return w.st;
}

enum status cold_seal(const struct hc *c, const uint8_t key[32], const struct identity *id, struct buf *out)
{
	struct buf plain;
	buf_init(&plain, c->a, 8192);
	enum status st = cold_plain(c, id, &plain);
	if (st == ST_OK)
		st = wrap_seal(key, "cold", buf_span(&plain), out);
	buf_wipe(&plain);
	return st;
}

MUST_USE static enum status cold_head(struct span map, struct cold *out)
{
	struct span item;
	size_t n;
	enum status st = cbor_find_uint(map, 4, &item);
	struct cbor_r r = cbor_reader(item);
	if (st == ST_OK)
		st = cbor_get_array(&r, &n);
	if (st == ST_OK && n != 2)
		st = ST_MALFORMED;
	if (st == ST_OK)
		st = cbor_get_uint(&r, &out->m_n);
	if (st == ST_OK)
		st = cbor_get_fixed(&r, out->m_R, HASH_BYTES);
	if (st == ST_OK)
		st = cbor_find_uint(map, 6, &item);
	if (st == ST_OK) {
		uint64_t v;
		r = cbor_reader(item);
		st = cbor_get_uint(&r, &v);
		out->list_version = (uint32_t)v;
	}
	return st;
}

enum status cold_open(const struct hc *c, const uint8_t key[32], struct span sealed, struct cold *out)
{
	struct buf plain;
	uint8_t seed[32], box[32];
	struct cold cold;

	memset(&cold, 0, sizeof cold);
	buf_init(&plain, c->a, 8192);
	enum status st = wrap_open(key, "cold", sealed, &plain);
	struct span map = buf_span(&plain);
	if (st == ST_OK)
		st = cbor_check(map);
	if (st == ST_OK)
		st = find_bytes(map, 0, cold.space, ID_BYTES);
	if (st == ST_OK)
		st = find_bytes(map, 2, seed, 32);
	if (st == ST_OK)
		st = find_bytes(map, 3, box, 32);
	if (st == ST_OK)
		st = cold_head(map, &cold);
	if (st == ST_OK) {
		identity_from(seed, box, &cold.id);
		*out = cold;
	}
	buf_wipe(&plain);
	keys_wipe(&cold, sizeof cold);
	keys_wipe(seed, sizeof seed);
	keys_wipe(box, sizeof box);
	return st;
}

/* The cold store of this device, by the key that the passphrase gives. */
enum status cold_by_L(const struct hc *c, const struct command *cmd, struct cold *out)
{
	uint8_t L[32], key[32];
	struct buf sealed;
	buf_init(&sealed, c->a, 16384);
	enum status st = command_hex(cmd, "L", L, 32);
	if (st == ST_OK)
		st = command_blob(cmd, "cold", &sealed);
	if (st == ST_OK) {
		keys_derive(L, 2, key);
		st = cold_open(c, key, buf_span(&sealed), out);
	}
	buf_clear(&sealed);
	keys_wipe(L, sizeof L);
	keys_wipe(key, sizeof key);
	return st;
}

/* ---- answers ---- */

void put_sealed(struct json_w *w, const char *key, const struct buf *b)
{
	json_key(w, key);
	json_put_hex(w, b->p, b->len);
}

void put_ids(const struct hc *c, struct json_w *w)
{
	json_key(w, "space");
	json_put_hex(w, c->space, ID_BYTES);
	json_key(w, "member");
	json_put_hex(w, c->member, ID_BYTES);
	json_key(w, "device");
	json_put_hex(w, c->dev.device, ID_BYTES);
}

/* Both stores under L, as members "vault" and (id given) "cold" of the answer. */
enum status put_stores(const struct hc *c, const uint8_t L[32], const struct identity *id, struct json_w *w)
{
	uint8_t key[32];
	struct buf out;
	buf_init(&out, c->a, 16384);
	keys_derive(L, 1, key);
	enum status st = vault_seal(c, key, "local", &out);
	if (st == ST_OK)
		put_sealed(w, "vault", &out);
	buf_reset(&out);
	if (st == ST_OK && id != NULL) {
		keys_derive(L, 2, key);
		st = cold_seal(c, key, id, &out);
		if (st == ST_OK)
			put_sealed(w, "cold", &out);
	}
	buf_clear(&out);
	keys_wipe(key, sizeof key);
	return st;
}

/* ---- operations ---- */

MUST_USE static enum status op_kdf_new(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	uint8_t salt[16];
	(void)c, (void)cmd, (void)now;
	randombytes_buf(salt, sizeof salt);
	json_key(w, "salt");
	json_put_hex(w, salt, sizeof salt);
	json_pair_int(w, "ops", KDF_OPS_MIN);
	json_pair_int(w, "kib", KDF_KIB_MIN);
	return ST_OK;
}

/* The genesis event cannot be proposed through a log: its hash names the space that the log is of. */
MUST_USE static enum status make_genesis(struct hc *c, const struct identity *id, struct proposals *p)
{
	struct structure *s = alloc_get(c->a, sizeof *s);
	struct envelope e = {.kind = ENV_STRUCTURE, .dev_seq = 1};
	struct buf body;
	uint8_t space[ID_BYTES];

	if (s == NULL)
		return ST_NOMEM;
	buf_init(&body, c->a, ENV_STRUCT_MAX);
	s->type = STRUCT_GENESIS;
	memcpy(s->member, id->member, ID_BYTES);
	memcpy(s->iks, id->s.pk, 32);
	memcpy(s->ikb, id->b.pk, 32);
	devlist_of(&c->dev, 1, &s->list);
	devlist_sign(&s->list, id);
	memcpy(e.member, id->member, ID_BYTES);
	enum status st = structure_write(s, &body);
	if (st == ST_OK)
		st = seal_structure(&e, buf_span(&body), &c->dev, &p->bytes);
	if (st == ST_OK) {
		space_id(&e, space);
		st = core_begin(c, space, id->member, &c->dev);
	}
	if (st == ST_OK) {
		p->v[0].len = (uint32_t)p->bytes.len;
		p->v[0].dev_seq = 1;
		log_stream_of(c->log, CLASS_M, p->v[0].stream);
		memcpy(p->v[0].event, e.event, ID_BYTES);
		p->count = 1;
	}
	buf_clear(&body);
	alloc_put(c->a, s, sizeof *s);
	return st;
}

MUST_USE static enum status op_found(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct identity id;
	struct proposals p;
	uint8_t L[32];
	enum status st = command_hex(cmd, "L", L, 32);

	if (st != ST_OK)
		return st;
	core_lock(c);
	identity_make(&id);
	device_make(&c->dev);
	randombytes_buf(c->data_key, sizeof c->data_key);
	uint8_t data[32];
	memcpy(data, c->data_key, 32);
	proposals_init(c, &p);
	st = make_genesis(c, &id, &p);
	memcpy(c->data_key, data, 32); /* core_begin wiped it */
	if (st == ST_OK)
		st = propose_first_private(c, &id, &p);
	if (st == ST_OK)
		st = propose_words(c, cmd, &p, now);
	if (st == ST_OK)
		st = put_stores(c, L, &id, w);
	if (st == ST_OK) {
		put_ids(c, w);
		proposals_write(&p, w);
	} else {
		core_lock(c);
	}
	proposals_clear(&p);
	keys_wipe(&id, sizeof id);
	keys_wipe(L, sizeof L);
	keys_wipe(data, sizeof data);
	return st;
}

MUST_USE static enum status open_by(struct hc *c, const struct command *cmd, const char *key_name, uint64_t derive, const char *blob, const char *purpose)
{
	uint8_t K[32], key[32];
	struct buf sealed;
	buf_init(&sealed, c->a, 16384);
	enum status st = command_hex(cmd, key_name, K, 32);
	if (st == ST_OK)
		st = command_blob(cmd, blob, &sealed);
	if (st == ST_OK) {
		if (derive != 0)
			keys_derive(K, derive, key);
		else
			memcpy(key, K, 32);
		st = vault_open(c, key, purpose, buf_span(&sealed));
	}
	buf_clear(&sealed);
	keys_wipe(K, sizeof K);
	keys_wipe(key, sizeof key);
	return st;
}

MUST_USE static enum status op_unlock(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	/* History is still to be read after a recovery: old grants name the member, not this device. */
	bool recovering = json_get(&cmd->doc, cmd->root, "cold") != NULL;
	struct cold cold;
	(void)now;
	enum status st = recovering ? cold_by_L(c, cmd, &cold) : ST_OK;
	if (st == ST_OK)
		st = open_by(c, cmd, "L", 1, "vault", "local");
	if (st == ST_OK && recovering) {
		c->ikb = cold.id.b;
		c->have_ikb = true;
	}
	keys_wipe(&cold, sizeof cold);
	if (st == ST_OK)
		put_ids(c, w);
	return st;
}

MUST_USE static enum status op_tab_wrap(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	uint8_t key[32];
	struct buf out;
	(void)now;
	buf_init(&out, c->a, 4096);
	enum status st = core_unlocked(c) ? command_hex(cmd, "key", key, 32) : ST_DENIED;
	if (st == ST_OK)
		st = vault_seal(c, key, "tab", &out);
	if (st == ST_OK)
		put_sealed(w, "wrapped", &out);
	buf_clear(&out);
	keys_wipe(key, sizeof key);
	return st;
}

MUST_USE static enum status op_tab_open(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	(void)now;
	enum status st = open_by(c, cmd, "key", 0, "wrapped", "tab");
	if (st == ST_OK)
		put_ids(c, w);
	return st;
}

MUST_USE static enum status op_lock(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	(void)cmd, (void)now, (void)w;
	core_lock(c);
	if (c->out.p != NULL) /* earlier answers: pages that were shown */
		keys_wipe(c->out.p + c->out.len, c->out.cap - c->out.len);
	return ST_OK;
}

MUST_USE static enum status op_rewrap(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct cold cold;
	uint8_t L2[32];
	(void)now;
	enum status st = core_open(c) ? command_hex(cmd, "L2", L2, 32) : ST_DENIED;
	if (st == ST_OK)
		st = cold_by_L(c, cmd, &cold);
	if (st == ST_OK)
		st = put_stores(c, L2, &cold.id, w);
	keys_wipe(&cold, sizeof cold);
	keys_wipe(L2, sizeof L2);
	return st;
}

/* ---- dispatch ---- */

typedef enum status (*vault_fn)(struct hc *, const struct command *, uint64_t, struct json_w *);
static const struct {
	const char *name;
	vault_fn fn;
} ops[] = {
	{"kdf_new", op_kdf_new}, {"found", op_found}, {"unlock", op_unlock}, {"tab_wrap", op_tab_wrap},
	{"tab_open", op_tab_open}, {"lock", op_lock}, {"rewrap", op_rewrap}, {"note", op_note}, {"seal", op_seal}, {"open", op_open},
	{"paper", op_paper}, {"paper_login", op_paper_login}, {"paper_sign", op_paper_sign}, {"recover", op_recover},
	{"rotate", op_rotate}, {"revoke", op_revoke}, {"invite", op_invite}, {"invite_key", op_invite_key},
	{"invite_open", op_invite_open}, {"join", op_join}, {"join_read", op_join_read}, {"let_in", op_let_in},
};

static const char *vault_words(enum status st)
{
	switch (st) {
	case ST_FORGED:
		return "These words or this code do not fit. Check them and try again.";
	case ST_DENIED:
		return "This is not possible right now.";
	case ST_MALFORMED:
		return "Something is missing or not in its form.";
	default:
		return "This did not work. Nothing was changed.";
	}
}

hc_status hc_vault(struct hc *c, const char *json, size_t n, double now_ms)
{
	struct command cmd;
	enum status st = command_read(c, json, n, "op", &cmd);
	if (st != ST_OK)
		return core_fail(c, st, vault_words(st));
	struct json_w w = core_answer(c);
	json_object(&w);
	st = ST_NOTFOUND;
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
		if (command_is(&cmd, ops[i].name))
			st = ops[i].fn(c, &cmd, now_ms > 0 ? (uint64_t)now_ms : 0, &w);
	json_end_object(&w);
	command_end(&cmd);
	return st == ST_OK ? core_done(c, &w) : core_fail(c, st, vault_words(st));
}

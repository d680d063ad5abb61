/* vault_paper.c - the paper code, recovery by it, rotation of keys, revoking a device. */
#include "session/vault.h"

#include <sodium.h>

enum status op_paper(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct cold cold;
	struct rc_keys k;
	struct buf wrap;
	struct span given;
	uint8_t rc[RC_BYTES];
	char text[RC_TEXT];
	(void)now;

	memset(&cold, 0, sizeof cold);
	buf_init(&wrap, c->a, 16384);
	enum status st = core_open(c) ? cold_by_L(c, cmd, &cold) : ST_DENIED;
	/* With "text" the code stays the same and only what it opens is written anew (after a power action). */
	if (st == ST_OK && json_text(&cmd->doc, cmd->root, "text", 64, &given) == ST_OK)
		st = rc_read(given, rc);
	else if (st == ST_OK)
		rc_make(rc);
	if (st == ST_OK) {
		rc_text(rc, text);
		rc_derive(rc, &k);
		st = cold_seal(c, k.wrap, &cold.id, &wrap);
	}
	if (st == ST_OK) {
		json_pair_text(w, "text", text);
		json_key(w, "login");
		json_put_hex(w, k.login.pk, 32);
		put_sealed(w, "wrap", &wrap);
	}
	buf_clear(&wrap);
	keys_wipe(&cold, sizeof cold);
	keys_wipe(&k, sizeof k);
	keys_wipe(rc, sizeof rc);
	keys_wipe(text, sizeof text);
	return st;
}

MUST_USE static enum status read_code(const struct command *cmd, struct rc_keys *k)
{
	struct span text;
	uint8_t rc[RC_BYTES];
	enum status st = json_text(&cmd->doc, cmd->root, "text", 64, &text);
	if (st == ST_OK)
		st = rc_read(text, rc);
	if (st == ST_OK)
		rc_derive(rc, k);
	keys_wipe(rc, sizeof rc);
	return st;
}

enum status op_paper_login(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct rc_keys k;
	(void)c, (void)now;
	enum status st = read_code(cmd, &k);
	if (st == ST_OK) {
		json_key(w, "login");
		json_put_hex(w, k.login.pk, 32);
	}
	keys_wipe(&k, sizeof k);
	return st;
}

enum status op_paper_sign(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct rc_keys k;
	uint8_t server[ID_BYTES], challenge[32], sig[64];
	(void)c, (void)now;
	enum status st = read_code(cmd, &k);
	if (st == ST_OK)
		st = command_hex(cmd, "server", server, ID_BYTES);
	if (st == ST_OK)
		st = command_hex(cmd, "challenge", challenge, 32);
	if (st == ST_OK) {
		rc_sign(&k, server, challenge, sig);
		json_key(w, "sig");
		json_put_hex(w, sig, 64);
	}
	keys_wipe(&k, sizeof k);
	return st;
}

/* The list that makes this new device the only one.  It stands on the head of M that the cold store remembers, because a
 * device that is in no list yet may read nothing. */
MUST_USE static enum status recovery_list(struct hc *c, const struct cold *cold, uint32_t version, struct proposals *p)
{
	struct structure *s = alloc_get(c->a, sizeof *s);
	struct envelope e = {.kind = ENV_STRUCTURE, .dev_seq = 1, .base_n = cold->m_n};
	struct buf body;
	if (s == NULL)
		return ST_NOMEM;
	buf_init(&body, c->a, ENV_STRUCT_MAX);
	s->type = STRUCT_DEVICES;
	memcpy(s->member, cold->id.member, ID_BYTES);
	devlist_of(&c->dev, version, &s->list);
	devlist_sign(&s->list, &cold->id);
	memcpy(e.space, cold->space, ID_BYTES);
	log_stream_of(c->log, CLASS_M, e.stream);
	memcpy(e.member, cold->id.member, ID_BYTES);
	memcpy(e.base_R, cold->m_R, HASH_BYTES);
	enum status st = structure_write(s, &body);
	if (st == ST_OK)
		st = seal_structure(&e, buf_span(&body), &c->dev, &p->bytes);
	if (st == ST_OK) {
		p->v[0].len = (uint32_t)p->bytes.len;
		p->v[0].dev_seq = 1;
		memcpy(p->v[0].stream, e.stream, ID_BYTES);
		memcpy(p->v[0].event, e.event, ID_BYTES);
		p->count = 1;
	}
	buf_clear(&body);
	alloc_put(c->a, s, sizeof *s);
	return st;
}

MUST_USE static enum status recover_with(struct hc *c, const struct command *cmd, const struct cold *cold, struct json_w *w)
{
	struct device_keys dev;
	struct proposals p;
	uint8_t L[32];
	int64_t version = (int64_t)cold->list_version + 1;

	enum status st = command_hex(cmd, "L", L, 32);
	if (st == ST_OK && json_int(&cmd->doc, cmd->root, "version", 1, UINT32_MAX, &version) == ST_MALFORMED)
		st = ST_MALFORMED;
	if (st != ST_OK)
		return st;
	device_make(&dev);
	proposals_init(c, &p);
	st = core_begin(c, cold->space, cold->id.member, &dev);
	if (st == ST_OK) {
		randombytes_buf(c->data_key, sizeof c->data_key);
		c->ikb = cold->id.b;
		c->have_ikb = true;
		c->m_want = cold->m_n;
		memcpy(c->m_want_R, cold->m_R, sizeof c->m_want_R);
		st = recovery_list(c, cold, (uint32_t)version, &p);
	}
	if (st == ST_OK)
		st = put_stores(c, L, &cold->id, w);
	if (st == ST_OK) {
		put_ids(c, w);
		proposals_write(&p, w);
	} else {
		core_lock(c);
	}
	proposals_clear(&p);
	keys_wipe(&dev, sizeof dev);
	keys_wipe(L, sizeof L);
	return st;
}

enum status op_recover(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct rc_keys k;
	struct cold cold;
	struct buf sealed;
	(void)now;

	memset(&cold, 0, sizeof cold);
	buf_init(&sealed, c->a, 16384);
	enum status st = read_code(cmd, &k);
	if (st == ST_OK)
		st = command_blob(cmd, "cold", &sealed);
	if (st == ST_OK)
		st = cold_open(c, k.wrap, buf_span(&sealed), &cold);
	if (st == ST_OK)
		st = recover_with(c, cmd, &cold, w);
	buf_clear(&sealed);
	keys_wipe(&k, sizeof k);
	keys_wipe(&cold, sizeof cold);
	return st;
}

enum status op_rotate(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct proposals p;
	struct recipients self = {0};
	(void)cmd, (void)now;
	if (!core_open(c))
		return ST_DENIED;
	proposals_init(c, &p);
	/* The old grants name the identity and devices that are gone: this device is granted all of them, or the pages that
	 * are open now would be closed at the next start. */
	enum status st = recipients_add(&self, c->dev.device, c->dev.b.pk);
	if (st == ST_OK)
		st = propose_all_epochs(c, &p, CLASS_S, &self);
	if (st == ST_OK)
		st = propose_all_epochs(c, &p, CLASS_P, &self);
	if (st == ST_OK)
		st = propose_rotation(c, &p, NULL);
	if (st == ST_OK) {
		proposals_write(&p, w);
		/* All history is read and new keys name this device: the identity's secret goes. */
		keys_wipe(&c->ikb, sizeof c->ikb);
		c->have_ikb = false;
	}
	proposals_clear(&p);
	return st;
}

enum status op_revoke(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct cold cold;
	struct proposals p;
	uint8_t device[ID_BYTES];
	(void)now;

	memset(&cold, 0, sizeof cold);
	proposals_init(c, &p);
	enum status st = core_open(c) ? command_hex(cmd, "device", device, ID_BYTES) : ST_DENIED;
	if (st == ST_OK && memcmp(device, c->dev.device, ID_BYTES) == 0)
		st = ST_DENIED;
	if (st == ST_OK)
		st = cold_by_L(c, cmd, &cold);
	if (st == ST_OK)
		st = propose_devices(c, &p, &cold.id, NULL, device);
	if (st == ST_OK)
		st = propose_rotation(c, &p, device);
	if (st == ST_OK)
		proposals_write(&p, w);
	proposals_clear(&p);
	keys_wipe(&cold, sizeof cold);
	return st;
}

/* act.c - commands to sealed events.  Decides, changes nothing. */
#include "session/core.h"

bool core_paired(const struct hc *c)
{
	uint8_t s[ID_BYTES];
	uint32_t partners = 0;
	if (!core_open(c))
		return false;
	log_stream_of(c->log, CLASS_S, s);
	for (uint32_t i = 0; i < log_member_count(c->log); i++)
		partners += log_member_at(c->log, i)->role == ROLE_PARTNER;
	return partners > 1 && ring_newest(&c->ring, s) != NULL;
}

/* Which stream a command writes to: "for": "me" | "us". */
MUST_USE static enum status audience_of(const struct hc *c, const struct command *cmd, const struct event_type *t, enum stream_class *cls, const char **why)
{
	struct span s;
	*why = "for";
	if (json_text(&cmd->doc, cmd->root, "for", 2, &s) != ST_OK)
		return ST_MALFORMED;
	if (span_equal(s, span_text("me")) && (t->audiences & FOR_ME)) {
		*cls = CLASS_P;
		return ST_OK;
	}
	if (span_equal(s, span_text("us")) && (t->audiences & FOR_US)) {
		*cls = CLASS_S;
		*why = "Nothing can be shared before your partner has joined.";
		return core_paired(c) ? ST_OK : ST_DENIED;
	}
	return ST_MALFORMED;
}

/* The own record that a command names with "id"; *id stays NULL when there is none. */
MUST_USE static enum status named_record(const struct hc *c, const struct command *cmd, enum stream_class cls, const struct event_type *t, uint8_t id[ID_BYTES], bool *given)
{
	uint8_t stream[ID_BYTES];
	*given = json_get(&cmd->doc, cmd->root, "id") != NULL;
	if (!*given)
		return ST_OK;
	enum status st = command_hex(cmd, "id", id, ID_BYTES);
	if (st != ST_OK)
		return st;
	log_stream_of(c->log, cls, stream);
	const struct record *rec = records_find(&c->records, stream, c->member, id);
	if (rec == NULL || record_now(&c->records, rec)->type != t->number)
		return ST_NOTFOUND;
	return ST_OK;
}

MUST_USE static enum status do_record(struct hc *c, const struct command *cmd, uint64_t now, bool remove, struct json_w *w, const char **why)
{
	static const uint8_t empty_map = 0xa0;
	struct span name;
	enum stream_class cls = CLASS_P;
	uint8_t id[ID_BYTES], made[ID_BYTES];
	bool given = false;
	struct buf body;
	struct proposals p;

	*why = "type";
	if (json_text(&cmd->doc, cmd->root, "type", 24, &name) != ST_OK)
		return ST_MALFORMED;
	const struct event_type *t = event_type_named(name);
	if (t == NULL)
		return ST_MALFORMED;
	enum status st = audience_of(c, cmd, t, &cls, why);
	if (st != ST_OK)
		return st;
	*why = "id";
	st = named_record(c, cmd, cls, t, id, &given);
	if (st == ST_OK && remove && !given)
		st = ST_MALFORMED;
	if (st != ST_OK)
		return st;
	buf_init(&body, c->a, ENV_CT_MAX);
	proposals_init(c, &p);
	st = remove ? buf_add(&body, &empty_map, 1)
		    : event_body_from_json(t, &cmd->doc, json_get(&cmd->doc, cmd->root, "body"), &body, why);
	if (st == ST_OK)
		st = propose_record(c, &p, cls, t, given ? id : NULL, buf_span(&body), now, made);
	if (st == ST_OK) {
		json_key(w, "id");
		json_put_hex(w, made, ID_BYTES);
		proposals_write(&p, w);
	}
	buf_wipe(&body);
	proposals_clear(&p);
	return st;
}

/* ---- signing the outbox again, after a refusal ---- */

/* One stored envelope again: content keeps its record and its clock, structure keeps its body; base, number, epoch and key
 * are of now. */
MUST_USE static enum status resign_one(struct hc *c, struct span bytes, struct proposals *p)
{
	struct envelope e;
	struct content k;
	struct buf plain;
	enum status st = env_parse(bytes, &e, NULL);

	buf_init(&plain, c->a, ENV_CT_MAX);
	if (st == ST_OK && e.kind == ENV_CONTENT) {
		const struct stream_key *sk = ring_for(c->unsent, &e);
		st = sk == NULL ? ST_NOTFOUND : seal_open(&e, sk, &plain);
		if (st == ST_OK)
			st = content_parse(buf_span(&plain), &k);
		if (st == ST_OK || st == ST_UNKNOWN)
			st = propose_content(c, p, e.stream, &k);
	} else if (st == ST_OK) {
		struct structure *s = alloc_get(c->a, sizeof *s);
		st = s == NULL ? ST_NOMEM : structure_parse(e.ct, s);
		if (st == ST_OK)
			st = s->type == STRUCT_GENESIS ? ST_DENIED
			     : s->type == STRUCT_GRANT ? propose_grant_anew(c, p, s)
						       : propose_structure(c, p, e.stream, s);
		alloc_put(c->a, s, sizeof *s);
	}
	buf_wipe(&plain);
	return st;
}

static bool is_granted(const struct hc *c, const struct stream_key *k)
{
	const uint8_t *granted = log_epoch_key(c->log, k->stream, k->epoch);
	return granted != NULL && memcmp(granted, k->id, ID_BYTES) == 0;
}

/* Own numbers and own keys that no log holds yet: both are given anew.  What was sealed under the keys is opened with them,
 * also when it is begun again because the host could not finish. */
MUST_USE static enum status forget_unsent(struct hc *c)
{
	struct ring *old = c->unsent;
	uint32_t kept = 0;
	enum status st = ST_OK;
	if (old == NULL && (old = c->unsent = alloc_get(c->a, sizeof *old)) == NULL)
		return ST_NOMEM;
	for (uint32_t i = 0; i < c->ring.count; i++) {
		const struct stream_key *k = &c->ring.key[i];
		if (ring_at(old, k->stream, k->epoch) == NULL)
			st = ring_add(old, k);
		if (st != ST_OK)
			return st;
		if (is_granted(c, k))
			c->ring.key[kept++] = *k;
	}
	keys_wipe(&c->ring.key[kept], (RING_MAX - kept) * sizeof c->ring.key[0]);
	c->ring.count = kept;
	for (uint32_t i = 0; st == ST_OK && i < old->count; i++)
		if (is_granted(c, &old->key[i]) && ring_at(&c->ring, old->key[i].stream, old->key[i].epoch) == NULL)
			st = ring_add(&c->ring, &old->key[i]);
	log_drop_own(c->log);
	return st;
}

/* The outbox, oldest first but grants before pages in each stream, at most EVENTS_PER_ACT at a time.  The first call forgets
 * the unsent numbers and keys; the host gives each answer to hc_own before it asks for the next part ("more": true), then
 * stores all the new ones in place of the old in one transaction and starts its core again from the store. */
MUST_USE static enum status do_resign(struct hc *c, const struct command *cmd, struct json_w *w, const char **why)
{
	const struct json_node *list = json_get(&cmd->doc, cmd->root, "events");
	struct proposals p;
	struct buf bytes;
	bool more = false;
	enum status st = ST_OK;

	*why = "events";
	if (list == NULL || list->kind != JSON_ARRAY)
		return ST_MALFORMED;
	if (json_flag(&cmd->doc, cmd->root, "more", &more) == ST_MALFORMED)
		return ST_MALFORMED;
	proposals_init(c, &p);
	buf_init(&bytes, c->a, ENV_MAX);
	if (!more)
		st = forget_unsent(c);
	else if (c->unsent == NULL)
		st = ST_MALFORMED;
	for (const struct json_node *n = json_first(&cmd->doc, list); n != NULL && st == ST_OK; n = json_next(&cmd->doc, n)) {
		buf_reset(&bytes);
		st = n->kind == JSON_TEXT ? hex_blob(n->text, &bytes) : ST_MALFORMED;
		if (st == ST_OK)
			st = resign_one(c, buf_span(&bytes), &p);
	}
	if (st == ST_OK) {
		if (!more)
			records_drop_pending(&c->records);
		proposals_write(&p, w);
	}
	buf_clear(&bytes);
	proposals_clear(&p);
	return st;
}

hc_status hc_act(struct hc *c, const char *json, size_t n, double now_ms)
{
	struct command cmd;
	const char *why = NULL;
	uint64_t now = now_ms > 0 ? (uint64_t)now_ms : 0;

	if (!core_open(c))
		return core_fail(c, ST_DENIED, "Locked.");
	if (log_alarm(c->log) != ALARM_NONE)
		return core_fail(c, ST_DIVERGED, log_alarm_name(log_alarm(c->log)));
	enum status st = command_read(c, json, n, "do", &cmd);
	if (st != ST_OK)
		return core_fail(c, st, "do");
	struct json_w w = core_answer(c);
	json_object(&w);
	if (command_is(&cmd, "write"))
		st = do_record(c, &cmd, now, false, &w, &why);
	else if (command_is(&cmd, "remove"))
		st = do_record(c, &cmd, now, true, &w, &why);
	else if (command_is(&cmd, "resign"))
		st = do_resign(c, &cmd, &w, &why);
	else
		st = ST_NOTFOUND;
	json_end_object(&w);
	command_end(&cmd);
	return st == ST_OK ? core_done(c, &w) : core_fail(c, st, why);
}

hc_status hc_sign(struct hc *c, const char *json, size_t n, const uint8_t *body, size_t body_n)
{
	struct command cmd;
	uint8_t server[ID_BYTES];
	struct span method, target;
	int64_t ts = 0;
	char m[8], out[HTTP_CLAIM_MAX];

	if (!core_unlocked(c))
		return core_fail(c, ST_DENIED, "Locked.");
	enum status st = command_read(c, json, n, "method", &cmd);
	if (st != ST_OK)
		return core_fail(c, st, "method");
	method = cmd.name;
	if (method.len == 0 || method.len >= sizeof m)
		st = ST_MALFORMED;
	if (st == ST_OK)
		st = command_hex(&cmd, "server", server, ID_BYTES);
	if (st == ST_OK)
		st = json_text(&cmd.doc, cmd.root, "target", HTTP_TARGET_MAX, &target);
	if (st == ST_OK)
		st = json_int(&cmd.doc, cmd.root, "ts", 0, INT64_C(1) << 40, &ts);
	if (st == ST_OK) {
		memcpy(m, method.p, method.len);
		m[method.len] = '\0';
		http_sign(&c->dev, server, m, target, ts, span_make(body, body_n), out);
	}
	command_end(&cmd);
	if (st != ST_OK)
		return core_fail(c, st, "sign");
	struct json_w w = core_answer(c);
	json_object(&w);
	json_pair_text(&w, "auth", out);
	json_end_object(&w);
	return core_done(c, &w);
}

hc_status hc_kdf(struct hc *c, const char *json, size_t n)
{
	struct command cmd;
	uint8_t salt[16], L[32];
	int64_t ops = 0, kib = 0;
	enum status st = command_read(c, json, n, "pass", &cmd);
	if (st != ST_OK)
		return core_fail(c, st, "pass");
	st = command_hex(&cmd, "salt", salt, sizeof salt);
	if (st == ST_OK)
		st = json_int(&cmd.doc, cmd.root, "ops", 0, UINT32_MAX, &ops);
	if (st == ST_OK)
		st = json_int(&cmd.doc, cmd.root, "kib", 0, UINT32_MAX, &kib);
	if (st == ST_OK)
		st = keys_argon2(cmd.name, salt, (uint32_t)ops, (uint32_t)kib, L);
	command_end(&cmd);
	if (st != ST_OK)
		return core_fail(c, st, "The key could not be made on this device.");
	struct json_w w = core_answer(c);
	json_object(&w);
	json_key(&w, "L");
	json_put_hex(&w, L, sizeof L);
	json_end_object(&w);
	keys_wipe(L, sizeof L);
	return core_done(c, &w);
}

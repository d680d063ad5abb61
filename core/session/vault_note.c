/* vault_note.c - notes of this device alone.  The host keeps each under a key that tells nothing; what the note is called
 * stands inside the seal, beside its text (spec/crypto.md 2a). */
#include "session/vault.h"

#define LABEL "hearth/v1/note"
#define HEAD 5u /* length of the name u8, of the text u32 */

MUST_USE static enum status name_and_key(const struct hc *c, const struct command *cmd, struct span *name, uint8_t key[ID_BYTES])
{
	if (!core_unlocked(c))
		return ST_DENIED;
	enum status st = json_text(&cmd->doc, cmd->root, "name", NAME_MAX_BYTES, name);
	return st == ST_OK ? keys_name(c->data_key, LABEL, *name, key) : st == ST_NOTFOUND ? ST_MALFORMED : st;
}

static void put_key(struct json_w *w, const uint8_t key[ID_BYTES])
{
	json_key(w, "key");
	json_put_hex(w, key, ID_BYTES);
}

enum status op_note(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct span name;
	uint8_t key[ID_BYTES];
	(void)now;
	enum status st = name_and_key(c, cmd, &name, key);
	if (st == ST_OK)
		put_key(w, key);
	return st;
}

/* The sizes of events, so that a length says as little here; what is longer than the greatest fills it several times. */
static size_t padded(size_t n)
{
	size_t bucket = env_bucket(n);
	return (bucket != 0 ? bucket : (n + ENV_TAG + ENV_CT_MAX) / ENV_CT_MAX * ENV_CT_MAX) - ENV_TAG;
}

MUST_USE static enum status note_plain(struct span name, struct span text, struct buf *out)
{
	uint8_t *p;
	size_t len = padded(HEAD + name.len + text.len);
	enum status st = buf_room(out, len, &p);
	if (st != ST_OK)
		return st;
	memset(p, 0, len);
	p[0] = (uint8_t)name.len;
	put_u32(p + 1, (uint32_t)text.len);
	if (name.len != 0)
		memcpy(p + HEAD, name.p, name.len);
	if (text.len != 0)
		memcpy(p + HEAD + name.len, text.p, text.len);
	return ST_OK;
}

enum status op_seal(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct span name, text;
	struct buf plain, out;
	uint8_t key[ID_BYTES];
	(void)now;
	buf_init(&plain, c->a, JSON_INPUT_MAX);
	buf_init(&out, c->a, JSON_INPUT_MAX);
	enum status st = name_and_key(c, cmd, &name, key);
	if (st == ST_OK)
		st = json_text(&cmd->doc, cmd->root, "text", JSON_INPUT_MAX / 4, &text);
	if (st == ST_OK)
		st = note_plain(name, text, &plain);
	if (st == ST_OK)
		st = wrap_seal(c->data_key, "note", buf_span(&plain), &out);
	if (st == ST_OK) {
		put_key(w, key);
		put_sealed(w, "sealed", &out);
	}
	buf_wipe(&plain);
	buf_clear(&out);
	return st;
}

/* The name must be the one of the key it lay under, or else whoever holds the store could lay one note in another's place. */
MUST_USE static enum status note_read(const struct hc *c, struct span plain, const uint8_t key[ID_BYTES], struct json_w *w)
{
	uint8_t own[ID_BYTES];
	size_t n = plain.len >= HEAD ? plain.p[0] : 0;
	if (plain.len < HEAD + n || plain.len - HEAD - n < get_u32(plain.p + 1))
		return ST_MALFORMED;
	struct span name = {plain.p + HEAD, n}, text = {plain.p + HEAD + n, get_u32(plain.p + 1)};
	enum status st = keys_name(c->data_key, LABEL, name, own);
	if (st == ST_OK && memcmp(own, key, ID_BYTES) != 0)
		st = ST_FORGED;
	if (st != ST_OK)
		return st;
	json_pair_span(w, "name", name);
	json_pair_span(w, "text", text);
	return ST_OK;
}

enum status op_open(struct hc *c, const struct command *cmd, uint64_t now, struct json_w *w)
{
	struct buf sealed, out;
	uint8_t key[ID_BYTES];
	bool old = json_get(&cmd->doc, cmd->root, "key") == NULL; /* from before names were sealed: the text alone */
	(void)now;
	buf_init(&sealed, c->a, JSON_INPUT_MAX);
	buf_init(&out, c->a, JSON_INPUT_MAX);
	enum status st = core_unlocked(c) ? command_blob(cmd, "sealed", &sealed) : ST_DENIED;
	if (st == ST_OK && !old)
		st = command_hex(cmd, "key", key, ID_BYTES);
	if (st == ST_OK)
		st = wrap_open(c->data_key, old ? "held" : "note", buf_span(&sealed), &out);
	if (st == ST_OK && old)
		json_pair_span(w, "text", buf_span(&out));
	else if (st == ST_OK)
		st = note_read(c, buf_span(&out), key, w);
	buf_clear(&sealed);
	buf_wipe(&out);
	return st;
}

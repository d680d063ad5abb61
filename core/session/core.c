/* core.c - life of a core, its answers, its commands' plumbing. */
#include "session/core.h"

#include <sodium.h>

struct hc *hc_new(void)
{
	const struct alloc *a = alloc_heap();
	struct hc *c = alloc_get(a, sizeof *c);
	uint64_t seed;
	if (c == NULL)
		return NULL;
	randombytes_buf(&seed, sizeof seed);
	c->a = a;
	buf_init(&c->out, a, OUT_MAX);
	buf_init(&c->pack_bytes, a, PACK_MAX);
	buf_init(&c->facts, a, 2 * (RECORDS_MAX + RECORDS_DIRTY_MAX) * sizeof(struct fact));
	records_init(&c->records, a, seed);
	return c;
}

void core_lock(struct hc *c)
{
	core_open_end(c);
	log_free(c->log);
	c->log = NULL;
	records_clear(&c->records);
	ring_clear(&c->ring);
	if (c->unsent != NULL)
		keys_wipe(c->unsent, sizeof *c->unsent);
	alloc_put(c->a, c->unsent, sizeof *c->unsent);
	c->unsent = NULL;
	keys_wipe(&c->dev, sizeof c->dev);
	keys_wipe(c->data_key, sizeof c->data_key);
	keys_wipe(&c->ikb, sizeof c->ikb);
	c->have_ikb = false;
	memset(c->space, 0, ID_BYTES);
	memset(c->member, 0, ID_BYTES);
	c->hlc = c->m_want = c->m_want_theirs = 0;
	c->m_asked = 0;
	memset(c->m_want_R, 0, sizeof c->m_want_R);
	c->m_doubt = false;
	buf_wipe(&c->facts);
	c->records.dirty_count = RECORDS_DIRTY_MAX + 1;
}

void hc_close(struct hc *c)
{
	if (c == NULL)
		return;
	core_lock(c);
	pack_free(c->pack);
	buf_clear(&c->pack_bytes);
	buf_wipe(&c->out);
	alloc_put(c->a, c, sizeof *c);
}

enum status core_begin(struct hc *c, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES], const struct device_keys *dev)
{
	struct device_keys kept = *dev; /* dev may be the core's own */
	uint64_t seed;
	core_lock(c);
	randombytes_buf(&seed, sizeof seed);
	records_init(&c->records, c->a, seed);
	enum status st = log_new(c->a, space, member, kept.device, &c->log);
	if (st == ST_OK) {
		memcpy(c->space, space, ID_BYTES);
		memcpy(c->member, member, ID_BYTES);
		c->dev = kept;
	}
	keys_wipe(&kept, sizeof kept);
	return st;
}

hc_status hc_pack(struct hc *c, const uint8_t *p, size_t n)
{
	struct buf bytes;
	struct pack *pack = NULL;
	buf_init(&bytes, c->a, PACK_MAX);
	enum status st = buf_add(&bytes, p, n);
	if (st == ST_OK)
		st = pack_open(c->a, buf_span(&bytes), &pack);
	if (st != ST_OK) {
		buf_clear(&bytes);
		return core_fail(c, st, "This content pack cannot be read.");
	}
	pack_free(c->pack);
	buf_clear(&c->pack_bytes);
	c->pack = pack;
	c->pack_bytes = bytes;
	struct json_w w = core_answer(c);
	json_object(&w);
	json_pair_bool(&w, "ok", true);
	json_end_object(&w);
	return core_done(c, &w);
}

const uint8_t *hc_out(const struct hc *c) { return c->out.p; }
size_t hc_out_len(const struct hc *c) { return c->out.len; }

void *hc_alloc(size_t n) { return alloc_get(alloc_heap(), n != 0 ? n : 1); }

void hc_free(void *p, size_t n)
{
	if (p != NULL)
		keys_wipe(p, n);
	alloc_put(alloc_heap(), p, n != 0 ? n : 1);
}

/* ---- answers ---- */

struct json_w core_answer(struct hc *c)
{
	buf_reset(&c->out);
	return json_writer(&c->out);
}

hc_status core_fail(struct hc *c, enum status st, const char *message)
{
	struct json_w w = core_answer(c);
	json_object(&w);
	json_pair_text(&w, "error", status_name(st));
	json_pair_text(&w, "message", message != NULL ? message : "");
	json_end_object(&w);
	return (hc_status)st;
}

hc_status core_done(struct hc *c, struct json_w *w)
{
	if (w->st != ST_OK)
		return core_fail(c, w->st, "The answer could not be written.");
	return (hc_status)ST_OK;
}

/* ---- commands ---- */

enum status command_read(struct hc *c, const char *json, size_t n, const char *key, struct command *out)
{
	struct command cmd;
	enum status st = json_parse(c->a, span_make(json, n), &cmd.doc);
	if (st != ST_OK)
		return st;
	cmd.root = json_root(&cmd.doc);
	st = json_text(&cmd.doc, cmd.root, key, COMMAND_NAME_MAX, &cmd.name);
	if (st != ST_OK) {
		json_free(&cmd.doc);
		return ST_MALFORMED;
	}
	*out = cmd;
	return ST_OK;
}

void command_end(struct command *cmd) { json_free(&cmd->doc); }

enum status command_hex(const struct command *cmd, const char *key, uint8_t *out, size_t n)
{
	struct span s;
	enum status st = json_text(&cmd->doc, cmd->root, key, 2 * n, &s);
	return st != ST_OK ? ST_MALFORMED : hex_read(s, out, n);
}

enum status hex_blob(struct span hex, struct buf *b)
{
	uint8_t *to;
	if (hex.len % 2 != 0)
		return ST_MALFORMED;
	enum status st = buf_room(b, hex.len / 2, &to);
	if (st == ST_OK)
		st = hex_read(hex, to, hex.len / 2);
	return st;
}

enum status command_blob(const struct command *cmd, const char *key, struct buf *b)
{
	struct span s;
	enum status st = json_text(&cmd->doc, cmd->root, key, JSON_INPUT_MAX, &s);
	return st != ST_OK ? ST_MALFORMED : hex_blob(s, b);
}

/* fuzz_session.c - the core's edge (hearth.h) against whoever holds the other end: the page, the server, the partner's altered
 * program.  First byte: what the rest is.
 *   0-2 JSON to hc_act, hc_vault, hc_view      6 what a partner sealed: the inside of an event, then every view
 *   3   frames from the server (second byte:   7 what a partner signed: a structure event of M
 *       stream)                                8 a request to join, sealed under the invitation's own key
 *   4   a snapshot   5 an own envelope         9 the inside of a snapshot
 * Whatever comes: the answer is JSON, and the owner's first page stays. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "../unit/home.h"
#include "session/vault.h"

#define L1 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define L2 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define BIG 16384

static struct home_server server;
static struct home_device ada, ben; /* ben: the partner whose program is altered */
static char vault[BIG], cold[BIG], secret[64], blob[BIG];
static uint8_t *snap;
static size_t snap_n;

static void keep(char *to, size_t n, const struct home_device *d, const char *key) { snprintf(to, n, "%s", home_text(d, key)); }

static void load_pack(struct hc *c)
{
	static uint8_t *bytes;
	static size_t n;
	const char *path = getenv("HEARTH_PACK");
	FILE *f = bytes == NULL && path != NULL ? fopen(path, "rb") : NULL;
	if (f != NULL) {
		bytes = malloc(PACK_MAX);
		HOLDS(bytes != NULL);
		n = fread(bytes, 1, PACK_MAX, f);
		fclose(f);
	}
	if (bytes != NULL)
		HOLDS(hc_pack(c, bytes, n) == 0);
}

static void begin(void)
{
	static char join[BIG];
	home_server_init(&server);
	home_device_init(&ada);
	home_device_init(&ben);
	home_found(&ada, L1, "Ada", vault, cold, BIG);
	home_sync(&ada, &server);
	HOLDS(home_vault(&ada, "{\"op\":\"invite\",\"role\":1}") == 0);
	keep(secret, sizeof secret, &ada, "secret");
	keep(blob, sizeof blob, &ada, "blob");
	HOLDS(home_vault(&ben, "{\"op\":\"join\",\"secret\":\"%s\",\"blob\":\"%s\",\"L\":\"" L2 "\",\"name\":\"Ben\"}", secret, blob) == 0);
	keep(join, sizeof join, &ben, "join");
	home_store(&ben);
	HOLDS(home_vault(&ada, "{\"op\":\"let_in\",\"secret\":\"%s\",\"blob\":\"%s\",\"join\":\"%s\",\"L\":\"" L1 "\",\"cold\":\"%s\"}", secret, blob, join, cold) == 0);
	home_store(&ada);
	HOLDS(home_act(&ada, "{\"do\":\"write\",\"type\":\"entry\",\"for\":\"me\",\"body\":{\"text\":\"stays\",\"day\":20000}}") == 0);
	home_store(&ada);
	home_sync(&ada, &server);
	home_sync(&ben, &server);
	HOLDS(home_fetch(&ada, &server) == 0);
	HOLDS(hc_snapshot(ada.core, 0) == 0);
	snap_n = hc_out_len(ada.core);
	snap = malloc(snap_n);
	HOLDS(snap != NULL);
	memcpy(snap, hc_out(ada.core), snap_n);
}

/* Ada's core as it was, at the price of one snapshot; the pack is read once. */
static struct hc *fresh(bool open)
{
	static char json[BIG + 200];
	static struct hc *c;
	if (c == NULL) {
		c = hc_new();
		HOLDS(c != NULL);
		load_pack(c);
	}
	int n = snprintf(json, sizeof json, "{\"op\":\"unlock\",\"L\":\"" L1 "\",\"vault\":\"%s\"}", vault);
	HOLDS(hc_vault(c, json, (size_t)n, 1) == 0);
	HOLDS(!open || hc_open(c, snap, snap_n, 0) == 0);
	return c;
}

static void is_json(struct hc *c)
{
	struct json_doc d;
	enum status st = json_parse(alloc_heap(), span_make(hc_out(c), hc_out_len(c)), &d);
	HOLDS(st == ST_OK || st == ST_TOOBIG);
	if (st == ST_OK)
		json_free(&d);
}

static void ask(struct hc *c, const char *q)
{
	(void)hc_view(c, q, strlen(q), 1740000000000.0);
	is_json(c);
}

static void look_around(struct hc *c)
{
	static const char *const q[] = {
		"{\"show\":\"state\"}", "{\"show\":\"know\"}", "{\"show\":\"digest\"}", "{\"show\":\"head_words\"}",
		"{\"show\":\"today\",\"day\":20140,\"minute\":1200}", "{\"show\":\"week\",\"day\":20140,\"minute\":600}",
		"{\"show\":\"checkin\",\"day\":20140,\"minute\":1200}", "{\"show\":\"trends\",\"day\":20140}",
		"{\"show\":\"picture\",\"day\":20140}", "{\"show\":\"exercises\",\"day\":20140,\"minute\":1200}", "{\"show\":\"journal\"}",
		"{\"show\":\"records\",\"type\":\"name\"}", "{\"show\":\"records\",\"type\":\"checkin\"}", "{\"show\":\"reflection\",\"day\":20140}",
	};
	for (size_t i = 0; i < sizeof q / sizeof q[0]; i++)
		ask(c, q[i]);
	ask(c, "{\"show\":\"records\",\"type\":\"entry\",\"for\":\"me\"}");
	HOLDS(memmem(hc_out(c), hc_out_len(c), "stays", 5) != NULL);
}

static void take(struct hc *c, const uint8_t stream[ID_BYTES], struct span frames)
{
	char hex[2 * ID_BYTES + 1] = {0};
	hex_write(stream, ID_BYTES, hex);
	(void)hc_take(c, hex, frames.p, frames.len, 0);
	is_json(c);
	(void)hc_warm(c, hex, frames.p, frames.len);
	is_json(c);
}

/* One event of ben's, as the server would hand it on. */
static void from_ben(struct hc *c, const uint8_t stream[ID_BYTES], struct span env)
{
	struct buf b;
	buf_init(&b, alloc_heap(), 1u << 20);
	HOLDS(frame_write(&b, log_head_find(c->log, stream)->n + 1, server.minute, env) == ST_OK);
	take(c, stream, buf_span(&b));
	buf_clear(&b);
}

static void sealed_by_ben(struct hc *c, struct span plain)
{
	struct envelope e = {0};
	struct buf b;
	uint8_t s[ID_BYTES];
	buf_init(&b, alloc_heap(), ENV_MAX);
	log_stream_of(ben.core->log, CLASS_S, s);
	HOLDS(log_propose(ben.core->log, s, &e) == ST_OK);
	if (seal_content(&e, plain, ring_newest(&ben.core->ring, s), &ben.core->dev, &b) == ST_OK)
		from_ben(c, s, buf_span(&b));
	HOLDS(log_alarm(c->log) == ALARM_NONE); /* nothing that a partner can seal stops the other's sync */
	look_around(c);
	buf_clear(&b);
}

static void signed_by_ben(struct hc *c, struct span body)
{
	struct envelope e = {.kind = ENV_STRUCTURE};
	struct buf b;
	uint8_t m[ID_BYTES];
	buf_init(&b, alloc_heap(), ENV_MAX);
	log_stream_of(ben.core->log, CLASS_M, m);
	HOLDS(log_propose(ben.core->log, m, &e) == ST_OK);
	if (seal_structure(&e, body, &ben.core->dev, &b) == ST_OK)
		from_ben(c, m, buf_span(&b));
	look_around(c);
	buf_clear(&b);
}

static void asked_to_join(struct hc *c, struct span plain)
{
	static char json[8 * BIG], hex[4 * BIG];
	static const char *const op[] = {"join_read", "let_in"};
	struct invite_keys k;
	struct buf b;
	uint8_t raw[32];
	size_t n;
	if (plain.len > BIG / 2)
		return;
	buf_init(&b, alloc_heap(), BIG);
	HOLDS(b64_read(span_text(secret), raw, sizeof raw, &n) == ST_OK);
	invite_derive(raw, &k);
	HOLDS(wrap_seal(k.key, "join", plain, &b) == ST_OK);
	hex_write(b.p, b.len, hex);
	hex[2 * b.len] = '\0';
	for (size_t i = 0; i < 2; i++) {
		int len = snprintf(json, sizeof json, "{\"op\":\"%s\",\"secret\":\"%s\",\"blob\":\"%s\",\"join\":\"%s\",\"L\":\"" L1 "\",\"cold\":\"%s\"}", op[i], secret, blob, hex, cold);
		HOLDS(hc_vault(c, json, (size_t)len, 1) != 0); /* nobody can sign over this invitation by chance */
		is_json(c);
	}
	buf_clear(&b);
}

/* A piece as hc_snapshot would seal it: number, flags, then the plain bytes; handed to hc_open. */
static void open_piece(struct hc *c, const uint8_t id[ID_BYTES], uint32_t index, uint8_t flags, const void *a, size_t a_n, struct span plain, int32_t more)
{
	struct buf piece, out;
	uint8_t head[21] = {0}, len[4];
	memcpy(head, id, ID_BYTES);
	put_u32(head + ID_BYTES, index);
	head[20] = flags;
	buf_init(&piece, alloc_heap(), 1u << 18);
	buf_init(&out, alloc_heap(), 1u << 18);
	HOLDS(buf_add(&piece, head, sizeof head) == ST_OK && (a_n == 0 || buf_add(&piece, a, a_n) == ST_OK) && (plain.len == 0 || buf_add(&piece, plain.p, plain.len) == ST_OK));
	put_u32(len, (uint32_t)(piece.len + WRAP_OVERHEAD));
	HOLDS(buf_add(&out, len, 4) == ST_OK && wrap_seal(c->data_key, "snap", buf_span(&piece), &out) == ST_OK);
	(void)hc_open(c, out.p, out.len, more);
	is_json(c);
	buf_clear(&piece);
	buf_clear(&out);
}

/* The pieces of the true snapshot's head, and the id they share; the number of the first piece of records. */
static uint32_t open_true_head(struct hc *c, uint8_t id[ID_BYTES])
{
	struct buf plain;
	uint32_t index = 0;
	buf_init(&plain, alloc_heap(), 1u << 18);
	for (size_t at = 0; at < snap_n; index++) {
		uint32_t n = get_u32(snap + at);
		buf_reset(&plain);
		HOLDS(wrap_open(c->data_key, "snap", span_make(snap + at + 4, n), &plain) == ST_OK);
		memcpy(id, plain.p, ID_BYTES);
		if ((plain.p[20] & 2) != 0)
			break;
		HOLDS(hc_open(c, snap + at, 4 + n, 1) == 0);
		at += 4 + n;
	}
	buf_clear(&plain);
	return index;
}

/* The first byte says what these bytes are: a head, a head in two pieces, or records behind the true head, with an end or without. */
static void opened_from(struct hc *c, struct span plain)
{
	uint8_t id[ID_BYTES] = {0}, len[4];
	if (plain.len == 0 || plain.len > 32768)
		return;
	uint8_t how = plain.p[0];
	plain = span_make(plain.p + 1, plain.len - 1);
	put_u32(len, (uint32_t)plain.len);
	if ((how & 1) == 0) {
		size_t cut = (how & 4) != 0 ? plain.len / 2 : plain.len;
		open_piece(c, id, 0, 0, len, 4, span_make(plain.p, cut), 1);
		if ((how & 4) != 0)
			open_piece(c, id, 1, 0, NULL, 0, span_make(plain.p + cut, plain.len - cut), 1);
		open_piece(c, id, (how & 4) != 0 ? 2 : 1, 3, NULL, 0, span_make(NULL, 0), 0);
	} else {
		uint32_t index = open_true_head(c, id);
		open_piece(c, id, index, (how & 2) != 0 ? 3 : 2, NULL, 0, plain, (how & 2) == 0);
	}
	ask(c, "{\"show\":\"state\"}");
	ask(c, "{\"show\":\"journal\"}");
	(void)hc_snapshot(c, 0);
	ask(c, "{\"show\":\"state\"}");
}

static bool is_found(struct span s) { return memmem(s.p, s.len, "found", 5) != NULL || memmem(s.p, s.len, "recover", 7) != NULL || memmem(s.p, s.len, "join", 4) != NULL; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool ready;
	if (!ready)
		begin();
	ready = true;
	if (size < 2)
		return 0;
	unsigned what = data[0] % 10;
	struct span s = {data + 1, size - 1};
	struct hc *c = fresh(what != 4 && what != 9);
	uint8_t stream[ID_BYTES];
	switch (what) {
	case 0:
		(void)hc_act(c, (const char *)s.p, s.len, 1740000000000.0);
		break;
	case 1:
		(void)hc_vault(c, (const char *)s.p, s.len, 1740000000000.0);
		break;
	case 2:
		(void)hc_view(c, (const char *)s.p, s.len, 1740000000000.0);
		break;
	case 3:
		log_stream_of(c->log, (enum stream_class)(s.p[0] % 3), stream);
		take(c, stream, span_make(s.p + 1, s.len - 1));
		break;
	case 4:
		(void)hc_open(c, s.p, s.len, 0);
		break;
	case 5:
		(void)hc_own(c, s.p, s.len);
		break;
	case 6:
		sealed_by_ben(c, s);
		break;
	case 7:
		signed_by_ben(c, s);
		break;
	case 8:
		asked_to_join(c, s);
		break;
	default:
		opened_from(c, s);
		break;
	}
	is_json(c);
	if (what == 0 || what == 2 || what == 3 || what == 5 || (what == 1 && core_open(c) && !is_found(s)))
		look_around(c);
	HOLDS(hc_vault(c, "{\"op\":\"lock\"}", 13, 1) == 0 && !core_open(c) && c->ring.count == 0);
	return 0;
}

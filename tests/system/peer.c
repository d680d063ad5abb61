/* peer.c - hearth-peer: makes real envelopes and signatures for tests, right or wrong, from a line protocol.
 * One JSON object a line in, one out.  Identities, devices and keys live under names for as long as the process does.
 *
 *   member as | device as | key as stream epoch                   new identity, device, stream key
 *   streams space member                                          {m, p, s}
 *   genesis member by devices                                     {space, m, p, s, bytes}
 *   devices PLACE version devices [list_by]                       a device list; list_by signs it instead of the member
 *   admit   PLACE newcomer devices approver [version]             a newcomer
 *   grant   PLACE key to [epoch]                                  boxes for names of devices and members
 *   say     PLACE key text [pad]                                  a content event
 *   sign by server method target ts body [zeros]                  {auth}; zeros: so many of them instead of body
 *   paper as | paper_sign as server challenge | invite            the recovery login; an invite's parts
 * PLACE: by (device) member space stream seq base_n base_R */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "crypto/recovery.h"
#include "crypto/seal.h"
#include "wire/cbor.h"
#include "wire/json.h"

#define NAMES 64u
#define LINE_MAX_BYTES (1u << 20)

struct named {
	char name[32];
	struct identity id;
	struct device_keys dev;
	struct stream_key key;
	struct rc_keys rc;
	enum { FREE, MEMBER, DEVICE, KEY, PAPER } kind;
};
static struct named table[NAMES];

struct ask {
	struct json_doc d;
	const struct json_node *root;
	struct json_w w;
};

static void die(const char *what, const char *arg)
{
	(void)fprintf(stderr, "hearth-peer: %s: %s\n", what, arg);
	exit(1);
}

/* ---- fields */

static struct span text(const struct ask *a, const char *key)
{
	struct span s;
	if (json_text(&a->d, a->root, key, LINE_MAX_BYTES, &s) != ST_OK)
		die("missing text", key);
	return s;
}

static void hex(const struct ask *a, const char *key, uint8_t *out, size_t n)
{
	if (hex_read(text(a, key), out, n) != ST_OK)
		die("bad hex", key);
}

static uint64_t num(const struct ask *a, const char *key)
{
	int64_t v;
	if (json_int(&a->d, a->root, key, 0, INT64_MAX, &v) != ST_OK)
		die("missing number", key);
	return (uint64_t)v;
}

static struct named *find(struct span name)
{
	for (uint32_t i = 0; i < NAMES; i++)
		if (table[i].kind != FREE && strlen(table[i].name) == name.len &&
		    memcmp(table[i].name, name.p, name.len) == 0)
			return &table[i];
	return NULL;
}

static struct named *get(const struct ask *a, const char *key)
{
	struct named *n = find(text(a, key));
	if (n == NULL)
		die("unknown name", key);
	return n;
}

static struct named *make(const struct ask *a, int kind)
{
	struct span name = text(a, "as");
	struct named *n = find(name);
	for (uint32_t i = 0; n == NULL && i < NAMES; i++)
		if (table[i].kind == FREE)
			n = &table[i];
	if (n == NULL || name.len >= sizeof n->name)
		die("no room for", "as");
	memset(n, 0, sizeof *n);
	memcpy(n->name, name.p, name.len);
	n->kind = kind;
	return n;
}

static void put(struct ask *a, const char *key, const void *p, size_t n)
{
	json_key(&a->w, key);
	json_put_hex(&a->w, p, n);
}

/* ---- events */

static void read_list(const struct ask *a, const struct identity *by, uint32_t version, struct devlist *out)
{
	const struct json_node *n = json_get(&a->d, a->root, "devices");
	*out = (struct devlist){.version = version};
	for (n = json_first(&a->d, n); n != NULL; n = json_next(&a->d, n)) {
		struct named *d = find(n->text);
		if (d == NULL || out->count == DEVICES_MAX)
			die("unknown or too many", "devices");
		struct device_entry *e = &out->dev[out->count++];
		memcpy(e->id, d->dev.device, ID_BYTES);
		memcpy(e->ds, d->dev.s.pk, 32);
		memcpy(e->dx, d->dev.b.pk, 32);
	}
	devlist_sign(out, by);
}

static void place(const struct ask *a, struct envelope *e)
{
	memset(e, 0, sizeof *e);
	hex(a, "space", e->space, ID_BYTES);
	hex(a, "stream", e->stream, ID_BYTES);
	memcpy(e->member, get(a, "member")->id.member, ID_BYTES);
	e->dev_seq = num(a, "seq");
	e->base_n = num(a, "base_n");
	hex(a, "base_R", e->base_R, HASH_BYTES);
}

static void seal_body(struct ask *a, struct envelope *e, const struct structure *s, struct buf *out)
{
	struct buf body;
	buf_init(&body, alloc_heap(), ENV_STRUCT_MAX);
	if (structure_write(s, &body) != ST_OK || seal_structure(e, buf_span(&body), &get(a, "by")->dev, out) != ST_OK)
		die("cannot seal", "structure");
	buf_clear(&body);
}

static void put_event(struct ask *a, const struct envelope *e, struct buf *out)
{
	put(a, "event", e->event, ID_BYTES);
	put(a, "bytes", out->p, out->len);
	buf_clear(out);
}

static void put_streams(struct ask *a, const uint8_t space[ID_BYTES], const uint8_t member[ID_BYTES])
{
	uint8_t id[ID_BYTES];
	stream_id(space, CLASS_M, NULL, 0, id);
	put(a, "m", id, sizeof id);
	stream_id(space, CLASS_P, member, 0, id);
	put(a, "p", id, sizeof id);
	stream_id(space, CLASS_S, NULL, 0, id);
	put(a, "s", id, sizeof id);
}

static void genesis(struct ask *a)
{
	struct envelope e = {.dev_seq = 1};
	struct structure s = {.type = STRUCT_GENESIS};
	struct identity *id = &get(a, "member")->id;
	struct buf out;
	uint8_t space[ID_BYTES];
	buf_init(&out, alloc_heap(), ENV_MAX);
	memcpy(s.member, id->member, ID_BYTES);
	memcpy(s.iks, id->s.pk, 32);
	memcpy(s.ikb, id->b.pk, 32);
	memcpy(e.member, id->member, ID_BYTES);
	read_list(a, id, 1, &s.list);
	seal_body(a, &e, &s, &out);
	space_id(&e, space);
	put(a, "space", space, sizeof space);
	put_streams(a, space, id->member);
	put_event(a, &e, &out);
}

static void devices(struct ask *a)
{
	struct envelope e;
	struct structure s = {.type = STRUCT_DEVICES};
	struct named *by = find(json_get(&a->d, a->root, "list_by") == NULL ? text(a, "member") : text(a, "list_by"));
	struct buf out;
	buf_init(&out, alloc_heap(), ENV_MAX);
	place(a, &e);
	memcpy(s.member, e.member, ID_BYTES);
	struct identity as = by->id;
	memcpy(as.member, e.member, ID_BYTES);
	read_list(a, &as, (uint32_t)num(a, "version"), &s.list);
	seal_body(a, &e, &s, &out);
	put_event(a, &e, &out);
}

static void admit(struct ask *a)
{
	struct envelope e;
	struct structure s = {.type = STRUCT_MEMBER, .role = ROLE_PARTNER};
	struct identity *id = &get(a, "newcomer")->id;
	struct buf out;
	buf_init(&out, alloc_heap(), ENV_MAX);
	place(a, &e);
	memcpy(s.member, id->member, ID_BYTES);
	memcpy(s.iks, id->s.pk, 32);
	memcpy(s.ikb, id->b.pk, 32);
	read_list(a, id, json_get(&a->d, a->root, "version") == NULL ? 1 : (uint32_t)num(a, "version"), &s.list);
	approval_sign(e.space, &s, &get(a, "approver")->id);
	seal_body(a, &e, &s, &out);
	put_event(a, &e, &out);
}

static void grant(struct ask *a)
{
	struct envelope e;
	struct structure s = {.type = STRUCT_GRANT};
	struct stream_key *k = &get(a, "key")->key;
	struct buf out;
	buf_init(&out, alloc_heap(), ENV_MAX);
	place(a, &e);
	s.epoch = k->epoch;
	memcpy(s.stream, k->stream, ID_BYTES);
	memcpy(s.key_id, k->id, ID_BYTES);
	const struct json_node *n = json_first(&a->d, json_get(&a->d, a->root, "to"));
	for (; n != NULL; n = json_next(&a->d, n)) {
		struct named *to = find(n->text);
		if (to == NULL)
			die("unknown name", "to");
		struct grant_box *g = &s.box[s.box_count++];
		bool is_member = to->kind == MEMBER;
		memcpy(g->recipient, is_member ? to->id.member : to->dev.device, ID_BYTES);
		if (grant_seal(e.space, k, g->recipient, is_member ? to->id.b.pk : to->dev.b.pk, g->box) != ST_OK)
			die("cannot seal", "grant");
	}
	seal_body(a, &e, &s, &out);
	put_event(a, &e, &out);
}

static void say(struct ask *a)
{
	struct envelope e;
	struct buf plain, out;
	struct span words = text(a, "text");
	int64_t pad = 0;
	(void)!json_int(&a->d, a->root, "pad", 0, 60000, &pad);
	buf_init(&plain, alloc_heap(), ENV_CT_MAX);
	buf_init(&out, alloc_heap(), ENV_MAX);
	place(a, &e);
	struct cbor_w w = cbor_writer(&plain);
	cbor_map(&w, 1);
	cbor_uint(&w, 1);
	cbor_text(&w, words.p, words.len);
	uint8_t *room = NULL;
	if (w.st != ST_OK || buf_room(&plain, (size_t)pad, &room) != ST_OK)
		die("too long", "text");
	memset(room, 0, (size_t)pad);
	struct stream_key k = get(a, "key")->key;
	memcpy(k.stream, e.stream, ID_BYTES); /* right or wrong */
	if (seal_content(&e, buf_span(&plain), &k, &get(a, "by")->dev, &out) != ST_OK)
		die("cannot seal", "content");
	buf_clear(&plain);
	put_event(a, &e, &out);
}

/* ---- everything else */

static void sign(struct ask *a)
{
	uint8_t server[ID_BYTES];
	char method[16] = "", out[HTTP_CLAIM_MAX];
	struct span m = text(a, "method"), body = text(a, "body");
	int64_t zeros = 0;
	(void)!json_int(&a->d, a->root, "zeros", 0, 1 << 24, &zeros);
	size_t n = zeros != 0 ? (size_t)zeros : body.len / 2;
	uint8_t *bytes = calloc(1, n + 1);
	hex(a, "server", server, ID_BYTES);
	if (zeros == 0)
		hex(a, "body", bytes, n);
	memcpy(method, m.p, m.len < 15 ? m.len : 15);
	http_sign(&get(a, "by")->dev, server, method, text(a, "target"), (int64_t)num(a, "ts"), span_make(bytes, n),
	          out);
	json_pair_text(&a->w, "auth", out);
	free(bytes);
}

static void new_key(struct ask *a)
{
	uint8_t stream[ID_BYTES];
	struct named *n = make(a, KEY);
	hex(a, "stream", stream, ID_BYTES);
	stream_key_make(stream, (uint32_t)num(a, "epoch"), &n->key);
	put(a, "key_id", n->key.id, ID_BYTES);
}

static void new_paper(struct ask *a)
{
	uint8_t rc[RC_BYTES];
	struct named *n = make(a, PAPER);
	rc_make(rc);
	rc_derive(rc, &n->rc);
	put(a, "login", n->rc.login.pk, 32);
}

static void paper_sign(struct ask *a)
{
	uint8_t server[ID_BYTES], challenge[32], sig[64];
	hex(a, "server", server, ID_BYTES);
	hex(a, "challenge", challenge, 32);
	rc_sign(&get(a, "as")->rc, server, challenge, sig);
	put(a, "sig", sig, sizeof sig);
}

static void new_invite(struct ask *a)
{
	uint8_t s[32];
	struct invite_keys k;
	randombytes_buf(s, sizeof s);
	invite_derive(s, &k);
	put(a, "id", k.id, ID_BYTES);
	put(a, "token", k.token, 32);
	put(a, "token_hash", k.token_hash, 32);
}

static void new_member(struct ask *a)
{
	struct named *n = make(a, MEMBER);
	identity_make(&n->id);
	put(a, "member", n->id.member, ID_BYTES);
}

static void new_device(struct ask *a)
{
	struct named *n = make(a, DEVICE);
	device_make(&n->dev);
	put(a, "device", n->dev.device, ID_BYTES);
}

static void streams(struct ask *a)
{
	uint8_t space[ID_BYTES];
	hex(a, "space", space, ID_BYTES);
	put_streams(a, space, get(a, "member")->id.member);
}

static void answer(struct span line, struct buf *out)
{
	static const struct {
		const char *op;
		void (*run)(struct ask *);
	} ops[] = {
	    {"member", new_member}, {"device", new_device}, {"key", new_key},     {"streams", streams},
	    {"genesis", genesis},   {"devices", devices},   {"admit", admit},     {"grant", grant},
	    {"say", say},           {"sign", sign},         {"paper", new_paper}, {"paper_sign", paper_sign},
	    {"invite", new_invite},
	};
	struct ask a;
	if (json_parse(alloc_heap(), line, &a.d) != ST_OK)
		die("not JSON", "line");
	a.root = json_root(&a.d);
	a.w = json_writer(out);
	struct span op = text(&a, "op");
	json_object(&a.w);
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
		if (span_equal(op, span_text(ops[i].op)))
			ops[i].run(&a);
	json_end_object(&a.w);
	if (a.w.st != ST_OK)
		die("cannot write", "answer");
	json_free(&a.d);
}

int main(void)
{
	char *line = NULL;
	size_t cap = 0;
	struct buf out;
	if (sodium_init() < 0)
		return 1;
	buf_init(&out, alloc_heap(), 4u << 20);
	for (ssize_t n; (n = getline(&line, &cap, stdin)) > 0;) {
		buf_reset(&out);
		answer(span_make(line, (size_t)n), &out);
		(void)fwrite(out.p, 1, out.len, stdout);
		(void)putchar('\n');
		(void)fflush(stdout);
	}
	buf_clear(&out);
	free(line);
	return 0;
}

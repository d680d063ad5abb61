/* house.h - a couple as tests need it: two people with their devices and keys, the tapes of their streams as an honest
 * server would hold them, and a way to say anything on them, right or wrong.  For tests only: traps on any failure. */
#ifndef HEARTH_HOUSE_H
#define HEARTH_HOUSE_H
#include "crypto/ring.h"
#include "crypto/seal.h"
#include "log/log.h"

#define HOUSE_DEVICES 6u
#define MUST(cond)                                                                                                     \
	do {                                                                                                           \
		if (!(cond))                                                                                           \
			__builtin_trap();                                                                              \
	} while (0)

/* What the server holds of one stream. */
struct tape {
	enum stream_class cls;
	uint8_t stream[ID_BYTES], R[HASH_BYTES];
	uint64_t n;
	uint32_t minute;
	struct buf bytes, starts; /* frames end to end; the offset of each as size_t */
	uint64_t seq[2][HOUSE_DEVICES];
};
struct house {
	uint8_t space[ID_BYTES];
	struct identity id[2];
	struct device_keys dev[2][HOUSE_DEVICES];
	struct devlist list[2]; /* as last published */
	struct tape m, p[2], s;
	struct stream_key pk[2], sk; /* the newest keys */
	struct ring ring;	     /* all of them */
	struct buf scratch;
};

/** house_found(h, seed): member 0 with device 0 has founded the space and granted P and S, epoch 1.  house_join: member
 * 1 with device 0 has come in.  house_clear frees. */
void house_found(struct house *h, uint64_t seed);
void house_join(struct house *h);
void house_clear(struct house *h);

/** house_begin(h, t, m, d, e): the header fields of the next honest event of that device. */
void house_begin(const struct house *h, const struct tape *t, uint32_t m, uint32_t d, struct envelope *e);
/** house_put(t, m, d, env): the server takes it. */
void house_put(struct tape *t, uint32_t m, uint32_t d, struct span env);
/** house_say, house_do: an honest content or structure event, taken by the server. */
void house_say(struct house *h, struct tape *t, uint32_t m, uint32_t d, const char *text);
void house_do(struct house *h, struct tape *t, uint32_t m, uint32_t d, const struct structure *st);
/** house_plain(text, out): a content map that holds the text; returns its length. */
size_t house_plain(const char *text, uint8_t out[256]);

/** house_list(h, m, version, mask, out): signed list of the devices in mask. */
void house_list(const struct house *h, uint32_t m, uint32_t version, uint32_t mask, struct devlist *out);
/** house_grant(h, key, whom, out): a grant of key to members whom (bit 0, bit 1), their listed devices and selves. */
void house_grant(const struct house *h, const struct stream_key *key, uint32_t whom, struct structure *out);
/** house_member(h, st): the event by which member 0 lets member 1 in. */
void house_member(const struct house *h, struct structure *st);
/** house_devices(h, m, by, mask): publishes the next list of m, written by device `by`. */
void house_devices(struct house *h, uint32_t m, uint32_t by, uint32_t mask);
/** house_rekey(h, m, by): new epochs of P of m and of S. */
void house_rekey(struct house *h, uint32_t m, uint32_t by);

/** house_resign(h, m, d, env): signs altered bytes of an envelope anew. */
void house_resign(const struct house *h, uint32_t m, uint32_t d, uint8_t *env, size_t len);

struct frame tape_frame(const struct tape *t, uint64_t n);
struct tape *house_tape(struct house *h, enum stream_class cls, uint32_t m);
/** house_feed(t, l, upto, trust): the frames behind l's head up to n = upto; the first status that is not ST_OK. */
enum status house_feed(const struct tape *t, struct log *l, uint64_t upto, enum log_trust trust);
/** house_log(h, m, d): an empty log of that device. */
struct log *house_log(const struct house *h, uint32_t m, uint32_t d);

#endif

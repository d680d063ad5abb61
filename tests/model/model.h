/* model.h - a small world that behaves as spec/sync.md and spec/event.md say, without cryptography: hash chains are a
 * real 64-bit mix over the same fields, a signature is the author's tag, a key is known to whom a grant names.
 * spec/model.md says what is modelled, what is checked and what was left out. */
#ifndef HEARTH_MODEL_H
#define HEARTH_MODEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CM, CA, CB, CS, NCLASS }; /* classes: members, private A, private B, shared */
enum { NSTREAM = 2 * NCLASS, NDEV = 8, NTAB = NDEV + 1, NPOOL = 1500, NID = 640, MAXN = 60, NPEND = 48 };
enum { NEPOCH = 10, NMSG = 10, PAGE = 4, BATCH = 12, NGATE = 2, NREC = 4, LOOKED = 1, T0 = 29000000 };
enum { CONTENT, STRUCTURE, HELD, ERASE };      /* kinds of the envelope */
enum { OP_DEVICES = 1, OP_GRANT, OP_REPLACE }; /* structure events */

/* Why an event is refused by the server, or raises an alarm at a client. */
enum verdict {
	V_OK,
	V_PLACE,
	V_RIGHT,
	V_SIGNATURE,
	V_DEVICE,
	V_SEQ,
	V_BASE,
	V_HISTORY,
	V_EPOCH,
	V_UNGRANTED,
	V_VERSION,
	V_ID,
	V_FROZEN,
	V_HEALING,
	V_GENERATION,
	V_GAP,
	V_CLOCK,
	V_ROLLBACK,
	V_COPIED,
	V_LOST,
	V_STUB,
	V_FULL,
	V__MAX
};

/* One rule broken on purpose; the tests show that the model notices (mutants[] in sync_model.c). */
enum mutant {
	RULES_KEPT,
	R_WITHOUT_MINUTE,
	HLC_UNCLAMPED,
	APPEND_LAX,
	PENDING_KEPT,
	BASE_FALLS,
	NEVER_RESIGN,
	ACK_ENDS_PENDING,
	HEADS_AGAINST_NOW,
	NO_SECOND_LOOK,
	COPIED_BY_BYTES,
	OWN_HEADS_SUFFICE,
	GATE_RESTORED,
	GATE_UNCOUNTED,
	RESEAL_RAW,
	LATE_PAGE_TAKEN,
	STUB_BELIEVED,
	HELD_AS_OTHERS,
	OLD_EPOCH_TAKEN,
	BASE_R_IGNORED,
	LEFT_OUT_ALARMS,
	TORN_KEPT,
	MUTANTS
};
extern enum mutant mutant;

struct ev {
	uint8_t kind, op, stream, member, dev, signer, epoch, rec, gate, mask, ver, good;
	uint16_t id, dev_seq, base_n, target; /* id stays through signing anew: the identity of what was written */
	uint16_t cut_n[2];                    /* replace: where the old M and S (or the old P) end */
	uint64_t base_R, hlc, cut_R[2], digest;
};
struct frame {
	uint16_t ev;
	uint8_t stub;
	uint32_t minute;
};
struct meta {
	uint16_t n, seq[NDEV], base[NDEV];
	uint8_t epoch;
};
struct chain {
	struct meta m;
	struct frame f[MAXN + 1];
	uint64_t R[MAXN + 1];
};
/* What the structure events say so far.  named: which devices hold the key of an epoch. */
struct fold {
	uint8_t listed, ever, ver[2], granted[NSTREAM], named[NSTREAM][NEPOCH];
};
struct held {
	uint16_t ev, counter; /* ev 0: nothing waits */
};
struct server {
	struct chain c[NSTREAM];
	struct fold fold;
	struct held gate[NGATE][2];
	uint8_t opened[NGATE], generation, healing, reported;
	uint64_t erased[NID / 64];
	uint16_t pos[NID]; /* stream << 8 | n of an id; valid only if the frame there says so */
};
struct pend {
	uint16_t ev, acked; /* acked: n as the server told, 0 before */
	uint32_t minute;
};
enum want { W_NONE, W_PUT, W_DEL, W_GONE };
/* One installation.  Its log and outbox are the store that all its tabs share. */
struct store {
	struct chain c[NSTREAM];
	struct fold fold;
	struct pend out[NCLASS][NPEND];
	uint8_t outs[NCLASS], mode[NCLASS],
	    stale[NCLASS]; /* mode: 1 after a replace; stale: sign anew once all is read; 2: pages only */
	uint8_t alive, offline, member, paper, denied, generation, generations, settled, told, left, anew, heal, alarm,
	    gate_of[NGATE];
	uint16_t gate_ev[NGATE], gate_counter[NGATE], stub_due[NSTREAM], stubs;
	uint8_t relist;
	uint8_t looks, look_again[NSTREAM]; /* 0, LOOKED, or the token of a look at M that is due */
	uint64_t hlc, wall_max, erased[NID / 64], mine[NID / 64]; /* mine: ids that this device ever signed */
	int64_t off;                                              /* wrong clock, ms */
};
/* What a tab has in memory: it may lag behind the store. */
struct tab {
	uint8_t store, busy[NCLASS], has_prop, again;
	uint16_t n[NSTREAM], seq[NCLASS], base[NCLASS];
	uint64_t hlc;
	struct ev prop;
};
enum { M_PUSH = 1, M_ACK, M_PAGE, M_HEADS, M_GATE };
struct msg {
	uint8_t type, tab, stream, generation, k, verdict, healing, gate, del, member;
	uint16_t ev[BATCH], n[BATCH], after, head, n_at[NSTREAM], asked[NSTREAM], counter;
	uint32_t minute[BATCH];
	struct frame f[PAGE];
	uint64_t R_at[NSTREAM];
};
struct edit {
	uint8_t member, cls, kind, rec, acked, erased, good, holders, withdrawn;
	uint64_t hlc, first; /* first: HLC as it counted when its author first knew it received */
};
struct world {
	uint64_t rng;
	uint32_t minute;
	uint16_t pools, ids;
	uint8_t devs, msgs, hostile, armed, restored, went_on, backups, recovered, forked, trace, victim, theme;
	uint16_t fork_n[NSTREAM];
	const char *fail;
	struct msg msg[NMSG];
	struct tab tab[NTAB];
	struct edit edit[NID];
	struct ev pool[NPOOL];
	struct store st[NDEV];
	struct server srv[2], backup;
};

static inline int cls_of(int s) { return s % NCLASS; }
static inline bool bit(const uint64_t *set, unsigned i) { return set[i / 64] >> (i % 64) & 1; }
static inline void set_bit(uint64_t *set, unsigned i) { set[i / 64] |= UINT64_C(1) << (i % 64); }
static inline unsigned mask_of(int dev) { return 1u << dev; }
static inline bool may_read(int member, int s)
{
	return cls_of(s) == CM || cls_of(s) == CS || cls_of(s) == CA + member;
}
static inline int own_class(int member) { return CA + member; }
static inline int at(const struct store *st, int cls) { return cls + NCLASS * st->mode[cls]; }

/* chain.c: events, chains and the rules that server and client share */
uint32_t rnd(struct world *w, uint32_t below);
void fail(struct world *w, const char *why);
uint64_t clamp(uint64_t hlc, uint32_t minute);
void sign(struct ev *e);
uint16_t keep(struct world *w, struct ev e);
void chain_reset(struct chain *c, int s);
void chain_add(const struct world *w, struct chain *c, struct frame f);
void fold_add(struct fold *f, const struct ev *e);
uint64_t chain_next(const struct world *w, uint64_t R, uint16_t n, struct frame f);
enum verdict check_event(const struct chain *c, const struct fold *f, const struct ev *e, int s, bool server);
unsigned members_of(const struct world *w, int member);

/* server.c: an honest server */
void server_reset(struct server *v);
enum verdict server_push(struct world *w, struct server *v, struct msg *m, int dev);
bool server_heal(struct world *w, struct server *v, int s, struct frame f);
void server_report(struct server *v, int dev);
void server_restore(struct world *w);
void server_gate(struct world *w, struct server *v, const struct msg *m, int *accepted);
bool server_lets_read(const struct server *v, const struct store *st, int dev, int s);

/* client.c: a device and its tabs */
void store_reset(struct world *w, int dev, int member);
void tab_read(struct world *w, int tab);
bool write_event(struct world *w, int tab, struct ev e, bool at_once);
bool commit(struct world *w, int tab);
void resign(struct world *w, int dev, int cls);
void take_page(struct world *w, const struct msg *m);
void take_heads(struct world *w, const struct msg *m);
void take_ack(struct world *w, const struct msg *m);
unsigned in_use(const struct world *w);
bool power(struct world *w, int dev, unsigned add, unsigned remove);
void mend_keys(struct world *w, int dev);
void heal(struct world *w, int dev, struct server *v);
bool go_on(struct world *w, int dev, struct server *v);
void drop_structure(struct world *w, struct store *st, int cls);
void open_private(struct world *w, int dev, struct server *v);
void alarm_at(struct world *w, int dev, enum verdict v);

/* check.c: what must hold at every quiescent end */
void check_honest(struct world *w);
void check_hostile(struct world *w);
void print_store(const struct world *w, int dev);
#endif

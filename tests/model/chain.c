/* chain.c - events, chains and the rules that server and client share (spec/event.md 1, 3, 4). */
#include "model.h"
#include <string.h>

enum mutant mutant = RULES_KEPT;

static uint64_t mix(uint64_t h, uint64_t x)
{
	h ^= x + UINT64_C(0x9E3779B97F4A7C15) + (h << 6) + (h >> 2);
	h *= UINT64_C(0xFF51AFD7ED558CCD);
	h ^= h >> 32;
	return h;
}

uint32_t rnd(struct world *w, uint32_t below)
{
	w->rng += UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(((mix(w->rng, 7) >> 32) * below) >> 32);
}

/* The first thing that went wrong is the one worth reading. */
void fail(struct world *w, const char *why)
{
	if (!w->fail)
		w->fail = why;
}

uint64_t clamp(uint64_t hlc, uint32_t minute)
{
	uint64_t top = ((uint64_t)minute + 10) * 60000 << 16;
	return mutant == HLC_UNCLAMPED || hlc < top ? hlc : top;
}

/* The digest stands for header | H(ct) | sig; the signer tag for a signature that verifies only for its true author. */
void sign(struct ev *e)
{
	uint64_t h = mix(e->kind, e->op);
	h = mix(h, (uint64_t)e->stream << 32 | (uint64_t)e->member << 16 | e->dev);
	h = mix(h, (uint64_t)e->epoch << 40 | (uint64_t)e->rec << 32 | (uint64_t)e->gate << 24 |
	               (uint64_t)e->mask << 16 | (uint64_t)e->ver << 8 | e->good);
	h = mix(h, (uint64_t)e->id << 48 | (uint64_t)e->dev_seq << 32 | (uint64_t)e->base_n << 16 | e->target);
	h = mix(mix(h, e->base_R), e->hlc);
	h = mix(mix(h, (uint64_t)e->cut_n[0] << 16 | e->cut_n[1]), e->cut_R[0] ^ e->cut_R[1] << 1);
	e->digest = h;
	e->signer = e->dev;
}

uint16_t keep(struct world *w, struct ev e)
{
	if (w->pools == NPOOL)
		return 0; /* checked before anything is written: see room() */
	w->pool[w->pools] = e;
	return w->pools++;
}

void chain_reset(struct chain *c, int s)
{
	memset(&c->m, 0, sizeof c->m);
	c->R[0] = mix(1, (uint64_t)s);
}

uint64_t chain_next(const struct world *w, uint64_t R, uint16_t n, struct frame f)
{
	return mix(mix(mix(R, n), mutant == R_WITHOUT_MINUTE ? 0 : f.minute), w->pool[f.ev].digest);
}

void chain_add(const struct world *w, struct chain *c, struct frame f)
{
	const struct ev *e = &w->pool[f.ev];
	uint16_t n = ++c->m.n;
	c->f[n] = f;
	c->R[n] = chain_next(w, c->R[n - 1], n, f);
	if (e->kind != STRUCTURE && e->epoch > c->m.epoch)
		c->m.epoch = e->epoch;
	if (e->kind == HELD && mutant != HELD_AS_OTHERS)
		return; /* it was signed long before: its own counter, and its base says nothing about the author's last
		         */
	c->m.seq[e->dev] = e->dev_seq;
	c->m.base[e->dev] = e->base_n;
}

unsigned members_of(const struct world *w, int member)
{
	unsigned m = 0;
	for (int d = 0; d < w->devs; d++)
		if (w->st[d].member == member)
			m |= mask_of(d);
	return m;
}

/* mask of `devices` is the member's whole list; gate carries the mask of all devices that member ever had, so that the
 * fold needs no world.  A grant of ver 0 repeats every epoch (up to rec) for newcomers, in the old and the present
 * stream. */
void fold_add(struct fold *f, const struct ev *e)
{
	int s = cls_of(e->stream) == CM ? e->stream + CS : e->stream;
	if (e->kind != STRUCTURE)
		return;
	if (e->op == OP_DEVICES || (e->op == OP_REPLACE && e->mask)) {
		f->listed = (uint8_t)((f->listed & ~e->gate) | e->mask);
		f->ever |= e->mask;
		f->ver[e->member] = e->ver;
	} else if (e->op == OP_GRANT && e->ver == 0) {
		for (int g = cls_of(s); g <= s; g += NCLASS)
			for (int k = 1; k <= (g == s ? e->rec : f->granted[g]); k++)
				f->named[g][k] |= e->mask;
	} else if (e->op == OP_GRANT) {
		f->granted[s] = e->ver;
		f->named[s][e->ver] |= e->mask;
	}
}

/* A grant that was made while another list was on its way would leave a device without the key: a new epoch names
 * exactly those who are listed, a repeat covers every epoch there is.  Of P only the server can say: M and P have no
 * common order. */
static bool grant_is_whole(const struct fold *f, const struct ev *e, int s, bool server)
{
	int t = cls_of(s) == CM ? s + CS : s;
	uint8_t who = cls_of(s) == CM ? f->listed : (uint8_t)(f->listed & e->gate);
	if (mutant == TORN_KEPT)
		return true;
	return e->ver ? (cls_of(s) != CM && !server) || e->mask == who : e->rec == f->granted[t];
}

static enum verdict check_structure(const struct chain *c, const struct fold *f, const struct ev *e, int s, bool server)
{
	int t = cls_of(s) == CM ? s + CS : s;
	if (e->op == OP_DEVICES)
		return cls_of(s) != CM ? V_PLACE : e->ver != f->ver[e->member] + 1 ? V_VERSION : V_OK;
	if (e->op == OP_GRANT)
		return (e->ver && e->ver != f->granted[t] + 1) || !grant_is_whole(f, e, s, server) ? V_VERSION : V_OK;
	if (s < NCLASS || c->m.n)
		return V_PLACE; /* replace is the first event of a fresh stream, nothing else */
	return e->mask && e->ver != f->ver[e->member] + 1 ? V_VERSION : V_OK;
}

static enum verdict check_epoch(const struct chain *c, const struct fold *f, const struct ev *e, int s, bool server)
{
	if (!e->epoch || e->epoch > f->granted[s])
		return V_UNGRANTED;
	if (e->epoch < c->m.epoch)
		return V_EPOCH;
	/* nor does the server take anything under a key that somebody no longer listed holds */
	if (server && mutant != OLD_EPOCH_TAKEN && (e->epoch < f->granted[s] || f->named[s][e->epoch] & ~f->listed))
		return V_EPOCH;
	return f->named[s][e->epoch] & mask_of(e->dev) ? V_OK : V_DEVICE;
}

/** check_event: may e be the next of chain c?  server: also what only the server can hold to, the present list. */
enum verdict check_event(const struct chain *c, const struct fold *f, const struct ev *e, int s, bool server)
{
	bool self =
	    e->kind == STRUCTURE && e->op != OP_GRANT && e->mask & mask_of(e->dev); /* a list that names its author */
	bool held = e->kind == HELD && mutant != HELD_AS_OTHERS;
	if (e->stream != s)
		return V_PLACE;
	if (!may_read(e->member, s))
		return V_RIGHT;
	if (e->signer != e->dev)
		return V_SIGNATURE;
	if (!self && !((server || cls_of(s) == CM ? f->listed : f->ever) & mask_of(e->dev)))
		return V_DEVICE;
	if (!held && e->dev_seq != c->m.seq[e->dev] + 1)
		return V_SEQ;
	if (e->base_n > c->m.n || (!held && e->base_n < c->m.base[e->dev] && mutant != BASE_FALLS))
		return V_BASE;
	if (e->base_R != c->R[e->base_n] && mutant != BASE_R_IGNORED)
		return V_HISTORY;
	return e->kind == STRUCTURE ? check_structure(c, f, e, s, server) : check_epoch(c, f, e, s, server);
}

/* server.c - an honest server: push in one transaction, gate table, heal after a restore (spec/sync.md). */
#include "model.h"
#include <string.h>

void server_reset(struct server *v)
{
	memset(v, 0, offsetof(struct server, pos));
	memset(v->pos, 0, sizeof v->pos);
	for (int s = 0; s < NSTREAM; s++)
		chain_reset(&v->c[s], s);
}

static struct frame *find(struct world *w, struct server *v, unsigned id)
{
	struct chain *c = &v->c[v->pos[id] >> 8];
	unsigned n = v->pos[id] & 255;
	return n && n <= c->m.n && w->pool[c->f[n].ev].id == id ? &c->f[n] : NULL;
}

static bool frozen(const struct server *v, int s, bool healing)
{
	if (s >= NCLASS || !v->c[CM + NCLASS].m.n)
		return false;
	if (v->c[s + NCLASS].m.n)
		return true;
	return !healing; /* an old private stream still takes what was lost, until its owner opens the fresh one */
}

static void append(const struct world *w, struct server *v, int s, struct frame f)
{
	const struct ev *e = &w->pool[f.ev];
	f.stub |= bit(v->erased, e->id);
	chain_add(w, &v->c[s], f);
	fold_add(&v->fold, e);
	v->pos[e->id] = (uint16_t)(s << 8 | v->c[s].m.n);
}

/* What follows once the transaction is sure.  An erase works for ever: also on what comes later under that id (a page
 * that is sealed again after a replace). */
static void settle(struct world *w, struct server *v, const struct ev *e, bool written)
{
	struct frame *f = e->kind == ERASE ? find(w, v, e->target) : NULL;
	if (f && w->pool[f->ev].member == e->member)
		f->stub = 1;
	if (e->kind == ERASE)
		set_bit(v->erased, e->target);
	if (written && e->kind != STRUCTURE && v->fold.named[e->stream][e->epoch] & ~v->fold.listed)
		fail(w, "a revoked device can read what was written after its revocation");
}

/* A waiting answer that could no longer stand in the log is dropped; its author's client notices and puts it anew. */
static void gate_sweep(struct world *w, struct server *v)
{
	int s = v->c[CM + NCLASS].m.n ? CS + NCLASS : CS;
	for (int i = 0; i < NGATE * 2; i++) {
		struct held *h = &v->gate[i / 2][i % 2];
		const struct ev *e = &w->pool[h->ev];
		if (h->ev && (find(w, v, e->id) || check_event(&v->c[s], &v->fold, e, s, true) != V_OK))
			h->ev = 0;
	}
}

static enum verdict push_one(struct world *w, struct server *v, struct msg *m, int i, unsigned *fresh)
{
	const struct ev *e = &w->pool[m->ev[i]];
	struct frame *old = find(w, v, e->id);
	bool opens = e->kind == STRUCTURE && e->op == OP_REPLACE;
	enum verdict r;
	if (old && w->pool[old->ev].digest == e->digest) {
		m->n[i] = v->pos[e->id] & 255;
		m->minute[i] = old->minute;
		return V_OK;
	}
	if (old)
		return V_ID;
	if (frozen(v, e->stream, false))
		return V_FROZEN;
	if (v->healing && !opens && !v->c[CM + NCLASS].m.n)
		return V_HEALING;
	if (v->c[e->stream].m.n == MAXN)
		return V_FULL;
	r = check_event(&v->c[e->stream], &v->fold, e, e->stream, true);
	if (r != V_OK)
		return r;
	append(w, v, e->stream, (struct frame){m->ev[i], 0, w->minute});
	m->n[i] = v->c[e->stream].m.n;
	m->minute[i] = w->minute;
	*fresh |= 1u << i;
	return V_OK;
}

/* One transaction: all or nothing.  Positions of ids check themselves, so only heads and the fold are put back. */
enum verdict server_push(struct world *w, struct server *v, struct msg *m, int dev)
{
	struct meta was[NSTREAM];
	struct fold fold = v->fold;
	const struct ev *first = &w->pool[m->ev[0]];
	enum verdict r = V_OK;
	unsigned fresh = 0; /* the others are repeated */
	bool joins = first->kind == STRUCTURE && first->op != OP_GRANT && first->mask & mask_of(dev);
	if (m->generation != v->generation)
		return V_GENERATION;
	if (!(v->fold.listed & mask_of(dev)) && !joins)
		return V_DEVICE;
	for (int s = 0; s < NSTREAM; s++)
		was[s] = v->c[s].m;
	for (int i = 0; i < m->k && r == V_OK; i++)
		r = push_one(w, v, m, i, &fresh);
	if (r != V_OK) {
		v->fold = fold;
		for (int s = 0; s < NSTREAM; s++)
			v->c[s].m = was[s];
		return r;
	}
	if (v->c[CM + NCLASS].m.n)
		v->healing = 0;
	for (int i = 0; i < m->k; i++)
		if (fresh >> i & 1)
			settle(w, v, &w->pool[m->ev[i]], true);
	gate_sweep(w, v);
	return V_OK;
}

bool server_lets_read(const struct server *v, const struct store *st, int dev, int s)
{
	return may_read(st->member, s) && (v->fold.listed & mask_of(dev) || st->paper);
}

/** server_heal: the next frame of a stream, verbatim, from anyone who holds it: the rules are those of a client. */
bool server_heal(struct world *w, struct server *v, int s, struct frame f)
{
	const struct ev *e = &w->pool[f.ev];
	struct frame *old = find(w, v, e->id);
	if ((!v->healing && s != CA && s != CB) || frozen(v, s, true) || old || v->c[s].m.n == MAXN)
		return false;
	if (check_event(&v->c[s], &v->fold, e, s, false) != V_OK)
		return false;
	append(w, v, s, f);
	settle(w, v, e, false);
	return true;
}

/** server_report: this device says that the server has all that it has.  New writing begins when all have said so. */
void server_report(struct server *v, int dev)
{
	v->reported |= (uint8_t)mask_of(dev);
	if (!(v->fold.listed & ~v->reported) || mutant == OWN_HEADS_SUFFICE)
		v->healing = 0;
}

void server_restore(struct world *w)
{
	uint8_t g = (uint8_t)(w->srv[0].generation + 1);
	w->srv[0] = w->backup;
	w->srv[0].generation = g;
	w->srv[0].healing = 1;
	w->srv[0].reported = 0;
	if (mutant == GATE_RESTORED)
		return;
	memset(w->srv[0].gate, 0, sizeof w->srv[0].gate); /* an answer withdrawn since the backup must not come back */
}

static void gate_open(struct world *w, struct server *v, int g)
{
	for (int m = 0; m < 2; m++) {
		const struct ev *e = &w->pool[v->gate[g][m].ev];
		if (w->edit[e->id].withdrawn && !w->hostile)
			fail(w, "a withdrawn answer was opened");
		append(w, v, e->stream, (struct frame){v->gate[g][m].ev, 0, w->minute});
		settle(w, v, e, true);
	}
	v->opened[g] = 1;
}

/** server_gate: put (m->ev[0]) or withdraw.  accepted: 1 done, 0 refused, 2 too late: it stands open. */
void server_gate(struct world *w, struct server *v, const struct msg *m, int *accepted)
{
	struct held *h = &v->gate[m->gate][m->member];
	int s = v->c[CM + NCLASS].m.n ? CS + NCLASS : CS;
	*accepted = v->opened[m->gate] ? 2 : 0;
	if (v->opened[m->gate] || v->healing || m->generation != v->generation)
		return;
	if (m->counter < h->counter && mutant != GATE_UNCOUNTED)
		return; /* an older message that was under way for long */
	if (!m->del && check_event(&v->c[s], &v->fold, &w->pool[m->ev[0]], s, true) != V_OK)
		return;
	if (!m->del && (find(w, v, w->pool[m->ev[0]].id) || v->c[s].m.n + 2 > MAXN))
		return;
	*accepted = 1;
	h->counter = m->counter;
	h->ev = m->del ? 0 : m->ev[0];
	if (v->gate[m->gate][0].ev && v->gate[m->gate][1].ev)
		gate_open(w, v, m->gate);
}

/* client.c - a device and its tabs: own events first, outbox, fetch, alarm, heal, replace (spec/sync.md, Client). */
#include "model.h"
#include <string.h>

void store_reset(struct world *w, int dev, int member)
{
	struct store *st = &w->st[dev];
	memset(st, 0, sizeof *st);
	st->alive = 1;
	st->member = (uint8_t)member;
	for (int s = 0; s < NSTREAM; s++)
		chain_reset(&st->c[s], s);
	if (dev >= w->devs)
		w->devs = (uint8_t)(dev + 1);
}

/* Not an alarm for a device that a healed server does not know: nobody could wait for it. */
void alarm_at(struct world *w, int dev, enum verdict v)
{
	struct store *st = &w->st[dev];
	if (st->left && mutant != LEFT_OUT_ALARMS)
		st->anew = 1;
	else if (!st->alarm)
		st->alarm = (uint8_t)v;
}

static void last_own(const struct world *w, int dev, int cls, uint16_t *seq, uint16_t *base)
{
	const struct store *st = &w->st[dev];
	const struct chain *c = &st->c[at(st, cls)];
	*seq = c->m.seq[dev];
	*base = c->m.base[dev];
	for (int i = 0; i < st->outs[cls]; i++) {
		const struct ev *e = &w->pool[st->out[cls][i].ev];
		if (e->dev_seq > *seq && e->dev == dev && e->stream == at(st, cls)) {
			*seq = e->dev_seq;
			*base = e->base_n;
		}
	}
	if (*base > c->m.n)
		*base = c->m.n; /* gone back since: what waits will be signed anew */
}

/* A tab takes all that its store has: log and own events. */
void tab_read(struct world *w, int tab)
{
	struct tab *t = &w->tab[tab];
	const struct store *st = &w->st[t->store];
	for (int s = 0; s < NSTREAM && mutant != BASE_FALLS; s++)
		t->n[s] = st->c[s].m.n;
	for (int c = 0; c < NCLASS; c++)
		last_own(w, t->store, c, &t->seq[c], &t->base[c]);
	t->hlc = st->hlc;
}

static void tabs_read(struct world *w, int dev)
{
	for (int t = 0; t < NTAB; t++)
		if (w->tab[t].store == dev)
			tab_read(w, t);
}

unsigned in_use(const struct world *w)
{
	unsigned m = 0;
	for (int d = 0; d < w->devs; d++)
		m |= w->st[d].alive ? mask_of(d) : 0;
	return m;
}

static uint8_t own_epoch(const struct store *st, int dev, int s)
{
	uint8_t g = st->fold.granted[s];
	return g && st->fold.named[s][g] & mask_of(dev) ? g : 0;
}

static uint64_t next_hlc(const struct world *w, struct store *st, uint64_t last)
{
	uint64_t now = (uint64_t)((int64_t)w->minute * 60000 + st->off) << 16;
	if (now > st->wall_max)
		st->wall_max = now;
	return last + 1 > now ? last + 1 : now;
}

/* One strict transaction: the number must still be the next and the base no lower than the last.  A tab that was too
 * slow reads log and own events and decides again. */
bool commit(struct world *w, int tab)
{
	struct tab *t = &w->tab[tab];
	struct store *st = &w->st[t->store];
	int cls = cls_of(t->prop.stream), i = st->outs[cls];
	uint16_t seq, base;
	last_own(w, t->store, cls, &seq, &base);
	t->has_prop = 0;
	if (st->outs[cls] == NPEND - 1 || w->pools > NPOOL - 200)
		return false;
	if (t->prop.stream != at(st, cls) ||
	    ((t->prop.dev_seq != seq + 1 || (t->prop.base_n < base && mutant != BASE_FALLS)) && mutant != APPEND_LAX)) {
		if (t->again++)
			fail(w, "a tab cannot append");
		tab_read(w, tab);
		return !w->fail && write_event(w, tab, t->prop, true);
	}
	t->again = 0;
	for (int k = 0; k < st->outs[cls] && mutant == APPEND_LAX; k++)
		if (w->pool[st->out[cls][k].ev].dev_seq == t->prop.dev_seq)
			i = k; /* a plain put overwrites what the other tab stored under that number */
	if (i == st->outs[cls])
		st->outs[cls]++;
	st->out[cls][i] = (struct pend){keep(w, t->prop), 0, 0};
	set_bit(st->mine, t->prop.id);
	w->edit[t->prop.id].holders |= (uint8_t)mask_of(t->store);
	if (t->prop.hlc > st->hlc)
		st->hlc = t->prop.hlc;
	t->hlc = st->hlc;
	t->seq[cls] = t->prop.dev_seq;
	return true;
}

/** write_event: propose e (kind, body and stream given) from what this tab knows; at_once: commit it too. */
bool write_event(struct world *w, int tab, struct ev e, bool at_once)
{
	struct tab *t = &w->tab[tab];
	struct store *st = &w->st[t->store];
	int cls = cls_of(e.stream), s = at(st, cls);
	if (w->ids == NID - 1)
		return false;
	e.stream = (uint8_t)s;
	e.member = st->member;
	e.dev = t->store;
	e.dev_seq = (uint16_t)(t->seq[cls] + 1);
	e.base_n = t->n[s];
	e.base_R = st->c[s].R[t->n[s]];
	e.epoch = e.kind == STRUCTURE ? 0 : own_epoch(st, t->store, s);
	if (e.kind != STRUCTURE && !e.epoch)
		return false;
	e.hlc = next_hlc(w, st, t->hlc);
	if (!e.id) {
		e.id = w->ids++;
		w->edit[e.id] = (struct edit){.member = e.member,
		                              .cls = (uint8_t)cls,
		                              .kind = e.kind,
		                              .rec = e.rec,
		                              .good = e.good,
		                              .hlc = e.hlc};
	}
	sign(&e);
	t->prop = e;
	t->has_prop = 1;
	return at_once ? commit(w, tab) : true;
}

static void put_anew(struct world *w, int dev, struct pend *p, uint16_t seq)
{
	struct store *st = &w->st[dev];
	struct ev e = w->pool[p->ev];
	int s = at(st, cls_of(e.stream));
	e.stream = (uint8_t)s;
	e.dev = (uint8_t)dev;
	e.dev_seq = seq;
	e.base_n = st->c[s].m.n;
	e.base_R = st->c[s].R[e.base_n];
	e.epoch = e.kind == STRUCTURE ? 0 : own_epoch(st, dev, s);
	sign(&e);
	set_bit(st->mine, e.id);
	p->ev = keep(w, e);
}

/** resign: what is not acknowledged is signed anew on the present base and epoch, structure events first: nothing may
 * follow a rotation under the old key. */
void resign(struct world *w, int dev, int cls)
{
	struct store *st = &w->st[dev];
	int s = at(st, cls), n = st->outs[cls], k = 0;
	struct pend old[NPEND];
	uint16_t seq = st->c[s].m.seq[dev];
	bool keyless = cls != CM && !own_epoch(st, dev, s);
	if (mutant == NEVER_RESIGN || w->pools > NPOOL - NPEND)
		return;
	st->stale[cls] = 0;
	memcpy(old, st->out[cls], sizeof old);
	for (int pass = 0; pass < 3; pass++)
		for (int i = 0; i < n; i++) {
			int turn = old[i].acked ? 0 : w->pool[old[i].ev].kind == STRUCTURE ? 1 : 2;
			if (turn != pass)
				continue;
			seq++;
			if (pass == 2 && keyless)
				st->stale[cls] = 2; /* let in first, pages after */
			else if (pass)
				put_anew(w, dev, &old[i], seq);
			else
				seq = w->pool[old[i].ev].dev_seq;
			st->out[cls][k++] = old[i];
		}
	tabs_read(w, dev);
}

static void fold_anew(struct world *w, struct store *st)
{
	static const uint8_t order[] = {CM, CM + NCLASS, CA, CA + NCLASS, CB, CB + NCLASS};
	memset(&st->fold, 0, sizeof st->fold);
	for (unsigned i = 0; i < sizeof order; i++)
		for (int n = 1; n <= st->c[order[i]].m.n; n++)
			fold_add(&st->fold, &w->pool[st->c[order[i]].f[n].ev]);
}

static bool in_outbox(const struct world *w, const struct store *st, int cls, unsigned id)
{
	for (int i = 0; i < st->outs[cls]; i++)
		if (w->pool[st->out[cls][i].ev].id == id)
			return true;
	return false;
}

/* What stood behind the cut is lost at the server.  What this member wrote comes back into the outbox, with the HLC as
 * it once counted: under a later receipt minute the raw one could overtake what was written after it. */
static void save_lost(struct world *w, int dev, int s, unsigned cut)
{
	struct store *st = &w->st[dev];
	const struct chain *c = &st->c[s];
	int cls = cls_of(s);
	for (unsigned n = cut + 1; n <= c->m.n; n++) {
		struct ev e = w->pool[c->f[n].ev];
		if (e.member == st->member && e.kind == STRUCTURE && e.op == OP_DEVICES)
			st->relist = e.mask;
		if (e.member != st->member || e.kind == STRUCTURE || c->f[n].stub || in_outbox(w, st, cls, e.id))
			continue;
		if (st->outs[cls] == NPEND) {
			fail(w, "model: outbox too small");
			return;
		}
		if (e.kind == HELD) {
			if (st->gate_ev[e.gate] && w->pool[st->gate_ev[e.gate]].id == e.id)
				st->gate_of[e.gate] =
				    W_PUT; /* back to the gate: the other's may be lost too, and be changed */
			continue;
		}
		if (mutant != RESEAL_RAW)
			e.hlc = clamp(e.hlc, c->f[n].minute);
		st->out[cls][st->outs[cls]++] = (struct pend){keep(w, e), 0, 0};
	}
}

void drop_structure(struct world *w, struct store *st, int cls)
{
	int k = 0;
	for (int i = 0; i < st->outs[cls]; i++)
		if (w->pool[st->out[cls][i].ev].kind != STRUCTURE)
			st->out[cls][k++] = st->out[cls][i];
	if (k != st->outs[cls])
		st->stale[cls] = 1;
	st->outs[cls] = (uint8_t)k;
}

/* Healing is over: what was acknowledged and still has not come back is sealed anew, with the HLC as it counted then.
 * While it lasts such an event is a frame like any other: n and minute are known. */
static void unacknowledge(struct world *w, struct store *st, int cls, bool over)
{
	for (int i = 0; i < st->outs[cls] && mutant != ACK_ENDS_PENDING; i++) {
		struct pend *p = &st->out[cls][i];
		struct ev e = w->pool[p->ev];
		st->stale[cls] = 1; /* what was there may come back first */
		if (!p->acked || !over)
			continue;
		if (mutant != RESEAL_RAW)
			e.hlc = clamp(e.hlc, p->minute);
		sign(&e);
		*p = (struct pend){keep(w, e), 0, 0};
	}
}

/* A page that was wiped for an erase which is now lost with its author is asked for again: R_n still vouches for it. */
static void erased_anew(struct world *w, struct store *st)
{
	memset(st->erased, 0, sizeof st->erased);
	for (int s = 0; s < NSTREAM; s++)
		for (int n = 1; n <= st->c[s].m.n; n++)
			if (w->pool[st->c[s].f[n].ev].kind == ERASE)
				set_bit(st->erased, w->pool[st->c[s].f[n].ev].target);
	for (int c = 0; c < NCLASS; c++)
		for (int i = 0; i < st->outs[c]; i++)
			if (w->pool[st->out[c][i].ev].kind == ERASE)
				set_bit(st->erased, w->pool[st->out[c][i].ev].target);
	for (int s = 0; s < NSTREAM; s++)
		for (int n = 1; n <= st->c[s].m.n; n++) {
			struct frame *f = &st->c[s].f[n];
			f->stub &= bit(st->erased, w->pool[f->ev].id) || w->srv[0].c[s].f[n].stub;
		}
}

/* A device left out of the heal goes back to the last place where its history and the server's are one, with the
 * person's consent, and sends again what was its own. */
static void fall_back(struct world *w, int dev)
{
	struct store *st = &w->st[dev];
	if (!st->anew)
		return;
	st->anew = st->left = 0;
	for (int s = 0; s < NSTREAM; s++) {
		struct chain *c = &st->c[s], *v = &w->srv[0].c[s];
		unsigned n = c->m.n < v->m.n ? c->m.n : v->m.n;
		while (c->R[n] != v->R[n])
			n--;
		save_lost(w, dev, s, n);
		chain_reset(c, s);
		for (unsigned k = 1; k <= n; k++)
			chain_add(w, c, c->f[k]);
	}
	for (int c = 0; c < NCLASS; c++) {
		drop_structure(w, st, c);
		unacknowledge(w, st, c, true);
	}
	st->relist = 0;
	fold_anew(w, st);
	erased_anew(w, st);
	tabs_read(w, dev);
	for (int t = 0; t < NTAB; t++)
		if (w->tab[t].store == dev)
			w->tab[t].has_prop = 0;
}

static void cut_class(struct world *w, int dev, int cls, unsigned cut)
{
	struct store *st = &w->st[dev];
	struct pend mine[NPEND];
	int own;
	drop_structure(w, st, cls);
	if (cls == CM)
		drop_structure(w, st, own_class(st->member)); /* the other half of a power action that was under way */
	own = st->outs[cls];
	memcpy(mine, st->out[cls], sizeof mine);
	save_lost(w, dev, cls, cut);
	/* the lost ones first: they were written first */
	for (int i = own; i < st->outs[cls]; i++)
		mine[i] = st->out[cls][i];
	for (int i = 0; i < st->outs[cls]; i++)
		st->out[cls][i] = mine[(i + own) % st->outs[cls]];
	unacknowledge(w, st, cls, true);
	st->c[cls].m.n = (uint16_t)cut;
	st->mode[cls] = 1;
	st->stale[cls] = 1;
}

/* The first event of a fresh M closes M and S, that of a fresh P its old P.  false: not yet, or alarm. */
static bool adopt(struct world *w, int dev, const struct ev *e)
{
	struct store *st = &w->st[dev];
	int cls[2] = {cls_of(e->stream), CS}, k = cls[0] == CM ? 2 : 1;
	if (e->kind != STRUCTURE || e->op != OP_REPLACE) {
		alarm_at(w, dev, V_VERSION);
		return false;
	}
	for (int i = 0; i < k; i++)
		if (st->c[cls[i]].m.n < e->cut_n[i])
			return false; /* first read the old one to its end */
	for (int i = 0; i < k; i++)
		if (st->c[cls[i]].R[e->cut_n[i]] != e->cut_R[i]) {
			alarm_at(w, dev, V_HISTORY);
			return false;
		}
	for (int i = 0; i < k; i++)
		cut_class(w, dev, cls[i], e->cut_n[i]);
	fold_anew(w, st);
	erased_anew(w, st);
	tabs_read(w, dev);
	return true;
}

/* An own event comes back.  It is known by its id: an earlier signing of it may have been under way for long. */
static void echo(struct world *w, int dev, int s, unsigned n)
{
	struct store *st = &w->st[dev];
	const struct ev *e = &w->pool[st->c[s].f[n].ev];
	int cls = cls_of(s), k = 0;
	if (e->dev == dev && !bit(st->mine, e->id))
		alarm_at(w, dev, V_COPIED);
	if (e->dev == dev && !w->edit[e->id].first)
		w->edit[e->id].first = clamp(e->hlc, st->c[s].f[n].minute);
	for (int i = 0; i < st->outs[cls]; i++) {
		struct pend p = st->out[cls][i];
		const struct ev *o = &w->pool[p.ev];
		if (p.acked == n && o->stream == s && o->id != e->id && st->settled == st->generations)
			alarm_at(w, dev, V_LOST);
		if (mutant == COPIED_BY_BYTES && e->dev == dev && o->dev_seq == e->dev_seq && o->digest != e->digest)
			alarm_at(w, dev, V_COPIED);
		if (o->id == e->id) {
			st->stale[cls] = o->digest != e->digest ? 1 : st->stale[cls];
			continue;
		}
		if (!p.acked && o->dev_seq <= st->c[s].m.seq[dev])
			st->stale[cls] = 1;
		st->out[cls][k++] = p;
	}
	st->outs[cls] = (uint8_t)k;
	for (int g = 0; g < NGATE; g++)
		if (st->gate_ev[g] && w->pool[st->gate_ev[g]].id == e->id)
			st->gate_of[g] = W_GONE;
}

static void erase_here(struct world *w, struct store *st, const struct ev *e)
{
	set_bit(st->erased, e->target);
	for (int s = cls_of(e->stream); s < NSTREAM; s += NCLASS)
		for (int n = 1; n <= st->c[s].m.n; n++) {
			const struct ev *o = &w->pool[st->c[s].f[n].ev];
			if (o->id == e->target && o->member == e->member)
				st->c[s].f[n].stub = 1;
		}
}

/* Every stub must be named by an erase in this class of streams, as far as the server has them at a head that was asked
 * for after the stub had come; else a page is being hidden.  Once a space has gone on without a device its erase may be
 * lost: then the page is shown as missing instead. */
static void check_stubs(struct world *w, int dev, const struct msg *m, int cls)
{
	struct store *st = &w->st[dev];
	bool due = false;
	for (int s = cls; s < NSTREAM; s += NCLASS) {
		due |= m->n[s] && st->stub_due[s] == m->n[s];
		if (st->c[s].m.n < m->n_at[s])
			return;
	}
	for (int s = cls; s < NSTREAM && due; s += NCLASS) {
		st->stub_due[s] = 0;
		for (int n = 1; n <= st->c[s].m.n && !st->generations && !st->mode[CM] && mutant != STUB_BELIEVED; n++)
			if (st->c[s].f[n].stub && !bit(st->erased, w->pool[st->c[s].f[n].ev].id))
				alarm_at(w, dev, V_STUB);
	}
}

static void take_good(struct world *w, int dev, int s, struct frame f)
{
	struct store *st = &w->st[dev];
	const struct ev *e = &w->pool[f.ev];
	uint64_t h = clamp(e->hlc, f.minute);
	f.stub |= bit(st->erased, e->id);
	chain_add(w, &st->c[s], f);
	fold_add(&st->fold, e);
	st->look_again[s] = 0;
	if (e->kind == ERASE)
		erase_here(w, st, e);
	if (!f.stub)
		w->edit[e->id].holders |= (uint8_t)mask_of(dev);
	if (e->kind != STRUCTURE && st->fold.named[s][e->epoch] & mask_of(dev) && h > st->hlc)
		st->hlc = h;
	echo(w, dev, s, st->c[s].m.n);
}

/* The next frame of a stream.  false: stop reading this page. */
static bool take_frame(struct world *w, int dev, int s, unsigned n, struct frame f)
{
	struct store *st = &w->st[dev];
	struct chain *c = &st->c[s];
	const struct ev *e = &w->pool[f.ev];
	enum verdict r;
	if (n <= c->m.n) {
		if (chain_next(w, c->R[n - 1], (uint16_t)n, f) != c->R[n])
			alarm_at(w, dev, V_HISTORY);
		return !st->alarm;
	}
	if (n != c->m.n + 1u || n > MAXN)
		return false;
	if (s >= NCLASS && cls_of(s) != CM && !st->mode[CM])
		return false; /* the fresh M first: it says who may close a P */
	if (s >= NCLASS && !st->mode[cls_of(s)] && (cls_of(s) == CS || !adopt(w, dev, e)))
		return false;
	if (f.stub && e->kind != CONTENT && e->kind != HELD) {
		alarm_at(w, dev, V_STUB); /* only a page can be erased, never a rule or an erase */
		return false;
	}
	if (n > 1 && f.minute + 1440 < c->f[n - 1].minute) {
		alarm_at(w, dev, V_CLOCK);
		return false;
	}
	r = check_event(c, &st->fold, e, s, false);
	if ((r == V_DEVICE || r == V_UNGRANTED) && cls_of(s) != CM && st->look_again[s] != LOOKED &&
	    mutant != NO_SECOND_LOOK) {
		if (!st->look_again[s])
			st->look_again[s] = (uint8_t)(2 + st->looks++ % 200);
		/* M may have moved since: read it again before saying that anything is wrong */
		return false;
	}
	if (r != V_OK) {
		alarm_at(w, dev, r);
		return false;
	}
	take_good(w, dev, s, f);
	return !st->alarm;
}

static void read_page(struct world *w, const struct msg *m)
{
	struct tab *t = &w->tab[m->tab];
	struct store *st = &w->st[t->store];
	int s = m->stream, cls = cls_of(s), k = 0;
	if (st->alarm || !st->alive || (m->generation != st->generation && mutant != LATE_PAGE_TAKEN))
		return;
	for (; k < m->k && take_frame(w, t->store, s, m->after + k + 1u, m->f[k]); k++)
		st->stub_due[s] =
		    m->f[k].stub ? ++st->stubs : st->stub_due[s]; /* a token: an earlier question does not count */
	if (t->n[s] >= m->after && t->n[s] < m->after + k)
		t->n[s] = (uint16_t)(m->after + k);
	if (t->hlc < st->hlc && k)
		t->hlc = st->hlc;
	if (k < m->k || st->c[s].m.n < m->head)
		return;
	for (int i = 0; i < NSTREAM && cls == CM; i++)
		if (m->asked[i] > LOOKED && st->look_again[i] == m->asked[i])
			st->look_again[i] = LOOKED;
	if (st->stale[cls] && s == at(st, cls) && !st->heal)
		resign(w, t->store, cls);
}

/* Another generation: from now on this device writes nothing new until the server has all that it has. */
static void new_generation(struct world *w, int dev, uint8_t generation)
{
	struct store *st = &w->st[dev];
	st->generation = generation;
	st->generations++;
	st->denied = 0;
	memset(st->look_again, 0, sizeof st->look_again);
	memset(st->stub_due, 0, sizeof st->stub_due);
	for (int c = 0; c < NCLASS; c++)
		unacknowledge(w, st, c, false);
	tabs_read(w, dev);
}

static void read_heads(struct world *w, const struct msg *m)
{
	struct store *st = &w->st[w->tab[m->tab].store];
	int dev = w->tab[m->tab].store;
	bool moved = m->n_at[CM + NCLASS] > 0;
	if (st->alarm || !st->alive || m->counter != st->generations)
		return; /* asked before the generation changed: thrown away */
	if (m->generation != st->generation)
		new_generation(w, dev, m->generation);
	for (int c = 0; c < NCLASS && st->generations && !m->healing; c++)
		if (st->heal || st->generations != st->settled)
			unacknowledge(w, st, c, true);
	st->settled = m->healing ? st->settled : st->generations;
	st->heal = m->healing;
	if (st->generations && !m->healing && st->told != st->generations)
		st->left = 1; /* the heal ended without this device */
	st->denied = m->k && !st->paper;
	if (m->k && !st->paper)
		return;
	for (int cls = CA; cls <= CS && !m->healing; cls++)
		if (may_read(st->member, cls))
			check_stubs(w, dev, m, cls);
	bool same = !m->healing;
	for (int s = 0; s < NSTREAM && !m->healing; s++) {
		const struct chain *c = &st->c[s];
		uint16_t known = mutant == HEADS_AGAINST_NOW ? c->m.n : m->asked[s];
		if (!may_read(st->member, s) || (moved && s < NCLASS) || (s >= NCLASS && !st->mode[cls_of(s)]))
			continue;
		if (m->n_at[s] < known && !(moved && s < NCLASS))
			alarm_at(w, dev, V_ROLLBACK);
		else if (m->n_at[s] <= c->m.n && m->R_at[s] != c->R[m->n_at[s]])
			alarm_at(w, dev, V_HISTORY);
		same &= m->n_at[s] == c->m.n && m->R_at[s] == c->R[c->m.n];
	}
	if (same) {
		st->told = st->generations;
		st->left = 0;
	}
}

void take_page(struct world *w, const struct msg *m)
{
	read_page(w, m);
	fall_back(w, w->tab[m->tab].store);
}

void take_heads(struct world *w, const struct msg *m)
{
	read_heads(w, m);
	fall_back(w, w->tab[m->tab].store);
}

void take_ack(struct world *w, const struct msg *m)
{
	struct tab *t = &w->tab[m->tab];
	struct store *st = &w->st[t->store];
	bool power_lost =
	    m->verdict == V_VERSION || m->verdict == V_EPOCH || m->verdict == V_DEVICE || m->verdict == V_UNGRANTED;
	memset(t->busy, 0, sizeof t->busy);
	if (!st->alive || st->alarm || m->verdict == V_HEALING || m->verdict == V_GENERATION || m->verdict == V_FULL)
		return;
	if (m->generation != st->generation)
		return;
	if (m->verdict == V_DEVICE)
		st->denied = 1;
	for (int i = 0; i < m->k; i++) {
		const struct ev *e = &w->pool[m->ev[i]];
		int cls = cls_of(e->stream);
		if (m->verdict != V_OK)
			st->stale[cls] = 1;
		for (int j = 0; j < st->outs[cls] && m->verdict == V_OK; j++)
			if (st->out[cls][j].ev == m->ev[i]) {
				st->out[cls][j].acked = m->n[i];
				st->out[cls][j].minute = m->minute[i];
				if (!w->edit[e->id].first)
					w->edit[e->id].first = clamp(e->hlc, m->minute[i]);
			}
		if (m->verdict == V_OK)
			w->edit[e->id].acked = 1;
	}
	if (power_lost && m->k && w->pool[m->ev[0]].kind == STRUCTURE) {
		drop_structure(w, st, CM);
		drop_structure(w, st, own_class(st->member));
	}
}

static bool structure(struct world *w, int tab, struct ev e)
{
	tab_read(w, tab);
	e.kind = STRUCTURE;
	e.good = 1;
	return write_event(w, tab, e, true);
}

/** power: a new device list with its grants, in one push (M and the own P).  Removing rotates both keys. */
bool power(struct world *w, int dev, unsigned add, unsigned remove)
{
	struct store *st = &w->st[dev];
	const struct fold *f = &st->fold;
	int p = own_class(st->member), tab = dev + 1, ps = at(st, p), ss = at(st, CS);
	unsigned all = members_of(w, st->member), list = ((f->listed & all) | add) & ~remove;
	bool closed = st->mode[CM] != st->mode[p]; /* after a go-on: the fresh P is opened later, and names who is in */
	if (st->outs[CM] || st->heal || st->alarm || (closed && !st->paper) || st->outs[p] > NPEND - 8)
		return false;
	if (f->granted[ss] + 2 > NEPOCH - 1 || f->granted[ps] + 2 > NEPOCH - 1 || !list || !f->granted[ss])
		return false;
	struct ev e = {.stream = CM,
	               .op = OP_DEVICES,
	               .mask = (uint8_t)list,
	               .ver = (uint8_t)(f->ver[st->member] + 1),
	               .gate = (uint8_t)all};
	structure(w, tab, e);
	if (add) {
		structure(w, tab,
		          (struct ev){.stream = CM, .op = OP_GRANT, .mask = (uint8_t)add, .rec = f->granted[ss]});
		if (!closed)
			structure(
			    w, tab,
			    (struct ev){
			        .stream = (uint8_t)p, .op = OP_GRANT, .mask = (uint8_t)add, .rec = f->granted[ps]});
	}
	if (remove) {
		uint8_t both = (uint8_t)((f->listed & ~all) | list);
		structure(
		    w, tab,
		    (struct ev){.stream = CM, .op = OP_GRANT, .mask = both, .ver = (uint8_t)(f->granted[ss] + 1)});
		if (!closed)
			structure(w, tab,
			          (struct ev){.stream = (uint8_t)p,
			                      .op = OP_GRANT,
			                      .mask = (uint8_t)list,
			                      .gate = (uint8_t)all,
			                      .ver = (uint8_t)(f->granted[ps] + 1)});
	}
	resign(w, dev, p); /* private pages that wait go behind the grant */
	return true;
}

static bool keys_torn(const struct fold *f, int s, unsigned who, bool *lacking)
{
	*lacking = false;
	for (int k = 1; k <= f->granted[s]; k++)
		*lacking |= (who & ~f->named[s][k]) != 0;
	return f->granted[s] && (*lacking || f->named[s][f->granted[s]] & ~f->listed);
}

/** mend_keys: a heal can bring back a device list without the grants that followed it.  Whoever sees, at the head of M,
 * a listed device without a key, or the newest key with one no longer listed, grants; that needs no passphrase. */
void mend_keys(struct world *w, int dev)
{
	struct store *st = &w->st[dev];
	const struct fold *f = &st->fold;
	unsigned all = members_of(w, st->member);
	int cls[2] = {CS, own_class(st->member)};
	for (int i = 0; i < 2 && mutant != TORN_KEPT; i++) {
		int s = at(st, cls[i]), home = i ? cls[i] : CM;
		uint8_t g = f->granted[s], mask = i ? (uint8_t)(f->listed & all) : f->listed;
		bool lacking;
		if (g + 1 >= NEPOCH || st->mode[CM] != st->mode[cls[i]] || !keys_torn(f, s, mask, &lacking))
			continue;
		drop_structure(w, st, home);
		resign(w, dev, home);
		structure(w, dev + 1,
		          (struct ev){.stream = (uint8_t)home,
		                      .op = OP_GRANT,
		                      .mask = mask,
		                      .gate = (uint8_t)all,
		                      .rec = lacking ? g : 0,
		                      .ver = lacking ? 0 : (uint8_t)(g + 1)});
		resign(w, dev, home);
	}
}

/* Frames go back verbatim, with n and minute, others' and stubs too; a stub that no erase names is made whole again. */
static void heal_stream(struct world *w, struct store *st, struct server *v, int s)
{
	const struct chain *c = &st->c[s];
	for (int n = 1; n <= c->m.n && n <= v->c[s].m.n; n++) {
		struct frame *f = &v->c[s].f[n];
		if (c->R[n] == v->c[s].R[n] && f->stub && !c->f[n].stub && !bit(v->erased, w->pool[f->ev].id))
			f->stub = 0;
	}
	if (c->R[v->c[s].m.n < c->m.n ? v->c[s].m.n : c->m.n] != v->c[s].R[v->c[s].m.n < c->m.n ? v->c[s].m.n : c->m.n])
		return;
	while (v->c[s].m.n < c->m.n && server_heal(w, v, s, c->f[v->c[s].m.n + 1]))
		;
	for (int i = 0; i < st->outs[cls_of(s)]; i++) {
		const struct pend *p = &st->out[cls_of(s)][i];
		if (p->acked && p->acked == v->c[s].m.n + 1 && w->pool[p->ev].stream == s)
			server_heal(w, v, s, (struct frame){p->ev, 0, p->minute});
	}
}

void heal(struct world *w, int dev, struct server *v)
{
	struct store *st = &w->st[dev];
	int order[] = {CM, CS, own_class(st->member), CM + NCLASS, CS + NCLASS, own_class(st->member) + NCLASS};
	bool whole = true;
	if (st->alarm || !st->alive || st->generation != v->generation)
		return;
	for (int i = 0; i < 6; i++) {
		if (cls_of(order[i]) == CM || v->fold.listed & mask_of(dev))
			heal_stream(w, st, v, order[i]);
		whole &= st->c[order[i]].m.n <= v->c[order[i]].m.n;
	}
	if (v->healing && whole && v->fold.listed & mask_of(dev)) {
		server_report(v, dev);
		st->told = st->generations;
	}
}

/* The first three events of a fresh stream: what it replaces, its first key, and the old keys for who lacks them. */
static bool push_opening(struct world *w, int dev, struct server *v, struct ev a, struct ev b)
{
	struct msg m = {.type = M_PUSH, .k = 3, .generation = w->st[dev].generation};
	struct ev old = {.stream = b.stream, .op = OP_GRANT, .mask = b.mask, .rec = 1}, *e[3] = {&a, &b, &old};
	b.gate = (uint8_t)members_of(w, w->st[dev].member);
	if (w->ids + 3 > NID || w->pools > NPOOL - 200)
		return false;
	for (int i = 0; i < 3; i++) {
		e[i]->kind = STRUCTURE;
		e[i]->dev = (uint8_t)dev;
		e[i]->member = w->st[dev].member;
		e[i]->dev_seq = (uint16_t)(i + 1);
		e[i]->base_R = v->c[e[i]->stream].R[0];
		e[i]->id = w->ids++;
		w->edit[e[i]->id] =
		    (struct edit){.member = e[i]->member, .cls = (uint8_t)cls_of(a.stream), .kind = STRUCTURE};
		sign(e[i]);
		set_bit(w->st[dev].mine, e[i]->id);
		m.ev[i] = keep(w, *e[i]);
	}
	return server_push(w, v, &m, dev) == V_OK;
}

/** go_on: the person no longer waits for a device that will not come.  One event closes M and S where the server has
 * them (a true beginning of what everyone had) and opens fresh ones. */
bool go_on(struct world *w, int dev, struct server *v)
{
	struct store *st = &w->st[dev];
	struct ev a = {.stream = CM + NCLASS, .op = OP_REPLACE}, b = {.stream = CM + NCLASS, .op = OP_GRANT, .ver = 1};
	if (st->alarm || !v->healing || st->mode[CM] || st->generation != v->generation)
		return false;
	for (int i = 0; i < 2; i++) {
		int s = i ? CS : CM;
		if (st->c[s].m.n != v->c[s].m.n || st->c[s].R[v->c[s].m.n] != v->c[s].R[v->c[s].m.n])
			return false;
		a.cut_n[i] = st->c[s].m.n;
		a.cut_R[i] = st->c[s].R[st->c[s].m.n];
	}
	b.mask = st->fold.listed;
	if (st->paper) { /* nobody who is still listed may be left: the replace then also lets its author in */
		uint8_t all = (uint8_t)members_of(w, st->member);
		a.mask = (uint8_t)((st->fold.listed & all & in_use(w)) | mask_of(dev));
		a.gate = all;
		a.ver = (uint8_t)(st->fold.ver[st->member] + 1);
		b.mask = (uint8_t)((st->fold.listed & ~all) | a.mask);
	}
	return push_opening(w, dev, v, a, b);
}

/** open_private: after go_on each owner closes the own old P, once it is as whole as this device can make it. */
void open_private(struct world *w, int dev, struct server *v)
{
	struct store *st = &w->st[dev];
	int p = own_class(st->member);
	struct ev a = {.stream = (uint8_t)(p + NCLASS), .op = OP_REPLACE};
	struct ev b = {.stream = (uint8_t)(p + NCLASS), .op = OP_GRANT, .ver = 1};
	if (st->alarm || !st->mode[CM] || st->mode[p] || v->c[p + NCLASS].m.n || st->generation != v->generation)
		return;
	if (st->c[p].m.n < v->c[p].m.n || st->c[p].R[v->c[p].m.n] != v->c[p].R[v->c[p].m.n])
		return;
	a.cut_n[0] = v->c[p].m.n; /* what could not be healed (its device is not in the fresh M) is sealed anew */
	a.cut_R[0] = st->c[p].R[a.cut_n[0]];
	b.mask = (uint8_t)(st->fold.listed & members_of(w, st->member));
	push_opening(w, dev, v, a, b);
}

/* sync_model.c - seeded random schedules over the model, shrinking, mutants.
 *   sync_model [schedules]     honest and hostile schedules (default 100,000)
 *   sync_model full            1,000,000
 *   sync_model mutants         every broken rule must be noticed
 *   sync_model seed S          one schedule with its trace */
#include "model.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 200, WEEK = 10080 };
enum act {
	A_NONE,
	A_FORK,
	A_REORDER,
	A_DROP,
	A_REPLAY,
	A_FORGE,
	A_MINUTE,
	A_STUB,
	A_ROLLBACK,
	A_STALE,
	A_FALSE_ACK,
	ACTS
};
static struct world world;

#define TRACE(w, ...)                                                                                                  \
	do {                                                                                                           \
		if ((w)->trace)                                                                                        \
			printf(__VA_ARGS__);                                                                           \
	} while (0)

static struct server *view(struct world *w, int dev) { return &w->srv[w->forked == 1 && w->st[dev].member == 1]; }

static struct msg *slot(struct world *w) { return w->msgs < NMSG ? &w->msg[w->msgs] : NULL; }

static void drop(struct world *w, int k)
{
	if (w->msg[k].type == M_PUSH || w->msg[k].type == M_ACK)
		memset(w->tab[w->msg[k].tab].busy, 0, NCLASS);
	w->msg[k] = w->msg[--w->msgs];
}

static bool online(const struct world *w, int dev)
{
	return w->st[dev].alive && !w->st[dev].offline && !w->st[dev].alarm;
}

static int tab_of(struct world *w) { return (int)rnd(w, w->devs + 1u); }

/* ---- what a device asks and sends ---- */

/* Pages follow when the grants before them have come back. */
static void add_class(struct world *w, struct msg *m, const struct store *st, int cls, bool power_only)
{
	for (int i = 0; i < st->outs[cls]; i++)
		power_only |= !st->out[cls][i].acked && w->pool[st->out[cls][i].ev].kind == STRUCTURE;
	for (int i = 0; i < st->outs[cls] && m->k < BATCH; i++)
		if (!st->out[cls][i].acked && (!power_only || w->pool[st->out[cls][i].ev].kind == STRUCTURE))
			m->ev[m->k++] = st->out[cls][i].ev;
	w->tab[m->tab].busy[cls] = 1;
}

/* Not while the last push is under way, nor before what waits is signed for the present state of things. */
static bool not_ready(const struct world *w, const struct tab *t, int cls, bool power)
{
	const struct store *st = &w->st[t->store];
	for (int i = 0; i < st->outs[cls]; i++)
		power |= !st->out[cls][i].acked && w->pool[st->out[cls][i].ev].kind == STRUCTURE;
	return st->outs[cls] && (t->busy[cls] || st->stale[cls] == 1 || (st->stale[cls] == 2 && !power));
}

/* A power action goes in one transaction, M and the own P. */
static void push(struct world *w, int tab, int cls)
{
	struct tab *t = &w->tab[tab];
	struct store *st = &w->st[t->store];
	struct msg *m = slot(w);
	int own = own_class(st->member), order[3] = {CM, own, CS};
	bool all = st->outs[CM] > 0;
	if (!m || !online(w, t->store) || st->heal || (cls == own && st->mode[CM] != st->mode[own] && !all))
		return;
	for (int i = 0; i < 3; i++)
		if ((all ? order[i] != CS : order[i] == cls) && not_ready(w, t, order[i], all))
			return;
	*m = (struct msg){.type = M_PUSH, .tab = (uint8_t)tab, .generation = st->generation};
	for (int i = 0; i < 3; i++)
		if (all ? order[i] != CS : order[i] == cls)
			add_class(w, m, st, order[i], all);
	if (m->k)
		w->msgs++;
	else
		memset(t->busy, 0, sizeof t->busy);
	TRACE(w, "push tab %d class %d: %d\n", tab, cls, m->k);
}

static void spoil(struct world *w, struct msg *m);

static void fetch(struct world *w, int tab, int s)
{
	struct tab *t = &w->tab[tab];
	struct store *st = &w->st[t->store];
	struct server *v = view(w, t->store);
	struct msg *m = slot(w);
	if (!m || !online(w, t->store) || !may_read(st->member, s))
		return;
	if (!server_lets_read(v, st, t->store, s)) {
		st->denied = v->generation == st->generation;
		return;
	}
	*m = (struct msg){.type = M_PAGE, .tab = (uint8_t)tab, .stream = (uint8_t)s, .generation = v->generation};
	m->after = t->n[s];
	m->head = v->c[s].m.n;
	memcpy(m->asked, (uint16_t[NSTREAM]){0}, sizeof m->asked);
	for (int i = 0; i < NSTREAM; i++)
		m->asked[i] = st->look_again[i];
	for (; m->k < PAGE && m->after + m->k < m->head; m->k++)
		m->f[m->k] = v->c[s].f[m->after + m->k + 1];
	if (w->armed && t->store == w->victim && m->k)
		spoil(w, m);
	w->msgs++;
	TRACE(w, "fetch tab %d stream %d after %d: %d of %d\n", tab, s, m->after, m->k, m->head);
}

static void heads(struct world *w, int tab)
{
	struct tab *t = &w->tab[tab];
	struct store *st = &w->st[t->store];
	struct server *v = view(w, t->store);
	struct msg *m = slot(w);
	if (!m || !online(w, t->store))
		return;
	*m = (struct msg){.type = M_HEADS, .tab = (uint8_t)tab, .generation = v->generation, .healing = v->healing};
	m->counter = st->generations;
	m->k = !(v->fold.listed & mask_of(t->store)) && (st->mode[CM] || !st->paper || w->restored);
	for (int s = 0; s < NSTREAM; s++) {
		m->asked[s] = st->c[s].m.n;
		m->n[s] = st->stub_due[s];
		m->n_at[s] = v->c[s].m.n;
		m->R_at[s] = v->c[s].R[m->n_at[s]];
		if (w->armed && w->hostile == A_STALE && m->n_at[s] && t->store == w->victim && rnd(w, 2))
			m->R_at[s] = v->c[s].R[--m->n_at[s]];
	}
	w->msgs++;
	TRACE(w, "heads tab %d generation %d healing %d\n", tab, v->generation, v->healing);
}

static void gate_send(struct world *w, int dev, int g)
{
	struct store *st = &w->st[dev];
	struct msg *m = slot(w);
	struct ev e = w->pool[st->gate_ev[g]];
	int s = at(st, CS);
	uint8_t epoch = st->fold.granted[s];
	if (!m || !online(w, dev) || st->heal || (st->gate_of[g] != W_PUT && st->gate_of[g] != W_DEL))
		return;
	if (st->gate_of[g] == W_PUT && (e.stream != s || e.epoch != epoch) && w->pools < NPOOL - 100) {
		e.stream = (uint8_t)s;
		e.epoch = epoch;
		e.base_n = st->c[s].m.n;
		e.base_R = st->c[s].R[e.base_n];
		sign(&e);
		st->gate_ev[g] = keep(w, e);
		st->gate_counter[g]++;
	}
	*m = (struct msg){.type = M_GATE, .tab = (uint8_t)(dev + 1), .generation = st->generation, .gate = (uint8_t)g};
	m->member = st->member;
	m->ev[0] = st->gate_ev[g];
	m->del = st->gate_of[g] == W_DEL;
	m->counter = st->gate_counter[g];
	w->msgs++;
	TRACE(w, "gate %d member %d %s counter %d\n", g, m->member, m->del ? "withdraw" : "put", m->counter);
}

static void gate_arrives(struct world *w, struct msg *m)
{
	int dev = w->tab[m->tab].store, accepted;
	struct store *st = &w->st[dev];
	server_gate(w, view(w, dev), m, &accepted);
	if (m->del && accepted == 1 && st->gate_of[m->gate] == W_DEL && online(w, dev)) {
		w->edit[w->pool[m->ev[0]].id].withdrawn = 1;
		st->gate_of[m->gate] = W_NONE;
	}
}

/* ---- a faulty server ---- */

static void spoil(struct world *w, struct msg *m)
{
	struct ev e = w->pool[m->f[0].ev];
	struct frame f = m->f[0];
	switch (w->hostile) {
	case A_REORDER:
		m->f[0] = m->f[m->k - 1];
		m->f[m->k - 1] = f;
		break;
	case A_DROP:
		memmove(m->f, m->f + 1, sizeof m->f - sizeof m->f[0]);
		m->k--;
		break;
	case A_REPLAY:
		if (m->after)
			m->f[0] = view(w, w->victim)->c[m->stream].f[1 + rnd(w, m->after)];
		break;
	case A_FORGE:
		e.rec ^= 1;
		e.id = w->ids;
		sign(&e);
		e.signer = NDEV; /* the author's name without the author's key */
		m->f[0].ev = keep(w, e);
		break;
	case A_MINUTE:
		m->f[rnd(w, m->k)].minute += rnd(w, 2) ? 700 : -700u;
		break;
	case A_STUB:
		m->f[rnd(w, m->k)].stub = 1;
		break;
	default:
		break;
	}
}

static void fork_server(struct world *w)
{
	w->srv[1] = w->srv[0];
	w->forked = 1;
	for (int s = 0; s < NSTREAM; s++)
		w->fork_n[s] = w->srv[0].c[s].m.n;
}

/* The fork is closed: what A's side has is shown to B.  The first event that crosses must raise the alarm. */
static void join_fork(struct world *w)
{
	w->forked = 2;
	for (int d = 0; d < w->devs; d++) {
		struct store *st = &w->st[d];
		struct chain *c = &st->c[CS], *o = &w->srv[0].c[CS];
		unsigned n = c->m.n + 1u;
		const struct ev *e = n <= o->m.n ? &w->pool[o->f[n].ev] : NULL;
		struct msg m = {
		    .type = M_PAGE, .tab = (uint8_t)(d + 1), .stream = CS, .generation = st->generation, .k = 1};
		if (!e || st->member == 0 || !online(w, d) || e->base_n <= w->fork_n[CS] || e->base_n > c->m.n)
			continue;
		if (c->R[e->base_n] == o->R[e->base_n] || e->kind == HELD)
			continue;
		m.after = c->m.n;
		m.head = (uint16_t)n;
		m.f[0] = o->f[n];
		take_page(w, &m);
		if (!st->alarm && !st->look_again[CS])
			fail(w, "a fork was not noticed at the first event that crossed");
	}
}

/* ---- delivery ---- */

static void deliver(struct world *w, int k)
{
	struct msg m = w->msg[k];
	int dev = w->tab[m.tab].store;
	if (m.type == M_PUSH) {
		struct msg *p = &w->msg[k];
		if (w->armed && w->hostile == A_FALSE_ACK && dev == w->victim && rnd(w, 2)) {
			for (int i = 0; i < p->k; i++) {
				p->n[i] = (uint16_t)(w->srv[0].c[w->pool[p->ev[0]].stream].m.n + 1 + i);
				p->minute[i] = w->minute;
			}
			p->verdict = V_OK;
		} else
			p->verdict = (uint8_t)server_push(w, view(w, dev), p, dev);
		p->type = M_ACK;
		TRACE(w, "  arrives: verdict %d from tab %d\n", p->verdict, p->tab);
		return;
	}
	drop(w, k);
	if (m.type == M_GATE)
		gate_arrives(w, &m);
	else if (!online(w, dev))
		return;
	else if (m.type == M_PAGE)
		take_page(w, &m);
	else if (m.type == M_HEADS)
		take_heads(w, &m);
	else
		take_ack(w, &m);
	TRACE(w, "  delivered type %d to tab %d stream %d\n", m.type, m.tab, m.stream);
	if (w->st[dev].alarm)
		TRACE(w, "  ALARM %d at store %d\n", w->st[dev].alarm, dev);
}

/* ---- what people do ---- */

static void write_step(struct world *w, bool at_once)
{
	int tab = tab_of(w), dev = w->tab[tab].store;
	struct store *st = &w->st[dev];
	struct ev e = {.kind = CONTENT, .rec = (uint8_t)rnd(w, NREC - NGATE), .good = rnd(w, 12) > 0};
	e.stream = rnd(w, 3) ? CS : (uint8_t)own_class(st->member);
	if (!st->alive || st->alarm || st->outs[e.stream] > 10 || w->srv[0].c[at(st, e.stream)].m.n > MAXN - 24)
		return;
	if (w->pools > NPOOL / 2 || w->tab[tab].has_prop)
		return;
	write_event(w, tab, e, at_once);
	TRACE(w, "write tab %d stream %d id %d%s\n", tab, e.stream, w->ids - 1, at_once ? "" : " (proposed)");
}

static void erase_step(struct world *w)
{
	int tab = tab_of(w), dev = w->tab[tab].store;
	struct store *st = &w->st[dev];
	int s = at(st, rnd(w, 2) ? CS : own_class(st->member));
	const struct chain *c = &st->c[s];
	const struct ev *o;
	if (!online(w, dev) || !c->m.n || st->outs[cls_of(s)] > 10 || c->m.n > MAXN - 20)
		return;
	o = &w->pool[c->f[1 + rnd(w, c->m.n)].ev];
	if (o->kind != CONTENT || o->member != st->member)
		return;
	if (write_event(w, tab, (struct ev){.kind = ERASE, .stream = (uint8_t)s, .target = o->id, .good = 1}, true))
		w->edit[o->id].erased = 1;
	TRACE(w, "erase tab %d id %d\n", tab, o->id);
}

static void gate_step(struct world *w)
{
	int g = (int)rnd(w, NGATE), dev = rnd(w, 2) ? 0 : 2;
	struct store *st = &w->st[dev];
	struct ev e = {.kind = HELD, .gate = (uint8_t)g, .rec = (uint8_t)(NREC - NGATE + g), .good = 1, .dev_seq = 1};
	if (!online(w, dev) || w->ids > NID - 20 || w->pools > NPOOL / 2 || st->gate_of[g] == W_GONE)
		return;
	if (st->gate_of[g] == W_PUT && rnd(w, 3) == 0) {
		st->gate_of[g] = W_DEL;
		st->gate_counter[g]++;
	} else if (st->gate_of[g] == W_NONE && st->fold.granted[at(st, CS)]) {
		e.id = w->ids++;
		e.dev = (uint8_t)dev;
		e.member = st->member;
		e.hlc = (uint64_t)w->minute * 60000 << 16;
		w->edit[e.id] = (struct edit){.member = e.member, .cls = CS, .kind = HELD, .rec = e.rec, .good = 1};
		set_bit(st->mine, e.id);
		st->gate_ev[g] = keep(w, e);
		st->gate_of[g] = W_PUT;
		st->gate_counter[g]++;
	}
	gate_send(w, dev, g);
}

/* A new installation: fresh, or a device that was revoked or found and joins anew with its whole store. */
static int new_device(struct world *w, int from, int member)
{
	int nd = w->devs;
	if (nd == NDEV)
		return -1;
	store_reset(w, nd, member);
	if (from >= 0) {
		w->st[nd] = w->st[from];
		w->st[nd].denied = 0;
		memset(w->st[nd].gate_of, 0, sizeof w->st[nd].gate_of);
		memset(w->st[nd].gate_ev, 0, sizeof w->st[nd].gate_ev);
		for (int c = 0; c < NCLASS; c++)
			w->st[nd].stale[c] = 1;
		drop_structure(w, &w->st[nd], CM);
		drop_structure(w, &w->st[nd], own_class(member));
		for (int id = 1; id < w->ids; id++)
			if (w->edit[id].holders & mask_of(from))
				w->edit[id].holders |= (uint8_t)mask_of(nd);
		w->st[from].alive = 0;
	} else
		w->st[nd].generation = w->srv[0].generation;
	w->tab[nd + 1] = (struct tab){.store = (uint8_t)nd};
	tab_read(w, nd + 1);
	return nd;
}

static bool whole(const struct world *w, int dev)
{
	const struct store *st = &w->st[dev];
	const struct server *v = &w->srv[0];
	for (int s = 0; s < NSTREAM; s++)
		if (may_read(st->member, s) && st->c[s].m.n != v->c[s].m.n &&
		    (st->mode[CM] == st->mode[cls_of(s)] || !st->paper))
			return false;
	return true;
}

static int other_device(const struct world *w, int dev)
{
	for (int d = 0; d < w->devs; d++)
		if (d != dev && online(w, d) && w->st[d].member == w->st[dev].member &&
		    w->srv[0].fold.listed & mask_of(d) && !w->st[d].denied)
			return d;
	return -1;
}

/* A device that the server no longer knows: let in again by another own device, else by paper. */
static void rejoin(struct world *w, int dev)
{
	int by = other_device(w, dev), nd;
	if (by >= 0 && (w->st[by].outs[CM] || w->st[by].heal || !whole(w, by)))
		return;
	nd = new_device(w, dev, w->st[dev].member);
	TRACE(w, "rejoin store %d as %d by %d\n", dev, nd, by);
	if (nd < 0)
		w->st[dev].alive = 0;
	else if (by < 0)
		w->st[nd].paper = 1;
	else
		power(w, by, mask_of(nd), 0);
}

static void power_step(struct world *w)
{
	int dev = (int)rnd(w, w->devs), d = (int)rnd(w, w->devs), nd;
	struct store *st = &w->st[dev];
	unsigned kind = rnd(w, 3);
	if (!online(w, dev) || st->outs[CM] || w->devs > 5 || st->denied || w->recovered > 3)
		return;
	w->recovered++;
	if (kind == 0 && d != dev && w->st[d].member == st->member && st->fold.listed & mask_of(d)) {
		power(w, dev, 0, mask_of(d));
		TRACE(w, "store %d revokes %d\n", dev, d);
	} else if (kind == 1) {
		nd = new_device(w, -1, st->member);
		if (!power(w, dev, mask_of(nd), 0))
			w->st[nd].alive = 0;
		TRACE(w, "store %d adds %d\n", dev, nd);
	} else if (kind == 2) {
		nd = new_device(w, -1, st->member);
		w->st[nd].paper = 1;
		st->alive = 0;
		TRACE(w, "store %d is lost; %d recovers by paper\n", dev, nd);
	}
}

/* What a device does by itself when it is at rest. */
static void chores(struct world *w, int dev)
{
	struct store *st = &w->st[dev];
	struct server *v = view(w, dev);
	unsigned all = members_of(w, st->member), listed = st->fold.listed & all;
	if (!online(w, dev) || st->generation != v->generation)
		return;
	if (st->heal || (st->mode[CM] && !st->mode[own_class(st->member)]))
		heal(w, dev, v);
	open_private(w, dev, v);
	if (st->paper && listed & mask_of(dev))
		st->paper = 0;
	if (!st->heal && !st->outs[CM] && whole(w, dev) && listed & mask_of(dev))
		mend_keys(w, dev);
	if (st->paper && whole(w, dev) && !st->outs[CM])
		power(w, dev, mask_of(dev), listed & ~in_use(w));
	else if (st->relist && st->mode[own_class(st->member)] && whole(w, dev) && listed & mask_of(dev)) {
		unsigned add = st->relist & ~listed, gone = listed & ~st->relist & ~mask_of(dev);
		if (!(add | gone) || power(w, dev, add, gone))
			st->relist = 0;
	}
}

static void trouble(struct world *w)
{
	int dev = (int)rnd(w, w->devs);
	switch (rnd(w, 5)) {
	case 0: /* a wrong clock: years off, either way */
		w->st[dev].off = (int64_t)rnd(w, 7) * INT64_C(31536000000) * (rnd(w, 2) ? 1 : -1);
		break;
	case 1:
		w->st[dev].offline ^= 1;
		break;
	case 2: /* a tab is opened again */
		w->tab[dev].has_prop = 0;
		memset(w->tab[dev].busy, 0, NCLASS);
		tab_read(w, dev);
		break;
	case 3: /* a tab no longer waits for its answer, which may yet come */
		memset(w->tab[tab_of(w)].busy, 0, NCLASS);
		break;
	default:
		if (w->st[dev].denied && online(w, dev) && !w->st[dev].heal)
			rejoin(w, dev);
		break;
	}
}

static void backup_step(struct world *w)
{
	if (w->hostile == A_ROLLBACK && w->armed && w->backups) {
		uint8_t g = w->srv[0].generation;
		w->srv[0] = w->backup;
		w->srv[0].generation = g;
		w->armed = 0;
		TRACE(w, "the server rolls back and says nothing\n");
	} else if (!w->backups || (rnd(w, 3) == 0 && !w->restored)) {
		w->backup = w->srv[0];
		w->backups = 1;
		TRACE(w, "backup\n");
	} else if (!w->restored && !w->hostile && rnd(w, 2)) {
		w->restored = 1;
		w->minute += rnd(w, WEEK);
		server_restore(w);
		TRACE(w, "the server is restored from its backup\n");
	}
}

static void arm(struct world *w)
{
	if (!w->hostile || w->armed || w->forked)
		return;
	w->armed = 1;
	w->victim = (uint8_t)rnd(w, 3);
	if (w->hostile == A_FORK)
		fork_server(w);
	TRACE(w, "hostile act %d against store %d\n", w->hostile, w->victim);
}

static void network_step(struct world *w)
{
	int k = w->msgs ? (int)rnd(w, w->msgs) : -1;
	unsigned x = rnd(w, 10);
	if (k < 0)
		return;
	if (x == 0) {
		TRACE(w, "lost: type %d tab %d\n", w->msg[k].type, w->msg[k].tab);
		drop(w, k);
	} else if (x == 1 && slot(w)) {
		*slot(w) = w->msg[k];
		w->msgs++;
	} else
		deliver(w, k);
}

static int stream_of(struct world *w, int tab)
{
	const struct store *st = &w->st[w->tab[tab].store];
	int cls = (int[]){CM, CS, CS, own_class(st->member)}[rnd(w, 4)], s = at(st, cls);
	/* after a go-on the fresh stream is looked for too */
	if (s < NCLASS && w->srv[0].c[s + NCLASS].m.n && st->c[s].m.n >= w->srv[0].c[s].m.n && cls != CS)
		s += NCLASS;
	return s;
}

/* Deliver what was sent since; older messages stay under way. */
static void flush(struct world *w, int from)
{
	while (w->msgs > from)
		deliver(w, from);
}

static void round_of(struct world *w, int tab)
{
	struct store *st = &w->st[w->tab[tab].store];
	int from = w->msgs, dev = w->tab[tab].store,
	    order[] = {CM, CM + NCLASS, own_class(st->member), own_class(st->member) + NCLASS, CS, CS + NCLASS};
	if (!online(w, dev) || tab > w->devs)
		return;
	if (w->tab[tab].has_prop)
		commit(w, tab);
	heads(w, tab);
	flush(w, from);
	for (int i = 0; i < 6; i++)
		for (unsigned was = UINT32_MAX, k = 0; k < MAXN && online(w, dev); k++) {
			if (order[i] >= NCLASS && !st->mode[cls_of(order[i])] &&
			    (cls_of(order[i]) == CS || !w->srv[0].c[order[i]].m.n))
				break;
			was = w->tab[tab].n[order[i]];
			fetch(w, tab, order[i]);
			flush(w, from);
			if (was == w->tab[tab].n[order[i]])
				break;
		}
	chores(w, dev);
	push(w, tab, CS);
	flush(w, from);
	push(w, tab, own_class(st->member));
	flush(w, from);
	for (int g = 0; g < NGATE && dev < 3; g++)
		gate_send(w, dev, g);
	flush(w, from);
}

static void restore_step(struct world *w, int dev)
{
	switch (rnd(w, 8)) {
	case 0:
	case 1:
		backup_step(w);
		break;
	case 2: /* a person who does not wait: others have not given back yet what they hold */
		if (!w->srv[0].healing || w->hostile)
			break;
		round_of(w, dev + 1);
		if (go_on(w, dev, &w->srv[0]))
			w->went_on = 1;
		break;
	case 3:
		if (w->theme == 6)
			power_step(w);
		else
			erase_step(w);
		break;
	case 4: /* hours ahead: what counts is the clamped clock, and that moves when a page is received anew */
		w->st[dev].off = (int64_t)rnd(w, 3000) * 60000;
		break;
	default:
		chores(w, dev);
		break;
	}
}

/* Every schedule has a theme, so that rare things meet each other often enough. */
static void theme_step(struct world *w, int tab)
{
	int dev = w->tab[tab].store;
	switch (w->theme) {
	case 1:
	case 6:
		restore_step(w, dev);
		break;
	case 2:
		if (rnd(w, 3) == 0)
			power_step(w);
		else
			trouble(w);
		break;
	case 3:
		gate_step(w);
		break;
	case 4:
		erase_step(w);
		break;
	case 5:
		w->st[dev].off = ((int64_t)rnd(w, 2001) - 1000) * 60000 * (rnd(w, 3) ? 1 : 5000);
		w->minute += rnd(w, 200);
		break;
	default:
		network_step(w);
		break;
	}
}

static void step(struct world *w, uint64_t seed)
{
	unsigned x;
	int tab;
	w->rng = seed;
	x = rnd(w, 100);
	tab = tab_of(w);
	if (rnd(w, 6) == 0)
		theme_step(w, tab);
	else if (rnd(w, 8) == 0)
		round_of(w, tab);
	else if (x < 14)
		write_step(w, true);
	else if (x < 18)
		write_step(w, false);
	else if (x < 24) {
		if (w->tab[tab].has_prop)
			commit(w, tab);
	} else if (x < 38)
		push(w, tab, (int[]){CS, own_class(w->st[w->tab[tab].store].member)}[rnd(w, 2)]);
	else if (x < 56)
		fetch(w, tab, stream_of(w, tab));
	else if (x < 61)
		heads(w, tab);
	else if (x < 82)
		network_step(w);
	else if (x < 85)
		w->minute += rnd(w, rnd(w, 4) ? 5 : 1500);
	else if (x < 89)
		trouble(w);
	else if (x < 91)
		erase_step(w);
	else if (x < 94)
		gate_step(w);
	else if (x < 95)
		power_step(w);
	else if (x < 97)
		chores(w, w->tab[tab].store);
	else if (x < 99)
		backup_step(w);
	else if (w->hostile)
		arm(w);
	else if (rnd(w, 4) == 0 && go_on(w, w->tab[tab].store, &w->srv[0]))
		w->went_on = 1;
}

/* ---- a schedule from beginning to rest ---- */

static void found(struct world *w, int dev, struct ev e)
{
	struct msg m = {.type = M_PUSH, .k = 1};
	e.kind = STRUCTURE;
	e.good = 1;
	e.dev = (uint8_t)dev;
	e.member = w->st[dev].member;
	e.id = w->ids++;
	e.dev_seq = (uint16_t)(w->srv[0].c[e.stream].m.seq[dev] + 1);
	e.base_R = w->srv[0].c[e.stream].R[0];
	w->edit[e.id] = (struct edit){.member = e.member, .cls = e.stream, .kind = STRUCTURE};
	set_bit(w->st[dev].mine, e.id);
	sign(&e);
	m.ev[0] = keep(w, e);
	if (server_push(w, &w->srv[0], &m, dev) != V_OK)
		fail(w, "model: the founding is refused");
}

static void begin(struct world *w)
{
	memset(w, 0, offsetof(struct world, msg));
	w->minute = T0;
	w->pools = w->ids = 1;
	server_reset(&w->srv[0]);
	for (int d = 0; d < 3; d++)
		store_reset(w, d, d == 2);
	for (int t = 0; t < NTAB; t++)
		w->tab[t] = (struct tab){.store = (uint8_t)(t ? t - 1 : 0)};
	found(w, 0, (struct ev){.stream = CM, .op = OP_DEVICES, .mask = 3, .gate = 3, .ver = 1});
	found(w, 2, (struct ev){.stream = CM, .op = OP_DEVICES, .mask = 4, .gate = 4, .ver = 1});
	found(w, 0, (struct ev){.stream = CM, .op = OP_GRANT, .mask = 7, .ver = 1});
	found(w, 0, (struct ev){.stream = CA, .op = OP_GRANT, .mask = 3, .gate = 3, .ver = 1});
	found(w, 2, (struct ev){.stream = CB, .op = OP_GRANT, .mask = 4, .gate = 4, .ver = 1});
	w->backup = w->srv[0];
}

static bool at_rest(const struct world *w)
{
	for (int d = 0; d < w->devs; d++) {
		const struct store *st = &w->st[d];
		if (!online(w, d) || (st->denied && w->hostile))
			continue;
		if (st->outs[CM] + st->outs[CA] + st->outs[CB] + st->outs[CS] || !whole(w, d) || st->heal)
			return false;
		if (st->generation != w->srv[0].generation || !(w->srv[0].fold.listed & mask_of(d)) || st->paper ||
		    st->relist)
			return false;
	}
	return !w->srv[0].healing;
}

static void come_to_rest(struct world *w)
{
	bool rest = false;
	w->armed = 0;
	for (int d = 0; d < w->devs; d++)
		w->st[d].offline = 0;
	if (w->forked == 1)
		join_fork(w);
	flush(w, 0);
	for (int r = 0; r < 40 && !rest; r++) {
		for (int t = 0; t < NTAB; t++)
			round_of(w, t);
		for (int d = 0; d < w->devs; d++)
			if (w->st[d].denied && online(w, d) && !w->hostile)
				rejoin(w, d);
		for (int d = 0; d < w->devs && r > 6 && w->srv[0].healing; d++)
			if (online(w, d) && go_on(w, d, &w->srv[0]))
				w->went_on = 1;
		rest = at_rest(w);
	}
	for (int t = 0; t < NTAB && w->hostile; t++)
		round_of(w, t); /* heads are asked for again and again: once more after the last word */
	if (!rest && !w->hostile)
		fail(w, "it does not come to rest");
}

static const char *run(struct world *w, int hostile, int theme, const uint64_t *steps, int n, bool trace)
{
	begin(w);
	w->hostile = (uint8_t)hostile;
	w->theme = (uint8_t)theme;
	w->trace = trace;
	for (int i = 0; i < n && !w->fail; i++)
		step(w, steps[i]);
	w->trace = trace && getenv("LONG");
	come_to_rest(w);
	w->trace = trace;
	if (hostile)
		check_hostile(w);
	else
		check_honest(w);
	if (trace)
		for (int d = 0; d < w->devs; d++)
			print_store(w, d);
	return w->fail;
}

/* Every fifth schedule has a faulty server. */
static int plan(uint64_t seed, uint64_t *steps, int *hostile)
{
	struct world *w = &world;
	int n;
	w->rng = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	n = 60 + (int)rnd(w, STEPS_MAX - 59);
	*hostile = seed % 5 == 4 ? 1 + (int)rnd(w, ACTS - 1) : 0;
	for (int i = 0; i < n; i++)
		steps[i] = (uint64_t)rnd(w, UINT32_MAX) << 32 | rnd(w, UINT32_MAX);
	return n;
}

/* Take out ever smaller pieces as long as the same thing goes wrong. */
static void shrink(uint64_t seed, const char *why)
{
	static uint64_t steps[STEPS_MAX], less[STEPS_MAX];
	int hostile, n = plan(seed, steps, &hostile);
	for (int size = n / 2; size; size /= 2)
		for (int from = 0; from + size <= n;) {
			const char *now;
			memcpy(less, steps, sizeof less);
			memmove(less + from, less + from + size, (size_t)(n - from - size) * sizeof *less);
			now = run(&world, hostile, (int)(seed % 7), less, n - size, false);
			if (now && !strcmp(now, why)) {
				memcpy(steps, less, sizeof less);
				n -= size;
			} else
				from += size;
		}
	printf("%d steps, hostile act %d:\n", n, hostile);
	run(&world, hostile, (int)(seed % 7), steps, n, true);
}

static int schedules(uint64_t from, uint64_t count, bool loud, uint64_t *at_seed)
{
	static uint64_t steps[STEPS_MAX];
	for (uint64_t seed = from; seed < from + count; seed++) {
		int hostile, n = plan(seed, steps, &hostile);
		const char *why = run(&world, hostile, (int)(seed % 7), steps, n, false);
		if (!why)
			continue;
		*at_seed = seed;
		if (loud) {
			printf("seed %" PRIu64 ": %s\n", seed, why);
			shrink(seed, why);
		}
		return 1;
	}
	return 0;
}

static const char *const mutants[MUTANTS] = {
    [R_WITHOUT_MINUTE] = "R_n without the minute",
    [HLC_UNCLAMPED] = "HLC not clamped",
    [APPEND_LAX] = "append without the check of the stored number",
    [PENDING_KEPT] = "an own event stays pending after it came back",
    [BASE_FALLS] = "base_n may fall",
    [NEVER_RESIGN] = "the outbox is never signed anew",
    [ACK_ENDS_PENDING] = "an acknowledgement is final",
    [HEADS_AGAINST_NOW] = "heads held against what came after the question",
    [NO_SECOND_LOOK] = "alarm without reading M again",
    [COPIED_BY_BYTES] = "own number with other bytes is a copied device",
    [OWN_HEADS_SUFFICE] = "writing begins when one device is healed",
    [GATE_RESTORED] = "a restore keeps the gate table",
    [GATE_UNCOUNTED] = "gate messages without a counter",
    [RESEAL_RAW] = "sealed again with the raw HLC",
    [LATE_PAGE_TAKEN] = "pages of an older generation are taken",
    [STUB_BELIEVED] = "a stub needs no erase",
    [HELD_AS_OTHERS] = "held events obey dev_seq and base",
    [OLD_EPOCH_TAKEN] = "the server takes an old epoch after a rotation",
    [BASE_R_IGNORED] = "base_R is not compared",
    [LEFT_OUT_ALARMS] = "a device left out of a heal raises an alarm",
    [TORN_KEPT] = "grants may be partial and nobody mends them",
};

static int all_mutants(uint64_t within)
{
	int missed = 0;
	for (int m = 1; m < MUTANTS; m++) {
		uint64_t seed = 0;
		mutant = (enum mutant)m;
		if (!mutants[m])
			continue;
		if (schedules(0, within, false, &seed))
			printf("noticed  %-58s seed %6" PRIu64 ": %s\n", mutants[m], seed, world.fail);
		else {
			printf("MISSED   %s\n", mutants[m]);
			missed++;
		}
	}
	return missed;
}

int main(int argc, char **argv)
{
	uint64_t seed = 0, count = 100000;
	if (argc > 3)
		mutant = (enum mutant)atoi(argv[3]);
	if (argc > 1 && !strcmp(argv[1], "mutants"))
		return all_mutants(argc > 2 ? strtoull(argv[2], NULL, 10) : 40000) != 0;
	if (argc > 2 && !strcmp(argv[1], "seed"))
		return schedules(strtoull(argv[2], NULL, 10), 1, true, &seed);
	if (argc > 1)
		count = !strcmp(argv[1], "full") ? 1000000 : strtoull(argv[1], NULL, 10);
	if (schedules(argc > 2 ? strtoull(argv[2], NULL, 10) : 0, count, true, &seed))
		return 1;
	printf("%" PRIu64 " schedules, every fifth with a faulty server: all hold\n", count);
	return 0;
}

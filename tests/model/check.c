/* check.c - what must hold at every quiescent end. */
#include "model.h"
#include <stdio.h>
#include <string.h>

struct row {
	uint64_t hlc, n;
	uint32_t minute;
	uint16_t id;
	uint8_t dev;
};
struct table {
	struct row r[2][NREC];
};

static bool later(const struct row *a, const struct row *b)
{
	if (a->hlc != b->hlc)
		return a->hlc > b->hlc;
	if (a->minute != b->minute)
		return a->minute > b->minute;
	return a->n != b->n ? a->n > b->n : a->dev > b->dev;
}

static void row_add(struct table *t, const struct ev *e, uint64_t n, uint32_t minute)
{
	struct row r = {clamp(e->hlc, minute), n, minute, e->id, e->dev};
	struct row *old = &t->r[e->member][e->rec];
	if (e->good && (e->kind == CONTENT || e->kind == HELD) && (!old->id || later(&r, old)))
		*old = r;
}

/* The record table of one class as a store sees it: the log in any order, then what waits in the outbox. */
static void table_of(const struct world *w, int dev, int cls, unsigned upto, struct table *t)
{
	const struct store *st = &w->st[dev];
	memset(t, 0, sizeof *t);
	for (int s = cls; s < NSTREAM; s += NCLASS)
		for (unsigned n = 1; n <= st->c[s].m.n && n <= upto; n++) {
			struct frame f = st->c[s].f[n];
			const struct ev *e = &w->pool[f.ev];
			bool kept = mutant == PENDING_KEPT && e->dev == dev;
			if (!f.stub && e->kind != STRUCTURE && st->fold.named[s][e->epoch] & mask_of(dev))
				row_add(t, e, kept ? UINT64_MAX : n + (uint64_t)s * 1000, kept ? UINT32_MAX : f.minute);
		}
}

void print_store(const struct world *w, int dev)
{
	const struct store *st = &w->st[dev];
	printf("  store %d member %d alive %d alarm %d denied %d heal %d gen %d listed %02x stale %d%d%d%d out %d %d "
	       "%d %d n",
	       dev, st->member, st->alive, st->alarm, st->denied, st->heal, st->generation, st->fold.listed,
	       st->stale[0], st->stale[1], st->stale[2], st->stale[3], st->outs[0], st->outs[1], st->outs[2],
	       st->outs[3]);
	for (int s = 0; s < NSTREAM; s++)
		printf(" %d", st->c[s].m.n);
	printf("\n");
}

static bool speaks(const struct world *w, int dev)
{
	const struct store *st = &w->st[dev];
	return st->alive && !st->alarm && w->srv[0].fold.listed & mask_of(dev);
}

/* Numbers without a gap, bases and clocks that never fall, device by device. */
static void check_chain(struct world *w, const struct chain *c)
{
	uint16_t seq[NDEV] = {0}, base[NDEV] = {0};
	uint64_t hlc[NDEV] = {0};
	for (int n = 1; n <= c->m.n; n++) {
		const struct ev *e = &w->pool[c->f[n].ev];
		if (e->kind == HELD)
			continue;
		if (e->dev_seq != ++seq[e->dev])
			fail(w, "dev_seq has a gap");
		if (e->base_n < base[e->dev])
			fail(w, "base_n falls for a device");
		if (e->kind != STRUCTURE && e->hlc < hlc[e->dev] && !w->restored && w->devs == 3)
			fail(w, "the HLC of a device falls");
		base[e->dev] = e->base_n;
		hlc[e->dev] = e->hlc;
	}
}

static void check_store(struct world *w, int dev)
{
	const struct store *st = &w->st[dev];
	uint64_t own = st->wall_max, world = ((uint64_t)w->minute + 10) * 60000 << 16;
	for (int c = 0; c < NCLASS; c++)
		if (st->outs[c])
			fail(w, "an outbox does not empty");
	for (int s = 0; s < NSTREAM; s++) {
		const struct chain *a = &st->c[s], *b = &w->srv[0].c[s];
		if (!may_read(st->member, s)) {
			if (a->m.n)
				fail(w, "a private event reached the partner");
			continue;
		}
		if (a->m.n != b->m.n || a->R[a->m.n] != b->R[b->m.n])
			fail(w, "two clients differ in R_n");
		for (int n = 1; n <= a->m.n && n <= b->m.n; n++)
			if (a->f[n].stub != b->f[n].stub && !w->went_on)
				fail(w, "a stub here is a page there");
	}
	if (st->hlc > (own > world ? own : world) + 4096)
		fail(w, "the HLC was poisoned by another's clock");
}

static bool stands(const struct world *w, unsigned id)
{
	const struct chain *c = &w->srv[0].c[w->srv[0].pos[id] >> 8];
	unsigned n = w->srv[0].pos[id] & 255;
	return n && n <= c->m.n && w->pool[c->f[n].ev].id == id && !c->f[n].stub;
}

static void check_overtaken(struct world *w, int cls, unsigned id, const struct table *t)
{
	const struct edit *e = &w->edit[id];
	uint16_t win;
	if (e->cls != cls || e->kind != CONTENT || !e->good || !e->first || !stands(w, id))
		return;
	win = t->r[e->member][e->rec].id;
	if (win && w->edit[win].first && e->first > w->edit[win].first)
		fail(w, "an older version overtook a newer one");
}

static void check_tables(struct world *w)
{
	for (int cls = CA; cls <= CS; cls++) {
		struct table first, t;
		int seen = -1;
		for (int d = 0; d < w->devs; d++) {
			if (!speaks(w, d) || !may_read(w->st[d].member, cls))
				continue;
			table_of(w, d, cls, MAXN, &t);
			if (seen >= 0 && memcmp(&t, &first, sizeof t))
				fail(w, "two clients differ in a record");
			first = t;
			seen = d;
		}
		for (unsigned id = 1; id < w->ids && seen >= 0; id++)
			check_overtaken(w, cls, id, &first);
	}
}

static void check_edit(struct world *w, unsigned id, unsigned alive)
{
	const struct edit *d = &w->edit[id];
	unsigned found = 0, stubs = 0, who = w->went_on ? alive & members_of(w, d->member) : alive;
	if (d->kind == STRUCTURE || (d->kind == HELD && !w->restored))
		return;
	for (int s = d->cls; s < NSTREAM; s += NCLASS)
		for (int n = 1; n <= w->srv[0].c[s].m.n; n++)
			if (w->pool[w->srv[0].c[s].f[n].ev].id == id) {
				found++;
				stubs += w->srv[0].c[s].f[n].stub;
			}
	if (found > 1)
		fail(w, "an event stands twice");
	if (d->kind == HELD)
		return;
	if (!found && !bit(w->srv[0].erased, id) && ((d->acked && !w->restored) || d->holders & who))
		fail(w, d->acked ? "an acknowledged event is lost" : "an event is lost that its author has");
	if (!bit(w->srv[0].erased, id) && stubs && !w->went_on)
		fail(w, "a page became a stub without an erase");
	if (bit(w->srv[0].erased, id) && found && !stubs)
		fail(w, "an erased page is whole");
}

void check_honest(struct world *w)
{
	unsigned alive = 0;
	for (int d = 0; d < w->devs; d++) {
		if (w->st[d].alarm)
			fail(w, "a false alarm");
		if (speaks(w, d))
			alive |= mask_of(d);
	}
	for (int s = 0; s < NSTREAM; s++)
		check_chain(w, &w->srv[0].c[s]);
	for (int d = 0; d < w->devs; d++)
		if (alive & mask_of(d))
			check_store(w, d);
	check_tables(w);
	for (unsigned id = 1; id < w->ids; id++)
		check_edit(w, id, alive);
	for (int g = 0; g < NGATE; g++)
		if (w->st[0].gate_of[g] == W_PUT && w->st[2].gate_of[g] == W_PUT && speaks(w, 0) && speaks(w, 2))
			fail(w, "a gate stays shut with both answers given");
}

/* Under a faulty server a device may stop with an alarm, or wait; what it believes must still be true. */
void check_hostile(struct world *w)
{
	for (int d = 0; d < w->devs; d++) {
		const struct store *st = &w->st[d];
		if (!st->alive || st->alarm || st->denied)
			continue;
		for (int s = 0; s < NSTREAM; s++) {
			const struct chain *a = &st->c[s], *b = &w->srv[0].c[s];
			if (a->m.n > b->m.n || a->R[a->m.n] != b->R[a->m.n])
				fail(w, "another history is believed without an alarm");
			for (int n = 1; n <= a->m.n && n <= b->m.n; n++)
				if (a->f[n].minute != b->f[n].minute)
					fail(w, "another minute is believed without an alarm");
				else if (a->f[n].stub && !b->f[n].stub &&
				         !bit(w->srv[0].erased, w->pool[a->f[n].ev].id))
					fail(w, "a page is hidden without an alarm");
		}
	}
}

/* prop_log.c - random lives of a couple: whatever the order in which streams are read, in whatever pieces, with saving
 * and loading between, verified or trusted, the log is the same to the byte. */
#include <stdio.h>
#include <stdlib.h>

#include "house.h"
#include "seeded.h"
#include "wire/cbor.h"

/* Which devices of each member are in its list. */
static uint32_t mask[2];

static uint32_t any_device(uint32_t m)
{
	for (;;) {
		uint32_t d = seeded_below(HOUSE_DEVICES);
		if ((mask[m] >> d & 1) != 0)
			return d;
	}
}

/* A device comes (until three are listed or all were used), or one goes and keys change. */
static void move_device(struct house *h, uint32_t m, uint32_t *used)
{
	struct structure st;
	uint32_t by = any_device(m);
	if (*used < HOUSE_DEVICES && (__builtin_popcount(mask[m]) < 2 || seeded_below(2) == 0)) {
		mask[m] |= 1u << (*used)++;
		house_devices(h, m, by, mask[m]);
		for (uint32_t e = 1; e <= h->sk.epoch; e++) {
			house_grant(h, ring_at(&h->ring, h->s.stream, e), 1u << m, &st);
			house_do(h, &h->m, m, by, &st);
		}
		for (uint32_t e = 1; e <= h->pk[m].epoch; e++) {
			house_grant(h, ring_at(&h->ring, h->p[m].stream, e), 1u << m, &st);
			house_do(h, &h->p[m], m, by, &st);
		}
	} else if (__builtin_popcount(mask[m]) > 1) {
		mask[m] &= ~(1u << any_device(m));
		by = any_device(m);
		house_devices(h, m, by, mask[m]);
		house_rekey(h, m, by);
	}
}

static void live(struct house *h, uint64_t seed, uint32_t events)
{
	uint32_t used[2] = {1, 1};
	house_found(h, seed);
	house_join(h);
	mask[0] = mask[1] = 1;
	for (uint32_t i = 0; i < events; i++) {
		uint32_t m = seeded_below(2), what = seeded_below(20);
		if (what == 0)
			move_device(h, m, &used[m]);
		else if (what == 1)
			house_rekey(h, m, any_device(m));
		else
			house_say(h, what % 2 == 0 ? &h->s : &h->p[m], m, any_device(m), "a day");
	}
}

static void saved(const struct log *l, struct buf *b)
{
	buf_init(b, alloc_heap(), (size_t)1 << 26);
	struct cbor_w w = cbor_writer(b);
	log_save(l, &w);
	MUST(w.st == ST_OK && cbor_check(buf_span(b)) == ST_OK);
}

static struct log *again(struct log *l)
{
	struct buf b, c;
	struct log *back;
	saved(l, &b);
	MUST(log_load(alloc_heap(), buf_span(&b), &back) == ST_OK);
	saved(back, &c);
	MUST(span_equal(buf_span(&b), buf_span(&c)));
	buf_clear(&b);
	buf_clear(&c);
	log_free(l);
	return back;
}

/* M may not be behind what refers to it; ST_BUSY says so, and then it is M's turn. */
static struct log *read_shuffled(struct house *h, uint32_t m, enum log_trust trust)
{
	struct log *l = house_log(h, m, 0);
	struct tape *t[] = {&h->m, &h->s, &h->p[m]};
	for (;;) {
		size_t i = seeded_below(3);
		const struct log_head *head = log_head_find(l, t[i]->stream);
		uint64_t more = t[i]->n - head->n;
		enum status st = house_feed(t[i], l, head->n + (more == 0 ? 0 : 1 + seeded_below((uint32_t)more)), trust);
		if (st == ST_BUSY && i != 0)
			st = house_feed(&h->m, l, h->m.n, trust);
		MUST(st == ST_OK);
		if (seeded_below(4) == 0)
			l = again(l);
		bool done = true;
		for (size_t k = 0; k < 3; k++)
			done = done && log_head_find(l, t[k]->stream)->n == t[k]->n;
		if (done)
			return l;
	}
}

static struct log *read_plain(struct house *h, uint32_t m, enum log_trust trust)
{
	struct log *l = house_log(h, m, 0);
	struct tape *t[] = {&h->m, &h->p[m], &h->s};
	for (size_t i = 0; i < 3; i++)
		MUST(house_feed(t[i], l, t[i]->n, trust) == ST_OK);
	return l;
}

static void same(struct log *a, struct log *b)
{
	struct buf x, y;
	saved(a, &x);
	saved(b, &y);
	MUST(span_equal(buf_span(&x), buf_span(&y)));
	buf_clear(&x);
	buf_clear(&y);
	log_free(b);
}

int main(int argc, char **argv)
{
	uint64_t rounds = argc > 1 ? (uint64_t)atol(argv[1]) : 60;
	static struct house h;
	for (uint64_t seed = 1; seed <= rounds; seed++) {
		live(&h, seed, 60);
		for (uint32_t m = 0; m < 2; m++) {
			struct log *want = read_plain(&h, m, LOG_VERIFY);
			same(want, read_plain(&h, m, LOG_STORED));
			same(want, read_shuffled(&h, m, LOG_VERIFY));
			for (int i = 0; i < 5; i++)
				same(want, read_shuffled(&h, m, LOG_STORED));
			log_free(want);
		}
		house_clear(&h);
	}
	printf("%llu lives\n", (unsigned long long)rounds);
	return 0;
}

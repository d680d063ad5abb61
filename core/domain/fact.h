/* fact.h - what the domain may know: the newest version of every readable record, as plain bodies.
 * Layer:  core/domain.  May include: core/base, core/wire.  Knows meaning, never keys, streams or bytes on the wire. */
#ifndef HEARTH_FACT_H
#define HEARTH_FACT_H
#include "wire/event.h"

struct fact {
	uint64_t at_ms; /* when it was written, by the clamped clock */
	uint8_t id[16];
	const struct event_type *t;
	struct span body; /* checked CBOR; empty when cold */
	bool mine;   /* written by this person (on any device) */
	bool shared; /* both can read it */
	bool sent;   /* the server has it */
	bool cold;   /* its text was left out of the snapshot; the session can bring it back */
};

/* All facts, newest first.  Borrowed: valid until the core changes. */
struct facts {
	const struct fact *v;
	size_t n;
};

/** facts_next(f, type, from): index of the next fact of a type at or after `from`, f->n when there is none.  With FACT_MINE
 * only own ones. */
enum fact_filter { FACT_ANY = 0, FACT_MINE = 1, FACT_THEIRS = 2 };
static inline size_t facts_next(const struct facts *f, enum record_type type, enum fact_filter who, size_t from)
{
	for (; from < f->n; from++) {
		const struct fact *x = &f->v[from];
		if (x->t->number == type && (who == FACT_ANY || (who == FACT_MINE) == x->mine) && !x->cold)
			return from;
	}
	return f->n;
}

#endif

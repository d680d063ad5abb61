/* fault_alloc.h - an allocator for tests: refuses the Nth request, counts what is held, and keeps callers honest.
 * Every resize moves the block and every freed block is overwritten first, so a stale pointer shows; a wrong `old`
 * size ends the test on the spot. */
#ifndef HEARTH_FAULT_ALLOC_H
#define HEARTH_FAULT_ALLOC_H
#include "base/alloc.h"

struct fault_alloc {
	struct alloc a;       /* hand &f.a to the code under test */
	size_t requests;      /* allocations and growths asked for so far */
	size_t fail_at;       /* the request to refuse, counted from 1; 0: none */
	size_t refused;       /* how often that happened */
	size_t blocks, bytes; /* held now: not 0 at the end is a leak */
};

/** fault_init(f, fail_at): ready; f must stay where it is while it is used. */
void fault_init(struct fault_alloc *f, size_t fail_at);

#endif

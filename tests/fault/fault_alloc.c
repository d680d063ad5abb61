/* fault_alloc.c - the allocator that refuses. */
#include "fault_alloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC UINT64_C(0x68656172746821)
#define HEAD 32u /* keeps the payload aligned to 16 */

struct head {
	uint64_t magic;
	size_t n;
};

static void give_back(struct fault_alloc *f, uint8_t *block, size_t n)
{
	f->blocks--;
	f->bytes -= n;
	memset(block, 0xdd, HEAD + n);
	free(block);
}

static void *fault_fn(void *ctx, void *p, size_t old, size_t n)
{
	struct fault_alloc *f = ctx;
	uint8_t *block = p == NULL ? NULL : (uint8_t *)p - HEAD;
	struct head h = {MAGIC, 0};
	if (block != NULL)
		memcpy(&h, block, sizeof h);
	if (h.magic != MAGIC || h.n != old) {
		fprintf(stderr, "fault_alloc: block of %zu bytes said to have %zu\n", h.n, old);
		abort();
	}
	if (n == 0) {
		if (block != NULL)
			give_back(f, block, old);
		return NULL;
	}
	if (++f->requests == f->fail_at) {
		f->refused++;
		return NULL;
	}
	uint8_t *to = malloc(HEAD + n);
	if (to == NULL)
		abort();
	memset(to, 0xaa, HEAD + n);
	h.n = n;
	memcpy(to, &h, sizeof h);
	f->blocks++;
	f->bytes += n;
	if (block != NULL) {
		memcpy(to + HEAD, p, old < n ? old : n);
		give_back(f, block, old);
	}
	return to + HEAD;
}

void fault_init(struct fault_alloc *f, size_t fail_at)
{
	*f = (struct fault_alloc){{fault_fn, f}, 0, fail_at, 0, 0, 0};
}

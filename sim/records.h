/* records.h - the records of one simulated person, as the domain reads them: newest first, bodies in CBOR.
 * Layer:  sim. */
#ifndef HEARTH_SIM_RECORDS_H
#define HEARTH_SIM_RECORDS_H
#include "base/buf.h"
#include "domain/fact.h"
#include "domain/pack.h"
#include "sim/sim.h"

struct records {
	struct fact *v; /* filled from the end, so that the newest is always the first */
	size_t max, n;
	uint8_t *bytes;
	size_t bytes_max, bytes_len;
	struct buf draft;
};

/** records_new(r, weeks): room for a life of so many weeks.  ST_NOMEM. */
MUST_USE enum status records_new(struct records *r, uint32_t weeks);
void records_free(struct records *r);
void records_reset(struct records *r); /* an empty life in the same room */
struct facts records_facts(const struct records *r);

/* Each writes one own record; more than there is room for is left out. */
void records_start(struct records *r, unsigned wish, unsigned around, int32_t day);
void records_time(struct records *r, int32_t minutes, unsigned when, unsigned days, bool table);
void records_causes(struct records *r, uint64_t causes, int32_t day);
void records_span(struct records *r, enum record_type type, int32_t from, int32_t until); /* light, hard */
/* answers: value of each item of the pack's constructs in their order, -1 left out */
struct record_answer {
	struct span item;
	int32_t value;
};
/** records_reflection(r, path, day, v, n): a whole reflection; items with -1 are left out. */
void records_reflection(struct records *r, unsigned path, int32_t day, const struct record_answer *v, size_t n);

struct record_step {
	struct span exercise;
	uint32_t size;
	int32_t day;
	uint32_t what;
	int32_t close, comfort; /* -1: passed over */
	const char *reason;     /* NULL: not said */
};
/** records_step(r, s): what became of a step. */
void records_step(struct records *r, const struct record_step *s);

#endif

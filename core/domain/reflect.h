/* reflect.h - the private reflection in slices: which items are due, and how an answer counts.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Slices: 1 first evening, 2 day two, 3 day five, 4 the whole (28 days after the last whole, or after slice 3), 5 pulse
 * (the items of slice 1, 14 days after anything).  Day one is the start record's day. Invariants: (1) items on sexual
 * life, the gap of desire and shame only when the words record asks for sexual content; (2) nothing is due in a hard
 * week; (3) at most one slice is due on a day. Tests:  unit/test_reflect.c */
#ifndef HEARTH_REFLECT_H
#define HEARTH_REFLECT_H
#include "domain/fact.h"

struct pack;

enum slice { SLICE_NONE = 0, SLICE_FIRST = 1, SLICE_TWO = 2, SLICE_THREE = 3, SLICE_WHOLE = 4, SLICE_PULSE = 5 };
#define REFLECT_PREFER_NOT 11

/* Every item of the pack, found once for a view: answers come by item id. */
#define REFLECT_ITEMS_MAX 128u
#define REFLECT_CONSTRUCTS_MAX 32u
struct reflect_item {
	struct span id, map;
	uint8_t construct; /* place in PACK_REFLECTION */
	uint8_t slice;
	bool reversed;
	bool sexual; /* of a construct that waits until sexual content is asked for */
};
struct reflect_index {
	size_t n;
	struct reflect_item v[REFLECT_ITEMS_MAX];
	uint8_t items[REFLECT_CONSTRUCTS_MAX]; /* of each construct */
};
void reflect_index(const struct pack *p, struct reflect_index *out);

/* Walks the answers of a reflection record: items that the pack knows and that were given a value 0..10, turned so that
 * 10 is the kinder end. */
struct reflect_answers {
	struct cbor_r r;
	size_t left;
};
struct reflect_answers reflect_answers(const struct fact *f);
bool reflect_next(struct reflect_answers *a, const struct reflect_index *ix, size_t *item, int32_t *value);

/** reflect_waits(construct): it waits until sexual content is asked for. */
bool reflect_waits(struct span construct);

/** reflect_sexual(f): the own words record asks for sexual content. */
bool reflect_sexual(const struct facts *f);

struct reflect_query {
	int32_t day;
};
/** reflect_due(f, day): the slice that is due, SLICE_NONE most days. */
enum slice reflect_due(const struct facts *f, int32_t day);
/** reflect_view(f, p, q, w): {due, items:[{id, construct, text, low, high, reversed, help, care}], first}. */
void reflect_view(const struct facts *f, const struct pack *p, const struct reflect_query *q, struct json_w *w);

#endif

/* structure.h - bodies of structure events (spec/event.md 3), readable by both members and the server.
 * Layer:  core/wire.  May include: core/base.  Checks shape and ceilings, never signatures.
 * Tests:  unit/test_structure.c fuzz/fuzz_structure.c */
#ifndef HEARTH_STRUCTURE_H
#define HEARTH_STRUCTURE_H
#include "wire/envelope.h"

#define DEVICES_MAX 16u  /* active devices of a member */
#define GRANT_BOXES_MAX 64u
#define GRANT_PLAIN (3u + 16u + 16u + 4u + 16u + 32u)
#define GRANT_BOX (GRANT_PLAIN + 48u) /* sealed box: 32 key + 16 tag */

enum struct_type { STRUCT_GENESIS = 1, STRUCT_DEVICES = 2, STRUCT_MEMBER = 3, STRUCT_GRANT = 4, STRUCT_REPLACE = 5 };
enum role { ROLE_PARTNER = 1, ROLE_COUNSELLOR = 3 };
enum stream_class { CLASS_M = 0, CLASS_P = 1, CLASS_S = 2, CLASS_C = 3 };

struct device_entry {
	uint8_t id[ID_BYTES], ds[32], dx[32];
};
struct devlist {
	uint32_t version;
	uint32_t count; /* 1..DEVICES_MAX */
	struct device_entry dev[DEVICES_MAX];
	uint8_t sig[64];
};
struct grant_box {
	uint8_t recipient[ID_BYTES];
	uint8_t box[GRANT_BOX];
};
struct structure {
	enum struct_type type;
	uint8_t member[ID_BYTES], iks[32], ikb[32]; /* genesis, member; devices uses member */
	struct devlist list;                         /* genesis, member, devices */
	uint8_t role;                                /* member */
	uint8_t approval[64], approver[ID_BYTES];    /* member */
	uint8_t stream[ID_BYTES], key_id[ID_BYTES];  /* grant */
	uint32_t epoch;                              /* grant, >= 1 */
	uint32_t box_count;                          /* grant, 1..GRANT_BOXES_MAX */
	struct grant_box box[GRANT_BOXES_MAX];       /* grant */
};

/** structure_parse(ct, out): decode one body.  Runs cbor_check first.  ST_MALFORMED, ST_TOOBIG; ST_UNKNOWN for a type
 * or key that this program does not know (never for a known type with wrong shape).  Device ids unique in a list,
 * recipients unique in a grant. */
MUST_USE enum status structure_parse(struct span ct, struct structure *out);

/** structure_write(s, b): append the deterministic CBOR of *s.  structure_parse(structure_write(s)) == s. */
MUST_USE enum status structure_write(const struct structure *s, struct buf *b);

#endif

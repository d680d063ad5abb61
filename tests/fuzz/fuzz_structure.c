/* fuzz_structure.c - an accepted body has one encoding and keeps its ceilings; its signatures are looked at unharmed. */
#include "crypto/verify.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = {data, size};
	static struct structure st;
	struct buf b;
	uint8_t space[ID_BYTES] = {0};
	if (structure_parse(s, &st) != ST_OK)
		return 0;
	HOLDS(st.list.count <= DEVICES_MAX && st.box_count <= GRANT_BOXES_MAX);
	HOLDS(st.type == STRUCT_GRANT ? st.box_count >= 1 && st.epoch >= 1 : st.list.count >= 1);
	buf_init(&b, alloc_heap(), ENV_STRUCT_MAX);
	HOLDS(structure_write(&st, &b) == ST_OK && span_equal(buf_span(&b), s));
	buf_clear(&b);
	enum status list = ST_OK, approval = ST_OK;
	if (st.type != STRUCT_GRANT)
		list = verify_devlist(&st.list, st.member, st.iks);
	if (st.type == STRUCT_MEMBER)
		approval = verify_approval(space, &st, st.iks);
	HOLDS((list == ST_OK || list == ST_FORGED) && (approval == ST_OK || approval == ST_FORGED));
	return 0;
}

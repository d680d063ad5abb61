/* fuzz_grant.c - no bytes but the true box open as a grant, alone or after being put in its place. */
#include "fuzz.h"
#include "house.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct house h;
	static struct structure good, st;
	struct stream_key k;
	if (good.type != STRUCT_GRANT) {
		house_found(&h, 51);
		house_grant(&h, &h.sk, 1, &good);
	}
	st = good;
	memcpy(st.box[0].box, data, size < GRANT_BOX ? size : GRANT_BOX);
	bool same = memcmp(st.box[0].box, good.box[0].box, GRANT_BOX) == 0;
	HOLDS(grant_open(h.space, &st, &st.box[0], &h.dev[0][0].b, &k) == (same ? ST_OK : ST_FORGED));
	if (structure_parse(span_make(data, size), &st) == ST_OK)
		for (uint32_t i = 0; i < st.box_count; i++)
			HOLDS(grant_open(h.space, &st, &st.box[i], &h.dev[0][1].b, &k) == ST_FORGED);
	return 0;
}

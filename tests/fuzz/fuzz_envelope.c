/* fuzz_envelope.c - an accepted envelope is written again to the same bytes; no bytes do harm to those who look on. */
#include "crypto/seal.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = {data, size};
	struct envelope e, whole;
	uint8_t header[ENV_HEADER], R[HASH_BYTES] = {0}, id[ID_BYTES], ds[32] = {9};
	struct stream_key k = {.epoch = 0};
	struct buf b;
	size_t used = 0;
	if (env_parse(s, &e, &used) != ST_OK)
		return 0;
	HOLDS(used <= size && used == ENV_HEADER + e.ct.len + ENV_SIG);
	HOLDS(env_parse(span_make(data, used), &whole, NULL) == ST_OK);
	HOLDS(used == size || env_parse(s, &whole, NULL) != ST_OK);
	env_header_write(&e, (uint32_t)e.ct.len, header);
	HOLDS(memcmp(header, data, ENV_HEADER) == 0);
	chain_next(R, 1, 1, &e, R);
	space_id(&e, id);
	HOLDS(verify_event(&e, ds) == ST_FORGED);
	memcpy(k.stream, e.stream, ID_BYTES);
	memcpy(k.id, e.key_id, ID_BYTES);
	k.epoch = e.epoch;
	buf_init(&b, alloc_heap(), ENV_MAX);
	HOLDS(seal_open(&e, &k, &b) == ST_FORGED && b.len == 0);
	buf_clear(&b);
	return 0;
}

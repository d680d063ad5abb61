/* fuzz_pack.c - a pack that opens can be read in every corner: items find themselves, phases decode, sums agree. */
#include "domain/pack.h"
#include "fuzz.h"

static void folders(const struct pack *p)
{
	size_t n;
	for (unsigned f = 0; f < PACK_FOLDER__MAX; f++) {
		n = pack_count(p, (enum pack_folder)f);
		HOLDS(n <= PACK_ITEMS_MAX);
		for (size_t i = 0; i < n; i++)
			HOLDS(pack_at(p, (enum pack_folder)f, i).len != 0);
		HOLDS(pack_at(p, (enum pack_folder)f, n).len == 0);
	}
	n = pack_words(p);
	HOLDS(n <= PACK_WORDS_MAX && pack_word(p, n).len == 0);
	HOLDS(pack_hash(p).len == 32 && pack_lines(p).len != 0);
}

static void size(const struct pack_size *s)
{
	struct pack_phase phase;
	uint32_t seconds = 0;
	for (size_t i = 0; i < s->phase_count; i++) {
		HOLDS(pack_phase(s, i, &phase) == ST_OK);
		HOLDS(phase.kind <= PACK_CLOSE && phase.keep <= PACK_KEEP_US && phase.seconds <= PACK_SECONDS_MAX);
		HOLDS((phase.kind == PACK_TURN) == (phase.who == 'a' || phase.who == 'b'));
		seconds += phase.seconds;
	}
	HOLDS(seconds == s->seconds && pack_phase(s, s->phase_count, &phase) == ST_NOTFOUND);
}

static void exercises(const struct pack *p)
{
	size_t n, at;
	const struct pack_exercise *e = pack_exercises(p, &n);
	HOLDS(n == pack_count(p, PACK_EXERCISES));
	for (size_t i = 0; i < n; i++) {
		HOLDS(pack_find(p, PACK_EXERCISES, e[i].id, &at) == ST_OK && at == i);
		HOLDS(e[i].grade >= 'A' && e[i].grade <= 'D' && (e[i].x & 1) == 0 && e[i].when <= PACK_ANY_TIME);
		HOLDS(e[i].size_count >= 1 && e[i].size_count <= PACK_SIZES_MAX && e[i].need_count <= PACK_NEEDS_MAX);
		for (size_t k = 0; k < e[i].need_count; k++)
			HOLDS(e[i].needs[k] < n);
		for (size_t k = 0; k < e[i].size_count; k++)
			size(&e[i].sizes[k]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct pack *p = NULL;
	if (pack_open(alloc_heap(), span_make(data, len), &p) != ST_OK) {
		HOLDS(p == NULL);
		return 0;
	}
	folders(p);
	exercises(p);
	pack_free(p);
	return 0;
}

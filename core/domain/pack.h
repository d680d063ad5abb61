/* pack.h - reads a compiled content pack (spec/pack.md).
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: no I/O, clock or randomness; memory from the allocator given to pack_open.
 * Invariants: (1) ids ascend bytewise in every folder; (2) what a struct pack_exercise says was checked when the pack
 *         was opened, so that nothing below can meet malformed bytes.
 * Tests:  unit/test_pack.c fuzz/fuzz_pack.c */
#ifndef HEARTH_PACK_H
#define HEARTH_PACK_H
#include <stdbool.h>

#include "base/alloc.h"
#include "base/span.h"
#include "base/status.h"

#define PACK_ITEMS_MAX 1024u /* files of a folder */
#define PACK_WORDS_MAX 65536u
#define PACK_SIZES_MAX 3u
#define PACK_PHASES_MAX 24u /* of a size */
#define PACK_NEEDS_MAX 8u
#define PACK_SECONDS_MAX 7200u /* of a phase */
#define PACK_BREATH_MAX 10u     /* seconds of a breath in or out */
#define PACK_OPTIONS_MAX 6u

struct pack; /* opaque */

enum pack_folder {
	PACK_EXERCISES,
	PACK_CARDS,
	PACK_PROMPTS,
	PACK_CAUSES,
	PACK_REFLECTION,
	PACK_SAFETY,
	PACK_TRACKS,
	PACK_SHEETS,
	PACK_COMPOSER,
	PACK_TIPS,
	PACK_DARES,
	PACK_OUTINGS,
	PACK_LEARN,
	PACK_HELP,
	PACK_START,
	PACK_FOLDER__MAX
};

/**
 * pack_open(a, bytes, out): check the whole pack (cbor_check included) and index it.  Borrows bytes until pack_free;
 * *out is the caller's.  ST_MALFORMED; ST_UNKNOWN: another version of the format; ST_TOOBIG: more items, words, sizes
 * or phases than the ceilings above; ST_NOMEM.  Bit lists and enumerations with a word this program does not know are
 * ST_MALFORMED, as an unknown contraindication must not be read as none; `helps`, `constructs` and `needs` may name
 * what is not in the pack and then name nothing.  O(bytes).
 */
MUST_USE enum status pack_open(const struct alloc *a, struct span bytes, struct pack **out);
/** pack_free(p): give the index back; NULL is fine.  The bytes stay the caller's. */
void pack_free(struct pack *p);

/* Spans below point into the bytes given to pack_open and live as long. */

/** pack_id, pack_lang, pack_title: texts of the pack itself; empty when it has none. */
struct span pack_id(const struct pack *p);
struct span pack_lang(const struct pack *p);
struct span pack_title(const struct pack *p);
/** pack_hash(p): the 32 bytes that name this pack's content (not verified here: domain knows no hash). */
struct span pack_hash(const struct pack *p);
/** pack_lines(p): help lines by country, one CBOR array.  pack_packs(p): {id, title} of further packs, one CBOR array. */
struct span pack_lines(const struct pack *p);
struct span pack_packs(const struct pack *p);

/** pack_folder_named(name, out): the folder called so ("exercises", ...).  ST_NOTFOUND. */
MUST_USE enum status pack_folder_named(struct span name, enum pack_folder *out);
/** pack_count(p, folder): number of its items. */
size_t pack_count(const struct pack *p, enum pack_folder folder);
/** pack_at(p, folder, i): item i in the order of ids, one CBOR map; empty when i >= pack_count.  O(1). */
struct span pack_at(const struct pack *p, enum pack_folder folder, size_t i);
/** pack_find(p, folder, id, i): its place in the folder.  ST_NOTFOUND.  O(log items). */
MUST_USE enum status pack_find(const struct pack *p, enum pack_folder folder, struct span id, size_t *i);
/** pack_item(p, folder, id, item): the item with that id, one CBOR map with text keys.  ST_NOTFOUND.  O(log items). */
MUST_USE enum status pack_item(const struct pack *p, enum pack_folder folder, struct span id, struct span *item);

/** pack_words(p): number of words; pack_word(p, i): word i, empty when i >= pack_words.  O(1). */
size_t pack_words(const struct pack *p);
struct span pack_word(const struct pack *p, size_t i);

/* ---- exercises, decoded for the planner and the session player */

enum pack_stage { PACK_SAF, PACK_EMO, PACK_AFF, PACK_SEN, PACK_SEX, PACK_MNT };
enum pack_who { PACK_BOTH, PACK_ONE, PACK_EITHER };
enum pack_sure { PACK_WELL_TESTED, PACK_PROMISING, PACK_EXPERIENCE, PACK_LITTLE };
enum pack_touch { PACK_TOUCH_NONE, PACK_TOUCH_AFFECTION, PACK_TOUCH_SENSUAL };
enum pack_energy { PACK_ENERGY_LOW, PACK_ENERGY_MIDDLE, PACK_ENERGY_HIGH };
enum pack_wish { /* bits */
	         PACK_WISH_EASE = 1,
	         PACK_WISH_HEARD = 2,
	         PACK_WISH_AFFECTION = 4,
	         PACK_WISH_FEWER_ROWS = 8,
	         PACK_WISH_ROOM = 16,
	         PACK_WISH_PLAY = 32
};
enum pack_when { /* bits; any is all of them */
	         PACK_MORNING = 1,
	         PACK_DAY = 2,
	         PACK_EVENING = 4,
	         PACK_BED = 8,
	         PACK_ANY_TIME = 15
};
enum pack_place {                       /* bits */
	          PACK_PLACE_TABLE = 1, /* works on one phone between two */
	          PACK_PLACE_ANY = 2,
	          PACK_PLACE_OUT = 4,
	          PACK_PLACE_APART = 8 /* works at a distance too */
};

struct pack_size {
	uint8_t minutes;
	uint8_t phase_count;
	bool table;         /* may run between two plates */
	bool joint;         /* needs two although the exercise is for either */
	uint32_t seconds;   /* sum of its timed phases */
	struct span phases; /* CBOR array, for pack_phase */
};

struct pack_exercise {
	struct span id;
	struct span item; /* CBOR map, all of it */
	enum pack_stage stage;
	enum pack_who who;
	enum pack_sure sure;
	enum pack_touch touch;
	enum pack_energy energy;
	uint8_t grade;       /* 'A'..'D' */
	bool waits;          /* readable and printable, no Begin yet */
	uint8_t wish;        /* enum pack_wish */
	uint8_t when;        /* enum pack_when */
	uint8_t place;       /* enum pack_place */
	uint8_t x;           /* contraindications: bit n is Xn, n 1..7 */
	uint64_t helps;      /* causes: bit n is Bn, n 1..63 */
	uint32_t constructs; /* bit i is pack_at(p, PACK_REFLECTION, i), i 0..31 */
	uint16_t cooldown_days;
	uint8_t need_count, size_count;
	uint16_t needs[PACK_NEEDS_MAX];         /* places in pack_exercises */
	struct pack_size sizes[PACK_SIZES_MAX]; /* smallest first */
};

/** pack_exercises(p, count): all of them in the order of ids (as pack_at); NULL when *count is 0. */
const struct pack_exercise *pack_exercises(const struct pack *p, size_t *count);

enum pack_phase_kind {
	PACK_READY,
	PACK_TURN,
	PACK_TOGETHER,
	PACK_STILL,
	PACK_WRITE,
	PACK_BREATHE,
	PACK_TOUCH,
	PACK_READ,
	PACK_CHOOSE,
	PACK_CLOSE
};
enum pack_keep { PACK_KEEP_NONE, PACK_KEEP_ME, PACK_KEEP_US };

struct pack_phase {
	enum pack_phase_kind kind;
	enum pack_keep keep;
	uint8_t who;                   /* 'a' or 'b': whose turn, whose hands, who reads; 0: both, or nobody in particular */
	uint8_t in_s, out_s;           /* a breath in and out; 0 but in PACK_BREATHE */
	uint32_t seconds;              /* 0: no clock */
	struct span say, other, voice; /* other, voice: may be empty */
	struct span text;              /* what is read aloud; empty but in PACK_READ */
	struct span options;           /* CBOR array of texts; empty but in PACK_CHOOSE */
};

/** pack_phase(size, i, out): phase i of a size of an opened pack.  ST_NOTFOUND when i >= phase_count.  O(phases). */
MUST_USE enum status pack_phase(const struct pack_size *size, size_t i, struct pack_phase *out);

#endif

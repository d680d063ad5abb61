/* val.h - a value on its way from the sources into the pack: a tree that remembers the line it came from.
 * Layer:  tools.  May include: core/base, core/wire.  Lives in an arena. */
#ifndef PACKC_VAL_H
#define PACKC_VAL_H
#include <stdbool.h>

#include "arena.h"
#include "wire/cbor.h"

enum val_kind { VAL_TEXT, VAL_INT, VAL_BOOL, VAL_BYTES, VAL_LIST, VAL_MAP };

struct val {
	enum val_kind kind;
	int line;
	struct span key;  /* its name inside a map, else empty */
	struct span text; /* VAL_TEXT, VAL_BYTES */
	int64_t num;      /* VAL_INT, VAL_BOOL */
	struct val *first, *last, *next;
	size_t count; /* children */
};

struct val *val_new(struct arena *a, enum val_kind kind, int line);
struct val *val_text(struct arena *a, struct span text, int line);
struct val *val_int(struct arena *a, int64_t num);
/** val_push(list, v): append; v belongs to one parent only. */
void val_push(struct val *list, struct val *v);
/** val_put(map, key, v): append under a name; the caller sees to it that names differ. */
void val_put(struct val *map, struct span key, struct val *v);

/** val_get(map, key): the member or NULL (also when map is NULL or no map). */
struct val *val_get(const struct val *map, const char *key);
/** val_span(map, key): text of a text member, else empty. */
struct span val_span(const struct val *map, const char *key);
/** val_num(map, key, other): number of an integer or boolean member, else `other`. */
int64_t val_num(const struct val *map, const char *key, int64_t other);
/** val_is(map, key, text): the member is exactly this text. */
bool val_is(const struct val *map, const char *key, const char *text);

/** val_encode(w, v, a): deterministic CBOR of v; keys are sorted here, in `a`. */
void val_encode(struct cbor_w *w, const struct val *v, struct arena *a);

#endif

/* schema.h - what a map of front matter may hold, as tables; checking gives every value its type.
 * Layer:  tools. */
#ifndef PACKC_SCHEMA_H
#define PACKC_SCHEMA_H
#include "file.h"

enum field_kind {
	F_TEXT,  /* lo..hi code points; not read as prose */
	F_LABEL, /* the same, prose, outside the reading level (titles, ends of a scale) */
	F_PROSE, /* the same, part of the reading level */
	F_INT,   /* lo..hi */
	F_BOOL,  /* yes no true false */
	F_ENUM,  /* one word of arg */
	F_DATE,  /* no, or YYYY-MM-DD */
	F_REF,   /* one id of what arg names */
	F_ENUMS, /* list of lo..hi different words of arg */
	F_TEXTS, /* list of lo..hi texts */
	F_SAYS,  /* the same, prose of at most `each` code points */
	F_REFS,  /* list of lo..hi different ids of what arg names */
	F_MAPS,  /* list of lo..hi maps as in sub */
};

struct field {
	const char *key;
	enum field_kind kind;
	bool optional;
	int lo, hi;
	const char *arg; /* words with a space between; or the thing that ids stand for (refs.h) */
	const struct field *sub;
	int each;
};

/** schema_check(f, map, fields, ordered): every key known, required ones present, each value of its kind, ceilings
 * kept; with `ordered` the keys stand in the order of the table (ended by key NULL).  Messages tell the rest.  Turns
 * scalars into their types in place. */
void schema_check(struct file *f, struct val *map, const struct field *fields, bool ordered);

/** word_in(words, s): s is one of the words with single spaces between. */
bool word_in(const char *words, struct span s);

#endif

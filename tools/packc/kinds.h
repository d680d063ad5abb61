/* kinds.h - the folders of a pack: what a file in each must hold, and what becomes of it.
 * Layer:  tools. */
#ifndef PACKC_KINDS_H
#define PACKC_KINDS_H
#include "file.h"

struct kind {
	const char *folder, *what; /* "exercises"; "exercise", the name in links and messages */
	bool graded;               /* must read at grade GRADE_MAX or below */
	void (*read)(struct file *f, const struct kind *k); /* front matter in f->item; checks, adds the body */
};

#define GRADE_MAX 8.0
#define KINDS 15u
extern const struct kind kinds[KINDS];

/* exercise.c */
void exercise_read(struct file *f, const struct kind *k);

/** kind_id(f, what, prefix): the item's `id` is the file's name, a code (one letter of `prefix`, two digits and, in an
 * exercise, maybe a small letter) or, with prefix NULL, a slug; defines it. */
void kind_id(struct file *f, const char *what, const char *prefix);

/* The files that are no Markdown: pack.yml becomes a map, the other two lists.  NULL after a message.  In a further pack
 * pack.yml says what it extends; `first` is the id of the first pack, NULL for that one itself. */
struct val *pack_yml_read(struct run *run, const struct val *first);
struct val *lines_yml_read(struct run *run);
struct val *words_txt_read(struct run *run);

#endif

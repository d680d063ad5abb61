/* file.h - one source file of a pack and the run it belongs to.
 * Layer:  tools.
 * A file is read once; its checks put messages into the run's diag and its meaning into `item`. */
#ifndef PACKC_FILE_H
#define PACKC_FILE_H
#include "diag.h"
#include "prose.h"
#include "refs.h"
#include "val.h"

#define FILE_MAX (256u << 10) /* bytes of a source file */

/* What one run of packc shares. */
struct run {
	struct arena *a;
	struct diag *diag;
	struct refs *refs;
	struct twins *twins; /* items of lists, to find those that say the same */
	const char *root;    /* folder of the pack that is being read, as given */
	struct val *further; /* {id, title} of the pack that is being read; NULL in the first one */
	struct dep *deps;    /* every path that was looked at, for the build's depfile */
	long words_min;      /* -1: exactly 2,048 */
};

struct dep {
	struct dep *next;
	const char *path; /* root included */
};

struct file {
	struct run *run;
	const char *root; /* folder of its pack */
	const char *path; /* inside the pack: "exercises/E05.md" */
	const char *stem; /* "E05" */
	struct span text, front, body;
	int body_line; /* line of the file at which the body begins */
	bool bad;      /* a message of kind DIAG_SHAPE was given */
	struct reading reading;
	struct val *item; /* what goes into the pack, NULL: nothing */
};

/** run_saw(run, path): remember that the outcome depends on root/path ("" for the root itself); returns the whole path.
 */
const char *run_saw(struct run *run, const char *path);

/** file_load(run, path): the file at root/path, or NULL after a message.  Checks UTF-8, LF, size. */
struct file *file_load(struct run *run, const char *path);

/** file_split(f): sets front, body, body_line from the two `---` lines.  False after a message. */
bool file_split(struct file *f);

/* Messages at a line of the file. */
void file_shape(struct file *f, int line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void file_words(struct file *f, int line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void file_warn(struct file *f, int line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/** file_prose(f, line, text, counts): every check that holds for a text people read; `counts` adds it to the
 * file's reading level (titles and labels do not count). */
void file_prose(struct file *f, int line, struct span text, bool counts);

/** file_shown(f, text): text as most people see it: of `{plain|reserved}` the right side.  Lengths and reading level are
 * measured on it. */
struct span file_shown(struct file *f, struct span text);

/** file_missing(run, path, text): a message about a file that is not there. */
void file_missing(struct run *run, const char *path, const char *text);

#endif

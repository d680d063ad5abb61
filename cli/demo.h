/* demo.h - a home to look around in: two invented people and ten weeks of what they wrote.
 * Layer:  cli.
 *
 *   demo.c        the folder: made when it is missing, its two links
 *   demo_home.c   two cores, driven as two phones would; the server's own checks stand between them
 *   demo_words.c  what the two wrote, a row for each record
 *
 * Invariants: (1) the log verifies like any other: nothing is stored that push_append would refuse; (2) a folder is
 * made whole or not at all; (3) a folder that holds anybody's real home is never touched. Tests:  system/demo.test.mjs
 */
#ifndef HEARTH_DEMO_H
#define HEARTH_DEMO_H
#include "store.h"

#define DEMO_DATA "data-demo"
#define DEMO_WEEKS 10
#define DEMO_CODE 28u /* letters of a paper code */

enum demo_who { ROBIN, KIT, DEMO_PEOPLE };
extern const char *const demo_names[DEMO_PEOPLE];

/* One record, as one of the two wrote it. */
struct demo_row {
	uint8_t week;     /* from 1; DEMO_WEEKS + 1 is the week that now is */
	uint8_t weekday;  /* Monday 0 .. Sunday 6 */
	uint16_t clock;   /* 2105: five past nine in the evening */
	uint8_t who;      /* enum demo_who */
	const char *type; /* a type of record, or "found", "join", "code" (demo_home.c) */
	const char *aud;  /* "me" or "us" */
	const char
	    *body; /* JSON of the record; @d its day, @m the week's Monday, @n the next one, @u the week's Sunday */
};
extern const struct demo_row demo_rows[];
extern const size_t demo_row_count;

struct demo_codes {
	char text[DEMO_PEOPLE][DEMO_CODE + 1];
};
/** demo_live(s, now_s, gmtoff, out): live the ten weeks before now_s into the open transaction of an empty store;
 * gmtoff: seconds that the clock on the wall is ahead of UTC.  On failure the caller rolls back; *why: plain words. */
MUST_USE enum status demo_live(struct store *s, int64_t now_s, int64_t gmtoff, struct demo_codes *out,
                               const char **why);

/** demo_prepare(folder, codes): the folder is there with its database, made now or before.  Returns the exit status;
 * what went wrong was printed. */
MUST_USE int demo_prepare(const char *folder, struct demo_codes *codes);
/** demo_tell(url, codes): print the two links: one origin for each of the two, so that one browser keeps them apart. */
void demo_tell(const char *url, const struct demo_codes *codes);

#endif

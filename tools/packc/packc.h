/* packc.h - checking and compiling packs, for the program packc and for `hearth pack`.
 * Layer:  tools. */
#ifndef PACKC_PACKC_H
#define PACKC_PACKC_H

/* How it is used, by the name it was called by (a string literal). */
#define PACKC_USAGE(name)                                                                                              \
	"usage: " name " check DIR [--further DIR] [--words-min N]\n"                                                  \
	"       " name " build DIR -o FILE [-d DEPFILE] [--further DIR] [--draft] [--words-min N]\n"                   \
	"       " name " coverage DIR [--words-min N]\n"                                                               \
	"  --further DIR  also the other packs in DIR: each folder there that holds a pack.yml\n"                      \
	"  --words-min N  accept a words.txt of N or more words, not exactly 2048; 0: none needed\n"                   \
	"  --draft        leave out the files whose data are wrong instead of giving up\n"                             \
	"exit: 0 all is well, 1 the pack breaks a rule, 2 called wrongly or out of memory or disk\n"

/** packc_run(argc, argv, usage): argv[1] is check, build or coverage.  Messages go to stderr as `file:line: what`, what was
 * asked for to stdout or to the file named.  Returns the exit status above; for 2 by a wrong call `usage` is printed. */
int packc_run(int argc, char **argv, const char *usage);

#endif

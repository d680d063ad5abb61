/* pack.c - hearth pack: what packc does, for whoever writes content and has this one program */
#include "tools/packc/packc.h"

#include "cli.h"

static int run(int argc, char **argv) { return packc_run(argc, argv, PACKC_USAGE("hearth pack")); }

const struct command cmd_pack = {
    "pack", "Check a pack of content, line by line, or compile it.",
    " check DIR [--further DIR] [--words-min N]\n"
    "       hearth pack build DIR -o FILE [--further DIR] [--words-min N]\n"
    "       hearth pack coverage DIR\n",
    run};

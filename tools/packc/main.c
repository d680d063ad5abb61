/* main.c - packc as a program of its own, for builds. */
#include "packc.h"

int main(int argc, char **argv) { return packc_run(argc, argv, PACKC_USAGE("packc")); }

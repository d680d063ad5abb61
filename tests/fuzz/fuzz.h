/* fuzz.h - what a fuzz target includes.  A target offers LLVMFuzzerTestOneInput and nothing else; libFuzzer drives it
 * (clang -fsanitize=fuzzer), replay.c runs it over a corpus with any compiler. */
#ifndef HEARTH_FUZZ_H
#define HEARTH_FUZZ_H
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A property that must hold whatever the bytes are. */
#define HOLDS(cond)                                                                                                    \
	do {                                                                                                           \
		if (!(cond))                                                                                           \
			__builtin_trap();                                                                              \
	} while (0)

#endif

/* replay.c - run a fuzz target over every file of a corpus folder (argv[1]), without libFuzzer. */
#include <dirent.h>

#include "fuzz.h"
#include "vectors.h"

int main(int argc, char **argv)
{
	DIR *d = argc == 2 ? opendir(argv[1]) : NULL;
	if (d == NULL) {
		fprintf(stderr, "usage: %s corpus-folder\n", argv[0]);
		return 2;
	}
	int files = 0;
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		char path[1024];
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", argv[1], e->d_name);
		struct span s = vectors_load(path);
		if (s.p == NULL)
			continue;
		printf("%s\n", e->d_name); /* the last line names the culprit when a target traps */
		fflush(stdout);
		uint8_t *exact = malloc(s.len + 1);
		if (exact == NULL)
			return 2;
		memcpy(exact + 1, s.p, s.len); /* ends with the block, so that sanitizers see a step past it */
		(void)LLVMFuzzerTestOneInput(exact + 1, s.len);
		free(exact);
		free((void *)s.p);
		files++;
	}
	closedir(d);
	printf("%d inputs\n", files);
	return files > 0 ? 0 : 1;
}

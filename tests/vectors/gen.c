/* gen.c - writes spec/vectors anew: gen FOLDER.  Only when the format itself has changed on purpose. */
#include <stdlib.h>
#include <string.h>

#include "sheets.h"

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: %s folder\n", argv[0]);
		return 2;
	}
	for (size_t i = 0; i < sheets_count; i++) {
		char path[1024];
		size_t n = 0;
		char *text = sheet_text(&sheets[i], &n);
		snprintf(path, sizeof path, "%s/%s.json", argv[1], sheets[i].file);
		FILE *f = fopen(path, "wb");
		if (text == NULL || f == NULL || fwrite(text, 1, n, f) != n || fclose(f) != 0) {
			fprintf(stderr, "cannot write %s\n", path);
			return 1;
		}
		free(text);
	}
	return 0;
}

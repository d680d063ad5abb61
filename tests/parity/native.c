/* native.c - the native core driven by lines, so that its every answer can be held against WebAssembly's.
 * A line: `vault|act|view NOW JSON`, `own HEX`, `take STREAM STORED HEX`, `warm STREAM HEX`, `snapshot MODE`, `open HEX`, `pack HEX`,
 * `new`.  Answer: `STATUS HEX`.  Randomness is the same xorshift as in parity.test.mjs. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hearth.h"

static uint64_t rng = 88172645463325252ull;

static const char *seeded_name(void) { return "seeded"; }
static uint32_t seeded_word(void)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return (uint32_t)(rng >> 32);
}
static void seeded_buf(void *const p, const size_t n)
{
	for (size_t i = 0; i < n; i++)
		((uint8_t *)p)[i] = (uint8_t)seeded_word();
}
static struct randombytes_implementation seeded = {
	.implementation_name = seeded_name, .random = seeded_word, .buf = seeded_buf,
};

static uint8_t *unhex(const char *s, size_t *n)
{
	*n = strlen(s) / 2;
	uint8_t *p = malloc(*n + 1);
	if (p == NULL || sodium_hex2bin(p, *n + 1, s, *n * 2, NULL, n, NULL) != 0)
		exit(2);
	return p;
}

static hc_status bytes_call(struct hc *c, const char *name, char *rest)
{
	char *stream = NULL, *stored = NULL;
	if (strcmp(name, "take") == 0 || strcmp(name, "warm") == 0)
		stream = strsep(&rest, " ");
	if (strcmp(name, "take") == 0)
		stored = strsep(&rest, " ");
	size_t n;
	uint8_t *p = unhex(rest, &n);
	hc_status st = -1;
	if (strcmp(name, "own") == 0)
		st = hc_own(c, p, n);
	else if (strcmp(name, "take") == 0)
		st = hc_take(c, stream, p, n, atoi(stored));
	else if (strcmp(name, "warm") == 0)
		st = hc_warm(c, stream, p, n);
	else if (strcmp(name, "open") == 0)
		st = hc_open(c, p, n, 0);
	else if (strcmp(name, "pack") == 0)
		st = hc_pack(c, p, n);
	free(p);
	return st;
}

static hc_status json_call(struct hc *c, const char *name, char *rest)
{
	double now = strtod(strsep(&rest, " "), NULL);
	size_t n = strlen(rest);
	if (strcmp(name, "vault") == 0)
		return hc_vault(c, rest, n, now);
	return strcmp(name, "act") == 0 ? hc_act(c, rest, n, now) : hc_view(c, rest, n, now);
}

int main(void)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	if (randombytes_set_implementation(&seeded) != 0 || sodium_init() < 0)
		return 2;
	rng = 88172645463325252ull; /* sodium_init drew a canary */
	struct hc *c = hc_new();
	while ((n = getline(&line, &cap, stdin)) > 0) {
		line[n - 1] = '\0';
		char *rest = line, *name = strsep(&rest, " ");
		hc_status st = 0;
		if (strcmp(name, "new") == 0) {
			hc_close(c);
			c = hc_new();
		} else if (strcmp(name, "snapshot") == 0) {
			st = hc_snapshot(c, atoi(rest));
		} else if (strcmp(name, "vault") == 0 || strcmp(name, "act") == 0 || strcmp(name, "view") == 0) {
			st = json_call(c, name, rest);
		} else {
			st = bytes_call(c, name, rest);
		}
		printf("%d ", st);
		for (size_t i = 0; i < hc_out_len(c) && strcmp(name, "new") != 0; i++)
			printf("%02x", hc_out(c)[i]);
		putchar('\n');
		fflush(stdout);
	}
	free(line);
	hc_close(c);
	return 0;
}

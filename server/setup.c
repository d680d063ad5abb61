/* setup.c - set-up tokens. */
#include "setup.h"

#include <sodium.h>

#include "crypto/verify.h"

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void hash_letters(const char plain[SETUP_LETTERS], uint8_t hash[32])
{
	struct span s = span_make(plain, SETUP_LETTERS);
	hash32(hash, "hearth/v1/setup", &s, 1);
}

void setup_make(char text[SETUP_TEXT], uint8_t hash[32])
{
	char plain[SETUP_LETTERS];
	size_t at = 0;
	for (size_t i = 0; i < SETUP_LETTERS; i++) {
		plain[i] = letters[randombytes_uniform(32)];
		if (i != 0 && i % 4 == 0)
			text[at++] = '-';
		text[at++] = plain[i];
	}
	text[at] = '\0';
	hash_letters(plain, hash);
}

enum status setup_read(struct span text, uint8_t hash[32])
{
	char plain[SETUP_LETTERS];
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = (char)text.p[i];
		if (c == '-' || c == ' ')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
		if (n == SETUP_LETTERS || c == '\0' || strchr(letters, c) == NULL)
			return ST_MALFORMED;
		plain[n++] = c;
	}
	if (n != SETUP_LETTERS)
		return ST_MALFORMED;
	hash_letters(plain, hash);
	return ST_OK;
}

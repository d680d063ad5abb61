/* utf8.c - strict UTF-8. */
#include "base/utf8.h"

static bool is_tail(uint8_t c) { return (c & 0xc0u) == 0x80u; }

/* Length of the sequence that starts at p, 0 when it is none.  The second byte's range is what shuts out overlong
 * forms (e0, f0), surrogates (ed) and values past U+10FFFF (f4); the rest is plain (table 3-7 of Unicode). */
static size_t sequence(const uint8_t *p, size_t left)
{
	uint8_t c = p[0], lo = 0x80, hi = 0xbf;
	if (c < 0x80)
		return 1;
	size_t n = c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
	if (n == 0 || n > left)
		return 0;
	if (c == 0xe0)
		lo = 0xa0;
	else if (c == 0xed)
		hi = 0x9f;
	else if (c == 0xf0)
		lo = 0x90;
	else if (c == 0xf4)
		hi = 0x8f;
	if (p[1] < lo || p[1] > hi)
		return 0;
	for (size_t i = 2; i < n; i++)
		if (!is_tail(p[i]))
			return 0;
	return n;
}

bool utf8_valid(struct span s)
{
	size_t i = 0;
	while (i < s.len) {
		uint64_t word; /* most text is ASCII: eight bytes at a time */
		while (s.len - i >= sizeof word) {
			memcpy(&word, s.p + i, sizeof word);
			if ((word & UINT64_C(0x8080808080808080)) != 0)
				break;
			i += sizeof word;
		}
		if (i == s.len)
			break;
		size_t n = sequence(s.p + i, s.len - i);
		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

size_t utf8_count(struct span s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += is_tail(s.p[i]) ? 0 : 1;
	return n;
}

size_t utf8_put(uint8_t out[4], uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (uint8_t)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (uint8_t)(0xc0u | cp >> 6);
		out[1] = (uint8_t)(0x80u | (cp & 0x3fu));
		return 2;
	}
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		return 0;
	if (cp < 0x10000) {
		out[0] = (uint8_t)(0xe0u | cp >> 12);
		out[1] = (uint8_t)(0x80u | (cp >> 6 & 0x3fu));
		out[2] = (uint8_t)(0x80u | (cp & 0x3fu));
		return 3;
	}
	out[0] = (uint8_t)(0xf0u | cp >> 18);
	out[1] = (uint8_t)(0x80u | (cp >> 12 & 0x3fu));
	out[2] = (uint8_t)(0x80u | (cp >> 6 & 0x3fu));
	out[3] = (uint8_t)(0x80u | (cp & 0x3fu));
	return 4;
}

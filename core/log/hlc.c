/* hlc.c - stamps that follow the clock but never fall. */
#include "log/hlc.h"

uint64_t hlc_next(uint64_t last, uint64_t now_ms)
{
	/* both ends saturate: no clock, however wrong, makes a stamp fall */
	uint64_t now = now_ms > HLC_MAX >> 16 ? HLC_MAX : now_ms << 16;
	uint64_t next = last < HLC_MAX ? last + 1 : HLC_MAX;
	return next > now ? next : now;
}

uint64_t hlc_clamp(uint64_t h, uint32_t minute)
{
	uint64_t top = ((uint64_t)minute + HLC_AHEAD_MIN) * 60000u << 16; /* below 2^64 for every minute */
	return h < top ? h : top;
}

int stamp_cmp(const struct stamp *a, const struct stamp *b)
{
	if (a->hlc != b->hlc)
		return a->hlc < b->hlc ? -1 : 1;
	if (a->minute != b->minute)
		return a->minute < b->minute ? -1 : 1;
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return memcmp(a->device, b->device, ID_BYTES);
}

/* fuzz_frames.c - bytes as a hostile server would send them, offered to a log that knows a couple: nothing but honest
 * frames moves a head, and whatever was taken can be saved and loaded.  First byte: bits 0-1 the stream, bit 2 without
 * signatures (as from the own store), bit 3 begins behind the last honest frame. */
#include "fuzz.h"
#include "house.h"
#include "wire/cbor.h"

static void reload(const struct log *l)
{
	struct buf b, c;
	struct log *back;
	buf_init(&b, alloc_heap(), 1u << 24);
	buf_init(&c, alloc_heap(), 1u << 24);
	struct cbor_w w = cbor_writer(&b), x = cbor_writer(&c);
	log_save(l, &w);
	HOLDS(w.st == ST_OK && cbor_check(buf_span(&b)) == ST_OK);
	HOLDS(log_load(alloc_heap(), buf_span(&b), &back) == ST_OK);
	log_save(back, &x);
	HOLDS(span_equal(buf_span(&b), buf_span(&c)));
	log_free(back);
	buf_clear(&b);
	buf_clear(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct house h;
	static bool ready;
	if (!ready) {
		house_found(&h, 50);
		house_join(&h);
		house_say(&h, &h.s, 1, 0, "hello");
		ready = true;
	}
	if (size < 1)
		return 0;
	struct tape *t[] = {&h.m, &h.p[0], &h.s, &h.p[1]}, *to = t[data[0] & 3];
	enum log_trust trust = (data[0] & 4) != 0 ? LOG_STORED : LOG_VERIFY;
	struct log *l = house_log(&h, 0, 0);
	for (size_t i = 0; i < 3; i++)
		if (t[i] != to || (data[0] & 8) != 0)
			(void)house_feed(t[i], l, t[i]->n, LOG_STORED);
	struct span r = {data + 1, size - 1};
	struct frame f;
	struct log_event ev;
	while (frame_parse(&r, &f) == ST_OK) {
		enum status st = log_take(l, to->stream, &f, trust, &ev);
		if (trust == LOG_VERIFY && st == ST_OK)
			HOLDS(ev.n <= to->n && span_equal(f.env, tape_frame(to, ev.n).env));
		HOLDS(st == ST_DIVERGED ? log_alarm(l) != ALARM_NONE : log_alarm(l) == ALARM_NONE);
	}
	reload(l);
	log_free(l);
	if (log_load(alloc_heap(), span_make(data + 1, size - 1), &l) == ST_OK) { /* and as a damaged store */
		reload(l);
		log_free(l);
	}
	return 0;
}

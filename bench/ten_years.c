/* ten_years.c - 50,000 true envelopes of two people, sealed and signed, and what the core needs to read them again.
 *
 * usage: ten_years EVENTS [DIR [PACK]]
 * Prints lines `name value unit`; with DIR also leaves M.frames, P.frames, S.frames, snapshot.bin and home.json there for
 * the browser's bench; with PACK also times today and the week. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "home.h"

#define L_KEY "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define L_TWO "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define BIG 16384

static double ms_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static uint64_t rng = 88172645463325252ull;
static unsigned dice(unsigned n)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return (unsigned)(rng % n);
}

static void ok(hc_status st, const struct home_device *d, const char *what)
{
	if (st == 0)
		return;
	fprintf(stderr, "%s: %d %.*s\n", what, st, (int)hc_out_len(d->core), (const char *)hc_out(d->core));
	exit(1);
}

/* Words of plausible length: mostly short lines, sometimes a long page. */
static const char *words(unsigned letters)
{
	static char text[9000];
	for (unsigned i = 0; i < letters; i++)
		text[i] = i % 7 == 6 ? ' ' : (char)('a' + dice(26));
	text[letters] = '\0';
	return text;
}

/* The partner's private pages never come to this device: of theirs, only shared ones count. */
static void write_one(struct home_device *d, bool partner, unsigned day)
{
	static const char *const audience[] = {"us", "me"};
	unsigned kind = partner ? 0 : dice(100);
	if (kind < 45)
		ok(home_act(d, "{\"do\":\"write\",\"type\":\"thanks\",\"for\":\"%s\",\"body\":{\"text\":\"%s\",\"day\":%u}}", audience[partner ? 0 : dice(2)], words(20 + dice(120)), day), d, "thanks");
	else if (kind < 60)
		ok(home_act(d, "{\"do\":\"write\",\"type\":\"entry\",\"for\":\"me\",\"body\":{\"text\":\"%s\",\"day\":%u}}", words(dice(10) ? 80 + dice(200) : 600 + dice(900)), day), d, "entry");
	else if (kind < 90)
		ok(home_act(d, "{\"do\":\"write\",\"type\":\"step\",\"for\":\"me\",\"body\":{\"exercise\":[\"E%02u\"],\"size\":%u,\"day\":%u,\"what\":0,\"close\":%u,\"comfort\":%u}}", 1 + dice(14), dice(3), day, dice(5), dice(5)), d, "step");
	else
		ok(home_act(d, "{\"do\":\"write\",\"type\":\"card\",\"for\":\"me\",\"body\":{\"card\":[\"c%03u\"],\"day\":%u,\"kept\":0}}", 1 + dice(60), day), d, "card");
	home_store(d);
}

static void pair_up(struct home_device *a, struct home_device *b, struct home_server *s, const char *cold)
{
	static char secret[64], blob[BIG], join[BIG];
	ok(home_vault(a, "{\"op\":\"invite\",\"role\":1,\"name\":\"A\"}"), a, "invite");
	snprintf(secret, sizeof secret, "%s", home_text(a, "secret"));
	snprintf(blob, sizeof blob, "%s", home_text(a, "blob"));
	ok(home_vault(b, "{\"op\":\"join\",\"secret\":\"%s\",\"blob\":\"%s\",\"L\":\"%s\",\"name\":\"B\"}", secret, blob, L_TWO), b, "join");
	snprintf(join, sizeof join, "%s", home_text(b, "join"));
	home_store(b);
	ok(home_vault(a, "{\"op\":\"let_in\",\"secret\":\"%s\",\"blob\":\"%s\",\"join\":\"%s\",\"L\":\"%s\",\"cold\":\"%s\"}", secret, blob, join, L_KEY, cold), a, "let_in");
	home_store(a);
	home_sync(a, s);
	home_sync(b, s);
}

static double take_all(struct home_device *d, const struct home_server *s, int stored)
{
	double t = ms_now();
	for (size_t i = 0; i < s->count; i++) {
		/* as the page does it: segments of 512 envelopes at a time */
		struct span rest = span_make(s->s[i].frames.p, s->s[i].frames.len);
		while (rest.len != 0) {
			struct span from = rest;
			struct frame f;
			for (int k = 0; k < 512 && rest.len != 0; k++)
				if (frame_parse(&rest, &f) != ST_OK)
					exit(1);
			hc_status st = hc_take(d->core, s->s[i].id, from.p, from.len - rest.len, stored);
			if (st != 0 && st != (hc_status)ST_NOTFOUND)
				ok(st, d, "take");
		}
	}
	return ms_now() - t;
}

static void save(const char *dir, const char *name, const void *p, size_t n)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "wb");
	if (f == NULL || fwrite(p, 1, n, f) != n || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

static double view_ms(struct home_device *d, const char *show)
{
	double best = 1e9;
	for (int i = 0; i < 20; i++) {
		double t = ms_now();
		ok(home_view(d, "{\"show\":\"%s\",\"day\":20450,\"minute\":%d}", show, 480 + i), d, show);
		t = ms_now() - t;
		best = t < best ? t : best;
	}
	return best;
}

/* The plan of a day and of a week after ten years. */
static void measure_plan(struct home_device *d, const char *path)
{
	static uint8_t bytes[4u << 20];
	FILE *f = fopen(path, "rb");
	size_t n = f != NULL ? fread(bytes, 1, sizeof bytes, f) : 0;
	if (f == NULL || n == 0) {
		perror(path);
		exit(1);
	}
	(void)fclose(f);
	ok(hc_pack(d->core, bytes, n), d, "pack");
	printf("native_today %.2f ms\nnative_week %.2f ms\n", view_ms(d, "today"), view_ms(d, "week"));
}

static void measure(struct home_device *a, const struct home_server *s, const char *vault, const char *dir,
                    const char *pack)
{
	struct home_device fresh;
	double t;

	home_device_init(&fresh);
	fresh.now = a->now;
	ok(home_vault(&fresh, "{\"op\":\"unlock\",\"L\":\"%s\",\"vault\":\"%s\"}", L_KEY, vault), &fresh, "unlock");
	printf("native_first_sync %.0f ms\n", take_all(&fresh, s, 0));
	t = ms_now();
	ok(hc_snapshot(fresh.core, 1), &fresh, "snapshot");
	size_t n = hc_out_len(fresh.core);
	uint8_t *snap = malloc(n);
	if (snap == NULL)
		exit(1);
	memcpy(snap, hc_out(fresh.core), n);
	printf("native_snapshot_hot %.1f ms\nsnapshot_hot_size %.2f MB\n", ms_now() - t, (double)n / 1e6);
	if (dir != NULL)
		save(dir, "snapshot.bin", snap, n);

	ok(home_view(&fresh, "{\"show\":\"state\"}"), &fresh, "state");
	t = ms_now();
	ok(home_act(&fresh, "{\"do\":\"write\",\"type\":\"thanks\",\"for\":\"us\",\"body\":{\"text\":\"one more\",\"day\":20000}}"), &fresh, "act");
	printf("native_act %.2f ms\n", ms_now() - t);
	home_store(&fresh);
	t = ms_now();
	ok(home_view(&fresh, "{\"show\":\"journal\",\"limit\":50}"), &fresh, "view");
	printf("native_view_after_write %.2f ms\n", ms_now() - t);
	t = ms_now();
	ok(home_view(&fresh, "{\"show\":\"journal\",\"limit\":50}"), &fresh, "view");
	printf("native_view %.2f ms\n", ms_now() - t);
	if (pack != NULL)
		measure_plan(&fresh, pack);
	home_device_clear(&fresh);

	home_device_init(&fresh);
	ok(home_vault(&fresh, "{\"op\":\"unlock\",\"L\":\"%s\",\"vault\":\"%s\"}", L_KEY, vault), &fresh, "unlock");
	printf("native_cold_take %.0f ms\n", take_all(&fresh, s, 1));
	home_device_clear(&fresh);

	home_device_init(&fresh);
	ok(home_vault(&fresh, "{\"op\":\"unlock\",\"L\":\"%s\",\"vault\":\"%s\"}", L_KEY, vault), &fresh, "unlock");
	t = ms_now();
	ok(hc_open(fresh.core, snap, n, 0), &fresh, "open");
	printf("native_hot_open %.0f ms\n", ms_now() - t);
	t = ms_now();
	ok(home_view(&fresh, "{\"show\":\"state\"}"), &fresh, "state");
	printf("native_first_view %.2f ms\n", ms_now() - t);
	home_device_clear(&fresh);
	free(snap);
}

int main(int argc, char **argv)
{
	static struct home_server s;
	static struct home_device a, b;
	static char vault[BIG], cold[BIG];
	unsigned events = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 50000;
	const char *dir = argc > 2 ? argv[2] : NULL;

	home_server_init(&s);
	s.minute = 16799u * 1440u;
	home_device_init(&a);
	home_device_init(&b);
	a.now = b.now = 16799.0 * 86400000.0;
	home_found(&a, L_KEY, "A", vault, cold, BIG);
	home_sync(&a, &s);
	pair_up(&a, &b, &s, cold);
	double t = ms_now();
	for (unsigned i = 0; i < events; i++) {
		unsigned day = 16800 + i * 3650 / events;
		a.now = b.now = (double)day * 86400000.0 + (double)(i % 1000) * 60000.0;
		s.minute = (uint32_t)(a.now / 60000.0);
		bool partner = dice(4) == 0;
		write_one(partner ? &b : &a, partner, day);
		if (i % 500 == 499) {
			home_sync(&a, &s);
			home_sync(&b, &s);
		}
	}
	home_sync(&a, &s);
	home_sync(&b, &s);
	ok(home_fetch(&a, &s), &a, "fetch");
	double bytes = 0;
	for (size_t i = 0; i < s.count; i++)
		bytes += (double)s.s[i].frames.len;
	printf("made %.0f ms\nlog_size %.1f MB\n", ms_now() - t, bytes / 1e6);
	measure(&a, &s, vault, dir, argc > 3 ? argv[3] : NULL);
	if (dir != NULL) {
		char line[BIG + 256];
		for (size_t i = 0; i < s.count; i++) {
			snprintf(line, sizeof line, "%s.frames", s.s[i].id);
			save(dir, line, s.s[i].frames.p, s.s[i].frames.len);
		}
		int n = snprintf(line, sizeof line, "{\"L\":\"%s\",\"vault\":\"%s\"}\n", L_KEY, vault);
		save(dir, "home.json", line, (size_t)n);
	}
	home_device_clear(&a);
	home_device_clear(&b);
	home_server_clear(&s);
	return 0;
}

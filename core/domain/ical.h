/* ical.h - rituals as a calendar file (RFC 5545) that gives nothing away.
 * Layer:  core/domain.  May include: core/base, core/wire.
 * Purity: no clock; the text depends on the arguments alone.
 *
 * Invariants: (1) without `titles` no word of any record stands in the file, and no place, note, name or address ever
 *         does; (2) an event begins on its first day on or after the query's day, so that nothing of the past is told,
 *         and from then on a reader of the file comes to the days of ritual_next; (3) times are local and float: they
 *         name no zone; (4) no number of a record stands in it: what a shared ritual is called differs between the two who
 *         have it, or else a calendar host of both could tie them together; it is the same for one person at any time;
 *         (5) the day it was made stands in it, the hour does not; (6) lines end in CR LF, are at most 75 bytes and are never cut within a character.
 * Tests:  unit/test_ical.c  property/prop_ritual.c (an own reader)  calendar/read.c (libical) */
#ifndef HEARTH_ICAL_H
#define HEARTH_ICAL_H
#include "base/buf.h"
#include "domain/ritual.h"

#define ICAL_TEXT_MAX (256u << 10)
#define ICAL_WORD_MAX 96u    /* bytes of a neutral word */
#define ICAL_ALARM_MAX 10080 /* a week before */
#define ICAL_MINUTES 30      /* how long something with a time and no length stands in the calendar */

struct ical_event {
	const uint8_t *uid; /* 16 bytes: the same for the same event, and for nobody else's */
	struct span title; /* used with `titles` alone; may be empty */
	struct ritual when;
};

struct ical_query {
	int32_t day;
	uint64_t now_ms;
	struct span word; /* what stands there instead of titles; empty: "Notes" */
	int32_t alarm;    /* minutes before the beginning, or at nine on a whole day; -1: none */
	bool titles;      /* the person's own wish, for this file */
};

/** ical_write(v, n, q, out, count): append the file with those of n events that still come; *count says how many.
 * ST_NOMEM, ST_TOOBIG: out holds a part that must be thrown away. */
MUST_USE enum status ical_write(const struct ical_event *v, size_t n, const struct ical_query *q, struct buf *out,
                                size_t *count);

/* What the host asks: a list of ids, or a small step of one's own, or neither: all rituals. */
struct ical_ask {
	const struct json_doc *doc;
	const struct json_node *ids, *step; /* NULL: not given */
	/* What a record is called in this person's files; a keyed hash, and keys are not the domain's. */
	enum status (*uid)(const void *who, const uint8_t id[16], uint8_t out[16]);
	const void *who;
};
/** ical_view(f, q, ask, text, w): the answer to `calendar`: {text, file, events}.  `text` is an empty buffer for it.
 * ST_MALFORMED: ids or step of another shape; ST_NOTFOUND: a step before there is a record `time`;
 * or what `uid` says. */
MUST_USE enum status ical_view(const struct facts *f, const struct ical_query *q, const struct ical_ask *ask,
                               struct buf *text, struct json_w *w);

#endif

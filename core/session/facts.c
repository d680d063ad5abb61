/* facts.c - records as the domain may see them: newest version, plain body, no key or stream in sight. */
#include "session/core.h"

static int by_newest(const struct fact *a, const struct fact *b)
{
	if (a->at_ms != b->at_ms)
		return a->at_ms > b->at_ms ? -1 : 1;
	return memcmp(a->id, b->id, sizeof a->id);
}

/* Merge sort, bottom up: n log n whatever the order (qsort of the C library may be quadratic, and pulls in more). */
static void sort_facts(struct fact *v, struct fact *tmp, size_t n)
{
	for (size_t w = 1; w < n; w *= 2) {
		for (size_t lo = 0; lo < n; lo += 2 * w) {
			size_t mid = lo + w < n ? lo + w : n, hi = lo + 2 * w < n ? lo + 2 * w : n, i = lo, j = mid;
			for (size_t k = lo; k < hi; k++)
				tmp[k] = j >= hi || (i < mid && by_newest(&v[i], &v[j]) <= 0) ? v[i++] : v[j++];
		}
		memcpy(v, tmp, n * sizeof *v);
	}
}

static bool is_sorted(const struct fact *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (by_newest(&v[i - 1], &v[i]) > 0)
			return false;
	return true;
}

static bool to_fact(const struct hc *c, const struct record *rec, struct fact *out)
{
	const struct version *v = record_now(&c->records, rec);
	const struct event_type *t = event_type_find(v->type);
	if (v->hlc == 0 || t == NULL || v->schema > t->version || version_is_removal(v))
		return false;
	*out = (struct fact){.t = t, .at_ms = hlc_ms(v->hlc)};
	memcpy(out->id, record_id(&c->records, rec), sizeof out->id);
	out->mine = memcmp(record_member(&c->records, rec), c->member, ID_BYTES) == 0;
	out->shared = rec->cls == CLASS_S;
	out->sent = v == &rec->settled;
	out->cold = v->body == NULL;
	if (!out->cold)
		out->body = span_make(v->body, v->len);
	return true;
}

MUST_USE static enum status rebuild(struct hc *c)
{
	uint32_t n = records_count(&c->records);
	size_t count = 0;
	uint8_t *room;

	buf_reset(&c->facts);
	/* twice the room: the second half is the sort's scratch, and where single facts are put in later */
	enum status st = buf_room(&c->facts, (2 * (size_t)n + RECORDS_DIRTY_MAX) * sizeof(struct fact), &room);
	if (st != ST_OK)
		return st;
	struct fact *v = (struct fact *)(void *)c->facts.p;
	/* Records stand in the order they came: walked backwards they are nearly always newest first. */
	for (uint32_t i = n; i-- > 0;)
		count += to_fact(c, records_at(&c->records, i), &v[count]);
	if (!is_sorted(v, count))
		sort_facts(v, v + count, count);
	c->facts.len = count * sizeof(struct fact);
	return ST_OK;
}

/* One changed record: its old fact out, its new one in, at its place. */
MUST_USE static enum status patch(struct hc *c, const struct record *rec)
{
	struct fact *v = (struct fact *)(void *)c->facts.p, now;
	size_t n = c->facts.len / sizeof *v, lo = 0, hi;
	const uint8_t *id = record_id(&c->records, rec);
	bool mine = memcmp(record_member(&c->records, rec), c->member, ID_BYTES) == 0, shared = rec->cls == CLASS_S;
	uint8_t *room;

	for (size_t i = 0; i < n; i++) {
		if (memcmp(v[i].id, id, sizeof v[i].id) != 0 || v[i].mine != mine || v[i].shared != shared)
			continue;
		memmove(&v[i], &v[i + 1], (--n - i) * sizeof *v);
		break;
	}
	c->facts.len = n * sizeof *v;
	if (!to_fact(c, rec, &now))
		return ST_OK;
	enum status st = buf_room(&c->facts, sizeof *v, &room);
	if (st != ST_OK)
		return st;
	v = (struct fact *)(void *)c->facts.p;
	for (hi = n; lo < hi;) {
		size_t mid = lo + (hi - lo) / 2;
		if (by_newest(&v[mid], &now) <= 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	memmove(&v[lo + 1], &v[lo], (n - lo) * sizeof *v);
	v[lo] = now;
	return ST_OK;
}

enum status core_facts(struct hc *c, struct facts *out)
{
	struct records *r = &c->records;
	enum status st = ST_OK;

	if (r->dirty_count > RECORDS_DIRTY_MAX || c->facts.p == NULL)
		st = rebuild(c);
	else
		for (uint32_t i = 0; st == ST_OK && i < r->dirty_count; i++)
			st = patch(c, records_at(r, r->dirty[i]));
	if (st != ST_OK) {
		r->dirty_count = RECORDS_DIRTY_MAX + 1; /* what was patched so far is not to be trusted */
		return st;
	}
	records_clean(r);
	out->v = (const struct fact *)(const void *)c->facts.p;
	out->n = c->facts.len / sizeof(struct fact);
	return ST_OK;
}

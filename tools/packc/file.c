/* file.c - reading source files. */
#include "file.h"

#include <errno.h>

#include "words.h"

static const char *whole_path(const struct file *f) { return arena_print(f->run->a, "%s/%s", f->root, f->path); }

#define WITH_ARGS(kind, f, line, fmt)                                                                                  \
	do {                                                                                                           \
		va_list ap_;                                                                                           \
		va_start(ap_, fmt);                                                                                    \
		diag_add((f)->run->diag, kind, whole_path(f), line, fmt, ap_);                                            \
		va_end(ap_);                                                                                           \
	} while (0)

void file_shape(struct file *f, int line, const char *fmt, ...)
{
	f->bad = true;
	WITH_ARGS(DIAG_SHAPE, f, line, fmt);
}

void file_words(struct file *f, int line, const char *fmt, ...) { WITH_ARGS(DIAG_WORDS, f, line, fmt); }

void file_warn(struct file *f, int line, const char *fmt, ...) { WITH_ARGS(DIAG_WARNING, f, line, fmt); }

void file_missing(struct run *run, const char *path, const char *text)
{
	struct file f = {.run = run, .root = run->root, .path = path};
	file_shape(&f, 0, "%s", text);
}

static const char *stem_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	size_t n = dot != NULL ? (size_t)(dot - name) : strlen(name);
	return (const char *)arena_copy(a, name, n).p;
}

static void check_bytes(struct file *f)
{
	int line = 1;
	size_t from = 0;
	for (size_t i = 0; i < f->text.len; i++) {
		uint8_t c = f->text.p[i];
		if (c == '\n' || i + 1 == f->text.len) {
			if (!utf8_valid(span_make(f->text.p + from, i + 1 - from)))
				file_shape(f, line, "not UTF-8");
			from = i + 1;
		}
		if (c == '\n')
			line++;
		else if (c < 0x20)
			file_shape(f, line, "%s",
			           c == '\r'   ? "carriage return: lines end in LF alone"
			           : c == '\t' ? "tab: use spaces"
			                       : "control character");
	}
	if (f->text.len >= 3 && memcmp(f->text.p, "\xEF\xBB\xBF", 3) == 0)
		file_shape(f, 1, "begins with a byte order mark");
}

const char *run_saw(struct run *run, const char *path)
{
	struct dep *d = arena_get(run->a, sizeof *d);
	d->path = *path != '\0' ? arena_print(run->a, "%s/%s", run->root, path) : run->root;
	d->next = run->deps;
	run->deps = d;
	return d->path;
}

struct file *file_load(struct run *run, const char *path)
{
	struct file *f = arena_get(run->a, sizeof *f);
	*f = (struct file){.run = run, .root = run->root, .path = path, .stem = stem_of(run->a, path)};
	FILE *in = fopen(run_saw(run, path), "rb");
	if (in == NULL) {
		file_shape(f, 0, "%s", strerror(errno));
		return NULL;
	}
	char *bytes = arena_get(run->a, FILE_MAX + 1);
	size_t n = fread(bytes, 1, FILE_MAX + 1, in);
	bool failed = ferror(in) != 0;
	fclose(in);
	if (failed || n > FILE_MAX) {
		file_shape(f, 0, failed ? "cannot be read" : "more than %u bytes", FILE_MAX);
		return NULL;
	}
	f->text = f->body = span_make(bytes, n);
	f->body_line = 1;
	check_bytes(f);
	return f->bad ? NULL : f;
}

/* The bytes of the line that begins at *at, without its end; *at moves behind it. */
static struct span next_line(struct span s, size_t *at)
{
	size_t from = *at;
	const uint8_t *nl = memchr(s.p + from, '\n', s.len - from);
	size_t to = nl != NULL ? (size_t)(nl - s.p) : s.len;
	*at = nl != NULL ? to + 1 : s.len;
	return span_make(s.p + from, to - from);
}

bool file_split(struct file *f)
{
	size_t at = 0;
	if (f->text.len == 0 || !span_equal(next_line(f->text, &at), span_text("---"))) {
		file_shape(f, 1, "does not begin with `---`");
		return false;
	}
	size_t front = at;
	for (int line = 2; at < f->text.len; line++) {
		size_t here = at;
		if (!span_equal(next_line(f->text, &at), span_text("---")))
			continue;
		f->front = span_make(f->text.p + front, here - front);
		f->body = span_make(f->text.p + at, f->text.len - at);
		f->body_line = line + 1;
		return true;
	}
	file_shape(f, 1, "front matter has no closing `---`");
	return false;
}

/* What stands in braces: a name that the page fills in, or two ways of saying it. */
static bool is_placeholder(struct span inside)
{
	static const char *const names[] = {"me", "you", "them", "their", "chest", "genitals"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_equal(inside, span_text(names[i])))
			return true;
	const uint8_t *bar = memchr(inside.p, '|', inside.len);
	if (bar == NULL)
		return false;
	struct span plain = span_make(inside.p, (size_t)(bar - inside.p));
	struct span reserved = span_make(bar + 1, inside.len - plain.len - 1);
	size_t a = utf8_count(plain), b = utf8_count(reserved);
	return a >= 1 && a <= 60 && b >= 1 && b <= 60 && memchr(reserved.p, '|', reserved.len) == NULL;
}

/* The inside of the braces that open at i; false when nothing closes them or others open first. */
static bool braces_at(struct span t, size_t i, struct span *inside)
{
	for (size_t k = i + 1; k < t.len && t.p[k] != '{'; k++)
		if (t.p[k] == '}') {
			*inside = span_make(t.p + i + 1, k - i - 1);
			return true;
		}
	return false;
}

/* Anything else in braces would reach a person as it stands. */
static void check_placeholders(struct file *f, int line, struct span t)
{
	for (size_t i = 0; i < t.len; i++) {
		struct span inside;
		if (t.p[i] == '}')
			file_words(f, line, "stray `}`");
		if (t.p[i] != '{')
			continue;
		if (!braces_at(t, i, &inside) || !is_placeholder(inside)) {
			file_words(f, line, "unknown placeholder: only {me} {you} {them} {their} {chest} {genitals} and {plain|reserved}");
			return;
		}
		i += inside.len + 1;
	}
}

struct span file_shown(struct file *f, struct span t)
{
	if (t.len == 0 || memchr(t.p, '{', t.len) == NULL)
		return t;
	char *out = arena_get(f->run->a, t.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < t.len; i++) {
		struct span in;
		const uint8_t *bar;
		if (t.p[i] != '{' || !braces_at(t, i, &in) || (bar = memchr(in.p, '|', in.len)) == NULL) {
			out[n++] = (char)t.p[i];
			continue;
		}
		size_t right = in.len - (size_t)(bar + 1 - in.p);
		memcpy(out + n, bar + 1, right);
		n += right;
		i += in.len + 1;
	}
	return span_make(out, n);
}

void file_prose(struct file *f, int line, struct span text, bool counts)
{
	if (text.len != 0 && memchr(text.p, '!', text.len) != NULL)
		file_words(f, line, "exclamation mark");
	if (text.len != 0 && (memchr(text.p, '"', text.len) != NULL || memchr(text.p, '\'', text.len) != NULL))
		file_warn(f, line, "straight quote or apostrophe");
	check_placeholders(f, line, text);
	for (const char *w = NULL; (w = words_forbidden(text, f->path, w)) != NULL;)
		file_words(f, line, "forbidden words: %s", w);
	if (counts)
		reading_add(&f->reading, file_shown(f, text));
}

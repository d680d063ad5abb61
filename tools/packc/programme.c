/* programme.c - walks the folders, then puts together what they gave. */
#include "programme.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "front.h"

#define FILES_MAX 1024u
#define WORST 5u

struct programme {
	struct run *run;
	struct val *pack, *lines, *words; /* NULL: nothing usable */
	struct val *packs;                /* {id, title} of further ones */
	struct file *files[KINDS][FILES_MAX];
	size_t counts[KINDS];
};

/* ---- the folders */

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* Names in root/folder, sorted, without those that begin with a dot; 0 when there is no such folder. */
static size_t list_folder(struct run *run, const char *folder, const char *names[FILES_MAX])
{
	size_t n = 0;
	DIR *dir = opendir(run_saw(run, folder));
	if (dir == NULL) {
		if (errno != ENOENT || *folder == '\0')
			file_missing(run, folder, strerror(errno));
		return 0;
	}
	for (struct dirent *e; (e = readdir(dir)) != NULL;) {
		if (e->d_name[0] == '.')
			continue;
		if (n == FILES_MAX) {
			file_missing(run, folder, "too many files");
			break;
		}
		names[n++] = arena_print(run->a, "%s", e->d_name);
	}
	closedir(dir);
	qsort(names, n, sizeof *names, by_name);
	return n;
}

static void check_grade(struct file *f)
{
	double g = reading_grade(&f->reading);
	if (g > GRADE_MAX)
		file_words(f, 0, "reading grade %.1f, at most %.1f", g, GRADE_MAX);
}

static struct file *read_one(struct run *run, const struct kind *k, const char *name)
{
	struct file *f = file_load(run, arena_print(run->a, "%s/%s", k->folder, name));
	if (f == NULL || !file_split(f))
		return f;
	f->item = front_read(f, f->front, 2);
	if (f->item == NULL)
		return f;
	if (f->item->kind != VAL_MAP) {
		file_shape(f, 2, "`key: value` lines expected");
		return f;
	}
	k->read(f, k);
	if (k->graded)
		check_grade(f);
	return f;
}

static bool run_first(const struct run *run) { return run->further == NULL; }

static void read_folder(struct programme *p, size_t i)
{
	const char *names[FILES_MAX];
	const struct kind *k = &kinds[i];
	size_t n = list_folder(p->run, k->folder, names);
	for (size_t j = 0; j < n; j++) {
		size_t len = strlen(names[j]);
		if (run_first(p->run) && strcmp(k->folder, "help") == 0 && strcmp(names[j], "lines.yml") == 0)
			continue;
		if (len < 4 || strcmp(names[j] + len - 3, ".md") != 0) {
			file_missing(p->run, arena_print(p->run->a, "%s/%s", k->folder, names[j]),
			             "not part of a pack");
			continue;
		}
		struct file *f = read_one(p->run, k, names[j]);
		if (f == NULL)
			continue;
		if (p->counts[i] == FILES_MAX) {
			file_missing(p->run, k->folder, "too many files in all packs");
			return;
		}
		if (!run_first(p->run) && f->item != NULL && !f->bad)
			val_put(f->item, span_text("pack"), val_text(p->run->a, val_span(p->run->further, "id"), 0));
		p->files[i][p->counts[i]++] = f;
	}
}

/* What holds for everybody stands in the first pack alone: a further one may add, never change it. */
static bool first_only(const char *name)
{
	static const char *const names[] = {"reflection", "safety", "start", "words.txt"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool known_name(const struct run *run, const char *name)
{
	if (run->further != NULL && first_only(name))
		return false;
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(name, kinds[i].folder) == 0)
			return true;
	return strcmp(name, "pack.yml") == 0 || strcmp(name, "words.txt") == 0;
}

/* All folders of the pack at run->root. */
static void read_folders(struct programme *p)
{
	const char *names[FILES_MAX];
	size_t n = list_folder(p->run, "", names);
	for (size_t i = 0; i < n; i++)
		if (!known_name(p->run, names[i]))
			file_missing(p->run, names[i], run_first(p->run) ? "not part of a pack" : "not part of a further pack");
	for (size_t i = 0; i < KINDS; i++)
		if (run_first(p->run) || !first_only(kinds[i].folder))
			read_folder(p, i);
}

static void read_further(struct programme *p, const char *root)
{
	struct run *run = p->run;
	run->root = root;
	run->further = val_new(run->a, VAL_MAP, 0); /* until pack.yml has been read: not the first one */
	const struct val *meta = pack_yml_read(run, p->pack);
	if (meta == NULL)
		return;
	val_put(run->further, span_text("id"), val_text(run->a, val_span(meta, "id"), 0));
	val_put(run->further, span_text("title"), val_text(run->a, val_span(meta, "title"), 0));
	val_push(p->packs, run->further);
	read_folders(p);
}

/* A folder with a pack.yml. */
static bool is_pack(struct run *run, const char *folder)
{
	struct stat sb;
	return stat(run_saw(run, arena_print(run->a, "%s/pack.yml", folder)), &sb) == 0;
}

static void read_all_further(struct programme *p, const char *first, const char *further)
{
	const char *names[FILES_MAX];
	p->run->root = further;
	size_t n = list_folder(p->run, "", names);
	for (size_t i = 0; i < n; i++) {
		const char *root = arena_print(p->run->a, "%s/%s", further, names[i]);
		p->run->root = further;
		if (strcmp(root, first) != 0 && is_pack(p->run, names[i]))
			read_further(p, root);
	}
	p->run->root = first;
	p->run->further = NULL;
}

struct programme *programme_read(struct run *run, const char *further)
{
	struct programme *p = arena_get(run->a, sizeof *p);
	p->run = run;
	p->packs = val_new(run->a, VAL_LIST, 0);
	p->pack = pack_yml_read(run, NULL);
	read_folders(p);
	p->lines = lines_yml_read(run);
	if (run->words_min != 0)
		p->words = words_txt_read(run);
	if (further != NULL)
		read_all_further(p, run->root, further);
	refs_check(run->refs);
	return p;
}

struct file *const *programme_files(const struct programme *p, size_t kind, size_t *count)
{
	*count = p->counts[kind];
	return p->files[kind];
}

/* ---- the hardest to read */

void programme_grades(const struct programme *p, FILE *out)
{
	const struct file *worst[WORST + 1];
	size_t n = 0;
	for (size_t i = 0; i < KINDS; i++)
		for (size_t j = 0; j < p->counts[i]; j++) {
			size_t at = n;
			for (;
			     at > 0 && reading_grade(&worst[at - 1]->reading) < reading_grade(&p->files[i][j]->reading);
			     at--)
				worst[at] = worst[at - 1];
			worst[at] = p->files[i][j];
			n = n < WORST ? n + 1 : WORST;
		}
	fputs("hardest to read:", out);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "%s %s %.1f", i != 0 ? "," : "", worst[i]->path, reading_grade(&worst[i]->reading));
	fputc('\n', out);
}

/* ---- the compiled pack */

static int by_id(const void *a, const void *b)
{
	struct span x = val_span((*(struct file *const *)a)->item, "id"),
	            y = val_span((*(struct file *const *)b)->item, "id");
	int c = memcmp(x.p, y.p, x.len < y.len ? x.len : y.len);
	return c != 0 ? c : (x.len > y.len) - (x.len < y.len);
}

static struct val *folder_list(const struct programme *p, size_t i)
{
	struct arena *a = p->run->a;
	struct file **sound = arena_get(a, (p->counts[i] + 1) * sizeof(struct file *));
	size_t n = 0;
	for (size_t j = 0; j < p->counts[i]; j++)
		if (!p->files[i][j]->bad && p->files[i][j]->item != NULL)
			sound[n++] = p->files[i][j];
	qsort(sound, n, sizeof(struct file *), by_id);
	struct val *list = val_new(a, VAL_LIST, 0);
	for (size_t j = 0; j < n; j++)
		val_push(list, sound[j]->item);
	return list;
}

static struct val *whole(const struct programme *p)
{
	struct arena *a = p->run->a;
	struct val *root = val_new(a, VAL_MAP, 0);
	val_put(root, span_text("v"), val_int(a, 1));
	for (struct val *next, *v = p->pack != NULL ? p->pack->first : NULL; v != NULL; v = next) {
		next = v->next;
		val_put(root, v->key, v);
	}
	for (size_t i = 0; i < KINDS; i++)
		val_put(root, span_text(kinds[i].folder), folder_list(p, i));
	val_put(root, span_text("lines"), p->lines != NULL ? p->lines : val_new(a, VAL_LIST, 0));
	val_put(root, span_text("words"), p->words != NULL ? p->words : val_new(a, VAL_LIST, 0));
	val_put(root, span_text("packs"), p->packs);
	return root;
}

static enum status encode(const struct val *root, struct arena *a, struct buf *out)
{
	struct cbor_w w = cbor_writer(out);
	val_encode(&w, root, a);
	return w.st;
}

enum status programme_compile(const struct programme *p, struct buf *out)
{
	struct arena *a = p->run->a;
	struct val *root = whole(p), *hash = val_new(a, VAL_BYTES, 0);
	struct buf rest;
	buf_init(&rest, alloc_heap(), PACK_MAX);
	enum status st = encode(root, a, &rest);
	if (st == ST_OK) {
		uint8_t h[32];
		(void)crypto_generichash(h, sizeof h, rest.p, rest.len, NULL, 0);
		hash->text = arena_copy(a, h, sizeof h);
		val_put(root, span_text("hash"), hash);
		st = encode(root, a, out);
	}
	buf_clear(&rest);
	return st == ST_OK ? cbor_check(buf_span(out)) : st;
}

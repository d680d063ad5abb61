// Tags of one's own pages: free words, chosen from those used before or typed.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../strings/text';
import { clean } from '../../ui/words';
import { LineField, Note } from '../../ui/parts';

const TAGS_MAX = 12;
const TAG_LEN = 24;
const OFFERED = 24;
const same = (a: string, b: string): boolean => a.toLocaleLowerCase() === b.toLocaleLowerCase();

export const tagsOf = (tagged: string | undefined): string[] => (tagged ?? '').split('\n').filter(Boolean).slice(0, TAGS_MAX);
export const tagged = (tags: readonly string[]): string => tags.join('\n');

/** addTags(to, typed): what was typed, cut at commas; the same word twice is one tag. */
export function addTags(to: readonly string[], typed: string): string[] {
  const out = [...to];
  for (const piece of typed.split(/[,;\n]/)) {
    const tag = [...clean(piece)].slice(0, TAG_LEN).join('').trim();
    if (tag && out.length < TAGS_MAX && !out.some((x) => same(x, tag))) out.push(tag);
  }
  return out;
}
/** earlier(pages): tags of own pages, the most used first. */
export function earlier(pages: readonly { tagged?: string }[]): string[] {
  const n = new Map<string, { tag: string; n: number }>();
  for (const p of pages) for (const tag of tagsOf(p.tagged)) {
    const k = tag.toLocaleLowerCase();
    const had = n.get(k);
    if (had) had.n++;
    else n.set(k, { tag, n: 1 });
  }
  return [...n.values()].sort((a, b) => b.n - a.n || a.tag.localeCompare(b.tag)).map((x) => x.tag);
}

/** Words that can be on or off. */
export function TagRow(p: { label: string; of: readonly string[]; on: readonly string[]; onFlip: (tag: string) => void }): VNode {
  return (
    <div class="tags" role="group" aria-label={p.label}>
      {p.of.map((tag) => <button key={tag} type="button" class="tag" aria-pressed={p.on.some((x) => same(x, tag))} onClick={() => p.onFlip(tag)}>{tag}</button>)}
    </div>
  );
}
export const flip = (on: readonly string[], tag: string): string[] => (on.some((x) => same(x, tag)) ? on.filter((x) => !same(x, tag)) : addTags(on, tag));

/** The tags of one page, and what is being typed for one more: it counts too when the page is kept. */
export function Tags(p: { value: readonly string[]; before: readonly string[]; line: string; onChange: (tags: readonly string[], line: string) => void }): VNode {
  const [open] = useState(p.value.length > 0);
  const all = [...p.value, ...p.before.filter((b) => !p.value.some((v) => same(v, b)))].slice(0, Math.max(OFFERED, p.value.length));
  const add = () => p.onChange(addTags(p.value, p.line), '');
  return (
    <details class="fold tags-fold" open={open}>
      <summary>{p.value.length ? t('tags-are', { tags: p.value.join(', ') }) : t('tags-title')}</summary>
      {all.length ? <TagRow label={t('tags-title')} of={all} on={p.value} onFlip={(tag) => p.onChange(flip(p.value, tag), p.line)} /> : null}
      {p.value.length < TAGS_MAX ? (
        <>
          <LineField label={t('tags-new')} value={p.line} max={TAG_LEN * 4} onInput={(s) => p.onChange(p.value, s)} onEnter={add} />
          {p.line.trim() ? <button type="button" class="quiet" onClick={add}>{t('tags-add')}</button> : null}
        </>
      ) : <Note>{t('tags-full')}</Note>}
      <Note>{t('tags-note')}</Note>
    </details>
  );
}

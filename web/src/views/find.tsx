// Find a page: looks through the journal on this device alone, part by part, and says how far it has come.  Old texts that
// the start left out are read again from the store on the way (home.ts).
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sayDate, t } from '../strings/text';
import { view } from '../client';
import { Page, Recto, Verso } from '../ui/page';
import { LineField, Note, Quiet, Quiets } from '../ui/parts';
import { useAsked } from './day/asked';
import { useHere } from './day/here';
import { say, useWho } from './day/kept';
import { earlier, flip, TagRow, tagsOf } from './day/tags';
import { EntryRows, firstLine, fromHere } from './journal';
import type { EntryRec } from './journal';

const PART = 50;
const SHOWN = 40;
const TAGS_SHOWN = 30;

/** fold(s): as it is compared: no case, no accents. */
export const fold = (s: string): string => s.normalize('NFD').replace(/\p{M}+/gu, '').toLocaleLowerCase();

interface Read { pages: EntryRec[]; done: boolean; failed: boolean }
/** All pages, newest first, a part at a time, as long as this screen stands. */
function useAllPages(): Read {
  const [read, set] = useState<Read>({ pages: [], done: false, failed: false });
  useEffect(() => {
    let live = true;
    const seen = new Set<string>();
    const pages: EntryRec[] = [];
    const next = async (before: number, limit: number): Promise<void> => {
      const part = await view<EntryRec[]>({ show: 'journal', limit, ...(before ? { before } : {}) });
      if (!live) return;
      const fresh = part.filter((r) => !seen.has(r.id));
      for (const r of fresh) seen.add(r.id);
      pages.push(...fresh);
      const done = part.length < limit;
      set({ pages: [...pages], done, failed: false });
      const last = part[part.length - 1]?.at_ms ?? 0;
      // Several may carry the same millisecond: the last one is asked for again, and skipped; if nothing came of it, past it.
      if (!done) setTimeout(() => { if (live) void next(fresh.length ? last + 1 : last, PART).catch(fail); }, 0);
    };
    const fail = () => { if (live) set((r) => ({ ...r, done: true, failed: true })); };
    next(0, PART).catch(fail);
    return () => { live = false; };
  }, []);
  return read;
}

export function Find(): VNode {
  const who = useWho();
  const read = useAllPages();
  const here = useHere();
  const [words, setWords] = useState('');
  const [tags, setTags] = useState<string[]>([]);
  const [limit, setLimit] = useState(SHOWN);
  const all = useMemo(() => [...read.pages, ...(here ?? []).map(fromHere)].sort((a, b) => b.at_ms - a.at_ms), [read.pages, here]);
  const asked = useAsked(all.some((r) => r.body?.prompt?.[0]));
  const cold = all.filter((r) => r.cold || !r.body).length;
  // What stands on the page is what is searched: the text, its tags, and the question as it is shown to this person.
  const folded = useRef(new Map<EntryRec, string>());
  useMemo(() => { folded.current = new Map(); }, [all, asked, who]);
  const textOf = (r: EntryRec): string => {
    let s = folded.current.get(r);
    if (s === undefined) folded.current.set(r, (s = fold([r.body.text, tagsOf(r.body.tagged).join(' '), say(asked.get(r.body.prompt?.[0] ?? ''), who)].join('\n'))));
    return s;
  };
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  const has = (r: EntryRec): boolean => {
    if (!r.body?.text) return false;
    const own = r.mine ? tagsOf(r.body.tagged).map(fold) : [];
    return tags.every((x) => own.includes(fold(x))) && wanted.every((w) => textOf(r).includes(w));
  };
  const looking = wanted.length > 0 || tags.length > 0;
  const found = useMemo(() => (looking ? all.filter(has) : []), [all, asked, who, words, tags]);
  const known = useMemo(() => earlier(all.filter((r) => r.mine && r.body).map((r) => r.body)).slice(0, TAGS_SHOWN), [all]);
  /** The line in which the first word stands. */
  const line = (r: EntryRec): string => firstLine(r.body.text.split('\n').find((l) => wanted[0] && fold(l).includes(wanted[0])) ?? r.body.text);
  const last = read.pages[read.pages.length - 1];
  const far = !read.done && last ? t('find-so-far', { n: all.length, day: sayDate(last.body?.day ?? Math.floor(last.at_ms / 86_400_000)) })
    : read.failed ? t('find-failed', { n: all.length }) : read.done && here ? t('find-all', { n: all.length - cold }) : t('find-begins');
  return (
    <Page back={t('journal-title')} top kind="find journal-list">
      <Verso>
        <h1>{t('find-title')}</h1>
        <p class="deck soft">{t('find-deck')}</p>
        <LineField label={t('find-words')} value={words} max={80} onInput={(v) => { setWords(v); setLimit(SHOWN); }} />
        {known.length ? <><p class="soft tags-legend">{t('tags-title')}</p><TagRow label={t('tags-title')} of={known} on={tags} onFlip={(x) => { setTags(flip(tags, x)); setLimit(SHOWN); }} /></> : null}
        <p class="note" role="status">{far}{looking && read.done ? ` ${t('find-found', { n: found.length })}` : ''}</p>
        {read.done && cold ? <Note>{t('find-cold', { n: cold })}</Note> : null}
      </Verso>
      <Recto>
        {found.length ? <EntryRows of={found.slice(0, limit)} name={who.you || t('your-partner')} line={line} /> : null}
        {looking && read.done && found.length === 0 ? <Note>{t('find-none')}</Note> : null}
        {found.length > limit ? <Quiets><Quiet onClick={() => setLimit(limit + SHOWN)}>{t('find-more')}</Quiet></Quiets> : null}
      </Recto>
    </Page>
  );
}

// Outings, small dares and tips: short lists for days on which nothing is due.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { useView } from '../client';
import { go } from '../nav';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Note, Picks, Quiet, Quiets } from '../ui/parts';
import { say, useNow, useWho } from './day/kept';
import { from, usePacks } from './packs';

interface ListRow { id: string; title: string; line: string; fits?: string[]; pack?: string; items: { id: string; text: string }[] }
const FITS = ['free', 'home', 'low-mobility', 'apart', 'with-children'] as const;
type Fit = (typeof FITS)[number];

/** Titles to open, one at a time, with their short texts. */
function Folds(p: { of: readonly ListRow[]; first?: boolean }): VNode {
  const who = useWho();
  const packs = usePacks();
  const [open, setOpen] = useState<string | null>(p.first ? p.of[0]?.id ?? null : null);
  return (
    <>
      {p.of.map((l) => (
        <details class="fold" key={l.id} open={open === l.id} onToggle={(e) => { if (e.currentTarget.open) setOpen(l.id); else if (open === l.id) setOpen(null); }}>
          <summary><span>{say(l.title, who)}<small>{from(packs, l, say(l.line, who))}</small></span></summary>
          {open === l.id ? <ul class="short-list">{l.items.map((x) => <li key={x.id}>{say(x.text, who)}</li>)}</ul> : null}
        </details>
      ))}
    </>
  );
}

export function Outings(): VNode {
  const list = useView<ListRow[]>({ show: 'list', folder: 'outings' });
  const [fits, setFits] = useState<Fit[]>([]);
  const here = (list ?? []).filter((l) => fits.every((f) => l.fits?.includes(f)));
  return (
    <Page foot="ideas" back={t('place-ideas')} onBack={() => go('ideas')} top kind="lists">
      <Verso>
        <h1>{t('outings-title')}</h1>
        <p class="deck soft">{t('outings-deck')}</p>
        <Picks legend={t('outings-fits')} shown value={fits} of={FITS.map((f) => [f, t(`fits-${f}`)] as const)} onPick={setFits} />
      </Verso>
      <Recto>
        <Folds key={here.map((l) => l.id).join()} of={here} first />
        {list && here.length === 0 ? <Note>{t('outings-none')}</Note> : null}
      </Recto>
    </Page>
  );
}

export function Tips(): VNode {
  const list = useView<ListRow[]>({ show: 'list', folder: 'tips' });
  return (
    <Page foot="ideas" back={t('place-ideas')} onBack={() => go('ideas')} top kind="lists">
      <Verso><h1>{t('tips-title')}</h1><p class="deck soft">{t('tips-deck')}</p></Verso>
      <Recto><Folds of={list ?? []} /></Recto>
    </Page>
  );
}

/** For those who like dares: nothing is shown until one is asked for, and nothing is noted down. */
export function Dares(): VNode {
  const { day } = useNow();
  const who = useWho();
  const list = useView<ListRow[]>({ show: 'list', folder: 'dares' });
  const all = (list ?? []).flatMap((l) => l.items);
  const [at, setAt] = useState<number | null>(null);
  // The day's place in the list, then a stride through it: all of them come before one comes again.
  const now = at === null || all.length === 0 ? null : all[(day * 7 + at * stride(all.length)) % all.length];
  return (
    <Page foot="ideas" back={t('place-ideas')} onBack={() => go('ideas')} top kind="lists dares">
      <Verso>
        <h1>{t('dares-title')}</h1>
        <p class="deck soft">{t('dares-deck')}</p>
      </Verso>
      <Recto>
        {now ? <div class="leaflet"><p class="say" aria-live="polite">{say(now.text, who)}</p></div> : null}
        {now ? <Quiets><Quiet onClick={() => setAt((at ?? 0) + 1)}>{t('dares-another')}</Quiet><Quiet onClick={() => setAt(null)}>{t('dares-away')}</Quiet></Quiets>
          : <Act missing={list !== undefined && all.length === 0 && t('gone-title')} onClick={() => setAt(0)}>{t('dares-one')}</Act>}
        <Note>{t('dares-note')}</Note>
      </Recto>
    </Page>
  );
}
/** A step that has no divisor in common with n, near to its golden cut. */
function stride(n: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let s = Math.max(1, Math.round(n * 0.618));
  while (common(s, n) !== 1) s++;
  return s;
}

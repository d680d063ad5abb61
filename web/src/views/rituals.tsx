// Rituals and dates: what the two come back to, and what they look forward to.  Nothing here is due, nothing is counted,
// and nothing is announced: a shared one stands in the other's list, and that is all.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { sayDate, t } from '../strings/text';
import { remove, useView, write } from '../client';
import { back, go, replace } from '../nav';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, AudienceRows, Equal, LineField, Note, Quiet, Quiets, Rows, Sheet, Who as Mark } from '../ui/parts';
import type { Audience } from '../ui/parts';
import { DayField, TimeField, Weekdays, weekdayBit } from '../ui/when';
import { bodyOf, DAILY, dayWords, FORTNIGHT, MONTHLY, nextOf, oftenWords, ONCE, ruleWords, useRituals, WEEKLY } from './day/comes';
import type { RitualBody, RitualRow } from './day/comes';
import type { ListOf, Listed } from './day/kinds';
import { kept, say, tellThere, useDraft, useNow, useWho } from './day/kept';
import type { Who } from './day/kept';
import { useItem } from './item';

/** After so many days Hearth asks once whether it is still alive. */

function RitualRows(p: { of: readonly RitualRow[]; now: { day: number; minute: number }; who: Who }): VNode {
  const { day } = p.now;
  const line = (r: RitualRow): string => {
    const at = nextOf(r, p.now);
    if (r.review_due) return t('ritual-review-line');
    if (at === undefined) return dayWords(r.until ?? r.from, day);
    return [dayWords(at, day, r.minute), r.every === ONCE ? '' : oftenWords(r.every), r.mine ? '' : p.who.you || t('your-partner')].filter(Boolean).join(' · ');
  };
  return (
    <Rows class="pages">
      {p.of.map((r) => (
        <li key={`${r.id}${String(r.mine)}`}>
          <button type="button" class="row" onClick={() => go(r.review_due ? 'ritualreview' : 'ritual', { id: r.id, mine: r.mine })}>
            <span class={`mark ${r.for}`} />
            <span><span class="hand">{r.title}</span><small>{line(r)}<span class="vh"> · {t(r.for === 'us' ? 'audience-us' : 'audience-me')}</span></small></span>
          </button>
        </li>
      ))}
    </Rows>
  );
}

export function Rituals(): VNode {
  const now = useNow();
  const who = useWho();
  const all = useRituals(now.day);
  const coming = (all ?? []).filter((r) => r.next.length > 0);
  const over = (all ?? []).filter((r) => r.next.length === 0);
  return (
    <Page back={t('place-us')} onBack={() => go('us')} foot="us" top kind="rituals">
      <Verso>
        <Drawing of="cups" />
        <h1>{t('rituals-title')}</h1>
        <p class="deck soft">{t('rituals-deck')}</p>
        <Act onClick={() => go('ritual', { kind: 0 })}>{t('ritual-add')}</Act>
        <Quiets><Quiet onClick={() => go('ritual', { kind: 1 })}>{t('date-add')}</Quiet></Quiets>
      </Verso>
      <Recto>
        {all && all.length === 0 ? <Note>{t('rituals-empty')}</Note> : null}
        <RitualRows of={coming} now={now} who={who} />
        {over.length ? <><h2 class="later">{t('rituals-over')}</h2><RitualRows of={over} now={now} who={who} /></> : null}
        {coming.length ? <Quiets><Quiet onClick={() => go('calendar')}>{t('rituals-calendar')}</Quiet></Quiets> : null}
      </Recto>
    </Page>
  );
}

/* ---- one of them ---- */

type Params = { id?: string; mine?: boolean; kind?: number };
const Wait = (p: { title: string }): VNode => <Page back={t('rituals-title')} top><Verso><h1 class="vh">{p.title}</h1></Verso></Page>;
const Gone = (): VNode => <Page back={t('rituals-title')} top><Verso><h1>{t('gone-title')}</h1></Verso></Page>;

function useOne(p: Params, day: number): { row: RitualRow | undefined; known: boolean } {
  const all = useRituals(day);
  return { row: all?.find((r) => r.id === p.id && r.mine === p.mine), known: !p.id || !!all };
}

export function Ritual(p: { params: Params }): VNode {
  const { day } = useNow();
  const who = useWho();
  const { row, known } = useOne(p.params, day);
  if (!known || !who.known) return <Wait title={t('rituals-title')} />;
  if (p.params.id && !row) return <Gone />;
  if (row && !row.mine) return <Theirs row={row} who={who} day={day} />;
  return <Change key={p.params.id ?? 'new'} row={row} kind={row?.kind ?? p.params.kind ?? 0} day={day} who={who} />;
}

const untilWords = (b: RitualBody): string => (b.until === undefined ? '' : ` · ${t('ritual-until-words', { day: sayDate(b.until) })}`);
/** How it stands: the words that both read, all of them. */
function Told(p: { of: RitualBody; day: number }): VNode {
  return (
    <section class="part told">
      <span class="mark us" />
      <p class="hand">{p.of.title}</p>
      <p class="soft">{ruleWords(p.of, p.day)}{p.of.minutes ? ` · ${t('ritual-minutes', { n: p.of.minutes })}` : ''}{untilWords(p.of)}</p>
      {p.of.note ? <p class="keep-lines">{p.of.note}</p> : null}
    </section>
  );
}

/** Only its writer can change a record; here it is read. */
function Theirs(p: { row: RitualRow; who: Who; day: number }): VNode {
  const { row } = p;
  return (
    <Page back={t('rituals-title')} top>
      <Verso>
        <h1>{row.title}</h1>
        <p class="deck">{ruleWords(row, p.day)}{row.minutes ? ` · ${t('ritual-minutes', { n: row.minutes })}` : ''}{untilWords(row)}</p>
        {row.note ? <p class="hand keep-lines">{row.note}</p> : null}
        <Mark for="us" />
      </Verso>
      <Recto low><Note>{t('ritual-theirs', { name: p.who.you || t('your-partner') })}</Note></Recto>
    </Page>
  );
}

interface Draft extends Omit<RitualBody, 'minute' | 'minutes' | 'until' | 'note' | 'days' | 'from'> {
  from: number | null; days: number; minute: number | null; minutes: number; until: number | null; note: string; aud: Audience;
}

function draftOf(row: RitualRow | undefined, kind: number, day: number): Draft {
  if (!row) return { title: '', kind, every: kind === 1 ? ONCE : WEEKLY, from: kind === 1 ? null : day, days: 0, minute: null, minutes: 0, until: null, note: '', aud: 'me' };
  return { title: row.title, kind, every: row.every, from: row.from, days: row.days ?? (row.every === WEEKLY ? weekdayBit(row.from) : 0), minute: row.minute ?? null, minutes: row.minutes ?? 0, until: row.until ?? null, note: row.note ?? '', aud: row.for };
}

/** What is kept: fields that say nothing are left out. */
function recordOf(d: Draft, day: number): RitualBody {
  const b: RitualBody = { title: d.title.trim(), kind: d.kind, every: d.every, from: d.from ?? day };
  if ((d.every === WEEKLY || d.every === FORTNIGHT) && d.days) b.days = d.days;
  if (d.minute !== null) b.minute = d.minute;
  if (d.minutes) b.minutes = d.minutes;
  if (d.until !== null && d.every !== ONCE) b.until = d.until;
  if (d.note.trim()) b.note = d.note.trim();
  return b;
}

/** Whether a first day is asked for: the others begin by themselves. */
const dated = (every: number): boolean => every !== WEEKLY && every !== DAILY;

const missingOf = (d: Draft, b: RitualBody): string | false =>
  !b.title ? t('ritual-title-missing') : d.every === WEEKLY && !d.days ? t('ritual-days-missing')
    : dated(d.every) && d.from === null ? t('ritual-day-missing') : b.until !== undefined && b.until < b.from ? t('ritual-until-missing') : false;

const OFTEN = { 0: [DAILY, WEEKLY, FORTNIGHT, MONTHLY], 1: [ONCE, MONTHLY, FORTNIGHT, WEEKLY] } as const;
const LENGTHS = ['0', '15', '30', '60', '120', '180'] as const;

function Change(p: { row: RitualRow | undefined; kind: number; day: number; who: Who }): VNode {
  const { row, day, who, kind } = p;
  const draft = useDraft<Draft>(`draft:ritual:${row?.id ?? `new${kind}`}`, draftOf(row, kind, day));
  const d = draft.value;
  const put = (x: Partial<Draft>) => draft.set({ ...d, ...x });
  const [sheet, setSheet] = useState(false);
  const [busy, setBusy] = useState(false);
  const [ideas, setIdeas] = useState(false);
  const was = row?.for ?? null;
  const body = recordOf(d, day);

  const keep = async () => {
    const aud = d.aud === 'us' ? 'us' : 'me';
    setBusy(true);
    // Another audience is another book: written there first, taken out here after, so that nothing is lost between.
    const moved = was !== null && was !== aud;
    const ok = await kept(write('ritual', aud, body, moved ? undefined : row?.id));
    if (ok && moved && row) await kept(remove('ritual', was, row.id));
    setBusy(false);
    setSheet(false);
    if (!ok) return;
    draft.drop();
    back('rituals');
    tellThere(t('day-kept'));
  };
  const away = async () => {
    draft.drop();
    if (row) await letGo(row);
    else back('rituals');
  };

  if (ideas) return <Outings onBack={() => setIdeas(false)} onPick={(x) => { put(x); setIdeas(false); }} who={who} />;
  const repeats = d.every !== ONCE;
  return (
    <Page back={t('rituals-title')} top kind="ritual">
      <Verso>
        <h1>{t(row ? 'ritual-change' : kind === 1 ? 'date-new' : 'ritual-new')}</h1>
        {row ? null : <p class="deck soft">{t(kind === 1 ? 'date-deck' : 'ritual-deck')}</p>}
        <LineField grow label={t('ritual-what')} value={d.title} max={80} placeholder={t(kind === 1 ? 'date-small' : 'ritual-small')} onInput={(title) => put({ title })} />
        {kind === 1 ? <Ideas onClick={() => setIdeas(true)} /> : null}
        <Answers legend={t('ritual-often')} shown value={String(d.every)} of={OFTEN[kind === 1 ? 1 : 0].map((e) => [String(e), t(`ritual-often-${e}`)] as const)} onPick={(e) => put({ every: Number(e), days: Number(e) === d.every ? d.days : 0 })} />
      </Verso>
      <Recto>
        {d.every === WEEKLY ? <Weekdays legend={t('ritual-days')} value={d.days} onPick={(days) => put({ days })} /> : null}
        {!dated(d.every) ? null : (
          <DayField label={t(repeats ? 'ritual-first' : 'ritual-day')} value={d.from} onDay={(from) => put({ from })}
            hint={d.every === MONTHLY && d.from !== null && new Date(d.from * 86_400_000).getUTCDate() > 28 ? t('ritual-short-months') : undefined} />
        )}
        <TimeField label={t('ritual-time')} hint={t('ritual-time-hint')} value={d.minute} onMinute={(minute) => put({ minute })} />
        <details class="fold">
          <summary>{t('ritual-more')}</summary>
          <div class="more-fields">
            <Answers legend={t('ritual-long')} shown value={String(d.minutes)} of={[...LENGTHS, ...(LENGTHS.some((l) => Number(l) === d.minutes) ? [] : [String(d.minutes)])].map((l) => [l, t('ritual-minutes', { n: Number(l) })] as const)} onPick={(l) => put({ minutes: Number(l) })} />
            <LineField grow label={t('ritual-note')} value={d.note} max={300} onInput={(note) => put({ note })} />
            {repeats ? <DayField label={t('ritual-until')} hint={t('ritual-until-hint')} value={d.until} onDay={(until) => put({ until })} /> : null}
          </div>
        </details>
        {who.paired ? <AudienceRows legend={t('ritual-for')} says={t(`ritual-${d.aud}-says`)} value={d.aud} of={['me', 'us']} onPick={(aud) => put({ aud })} />
          : <p class="who me"><i />{t('who-me')}</p>}
        {was === 'us' && d.aud === 'me' ? <Note>{t('ritual-take-back')}</Note> : null}
        <Act busy={busy && t('day-keeping')} missing={missingOf(d, body)} onClick={() => (d.aud === 'us' && was !== 'us' ? setSheet(true) : void keep())}>{t('ritual-keep')}</Act>
        <Quiets>
          {row ? <Quiet onClick={() => { draft.drop(); back('rituals'); }}>{t('sheet-as-it-was')}</Quiet> : null}
          {row || d.title ? <Quiet onClick={() => void away()}>{t(row ? 'day-remove' : 'entry-throw')}</Quiet> : null}
        </Quiets>
      </Recto>
      {sheet ? (
        <Sheet title={t('ritual-share-title')} yes={t('ritual-share-yes')} no={t('share-no')} busy={busy && t('day-keeping')} onYes={() => void keep()} onNo={() => setSheet(false)}>
          <p class="soft">{t('ritual-share-words', { name: who.you || t('your-partner') })}</p>
          <Told of={body} day={day} />
        </Sheet>
      ) : null}
    </Page>
  );
}

/** Removed, with a way back that keeps its place in calendars: the same record is written again. */
async function letGo(row: RitualRow): Promise<void> {
  if (!(await kept(remove('ritual', row.for, row.id)))) return;
  back('rituals');
  tellThere(t('ritual-removed'), { words: t('day-undo'), run: () => void write('ritual', row.for, bodyOf(row), row.id) });
}

/* ---- gone empty? ---- */

/** Three ways of the same weight. The talk about it is theirs; the exercise is there if they want it. */
export function RitualReview(p: { params: Params }): VNode {
  const { day } = useNow();
  const { row, known } = useOne(p.params, day);
  const talk = useItem<{ id: string; title: string }>('exercises', 'H01');
  if (!known) return <Wait title={t('ritual-review-title')} />;
  if (!row) return <Gone />;
  // That somebody thought about it is theirs alone: the record that both may read stays untouched.
  const looked = () => kept(write('seen', 'me', { what: row.id, day }));
  const keep = async () => {
    if (!(await looked())) return;
    back('rituals');
    tellThere(t('ritual-stays'));
  };
  const renew = async () => { if (await looked()) replace('ritual', { id: row.id, mine: true }); };
  return (
    <Page back={t('rituals-title')} top>
      <Verso>
        <h1>{t('ritual-review-title')}</h1>
        <p class="hand">{row.title}</p>
        <p class="deck soft">{t('ritual-review-deck')}</p>
        <Mark for={row.for} />
      </Verso>
      <Recto>
        <Rows class="big" label={t('ritual-review-title')}>
          <Equal title={t('ritual-as-is')} line={t('ritual-as-is-line')} onClick={() => void keep()} />
          <Equal title={t('ritual-renew')} line={t('ritual-renew-line')} onClick={() => void renew()} />
          <Equal title={t('ritual-drop')} line={t('ritual-drop-line')} onClick={() => void letGo(row)} />
        </Rows>
        {talk && row.for === 'us' ? <Quiets><Quiet onClick={() => go('exercise', { id: talk.id })}>{t('ritual-talk', { title: talk.title })}</Quiet></Quiets> : null}
      </Recto>
    </Page>
  );
}

/* ---- ideas for a date ---- */

/** Only where the pack has outings. */
function Ideas(p: { onClick: () => void }): VNode | null {
  const lists = useView<Listed[]>({ show: 'list', folder: 'outings' });
  return lists?.length ? <Quiets><Quiet onClick={p.onClick}>{t('date-idea')}</Quiet></Quiets> : null;
}

const TITLE_MAX = 80;
/** An idea as title and note: its first sentence where that is short enough, the rest beside it. */
function ideaParts(text: string): { title: string; note: string } {
  const end = text.search(/[.?](\s|$)/);
  const first = end > 0 ? text.slice(0, end) : text;
  if (first.length <= TITLE_MAX) return { title: first, note: end > 0 ? text.slice(end + 1).trim() : '' };
  return { title: `${first.slice(0, TITLE_MAX - 2).replace(/[\s,;:–-]+\S*$/, '')} …`, note: text };
}

function Outings(p: { onBack: () => void; onPick: (x: { title: string; note: string }) => void; who: Who }): VNode {
  const lists = useView<Listed[]>({ show: 'list', folder: 'outings' });
  const [at, setAt] = useState<string | null>(null);
  const list = useItem<ListOf>('outings', at ?? '');
  const text = (s: string) => say(s, p.who);
  if (!at) {
    return (
      <Page key="lists" back={t('date-new')} onBack={p.onBack} top>
        <Verso><h1>{t('dateideas-title')}</h1><p class="deck soft">{t('dateideas-deck')}</p></Verso>
        <Recto><Rows class="big" label={t('dateideas-title')}>{(lists ?? []).map((l) => <Equal key={l.id} title={l.title} line={text(l.line)} onClick={() => setAt(l.id)} />)}</Rows></Recto>
      </Page>
    );
  }
  return (
    <Page key={at} back={t('dateideas-title')} onBack={() => setAt(null)} top>
      <Verso><h1>{list?.title ?? '\u00a0'}</h1><p class="deck soft">{text(list?.line ?? '')}</p></Verso>
      <Recto>
        <Rows class="pages">
          {(list?.items ?? []).map((i) => <li key={i.id}><button type="button" class="row idea" onClick={() => p.onPick(ideaParts(text(i.text)))}><span class="hand">{text(i.text)}</span></button></li>)}
        </Rows>
      </Recto>
    </Page>
  );
}

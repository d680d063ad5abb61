// Sheets: forms of the pack that one or two fill in.  Private first; sharing is chosen for each one and shown before it
// happens.  A sheet that asks to be looked at again says so in this list and nowhere else.
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { sayDate, sayDay, t } from '../strings/text';
import { remove, useView, write } from '../client';
import { back, go } from '../nav';
import { Blocks } from '../ui/blocks';
import type { Block } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, AudienceRows, Equal, LineField, Note, PaperField, Quiet, Quiets, Rows, Sheet as Ask, Who as Mark } from '../ui/parts';
import type { Audience } from '../ui/parts';
import { tell } from '../ui/tell';
import { kept, say, tellThere, useDraft, useNow, useWho } from './day/kept';
import type { Who } from './day/kept';
import { from, usePacks } from './packs';
import { Pause, pauseWords } from './pause';
import { When } from './when';
import { Wording } from './wording';

export interface SheetRow { id: string; title: string; line: string; keep: 'me' | 'us' | 'either'; many: boolean; pack?: string; filled: boolean; due: boolean; rests: boolean; until: number | null }
export interface AskOf { text: string; hint?: string; kind: 'line' | 'text' | 'day' | 'time' | 'pick'; options?: string[]; check?: boolean }
export interface SheetItem { id: string; title: string; line: string; keep: 'me' | 'us' | 'either'; many: boolean; again?: number; pack?: string; asks: AskOf[]; body: { text: Block[] } }
export interface SheetRec { id: string; for: 'me' | 'us'; mine: boolean; day: number; again: number | null; over: boolean; answers: string[] }
export interface SheetView { item: SheetItem; rests: boolean; due: boolean; runs: boolean; run: { id: string; for: 'me' | 'us'; mine: boolean; until: number } | null; records: SheetRec[] }

/** The plan for dark hours: reached from Help alone, in no list, and not even a draft of it stays behind. */
const DARK_HOURS = 'safety-plan';

/* ---- the list ---- */

export function Sheets(): VNode {
  const now = useNow();
  const who = useWho();
  const packs = usePacks();
  const list = useView<SheetRow[]>({ show: 'sheets', ...now });
  const here = (list ?? []).filter((s) => s.id !== DARK_HOURS);
  const line = (s: SheetRow) => [from(packs, s, say(s.line, who)), s.due ? t('sheet-due') : '', s.until !== null ? pauseWords(s.until) : ''].filter(Boolean).join(' ');
  const group = (id: string, of: SheetRow[]) => of.length === 0 ? null : (
    <section class="room-list" key={id}>
      <h2>{t(`sheets-${id}`)}</h2>
      <Rows>{of.map((s) => <Equal key={s.id} title={say(s.title, who)} line={line(s)} onClick={() => go('sheet', { id: s.id })} />)}</Rows>
    </section>
  );
  const free = here.filter((s) => !s.rests);
  return (
    <Page back={t('back')} top kind="forms">
      <Verso>
        <h1>{t('sheets-title')}</h1>
        <p class="deck soft">{t('sheets-deck')}</p>
        <Note>{t('sheets-note')}</Note>
      </Verso>
      <Recto>
        {group('us', free.filter((s) => s.keep === 'us'))}
        {group('either', free.filter((s) => s.keep === 'either'))}
        {group('me', free.filter((s) => s.keep === 'me'))}
        {group('rests', here.filter((s) => s.rests))}
        {list === undefined || here.length > 0 ? null : <Note>{t(list ? 'sheets-none' : 'gone-words')}</Note>}
      </Recto>
    </Page>
  );
}

/* ---- one sheet ---- */

type Params = { id: string; rec?: string; fresh?: boolean };

export function SheetPage(p: { params: Params }): VNode {
  const now = useNow();
  const v = useView<SheetView>({ show: 'sheet', id: p.params.id, ...now });
  const [open, setOpen] = useState<string | null>(p.params.fresh ? 'new' : p.params.rec ?? null);
  if (!v) return <Page back={t('back')} top><Verso><h1>{v === null ? t('sheet-not-now') : '\u00a0'}</h1>{v === null ? <p class="deck soft">{t('sheet-not-now-words')}</p> : null}</Verso></Page>;
  const mine = v.records.filter((r) => r.mine);
  const first = v.records.length === 0;
  const editing = v.rests ? null : open === 'new' || first ? 'new' : mine.find((r) => r.id === open)?.id ?? null;
  if (editing) return <Form key={editing} v={v} rec={mine.find((r) => r.id === editing)} first={first} onDone={() => setOpen(null)} />;
  return <Filled v={v} onOpen={setOpen} />;
}

/** Title, line and the words about it: open while it is empty, folded once it is in use. */
function Head(p: { v: SheetView; fold: boolean; children?: ComponentChildren }): VNode {
  const { item } = p.v;
  const who = useWho();
  const packs = usePacks();
  return (
    <Verso>
      <h1>{say(item.title, who)}</h1>
      <p class="deck soft">{say(item.line, who)}</p>
      {from(packs, item, '') ? <Note>{from(packs, item, '')}</Note> : null}
      {p.children}
      {p.fold ? <details class="fold about"><summary>{t('sheet-about')}</summary><div class="prose"><Blocks of={item.body.text} /></div></details>
        : <div class="prose"><Blocks of={item.body.text} /></div>}
    </Verso>
  );
}

function Filled(p: { v: SheetView; onOpen: (id: string) => void }): VNode {
  const { v } = p;
  const who = useWho();
  const mine = v.records.filter((r) => r.mine);
  return (
    <Page back={v.item.id === DARK_HOURS ? t('place-help') : t('sheets-title')} top kind={v.item.id === DARK_HOURS ? 'form help' : 'form'}>
      <Head v={v} fold>
        {v.rests ? <Note class="waits">{t('sheet-rests')}</Note> : null}
        {v.runs || v.run ? <Pause v={v} /> : null}
      </Head>
      <Recto>
        {v.records.map((r) => <Card key={r.id} v={v} rec={r} who={who} onOpen={() => p.onOpen(r.id)} />)}
        {!v.rests && (v.item.many || mine.length === 0) ? <Act onClick={() => p.onOpen('new')}>{t(v.item.many ? 'sheet-add' : 'sheet-own')}</Act> : null}
        <Quiets><Quiet onClick={() => print()}>{t('print')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

/** An answer as it is read: days and hours in words. */
function answerWords(ask: AskOf, a: string): string {
  if (ask.kind === 'day' && /^\d{1,6}$/.test(a)) return sayDay(Number(a));
  return a;
}

/** What was written, question by question; the questions small, the words in the hand of the book. */
function Answered(p: { item: SheetItem; answers: readonly string[]; who: Who }): VNode {
  return (
    <dl class="answered">
      {p.item.asks.map((a, i) => (p.answers[i] ? <div key={i}><dt>{say(a.text, p.who)}</dt><dd class="hand keep-lines">{answerWords(a, p.answers[i] ?? '')}</dd></div> : null))}
    </dl>
  );
}

function body(item: SheetItem, answers: readonly string[], day: number, over: boolean): Record<string, unknown> {
  const out: Record<string, unknown> = { sheet: [item.id], day };
  answers.forEach((a, i) => { if (a.trim()) out[`a${i + 1}`] = a.trim(); });
  if (item.again && !over) out['again'] = day + item.again;
  if (over) out['over'] = 1;
  return out;
}

function Card(p: { v: SheetView; rec: SheetRec; who: Who; onOpen: () => void }): VNode {
  const { v, rec, who } = p;
  const { day } = useNow();
  const item = v.item;
  const dark = item.id === DARK_HOURS;
  const due = rec.mine && !v.rests && !rec.over && rec.again !== null && rec.again <= day;
  const again = (over: boolean, words: string) => {
    const was = { ...body(item, rec.answers, rec.day, rec.over), ...(rec.again !== null ? { again: rec.again } : {}) };
    void kept(write('sheet', rec.for, body(item, rec.answers, day, over), rec.id)).then((ok) => {
      if (ok) tell(words, { words: t('day-undo'), run: () => void write('sheet', rec.for, was, rec.id) });
    });
  };
  const away = async () => {
    const was = { ...body(item, rec.answers, rec.day, rec.over), ...(rec.again !== null ? { again: rec.again } : {}) };
    if (!(await kept(remove('sheet', rec.for, rec.id)))) return;
    tell(t(rec.for === 'us' ? 'sheet-removed-us' : 'sheet-removed'), { words: t('day-undo'), run: () => void write('sheet', rec.for, was) });
  };
  return (
    <section class="filled">
      <span class={`mark ${rec.for}`} />
      <div>
        <p class="note">{rec.mine ? t('sheet-mine', { day: sayDate(rec.day) }) : t('sheet-theirs', { name: who.you || t('your-partner'), day: sayDate(rec.day) })}
          <span class="vh"> · {t(rec.for === 'us' ? 'audience-us' : 'audience-me')}</span>{rec.over ? ` · ${t('sheet-over')}` : ''}</p>
        {due ? <p class="note due">{t('sheet-due')}</p> : null}
        <Answered item={item} answers={rec.answers} who={who} />
        {rec.mine ? (
          <Quiets>
            {v.rests ? null : <Quiet onClick={p.onOpen}>{t('day-change')}</Quiet>}
            {due ? <Quiet onClick={() => again(false, t('sheet-holds-said'))}>{t('sheet-holds')}</Quiet> : null}
            {v.rests || dark || !item.again ? null : <Quiet onClick={() => again(!rec.over, t(rec.over ? 'sheet-again-said' : 'sheet-over-said'))}>{t(rec.over ? 'sheet-again' : 'sheet-done')}</Quiet>}
            <Quiet onClick={() => void away()}>{t('day-remove')}</Quiet>
          </Quiets>
        ) : <Note>{t('entry-theirs-note')}</Note>}
      </div>
    </section>
  );
}

/* ---- filling it in ---- */

interface Draft { answers: string[]; aud: Audience }

/** A draft that no device keeps: it is gone with the page. */
function useMemory(first: Draft): ReturnType<typeof useDraft<Draft>> {
  const [value, set] = useState(first);
  return { value, set, drop: () => set(first), ready: true };
}

function Form(p: { v: SheetView; rec: SheetRec | undefined; first: boolean; onDone: () => void }): VNode {
  return p.v.item.id === DARK_HOURS ? <MemoryForm {...p} /> : <DraftForm {...p} />;
}
type FormProps = Parameters<typeof Form>[0];
const firstOf = (p: FormProps): Draft => ({ answers: p.v.item.asks.map((_, i) => p.rec?.answers[i] ?? ''), aud: p.rec?.for ?? 'me' });
function DraftForm(p: FormProps): VNode {
  return <Fields {...p} draft={useDraft<Draft>(`draft:sheet:${p.v.item.id}:${p.rec?.id ?? 'new'}`, firstOf(p))} />;
}
function MemoryForm(p: FormProps): VNode {
  return <Fields {...p} draft={useMemory(firstOf(p))} />;
}

function Fields(p: FormProps & { draft: ReturnType<typeof useDraft<Draft>> }): VNode {
  const { v, rec, draft } = p;
  const { item } = v;
  const { day } = useNow();
  const who = useWho();
  const d = draft.value;
  const [ask, setAsk] = useState(false);
  const [busy, setBusy] = useState(false);
  const dark = item.id === DARK_HOURS;
  const mayShare = item.keep !== 'me' && who.paired;
  const was = rec?.for ?? null;
  const aud = mayShare || was === 'us' ? (d.aud === 'us' ? 'us' : 'me') : 'me';
  const sharing = aud === 'us' && was !== 'us';
  const empty = d.answers.every((a) => !a.trim());
  const put = (i: number, a: string) => draft.set({ ...d, answers: d.answers.map((x, k) => (k === i ? a : x)) });
  const leaveForm = () => { if (p.first) back(dark ? 'help' : 'sheets'); else p.onDone(); };

  const keep = async () => {
    setBusy(true);
    // Another audience is another book: written there first, taken out here after, so that nothing is lost between.
    const moved = was !== null && was !== aud;
    const ok = await kept(write('sheet', aud, body(item, d.answers, day, false), moved ? undefined : rec?.id));
    if (ok && moved && rec) await kept(remove('sheet', was, rec.id));
    setBusy(false);
    setAsk(false);
    if (!ok) return;
    draft.drop();
    p.onDone();
    tell(t(aud === 'us' ? 'sheet-kept-us' : 'sheet-kept'));
  };
  const thrown = () => {
    const old = d;
    draft.drop();
    leaveForm();
    if (!dark && !rec) tellThere(t('sheet-thrown'), { words: t('day-undo'), run: () => { draft.set(old); } });
  };

  return (
    <Page back={dark ? t('place-help') : t('sheets-title')} onBack={leaveForm} top kind={dark ? 'form help' : 'form'}>
      <Head v={v} fold={!p.first} />
      <Recto>
        <div class="asks">
          {item.asks.map((a, i) => <AskField key={i} ask={a} value={d.answers[i] ?? ''} who={who} onInput={(s) => put(i, s)} />)}
        </div>
        {mayShare ? <AudienceRows legend={t('sheet-audience')} value={aud} of={['me', 'us']} onPick={(x) => draft.set({ ...d, aud: x })} />
          : <><Mark for="me" />{dark ? null : <Note>{t(item.keep === 'me' ? 'sheet-me' : 'sheet-later')}</Note>}</>}
        {was === 'us' && aud === 'me' ? <Note>{t('entry-take-back')}</Note> : null}
        {dark ? <Note>{t('sheet-dark')}</Note> : null}
        <Act busy={busy && t('day-keeping')} missing={empty && t('entry-missing')} onClick={() => (sharing ? setAsk(true) : void keep())}>{t(rec ? 'entry-keep-again' : 'sheet-keep')}</Act>
        <Quiets>
          {rec ? <Quiet onClick={() => { draft.drop(); p.onDone(); }}>{t('sheet-as-it-was')}</Quiet> : empty ? null : <Quiet onClick={thrown}>{t('sheet-throw')}</Quiet>}
        </Quiets>
        {dark || rec ? null : <Note>{t('sheet-draft')}</Note>}
      </Recto>
      {ask ? (
        <Ask title={t('sheet-share-title')} yes={t('sheet-share-yes')} no={t('share-no')} busy={busy && t('day-keeping')} onYes={() => void keep()} onNo={() => setAsk(false)}>
          <p class="soft">{t('sheet-share-words', { name: who.you || t('your-partner'), day: sayDate(day) })}</p>
          <div class="preview" tabIndex={0} role="group" aria-label={t('sheet-share-title')}><Answered item={item} answers={d.answers} who={who} /></div>
        </Ask>
      ) : null}
    </Page>
  );
}

function AskField(p: { ask: AskOf; value: string; who: Who; onInput: (s: string) => void }): VNode {
  const { ask, value, who } = p;
  const label = say(ask.text, who);
  const hint = ask.hint ? t('sheet-hint', { hint: say(ask.hint, who) }) : undefined;
  return (
    <div class="ask-block">
      {ask.kind === 'pick' ? (
        <>
          <Answers legend={label} shown value={value || null} of={(ask.options ?? []).map((o) => [say(o, who), say(o, who)] as const)} onPick={p.onInput} />
          {hint ? <Note>{hint}</Note> : null}
          {value ? <Quiets><Quiet onClick={() => p.onInput('')}>{t('sheet-unpick')}</Quiet></Quiets> : null}
        </>
      ) : ask.kind === 'day' || ask.kind === 'time' ? (
        <When kind={ask.kind} label={label} hint={hint} value={value} onInput={p.onInput} />
      ) : ask.kind === 'text' ? (
        <>
          <PaperField label={label} hidden={false} rows={3} max={1000} value={value} onInput={p.onInput} />
          {hint ? <Note>{hint}</Note> : null}
        </>
      ) : <LineField label={label} hint={hint} grow max={300} value={value} onInput={p.onInput} />}
      {ask.check ? <Wording text={value} /> : null}
    </div>
  );
}

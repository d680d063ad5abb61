// Tracks: roads for particular trouble, week by week.  One at a time, private, left at any time; nobody is told.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { useView, write } from '../client';
import { go } from '../nav';
import { Drawing } from '../ui/art';
import { Blocks } from '../ui/blocks';
import type { Block } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Equal, Note, Notes, Quiet, Quiets, Rows, Sheet, Who as Mark } from '../ui/parts';
import { tell } from '../ui/tell';
import type { ExerciseRow, Listed, TodayView } from './day/kinds';
import { kept, say, useNewest, useNow, useWho } from './day/kept';
import { sureWords } from './day/step';
import { useItem } from './item';
import { from, usePacks } from './packs';
import { NoteWay } from './print/ways';

interface TrackRow extends Listed { kind: 'steps' | 'contain'; alone: boolean; causes: string[]; pack?: string }
interface Week { title: string; line: string; steps: string[]; deck?: string }
interface TrackItem extends TrackRow { for: string; sure: string; weeks: Week[]; body: Record<string, Block[]> }
interface TrackBody { track: string; day: number; ended?: number }

/** The road that is walked now: one record, so that there is never a second one. */
function useWalked(): { id: string | null; rec: ReturnType<typeof useNewest<TrackBody>> } {
  const rec = useNewest<TrackBody>('track');
  return { id: rec && !rec.body.ended ? rec.body.track : null, rec };
}
/** On the path alone nothing that takes two is offered. */
const fits = (x: TrackRow, path: string | null | undefined): boolean => path !== 'alone' || x.alone || x.kind === 'contain';

/** Roads that name a cause, for the foot of its page. */
export function TracksOf(p: { cause: string }): VNode | null {
  const now = useNow();
  const who = useWho();
  const list = useView<TrackRow[]>({ show: 'list', folder: 'tracks' });
  const v = useView<TodayView>({ show: 'today', ...now });
  const here = v === undefined ? [] : (list ?? []).filter((x) => x.causes.includes(p.cause) && fits(x, v?.path));
  if (here.length === 0) return null;
  return (
    <section class="section">
      <h2>{t('tracks-of-cause')}</h2>
      <Rows>{here.map((x) => <Equal key={x.id} title={say(x.title, who)} line={say(x.line, who)} onClick={() => go('track', { id: x.id })} />)}</Rows>
    </section>
  );
}

export function Tracks(): VNode {
  const now = useNow();
  const who = useWho();
  const packs = usePacks();
  const list = useView<TrackRow[]>({ show: 'list', folder: 'tracks' });
  const v = useView<TodayView>({ show: 'today', ...now });
  const walked = useWalked();
  const all = v === undefined ? [] : (list ?? []).filter((x) => fits(x, v?.path));
  const current = all.find((x) => x.id === walked.id);
  // By oneself: a road for one stands first and is offered, since nobody has to be waited for.
  const own = who.known && (!who.paired || v?.path === 'alone') && !current ? all.find((x) => x.id === 'on-my-own') ?? all.find((x) => x.alone && x.kind === 'steps') : undefined;
  const row = (x: TrackRow) => <Equal key={x.id} title={say(x.title, who)} line={from(packs, x, say(x.line, who))} onClick={() => go('track', { id: x.id })} />;
  const steps = all.filter((x) => x.kind === 'steps' && x !== current && x !== own);
  const holds = all.filter((x) => x.kind === 'contain' && x !== current);
  return (
    <Page foot="ideas" back={t('place-ideas')} onBack={() => go('ideas')} top kind="tracks">
      <Verso>
        <Drawing of="path" />
        <h1>{t('tracks-title')}</h1>
        <p class="deck soft">{t('tracks-deck')}</p>
        {current ? (
          <button type="button" class="offer" onClick={() => go('track', { id: current.id })}>
            <small>{t('tracks-now')}</small><span class="hand">{say(current.title, who)}</span>
          </button>
        ) : own ? (
          <button type="button" class="offer" onClick={() => go('track', { id: own.id })}>
            <small>{t('tracks-own')}</small><span class="hand">{say(own.title, who)}</span><span class="note">{say(own.line, who)}</span>
          </button>
        ) : null}
        <Mark for="me">{t('tracks-who')}</Mark>
      </Verso>
      <Recto>
        <Rows class="big" label={t('tracks-title')}>{steps.map(row)}</Rows>
        {holds.length ? <><h2 class="later">{t('tracks-hold')}</h2><Note>{t('tracks-hold-note')}</Note><Rows>{holds.map(row)}</Rows></> : null}
        {list && list.length === 0 ? <Note>{t('gone-words')}</Note> : null}
      </Recto>
    </Page>
  );
}

/** Parts of its text before and behind the weeks; where something has just happened, what helps in these days comes first. */
const AHEAD = ['Who this is for', 'What to expect'];
const AFTER = ['Ways out', 'When to see someone'];
const HOLD_AHEAD = ['What to expect', 'When to see someone'];
const HOLD_AFTER = ['Who this is for', 'Ways out'];

export function Track(p: { params: { id: string } }): VNode {
  const now = useNow();
  const who = useWho();
  const packs = usePacks();
  const item = useItem<TrackItem>('tracks', p.params.id);
  const v = useView<TodayView>({ show: 'today', ...now });
  const walked = useWalked();
  const other = useItem<TrackItem>('tracks', walked.id ?? p.params.id);
  const [ask, setAsk] = useState(false);
  const [busy, setBusy] = useState(false);
  if (!item) return <Page back={t('tracks-title')} top><Verso><h1>{item === null ? t('gone-title') : '\u00a0'}</h1></Verso></Page>;
  const hold = item.kind === 'contain';
  const walking = walked.id === item.id;
  const mayWalk = walked.rec !== undefined && v !== undefined && fits(item, v?.path);

  const put = async (body: TrackBody, words: string) => {
    const old = walked.rec;
    setBusy(true);
    const r = await write('track', 'me', body, old?.id);
    setBusy(false);
    setAsk(false);
    if (!r.ok) { await kept(Promise.resolve(r)); return; }
    const back = old?.body ?? { ...body, ended: 1 };
    const id = old?.id ?? r.ids[0];
    tell(words, { words: t('day-undo'), run: () => void write('track', 'me', back, id) });
  };
  const walk = () => put({ track: item.id, day: now.day }, t(hold ? 'track-held' : 'track-begun'));
  const leaveIt = () => put({ track: item.id, day: walked.rec?.body.day ?? now.day, ended: 1 }, t('track-left'));

  return (
    <Page back={t('tracks-title')} top kind={hold ? 'track hold' : 'track'}>
      <Verso>
        {hold ? null : <Drawing of="path" />}
        <h1>{say(item.title, who)}</h1>
        <p class="deck">{say(item.line, who)}</p>
        <p class="soft">{say(item.for, who)}</p>
        {from(packs, item, '') ? <Note>{from(packs, item, '')}</Note> : null}
        {hold ? null : <Notes of={[[t('note-sure'), sureWords(item.sure)]]} />}
        <div class="no-print">
          {walking ? (
            <><Note class="walking">{t(hold ? 'track-holding' : 'track-walking')}</Note><Quiets><Quiet busy={busy} onClick={() => void leaveIt()}>{t(hold ? 'track-hold-leave' : 'track-leave')}</Quiet></Quiets></>
          ) : mayWalk ? (
            <Act busy={busy && t('day-keeping')} onClick={() => (walked.id ? setAsk(true) : void walk())}>{t(hold ? 'track-hold' : 'track-walk')}</Act>
          ) : null}
          <Mark for="me">{t('track-who')}</Mark>
        </div>
      </Verso>
      <Recto>
        <div class="prose">{(hold ? HOLD_AHEAD : AHEAD).map((x) => section(item, x))}</div>
        <h2 class="later">{t('track-weeks')}</h2>
        <ol class="weeks">
          {item.weeks.map((w, i) => <WeekOf key={i} n={i + 1} week={w} hold={hold} />)}
        </ol>
        <div class="prose">{(hold ? HOLD_AFTER : AFTER).map((x) => section(item, x))}</div>
        <Quiets><Quiet onClick={() => print()}>{t('print')}</Quiet><NoteWay folder="tracks" id={item.id} /></Quiets>
      </Recto>
      {ask ? (
        <Sheet title={t('track-switch')} yes={t('track-switch-yes')} no={t('track-switch-no')} busy={busy && t('day-keeping')} onYes={() => void walk()} onNo={() => setAsk(false)}>
          <p class="soft">{t('track-switch-words', { old: say(other?.title, who) || t('track-other'), title: say(item.title, who) })}</p>
        </Sheet>
      ) : null}
    </Page>
  );
}

const section = (item: TrackItem, title: string): VNode => <section key={title}><h2>{title}</h2><Blocks of={item.body[title] ?? []} /></section>;

/** A week: what it is about, and on a road of steps the pages it names; one that holds names nothing to do. */
function WeekOf(p: { n: number; week: Week; hold: boolean }): VNode {
  const now = useNow();
  const who = useWho();
  const all = useView<ExerciseRow[]>(p.hold || p.week.steps.length === 0 ? null : { show: 'exercises', ...now });
  const decks = useView<Listed[]>(p.week.deck && !p.hold ? { show: 'list', folder: 'cards' } : null);
  const steps = p.week.steps.map((id) => all?.find((e) => e.id === id)).filter((e) => e !== undefined);
  const deck = decks?.find((d) => d.id === p.week.deck);
  return (
    <li>
      <p class="kicker">{t(p.hold ? 'track-week-hold' : 'track-week', { n: p.n })}</p>
      <h3>{say(p.week.title, who)}</h3>
      <p>{say(p.week.line, who)}</p>
      {steps.length || deck ? (
        <ul class="week-steps">
          {steps.map((e) => <li key={e.id}><button type="button" class="act-link" onClick={() => go('exercise', { id: e.id })}>{say(e.title, who)}</button></li>)}
          {deck ? <li><button type="button" class="act-link" onClick={() => go('card', { deck: deck.id })}>{t('track-deck', { title: say(deck.title, who) })}</button></li> : null}
        </ul>
      ) : null}
    </li>
  );
}

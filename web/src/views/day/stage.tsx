// What stands on the screen while a session runs: the ring, one sentence, two labels, three soft keys; or, between two
// plates, two halves that face each other.  Every kind of phase of spec/pack.md has its place here.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../strings/text';
import { Ring } from '../../ui/scale';
import { Act, PaperField, Quiet, Quiets } from '../../ui/parts';
import { useCalm, useHalf, useWidening } from './breath';
import type { RunScreen, RunState } from './kinds';
import { say } from './kept';
import type { Who } from './kept';
import { facing } from '../../ui/words';
import { Wording } from '../wording';

const StopIcon = (): VNode => <svg class="ico" viewBox="0 0 24 24" aria-hidden="true"><rect x="6" y="6" width="12" height="12" rx="2.5" /></svg>;
const PauseIcon = (): VNode => <svg class="ico" viewBox="0 0 24 24" aria-hidden="true"><path d="M9 5.5v13M15 5.5v13" /></svg>;
const GoIcon = (): VNode => <svg class="ico" viewBox="0 0 24 24" aria-hidden="true"><path d="M8.5 5.5 18 12l-9.5 6.5z" /></svg>;
const MoonIcon = (): VNode => <svg class="ico" viewBox="0 0 24 24" aria-hidden="true"><path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" /></svg>;

export interface StageProps {
  state: RunState;
  screen: RunScreen;
  who: Who;
  dark: boolean;
  text: string;
  onText: (s: string) => void;
  onStop: () => void;
  onPause: () => void;
  onNext: () => void;
  onDark: () => void;
  children?: ComponentChildren;
}

/** "about three minutes left": never seconds, nobody is to count. */
function leftWords(ms: number): string {
  if (ms <= 60_000) return t('left-under-one');
  if (ms <= 100_000) return t('left-under-two');
  return t('left-about', { n: Math.round(ms / 60_000) });
}

/** What the one does and what the other does meanwhile, by the kind of phase. */
const DOES: Partial<Record<RunScreen['kind'], readonly [string, string]>> = { read: ['read', 'listen'], touch: ['touch', 'guide'] };
/** Labels as each side reads them. `mine`: the half or line that belongs to the phone's owner; `you`: said to that side itself. */
export function label(kind: RunScreen['kind'], acts: boolean, said: 'you' | 'about', who: Who): string {
  const what = (DOES[kind] ?? ['speak', 'listen'])[acts ? 0 : 1];
  if (said === 'you') return t(`you-${what}`);
  const does = what === 'touch' ? 'touches' : `${what}s`;
  return who.you ? t(`name-${does}`, { name: who.you }) : t(`partner-${does}`);
}

/** addressed(who, to): the words of whom a sentence is said to: the owner of the phone or the one beside them. */
const addressed = (who: Who, owner: boolean): Who => (owner ? who : facing(who));
/** aloud(screen, mode, who): the sentence of a phase in the words of whoever acts; two who act at once hear the owner's. */
export const aloud = (s: RunScreen, mode: RunState['mode'], who: Who, text = s.say): string => say(text, addressed(who, s.name !== 'you' || mode === 'alone'));

const timed = (s: RunScreen): boolean => s.total_ms > 0;
const nextWords = (state: RunState): string => t(state.step === 'closing' ? 'run-close' : state.mode === 'alone' ? 'run-next' : 'run-next-us');

function Middle(p: StageProps): VNode {
  if (p.state.step === 'paused') return <button class="key round" type="button" aria-label={t('run-resume')} onClick={p.onPause}><GoIcon /></button>;
  if (timed(p.screen)) return <button class="key round" type="button" aria-label={t('run-pause')} onClick={p.onPause}><PauseIcon /></button>;
  return <button class="key round" type="button" onClick={p.onNext}><span class="w">{t(p.state.step === 'closing' ? 'run-close' : 'run-next')}</span></button>;
}

const Stop = (p: { onStop: () => void }): VNode => <button class="key" type="button" onClick={p.onStop}><StopIcon />{t('run-stop')}</button>;

/** A passage to read aloud. It scrolls within itself where large letters leave no room. */
const Passage = (p: { text: string; who: Who }): VNode => (
  <div class="passage" role="region" aria-label={t('run-passage')} tabIndex={0}>
    {say(p.text, p.who).split(/\n{2,}/).map((x, i) => <p key={i}>{x}</p>)}
  </div>
);

const SEEN = 350; // ms a chosen answer is seen before it goes on
/** A tap is seen for a moment, then it goes on. Nothing remembers which one it was. */
function Choices(p: { options: readonly string[]; who: Who; onNext: () => void }): VNode {
  const [picked, pick] = useState(-1);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []); // stopped meanwhile: then it must not go on
  const tap = (i: number) => {
    if (picked >= 0) return;
    pick(i);
    timer.current = setTimeout(p.onNext, SEEN);
  };
  return (
    <div class="choices" role="group" aria-label={t('run-choose')}>
      {p.options.map((o, i) => <button key={i} type="button" class="choice" aria-pressed={picked === i} onClick={() => tap(i)}>{say(o, p.who)}</button>)}
    </div>
  );
}

/** One phone between two plates: each half is read from its own side. */
export function TableStage(p: StageProps): VNode {
  const s = p.screen;
  const turn = s.name === 'me' || s.name === 'you';
  const calm = useCalm();
  const breath = useHalf(p.state, s);
  const ring = useWidening<HTMLDivElement>(p.state, s, calm);
  const paused = p.state.step === 'paused';
  const half = (mine: boolean) => {
    const acts = turn && (s.name === 'me') === mine;
    const words = paused ? t('run-paused') : turn ? label(s.kind, acts, 'you', p.who) : breath && calm ? t(`breath-${breath}`) : t('run-both');
    return { acts, text: say(!turn || acts ? s.say : s.other || s.say, addressed(p.who, mine)), label: words, passage: s.text && (turn ? acts : mine) ? s.text : null };
  };
  const [far, near] = [half(false), half(true)];
  return (
    <>
      <section class={`far ${far.passage ? 'reads' : ''}`} aria-label={t('run-far')}>
        <p class={`side ${far.acts ? 'speaks' : ''}`}>{far.label}</p><p class="say">{far.text}</p>
        {far.passage ? <Passage text={far.passage} who={p.who} /> : null}
        <Stop onStop={p.onStop} />
      </section>
      <div class="ring-place" ref={ring}><Ring left={timed(s) ? s.left_ms / s.total_ms : 0}><Middle {...p} /></Ring></div>
      <section class={`near ${near.passage ? 'reads' : ''}`}>
        <p class={`side ${near.acts ? 'speaks' : ''}`}>{near.label}</p><h1 class="say">{near.text}</h1>
        {near.passage ? <Passage text={near.passage} who={p.who} /> : null}
        {s.options ? <Choices key={p.state.phase} options={s.options} who={p.who} onNext={p.onNext} /> : null}
        <Stop onStop={p.onStop} />
      </section>
    </>
  );
}

/** Exercises in which a sentence to somebody is written: wording help stands under it. */
const WORDED = new Set(['E02', 'E16']);

/** Alone, or read aloud by one of the two. */
export function Stage(p: StageProps): VNode {
  const s = p.screen;
  const calm = useCalm();
  const breath = useHalf(p.state, s);
  const ring = useWidening<HTMLDivElement>(p.state, s, calm);
  const turn = (s.name === 'me' || s.name === 'you') && p.state.mode !== 'alone';
  const write = s.kind === 'write' && p.state.mode === 'alone';
  // A passage, a page to write on or a breath stands beside the ring, not in it.
  const beside = write || !!s.text || breath !== null;
  const side = (mine: boolean): VNode | null => {
    if (!turn) return null;
    const acts = (s.name === 'me') === mine;
    return (
      <>
        <p class={`side ${acts ? 'speaks' : ''}`}>{label(s.kind, acts, mine ? 'you' : 'about', p.who)}</p>
        {!acts && s.other ? <p class="left other">{say(s.other, addressed(p.who, mine))}</p> : null}
      </>
    );
  };
  return (
    <>
      <div class={`talk ${write || s.text ? 'writing' : ''} ${breath ? 'breathes' : ''} ${s.text ? 'reads' : ''}`}>
        <div class="top">{side(false)}</div>
        {timed(s) ? (
          <div class="ring-place" ref={ring}>
            <Ring left={s.left_ms / s.total_ms}>
              {beside ? (breath && calm ? <p class="breath" aria-hidden="true">{t(`breath-${breath}`)}</p> : null) : <h1 class="say">{aloud(s, p.state.mode, p.who)}</h1>}
            </Ring>
          </div>
        ) : null}
        {timed(s) && !beside ? null : <h1 class="say alone">{aloud(s, p.state.mode, p.who)}</h1>}
        {s.text ? <Passage text={s.text} who={p.who} /> : null}
        {s.options ? <Choices key={p.state.phase} options={s.options} who={p.who} onNext={p.onNext} /> : null}
        <div class="low">
          {side(true)}
          {timed(s) ? <p class="left">{p.state.step === 'paused' ? t('run-paused') : leftWords(s.left_ms)}</p> : null}
        </div>
        {write ? (
          <div class="write-box">
            <PaperField label={t('run-write')} value={p.text} onInput={p.onText} rows={6} />
            {WORDED.has(p.state.exercise) ? <Wording text={p.text} /> : null}
            <p class="note">{t(s.keep === 'none' ? 'run-write-none' : 'run-write-me')}</p>
          </div>
        ) : null}
        {p.children}
      </div>
      {s.options ? <Quiets><Quiet onClick={p.onNext}>{t('run-choose-none')}</Quiet></Quiets>
        : !timed(s) || write ? <Act onClick={p.onNext}>{nextWords(p.state)}</Act> : null}
      <div class="keys">
        <Stop onStop={p.onStop} />
        {timed(s) ? <Middle {...p} /> : <span class="key-none" />}
        <button class="key" type="button" aria-pressed={p.dark} onClick={p.onDark}><MoonIcon />{t(p.dark ? 'run-lighter' : 'run-darker')}</button>
      </div>
    </>
  );
}

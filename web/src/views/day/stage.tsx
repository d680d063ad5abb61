// What stands on the screen while a session runs: the ring, one sentence, two labels, three soft keys; or, between two
// plates, two halves that face each other.
import type { ComponentChildren, VNode } from 'preact';
import { t } from '../../strings/text';
import { Ring } from '../../ui/scale';
import { Act, PaperField } from '../../ui/parts';
import type { RunScreen, RunState } from './kinds';
import { say } from './kept';
import type { Who } from './kept';
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
export function leftWords(ms: number): string {
  if (ms <= 60_000) return t('left-under-one');
  if (ms <= 100_000) return t('left-under-two');
  return t('left-about', { n: Math.round(ms / 60_000) });
}

/** Labels as each side reads them. `mine`: the half or line that belongs to the phone's owner. */
function label(speaks: boolean, mine: boolean, who: Who): string {
  if (mine) return t(speaks ? 'you-speak' : 'you-listen');
  if (who.you) return t(speaks ? 'name-speaks' : 'name-listens', { name: who.you });
  return t(speaks ? 'partner-speaks' : 'partner-listens');
}

const timed = (s: RunScreen): boolean => s.total_ms > 0;
const nextWords = (state: RunState): string => t(state.step === 'closing' ? 'run-close' : state.mode === 'alone' ? 'run-next' : 'run-next-us');

function Middle(p: StageProps): VNode {
  if (p.state.step === 'paused') return <button class="key round" type="button" aria-label={t('run-resume')} onClick={p.onPause}><GoIcon /></button>;
  if (timed(p.screen)) return <button class="key round" type="button" aria-label={t('run-pause')} onClick={p.onPause}><PauseIcon /></button>;
  return <button class="key round" type="button" onClick={p.onNext}><span class="w">{t(p.state.step === 'closing' ? 'run-close' : 'run-next')}</span></button>;
}

const Stop = (p: { onStop: () => void }): VNode => <button class="key" type="button" onClick={p.onStop}><StopIcon />{t('run-stop')}</button>;

/** One phone between two plates: each half is read from its own side. */
export function TableStage(p: StageProps): VNode {
  const s = p.screen;
  const turn = s.name === 'me' || s.name === 'you';
  const half = (mine: boolean) => {
    const speaks = turn && (s.name === 'me') === mine;
    const text = say(!turn || speaks ? s.say : s.other || s.say, p.who);
    return { speaks, text, label: p.state.step === 'paused' ? t('run-paused') : turn ? t(speaks ? 'you-speak' : 'you-listen') : t('run-both') };
  };
  const [far, near] = [half(false), half(true)];
  return (
    <>
      <section class="far" aria-label={t('run-far')}>
        <p class={`side ${far.speaks ? 'speaks' : ''}`}>{far.label}</p><p class="say">{far.text}</p><Stop onStop={p.onStop} />
      </section>
      <Ring left={timed(s) ? s.left_ms / s.total_ms : 0}><Middle {...p} /></Ring>
      <section class="near">
        <p class={`side ${near.speaks ? 'speaks' : ''}`}>{near.label}</p><h1 class="say">{near.text}</h1><Stop onStop={p.onStop} />
      </section>
    </>
  );
}

/** Exercises in which a sentence to somebody is written: wording help stands under it. */
const WORDED = new Set(['E02', 'E16']);

/** Alone, or read aloud by one of the two. */
export function Stage(p: StageProps): VNode {
  const s = p.screen;
  const turn = (s.name === 'me' || s.name === 'you') && p.state.mode !== 'alone';
  const write = s.kind === 'write' && p.state.mode === 'alone';
  const side = (mine: boolean): VNode | null => {
    if (!turn) return null;
    const speaks = (s.name === 'me') === mine;
    return (
      <>
        <p class={`side ${speaks ? 'speaks' : ''}`}>{label(speaks, mine, p.who)}</p>
        {!speaks && s.other ? <p class="left other">{say(s.other, p.who)}</p> : null}
      </>
    );
  };
  return (
    <>
      <div class={`talk ${write ? 'writing' : ''}`}>
        <div class="top">{side(false)}</div>
        {timed(s) ? <Ring left={s.left_ms / s.total_ms}>{write ? null : <h1 class="say">{say(s.say, p.who)}</h1>}</Ring> : null}
        {timed(s) && !write ? null : <h1 class="say alone">{say(s.say, p.who)}</h1>}
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
      {!timed(s) || write ? <Act onClick={p.onNext}>{nextWords(p.state)}</Act> : null}
      <div class="keys">
        <Stop onStop={p.onStop} />
        {timed(s) ? <Middle {...p} /> : <span class="key-none" />}
        <button class="key" type="button" aria-pressed={p.dark} onClick={p.onDark}><MoonIcon />{t(p.dark ? 'run-lighter' : 'run-darker')}</button>
      </div>
    </>
  );
}

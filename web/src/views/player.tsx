// A session: choose where, sit through its phases, close, and two private taps.  The screen nearly disappears.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../strings/text';
import { local, write } from '../client';
import { back, go, reset } from '../nav';
import { together } from '../ui/words';
import { Drawing } from '../ui/art';
import { Blocks } from '../ui/blocks';
import type { Block } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Note, Picks, Quiet, Quiets } from '../ui/parts';
import { lamp, stayAwake } from './day/awake';
import { Five } from './day/five';
import type { Exercise, RunMode, RunState } from './day/kinds';
import { kept, say, useLocal, useNow, useWho } from './day/kept';
import type { Who } from './day/kept';
import { useRun } from './day/run';
import type { Begin, Run } from './day/run';
import { aloud, label, Stage, TableStage } from './day/stage';
import { hasVoice } from './day/voice';
import { useWritten } from './day/written';
import { faultWords } from './fault';
import { useItem } from './item';

interface Sound { bells: boolean; voice: boolean }
const MODES: readonly RunMode[] = ['alone', 'table', 'aloud'];
/** Field `what` of a step record (private, as all of it). */
const DONE = 0;
const STOPPED = 1;
const body = (e: Exercise, s: RunState, day: number, what: number): Record<string, unknown> => ({
  exercise: [e.id], size: s.size, day, what, minutes: e.sizes[s.size]?.minutes ?? 0, mode: MODES.indexOf(s.mode),
});

/** Whoever sits here alone reads their own words; two who look at one page read what both know. */
const wordsOf = (mode: RunMode | null, own: Who): Who => (mode === 'alone' ? own : together(own));

export function Player(p: { params: { exercise?: string; size?: number; resume?: boolean } }): VNode {
  const own = useWho();
  const { day } = useNow();
  const [sound, setSound] = useLocal<Sound>('sound', { bells: true, voice: false });
  const run = useRun(!!p.params.resume, sound, (r) => aloud(r.screen, r.state.mode, wordsOf(r.state.mode, own), r.screen.voice || r.screen.say));
  const [dark, setDark] = useState(false);
  const s = run.now?.state;
  const who = wordsOf(s?.mode ?? null, own);
  const id = s?.exercise ?? p.params.exercise ?? '';
  const exercise = useItem<Exercise>('exercises', id || 'E01');
  const step = s?.step ?? 'none';
  const live = step === 'run' || step === 'paused' || step === 'closing';

  useEffect(() => {
    stayAwake(live);
    return () => stayAwake(false);
  }, [live]);
  useEffect(() => {
    lamp(step === 'done' || (dark && step !== 'none' && step !== 'stopped')); // at the end it goes dark: put me down
    return () => lamp(false);
  }, [dark, step]);

  const pages = useWritten(run, day, !!p.params.resume);

  // Whoever looks into Help and comes back finds the session as it was; one that is over leads to Today.
  useEffect(() => { if (s) p.params.resume = true; }, [!!s]);
  const lost = !!p.params.resume && !run.now && run.fault?.error.toLowerCase() === 'notfound';
  useEffect(() => { if (lost) reset('today'); }, [lost]);

  // Space pauses and goes on; on a button or in a field it does what it always does.
  const stepNow = useRef(step);
  stepNow.current = step;
  useEffect(() => {
    const f = (e: KeyboardEvent) => {
      if (e.key !== ' ' || e.repeat || (e.target as Element | null)?.closest('button, input, textarea, a, summary')) return;
      if (stepNow.current === 'run') run.put('pause');
      else if (stepNow.current === 'paused') run.put('resume');
      else return;
      e.preventDefault();
    };
    addEventListener('keydown', f);
    return () => removeEventListener('keydown', f);
  }, []);

  if (run.fault && !run.now && !lost) return <Refused why={run.fault.error.toLowerCase() === 'denied' ? t('player-denied') : faultWords(run.fault)} />;
  if (!exercise || (p.params.resume && !s)) return <Page kind="room" open={false}><h1 class="vh">{t('player-title')}</h1></Page>;
  if (!s || !run.now || step === 'none' || step === 'expired') {
    return <Setup exercise={exercise} size={s?.size ?? p.params.size ?? 0} who={who} sound={sound} onSound={setSound} old={step === 'expired'} onBegin={run.begin} />;
  }
  if (step === 'prepare') return <Prepare run={run} who={who} exercise={exercise} />;
  if (live) {
    return (
      <Live run={run} exercise={exercise} who={who} dark={dark} onDark={() => setDark(!dark)} text={pages.text} onText={pages.set} onNext={() => run.put('next')} />
    );
  }
  if (step === 'stopped') return <Stopped run={run} who={who} exercise={exercise} day={day} />;
  if (step === 'after') return <After run={run} exercise={exercise} day={day} />;
  return <Over exercise={exercise} who={who} />;
}

const Refused = (p: { why: string }): VNode => (
  <Page back={t('back')} kind="plainpage"><Verso><h1>{t('player-not-now')}</h1><p class="deck">{p.why}</p></Verso>
    <Recto low><Act onClick={() => reset('today')}>{t('place-today')}</Act></Recto></Page>
);

/** Where are you two, who begins, sounds. Nothing runs yet. */
function Setup(p: { exercise: Exercise; size: number; who: Who; sound: Sound; onSound: (s: Sound) => void; old: boolean; onBegin: (b: Begin) => void }): VNode {
  const e = p.exercise;
  const size = e.sizes[p.size] ?? e.sizes[0];
  const joint = e.who === 'both' || (e.who === 'either' && !!size?.joint);
  const speaks = !!size?.phases.some((x) => x.kind === 'turn');
  const turns = !!size?.phases.some((x) => x.who);
  const modes: RunMode[] = [...(size?.table && e.who !== 'one' ? ['table' as const] : []), ...(e.who !== 'one' ? ['aloud' as const] : []), ...(joint ? [] : ['alone' as const])];
  const [mode, setMode] = useState<RunMode>(joint ? modes[0] ?? 'aloud' : 'alone');
  const [first, setFirst] = useState<'me' | 'you' | 'any'>('any');
  const [voice, setVoice] = useState(false);
  useEffect(() => hasVoice(setVoice), []);
  const begin = () => {
    const toss = crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
    p.onBegin({ exercise: e.id, size: p.size, mode, a: first === 'you' ? 'you' : 'me', seed: mode !== 'alone' && first === 'any' ? toss & 1 : 0 });
  };
  const sounds = [...(p.sound.bells ? ['bells' as const] : []), ...(p.sound.voice && voice ? ['voice' as const] : [])];
  return (
    <Page back={t('back')} top>
      <Verso>
        <Drawing of={e.art} />
        <h1>{say(e.title, p.who)}</h1>
        <p class="deck soft">{t('step-time-plain', { n: size?.minutes ?? 0 })}</p>
        {p.old ? <Note>{t('player-old')}</Note> : null}
      </Verso>
      <Recto>
        {modes.length > 1 ? <Answers legend={t('sit-where')} shown value={mode} of={modes.map((m) => [m, t(`sit-${m}`)] as const)} onPick={setMode} /> : null}
        {turns && mode !== 'alone' ? (
          <Answers legend={t(speaks ? 'sit-first' : 'sit-begins')} shown value={first} onPick={setFirst}
            of={[['any', t('sit-any')], ['me', p.who.me || t('sit-me')], ['you', p.who.you || t('sit-you')]] as const} />
        ) : null}
        <Picks legend={t('sit-sound')} shown value={sounds} onPick={(v) => p.onSound({ bells: v.includes('bells'), voice: v.includes('voice') })}
          of={[['bells', t('sit-bells')], ...(voice ? [['voice', t('sit-voice')] as const] : [])] as readonly (readonly ['bells' | 'voice', string])[]} />
        {voice ? null : <Note>{t(mode === 'alone' ? 'sit-no-voice-alone' : 'sit-no-voice')}</Note>}
        <Act onClick={begin}>{t('sit-go')}</Act>
      </Recto>
    </Page>
  );
}

/** The exercise's first words, and what to have ready. */
function Prepare(p: { run: Run; who: Who; exercise: Exercise }): VNode {
  const sc = p.run.now?.screen;
  const alone = p.run.now?.state.mode === 'alone';
  return (
    <Page where={say(p.exercise.title, p.who)} kind="prepare" top>
      <Verso>
        <h1 class="say">{say(sc?.say, p.who)}</h1>
        {sc?.prepare ? <div class="prose soft">{<Blocks of={sc.prepare} />}</div> : null}
      </Verso>
      <Recto low>
        <Note>{t(p.run.now?.state.mode === 'table' ? 'prepare-table' : alone ? 'prepare-alone' : 'prepare-aloud')}</Note>
        <Act onClick={() => p.run.put('next')}>{t(alone ? 'prepare-ready' : 'prepare-ready-us')}</Act>
        <Quiets><Quiet onClick={() => { void local.put('run', null); back(); }}>{t('prepare-later')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

function turnWords(exercise: Exercise, state: RunState, who: Who): string {
  const phases = exercise.sizes[state.size]?.phases ?? [];
  const turns = phases.map((x, i) => [x.kind, i] as const).filter(([k]) => k === 'turn');
  const at = turns.findIndex(([, i]) => i === state.phase);
  return at >= 0 && state.mode !== 'alone' && turns.length > 1 ? t('run-turn', { n: at + 1, of: turns.length }) : say(exercise.title, who);
}

function Live(p: { run: Run; exercise: Exercise; who: Who; dark: boolean; onDark: () => void; text: string; onText: (s: string) => void; onNext: () => void }): VNode {
  const { state, screen } = p.run.now as NonNullable<Run['now']>;
  const table = state.mode === 'table';
  const side = state.mode === 'alone' || !screen.name ? '' : screen.name === 'me' ? 'you-speak' : 'partner-speaks';
  const props = {
    state, screen, who: p.who, dark: p.dark, text: p.text, onText: p.onText, onDark: p.onDark, onNext: p.onNext,
    onStop: () => p.run.put('stop'), onPause: () => p.run.put(state.step === 'paused' ? 'resume' : 'pause'),
  };
  const paused = state.step === 'paused';
  const extra = (
    <>
      {p.run.mute ? <Quiet onClick={p.run.unmute}>{t('run-unmute')}</Quiet> : null}
      {paused ? (
        <Quiets>
          <Quiet onClick={() => reset('today')}>{t('run-later')}</Quiet>
          <Quiet onClick={() => { p.run.put('resume'); p.run.put('next'); }}>{t('run-skip')}</Quiet>
        </Quiets>
      ) : null}
      {paused && screen.hard ? <Hard of={screen.hard} who={p.who} /> : null}
    </>
  );
  return (
    <Page kind={`room ${side} ${table ? 'table' : ''} ${paused ? 'is-paused' : ''} ${screen.options ? 'choosing' : ''}`} open={false} where={turnWords(p.exercise, state, p.who)}
      ways={table ? <button class="way" type="button" aria-pressed={p.dark} onClick={p.onDark}>{t(p.dark ? 'run-lighter' : 'run-darker')}</button> : null}>
      {/* The first words of a phase are read out; the seconds are not. */}
      <p class="vh" role="status">{paused ? t('run-paused') : `${side ? label(screen.kind, true, screen.name === 'me' ? 'you' : 'about', p.who) : ''} ${aloud(screen, state.mode, p.who)}`}</p>
      {table ? <TableStage {...props} /> : <Stage {...props}>{extra}</Stage>}
      {table && (p.run.mute || paused) ? <div class="under">{extra}</div> : null}
    </Page>
  );
}
const Hard = (p: { of: Block[]; who: Who }): VNode => (
  <details class="fold hard-fold"><summary>{t('run-hard')}</summary><div class="prose"><Blocks of={p.of} /></div></details>
);

/** Stopping is part of it. No questions about it tonight, and no word of it anywhere. */
function Stopped(p: { run: Run; who: Who; exercise: Exercise; day: number }): VNode {
  const sc = p.run.now?.screen;
  // Kept for oneself alone, so that the next one is smaller; the partner's phone never hears of it.
  useEffect(() => {
    const s = p.run.now?.state;
    if (s) void write('step', 'me', body(p.exercise, s, p.day, STOPPED));
    void local.put('run', null);
  }, []);
  // Its first sentence is the title of the page.
  const words = say(sc?.aftercare, p.who) || t('stopped-words');
  const dot = words.indexOf('. ');
  const [title, rest] = dot > 0 ? [words.slice(0, dot), words.slice(dot + 2)] : [words, ''];
  return (
    <Page kind="aftercare" top>
      <Verso>
        <h1>{title}</h1>
        <p class="deck">{rest}</p>
      </Verso>
      <Recto low>
        {sc?.afterwards ? <div class="prose soft"><Blocks of={sc.afterwards} /></div> : null}
        <Act onClick={() => { p.run.put('next'); reset('enough'); }}>{t('stopped-close')}</Act>
        <Quiets><Quiet onClick={() => go('helppage', { id: 'after-a-bad-evening' })}>{t('stopped-bad')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

/** Two taps for oneself alone. */
function After(p: { run: Run; exercise: Exercise; day: number }): VNode {
  const [close, setClose] = useState<number | null | undefined>(undefined);
  const [comfort, setComfort] = useState<number | null | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const s = p.run.now?.state as RunState;
  const keep = async () => {
    setBusy(true);
    const all = {
      ...body(p.exercise, s, p.day, DONE),
      ...(typeof close === 'number' ? { close } : {}), ...(typeof comfort === 'number' ? { comfort } : {}),
    };
    if (await kept(write('step', 'me', all))) {
      void local.put('comfort', typeof comfort === 'number' ? { day: p.day, v: comfort } : null);
      p.run.put('after');
    }
    setBusy(false);
  };
  return (
    <Page kind="ask after" where={t('after-where')}>
      <Verso>
        <p class="who me"><i />{t('who-me')}</p>
        <div><h1 class="say">{t('after-title')}</h1><Note>{t('after-note')}</Note></div>
      </Verso>
      <Recto low>
        {s.mode === 'alone' ? null : <Five legend={t('after-close')} low={t('after-close-low')} high={t('after-close-high')} value={close} onPick={setClose} />}
        <Five legend={t('after-comfort')} low={t('after-comfort-low')} high={t('after-comfort-high')} value={comfort} onPick={setComfort} />
        <Act busy={busy && t('day-keeping')} onClick={() => void keep()}>{t('after-keep')}</Act>
      </Recto>
    </Page>
  );
}

/** It goes dark: put me down. Nothing more is offered this evening. */
function Over(p: { exercise: Exercise; who: Who }): VNode {
  const [bad, setBad] = useState(false);
  const item = useItem<{ title: string; line: string; body: Record<string, Block[]> }>('start', 'enough');
  useEffect(() => {
    void local.put('run', null);
    local.get<{ v: number }>('comfort').then((c) => setBad(!!c && c.v <= 1), () => undefined);
  }, []);
  const after = p.exercise.body['Afterwards'];
  const badly = p.exercise.body['If it went badly'];
  return (
    <Page kind="dim">
      <Verso>
        <Drawing of="lamp" />
        <h1>{item?.title ?? t('enough-title')}</h1>
        <p class="deck soft">{item?.line ?? ''}</p>
        {after ? <details class="fold"><summary>{t('over-afterwards')}</summary><div class="prose"><Blocks of={after} /></div></details> : null}
        {bad && badly ? <details class="fold"><summary>{t('over-badly')}</summary><div class="prose"><Blocks of={badly} /></div></details> : null}
        <Quiets><Quiet onClick={() => reset('today')}>{t('over-close')}</Quiet></Quiets>
      </Verso>
    </Page>
  );
}

// Drives a session: the core moves the state, this file keeps it, ticks once a second and rings the bells.
import { useEffect, useRef, useState } from 'preact/hooks';
import { holdUnlocked, local, view } from '../../client';
import type { Fault } from '../../client';
import { t } from '../../strings/text';
import { Bells } from './bells';
import { follow } from './breath';
import { hush, speak, whisper } from './voice';
import type { RunMode, RunState, RunView } from './kinds';

export type Input = 'begin' | 'next' | 'pause' | 'resume' | 'stop' | 'tick' | 'after';
export interface Begin { exercise: string; size: number; mode: RunMode; a: 'me' | 'you'; seed: number }
export interface Run {
  now: RunView | null;
  fault: Fault | null;
  /** The browser did not let the bell begin by itself: it needs a tap. */
  mute: boolean;
  begin: (b: Begin) => void;
  put: (i: Input) => void;
  unmute: () => void;
}
const KEY = 'run';
const running = (r: RunView | null): boolean => r?.state.step === 'run';

/** said: a screen's sentence as the voice speaks it. */
export function useRun(resume: boolean, sound: { bells: boolean; voice: boolean }, said: (r: RunView) => string): Run {
  const [now, set] = useState<RunView | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [mute, setMute] = useState(false);
  const last = useRef<RunView | null>(null);
  const bells = useRef(new Bells());
  const want = useRef(sound);
  const queue = useRef(Promise.resolve());
  const gone = useRef(false);
  want.current = sound;
  const words = useRef(said);
  words.current = said;

  const lay = (r: RunView, first: boolean) => {
    bells.current.on = want.current.bells;
    void bells.current.lay(r.screen.bells ?? [], Date.now(), first).then((ok) => setMute(!ok && running(last.current)));
  };
  /* One question at a time: two taps, or a tap and a tick, must not both start from the same state. */
  const ask = (state: Partial<RunState>, input: Input) => {
    const at = Date.now();
    return view<RunView>({ show: 'player', state, input, now: at }).then(async (r) => {
      const old = last.current;
      last.current = r;
      const moved = !old || old.state.step !== r.state.step || old.state.phase !== r.state.phase;
      if (moved) {
        const byItself = input === 'tick';
        if (r.state.step !== 'run') { if (!(byItself && r.state.step === 'closing')) bells.current.drop(); }
        else if (!byItself || !old || old.state.step !== 'run') lay(r, !byItself && input !== 'resume');
        hush();
        if (want.current.voice && (r.state.step === 'run' || r.state.step === 'closing') && input !== 'resume') speak(words.current(r));
      }
      // What is seen is kept: whoever sees that it goes on may close the page that very moment.
      if (!old || JSON.stringify(old.state) !== JSON.stringify(r.state)) await local.put(KEY, r.state.step === 'done' ? null : r.state);
      if (!gone.current) set(r);
    });
  };
  const put = (input: Input) => {
    queue.current = queue.current.then(async () => {
      const s = last.current?.state;
      if (s) await ask(s, input);
    }).catch((e: Fault) => { if (input !== 'tick' && !gone.current) setFault(e); });
  };
  const begin = (b: Begin) => {
    setFault(null);
    queue.current = queue.current.then(() => ask({ ...b, b: b.a === 'me' ? 'you' : 'me', step: 'none' }, 'begin')).catch((e: Fault) => setFault(e));
  };

  useEffect(() => {
    gone.current = false;
    if (resume) {
      queue.current = local.get<RunState>(KEY).then(async (s) => {
        if (s) await ask(s, 'tick');
        else setFault({ error: 'notfound', message: '' });
      }).catch((e: Fault) => setFault(e));
    }
    return () => {
      gone.current = true;
      // Going elsewhere in Hearth, as to Help, holds the clock. A locked or reloaded page does not come by here.
      if (running(last.current)) put('pause');
      bells.current.drop();
      hush();
      holdUnlocked(false);
    };
  }, []);

  const on = now?.state.step === 'run' || now?.state.step === 'paused';
  useEffect(() => { holdUnlocked(on); }, [on]);
  useEffect(() => {
    if (now?.state.step !== 'run' || now.screen.total_ms === 0) return;
    const tick = () => { bells.current.follow(Date.now()); put('tick'); };
    const timer = setInterval(tick, 1000);
    const seen = () => { if (!document.hidden) tick(); };
    document.addEventListener('visibilitychange', seen);
    return () => { clearInterval(timer); document.removeEventListener('visibilitychange', seen); };
  }, [now?.state.step, now?.state.phase]);

  const breathes = now?.state.step === 'run' && now.screen.kind === 'breathe';
  useEffect(() => (breathes && sound.voice ? follow(() => last.current, (half) => whisper(t(`breath-${half}`))) : undefined), [breathes, now?.state.phase, sound.voice]);

  return { now, fault, mute, begin, put, unmute: () => { if (last.current) lay(last.current, false); } };
}

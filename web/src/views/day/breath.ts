// Where a breath stands: from wall time alone, so that a reload, a locked screen and a second look all show the same half.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { RunScreen, RunState, RunView } from './kinds';

export type Half = 'in' | 'out';
export interface Breath {
  half: Half;
  /** Milliseconds into this breath, and until this half ends. */
  at: number;
  left: number;
}
/** breathAt(screen, state, now): null where the phase is no breathing. */
function breathAt(s: Pick<RunScreen, 'in_ms' | 'out_ms'>, state: Pick<RunState, 'step' | 'phase_at' | 'paused_at' | 'paused_ms'>, now: number): Breath | null {
  const all = s.in_ms + s.out_ms;
  if (all <= 0) return null;
  const until = state.step === 'paused' ? state.paused_at : now;
  const at = Math.max(0, until - state.phase_at - state.paused_ms) % all;
  return at < s.in_ms ? { half: 'in', at, left: s.in_ms - at } : { half: 'out', at, left: all - at };
}

/** follow(get, f): calls f with each half as it begins, and with the one that is now; answers how to end it. */
export function follow(get: () => RunView | null, f: (h: Half) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let last: Half | null = null;
  const look = () => {
    const r = get();
    const b = r && r.state.step === 'run' ? breathAt(r.screen, r.state, Date.now()) : null;
    if (b && b.half !== last) f((last = b.half));
    // Never longer than a second: a clock that jumped, or a screen that was locked, is noticed.
    timer = setTimeout(look, b ? Math.min(1000, b.left + 10) : 1000);
  };
  look();
  return () => clearTimeout(timer);
}

const CALM = '(prefers-reduced-motion: reduce)';
export function useCalm(): boolean {
  const [calm, set] = useState(() => matchMedia(CALM).matches);
  useEffect(() => {
    const m = matchMedia(CALM);
    const f = () => set(m.matches);
    m.addEventListener('change', f);
    return () => m.removeEventListener('change', f);
  }, []);
  return calm;
}

/** The half that is now, as a word to show; null where nothing breathes. */
export function useHalf(state: RunState, screen: RunScreen): Half | null {
  const on = screen.in_ms + screen.out_ms > 0;
  const now = useRef<RunView>({ state, screen });
  now.current = { state, screen };
  const [half, set] = useState<Half | null>(() => breathAt(screen, state, Date.now())?.half ?? null);
  useEffect(() => (on ? follow(() => now.current, set) : set(null)), [on, state.phase]);
  return on ? half : null;
}

/** The ring inside the element widens and narrows with the breath, and stands while the session is paused. */
export function useWidening<E extends Element>(state: RunState, screen: RunScreen, calm: boolean): RefObject<E> {
  const ref = useRef<E>(null);
  const run = useRef<Animation | null>(null);
  const all = screen.in_ms + screen.out_ms;
  useEffect(() => {
    const svg = ref.current?.querySelector('svg');
    if (!svg || all <= 0 || calm) return;
    const [narrow, wide] = ['scale(.72)', 'scale(1)'];
    const a = svg.animate([{ transform: narrow, easing: 'ease-in-out' }, { transform: wide, offset: screen.in_ms / all, easing: 'ease-in-out' }, { transform: narrow }],
      { duration: all, iterations: Infinity });
    run.current = a;
    return () => { run.current = null; a.cancel(); };
  }, [all, screen.in_ms, calm, state.phase]);
  // Each second it is set right, should it have drifted from the wall.
  useEffect(() => {
    const a = run.current;
    const b = breathAt(screen, state, Date.now());
    if (!a || !b) return;
    if (state.step === 'paused') a.pause();
    else if (a.playState === 'paused') a.play();
    const t = Number(a.currentTime ?? 0) % all;
    if (Math.abs(t - b.at) > 120 && Math.abs(t - b.at) < all - 120) a.currentTime = b.at;
  });
  return ref;
}

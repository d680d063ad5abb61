// Small helpers of the daily screens: the day, names, drafts that are never lost, and honest words when keeping fails.
import { useEffect, useRef, useState } from 'preact/hooks';
import { local, records, useView, view } from '../../client';
import type { Done, Rec } from '../../client';
import { sitting } from '../../sitting';
import type { Sitting } from '../../sitting';
import { minuteOfDay, today, useCell } from '../../ui/state';
import { tell } from '../../ui/tell';
import { faultWords } from '../fault';
import { PATHS } from '../../words';
import type { TodayView } from './kinds';

export { say, useWho } from '../../ui/who';
export type { Who, WordsBody } from '../../ui/who';

/** The person's day and minute; it moves on by the quarter of an hour, so that a page left open still fits the evening. */
export function useNow(): { day: number; minute: number } & Sitting {
  const said = useCell(sitting);
  const read = () => ({ day: today(), minute: minuteOfDay() - (minuteOfDay() % 15) });
  const [now, set] = useState(read);
  useEffect(() => {
    const look = () => set((old) => { const n = read(); return n.day === old.day && n.minute === old.minute ? old : n; });
    const timer = setInterval(look, 60_000);
    document.addEventListener('visibilitychange', look);
    return () => { clearInterval(timer); document.removeEventListener('visibilitychange', look); };
  }, []);
  return { ...now, ...said };
}

/** kept(p, said): waits for a command; says what happened either way. */
export async function kept(p: Promise<Done>, said?: string): Promise<boolean> {
  const r = await p;
  if (!r.ok) tell(faultWords(r));
  else if (said) tell(said);
  return r.ok;
}

/** tellThere: for the page one is just going to; a page that opens clears what the one before it told. */
export const tellThere = (text: string, act?: { words: string; run: () => void }): void => { setTimeout(() => tell(text, act), 120); };

/** A draft on this device alone, sealed: every word typed survives a closed tab, a locked page and an empty battery. */
export function useDraft<T>(key: string, first: T): { value: T; set: (v: T) => void; drop: () => void; ready: boolean } {
  const [value, put] = useState<T>(first);
  const [ready, setReady] = useState(false);
  const now = useRef<{ v: T; dirty: boolean }>({ v: first, dirty: false });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const flush = () => {
    clearTimeout(timer.current);
    if (!now.current.dirty) return;
    now.current.dirty = false;
    void local.put(key, now.current.v);
  };
  useEffect(() => {
    let live = true;
    local.get<T>(key).then((v) => {
      if (!live) return;
      if (v !== null && !now.current.dirty) { now.current.v = v; put(() => v); }
      setReady(true);
    }, () => live && setReady(true));
    const hide = () => { if (document.hidden) flush(); };
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', flush);
    return () => {
      live = false;
      flush();
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', flush);
    };
  }, [key]);
  return {
    value, ready,
    set(v) {
      now.current = { v, dirty: true };
      put(() => v);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, 400);
    },
    drop() {
      clearTimeout(timer.current);
      now.current = { v: first, dirty: false };
      put(() => first);
      void local.put(key, null);
    },
  };
}

/** A choice of this device, as voice on or off. */
export function useLocal<T>(key: string, first: T): [T, (v: T) => void] {
  const [v, put] = useState<T>(first);
  useEffect(() => {
    let live = true;
    local.get<T>(key).then((x) => { if (live && x !== null) put(() => x); }, () => undefined);
    return () => { live = false; };
  }, [key]);
  return [v, (x) => { put(() => x); void local.put(key, x); }];
}

/** The path as a number: every reflection carries it, whatever it is (settled 19), so that its presence says nothing. */
export async function pathNow(day: number): Promise<number> {
  const last = await records<{ path?: number }>('reflection', { limit: 1 }).catch(() => []);
  if (typeof last[0]?.body.path === 'number') return last[0].body.path;
  const v = await view<TodayView>({ show: 'today', day, minute: minuteOfDay() }).catch(() => null);
  return v?.path ? Math.max(0, PATHS.indexOf(v.path)) : 0;
}

/** The Monday after a day, at least two days away: "until Monday" said on a Sunday means the next one. */
export function nextMonday(day: number): number {
  const weekday = (day + 3) % 7; // 0 is Monday: day 0 was a Thursday
  const ahead = 7 - weekday;
  return day + (ahead < 2 ? ahead + 7 : ahead);
}

/** One of the newest records of a type, for settings that are one record. */
export const useNewest = <B>(type: string, who?: 'me' | 'us'): Rec<B> | null | undefined => {
  const r = useView<Rec<B>[]>({ show: 'records', type, limit: 1, ...(who ? { for: who } : {}) });
  return r === undefined ? undefined : r?.[0] ?? null;
};

// A value that views can watch.  Smaller than a library, and it says when it changed.
import { useEffect, useState } from 'preact/hooks';

export interface Cell<T> {
  get(): T;
  set(v: T): void;
  on(f: (v: T) => void): () => void;
}

export function cell<T>(first: T): Cell<T> {
  let now = first;
  const ears = new Set<(v: T) => void>();
  return {
    get: () => now,
    set(v) {
      if (Object.is(v, now)) return;
      now = v;
      for (const f of [...ears]) f(v);
    },
    on(f) {
      ears.add(f);
      return () => ears.delete(f);
    },
  };
}

export function useCell<T>(c: Cell<T>): T {
  const [v, set] = useState(c.get());
  useEffect(() => {
    set(() => c.get());
    return c.on((x) => set(() => x));
  }, [c]);
  return v;
}

/** day(now): days since 1970 in the person's own calendar; minute(now): minutes since local midnight. */
export function today(now = new Date()): number {
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000);
}
export const minuteOfDay = (now = new Date()): number => now.getHours() * 60 + now.getMinutes();

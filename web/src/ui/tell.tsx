// What the page tells you: one line at its foot, never over the words, read out by screen readers.
import type { VNode } from 'preact';
import { cell, useCell } from './state';

interface Told {
  text: string;
  act?: { words: string; run: () => void };
}
const told = cell<Told | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** tell(text, act): shows one line; it goes with the next page or after a while. One with an act stays longer. */
export function tell(text: string, act?: Told['act']): void {
  clearTimeout(timer);
  told.set(act ? { text, act } : { text });
  timer = setTimeout(() => told.set(null), act ? 30_000 : 12_000);
}
export const untell = (): void => told.set(null);

export function Tell(): VNode {
  const now = useCell(told);
  return (
    <div class="tells" role="status" aria-live="polite">
      {now ? (
        <p class="tell">
          <span>{now.text}</span>
          {now.act ? <button class="quiet" type="button" onClick={() => { now.act?.run(); untell(); }}>{now.act.words}</button> : null}
        </p>
      ) : null}
    </div>
  );
}

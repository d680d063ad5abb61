// When something is: a day, an hour, days of the week.  The browser's own fields, as every phone has its good way for them.
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { sayShort, sayWeekday } from '../strings/text';
import { Flame } from './art';

interface WhenProps {
  label: string;
  hint?: string | undefined;
}

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const fromIso = (s: string): number | null => {
  const at = Date.parse(`${s}T00:00:00Z`);
  return Number.isNaN(at) || at < 0 ? null : Math.floor(at / 86_400_000);
};

function Field(p: WhenProps & { type: 'date' | 'time'; value: string; onInput: (v: string) => void }): VNode {
  const id = useId();
  return (
    <div class="field when">
      <label for={id} class="soft">{p.label}</label>
      <div class="line-with">
        <input id={id} type={p.type} class="line-field" value={p.value} aria-describedby={p.hint ? `${id}-h` : undefined}
          {...(p.type === 'date' ? { min: '2000-01-01', max: '2100-12-31' } : {})} onInput={(e) => p.onInput(e.currentTarget.value)} />
      </div>
      {p.hint ? <p class="note" id={`${id}-h`}>{p.hint}</p> : null}
    </div>
  );
}

/** A day of the person's own calendar; null while none stands there. */
export const DayField = (p: WhenProps & { value: number | null; onDay: (day: number | null) => void }): VNode => (
  <Field {...p} type="date" value={p.value === null ? '' : iso(p.value)} onInput={(s) => p.onDay(fromIso(s))} />
);

/** Minutes since midnight; null: no fixed hour. */
export const TimeField = (p: WhenProps & { value: number | null; onMinute: (minute: number | null) => void }): VNode => {
  const two = (n: number) => String(n).padStart(2, '0');
  return (
    <Field {...p} type="time" value={p.value === null ? '' : `${two(Math.floor(p.value / 60))}:${two(p.value % 60)}`}
      onInput={(s) => p.onMinute(/^\d\d:\d\d/.test(s) ? Number(s.slice(0, 2)) * 60 + Number(s.slice(3, 5)) : null)} />
  );
};

/** Day 4 was the first Monday. */
const MONDAY = 4;
/** Days of the week as a mask, Monday first: bit 0. */
export function Weekdays(p: { legend: string; value: number; onPick: (days: number) => void }): VNode {
  return (
    <fieldset class="answers weekdays">
      <legend>{p.legend}</legend>
      {[0, 1, 2, 3, 4, 5, 6].map((i) => (
        <label key={i}>
          <input type="checkbox" checked={(p.value >> i & 1) === 1} aria-label={sayWeekday(MONDAY + i)} onChange={() => p.onPick(p.value ^ 1 << i)} />
          <span class="o"><Flame /></span><span class="t" aria-hidden="true">{sayShort(MONDAY + i)}</span>
        </label>
      ))}
    </fieldset>
  );
}
/** "Monday, Wednesday and Friday", one name at a time. */
export const weekdayNames = (days: number): string[] => [0, 1, 2, 3, 4, 5, 6].filter((i) => days >> i & 1).map((i) => sayWeekday(MONDAY + i));
/** The weekday of a day as a bit of such a mask. */
export const weekdayBit = (day: number): number => 1 << (day + 3) % 7;

// When something is: a day and an hour as numbers, and days of the week.
import type { VNode } from 'preact';
import { sayShort, sayWeekday } from '../strings/text';
import { When } from './when';
import { Flame } from '../ui/art';

interface WhenProps { label: string; hint?: string | undefined }

/** A day of the person's own calendar; null while none stands there. */
export const DayField = (p: WhenProps & { value: number | null; onDay: (day: number | null) => void }): VNode => (
  <When kind="day" label={p.label} hint={p.hint} value={p.value === null ? '' : String(p.value)} onInput={(s) => p.onDay(/^\d+$/.test(s) ? Number(s) : null)} />
);

const two = (n: number): string => String(n).padStart(2, '0');
/** Minutes since midnight; null: no fixed hour. */
export const TimeField = (p: WhenProps & { value: number | null; onMinute: (minute: number | null) => void }): VNode => (
  <When kind="time" label={p.label} hint={p.hint} value={p.value === null ? '' : `${two(Math.floor(p.value / 60))}:${two(p.value % 60)}`}
    onInput={(s) => p.onMinute(/^\d\d:\d\d/.test(s) ? Number(s.slice(0, 2)) * 60 + Number(s.slice(3, 5)) : null)} />
);

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

// Rituals and dates as the core tells them, and when the next one comes, in words.
import type { VNode } from 'preact';
import { sayDate, sayDay, sayList, sayTime, sayWeekday, t } from '../../strings/text';
import { useView } from '../../client';
import { go } from '../../nav';
import { weekdayBit, weekdayNames } from '../../ui/when';
import { useNow } from './kept';

/** Field `every` of a ritual record. */
export const ONCE = 0;
export const DAILY = 1;
export const WEEKLY = 2;
export const FORTNIGHT = 3;
export const MONTHLY = 4;

export interface RitualBody {
  title: string;
  /** 0 ritual, 1 date. */
  kind: number;
  every: number;
  from: number;
  days?: number;
  minute?: number;
  minutes?: number;
  until?: number;
  note?: string;
}
export interface RitualRow extends RitualBody { id: string; mine: boolean; for: 'me' | 'us'; next: number[]; review_due: boolean }

export const useRituals = (day: number): RitualRow[] | null | undefined => useView<RitualRow[]>({ show: 'rituals', day });

/** The record as it was kept, out of a row: what undo writes again. */
export function bodyOf(r: RitualBody): RitualBody {
  const names = ['title', 'kind', 'every', 'from', 'days', 'minute', 'minutes', 'until', 'note'] as const;
  return Object.fromEntries(names.filter((n) => r[n] !== undefined).map((n) => [n, r[n]])) as unknown as RitualBody;
}

/** The next day that the clock has not left behind: what was this morning comes another time. */
export function nextOf(r: RitualRow, now: { day: number; minute: number }): number | undefined {
  const [first, second] = r.next;
  const over = first === now.day && r.minute !== undefined && r.minute + (r.minutes ?? 60) < now.minute;
  return over && second !== undefined ? second : first;
}

/** "Sunday, 10:00": near days by their name, far ones by their date. */
export function dayWords(day: number, today: number, minute?: number): string {
  const name = day === today ? t('today-word') : day === today + 1 ? t('ritual-tomorrow')
    : day < today + 7 && day > today ? sayWeekday(day) : day < today + 300 && day > today ? sayDay(day) : sayDate(day);
  return minute === undefined ? name : t('ritual-at', { day: name, time: sayTime(minute) });
}
/** "every week": beside the next day, which says the rest. */
export const oftenWords = (every: number): string => t(`ritual-often-${every}`);
/** "Every week on Monday and Friday, 10:00": all of it, where no next day stands beside it. */
export function ruleWords(r: RitualBody, today: number): string {
  if (r.every === ONCE) return dayWords(r.from, today, r.minute);
  const days = sayList(weekdayNames(r.days || weekdayBit(r.from)));
  const words = t(`ritual-rule-${r.every}`, { days, n: new Date(r.from * 86_400_000).getUTCDate() });
  return r.minute === undefined ? words : t('ritual-at', { day: words, time: sayTime(r.minute) });
}

/** Beside "nothing is due": what comes within the week, told and not asked for. */
export function Comes(): VNode | null {
  const now = useNow();
  const { day } = now;
  const when = (r: RitualRow): number => nextOf(r, now) ?? Infinity;
  const r = [...useRituals(day) ?? []].sort((x, y) => when(x) - when(y))[0];
  const at = r ? when(r) : Infinity;
  if (!r || at >= day + 7) return null;
  return (
    <p class="note">
      <button type="button" class="act-link" onClick={() => go('rituals')}>{t('today-comes', { title: r.title, when: dayWords(at, day, r.minute) })}</button>
    </p>
  );
}

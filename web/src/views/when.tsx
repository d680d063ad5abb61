// A day or an hour as a sheet keeps it: the number of the day, and HH:MM.
import type { VNode } from 'preact';
import { DayField, TimeField } from '../ui/when';

interface Props { kind: 'day' | 'time'; label: string; hint?: string | undefined; value: string; onInput: (s: string) => void }
const two = (n: number): string => String(n).padStart(2, '0');
const minutes = (s: string): number | null => (/^\d\d:\d\d$/.test(s) ? Number(s.slice(0, 2)) * 60 + Number(s.slice(3)) : null);

export const When = (p: Props): VNode => p.kind === 'day'
  ? <DayField label={p.label} hint={p.hint} value={/^\d{1,6}$/.test(p.value) ? Number(p.value) : null} onDay={(d) => p.onInput(d === null ? '' : String(d))} />
  : <TimeField label={p.label} hint={p.hint} value={minutes(p.value)} onMinute={(m) => p.onInput(m === null ? '' : `${two(Math.floor(m / 60))}:${two(m % 60)}`)} />;

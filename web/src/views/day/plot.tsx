// A row's picture: the band within which a change may be chance, the line with its gaps, the newest point as an ember.
import type { VNode } from 'preact';
import type { TrendRow } from './kinds';

const y = (tenths: number): number => 76 - 0.72 * tenths;
/** 64 tenths is said as 6, 65 as 7: whole numbers, as they were given. */
export const whole = (tenths: number): number => Math.round(tenths / 10);

/** Two of ten up or down from the first: the core calls a change real only beyond this, twice in a row. */
const BAND = 20;

export function Plot(p: { row: TrendRow; days: readonly number[] }): VNode {
  const from = p.days[0] ?? 0;
  const span = Math.max(1, (p.days[p.days.length - 1] ?? 0) - from);
  const x = (day: number) => 20 + (92 * (day - from)) / span;
  let d = '';
  let pen = false;
  const said = p.row.points;
  for (const day of p.days) {
    const q = p.row.points.find((o) => o.day === day);
    if (!q) { pen = false; continue; } // not said: a gap
    d += `${pen ? 'L' : 'M'}${x(q.day).toFixed(1)} ${y(q.value).toFixed(1)}`;
    pen = true;
  }
  const last = said[said.length - 1];
  const first = said[0];
  const [top, low] = [y(Math.min(100, (first?.value ?? 50) + BAND)), y(Math.max(0, (first?.value ?? 50) - BAND))];
  return (
    <svg class="plot" viewBox="0 0 144 80" aria-hidden="true">
      {said.length ? <><rect class="band" x="12" y={top} width="108" height={Math.max(0, low - top)} /><path class="edge" d={`M12 ${top}H120M12 ${low}H120`} /></> : null}
      {d ? <path class="ln" d={d} /> : null}
      {said.slice(0, -1).map((q) => <circle key={q.day} class="pt" cx={x(q.day)} cy={y(q.value)} r="2.5" />)}
      {last ? <circle class="last" cx={x(last.day)} cy={y(last.value)} r="4" /> : null}
      {first && said.length > 1 ? <text x="8" y={y(first.value) + 5} text-anchor="end">{whole(first.value)}</text> : null}
      {last ? <text class="v" x="128" y={y(last.value) + 6}>{whole(last.value)}</text> : null}
    </svg>
  );
}

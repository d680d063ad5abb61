// A day or an hour to choose.
import type { VNode } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';

const iso = (day: string): string => (/^\d{1,6}$/.test(day) ? new Date(Number(day) * 86_400_000).toISOString().slice(0, 10) : '');
const dayOf = (s: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(s) ? String(Math.floor(Date.parse(`${s}T00:00:00Z`) / 86_400_000)) : '');

/** A day or an hour, with what the browser offers for choosing one. */
export function When(p: { kind: 'day' | 'time'; label: string; hint?: string | undefined; value: string; onInput: (s: string) => void }): VNode {
  const id = useId();
  const day = p.kind === 'day';
  const [raw, setRaw] = useState(day ? iso(p.value) : p.value);
  useEffect(() => { if ((day ? dayOf(raw) : raw) !== p.value) setRaw(day ? iso(p.value) : p.value); }, [p.value]);
  return (
    <div class="field">
      <label for={id} class="soft">{p.label}</label>
      <input id={id} class="line-field when" type={day ? 'date' : 'time'} value={raw} autocomplete="off" aria-describedby={p.hint ? `${id}-h` : undefined}
        onInput={(e) => { setRaw(e.currentTarget.value); p.onInput(day ? dayOf(e.currentTarget.value) : e.currentTarget.value); }} />
      {p.hint ? <p class="note" id={`${id}-h`}>{p.hint}</p> : null}
    </div>
  );
}

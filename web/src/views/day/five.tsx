// Five rings between two words, for the two taps after a session.  "Rather not" stands with them.
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../strings/text';
import { Flame } from '../../ui/art';

export function Five(p: { legend: string; low: string; high: string; value: number | null | undefined; onPick: (v: number | null) => void }): VNode {
  const name = useId();
  return (
    <fieldset class="five">
      <legend>{p.legend}</legend>
      <div class="rings">
        {[0, 1, 2, 3, 4].map((v) => (
          <label key={v}>
            <input type="radio" name={name} checked={p.value === v} onChange={() => p.onPick(v)} />
            <span class="o"><Flame /></span>
            <span class="vh">{t('five-value', { v: v + 1, low: p.low, high: p.high })}</span>
          </label>
        ))}
      </div>
      <p class="ends" aria-hidden="true"><span>{p.low}</span><span>{p.high}</span></p>
      <label class="rather">
        <input type="radio" name={name} checked={p.value === null} onChange={() => p.onPick(null)} />
        <span class="t">{t('rather-not')}</span>
      </label>
    </fieldset>
  );
}

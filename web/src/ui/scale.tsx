// A line from 0 to 10: tap, drag, arrow keys or the two step buttons.  No flame and no number until there is an answer.
import type { VNode } from 'preact';
import { t } from '../strings/text';

export function Scale(p: { label: string; value: number | null; low: string; high: string; onPick: (v: number) => void }): VNode {
  const v = p.value;
  const x = 10 + 22 * (v ?? 0);
  const step = (d: number) => p.onPick(Math.max(0, Math.min(10, (v ?? 5) + d)));
  return (
    <>
      <p class="value" aria-hidden="true">{v ?? '\u00a0'}</p>
      <div class="scale">
        <button class="step" type="button" aria-label={t('scale-less')} onClick={() => step(-1)}>–</button>
        <div class="line">
          <svg class="dial" viewBox="0 0 240 56" aria-hidden="true">
            <path class="base" d="M10 38H230" />
            {Array.from({ length: 11 }, (_, i) => <path key={i} class="tick" d={`M${10 + 22 * i} ${i % 5 === 0 ? '32v12' : '35v6'}`} />)}
            {v !== null ? <circle class="halo" cx={x} cy="30" r="20" /> : null}
            {v !== null ? (
              <path class="tip" transform={`translate(${x} 38) scale(1.7) translate(-4.8 -15.5)`} d="M5 16C.2 13.6-.6 8.4 4.6 0c5.6 8 6.2 13.5.4 16z" />
            ) : null}
          </svg>
          <input type="range" min="0" max="10" step="1" value={v ?? 5} aria-label={p.label}
            aria-valuetext={v === null ? t('scale-none') : t('scale-value', { value: v, low: p.low, high: p.high })}
            onInput={(e) => p.onPick(Number(e.currentTarget.value))} onClick={(e) => p.onPick(Number(e.currentTarget.value))} />
        </div>
        <button class="step" type="button" aria-label={t('scale-more')} onClick={() => step(1)}>+</button>
      </div>
      <p class="ends"><span>{p.low}</span><span>{p.high}</span></p>
    </>
  );
}

/** The ring of time: full at 1, gone at 0. It holds the one sentence. */
export function Ring(p: { left: number; children?: VNode | (VNode | null)[] | null }): VNode {
  const len = 2 * Math.PI * 150;
  const share = Math.max(0, Math.min(1, p.left));
  const a = -Math.PI / 2 + 2 * Math.PI * share;
  const [cx, cy] = [160 + 150 * Math.cos(a), 160 + 150 * Math.sin(a)];
  return (
    <div class="ring">
      <svg viewBox="0 0 320 320" aria-hidden="true">
        <circle class="track" cx="160" cy="160" r="150" />
        {share > 0 ? (
          <>
            <circle class="time" cx="160" cy="160" r="150" stroke-dasharray={`${(share * len).toFixed(1)} ${len.toFixed(1)}`} transform="rotate(-90 160 160)" />
            <circle class="halo" cx={cx} cy={cy} r="20" />
            <path class="tip" transform={`translate(${cx.toFixed(1)} ${cy.toFixed(1)}) scale(1.15) translate(-4.8 -12)`} d="M5 16C.2 13.6-.6 8.4 4.6 0c5.6 8 6.2 13.5.4 16z" />
          </>
        ) : null}
      </svg>
      {p.children}
    </div>
  );
}

// A passphrase: three offers of five words, or one's own, with how strong it is in words.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { view } from '../client';
import { t } from '../strings/text';
import { Answers, LineField, Note, Quiet, Quiets } from '../ui/parts';

export type Strength = 'short' | 'fair' | 'good';
/** Length and variety only; the key derivation does the rest. Five offered words are good. */
export function strength(p: string): Strength {
  const s = p.trim();
  const kinds = new Set(s.toLowerCase()).size;
  const words = s.split(/\s+/).filter((w) => w.length > 2).length;
  if (s.length < 10 || kinds < 5) return 'short';
  return words >= 5 || (s.length >= 20 && kinds >= 10) ? 'good' : 'fair';
}

const seed = (): string => [...crypto.getRandomValues(new Uint8Array(32))].map((b) => b.toString(16).padStart(2, '0')).join('');

/** held: where the offers stay while another page is looked at. */
export function PassField(p: { value: string; onInput: (v: string) => void; label?: string; held?: { offers: string[] } }): VNode {
  const [offers, show] = useState<string[]>(p.held?.offers ?? []);
  const [own, setOwn] = useState(p.value !== '' && !offers.includes(p.value));
  const set = (of: string[]) => { if (p.held) p.held.offers = of; show(of); };
  const fetch3 = () => {
    view<string[] | { offers: string[] }>({ show: 'offers', count: 3, seed: seed() }).then(
      (r) => set(Array.isArray(r) ? r.map((x) => (Array.isArray(x) ? (x as string[]).join(' ') : x)) : r.offers),
      () => setOwn(true),
    );
  };
  useEffect(() => { if (!offers.length) fetch3(); }, []);
  const how = strength(p.value);
  return (
    <div class="field">
      {offers.length && !own ? (
        <>
          <div class="offers">
            <Answers legend={p.label ?? t('pass-offers')} shown value={offers.includes(p.value) ? p.value : null} of={offers.map((o) => [o, o] as const)} onPick={p.onInput} />
          </div>
          <Note>{t('pass-write')}</Note>
          <Quiets>
            <Quiet onClick={() => { p.onInput(''); fetch3(); }}>{t('pass-others')}</Quiet>
            <Quiet onClick={() => { p.onInput(''); setOwn(true); }}>{t('pass-own')}</Quiet>
          </Quiets>
        </>
      ) : (
        <>
          <LineField label={p.label ?? t('pass-label')} type="password" value={p.value} max={200} onInput={p.onInput} />
          <p class="note strength" aria-live="polite">{p.value ? t(`pass-${how}`) : t('pass-hint')}</p>
          {offers.length ? <Quiets><Quiet onClick={() => { p.onInput(''); setOwn(false); }}>{t('pass-show-offers')}</Quiet></Quiets> : null}
        </>
      )}
    </div>
  );
}

/** The passphrase once more, for whatever needs the key of the cold store. */
export function PassAgain(p: { value: string; onInput: (v: string) => void; error?: string | null; onEnter?: () => void; label?: string }): VNode {
  return <LineField label={p.label ?? t('pass-again')} type="password" value={p.value} max={200} onInput={p.onInput} error={p.error} {...(p.onEnter ? { onEnter: p.onEnter } : {})} />;
}

// Three taps: what I want more of, what is around us, who set this up.  Held in memory only.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { begin } from '../begin';
import { status, write } from '../client';
import { go } from '../nav';
import { t } from '../strings/text';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Folio, Note, Picks } from '../ui/parts';
import { today } from '../ui/state';
import { tell } from '../ui/tell';
import { AROUND, SETUPS, WISHES } from '../words';
import { faultWords } from './fault';
import { ItemPage } from './item';

export function Wish(): VNode {
  const [v, set] = useState(begin.wish);
  return (
    <Page kind="ask" back={t('back')} title={t('app-name')}>
      <Verso>
        <Note>{t('taps-note')}</Note>
        <div><h1 class="say">{t('wish-ask')}</h1></div>
      </Verso>
      <Recto low>
        <Picks legend={t('wish-ask')} value={v} of={WISHES.map((w) => [w, t(`wish-${w}`)] as const)} onPick={(x) => { begin.wish = x; set(x); }} />
        <Act onClick={() => go('around')}>{t(v.length ? 'next' : 'wish-none')}</Act>
        <Folio>{t('folio', { at: 1, of: 3 })}</Folio>
      </Recto>
    </Page>
  );
}

export function Around(): VNode {
  const [v, set] = useState(begin.around);
  return (
    <Page kind="ask" back={t('back')}>
      <Verso>
        <Note>{t('taps-note')}</Note>
        <div><h1 class="say">{t('around-ask')}</h1></div>
      </Verso>
      <Recto low>
        <Picks legend={t('around-ask')} value={v} of={AROUND.map((w) => [w, t(`around-${w}`)] as const)} onPick={(x) => { begin.around = x; set(x); }} />
        <Act onClick={() => go('setup')}>{t(v.length ? 'next' : 'around-none')}</Act>
        <Folio>{t('folio', { at: 2, of: 3 })}</Folio>
      </Recto>
    </Page>
  );
}

export function Setup(): VNode {
  const [v, set] = useState(begin.setup);
  const on = async () => {
    // Somebody who was invited is asked after joining, before anything private: it is kept, because much hangs on it.
    if (joined()) {
      const r = await write('start', 'me', { wish: [], around: [], setup: [v], day: today() });
      if (!r.ok) return tell(faultWords(r));
    }
    go(v === 'me' ? after() : 'setupnote');
  };
  return (
    <Page kind="ask" back={joined() ? false : t('back')}>
      <Verso>
        <Note>{t('setup-note')}</Note>
        <div><h1 class="say">{t('setup-ask')}</h1></div>
      </Verso>
      <Recto low>
        <Answers legend={t('setup-ask')} value={v || null} of={SETUPS.map((w) => [w, t(`setup-${w}`)] as const)} onPick={(x) => { begin.setup = x; set(x); }} />
        <Act missing={v ? false : t('choose-one')} onClick={() => void on()}>{t('next')}</Act>
        {joined() ? null : <Folio>{t('folio', { at: 3, of: 3 })}</Folio>}
      </Recto>
    </Page>
  );
}

/** Broken trust and very low get their own page before anything else is offered. */
const heavy = (): string | undefined => ['very-low', 'broken-trust'].find((w) => begin.around.includes(w));
const joined = (): boolean => status.get().phase === 'open';
const after = (): string => (joined() ? 'safety' : heavy() ? 'aroundnote' : 'firstpage');

export const SetupNote = (): VNode => (
  <ItemPage folder="start" id={`setup-${begin.setup || 'unknown'}`}><Act onClick={() => go(after())}>{t('understood')}</Act></ItemPage>
);
export const AroundNote = (): VNode => (
  <ItemPage folder="start" id={`around-${heavy() ?? 'long-days'}`}><Act onClick={() => go('firstpage')}>{t('go-on')}</Act></ItemPage>
);

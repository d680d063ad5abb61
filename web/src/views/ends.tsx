// Where a sitting ends: what was not kept, where a step would fit, and "that is all for today".
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { write } from '../client';
import { go, reset } from '../nav';
import { leave } from '../leave';
import { t } from '../strings/text';
import { Drawing } from '../ui/art';
import { Parts } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Quiet, Quiets } from '../ui/parts';
import { WHENS } from '../words';
import { faultWords } from './fault';
import { useItem } from './item';

export const NotKept = (): VNode => (
  <Page kind="plainpage">
    <Verso><h1>{t('notkept-title')}</h1><p class="deck soft">{t('notkept-deck')}</p></Verso>
    <Recto low>
      <Act onClick={() => leave()}>{t('notkept-leave')}</Act>
      <Quiets><Quiet onClick={() => reset('welcome')}>{t('notkept-again')}</Quiet></Quiets>
    </Recto>
  </Page>
);

const MINUTES = [['2', 'fit-2'], ['10', 'fit-10'], ['20', 'fit-20']] as const;

/** Where a small step would fit: part of day and minutes. */
export function Fit(p: { params: { next?: string } }): VNode {
  const [when, setWhen] = useState<(typeof WHENS)[number] | null>(null);
  const [min, setMin] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const on = () => reset(p.params.next === 'invite' ? 'invite' : p.params.next === 'table' ? 'table' : 'enough', p.params.next === 'invite' ? { first: true } : {});
  // Who chose the table has said so: without it no step for two would ever be offered on this phone (spec/plan.md, R11).
  const table = p.params.next === 'table';
  const keep = async () => {
    const r = await write('time', 'me', { minutes: Number(min ?? '10'), when: [...(when ? [when] : []), ...(table ? ['table'] : [])] });
    if (r.ok) on();
    else setError(faultWords(r));
  };
  return (
    <Page top>
      <Verso><h1>{t('fit-title')}</h1><p class="deck soft">{t('fit-deck')}</p></Verso>
      <Recto>
        <Answers legend={t('fit-when')} shown value={when} of={WHENS.map((w) => [w, t(`fit-${w}`)] as const)} onPick={setWhen} />
        <Answers legend={t('fit-minutes')} shown value={min} of={MINUTES.map(([m, id]) => [m, t(id)] as const)} onPick={setMin} />
        {error ? <p class="field-say" role="alert">{error}</p> : null}
        <Act missing={when && min ? false : t('choose-one')} onClick={() => void keep()}>{t('next')}</Act>
        <Quiets><Quiet onClick={() => (table ? void keep() : on())}>{t('fit-skip')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

/** "Only at the table": one phone between two plates. */
export function Table(): VNode {
  const item = useItem('start', 'table');
  return (
    <Page top back={t('back')}>
      <Verso><h1>{item?.title ?? '\u00a0'}</h1>{item ? <p class="deck soft">{item.line}</p> : null}</Verso>
      <Recto>
        {item ? <Parts body={item.body} /> : null}
        <Act onClick={() => reset('enough')}>{t('understood')}</Act>
      </Recto>
    </Page>
  );
}

/** The screen dims and offers nothing more. */
export function Enough(): VNode {
  const item = useItem('start', 'enough');
  return (
    <Page kind="dim">
      <Verso>
        <Drawing of="lamp" />
        <h1>{item?.title ?? t('enough-title')}</h1>
        {item ? <p class="deck soft">{item.line}</p> : null}
        {item ? <div class="skip-space" /> : null}
        {item ? <Parts body={item.body} /> : null}
        <Quiets><Quiet onClick={() => go('today')}>{t('enough-look')}</Quiet></Quiets>
      </Verso>
    </Page>
  );
}

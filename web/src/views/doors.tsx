// Three doors (S3): honest effort moved little, so another plan, a person, or rest. Said once, privately; never in a hard or
// light week (spec/plan.md R22).
import type { VNode } from 'preact';
import { t } from '../strings/text';
import { write } from '../client';
import { go, reset } from '../nav';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Equal, Note, Quiet, Quiets, Rows } from '../ui/parts';
import { kept, useNow } from './day/kept';

const DOORS = ['plan', 'person', 'rest'] as const;
const WHERE: Record<(typeof DOORS)[number], [string, Record<string, unknown>]> = {
  plan: ['tracks', {}], person: ['helppage', { id: 'counsellors' }], rest: ['light', {}],
};
/** Field `door` of a record: none of them now. */
const NONE = 3;

export function Doors(): VNode {
  const { day } = useNow();
  const pick = async (door: number, then: () => void) => {
    if (await kept(write('doors', 'me', { door, day }))) then();
  };
  return (
    <Page back={t('place-today')} top>
      <Verso>
        <Drawing of="door" />
        <h1>{t('doors-title')}</h1>
        <p class="deck">{t('doors-deck')}</p>
        <p class="who me"><i />{t('who-me')}</p>
      </Verso>
      <Recto>
        <Rows class="big" label={t('doors-title')}>
          {DOORS.map((d, i) => <Equal key={d} title={t(`doors-${d}`)} line={t(`doors-${d}-line`)} onClick={() => void pick(i, () => { reset('today'); go(...WHERE[d]); })} />)}
        </Rows>
        <Note>{t('doors-note')}</Note>
        <Quiets><Quiet onClick={() => void pick(NONE, () => reset('today'))}>{t('doors-none')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

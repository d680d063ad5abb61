// A page about sensual touch or sex, reached by a link before its reader asked for such pages: it says so first.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { go } from '../nav';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Quiet, Quiets } from '../ui/parts';
import { useWho } from '../ui/who';

/** useAway(stage): null, or what stands there instead until "read it now" is pressed. Lists leave such pages out (core/domain/away.h). */
export function useAway(stage: string | undefined): VNode | null {
  const who = useWho();
  const [read, setRead] = useState(false);
  if ((stage !== 'SEN' && stage !== 'SEX') || who.sexual || read) return null;
  if (!who.known) return <Page back={t('back')} top><Verso><h1>{'\u00a0'}</h1></Verso></Page>;
  return (
    <Page back={t('back')} top>
      <Verso><h1>{t('away-title')}</h1><p class="deck soft">{t('away-words')}</p></Verso>
      <Recto low>
        <Act onClick={() => setRead(true)}>{t('away-read')}</Act>
        <Quiets><Quiet onClick={() => go('words')}>{t('away-ask')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

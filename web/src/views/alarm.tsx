// An alarm: the server's store broke a rule that it must keep.  Sync is off, nothing is lost, and here is what was seen.
import type { VNode } from 'preact';
import { alarmAgain, alarmSeen, status } from '../client';
import { go, reset } from '../nav';
import { has, t } from '../strings/text';
import { useCell } from '../ui/state';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Note, Quiet, Quiets } from '../ui/parts';

export function Alarm(): VNode {
  const s = useCell(status);
  const name = s.alarm ?? 'other';
  return (
    <Page top>
      <Verso><h1>{t('alarm-title')}</h1><p class="deck soft">{t('alarm-deck')}</p></Verso>
      <Recto>
        <h2>{t('alarm-seen')}</h2>
        <p>{t(has(`alarm-${name}`) ? `alarm-${name}` : 'alarm-other')}</p>
        <div class="skip-space" />
        <h2>{t('alarm-do')}</h2>
        <ul class="dots"><li>{t('alarm-do-1')}</li><li>{t('alarm-do-2')}</li><li>{t('alarm-do-3')}</li></ul>
        <Note class="facts">{t('alarm-name', { name: has(`alarm-word-${name}`) ? t(`alarm-word-${name}`) : name })}</Note>
        <Act onClick={() => void alarmSeen().then(() => reset('today'))}>{t('alarm-read')}</Act>
        <Quiets><Quiet onClick={() => void alarmAgain().then(() => reset('today'))}>{t('alarm-again')}</Quiet><Quiet onClick={() => go('keeping')}>{t('keeping-title')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

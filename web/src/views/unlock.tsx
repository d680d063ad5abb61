// Opening again with the passphrase.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { status, unlock } from '../client';
import { go, reset } from '../nav';
import { t } from '../strings/text';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Quiet, Quiets } from '../ui/parts';
import { faultWords } from './fault';
import { PassAgain } from './pass';

export function Unlock(): VNode {
  const [pass, set] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async () => {
    if (!pass || busy) return;
    setBusy(true);
    setError(null);
    const r = await unlock(pass);
    setBusy(false);
    if (r.ok) {
      set('');
      const s = status.get().phase;
      reset(s === 'waiting' ? 'waiting' : s === 'alarm' ? 'alarm' : 'today');
    } else setError(r.error === 'forged' ? t('unlock-wrong') : faultWords(r));
  };
  return (
    <Page kind="plainpage">
      <Verso><h1>{t('unlock-title')}</h1><p class="deck soft">{t('unlock-deck')}</p></Verso>
      <Recto low>
        <PassAgain label={t('unlock-label')} value={pass} onInput={set} error={error} onEnter={() => void run()} />
        <Act missing={pass ? false : t('unlock-missing')} busy={busy ? t('unlock-busy') : false} onClick={() => void run()}>{t('unlock-go')}</Act>
        <Quiets>
          <Quiet onClick={() => go('forgot')}>{t('unlock-forgot')}</Quiet>
          <Quiet onClick={() => go('havelink')}>{t('welcome-link')}</Quiet>
        </Quiets>
      </Recto>
    </Page>
  );
}

/** A forgotten passphrase: the paper code, another own device, or a new beginning. Nothing else opens it. */
export const Forgot = (): VNode => (
  <Page back={t('back')} top>
    <Verso><h1>{t('forgot-title')}</h1><p class="deck soft">{t('forgot-deck')}</p></Verso>
    <Recto>
      <ul class="dots">
        <li>{t('forgot-1')}</li><li>{t('forgot-2')}</li><li>{t('forgot-3')}</li>
      </ul>
      <Act onClick={() => go('recover')}>{t('welcome-paper')}</Act>
    </Recto>
  </Page>
);

// Own devices: which there are, adding one, taking one out.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { revoke, useView } from '../client';
import type { DevicesView } from '../client';
import { go } from '../nav';
import { sayDate, t } from '../strings/text';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Note, Quiet, Quiets } from '../ui/parts';
import { tell } from '../ui/tell';
import { faultWords } from './fault';
import { PassAgain } from './pass';

export function Devices(): VNode {
  const v = useView<DevicesView>({ show: 'devices' });
  const [out, take] = useState<string | null>(null);
  const [pass, setPass] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async () => {
    if (!out || !pass || busy) return;
    setBusy(true);
    setError(null);
    const r = await revoke(out, pass);
    setBusy(false);
    setPass('');
    if (!r.ok) return setError(r.error === 'forged' ? t('unlock-wrong') : faultWords(r));
    take(null);
    tell(t('device-out'));
  };
  return (
    <Page back={t('keeping-title')} top>
      <Verso>
        <h1>{t('devices-title')}</h1>
        <p class="deck soft">{t('devices-deck')}</p>
        {v ? <Note class="facts">{t('devices-partner', { n: v.partner_devices })}</Note> : null}
      </Verso>
      <Recto>
        <ul class="facts" aria-label={t('devices-title')}>
          {v?.mine.filter((d) => d.active).map((d, i) => (
            <li key={d.id}>
              <p>{d.this ? t('device-this') : t('device-other', { n: i + 1 })}</p>
              <Note>{d.added_day ? t('device-added', { date: sayDate(d.added_day) }) : ''}</Note>
              {d.this ? null : <Quiet onClick={() => { take(d.id); setError(null); }}>{t('device-take-out')}</Quiet>}
            </li>
          ))}
        </ul>
        {out ? (
          <>
            <div class="skip-space" />
            <h2>{t('device-out-title')}</h2>
            <Note>{t('device-out-note')}</Note>
            <PassAgain value={pass} onInput={setPass} error={error} onEnter={() => void run()} />
            <Act missing={pass ? false : t('unlock-missing')} busy={busy ? t('device-out-busy') : false} onClick={() => void run()}>{t('device-out-go')}</Act>
            <Quiets><Quiet onClick={() => take(null)}>{t('not-now')}</Quiet></Quiets>
          </>
        ) : <Act onClick={() => go('invite', { role: 2 })}>{t('device-add')}</Act>}
      </Recto>
    </Page>
  );
}

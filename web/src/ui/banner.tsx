// On plain http anybody who controls the network can change the program: a standing line, on every page.
import type { VNode } from 'preact';
import { status } from '../client';
import { t } from '../strings/text';
import { useCell } from './state';
import { go } from '../nav';

const local = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
export const plainHttp = location.protocol === 'http:' && !local;

export function Banner(): VNode | null {
  const s = useCell(status);
  if (s.refusal === 'revoked') return <p class="banner note">{t('fault-revoked')}</p>;
  if (!plainHttp) return null;
  return (
    <p class="banner note">
      {t('plain-http')} <button class="act-link" type="button" onClick={() => go('know')}>{t('plain-http-more')}</button>
    </p>
  );
}

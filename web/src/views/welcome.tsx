// Before you start (A1): what this is and is not, the way out to try, nothing kept.
import type { VNode } from 'preact';
import { go } from '../nav';
import { T, t } from '../strings/text';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Quiet, Quiets } from '../ui/parts';
import { ItemPage } from './item';

export function Welcome(): VNode {
  return (
    <Page title={t('app-name')} kind="title-page">
      <Verso>
        <div class="lamp"><Drawing of="lamp" /></div>
        <h1>{t('app-name')}</h1>
        <p class="hand soft">{t('welcome-line')}</p>
      </Verso>
      <Recto>
        <h2>{t('welcome-before')}</h2>
        <ol class="before">
          <li><p>{t('welcome-1')}</p></li>
          <li><p><T id="welcome-2" parts={{ safe: (w) => <button type="button" class="act-link" onClick={() => go('phonesafe')}>{w}</button> }} /></p></li>
          <li><p>{t('welcome-3')}</p></li>
          <li><p><T id="welcome-4" parts={{ know: (w) => <button type="button" class="act-link" onClick={() => go('know')}>{w}</button> }} /></p></li>
        </ol>
        <Act onClick={() => go('wish')}>{t('welcome-go')}</Act>
        <Quiets>
          <Quiet onClick={() => go('havelink')}>{t('welcome-link')}</Quiet>
          <Quiet onClick={() => go('recover')}>{t('welcome-paper')}</Quiet>
        </Quiets>
      </Recto>
    </Page>
  );
}

export const PhoneSafe = (): VNode => <ItemPage folder="start" id="phone-safe" />;

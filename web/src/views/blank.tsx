// Pages for when there is nothing to show yet, or the browser cannot run it at all.
import type { VNode } from 'preact';
import { status } from '../client';
import { t } from '../strings/text';
import { Page, Recto, Verso } from '../ui/page';

/** No WebAssembly or no store of its own, as in a locked-down or private window; or the worker has not arrived. */
export const Unsupported = (): VNode => (status.get().refusal === 'broken' ? (
  <Page kind="plainpage"><Verso><h1>{t('late-title')}</h1><p class="deck soft">{t('fault-missing')}</p></Verso></Page>
) : (
  <Page kind="plainpage">
    <Verso><h1>{t('unsupported-title')}</h1><p class="deck soft">{t('unsupported-deck')}</p></Verso>
    <Recto low><ul class="dots"><li>{t('unsupported-1')}</li><li>{t('unsupported-2')}</li><li>{t('unsupported-3')}</li></ul></Recto>
  </Page>
));

/** A step that another room will fill. */
export const Blank = (): VNode => <Page><Verso><h1>{'\u00a0'}</h1></Verso></Page>;

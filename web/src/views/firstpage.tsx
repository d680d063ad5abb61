// The first good thing, within three minutes: a moment when it was easy, in one line, set as a page of a small book.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { begin } from '../begin';
import { go } from '../nav';
import { t } from '../strings/text';
import { Blocks, Parts } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, LineField, Note, Quiet, Quiets, Who } from '../ui/parts';
import { useItem } from './item';

/** Whoever has no wish of the list is told of none. */
const further = (): void => go(begin.wish.length ? 'wishsays' : 'safety');

export function FirstPage(): VNode {
  const item = useItem('start', 'first-page');
  const [line, set] = useState(begin.line);
  const [shown, show] = useState(begin.line !== '');
  const text = item?.body['text'] ?? [];
  const write = (s: string) => { begin.line = s; set(s); };
  if (shown && line.trim()) {
    return (
      <Page back={t('back')} onBack={() => show(false)} kind="book">
        <Verso>
          <div class="leaflet"><h1 class="say">{line.trim()}</h1><p class="num">1</p></div>
        </Verso>
        <Recto>
          <p class="hand">{t('firstpage-set')}</p>
          <Note>{t('firstpage-set-note')}</Note>
          <Act onClick={() => { begin.keepLine = true; further(); }}>{t('firstpage-keep')}</Act>
          <Quiets>
            <Quiet onClick={() => { begin.keepLine = false; further(); }}>{t('firstpage-said')}</Quiet>
            <Quiet onClick={() => { write(''); begin.keepLine = false; further(); }}>{t('firstpage-letgo')}</Quiet>
          </Quiets>
        </Recto>
      </Page>
    );
  }
  return (
    <Page back={t('back')} top>
      <Verso>
        <h1>{item?.title ?? t('firstpage-title')}</h1>
        {item?.line ? <p class="deck soft">{item.line}</p> : null}
        <div class="skip-space" />
        {item ? <div class="prose"><Blocks of={text.slice(0, 1)} /></div> : null}
      </Verso>
      <Recto>
        <LineField grow label={t('firstpage-label')} placeholder={t('firstpage-hint')} value={line} max={280} onInput={write} onEnter={() => line.trim() && show(true)} />
        <Who for="me">{t('firstpage-who')}</Who>
        <Act missing={line.trim() ? false : t('firstpage-missing')} onClick={() => { show(true); scrollTo(0, 0); }}>{t('firstpage-show')}</Act>
        <Quiets><Quiet onClick={() => { begin.keepLine = false; further(); }}>{t('firstpage-skip')}</Quiet></Quiets>
        <div class="prose soft more"><Blocks of={text.slice(1)} /></div>
      </Recto>
    </Page>
  );
}

/** Two sentences: what tends to help with the wish, and how sure that is. */
export function WishSays(): VNode {
  const item = useItem('start', `wish-${begin.wish[0]}`);
  return (
    <Page back={t('back')}>
      <Verso><h1>{item?.title ?? '\u00a0'}</h1>{item ? <p class="deck soft">{item.line}</p> : null}</Verso>
      <Recto>
        {item ? <div class="hand"><Parts body={item.body} /></div> : null}
        <Act onClick={() => go('safety')}>{t('go-on')}</Act>
      </Recto>
    </Page>
  );
}

// A page of the pack by its folder and id, and what stands there while it is being fetched.
import type { ComponentChildren, VNode } from 'preact';
import { useView } from '../client';
import { t } from '../strings/text';
import { Parts } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Note } from '../ui/parts';
import { say, useWho } from '../ui/who';
import type { Item } from '../wire';
import { useAway } from './away';

export const useItem = <I = Item>(folder: string, id: string): I | null | undefined => useView<I>({ show: 'item', folder, id });

/** A simple page out of the pack: title, line, text, and what may follow. */
export function ItemPage(p: { folder: string; id: string; back?: string; title?: string; children?: ComponentChildren; kind?: string; help?: boolean }): VNode {
  const item = useItem<Item & { stage?: string }>(p.folder, p.id);
  const who = useWho();
  const away = useAway(item?.stage);
  if (away) return away;
  return (
    <Page back={p.back ?? t('back')} top kind={p.kind} title={p.title} help={p.help}>
      <Verso>
        <h1>{item ? say(item.title, who) : item === null ? t('gone-title') : '\u00a0'}</h1>
        {item?.line ? <p class="deck soft">{say(item.line, who)}</p> : null}
        {item === null ? <Note>{t('gone-words')}</Note> : null}
      </Verso>
      <Recto>
        {item ? <Parts body={item.body} /> : null}
        {p.children}
      </Recto>
    </Page>
  );
}

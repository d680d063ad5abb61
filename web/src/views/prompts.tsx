// Prompts: a first sentence for an empty page.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { useView } from '../client';
import { replace } from '../nav';
import { Page, Recto, Verso } from '../ui/page';
import { Note, Quiet, Quiets, Rows } from '../ui/parts';
import type { ListOf, Listed, Prompt } from './day/kinds';
import { say, useNow, useWho } from './day/kept';
import { useItem } from './item';

export function Prompts(): VNode {
  const { day } = useNow();
  const who = useWho();
  const lists = useView<Listed[]>({ show: 'list', folder: 'prompts' });
  const [skip, setSkip] = useState(0);
  const [open, setOpen] = useState<string | null>(null);
  const one = useView<Prompt>({ show: 'prompt', day, skip });
  const take = (id: string, text: string) => replace('entry', { prompt: id, ask: text });
  return (
    <Page back={t('back')} top kind="prompts">
      <Verso>
        <h1>{t('prompts-title')}</h1>
        <p class="deck soft">{t('prompts-deck')}</p>
        {one?.text ? <button type="button" class="offer" onClick={() => take(one.id, one.text)}><small>{t('prompts-today')}</small><span class="hand">{say(one.text, who)}</span></button> : null}
        <Quiets><Quiet onClick={() => setSkip(skip + 1)}>{t('prompts-another')}</Quiet></Quiets>
        <Note>{t('prompts-note')}</Note>
      </Verso>
      <Recto>
        {(lists ?? []).map((l) => (
          <details class="fold" key={l.id} open={open === l.id} onToggle={(e) => { if (e.currentTarget.open) setOpen(l.id); else if (open === l.id) setOpen(null); }}>
            <summary>{say(l.title, who)}</summary>
            {open === l.id ? <List id={l.id} onTake={take} /> : null}
          </details>
        ))}
      </Recto>
    </Page>
  );
}

function List(p: { id: string; onTake: (id: string, text: string) => void }): VNode {
  const who = useWho();
  const list = useItem<ListOf>('prompts', p.id);
  return (
    <Rows class="inner">
      {(list?.items ?? []).map((x) => <li key={x.id}><button type="button" class="row" onClick={() => p.onTake(x.id, x.text)}><span class="hand">{say(x.text, who)}</span><span class="go" aria-hidden="true" /></button></li>)}
    </Rows>
  );
}

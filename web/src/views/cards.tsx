// Cards: decks, one drawn card, the kept ones, and a sheet to cut out.  No card twice within a year.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { sayDate, t } from '../strings/text';
import { useView, view, write } from '../client';
import type { Rec } from '../client';
import { go, replace } from '../nav';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Equal, Note, Quiet, Quiets, Rows } from '../ui/parts';
import { tell } from '../ui/tell';
import type { Card as Drawn, ListOf, Listed } from './day/kinds';
import { kept, say, useNow, useWho } from './day/kept';
import { useItem } from './item';
import { MANY } from './journal';
import { from, usePacks } from './packs';

export function Cards(): VNode {
  const who = useWho();
  const packs = usePacks();
  const decks = useView<Listed[]>({ show: 'list', folder: 'cards' });
  return (
    <Page foot="ideas" back={t('place-ideas')} onBack={() => go('ideas')} top>
      <Verso>
        <Drawing of="cups" />
        <h1>{t('cards-title')}</h1>
        <p class="deck soft">{t('cards-deck')}</p>
        <Act onClick={() => go('card')}>{t('cards-any')}</Act>
        <Quiets><Quiet onClick={() => go('keptcards')}>{t('cards-kept')}</Quiet></Quiets>
      </Verso>
      <Recto>
        <Rows class="big" label={t('cards-decks')}>
          {(decks ?? []).map((d) => <Equal key={d.id} title={say(d.title, who)} line={from(packs, d, say(d.line, who))} onClick={() => go('card', { deck: d.id })} />)}
        </Rows>
      </Recto>
    </Page>
  );
}

interface CardBody { card: string[]; day: number; kept: number }

export function Card(p: { params: { deck?: string } }): VNode {
  const now0 = useNow();
  const { day } = now0;
  const who = useWho();
  const [skip, setSkip] = useState(0);
  const [now, setNow] = useState<Drawn | null>(null);
  // Asked once for each draw, not on every change: keeping a card must not swap the one that lies on the table.
  useEffect(() => {
    let live = true;
    view<Drawn>({ show: 'draw', ...now0, skip, ...(p.params.deck ? { deck: p.params.deck } : {}) }).then((c) => { if (live) setNow(c); }, () => { if (live) setNow({ empty: true } as Drawn); });
    return () => { live = false; };
  }, [day, skip, p.params.deck]);
  const deck = useItem<ListOf>('cards', now?.deck ?? p.params.deck ?? 'closeness');
  const mark = async (keep: boolean): Promise<boolean> => (now?.id ? kept(write('card', 'me', { card: [now.id], day, kept: keep ? 1 : 0 })) : false);
  const done = async () => {
    if (await mark(false)) replace('cards');
  };
  const keepIt = async () => {
    if (await mark(true)) tell(t('card-kept'));
  };
  const title = say(now?.title ?? deck?.title, who) || t('cards-title');
  return (
    <Page back={title} kind="card">
      {now && !now.empty ? (
        <>
          <div class="deck-card">
            <Drawing of={deck?.art ?? 'none'} />
            <h1 class="say" key={now.id} aria-live="polite">{say(now.text, who)}</h1>
            <p class="num" aria-hidden="true">{now.num}</p>
          </div>
          <Recto>
            <h2 class="wide">{t('card-how')}</h2>
            <p class="deck soft wide">{t('card-how-words')}</p>
            <Act onClick={() => void done()}>{t('card-done')}</Act>
            <Quiets>
              <Quiet onClick={() => void keepIt()}>{t('card-keep')}</Quiet>
              <Quiet onClick={() => go('entry', { prompt: now.id, ask: now.text })}>{t('card-write')}</Quiet>
              <Quiet onClick={() => setSkip(skip + 1)}>{t('card-another')}</Quiet>
            </Quiets>
            {p.params.deck ? <Quiets><Quiet onClick={() => go('printcards', { deck: p.params.deck })}>{t('card-print')}</Quiet></Quiets> : null}
          </Recto>
        </>
      ) : now ? (
        <Verso><h1>{t('card-empty')}</h1><p class="deck soft">{t('card-empty-words')}</p></Verso>
      ) : <Verso><h1 class="vh">{title}</h1></Verso>}
    </Page>
  );
}

/** All decks with their cards, to find the text of a kept one. */
function useAll(): Map<string, { text: string; deck: string }> {
  const decks = useView<Listed[]>({ show: 'list', folder: 'cards' });
  const [all, set] = useState(new Map<string, { text: string; deck: string }>());
  useEffect(() => {
    if (!decks) return;
    let live = true;
    void Promise.all(decks.map((d) => view<ListOf>({ show: 'item', folder: 'cards', id: d.id }))).then((lists) => {
      if (live) set(new Map(lists.flatMap((l) => l.items.map((c) => [c.id, { text: c.text, deck: l.title }] as const))));
    }, () => undefined);
    return () => { live = false; };
  }, [decks]);
  return all;
}

export function KeptCards(): VNode {
  const who = useWho();
  const list = useView<Rec<CardBody>[]>({ show: 'records', type: 'card', limit: MANY });
  const all = useAll();
  const seen = new Set<string>();
  // A card of a deck that is away now is away here too.
  const mine = (list ?? []).filter((r) => r.body?.kept === 1 && r.mine && (all.size === 0 || all.has(r.body.card[0] ?? '')) && !seen.has(r.body.card[0] ?? '') && seen.add(r.body.card[0] ?? ''));
  const drop = async (r: Rec<CardBody>) => {
    if (!(await kept(write('card', 'me', { ...r.body, kept: 0 }, r.id)))) return;
    tell(t('card-dropped'), { words: t('day-undo'), run: () => void write('card', 'me', r.body, r.id) });
  };
  return (
    <Page back={t('cards-title')} top>
      <Verso><h1>{t('cards-kept')}</h1><p class="deck soft">{t('cards-kept-deck')}</p><p class="who me"><i />{t('who-me')}</p></Verso>
      <Recto>
        {list && mine.length === 0 ? <Note>{t('cards-kept-none')}</Note> : null}
        <ul class="lines kept-cards">
          {mine.map((r) => {
            const c = all.get(r.body.card[0] ?? '');
            return (
              <li key={r.id}>
                <p class="hand">{say(c?.text, who) || '\u00a0'}</p>
                <p class="note">{say(c?.deck, who)} · {sayDate(r.body.day)} <button type="button" class="quiet" onClick={() => void drop(r)}>{t('card-drop')}</button></p>
              </li>
            );
          })}
        </ul>
      </Recto>
    </Page>
  );
}

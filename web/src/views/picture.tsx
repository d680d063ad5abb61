// One's own picture in kind sentences, and what may be in the way: circumstances to tick, for oneself alone.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { useView, write } from '../client';
import { go } from '../nav';
import { Flame } from '../ui/art';
import { Blocks } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Note, Quiets } from '../ui/parts';
import type { CauseRow, PictureView } from './day/kinds';
import { kept, say, useNewest, useNow, useWho } from './day/kept';
import { ItemPage } from './item';
import { NoteWay } from './print/ways';
import { TracksOf } from './tracks';

export function Picture(): VNode {
  const { day } = useNow();
  const who = useWho();
  const v = useView<PictureView>({ show: 'picture', day });
  const old = useNewest<{ picked: string[] }>('causes');
  const [more, setMore] = useState(false);
  const causes = v?.causes ?? [];
  const picked = causes.filter((c) => c.picked).map((c) => c.id);
  const flip = (id: string) => {
    const next = picked.includes(id) ? picked.filter((x) => x !== id) : [...picked, id];
    void kept(write('causes', 'me', { picked: next, day }, old?.id));
  };
  const near = causes.filter((c) => c.suggested || c.picked);
  const far = causes.filter((c) => !c.suggested && !c.picked);
  const row = (c: CauseRow) => (
    <div class="cause" key={c.id}>
      <label>
        <input type="checkbox" checked={c.picked} onChange={() => flip(c.id)} />
        <span class="o"><Flame /></span><span class="t">{say(c.title, who)}<small>{say(c.line, who)}</small></span>
      </label>
      <button type="button" class="quiet" aria-label={t('cause-read-about', { title: c.title })} onClick={() => go('cause', { id: c.id })}>{t('cause-read')}</button>
    </div>
  );
  return (
    <Page foot="mine" back={t('place-mine')} onBack={() => go('mine')} top kind="picture">
      <Verso>
        <h1>{t('picture-title')}</h1>
        <div class="sentences">{(v?.kind ?? []).map((b, i) => <div class="hand" key={i}><Blocks of={b} /></div>)}</div>
        {v && v.kind.length === 0 ? <p class="deck soft">{t('picture-empty')}</p> : null}
        <p class="who me"><i />{t('who-me')}</p>
      </Verso>
      <Recto>
        <h2>{t('causes-title')}</h2>
        <Note>{t('causes-deck')}</Note>
        <fieldset class="answers causes"><legend class="vh">{t('causes-title')}</legend>{(near.length ? near : far.slice(0, 6)).map(row)}</fieldset>
        {(near.length ? far : far.slice(6)).length ? (
          <details class="fold causes-more" open={more} onToggle={(e) => setMore(e.currentTarget.open)}>
            <summary>{t('causes-more')}</summary>
            {more ? <fieldset class="answers causes"><legend class="vh">{t('causes-more')}</legend>{(near.length ? far : far.slice(6)).map(row)}</fieldset> : null}
          </details>
        ) : null}
      </Recto>
    </Page>
  );
}

export const Cause = (p: { params: { id: string } }): VNode => (
  <ItemPage folder="causes" id={p.params.id}>
    <TracksOf cause={p.params.id} />
    <Quiets><NoteWay folder="causes" id={p.params.id} /></Quiets>
  </ItemPage>
);

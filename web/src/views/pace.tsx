// How often Hearth is looked into, and closing it well: opening less is what success looks like (PRODUCT P7).
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../strings/text';
import { remove, write } from '../client';
import { back, go, reset } from '../nav';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Note, Quiet, Quiets } from '../ui/parts';
import { tell } from '../ui/tell';
import { kept, tellThere, useNewest, useNow } from './day/kept';

interface PaceBody { pace: number; day: number }
const PACES = ['comes', 'weekly', 'monthly', 'seasons'] as const;
type PaceName = (typeof PACES)[number];
/** Field `pace` of a record: closed well. */
const CLOSED = 4;

export function Pace(): VNode {
  const { day } = useNow();
  const old = useNewest<PaceBody>('pace');
  const [name, setName] = useState<PaceName | null>(null);
  const now = old?.body.pace ?? 0;
  useEffect(() => { if (old !== undefined && name === null && now < CLOSED) setName(PACES[now] ?? 'comes'); }, [old]);
  if (old === undefined) return <Page back={t('place-mine')} top><Verso><h1>{t('pace-title')}</h1></Verso></Page>;
  const put = async (pace: number, said: string) => {
    if (await kept(write('pace', 'me', { pace, day }, old?.id))) { back('mine'); tellThere(said); }
  };
  if (now === CLOSED) {
    return (
      <Page back={t('place-mine')} top>
        <Verso><Drawing of="lamp" /><h1>{t('pace-closed-title')}</h1><p class="deck">{t('pace-closed-deck')}</p></Verso>
        <Recto low><Act onClick={() => void put(0, t('pace-open-said'))}>{t('pace-open')}</Act></Recto>
      </Page>
    );
  }
  return (
    <Page back={t('place-mine')} top>
      <Verso>
        <h1>{t('pace-title')}</h1>
        <p class="deck soft">{t('pace-deck')}</p>
        <p class="who me"><i />{t('who-me')}</p>
      </Verso>
      <Recto>
        <Answers legend={t('pace-how')} shown value={name} of={PACES.map((p) => [p, t(`pace-${p}`)] as const)} onPick={setName} />
        <Act missing={!name && t('choose-one')} onClick={() => name && void put(PACES.indexOf(name), t('day-kept'))}>{t('pace-keep')}</Act>
        <Quiets><Quiet onClick={() => go('closewell')}>{t('pace-close')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

/** Closing well: what is left to do, and that all of it keeps. Nothing is deleted and nobody is told. */
export function CloseWell(): VNode {
  const { day } = useNow();
  const old = useNewest<PaceBody>('pace');
  const close = async () => {
    const before = old?.body;
    const r = await write('pace', 'me', { pace: CLOSED, day }, old?.id);
    if (!r.ok) { await kept(Promise.resolve(r)); return; }
    reset('today');
    const id = r.ids[0];
    tell(t('close-said'), { words: t('day-undo'), run: () => void (before ? write('pace', 'me', before, old?.id) : id ? remove('pace', 'me', id) : undefined) });
  };
  return (
    <Page back={t('pace-title')} top>
      <Verso><Drawing of="door" /><h1>{t('close-title')}</h1><p class="deck">{t('close-deck')}</p></Verso>
      <Recto>
        <ul class="facts">{[1, 2, 3, 4].map((n) => <li key={n}>{t(`close-${n}`)}</li>)}</ul>
        <Quiets>
          <Quiet onClick={() => go('rituals')}>{t('close-rituals')}</Quiet>
          <Quiet onClick={() => go('printbook')}>{t('close-book')}</Quiet>
        </Quiets>
        <Act onClick={() => void close()}>{t('close-do')}</Act>
        <Note>{t('close-note')}</Note>
      </Recto>
    </Page>
  );
}

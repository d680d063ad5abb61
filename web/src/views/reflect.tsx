// The private reflection: one question a screen, "I would rather not say" always there, one kind sentence at the end.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../strings/text';
import { useView, view, write } from '../client';
import { back, go, reset } from '../nav';
import { heed } from '../sitting';
import { Blocks } from '../ui/blocks';
import type { Block } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Equal, Folio, Note, Quiet, Quiets, Rows } from '../ui/parts';
import { Scale } from '../ui/scale';
import type { Listed, PictureView, ReflectionItem, ReflectionView } from './day/kinds';
import { kept, pathNow, say, useDraft, useNow, useWho } from './day/kept';

const PREFER_NOT = 11;
const WHOLE = 4;
/** Far towards the harder end: 7 of 10 and more. */
const heavy = (x: ReflectionItem, v: number): boolean => x.help !== null && v !== PREFER_NOT && (x.reversed ? v : 10 - v) >= 7;

/** What follows the answers; it stays with the place in the path, so that a look into Help comes back to it. */
interface After { ask: boolean; help: string[]; whole: boolean }

export function Reflect(p: { params: { then?: string; first?: boolean; next?: string | null; after?: After } }): VNode {
  const { day } = useNow();
  const who = useWho();
  const asked = useView<ReflectionView>({ show: 'reflection', day });
  // The questions of this sitting stay the same, also when keeping the answers makes them no longer due.
  const kept0 = useRef<ReflectionView | null>(null);
  if (asked && asked.due > 0 && !kept0.current) kept0.current = asked;
  const v = kept0.current ?? asked;
  const draft = useDraft<Record<string, number>>(`draft:reflect:${v?.due ?? 0}`, {});
  const [at, setAt] = useState(0);
  const [after, setAfter] = useState(p.params.after ?? null);
  const follow = (a: After) => { p.params.after = a; setAfter(a); };
  const [busy, setBusy] = useState(false);
  const seen = useRef(false);
  const title = useRef<HTMLHeadingElement>(null);
  const on = () => (p.params.then ? reset(p.params.then, { next: p.params.next ?? undefined }) : back('mine'));

  useEffect(() => { if (seen.current) title.current?.focus(); seen.current = true; }, [at]);

  if (v === undefined) return <Page back={t('reflect-title')} kind="ask"><Verso><h1 class="vh">{t('reflect-title')}</h1></Verso></Page>;
  // With the whole reflection three of the private questions come back, whatever was answered and whoever it is.
  const pulse = () => go('safety', { pulse: Math.floor(day / 28) });
  if (after?.ask) return <Plain onDone={(live) => follow({ ...after, ask: false, help: [...(live ? ['not-wanting-to-live', 'own-safety-plan'] : []), ...after.help] })} />;
  if (after?.help.length) return <Offer of={after.help} onDone={() => follow({ ...after, help: [] })} />;
  if (after) return <Done first={!!p.params.first} onDone={after.whole ? pulse : on} more={after.whole} />;
  const item = v?.items[at];
  if (!v || v.due === 0 || !item) return <Nothing onDone={on} />;

  const value = draft.value[item.id];
  const finish = async (answers: Record<string, number>) => {
    setBusy(true);
    const path = await pathNow(day);
    const all = Object.fromEntries(v.items.map((x) => [x.id, answers[x.id] ?? PREFER_NOT]));
    if (await kept(write('reflection', 'me', { path, day, slice: v.due, answers: all }))) {
      draft.drop();
      const hard = v.items.filter((x) => heavy(x, all[x.id] ?? PREFER_NOT));
      follow({ ask: hard.some((x) => x.care), help: [...new Set(hard.map((x) => x.help as string))], whole: v.due === WHOLE });
    }
    setBusy(false);
  };
  const next = (answers: Record<string, number>) => {
    if (at + 1 < v.items.length) setAt(at + 1);
    else void finish(answers);
  };
  const rather = () => {
    const answers = { ...draft.value, [item.id]: PREFER_NOT };
    draft.set(answers);
    next(answers);
  };
  return (
    <Page back={t('reflect-title')} onBack={() => (at > 0 ? setAt(at - 1) : p.params.then ? on() : back('mine'))} kind="ask">
      <Verso>
        <p class="who me"><i />{t('who-me')}</p>
        <div>
          <p class="kicker">{t('reflect-kicker')}</p>
          <h1 class="say" ref={title} tabIndex={-1}>{say(item.text, who)}</h1>
        </div>
      </Verso>
      <Recto low>
        <Scale label={say(item.text, who)} value={value === undefined || value === PREFER_NOT ? null : value} low={item.low} high={item.high}
          onPick={(n) => draft.set({ ...draft.value, [item.id]: n })} />
        <Quiet onClick={rather}>{t('rather-not')}</Quiet>
        <Act busy={busy && t('day-keeping')} missing={(value === undefined || value === PREFER_NOT) && t('reflect-missing')} onClick={() => next(draft.value)}>{t(at + 1 < v.items.length ? 'next' : 'reflect-finish')}</Act>
        <Folio>{t('reflect-folio', { n: at + 1, of: v.items.length })}</Folio>
      </Recto>
    </Page>
  );
}

/** Behind low mood stands one plain question; its answer steers this sitting and is kept nowhere. */
function Plain(p: { onDone: (live: boolean) => void }): VNode {
  const [live, setLive] = useState<'yes' | 'no' | 'skip' | null>(null);
  const on = () => {
    if (live === 'yes') heed({ care: true, contain: false });
    p.onDone(live === 'yes');
  };
  return (
    <Page kind="ask">
      <Verso><Note>{t('care-note')}</Note><div><h1 class="say">{t('care-question')}</h1></div></Verso>
      <Recto low>
        <Answers legend={t('your-answer')} value={live} of={[['no', t('no')], ['yes', t('yes')], ['skip', t('rather-not')]] as const} onPick={setLive} />
        <Act onClick={on}>{t('next')}</Act>
      </Recto>
    </Page>
  );
}

/** Some answers are a reason for a person and not for a step: their page is offered, once, and nothing is asked back. */
function Offer(p: { of: string[]; onDone: () => void }): VNode {
  const pages = useView<Listed[]>({ show: 'list', folder: 'help' });
  return (
    <Page kind="plainpage" top>
      <Verso><h1>{t('care-title')}</h1><p class="deck soft">{t('care-words')}</p></Verso>
      <Recto low>
        <Rows class="big" label={t('care-title')}>
          {p.of.map((id) => { const h = pages?.find((x) => x.id === id); return h ? <Equal key={id} title={h.title} line={h.line} onClick={() => go('helppage', { id })} /> : null; })}
          <Equal title={t('care-lines')} line={t('care-lines-line')} onClick={() => go('help')} />
        </Rows>
        <Act onClick={p.onDone}>{t('next')}</Act>
      </Recto>
    </Page>
  );
}

function Done(p: { first: boolean; more: boolean; onDone: () => void }): VNode {
  const { day } = useNow();
  const [kind, setKind] = useState<Block[] | null>(null);
  useEffect(() => {
    view<PictureView>({ show: 'picture', day }).then((x) => setKind(x.kind[0] ?? []), () => setKind([]));
  }, [day]);
  return (
    <Page kind="ask reflect-done">
      <Verso>
        <p class="who me"><i />{t('who-me')}</p>
        <div><p class="kicker" aria-hidden="true">{t('reflect-done')}</p><h1 class="vh">{t('reflect-done')}</h1><div class="say">{kind === null ? <p>{'\u00a0'}</p> : kind.length ? <Blocks of={kind} /> : <p>{t('reflect-kind')}</p>}</div></div>
      </Verso>
      <Recto low>
        <Act onClick={p.onDone}>{t(p.first || p.more ? 'next' : 'reflect-close')}</Act>
        {p.first || p.more ? null : <Quiets><Quiet onClick={() => go('picture')}>{t('reflect-picture')}</Quiet></Quiets>}
      </Recto>
    </Page>
  );
}

const Nothing = (p: { onDone: () => void }): VNode => (
  <Page back={t('back')} onBack={p.onDone} kind="plainpage">
    <Verso><h1>{t('reflect-none')}</h1><p class="deck soft">{t('reflect-none-words')}</p></Verso>
    <Recto low><Note>{t('reflect-rhythm')}</Note><Act onClick={p.onDone}>{t('reflect-close')}</Act></Recto>
  </Page>
);

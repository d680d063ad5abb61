// Ideas: everything to read and to try when nothing is due.  A list, not a shop window.
import type { VNode } from 'preact';
import { has, t } from '../strings/text';
import { useView } from '../client';
import { go } from '../nav';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Equal, Note, Quiet, Quiets, Rows } from '../ui/parts';
import type { ExerciseRow, Listed } from './day/kinds';
import { say, useNow, useWho } from './day/kept';
import { sureWords } from './day/step';
import { ItemPage } from './item';
import { from, usePacks } from './packs';

export function Ideas(): VNode {
  const packs = usePacks();
  return (
    <Page foot="ideas" where={t('place-ideas')} top>
      <Verso>
        <Drawing of="path" />
        <h1>{t('ideas-title')}</h1>
        <p class="deck soft">{t('ideas-deck')}</p>
      </Verso>
      <Recto>
        <Rows class="big" label={t('ideas-title')}>
          <Equal title={t('ideas-exercises')} line={t('ideas-exercises-line')} onClick={() => go('exercises')} />
          <Equal title={t('cards-title')} line={t('ideas-cards-line')} onClick={() => go('cards')} />
          <Equal title={t('tracks-title')} line={t('ideas-tracks-line')} onClick={() => go('tracks')} />
          <Equal title={t('sheets-title')} line={t('ideas-sheets-line')} onClick={() => go('sheets')} />
          <Equal title={t('outings-title')} line={t('ideas-outings-line')} onClick={() => go('outings')} />
          <Equal title={t('dares-title')} line={t('ideas-dares-line')} onClick={() => go('dares')} />
          <Equal title={t('tips-title')} line={t('ideas-tips-line')} onClick={() => go('tips')} />
          <Equal title={t('prompts-title')} line={t('ideas-prompts-line')} onClick={() => go('prompts')} />
          <Equal title={t('learn-title')} line={t('ideas-learn-line')} onClick={() => go('learning')} />
          <Equal title={t('print-title')} line={t('ideas-print-line')} onClick={() => go('printing')} />
        </Rows>
        {packs.length ? <Note>{t('packs-here', { list: packs.map((x) => x.title).join(', ') })}</Note> : null}
      </Recto>
    </Page>
  );
}

/** "2, 8 or 20 minutes". */
export function minutesWords(m: readonly number[]): string {
  const u = [...new Set(m)];
  const last = u.pop();
  return t('minutes-list', { list: u.length ? `${u.join(', ')} ${t('or')} ${last ?? ''}` : `${last ?? ''}`, n: last ?? 0 });
}

const ROOMS = ['SAF', 'EMO', 'AFF', 'SEN', 'SEX', 'MNT'] as const;

export function Exercises(): VNode {
  const now = useNow();
  const who = useWho();
  const packs = usePacks();
  const all = useView<ExerciseRow[]>({ show: 'exercises', ...now });
  const rooms = ROOMS.map((r) => [r, (all ?? []).filter((e) => e.stage === r)] as const).filter(([, l]) => l.length > 0);
  const line = (e: ExerciseRow) => t('exercise-line', { minutes: minutesWords(e.minutes), who: t(`who-does-${e.who}`), sure: e.begin ? sureWords(e.sure) : t('exercises-to-read') });
  return (
    <Page foot="ideas" back={t('place-ideas')} onBack={() => go('ideas')} top kind="exercises">
      <Verso>
        <h1>{t('ideas-exercises')}</h1>
        <p class="deck soft">{t('exercises-deck')}</p>
        <Quiets><Quiet onClick={() => go('learn', { id: 'how-sure' })}>{t('sure-what')}</Quiet></Quiets>
      </Verso>
      <Recto>
        {rooms.map(([r, list]) => (
          <section class="room-list" key={r}>
            <h2>{has(`room-${r}`) ? t(`room-${r}`) : r}</h2>
            <Rows>{list.map((e) => <Equal key={e.id} title={say(e.title, who)} line={from(packs, e, line(e))} onClick={() => go('exercise', { id: e.id })} />)}</Rows>
          </section>
        ))}
        {all && all.length === 0 ? <Note>{t('gone-words')}</Note> : null}
      </Recto>
    </Page>
  );
}

const KINDS = ['question', 'page', 'myth', 'avoid'] as const;

export function Learning(): VNode {
  const who = useWho();
  const packs = usePacks();
  const list = useView<(Listed & { kind?: string; pack?: string })[]>({ show: 'list', folder: 'learn' });
  return (
    <Page foot="ideas" back={t('place-ideas')} onBack={() => go('ideas')} top>
      <Verso><h1>{t('learn-title')}</h1><p class="deck soft">{t('learn-deck')}</p></Verso>
      <Recto>
        {KINDS.map((k) => [k, (list ?? []).filter((l) => (l.kind ?? 'page') === k)] as const).filter(([, of]) => of.length > 0).map(([k, of]) => (
          <section class="room-list" key={k}>
            <h2>{t(`learn-kind-${k}`)}</h2>
            <Rows>{of.map((l) => <Equal key={l.id} title={say(l.title, who)} line={from(packs, l, say(l.line, who))} onClick={() => go('learn', { id: l.id })} />)}</Rows>
          </section>
        ))}
      </Recto>
    </Page>
  );
}
export const Learn = (p: { params: { id: string } }): VNode => (
  <ItemPage folder="learn" id={p.params.id}><Quiets><Quiet onClick={() => go('printpage', { id: p.params.id })}>{t('print')}</Quiet></Quiets></ItemPage>
);

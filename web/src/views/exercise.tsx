// An exercise as a page of the book: what it is, its sizes, what to do if it gets hard, and how sure anyone can be.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { remove, useView, write } from '../client';
import { back, go } from '../nav';
import { Drawing } from '../ui/art';
import { Blocks, Parts } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Note, Notes, Quiet, Quiets } from '../ui/parts';
import { useAway } from './away';
import type { Exercise as Item, Step } from './day/kinds';
import { kept, say, tellThere, useNow, useWho } from './day/kept';
import { Phases } from './day/phases';
import { sureWords } from './day/step';
import { useItem } from './item';
import { NoteWay } from './print/ways';

/** Field `what` of a step record. */
const NOT_FOR_ME = 4;
const SAME = ['What it is', 'How sure we are'];

export function Exercise(p: { params: { id: string; size?: number } }): VNode {
  const now = useNow();
  const who = useWho();
  const e = useItem<Item>('exercises', p.params.id);
  const [size, setSize] = useState<string | null>(p.params.size !== undefined ? String(p.params.size) : null);
  const at = Number(size ?? 0);
  const away = useAway(e?.stage);
  const offer = useView<Step>(e && e.begin === 'now' && e.touch === 'none' ? { show: 'step', ...now, key: `${e.id}:${at}` } : null);
  if (!e) return <Page back={t('back')} top><Verso><h1>{e === null ? t('gone-title') : '\u00a0'}</h1></Verso></Page>;

  if (away) return away;
  const never = async () => {
    const r = await write('step', 'me', { exercise: [e.id], size: at, day: now.day, what: NOT_FOR_ME });
    if (!r.ok) { await kept(Promise.resolve(r)); return; }
    const id = r.ids[0];
    back('exercises');
    tellThere(t('exercise-not-for-me-said'), { words: t('day-undo'), run: () => { if (id) void remove('step', 'me', id); } });
  };
  const reads = e.begin !== 'now' || e.touch !== 'none';
  const joint = e.who === 'both' || (e.who === 'either' && !!e.sizes[at]?.joint);
  return (
    <Page back={t('back')} top kind="exercise">
      <Verso>
        <Drawing of={e.art} />
        <h1>{say(e.title, who)}</h1>
        <p class="deck">{say(e.line, who)}</p>
        <div class="prose"><Blocks of={e.body['What it is'] ?? []} /></div>
      </Verso>
      <Recto>
        <div class="no-print">
          {e.sizes.length > 1 ? (
            <Answers legend={t('sizes-legend')} shown value={size ?? '0'} onPick={setSize}
              of={e.sizes.map((s, i) => [String(i), t(s.table ? 'size-table' : 'size', { n: s.minutes })] as const)} />
          ) : <Note>{t('size', { n: e.sizes[0]?.minutes ?? 0 })}</Note>}
          {reads ? <><Note class="waits">{t(e.touch !== 'none' ? 'exercise-waits-touch' : 'exercise-waits')}</Note>{e.touch !== 'none' && who.rest.length ? <Note>{t('exercise-rests')}</Note> : null}</>
            : offer === undefined ? <div class="act-room" /> // no Begin before the plan has said that it may be
            : offer === null ? <Note class="waits">{t('exercise-not-today')}</Note>
            : <Act onClick={() => go('player', { exercise: e.id, size: at })}>{t(joint ? 'begin-together' : 'begin')}</Act>}
        </div>
        {e.sizes[at] ? (reads ? <section class="how"><h2>{t('exercise-how')}</h2><Phases size={e.sizes[at]} who={who} /></section>
          : <details class="fold how"><summary>{t('exercise-how')}</summary><Phases size={e.sizes[at]} who={who} /></details>) : null}
        <div class="spread">
          <Parts body={e.body} skip={SAME} />
        </div>
        <section class="section sure">
          <h2>{t('sure-title')}</h2>
          <Notes of={[[t('note-sure'), `${sureWords(e.sure)}. ${say(e.caveat, who)}`], [t('note-why'), say(e.why, who)]]} />
          <details class="fold">
            <summary>{t('sure-more')}</summary>
            <div class="prose">
              <Blocks of={e.body['How sure we are'] ?? []} />
              <p class="note">{t('sure-letter', { grade: e.grade })}</p>
              {e.ours?.length ? <p class="note">{t('sure-ours', { what: e.ours.join(', ') })}</p> : null}
              <p class="note sources">{t('sure-sources')} {e.sources.map((s) => (s === 'experience' ? t('source-experience') : s)).join(' · ')}</p>
            </div>
          </details>
        </section>
        <Quiets>
          <Quiet onClick={() => go('printexercise', { id: e.id })}>{t('print')}</Quiet>
          <NoteWay folder="exercises" id={e.id} touch={e.touch} />
          <Quiet onClick={() => go('learn', { id: 'how-sure' })}>{t('sure-what')}</Quiet>
          {reads ? null : <Quiet onClick={() => void never()}>{t('exercise-not-for-me')}</Quiet>}
        </Quiets>
      </Recto>
    </Page>
  );
}

// Today: one small step, tonight's note, the week's line.  The same bones every day; no counts, gaps or last visits.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { sayDay, sayWeekday, t } from '../strings/text';
import { local, remove, useView, write } from '../client';
import { go } from '../nav';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Quiet, Quiets } from '../ui/parts';
import { tell } from '../ui/tell';
import type { RunState, Step, TodayView } from './day/kinds';
import { Comes } from './day/comes';
import { kept, nextMonday, say, useNewest, useNow, useWho } from './day/kept';
import { StepCard } from './day/step';
import { Found, Tonight } from './day/tonight';
import { Week } from './day/week';
import { settle } from './day/written';
import { useItem } from './item';

/** A session that can still be gone on with. */
function useOpenRun(day: number): { open: RunState | null; letGo: () => void } {
  const [open, setOpen] = useState<RunState | null>(null);
  useEffect(() => {
    let live = true;
    local.get<RunState>('run').then((r) => {
      const fresh = r && ['prepare', 'run', 'paused', 'closing', 'after'].includes(r.step) && Date.now() - r.began < 86_400_000;
      if (live) setOpen(fresh ? r : null);
    }, () => undefined);
    return () => { live = false; };
  }, []);
  return { open, letGo: () => { setOpen(null); void local.put('run', null); void settle(day); } };
}

/** Field `what` of a step record. */
const ASIDE = 2;

export function Today(): VNode {
  const now = useNow();
  const who = useWho();
  const v = useView<TodayView>({ show: 'today', ...now });
  const [key, setKey] = useState<string | null>(null);
  const other = useView<Step>(key ? { show: 'step', ...now, key } : null);
  const run = useOpenRun(now.day);
  const [asked, ask] = useState<Aside | null>(null);
  const hard = useNewest<{ from: number; until: number }>('hard');
  const step = (key ? other : null) ?? v?.card ?? null;

  useEffect(() => {
    if (v) performance.mark('hearth-home'); // the end of a start, for bench/browser.mjs
  }, [Boolean(v)]);
  useEffect(() => {
    if (key && other === null) { setKey(null); tell(t('today-no-other')); }
  }, [key, other]);

  const monday = nextMonday(now.day);
  const setHard = async () => {
    const r = await write('hard', 'me', { from: now.day, until: monday - 1 });
    if (!r.ok) { await kept(Promise.resolve(r)); return; }
    setKey(null);
    const id = r.ids[0];
    tell(t('hard-set', { day: sayWeekday(monday) }), { words: t('hard-undo'), run: () => { if (id) void remove('hard', 'me', id); } });
  };
  /** Set aside for today: the day's own choice moves on by itself, for good reasons and not by chance. */
  const another = async (s: Step) => {
    const r = await write('step', 'me', { exercise: [s.exercise], size: s.size, day: now.day, what: ASIDE });
    setKey(null);
    if (!r.ok) { await kept(Promise.resolve(r)); return; }
    const id = r.ids[0];
    if (!id) return;
    ask({ id, step: s });
    tell(t('step-aside', { title: say(s.title, who) }), { words: t('day-undo'), run: () => { ask(null); void remove('step', 'me', id); } });
  };

  if (!v) return <Page foot="today" kind="today" where={'\u00a0'}><Verso><h1 class="vh">{t('place-today')}</h1></Verso></Page>;
  const where = t(`today-where-${v.greeting}`, { day: sayWeekday(now.day) });
  const ways = v.hard ? null : <button class="way" type="button" onClick={() => void setHard()}>{t('hard-week')}</button>;

  return (
    <Page foot="today" kind={v.hard ? 'today hard' : 'today'} where={where} ways={ways}>
      <Verso>
        {v.hard ? <Hard hard={v.hard} day={now.day} record={hard?.id ?? null} />
          : run.open ? <GoOn run={run.open} letGo={run.letGo} />
          : v.enough ? <Enough />
          : step ? (
            <>
              <StepCard step={step} who={who} />
              {step.begin ? <Act onClick={() => go('player', { exercise: step.exercise, size: step.size })}>{t(step.joint ? 'begin-together' : 'begin')}</Act>
                : <Act onClick={() => go('exercise', { id: step.exercise })}>{t('step-read')}</Act>}
              <Quiets>
                {step.smaller ? <Quiet onClick={() => setKey(step.smaller)}>{t('step-smaller')}</Quiet> : null}
                {step.alone ? <Quiet onClick={() => setKey(step.alone)}>{t('step-alone')}</Quiet> : null}
                {step.another ? <Quiet onClick={() => void another(step)}>{t('step-another')}</Quiet> : null}
                {step.begin ? <Quiet onClick={() => go('exercise', { id: step.exercise, size: step.size })}>{t('step-about')}</Quiet> : null}
              </Quiets>
            </>
          ) : <Nothing line={v.line} alone={v.path === 'alone'} tip={say(v.tip?.text, who)} />}
        {asked && !v.hard && !v.enough ? <WhyNot of={asked} day={now.day} onDone={() => ask(null)} /> : null}
      </Verso>
      <Recto>
        <Found day={now.day} found={v.found} who={who} />
        {v.hard ? null : <Tonight day={now.day} shown={v.note !== null} own={v.path === 'alone' ? v.note?.text ?? '' : null} who={who} />}
        {v.hard ? (
          <section class="section"><h2>{t('hard-help-title')}</h2><p class="soft">{t('hard-help-words')}</p><Quiet onClick={() => go('help')}>{t('place-help')}</Quiet></section>
        ) : (
          <section class="section">
            <h2>{t('thisweek-title')}</h2>
            <Week days={v.week} today={now.day} />
          </section>
        )}
        {v.doors && !v.enough ? (
          <section class="section"><h2>{t('doors-small')}</h2><p class="soft">{t('doors-small-words')}</p><Quiet onClick={() => go('doors')}>{t('doors-look')}</Quiet></section>
        ) : null}
        {v.small && !v.hard && !v.enough ? <Small of={v.small} /> : null}
      </Recto>
    </Page>
  );
}

interface Aside { id: string; step: Step }
const REASONS = ['time', 'energy', 'mood', 'uneasy', 'kind'] as const;
/** Why not this one, if somebody likes to say: for the plan alone, in the same private record. */
function WhyNot(p: { of: Aside; day: number; onDone: () => void }): VNode {
  const { id, step } = p.of;
  const because = async (reason: string) => {
    p.onDone();
    await kept(write('step', 'me', { exercise: [step.exercise], size: step.size, day: p.day, what: ASIDE, reason: [reason] }, id), t('whynot-kept'));
  };
  return (
    <div class="whynot" role="group" aria-label={t('whynot')}>
      <p class="note">{t('whynot')}</p>
      <Quiets>
        {REASONS.map((r) => <Quiet key={r} onClick={() => void because(r)}>{t(`whynot-${r}`)}</Quiet>)}
        <Quiet onClick={p.onDone}>{t('whynot-none')}</Quiet>
      </Quiets>
    </div>
  );
}

const SMALL = { paper: 'paper', reflect: 'reflect', causes: 'picture' } as const;
/** One chore at most, in one line, below everything else. */
function Small(p: { of: keyof typeof SMALL }): VNode {
  return (
    <p class="note small-line">
      {t(`small-${p.of}`)} <button type="button" class="act-link" onClick={() => go(SMALL[p.of])}>{t(`small-${p.of}-go`)}</button>
    </p>
  );
}

function Hard(p: { hard: NonNullable<TodayView['hard']>; day: number; record: string | null }): VNode {
  const page = useItem<{ title: string }>('start', 'hard-week');
  const until = p.hard.until + 1;
  const set = (last: number, said: string) => void kept(write('hard', 'me', { from: p.day, until: last }, p.record ?? undefined), said);
  return (
    <>
      <Drawing of="lamp" />
      <h1>{page?.title ?? t('hard-title')}</h1>
      <p class="deck">{p.hard.line}</p>
      <p class="hand lead">{p.hard.thing}</p>
      <p class="note">{t('hard-until', { day: sayDay(until) })}</p>
      <Quiets>
        <Quiet onClick={() => set(p.hard.until + 7, t('hard-longer-set', { day: sayDay(until + 7) }))}>{t('hard-longer')}</Quiet>
        <Quiet onClick={() => set(p.day - 1, t('hard-ended'))}>{t('hard-end')}</Quiet>
      </Quiets>
    </>
  );
}

function GoOn(p: { run: RunState; letGo: () => void }): VNode {
  const e = useItem<{ title: string; art: string }>('exercises', p.run.exercise);
  return (
    <>
      <Drawing of={e?.art ?? 'none'} />
      <h1>{e?.title ?? '\u00a0'}</h1>
      <p class="deck">{t('goon-words')}</p>
      <Act onClick={() => go('player', { resume: true })}>{t('goon')}</Act>
      <Quiets><Quiet onClick={p.letGo}>{t('goon-let')}</Quiet></Quiets>
    </>
  );
}

/** After a step nothing more is offered that evening. */
function Enough(): VNode {
  const e = useItem<{ title: string; line: string }>('start', 'enough');
  return (
    <>
      <Drawing of="lamp" />
      <h1>{e?.title ?? t('enough-title')}</h1>
      <p class="deck">{e?.line ?? ''}</p>
    </>
  );
}

function Nothing(p: { line: string; alone: boolean; tip: string }): VNode {
  const dot = p.line.indexOf('. '); // its first sentence is the title
  const [title, rest] = dot > 0 ? [p.line.slice(0, dot), p.line.slice(dot + 2)] : [p.line.replace(/\.$/, ''), ''];
  return (
    <>
      <Drawing of="path" />
      <h1>{title || t('nothing-title')}</h1>
      {rest || !p.tip ? <p class="deck">{rest || t('nothing-words')}</p> : null}
      {p.tip ? <p class="hand lead">{p.tip}</p> : null}
      {p.alone ? null : <Comes />}
      <Quiets><Quiet onClick={() => go('ideas')}>{t('nothing-ideas')}</Quiet></Quiets>
    </>
  );
}

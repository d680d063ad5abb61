// How it has been: one sentence a month, then rows in words.  Pictures and numbers are there for whoever asks for them, and
// each picture has its own table.  Nothing here is about the two of you, and nothing is added up.
import type { VNode } from 'preact';
import { sayDate, t } from '../strings/text';
import { useView } from '../client';
import type { Rec } from '../client';
import { go } from '../nav';
import { Page, Recto, Verso } from '../ui/page';
import { Equal, Note, Quiet, Quiets, Rows } from '../ui/parts';
import type { ExerciseRow, TrendRow, TrendsView } from './day/kinds';
import { say, useLocal, useNow, useWho } from './day/kept';
import { Plot, whole } from './day/plot';

type Shown = 'words' | 'pictures' | 'table';
const DID = 30; // steps that are listed
const DONE = 0; // field `what` of a step record
const daysOf = (rows: readonly TrendRow[]): number[] => [...new Set(rows.flatMap((r) => r.points.map((q) => q.day)))].sort((a, b) => a - b);
const Dash = (): VNode => <><span class="vh">{t('trends-not-said')}</span><span aria-hidden="true">–</span></>;
const valueAt = (r: TrendRow, day: number): number | undefined => r.points.find((q) => q.day === day)?.value;
const weekWords = (day: number, from: number): string => (day === from ? t('trends-start') : t('trends-at-week', { n: Math.round((day - from) / 7) }));

/** All rows and all days; it scrolls within itself. */
function Table(p: { rows: readonly TrendRow[]; days: readonly number[]; name: (r: TrendRow) => string }): VNode {
  const from = p.days[0] ?? 0;
  return (
    <div class="scroll-x" role="region" aria-label={t('trends-table')} tabIndex={0}>
      <table class="plain">
        <caption class="vh">{t('trends-table')}</caption>
        <thead><tr><th scope="col">{t('trends-week')}</th>{p.days.map((d) => <th scope="col" key={d}>{d === from ? t('trends-start') : Math.round((d - from) / 7)}</th>)}</tr></thead>
        <tbody>
          {p.rows.map((r) => (
            <tr key={r.construct}>
              <th scope="row">{p.name(r)}</th>
              {p.days.map((d) => { const v = valueAt(r, d); return <td key={d}>{v === undefined ? <Dash /> : whole(v)}</td>; })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The numbers behind one picture. */
function Numbers(p: { row: TrendRow; days: readonly number[]; name: string }): VNode {
  return (
    <details class="fold numbers">
      <summary>{t('trends-numbers')}<span class="vh">: {p.name}</span></summary>
      <table class="plain">
        <caption class="vh">{p.name}</caption>
        <thead><tr><th scope="col">{t('trends-when')}</th><th scope="col">{t('trends-of-ten')}</th></tr></thead>
        <tbody>
          {p.days.map((d) => {
            const v = valueAt(p.row, d);
            return <tr key={d}><th scope="row">{weekWords(d, p.days[0] ?? d)}<span class="vh">, {sayDate(d)}</span></th><td>{v === undefined ? <Dash /> : whole(v)}</td></tr>;
          })}
        </tbody>
      </table>
    </details>
  );
}

/** What was done, by its days; no count of it, and nothing about days on which nothing was. */
function Did(): VNode | null {
  const now = useNow();
  const who = useWho();
  const steps = useView<Rec<{ exercise: string[]; day: number; what: number }>[]>({ show: 'records', type: 'step', limit: 120 });
  const all = useView<ExerciseRow[]>({ show: 'exercises', ...now });
  const title = new Map((all ?? []).map((e) => [e.id, e.title]));
  const did = (steps ?? []).filter((r) => r.mine && r.body?.what === DONE && title.has(r.body.exercise[0] ?? '')).slice(0, DID);
  if (!did.length) return null;
  return (
    <details class="fold did">
      <summary>{t('trends-did')}</summary>
      <ul class="lines">{did.map((r) => <li key={r.id}><p>{say(title.get(r.body.exercise[0] ?? ''), who)}</p><p class="note">{sayDate(r.body.day)}</p></li>)}</ul>
    </details>
  );
}

export function Trends(): VNode {
  const { day } = useNow();
  const who = useWho();
  const v = useView<TrendsView>({ show: 'trends', day });
  const [shown, setShown] = useLocal<Shown>('trends', 'words');
  const rows = v?.rows.filter((r) => r.points.length > 0) ?? [];
  const days = daysOf(rows);
  const weeks = Math.round(((days[days.length - 1] ?? day) - (days[0] ?? day)) / 7);
  const drawn = rows.some((r) => r.points.length > 1);
  const pictures = drawn && shown === 'pictures';
  const name = (r: TrendRow) => say(r.title, who);
  return (
    <Page foot="mine" back={t('place-mine')} onBack={() => go('mine')} top kind="trends-page">
      <Verso>
        <h1>{t('trends-title')}</h1>
        {v ? <p class="hand lead">{v.sentence ? `${v.sentence}${v.about ? ` ${v.about.charAt(0).toLowerCase()}${v.about.slice(1)}.` : ''}` : t('trends-empty')}</p> : null}
        {rows.length ? <Note>{t('trends-rule')}</Note> : null}
        {pictures ? <Note>{t('trends-band', { n: weeks })}</Note> : null}
        <p class="who me"><i />{t('trends-who')}</p>
        {drawn ? (
          <Quiets>
            {(['words', 'pictures', 'table'] as const).filter((s) => s !== shown).map((s) => <Quiet key={s} onClick={() => setShown(s)}>{t(`trends-show-${s}`)}</Quiet>)}
          </Quiets>
        ) : null}
      </Verso>
      <Recto>
        {pictures ? <p class="axis" aria-hidden="true"><span><i>{t('trends-start')}</i><i>{t('trends-at-week', { n: weeks })}</i></span></p> : null}
        {drawn && shown === 'table' ? <><Table rows={rows} days={days} name={name} /><Note>{t('trends-dash')}</Note></> : (
          <div class={pictures ? 'trends' : 'trends in-words'}>
            {rows.map((r) => (
              <section class="trend" key={r.construct}>
                <div><h2>{name(r)}</h2><p>{say(r.words, who)}</p></div>
                {pictures ? <Plot row={r} days={days} /> : null}
                {pictures ? <Numbers row={r} days={days} name={name(r)} /> : null}
              </section>
            ))}
          </div>
        )}
        {v?.helped.length ? (
          <section class="section helped">
            <h2>{t('trends-helped')}</h2>
            <Rows>{v.helped.map((h) => <Equal key={h.exercise} title={say(h.title, who)} line={say(h.words, who)} onClick={() => go('exercise', { id: h.exercise })} />)}</Rows>
            <Note>{t('trends-helped-note')}</Note>
          </section>
        ) : null}
        <Did />
      </Recto>
    </Page>
  );
}

// How it has been: one sentence, then rows of name, words and picture, and the same as a table.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { useView } from '../client';
import { go } from '../nav';
import { Page, Recto, Verso } from '../ui/page';
import { Equal, Note, Quiet, Quiets, Rows } from '../ui/parts';
import type { TrendRow, TrendsView } from './day/kinds';
import { say, useNow, useWho } from './day/kept';
import { Plot, whole } from './day/plot';

const COLUMNS = 5;
const daysOf = (rows: readonly TrendRow[]): number[] => [...new Set(rows.flatMap((r) => r.points.map((q) => q.day)))].sort((a, b) => a - b);

function Table(p: { rows: readonly TrendRow[]; from: number; wide?: boolean }): VNode {
  const days = daysOf(p.rows);
  const shown = days.length <= COLUMNS ? days : [days[0] as number, ...days.slice(1 - COLUMNS)];
  return (
    <table class={`plain ${p.wide ? 'wide' : ''}`}>
      <caption class="vh">{t('trends-table')}</caption>
      <thead><tr><th scope="col">{t('trends-week')}</th>{shown.map((d) => <th scope="col" key={d}>{d === p.from ? t('trends-start') : Math.round((d - p.from) / 7)}</th>)}</tr></thead>
      <tbody>
        {p.rows.map((r) => (
          <tr key={r.construct}>
            <th scope="row">{r.title}</th>
            {shown.map((d) => {
              const v = r.points.find((q) => q.day === d)?.value;
              return <td key={d}>{typeof v === 'number' ? whole(v) : <><span class="vh">{t('trends-not-said')}</span><span aria-hidden="true">–</span></>}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Trends(): VNode {
  const { day } = useNow();
  const who = useWho();
  const v = useView<TrendsView>({ show: 'trends', day });
  const [table, setTable] = useState(false);
  const rows = v?.rows.filter((r) => r.points.length > 0) ?? [];
  const days = daysOf(rows);
  const [from, to] = [days[0] ?? day, days[days.length - 1] ?? day];
  const weeks = Math.round((to - from) / 7);
  const drawn = rows.some((r) => r.points.length > 1);
  return (
    <Page foot="mine" back={t('place-mine')} onBack={() => go('mine')} top kind="trends-page">
      <Verso>
        <h1>{t('trends-title')}</h1>
        {v ? <p class="hand lead">{v.sentence ? `${v.sentence}${v.about ? ` ${v.about.charAt(0).toLowerCase()}${v.about.slice(1)}.` : ''}` : t('trends-empty')}</p> : null}
        {drawn ? <Note>{t('trends-band', { n: weeks })}</Note> : null}
        <p class="who me"><i />{t('trends-who')}</p>
        {drawn ? <Table rows={rows} from={from} wide /> : null}
        {drawn ? <Note class="wide">{t('trends-dash')}</Note> : null}
      </Verso>
      <Recto>
        {drawn && !table ? <p class="axis" aria-hidden="true"><span><i>{t('trends-start')}</i><i>{t('trends-at-week', { n: weeks })}</i></span></p> : null}
        {table ? <Table rows={rows} from={from} /> : (
          <div class="trends">
            {rows.map((r) => (
              <section class="trend" key={r.construct}>
                <div><h2>{say(r.title, who)}</h2><p>{say(r.words, who)}</p></div>
                {drawn ? <Plot row={r} days={days} /> : null}
              </section>
            ))}
          </div>
        )}
        {drawn ? <div class={table ? '' : 'narrow'}><Quiets><Quiet onClick={() => setTable(!table)}>{t(table ? 'trends-show-pictures' : 'trends-show-table')}</Quiet></Quiets></div> : null}
        {v?.helped.length ? (
          <section class="section helped">
            <h2>{t('trends-helped')}</h2>
            <Rows>{v.helped.map((h) => <Equal key={h.exercise} title={say(h.title, who)} line={say(h.words, who)} onClick={() => go('exercise', { id: h.exercise })} />)}</Rows>
            <Note>{t('trends-helped-note')}</Note>
          </section>
        ) : null}
      </Recto>
    </Page>
  );
}

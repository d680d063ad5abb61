// The week as one sheet for the fridge, from the own plan.  Neutral until asked otherwise: minutes and no names of steps,
// since everybody who opens the fridge reads it.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { sayWeekday, t } from '../../strings/text';
import { useView } from '../../client';
import { Answers } from '../../ui/parts';
import type { WeekDay } from '../day/kinds';
import { useNow } from '../day/kept';
import { NamesToo, OnPaper } from './onpaper';
import { sayDayMonth, useSpeech } from './words';
import { say } from '../../ui/who';
import type { Who } from '../../ui/who';

/** Rituals and dates, where this pack and program know them. */
interface Ritual { id: string; title: string; minute?: number; minutes?: number; next: number[]; for: 'me' | 'us' }
const clock = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
/** Monday of the week of a day: day 0 was a Thursday. */
const monday = (day: number): number => day - ((day + 3) % 7);

function DayRow(p: { d: WeekDay; rituals: Ritual[]; plain: boolean; voice: Who }): VNode {
  const { d } = p;
  const step = d.kind === 'gone' ? null : d.step;
  const minutes = step ? t('onpaper-minutes', { n: step.minutes }) : '';
  return (
    <tr>
      <th scope="row">{sayWeekday(d.day)}<span>{sayDayMonth(d.day)}</span></th>
      <td>
        {step && p.plain ? <p class="what">{minutes}</p> : null}
        {step && !p.plain ? <><p class="what">{say(step.title, p.voice)}</p><p class="aside">{step.joint ? t('fridge-joint', { minutes }) : minutes}</p></> : null}
        {p.rituals.map((r) => {
          const at = r.minute === undefined ? '' : clock(r.minute);
          return p.plain ? (at ? <p class="aside" key={r.id}>{at}</p> : null) : <p class="aside" key={r.id}>{[at, r.title].filter(Boolean).join(' ')}</p>;
        })}
      </td>
    </tr>
  );
}

export function PrintWeek(): VNode {
  const now = useNow();
  const late = (now.day + 3) % 7 >= 5;
  const [which, setWhich] = useState<'this' | 'next'>(late ? 'next' : 'this');
  const [says, setSays] = useState<'minutes' | 'steps'>('minutes');
  const [named, setNamed] = useState(false);
  const s = useSpeech(named);
  const first = monday(now.day) + (which === 'next' ? 7 : 0);
  const week = useView<{ days: WeekDay[] }>({ show: 'week', ...now, ...(which === 'next' ? { day: first } : {}) });
  const rituals = useView<Ritual[]>({ show: 'rituals', day: first });
  // A sheet on the fridge is read by both: what somebody keeps for themselves alone stays off it.
  const hung = (rituals ?? []).filter((r) => r.for === 'us' || !s.voice.paired);
  const plain = says === 'minutes';
  const days = week?.days ?? [];
  return (
    <OnPaper title={t('fridge-title')} deck={t('fridge-deck')} paper="sheet" kind="fridge" missing={days.length && s.ready ? false : t('onpaper-wait')}
      out={days.length && s.ready ? (
        <>
          <h3>{t(plain ? 'dull-title' : 'fridge-head')}</h3>
          <p class="under">{t('fridge-span', { from: sayDayMonth(first), to: sayDayMonth(first + 6) })}</p>
          <table><caption class="vh">{t('fridge-title')}</caption><tbody>
            {days.map((d) => <DayRow key={d.day} d={d} plain={plain} voice={s.voice} rituals={hung.filter((r) => r.next?.includes(d.day))} />)}
          </tbody></table>
        </>
      ) : null}>
      <Answers legend={t('fridge-which')} shown value={which} of={[['this', t('fridge-this')], ['next', t('fridge-next')]] as const} onPick={setWhich} />
      <Answers legend={t('fridge-says')} shown value={says} of={[['minutes', t('fridge-minutes')], ['steps', t('fridge-steps')]] as const} onPick={setSays} />
      {plain ? null : <NamesToo own={s.own} value={named} onPick={setNamed} />}
    </OnPaper>
  );
}

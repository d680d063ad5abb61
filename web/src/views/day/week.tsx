// The week as one line: a flame for today, a ring where something is planned.  Days gone by carry no mark.
import type { VNode } from 'preact';
import { sayLetter, sayWeekday, t } from '../../strings/text';
import { Flame } from '../../ui/art';
import type { WeekDay } from './kinds';
import { say, useWho } from './kept';
import type { Who } from './kept';

const titleOf = (d: WeekDay, who: Who): string => say(d.step?.title, who);

export function Week(p: { days: readonly WeekDay[]; today: number }): VNode {
  const who = useWho();
  const next = p.days.find((d) => d.day > p.today && titleOf(d, who));
  return (
    <>
      <ol class="week">
        {p.days.map((d) => {
          const name = sayWeekday(d.day);
          const what = titleOf(d, who);
          const cls = d.day === p.today ? 'now' : d.day < p.today ? 'gone' : what ? 'plan' : 'rest';
          return (
            <li class={cls} key={d.day}>
              <span class="dot">{cls === 'now' ? <Flame /> : null}</span>
              {cls === 'now' ? <b aria-hidden="true">{sayLetter(d.day)}</b> : <span aria-hidden="true">{sayLetter(d.day)}</span>}
              <span class="vh">{cls === 'now' ? t('week-today', { name }) : name}{what && cls !== 'gone' ? `: ${what}` : ''}</span>
            </li>
          );
        })}
      </ol>
      {next ? (
        <p class="note">
          {t(next.day === p.today + 1 ? (next.step?.joint ? 'week-next-tomorrow-us' : 'week-next-tomorrow') : (next.step?.joint ? 'week-next-us' : 'week-next'), { name: sayWeekday(next.day), what: titleOf(next, who) })}
        </p>
      ) : null}
    </>
  );
}

// A calendar file, made on request and kept nowhere: rituals and dates, or a small step of one's own.  What stands in it is
// neutral unless the person wants otherwise for this one file, as calendars copy themselves to other places.
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { view } from '../client';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Note, Picks } from '../ui/parts';
import { download } from '../ui/download';
import { tell } from '../ui/tell';
import { TimeField, Weekdays } from '../ui/when';
import { dayWords, useRituals } from './day/comes';
import { useNewest, useNow } from './day/kept';

const WORDS = ['notes', 'reminder', 'busy', 'free'] as const;
const ALARMS = ['none', '0', '15', '60', '1440'] as const;
type Word = (typeof WORDS)[number];
type Alarm = (typeof ALARMS)[number];
interface Choice { word: Word; alarm: Alarm }

/** make(q): asks the core for the file and hands it over. */
async function make(q: Record<string, unknown>, c: Choice): Promise<void> {
  const alarm = c.alarm === 'none' ? {} : { alarm: Number(c.alarm) };
  const f = await view<{ text: string; file: string; events: number }>({ show: 'calendar', neutral: t(`cal-word-${c.word}`), ...alarm, ...q }).catch(() => null);
  if (!f || f.events === 0) { tell(t('cal-failed')); return; }
  download(f.file, 'text/calendar;charset=utf-8', f.text);
  tell(t('cal-made', { file: f.file }));
}

const Facts = (): VNode => <ul class="facts">{[1, 2, 3].map((n) => <li key={n}>{t(`cal-fact-${n}`)}</li>)}</ul>;

function Neutral(p: { value: Choice; onPick: (c: Choice) => void; children?: ComponentChildren }): VNode {
  const c = p.value;
  return (
    <>
      <Answers legend={t('cal-word')} shown value={c.word} of={WORDS.map((w) => [w, t(`cal-word-${w}`)] as const)} onPick={(word) => p.onPick({ ...c, word })} />
      {p.children}
      <Answers legend={t('cal-alarm')} shown value={c.alarm} of={ALARMS.map((a) => [a, t(`cal-alarm-${a}`)] as const)} onPick={(alarm) => p.onPick({ ...c, alarm })} />
    </>
  );
}

export function Calendar(): VNode {
  const { day } = useNow();
  const all = (useRituals(day) ?? []).filter((r) => r.next.length > 0);
  const [not, setNot] = useState<readonly string[]>([]);
  const [choice, setChoice] = useState<Choice>({ word: 'notes', alarm: 'none' });
  const [titles, setTitles] = useState(false);
  const ids = all.filter((r) => !not.includes(r.id)).map((r) => r.id);
  return (
    <Page back={t('rituals-title')} top kind="calendar">
      <Verso>
        <h1>{t('cal-title')}</h1>
        <p class="deck soft">{t('cal-deck')}</p>
        <Facts />
        <Picks legend={t('cal-which')} shown value={ids} of={all.map((r) => [r.id, t('cal-one', { title: r.title, when: dayWords(r.next[0] ?? day, day, r.minute) })] as const)}
          onPick={(picked) => setNot(all.map((r) => r.id).filter((id) => !picked.includes(id)))} />
      </Verso>
      <Recto>
        <Neutral value={choice} onPick={setChoice}>
          <Picks legend={t('cal-titles')} value={titles ? ['titles'] : []} of={[['titles', t('cal-titles')]] as const} onPick={(x) => setTitles(x.length > 0)} />
          {titles ? <Note>{t('cal-titles-note')}</Note> : null}
        </Neutral>
        <Act missing={ids.length === 0 && t('cal-none')} onClick={() => void make({ day, ids, titles }, choice)}>{t('cal-make')}</Act>
      </Recto>
    </Page>
  );
}

const HOURS: Record<string, number> = { morning: 8 * 60, day: 13 * 60, evening: 20 * 60, bed: 22 * 60 };
/** So many days, spread over the week: three are Monday, Wednesday and Friday. */
const spread = (n: number): number => Array.from({ length: n }, (_, k) => 1 << Math.floor(k * 7 / n)).reduce((a, b) => a | b, 0);

/** A small step of one's own: the hour one has said, under a neutral word. */
export function Reminder(): VNode {
  const { day } = useNow();
  const time = useNewest<{ when: string[] }>('time');
  const [choice, setChoice] = useState<Choice>({ word: 'notes', alarm: '0' });
  const [minute, setMinute] = useState<number | null | undefined>(undefined);
  const [days, setDays] = useState<number | null>(null);
  if (time === undefined) return <Page back={t('time-title')} top><Verso><h1 class="vh">{t('remind-title')}</h1></Verso></Page>;
  const when = time?.body.when ?? [];
  const at = minute === undefined ? HOURS[when.find((x) => x in HOURS) ?? 'evening'] ?? 1200 : minute;
  const on = days ?? spread(Number(when.find((x) => x.startsWith('days:'))?.slice(5) ?? 4));
  return (
    <Page back={t('time-title')} top kind="calendar">
      <Verso><h1>{t('remind-title')}</h1><p class="deck soft">{t('remind-deck')}</p><Facts /></Verso>
      <Recto>
        <Weekdays legend={t('ritual-days')} value={on} onPick={setDays} />
        <TimeField label={t('ritual-time')} value={at} onMinute={setMinute} />
        <Neutral value={choice} onPick={setChoice} />
        <Act missing={!on ? t('ritual-days-missing') : at === null && t('remind-time-missing')} onClick={() => void make({ day, step: { minute: at, days: on } }, choice)}>{t('cal-make')}</Act>
      </Recto>
    </Page>
  );
}

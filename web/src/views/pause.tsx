// Pause and return: stop now, come back at an hour.  The hour stands here as a plain line while it runs.  It binds nobody,
// and nothing rings; the other sees it only where both use the sheet and this person lets them.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../strings/text';
import { remove, write } from '../client';
import { today } from '../ui/state';
import { Act, Answers, AudienceRows, Note, Quiet, Quiets, Sheet as Ask } from '../ui/parts';
import type { Audience } from '../ui/parts';
import { tell } from '../ui/tell';
import { kept, useWho } from './day/kept';
import type { SheetView } from './sheets';
import { When } from './when';

const MINUTE = 60_000;
const nowMinute = (): number => Math.floor(Date.now() / MINUTE);

/** The minute that is now; it moves on by itself. */
function useMinute(): number {
  const [m, set] = useState(nowMinute);
  useEffect(() => {
    const timer = setInterval(() => set(nowMinute()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return m;
}

const clock = (minute: number): string => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date(minute * MINUTE));

/** "Back at 21:30. 40 minutes to go." */
export function pauseWords(until: number, now = nowMinute()): string {
  const left = Math.max(0, until - now);
  const day = new Date(until * MINUTE).getDate() === new Date(now * MINUTE).getDate() ? 'today' : 'tomorrow';
  const [hours, minutes] = [Math.floor(left / 60), left % 60];
  const rest = hours === 0 ? t('pause-minutes', { n: minutes }) : minutes === 0 ? t('pause-hours', { n: hours }) : t('pause-hours-minutes', { hours, minutes });
  return t('pause-line', { day, hour: clock(until), left: rest });
}

/** The next time that it is HH:MM here. */
function nextHour(hhmm: string): number | null {
  const m = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(hhmm);
  if (!m) return null;
  const d = new Date();
  d.setHours(Number(m[1]), Number(m[2]), 0, 0);
  if (d.getTime() <= Date.now()) d.setDate(d.getDate() + 1);
  return Math.floor(d.getTime() / MINUTE);
}

export function Pause(p: { v: SheetView }): VNode {
  const { v } = p;
  const who = useWho();
  const now = useMinute();
  const [open, setOpen] = useState(false);
  const [when, setWhen] = useState<string>('20');
  const [own, setOwn] = useState('');
  const [aud, setAud] = useState<Audience>('me');
  const [ask, setAsk] = useState(false);
  const [busy, setBusy] = useState(false);
  const hourAt = v.item.asks.findIndex((a) => a.kind === 'time');
  const agreed = v.records.map((r) => r.answers[hourAt] ?? '').find(Boolean) ?? '';
  const both = who.paired && v.records.some((r) => r.for === 'us');
  const run = v.run && v.run.until > now ? v.run : null;
  const until = when === 'agreed' ? nextHour(agreed) : when === 'own' ? nextHour(own) : now + Number(when);

  const begin = async () => {
    if (until === null) return;
    setBusy(true);
    const r = await write('sheet', aud === 'us' ? 'us' : 'me', { sheet: [v.item.id], day: today(), until });
    setBusy(false);
    setAsk(false);
    if (!r.ok) { await kept(Promise.resolve(r)); return; }
    setOpen(false);
    setAud('me');
  };
  const end = async () => {
    if (!run || !(await kept(remove('sheet', run.for, run.id)))) return;
    tell(t('pause-ended'), { words: t('day-undo'), run: () => void write('sheet', run.for, { sheet: [v.item.id], day: today(), until: run.until }) });
  };

  if (run) {
    return (
      <section class="pause">
        <h2>{t(run.mine ? 'pause-runs' : 'pause-runs-theirs', { name: who.you || t('your-partner') })}</h2>
        <p class="hand" role="timer">{pauseWords(run.until, now)}</p>
        <Note>{t('pause-free')}</Note>
        {run.mine ? <Quiets><Quiet onClick={() => void end()}>{t('pause-end')}</Quiet></Quiets> : null}
      </section>
    );
  }
  if (!v.runs) return <></>;
  if (!open) return <section class="pause"><Quiets><Quiet onClick={() => setOpen(true)}>{t('pause-now')}</Quiet></Quiets></section>;
  return (
    <section class="pause">
      <Answers legend={t('pause-when')} shown value={when} onPick={setWhen} of={[
        ['20', t('pause-20')], ['60', t('pause-60')],
        ...(nextHour(agreed) !== null ? [['agreed', t('pause-agreed', { hour: agreed })] as const] : []),
        ['own', t('pause-own')],
      ] as const} />
      {when === 'own' ? <When kind="time" label={t('pause-hour')} value={own} onInput={setOwn} /> : null}
      {both ? <AudienceRows legend={t('pause-audience')} value={aud} of={['me', 'us']} onPick={setAud} /> : <Note>{t('pause-only-me')}</Note>}
      <Act busy={busy && t('day-keeping')} missing={until === null && t('pause-missing')} onClick={() => (aud === 'us' ? setAsk(true) : void begin())}>{t('pause-begin')}</Act>
      <Quiets><Quiet onClick={() => setOpen(false)}>{t('not-now')}</Quiet></Quiets>
      {ask && until !== null ? (
        <Ask title={t('pause-share')} yes={t('pause-share-yes')} no={t('share-no')} busy={busy && t('day-keeping')} onYes={() => void begin()} onNo={() => setAsk(false)}>
          <p class="soft">{t('pause-share-words', { name: who.you || t('your-partner') })}</p>
          <p class="hand preview" tabIndex={0}>{pauseWords(until, now)}</p>
        </Ask>
      ) : null}
    </section>
  );
}

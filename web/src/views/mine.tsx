// Mine: what belongs to one person alone, and how Hearth should speak and when.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { sayDay, t } from '../strings/text';
import { remove, write } from '../client';
import { back, go } from '../nav';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Equal, Note, Picks, Quiet, Quiets, Rows } from '../ui/parts';
import { WHENS } from '../words';
import { kept, tellThere, useNewest, useNow } from './day/kept';

export function Mine(): VNode {
  const row = (screen: string, id: string) => <Equal title={t(`mine-${id}`)} line={t(`mine-${id}-line`)} onClick={() => go(screen)} />;
  return (
    <Page foot="mine" where={t('place-mine')} top kind="mine">
      <Verso>
        <Drawing of="lamp" />
        <h1>{t('mine-title')}</h1>
        <p class="deck soft">{t('mine-deck')}</p>
        <p class="who me"><i />{t('mine-who')}</p>
      </Verso>
      <Recto>
        <Rows class="big" label={t('mine-title')}>
          {row('journal', 'journal')}
          {row('reflect', 'reflect')}
          {row('trends', 'trends')}
          {row('picture', 'picture')}
        </Rows>
        <Rows class="after" label={t('mine-settings')}>
          {row('words', 'words')}
          {row('time', 'time')}
          {row('light', 'light')}
          <Equal title={t('mine-way')} line={t('mine-way-line')} onClick={() => go('path', { anew: true })} />
          {row('pace', 'pace')}
          {row('keeping', 'keeping')}
        </Rows>
      </Recto>
    </Page>
  );
}

const MINUTES = ['2', '5', '10', '20', '40'] as const;
const DAYS = ['2', '3', '4', '5', '7'] as const;
interface TimeBody { minutes: number; when: string[] }

export function Time(): VNode {
  const old = useNewest<TimeBody>('time');
  const [v, setV] = useState<TimeBody | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => { if (old !== undefined && v === null) setV(old?.body ?? { minutes: 10, when: [] }); }, [old]);
  if (!v) return <Page back={t('place-mine')} top><Verso><h1>{t('time-title')}</h1></Verso></Page>;
  const whens = WHENS.filter((x) => v.when.includes(x));
  const days = v.when.find((x) => x.startsWith('days:'))?.slice(5);
  const table = v.when.includes('table');
  const set = (p: { whens?: readonly string[]; days?: string | undefined; table?: boolean }) => setV({
    ...v, when: [...(p.whens ?? whens), ...((p.days ?? days) ? [`days:${p.days ?? days}`] : []), ...((p.table ?? table) ? ['table'] : [])],
  });
  const near = MINUTES.reduce((a, b) => (Math.abs(Number(b) - v.minutes) < Math.abs(Number(a) - v.minutes) ? b : a));
  const remind = async () => { if (await kept(write('time', 'me', v, old?.id))) go('reminder'); };
  const keep = async () => {
    setBusy(true);
    if (await kept(write('time', 'me', v, old?.id))) { back('mine'); tellThere(t('day-kept')); }
    setBusy(false);
  };
  return (
    <Page back={t('place-mine')} top>
      <Verso>
        <h1>{t('time-title')}</h1>
        <p class="deck soft">{t('time-deck')}</p>
        <p class="who me"><i />{t('who-me')}</p>
        <Answers legend={t('time-minutes')} shown value={near} of={MINUTES.map((m) => [m, t('minutes-up-to', { n: Number(m) })] as const)} onPick={(m) => setV({ ...v, minutes: Number(m) })} />
      </Verso>
      <Recto>
        <Picks legend={t('time-when')} shown value={whens} of={WHENS.map((x) => [x, t(`time-${x}`)] as const)} onPick={(x) => set({ whens: x })} />
        <Answers legend={t('time-days')} shown value={(DAYS as readonly string[]).includes(days ?? '4') ? (days ?? '4') as (typeof DAYS)[number] : null} of={DAYS.map((d) => [d, t('time-days-n', { n: Number(d) })] as const)} onPick={(d) => set({ days: d })} />
        <Picks legend={t('time-table')} shown value={table ? ['table'] : []} of={[['table', t('time-table-yes')]] as const} onPick={(x) => set({ table: x.length > 0 })} />
        <Act busy={busy && t('day-keeping')} onClick={() => void keep()}>{t('time-keep')}</Act>
        <Quiets><Quiet onClick={() => void remind()}>{t('time-remind')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

const FOR = ['7', '28', '90', 'open'] as const;
const OPEN = 3650;

/** Anyone, any time, no reason: the shared steps become walks, films, food and playful cards. */
export function Light(): VNode {
  const { day } = useNow();
  const old = useNewest<{ from: number; until: number }>('light');
  const [len, setLen] = useState<(typeof FOR)[number] | null>(null);
  const on = !!old && old.body.from <= day && old.body.until >= day;
  const begin = async () => {
    const until = day + (len === 'open' ? OPEN : Number(len)) - 1;
    const r = await write('light', 'me', { from: day, until });
    if (!r.ok) { await kept(Promise.resolve(r)); return; }
    const id = r.ids[0];
    back('mine');
    tellThere(t('light-set'), { words: t('day-undo'), run: () => { if (id) void remove('light', 'me', id); } });
  };
  const end = async () => {
    if (old && (await kept(write('light', 'me', { from: Math.min(old.body.from, day - 1), until: day - 1 }, old.id)))) { back('mine'); tellThere(t('light-ended')); }
  };
  return (
    <Page back={t('place-mine')} top>
      <Verso>
        <h1>{t('light-title')}</h1>
        <p class="deck">{t('light-deck')}</p>
        <p class="deck soft">{t('light-why')}</p>
        <p class="who me"><i />{t('light-who')}</p>
        <Note>{t('light-noticed')}</Note>
      </Verso>
      <Recto>
        {on ? (
          <>
            <p class="hand">{old && old.body.until > day + 365 ? t('light-on-open') : t('light-on', { day: sayDay((old?.body.until ?? day) + 1) })}</p>
            <Act onClick={() => void end()}>{t('light-end')}</Act>
          </>
        ) : (
          <>
            <Answers legend={t('light-long')} shown value={len} of={FOR.map((f) => [f, t(`light-${f}`)] as const)} onPick={setLen} />
            <Act missing={!len && t('choose-one')} onClick={() => void begin()}>{t('light-begin')}</Act>
          </>
        )}
        <Quiets><Quiet onClick={() => go('help')}>{t('light-help')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

// Us: what belongs to both.  Before there is a partner: two ways of the same worth, and nobody awaited.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { sayDate, sayWeekday, t } from '../strings/text';
import { remove, useView, write } from '../client';
import type { Rec } from '../client';
import { back, go } from '../nav';
import { Drawing } from '../ui/art';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Equal, LineField, Note, Quiet, Quiets, Rows, Who as Mark } from '../ui/parts';
import { tell } from '../ui/tell';
import type { TodayView, WeekDay } from './day/kinds';
import { kept, say, tellThere, useNewest, useNow, useWho } from './day/kept';
import type { WordsBody } from './day/kept';
import { Week } from './day/week';
import { EntryRows, MANY } from './journal';

const LIMIT = 100;

export function Us(): VNode {
  const now = useNow();
  const who = useWho();
  const v = useView<TodayView>({ show: 'today', ...now });
  // On the path alone nothing for two is offered here; the page itself looks like anybody's.
  const alone = v?.path === 'alone';
  if (!who.known) return <Page foot="us" where={t('place-us')}><Verso><h1 class="vh">{t('place-us')}</h1></Verso></Page>;
  const rituals = v && !alone ? <Equal title={t('rituals-title')} line={t('us-rituals-line')} onClick={() => go('rituals')} /> : null;
  if (!who.paired) return <Before rituals={rituals} alone={alone} />;
  return (
    <Page foot="us" where={t('place-us')} top kind="us">
      <Verso>
        <Drawing of="cups" />
        <h1>{who.you ? t('us-title-name', { name: who.you }) : t('us-title')}</h1>
        <p class="deck soft">{t('us-deck')}</p>
        {alone ? null : <Act onClick={() => go('checkin')}>{t('checkin-title')}</Act>}
        {alone ? null : <Note class="under-act">{t('us-checkin-note')}</Note>}
      </Verso>
      <Recto>
        <Rows class="big" label={t('us-title')}>
          <Equal title={t('us-notes')} line={t('us-notes-line')} onClick={() => go('notes')} />
          <Equal title={t('us-pages')} line={t('us-pages-line')} onClick={() => go('sharedpages')} />
          <Equal title={t('us-sheets')} line={t('us-sheets-line')} onClick={() => go('sheets')} />
          <Equal title={t('us-week')} line={t('us-week-line')} onClick={() => go('ourweek')} />
          {rituals}
          <Equal title={t('us-table')} line={t('us-table-line')} onClick={() => go('attable')} />
        </Rows>
        <Rows class="after" label={t('us-more')}>
          <Equal title={t('us-names')} line={t('us-names-line')} onClick={() => go('names')} />
          <Equal title={t('us-never')} line={t('us-never-line')} onClick={() => go('never')} />
        </Rows>
      </Recto>
    </Page>
  );
}

function Before(p: { rituals: VNode | null; alone: boolean }): VNode {
  return (
    <Page foot="us" where={t('place-us')} top kind="us">
      <Verso>
        <Drawing of="cups" />
        <h1>{t('us-before-title')}</h1>
        <p class="deck soft">{t('us-before-deck')}</p>
      </Verso>
      <Recto>
        <Rows class="big" label={t('us-before-title')}>
          <Equal title={t('us-invite')} line={t('us-invite-line')} onClick={() => go('invite')} />
          <Equal title={t('us-table')} line={t('us-table-line')} onClick={() => go('attable')} />
          {p.alone ? null : <Equal title={t('checkin-title')} line={t('us-checkin-alone')} onClick={() => go('checkin')} />}
          {p.rituals}
        </Rows>
        <Rows class="after" label={t('us-more')}>
          <Equal title={t('us-week')} line={t('us-week-line')} onClick={() => go('ourweek')} />
          <Equal title={t('us-never')} line={t('us-never-line')} onClick={() => go('never')} />
        </Rows>
      </Recto>
    </Page>
  );
}

/** What works with one phone between two plates. */
export function AtTable(): VNode {
  const now = useNow();
  const who = useWho();
  const all = useView<{ id: string; title: string; line: string; place: string; begin: boolean; who: string }[]>({ show: 'exercises', ...now });
  const v = useView<TodayView>({ show: 'today', ...now });
  const list = v?.path === 'alone' ? [] : (all ?? []).filter((e) => e.begin && e.place === 'table' && e.who !== 'one');
  return (
    <Page back={t('place-us')} top>
      <Verso><h1>{t('table-title')}</h1><p class="deck soft">{t('table-deck')}</p><Note>{t('table-note')}</Note></Verso>
      <Recto>
        <Rows class="big">
          <Equal title={t('table-card')} line={t('table-card-line')} onClick={() => go('card')} />
          {list.map((e) => <Equal key={e.id} title={say(e.title, who)} line={say(e.line, who)} onClick={() => go('exercise', { id: e.id })} />)}
        </Rows>
      </Recto>
    </Page>
  );
}

/** Appreciations that both can read. */
export function Notes(): VNode {
  const who = useWho();
  const [limit, setLimit] = useState(LIMIT);
  const list = useView<Rec<{ text: string; day: number }>[]>({ show: 'records', type: 'thanks', for: 'us', limit });
  const seen = useView<Rec<{ what: string }>[]>({ show: 'records', type: 'seen', limit: MANY });
  // A note that still lies folded on Today is not read out here before it was opened there.
  const opened = new Set((seen ?? []).map((s) => s.body?.what));
  const shown = (list ?? []).filter((r) => r.body?.text && (r.mine || opened.has(r.id)));
  const away = async (r: Rec<{ text: string; day: number }>) => {
    if (!(await kept(remove('thanks', 'us', r.id)))) return;
    tell(t('tonight-removed'), { words: t('day-undo'), run: () => void write('thanks', 'us', r.body) });
  };
  return (
    <Page back={t('place-us')} top>
      <Verso><h1>{t('us-notes')}</h1><p class="deck soft">{t('notes-deck')}</p><Mark for="us" /><Quiets><Quiet onClick={() => go('printbook')}>{t('book-way')}</Quiet></Quiets></Verso>
      <Recto>
        {list && seen && shown.length === 0 ? <Note>{t('notes-empty')}</Note> : null}
        <ul class="lines thanks-list">
          {list && seen ? shown.map((r) => (
            <li key={r.id}>
              <p class="hand">{r.body.text}</p>
              <p class="note">{sayDate(r.body.day)} · {r.mine ? t('notes-you') : who.you || t('your-partner')}
                {r.mine ? <button type="button" class="quiet" onClick={() => void away(r)}>{t('day-remove')}</button> : null}</p>
            </li>
          )) : null}
        </ul>
        {list && list.length >= limit ? <Quiets><Quiet onClick={() => setLimit(Math.min(limit + LIMIT, MANY))}>{t('notes-more')}</Quiet></Quiets> : null}
      </Recto>
    </Page>
  );
}

export function SharedPages(): VNode {
  const who = useWho();
  const [limit, setLimit] = useState(LIMIT);
  const list = useView<Rec<{ text: string; day: number }>[]>({ show: 'journal', for: 'us', limit });
  return (
    <Page back={t('place-us')} top>
      <Verso>
        <h1>{t('us-pages')}</h1><p class="deck soft">{t('pages-deck')}</p><Mark for="us" />
        <Act onClick={() => go('entry', { share: true })}>{t('pages-write')}</Act>
        <Quiets><Quiet onClick={() => go('printbook')}>{t('book-way')}</Quiet></Quiets>
      </Verso>
      <Recto>
        {list && list.length === 0 ? <Note>{t('pages-empty')}</Note> : null}
        <EntryRows of={list ?? []} name={who.you || t('your-partner')} />
        {list && list.length >= limit ? <Quiets><Quiet onClick={() => setLimit(Math.min(limit + LIMIT, MANY))}>{t('journal-more')}</Quiet></Quiets> : null}
      </Recto>
    </Page>
  );
}

/** The week as it might be; a step for two is never due, it is there when both like. */
export function OurWeek(): VNode {
  const now = useNow();
  const who = useWho();
  const w = useView<{ days: WeekDay[]; light: boolean; hard: boolean }>({ show: 'week', ...now });
  const coming = (w?.days ?? []).filter((d) => d.step && d.day >= now.day);
  return (
    <Page back={t('place-us')} top>
      <Verso>
        <h1>{t('us-week')}</h1>
        <p class="deck soft">{t(w?.hard ? 'ourweek-hard' : w?.light ? 'ourweek-light' : 'ourweek-deck')}</p>
        {w ? <Week days={w.days} today={now.day} /> : null}
        <Mark for="me">{t('ourweek-who')}</Mark>
      </Verso>
      <Recto>
        {w && coming.length === 0 ? <Note>{t('ourweek-none')}</Note> : null}
        <Rows class="big">
          {coming.map((d) => (
            <Equal key={d.day} title={say(d.step?.title, who)} line={t(d.step?.joint ? 'ourweek-joint' : 'ourweek-own', { day: d.day === now.day ? t('today-word') : sayWeekday(d.day), n: d.step?.minutes ?? 0 })}
              onClick={() => go('exercise', { id: d.step?.key.split(':')[0] })} />
          ))}
        </Rows>
        <Note>{t('ourweek-note')}</Note>
        <Quiets><Quiet onClick={() => go('printweek')}>{t('ourweek-print')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

export function Names(): VNode {
  const who = useWho();
  const shared = useView<Rec<{ name: string }>[]>({ show: 'records', type: 'name', limit: 8 });
  const words = useNewest<WordsBody>('words');
  const mine = shared?.find((r) => r.mine);
  const [me, setMe] = useState<string | null>(null);
  const [you, setYou] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (shared && words !== undefined && me === null) { setMe(mine?.body.name ?? who.me); setYou((typed) => typed ?? words?.body.you ?? ''); }
  }, [shared, words]);
  const keep = async () => {
    setBusy(true);
    const name = (me ?? '').trim();
    let ok = true;
    if (name && name !== mine?.body.name) ok = await kept(write('name', 'us', { name }, mine?.id));
    const body: WordsBody = { ...(words?.body ?? {}) };
    if ((you ?? '').trim()) body.you = (you ?? '').trim();
    else delete body.you;
    if (ok && (you ?? '').trim() !== (words?.body.you ?? '')) ok = await kept(write('words', 'me', body, words?.id));
    setBusy(false);
    if (ok) { back('us'); tellThere(t('day-kept')); }
  };
  return (
    <Page back={t('place-us')} top>
      <Verso><h1>{t('us-names')}</h1><p class="deck soft">{t('names-deck')}</p></Verso>
      <Recto>
        <LineField label={t('names-me')} value={me ?? ''} max={40} onInput={setMe} />
        <Mark for="us">{t('names-me-who')}</Mark>
        <LineField label={t('names-you')} hint={t('names-you-hint')} value={you ?? ''} max={40} onInput={setYou} />
        <Mark for="me" />
        <Act busy={busy && t('day-keeping')} missing={!(me ?? '').trim() && t('names-missing')} onClick={() => void keep()}>{t('words-keep')}</Act>
      </Recto>
    </Page>
  );
}

/** What this place never shows, in plain words. */
export const Never = (): VNode => (
  <Page back={t('place-us')} top>
    <Verso><h1>{t('us-never')}</h1><p class="deck soft">{t('never-deck')}</p></Verso>
    <Recto>
      <ul class="facts">{[1, 2, 3, 4, 5, 6].map((n) => <li key={n}>{t(`never-${n}`)}</li>)}</ul>
      <Quiets><Quiet onClick={() => go('know')}>{t('never-know')}</Quiet></Quiets>
    </Recto>
  </Page>
);

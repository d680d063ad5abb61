// The journal: a list of pages and a page to write on.  Who it is for is chosen per page, said exactly, and never by itself.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { sayDate, sayDay, t } from '../strings/text';
import { remove, useView, write } from '../client';
import type { Rec } from '../client';
import { back, go, replace } from '../nav';
import { Page, Recto, Verso } from '../ui/page';
import { Act, AudienceRows, Note, PaperField, Quiet, Quiets, Rows, Sheet } from '../ui/parts';
import type { Audience } from '../ui/parts';
import type { Prompt } from './day/kinds';
import { kept, say, tellThere, useDraft, useNow, useWho } from './day/kept';

interface EntryBody { text: string; day: number; prompt?: string[]; tags?: string[] }
type EntryRec = Rec<EntryBody>;
const LIMIT = 40;
/** The first line, cut at a word. */
const firstLine = (s: string): string => {
  const l = s.trim().split('\n')[0] ?? '';
  return l.length > 90 ? `${l.slice(0, 88).replace(/[\s,;:.–-]+\S*$/, '')} …` : l;
};

export function EntryRows(p: { of: readonly EntryRec[]; name: string }): VNode {
  return (
    <Rows class="pages">
      {p.of.map((r) => (
        <li key={`${r.type ?? ''}${r.id}`}>
          <button type="button" class="row" onClick={() => go('entry', { id: r.id, type: r.type ?? 'entry', mine: r.mine })}>
            <span class={`mark ${r.for}`} />
            <span>
              <span class="hand">{r.cold || !r.body.text ? t('entry-cold') : firstLine(r.body.text)}</span>
              <small>{sayDate(r.body.day ?? r.day)}{r.mine ? '' : ` · ${p.name}`}<span class="vh"> · {t(r.for === 'us' ? 'audience-us' : 'audience-me')}</span></small>
            </span>
          </button>
        </li>
      ))}
    </Rows>
  );
}

export function Journal(): VNode {
  const { day } = useNow();
  const who = useWho();
  const [limit, setLimit] = useState(LIMIT);
  const list = useView<EntryRec[]>({ show: 'journal', limit });
  const prompt = useView<Prompt>({ show: 'prompt', day });
  return (
    <Page foot="mine" back={t('place-mine')} onBack={() => go('mine')} top kind="journal-list">
      <Verso>
        <h1>{t('journal-title')}</h1>
        <p class="deck soft">{t('journal-deck')}</p>
        {prompt?.text ? (
          <button type="button" class="offer" onClick={() => go('entry', { prompt: prompt.id, ask: prompt.text })}>
            <small>{t('journal-prompt')}</small><span class="hand">{say(prompt.text, who)}</span>
          </button>
        ) : null}
        <Act onClick={() => go('entry')}>{t('journal-write')}</Act>
        <Quiets>
          <Quiet onClick={() => go('prompts')}>{t('journal-prompts')}</Quiet>
          <Quiet onClick={() => go('printbook')}>{t('book-way')}</Quiet>
        </Quiets>
      </Verso>
      <Recto>
        {list && list.length === 0 ? <Note>{t('journal-empty')}</Note> : null}
        {list ? <EntryRows of={list} name={who.you || t('your-partner')} /> : null}
        {list && list.length >= limit ? <Quiets><Quiet onClick={() => setLimit(limit + LIMIT)}>{t('journal-more')}</Quiet></Quiets> : null}
      </Recto>
    </Page>
  );
}

interface Draft { text: string; aud: Audience; prompt: string; ask: string }
type Params = { id?: string; type?: string; mine?: boolean; prompt?: string; ask?: string; share?: boolean };

export function Entry(p: { params: Params }): VNode {
  const all = useView<EntryRec[]>(p.params.id ? { show: 'records', type: p.params.type ?? 'entry' } : null);
  const rec = p.params.id ? all?.find((r) => r.id === p.params.id) : undefined;
  if (p.params.id && !all) return <Page back={t('journal-title')} top><Verso><h1 class="vh">{t('journal-title')}</h1></Verso></Page>;
  if (p.params.id && !rec) return <Page back={t('journal-title')} top><Verso><h1>{t('gone-title')}</h1></Verso></Page>;
  if (rec && !rec.mine) return <Theirs rec={rec} />;
  return <Write key={p.params.id ?? p.params.prompt ?? 'new'} rec={rec} params={p.params} />;
}

function Theirs(p: { rec: EntryRec }): VNode {
  const who = useWho();
  const body = p.rec.body;
  return (
    <Page back={t('back')} top kind="journal">
      <Verso>
        <p class="kicker">{sayDay(body.day)}</p>
        <h1 class="vh">{t('entry-theirs', { name: who.you || t('your-partner') })}</h1>
        <section class="part"><span class="mark us" /><h2>{who.you || t('entry-partner')}</h2><p class="hand keep-lines">{body.text || t('entry-cold')}</p></section>
      </Verso>
      <Recto low>
        <Note>{t('entry-theirs-note')}</Note>
        <Quiets><Quiet onClick={() => go('helppage', { id: 'worried-about-my-partner' })}>{t('entry-worried')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

function Write(p: { rec: EntryRec | undefined; params: Params }): VNode {
  const { rec, params } = p;
  const { day } = useNow();
  const who = useWho();
  const type = params.type ?? 'entry';
  const first: Draft = { text: rec?.body.text ?? '', aud: rec?.for ?? (params.share ? 'us' : 'me'), prompt: rec?.body.prompt?.[0] ?? params.prompt ?? '', ask: params.ask ?? '' };
  const draft = useDraft<Draft>(`draft:entry:${params.id ?? params.prompt ?? (params.share ? 'us' : 'new')}`, first);
  const d = draft.value;
  const [ask, setAsk] = useState(false);
  const [busy, setBusy] = useState(false);
  const text = d.text.trim();
  const was = rec?.for ?? null;
  const sharing = d.aud === 'us' && was !== 'us';

  const keep = async () => {
    const aud = d.aud === 'us' ? 'us' : 'me';
    const body: EntryBody = { text, day: rec?.body.day ?? day, ...(d.prompt ? { prompt: [d.prompt] } : {}), ...(rec?.body.tags ? { tags: rec.body.tags } : {}) };
    setBusy(true);
    // Another audience is another book: written there first, taken out here after, so that nothing is lost between.
    const moved = was !== null && was !== aud;
    const ok = await kept(write(type, aud, body, moved ? undefined : rec?.id));
    if (ok && moved && rec) await kept(remove(type, was, rec.id));
    setBusy(false);
    setAsk(false);
    if (!ok) return;
    draft.drop();
    back('journal');
    tellThere(t('entry-kept'));
  };
  const away = async () => {
    if (!rec) { draft.drop(); back('journal'); return; }
    const body = rec.body;
    if (!(await kept(remove(type, rec.for, rec.id)))) return;
    draft.drop();
    back('journal');
    tellThere(t('entry-removed'), { words: t('day-undo'), run: () => void write(type, rec.for, body) });
  };

  return (
    <Page back={t('journal-title')} top kind="journal">
      <Verso>
        <h1 class="kicker">{sayDay(rec?.body.day ?? day)}</h1>
        {d.ask ? <p class="prompt hand">{say(d.ask, who)}</p> : null}
        <PaperField label={t('entry-label')} value={d.text} rows={10} onInput={(s) => draft.set({ ...d, text: s })} />
      </Verso>
      <Recto>
        {who.paired ? (
          <AudienceRows value={d.aud} of={['me', 'us']} onPick={(a) => draft.set({ ...d, aud: a })} />
        ) : <><p class="who me"><i />{t('who-me')}</p><Note>{t('entry-alone')}</Note></>}
        {was === 'us' && d.aud === 'me' ? <Note>{t('entry-take-back')}</Note> : null}
        <Act busy={busy && t('day-keeping')} missing={!text && t('entry-missing')} onClick={() => (sharing ? setAsk(true) : void keep())}>{t(rec ? 'entry-keep-again' : 'entry-keep')}</Act>
        <Quiets>
          {d.ask || rec ? null : <Quiet onClick={() => replace('prompts')}>{t('journal-prompts')}</Quiet>}
          {rec || text ? <Quiet onClick={() => void away()}>{t(rec ? 'day-remove' : 'entry-throw')}</Quiet> : null}
        </Quiets>
        {rec ? null : <Note>{t('entry-draft')}</Note>}
      </Recto>
      {ask ? (
        <Sheet title={t('share-title')} yes={t('share-yes')} no={t('share-no')} busy={busy && t('day-keeping')} onYes={() => void keep()} onNo={() => setAsk(false)}>
          <p class="soft">{t('share-words', { name: who.you || t('your-partner'), day: sayDate(rec?.body.day ?? day) })}</p>
          <p class="hand preview keep-lines" tabIndex={0}>{text}</p>
        </Sheet>
      ) : null}
    </Page>
  );
}

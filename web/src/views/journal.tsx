// The journal: a list of pages and a page to write on.  Who it is for is chosen per page, said exactly, and never by itself.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { sayDate, sayDay, t } from '../strings/text';
import { remove, useView, write } from '../client';
import type { Done, Rec } from '../client';
import { back, go, replace } from '../nav';
import { Page, Recto, Verso } from '../ui/page';
import { Act, AudienceRows, Note, PaperField, Quiet, Quiets, Rows, Sheet } from '../ui/parts';
import type { Audience } from '../ui/parts';
import { useAsked } from './day/asked';
import { dropHere, keepHere, useHere } from './day/here';
import type { HerePage, PageBody } from './day/here';
import type { Prompt } from './day/kinds';
import { kept, say, tellThere, useDraft, useNow, useWho } from './day/kept';
import { addTags, earlier, tagged, Tags, tagsOf } from './day/tags';

interface EntryBody extends PageBody { tags?: string[] }
/** A record, or a page that stays on this device (type "here"). */
export interface EntryRec extends Omit<Rec<EntryBody>, 'for'> { for: 'me' | 'us' | 'device' }
const LIMIT = 40;
/** As many as a list can be asked for (spec/commands.md): for what is picked out of all of them. */
export const MANY = 5000;
const OWN_TAGS = 200; // pages in which earlier tags are looked for
export const fromHere = (h: HerePage): EntryRec => ({ id: h.id, for: 'device', mine: true, day: h.body.day, at_ms: h.at_ms, sent: false, type: 'here', body: h.body });
/** The first line, cut at a word. */
export const firstLine = (s: string): string => {
  const l = s.trim().split('\n')[0] ?? '';
  return l.length > 90 ? `${l.slice(0, 88).replace(/\s+\S*$/, '').replace(/[\s,;:.–-]+$/, '')} …` : l;
};

export function EntryRows(p: { of: readonly EntryRec[]; name: string; line?: (r: EntryRec) => string }): VNode {
  return (
    <Rows class="pages">
      {p.of.map((r) => (
        <li key={`${r.type ?? ''}${r.id}`}>
          <button type="button" class="row" onClick={() => go('entry', { id: r.id, type: r.type ?? 'entry', mine: r.mine })}>
            <span class={`mark ${r.for === 'device' ? 'me' : r.for}`} />
            <span>
              <span class="hand">{r.cold || !r.body?.text ? t('entry-cold') : p.line?.(r) || firstLine(r.body.text)}</span>
              <small>
                {sayDate(r.body?.day ?? r.day)}{r.mine ? '' : ` · ${p.name}`}{r.for === 'device' ? ` · ${t('who-device')}` : <span class="vh"> · {t(`audience-${r.for}`)}</span>}
                {r.mine && tagsOf(r.body?.tagged).length ? ` · ${tagsOf(r.body?.tagged).join(', ')}` : ''}
              </small>
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
  const records = useView<EntryRec[]>({ show: 'journal', limit });
  const here = useHere();
  // Pages of this device stand among the others by their hour, as far back as the list goes.
  const oldest = records && records.length >= limit ? records[records.length - 1]?.at_ms ?? 0 : 0;
  const list = records && here ? [...records, ...here.filter((h) => h.at_ms >= oldest).map(fromHere)].sort((a, b) => b.at_ms - a.at_ms) : null;
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
          <Quiet onClick={() => go('find')}>{t('journal-find')}</Quiet>
        </Quiets>
      </Verso>
      <Recto>
        {list && list.length === 0 ? <Note>{t('journal-empty')}</Note> : null}
        {list ? <EntryRows of={list} name={who.you || t('your-partner')} /> : null}
        {records && records.length >= limit ? <Quiets><Quiet onClick={() => setLimit(Math.min(limit + LIMIT, MANY))}>{t('journal-more')}</Quiet></Quiets> : null}
      </Recto>
    </Page>
  );
}

interface Draft { text: string; aud: Audience; prompt: string; ask: string; tags?: string[]; tagLine?: string }
type Params = { id?: string; type?: string; mine?: boolean; prompt?: string; ask?: string; share?: boolean };

export function Entry(p: { params: Params }): VNode {
  const isHere = p.params.type === 'here';
  const all = useView<EntryRec[]>(p.params.id && !isHere ? { show: 'records', type: p.params.type ?? 'entry', id: p.params.id } : null);
  const here = useHere();
  const rec = p.params.id ? (isHere ? here?.map(fromHere) : all)?.find((r) => r.id === p.params.id) : undefined;
  if (p.params.id && !rec && (isHere ? here === undefined : all === undefined)) return <Page back={t('journal-title')} top><Verso><h1 class="vh">{t('journal-title')}</h1></Verso></Page>;
  if (p.params.id && !rec) return <Page back={t('journal-title')} top><Verso><h1>{t('gone-title')}</h1></Verso></Page>;
  if (rec && !rec.mine) return <Theirs rec={rec} />;
  return <Write key={p.params.id ?? p.params.prompt ?? 'new'} rec={rec} here={here ?? []} params={p.params} />;
}

function Theirs(p: { rec: EntryRec }): VNode {
  const who = useWho();
  const body = p.rec.body;
  const asked = useAsked(!!body.prompt?.[0]).get(body.prompt?.[0] ?? '');
  return (
    <Page back={t('back')} top kind="journal">
      <Verso>
        <p class="kicker">{sayDay(body.day)}</p>
        <h1 class="vh">{t('entry-theirs', { name: who.you || t('your-partner') })}</h1>
        <section class="part">
          <span class="mark us" /><h2>{who.you || t('entry-partner')}</h2>
          {asked ? <p class="note">{t('entry-began', { ask: say(asked, who) })}</p> : null}
          <p class="hand keep-lines">{body.text || t('entry-cold')}</p>
        </section>
      </Verso>
      <Recto low>
        <Note>{t('entry-theirs-note')}</Note>
        <Quiets><Quiet onClick={() => go('helppage', { id: 'worried-about-my-partner' })}>{t('entry-worried')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

/** Taken out of where it lay: a page of this device, or a record. */
const takeOut = (rec: EntryRec, type: string): Promise<Done> => (rec.for === 'device' ? dropHere(rec.id) : remove(type, rec.for, rec.id));

function Write(p: { rec: EntryRec | undefined; here: readonly HerePage[]; params: Params }): VNode {
  const { rec, params } = p;
  const { day } = useNow();
  const who = useWho();
  const type = params.type && params.type !== 'here' ? params.type : 'entry';
  const first: Draft = {
    text: rec?.body.text ?? '', aud: rec?.for ?? (params.share ? 'us' : 'me'), prompt: rec?.body.prompt?.[0] ?? params.prompt ?? '', ask: params.ask ?? '', tags: tagsOf(rec?.body.tagged),
  };
  const draft = useDraft<Draft>(`draft:entry:${params.id ?? params.prompt ?? (params.share ? 'us' : 'new')}`, first);
  const d = draft.value;
  const asked = useAsked(!!d.prompt && !d.ask);
  const recent = useView<EntryRec[]>({ show: 'journal', for: 'me', limit: OWN_TAGS });
  const before = earlier([...(recent ?? []), ...p.here].filter((r) => r.body).map((r) => r.body));
  const [ask, setAsk] = useState(false);
  const [busy, setBusy] = useState(false);
  const text = d.text.trim();
  const question = d.ask || asked.get(d.prompt) || '';
  const was = rec?.for ?? null;
  const sharing = d.aud === 'us' && was !== 'us';
  const tags = addTags(d.tags ?? [], d.tagLine ?? '');

  const keep = async () => {
    const aud = d.aud === 'us' || d.aud === 'device' ? d.aud : 'me';
    // What is shared carries no tags: they are words about it that were meant for oneself.
    const body: EntryBody = {
      text, day: rec?.body.day ?? day, ...(d.prompt ? { prompt: [d.prompt] } : {}),
      ...(rec?.body.tags ? { tags: rec.body.tags } : {}), ...(aud !== 'us' && tags.length ? { tagged: tagged(tags) } : {}),
    };
    setBusy(true);
    // Another audience is another book: written there first, taken out here after, so that nothing is lost between.
    const moved = was !== null && was !== aud;
    const old = rec && !moved ? rec : undefined;
    const ok = await kept(aud === 'device' ? keepHere(body, old && { id: old.id, at_ms: old.at_ms, body: old.body }) : write(type, aud, body, old?.id));
    if (ok && moved && rec) await kept(takeOut(rec, type));
    setBusy(false);
    setAsk(false);
    if (!ok) return;
    draft.drop();
    back('journal');
    tellThere(t(aud === 'device' ? 'entry-kept-here' : 'entry-kept'));
  };
  const away = async () => {
    if (!rec) { draft.drop(); back('journal'); return; }
    const { body, for: aud } = rec;
    if (!(await kept(takeOut(rec, type)))) return;
    draft.drop();
    back('journal');
    tellThere(t('entry-removed'), { words: t('day-undo'), run: () => void (aud === 'device' ? keepHere(body, { id: rec.id, at_ms: rec.at_ms, body }) : write(type, aud, body)) });
  };

  return (
    <Page back={t('journal-title')} top kind="journal">
      <Verso>
        <h1 class="kicker">{sayDay(rec?.body.day ?? day)}</h1>
        {question ? <p class="prompt hand">{say(question, who)}</p> : null}
        <PaperField label={t('entry-label')} value={d.text} rows={10} onInput={(s) => draft.set({ ...d, text: s })} />
      </Verso>
      <Recto>
        <AudienceRows value={d.aud} of={who.paired ? ['me', 'us', 'device'] : ['me', 'device']} onPick={(a) => draft.set({ ...d, aud: a })} />
        {who.paired || d.aud === 'device' ? null : <Note>{t('entry-alone')}</Note>}
        {was === 'us' && d.aud !== 'us' ? <Note>{t('entry-take-back')}</Note> : null}
        {was !== null && was !== 'device' && d.aud === 'device' ? <Note>{t('entry-copied-before')}</Note> : null}
        {d.aud === 'us' ? (tags.length ? <Note>{t('tags-not-shared')}</Note> : null) : (
          <Tags value={d.tags ?? []} before={before} line={d.tagLine ?? ''} onChange={(v, s) => draft.set({ ...d, tags: [...v], tagLine: s })} />
        )}
        <Act busy={busy && t('day-keeping')} missing={!text && t('entry-missing')} onClick={() => (sharing ? setAsk(true) : void keep())}>{t(rec ? 'entry-keep-again' : 'entry-keep')}</Act>
        <Quiets>
          {question || rec ? null : <Quiet onClick={() => replace('prompts')}>{t('journal-prompts')}</Quiet>}
          {rec ? <Quiet onClick={() => { draft.drop(); back('journal'); }}>{t('sheet-as-it-was')}</Quiet> : null}
          {rec || text ? <Quiet onClick={() => void away()}>{t(rec ? 'day-remove' : 'entry-throw')}</Quiet> : null}
        </Quiets>
        {rec ? null : <Note>{t('entry-draft')}</Note>}
      </Recto>
      {ask ? (
        <Sheet title={t('share-title')} yes={t('share-yes')} no={t('share-no')} busy={busy && t('day-keeping')} onYes={() => void keep()} onNo={() => setAsk(false)}>
          <p class="soft">{t('share-words', { name: who.you || t('your-partner'), day: sayDate(rec?.body.day ?? day) })}</p>
          <div class="preview" tabIndex={0}>
            {question ? <p class="note">{t('entry-began', { ask: say(question, who) })}</p> : null}
            <p class="hand keep-lines">{text}</p>
          </div>
        </Sheet>
      ) : null}
    </Page>
  );
}

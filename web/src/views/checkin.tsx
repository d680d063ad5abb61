// The week's short look back: a thank-you, one gentle concern, a look back, next week, and an end.
// Your partner's words show only once your own part is kept; until then nothing says whether there are any.
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../strings/text';
import { useView, write } from '../client';
import { back, go, reset } from '../nav';
import { together } from '../ui/words';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Folio, Note, PaperField, Quiet, Quiets, Who as Mark } from '../ui/parts';
import { Flame } from '../ui/art';
import type { CheckinPart, CheckinView, Step } from './day/kinds';
import { kept, say, useDraft, useLocal, useNow, useWho } from './day/kept';
import type { Who } from './day/kept';
import { timeWords } from './day/step';
import { Wording } from './wording';

type Field = 'thanks' | 'concern' | 'back';
type Part = Field | 'read' | 'next' | 'close';
const WHOLE: readonly Part[] = ['thanks', 'concern', 'read', 'back', 'next', 'close'];
const THANKS: readonly Part[] = ['thanks', 'read', 'next', 'close'];

const field = (p: CheckinPart | null | undefined, f: Field): string => p?.body[f] ?? '';

/** What was written by oneself before the two were two stays so: nothing of it goes along or stands beside the other's. */
const sharedOf = (v: CheckinView): CheckinView => {
  const ours = (p: CheckinPart | null): CheckinPart | null => (p?.shared ? p : null);
  return { ...v, mine: ours(v.mine), last: v.last && { ...v.last, mine: ours(v.last.mine) } };
};

export function Checkin(): VNode {
  const now = useNow();
  const own = useWho();
  const who = own.paired ? together(own) : own; // two may sit before one phone, and read what both know
  const all = useView<CheckinView>({ show: 'checkin', ...now });
  const v = all && own.paired ? sharedOf(all) : all;
  const week = v?.week ?? 0;
  const [at, setAt] = useLocal<{ week: number; part: Part } | null>('checkin', null);
  if (!v || !who.known) return <Page back={t('checkin-title')} top kind="checkin"><Verso><h1 class="vh">{t('checkin-title')}</h1></Verso></Page>;
  if (v.form === 'none') return <None />;

  const parts = v.form === 'thanks' ? THANKS : WHOLE;
  const part = v.mine && at?.week === week && parts.includes(at.part) ? at.part : parts[0] as Part;
  const i = parts.indexOf(part);
  const to = (n: number) => { setAt({ week, part: parts[n] ?? 'close' }); scrollTo(0, 0); };
  const shared = { v, who, on: () => to(i + 1), folio: <Folio>{t('checkin-part', { n: i + 1, of: parts.length })}</Folio>, onBack: () => (i > 0 ? to(i - 1) : back()) };
  switch (part) {
    case 'thanks': return <Write key="thanks" f="thanks" {...shared} />;
    case 'concern': return <Write key="concern" f="concern" {...shared} />;
    case 'read': return <Read key="read" {...shared} />;
    case 'back': return <Write key="back" f="back" {...shared} />;
    case 'next': return <Next key="next" {...shared} />;
    default: return <Close key="close" again={() => to(0)} {...shared} />;
  }
}

interface Shared { v: CheckinView; who: Who; on: () => void; folio: VNode; onBack: () => void }

const None = (): VNode => (
  <Page back={t('back')} kind="plainpage">
    <Verso><h1>{t('checkin-none-title')}</h1><p class="deck">{t('checkin-none-words')}</p></Verso>
    <Recto low><Act onClick={() => reset('today')}>{t('place-today')}</Act></Recto>
  </Page>
);

function Leafs(p: Shared & { title: string; deck?: string; children: ComponentChildren; facing?: VNode | null }): VNode {
  return (
    <Page back={t('checkin-title')} onBack={p.onBack} top kind="checkin">
      <Verso>
        <h1>{p.title}</h1>
        {p.deck ? <p class="deck soft">{p.deck}</p> : null}
      </Verso>
      {p.facing ?? null}
      <Recto low>{p.children}{p.folio}</Recto>
    </Page>
  );
}

/** One part to write; leaving it empty is as good. */
function Write(p: Shared & { f: Field }): VNode {
  const { v, f, who } = p;
  const aud = who.paired ? 'us' : 'me';
  const old = field(v.mine, f);
  const draft = useDraft(`draft:checkin:${v.week}:${f}`, old);
  const [busy, setBusy] = useState(false);
  const text = draft.value.trim();
  const keep = async (words: string) => {
    setBusy(true);
    const all = { thanks: field(v.mine, 'thanks'), concern: field(v.mine, 'concern'), back: field(v.mine, 'back'), [f]: words };
    const body: Record<string, string | number> = { week: v.week };
    for (const [k, s] of Object.entries(all)) if (s) body[k] = s;
    if (await kept(write('checkin', aud, body, v.mine?.id))) {
      draft.drop();
      p.on();
    }
    setBusy(false);
  };
  // Empty is what it says: what stood in the field is not kept, and what was kept before goes.
  const skip = () => { if (v.mine && !old && !draft.value) p.on(); else void keep(''); };
  return (
    <Leafs {...p} title={t(`checkin-${f}`)} deck={say(t(`checkin-${f}-ask`), who)}
      facing={f === 'back' && v.last ? <LastWeek v={v} who={who} /> : null}>
      <PaperField label={t(`checkin-${f}`)} value={draft.value} rows={5} max={f === 'back' ? 2000 : 1000} placeholder={t(`checkin-${f}-small`)} onInput={draft.set} />
      {f === 'concern' ? <Wording text={draft.value} /> : null}
      <div class="line-foot"><Mark for={aud}>{t(aud === 'us' ? 'checkin-us' : 'who-me')}</Mark></div>
      <Act busy={busy && t('day-keeping')} missing={!text && t(`checkin-${f}-missing`)} onClick={() => void (text === old && v.mine ? p.on() : keep(text))}>{t('checkin-keep')}</Act>
      <Quiets><Quiet onClick={skip}>{t('checkin-skip')}</Quiet></Quiets>
    </Leafs>
  );
}

function Facing(p: { rows: [mark: 'me' | 'us', title: string, text: string][] }): VNode {
  return (
    <div class="facing">
      {p.rows.map(([m, title, text]) => (
        <section class="part" key={title}><span class={`mark ${m}`} /><h2>{title}</h2><p class="hand">{text}</p></section>
      ))}
    </div>
  );
}
const theirTitle = (who: Who): string => (who.you ? t('name-wrote', { name: who.you }) : t('partner-wrote'));

function LastWeek(p: { v: CheckinView; who: Who }): VNode | null {
  const { mine, theirs } = p.v.last ?? { mine: null, theirs: null };
  const rows: [('me' | 'us'), string, string][] = [];
  if (field(theirs, 'back')) rows.push(['us', t('checkin-last-theirs', { name: p.who.you || t('your-partner') }), field(theirs, 'back')]);
  if (field(mine, 'back')) rows.push([p.who.paired ? 'us' : 'me', t('checkin-last-mine'), field(mine, 'back')]);
  return rows.length ? <Facing rows={rows} /> : null;
}

/** Facing pages: both parts, equal in size and weight. */
function Read(p: Shared): VNode {
  const { v, who } = p;
  const m = who.paired ? 'us' : 'me';
  const fields: Field[] = v.form === 'thanks' ? ['thanks'] : ['thanks', 'concern'];
  const [at, setAt] = useState(0);
  const f = fields[at] ?? 'thanks';
  const [mine, theirs] = [field(v.mine, f), v.mine ? field(v.theirs, f) : ''];
  const rows: ['me' | 'us', string, string][] = [];
  if (who.paired) rows.push(['us', theirTitle(who), theirs || t('checkin-blank-theirs')]);
  rows.push([m, t('you-wrote'), mine || t('checkin-blank')]);
  const more = at + 1 < fields.length;
  return (
    <Leafs {...p} onBack={() => (at > 0 ? setAt(at - 1) : p.onBack())} title={t(`checkin-${f}-read`)} deck={t(who.paired ? `checkin-${f}-aloud` : `checkin-${f}-aloud-alone`)} facing={<Facing rows={rows} />}>
      <Mark for={m}>{t(who.paired ? 'checkin-both-read' : 'who-me')}</Mark>
      {f === 'concern' ? <Note>{t('checkin-concern-help')}</Note> : null}
      <Act onClick={() => (more ? setAt(at + 1) : p.on())}>{t(more ? 'checkin-on-concern' : v.form === 'thanks' ? 'checkin-on-next' : 'checkin-on-back')}</Act>
    </Leafs>
  );
}

/** Four proposals; what is picked is this person's own plan and nobody else's business (settled 18). */
function Next(p: Shared): VNode {
  const { v, who } = p;
  const week = v.week + 7;
  const old = useView<{ body: { week: number; steps: string[] }; id: string }[]>({ show: 'records', type: 'plan', limit: 8 });
  const mine = old?.find((r) => r.body.week === week);
  const [picks, setPicks] = useState<string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const now = picks ?? mine?.body.steps ?? [];
  const key = (s: Step) => s.key;
  const keep = async () => {
    setBusy(true);
    if (now.length === 0 && !mine) p.on();
    else if (await kept(write('plan', 'me', { week, steps: now }, mine?.id))) p.on();
    setBusy(false);
  };
  return (
    <Leafs {...p} title={t('checkin-next')} deck={t('checkin-next-ask')}>
      <fieldset class="answers proposals">
        <legend class="vh">{t('checkin-next')}</legend>
        {v.proposals.map((s) => (
          <label key={key(s)}>
            <input type="checkbox" checked={now.includes(key(s))} onChange={() => setPicks(now.includes(key(s)) ? now.filter((x) => x !== key(s)) : [...now, key(s)])} />
            <span class="o"><Flame /></span><span class="t">{say(s.title, who)}<small>{timeWords(s)}</small></span>
          </label>
        ))}
      </fieldset>
      {v.proposals.length === 0 ? <Note>{t('checkin-next-none')}</Note> : null}
      <Mark for="me">{t('checkin-next-who')}</Mark>
      <Act busy={busy && t('day-keeping')} onClick={() => void keep()}>{t(now.length ? 'checkin-next-keep' : 'checkin-next-empty')}</Act>
    </Leafs>
  );
}

function Close(p: Shared & { again: () => void }): VNode {
  return (
    <Leafs {...p} title={t('checkin-close')} deck={t(p.who.paired ? 'checkin-close-words' : 'checkin-close-alone')}>
      <Act onClick={() => reset('today')}>{t('checkin-close-act')}</Act>
      <Quiets><Quiet onClick={p.again}>{t('checkin-again')}</Quiet><Quiet onClick={() => go('helppage', { id: 'after-a-bad-evening' })}>{t('checkin-bad')}</Quiet></Quiets>
    </Leafs>
  );
}

// All of it as a booklet in large print: help first, then one exercise after another, or those of one road alone.  It is put
// together a little at a time, so that the page can be used meanwhile; what is done is never drawn again.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { has, t } from '../../strings/text';
import { useView, view } from '../../client';
import type { Item } from '../../wire';
import { Act, Answers, Note, Picks, Quiet, Quiets } from '../../ui/parts';
import { LINE_KINDS } from '../../words';
import type { Exercise, ExerciseRow, Listed } from '../day/kinds';
import { useNow } from '../day/kept';
import { country, useHelpLines } from '../help';
import type { Country } from '../help';
import { exerciseLetters, ExercisePiece, TextPiece } from './exercise';
import { NamesToo, OnPaper } from './onpaper';
import { letters } from './text';
import { useSpeech } from './words';
import { say } from '../../ui/who';
import type { Who } from '../../ui/who';

const ROOMS = ['SAF', 'EMO', 'AFF', 'SEN', 'SEX', 'MNT'] as const;
type Room = (typeof ROOMS)[number];
/** Rooms that come along only when they are asked for; the second of them not even then, before sexual content was. */
const ASKED: readonly Room[] = ['SEN', 'SEX'];
const TRACK_PARTS = ['Who this is for', 'What to expect', 'Ways out', 'When to see someone'];
interface Track extends Listed { weeks: { title: string; line: string; steps: string[] }[]; body: Item['body'] }
interface Entry { no: number; title: string; room: string }
interface Made { pieces: VNode[]; done: number; of: number; pages: number; toc: Entry[] }
/** Letters on a page of eighteen points, with its headings and tables; measured on the whole programme. */
const A_PAGE = 890;
/** Pieces put together before the page may draw and listen again. */
const AT_ONCE = 2;
const breath = (): Promise<void> => new Promise((done) => setTimeout(done));

const Contents = (p: { toc: readonly Entry[] }): VNode => {
  const rooms = [...new Set(p.toc.map((e) => e.room))];
  return (
    <article class="piece contents" aria-label={t('booklet-contents')}>
      <header><h2>{t('booklet-contents')}</h2></header>
      {rooms.map((r) => (
        <section key={r}>
          <h3>{r}</h3>
          <ul>{p.toc.filter((e) => e.room === r).map((e) => <li key={e.no}><span class="n">{e.no}</span><span>{e.title}</span></li>)}</ul>
        </section>
      ))}
    </article>
  );
};

const HelpLines = (p: { of: Country }): VNode => (
  <article class="piece" aria-label={t('help-lines')}>
    <header><h2>{t('help-lines')}</h2><p class="under">{p.of.name}</p></header>
    <table class="phone-lines"><caption class="vh">{t('help-lines')}</caption><tbody>
      <tr><th scope="row">{t('line-danger')}</th><td>{p.of.emergency}</td></tr>
      {LINE_KINDS.filter((k) => k !== 'danger').flatMap((k) => p.of.lines.filter((l) => l.for === k)).map((l) => (
        <tr key={l.for + (l.number ?? l.web ?? '')}><th scope="row">{t(`line-${l.for}`)}{l.name || l.note ? <small>{[l.name, l.note].filter(Boolean).join('. ')}</small> : null}</th><td>{l.number ?? l.web}</td></tr>
      ))}
    </tbody></table>
    {p.of.lines.some((l) => !l.checked || l.checked === 'no') ? <p class="aside">{t('help-unchecked')}</p> : null}
  </article>
);

const TrackPiece = (p: { of: Track; voice: Who; named: ReadonlyMap<string, string> }): VNode => (
  <>
    <TextPiece item={p.of} voice={p.voice} parts={TRACK_PARTS} />
    <article class="piece" aria-label={t('booklet-weeks')}>
      <header><h2>{t('booklet-weeks')}</h2></header>
      {p.of.weeks.map((w, i) => (
        <section key={w.title}>
          <h3>{t('booklet-week', { n: i + 1, title: say(w.title, p.voice) })}</h3>
          <p>{say(w.line, p.voice)}</p>
          <ul class="items">{w.steps.map((id) => p.named.get(id)).filter(Boolean).map((x) => <li key={x}>{x}</li>)}</ul>
        </section>
      ))}
    </article>
  </>
);

/** One thing that becomes a piece of the booklet. */
type Part = { make: () => Promise<{ piece: VNode; letters: number } | null> };

interface Wanted { rooms: readonly Room[]; track: Track | null; help: boolean }

/** The parts in their order, and the contents that name the exercises. */
function plan(w: Wanted, rows: readonly ExerciseRow[], help: readonly Listed[], lines: Country | null, voice: Who): { parts: Part[]; toc: Entry[] } {
  const parts: Part[] = [];
  const toc: Entry[] = [];
  let no = 0;
  const read = <T,>(folder: string, id: string) => view<T>({ show: 'item', folder, id }).catch(() => null);
  const text = (folder: string, row: Listed, room: string) => {
    const n = ++no;
    toc.push({ no: n, title: say(row.title, voice), room });
    parts.push({ make: async () => { const i = await read<Item>(folder, row.id); return i && { piece: <TextPiece key={`${folder}${row.id}`} item={i} voice={voice} no={n} />, letters: Object.values(i.body).reduce((k, b) => k + letters(b), 0) }; } });
  };
  if (w.help) {
    if (lines) parts.push({ make: async () => ({ piece: <HelpLines key="lines" of={lines} />, letters: 900 }) });
    for (const h of help) text('help', h, t('booklet-help'));
  }
  const inTrack = w.track ? new Set(w.track.weeks.flatMap((x) => x.steps)) : null;
  const allowed = rows.filter((e) => w.rooms.includes(e.stage as Room) && (!inTrack || inTrack.has(e.id)));
  if (w.track) {
    const tr = w.track;
    const named = new Map(allowed.map((e) => [e.id, say(e.title, voice)]));
    parts.push({ make: async () => ({ piece: <TrackPiece key="track" of={tr} voice={voice} named={named} />, letters: 3000 }) });
  }
  for (const r of ROOMS) for (const e of allowed.filter((x) => x.stage === r)) {
    const n = ++no;
    toc.push({ no: n, title: say(e.title, voice), room: has(`room-${r}`) ? t(`room-${r}`) : r });
    parts.push({ make: async () => { const x = await read<Exercise>('exercises', e.id); return x && { piece: <ExercisePiece key={e.id} e={x} voice={voice} no={n} />, letters: exerciseLetters(x) }; } });
  }
  return { parts, toc };
}

export function PrintAll(): VNode {
  const now = useNow();
  const rows = useView<ExerciseRow[]>({ show: 'exercises', ...now });
  const help = useView<Listed[]>({ show: 'list', folder: 'help' });
  const tracks = useView<Track[]>({ show: 'list', folder: 'tracks' });
  const lines = useHelpLines();
  const [named, setNamed] = useState(false);
  const s = useSpeech(named);
  const [rooms, setRooms] = useState<Room[]>(ROOMS.filter((r) => !ASKED.includes(r)));
  const [parts, setParts] = useState<('help')[]>(['help']);
  const [road, setRoad] = useState('all');
  // As on Help: chosen, never guessed.
  const [land, setLand] = useState(country.get());
  const [made, setMade] = useState<Made | null>(null);
  const [ahead, setAhead] = useState<{ done: number; of: number } | null>(null);
  const run = useRef(0);
  useEffect(() => () => { run.current++; }, []);
  const offered = ROOMS.filter((r) => r !== 'SEX' || s.sexual);
  // Another choice is another booklet: what was put together goes.
  const change = (f: () => void) => { run.current++; setMade(null); setAhead(null); f(); };

  const build = async () => {
    const mine = ++run.current;
    const row = tracks?.find((x) => x.id === road) ?? null;
    const track = row ? await view<Track>({ show: 'item', folder: 'tracks', id: row.id }).catch(() => null) : null;
    const wanted: Wanted = { rooms: rooms.filter((r) => offered.includes(r)), track, help: parts.includes('help') };
    const p = plan(wanted, rows ?? [], (help ?? []).filter((x) => x.title && x.id !== 'lines' && x.id !== 'clearing-the-call-list'), lines?.find((c) => c.code === land) ?? null, s.voice);
    const pieces: VNode[] = [];
    let pages = 1 + Math.ceil(p.toc.length / 20);
    setAhead({ done: 0, of: p.parts.length });
    for (let i = 0; i < p.parts.length; i++) {
      const one = await p.parts[i]?.make();
      if (run.current !== mine) return;
      if (one) { pieces.push(one.piece); pages += Math.ceil(one.letters / A_PAGE); }
      if (i % AT_ONCE !== AT_ONCE - 1 && i < p.parts.length - 1) continue;
      const at = { pieces: [...pieces], done: i + 1, of: p.parts.length, pages, toc: p.toc };
      setMade(at);
      setAhead({ done: at.done, of: at.of });
      await breath();
      if (run.current !== mine) return;
    }
    setAhead(null);
  };

  const going = ahead !== null;
  const whole = made && !going;
  const pages = made?.pages ?? 0;
  const ready = !!rows && !!help && lines !== undefined && s.ready;
  return (
    <OnPaper title={t('booklet-title')} deck={t('booklet-deck')} paper="flow" kind="book large booklet"
      act={whole ? undefined : <Act missing={going ? t('booklet-progress', ahead) : ready && (rooms.length || parts.length) ? false : t('onpaper-wait')} onClick={() => void build()}>{t('booklet-make')}</Act>}
      out={made ? (
        <>
          <article class="piece title-of" aria-label={t('dull-title')}><h2>{t('dull-title')}</h2></article>
          <Contents toc={made.toc} />
          {made.pieces}
        </>
      ) : null}>
      <Picks legend={t('booklet-rooms')} shown value={rooms} of={offered.map((r) => [r, t(`room-${r}`)] as const)} onPick={(v) => change(() => setRooms(v))} />
      <Picks legend={t('booklet-besides')} value={parts} of={[['help', t('booklet-with-help')]] as const} onPick={(v) => change(() => setParts(v))} />
      {parts.length && lines?.length ? (
        <details class="fold"><summary>{t('booklet-numbers', { country: lines.find((c) => c.code === land)?.name ?? t('booklet-numbers-none') })}</summary>
          <Answers legend={t('help-country')} value={land} of={[['', t('booklet-numbers-none')] as const, ...lines.map((c) => [c.code, c.name] as const)]} onPick={(v) => change(() => setLand(v))} />
        </details>
      ) : null}
      {tracks?.length ? (
        <details class="fold"><summary>{t('booklet-one-road')}</summary>
          <Answers legend={t('booklet-one-road')} value={road} of={[['all', t('booklet-all')] as const, ...tracks.map((x) => [x.id, x.title] as const)]} onPick={(v) => change(() => setRoad(v))} />
        </details>
      ) : null}
      <NamesToo own={s.own} value={named} onPick={(v) => change(() => setNamed(v))} />
      <p class="note" role="status">{going ? t('booklet-progress', ahead) : whole ? t('booklet-pages', { n: pages, sheets: Math.ceil(pages / 2) }) : ''}</p>
      {going ? <Quiets><Quiet onClick={() => change(() => undefined)}>{t('booklet-stop')}</Quiet></Quiets> : null}
      {whole && pages > 60 ? <Note>{t('booklet-long')}</Note> : null}
    </OnPaper>
  );
}

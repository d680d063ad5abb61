// An exercise on paper, whole: what it is, its sizes as tables of how long, who and what, and what to do if it gets hard.
// Exercises that touch have no Begin yet and are printed all the same.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../strings/text';
import { useView } from '../../client';
import { Picks } from '../../ui/parts';
import type { Exercise, Listed, Phase, Size } from '../day/kinds';
import { sureWords } from '../day/step';
import type { Item } from '../../wire';
import { LargeToo, NamesToo, NotHere, OnPaper } from './onpaper';
import { letters, Text } from './text';
import { lengthWords, useSpeech } from './words';
import { say } from '../../ui/who';
import type { Who } from '../../ui/who';

/** A phase as the pack has it: also of the kinds that only some sizes use. */
type AnyPhase = Omit<Phase, 'kind'> & { kind: string; text?: string; options?: string[]; in?: number; out?: number };
/** Parts of an exercise in their order (spec/pack.md); a map has none. */
const BEFORE = ['What it is', 'Prepare'];
const BEHIND = ['If it gets hard', 'Afterwards', 'If it went badly', 'Variations'];
const SURE = 'How sure we are';

const single = (e: Exercise, s: Size): boolean => e.who === 'one' || (e.who === 'either' && !s.joint);

function phaseLength(p: AnyPhase): string {
  if (p.kind === 'ready') return t('onpaper-when-ready');
  if (p.kind === 'close') return t('onpaper-at-the-end');
  return p.seconds ? lengthWords(p.seconds) : t('onpaper-no-clock');
}

function What(p: { of: AnyPhase; voice: Who }): VNode {
  const x = p.of;
  return (
    <>
      <p>{say(x.voice || x.say, p.voice)}</p>
      {x.text ? <blockquote><p>{say(x.text, p.voice)}</p></blockquote> : null}
      {x.options ? <ul class="items">{x.options.map((o) => <li key={o}>{say(o, p.voice)}</li>)}</ul> : null}
      {x.in && x.out ? <p class="aside">{t('onpaper-breath', { in: x.in, out: x.out })}</p> : null}
      {x.other ? <p class="aside"><em>{t(x.who === 'b' ? 'onpaper-one-does' : 'onpaper-other-does')}</em> {say(x.other, p.voice)}</p> : null}
    </>
  );
}

function SizeTable(p: { e: Exercise; s: Size; voice: Who }): VNode {
  const alone = single(p.e, p.s);
  const who = (x: AnyPhase) => (x.who ? t(x.who === 'a' ? 'onpaper-one' : 'onpaper-other') : t(alone ? 'onpaper-you' : 'onpaper-both'));
  return (
    <table class={`phases ${alone ? 'alone' : ''}`}>
      <caption>{t('onpaper-size', { n: p.s.minutes })}</caption>
      <thead><tr><th scope="col">{t('onpaper-how-long')}</th>{alone ? null : <th scope="col">{t('onpaper-who')}</th>}<th scope="col">{t('onpaper-what')}</th></tr></thead>
      <tbody>
        {(p.s.phases as AnyPhase[]).map((x, i) => (
          <tr key={i}><th scope="row">{phaseLength(x)}</th>{alone ? null : <td class="by">{who(x)}</td>}<td><What of={x} voice={p.voice} /></td></tr>
        ))}
      </tbody>
    </table>
  );
}

/** One exercise as a piece of a book. `no`: its number there; sizes: which of them, all where it is left out. */
export function ExercisePiece(p: { e: Exercise; voice: Who; no?: number; sizes?: readonly number[] }): VNode {
  const { e, voice } = p;
  const part = (name: string) => (e.body[name]?.length ? <section key={name}><h3>{name}</h3><Text of={e.body[name] ?? []} voice={voice} /></section> : null);
  const sizes = e.sizes.filter((_s, i) => !p.sizes || p.sizes.includes(i));
  return (
    <article class="piece" aria-label={say(e.title, voice)}>
      <header>
        {p.no ? <p class="no">{p.no}</p> : null}
        <h2>{say(e.title, voice)}</h2>
        <p class="under">{say(e.line, voice)}</p>
      </header>
      {e.touch !== 'none' ? <p class="framed">{t('onpaper-touch')}</p> : null}
      {BEFORE.map(part)}
      {sizes.length ? (
        <section class="steps">
          <h3>{t('onpaper-steps')}</h3>
          {sizes.map((s) => <SizeTable key={s.minutes} e={e} s={s} voice={voice} />)}
        </section>
      ) : null}
      {BEHIND.map(part)}
      <section>
        <h3>{SURE}</h3>
        <p class="aside">{t('onpaper-sure', { sure: sureWords(e.sure), grade: e.grade })}</p>
        <Text of={e.body[SURE] ?? []} voice={voice} />
      </section>
    </article>
  );
}

/** How many letters an exercise has on paper. */
export const exerciseLetters = (e: Exercise): number =>
  Object.values(e.body).reduce((n, b) => n + letters(b), 0) + e.sizes.reduce((n, s) => n + s.phases.reduce((k, x) => k + (x.voice || x.say).length + (x.other?.length ?? 0) + 60, 0), 0);

export function PrintExercise(p: { params: { id: string } }): VNode {
  const e = useView<Exercise>({ show: 'item', folder: 'exercises', id: p.params.id });
  const [named, setNamed] = useState(false);
  const [large, setLarge] = useState(false);
  const [sizes, setSizes] = useState<string[] | null>(null);
  const s = useSpeech(named);
  if (e === null) return <NotHere />;
  if (e && s.ready && e.stage === 'SEX' && !s.sexual) return <NotHere words={t('onpaper-away')} />;
  const all = (e?.sizes ?? []).map((_x, i) => String(i));
  const now = sizes ?? all;
  return (
    <OnPaper title={e ? say(e.title, s.voice) : '\u00a0'} deck={t('printexercise-deck')} paper="flow" kind={large ? 'book large' : 'book'}
      out={e && s.ready ? <ExercisePiece e={e} voice={s.voice} sizes={now.map(Number)} /> : null} missing={e && s.ready ? false : t('onpaper-wait')}>
      {e && e.sizes.length > 1 ? (
        <Picks legend={t('onpaper-sizes-legend')} shown value={now} of={e.sizes.map((x, i) => [String(i), t('onpaper-size', { n: x.minutes })] as const)} onPick={setSizes} />
      ) : null}
      <LargeToo value={large} onPick={setLarge} />
      <NamesToo own={s.own} value={named} onPick={setNamed} />
    </OnPaper>
  );
}

/** A page of text, with its title, as a piece of a book. */
export const TextPiece = (p: { item: Item; voice: Who; no?: number; parts?: readonly string[] }): VNode => (
  <article class="piece" aria-label={say(p.item.title, p.voice)}>
    <header>
      {p.no ? <p class="no">{p.no}</p> : null}
      <h2>{say(p.item.title, p.voice)}</h2>
      {p.item.line ? <p class="under">{say(p.item.line, p.voice)}</p> : null}
    </header>
    {(p.parts ?? Object.keys(p.item.body)).filter((k) => p.item.body[k]?.length).map((k) => (
      <section key={k}>{k !== 'text' ? <h3>{k}</h3> : null}<Text of={p.item.body[k] ?? []} voice={p.voice} /></section>
    ))}
  </article>
);

/** A page to read, on paper. */
export function PrintPage(p: { params: { id: string } }): VNode {
  const item = useView<Item>({ show: 'item', folder: 'learn', id: p.params.id });
  const [large, setLarge] = useState(false);
  const s = useSpeech(false);
  if (item === null) return <NotHere />;
  return (
    <OnPaper title={item?.title ?? '\u00a0'} deck={t('printpage-deck')} paper="flow" kind={large ? 'book large' : 'book'}
      out={item ? <TextPiece item={item} voice={s.voice} /> : null} missing={item ? false : t('onpaper-wait')}>
      <LargeToo value={large} onPick={setLarge} />
    </OnPaper>
  );
}

/* ---- cards ---- */
interface Deck extends Listed { stage?: string; items: { id: string; text: string }[] }
/** Eight on a sheet, all on one side. */
const EIGHT = 8;

/** A deck as sheets to cut out. */
export function PrintCards(p: { params: { deck: string } }): VNode {
  const deck = useView<Deck>({ show: 'item', folder: 'cards', id: p.params.deck });
  const [named, setNamed] = useState(false);
  const s = useSpeech(named);
  if (deck === null) return <NotHere />;
  if (deck && s.ready && deck.stage === 'SEX' && !s.sexual) return <NotHere words={t('onpaper-away')} />;
  const cards = s.ready ? deck?.items ?? [] : [];
  const sheets = Array.from({ length: Math.ceil(cards.length / EIGHT) }, (_x, i) => cards.slice(i * EIGHT, i * EIGHT + EIGHT));
  return (
    <OnPaper title={deck?.title ?? '\u00a0'} deck={t('printcards-deck', { n: cards.length, sheets: sheets.length })} paper="sheet" kind="cards"
      out={sheets.length ? sheets.map((list, i) => (
        <ul class="cut" key={i}>
          {list.map((c) => <li key={c.id}><p>{say(c.text, s.voice)}</p></li>)}
        </ul>
      )) : null} missing={sheets.length ? false : t('onpaper-wait')}>
      <NamesToo own={s.own} value={named} onPick={setNamed} />
    </OnPaper>
  );
}

// The folded book: lines of one month on one sheet that folds into eight pages.  With a partner: what both can read, chosen
// one by one, none of it before it is chosen; alone: lines of one's own.  The day stands with a line, never an hour.
//
//   The sheet, printed on one side only:          5  4  3  2     the upper row stands on its head
//                                                 6  7  8  1     cut along the middle of the two inner columns
//
// Folded lengthwise and pushed together from both ends, 1 is the cover and 8 the back.
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../strings/text';
import { useView } from '../../client';
import type { Rec } from '../../client';
import { Answers, Note, Picks } from '../../ui/parts';
import { useWho } from '../day/kept';
import { MANY } from '../journal';
import { NamesToo, OnPaper } from './onpaper';
import { sayDayMonth, sayMonth } from './words';

interface Body { text: string; day: number }
interface Line { id: string; text: string; day: number; mine: boolean }
/** A piece of a line as it stands on a page; only the last piece carries the day. */
interface Bit { line: Line; text: string; last: boolean }
type Leaf = Bit[];
const INNER = 6;

const monthOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 7);

/** Everything that may be chosen from, oldest first. A partner's thanks that still lies folded on Today is not among it. */
function useLines(paired: boolean, known: boolean): Line[] | null {
  const aud = paired ? 'us' : 'me';
  const pages = useView<Rec<Body>[]>(known ? { show: 'journal', for: aud, limit: MANY } : null);
  const thanks = useView<Rec<Body>[]>(known ? { show: 'records', type: 'thanks', for: aud, limit: MANY } : null);
  const seen = useView<Rec<{ what: string }>[]>(known ? { show: 'records', type: 'seen', limit: MANY } : null);
  return useMemo(() => {
    if (!pages || !thanks || !seen) return null;
    const opened = new Set(seen.map((s) => s.body?.what));
    const all = [...pages, ...thanks.filter((r) => r.mine || opened.has(r.id))];
    return all.filter((r) => r.body?.text?.trim()).map((r) => ({ id: r.id, text: r.body.text.trim(), day: r.body.day, mine: r.mine })).sort((a, b) => a.day - b.day);
  }, [pages, thanks, seen]);
}

function LeafText(p: { of: Leaf; by: (l: Line) => string }): VNode {
  return (
    <>
      {p.of.map((b, i) => (
        <div class="bit" key={b.line.id + String(i)}>
          <p class="say-on">{b.text}</p>
          {b.last ? <p class="day">{[sayDayMonth(b.line.day), p.by(b.line)].filter(Boolean).join(', ')}</p> : null}
        </div>
      ))}
    </>
  );
}

type Laid = { leaves: Leaf[]; whole: number };
type Fits = (leaf: Leaf) => boolean;

/** Longer than a page: cut between words, as often as it needs; null when the pages do not hold it. */
function spread(line: Line, pages: number, fits: Fits): Leaf[] | null {
  const out: Leaf[] = [];
  let words = line.text.split(/(?<=\s)/);
  const bit = (n: number, last: boolean): Bit => ({ line, text: words.slice(0, n).join('').trim(), last });
  while (out.length < pages) {
    if (fits([bit(words.length, true)])) return [...out, [bit(words.length, true)]];
    let [lo, hi] = [1, words.length];
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (fits([bit(mid, false)])) lo = mid;
      else hi = mid - 1;
    }
    out.push([bit(lo, false)]);
    words = words.slice(lo);
    if (words.length === 0) return out;
  }
  return null;
}

/** At most `most` lines on a page. `even`: a line shares a page only where there are fewer pages left than lines. */
function lay(lines: readonly Line[], most: number, even: boolean, fits: Fits): Laid {
  const leaves: Leaf[] = [];
  let whole = 0;
  for (const [i, line] of lines.entries()) {
    const all: Bit = { line, text: line.text, last: true };
    const at = leaves[leaves.length - 1];
    const tight = !even || lines.length - i > INNER - leaves.length;
    if (at && tight && at.length < most && fits([...at, all])) at.push(all);
    else {
      const more = spread(line, INNER - leaves.length, fits);
      if (!more) break;
      leaves.push(...more);
    }
    whole++;
  }
  return { leaves, whole };
}

/** fitLines: lays lines onto the six inner pages by what a page really holds; one a page as long as there are pages, then
 *  as evenly as they can stand. `whole`: how many found room. */
function fitLines(lines: readonly Line[], fits: Fits): Laid {
  for (let most = Math.max(1, Math.ceil(lines.length / INNER)); most <= lines.length; most++) {
    const laid = lay(lines, most, true, fits);
    if (laid.whole === lines.length) return laid;
  }
  return lay(lines, lines.length, false, fits);
}

export function PrintBook(): VNode {
  const who = useWho();
  const lines = useLines(who.paired, who.known);
  const months = useMemo(() => [...new Set((lines ?? []).map((l) => monthOf(l.day)))].reverse().slice(0, 24), [lines]);
  const [month, setMonth] = useState<string | null>(null);
  const [picked, setPicked] = useState<string[]>([]);
  const [named, setNamed] = useState(false);
  const [laid, setLaid] = useState<Laid>({ leaves: [], whole: 0 });
  const ruler = useRef<HTMLDivElement>(null);
  const now = month ?? months[0] ?? null;
  const here = (lines ?? []).filter((l) => monthOf(l.day) === now);
  const chosen = here.filter((l) => picked.includes(l.id));
  const by = (l: Line): string => (named ? (l.mine ? who.me : who.you) : '');

  // What a page holds is measured on one of its true size, out of sight, with the fonts it will have.
  useEffect(() => {
    let live = true;
    void document.fonts.ready.then(() => {
      const box = ruler.current;
      if (!live || !box) return;
      const put = (cls: string, text: string): HTMLElement => { const p = document.createElement('p'); p.className = cls; p.textContent = text; return p; };
      setLaid(fitLines(chosen, (leaf) => {
        box.replaceChildren(...leaf.map((b) => {
          const d = document.createElement('div');
          d.className = 'bit';
          d.append(put('say-on', b.text), ...(b.last ? [put('day', [sayDayMonth(b.line.day), by(b.line)].filter(Boolean).join(', '))] : []));
          return d;
        }));
        return box.scrollHeight <= box.clientHeight;
      }));
      box.replaceChildren();
    });
    return () => { live = false; };
  }, [picked.join(), now, named, lines]);

  const title = now ? sayMonth(now) : '';
  const pageOf = (n: number): VNode => {
    const leaf = laid.leaves[n - 2];
    return (
      <section class={`panel p${n}`} key={n} aria-label={t('book-page', { n })}>
        <div class="type">
          {n === 1 ? <h3>{title}</h3> : n === 8 ? <p class="fold-how">{t('book-fold')}</p> : leaf ? <LeafText of={leaf} by={by} /> : null}
        </div>
        {leaf ? <p class="folio-of">{n}</p> : null}
      </section>
    );
  };
  const left = chosen.length - laid.whole;
  return (
    <OnPaper title={t('book-title')} deck={t(who.paired ? 'book-deck' : 'book-deck-alone')} paper="wide" kind="folding" shows={t('book-shows')}
      missing={chosen.length ? false : t('book-missing')}
      out={chosen.length ? (
        <>
          {[1, 2, 3, 4, 5, 6, 7, 8].map(pageOf)}
          {['f1', 'f2', 'f3', 'across', 'cutting'].map((m) => <i class={`mark-of ${m}`} key={m} aria-hidden="true" />)}
        </>
      ) : null}
      after={
        <>
          <h2>{t('book-how')}</h2>
          <ol class="nums">{[1, 2, 3, 4, 5].map((n) => <li key={n}>{t(`book-how-${n}`)}</li>)}</ol>
          <Note>{t('book-year')}</Note>
          <div class="out folding ruler" aria-hidden="true"><div class="type" ref={ruler} /></div>
        </>
      }>
      {lines && months.length === 0 ? <Note>{t(who.paired ? 'book-empty' : 'book-empty-alone')}</Note> : null}
      {months.length > 1 ? <Answers legend={t('book-month')} shown value={now} of={months.map((m) => [m, sayMonth(m)] as const)} onPick={(m) => { setMonth(m); setPicked([]); }} /> : null}
      {here.length ? (
        <Picks legend={t('book-lines')} shown value={picked} onPick={setPicked}
          of={here.map((l) => [l.id, t('book-line', { text: l.text.length > 160 ? `${l.text.slice(0, 158)} …` : l.text, day: sayDayMonth(l.day) })] as const)} />
      ) : null}
      {left > 0 ? <Note class="waits">{t('book-full', { n: left })}</Note> : null}
      {chosen.length ? <NamesToo own={!!(who.me || who.you)} value={named} onPick={setNamed} /> : null}
    </OnPaper>
  );
}

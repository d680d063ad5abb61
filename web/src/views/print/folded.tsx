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
import { NamesToo, OnPaper } from './onpaper';
import { sayDayMonth, sayMonth } from './words';

interface Body { text: string; day: number }
export interface Line { id: string; text: string; day: number; mine: boolean }
/** A piece of a line as it stands on a page; only the last piece carries the day. */
interface Bit { line: Line; text: string; last: boolean }
type Leaf = Bit[];
const INNER = 6;
/** Pages in the order in which the sheet holds them, row by row from its upper left. */
export const IMPOSED = [5, 4, 3, 2, 6, 7, 8, 1] as const;

const monthOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 7);

/** Everything that may be chosen from, oldest first. A partner's thanks that still lies folded on Today is not among it. */
function useLines(paired: boolean, known: boolean): Line[] | null {
  const aud = paired ? 'us' : 'me';
  const pages = useView<Rec<Body>[]>(known ? { show: 'journal', for: aud, limit: 500 } : null);
  const thanks = useView<Rec<Body>[]>(known ? { show: 'records', type: 'thanks', for: aud, limit: 500 } : null);
  const seen = useView<Rec<{ what: string }>[]>(known ? { show: 'records', type: 'seen', limit: 500 } : null);
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

/** fitLines: lays lines onto pages by what a page really holds; says how many were laid whole. One line a page as long as
 *  there are pages for it; more of them share. */
function fitLines(lines: readonly Line[], fits: (leaf: Leaf) => boolean): { leaves: Leaf[]; whole: number } {
  const lay = (share: boolean): { leaves: Leaf[]; whole: number } => {
    const leaves: Leaf[] = [];
    let whole = 0;
    for (const line of lines) {
      const all: Bit = { line, text: line.text, last: true };
      const at = leaves[leaves.length - 1];
      if (share && at && fits([...at, all])) {
        at.push(all);
        whole++;
        continue;
      }
      let rest = line.text;
      const before = leaves.length;
      while (rest && leaves.length < INNER) {
        const words = rest.split(/(?<=\s)/);
        if (fits([{ line, text: rest, last: true }])) { leaves.push([{ line, text: rest, last: true }]); rest = ''; break; }
        let [lo, hi] = [1, words.length];
        while (lo < hi) {
          const mid = (lo + hi + 1) >> 1;
          if (fits([{ line, text: words.slice(0, mid).join('').trim(), last: false }])) lo = mid;
          else hi = mid - 1;
        }
        leaves.push([{ line, text: words.slice(0, lo).join('').trim(), last: false }]);
        rest = words.slice(lo).join('').trim();
      }
      if (rest) { leaves.length = before; return { leaves, whole }; }
      whole++;
    }
    return { leaves, whole };
  };
  const apart = lay(false);
  return apart.whole === lines.length ? apart : lay(true);
}

export function PrintBook(): VNode {
  const who = useWho();
  const lines = useLines(who.paired, who.known);
  const months = useMemo(() => [...new Set((lines ?? []).map((l) => monthOf(l.day)))].reverse().slice(0, 24), [lines]);
  const [month, setMonth] = useState<string | null>(null);
  const [picked, setPicked] = useState<string[]>([]);
  const [named, setNamed] = useState(false);
  const [laid, setLaid] = useState<{ leaves: Leaf[]; whole: number }>({ leaves: [], whole: 0 });
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

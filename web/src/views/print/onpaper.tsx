// What every page for the printer shares: first a screen that shows what will stand on the paper, then the browser's own
// printing.  Only what lies inside .out reaches the paper; the tab, and with it the job, is called "Notes".
import type { ComponentChildren, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../strings/text';
import { Page } from '../../ui/page';
import { Act, Note, Picks } from '../../ui/parts';

const link = document.createElement('link');
/** The style of paper is a sheet of its own: the first page of a visit does not wait for it. */
export function loadPaper(): void {
  if (link.isConnected) return;
  link.rel = 'stylesheet';
  link.href = __PAPER__;
  document.head.append(link);
}

/** What kinds of paper there are. No size is named, so that A4 and Letter both fit; what is measured keeps to the smaller
 *  of each side, 210 by 279 mm. */
const PAPER = {
  /** Text that runs over many pages, with a number at the foot where the browser knows how. */
  flow: '@page { margin: 17mm 17mm 20mm; @bottom-center { content: counter(page); font: 11pt "Source Sans 3 Variable", sans-serif; color: #000; } }',
  /** A page that brings its own margins: the browser then has no room for a line of its own. */
  sheet: '@page { margin: 0; }',
  wide: '@page { size: landscape; margin: 0; }',
} as const;
export type PaperKind = keyof typeof PAPER;

/** The paper while this screen stands there. A rule for pages cannot hang on a class. */
function usePaper(kind: PaperKind): void {
  useEffect(() => {
    let mine: CSSRule | undefined;
    const put = () => { const s = link.sheet; if (s && !mine) mine = s.cssRules[s.insertRule(PAPER[kind], s.cssRules.length)]; };
    loadPaper();
    put();
    link.addEventListener('load', put);
    return () => {
      link.removeEventListener('load', put);
      const s = link.sheet;
      const at = s && mine ? [...s.cssRules].indexOf(mine) : -1;
      if (s && at >= 0) s.deleteRule(at);
    };
  }, [kind]);
}

export interface OnPaperProps {
  title: string;
  deck: string;
  paper: PaperKind;
  /** Classes of what is printed. */
  kind: string;
  /** What is to be chosen before. */
  children?: ComponentChildren;
  /** What is printed; nothing yet where there is nothing to print. */
  out: ComponentChildren | null;
  /** Words in the place of "Print" while it cannot be printed. */
  missing?: string | false;
  /** What is to be done first, in the place of printing. */
  act?: VNode | undefined;
  /** Words below the preview, as how to fold. */
  after?: ComponentChildren;
  /** Words above the preview in the place of "This is what goes on paper". */
  shows?: string;
}

export function OnPaper(p: OnPaperProps): VNode {
  usePaper(p.paper);
  return (
    <Page back={t('back')} top open={false} kind="on-paper">
      <div class="ask-paper">
        <h1>{p.title}</h1>
        <p class="deck soft">{p.deck}</p>
        {p.children}
        <Note class="waits">{t('onpaper-found')}</Note>
        {p.act ?? <Act missing={p.missing ?? false} onClick={() => print()}>{t('onpaper-print')}</Act>}
        <Note>{t('onpaper-edge')}</Note>
      </div>
      {p.out ? (
        <section class="shown" aria-labelledby="shown">
          <h2 id="shown">{p.shows ?? t('onpaper-shown')}</h2>
          <div class={`out ${p.kind}`}>{p.out}</div>
        </section>
      ) : null}
      {p.after ? <div class="ask-paper after">{p.after}</div> : null}
    </Page>
  );
}

/** The one choice that all have: own names and words, or none. */
export function NamesToo(p: { own: boolean; value: boolean; onPick: (v: boolean) => void }): VNode | null {
  if (!p.own) return null;
  return <Picks legend={t('onpaper-names-legend')} value={p.value ? ['names'] : []} of={[['names', t('onpaper-names')]] as const} onPick={(v) => p.onPick(v.includes('names'))} />;
}
/** Letters of twelve points or of eighteen. */
export function LargeToo(p: { value: boolean; onPick: (v: boolean) => void }): VNode {
  return <Picks legend={t('onpaper-large-legend')} value={p.value ? ['large'] : []} of={[['large', t('onpaper-large')]] as const} onPick={(v) => p.onPick(v.includes('large'))} />;
}

/** What was asked for is not in the pack, or stays away for now. */
export const NotHere = (p: { words?: string }): VNode => (
  <Page back={t('back')} top><h1>{t('gone-title')}</h1>{p.words ? <p class="deck soft">{p.words}</p> : null}</Page>
);

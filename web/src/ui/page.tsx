// A page of the book: head with the way out, left part, right part, foot with the five places.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../strings/text';
import { back, go, PLACES } from '../nav';
import { leave } from '../leave';
import { BackIcon, DoorIcon, Flame } from './art';
import { Tell } from './tell';
import { Banner } from './banner';

export interface PageProps {
  /** What stands in the browser's tab. Left out: the dull one, as on help and every private page. */
  title?: string;
  /** Classes of the body: ask, today, help, title-page, room ... */
  kind?: string;
  /** Words at the head where there is no way back. */
  where?: string;
  /** Words of the way back (true: "Back"); onBack where it should not be the screen before. */
  back?: string | boolean;
  onBack?: () => void;
  /** The place in the foot that is now; the foot is shown only then. */
  foot?: (typeof PLACES)[number];
  /** More ways in the head, as Hard week on Today. */
  ways?: ComponentChildren;
  /** Help stands in the head wherever the foot is gone; false only on help itself. */
  help?: boolean;
  /** Two pages when wide (true), or one. top: from the top rather than centred. */
  open?: boolean;
  top?: boolean;
  children: ComponentChildren;
}

/** Something was pressed, and no title has answered it yet. */
let pressed = false;
addEventListener('click', () => { pressed = true; }, true);
addEventListener('keydown', (e) => { if (e.key === 'Tab') pressed = false; }, true);

export function Page(p: PageProps): VNode {
  const main = useRef<HTMLElement>(null);
  const open = p.open ?? true;
  const cls = ['leaf', open && 'open', p.top && 'top', p.foot && 'has-foot', p.kind].filter(Boolean).join(' ');

  useLayoutEffect(() => {
    document.body.className = cls;
    document.title = p.title ?? t('dull-title');
  }, [cls, p.title]);

  useEffect(() => { scrollTo(0, 0); }, []);
  // Arriving on a page: its title takes the focus, so that a screen reader says where one is and keys go on from there.
  // So does the next question on the same page, once something was pressed, and a title that comes in the place of a
  // blank one. A title that changes by itself, as the turns of a talk do, takes nothing away from whoever is elsewhere.
  const said = useRef({ words: '', by: null as HTMLElement | null });
  useEffect(() => {
    const h = main.current?.querySelector<HTMLElement>('h1');
    const words = h?.textContent?.trim() ?? '';
    const now = document.activeElement;
    const lost = !now || now === document.body;
    const { words: before, by } = said.current;
    if (!h || (words === before && !(lost && h !== by)) || now?.closest('main input, main textarea')) return;
    const first = before === '';
    said.current = { words, by: h };
    if (!first && !lost && (!pressed || /\b(room|card)\b/.test(cls))) return;
    pressed = false;
    h.tabIndex = -1;
    h.focus({ preventScroll: true });
  });

  useEffect(() => {
    const f = () => document.documentElement.classList.toggle('scrolled', scrollY > 6);
    addEventListener('scroll', f, { passive: true });
    f();
    return () => removeEventListener('scroll', f);
  }, []);

  const wayBack = p.back === true ? t('back') : p.back;
  return (
    <>
      <header class="head">
        <button class="way leave" type="button" title={t('leave-hint')} onClick={() => leave()}>
          <DoorIcon />{t('leave')}
        </button>
        {wayBack ? (
          <button class="back" type="button" onClick={() => (p.onBack ? p.onBack() : back())}><BackIcon />{wayBack}</button>
        ) : (
          <p class="where">{p.where ?? ''}</p>
        )}
        <div class="ways">
          {p.ways}
          {!p.foot && p.help !== false ? <button class="way" type="button" onClick={() => go('help')}>{t('place-help')}</button> : null}
        </div>
      </header>
      <main ref={main}>
        {p.children}
        <Banner />
        <Tell />
      </main>
      {p.foot ? <Foot at={p.foot} /> : null}
    </>
  );
}

function Foot(p: { at: (typeof PLACES)[number] }): VNode {
  return (
    <nav class="foot" aria-label={t('places')}>
      <ul>
        {PLACES.map((n) => (
          <li key={n}>
            <button type="button" aria-current={n === p.at ? 'page' : undefined} onClick={() => go(n)}>
              {n === p.at ? <Flame /> : null}{t(`place-${n}`)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export const Verso = (p: { class?: string; children: ComponentChildren }): VNode => <section class={`verso ${p.class ?? ''}`}>{p.children}</section>;
export const Recto = (p: { class?: string; low?: boolean; children: ComponentChildren }): VNode => (
  <section class={`recto ${p.low ? 'low' : ''} ${p.class ?? ''}`}>{p.children}</section>
);


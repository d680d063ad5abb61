// Every screen by its name.  A screen is a component of { params }.
// Here: what a first visit shows.  The rest is in screens.more.ts and comes in one piece right behind the first page.
import type { ComponentType } from 'preact';
import { cell } from './ui/state';
import { Blank, Unsupported } from './views/blank';
import { FirstPage, WishSays } from './views/firstpage';
import { Help, HelpPage } from './views/help';
import { Keep } from './views/keep';
import { PathChoice, SafetyQuestions } from './views/safety';
import { Around, AroundNote, Setup, SetupNote, Wish } from './views/taps';
import { Forgot, Unlock } from './views/unlock';
import { PhoneSafe, Welcome } from './views/welcome';

export type Screen = ComponentType<{ params: any }>;

export const screens: Record<string, Screen> = {
  blank: Blank, welcome: Welcome, phonesafe: PhoneSafe, wish: Wish, around: Around, setup: Setup, setupnote: SetupNote,
  aroundnote: AroundNote, firstpage: FirstPage, wishsays: WishSays, safety: SafetyQuestions, path: PathChoice, keep: Keep, unlock: Unlock,
  forgot: Forgot, unsupported: Unsupported, help: Help, helppage: HelpPage,
};

/** more: set once the rest is here. */
export const more = cell<Record<string, Screen> | null>(null);
let asked: Promise<void> | null = null;
/** Their style is a sheet of its own. Where it cannot be fetched the screens are plain, and come all the same. */
function laterStyle(): Promise<void> {
  if (document.querySelector(`link[href="${__LATER__}"]`)) return Promise.resolve();
  return new Promise((done) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: __LATER__, onload: () => done(), onerror: () => { link.remove(); done(); } });
    document.head.append(link);
  });
}
export function loadMore(): Promise<void> {
  asked ??= Promise.all([import('./screens.more'), laterStyle()]).then(
    ([m]) => more.set(m.screens),
    () => { asked = null; },
  );
  return asked;
}

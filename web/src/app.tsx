// The shell: starts the worker, decides the first screen, draws the screen that is now.
import './ui/app.css';
import { Component, render } from 'preact';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { begin, forgetBegin } from './begin';
import { boot, registerWorker, status, tabIsOpen } from './client';
import { watchShift } from './leave';
import { place, PLACES, reset } from './nav';
import { loadMore, more, screens } from './screens';
import { t } from './strings/text';
import { watchFocus } from './ui/focus';
import { useCell } from './ui/state';
import { untell } from './ui/tell';
import { Page, Verso } from './ui/page';
import { Quiet, Quiets } from './ui/parts';

/** A screen that breaks must not take the way out with it. */
class Net extends Component<{ of: string; children: ComponentChildren }, { broke: string | null }> {
  override state = { broke: null as string | null };
  static override getDerivedStateFromError(): { broke: string } {
    return { broke: '' };
  }
  override componentDidUpdate(before: { of: string }): void {
    if (before.of !== this.props.of && this.state.broke !== null) this.setState({ broke: null });
  }
  render(): ComponentChildren {
    if (this.state.broke === null) return this.props.children;
    return <Page back={t('back')} onBack={() => reset('today')}><Verso><h1>{t('broke-title')}</h1><p class="deck soft">{t('broke-deck')}</p></Verso></Page>;
  }
}

/** A name without a screen: go on where the caller wanted to go afterwards, or stand in the place by its name. */
function Unmade(p: { of: string; params: Record<string, unknown> }): VNode {
  const then = typeof p.params['then'] === 'string' ? p.params['then'] : null;
  useEffect(() => { if (then) reset(then, p.params); }, []);
  const at = PLACES.find((x) => x === p.of);
  return <Page back={at ? false : t('back')} {...(at ? { foot: at } : {})}><Verso><h1>{at ? t(`place-${at}`) : t('gone-title')}</h1></Verso></Page>;
}

/** The rest of the program is on its way; where it cannot be fetched, say so and try again. */
function Coming(): VNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    void loadMore();
    const timer = setTimeout(() => setLate(true), 4000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Page help={false}>
      <Verso>{late ? <><h1>{t('late-title')}</h1><p class="deck soft">{t('late-deck')}</p><Quiets><Quiet onClick={() => void loadMore()}>{t('late-again')}</Quiet></Quiets></> : <h1>{'\u00a0'}</h1>}</Verso>
    </Page>
  );
}

function App(): VNode {
  const now = useCell(place);
  const s = useCell(status);
  const wasOpen = useRef(false);
  const before = useRef(s.phase);
  // The tab was locked (here, by time, or in another tab): whatever was open goes, and so do the ways back to it and the page
  // of Help that was being read.
  useEffect(() => {
    const shown = place.get().screen;
    if (s.phase === 'locked' && shown !== 'blank' && (wasOpen.current || !PUBLIC.has(shown))) { forgetBegin(); reset('unlock'); }
    if (s.phase === 'new' && before.current === 'locked' && shown === 'unlock') reset('welcome'); // taken off this device in another tab
    if (s.phase === 'alarm' && shown !== 'blank') reset('alarm');
    before.current = s.phase;
    wasOpen.current = s.phase === 'open' || s.phase === 'waiting' || s.phase === 'alarm';
  }, [s.phase]);
  const rest = useCell(more);
  const Screen = screens[now.screen] ?? rest?.[now.screen];
  if (!Screen && !rest) return <Coming />;
  if (!Screen) return <Unmade of={now.screen} params={now.params} />;
  return <Net of={now.screen}><Screen key={keyOf(now)} params={now.params} /></Net>;
}
/** Screens that need no open space. */
const PUBLIC = new Set(['blank', 'welcome', 'phonesafe', 'unlock', 'forgot', 'recover', 'havelink', 'look', 'taste', 'answer', 'tableguest', 'notforme',
  'join', 'help', 'helppage', 'know', 'unsupported', 'learn']);

const keys = new WeakMap<object, number>();
let count = 0;
function keyOf(o: object): number {
  const k = keys.get(o) ?? ++count;
  keys.set(o, k);
  return k;
}

/** What the address brought: an invite, a paper code (of the demonstration) or a set-up token. It is taken out of the address at once. */
function arrived(): { secret?: string; code?: string; token?: string } {
  const h = location.hash;
  if (h) history.replaceState(null, '', location.pathname);
  const i = /^#i1\.([A-Za-z0-9_-]{43})$/.exec(h);
  if (i?.[1]) return { secret: i[1] };
  const r = /^#r1\.([0-9A-Za-z]{28})$/.exec(h);
  if (r?.[1]) return { code: r[1] };
  const s = /^#s1\.([A-Za-z0-9_-]{8,128})$/.exec(h) ?? /^#setup=([A-Za-z0-9_-]{8,128})$/.exec(h);
  return s?.[1] ? { token: s[1] } : {};
}

// A line told on one page does not follow to the next; one told with the step itself stays.
place.on(untell);

async function main(): Promise<void> {
  watchShift();
  watchFocus();
  const came = arrived();
  const booted = boot();
  // The tab still holds its key: Today is the page, and its questions wait in the worker while the store is read.
  if (tabIsOpen() && !came.secret && !came.code) {
    void loadMore();
    reset('today');
  }
  document.body.replaceChildren(); // words for a page that does not come this far (build.mjs)
  render(<App />, document.body);
  const s = await booted;
  registerWorker();
  void loadMore();
  if (came.token) begin.token = came.token;
  if (s.phase === 'unsupported') reset('unsupported');
  else if (came.secret && s.phase === 'new') reset('look', { secret: came.secret });
  else if (came.code && s.phase === 'new') reset('recover', { code: came.code });
  else if (s.phase === 'open') { if (place.get().screen === 'blank') reset('today'); }
  else if (s.phase === 'waiting') reset('waiting');
  else if (s.phase === 'alarm') reset('alarm');
  else if (s.phase === 'locked') reset('unlock');
  else reset('welcome');
}
void main();

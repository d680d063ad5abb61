// /check: what this phone can do, on one page that anybody can open and read aloud (spec: settled 30).  Keeps nothing.
import './ui/app.css';
import { render } from 'preact';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { kdfTime } from './client';
import { watchShift } from './leave';
import words from 'strings:en-more';
import { addStrings, t } from './strings/text';
import { bellTrack } from './bell';
import { Page, Recto, Verso } from './ui/page';
import { Act, Note, Quiet, Quiets } from './ui/parts';

type Line = [id: string, value: string];
const yn = (b: boolean): string => t(b ? 'check-yes' : 'check-no');

async function measure(say: (l: Line) => void): Promise<void> {
  say(['check-secure', yn(isSecureContext)]);
  say(['check-wasm', yn(typeof WebAssembly === 'object')]);
  say(['check-session', yn((() => { try { sessionStorage.setItem('c', '1'); sessionStorage.removeItem('c'); return true; } catch { return false; } })())]);
  say(['check-store', yn(await new Promise<boolean>((r) => {
    try {
      const q = indexedDB.open('hearth-check');
      q.onsuccess = () => { q.result.close(); indexedDB.deleteDatabase('hearth-check'); r(true); };
      q.onerror = () => r(false);
    } catch {
      r(false);
    }
  }))]);
  say(['check-persist', yn((await navigator.storage?.persisted?.().catch(() => false)) === true)]);
  say(['check-locks', yn('locks' in navigator)]);
  say(['check-channel', yn('BroadcastChannel' in self)]);
  say(['check-wake', yn('wakeLock' in navigator)]);
  say(['check-sw', yn('serviceWorker' in navigator)]);
  const voices = 'speechSynthesis' in self ? speechSynthesis.getVoices().filter((v) => v.localService).length : 0;
  say(['check-voices', t('check-some', { n: voices })]);
  const k = await kdfTime();
  say(['check-kdf', k.ok ? t('check-ms', { ms: Math.round(k.ms) }) : t('check-no')]);
}

function Check(): VNode {
  const [lines, set] = useState<Line[]>([]);
  const [run, again] = useState(0);
  const [bell, ring] = useState<string | null>(null);
  useEffect(() => {
    set([]);
    void measure((l) => set((x) => [...x.filter((y) => y[0] !== l[0]), l]));
  }, [run]);
  const play = () => {
    const url = bell ?? bellTrack([0, 10_000, 20_000], 22_000);
    ring(url);
    void new Audio(url).play().catch(() => undefined);
  };
  return (
    <Page title={t('dull-title')} top help={false}>
      <Verso><h1>{t('check-title')}</h1><p class="deck soft">{t('check-deck')}</p></Verso>
      <Recto>
        <ul class="lines" aria-live="polite">
          {lines.map(([id, v]) => <li key={id}><p class="row"><span>{t(id)}</span><span class="n">{v}</span></p></li>)}
        </ul>
        <Act onClick={play}>{t('check-play')}</Act>
        <Note>{t('check-bell-note')}</Note>
        <Quiets><Quiet onClick={() => again(run + 1)}>{t('check-again')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

addStrings(words);
watchShift();
render(<Check />, document.body);

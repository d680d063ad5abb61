// start.ts - the first piece that runs: it starts the worker and asks it to open what the tab still holds, while style, fonts
// and screens are on their way.  The client (client.ts) takes over from here.
import type { Ask, Reply, Said } from './wire';

export interface TabKey { id: string; key: string }
/** Where the tab keeps its key (settled 23), and since when it is hidden. */
export const TAB = 'tab';
export const HIDDEN = 'hidden';
export const HIDDEN_MS = 15 * 60_000;

/** The page's one policy for scripts: what the build has named, and the program's own service worker. */
export const policy = (() => {
  const allowed = new Set([__WORKER__, '/sw.js']);
  const tt = (globalThis as { trustedTypes?: { createPolicy(n: string, r: object): { createScriptURL(u: string): string } } }).trustedTypes;
  const check = (u: string): string => {
    if (!allowed.has(u)) throw new Error('a script that is not ours');
    return u;
  };
  return tt ? tt.createPolicy('hearth', { createScriptURL: check }) : { createScriptURL: check };
})();

export const able = (): boolean => typeof WebAssembly !== 'undefined' && typeof indexedDB !== 'undefined' && typeof Worker === 'function';

export function readTab(): TabKey | null {
  try {
    return JSON.parse(sessionStorage.getItem(TAB) ?? 'null') as TabKey | null;
  } catch {
    return null;
  }
}
export function forgetTab(): void {
  try { sessionStorage.removeItem(TAB); sessionStorage.removeItem(HIDDEN); } catch { /* nothing kept */ }
}

/* ---- the worker ---- */
type Heard = MessageEvent<Reply | Said>;
let worker: Worker | null = null;
let early: Heard[] = [];
let broke = false;

/** startWorker(): the worker of this page, one and the same until it is ended. */
export function startWorker(): Worker {
  if (worker) return worker;
  worker = new Worker(policy.createScriptURL(__WORKER__));
  worker.onmessage = (m: Heard) => { early.push(m); };
  worker.onerror = () => { broke = true; };
  return worker;
}
/** endWorker(): at once. What is still asked of it is answered by nobody, for the page is gone. */
export const endWorker = (): void => worker?.terminate();
/** hear(on): from now on what the worker says goes there, first what it has said before. */
export function hear(on: (m: Heard) => void, broken: () => void): void {
  const w = startWorker();
  w.onmessage = on;
  w.onerror = broken;
  for (const m of early.splice(0)) on(m);
  if (broke) broken();
}

/** The number of the question that asks the worker to boot. */
export const BOOT = 0;
let asked = false;
/** askBoot(): once for a page. A tab that was hidden for too long has no key any more. */
export function askBoot(): void {
  if (asked || !able()) return;
  asked = true;
  let since = 0;
  try {
    since = Number(sessionStorage.getItem(HIDDEN) ?? 0);
    sessionStorage.removeItem(HIDDEN);
  } catch { /* none */ }
  if (since && Date.now() - since > HIDDEN_MS) forgetTab();
  // Only asking makes the browser open its files, some tens of milliseconds before the worker can ask for them.
  void indexedDB.databases?.().catch(() => undefined);
  startWorker().postMessage({ id: BOOT, op: 'boot', args: { tab: readTab() } } satisfies Ask);
}

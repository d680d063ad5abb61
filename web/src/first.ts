// first.ts - the first script that runs, small and before all else: it starts the worker and asks it to open what the tab still
// holds, while style, fonts and screens are on their way.  The client (client.ts) takes over from here through `hearth`.
import type { Ask, Reply, Said } from './wire';

type Heard = MessageEvent<Reply | Said>;
type Policy = { createScriptURL(u: string): string };

const TAB = 'tab';
const HIDDEN = 'hidden';
const HIDDEN_MS = 15 * 60_000;
/** The number of the question that asks the worker to boot. */
const BOOT = 0;

/** The page's one policy for scripts: what the build has named, and the program's own service worker. */
const policy = ((): Policy => {
  const allowed = new Set([__WORKER__, '/sw.js']);
  const tt = (globalThis as { trustedTypes?: { createPolicy(n: string, r: object): Policy } }).trustedTypes;
  const check = (u: string): string => {
    if (!allowed.has(u)) throw new Error('a script that is not ours');
    return u;
  };
  return tt ? tt.createPolicy('hearth', { createScriptURL: check }) : { createScriptURL: check };
})();

function readTab(): { id: string; key: string } | null {
  try {
    return JSON.parse(sessionStorage.getItem(TAB) ?? 'null') as { id: string; key: string } | null;
  } catch {
    return null;
  }
}
function forgetTab(): void {
  try { sessionStorage.removeItem(TAB); sessionStorage.removeItem(HIDDEN); } catch { /* nothing kept */ }
}

/* ---- the worker ---- */
let worker: Worker | null = null;
let early: Heard[] = [];
let broke = false;

/** startWorker(): the worker of this page, one and the same until it is ended. */
function startWorker(): Worker {
  if (worker) return worker;
  worker = new Worker(policy.createScriptURL(__WORKER__));
  worker.onmessage = (m: Heard) => { early.push(m); };
  worker.onerror = () => { broke = true; };
  return worker;
}
/** endWorker(): at once. What is still asked of it is answered by nobody, for the page is gone. */
const endWorker = (): void => worker?.terminate();
/** hear(on): from now on what the worker says goes there, first what it has said before. */
function hear(on: (m: Heard) => void, broken: () => void): void {
  const w = startWorker();
  w.onmessage = on;
  w.onerror = broken;
  for (const m of early.splice(0)) on(m);
  if (broke) broken();
}

let asked = false;
/** askBoot(): once for a page; false: this browser cannot. A tab that was hidden for too long has no key any more. */
function askBoot(): boolean {
  if (typeof WebAssembly === 'undefined' || typeof indexedDB === 'undefined') return false;
  try {
    startWorker();
  } catch {
    return false;
  }
  if (asked) return true;
  asked = true;
  let since = 0;
  try {
    since = Number(sessionStorage.getItem(HIDDEN) ?? 0);
    sessionStorage.removeItem(HIDDEN);
  } catch { /* none */ }
  if (since && Date.now() - since > HIDDEN_MS) forgetTab();
  startWorker().postMessage({ id: BOOT, op: 'boot', args: { tab: readTab() } } satisfies Ask);
  // Only asking makes the browser open its files, some tens of milliseconds before the worker can ask for them.
  void indexedDB.databases?.().catch(() => undefined);
  return true;
}

const first = { TAB, HIDDEN, HIDDEN_MS, BOOT, policy, readTab, forgetTab, startWorker, endWorker, hear, askBoot };
export type First = typeof first;
globalThis.hearth = first;
if (document.currentScript?.dataset['boot'] !== undefined) askBoot();

// Keeps the screen lit while a session runs, where the browser can; and the lamp: the dark of a session.
interface Lock { release(): Promise<void> }
interface Wakes { wakeLock?: { request(k: 'screen'): Promise<Lock> } }

let lock: Lock | null = null;
let want = false;

async function ask(): Promise<void> {
  if (!want || document.hidden || lock) return;
  try {
    const got = (await (navigator as unknown as Wakes).wakeLock?.request('screen')) ?? null;
    if (want) lock = got;
    else void got?.release().catch(() => undefined); // the session ended while this was asked
  } catch {
    lock = null; // plain http, low battery or an old browser: the phase comes from wall time anyway
  }
}
function seen(): void {
  if (document.hidden) lock = null; // the browser let go of it by itself
  else void ask();
}

export function stayAwake(on: boolean): void {
  if (on === want) return;
  want = on;
  if (on) {
    document.addEventListener('visibilitychange', seen);
    void ask();
  } else {
    document.removeEventListener('visibilitychange', seen);
    void lock?.release().catch(() => undefined);
    lock = null;
  }
}

export function lamp(on: boolean): void {
  if (on) document.documentElement.dataset.room = 'lamp';
  else delete document.documentElement.dataset.room;
}

// Leave: at once, from everywhere.  The page is emptied first, then the keys go, then the browser goes elsewhere.
// Nothing here waits for anything.
const KEY = 'leave';
const hooks = new Set<() => void>();
let gone = false;

/** onLeave(f): run when the person leaves, before the page is replaced; must not wait. */
export function onLeave(f: () => void): void {
  hooks.add(f);
}

/** The neutral page: what the person chose, else an empty one, which needs no network. */
export function leaveAddress(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** setLeaveAddress(text): false when it is no https address. '' goes back to the empty page. */
export function setLeaveAddress(text: string): boolean {
  const s = text.trim();
  try {
    if (s === '') {
      localStorage.removeItem(KEY);
      return true;
    }
    const u = new URL(/^[a-z]+:/i.test(s) ? s : `https://${s}`);
    if (u.protocol !== 'https:' && u.protocol !== 'http:') return false;
    localStorage.setItem(KEY, u.href);
    return true;
  } catch {
    return false;
  }
}

export function leave(tellOthers = true): void {
  if (gone) return;
  gone = true;
  document.title = ' ';
  document.body.className = '';
  document.body.replaceChildren();
  for (const f of hooks) {
    try {
      f();
    } catch {
      /* leaving goes on */
    }
  }
  try {
    // Some browsers read on after the page is gone.
    if ('speechSynthesis' in self) self.speechSynthesis.cancel();
  } catch {
    /* leaving goes on */
  }
  try {
    sessionStorage.clear();
    // A tab that the browser has put to sleep hears nothing: the wrapped keys go, by a hand that outlives this page.
    if (tellOthers) navigator.serviceWorker?.controller?.postMessage('leave');
    if (tellOthers && 'BroadcastChannel' in self) new BroadcastChannel('hearth').postMessage({ leave: true });
  } catch {
    /* leaving goes on */
  }
  location.replace(leaveAddress() || 'about:blank');
}

/** Shift three times within a second and a half.  Escape is left alone: it aborts a page that is being loaded. */
export function watchShift(): void {
  let times: number[] = [];
  addEventListener('keydown', (e) => {
    if (e.key !== 'Shift') {
      times = [];
      return;
    }
    if (e.repeat) return;
    const now = Date.now();
    times = [...times.filter((x) => now - x < 1500), now];
    if (times.length >= 3) leave();
  });
  // A page that the browser kept in memory comes back empty and starts anew.
  addEventListener('pageshow', (e) => {
    if (e.persisted) location.reload();
  });
}

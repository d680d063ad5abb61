// Reads the snapshot of the store, or the stored pages where there is no hot one, in the portions of web/src/store.ts.
const ask = (r) => new Promise((yes, no) => { r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); });
const AHEAD = 4;
(async () => {
  const opening = indexedDB.open('hearth', 1);
  opening.onupgradeneeded = () => { for (const t of ['meta', 'tail', 'seg', 'outbox', 'snap', 'local']) opening.result.createObjectStore(t); };
  const db = await ask(opening);
  const table = (n) => db.transaction(n, 'readonly').objectStore(n);
  const snap = table('snap');
  const keys = await ask(snap.getAllKeys());
  const kind = keys.includes('hot') ? 'hot' : 'chain';
  let bytes = 0;
  for (const part of await Promise.all(keys.filter((k) => String(k).startsWith(`${kind}:`)).map((k) => ask(snap.get(k))))) bytes += part.length;
  if (kind !== 'hot') {
    const segments = await ask(table('seg').getAllKeys());
    for (let i = 0; i < segments.length; i += AHEAD)
      for (const s of await Promise.all(segments.slice(i, i + AHEAD).map((k) => ask(table('seg').get(k))))) bytes += s.bytes.length;
  }
  postMessage(bytes);
})();

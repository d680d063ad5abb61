// sw.ts - offline start on https and localhost.  Keeps one whole version of the app's own files; never an answer of the
// server's interface (/v1), and never anything a person wrote.  And it outlives a page that is left: see `leave`.
const sw = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `hearth-${__VERSION__}`;
const own = new Set(__SHELL__);

sw.addEventListener('install', (e) => {
  e.waitUntil((async () => {
    // What never changes is read from the cache without asking here first, where the browser can do that.
    await e.addRoutes?.({ condition: { urlPattern: new URLPattern({ pathname: '/a/*' }) }, source: { cacheName: CACHE } }).catch(() => undefined);
    const c = await caches.open(CACHE);
    await c.addAll(__SHELL__.map((u) => new Request(u, { cache: u === '/' ? 'reload' : 'default' })));
    await sw.skipWaiting();
  })());
});

sw.addEventListener('activate', (e) => {
  e.waitUntil((async () => {
    // The page is asked for while this worker is still starting.
    await sw.registration.navigationPreload?.enable().catch(() => undefined);
    for (const k of await caches.keys()) if (k.startsWith('hearth-') && k !== CACHE) await caches.delete(k);
    await sw.clients.claim();
  })());
});

/** Somebody has left: no tab opens again without the passphrase. */
sw.addEventListener('message', (e) => {
  if (e.data !== 'leave') return;
  e.waitUntil(new Promise<void>((done) => {
    const r = indexedDB.open('hearth');
    r.onupgradeneeded = () => r.transaction?.abort(); // there is none, and none is made
    r.onerror = () => done();
    r.onsuccess = () => {
      const db = r.result;
      const t = db.transaction('meta', 'readwrite');
      t.objectStore('meta').delete(IDBKeyRange.bound('tab:', 'tab:\uffff'));
      t.oncomplete = t.onabort = () => { db.close(); done(); };
    };
  }));
});

sw.addEventListener('fetch', (e) => {
  const u = new URL(e.request.url);
  if (e.request.method !== 'GET' || u.origin !== sw.location.origin || u.pathname.startsWith('/v1')) return;
  const path = u.pathname === '/index.html' ? '/' : u.pathname;
  if (!own.has(path)) return;
  if (path === '/') {
    // The page itself: the server's newest where it answers soon, else the kept one.
    e.respondWith((async () => {
      const asked = (async () => (await e.preloadResponse) ?? fetch(e.request))().catch(() => undefined);
      const slow = new Promise<undefined>((r) => setTimeout(() => r(undefined), 2500));
      const fresh = await Promise.race([asked, slow]);
      if (fresh?.ok) return fresh;
      return (await caches.match('/', { cacheName: CACHE })) ?? fetch(e.request);
    })());
    return;
  }
  e.respondWith(caches.match(path, { cacheName: CACHE }).then((r) => r ?? fetch(e.request)));
});

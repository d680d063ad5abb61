// What the world around a page does to it: another tab that founds, leaves, locks or writes in the wrong moment; a disk that is
// full for a while; a hotel's door in the place of the server; files of the program that are gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanUp, parts, Person, Server, T, toPlaces, until, wait } from './lib.mjs';
import { Mirror } from './proxy.mjs';

const PASS = 'river lantern copper violet meadow';

/** A server whose files and answers a test may change.
 * prelude: runs in the worker before all else.  instead(request): an answer of its own, in the place of the server's. */
async function door(server) {
  const m = await Mirror.stand(server.port, (q, answer) => {
    if (!q.path.startsWith('/a/')) return;
    answer.headers['cache-control'] = 'no-store';
    if (m.gone?.test(q.path)) Object.assign(answer, { status: 404, body: Buffer.alloc(0) });
    else if (/worker-/.test(q.path)) answer.body = Buffer.concat([Buffer.from(m.prelude), answer.body]);
  });
  m.prelude = '';
  const pass = m.pass.bind(m);
  m.pass = async (req, res) => {
    const own = m.instead?.(req);
    if (!own) return pass(req, res);
    req.resume();
    const [status, type, body] = own;
    res.writeHead(status, { 'content-type': type }).end(body);
  };
  return m;
}

/** Somebody who has kept a first page, at Today. */
async function settled(url, options = {}) {
  const a = await Person.come('A', url, { serviceWorkers: 'block', ...options });
  await a.open();
  await a.lookAround({ line: 'The first page', path: 'path-alone' });
  await a.keepIt({ name: 'Ada', pass: PASS });
  await toPlaces(a);
  return a;
}
const writes = (a, text, page = a.page) => a.ask('act', { do: 'write', type: 'entry', for: 'me', body: { text, day: 20_000 } }, page);
const again = async (a) => {
  await a.page.reload();
  await a.page.getByRole('navigation').waitFor({ timeout: 20_000 });
};
/** A further tab, at its first page. */
async function tabOf(a, url, key = null) {
  const page = await a.context.newPage();
  await page.addInitScript((k) => { if (k && location.protocol !== 'about:') sessionStorage.setItem('tab', k); }, key);
  await page.goto(url);
  await page.locator('h1').first().waitFor();
  return page;
}
const tabKey = (a) => a.page.evaluate(() => sessionStorage.getItem('tab'));

test('two tabs', { timeout: 240_000 }, async (t) => {
  const server = await Server.start();
  let m;
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  const open = (page) => page.getByRole('navigation').waitFor({ timeout: 15_000 });
  try {
    await part('a tab that knows of nobody here yet takes nothing away from the one that began', async () => {
      m = await door(server);
      a = await Person.come('A', m.url, { serviceWorkers: 'block' });
      await a.open();
      const other = await tabOf(a, m.url);
      // It does not even hear the other one.
      await other.evaluate(() => { globalThis.__worker.onmessage = null; });
      await a.lookAround({ line: 'The first page', path: 'path-alone' });
      await a.keepIt({ name: 'Ada', pass: PASS });
      await toPlaces(a);
      a.deaf = true;
      await assert.rejects(a.ask('found', { name: 'Eve', pass: PASS, first: [] }, other), /exists/);
      a.deaf = false;
      await other.close();
      await again(a);
      assert.deepEqual(await a.entries(), ['The first page']);
    });

    await part('signed again in one tab while another one writes: nothing is lost', async () => {
      const other = await tabOf(a, m.url, await tabKey(a));
      await open(other);
      for (let i = 0; i < 200; i += 20) await Promise.all(Array.from({ length: 20 }, (_, k) => writes(a, `Before ${i + k}`)));
      let refused = 0;
      m.instead = (req) => (req.url.endsWith('/push') && refused++ < 2 ? [409, 'application/json', '{"error":"base"}'] : null);
      await a.ask('copyNow');
      let n = 0;
      for (const end = Date.now() + 4000; Date.now() < end && n < 250; n++) await writes(a, `Meanwhile ${n}`, other);
      await until(async () => refused >= 2, 'refused twice', 10_000);
      m.instead = null;
      const count = () => a.ask('view', { show: 'records', type: 'entry', limit: 500 }, other).then((r) => r.length);
      await until(async () => { await a.ask('copyNow'); return (await a.unsent()) === 0; }, 'everything copied', 30_000);
      const all = 200 + n;
      await until(async () => (await count()) === all, `${all} pages in the one that wrote`, 10_000);
      await other.reload();
      await open(other);
      assert.equal(await count(), all);
      await other.close();
    });

    await part('a tab that was elsewhere while everything was locked has no way in', async () => {
      const other = await tabOf(a, m.url);
      await other.getByLabel(T('unlock-label'), { exact: true }).fill(PASS);
      await other.getByRole('button', { name: T('unlock-go'), exact: true }).click();
      await open(other);
      await other.goto(`${m.url}/icon.svg`);
      await a.ask('lock', { tab: JSON.parse(await tabKey(a)).id, all: true });
      await a.sees('unlock-title');
      await other.goto(m.url);
      await other.locator('h1', { hasText: T('unlock-title') }).waitFor();
      await other.close();
      await a.unlock(PASS);
      await open(a.page);
    });

    await part('taken off this device in one tab, another one cannot bring it back', async () => {
      const other = await tabOf(a, m.url, await tabKey(a));
      await open(other);
      await a.ask('forget', {}, other);
      await a.button('welcome-go').waitFor();
      await assert.rejects(a.ask('unlock', { pass: PASS }), /denied/);
      assert.equal((await a.kept()).records, 0);
      assert.deepEqual([a.errors.filter((e) => !/Service Worker registration blocked/.test(e)), a.foreign], [[], []]);
    });
  } finally {
    await cleanUp();
    await m?.fall();
  }
});

test('a disk, a network and files that fail', { timeout: 240_000 }, async (t) => {
  const server = await Server.start();
  let m;
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  try {
    await part('somebody with a page', async () => {
      m = await door(server);
      a = await settled(m.url);
    });

    for (const [what, type, body] of [['a hotel’s door', 'text/html', '<html>Welcome to our network</html>'], ['something else that speaks JSON', 'application/json', '{}']])
      await part(`${what} in the place of the server: away, and nothing more`, async () => {
        a.deaf = true;
        await again(a);
        await a.copied();
        const shut = what.startsWith('a hotel') ? /^\/v1/ : /^\/v1\/info/;
        m.instead = (req) => (shut.test(req.url) ? [200, type, body] : null);
        for (const l of m.lines) l.destroy();
        if (!what.startsWith('a hotel')) await again(a);
        await writes(a, `Behind ${what}`);
        await a.ask('copyNow');
        await until(async () => (await a.status())?.sync === 'offline', 'out of reach', 15_000);
        await wait(1500);
        m.instead = null;
        await until(async () => { await a.ask('wake'); return (await a.unsent()) === 0; }, 'copied as soon as it can', 20_000);
        assert.equal((await a.status()).phase, 'open');
        a.deaf = false;
      });

    await part('a disk that was full for a while leaves no gap and no alarm', async () => {
      // On a word from the page the store takes no more of what comes from the server.
      m.prelude = `(() => { let full = false; new BroadcastChannel('full').onmessage = (m) => { full = m.data; };
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...x) { const r = put.apply(this, x); if (full && (this.name === 'tail' || this.name === 'snap')) this.transaction.abort(); return r; }; })();`;
      await again(a);
      await a.copied();
      const full = (on) => a.page.evaluate((x) => { const c = new BroadcastChannel('full'); c.postMessage(x); }, on).then(() => wait(100));
      await full(true);
      await writes(a, 'While it was full');
      await a.ask('copyNow');
      await until(async () => (await a.status())?.sync === 'refused', 'it says that it cannot', 10_000);
      await full(false);
      await writes(a, 'Afterwards');
      await a.ask('copyNow');
      await a.copied();
      await a.page.evaluate(async () => {
        const db = await new Promise((yes) => { const r = indexedDB.open('hearth'); r.onsuccess = () => yes(r.result); });
        const t = db.transaction('snap', 'readwrite');
        t.objectStore('snap').clear();
        await new Promise((yes) => { t.oncomplete = yes; });
        db.close();
      });
      await again(a);
      assert.deepEqual((await a.entries()).sort(), ['Afterwards', 'Behind a hotel’s door', 'Behind something else that speaks JSON', 'The first page', 'While it was full']);
      assert.equal((await a.status()).phase, 'open');
    });

    await part('a disk that is full and has no snapshot can still be read', async () => {
      m.prelude = `(() => { const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...x) { const r = put.apply(this, x); if (this.name === 'snap') this.transaction.abort(); return r; }; })();`;
      await a.page.evaluate(async () => {
        const db = await new Promise((yes) => { const r = indexedDB.open('hearth'); r.onsuccess = () => yes(r.result); });
        const t = db.transaction('snap', 'readwrite');
        t.objectStore('snap').clear();
        await new Promise((yes) => { t.oncomplete = yes; });
        db.close();
      });
      await again(a);
      assert.equal((await a.entries()).length, 5);
      m.prelude = '';
      await again(a);
    });

    await part('the worker’s file is gone from the server: the passphrase opens all the same', async () => {
      a.deaf = true;
      await a.ask('lock', { tab: null, all: true });
      await a.sees('unlock-title');
      m.gone = /worker-/;
      await a.unlock(PASS);
      await a.page.getByRole('navigation').waitFor({ timeout: 20_000 });
    });

    await part('a page whose worker never came says so, and Help does not wait for ever', async () => {
      await a.page.reload();
      await a.seesText(T('fault-missing'));
      await a.page.getByRole('button', { name: T('place-help'), exact: true }).first().click();
      await a.seesText(T('help-nolines'));
    });

    for (const file of ['first-', 'app-.*js'])
      await part(`without ${file} the page does not stay blank`, async () => {
        m.gone = new RegExp(file);
        await a.page.reload();
        await a.seesText(T('fault-missing'), 20_000);
      });
  } finally {
    await cleanUp();
    await m?.fall();
  }
});

test('a page that stays open', { timeout: 120_000 }, async (t) => {
  const server = await Server.start();
  let m;
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  try {
    await part('without Web Locks one tab holds the line', async () => {
      m = await door(server);
      m.prelude = "Object.defineProperty(navigator, 'locks', { value: undefined });";
      a = await settled(m.url);
      const key = await tabKey(a);
      const more = [];
      for (let i = 0; i < 3; i++) {
        more.push(await tabOf(a, m.url, key));
        await wait(800);
      }
      await until(async () => m.lines.size === 1, 'one line', 20_000);
      await wait(3000);
      assert.equal(m.lines.size, 1);
      for (const p of more) await p.close();
    });

    await part('however often an invite is asked after, it is looked at once in four seconds', async () => {
      await a.ask('invite', { role: 1, hours: 48 });
      await a.page.evaluate(() => {
        globalThis.__changes = 0;
        globalThis.__worker.addEventListener('message', (e) => { if (e.data?.event === 'change') globalThis.__changes++; });
      });
      for (let i = 0; i < 12; i++) await a.ask('inviteState');
      await wait(5500);
      const n = await a.page.evaluate(() => globalThis.__changes);
      assert.ok(n >= 1 && n <= 3, `${n} changes`);
    });
  } finally {
    await cleanUp();
    await m?.fall();
  }
});

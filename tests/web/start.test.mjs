// Every way a start can go: from a whole snapshot, from none, from one that is spoiled or of an older form, with a key that
// is gone, and while another tab goes on writing.  What was written is there each time, and nothing is said twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanUp, parts, Person, Server, T, toPlaces, until } from './lib.mjs';
import { Mirror } from './proxy.mjs';

const PASS = 'river lantern copper violet meadow';

test('a start finds everything again', { timeout: 150_000 }, async (t) => {
  const server = await Server.start();
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  /** f(store, key...) on an object store of the page's database. */
  const store = (name, change) => a.page.evaluate(async ([name, change]) => {
    const db = await new Promise((yes) => { const r = indexedDB.open('hearth'); r.onsuccess = () => yes(r.result); });
    const t = db.transaction(name, 'readwrite');
    const s = t.objectStore(name);
    const ask = (r) => new Promise((yes) => { r.onsuccess = () => yes(r.result); });
    if (change === 'no part') s.delete('hot:0');
    if (change === 'older form') { s.put({ heads: {}, bytes: await ask(s.get('hot:0')), made: 1 }, 'hot'); s.delete('hot:0'); }
    if (change === 'spoiled') { const b = await ask(s.get('hot:0')); b[b.length >> 1] ^= 1; s.put(b, 'hot:0'); }
    if (change === 'no hot') { s.delete('hot'); s.delete('hot:0'); }
    if (change === 'none') s.clear();
    if (change === 'no tab') for (const k of await ask(s.getAllKeys())) if (String(k).startsWith('tab:')) s.delete(k);
    const keys = await ask(s.getAllKeys());
    await new Promise((yes) => { t.oncomplete = yes; });
    db.close();
    return keys.map(String);
  }, [name, change]);
  const again = async () => {
    await a.page.reload();
    await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
  };
  try {
    await part('the first one leaves a whole snapshot', async () => {
      a = await Person.come('A', server.url);
      await a.open();
      await a.lookAround({ safety: Array(9).fill('no'), path: 'path-alone' });
      await a.keepIt({ name: 'Ada', pass: PASS });
      await toPlaces(a);
      await a.writePage('Written before');
      await again();
      assert.deepEqual(await store('snap', ''), ['chain', 'chain:0', 'hot', 'hot:0']);
      assert.deepEqual(await a.entries(), ['Written before']);
    });

    for (const how of ['no part', 'older form', 'spoiled', 'no hot', 'none'])
      await part(`the snapshot: ${how}`, async () => {
        await store('snap', how);
        await again();
        assert.deepEqual(await a.entries(), ['Written before']);
        assert.equal((await a.status()).phase, 'open');
        await until(async () => (await store('snap', '')).includes('hot:0'), 'a whole one is kept again', 15_000);
      });

    await part('a tab that starts while another one writes has it all', async () => {
      for (let i = 0; i < 5; i++) {
        const other = await a.context.newPage();
        const tab = await a.page.evaluate(() => sessionStorage.getItem('tab'));
        await other.addInitScript((key) => sessionStorage.setItem('tab', key), tab);
        const coming = other.goto(server.url);
        for (let k = 0; k < 4; k++) await a.ask('act', { do: 'write', type: 'entry', for: 'me', body: { text: `Meanwhile ${i}.${k}`, day: 20_000 } });
        await coming;
        await other.getByRole('navigation').waitFor({ timeout: 15_000 });
        const count = () => other.evaluate(() => globalThis.__ask('view', { show: 'records', type: 'entry', limit: 500 }).then((r) => r.length));
        await until(async () => (await count()) === 1 + 4 * (i + 1), 'the other tab has them all', 10_000);
        await other.close();
      }
    });

    await part('locked in one tab, no tab keeps a way in', async () => {
      const other = await a.context.newPage();
      await other.addInitScript((key) => { if (key) sessionStorage.setItem('tab', key); }, await a.page.evaluate(() => sessionStorage.getItem('tab')));
      await other.goto(server.url);
      await other.getByRole('navigation').waitFor({ timeout: 15_000 });
      assert.ok((await store('meta', '')).some((k) => k.startsWith('tab:')));
      await a.ask('lock', { tab: null, all: true }, other);
      await a.sees('unlock-title');
      await until(async () => !(await store('meta', '')).some((k) => k.startsWith('tab:')), 'no wrapped key stays');
      await other.close();
      await a.unlock(PASS);
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
    });

    await part('without its key the page asks for the passphrase, and shows nothing before', async () => {
      await store('meta', 'no tab');
      await a.page.reload();
      await a.sees('unlock-title');
      assert.equal(await a.page.getByText('Written before').count(), 0);
      await a.unlock(PASS);
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
      assert.equal((await a.entries()).length, 21);
      assert.deepEqual([a.errors, a.foreign], [[], []]);
    });
  } finally {
    await cleanUp();
  }
});

// What a browser does seldom, done on purpose: its store refuses to read; another tab locks while this one is opening.
test('a start that something falls into', { timeout: 150_000 }, async (t) => {
  const server = await Server.start();
  let m;
  let a;
  let prelude = ''; // runs in the worker before all else
  let hold = null; // the program comes when this is settled
  const part = parts(t, () => [a].filter(Boolean));
  const opens = (page) => page.getByRole('navigation').waitFor({ timeout: 15_000 });
  /** The hot snapshot in as many parts as it has pieces, as a long life has it; answers how many. */
  const cut = () => a.page.evaluate(async () => {
    const db = await new Promise((yes) => { const r = indexedDB.open('hearth'); r.onsuccess = () => yes(r.result); });
    const t = db.transaction('snap', 'readwrite');
    const s = t.objectStore('snap');
    const ask = (r) => new Promise((yes) => { r.onsuccess = () => yes(r.result); });
    const [head, b] = [await ask(s.get('hot')), await ask(s.get('hot:0'))];
    let n = 0;
    if (!b) return db.close();
    for (let at = 0; at < b.length; n++) {
      const end = at + 4 + new DataView(b.buffer, b.byteOffset + at).getUint32(0, true);
      s.put(b.slice(at, end), `hot:${n}`);
      at = end;
    }
    s.put({ ...head, parts: n }, 'hot');
    await new Promise((yes) => { t.oncomplete = yes; });
    db.close();
    return n;
  });
  try {
    await part('somebody with a page', async () => {
      m = await Mirror.stand(server.port, async (q, answer) => {
        if (!/^\/a\/(worker|core)-/.test(q.path)) return;
        answer.headers['cache-control'] = 'no-store';
        if (q.path.includes('worker-')) answer.body = Buffer.concat([Buffer.from(prelude), answer.body]);
        else await hold;
      });
      a = await Person.come('A', m.url, { serviceWorkers: 'block' });
      await a.open();
      await a.lookAround({ line: 'Written before', path: 'path-alone' });
      await a.keepIt({ name: 'Ada', pass: PASS });
      await toPlaces(a);
      await a.page.reload();
      await opens(a.page);
    });

    for (const [which, name] of [['first', 'hot:0'], ['second', 'hot:1']])
      await part(`the ${which} part of a snapshot cannot be read`, async () => {
        if (which === 'second') assert.ok((await until(cut, 'a whole one is kept again', 15_000)) > 1, 'several pieces');
        prelude = `(() => { const get = IDBObjectStore.prototype.get;
          IDBObjectStore.prototype.get = function (k) {
            if (k !== '${name}') return get.call(this, k);
            const r = { error: new DOMException('the disk says no', 'UnknownError') };
            setTimeout(() => r.onerror(), 50);
            return r;
          }; })();`;
        await a.page.reload();
        await opens(a.page);
        assert.deepEqual(await a.entries(), ['Written before']);
        assert.equal((await a.status()).phase, 'open');
        await a.ask('act', { do: 'write', type: 'entry', for: 'me', body: { text: `Behind ${name}`, day: 20_000 } });
        prelude = '';
        await a.page.reload();
        await opens(a.page);
        assert.ok((await a.entries()).includes(`Behind ${name}`));
        await a.ask('act', { do: 'remove', type: 'entry', for: 'me', id: (await a.view({ show: 'journal', limit: 1 }))[0].id });
      });

    await part('another tab locks while this one is opening: it stays locked, and keeps no way in', async () => {
      const key = await a.page.evaluate(() => sessionStorage.getItem('tab'));
      const other = await a.context.newPage();
      await other.addInitScript((k) => { if (!sessionStorage.getItem('was')) { sessionStorage.setItem('was', '1'); sessionStorage.setItem('tab', k); } }, key);
      let go;
      hold = new Promise((yes) => { go = yes; });
      await other.goto(m.url);
      await until(async () => m.log.filter((l) => l.path.startsWith('/a/core-')).length > 0 && (await other.evaluate(() => !!globalThis.__worker)), 'its worker waits for the program');
      await a.ask('lock', { tab: null, all: true });
      await a.sees('unlock-title');
      go();
      hold = null;
      await other.locator('h1', { hasText: T('unlock-title') }).waitFor({ timeout: 15_000 });
      assert.equal((await other.evaluate(() => globalThis.__status)).phase, 'locked');
      assert.equal(await other.evaluate(() => sessionStorage.getItem('tab')), null);
      await assert.rejects(a.ask('act', { do: 'write', type: 'entry', for: 'me', body: { text: 'No', day: 20_000 } }, other), /denied/);
      await other.reload();
      await other.locator('h1', { hasText: T('unlock-title') }).waitFor({ timeout: 15_000 });
      assert.equal(await other.getByText('Written before').count(), 0);
      await other.close();
    });
  } finally {
    await cleanUp();
    await m?.fall();
  }
});

// Notes of this device: drafts, pages that stay here, what is being prepared for a clinician.  Whoever holds the locked phone
// sees how many there are and how large, in steps, and nothing of what they are called or say.  A device of before, whose notes
// lay under their names, loses none of them on the way, wherever it is stopped.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cleanUp, parts, Person, root, Server, T, toPlaces, until, wait } from './lib.mjs';

const OLD = JSON.parse(readFileSync(join(root, 'tests', 'web', 'old_notes.json'), 'utf8'));
const SIZES = [512, 2048, 8192, 32768, 65536].map((n) => 2 * (n + 56));

/** All that this origin keeps in the browser, as text: names and values of every store, of both storages and of the caches. */
const dump = (p) => p.page.evaluate(async () => {
  const done = (r) => new Promise((yes, no) => { r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); });
  const plain = (v) => (v instanceof Uint8Array ? { hex: [...v].map((b) => b.toString(16).padStart(2, '0')).join(''), text: new TextDecoder('latin1').decode(v) }
    : Array.isArray(v) ? v.map(plain) : v && typeof v === 'object' ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)])) : v);
  const out = { dbs: {}, caches: {}, local: { ...localStorage }, session: { ...sessionStorage } };
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const t of db.objectStoreNames) {
      const s = db.transaction(t).objectStore(t);
      const [keys, values] = await Promise.all([done(s.getAllKeys()), done(s.getAll())]);
      out.dbs[`${name}/${t}`] = keys.map((k, i) => [k, plain(values[i])]);
    }
    db.close();
  }
  for (const name of await caches.keys()) out.caches[name] = (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname);
  return out;
});
const notes = async (p) => (await dump(p)).dbs['hearth/local'];
/** A store as an earlier program left it. */
const fill = (p, rows) => p.page.evaluate(async (all) => {
  const back = (v) => (v && typeof v === 'object' && typeof v.hex === 'string' ? new Uint8Array(v.hex.match(/../g).map((x) => parseInt(x, 16)))
    : v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, back(x)])) : v);
  const r = indexedDB.open('hearth', 1);
  r.onupgradeneeded = () => { for (const t of ['meta', 'tail', 'seg', 'outbox', 'snap', 'local']) r.result.createObjectStore(t); };
  const db = await new Promise((yes) => { r.onsuccess = () => yes(r.result); });
  const t = db.transaction(Object.keys(all), 'readwrite');
  for (const [table, list] of Object.entries(all)) for (const [k, v] of list) t.objectStore(table).put(back(v), k);
  await new Promise((yes) => { t.oncomplete = yes; });
  db.close();
}, rows);

test('the names of notes', { timeout: 150_000 }, async (t) => {
  const server = await Server.start();
  let a;
  let b;
  const part = parts(t, () => [a, b].filter(Boolean));
  try {
    await part('a draft of a sheet, a page for this device alone, a note for a clinician', async () => {
      a = await Person.come('A', server.url);
      await a.open();
      await a.page.evaluate(() => navigator.serviceWorker.ready);
      await a.lookAround({ path: 'path-table' });
      await a.keepIt({ name: 'Ada', pass: OLD.pass });
      await toPlaces(a);
      await a.place('ideas');
      await a.pressRow('sheets-title');
      await a.page.getByRole('button', { name: /^\s*How I say it/ }).click();
      await a.page.locator('main textarea').first().fill('Rinaudo at the kitchen table');
      await a.place('mine');
      await a.pressRow('mine-journal');
      await a.press('journal-write');
      await a.fill('entry-label', 'Telkanor stays here');
      await a.pick('audience-device');
      await a.press('entry-keep');
      await a.sees('journal-title');
      await a.press('journal-write');
      await a.fill('entry-label', 'Half of Oslavia');
      await a.place('ideas');
      await a.pressRow('print-title');
      await a.pressRow('printing-note');
      await a.fill('note-what', 'Burning since Morvedre');
      await a.pick('note-keep');
      await until(async () => (await notes(a)).length >= 4, 'four notes lie there');
      await wait(600); // a draft is put down a moment behind the last key
    });

    await part('locked: how many and how large, and no word of what they are called or say', async () => {
      const sheet = (await a.ask('localAll', { prefix: 'draft:sheet:' }))[0].key.split(':')[2];
      await a.ask('lock', { tab: null, all: true });
      await a.sees('unlock-title');
      const d = await dump(a);
      assert.ok(d.dbs['hearth/local'].length >= 4);
      for (const [key, sealed] of d.dbs['hearth/local']) {
        assert.match(key, /^[0-9a-f]{32}$/);
        assert.match(sealed, /^[0-9a-f]+$/);
        assert.ok(SIZES.includes(sealed.length), `a size of its own: ${sealed.length}`);
      }
      assert.deepEqual(Object.keys(d.dbs).filter((n) => !n.startsWith('hearth/')), []);
      for (const [key] of d.dbs['hearth/meta']) assert.match(key, /^(self|alarm|seq:[0-9a-f]{32}|tab:[0-9a-f]{16})$/);
      for (const [key] of d.dbs['hearth/snap']) assert.match(key, /^(hot|chain)(:\d+)?$/);
      assert.deepEqual(Object.keys(d.caches).map((n) => n.replace(/-.*/, '')), ['hearth']);
      // The caches hold the program, the same for everybody; their names and addresses are part of what is searched.
      const text = JSON.stringify(d).toLowerCase();
      const words = ['rinaudo', 'telkanor', 'oslavia', 'morvedre', 'draft', 'sheet', 'here:', 'note:', 'clinician', 'entry', 'comfort', sheet, '"ada"'];
      for (const w of words) for (const as of [w, Buffer.from(w).toString('hex')]) assert.ok(!text.includes(as), `${w} lies there: ${text.slice(Math.max(0, text.indexOf(as) - 60), text.indexOf(as) + 60)}`);
    });

    await part('another passphrase: all of it is where it was', async () => {
      await a.unlock(OLD.pass);
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
      const before = await a.ask('localAll', { prefix: '' });
      await a.ask('changePass', { pass: OLD.pass, next: 'quiet harbour pepper willow ember' });
      await a.ask('lock', { tab: null, all: true });
      await a.unlock('quiet harbour pepper willow ember');
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
      const sorted = (x) => [...x].sort((p, q) => (p.key < q.key ? -1 : 1));
      assert.deepEqual(sorted(await a.ask('localAll', { prefix: '' })), sorted(before));
      assert.deepEqual((await a.ask('localGet', { key: 'note:clinician' })).what, 'Burning since Morvedre');
    });

    await part('come back by paper: notes of one device are not on the next one', async () => {
      const paper = await a.ask('paperMake', { pass: 'quiet harbour pepper willow ember' });
      await a.ask('paperConfirm', { ticket: paper.ticket });
      await a.ask('recover', { text: paper.text, pass: OLD.pass });
      assert.deepEqual(await a.ask('localAll', { prefix: '' }), []);
      assert.deepEqual(await notes(a), []);
      await a.ask('localPut', { key: 'note:clinician', value: { what: 'anew' } });
      assert.deepEqual(await a.ask('localAll', { prefix: 'note:' }), [{ key: 'note:clinician', value: { what: 'anew' } }]);
      assert.deepEqual([a.errors, a.foreign], [[], []]);
      await a.close();
    });

    await part('a device of before, stopped in the middle of moving its notes, has lost none', async () => {
      b = await Person.come('B', server.url);
      await b.page.goto(`${server.url}/icon.svg`);
      await fill(b, { meta: OLD.meta, outbox: OLD.outbox, local: OLD.local });
      await b.open();
      await b.sees('unlock-title');
      // The program gets stuck with a part of them moved, and never comes out of it.
      await b.page.workers()[0].evaluate(() => {
        const { delete: del } = IDBObjectStore.prototype;
        let n = 0;
        IDBObjectStore.prototype.delete = function (k) {
          for (const end = Date.now() + 30_000; this.name === 'local' && n === 3 && Date.now() < end;);
          n++;
          return del.call(this, k);
        };
      });
      await b.fill('unlock-label', OLD.pass);
      await b.press('unlock-go');
      await wait(4000);
      await b.page.close();
      b.page = await b.context.newPage();
      await b.page.goto(`${server.url}/icon.svg`);
      assert.deepEqual(await notes(b), OLD.local);
    });

    await part('the next time they are moved, and say what they said', async () => {
      await b.open();
      await b.unlock(OLD.pass);
      await until(async () => (await notes(b)).every(([k]) => /^[0-9a-f]{32}$/.test(k)), 'no name lies there', 20_000);
      assert.equal((await notes(b)).length, OLD.local.length);
      for (const [key, value] of Object.entries(OLD.notes)) assert.deepEqual(await b.ask('localGet', { key }), value);
      assert.equal((await b.ask('localAll', { prefix: 'here:' })).length, 2);
      assert.ok(!/draft|here:|clinician|comfort/.test(JSON.stringify(await dump(b))));
      await b.ask('localPut', { key: 'draft:run', value: null });
      assert.equal(await b.ask('localGet', { key: 'draft:run' }), null);
      assert.equal((await notes(b)).length, OLD.local.length - 1);
    });

    await part('a tab of before puts one down under its name; what no key opens goes; a swapped one is nobody’s', async () => {
      const moved = await notes(b);
      await fill(b, { local: [OLD.local.find(([k]) => k === 'draft:run'), ['draft:broken', '00'.repeat(100)], [moved[0][0], moved[1][1]]] });
      await b.page.reload();
      await until(async () => (await notes(b)).every(([k]) => /^[0-9a-f]{32}$/.test(k)), 'no name lies there', 20_000);
      assert.equal(await b.ask('localGet', { key: 'draft:run' }), OLD.notes['draft:run']);
      assert.equal((await notes(b)).length, OLD.local.length);
      assert.equal((await b.ask('localAll', { prefix: '' })).length, OLD.local.length - 1);
      assert.deepEqual([b.errors, b.foreign], [[], []]);
    });
  } finally {
    await cleanUp();
  }
});

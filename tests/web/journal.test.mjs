// The journal: tags, finding a page on this device, the question a page began from, and pages that stay on this device:
// sealed in the store, in no outbox and no request, there after a reload and gone when the device is forgotten.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeSource, cleanUp, parts, Person, Server, starts, T, toPlaces, until } from './lib.mjs';

const axe = axeSource();
async function clean(p, what) {
  if (!(await p.page.evaluate(() => 'axe' in globalThis))) await p.page.evaluate(axe);
  const found = await p.page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`));
  assert.deepEqual(found, [], what);
}
const SECRET = 'Only this phone knows of the blue kettle';

test('the journal', { timeout: 180_000 }, async (t) => {
  const server = await Server.start();
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  const journal = async () => { await a.place('mine'); await a.pressRow('mine-journal'); await a.sees('journal-title'); };
  const find = async () => { await journal(); await a.press('journal-find'); await a.sees('find-title'); };
  const fits = (n) => a.seesText(T('find-found', { n }));
  const row = (text) => a.page.getByRole('button', { name: text });
  /** Everything that lies in the browser's store, as text. */
  const store = () => a.page.evaluate(async () => {
    const db = await new Promise((yes, no) => { const r = indexedDB.open('hearth'); r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); });
    const out = {};
    for (const n of db.objectStoreNames) {
      const s = db.transaction(n).objectStore(n);
      const get = (r) => new Promise((yes) => { r.onsuccess = () => yes(r.result); });
      const [keys, values] = [await get(s.getAllKeys()), await get(s.getAll())];
      out[n] = keys.map((k, i) => [JSON.stringify(k), typeof values[i] === 'string' ? values[i] : JSON.stringify(values[i], (_k, v) => (v instanceof Uint8Array ? String.fromCharCode(...v.subarray(0, 5000)) : v))]);
    }
    db.close();
    return out;
  });
  try {
    await part('a page gets tags; the next page is offered them', async () => {
      a = await Person.come('A', server.url);
      await a.open();
      await a.lookAround({ path: 'path-alone' });
      await a.keepIt({ name: 'Ada', pass: 'river lantern copper violet meadow' });
      await toPlaces(a);
      await journal();
      await a.press('journal-write');
      await a.fill('entry-label', 'Café in the rain.\nWe shared the last croissant.');
      await a.page.locator('.tags-fold summary').click();
      await a.fill('tags-new', 'Our garden, small things');
      await a.press('tags-add');
      await a.fill('tags-new', 'our GARDEN, Müller'); // what is still in the line counts, and no tag twice
      await clean(a, 'writing');
      await a.press('entry-keep');
      await a.sees('journal-title');
      const [r] = await a.view({ show: 'journal', limit: 5 });
      assert.equal(r.body.tagged, 'Our garden\nsmall things\nMüller');
      assert.equal(r.for, 'me');
      await a.press('journal-write');
      await a.page.locator('.tags-fold summary').click();
      await a.page.getByRole('button', { name: 'small things', exact: true }).click();
      await a.fill('entry-label', 'The bus was late and you were not cross.');
      await a.press('entry-keep');
      await a.sees('journal-title');
    });

    await part('a page that began from a question still shows it', async () => {
      const prompt = await a.view({ show: 'prompt', day: Math.floor((await a.now()) / 86_400_000) });
      await a.page.locator('.offer').click();
      await a.fill('entry-label', 'An answer of my own.');
      await a.press('entry-keep');
      await a.sees('journal-title');
      await row('An answer of my own.').click();
      await a.page.locator('.prompt').waitFor();
      const shown = await a.page.locator('.prompt').innerText();
      assert.ok(!shown.includes('{') && shown.slice(0, 8) === prompt.text.replaceAll('{you}', 'your partner').slice(0, 8), shown);
    });

    await part('a page for this device alone lies sealed there, in no outbox and in no request', async () => {
      await journal();
      await a.copied();
      const heads = JSON.stringify((await a.view({ show: 'state' })).streams);
      const asked = a.requests.filter((r) => r.method === 'POST').length;
      await a.press('journal-write');
      await a.pick('audience-device');
      await a.seesText(T('audience-device-says'));
      await a.fill('entry-label', SECRET);
      await a.page.locator('.tags-fold summary').click();
      await a.page.getByRole('button', { name: 'Our garden', exact: true }).click();
      await a.press('entry-keep');
      await a.seesText(T('entry-kept-here'));
      assert.equal(await a.unsent(), 0, 'nothing waits to be copied');
      await a.ask('copyNow');
      assert.equal(JSON.stringify((await a.view({ show: 'state' })).streams), heads, 'no stream has grown');
      assert.equal(a.requests.filter((r) => r.method === 'POST').length, asked, 'nothing was sent');
      assert.ok(!(await a.entries()).includes(SECRET), 'it is no record');
      const lies = await store();
      assert.equal((await a.ask('localAll', { prefix: 'here:' })).length, 1);
      assert.ok(!/kettle|here:/.test(JSON.stringify(lies)), 'nothing of it lies there in clear');
      assert.ok(!Object.values(server.files()).some((f) => f.includes('kettle')));
      await row(starts(SECRET)).getByText(T('who-device')).waitFor();
      await clean(a, 'journal');
    });

    await part('finding: by words without accents or case, by tag, and in pages of this device', async () => {
      await find();
      await a.seesText(T('find-all', { n: 4 }));
      await a.fill('find-words', 'cafe CROISSANT');
      await fits(1);
      await row('We shared the last croissant.').or(row('Café in the rain.')).first().waitFor();
      await a.fill('find-words', 'kettle');
      await fits(1);
      await a.fill('find-words', '');
      await a.page.getByRole('button', { name: 'Our garden', exact: true }).click();
      await fits(2);
      await a.fill('find-words', 'muller');
      await fits(1);
      await a.fill('find-words', 'nothing like it');
      await fits(0);
      await a.seesText(T('find-none'));
      await clean(a, 'finding');
      assert.equal(a.requests.filter((r) => r.url.includes('kettle') || r.url.includes('muller')).length, 0);
    });

    await part('more pages than one part of the list: the oldest is found all the same, and opens', async () => {
      const day = Math.floor((await a.now()) / 86_400_000);
      const filler = 'A day like others, with rain and soup. '.repeat(12);
      await a.page.evaluate(async ([text, d]) => {
        for (let i = 0; i < 60; i++) await globalThis.__ask('act', { do: 'write', type: 'entry', for: 'me', body: { text: `${i === 0 ? 'The zinnia by the gate. ' : ''}${text} ${i}`, day: d } });
      }, [filler, day]);
      await a.page.reload();
      await a.page.getByRole('navigation').waitFor();
      await find();
      await a.fill('find-words', 'zinnia');
      await fits(1);
      await row('The zinnia by the gate').click();
      await until(async () => (await a.page.getByLabel(T('entry-label')).inputValue()).startsWith('The zinnia'), 'the old page opens');
    });

    await part('there after a reload, and changed without becoming a record', async () => {
      await a.page.reload();
      await a.page.getByRole('navigation').waitFor();
      await journal();
      await a.press('journal-find');
      await a.fill('find-words', 'kettle');
      await row(starts(SECRET)).click();
      await until(async () => (await a.page.getByLabel(T('entry-label')).inputValue()) === SECRET, 'the page of this device');
      assert.equal(await a.page.getByLabel(T('audience-device'), { exact: true }).isChecked(), true);
      await a.fill('entry-label', `${SECRET}, and so does Ada`);
      await a.press('entry-keep-again');
      await a.seesText(T('entry-kept-here'));
      assert.equal((await a.ask('localAll', { prefix: 'here:' }))[0].value.body.text, `${SECRET}, and so does Ada`);
      await until(async () => (await a.ask('localAll', { prefix: 'draft:entry' })).length === 0, 'no draft stays');
      assert.ok(!(await a.entries()).some((x) => x.includes('kettle')));
    });

    await part('what was begun in a kept page is let go, and the page stands as it was', async () => {
      await a.writePage('Soup, and bread with it.');
      await row(starts('Soup, and bread with it.')).click();
      await a.fill('entry-label', '');
      await a.page.locator('header .back').click();
      await a.sees('journal-title');
      await row(starts('Soup, and bread with it.')).click();
      await until(async () => (await a.field('entry-label').inputValue()) === '', 'what was typed is still there');
      await a.press('sheet-as-it-was');
      await a.sees('journal-title');
      await row(starts('Soup, and bread with it.')).click();
      await until(async () => (await a.field('entry-label').inputValue()) === 'Soup, and bread with it.', 'the page as it was kept');
      await a.page.locator('header .back').click();
    });

    await part('a page that begins with a link is known by it, and no list runs off the screen', async () => {
      const link = `https://example.org/${'a-long-way/'.repeat(9)}`;
      await a.ask('act', { do: 'write', type: 'entry', for: 'me', body: { text: link, day: 20000 } });
      await a.ask('act', { do: 'write', type: 'entry', for: 'me', body: { text: 'abcdefghij'.repeat(8), day: 20000 } });
      const fits = () => a.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
      const was = a.page.viewportSize();
      await a.page.setViewportSize({ width: 320, height: 740 });
      await row(starts('https://example.org/a-long-way/')).waitFor();
      assert.ok(await fits(), 'the journal');
      await a.press('book-way');
      await a.page.getByRole('group', { name: T('book-lines') }).waitFor();
      assert.ok(await fits(), 'lines to choose from');
      await a.page.locator('header .back').click();
      await a.page.setViewportSize(was);
    });

    await part('gone when this device is forgotten', async () => {
      await a.ask('forget');
      await a.page.reload();
      await a.page.getByRole('button', { name: T('welcome-go') }).waitFor();
      const lies = await store();
      assert.deepEqual(lies.local, []);
    });
    assert.deepEqual(a.errors, []);
    assert.deepEqual(a.foreign, []);
  } finally {
    await cleanUp();
  }
});

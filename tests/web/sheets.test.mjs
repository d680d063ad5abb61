// Sheets, wording help and tracks, lived by two people and by one: what is private stays private, what is shared was shown
// first, and a report of harm is never put more softly.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeSource, cleanUp, pair, parts, Person, Server, starts, T, toPlaces, until } from './lib.mjs';

let server;
before(async () => { server = await Server.start(); });
after(cleanUp);

const row = (p, title) => p.page.getByRole('button', { name: starts(title) }).first().click();
const field = (p, n) => p.page.locator('.ask-block textarea').nth(n);
const sheets = async (p) => { await p.place('ideas'); await p.pressRow('sheets-title'); await p.sees('sheets-title'); };
const records = (p, type) => p.view({ show: 'records', type });
async function axe(p, name) {
  if (!(await p.page.evaluate(() => 'axe' in globalThis))) await p.page.evaluate(axeSource());
  const found = await p.page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map((v) => `${v.id} ${v.nodes[0].target}`));
  assert.deepEqual(found, [], name);
}

test('sheets, wording and tracks', { timeout: 120_000 }, async (t) => {
  let a;
  let b;
  const part = parts(t, () => [a, b].filter(Boolean));

  await part('before anybody joins, a road for one is offered', async () => {
    a = await Person.come('A', server.url);
    await a.open();
    await a.lookAround({ path: 'path-table' });
    await a.keepIt({ name: 'Ada', pass: 'river lantern copper violet meadow' });
    await toPlaces(a);
    await a.place('ideas');
    await a.pressRow('tracks-title');
    await a.sees('tracks-title');
    await a.page.locator('.offer').click();
    await a.sees('On my own');
    await axe(a, 'the solo road');
    await a.place('us');
  });

  await part('two people come', async () => {
    b = await Person.come('B', server.url);
    await pair(a, b);
    await b.press('later');
    await b.pressRow('path-both');
    await toPlaces(b);
    await a.place('us');
    await a.button('checkin-title').waitFor();
  });

  await part('wording help points at "you never", and only when asked', async () => {
    await sheets(a);
    await axe(a, 'the list');
    await row(a, 'How I say it');
    await field(a, 0).fill('You never listen when I talk about the week');
    assert.equal(await a.page.locator('.findings').count(), 0);
    await a.button('wording-look').first().click();
    await a.page.locator('.findings mark').waitFor();
    assert.equal(await a.page.locator('.findings mark').innerText(), 'You never');
    await axe(a, 'findings');
    // Other words, and what was said about the old ones is gone.
    await field(a, 0).fill('On Tuesday the door was shut');
    assert.equal(await a.page.locator('.findings').count(), 0);
    await a.button('wording-look').first().click();
    await a.seesText(T('wording-none'));
  });

  await part('a report of harm is not softened: nothing is pointed at, and there is help', async () => {
    await field(a, 0).fill('You never listen and you hit me');
    await a.button('wording-look').first().click();
    await a.seesText(T('wording-harm'));
    assert.equal(await a.page.locator('.findings, mark').count(), 0);
    assert.equal(await a.page.getByText(T('wording-instead')).count(), 0);
    await axe(a, 'harm');
    await a.press('wording-harm-help');
    await a.sees('help-title');
    await a.page.locator('header .back').click();
    await until(async () => (await field(a, 0).inputValue()) === 'You never listen and you hit me', 'the draft');
    assert.equal((await records(a, 'sheet')).length, 0, 'looking at words keeps nothing');
  });

  await part('kept private, a sheet is the writer\u2019s alone; shared after it was shown, both read it', async () => {
    await sheets(a);
    await row(a, 'Our repair menu');
    await field(a, 0).fill('Can I start that again?');
    await axe(a, 'the form');
    assert.ok(await a.page.getByRole('radio', { name: T('audience-me') }).isChecked(), 'private first');
    await a.press('sheet-keep');
    await a.seesText(T('sheet-kept'));
    await a.button('day-change').waitFor();
    await axe(a, 'a filled sheet');
    await a.copied();
    assert.equal((await b.view({ show: 'sheet', id: 'repair-menu' })).records.length, 0);
    await a.press('day-change');
    await a.pick('audience-us');
    await a.press('entry-keep-again');
    await a.page.getByRole('dialog').getByText('Can I start that again?').waitFor();
    assert.equal((await b.view({ show: 'sheet', id: 'repair-menu' })).records.length, 0, 'shown before anything is sent');
    await axe(a, 'the preview');
    await a.press('sheet-share-yes');
    await a.seesText(T('sheet-kept-us'));
    assert.deepEqual((await records(a, 'sheet')).map((r) => r.for), ['us'], 'it moved: no private one is left');
    await until(async () => (await b.view({ show: 'sheet', id: 'repair-menu' })).records.length === 1, 'the shared sheet at B');
    await sheets(b);
    await row(b, 'Our repair menu');
    await b.seesText('Can I start that again?');
    assert.equal(await b.button('day-change').count(), 0, 'nobody changes the other\u2019s words');
    // Taken away, and brought back.
    await a.press('day-remove');
    await a.sees('Our repair menu');
    await until(async () => (await records(a, 'sheet')).length === 0, 'removed');
    await a.press('day-undo');
    await until(async () => (await records(a, 'sheet')).length === 1, 'brought back');
  });

  await part('every road opens; one at a time, seen by nobody else', async () => {
    await a.place('ideas');
    await a.pressRow('tracks-title');
    await a.sees('tracks-title');
    await axe(a, 'tracks');
    const names = await a.page.locator('main .row > span:first-child').evaluateAll((l) => l.map((x) => x.firstChild.textContent));
    assert.ok(names.length > 5);
    for (const n of names) {
      await row(a, n);
      await a.sees(n);
      assert.ok(await a.page.locator('.weeks li').count() > 0, n);
      if (n === names[0]) await axe(a, 'a track');
      if (await a.page.locator('body.hold').count()) assert.equal(await a.page.locator('.week-steps').count(), 0, 'one that holds names no step');
      await a.page.locator('header .back').click();
      await a.sees('tracks-title');
    }
    await row(a, names[0]);
    await a.press('track-walk');
    await a.button('track-leave').waitFor();
    await a.page.locator('header .back').click();
    await row(a, names[1]);
    await a.press('track-walk');
    await a.press('track-switch-yes');
    await a.button('track-leave').waitFor();
    const mine = await records(a, 'track');
    assert.equal(mine.length, 1, 'one record, so one road');
    assert.equal(mine[0].for, 'me');
    await a.copied();
    assert.equal((await records(b, 'track')).length, 0);
    await a.press('track-leave');
    await until(async () => (await records(a, 'track'))[0].body.ended === 1, 'left');
  });
});

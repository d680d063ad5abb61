// What a lock leaves behind in the page: nothing that was typed, nowhere to go back to, and nothing of the private questions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanUp, parts, Person, Server, T, toPlaces, until } from './lib.mjs';

const PASS = 'river lantern copper violet meadow';

test('a locked page has forgotten', { timeout: 120_000 }, async (t) => {
  const server = await Server.start();
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  /** The questions that the page asks about today, from here on. */
  const listen = () => a.page.evaluate(() => {
    const w = globalThis.__worker;
    globalThis.__today = [];
    if (globalThis.__listens) return;
    globalThis.__listens = true;
    const post = w.postMessage.bind(w);
    w.postMessage = (m) => { if (m.op === 'view' && m.args?.show === 'today') globalThis.__today.push(m.args); post(m); };
  });
  const heard = () => a.page.evaluate(() => globalThis.__today);
  try {
    await part('what the private questions said holds for this sitting', async () => {
      a = await Person.come('A', server.url);
      await a.open();
      await a.lookAround({ safety: Array(9).fill('yes'), path: 'path-light' });
      await a.keepIt({ name: 'Ada', pass: PASS });
      await toPlaces(a);
      await a.place('mine');
      await listen();
      await a.place('today');
      await until(async () => (await heard()).some((q) => q.care === true), 'the plan of this sitting knows it');
    });

    await part('locked while Help is open: neither Help nor the way back to what was typed stays', async () => {
      await a.place('ideas');
      await a.pressRow('print-title');
      await a.pressRow('printing-note');
      await a.fill('note-what', 'A burning on the left side');
      await a.press('place-help');
      await a.sees('help-title');
      await a.ask('lock', { tab: null, all: false });
      await a.sees('unlock-title');
      await a.press('place-help');
      await a.sees('help-title');
      await a.page.locator('header .back').click();
      await a.sees('unlock-title');
      assert.equal(await a.page.locator('header .back').count(), 0);
    });

    await part('unlocked again, the plan has forgotten the questions', async () => {
      await listen();
      await a.unlock(PASS);
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
      await a.place('mine');
      await a.place('today');
      await until(async () => (await heard()).length > 0, 'Today asks');
      const asked = await heard();
      assert.ok(asked.every((q) => q.care === undefined && q.contain === undefined));
      assert.deepEqual([a.errors, a.foreign], [[], []]);
    });

    await part('hidden for too long it locks, also where the tab may keep nothing', async () => {
      await a.page.evaluate(() => {
        sessionStorage.removeItem('tab');
        for (const f of ['getItem', 'setItem', 'removeItem']) Storage.prototype[f] = () => { throw new DOMException('no', 'SecurityError'); };
        Object.defineProperty(document, 'hidden', { get: () => globalThis.__hidden, configurable: true });
        globalThis.__hidden = true;
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await a.context.clock.fastForward(16 * 60_000);
      await a.page.evaluate(() => { globalThis.__hidden = false; document.dispatchEvent(new Event('visibilitychange')); });
      await a.sees('unlock-title');
    });

    await part('what was left keeps not even the hour, nor does a sleeping tab open again', async () => {
      await a.page.reload();
      await a.unlock(PASS);
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
      const asleep = await a.context.newPage();
      await asleep.goto(server.url);
      await asleep.getByLabel(T('unlock-label')).fill(PASS);
      await asleep.getByRole('button', { name: T('unlock-go') }).click();
      await asleep.getByRole('navigation').waitFor({ timeout: 15_000 });
      await asleep.goto('about:blank');
      await a.press('leave');
      await until(() => a.page.url() === 'about:blank', 'gone');
      await a.page.goto(`${server.url}/icon.svg`);
      assert.deepEqual(await a.page.evaluate(() => ({ ...sessionStorage })), {});
      // Also where the page's first drawing is slower than the store: effects come late, and the phase has moved on by then.
      await asleep.addInitScript(() => {
        const soon = setTimeout;
        globalThis.requestAnimationFrame = () => 0;
        globalThis.setTimeout = (f, ms, ...more) => soon(f, ms >= 30 && ms <= 100 ? 2500 : ms, ...more);
      });
      await asleep.goto(server.url);
      await asleep.waitForTimeout(3500);
      await asleep.getByRole('heading', { name: T('unlock-title') }).waitFor({ timeout: 15_000 });
      await asleep.close();
      await a.page.goto(server.url);
    });

    await part('locked where the store is gone: the page closes all the same', async () => {
      await a.unlock(PASS);
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
      await a.page.evaluate(() => new Promise((yes) => { const r = indexedDB.deleteDatabase('hearth'); r.onsuccess = yes; }));
      await a.place('mine');
      await a.pressRow('keeping-title');
      await a.press('lock-now');
      await a.sees('unlock-title');
      await until(async () => (await a.status()).phase === 'locked', 'the worker too');
      await assert.rejects(a.view({ show: 'journal', limit: 5 }), /denied/);
    });
  } finally {
    await cleanUp();
  }
});

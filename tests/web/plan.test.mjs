// What the planner knows, as a person meets it: a solo step and a talk from Begin to the last word, not this one and why, a
// hard week, a light plan, three doors, how often, a tip where nothing is due, closing well.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeSource, cleanUp, evening, parts, Person, Server, starts, T, toPlaces, until } from './lib.mjs';

const axe = axeSource();
async function clean(p, what) {
  if (!(await p.page.evaluate(() => 'axe' in globalThis))) await p.page.evaluate(axe);
  const found = await p.page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`));
  assert.deepEqual(found, [], what);
}
const DAY = Math.floor(evening(0) / 86_400_000);

test('the plan', { timeout: 200_000 }, async (t) => {
  const server = await Server.start();
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  const today = (days, more = {}) => a.view({ show: 'today', day: DAY + days, minute: 20 * 60 + 30, ...more });
  const newest = async (type) => (await a.view({ show: 'records', type, limit: 1 }))[0];
  const write = (type, body) => a.ask('act', { do: 'write', type, for: 'me', body });
  const exercise = async (title) => {
    await a.place('ideas');
    await a.pressRow('ideas-exercises');
    await a.page.getByRole('button', { name: starts(title) }).click();
  };
  /** Through every phase to the last word, however long each takes. */
  const through = async () => {
    const over = a.button('run-close').or(a.page.locator('h1', { hasText: T('after-title') }));
    for (let i = 0; i < 30 && !(await over.count()); i++) {
      if (await a.button('run-next').count()) await a.button('run-next').first().click({ timeout: 2000 }).catch(() => undefined);
      else await a.context.clock.fastForward(60_000);
    }
    // Where a minute was jumped over at the end, the closing has had its time and goes by itself.
    if (await a.button('run-close').count()) await a.button('run-close').click({ timeout: 2000 }).catch(() => undefined);
  };
  try {
    await part('a step by oneself, from Begin to its two taps', async () => {
      a = await Person.come('A', server.url);
      await a.open();
      await a.lookAround({ safety: Array(9).fill('no'), path: 'path-table' });
      await a.keepIt({ name: 'Ada', pass: 'river lantern copper violet meadow' });
      await toPlaces(a);
      await exercise('A list of what I value');
      await a.press('begin');
      await a.press('sit-go');
      await a.button('prepare-ready').or(a.button('run-pause')).first().waitFor();
      if (await a.button('prepare-ready').count()) await a.press('prepare-ready');
      await through();
      await a.sees('after-title');
      await a.press('after-keep');
      await a.press('over-close');
      const step = await newest('step');
      assert.deepEqual([step.for, step.body.exercise, step.body.what], ['me', ['E13'], 0]);
    });

    await part('not this one: it is set aside, and why is asked once, for the plan alone', async () => {
      await a.later(evening(2));
      await a.place('today');
      const first = (await today(2)).card;
      await a.seesText(first.title);
      await a.press('step-another');
      await a.page.getByRole('group', { name: T('whynot') }).waitFor();
      await clean(a, 'why not');
      await a.press('whynot-uneasy');
      await until(async () => (await newest('step')).body.reason?.[0] === 'uneasy', 'the reason in the same record');
      const step = await newest('step');
      assert.deepEqual([step.for, step.body.exercise[0], step.body.what], ['me', first.exercise, 2]);
      assert.notEqual((await today(2)).card?.exercise, first.exercise);
      assert.equal(await a.page.getByRole('group', { name: T('whynot') }).count(), 0, 'asked once');
    });

    await part('a hard week folds everything away and gives it back', async () => {
      await a.press('hard-week');
      await a.button('hard-end').waitFor();
      assert.equal((await today(2)).card, null);
      assert.equal(await a.button('begin').or(a.button('begin-together')).count(), 0);
      await clean(a, 'hard week');
      await a.press('hard-end');
      await until(async () => (await today(2)).hard === null, 'over');
    });

    await part('a light plan holds only what is easy for two', async () => {
      await a.place('mine');
      await a.pressRow('mine-light');
      await a.pick('light-28');
      await a.press('light-begin');
      await until(async () => (await newest('light')) !== undefined, 'kept'); // the first week is light as it is
      const easy = new Set(['E12', 'E13', 'N06', 'E30', 'E31', 'E32', 'E33', 'N04', 'N08']);
      for (let d = 2; d < 9; d++) {
        const { card } = await today(d);
        assert.ok(!card || !card.joint || easy.has(card.exercise), card?.exercise);
      }
      await a.place('mine');
      await a.pressRow('mine-light');
      await a.press('light-end');
    });

    await part('a talk of two turns on one phone', async () => {
      await write('step', { exercise: ['E03'], size: 0, day: DAY + 7, what: 0 }); // what it needs; and the first week is light
      await a.later(evening(8));
      await exercise('Ten minutes each');
      await a.press('begin-together');
      await a.pick('sit-table');
      await a.press('sit-go');
      await a.press('prepare-ready-us');
      await a.page.locator('.ring .time').waitFor();
      assert.equal(await a.button('run-stop').count(), 2, 'both can stop');
      await through();
      await a.sees('after-title');
      await a.press('after-keep');
      await a.press('over-close');
      assert.deepEqual((await newest('step')).body.exercise, ['E05']);
    });

    await part('three doors after honest effort that moved nothing; whichever is taken, they stay closed for a while', async () => {
      for (const d of [10, 17, 24, 31, 38]) await write('step', { exercise: ['E13'], size: 0, day: DAY + d, what: 0 });
      for (const [d, slice] of [[2, 2], [5, 3], [33, 4], [61, 4]]) {
        const { items } = await a.view({ show: 'reflection', day: DAY + d });
        await write('reflection', { path: 0, slice, day: DAY + d, answers: Object.fromEntries(items.map((x) => [x.id, 5])) });
      }
      await a.later(evening(65));
      await until(async () => (await today(65)).doors, 'doors');
      await a.place('today');
      await a.press('doors-look');
      await a.sees('doors-title');
      await clean(a, 'doors');
      await a.pressRow('doors-person');
      await a.page.getByRole('heading', { level: 1 }).waitFor();
      assert.equal((await newest('doors')).body.door, 1);
      assert.equal((await today(65)).doors, false);
      assert.equal((await today(100)).doors, false);
    });

    await part('how often: between its days nothing is due, and a tip may stand there', async () => {
      await a.place('mine');
      await a.pressRow('mine-pace');
      await clean(a, 'pace');
      await a.pick('pace-seasons');
      await a.press('pace-keep');
      await until(async () => (await today(65)).card === null, 'nothing due');
      let d = 66;
      while (d < 100 && !(await today(d)).tip) d++;
      await a.later(evening(d));
      const { tip, card } = await today(d);
      assert.equal(card, null);
      await a.place('today');
      await a.seesText(tip.text.replace(/\{[^}]*\}.*/, '').trim());
      await clean(a, 'a tip');
    });

    await part('closing well deletes nothing, tells nobody and can be undone', async () => {
      const before = (await a.view({ show: 'state' })).streams.find((s) => s.class === 'M').n;
      await a.place('mine');
      await a.pressRow('mine-pace');
      await a.press('pace-close');
      await a.sees('close-title');
      await clean(a, 'closing');
      await a.press('close-do');
      await a.seesText('You closed this well');
      await a.place('mine');
      await a.pressRow('mine-pace');
      await a.sees('pace-closed-title');
      await a.press('pace-open');
      await until(async () => (await newest('pace')).body.pace === 0, 'open again');
      assert.equal((await a.view({ show: 'state' })).streams.find((s) => s.class === 'M').n, before);
      assert.ok((await a.view({ show: 'records', type: 'step', limit: 50 })).length >= 8);
    });
    assert.deepEqual(a.errors, []);
  } finally {
    await cleanUp();
  }
});

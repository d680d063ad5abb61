// A session with every kind of phase: breathing that goes on at its own second, a passage, a choice that nothing remembers,
// words that are filled in; a page that touches has no Begin; and nothing of the body before somebody asks.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { axeSource, cleanUp, pageWith, parts, Person, root, Server, starts, T, toPlaces, until } from './lib.mjs';

const axe = axeSource();
async function clean(p, what) {
  if (!(await p.page.evaluate(() => 'axe' in globalThis))) await p.page.evaluate(axe);
  const found = await p.page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`));
  assert.deepEqual(found, [], what);
}
/** Wide letters, a narrow phone: nothing makes anybody scroll sideways. */
async function fits(p, what) {
  const cdp = await p.context.newCDPSession(p.page);
  const was = p.page.viewportSize();
  await p.page.setViewportSize({ width: 360, height: 640 });
  await cdp.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  const over = await p.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await cdp.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await cdp.detach();
  await p.page.setViewportSize(was);
  assert.ok(over <= 0, `${what}: ${over} px too wide`);
}

test('every kind of phase', { timeout: 180_000 }, async (t) => {
  const server = await Server.start({ web: pageWith(join(root, 'tests', 'web', 'pack')) });
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  const open = async (title) => {
    await a.place('ideas');
    await a.pressRow('ideas-exercises');
    await a.page.getByRole('button', { name: starts(title) }).click();
    await a.page.locator('h1', { hasText: title }).waitFor();
  };
  const word = () => a.page.locator('.breath').innerText();
  try {
    await part('somebody comes, and calls the other by a name and a pronoun of their own', async () => {
      a = await Person.come('A', server.url);
      await a.open();
      await a.lookAround({ safety: Array(9).fill('no'), path: 'path-table' });
      await a.keepIt({ name: 'Ada', pass: 'river lantern copper violet meadow' });
      await toPlaces(a);
      await a.later((await a.now()) + 9 * 86_400_000); // the first week is a light one
      await a.place('mine');
      await a.pressRow('mine-words');
      await a.fill('words-you', 'Robin');
      await a.page.getByRole('group', { name: T('words-you-pronoun') }).getByLabel(T('pronoun-own'), { exact: true }).check();
      await a.fill('pronoun-own-label', 'ze/zir/zir');
      await a.seesText(T('pronoun-so', { them: 'zir', their: 'zir' }));
      assert.equal(await a.page.getByLabel(T('words-chest')).count(), 0, 'no words for the body before sexual content was asked for');
      await clean(a, 'words');
      await a.press('words-keep');
      await a.seesText(T('day-kept'));
      const [r] = await a.view({ show: 'records', type: 'words', limit: 1 });
      assert.equal(r.body.you_pronoun, 'ze/zir/zir');
      assert.equal(r.for, 'me');
    });

    await part('breathing: in and out by the wall clock, also after a pause and a reload', async () => {
      await open('A little of each');
      await a.seesText('Robin may do it too. In zir own time is fine.');
      await a.press('begin');
      await a.press('sit-go');
      await a.press('prepare-ready');
      await a.page.locator('.breath').waitFor();
      assert.equal(await word(), T('breath-in'));
      await until(async () => (await word()) === T('breath-out'), 'out after four seconds', 6000);
      // Where movement is wanted the ring widens and narrows instead of the word.
      await a.page.emulateMedia({ reducedMotion: 'no-preference' });
      const ring = () => a.page.evaluate(() => document.querySelector('.ring > svg').getAnimations().map((x) => [x.playState, x.effect.getTiming().duration]));
      await until(async () => (await ring()).length === 1, 'the ring moves');
      assert.deepEqual(await ring(), [['running', 10_000]]);
      assert.equal(await a.page.locator('.breath').count(), 0);
      await a.page.emulateMedia({ reducedMotion: 'reduce' });
      await a.page.locator('.breath').waitFor();
      await until(async () => (await ring()).length === 0, 'the ring rests again');
      await clean(a, 'breathing');
      await fits(a, 'breathing');
      // Ten seconds are one breath: 13 s later it is three seconds further on in its round.
      await a.button('run-pause').click();
      await a.button('run-resume').waitFor();
      const kept = await a.ring();
      await a.context.clock.fastForward(60_000);
      assert.ok(Math.abs((await a.ring()) - kept) < 0.02, 'the pause holds the breath');
      await a.button('run-resume').click();
      await a.button('run-pause').waitFor();
      const at = await a.now();
      await a.page.reload();
      await a.press('goon');
      await a.page.locator('.breath').waitFor();
      const gone = 60 * (1 - kept) + ((await a.now()) - at) / 1000;
      const want = (gone % 10) < 4 ? 'breath-in' : 'breath-out';
      if (Math.abs((gone % 10) - 4) > 0.7 && (gone % 10) < 9.3 && (gone % 10) > 0.7) assert.equal(await word(), T(want), `${gone} s of breathing are gone`);
      assert.ok(Math.abs((1 - (await a.ring())) * 60 - gone) < 1.6, 'at its own second');
      await a.context.clock.fastForward(61_000);
    });

    await part('a passage to read stands in larger letters, a choice goes on and is kept nowhere', async () => {
      await a.seesText('Read this aloud, slowly.');
      await a.page.getByRole('region', { name: T('run-passage') }).waitFor();
      await clean(a, 'reading');
      await fits(a, 'reading');
      await a.press('run-next');
      const choice = a.page.getByRole('button', { name: 'A walk round the house' });
      await choice.waitFor();
      await clean(a, 'choosing');
      await fits(a, 'choosing');
      const before = await a.ask('localGet', { key: 'run' });
      await choice.click();
      await a.seesText('One line about Robin, for yourself.');
      const after = await a.ask('localGet', { key: 'run' });
      assert.deepEqual(Object.keys(after).sort(), Object.keys(before).sort());
      assert.ok(!JSON.stringify(after).includes('walk'));
      await a.press('run-next');
      await a.press('run-close');
      await a.press('after-keep');
      await a.press('over-close');
      const steps = await a.view({ show: 'records', type: 'step', limit: 5 });
      assert.equal(JSON.stringify(steps).includes('walk'), false);
    });

    await part('between two plates the one who reads has the text on their side, the other may listen', async () => {
      await a.later((await a.now()) + 3 * 86_400_000);
      await open('A little of each');
      await a.page.getByLabel(T('size-table', { n: 8 })).check();
      await a.press('begin-together');
      await a.pick('sit-table');
      await a.page.getByRole('group', { name: T('sit-begins') }).getByLabel(T('sit-you'), { exact: true }).or(a.page.getByLabel('Robin', { exact: true })).check();
      await a.press('sit-go');
      await a.press('prepare-ready-us');
      await until(async () => (await a.page.locator('.side').first().innerText()) === T('breath-in'), 'both halves say in');
      await a.context.clock.fastForward(121_000);
      const far = a.page.getByRole('region', { name: T('run-far') });
      await far.getByRole('region', { name: T('run-passage') }).waitFor();
      assert.equal(await far.locator('.side').innerText(), T('you-read'));
      assert.equal(await a.page.locator('.near .side').innerText(), T('you-listen'));
      assert.equal(await a.page.locator('.near .passage').count(), 0);
      await clean(a, 'reading at the table');
      await a.context.clock.fastForward(121_000);
      await a.page.locator('.choice').nth(5).waitFor();
      await clean(a, 'choosing at the table');
      await fits(a, 'choosing at the table');
      await a.page.locator('.choice').nth(2).click();
      await a.seesText('Then do that, for as long as you like.');
      await a.button('run-stop').first().click();
      await a.press('stopped-close');
      await a.press('enough-look');
    });

    await part('what was written in a session that is let rest goes to the journal, and into no other session', async () => {
      const write = async (title) => {
        await open(title);
        await a.press('begin');
        await a.press('sit-go');
        await a.press('prepare-ready');
        const field = a.page.locator('.write-box textarea');
        await a.button('run-pause').waitFor();
        for (let i = 0; i < 4 && !(await field.count()); i++) await a.context.clock.fastForward(16_000); // a quiet beginning
        await field.waitFor();
      };
      await write('A list of what I value');
      await a.fill('run-write', 'Robin waters the beans');
      await a.button('run-pause').click();
      await a.press('run-later');
      await a.press('goon-let');
      await a.seesText(T('run-kept'));
      assert.deepEqual(await a.entries(), ['Robin waters the beans']);
      await write('A list of what I value');
      assert.equal(await a.field('run-write').inputValue(), '');
      await a.fill('run-write', 'and hums');
      await a.button('run-pause').click();
      await a.press('run-later');
      await a.later((await a.now()) + 2 * 86_400_000); // by now nothing offers to go on with it
      await write('A list of what I value');
      assert.equal(await a.field('run-write').inputValue(), '');
      assert.deepEqual((await a.entries()).sort(), ['Robin waters the beans', 'and hums']);
      await a.button('run-stop').click();
      await a.press('stopped-close');
      await a.press('enough-look');
    });

    await part('a page that touches can be read and has no Begin, in no size', async () => {
      await open('Hand in hand');
      await a.seesText('Say slower, or stop, at any time.');
      await a.seesText(T('exercise-waits-touch'));
      for (const [n, key] of [[2, 'size-table'], [8, 'size-table'], [20, 'size']]) {
        await a.page.getByLabel(T(key, { n }), { exact: true }).check();
        assert.equal(await a.button('begin').or(a.button('begin-together')).count(), 0);
      }
      await clean(a, 'touch');
      await assert.rejects(a.view({ show: 'player', state: { exercise: 'P02', size: 0, mode: 'aloud' }, input: 'begin', now: 1000 }), /denied/);
    });

    await part('nothing of the senses or of sex in any list before it is asked for, and then it is there', async () => {
      const stages = async () => {
        const out = {};
        for (const folder of ['exercises', 'cards', 'prompts', 'tracks', 'sheets', 'tips', 'dares', 'outings', 'learn', 'causes'])
          out[folder] = (await a.view({ show: 'list', folder })).filter((x) => ['SEN', 'SEX'].includes(x.stage) || ['B13', 'B14', 'B15'].includes(x.id)).map((x) => x.id);
        return out;
      };
      const rooms = async () => (await a.view({ show: 'exercises' })).map((x) => x.stage).filter((s) => s === 'SEN' || s === 'SEX').length;
      assert.deepEqual(Object.values(await stages()).flat(), []);
      assert.equal(await rooms(), 0);
      await a.place('ideas');
      await a.pressRow('ideas-exercises');
      assert.equal(await a.page.getByText('Slow hands').count(), 0);
      await a.place('mine');
      await a.pressRow('mine-words');
      await a.page.getByLabel(T('words-sexual-yes'), { exact: true }).check();
      await a.fill('words-chest', 'my front');
      await a.press('words-keep');
      await a.seesText(T('day-kept'));
      assert.ok((await stages()).exercises.includes('P03'));
      assert.ok((await rooms()) > 0);
      await open('Slow hands');
      await a.seesText('near my front.');
    });
    assert.deepEqual(a.errors, []);
    assert.deepEqual(a.foreign, []);
  } finally {
    await cleanUp();
  }
});

// Who did not set Hearth up, or does not know who did: the questions are answered in the head, with nothing to tap, and what
// is written for oneself stays on this device until it is asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanUp, parts, Person, Server, T, toPlaces, until, wait } from './lib.mjs';
import { Cable } from './proxy.mjs';

test('somebody else runs the server', { timeout: 90_000 }, async (t) => {
  const server = await Server.start();
  const cable = await Cable.lay(server.port);
  let a;
  const part = parts(t, () => [a].filter(Boolean));
  const heads = async () => Object.fromEntries((await a.view({ show: 'state' })).streams.map((x) => [x.class, x.n]));
  try {
    await part('the questions have nothing to tap', async () => {
      a = await Person.come('A', cable.url);
      await a.open();
      await a.press('welcome-go');
      await a.press('wish-none');
      await a.press('around-none');
      await a.pick('setup-partner');
      await a.press('next');
      await a.press('understood');
      await a.press('firstpage-skip'); // no wish of the list, so nothing is said about one
      await a.sees('safety-title');
      assert.equal(await a.button('safety-here').count(), 0);
      await a.press('safety-read');
      for (let i = 0; i < 9; i++) {
        assert.equal(await a.page.locator('main input').count(), 0);
        await a.press('next');
      }
      await a.sees('safety-after');
      await a.press('safety-choose');
    });

    await part('private pages stay here, also at the next start and when a copy of the rest is asked for', async () => {
      await a.pressRow('path-alone');
      await a.keepIt({ name: 'Ada', pass: 'river lantern copper violet meadow' });
      await toPlaces(a);
      await a.writePage('Only on this device');
      await a.page.reload();
      await a.page.getByRole('navigation').waitFor();
      await wait(2500);
      assert.equal((await heads()).P ?? 0, 1, 'only the key of the stream itself, no page');
      assert.ok((await a.unsent()) > 0);
      assert.deepEqual(await a.entries(), ['Only on this device']);
      await a.place('mine');
      await a.pressRow('mine-keeping');
      await a.seesText(T('stays-note'));
      assert.equal(await a.button('sync-now').count(), 0);
    });

    await part('asked for, they are copied', async () => {
      await a.press('stays-allow');
      await until(async () => (await a.unsent()) === 0, 'all copied', 15_000);
      assert.ok((await heads()).P > 2);
      assert.deepEqual([a.errors, a.foreign], [[], []]);
    });
  } finally {
    await cleanUp();
    await cable.cut();
  }
});

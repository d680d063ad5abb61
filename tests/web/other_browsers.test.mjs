// The story's core in browsers of two other families, Firefox ESR and WebKitGTK: each founds a home and lives in it, and
// each takes the other one in.  The same people walk here as in story.test.mjs; see webkit.mjs for how.
//
// It is the real time of day here, and another server for each home.  Patience is long: what counts is that it comes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanUp, openFirefox, pair, parts, Person, Server, starts, strangers, T, tempDir, toPlaces, trapAt, until } from './lib.mjs';
import { openWebKit } from './webkit.mjs';

const PASS = 'velvet orchard saddle mirror quarry';
const SLOW = 8;

/** What /check says of each thing, by the id of its words. */
async function checked(p) {
  await p.page.goto(`${p.at}/check`);
  await p.seesText(T('check-kdf'), p.ms(20_000));
  const rows = (await p.page.locator('.lines .row').allInnerTexts()).map((r) => r.split('\n').map((x) => x.trim()).filter(Boolean));
  return Object.fromEntries(['secure', 'wasm', 'session', 'store', 'persist', 'locks', 'channel', 'wake', 'sw', 'voices', 'kdf'].map((id) => {
    const row = rows.find((r) => r[0] === T(`check-${id}`));
    assert.ok(row, `/check says nothing of ${id}: ${JSON.stringify(rows)}`);
    return [id, row[1]];
  }));
}

/** Nothing to scroll to at the side, also beside a scroll bar that takes room, as Firefox has one. */
const narrow = async (p) => assert.deepEqual(await p.page.evaluate(() => [document.documentElement.scrollWidth - document.documentElement.clientWidth]), [0]);

async function journal(p, ...texts) {
  await p.place('mine');
  await p.pressRow('mine-journal');
  for (const t of texts) await p.seesText(t);
}

/** One for both, through the screens: from Us to the list where it stands. */
async function writeForBoth(p, text) {
  await p.place('us');
  await p.pressRow('us-pages');
  await p.press('pages-write');
  await p.fill('entry-label', text);
  await p.press('entry-keep');
  await p.seesText(T('share-title'));
  await p.press('share-yes');
  await p.seesText(text);
}

test('the story’s core in Firefox and in WebKit', { timeout: 900_000 }, async (t) => {
  const people = [];
  const part = parts(t, () => people);
  const homes = {};
  const profile = tempDir();
  const byFirefox = { browser: () => openFirefox(profile), clock: null, slow: SLOW };
  let kit;
  let fox;
  let wren;

  /** host founds a home and lives in it; then guest is taken in, in the other browser. */
  const half = async (host, guest, { again }) => {
    const page = (name) => `${name} bei ${host.name}`; // each text is its own

    await part(`${host.name}: /check knows this browser`, async () => {
      host.at = homes[host.name].at[host.name];
      const said = await checked(host);
      const has = await host.page.evaluate(() => ({ locks: 'locks' in navigator, channel: 'BroadcastChannel' in self, wake: 'wakeLock' in navigator, sw: 'serviceWorker' in navigator }));
      for (const id of ['secure', 'wasm', 'session', 'store']) assert.equal(said[id], T('check-yes'), id);
      for (const [id, is] of Object.entries(has)) assert.equal(said[id], T(is ? 'check-yes' : 'check-no'), id);
      assert.ok(has.locks || has.channel, 'two tabs can agree');
      assert.match(said.kdf, /[1-9]/);
      assert.notEqual(said.kdf, T('check-no'));
    });

    await part(`${host.name}: from the first screen to a kept page of one's own`, async () => {
      await host.open();
      await narrow(host);
      await host.lookAround({ line: page('Marzipanregen'), wish: ['wish-heard'], around: ['around-long-days'], path: 'path-table' });
      await host.keepIt({ name: host.name, pass: PASS });
      await toPlaces(host);
      await host.place('ideas');
      await narrow(host);
      await host.writePage(page('Pergamentfalter'));
      await journal(host, page('Pergamentfalter'), page('Marzipanregen'));
    });

    await part(`${host.name}: a reload leaves the tab open, a lock closes it, the passphrase opens it`, async () => {
      await host.page.reload();
      await host.page.getByRole('navigation').waitFor();
      await journal(host, page('Pergamentfalter'));
      await host.place('mine');
      await host.pressRow('mine-keeping');
      await host.press('lock-now');
      await host.sees('unlock-title');
      assert.deepEqual((await host.kept()).session, {});
      await host.unlock(`${PASS}x`);
      await host.seesText(T('unlock-wrong'), host.ms(15_000));
      await host.unlock(PASS);
      await host.page.getByRole('navigation').waitFor();
      await journal(host, page('Pergamentfalter'), page('Marzipanregen'));
    });

    await part(`${host.name}: a second tab asks for the passphrase, sees the same at once, and is locked with the first`, async () => {
      const first = host.page;
      host.page = await host.context.newPage();
      await host.open();
      await host.unlock(PASS);
      await host.page.getByRole('navigation').waitFor();
      await host.writePage(page('Zweitfenster'));
      await first.getByText(page('Zweitfenster')).first().waitFor(); // the first tab stands at the journal
      await host.place('mine');
      await host.pressRow('mine-keeping');
      await host.press('lock-now');
      await host.sees('unlock-title');
      await first.getByRole('heading', { name: T('unlock-title') }).waitFor();
      await host.page.close();
      host.page = first;
      await host.unlock(PASS);
      await host.page.getByRole('navigation').waitFor();
    });

    if (again) await part(`${host.name}: the browser is closed and started again: all of it is there, for the passphrase`, async () => {
      await host.copied();
      await host.context.close();
      await host.start(again);
      await host.open();
      await host.unlock(PASS);
      await host.page.getByRole('navigation').waitFor();
      await journal(host, page('Zweitfenster'), page('Pergamentfalter'), page('Marzipanregen'));
    });

    await part(`${guest.name} comes by ${host.name}’s link: the same eight words in both browsers, then in`, async () => {
      guest.at = homes[host.name].at[guest.name];
      await pair(host, guest, { names: [host.name, guest.name] });
      await guest.press('later');
      await guest.sees('path-title');
      await guest.pressRow('path-both');
      await guest.page.getByRole('navigation').waitFor();
    });

    await part(`what ${host.name} and ${guest.name} write for both stands at the other’s, without a reload`, async () => {
      await guest.place('us');
      await guest.pressRow('us-pages');
      await guest.seesText(T('pages-empty'));
      await toPlaces(host);
      await writeForBoth(host, page('Lindenlaterne'));
      await guest.seesText(page('Lindenlaterne'));
      await writeForBoth(guest, page('Nebelspaziergang'));
      await host.seesText(page('Nebelspaziergang'));
      for (const x of ['Pergamentfalter', 'Marzipanregen', 'Zweitfenster']) assert.ok(!(await guest.entries()).includes(page(x)), 'nothing private came along');
    });

    await part(`${host.name} and ${guest.name}: no error, and nobody else was asked for anything`, async () => {
      assert.deepEqual([host.errors, guest.errors], [[], []]);
      // Who goes over to the other home is still seen to leave the own one.
      const ours = Object.values(homes).flatMap((h) => Object.values(h.at));
      assert.deepEqual([...host.foreign, ...guest.foreign].filter((u) => !ours.includes(new URL(u).origin)), []);
      assert.deepEqual(strangers, []);
      assert.ok(host.requests.length > 20 && guest.requests.length > 20, 'there was something to look through');
    }, { alone: true });
  };

  try {
    kit = await openWebKit();
    for (const name of ['Firefox', 'WebKit']) {
      const server = await Server.start();
      homes[name] = { at: { Firefox: server.url, WebKit: await kit.watch(server.port) } };
    }
    fox = await Person.come('Firefox', homes.Firefox.at.Firefox, byFirefox);
    wren = await Person.come('WebKit', homes.WebKit.at.WebKit, { browser: () => kit, clock: null, slow: SLOW });
    await wren.page.setViewportSize({ width: 390, height: 844 });
    people.push(fox, wren);

    await part('the watch sees: an error of a page and a request to a stranger, in both', async () => {
      for (const p of people) {
        await p.open();
        await p.page.evaluate(() => { setTimeout(() => { throw new Error('thrown to be seen'); }); });
        await until(() => p.errors.some((e) => e.includes('thrown to be seen')), 'the error', p.ms(8000));
        p.errors.length = 0;
        await p.page.goto('http://stranger.example/').catch(() => undefined);
        await until(() => strangers.some((l) => l.includes('stranger.example')), 'the stranger', p.ms(8000));
        strangers.length = p.foreign.length = 0;
      }
    });
    await half(fox, wren, { again: byFirefox });
    await half(wren, fox, { again: null });
  } finally {
    await cleanUp();
  }
});

// A server that lies: it alters, cuts, doubles, swaps and dates back what it hands out; it puts an old backup back; it shows
// each of two people something else.  Every time the person is told so in plain words, exchanging stops, and nothing that
// is on the device is lost; once it is put right, all goes on.
import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cleanUp, couple, parts, Server, T, tempDir, toPlaces, until, wait } from './lib.mjs';
import { frames, Mirror } from './proxy.mjs';

const copy = (b) => Buffer.from(b);
/** Lies about one answer with frames; `f` is the last frame in it. */
const LIES = {
  'alters a page': ['signature', (all) => { const b = copy(all); b[b.length - 70] ^= 1; return b; }],
  'signs in another’s name': ['signature', (all) => { const b = copy(all); b[b.length - 1] ^= 1; return b; }],
  'cuts a page in the middle': ['frame', (all) => copy(all.subarray(0, all.length - 40))],
  'leaves a number out': ['frame', (all, f) => { const b = copy(all); b.writeBigUInt64LE(BigInt(f.n + 1), b.length - f.whole.length); return b; }],
  'hands the same page out twice': ['dev_seq', (all, f) => { const twin = copy(f.whole); twin.writeBigUInt64LE(BigInt(f.n + 1), 0); return Buffer.concat([all, twin]); }],
  'puts a page of another book there': ['place', (all, f, other) => {
    const b = copy(f.whole.subarray(0, 17));
    b.writeUInt32LE(other.length, 13);
    return Buffer.concat([all.subarray(0, all.length - f.whole.length), b, other]);
  }],
  'dates a page two days back': ['clock', (all, f) => { const b = copy(all); b.writeUInt32LE(f.minute - 2880, b.length - f.whole.length + 8); return b; }],
};

test('a server that lies', { timeout: 200_000 }, async (t) => {
  const server = await Server.start();
  let lie = null; // [stream, the lie]
  let other = null; // an envelope of stream M
  const tell = (q, answer) => {
    const m = /^\/v1\/s\/[0-9a-f]{32}\/([0-9a-f]{32})\?/.exec(q.path);
    if (!m || answer.status !== 200 || !answer.body.length) return;
    const list = frames(answer.body);
    if (list[0]?.envelope[3] === 1 && !other) other = copy(list[0].envelope);
    if (lie && m[1] === lie[0]) answer.body = lie[1](answer.body, list[list.length - 1], other);
  };
  const ma = await Mirror.stand(server.port);
  const mb = await Mirror.stand(server.port, tell);
  let a;
  let b;
  let S;
  const mine = 'What only Ben knows';
  const part = parts(t, () => [a, b].filter(Boolean));
  const alarmed = async (p, name) => {
    await p.page.locator('h1', { hasText: T('alarm-title') }).waitFor({ timeout: 10_000 });
    await p.seesText(T(`alarm-${name}`));
    await p.seesText(T('alarm-deck'));
  };
  try {
    await part('two people, and a page of one’s own', async () => {
      ({ a, b } = await couple(ma.url, { atB: mb.url, path: 'path-table' }));
      await b.press('later');
      await b.pressRow('path-both');
      await b.page.getByRole('navigation').waitFor();
      await b.writePage(mine);
      await toPlaces(a);
      await a.writePage('The first page for both', 'us');
      await until(async () => (await b.entries()).length === 2, 'the first page at Ben');
      S = (await b.view({ show: 'state' })).streams.find((s) => s.class === 'S').id;
      assert.ok(other, 'an envelope to put elsewhere');
    });

    await part('who looks again while it still lies is told again; what is written meanwhile stays and goes later', async () => {
      lie = [S, LIES['alters a page'][1]];
      await a.writePage('The second page for both', 'us');
      await alarmed(b, 'signature');
      await b.press('alarm-again');
      await wait(300);
      await alarmed(b, 'signature');
      await b.press('alarm-read');
      await b.page.getByRole('navigation').waitFor();
      await b.writePage('Written while it stands');
      assert.deepEqual(await b.entries(), ['Written while it stands', 'The first page for both', mine]);
      assert.ok((await b.unsent()) > 0);
    }, { alone: true });

    await part('who has read it can look again later, when it was put right', async () => {
      lie = null;
      await b.place('mine');
      await b.pressRow('mine-keeping');
      const again = b.button('alarm-again').or(b.row('alarm-title'));
      await again.first().waitFor({ timeout: 3000 });
      await again.first().click();
      if (await b.button('alarm-again').count()) await b.press('alarm-again');
      await until(async () => (await b.entries()).includes('The second page for both'), 'the page, once the server tells the truth');
    }, { alone: true });

    let round = 0;
    lie = null;
    await b?.ask('alarmAgain').catch(() => undefined);
    await b?.page.reload();
    for (const [what, [name, f]] of Object.entries(LIES)) {
      await part(`it ${what}`, async () => {
        await b.page.getByRole('navigation').waitFor();
        const before = await b.entries();
        const text = `Page ${++round} for both`;
        lie = [S, f];
        await a.writePage(text, 'us');
        await alarmed(b, name);
        // Nothing is exchanged any more, and nothing is lost.
        const pushes = () => mb.log.filter((e) => e.method !== 'GET').length;
        const n = pushes();
        await b.press('alarm-read');
        await b.page.getByRole('navigation').waitFor();
        const there = await b.entries();
        for (const e of before) assert.ok(there.includes(e), `${e} is lost`);
        await b.ask('copyNow');
        await wait(500);
        assert.equal(pushes(), n, 'nothing goes out while it stands');
        // Put right: all goes on.
        lie = null;
        await b.page.reload();
        await b.page.getByRole('navigation').waitFor();
        await b.ask('alarmAgain');
        await until(async () => (await b.entries()).includes(text), 'the page, once the server tells the truth');
        assert.equal((await b.entries()).length, before.length + 1);
      }, { alone: true });
    }

    await part('an old backup is put back', async () => {
      await a.copied();
      await b.copied();
      await server.stop();
      const old = join(tempDir(), 'old');
      cpSync(server.data, old, { recursive: true });
      await server.up();
      a.deaf = b.deaf = true;
      await a.writePage('Written after the backup', 'us');
      await until(async () => (await b.entries()).includes('Written after the backup'), 'the page at Ben', 20_000);
      await a.copied();
      await server.stop();
      rmSync(server.data, { recursive: true, force: true });
      cpSync(old, server.data, { recursive: true });
      await server.up();
      for (const p of [a, b]) {
        const had = await p.entries();
        await p.page.reload();
        await alarmed(p, 'rollback');
        assert.deepEqual(await p.entries(), had);
        await p.press('alarm-read');
        await p.page.getByRole('navigation').waitFor();
        assert.deepEqual(await p.entries(), had);
      }
    });

    await part('after an old backup the two phones bring back what it lacks', async () => undefined, { todo: 'healing a restored server (settled 3: replayed frames, stream.replace) is not built' });
  } finally {
    await cleanUp();
    await ma.fall();
    await mb.fall();
  }
});

test('a server that shows each of two people something else', { timeout: 120_000 }, async (t) => {
  const one = await Server.start();
  const ma = await Mirror.stand(one.port);
  const mb = await Mirror.stand(one.port);
  let a;
  let b;
  const part = parts(t, () => [a, b].filter(Boolean));
  try {
    await part('the two stories are told apart as soon as they meet', async () => {
      ({ a, b } = await couple(ma.url, { atB: mb.url, path: 'path-table' }));
      await b.press('later');
      await b.pressRow('path-both');
      await b.page.getByRole('navigation').waitFor();
      await toPlaces(a);
      await a.copied();
      await b.copied();
      await one.stop();
      const data = join(tempDir(), 'data');
      cpSync(one.data, data, { recursive: true });
      await one.up();
      const two = await Server.start({ data });
      mb.to = two.port;
      a.deaf = b.deaf = true;
      await a.page.reload();
      await b.page.reload();
      for (const p of [a, b]) await p.page.getByRole('navigation').waitFor();
      await a.writePage('Only Ada’s server has this', 'us');
      await b.writePage('Only Ben’s server has this', 'us');
      await a.copied();
      await b.copied();
      assert.ok(!(await a.entries()).includes('Only Ben’s server has this'));
      // Ben comes to the other story.
      mb.to = one.port;
      const had = await b.entries();
      await b.page.reload();
      await b.page.getByRole('navigation').or(b.page.locator('h1', { hasText: T('alarm-title') })).waitFor();
      if (!(await b.page.locator('h1', { hasText: T('alarm-title') }).count())) await a.writePage('And one more', 'us');
      await b.page.locator('h1', { hasText: T('alarm-title') }).waitFor({ timeout: 15_000 });
      const { alarm } = await b.view({ show: 'state' });
      await b.seesText(T(`alarm-${alarm ?? 'rollback'}`));
      assert.deepEqual(await b.entries(), had);
    });
  } finally {
    await cleanUp();
    await ma.fall();
    await mb.fall();
  }
});

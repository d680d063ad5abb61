// The path somebody chose (together, light, alone) must not be seen from outside: one shared history, lived three times with
// the same taps, gives the server and the partner's phone the same (count, sizes, order, streams, and what came at once or
// later).  Each phone goes through a mirror that writes down what passes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanUp, evening, openBrowser, Person, Server, starts, T, toPlaces, until, wait } from './lib.mjs';
import { frames, Mirror } from './proxy.mjs';

const PATHS = { together: ['path-table', 'path-both'], light: ['path-light', 'path-light'], alone: ['path-alone', 'path-alone'] };

/** Envelopes end to end, as they are pushed. */
function envelopes(b) {
  const list = [];
  for (let at = 0; at + 196 <= b.length;) {
    const len = 196 + b.readUInt32LE(at + 192) + 64;
    list.push({ kind: b[at + 3], stream: b.subarray(at + 20, at + 36).toString('hex'), seq: Number(b.readBigUInt64LE(at + 84)), size: len });
    at += len;
  }
  return list;
}

async function live(path) {
  const server = await Server.start();
  const people = [];
  const mirrors = [];
  try {
    const [ma, mb] = [await Mirror.stand(server.port), await Mirror.stand(server.port)];
    mirrors.push(ma, mb);
    const a = await Person.come('A', ma.url);
    const b = await Person.come('B', mb.url);
    people.push(a, b);
    const taps = (p) => p.page.evaluate(() => { globalThis.__taps = 0; addEventListener('click', (e) => { if (e.isTrusted) globalThis.__taps++; }, true); });
    const mark = async (name) => {
      for (let n = -1; n !== ma.log.length + mb.log.length;) { n = ma.log.length + mb.log.length; await wait(1000); }
      ma.log.push({ mark: name });
      mb.log.push({ mark: name });
    };

    await a.open();
    await a.lookAround({ line: 'The bridge in the rain', safety: Array(9).fill(path === 'together' ? 'no' : 'yes'), path: PATHS[path][0] });
    await a.keepIt({ name: 'Ada', pass: 'river lantern copper violet meadow' });
    await toPlaces(a);
    await taps(a);
    const link = await a.invite();
    await mark('invited');
    await b.open(`/${new URL(link).hash}`);
    await taps(b);
    await b.joinBy('Ben', 'quiet harbour pepper willow ember');
    await a.page.locator('ol.words8').waitFor({ timeout: 20_000 });
    await mark('joined');
    await a.letIn();
    await b.isLetIn();
    await mark('let in');
    await b.press('safety-here');
    await b.answerSafety(Array(9).fill(path === 'together' ? 'no' : 'yes'));
    await b.press('safety-choose');
    await mark('questions');
    await b.pressRow(PATHS[path][1]);
    await b.page.getByRole('navigation').waitFor();
    await mark('path chosen');
    // From here on both do the same, whatever they chose.
    await a.writePage('We walked home the long way', 'us');
    await b.place('us');
    await b.pressRow('us-pages');
    await b.seesText('We walked home the long way');
    await mark('A shared');
    await b.writePage('I liked the soup on Monday', 'us');
    await until(async () => (await a.entries()).includes('I liked the soup on Monday'), 'Ben’s page at Ada');
    await mark('B shared');
    await a.writePage('Something of my own');
    await b.writePage('Something of my own too');
    await mark('each for themselves');
    await a.later(evening(2));
    await b.later(evening(2));
    const asked = [];
    for (const p of [a, b]) {
      await p.place('mine');
      await p.pressRow('mine-reflect');
      asked.push(await p.fiveTaps());
      await p.press('reflect-close');
    }
    await mark('reflection');
    // A road, a pace, a sheet of one's own: offered on every path, and tapped the same.
    for (const p of [a, b]) {
      await p.place('ideas');
      await p.pressRow('tracks-title');
      await p.page.getByRole('button').filter({ hasText: 'On my own' }).first().click();
      await p.press('track-walk');
      await p.button('track-leave').waitFor();
      await p.place('mine');
      await p.pressRow('mine-pace');
      await p.pick('pace-monthly');
      await p.press('pace-keep');
      await p.sees('mine-title');
      await p.place('help');
      await p.page.getByRole('button', { name: starts('A plan for dark hours') }).first().click();
      await p.press('help-own-plan');
      await p.page.locator('main textarea').first().fill('I lie awake at three');
      await p.press('sheet-keep');
      await p.button('day-change').waitFor();
    }
    await mark('road, pace, sheet');
    // What is for two is not offered on the path alone, so here no screen is tapped: whoever brought such a thing along has
    // the same records, and they leave alike.
    for (const p of [a, b]) {
      const day = Math.floor((await p.now()) / 86_400_000);
      const things = { ritual: { title: `Tea of ${p.name}`, kind: 0, every: 2, from: day, days: 64, minute: 600 }, sheet: { sheet: ['repair-menu'], day, a1: 'Can I start that again?' } };
      for (const [type, body] of Object.entries(things)) {
        for (const aud of ['me', 'us']) await p.ask('act', { do: 'write', type, for: aud, body });
        await mark(`${type} of ${p.name}`); // two at once may go in one push or in two
      }
    }
    await until(async () => (await Promise.all([a, b].map((p) => p.view({ show: 'rituals' })))).every((r) => r.length === 3), 'the rituals of the other one', 15_000);
    // A part of the questions a week later (and another for B, who came later); all of them four weeks on, and with them three
    // of the private ones.
    for (const [days, who, whole] of [[9, [a, b], false], [14, [b], false], [43, [a, b], true]]) {
      for (const p of [a, b]) await p.later(evening(days));
      await mark(`${days} days on`);
      for (const p of who) {
        await p.place('mine');
        await p.pressRow('mine-reflect');
        asked.push(await p.fiveTaps('rather'));
        await p.press(whole ? 'next' : 'reflect-close');
        if (!whole) continue;
        await p.sees('pulse-title');
        await p.press('safety-here');
        await p.answerSafety(Array(3).fill(path === 'together' ? 'no' : 'yes'));
        // One stays on the path and one chooses it again.
        await p.press(p === a ? 'pulse-stay' : 'pulse-choose');
        if (p === b) await p.pressRow(PATHS[path][1]);
        await p.page.getByRole('navigation').waitFor();
      }
      await mark(`asked after ${days} days`);
    }
    // On any other day it is chosen anew from one's own page.
    await b.place('mine');
    await b.pressRow('mine-way');
    await b.sees('path-title');
    await b.pressRow(PATHS[path === 'alone' ? 'together' : 'alone'][1]);
    await b.page.getByRole('navigation').waitFor();
    assert.notEqual((await b.view({ show: 'records', type: 'reflection', limit: 1 }))[0].body.path, { together: 0, light: 1, alone: 2 }[path]);
    await b.place('mine');
    await b.pressRow('mine-way');
    await b.pressRow(PATHS[path][1]);
    await b.page.getByRole('navigation').waitFor();
    await mark('chosen anew');
    for (const p of [a, b]) {
      await p.place('mine');
      await p.pressRow('mine-keeping');
      await p.press('sync-now');
      await until(async () => (await p.unsent()) === 0, 'all copied', 15_000);
    }
    await mark('copied');
    const record = async (p, m) => {
      const s = await p.view({ show: 'state' });
      const name = new Map(s.streams.map((x) => [x.id, x.class === 'P' ? `P of ${p.name}` : x.class]));
      const short = (text) => [...name].reduce((t, [id, n]) => t.replaceAll(id, n), text).replaceAll(s.space, 'SPACE').replace(/invite\/[0-9a-f]{16,}/, 'invite/ID');
      const out = { sent: [], got: [], asked: new Set(), taps: await p.page.evaluate(() => globalThis.__taps) };
      let step = 'began';
      let last = null;
      for (const e of m.log) {
        if (e.mark) { step = e.mark; continue; }
        // The very same request again, word for word, is a matter of seconds as well.
        if (e.method !== 'GET' && last && last.path === e.path && last.body.equals(e.body)) continue;
        if (e.method !== 'GET') last = e;
        const what = short(e.path.split('?')[0]);
        if (e.method !== 'GET') {
          const env = what.endsWith('/push') ? envelopes(e.body).map((x) => `${short(x.stream)} kind ${x.kind} number ${x.seq} of ${x.size}`) : [];
          // Founding asked for twice, where an answer was slow, is answered 201 once and 200 the other time.
          const status = what === '/v1/spaces' && e.status === 200 ? 201 : e.status;
          out.sent.push([step, e.method, what, status, e.body.length, ...env]);
        } else if (what.startsWith('/v1')) out.asked.add(`${what} ${e.status}`);
        const stream = /^\/v1\/s\/SPACE\/(M|S|P of .)$/.exec(what)?.[1];
        if (stream) for (const f of frames(e.answer)) out.got.push([stream, f.n, f.flags, f.whole.length]);
      }
      // How often one asks for what is new is a matter of seconds, so only what was asked for counts here.
      // The same frame may be fetched twice, as at a start; which were seen, in which order, is what counts.
      out.got = [...new Map(out.got.map((g) => [`${g[0]} ${g[1]}`, g])).values()].sort((x, y) => (x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[1] - y[1]));
      out.asked = [...out.asked].sort();
      const paths = await p.view({ show: 'records', type: 'reflection', limit: 1 });
      out.path = paths[0].body.path;
      return out;
    };
    const r = { A: await record(a, ma), B: await record(b, mb), asked };
    for (const p of people) assert.deepEqual(p.errors, []);
    for (const p of people) await p.close();
    return r;
  } catch (e) {
    for (const p of people) e.message += `\n--- ${p.name} sees:\n${await p.text().catch(String)}`;
    throw e;
  } finally {
    for (const m of mirrors) await m.fall();
    await server.stop();
  }
}

test('the path somebody chose cannot be seen from outside', { timeout: 420_000 }, async () => {
  try {
    await openBrowser();
    const lives = Object.fromEntries(await Promise.all(Object.keys(PATHS).map(async (path) => [path, await live(path)])));
    const numbers = { together: 0, light: 1, alone: 2 };
    for (const [path, r] of Object.entries(lives)) {
      assert.deepEqual([r.A.path, r.B.path], [numbers[path], numbers[path]], 'each life really had its path');
      assert.ok(r.A.sent.length >= 7 && r.B.sent.length >= 5 && r.B.got.length >= 16);
      // The road, the pace, sheets and rituals of one's own, and what the questions wrote: all of it went through here.
      for (const [p, least] of [[r.A, 15], [r.B, 12]]) assert.ok(p.sent.flat().filter((x) => /^P of . kind 0/.test(x)).length >= least, `${path}: fewer private entries than were lived`);
    }
    const bare = (r) => JSON.parse(JSON.stringify(r, (k, v) => (k === 'path' ? undefined : v)));
    for (const path of ['light', 'alone']) assert.deepEqual(bare(lives[path]), bare(lives.together), `${path} against together`);
  } finally {
    await cleanUp();
  }
});

test('Later at the questions that come back writes what staying writes', { timeout: 120_000 }, async () => {
  const server = await Server.start();
  const a = await Person.come('A', server.url);
  try {
    await a.open();
    await a.lookAround({ path: 'path-alone' });
    await a.keepIt({ name: 'Ada', pass: 'river lantern copper violet meadow' });
    await toPlaces(a);
    const day = Math.floor(evening() / 86_400_000);
    for (const days of [2, 5]) {
      const asked = await a.view({ show: 'reflection', day: day + days });
      await a.ask('act', { do: 'write', type: 'reflection', for: 'me', body: { path: 2, slice: asked.due, answers: Object.fromEntries(asked.items.map((x) => [x.id, 11])), day: day + days } });
    }
    const written = [];
    for (const [days, ways] of [[40, ['later']], [80, ['safety-here', 'later']], [120, ['safety-head', 'next', 'next', 'next', 'pulse-stay']]]) {
      await a.later(evening(days));
      await a.place('mine');
      await a.pressRow('mine-reflect');
      await a.fiveTaps('rather');
      await a.press('next');
      await a.sees('pulse-title');
      const records = async () => (await a.view({ show: 'records', type: 'reflection', limit: 100 })).length;
      const before = await records();
      for (const w of ways) {
        if (w === 'later' && ways.length > 1) {
          await a.press('next');
          await a.page.locator('header .back').click();
        } else await a.press(w);
      }
      await a.sees('mine-title');
      written.push((await records()) - before);
      const [last] = await a.view({ show: 'records', type: 'reflection', limit: 1 });
      assert.deepEqual([last.body.path, last.body.slice, last.body.answers], [2, 0, {}]);
    }
    assert.deepEqual(written, [1, 1, 1]);
    assert.deepEqual(a.errors, []);
  } finally {
    await cleanUp();
  }
});

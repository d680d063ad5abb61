// One story, from the first look to leaving: two people, two phones, one server, and a watch over all of it.
// At its end: not one word of theirs lies in the database, in the server's output or in anything that was sent.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { cleanUp, evening, parts, Person, Server, starts, strangers, T, toPlaces, until, wait } from './lib.mjs';
import { Cable } from './proxy.mjs';

// Words that nothing else would say.
const WORDS = {
  a: 'Quillada', b: 'Zephben', line: 'Marzipanregen im Kirschgarten', own: 'Pergamentfalter bleibt unter uns', tab: 'Zweitfenster', both: 'Lindenlaterne am Fluss',
  thanksA: 'Quittenbrot gebacken', thanksB: 'Fahrradkette geflickt', concern: 'Silbenrascheln beim Essen', back: 'Nebelspaziergang', off: 'Funkloch', after: 'Heimkehrbrief',
  passA: 'velvet orchard saddle mirror quarry', passB: 'copper willow harbour lantern tulip', passNew: 'amber thicket bishop violin meadow',
};
const hash = (files) => Object.entries(files).filter(([n]) => !n.endsWith('-shm')).map(([n, b]) => n + createHash('sha256').update(b).digest('hex')).join(' ');

test('the story of two people', { timeout: 280_000 }, async (t) => {
  const server = await Server.start();
  const cable = await Cable.lay(server.port);
  let a;
  let b;
  let second;
  let link;
  let code;
  const part = parts(t, () => [a, b].filter(Boolean));
  try {
    await part('a good moment stands on a page within three minutes, and nothing is kept or sent', async () => {
      a = await Person.come('A', cable.url);
      const began = Date.now();
      await a.open();
      await a.press('welcome-go');
      await a.pick('wish-heard');
      await a.press('next');
      await a.pick('around-long-days');
      await a.press('next');
      await a.pick('setup-me');
      await a.press('next');
      await a.fill('firstpage-label', WORDS.line);
      await a.press('firstpage-show');
      await a.sees(WORDS.line);
      assert.ok(Date.now() - began < 60_000, 'the way is short even at a walking pace');
      const kept = await a.kept();
      assert.deepEqual([kept.records, kept.local, kept.session, kept.cookies], [0, {}, {}, '']);
      for (const r of a.requests) assert.match(`${r.method} ${new URL(r.url).pathname}`, /^GET \/(a\/[\w.-]+|icon\.svg|manifest\.webmanifest|sw\.js)?$/);
      assert.ok(!cable.bytes().includes('/v1/'));
      await a.press('firstpage-keep');
      await a.press('go-on');
    });

    await part('the nine questions leave no trace, whatever is answered', async () => {
      await a.sees('safety-title');
      await a.page.evaluate(() => navigator.serviceWorker.ready); // the program is fetched once, for later
      await until(async () => { const n = cable.sent.length; await wait(400); return n === cable.sent.length; }, 'a quiet line');
      const before = [cable.bytes().length, await a.kept(), hash(server.files())];
      await a.press('safety-here');
      await a.answerSafety(['no', 'no', 'yes', 'no', 'rather-not', 'no', 'no', 'no', 'yes']);
      await a.sees('safety-after');
      const page = await a.text();
      assert.deepEqual([cable.bytes().length, await a.kept(), hash(server.files())], before);
      // The same page whatever was said.
      await a.press('back');
      await a.press('safety-here');
      await a.answerSafety(Array(9).fill('no'));
      await a.sees('safety-after');
      assert.equal(await a.text(), page);
      assert.deepEqual([cable.bytes().length, await a.kept(), hash(server.files())], before);
      await a.press('safety-choose');
    });

    await part('kept with a passphrase; five taps; one kind sentence', async () => {
      await a.pressRow('path-invite');
      await a.sees('keep-title');
      await a.fill('keep-name', WORDS.a);
      await a.choosePass(WORDS.passA);
      await a.press('keep-go');
      await a.button('rather-not').waitFor({ timeout: 20_000 });
      assert.equal(await a.fiveTaps(), 5);
      await a.seesText(T('reflect-done'));
      assert.equal(await a.page.locator('svg.plot, table').count(), 0);
      await a.press('next');
      await a.pick('fit-evening');
      await a.pick('fit-10');
      await a.press('next');
      await a.sees('invite-title');
      const kept = await a.kept();
      assert.ok(kept.records > 0);
      assert.ok(!JSON.stringify([kept.local, kept.session]).includes('orchard'));
    });

    await part('a private page, and it is there after a reload', async () => {
      await toPlaces(a);
      await a.writePage(WORDS.own);
      await a.page.reload();
      await a.page.getByRole('navigation').waitFor(); // opened by the tab's key
      assert.deepEqual(await a.entries(), [WORDS.own, WORDS.line]);
      await a.place('mine');
      await a.pressRow('mine-journal');
      await a.seesText(WORDS.own);
      await a.seesText(WORDS.line);
    });

    await part('two tabs see the same, and forty pages written from both at once are there once each', async () => {
      second = await a.context.newPage();
      await second.goto(cable.url);
      await second.getByLabel(T('unlock-label'), { exact: true }).fill(WORDS.passA);
      await second.getByRole('button', { name: T('unlock-go'), exact: true }).click();
      await second.getByRole('navigation').waitFor({ timeout: 15_000 });
      const write = (page, who) => Promise.all(Array.from({ length: 20 }, (_, i) =>
        a.ask('act', { do: 'write', type: 'entry', for: 'me', body: { text: `${WORDS.tab} ${who} ${i}`, day: 20_000 } }, page)));
      await Promise.all([write(a.page, 'left'), write(second, 'right')]);
      const want = ['left', 'right'].flatMap((w) => Array.from({ length: 20 }, (_, i) => `${WORDS.tab} ${w} ${i}`)).sort();
      for (const page of [a.page, second]) {
        await until(async () => (await a.entries(page)).length >= 42, 'all forty in both tabs');
        assert.deepEqual((await a.entries(page)).filter((x) => x.startsWith(WORDS.tab)).sort(), want);
      }
      await a.seesText(`${WORDS.tab} right 19`); // on the screen, without being asked
    });

    await part('locked here is locked there; a wrong passphrase opens nothing', async () => {
      await a.place('mine');
      await a.pressRow('mine-keeping');
      await a.press('lock-now');
      await a.sees('unlock-title');
      await second.getByRole('heading', { name: T('unlock-title') }).waitFor();
      assert.ok(!(await second.evaluate(() => document.body.innerText)).includes(WORDS.tab));
      await second.close();
      assert.deepEqual((await a.kept()).session, {});
      await a.unlock(`${WORDS.passA}x`);
      await a.seesText(T('unlock-wrong'), 15_000);
      await a.unlock(WORDS.passA);
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
      assert.equal((await a.entries()).length, 42);
    });

    await part('an invited person looks around: nothing is joined, used up or reported', async () => {
      link = await a.invite();
      b = await Person.come('B', cable.url);
      await until(async () => { const n = cable.sent.length; await wait(300); return n === cable.sent.length; }, 'a quiet line');
      const before = hash(server.files());
      const screen = await a.text();
      for (let twice = 0; twice < 2; twice++) {
        await b.page.goto('about:blank');
        await b.page.goto(link);
        await b.button('look-taste').waitFor();
        assert.equal(await b.page.evaluate(() => location.hash), '');
        await b.press('look-taste');
        await b.pick('taste-b');
        await b.press('next');
        await b.pick('wish-ease');
        await b.press('next');
        await b.sees('week-title');
        await b.press('go-on');
        await b.sees('answer-title');
      }
      await b.pressRow('answer-no');
      await b.sees('notforme-title');
      const kept = await b.kept();
      assert.deepEqual([kept.records, kept.local, kept.session, kept.cookies], [0, {}, {}, '']);
      assert.equal(hash(server.files()), before);
      await wait(4500); // the inviter's page asks by itself every four seconds
      assert.equal(await a.text(), screen);
      assert.deepEqual(Object.keys((await a.ask('inviteState')).invite).sort(), ['expires', 'link', 'role']);
      assert.equal((await a.ask('inviteState')).words, null);
    });

    await part('joining: the same eight words on both phones, then in', async () => {
      await b.page.goto('about:blank');
      await b.page.goto(link);
      await b.joinBy(WORDS.b, WORDS.passB);
      const theirs = await b.eight();
      await a.page.locator('ol.words8').waitFor({ timeout: 20_000 });
      assert.deepEqual(await a.eight(), theirs);
      await a.letIn();
      await b.page.locator('h1', { hasText: T('safety-title') }).waitFor({ timeout: 20_000 });
      // The private questions, alone and after joining: nothing of them is kept or sent either.
      const posts = () => b.requests.filter((r) => r.method !== 'GET').length;
      await until(async () => { const n = posts(); await wait(500); return n === posts(); }, 'a quiet line');
      const before = [posts(), (await b.kept()).dbs['hearth/outbox'], (await b.kept()).dbs['hearth/local']];
      await b.press('safety-here');
      await b.answerSafety(['yes', 'no', 'no', 'no', 'no', 'no', 'no', 'no', 'no']);
      await b.sees('safety-after');
      assert.deepEqual([posts(), (await b.kept()).dbs['hearth/outbox'], (await b.kept()).dbs['hearth/local']], before);
      await b.press('safety-choose');
      await b.pressRow('path-both');
      await b.page.getByRole('navigation').waitFor();
    });

    await part('what A writes for both stands at B within three seconds, without a reload', async () => {
      await b.place('us');
      await b.pressRow('us-pages');
      await b.seesText(T('pages-empty'));
      await toPlaces(a);
      await a.place('us');
      await a.pressRow('us-pages');
      await a.press('pages-write');
      await a.fill('entry-label', WORDS.both);
      await a.press('entry-keep');
      await a.seesText(T('share-title'));
      const at = Date.now();
      await a.press('share-yes');
      await b.seesText(WORDS.both, 3000);
      assert.ok(Date.now() - at < 3000);
      assert.ok(!(await b.entries()).some((x) => x.startsWith(WORDS.tab) || x === WORDS.own || x === WORDS.line), 'nothing private came along');
    });
  } finally {
    await cleanUp();
    await cable.cut();
  }
});

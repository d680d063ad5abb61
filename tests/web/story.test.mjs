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
/** A word as it may lie about: plain, wide, in hex, in base64 at any of its three beginnings. */
function spellings(w) {
  const b = Buffer.from(w, 'utf8');
  const base = [0, 1, 2].map((n) => Buffer.concat([Buffer.alloc(n), b]).toString('base64').slice(n ? n + 1 : 0, -4)).filter((x) => x.length >= 8);
  return [b.toString('latin1'), Buffer.from(w, 'utf16le').toString('latin1'), b.toString('hex'), ...base].map((x) => x.toLowerCase());
}

test('the story of two people', { timeout: 280_000 }, async (t) => {
  const server = await Server.start();
  const cable = await Cable.lay(server.port);
  let a;
  let b;
  let second;
  let link;
  let code;
  let had;
  const cleanStop = () => server.stop();
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
      const offers = () => a.page.locator('.offers').innerText();
      const written = await offers();
      await a.page.locator('.offers button, .offers label').nth(1).click();
      await a.press('place-help');
      await a.sees('help-title');
      await a.press('back');
      await a.sees('keep-title');
      assert.equal(await a.field('keep-name').inputValue(), WORDS.a, 'a look into Help loses nothing');
      assert.equal(await offers(), written, 'nor what may be on paper already');
      assert.equal(await a.page.locator('.offers [aria-pressed=true], .offers :checked').count(), 1);
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
      await wait(500);
      assert.ok((await a.unsent()) > 0, 'private writing waits a while, so that its minute says nothing');
      await a.page.reload();
      await a.page.getByRole('navigation').waitFor(); // opened by the tab's key
      assert.deepEqual(await a.entries(), [WORDS.own, WORDS.line]);
      await a.place('mine');
      await a.pressRow('mine-journal');
      await a.seesText(WORDS.own);
      await a.seesText(WORDS.line);
    });

    await part('what waited goes across at the next start', async () => {
      await until(async () => (await a.unsent()) === 0, 'nothing waits any more', 6000);
    }, { alone: true });

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
      assert.deepEqual(Object.keys((await a.ask('inviteState')).invite).sort(), ['hours', 'link', 'role']);
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
      await b.isLetIn();
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
    const TURN = 45; // seconds of each turn in E12's smallest form
    const left = async () => (await a.ring()) * TURN;
    const near = (got, want, what) => assert.ok(Math.abs(got - want) <= 1.5, `${what}: ${got} s left, not ${want}`);
    const open = async (title) => {
      await a.place('ideas');
      await a.pressRow('ideas-exercises');
      await a.page.getByRole('button', { name: starts(title) }).click();
      await a.press('begin-together');
      await a.pick('sit-table');
      await a.press('sit-go');
      await a.press('prepare-ready-us');
      await a.page.locator('.ring .time').waitFor();
    };
    const heads = async (p) => Object.fromEntries((await p.view({ show: 'state' })).streams.map((x) => [x.class, x.n]));

    await part('the first evening, one phone between two plates: pause, reload, go on at the right second', async () => {
      const before = await heads(b);
      await open('One good thing before sleep');
      assert.equal(await a.page.getByRole('navigation').count(), 0, 'the five places are gone');
      assert.equal(await a.button('run-stop').count(), 2, 'both can stop');
      await a.context.clock.fastForward(10_000);
      await until(async () => (await left()) < 36, 'ten seconds gone');
      await a.button('run-pause').click();
      await a.button('run-resume').waitFor();
      const held = await left();
      await a.context.clock.fastForward(600_000);
      near(await left(), held, 'paused');
      await a.button('run-resume').click();
      await a.button('run-pause').waitFor(); // what is seen is kept: from here on a reload goes on
      const went = await a.now();
      await a.page.reload();
      await a.press('goon');
      await a.page.locator('.ring .time').waitFor();
      const gone = ((await a.now()) - went) / 1000;
      near(await left(), held - gone, 'after the reload');
      const far = () => a.page.getByRole('region', { name: T('run-far') }).locator('p').first().innerText();
      const first = await far();
      await a.context.clock.fastForward(45_000);
      await until(async () => (await far()) !== first, 'the turn went across');
      assert.deepEqual([first, await far()].sort(), [T('you-listen'), T('you-speak')]);
      await a.context.clock.fastForward(50_000);
      await a.press('run-close');
      await a.sees('after-title');
      await a.page.getByRole('group', { name: T('after-close') }).getByRole('radio').nth(3).check();
      await a.page.getByRole('group', { name: T('after-comfort') }).getByRole('radio').nth(4).check();
      await a.press('after-keep');
      await a.press('over-close');
      await a.seesText('That is all for today');
      const steps = await a.view({ show: 'records', type: 'step', limit: 10 });
      assert.deepEqual(steps.map((s) => [s.for, s.body.what, s.body.close, s.body.comfort]), [['me', 0, 3, 4]]);
      assert.deepEqual(await heads(b), before, 'the other phone hears nothing of it');
    });

    await part('another evening, stopped quietly: no bell, no question, no word of it anywhere', async () => {
      await a.later(evening(1));
      const before = await heads(b);
      await open('One good thing before sleep');
      const bells = (await a.page.evaluate(() => globalThis.__sound())).begun;
      await a.context.clock.fastForward(5_000);
      await a.button('run-stop').first().click();
      await a.press('stopped-close');
      const sound = await a.page.evaluate(() => globalThis.__sound());
      assert.deepEqual(sound, { begun: bells, playing: false });
      await a.press('enough-look');
      await a.place('today');
      await a.seesText('That is all for today'); // nothing more is offered that evening
      assert.equal(await a.button('begin').or(a.button('begin-together')).count(), 0);
      assert.equal(await a.page.getByText(T('after-title')).count(), 0);
      assert.deepEqual((await a.view({ show: 'records', type: 'step', limit: 10 })).map((s) => [s.for, s.body.what]), [['me', 1], ['me', 0]]);
      await wait(1500);
      assert.deepEqual(await heads(b), before);
    });

    await part('the weekly check-in: each writes, and both parts stand side by side', async () => {
      await a.later(evening(8));
      await b.later(evening(8));
      const write = async (p, thanks, concern) => {
        await p.place('us');
        await p.press('checkin-title');
        await p.sees('checkin-thanks');
        await p.fill('checkin-thanks', thanks);
        await p.press('checkin-keep');
        await p.sees('checkin-concern');
        if (concern) await p.fill('checkin-concern', concern);
        await p.press(concern ? 'checkin-keep' : 'checkin-skip');
        await p.sees('checkin-thanks-read');
      };
      await write(b, WORDS.thanksB, null);
      assert.ok(!(await b.text()).includes(WORDS.thanksA));
      await wait(1000);
      await a.place('us');
      await a.press('checkin-title');
      await a.sees('checkin-thanks');
      assert.ok(!(await a.text()).includes(WORDS.thanksB), 'not before the own part is kept');
      await a.press('checkin-title'); // back to Us
      await write(a, WORDS.thanksA, WORDS.concern);
      for (const p of [a, b]) {
        await p.seesText(WORDS.thanksA, 3000);
        await p.seesText(WORDS.thanksB, 3000);
      }
      await a.press('checkin-on-concern');
      await a.seesText(WORDS.concern);
      await a.press('checkin-on-back');
      await a.fill('checkin-back', WORDS.back);
      await a.press('checkin-keep');
      await a.sees('checkin-next');
      await a.page.locator('.proposals input').first().check();
      await a.press('checkin-next-keep');
      await a.press('checkin-close-act');
      assert.equal((await a.view({ show: 'records', type: 'plan', limit: 5 })).length, 1);
      assert.equal((await b.view({ show: 'records', type: 'plan', limit: 5 })).length, 0, 'what A chose is A’s own');
    });

    await part('cut off from the server: written, reloaded, joined again: everything there, once, in order', async () => {
      await a.copied();
      const before = await heads(a);
      a.deaf = b.deaf = true;
      await cable.cut();
      for (let i = 1; i <= 3; i++) await a.writePage(`${WORDS.off} ${i}`, 'us');
      await a.writePage(`${WORDS.off} allein`, null);
      await a.page.reload();
      await a.page.getByRole('navigation').waitFor({ timeout: 15_000 });
      const mine = [`${WORDS.off} allein`, `${WORDS.off} 3`, `${WORDS.off} 2`, `${WORDS.off} 1`];
      assert.deepEqual((await a.entries()).slice(0, 4), mine);
      await a.place('mine');
      await a.pressRow('mine-keeping');
      await a.seesText(T('sync-offline'));
      await cable.join();
      await a.press('sync-now');
      await until(async () => (await a.unsent()) === 0, 'all of it across', 20_000);
      await until(async () => (await b.entries()).filter((x) => x.startsWith(WORDS.off)).length === 3, 'the shared ones at B', 30_000);
      assert.deepEqual((await b.entries()).filter((x) => x.startsWith(WORDS.off)), mine.slice(1));
      assert.deepEqual((await a.entries()).filter((x) => x.startsWith(WORDS.off)), mine);
      const after = await heads(a);
      assert.deepEqual([after.S - before.S, after.P - before.P], [3, 1], 'each once at the server');
      a.deaf = b.deaf = false;
    });

    await part('a paper code; the phone is lost; everything comes back by paper', async () => {
      had = await a.entries();
      await a.press('paper-title').catch(() => a.pressRow('paper-title'));
      await a.fill('pass-again', WORDS.passA);
      await a.press('paper-make');
      await a.sees('paper-write');
      code = await a.page.getByRole('list', { name: T('paper-code') }).getByRole('listitem').allInnerTexts();
      assert.equal(code.join('').length, 28);
      await a.press('paper-written');
      for (let n = 1; n <= 7; n++) {
        const f = a.field('paper-group', { n });
        if (await f.count()) await f.fill(code[n - 1]);
      }
      await a.press('paper-confirm');
      await a.seesText(T('paper-done'));
      await a.copied();
      await a.wipe();
      await a.open();
      await a.press('welcome-paper');
      await a.fill('recover-code', code.join(' '));
      await a.choosePass(WORDS.passNew);
      await a.press('recover-go');
      await a.page.locator('h1', { hasText: T('recover-done') }).waitFor({ timeout: 30_000 });
      assert.equal((await a.eight()).length, 8);
      await a.press('recover-today');
      assert.deepEqual(await a.entries(), had);
      await a.writePage(WORDS.after, 'us');
      await b.place('us');
      await b.pressRow('us-pages');
      await b.seesText(WORDS.after, 10_000);
    });

    await part('what came back by paper is there at the next start as well', async () => {
      await a.page.reload();
      await a.page.getByRole('navigation').waitFor();
      assert.deepEqual(await a.entries(), [WORDS.after, ...had]);
    }, { alone: true });

    await part('leaving at once, by the door and by Shift three times: nothing stays, and Back brings nothing back', async () => {
      for (const [p, how] of [[a, () => a.press('leave')], [b, async () => { for (let i = 0; i < 3; i++) await b.page.keyboard.press('Shift'); }]]) {
        assert.ok((await p.text()).length > 20);
        await how();
        await p.page.waitForURL('about:blank');
        assert.equal((await p.text()).trim(), '');
        assert.equal((await p.page.title()).trim(), '');
        await p.page.goBack({ timeout: 3000 }).catch(() => null);
        await wait(300);
        const words = await p.text();
        for (const w of Object.values(WORDS)) assert.ok(!words.includes(w));
        assert.equal(await p.page.getByRole('navigation').count(), 0, 'nothing is open');
        await p.open();
        await p.sees('unlock-title');
        assert.deepEqual((await p.kept()).session, {});
      }
    });

    await part('nothing of it is readable outside, and nobody else was asked for anything', async () => {
      await cleanStop();
      const piles = { ...server.files(), 'the server’s output': Buffer.from(server.output), 'everything sent': cable.bytes() };
      const words = [...Object.values(WORDS), ...code.map((_, i) => code.slice(i, i + 3).join('')).filter((x) => x.length === 12), code.join(' ')];
      for (const [name, bytes] of Object.entries(piles)) {
        const low = bytes.toString('latin1').toLowerCase();
        for (const w of words) for (const form of spellings(w)) assert.ok(!low.includes(form), `${w} in ${name}`);
      }
      assert.ok(piles['hearth.db'].length > 10_000 && piles['everything sent'].includes('POST /v1/s/'), 'there was something to look through');
      assert.deepEqual([strangers, a.foreign, b.foreign], [[], [], []]);
      assert.deepEqual([a.errors, b.errors], [[], []]); // broken rules of the page are told on the console
    });
  } finally {
    await cleanUp();
    await cable.cut();
  }
});

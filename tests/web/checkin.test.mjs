// The weekly check-in, begun alone and gone on with as two: what was private stays so, "leave it empty" leaves it empty, and
// on a page that two may sit before no private name is read.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cleanUp, pair, parts, Person, Server, T, toPlaces, until } from './lib.mjs';

let server;
before(async () => { server = await Server.start(); });
after(cleanUp);

const open = async (p) => { await p.place('us'); await p.button('checkin-title').or(p.row('checkin-title')).first().click(); };
const ours = async (p) => (await p.view({ show: 'records', type: 'checkin', for: 'us' })).map((r) => r.body);
const field = (p, f) => p.field(`checkin-${f}`).inputValue();

test('a check-in of one, then of two', { timeout: 120_000 }, async (t) => {
  let a;
  let b;
  const part = parts(t, () => [a, b].filter(Boolean));

  await part('by oneself: a thank-you and a concern, for oneself', async () => {
    a = await Person.come('A', server.url);
    await a.open();
    await a.lookAround({ path: 'path-table' });
    await a.keepIt({ name: 'Ada', pass: 'river lantern copper violet meadow' });
    await toPlaces(a);
    await a.later((await a.now()) + 14 * 86_400_000); // the first week is a light one
    await open(a);
    await a.fill('checkin-thanks', 'The soup');
    await a.press('checkin-keep');
    await a.sees('checkin-concern');
    await a.fill('checkin-concern', 'I am afraid of your temper');
    await a.press('checkin-keep');
    await a.sees('checkin-thanks-read');
    await a.place('us');
  });

  await part('on the path alone there is none, and none is offered', async () => {
    const path = (n) => a.ask('act', { do: 'write', type: 'reflection', for: 'me', body: { path: n, day: Math.floor(Date.now() / 86_400_000) + 14, slice: 0, answers: {} } });
    await a.row('checkin-title').waitFor();
    await path(2);
    await a.row('checkin-title').waitFor({ state: 'detached' });
    await path(0);
    await a.row('checkin-title').waitFor();
  });

  await part('the partner comes in the same week: nothing of it goes along', async () => {
    b = await Person.come('B', server.url, { clock: await a.now() });
    await pair(a, b, { names: ['Ada', 'Ben\u202e'] }); // with a mark that would turn lines round
    await b.press('later');
    await b.pressRow('path-both');
    await b.page.getByRole('navigation').waitFor();
    await toPlaces(a);
    await a.place('us');
    await a.pressRow('us-names');
    await a.fill('names-you', 'Bear');
    await a.press('words-keep');
    await a.sees('us-title-name', { name: 'Bear' });
    await open(a);
    await a.sees('checkin-thanks');
    assert.equal(await field(a, 'thanks'), '');
    assert.ok(!/\u202e/.test(await a.text()));
    assert.ok(!(await a.text()).includes('Bear'), 'what A calls B is for A alone');
    await a.seesText('when Ben made');
    await a.fill('checkin-thanks', 'You carried the shopping up');
    await a.press('checkin-keep');
    await a.sees('checkin-concern');
    assert.equal(await field(a, 'concern'), '');
    assert.deepEqual((await ours(a)).map((x) => [x.thanks, x.concern]), [['You carried the shopping up', undefined]]);
  });

  await part('"leave it empty" keeps nothing of what was typed', async () => {
    await a.fill('checkin-concern', 'You never listen');
    await a.press('checkin-skip');
    await a.sees('checkin-thanks-read');
    assert.ok(!(await a.text()).includes('Bear'));
    assert.deepEqual((await ours(a)).map((x) => x.concern), [undefined]);
    await open(b);
    await b.sees('checkin-thanks');
    await b.fill('checkin-thanks', 'Typed, and thought better of');
    await b.press('checkin-skip');
    await b.sees('checkin-thanks-read'); // a first week asks for a thank-you alone
    assert.deepEqual((await ours(b)).filter((x) => x.thanks).map((x) => x.thanks), ['You carried the shopping up']);
  });

  await part('and takes back what was kept before', async () => {
    await a.press('checkin-on-concern');
    await a.press('checkin-on-back');
    await a.press('checkin-skip');
    await a.sees('checkin-next');
    await a.press('checkin-next-empty');
    await a.press('checkin-again');
    await a.sees('checkin-thanks');
    assert.equal(await field(a, 'thanks'), 'You carried the shopping up');
    await a.fill('checkin-thanks', '');
    await a.press('checkin-skip');
    await a.sees('checkin-concern');
    assert.deepEqual((await ours(a)).filter((x) => x.thanks), []);
    await until(async () => (await ours(b)).every((x) => !x.thanks), 'gone at the other too');
  });

  await part('a word as long as an address breaks, and nothing scrolls sideways', async () => {
    const wide = () => a.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await a.page.setViewportSize({ width: 360, height: 740 });
    await a.fill('checkin-concern', 'w'.repeat(80));
    await a.press('checkin-keep');
    await a.press('checkin-on-concern');
    await a.seesText('wwww');
    assert.ok((await wide()) <= 0, 'both parts');
    await b.ask('act', { do: 'write', type: 'thanks', for: 'us', body: { text: `${'w'.repeat(80)} and tea`, day: 20000 } });
    await a.place('today');
    await a.button('found-open').focus();
    await a.page.keyboard.press('Enter');
    await until(() => a.page.evaluate(() => !!document.activeElement?.closest('.found')), 'the focus stays where it was pressed');
    await a.seesText('and tea');
    assert.ok((await wide()) <= 0, 'a found note');
  });
});

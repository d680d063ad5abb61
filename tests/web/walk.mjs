// walk.mjs - a way past every screen, for tests and people that look at each: see(person, name) is called at every stop.
import assert from 'node:assert/strict';
import { evening, Person, Server, starts, T, tellAll, toPlaces, until } from './lib.mjs';
import { Cable, Mirror } from './proxy.mjs';

const PASS = 'river lantern copper violet meadow';
const back = (p) => p.page.locator('header .back').click();
const row = (p, title) => p.page.getByRole('button', { name: starts(title) }).first().click();
const title = (p) => p.page.evaluate(() => document.querySelector('h1')?.textContent ?? '');
/** go(f): does f and waits until another title stands there. */
async function turn(p, f) {
  const was = await title(p);
  await f();
  await until(async () => { const t = await title(p); return t !== was && t.trim() !== ''; }, `the page after "${was}"`);
}

/** Arriving: nothing is kept yet. */
async function arriving(at, see) {
  const p = await Person.come('newcomer', at);
  await p.open();
  await see(p, 'welcome');
  await turn(p, () => p.page.getByRole('button', { name: 'Is this one safe?' }).click());
  await see(p, 'phonesafe');
  await turn(p, () => back(p));
  await turn(p, () => p.page.getByRole('button', { name: 'this much' }).click());
  await see(p, 'know-before');
  await turn(p, () => back(p));
  await turn(p, () => p.press('welcome-link'));
  await see(p, 'havelink');
  await p.fill('havelink-label', 'https://example.org/');
  await p.press('havelink-go');
  await see(p, 'havelink-wrong');
  await turn(p, () => back(p));
  await turn(p, () => p.press('welcome-paper'));
  await see(p, 'recover');
  await turn(p, () => back(p));
  await turn(p, () => p.press('place-help'));
  await see(p, 'help');
  for (const t of ['If you are afraid', 'When you do not want to live', 'Pain and health']) {
    const b = p.page.getByRole('list', { name: T('help-pages') }).getByRole('button', { name: starts(t) });
    if (!(await b.count())) continue;
    await turn(p, () => b.first().click());
    await see(p, `helppage-${t.toLowerCase().replaceAll(' ', '-')}`);
    await turn(p, () => back(p));
  }
  await turn(p, () => back(p));
  await turn(p, () => p.press('welcome-go'));
  await p.pick('wish-ease');
  await see(p, 'wish');
  await turn(p, () => p.press('next'));
  await p.pick('around-broken-trust');
  await see(p, 'around');
  await turn(p, () => p.press('next'));
  await p.pick('setup-partner');
  await see(p, 'setup');
  await turn(p, () => p.press('next'));
  await see(p, 'setupnote');
  await turn(p, () => p.press('understood'));
  await see(p, 'aroundnote');
  await turn(p, () => p.press('go-on'));
  await see(p, 'firstpage');
  await p.fill('firstpage-label', 'We waited for the bus and shared one hood');
  await turn(p, () => p.press('firstpage-show'));
  await see(p, 'firstpage-set');
  await turn(p, () => p.press('firstpage-keep'));
  await see(p, 'wishsays');
  await turn(p, () => p.press('go-on'));
  await see(p, 'safety-only-in-the-head');
  await turn(p, () => p.press('safety-read'));
  await see(p, 'safety-question-in-the-head');
  await p.close();
  const q = await Person.come('second newcomer', at);
  await q.open();
  await q.lookAround({ path: 'path-alone' });
  await q.sees('keep-title');
  await q.button('pass-own').waitFor();
  await see(q, 'keep');
  await q.choosePass('short');
  await q.fill('keep-name', 'Ada');
  await see(q, 'keep-own');
  await turn(q, () => back(q));
  await see(q, 'path');
  await turn(q, () => back(q));
  await see(q, 'safety');
  await turn(q, () => q.press('safety-here'));
  await q.pick('no');
  await see(q, 'safety-question');
  await q.press('next');
  await q.answerSafety(Array(8).fill('no'));
  await q.sees('safety-after');
  await see(q, 'safety-after');
  await q.press('safety-choose');
  await q.pressRow('path-alone');
  await turn(q, () => q.press('keep-close'));
  await see(q, 'notkept');
  await q.close();
}

/** No store, no wasm: said in words. */
async function unsupported(at, see) {
  const p = await Person.come('old phone', at);
  await p.context.addInitScript(() => { delete globalThis.WebAssembly; });
  await p.open();
  await see(p, 'unsupported');
  await p.close();
  const q = await Person.come('checker', at);
  await q.page.goto(`${at}/check`);
  await q.seesText(T('check-kdf'), 20_000);
  await see(q, 'check');
  await q.close();
}

/** One person alone: from the first keeping through all five places. */
async function alone(at, see) {
  const p = await Person.come('Ada', at);
  await p.open();
  await p.lookAround({ line: 'We waited for the bus and shared one hood', wish: ['wish-heard'], path: 'path-table' });
  await p.fill('keep-name', 'Ada');
  await p.choosePass(PASS);
  await p.press('keep-go');
  await p.button('rather-not').waitFor({ timeout: 20_000 });
  await see(p, 'reflect');
  await p.page.getByRole('button', { name: T('scale-more'), exact: true }).click();
  await see(p, 'reflect-answered');
  await p.fiveTaps();
  await p.page.locator('.reflect-done .say').waitFor();
  await see(p, 'reflect-done');
  await turn(p, () => p.press('next'));
  await see(p, 'fit');
  await p.pick('fit-evening');
  await p.pick('fit-10');
  await turn(p, () => p.press('next'));
  await see(p, 'table');
  await turn(p, () => p.press('understood'));
  await see(p, 'enough');
  await turn(p, () => p.press('enough-look'));
  await p.page.getByRole('navigation').waitFor();
  await see(p, 'today');
  // An exercise by oneself.
  const begin = p.button('begin').or(p.button('begin-together')).first();
  if (await begin.count()) {
    await begin.click();
    await p.button('sit-go').waitFor();
    await see(p, 'player-setup');
    await back(p);
    await p.page.getByRole('navigation').waitFor();
  }
  await p.press('hard-week');
  await p.press('day-undo').catch(() => undefined);
  await p.press('hard-week').catch(() => undefined);
  await p.button('hard-end').waitFor();
  await see(p, 'today-hard-week');
  await p.press('hard-end');
  await p.button('hard-week').waitFor();

  await p.place('us');
  await see(p, 'us-before');
  await turn(p, () => p.pressRow('us-invite'));
  await see(p, 'invite');
  await turn(p, () => p.press('invite-make'));
  await see(p, 'invite-ready');
  await p.press('invite-burn');
  await p.page.getByRole('dialog').waitFor();
  await see(p, 'invite-burn-sheet');
  await turn(p, () => p.press('burn-yes'));
  await p.place('us');
  await turn(p, () => p.pressRow('us-table'));
  await see(p, 'attable');
  await turn(p, () => back(p));
  await turn(p, () => p.pressRow('checkin-title'));
  await see(p, 'checkin-alone');
  await turn(p, () => back(p));
  await turn(p, () => p.pressRow('us-week'));
  await see(p, 'ourweek');
  await turn(p, () => back(p));
  await turn(p, () => p.pressRow('us-never'));
  await see(p, 'never');

  await p.place('mine');
  await see(p, 'mine');
  await turn(p, () => p.pressRow('mine-journal'));
  await see(p, 'journal');
  await turn(p, () => p.press('journal-prompts'));
  await see(p, 'prompts');
  await p.page.locator('details summary').first().click();
  await see(p, 'prompts-open');
  await turn(p, () => back(p));
  await turn(p, () => p.press('journal-write'));
  await p.fill('entry-label', 'A page about the soup.\n\nIt was a good soup.');
  await p.page.locator('.tags-fold summary').click();
  await p.fill('tags-new', 'soup, plain days');
  await see(p, 'entry');
  await turn(p, () => p.press('entry-keep'));
  await turn(p, () => row(p, 'A page about the soup.'));
  await see(p, 'entry-again');
  await turn(p, () => back(p));
  await turn(p, () => p.press('journal-find'));
  await p.fill('find-words', 'good soup');
  await p.seesText(T('find-found', { n: 1 }));
  await see(p, 'find');
  await p.place('mine');
  await turn(p, () => p.pressRow('mine-reflect'));
  await see(p, 'reflect-none');
  await p.place('mine').catch(() => p.press('reflect-close'));
  for (const n of ['trends', 'picture', 'words', 'time', 'light', 'keeping']) {
    await p.place('mine');
    await turn(p, () => p.pressRow(`mine-${n}`));
    await see(p, n);
    if (n === 'words') {
      await p.page.getByLabel(T('words-sexual-yes'), { exact: true }).check();
      await p.page.getByLabel(T('pronoun-own'), { exact: true }).first().check();
      await see(p, 'words-all');
    }
    if (n === 'time') {
      await turn(p, () => p.press('time-remind'));
      await see(p, 'reminder');
      await turn(p, () => back(p));
    }
    if (n === 'picture') {
      await p.page.locator('.causes-more summary').click();
      await see(p, 'picture-more');
      await turn(p, () => p.page.getByRole('button', { name: /^Read about/ }).first().click());
      await see(p, 'cause');
      await turn(p, () => back(p));
    }
  }
  for (const n of ['devices', 'locking', 'leaving', 'newpass', 'know', 'paper']) {
    await turn(p, () => p.pressRow(`${n}-title`));
    await see(p, `keeping-${n}`);
    if (n === 'devices') {
      await turn(p, () => p.press('device-add'));
      await see(p, 'device-add');
      await turn(p, () => p.press('own-make'));
      await see(p, 'device-link');
      await turn(p, () => back(p));
    }
    if (n !== 'paper') await turn(p, () => back(p));
  }
  await p.fill('pass-again', PASS);
  await turn(p, () => p.press('paper-make'));
  await see(p, 'paper-write');
  await turn(p, () => p.press('paper-written'));
  await p.page.locator('main input').nth(1).fill('ABCD');
  await p.page.locator('main input').nth(0).fill('ABCD');
  await p.press('paper-confirm');
  await see(p, 'paper-again-slip');
  await p.place('mine');
  await turn(p, () => p.pressRow('mine-keeping'));
  await p.press('forget-device');
  await p.page.getByRole('dialog').waitFor();
  await see(p, 'forget-sheet');
  await p.press('forget-no');
  await p.page.getByRole('dialog').waitFor({ state: 'detached' });
  await p.close();
}

/** Somebody who has settled in by themselves, with no step behind them. */
async function settled(at) {
  const p = await Person.come('Ada', at);
  await p.open();
  await p.lookAround({ path: 'path-table' });
  await p.keepIt({ name: 'Ada', pass: PASS });
  await toPlaces(p);
  return p;
}

/** Ideas, a session between two plates and one read aloud, cards, pages, Help. */
async function ideas(at, see) {
  const p = await settled(at);
  await p.place('ideas');
  await see(p, 'ideas');
  await turn(p, () => p.pressRow('ideas-exercises'));
  await see(p, 'exercises');
  await turn(p, () => row(p, 'A list of what I value'));
  await see(p, 'exercise');
  await p.place('ideas');
  await turn(p, () => p.pressRow('ideas-exercises'));
  await turn(p, () => row(p, 'A long hug'));
  await see(p, 'exercise-touch');
  await p.place('ideas');
  await turn(p, () => p.pressRow('ideas-exercises'));
  await turn(p, () => row(p, 'One good thing before sleep'));
  await see(p, 'exercise-for-two');
  // Between two plates.
  await p.press('begin-together');
  await p.pick('sit-table');
  await see(p, 'player-setup-table');
  await turn(p, () => p.press('sit-go'));
  await see(p, 'player-prepare');
  await p.press('prepare-ready-us');
  await p.page.locator('.ring .time').waitFor();
  await see(p, 'player-table');
  await p.button('run-pause').click();
  await p.button('run-resume').waitFor();
  await see(p, 'player-table-paused');
  await p.button('run-resume').click();
  await p.context.clock.fastForward(46_000);
  await p.context.clock.fastForward(46_000);
  await p.button('run-close').waitFor();
  await see(p, 'player-close');
  await turn(p, () => p.press('run-close'));
  await see(p, 'player-two-taps');
  await turn(p, () => p.press('after-keep'));
  await see(p, 'player-over');
  await p.press('over-close');
  await p.page.getByRole('navigation').waitFor();
  await see(p, 'today-enough');
  await p.later(evening(1));
  await p.place('ideas');
  await turn(p, () => p.pressRow('ideas-exercises'));
  await turn(p, () => row(p, 'One good thing before sleep'));
  await p.press('begin-together');
  await p.pick('sit-aloud');
  await turn(p, () => p.press('sit-go'));
  await p.press('prepare-ready-us');
  await p.page.locator('.ring .time').waitFor();
  await see(p, 'player-aloud');
  await turn(p, () => p.press('run-darker').then(() => see(p, 'player-dark')).then(() => p.press('run-stop')));
  await see(p, 'player-stopped');
  await turn(p, () => p.press('stopped-close'));
  await p.press('enough-look');

  await p.place('ideas');
  await turn(p, () => p.pressRow('cards-title'));
  await see(p, 'cards');
  await turn(p, () => p.press('cards-any'));
  await see(p, 'card');
  await p.press('card-keep');
  await turn(p, () => back(p));
  await turn(p, () => p.press('cards-kept'));
  await see(p, 'keptcards');
  await p.place('ideas');
  await turn(p, () => p.pressRow('learn-title'));
  await see(p, 'learning');
  await turn(p, () => p.page.locator('main button.row').first().click());
  await see(p, 'learn');
  await p.place('ideas');
  await turn(p, () => p.pressRow('print-title'));
  await see(p, 'printing');
  for (const n of ['week', 'book', 'note', 'all']) {
    await turn(p, () => p.pressRow(`printing-${n}`));
    if (n === 'week') await p.page.locator('.out').waitFor();
    await see(p, `print${n}`);
    await turn(p, () => back(p));
  }
  await turn(p, () => p.page.getByRole('list', { name: T('cards-title') }).getByRole('button').first().click());
  await see(p, 'printcards');
  await turn(p, () => back(p));
  await turn(p, () => p.page.getByRole('list', { name: T('ideas-exercises') }).getByRole('button').first().click());
  await see(p, 'printexercise');
  await p.place('help');
  await see(p, 'help-open');
  // A country is chosen, never guessed, and gone with the page.
  await p.page.getByRole('list', { name: T('help-country') }).getByRole('button', { name: starts('Ireland') }).click();
  await p.page.getByRole('list', { name: T('help-lines') }).waitFor();
  assert.equal(await p.page.locator('a[href="tel:116123"]').count(), 1);
  await see(p, 'help-lines');
  await p.page.getByRole('button', { name: T('help-change', { country: 'Ireland' }) }).click();
  await p.page.getByRole('list', { name: T('help-country') }).waitFor();

  await p.close();
}

/** Some months on: pictures of what moved, the private questions that come back, a lock. */
async function months(at, see) {
  const p = await settled(at);
  const day = Math.floor(evening(0) / 86_400_000);
  for (const days of [2, 33, 61]) {
    const asked = await p.view({ show: 'reflection', day: day + days });
    const answers = Object.fromEntries(asked.items.map((x, i) => [x.id, (4 + i + days) % 11]));
    await p.ask('act', { do: 'write', type: 'reflection', for: 'me', body: { path: 0, slice: asked.due, answers, day: day + days } });
  }
  await p.later(evening(61));
  await p.place('mine');
  await turn(p, () => p.pressRow('mine-trends'));
  await p.button('trends-show-table').waitFor();
  await see(p, 'trends-grown');
  await p.press('trends-show-pictures');
  await p.page.locator('.numbers summary').first().click();
  await see(p, 'trends-pictures');
  await p.press('trends-show-table');
  await see(p, 'trends-table');

  // With each whole reflection three of the private questions come back; nothing of them is kept or waits to be sent.
  await p.later(evening(95));
  await p.place('mine');
  await turn(p, () => p.pressRow('mine-reflect'));
  await p.fiveTaps('much');
  const marks = async () => [await p.unsent(), (await p.kept()).dbs['hearth/local'], await p.view({ show: 'digest' })];
  const before = await marks();
  // Low mood nearly every day: one plain question, then people and pages.
  await p.seesText(T('care-question'));
  await see(p, 'care-question');
  await p.pick('yes');
  await turn(p, () => p.press('next'));
  await p.sees('care-title');
  await see(p, 'care-offer');
  await turn(p, () => p.page.getByRole('button', { name: starts('When you do not want to live') }).click());
  await p.press('place-help');
  await p.sees('care-title');
  await turn(p, () => p.press('next'));
  await turn(p, () => p.press('next'));
  await p.sees('pulse-title');
  await see(p, 'pulse');
  await turn(p, () => p.press('safety-here'));
  await p.answerSafety(['no', 'rather-not', 'yes']);
  await p.sees('safety-after');
  await see(p, 'pulse-after');
  assert.deepEqual(await marks(), before, 'three answers leave no trace');
  await turn(p, () => p.press('pulse-stay'));
  await p.place('mine');
  await turn(p, () => p.pressRow('mine-pace'));
  await see(p, 'pace');
  await turn(p, () => p.press('pace-close'));
  await see(p, 'close-well');
  await turn(p, () => p.press('close-do'));
  await see(p, 'today-closed');
  await p.place('mine');
  await turn(p, () => p.pressRow('mine-pace'));
  await see(p, 'pace-closed');
  await turn(p, () => p.press('pace-open'));
  await p.place('today');
  // The plan of this sitting knows it: what stands here is what the plan says with it.
  const gentle = await p.view({ show: 'today', day: day + 95, minute: 20 * 60 + 30, care: true });
  await p.seesText(gentle.card?.title ?? gentle.line.replace(/\.$/, ''));
  await p.place('mine');
  await turn(p, () => p.pressRow('mine-keeping'));
  await turn(p, () => p.press('lock-now'));
  await see(p, 'unlock');
  await p.unlock('not this one');
  await p.seesText(T('unlock-wrong'), 15_000);
  await see(p, 'unlock-wrong');
  await turn(p, () => p.press('unlock-forgot'));
  await see(p, 'forgot');
  await p.close();
}

/** Two: the invited one's minutes, and what both of them see. */
async function two(at, see) {
  const a = await Person.come('Ada', at);
  await a.open();
  await a.lookAround({ path: 'path-table' });
  await a.keepIt({ name: 'Ada', pass: PASS });
  await toPlaces(a);
  const link = await a.invite();
  const b = await Person.come('Ben', at);
  await b.open(`/${new URL(link).hash}`);
  await b.button('look-taste').waitFor();
  await see(b, 'look');
  await b.page.locator('details summary').first().click().catch(() => undefined);
  await see(b, 'look-open');
  await turn(b, () => b.press('look-taste'));
  await see(b, 'taste');
  await turn(b, () => b.press('taste-none'));
  await see(b, 'taste-worth');
  await turn(b, () => b.press('worth-none'));
  await see(b, 'taste-week');
  await turn(b, () => b.press('go-on'));
  await see(b, 'answer');
  await turn(b, () => b.pressRow('answer-table'));
  await see(b, 'tableguest');
  await turn(b, () => back(b));
  await turn(b, () => b.pressRow('answer-no'));
  await see(b, 'notforme');
  await turn(b, () => back(b));
  await turn(b, () => b.pressRow('answer-join'));
  await b.button('pass-own').waitFor();
  await see(b, 'join');
  await b.fill('keep-name', 'Ben');
  await b.choosePass('quiet harbour pepper willow ember');
  await b.press('join-go');
  await b.eight();
  await see(b, 'waiting');
  await a.eight();
  await see(a, 'letin');
  await a.press('letin-yes');
  await see(a, 'letin-passphrase');
  await a.fill('letin-pass', PASS);
  await a.press('letin-go');
  await b.page.locator('h1', { hasText: T('setup-ask') }).waitFor({ timeout: 20_000 });
  await see(b, 'setup-joined');
  await b.isLetIn();
  await see(b, 'safety-joined');
  await b.press('later');
  await b.sees('path-title');
  await see(b, 'path-joined');
  await b.pressRow('path-both');
  await b.page.getByRole('navigation').waitFor();
  await see(b, 'today-joined');
  await toPlaces(a);
  await a.place('us');
  await a.button('checkin-title').waitFor();
  await see(a, 'us');
  await turn(a, () => a.pressRow('us-pages'));
  await see(a, 'sharedpages-empty');
  await turn(a, () => a.press('pages-write'));
  await a.fill('entry-label', 'Shall we take the tram to the end of the line one day?');
  await see(a, 'entry-for-both');
  await a.press('entry-keep');
  await a.page.getByRole('dialog').waitFor();
  await see(a, 'share-sheet');
  await turn(a, () => a.press('share-yes'));
  await a.seesText('Shall we take');
  await see(a, 'sharedpages');
  await b.place('us');
  await turn(b, () => b.pressRow('us-pages'));
  await b.seesText('Shall we take');
  await turn(b, () => row(b, 'Shall we take'));
  await see(b, 'entry-of-the-other');
  await a.ask('act', { do: 'write', type: 'thanks', for: 'us', body: { text: 'You warmed the car before I came down.', day: Math.floor((await a.now()) / 86_400_000) } });
  await b.place('today');
  await b.page.getByRole('button', { name: T('found-open') }).waitFor();
  await see(b, 'today-found');
  await b.press('found-open');
  await see(b, 'today-found-open');
  await b.place('us');
  for (const n of ['us-notes', 'us-names', 'us-week', 'us-table']) {
    await turn(b, () => b.pressRow(n));
    await see(b, n);
    await turn(b, () => back(b));
  }
  await rituals(a, b, see);
  await a.later(evening(8));
  await a.place('us');
  await turn(a, () => a.press('checkin-title'));
  await see(a, 'checkin-thanks');
  await a.fill('checkin-thanks', 'You made tea without a word.');
  await turn(a, () => a.press('checkin-keep'));
  await see(a, 'checkin-concern');
  await turn(a, () => a.press('checkin-skip'));
  await see(a, 'checkin-read');
  await turn(a, () => a.press('checkin-on-concern'));
  await see(a, 'checkin-read-concern');
  await turn(a, () => a.press('checkin-on-back'));
  await see(a, 'checkin-back');
  await turn(a, () => a.press('checkin-skip'));
  await see(a, 'checkin-next');
  await turn(a, () => a.press('checkin-next-empty'));
  await see(a, 'checkin-close');
  await a.press('checkin-close-act');
  await a.page.getByRole('navigation').waitFor();
  await see(a, 'today-paired');
  await a.close();
  await b.close();
}

/** What is there when nothing is due: sheets, wording help, tracks, short lists. */
async function sheets(at, see) {
  // In real time: whether a pause runs is asked of the worker, whose clock no test holds.
  const p = await Person.come('reader', at, { clock: null });
  await p.open();
  await p.lookAround({ path: 'path-table' });
  await p.keepIt({ name: 'Ada', pass: PASS });
  await toPlaces(p);
  const from = async (id, name) => { await p.place('ideas'); await p.pressRow(id); await p.sees(id); await see(p, name); };
  await p.place('ideas');
  await see(p, 'ideas-all');
  await from('sheets-title', 'sheets');
  await turn(p, () => row(p, 'How I say it'));
  const fields = p.page.locator('.ask-block textarea');
  await fields.nth(0).fill('When you never listen and I am talking about the week');
  await fields.nth(1).fill('You hit me on Sunday');
  await p.button('wording-look').nth(1).click();
  await p.seesText(T('wording-harm'));
  await p.button('wording-look').nth(0).click();
  await p.page.locator('.findings mark').first().waitFor();
  await see(p, 'sheet-form');
  await p.press('sheet-keep');
  await p.button('sheet-add').waitFor();
  await see(p, 'sheet-filled');
  await p.place('ideas');
  await p.pressRow('sheets-title');
  await turn(p, () => row(p, 'Our pause word'));
  await p.page.locator('.ask-block textarea').first().fill('Teapot');
  await p.page.locator('input[type=time]').fill('22:15');
  await p.press('sheet-keep');
  await p.press('pause-now');
  await p.pick('pause-own');
  await see(p, 'pause-begin');
  await p.pick('pause-60');
  await p.press('pause-begin');
  await p.seesText(T('pause-free'));
  await see(p, 'pause-runs');
  await from('tracks-title', 'tracks');
  await turn(p, () => row(p, 'After children'));
  await see(p, 'track');
  await p.press('track-walk');
  await p.button('track-leave').waitFor();
  await turn(p, () => back(p));
  await turn(p, () => row(p, 'First month after a discovery'));
  await see(p, 'track-hold');
  await p.press('track-hold');
  await p.seesText(T('track-switch'));
  await see(p, 'track-switch');
  await p.press('track-switch-no');
  await from('outings-title', 'outings');
  await from('tips-title', 'tips');
  await from('dares-title', 'dares');
  await p.press('dares-one');
  await see(p, 'dare');
  await from('learn-title', 'learning-kinds');
  await p.place('help');
  await turn(p, () => row(p, 'A plan for dark hours'));
  await turn(p, () => p.press('help-own-plan'));
  await see(p, 'dark-hours');
  await p.close();
}

/** What comes again: made, shared, read by the other, looked at again, taken along as a file. */
async function rituals(a, b, see) {
  await a.place('us');
  await turn(a, () => a.pressRow('rituals-title'));
  await see(a, 'rituals-empty');
  await turn(a, () => a.press('date-add'));
  await see(a, 'date');
  await turn(a, () => a.press('date-idea'));
  await see(a, 'outings');
  await turn(a, () => a.page.locator('main button.row').first().click());
  await see(a, 'outings-list');
  await turn(a, () => back(a));
  await turn(a, () => back(a));
  await turn(a, () => back(a));
  await turn(a, () => a.press('ritual-add'));
  await a.fill('ritual-what', 'Walk by the river');
  await a.pick('Sunday');
  await a.fill('ritual-time', '10:00');
  await a.page.locator('summary').click();
  await a.pick('audience-us');
  await see(a, 'ritual');
  await a.press('ritual-keep');
  await a.page.getByRole('dialog').waitFor();
  await see(a, 'ritual-share-sheet');
  await turn(a, () => a.press('ritual-share-yes'));
  await a.ask('act', { do: 'write', type: 'ritual', for: 'me', body: { title: 'Tea on the step', kind: 0, every: 1, from: 20000, minute: 1260 } });
  await a.ask('act', { do: 'write', type: 'ritual', for: 'me', body: { title: 'The concert in the park', kind: 1, every: 0, from: 20400 } });
  await a.seesText('The concert in the park');
  await see(a, 'rituals');
  await turn(a, () => row(a, 'Tea on the step'));
  await see(a, 'ritual-review');
  await turn(a, () => back(a));
  await turn(a, () => a.press('rituals-calendar'));
  await a.pick('cal-titles');
  await see(a, 'calendar');
  await b.place('us');
  await turn(b, () => b.pressRow('rituals-title'));
  await b.seesText('Walk by the river');
  await turn(b, () => row(b, 'Walk by the river'));
  await see(b, 'ritual-of-the-other');
}

/** A server that shows an older state than before. */
async function alarm(at, see, port) {
  let lie = false;
  const mirror = await Mirror.stand(port, (q, answer) => {
    if (!lie || !q.path.endsWith('/heads')) return;
    const j = JSON.parse(answer.body);
    for (const h of j.heads) h.n = Math.max(0, h.n - 1);
    answer.body = Buffer.from(JSON.stringify(j));
  });
  const p = await Person.come('Eve’s guest', mirror.url);
  await p.open();
  await p.lookAround({ path: 'path-alone' });
  await p.keepIt({ name: 'Ada', pass: PASS });
  await toPlaces(p);
  await p.copied();
  lie = true;
  await p.page.reload();
  await p.sees('alarm-title');
  await see(p, 'alarm');
  await p.close();
  await mirror.fall();
}

const CHAPTERS = { arriving, unsupported, alone, ideas, months, sheets, two, alarm };
export const chapters = Object.keys(CHAPTERS);

/** walk(see, {only, broken}): all chapters, or one; broken(chapter, error) where the walk shall go on. */
export async function walk(see, { only = null, broken = null } = {}) {
  for (const name of chapters) {
    if (only && name !== only) continue;
    const server = await Server.start();
    const cable = await Cable.lay(server.port);
    try {
      await CHAPTERS[name](cable.url, see, server.port);
    } catch (e) {
      await tellAll(e);
      if (!broken) throw e;
      await broken(name, e);
    } finally {
      await server.stop();
      await cable.cut();
    }
  }
}

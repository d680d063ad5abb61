// Rituals and dates: one is made and seen, a calendar file is asked for and read, one is let go and brought back, one is put in
// the list of both.  Nothing of it is offered on the path alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { axeSource, cleanUp, parts, Person, Server, starts, T, toPlaces, until } from './lib.mjs';

const PASS = 'river lantern copper violet meadow';
const axe = axeSource();
const back = (p) => p.page.locator('header .back').click();

/** No rule of axe is broken on the page that is now. */
async function reads(p) {
  if (!(await p.page.evaluate(() => 'axe' in globalThis))) await p.page.evaluate(axe);
  const found = await p.page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map((v) => `${v.id}: ${v.nodes[0].target.join(' ')}`));
  assert.deepEqual(found, [], await p.page.locator('h1').first().innerText());
}
const rituals = async (p) => p.view({ show: 'rituals', day: Math.floor((await p.now()) / 86_400_000) });
/** The file that a press brings, its lines unfolded. */
async function file(p, id) {
  const [d] = await Promise.all([p.page.waitForEvent('download'), p.press(id)]);
  assert.equal(d.suggestedFilename(), 'notes.ics');
  const text = readFileSync(await d.path(), 'utf8');
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  return text.replaceAll('\r\n ', '').split('\r\n');
}
const stamp = (ms) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');

test('what comes again', { timeout: 120_000 }, async (t) => {
  const server = await Server.start();
  let a, b;
  const part = parts(t, () => [a, b].filter(Boolean));
  try {
    await part('a weekly ritual is made and seen', async () => {
      a = await Person.come('A', server.url);
      await a.open();
      await a.lookAround({ path: 'path-table' });
      await a.keepIt({ name: 'Ada', pass: PASS });
      await toPlaces(a);
      await a.place('us');
      await a.pressRow('rituals-title');
      await a.seesText(T('rituals-empty'));
      await reads(a);
      await a.press('ritual-add');
      assert.ok(await a.button('ritual-title-missing').isDisabled());
      await a.fill('ritual-what', 'Walk by the river');
      assert.ok(await a.button('ritual-days-missing').isDisabled());
      await a.pick('Sunday');
      await a.fill('ritual-time', '10:00');
      await reads(a);
      await a.press('ritual-keep');
      await a.sees('rituals-title');
      const row = a.page.getByRole('button', { name: starts('Walk by the river') });
      await row.waitFor();
      assert.match(await row.innerText(), new RegExp(`(${T('today-word')}|${T('ritual-tomorrow')}|Sunday), 10:00 · ${T('ritual-often-2')}`));
      const [r] = await rituals(a);
      assert.deepEqual([r.every, r.days, r.minute, r.for, r.review_due], [2, 64, 600, 'me', false]);
      await reads(a);
    });

    await part('the calendar file says when, and no more', async () => {
      await a.press('rituals-calendar');
      await a.sees('cal-title');
      await reads(a);
      const lines = await file(a, 'cal-make');
      const [r] = await rituals(a);
      assert.deepEqual(lines.filter((l) => /^(DTSTART|DURATION|RRULE|SUMMARY|BEGIN)/.test(l)), ['BEGIN:VCALENDAR', 'BEGIN:VEVENT',
        `DTSTART:${stamp(r.next[0] * 86_400_000)}T100000`, 'DURATION:PT30M', 'RRULE:FREQ=WEEKLY;BYDAY=SU', `SUMMARY:${T('cal-word-notes')}`]);
      assert.ok(!/walk|river|hearth|ada/i.test(lines.join('\n')));
      await a.seesText(T('cal-made', { file: 'notes.ics' }));
      await a.pick('cal-titles');
      await a.seesText(T('cal-titles-note'));
      await a.pick('cal-word-busy');
      await a.pick('cal-alarm-15');
      const told = await file(a, 'cal-make');
      for (const l of ['SUMMARY:Walk by the river', 'TRIGGER:-PT15M', `DESCRIPTION:${T('cal-word-busy')}`, lines.find((x) => x.startsWith('UID:'))]) assert.ok(told.includes(l), l);
      await a.page.getByRole('checkbox', { name: starts('Walk by the river') }).click();
      assert.ok(await a.button('cal-none').isDisabled());
      await back(a);
    });

    await part('let go and brought back, it is the same one', async () => {
      const [before] = await rituals(a);
      await a.page.getByRole('button', { name: starts('Walk by the river') }).click();
      await a.press('day-remove');
      await a.seesText(T('rituals-empty'));
      assert.deepEqual(await rituals(a), []);
      await a.press('day-undo');
      await a.page.getByRole('button', { name: starts('Walk by the river') }).waitFor();
      assert.deepEqual(await rituals(a), [before]);
    });

    await part('a change that was begun is let go, and it stays as it was', async () => {
      const open = () => a.page.getByRole('button', { name: starts('Walk by the river') }).click();
      await open();
      await a.fill('ritual-time', '18:30');
      await back(a);
      await open();
      await until(async () => (await a.field('ritual-time').inputValue()) === '18:30', 'what was typed is still there');
      await a.press('sheet-as-it-was');
      await a.sees('rituals-title');
      await open();
      await until(async () => (await a.field('ritual-time').inputValue()) === '10:00', 'as it was');
      await back(a);
    });

    await part('a date takes an idea out of the pack', async () => {
      await a.press('date-add');
      await a.press('date-idea');
      await a.page.locator('main button.row').first().click();
      await a.page.locator('main .idea').first().waitFor();
      const idea = await a.page.locator('main .idea').first().innerText();
      await a.page.locator('main .idea').first().click();
      await a.sees('date-new');
      assert.ok(idea.startsWith(await a.field('ritual-what').inputValue()));
      await a.fill('ritual-day', new Date((await a.now()) + 40 * 86_400_000).toISOString().slice(0, 10));
      await a.press('ritual-keep');
      await until(async () => (await rituals(a)).length === 2, 'the date');
      const [, date] = await rituals(a);
      assert.deepEqual([date.kind, date.every, date.next.length], [1, 0, 1]);
    });

    await part('when it is looked at again it can stay', async () => {
      const [r] = await rituals(a);
      await a.later(((r.from + 91) * 24 + 20) * 3_600_000);
      await a.seesText(T('ritual-review-line'));
      await a.page.getByRole('button', { name: starts('Walk by the river') }).click();
      await a.sees('ritual-review-title');
      await reads(a);
      await a.pressRow('ritual-as-is');
      await a.seesText(T('ritual-stays'));
      await until(async () => (await rituals(a)).every((x) => !x.review_due), 'looked at');
      // The shared record stays as it was: a private mark says that somebody looked.
      const [mark] = await a.view({ show: 'records', type: 'seen', limit: 1 });
      assert.deepEqual([mark.for, mark.body.what], ['me', r.id]);
    });

    await part('a small step of one’s own', async () => {
      await a.place('mine');
      await a.pressRow('mine-time');
      await a.press('time-remind');
      await a.sees('remind-title');
      await reads(a);
      const lines = await file(a, 'cal-make');
      assert.ok(lines.some((l) => /^DTSTART:\d{8}T200000$/.test(l)) && lines.includes('DURATION:PT10M') && lines.includes(`SUMMARY:${T('cal-word-notes')}`), lines.join('\n'));
    });

    await part('beside a day on which nothing is due it is told, and not asked for', async () => {
      const [time] = await a.view({ show: 'records', type: 'time', limit: 1 });
      await a.ask('act', { do: 'write', type: 'time', for: 'me', id: time.id, body: { minutes: 1, when: [] } });
      const { next, title } = (await rituals(a)).find((x) => x.every === 2);
      await a.later((next[1] * 24 - 4) * 3_600_000); // the evening before the Sunday after next
      await a.place('today');
      await a.page.getByRole('button', { name: starts(`${title}: ${T('ritual-tomorrow')}, 10:00`) }).click();
      await a.sees('rituals-title');
      await a.later((next[1] * 24 + 20) * 3_600_000); // that Sunday in the evening, when it is over
      await a.place('today');
      await a.button('nothing-ideas').waitFor();
      await until(async () => (await a.page.getByRole('button', { name: starts(title) }).count()) === 0, 'nothing of this morning');
    });

    await part('put in the list of both, after a look at what will stand there', async () => {
      const link = await a.invite();
      b = await Person.come('B', server.url, { clock: await a.now() });
      await b.open(`/${new URL(link).hash}`);
      await b.joinBy('Ben', 'quiet harbour pepper willow ember');
      await a.eight();
      await a.letIn();
      await b.isLetIn();
      await b.press('later');
      await b.pressRow('path-both');
      await b.page.getByRole('navigation').waitFor();
      await a.page.getByRole('navigation').waitFor();
      await a.place('us');
      await a.pressRow('rituals-title');
      await a.page.getByRole('button', { name: starts('Walk by the river') }).click();
      await a.pick('audience-us');
      await a.press('ritual-keep');
      await a.page.getByRole('dialog').waitFor();
      assert.match(await a.page.getByRole('dialog').innerText(), /Walk by the river[^]*Every week on Sunday, 10:00/);
      await reads(a);
      await a.press('ritual-share-yes');
      await a.sees('rituals-title');
      await until(async () => (await rituals(b)).length === 1, 'in the other list');
      await b.place('us');
      await b.pressRow('rituals-title');
      await b.page.getByRole('button', { name: starts('Walk by the river') }).click();
      await b.sees('Walk by the river');
      await b.seesText(T('ritual-theirs', { name: 'Ada' }));
      // In the calendars of both nothing is called the same; each finds their own again in a later file, made at another hour.
      const named = async (p, q = {}) => (await p.view({ show: 'calendar', day: Math.floor((await p.now()) / 86_400_000), ...q })).text.match(/^UID:.*$/gm);
      const [shared] = await rituals(b);
      const [ofA, ofB] = [await named(a, { ids: [shared.id] }), await named(b)];
      assert.deepEqual([ofA.length, ofB.length], [1, 1]);
      assert.notEqual(ofA[0], ofB[0]);
      assert.ok(![ofA[0], ofB[0]].some((u) => u.replaceAll('-', '').includes(shared.id.slice(0, 12))));
      await b.later((await b.now()) + 3_700_000);
      assert.deepEqual([await named(a, { ids: [shared.id], alarm: 15 }), await named(b, { titles: true })], [ofA, ofB]);
      assert.equal(await b.page.locator('main input').count(), 0);
      await reads(b);
    });

    await part('on the path alone none of it is offered', async () => {
      await b.ask('act', { do: 'write', type: 'reflection', for: 'me', body: { path: 2, day: Math.floor((await b.now()) / 86_400_000), slice: 5, answers: {} } });
      await b.place('us');
      await b.page.getByRole('button', { name: starts(T('us-notes')) }).waitFor();
      await until(async () => (await b.row('rituals-title').count()) === 0, 'no rituals on the path alone');
      assert.deepEqual([a.errors, b.errors, a.foreign, b.foreign], [[], [], [], []]);
    });
  } finally {
    await cleanUp();
  }
});

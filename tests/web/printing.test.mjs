// What is printed: real pages of the printer, made by the browser and read with poppler.  The pack is the programme with one
// deck and one exercise of the room SEX beside it, whatever the programme itself holds.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const dir = mkdtempSync(join(tmpdir(), 'hearth-paper-'));
const PACKC = process.env.HEARTH_PACKC ?? join(root, 'build', 'native', 'tools', 'packc');
const FORMATS = ['A4', 'Letter'];
const SECRET = { deck: 'A deck that waits', exercise: 'A step that waits', card: 'Which word for this do you like?' };

/** The program with a pack of the programme and of what waits until it is asked for. */
function webWithMore() {
  cpSync(join(process.env.HEARTH_PROGRAMME ?? join(root, 'programme'), 'en'), join(dir, 'en'), { recursive: true });
  const deck = readdirSync(join(dir, 'en', 'cards'))[0];
  const front = readFileSync(join(dir, 'en', 'cards', deck), 'utf8').split('---')[1];
  const as = (key, value) => (s) => s.replace(new RegExp(`^${key}:.*$`, 'm'), `${key}: ${value}`);
  const put = (text, ...changes) => changes.reduce((s, f) => f(s), text);
  writeFileSync(join(dir, 'en', 'cards', 'zz-waits.md'), `---${put(front, as('id', 'zz-waits'), as('title', SECRET.deck), as('stage', 'SEX'))}---\n\n- c9999 | ${SECRET.card}\n`);
  const e = readFileSync(join(dir, 'en', 'exercises', 'E05.md'), 'utf8');
  writeFileSync(join(dir, 'en', 'exercises', 'Z99.md'), put(e, as('id', 'Z99'), as('title', SECRET.exercise), as('stage', 'SEX'), as('begin', 'waits')));
  const web = join(dir, 'web');
  cpSync(process.env.HEARTH_WEB ?? join(root, 'build', 'web'), web, { recursive: true });
  const pack = readdirSync(join(web, 'a')).find((n) => n.startsWith('pack-'));
  execFileSync(PACKC, ['build', join(dir, 'en'), '-o', join(web, 'a', pack)]);
  return web;
}
process.env.HEARTH_WEB = webWithMore();
const { axeSource, cleanUp, couple, evening, parts, Server, starts, T, toPlaces, until } = await import('./lib.mjs');

const flat = (s) => s.replace(/\s+/g, ' ').trim();
/** Without blanks and dashes: lines break and words are hyphenated. */
const bare = (s) => s.normalize('NFKC').replace(/[\s\u00ad\u2010-]+/g, '');
const run = (tool, args) => execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
let count = 0;
/** The pages that the printer would get. */
async function paper(p, format) {
  const file = join(dir, `${++count}.pdf`);
  writeFileSync(file, await p.page.pdf({ format, preferCSSPageSize: true, timeout: 30_000 }));
  const info = run('pdfinfo', [file]);
  const pages = Number(/^Pages:\s+(\d+)/m.exec(info)[1]);
  const [, w, h] = /^Page size:\s+([\d.]+) x ([\d.]+)/m.exec(info).map(Number);
  return {
    file, pages, w, h, title: /^Title:\s+(.*)$/m.exec(info)?.[1] ?? '',
    text: () => run('pdftotext', [file, '-']),
    /** Each page's words without blanks. */
    each: () => run('pdftotext', [file, '-']).split('\f').slice(0, -1).map(bare),
    words: () => [...run('pdftotext', ['-bbox', file, '-']).matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)]
      .map((m) => ({ x: (Number(m[1]) + Number(m[3])) / 2, y: (Number(m[2]) + Number(m[4])) / 2, h: Number(m[4]) - Number(m[2]), text: m[5] })),
  };
}

/** No rule of axe is broken, and 320 pixels are enough. */
async function readable(p, name) {
  const was = p.page.viewportSize();
  if (!(await p.page.evaluate(() => 'axe' in globalThis))) await p.page.evaluate(axeSource());
  for (const width of [1280, 320]) {
    await p.page.setViewportSize({ width, height: 800 });
    assert.ok(await p.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${name} is too wide at ${width}`);
  }
  const found = await p.page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`));
  assert.deepEqual(found, [], name);
  await p.page.setViewportSize(was);
}

test('what goes on paper', { timeout: 240_000 }, async (t) => {
  const server = await Server.start();
  let a;
  let b;
  const part = parts(t, () => [a, b].filter(Boolean));
  const day = Math.floor(evening() / 86_400_000);
  const list = (id) => a.page.getByRole('list', { name: T(id) });
  const printing = async () => {
    await a.place('ideas');
    await a.pressRow('print-title');
    await list('cards-title').getByRole('button').first().waitFor();
    await list('ideas-exercises').getByRole('button').first().waitFor();
  };
  const write = (p, type, aud, body) => p.ask('act', { do: 'write', type, for: aud, body });
  const shown = () => a.page.locator('.out').first().waitFor();
  /** Nobody's name and not the program's: so it may be found. */
  const nobody = (text) => assert.doesNotMatch(text, /Ada|Ben\b|Hearth/);
  try {
    await part('two people, and a pack with more in it', async () => {
      ({ a, b } = await couple(server.url, { path: 'path-table' }));
      await b.press('later');
      await b.pressRow('path-both');
      await b.page.getByRole('navigation').waitFor();
      await toPlaces(a);
      await write(a, 'reflection', 'me', { path: 0, day: day - 30, slice: 1, answers: {} });
      await write(a, 'start', 'me', { wish: ['ease'], around: [], setup: ['me'], day: day - 10 });
      await write(a, 'time', 'me', { minutes: 20, when: ['evening', 'days:7'] });
    });

    await part('pages of the room SEX are not even named before they are asked for', async () => {
      await printing();
      await readable(a, 'printing');
      const all = await a.text();
      assert.ok(!all.includes(SECRET.deck) && !all.includes(SECRET.exercise));
    });

    await part('the fridge sheet is one page and neutral; by name, steps for two are when both like', async () => {
      await a.pressRow('printing-week');
      await shown();
      await readable(a, 'fridge');
      // The second week is not a light one, and none of it is gone.
      await a.pick('fridge-next');
      const week = await a.view({ show: 'week', day: day - ((day + 3) % 7) + 7, minute: 1230 });
      const steps = week.days.filter((d) => d.step && d.kind !== 'gone').map((d) => d.step);
      assert.ok(steps.length > 2 && steps.some((s) => s.joint), 'a week with steps, one of them for two');
      await until(async () => (await a.page.locator('.out .what').count()) === steps.length, 'the week');
      for (const f of FORMATS) {
        const p = await paper(a, f);
        assert.equal(p.pages, 1);
        assert.equal(p.title, T('dull-title'));
        const text = flat(p.text());
        nobody(text);
        assert.doesNotMatch(text, /partner|couple|both|love|together|when you/i);
        assert.ok(text.startsWith(T('dull-title')));
        for (const s of steps) assert.ok(!text.includes(s.title) && text.includes(T('onpaper-minutes', { n: s.minutes })), s.title);
      }
      await a.pick('fridge-steps');
      const p = await paper(a, 'Letter');
      assert.equal(p.pages, 1);
      const text = flat(p.text());
      for (const s of steps) assert.ok(bare(text).includes(bare(s.title.replace(/\{you\}/g, T('your-partner')))), s.title);
      for (const s of steps.filter((x) => x.joint)) assert.ok(text.includes(T('fridge-joint', { minutes: T('onpaper-minutes', { n: s.minutes }) })));
      nobody(text);
    });

    await part('cards come eight to a page, each once', async () => {
      await printing();
      const decks = await a.view({ show: 'list', folder: 'cards' });
      const all = await Promise.all(decks.map((d) => a.view({ show: 'item', folder: 'cards', id: d.id })));
      const deck = all.find((d) => d.items.length > 8 && d.stage !== 'SEX');
      await list('cards-title').getByRole('button', { name: deck.title, exact: true }).click();
      await shown();
      await readable(a, 'cards');
      for (const f of FORMATS) {
        const p = await paper(a, f);
        assert.equal(p.pages, Math.ceil(deck.items.length / 8));
        for (const [n, text] of p.each().entries()) {
          const here = deck.items.filter((c) => text.includes(bare(c.text)));
          assert.deepEqual(here.map((c) => c.id), deck.items.slice(n * 8, n * 8 + 8).map((c) => c.id), `page ${n + 1} of ${f}`);
        }
        nobody(p.text());
      }
    });

    await part('the folded book: nothing until chosen; then one sheet, eight fields in the order of folding', async () => {
      const texts = [1, 2, 3, 4, 5, 6].map((n) => `first${n} some words that fill a line or two of a small page last${n}`);
      for (const [i, text] of texts.entries()) await write(i % 2 ? b : a, i < 4 ? 'entry' : 'page', 'us', { text, day: day - (day % 2) - 0 * i });
      await write(a, 'entry', 'me', { text: 'Only for me', day });
      await write(b, 'thanks', 'us', { text: 'Folded until opened', day });
      await printing();
      await a.pressRow('printing-book');
      await a.page.getByRole('checkbox').nth(5).waitFor();
      assert.equal(await a.page.getByRole('checkbox').count(), 6);
      assert.equal(await a.page.getByRole('checkbox', { checked: true }).count(), 0);
      assert.equal(await a.page.locator('.out .say-on').count(), 0);
      assert.ok(await a.button('book-missing').isDisabled());
      const offered = await a.text();
      assert.ok(!offered.includes('Only for me') && !offered.includes('Folded until opened'));
      for (let n = 0; n < 6; n++) await a.page.getByRole('checkbox').nth(n).click();
      await until(async () => (await a.page.locator('.shown .say-on').count()) === 6, 'six pages');
      await readable(a, 'folded book');
      // What stands on page n, from 2 to 7, as the book is read.
      const order = await a.page.locator('.shown .say-on').allInnerTexts();
      for (const f of FORMATS) {
        const p = await paper(a, f);
        assert.equal(p.pages, 1);
        assert.ok(p.w > p.h, 'lies on its side');
        const words = p.words();
        const find = (s) => words.find((w) => w.text === s);
        const field = (w) => [w.y < p.h / 2 ? 0 : 1, Math.floor((w.x / p.w) * 4)].join();
        const at = { 2: '0,3', 3: '0,2', 4: '0,1', 5: '0,0', 6: '1,0', 7: '1,1' };
        for (let n = 2; n <= 7; n++) {
          const k = /first(\d)/.exec(order[n - 2])[1];
          const [first, last] = [find(`first${k}`), find(`last${k}`)];
          assert.equal(field(first), at[n], `page ${n}`);
          assert.equal(field(last), at[n], `page ${n}`);
          assert.equal(first.y > last.y, n < 6, `page ${n}: the upper row stands on its head`);
        }
        const year = find(String(new Date(evening()).getUTCFullYear()));
        assert.equal(field(year), '1,3', 'the cover');
        assert.equal(field(find(T('book-fold').split(' ')[0])), '1,2', 'how to fold, on the back');
        nobody(p.text());
        assert.doesNotMatch(p.text(), /\d:\d\d/);
      }
      await a.pick('onpaper-names');
      await until(async () => (await a.page.locator('.shown .day').allInnerTexts()).some((x) => x.endsWith('Ben')), 'names, once they were asked for');
    });

    await part('more lines than six pages hold are said, not lost in silence', async () => {
      for (let n = 0; n < 3; n++) await write(a, 'entry', 'us', { text: 'Long lines go over several pages of the book and stop at a word. '.repeat(30), day });
      await until(async () => (await a.page.getByRole('checkbox').count()) === 10, 'three more lines');
      for (const box of await a.page.getByRole('checkbox').all()) await box.setChecked(true, { force: true });
      await a.seesText(/have found no room/);
      assert.ok(await a.page.evaluate(() => [...document.querySelectorAll('.shown .type')].every((x) => x.scrollHeight <= x.clientHeight + 2)), 'every page holds what stands on it');
    });

    await part('the note for a clinician is one page, and gone unless it is kept', async () => {
      await printing();
      await a.pressRow('printing-note');
      await shown();
      await readable(a, 'note');
      assert.equal((await paper(a, 'Letter')).pages, 1);
      for (const n of ['what', 'since', 'better', 'worse', 'ask', 'medicines']) await a.fill(`note-${n}`, 'A burning on the left side that comes and goes. '.repeat(9));
      // A look at Help in between takes nothing away.
      await a.press('place-help');
      await a.sees('help-title');
      await a.page.locator('header .back').click();
      assert.match(await a.field('note-what').inputValue(), /^A burning/);
      for (const f of FORMATS) {
        const p = await paper(a, f);
        assert.equal(p.pages, 1);
        assert.ok(flat(p.text()).startsWith(T('dull-title')));
        nobody(p.text());
        for (const n of ['what', 'since', 'ask', 'medicines']) assert.ok(p.text().includes(T(`note-${n}`)));
      }
      assert.equal(await a.ask('localGet', { key: 'note:clinician' }), null);
      await printing();
      await a.pressRow('printing-note');
      assert.equal(await a.field('note-what').inputValue(), '');
      await a.fill('note-what', 'This one may stay');
      await a.pick('note-keep');
      await until(() => a.ask('localGet', { key: 'note:clinician' }), 'kept on this device');
      await printing();
      await a.pressRow('printing-note');
      await until(async () => (await a.field('note-what').inputValue()) === 'This one may stay', 'the kept note');
      await a.press('note-clear');
      await until(async () => (await a.ask('localGet', { key: 'note:clinician' })) === null, 'gone');
    });

    await part('an exercise has every phase with how long, who and what; those that touch are printed too', async () => {
      const all = await a.view({ show: 'exercises', day, minute: 1230 });
      const items = await Promise.all(all.map((e) => a.view({ show: 'item', folder: 'exercises', id: e.id })));
      const some = [items.find((e) => e.id === 'E05'), items.find((e) => e.touch !== 'none' && e.stage !== 'SEX')].filter(Boolean);
      for (const e of some) {
        await printing();
        await list('ideas-exercises').getByRole('button', { name: starts(e.title) }).first().click();
        await shown();
        await readable(a, e.id);
        const p = await paper(a, 'A4');
        const text = bare(p.text());
        nobody(p.text());
        assert.ok(!/[{}|]/.test(p.text()), 'no placeholder is left');
        for (const s of e.sizes) for (const x of s.phases) {
          const what = x.voice || x.say;
          if (!/[{]/.test(what)) assert.ok(text.includes(bare(what)), what);
        }
        for (const name of Object.keys(e.body)) assert.ok(text.includes(bare(name)), name);
        if (e.touch !== 'none') assert.ok(text.includes(bare(T('onpaper-touch'))));
        // No row of a table lies across two pages: its "what" is whole on one.
        const pages = p.each();
        for (const s of e.sizes) for (const x of s.phases) if (!/[{]/.test(x.say) && !x.voice) assert.ok(pages.some((g) => g.includes(bare(x.say))), x.say);
      }
    });

    await part('the booklet holds every title that is allowed, and what waits stays away', async () => {
      await printing();
      await a.pressRow('printing-all');
      await a.button('booklet-make').waitFor();
      await readable(a, 'booklet before');
      const all = (await a.view({ show: 'exercises', day, minute: 1230 })).filter((e) => !['SEN', 'SEX'].includes(e.stage));
      assert.ok(!(await a.text()).includes(T('room-SEX')));
      // How long the page was deaf, and what it said meanwhile.
      await a.page.evaluate(() => {
        globalThis.__said = new Set();
        new MutationObserver(() => globalThis.__said.add(document.querySelector('.ask-paper [role=status]')?.textContent ?? '')).observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      await a.press('booklet-make');
      await a.button('onpaper-print').waitFor({ timeout: 30_000 });
      assert.ok((await a.page.evaluate(() => [...globalThis.__said].filter(Boolean).length)) > 3, 'it said how far it was');
      const titles = await a.page.locator('.out .piece > header > h2').allTextContents();
      for (const e of all) assert.ok(titles.includes(e.title.replace(/\{you\}/g, T('your-partner'))), e.title);
      const contents = flat(await a.page.locator('.out .contents').textContent());
      for (const e of all) assert.ok(contents.includes(e.title), e.title);
      const text = await a.page.locator('.out').textContent();
      assert.ok(!text.includes(SECRET.exercise));
      const help = await a.view({ show: 'list', folder: 'help' });
      const firstHelp = titles.findIndex((x) => help.some((h) => h.title === x));
      const firstExercise = titles.findIndex((x) => all.some((e) => e.title === x));
      assert.ok(firstHelp > 0 && firstHelp < firstExercise, 'help comes first');
    });

    await part('in letters of eighteen points, one exercise after another', async () => {
      for (const r of ['SAF', 'EMO', 'AFF']) if (await a.page.getByRole('checkbox', { name: T(`room-${r}`) }).count()) await a.pick(`room-${r}`);
      await a.pick('booklet-with-help');
      await a.press('booklet-make');
      await a.button('onpaper-print').waitFor({ timeout: 30_000 });
      const p = await paper(a, 'Letter');
      const few = (await a.view({ show: 'exercises', day, minute: 1230 })).filter((e) => e.stage === 'MNT');
      const pages = p.each();
      for (const e of few) assert.ok(pages.some((g, i) => i > 1 && g.replace(/^\d+/, '').startsWith(bare(e.title))), `${e.title} begins a page`);
      const sizes = p.words().map((w) => w.h).sort((x, y) => x - y);
      // The box of a word of 18 points is higher than 18; only the numbers at the foot are smaller.
      assert.ok(sizes[Math.floor(sizes.length * 0.05)] > 20, `a word is ${sizes[Math.floor(sizes.length * 0.05)]} points high`);
      const said = await a.page.locator('.ask-paper [role=status]').innerText();
      const guess = Number(/\d+/.exec(said)[0]);
      assert.ok(Math.abs(guess - p.pages) <= Math.max(3, p.pages / 6), `${said} It has ${p.pages}.`);
      nobody(pages.slice(0, 2).join());
    });

    await part('asked for, the pages that waited are there', async () => {
      const [w] = await a.view({ show: 'records', type: 'words', limit: 1 });
      await a.ask('act', { do: 'write', type: 'words', for: 'me', body: { ...(w?.body ?? {}), sexual: 1 }, ...(w ? { id: w.id } : {}) });
      await a.page.getByRole('checkbox', { name: T('room-SEX') }).waitFor();
      assert.ok(!(await a.page.getByRole('checkbox', { name: T('room-SEX') }).isChecked()), 'offered, not taken');
      await printing();
      await a.seesText(SECRET.deck);
      await a.seesText(SECRET.exercise);
      assert.deepEqual([a.errors, a.foreign], [[], []]);
    });
  } finally {
    await cleanUp();
    rmSync(dir, { recursive: true, force: true });
  }
});

// Every screen, narrow and wide, light and dark: no rule of axe is broken, nothing stands on the console, and neither 320
// pixels nor twice the size of letters makes anybody scroll sideways.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeSource, cleanUp } from './lib.mjs';
import { chapters, walk } from './walk.mjs';

const source = axeSource();

/** What is wider than the window, the outermost first. */
const wide = () => {
  const limit = document.documentElement.clientWidth;
  if (limit < 300 || !document.querySelector('h1')) return `nothing to measure at ${limit} px`;
  if (document.documentElement.scrollWidth <= limit) return null;
  const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > limit + 1).slice(0, 3);
  return `${document.documentElement.scrollWidth} px: ${out.map((e) => `<${e.tagName.toLowerCase()} class="${e.className.baseVal ?? e.className}"> ${(e.textContent ?? '').trim().slice(0, 40)}`).join(' | ')}`;
};
const look = async (rules) => {
  const r = await globalThis.axe.run(document, { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) });
  return r.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ''}`).slice(0, 3).join(' | ')}`);
};

async function inspect(p, name, found) {
  const { page } = p;
  const was = page.viewportSize();
  const say = (how, what) => what && what.length !== 0 && found.push(`${name}, ${how}: ${[what].flat().join('; ')}`);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  // What does not hang on colours is looked at once for each width.
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    say(`${width} dark`, await page.evaluate(look, ['color-contrast', 'link-in-text-block']));
    await page.emulateMedia({ colorScheme: 'light' });
    say(`${width} light`, await page.evaluate(look, null));
  }
  // Letters of twice the size, as a person sets them in the browser: the page's own measures follow.
  const cdp = await p.context.newCDPSession(page);
  for (const [width, standard] of [[320, 16], [360, 32], [1280, 32]]) {
    await page.setViewportSize({ width, height: 740 });
    await cdp.send('Page.setFontSizes', { fontSizes: { standard, fixed: 13 * standard / 16 } });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), `${standard}px`);
    say(`${width} px, letters of ${standard}`, await page.evaluate(wide));
  }
  await cdp.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await cdp.detach();
  await page.setViewportSize(was);
  say('console', p.errors.splice(0));
}

for (const only of chapters) {
  test(`every screen can be read by anybody: ${only}`, { timeout: 240_000 }, async () => {
    const found = [];
    let count = 0;
    try {
      await walk(async (p, name) => { count++; await inspect(p, name, found); }, { only });
    } finally {
      await cleanUp();
    }
    assert.ok(count > 0);
    assert.equal(found.join('\n'), '');
  });
}

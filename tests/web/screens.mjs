// screens.mjs DIR [CHAPTER] - pictures of every screen, narrow, middle and wide, light and dark, for people to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp } from './lib.mjs';
import { walk } from './walk.mjs';

const dir = process.argv[2];
if (!dir) {
  console.error('usage: node screens.mjs DIR [CHAPTER]');
  process.exit(2);
}
mkdirSync(dir, { recursive: true });
let count = 0;
await walk(async (p, name) => {
  const n = String(++count).padStart(3, '0');
  const was = p.page.viewportSize();
  for (const scheme of ['light', 'dark']) {
    await p.page.emulateMedia({ colorScheme: scheme });
    for (const width of [360, 768, 1280]) {
      await p.page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await p.page.screenshot({ path: join(dir, `${n}-${name}-${width}-${scheme}.png`), fullPage: true });
    }
  }
  await p.page.emulateMedia({ colorScheme: 'light' });
  await p.page.setViewportSize(was);
}, { only: process.argv[3] ?? null, broken: (chapter, e) => console.error(`${chapter}: ${e.message}`) });
await cleanUp();
console.log(`${count} screens in ${dir}`);

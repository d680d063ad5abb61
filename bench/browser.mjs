// browser.mjs - the real page in a real browser with ten years of true envelopes in its store.
// usage: node bench/browser.mjs DIR      DIR as left by ten_years; prints `name value unit`
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '../web/node_modules/playwright-core/index.mjs';
import { Core, load } from '../tests/parity/core.mjs';

const root = new URL('..', import.meta.url).pathname;
const dir = process.argv[2];
const home = JSON.parse(readFileSync(join(dir, 'home.json'), 'utf8'));
const KEY = 'ab'.repeat(32);

const core = new Core(load(`${root}build/wasm/core.wasm`));
const ids = core.vault({ op: 'unlock', L: home.L, vault: home.vault }, 1.6e12);
const wrapped = core.vault({ op: 'tab_wrap', key: KEY }, 1.6e12).wrapped;
const own = core.view({ show: 'state' }, 1.6e12).streams.map((s) => s.id);
/** As the page keeps a snapshot: parts of half a megabyte, cut between its pieces. */
function cut(b) {
  const parts = [];
  for (let at = 0, from = 0; at < b.length; ) {
    at += 4 + new DataView(b.buffer, b.byteOffset).getUint32(at, true);
    if (at - from >= 512 << 10 || at >= b.length) { parts.push([from, at]); from = at; }
  }
  return parts;
}
const files = readdirSync(dir).filter((n) => n.endsWith('.frames') && own.includes(n.slice(0, 32)));
for (const n of [...files].sort((a, b) => own.indexOf(a.slice(0, 32)) - own.indexOf(b.slice(0, 32)))) core.take(n.slice(0, 32), readFileSync(join(dir, n)), true);
const snaps = { hot: core.snapshot(1).bytes, chain: core.snapshot(2).bytes };
const heads = Object.fromEntries(core.view({ show: 'state' }, 1.6e12).streams.map((s) => [s.id, s.n]));
core.close();

const data = mkdtempSync(join(tmpdir(), 'hearth-bench-'));
const server = spawn(`${root}build/native/cli/hearth`, ['serve', '--web', `${root}build/web`, '--data', data, '--port', '0']);
const url = await new Promise((yes) => server.stdout.on('data', (d) => { const m = /ready: (\S+)/.exec(String(d)); if (m) yes(m[1]); }));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const median = (v) => v.sort((a, b) => a - b)[v.length >> 1];
try {
  const context = await browser.newContext();
  const page = await context.newPage();
  await context.route('**/bench/**', (r) => {
    const name = decodeURIComponent(new URL(r.request().url()).pathname.split('/').pop());
    r.fulfill({ body: name in snaps ? Buffer.from(snaps[name]) : readFileSync(join(dir, name)), contentType: 'application/octet-stream' });
  });
  await page.goto(url);
  await page.waitForSelector('h1');
  const fill = await page.evaluate(async ({ files, self, wrapped, key }) => {
    const open = () => new Promise((yes, no) => { const r = indexedDB.open('hearth', 1); r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); });
    const db = await open();
    const done = (t) => new Promise((yes, no) => { t.oncomplete = yes; t.onabort = () => no(t.error); });
    let n = 0;
    for (const name of files) {
      const b = new Uint8Array(await (await fetch(`/bench/${name}`)).arrayBuffer());
      const v = new DataView(b.buffer);
      const stream = name.slice(0, 32);
      const cuts = [0];
      while (cuts.at(-1) < b.length) cuts.push(cuts.at(-1) + 17 + v.getUint32(cuts.at(-1) + 13, true));
      const count = cuts.length - 1;
      const t = db.transaction(['seg', 'tail'], 'readwrite');
      let k = 0;
      // As the page keeps them: packed, but for the newest 512 to 1,023.
      for (; count - k >= 1024; k += 512)
        t.objectStore('seg').put({ stream, from: k + 1, to: k + 512, bytes: b.slice(cuts[k], cuts[k + 512]), at: cuts.slice(k, k + 512).map((c) => c - cuts[k]) }, [stream, k + 1]);
      for (; k < count; k++) t.objectStore('tail').put(b.slice(cuts[k], cuts[k + 1]), [stream, k + 1]);
      n += count;
      await done(t);
    }
    const t = db.transaction('meta', 'readwrite');
    t.objectStore('meta').put(self, 'self');
    t.objectStore('meta').put({ wrapped, at: Date.now() }, 'tab:bench');
    await done(t);
    db.close();
    return n;
  }, { files, self: { vault: home.vault, space: ids.space, member: ids.member, device: ids.device, kdf: { salt: '00'.repeat(16), ops: 3, kib: 65536 } }, wrapped, key: KEY });
  const tab = 'tab';
  await page.evaluate(([name, key]) => sessionStorage.setItem(name, JSON.stringify({ id: 'bench', key })), [tab, KEY]);

  const starts = async (kind) => {
    const times = [];
    for (let i = 0; i < 5; i++) {
      await page.evaluate(async ({ kind, parts, heads }) => {
        const db = await new Promise((yes) => { const r = indexedDB.open('hearth', 1); r.onsuccess = () => yes(r.result); });
        const bytes = kind ? new Uint8Array(await (await fetch(`/bench/${kind}`)).arrayBuffer()) : null;
        const t = db.transaction('snap', 'readwrite');
        t.objectStore('snap').clear();
        if (bytes) t.objectStore('snap').put({ heads, parts: parts.length }, kind);
        parts.forEach(([a, b], i) => t.objectStore('snap').put(bytes.slice(a, b), `${kind}:${i}`));
        await new Promise((yes) => { t.oncomplete = yes; });
        db.close();
      }, { kind, parts: kind ? cut(snaps[kind]) : [], heads });
      await page.goto('about:blank');
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForFunction(() => performance.getEntriesByName('hearth-home').length > 0, null, { timeout: 8000 }).catch(async (e) => { console.error(await page.evaluate(() => document.body.innerText.slice(0, 300))); throw e; });
      times.push(await page.evaluate(() => performance.getEntriesByName('hearth-home')[0].startTime));
    }
    return median(times);
  };
  console.log(`browser_envelopes ${fill} count`);
  console.log(`browser_start_hot ${(await starts('hot')).toFixed(0)} ms`);
  console.log(`browser_start_cold ${(await starts('chain')).toFixed(0)} ms`);
  console.log(`browser_start_log ${(await starts(null)).toFixed(0)} ms`);
} finally {
  await browser.close();
  server.kill();
  rmSync(data, { recursive: true, force: true });
}

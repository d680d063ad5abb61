// browser.mjs - the real page in a real browser with ten years of true envelopes in its store, and beside it the floor: an
// empty page that reads the same bytes (bench/floor).  Their starts alternate, so that the ratio holds on a noisy machine.
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

const RUNS = 7;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const median = (v) => [...v].sort((a, b) => a - b)[v.length >> 1];
const undo = [];

/** A server with the files of `web`, and a page of its own that has been there once. */
async function side(web) {
  const data = mkdtempSync(join(tmpdir(), 'hearth-bench-'));
  const server = spawn(`${root}build/native/cli/hearth`, ['serve', '--web', web, '--data', data, '--port', '0']);
  undo.push(() => { server.kill(); rmSync(data, { recursive: true, force: true }); });
  const url = await new Promise((yes) => server.stdout.on('data', (d) => { const m = /ready: (\S+)/.exec(String(d)); if (m) yes(m[1]); }));
  const context = await browser.newContext();
  const page = await context.newPage();
  // A route makes the browser ask here for each request: it is there while the store is filled, and gone before any start.
  await context.route('**/bench/**', (r) => {
    const name = decodeURIComponent(new URL(r.request().url()).pathname.split('/').pop());
    r.fulfill({ body: name in snaps ? Buffer.from(snaps[name]) : readFileSync(join(dir, name)), contentType: 'application/octet-stream' });
  });
  await page.goto(url);
  const count = await fill(page);
  await context.unroute('**/bench/**');
  return { url, page, count };
}

/** The store as the page itself would have left it; the snapshots lie in a second one, to be laid in before each start. */
const fill = (page) => page.evaluate(async ({ files, self, wrapped, key, snaps, heads }) => {
  const open = (name, tables) => new Promise((yes, no) => {
    const r = indexedDB.open(name, 1);
    r.onupgradeneeded = () => { for (const t of tables) r.result.createObjectStore(t); };
    r.onsuccess = () => yes(r.result);
    r.onerror = () => no(r.error);
  });
  const bytesOf = async (name) => new Uint8Array(await (await fetch(`/bench/${name}`)).arrayBuffer());
  const done = (t) => new Promise((yes, no) => { t.oncomplete = yes; t.onabort = () => no(t.error); });
  const db = await open('hearth', ['meta', 'tail', 'seg', 'outbox', 'snap', 'local']);
  let n = 0;
  for (const name of files) {
    const b = await bytesOf(name);
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
  sessionStorage.setItem('tab', JSON.stringify({ id: 'bench', key }));
  const spare = await open('bench', ['snap']);
  for (const [kind, parts] of Object.entries(snaps)) {
    const b = await bytesOf(kind);
    const s = spare.transaction('snap', 'readwrite');
    s.objectStore('snap').put([[kind, { heads, parts: parts.length }], ...parts.map(([from, to], i) => [`${kind}:${i}`, b.slice(from, to)])], kind);
    await done(s);
  }
  spare.close();
  return n;
}, {
  files, wrapped, key: KEY, heads, snaps: Object.fromEntries(Object.entries(snaps).map(([k, b]) => [k, cut(b)])),
  self: { vault: home.vault, space: ids.space, member: ids.member, device: ids.device, kdf: { salt: '00'.repeat(16), ops: 3, kib: 65536 } },
});

/** One start, in ms, with that snapshot in the store; null: with none. */
async function start({ page, url }, kind) {
  await page.evaluate(async (kind) => {
    const open = (name) => new Promise((yes) => { const r = indexedDB.open(name, 1); r.onsuccess = () => yes(r.result); });
    const [db, spare] = [await open('hearth'), await open('bench')];
    const all = kind ? await new Promise((yes) => { const r = spare.transaction('snap').objectStore('snap').get(kind); r.onsuccess = () => yes(r.result); }) : [];
    const t = db.transaction('snap', 'readwrite');
    t.objectStore('snap').clear();
    for (const [k, v] of all) t.objectStore('snap').put(v, k);
    await new Promise((yes) => { t.oncomplete = yes; });
    db.close();
    spare.close();
  }, kind);
  await page.goto('about:blank');
  await page.waitForTimeout(300);
  await page.goto(url, { waitUntil: 'commit' });
  // Told by the page, not asked for in every frame: that would be work of our own in what is measured.
  return page.evaluate(() => new Promise((yes, no) => {
    const look = () => { const m = performance.getEntriesByName('hearth-home')[0]; if (m) yes(m.startTime); };
    new PerformanceObserver(look).observe({ type: 'mark', buffered: true });
    setTimeout(() => no(new Error(document.body.innerText.slice(0, 300))), 20_000);
  }));
}

try {
  const app = await side(`${root}build/web`);
  const floor = await side(`${root}bench/floor`);
  console.log(`browser_envelopes ${app.count} count`);
  for (const [name, kind] of [['hot', 'hot'], ['cold', 'chain'], ['log', null]]) {
    const times = [[], []];
    for (let i = 0; i <= RUNS; i++) {
      const pair = [await start(app, kind), await start(floor, kind)];
      if (i > 0) pair.forEach((t, k) => times[k].push(t)); // the first one warms up
    }
    console.log(`browser_start_${name} ${median(times[0]).toFixed(0)} ms`);
    console.log(`browser_floor_${name} ${median(times[1]).toFixed(0)} ms`);
    console.log(`browser_ratio_${name} ${median(times[0].map((t, i) => t / times[1][i])).toFixed(2)} ratio`);
  }
} finally {
  await browser.close();
  for (const f of undo) f();
}

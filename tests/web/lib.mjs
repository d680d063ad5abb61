// lib.mjs - what the browser tests share: the real program, a real browser, people who use it, and a close watch.
//
// Screens are found by role and name; the names come from the program's own words (web/src/strings), so that a better
// sentence breaks no test.  Whatever leaves the browser, appears on its console or breaks a rule of the page is kept.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const require = createRequire(join(root, 'web', 'package.json'));
const { chromium, firefox } = require('playwright-core');
const { FluentBundle, FluentResource } = require('@fluent/bundle');
export const axeSource = () => readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const HEARTH = process.env.HEARTH_BINARY ?? join(root, 'build', 'native', 'cli', 'hearth');
const WEB = process.env.HEARTH_WEB ?? join(root, 'build', 'web');

/* ---- words ---- */
const bundle = new FluentBundle('en', { useIsolating: false });
for (const n of ['en', 'en-more', 'en-day', 'en-print', 'en-sheets']) bundle.addResource(new FluentResource(readFileSync(join(process.env.HEARTH_STRINGS ?? join(root, 'web', 'src', 'strings'), `${n}.ftl`), 'utf8')));
/** T(id): what the page says there. */
export function T(id, args) {
  const m = bundle.getMessage(id);
  assert.ok(m?.value, `no such words: ${id}`);
  return bundle.formatPattern(m.value, args ?? null, []);
}
const escape = (s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A name that begins so: rows carry their second line in their name. */
export const starts = (s) => new RegExp(`^\\s*${escape(s)}`);

/* ---- time ---- */
export const wait = (ms) => new Promise((done) => setTimeout(done, ms));
export async function until(test, what, ms = 8000) {
  for (const end = Date.now() + ms; Date.now() < end; await wait(40)) {
    const r = await test();
    if (r) return r;
  }
  throw new Error(`in vain: ${what}`);
}
/** This evening at half past eight, in the page's own calendar (UTC here): the hour the evening screens are made for. */
export function evening(days = 0) {
  const d = new Date();
  return Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate() + days, 20, 30);
}

/* ---- the server ---- */
const cleanups = [];
export async function cleanUp() {
  while (cleanups.length > 0) await cleanups.pop()();
}
export const atEnd = (f) => cleanups.push(f);
export function tempDir() {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-web-'));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
export const freePort = () => new Promise((done) => {
  const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

/** The page with a further pack of the tests beside the programme: a folder for `web` of a server. */
export function pageWith(packs) {
  const dir = tempDir();
  execFileSync(join(root, 'build', 'native', 'tools', 'packc'), ['build', join(root, 'programme', 'en'), '--further', packs, '-o', join(dir, 'pack.bin')]);
  execFileSync(process.execPath, [join(root, 'web', 'build.mjs'), '--pack', join(dir, 'pack.bin'), '--out', join(dir, 'web')], { stdio: ['ignore', 'ignore', 'inherit'] });
  return join(dir, 'web');
}

export class Server {
  static async start(options = {}) {
    const s = new Server();
    s.data = options.data ?? join(tempDir(), 'data');
    s.output = '';
    s.port = options.port ?? 0;
    s.web = options.web ?? WEB;
    await s.up();
    cleanups.push(() => s.stop());
    return s;
  }
  async up() {
    if (!this.port) this.port = await freePort();
    this.proc = spawn(HEARTH, ['serve', '--web', this.web, '--data', this.data, '--port', String(this.port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = new Promise((done) => this.proc.once('exit', done));
    this.proc.stderr.on('data', (d) => (this.output += d));
    await new Promise((done, fail) => {
      createInterface({ input: this.proc.stdout }).on('line', (l) => {
        this.output += `${l}\n`;
        if (l.startsWith('Hearth is ready: ')) done();
      });
      void this.ended.then(() => fail(new Error(`the server did not start: ${this.output}`)));
    });
    this.url = `http://127.0.0.1:${this.port}`;
  }
  async stop() {
    if (this.proc.exitCode === null && this.proc.signalCode === null) this.proc.kill('SIGTERM');
    await this.ended;
  }
  /** Every byte that lies in the data folder, file by file. */
  files() {
    const out = {};
    for (const n of readdirSync(this.data, { recursive: true })) {
      const f = join(this.data, String(n));
      if (statSync(f).isFile()) out[String(n)] = readFileSync(f);
    }
    return out;
  }
}

/* ---- the browser ---- */
/** strangers: whatever was asked for anywhere but on this machine, save what a browser asks of its maker by itself. */
export const strangers = [];
const MAKER = /^\w+ (http:\/\/)?((update|content-autofill|optimizationguide-pa|clients\d|accounts|www)\.google(apis)?\.com|([\w-]+\.)+(mozilla\.(com|net|org)|firefox\.com|mozgcp\.net))[:/]/;
let trap = null;
/** Everything that is not for this machine runs into a proxy that only takes its name down: its address. */
export async function trapAt() {
  if (!trap) {
    trap = net.createServer((s) => {
      s.on('error', () => undefined);
      s.once('data', (d) => { const l = String(d).split('\r\n')[0]; if (!MAKER.test(l)) strangers.push(l); s.destroy(); });
    });
    await new Promise((done) => trap.listen(0, '127.0.0.1', done));
    cleanups.push(async () => {
      const t = trap;
      trap = null;
      await new Promise((done) => t.close(done));
    });
  }
  return `127.0.0.1:${trap.address().port}`;
}
const proxied = async () => ({ server: `http://${await trapAt()}`, bypass: '127.0.0.1,localhost' });

let browser = null;
export async function openBrowser() {
  if (browser) return browser;
  const proxy = await proxied();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication'],
    proxy,
  });
  cleanups.push(async () => {
    await browser.close();
    browser = null;
  });
  return browser;
}

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' };

/** Debian's Firefox ESR on the profile in `dir`, over WebDriver BiDi: what it keeps is there at the next start.
 * The profile goes in by the variable with which Firefox starts itself anew: given as an argument, playwright would wait
 * for the first tab's beginning, which was before it came. */
export async function openFirefox(dir, options = {}) {
  return firefox.launchPersistentContext(dir, {
    channel: 'moz-firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    ignoreDefaultArgs: true, args: ['--headless', '--no-remote', '--remote-debugging-port=0'], env: { ...process.env, XRE_PROFILE_PATH: dir },
    firefoxUserPrefs: { 'ui.prefersReducedMotion': 1 }, timeout: 120_000, proxy: await proxied(), ...PHONE, ...options,
  });
}

/** A way to ask the tab's own worker what it knows: it answers strangers' questions as it answers the page's. */
export const spy = () => {
  const Own = globalThis.Worker;
  const waiting = new Map();
  let count = 0;
  globalThis.Worker = class extends Own {
    constructor(...a) {
      super(...a);
      globalThis.__worker = this;
      this.addEventListener('message', (m) => {
        if (m.data?.event === 'status') globalThis.__status = m.data.status;
        const w = waiting.get(m.data?.id);
        if (!w) return;
        waiting.delete(m.data.id);
        if (m.data.ok) w.yes(m.data.value);
        else w.no(new Error(`${m.data.fault.error}: ${m.data.fault.message}`));
      });
    }
  };
  // Which sounds were begun, and whether one is playing now.
  const sound = { begun: 0, now: null };
  globalThis.__sound = () => ({ begun: sound.begun, playing: !!sound.now && !sound.now.paused });
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () { sound.begun++; sound.now = this; return play.call(this); };
  globalThis.__ask = (op, args = {}) => new Promise((yes, no) => {
    const id = `spy${++count}`;
    waiting.set(id, { yes, no });
    globalThis.__worker.postMessage({ id, op, args });
  });
};

/** tellAll(e, people): what stands on the screens, said with an error. */
export const everyone = new Set();
export async function tellAll(e, people = everyone) {
  for (const p of people) {
    const text = await Promise.race([p.text(), wait(2000).then(() => '(does not answer)')]).catch((x) => String(x));
    e.message += `\n--- ${p.name} sees:\n${text}\n${p.errors.join('\n')}\n${JSON.stringify(await p.status().catch(() => null))}`;
  }
  e.stack = `${e.message}\n${e.stack.split('\n').filter((l) => /^ +at /.test(l)).join('\n')}`;
  return e;
}

/** One person with one phone: a browser context of their own. */
export class Person {
  /** at: the address they open; clock: the page's time when they open it (null: the real one); browser: gives another
   * context than Chromium's; slow: how many times longer than elsewhere it may take. */
  static async come(name, at, options = {}) {
    const p = new Person();
    Object.assign(p, { name, at, pass: '', errors: [], foreign: [], requests: [], deaf: false, slow: options.slow ?? 1 });
    await p.start(options);
    everyone.add(p);
    cleanups.push(() => p.close().catch(() => undefined));
    return p;
  }
  /** Takes the phone in hand: a first time, or again after close(). */
  async start(options) {
    const make = options.browser ?? (async () => (await openBrowser()).newContext({
      ...PHONE, serviceWorkers: options.serviceWorkers ?? 'allow', ...(options.context ?? {}),
    }));
    this.context = await make();
    this.context.setDefaultTimeout(this.ms(8000));
    await this.context.addInitScript(spy);
    if (options.clock !== null) await this.context.clock.install({ time: options.clock ?? evening() });
    this.context.on('request', (r) => {
      this.requests.push({ method: r.method(), url: r.url() });
      const u = new URL(r.url());
      if (!['blob:', 'data:', 'about:'].includes(u.protocol) && u.origin !== this.at) this.foreign.push(r.url());
    });
    this.context.on('page', (page) => this.watch(page));
    this.page = await this.context.newPage();
  }
  ms(n) {
    return n * this.slow;
  }
  watch(page) {
    page.on('pageerror', (e) => this.errors.push(`page: ${e.message}`));
    page.on('crash', () => this.errors.push('the page crashed'));
    page.on('console', (m) => {
      if (m.type() !== 'error' && m.type() !== 'warning') return;
      // This browser does not know every name of the header that others do.
      if (/Permissions-Policy header: Unrecognized feature/.test(m.text())) return;
      // A browser notes each answer that is not a success, and each line that was cut: those are part of the play.
      if (/^Failed to load resource/.test(m.text()) && (this.deaf || /status of (401|403|404|409)/.test(m.text()))) return;
      this.errors.push(`${m.type()}: ${m.text()}`);
    });
  }
  async open(path = '/') {
    await this.page.goto(this.at + path);
    await this.page.locator('h1').first().waitFor();
  }
  async close() {
    everyone.delete(this);
    await this.context.close();
  }

  /* -- acting -- */
  button(id, args) {
    return this.page.getByRole('button', { name: T(id, args), exact: true });
  }
  row(id, args) {
    return this.page.getByRole('button', { name: starts(T(id, args)) });
  }
  async press(id, args) {
    await this.button(id, args).first().click();
  }
  async pressRow(id, args) {
    await this.row(id, args).first().click();
  }
  async pick(id, args) {
    const name = bundle.hasMessage(id) ? T(id, args) : id;
    await this.page.getByRole('radio', { name, exact: true }).or(this.page.getByRole('checkbox', { name, exact: true })).first().click();
  }
  field(id, args) {
    return this.page.getByLabel(T(id, args), { exact: true });
  }
  async fill(id, text, args) {
    await this.field(id, args).fill(text);
  }
  /** The title of the page is the words with this id (or this text). */
  async sees(id, args) {
    const words = bundle.hasMessage(id) ? T(id, args) : id;
    await this.page.locator('h1', { hasText: words }).first().waitFor();
  }
  async seesText(text, ms = this.ms(8000)) {
    await this.page.getByText(text).first().waitFor({ timeout: ms });
  }
  /** One of the five places; from a page without them, back first. */
  async place(name) {
    const nav = this.page.getByRole('navigation');
    for (let i = 0; i < 6 && !(await nav.count()); i++) {
      const title = await this.page.locator('h1').first().innerText();
      await this.page.locator('header .back').click();
      await until(async () => (await nav.count()) || (await this.page.locator('h1').first().innerText()) !== title, 'the page before', this.ms(8000));
    }
    await this.page.getByRole('navigation').getByRole('button', { name: T(`place-${name}`), exact: true }).click();
  }
  /** The page's own clock. */
  now() {
    return this.page.evaluate(() => Date.now());
  }
  /** Time goes by quickly for the page: to this moment. */
  async later(at) {
    const most = 20 * 86_400_000; // as far as it can jump at once
    for (let left = at - (await this.now()); left > 0; left -= most) await this.context.clock.fastForward(Math.min(left, most));
  }
  /** How much of the ring of time is still there, from 1 to 0. */
  async ring() {
    const [left, all] = (await this.page.locator('.ring .time').first().getAttribute('stroke-dasharray')).split(' ').map(Number);
    return left / all;
  }
  async text() {
    return this.page.evaluate(() => document.body?.innerText ?? '');
  }
  /** Questions to the tab's worker, for what screens do not say. */
  ask(op, args = {}, page = this.page) {
    return page.evaluate(([o, a]) => globalThis.__ask(o, a), [op, args]);
  }
  view(q, page = this.page) {
    return this.ask('view', q, page);
  }
  /** What the worker last said of itself: phase, sync, unsent, alarm. */
  status() {
    return this.page.evaluate(() => globalThis.__status);
  }
  async entries(page = this.page) {
    return (await this.view({ show: 'journal', limit: 500 }, page)).map((r) => r.body.text);
  }
  /** What this origin keeps in the browser, all stores together. */
  kept() {
    return this.page.evaluate(async () => {
      const dbs = {};
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((yes, no) => { const r = indexedDB.open(name); r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); });
        for (const t of db.objectStoreNames) {
          const s = db.transaction(t).objectStore(t);
          dbs[`${name}/${t}`] = await new Promise((yes) => { const r = s.count(); r.onsuccess = () => yes(r.result); });
        }
        db.close();
      }
      return { records: Object.values(dbs).reduce((n, x) => n + x, 0), dbs, local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie };
    });
  }
  /** A phone that was lost: everything this origin kept is gone. */
  async wipe() {
    await this.page.goto('about:blank');
    const s = await this.context.newCDPSession(this.page);
    await s.send('Storage.clearDataForOrigin', { origin: this.at, storageTypes: 'all' });
    await s.detach();
    await this.page.goto(`${this.at}/icon.svg`);
    await this.page.evaluate(() => { sessionStorage.clear(); localStorage.clear(); });
  }

  /* -- ways through the screens -- */
  /** Let in: asked who set this up before anything private is asked or written. */
  async isLetIn(setup = 'setup-me') {
    await this.page.locator('h1', { hasText: T('setup-ask') }).waitFor({ timeout: this.ms(20_000) });
    await this.pick(setup);
    await this.press('next');
    await this.sees('safety-title');
  }
  /** From the first screen to "Shall we keep it?" */
  async lookAround({ wish = ['wish-ease'], around = [], setup = 'setup-me', line = null, safety = null, path = 'path-alone' } = {}) {
    await this.press('welcome-go');
    for (const w of wish) await this.pick(w);
    await this.press(wish.length ? 'next' : 'wish-none');
    await this.sees('around-ask');
    for (const a of around) await this.pick(a);
    await this.press(around.length ? 'next' : 'around-none');
    await this.sees('setup-ask');
    await this.pick(setup);
    await this.press('next');
    if (setup !== 'setup-me') await this.press('understood');
    if (line) {
      await this.fill('firstpage-label', line);
      await this.press('firstpage-show');
      await this.press('firstpage-keep');
    } else await this.press('firstpage-skip');
    if (wish.length) await this.press('go-on');
    await this.sees('safety-title');
    if (safety) {
      await this.press('safety-here');
      await this.answerSafety(safety);
      await this.press('safety-choose');
    } else await this.press('later');
    await this.sees('path-title');
    await this.pressRow(path);
  }
  async answerSafety(answers) {
    for (const a of answers) {
      await this.pick(a);
      await this.press('next');
    }
  }
  /** Name and passphrase; then five taps, and where a step would fit. */
  async keepIt({ name, pass, taps = 'step' } = {}) {
    await this.sees('keep-title');
    await this.fill('keep-name', name);
    await this.choosePass(pass);
    await this.press('keep-go');
    await this.button('rather-not').waitFor({ timeout: this.ms(20_000) });
    await this.fiveTaps(taps);
    await this.press('next');
    await this.sees('fit-title');
    await this.pick('fit-evening');
    await this.pick('fit-10');
    await this.press('next');
  }
  async choosePass(pass) {
    this.pass = pass;
    await this.press('pass-own');
    await this.page.getByLabel(T('pass-label'), { exact: true }).or(this.page.locator('input[type=password]')).first().fill(pass);
  }
  /** The reflection of this sitting, one tap each; `rather`: says nothing to any; `much`: far to the right everywhere. */
  async fiveTaps(how = 'step') {
    let n = 0;
    await this.page.locator('.folio').waitFor();
    for (; n < 40; n++) {
      const rather = this.button('rather-not');
      if (!(await rather.count())) break;
      const folio = () => this.page.evaluate(() => document.querySelector('.folio')?.textContent ?? null);
      const before = await folio();
      if (how === 'rather') await rather.click();
      else {
        for (let k = 0; k < (how === 'much' ? 5 : 1); k++) await this.page.getByRole('button', { name: T('scale-more'), exact: true }).click();
        await this.button('next').or(this.button('reflect-finish')).click();
      }
      await until(async () => (await folio()) !== before, 'the next question', this.ms(8000));
    }
    return n;
  }
  async unlock(pass = this.pass) {
    await this.sees('unlock-title');
    await this.fill('unlock-label', pass);
    await this.press('unlock-go');
  }
  /** A page in the journal, through the screens. */
  async writePage(text, aud = null) {
    await this.place('mine');
    await this.pressRow('mine-journal');
    await this.press('journal-write');
    await this.fill('entry-label', text);
    if (aud) await this.pick(`audience-${aud}`);
    await this.press('entry-keep');
    if (aud === 'us') await this.press('share-yes');
    await this.sees('journal-title');
  }
  /** Makes an invite and reads its link off the screen. */
  async invite() {
    await this.place('us');
    await this.pressRow('us-invite');
    await this.press('invite-make');
    await this.sees('invite-ready');
    return (await this.page.getByText(/#i1\.[A-Za-z0-9_-]{43}$/).first().innerText()).trim();
  }
  /** The eight words on this screen. */
  async eight() {
    await this.page.locator('ol.words8 li').nth(7).waitFor({ timeout: this.ms(15_000) });
    return this.page.locator('ol.words8 li').allInnerTexts();
  }
  /** Answers an invite that lies open at `look`. */
  async joinBy(name, pass) {
    await this.press('look-answer');
    await this.pressRow('answer-join');
    await this.fill('keep-name', name);
    await this.choosePass(pass);
    await this.press('join-go');
    await this.page.locator('h1', { hasText: T('waiting-title') }).waitFor({ timeout: this.ms(20_000) });
  }
  async letIn() {
    await this.press('letin-yes');
    await this.fill('letin-pass', this.pass);
    await this.press('letin-go');
  }
  /** Nothing waits on this device any more. */
  async copied() {
    await this.ask('copyNow');
    await until(async () => (await this.unsent()) === 0, 'everything copied', 15_000);
  }
  unsent() {
    return this.page.evaluate(async () => {
      const db = await new Promise((yes, no) => { const r = indexedDB.open('hearth'); r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); });
      const n = await new Promise((yes) => { const r = db.transaction('outbox').objectStore('outbox').count(); r.onsuccess = () => yes(r.result); });
      db.close();
      return n;
    });
  }
}

/** parts(t, who): one story told in parts; where it breaks, what stood on the screens is said with it, and what leans on
 * it is left out.  A part with `alone` carries nothing that comes later. */
export function parts(t, who) {
  let broken = null;
  return async (name, f, options = {}) => {
    await t.test(name, options.todo ? { todo: options.todo } : {}, async (t2) => {
      if (options.todo) return;
      if (broken) return t2.skip(`comes after "${broken}"`);
      try {
        await f(t2);
      } catch (e) {
        if (!options.alone) broken = name;
        await tellAll(e, who());
        throw e;
      }
    });
  };
}

/** Two people in one space: A founds, B joins by link; both are at Today's door. */
export async function couple(at, options = {}) {
  const a = await Person.come('A', at, options);
  await a.open();
  await a.lookAround({ line: options.line ?? 'We shared one umbrella', path: options.path ?? 'path-alone' });
  await a.keepIt({ name: options.names?.[0] ?? 'Ada', pass: 'river lantern copper violet meadow' });
  const b = await Person.come('B', options.atB ?? at, options);
  await pair(a, b, options);
  return { a, b };
}

/** B comes by A's link and is let in. */
export async function pair(a, b, options = {}) {
  await toPlaces(a);
  const link = await a.invite();
  await b.open(new URL(link).hash ? `/${new URL(link).hash}` : '/');
  await b.joinBy(options.names?.[1] ?? 'Ben', 'quiet harbour pepper willow ember');
  const theirs = await b.eight();
  await until(async () => (await a.page.locator('ol.words8 li').count()) === 8, 'eight words at the inviter', a.ms(20_000));
  assert.deepEqual(await a.eight(), theirs);
  await a.letIn();
  await b.isLetIn();
  return { link, words: theirs };
}

/** From the last screens of the first ten minutes to where the five places stand. */
export async function toPlaces(p) {
  const places = p.page.getByRole('navigation');
  const ways = p.button('understood').or(p.button('enough-look')).or(p.button('not-now'));
  for (let i = 0; i < 8; i++) {
    await ways.or(places).first().waitFor();
    if (await places.count()) return;
    await ways.first().click({ timeout: 2000 }).catch(() => undefined); // pressed a moment ago, it may be going
  }
  await places.waitFor();
}

// webkit.mjs - Debian's WebKitGTK through its own WebDriver: as much of playwright's context, page and locator as the
// people of lib.mjs ask for, so that they walk the same way there.
//
// WebDriver runs nothing before the page's own code and tells nothing of its console.  The watch comes with the page
// instead: watch() stands a mirror before the server that puts one script into each page's head, and hears from it.
// The window is a real one, on a screen that Xvfb keeps in memory.  Under automation this browser keeps nothing on disk.
import { EventEmitter } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd, freePort, spy, tempDir, trapAt, until, wait } from './lib.mjs';
import { Mirror } from './proxy.mjs';

const DRIVER = process.env.WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** What lib.mjs does for other browsers with an event of theirs: whatever goes wrong in the page is said, by asking for it. */
const watching = () => {
  const tell = (what) => void fetch(`/watch?${encodeURIComponent(String(what).slice(0, 500))}`, { keepalive: true }).catch(() => undefined);
  let leaving = false; // what is being fetched then is broken off, and this browser says so of style
  addEventListener('beforeunload', () => { leaving = true; });
  addEventListener('error', (e) => {
    if (e instanceof ErrorEvent) tell(`${e.message} ${e.filename}:${e.lineno}`);
    else if (!leaving) tell(`not loaded: ${e.target.src ?? e.target.href}`);
  }, true);
  addEventListener('unhandledrejection', (e) => tell(`unhandled: ${e.reason}`));
  addEventListener('securitypolicyviolation', (e) => tell(`against the policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
  for (const k of ['error', 'warn']) {
    const own = console[k];
    console[k] = (...a) => { tell(`console: ${a.join(' ')}`); own.apply(console, a); };
  }
  const Own = globalThis.Worker;
  globalThis.Worker = class extends Own {
    constructor(...a) {
      super(...a);
      this.addEventListener('error', (e) => tell(`worker: ${e.message}`));
    }
  };
};

/** In the page: the elements that a description means, visible ones only, in the order of the document. */
const finding = (wanted) => {
  const ROLES = {
    button: 'button, [role=button]', radio: 'input[type=radio], [role=radio]', checkbox: 'input[type=checkbox], [role=checkbox]', heading: 'h1, h2, h3, h4, [role=heading]',
    navigation: 'nav, [role=navigation]', dialog: 'dialog[open], [role=dialog]', list: 'ul, ol, [role=list]', listitem: 'li, [role=listitem]',
  };
  const flat = (s) => s.replace(/\s+/g, ' ').trim();
  const seen = (e) => e.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && e.getClientRects().length > 0;
  const said = (n) => {
    if (n.nodeType === Node.TEXT_NODE) return n.data;
    if (n.nodeType !== Node.ELEMENT_NODE || n.getAttribute('aria-hidden') === 'true') return '';
    const inner = [...n.childNodes].map(said).join('');
    return getComputedStyle(n).display === 'inline' ? inner : ` ${inner} `;
  };
  const named = (e) => {
    const by = e.getAttribute('aria-labelledby');
    if (by) return flat(by.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map(said).join(' '));
    return flat(e.getAttribute('aria-label') ?? (e.labels?.length ? [...e.labels].map(said).join(' ') : said(e)));
  };
  const is = (text, w) => w.text === undefined || (w.regex !== undefined ? new RegExp(w.text, w.regex).test(text) : w.exact ? text === flat(w.text) : text.toLowerCase().includes(flat(w.text).toLowerCase()));
  const find = (w) => {
    if (w.or) return [...new Set(w.or.flatMap(find))].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    if (w.nth !== undefined) return find(w.of).slice(w.nth, w.nth + 1);
    const roots = w.within ? find(w.within) : [document];
    const all = (css) => [...new Set(roots.flatMap((r) => [...r.querySelectorAll(css)]))];
    if (w.by === 'css') return all(w.css).filter((e) => seen(e) && is(flat(e.textContent), w));
    if (w.by === 'role') return all(ROLES[w.role]).filter((e) => seen(e) && is(named(e), w));
    if (w.by === 'label') return all('input, textarea, select').filter((e) => seen(e) && is(named(e), w));
    // By text: the smallest elements that hold it.
    const hold = all('*').filter((e) => e.closest('body') && is(flat(e.textContent), w));
    return hold.filter((e) => seen(e) && !hold.some((x) => x !== e && e.contains(x)));
  };
  return find(wanted);
};

const words = (text, exact) => (text instanceof RegExp ? { text: text.source, regex: text.flags } : text === undefined ? {} : { text, exact: !!exact });

/** In the page: whether an element stands still and takes what is pressed in its middle. */
const still = (e) => new Promise((done) => {
  e.scrollIntoView({ block: 'center' }); // away from what lies over both edges
  const at = () => { const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; };
  const first = at();
  setTimeout(() => {
    const [x, y] = at();
    const hit = document.elementFromPoint(x, y);
    done(x === first[0] && y === first[1] && !!hit && (e.contains(hit) || !!hit.closest('label')?.contains(e)));
  }, 50);
});

class Locator {
  constructor(page, what) {
    Object.assign(this, { page, what });
  }
  within(what) { return new Locator(this.page, { ...what, within: this.what }); }
  getByRole(role, { name, exact } = {}) { return this.within({ by: 'role', role, ...words(name, exact) }); }
  locator(css, { hasText } = {}) { return this.within({ by: 'css', css, ...words(hasText, false) }); }
  nth(nth) { return new Locator(this.page, { nth, of: this.what }); }
  first() { return this.nth(0); }
  or(other) { return new Locator(this.page, { or: [this.what, other.what] }); }

  all() { return this.page.run(`return (${finding})(arguments[0])`, [this.what]); }
  async count() { return (await this.all()).length; }
  waitFor({ timeout = this.page.patience, state = 'visible' } = {}) {
    return until(async () => (await this.count() > 0) === (state === 'visible'), `${state}: ${JSON.stringify(this.what)}`, timeout);
  }
  /** f(element) until it does not fail: what stands there may yet move, be covered, or be drawn anew. */
  async act(f) {
    let last = 'it never stood still in sight';
    await until(async () => {
      const [e] = await this.all();
      if (!e) return false;
      if (!await this.page.evaluate(still, e).catch(() => false)) return false;
      return f(e[ELEMENT]).then(() => true, (x) => { last = x.message; return false; });
    }, `acting on ${JSON.stringify(this.what)}`, this.page.patience).catch((e) => { throw new Error(`${e.message}: ${last}`); });
  }
  click() { return this.act((e) => this.page.call('POST', `/element/${e}/click`, {})); }
  async check() { return this.click(); }
  fill(text) {
    return this.act(async (e) => {
      await this.page.call('POST', `/element/${e}/clear`, {});
      await this.page.call('POST', `/element/${e}/value`, { text });
    });
  }
  async read(f) {
    await this.waitFor();
    return this.page.run(`return (${finding})(arguments[0]).map(${f})`, [this.what]);
  }
  async innerText() { return (await this.read((e) => e.innerText))[0]; }
  allInnerTexts() { return this.read((e) => e.innerText); }
}

class Page extends EventEmitter {
  constructor(context, handle) {
    super();
    Object.assign(this, { context, handle, patience: context.patience });
  }
  /** One command at a time, each in this page's own window. */
  call(...a) { return this.context.inOrder(this.handle, a); }
  run(script, args = []) { return this.call('POST', '/execute/sync', { script, args }); }
  async evaluate(f, arg = null) {
    const script = `const done = arguments[1]; Promise.resolve(arguments[0]).then(${f}).then((v) => done({ v }), (e) => done({ e: String(e) }))`;
    const r = await this.call('POST', '/execute/async', { script, args: [arg] });
    if (r.e !== undefined) throw new Error(r.e);
    return r.v;
  }
  goto(url) { return this.call('POST', '/url', { url }); }
  reload() { return this.call('POST', '/refresh', {}); }
  title() { return this.call('GET', '/title'); }
  async screenshot({ path }) { writeFileSync(path, Buffer.from(await this.call('GET', '/screenshot'), 'base64')); }
  async setViewportSize({ width, height }) {
    await this.call('POST', '/window/rect', { width, height });
    const [w, h] = await this.run('return [outerWidth - innerWidth, outerHeight - innerHeight]');
    await this.call('POST', '/window/rect', { width: width + w, height: height + h });
  }
  async close() {
    await this.call('DELETE', '/window');
    this.context.window = null;
  }
  get root() { return new Locator(this, { by: 'css', css: 'html' }); }
  getByRole(...a) { return this.root.getByRole(...a); }
  locator(...a) { return this.root.locator(...a); }
  getByLabel(text, { exact } = {}) { return this.root.within({ by: 'label', ...words(text, exact) }); }
  getByText(text, { exact } = {}) { return this.root.within({ by: 'text', ...words(text, exact) }); }
}

class Context extends EventEmitter {
  patience = 8000;
  queue = Promise.resolve();
  window = null;
  pages = [];
  setDefaultTimeout(ms) { this.patience = ms; }
  async addInitScript() { /* watch() has put it into the page */ }
  async http(method, path, body) {
    const r = await fetch(`http://127.0.0.1:${this.port}${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    const { value } = await r.json();
    if (!r.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  inOrder(handle, [method, path, body]) {
    const turn = this.queue.then(async () => {
      if (handle !== this.window) await this.http('POST', `${this.session}/window`, { handle });
      this.window = handle;
      return this.http(method, this.session + path, body);
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }
  async newPage() {
    const handle = this.pages.length ? (await this.http('POST', `${this.session}/window/new`, { type: 'window' })).handle : await this.http('GET', `${this.session}/window`);
    const page = new Page(this, handle);
    this.pages.push(page);
    this.emit('page', page);
    return page;
  }
  /** A mirror before the server on this port, with the watch in each page: the address to open. */
  async watch(to) {
    const head = '<script src="/watch.js"></script>\n';
    const m = await Mirror.stand(to, ({ method, path }, answer) => {
      const type = String(answer.headers['content-type'] ?? '');
      if (path.startsWith('/watch')) {
        if (path.startsWith('/watch?')) for (const p of this.pages) p.emit('pageerror', new Error(decodeURIComponent(path.slice(7))));
        Object.assign(answer, { status: 200, body: Buffer.from(`(${watching})();(${spy})();`) });
        answer.headers['content-type'] = 'text/javascript';
        return;
      }
      this.emit('request', { method: () => method, url: () => m.url + path });
      if (type.startsWith('text/html') && answer.body.length) answer.body = Buffer.from(answer.body.toString('utf8').replace('<meta name="viewport"', `${head}$&`));
    });
    atEnd(() => m.fall());
    return m.url;
  }
  async close() {
    if (!this.session) return;
    await this.http('DELETE', this.session).catch(() => undefined);
    this.session = null;
  }
}

/** Starts a child that is gone at the end. */
function child(command, args, options) {
  const p = spawn(command, args, options);
  const ended = new Promise((done) => { p.once('exit', done); p.once('error', done); });
  atEnd(async () => {
    p.kill('SIGTERM');
    await Promise.race([ended, wait(10_000).then(() => p.kill('SIGKILL'))]);
  });
  return p;
}

/** WebKitGTK's small browser, on a screen of its own. */
export async function openWebKit({ dark = false } = {}) {
  const home = tempDir();
  const screen = child('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((done, fail) => {
    screen.stdio[3].once('data', (d) => done(`:${String(d).trim()}`));
    screen.once('error', fail);
    screen.once('exit', () => fail(new Error('Xvfb ended')));
  });
  // A tool bar may be narrower than its icons here, so that a window can be as narrow as a phone.
  mkdirSync(join(home, 'gtk-3.0'));
  writeFileSync(join(home, 'gtk-3.0', 'gtk.css'), '* { min-width: 0; padding-left: 0; padding-right: 0; border-width: 0; } image { -gtk-icon-transform: scale(0); margin: -8px; }');
  writeFileSync(join(home, 'gtk-3.0', 'settings.ini'), `[Settings]\ngtk-enable-animations=0\n${dark ? 'gtk-application-prefer-dark-theme=1\n' : ''}`);
  const context = new Context();
  context.port = await freePort();
  child(DRIVER, ['-p', String(context.port)], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home },
  });
  await until(() => context.http('GET', '/status').then((s) => s.ready, () => false), 'the driver of WebKit', 60_000);
  const trap = await trapAt();
  const { sessionId } = await context.http('POST', '/session', { capabilities: { alwaysMatch: {
    'webkitgtk:browserOptions': {
      binary: process.env.WEBKIT ?? `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
      args: ['--automation', '--time-zone=UTC', `--proxy=http://${trap}`, '--ignore-host=127.0.0.1', '--ignore-host=localhost', ...(dark ? ['--dark-mode'] : [])],
    },
  } } });
  context.session = `/session/${sessionId}`;
  atEnd(() => context.close());
  return context;
}

// parity.test.mjs - the same commands with the same randomness, native and in WebAssembly: every answer equal, byte for byte.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { Core, bytes, hex, load } from './core.mjs';

const root = new URL('../../', import.meta.url).pathname;
const module = load(`${root}build/wasm/core.wasm`);

test('the module imports exactly one function, and only that', () => {
  assert.deepEqual(WebAssembly.Module.imports(module), [{ module: 'hc', name: 'random', kind: 'function' }]);
  const names = WebAssembly.Module.exports(module).map((e) => e.name).filter((n) => !n.startsWith('hc_'));
  assert.deepEqual(names.sort(), ['_initialize', 'memory']);
});

/** The xorshift of native.c. */
function seeded() {
  let s = 88172645463325252n;
  const mask = (1n << 64n) - 1n;
  return (u8) => {
    for (let i = 0; i < u8.length; i++) {
      s ^= (s << 13n) & mask; s ^= s >> 7n; s ^= (s << 17n) & mask;
      u8[i] = Number((s >> 32n) & 255n);
    }
  };
}

class Pair {
  constructor() {
    this.native = spawn(`${root}build/native/tests/parity/parity_native`);
    this.lines = createInterface({ input: this.native.stdout })[Symbol.asyncIterator]();
    this.random = seeded();
    this.wasm = new Core(module, this.random);
    this.calls = 0;
  }
  async ask(line, f) {
    this.native.stdin.write(`${line}\n`);
    const r = f();
    const [status, out = ''] = (await this.lines.next()).value.split(' ');
    const mine = hex(this.wasm.out());
    assert.equal(String(r.status), status, `status of ${line.slice(0, 80)}`);
    if (mine !== out) { // not assert.equal: it would print a megabyte
      const at = [...mine].findIndex((x, i) => x !== out[i]) & ~1;
      const near = (h) => Buffer.from(h.slice(Math.max(0, at - 120), at + 160), 'hex').toString();
      this.end();
      assert.fail(`answer to ${line.slice(0, 80)} differs:\n native ${near(out)}\n wasm   ${near(mine)}`);
    }
    this.calls++;
    return r;
  }
  json(kind, value, now = 1.7e12) {
    return this.ask(`${kind} ${now} ${JSON.stringify(value)}`, () => this.wasm[kind](value, now));
  }
  own(b) { return this.ask(`own ${hex(b)}`, () => this.wasm.own(b)); }
  take(s, b, stored) { return this.ask(`take ${s} ${stored} ${hex(b)}`, () => this.wasm.take(s, b, stored)); }
  snapshot(mode) { return this.ask(`snapshot ${mode}`, () => this.wasm.snapshot(mode)); }
  open(b) { return this.ask(`open ${hex(b)}`, () => this.wasm.open(b)); }
  pack(b) { return this.ask(`pack ${hex(b)}`, () => this.wasm.pack(b)); }
  async again() {
    this.wasm.close();
    this.native.stdin.write('new\n');
    await this.lines.next();
    this.wasm = new Core(module, this.random);
  }
  end() { this.native.stdin.end(); this.wasm.close(); }
}

const L = 'a'.repeat(64);
const frame = (n, minute, env) => {
  const head = Buffer.alloc(17);
  head.writeBigUInt64LE(BigInt(n), 0);
  head.writeUInt32LE(minute, 8);
  head.writeUInt32LE(env.length, 13);
  return Buffer.concat([head, env]);
};

test('a life of one person: every answer of both cores is equal', async () => {
  const p = new Pair();
  let dice = 12345;
  const roll = (n) => { dice = (Math.imul(dice, 1103515245) + 12345) >>> 0; return (dice >>> 8) % n; };
  const log = new Map();
  const store = async (r) => {
    for (const e of r.events) {
      await p.own(bytes(e.bytes));
      const s = log.get(e.stream) ?? { n: 0, frames: [] };
      s.frames.push(frame(++s.n, 28333333 + s.n, bytes(e.bytes)));
      log.set(e.stream, s);
    }
  };
  const pack = new Uint8Array(readFileSync(`${root}build/pack.bin`));
  await p.pack(pack);
  const home = await p.json('vault', { op: 'found', L, name: 'Ada' });
  assert.equal(home.status, 0);
  await store(home);
  const text = 'Ünïcode, “quotes”, 💡 and\nlines ';
  for (let i = 0; i < 150; i++) {
    const now = 1.7e12 + i * 3.6e6 - (roll(5) === 0 ? 1e10 : 0);
    const day = 19675 + (i >> 3);
    const body = [
      ['entry', { text: text.repeat(1 + roll(30)), day, tags: ['home', 'night'] }],
      ['thanks', { text: `line ${i}`, day }],
      ['step', { exercise: [`E0${1 + roll(9)}`], size: roll(3), day, what: roll(5), close: roll(5), comfort: roll(5) }],
      ['reflection', { path: roll(3), day, slice: 1, answers: { r_time_1: roll(12), r_close_1: roll(12) } }],
      ['causes', { picked: ['B01', 'B05'], day }],
      ['ritual', { title: `Walk; ${text}`, kind: roll(2), every: roll(5), from: day - roll(60), days: roll(128), minute: roll(1440) }],
      ['start', { wish: ['ease', 'heard'], around: ['long-days'], setup: ['me'], day: 19675 }],
    ][roll(7)];
    await store(await p.json('act', { do: 'write', type: body[0], for: 'me', body: body[1] }, now));
    const day2 = { day, minute: roll(1440) };
    for (const q of [{ show: 'today', ...day2 }, { show: 'week', ...day2 }, { show: 'trends', day }, { show: 'picture', day }, { show: 'draw', day, skip: roll(9) },
      { show: 'prompt', day }, { show: 'journal', limit: 5 }, { show: 'checkin', ...day2 }, { show: 'reflection', day }, { show: 'rituals', day },
      { show: 'calendar', day, titles: true, alarm: roll(60) }, { show: 'digest' }].filter(() => roll(3) === 0)) {
      await p.json('view', q, now);
    }
  }
  const note = await p.json('vault', { op: 'seal', name: 'draft:entry:new', text });
  assert.equal(note.sealed.length, 2 * 568);
  assert.equal((await p.json('vault', { op: 'note', name: 'draft:entry:new' })).key, note.key);
  assert.equal((await p.json('vault', { op: 'open', key: note.key, sealed: note.sealed })).text, text);
  assert.notEqual((await p.json('vault', { op: 'open', key: '0'.repeat(32), sealed: note.sealed })).status, 0);
  for (const bad of [{ do: 'write' }, { do: 'write', type: 'entry', for: 'us', body: {} }, { nothing: 1 }]) await p.json('act', bad);
  const frames = [...log].map(([id, s]) => [id, Buffer.concat(s.frames)]);
  for (const [id, f] of frames) await p.take(id, f, 0);
  const before = (await p.json('view', { show: 'digest' })).digest;
  const snaps = [];
  for (const mode of [0, 1, 2]) snaps.push((await p.snapshot(mode)).bytes);
  for (const snap of [snaps[0], null]) {
    await p.again();
    await p.json('vault', { op: 'unlock', L, vault: home.vault });
    if (snap) await p.open(snap);
    else for (const [id, f] of [...frames].sort((a) => (a[0] === home.events[0].stream ? -1 : 1))) await p.take(id, f, 1);
    assert.equal((await p.json('view', { show: 'digest' })).digest, before);
  }
  p.end();
  assert.ok(p.calls > 500, `only ${p.calls} calls`);
});

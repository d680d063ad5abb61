// wasm_years.mjs - the same ten years in WebAssembly, in Node: node bench/wasm_years.mjs DIR (made by ten_years).
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Core, load } from '../tests/parity/core.mjs';

const dir = process.argv[2];
const module = load(process.argv[3] ?? 'build/wasm/core.wasm');
const home = JSON.parse(readFileSync(join(dir, 'home.json'), 'utf8'));
const streams = new Map(readdirSync(dir).filter((n) => n.endsWith('.frames')).map((n) => [n.slice(0, 32), readFileSync(join(dir, n))]));
const say = (name, value, unit) => console.log(`${name} ${value} ${unit}`);
const timed = (f) => { const t = performance.now(); f(); return performance.now() - t; };

/** Segments of 512 frames, as the page stores them. */
function* segments(frames) {
  let from = 0, at = 0, k = 0;
  while (at < frames.length) {
    at += 17 + frames.readUInt32LE(at + 13);
    if (++k === 512 || at === frames.length) { yield frames.subarray(from, at); from = at; k = 0; }
  }
}
function unlocked() {
  const c = new Core(module);
  if (c.vault({ op: 'unlock', L: home.L, vault: home.vault }, 1.6e12).status !== 0) throw new Error('unlock');
  return c;
}
function takeAll(c, stored) {
  for (const s of c.view({ show: 'state' }, 1.6e12).streams) {
    for (const seg of streams.has(s.id) ? segments(streams.get(s.id)) : []) {
      const r = c.take(s.id, seg, stored);
      if (r.status !== 0) throw new Error(JSON.stringify(r));
    }
  }
}
const median = (f, n = 5) => Array.from({ length: n }, f).sort((a, b) => a - b)[n >> 1];

let c = unlocked();
say('wasm_first_sync', Math.round(timed(() => takeAll(c, false))), 'ms');
c = unlocked(); takeAll(c, true); c.close();
say('wasm_cold_take', Math.round(median(() => { const d = unlocked(); const t = timed(() => takeAll(d, true)); d.close(); return t; })), 'ms');
c = unlocked(); takeAll(c, true);
const snap = c.snapshot(1).bytes;
const chain = c.snapshot(2).bytes;
say('chain_size', (chain.length / 1e6).toFixed(2), 'MB');
const digest = c.view({ show: 'digest' }, 0).digest;
say('wasm_cold_warm', Math.round(median(() => {
  const d = unlocked();
  const t = timed(() => {
    if (d.open(chain).status !== 0) throw new Error('chain');
    for (const [id, frames] of streams) for (const seg of segments(frames)) d.warm(id, seg);
  });
  if (d.view({ show: 'digest' }, 0).digest !== digest) throw new Error('another state');
  d.close();
  return t;
})), 'ms');
say('wasm_hot_open', Math.round(median(() => { const d = unlocked(); const t = timed(() => { if (d.open(snap).status !== 0) throw new Error('open'); d.view({ show: 'state' }, 1.6e12); }); d.close(); return t; })), 'ms');
c.view({ show: 'state' }, 1.6e12);
const written = [];
say('wasm_act', median(() => timed(() => { written.push(c.act({ do: 'write', type: 'thanks', for: 'us', body: { text: 'one more', day: 20000 } }, 1.7e12)); })).toFixed(2), 'ms');
c.own(new Uint8Array(Buffer.from(written[0].events[0].bytes, 'hex')));
say('wasm_view_after_write', timed(() => c.view({ show: 'journal', limit: 50 }, 1.7e12)).toFixed(2), 'ms');
say('wasm_view', median(() => timed(() => c.view({ show: 'journal', limit: 50 }, 1.7e12))).toFixed(2), 'ms');
if (process.argv[4]) {
  c.pack(readFileSync(process.argv[4]));
  say('wasm_today', median(() => timed(() => c.view({ show: 'today', day: 20450, minute: 1200 }, 1.767e12))).toFixed(2), 'ms');
}
say('wasm_memory', (c.x.memory.buffer.byteLength / 1e6).toFixed(0), 'MB');

// core.mjs - the WebAssembly core for Node: the same module that the browser loads, the same calls.
import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';

const enc = new TextEncoder();
const dec = new TextDecoder();

/** The compiled module; its imports are asserted to be exactly one. */
export function load(path) {
  return new WebAssembly.Module(readFileSync(path));
}

export class Core {
  constructor(module, random) {
    this.random = random ?? ((u8) => { for (let at = 0; at < u8.length; at += 65536) webcrypto.getRandomValues(u8.subarray(at, at + 65536)); });
    this.x = new WebAssembly.Instance(module, { hc: { random: (p, n) => this.random(this.u8(p, n)) } }).exports;
    this.x._initialize();
    this.c = this.x.hc_new();
    if (this.c === 0) throw new Error('no memory');
  }
  u8(p, n) { return new Uint8Array(this.x.memory.buffer, p >>> 0, n >>> 0); }
  withBytes(list, f) {
    const held = list.map((b) => { const p = this.x.hc_alloc(b.length); this.u8(p, b.length).set(b); return [p, b.length]; });
    try { return f(...held.flat()); } finally { for (const [p, n] of held) this.x.hc_free(p, n); }
  }
  out() { return this.u8(this.x.hc_out(this.c), this.x.hc_out_len(this.c)).slice(); }
  answer(status) { return { status, ...JSON.parse(dec.decode(this.out()) || '{}') }; }
  json(name, value, ...rest) { return this.answer(this.withBytes([enc.encode(JSON.stringify(value))], (p, n) => this.x[name](this.c, p, n, ...rest))); }
  vault(v, now) { return this.json('hc_vault', v, now); }
  act(v, now) { return this.json('hc_act', v, now); }
  view(v, now) { return this.json('hc_view', v, now); }
  kdf(v) { return this.json('hc_kdf', v); }
  sign(v, body) { return this.answer(this.withBytes([enc.encode(JSON.stringify(v)), body], (p, n, b, bn) => this.x.hc_sign(this.c, p, n, b, bn))); }
  pack(bytes) { return this.answer(this.withBytes([bytes], (p, n) => this.x.hc_pack(this.c, p, n))); }
  own(bytes) { return this.answer(this.withBytes([bytes], (p, n) => this.x.hc_own(this.c, p, n))); }
  take(stream, frames, stored) { return this.answer(this.withBytes([enc.encode(stream + '\0'), frames], (s, _, p, n) => this.x.hc_take(this.c, s, p, n, stored ? 1 : 0))); }
  warm(stream, frames) { return this.answer(this.withBytes([enc.encode(stream + '\0'), frames], (s, _, p, n) => this.x.hc_warm(this.c, s, p, n))); }
  snapshot(mode) { const st = this.x.hc_snapshot(this.c, mode); return { status: st, bytes: this.out() }; }
  open(bytes, more = 0) { return this.answer(this.withBytes([bytes], (p, n) => this.x.hc_open(this.c, p, n, more))); }
  close() { this.x.hc_close(this.c); this.c = 0; }
}

export const hex = (u8) => Buffer.from(u8).toString('hex');
export const bytes = (text) => new Uint8Array(Buffer.from(text, 'hex'));

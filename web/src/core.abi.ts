// core.abi.ts - the only file that touches wasm memory.  One Core is one struct hc (core/hearth.h).
// Views into memory are made anew after every call, because growing memory detaches them; addresses are unsigned.

interface Exports {
  memory: WebAssembly.Memory;
  _initialize?: () => void;
  hc_new(): number;
  hc_close(c: number): void;
  hc_alloc(n: number): number;
  hc_free(p: number, n: number): void;
  hc_out(c: number): number;
  hc_out_len(c: number): number;
  hc_pack(c: number, p: number, n: number): number;
  hc_vault(c: number, p: number, n: number, now: number): number;
  hc_sign(c: number, p: number, n: number, body: number, bodyN: number): number;
  hc_kdf(c: number, p: number, n: number): number;
  hc_act(c: number, p: number, n: number, now: number): number;
  hc_own(c: number, p: number, n: number): number;
  hc_take(c: number, stream: number, p: number, n: number, stored: number): number;
  hc_view(c: number, p: number, n: number, now: number): number;
  hc_snapshot(c: number, mode: number): number;
  hc_open(c: number, p: number, n: number, more: number): number;
  hc_warm(c: number, stream: number, p: number, n: number): number;
}

/** What the core, the store or the net could not do: a name that the strings know, and the core's plain words. */
export class Refused extends Error {
  constructor(readonly error: string, message = '', readonly more: Record<string, unknown> = {}) {
    super(message);
  }
}

export interface Taken {
  applied: number;
  head: number;
  own: number;
  void: number;
  unread: number;
  m_behind: boolean;
  alarm: string | null;
  error?: string;
}

const enc = new TextEncoder();
const dec = new TextDecoder();
const RANDOM_AT_ONCE = 65536;

export async function makeCore(module: WebAssembly.Module): Promise<Core> {
  let memory: WebAssembly.Memory | null = null;
  const random = (p: number, n: number): void => {
    if (!memory) throw new Error('memory');
    const all = new Uint8Array(memory.buffer, p >>> 0, n);
    for (let i = 0; i < n; i += RANDOM_AT_ONCE) crypto.getRandomValues(all.subarray(i, Math.min(n, i + RANDOM_AT_ONCE)));
  };
  const instance = await WebAssembly.instantiate(module, { hc: { random } });
  const x = instance.exports as unknown as Exports;
  memory = x.memory;
  x._initialize?.();
  return new Core(x);
}

export class Core {
  private readonly c: number;
  constructor(private readonly x: Exports) {
    this.c = x.hc_new();
    if (!this.c) throw new Refused('nomem');
  }

  private bytes<T>(b: Uint8Array, f: (p: number, n: number) => T): T {
    const p = this.x.hc_alloc(b.length || 1);
    if (!p) throw new Refused('nomem');
    try {
      new Uint8Array(this.x.memory.buffer, p >>> 0, b.length).set(b);
      return f(p, b.length);
    } finally {
      this.x.hc_free(p, b.length || 1); // wipes: passphrases and private words pass here
    }
  }
  private out(): Uint8Array {
    return new Uint8Array(this.x.memory.buffer, this.x.hc_out(this.c) >>> 0, this.x.hc_out_len(this.c)).slice();
  }
  private answer<T>(status: number): T {
    const text = dec.decode(this.out());
    const o = (text ? JSON.parse(text) : {}) as T & { error?: string; message?: string };
    if (status !== 0) throw new Refused(o.error ?? `status-${status}`, o.message ?? '', o as unknown as Record<string, unknown>);
    return o;
  }
  private json<T>(o: object, f: (p: number, n: number) => number): T {
    return this.answer<T>(this.bytes(enc.encode(JSON.stringify(o)), f));
  }

  pack(b: Uint8Array): void {
    this.answer(this.bytes(b, (p, n) => this.x.hc_pack(this.c, p, n)));
  }
  vault<T>(o: { op: string } & Record<string, unknown>): T {
    return this.json<T>(o, (p, n) => this.x.hc_vault(this.c, p, n, Date.now()));
  }
  act<T>(o: object): T {
    return this.json<T>(o, (p, n) => this.x.hc_act(this.c, p, n, Date.now()));
  }
  view<T>(o: object): T {
    return this.json<T>(o, (p, n) => this.x.hc_view(this.c, p, n, Date.now()));
  }
  kdf(o: { pass: string; salt: string; ops: number; kib: number }): { L: string } {
    return this.json<{ L: string }>(o, (p, n) => this.x.hc_kdf(this.c, p, n));
  }
  sign(o: { server: string; method: string; target: string; ts: number }, body: Uint8Array): { auth: string } {
    return this.bytes(body, (bp, bn) => this.json<{ auth: string }>(o, (p, n) => this.x.hc_sign(this.c, p, n, bp, bn)));
  }
  own(b: Uint8Array): { dev_seq: number } {
    return this.answer(this.bytes(b, (p, n) => this.x.hc_own(this.c, p, n)));
  }
  /** An alarm does not throw: what came before it is applied, and the answer says how far. */
  take(stream: string, b: Uint8Array, stored: boolean): Taken {
    const status = this.named(stream, (s) => this.bytes(b, (p, n) => this.x.hc_take(this.c, s, p, n, stored ? 1 : 0)));
    const o = JSON.parse(dec.decode(this.out())) as Taken & { message?: string };
    if (status !== 0 && !o.alarm) throw new Refused(o.error ?? `status-${status}`, o.message ?? '');
    return o;
  }
  warm(stream: string, b: Uint8Array): { warmed: number } {
    return this.answer(this.named(stream, (s) => this.bytes(b, (p, n) => this.x.hc_warm(this.c, s, p, n))));
  }
  /** hot: the state, old long texts left out.  chain: heads, members and keys alone. */
  snapshot(kind: 'hot' | 'chain'): Uint8Array {
    const status = this.x.hc_snapshot(this.c, kind === 'hot' ? 1 : 2);
    if (status !== 0) this.answer(status);
    return this.out();
  }
  /** open(b, more): a part of a snapshot; `more` follow. */
  open(b: Uint8Array, more = false): void {
    this.answer(this.bytes(b, (p, n) => this.x.hc_open(this.c, p, n, more ? 1 : 0)));
  }
  close(): void {
    this.x.hc_close(this.c);
  }
  private named<T>(stream: string, f: (s: number) => T): T {
    return this.bytes(enc.encode(`${stream}\0`), (s) => f(s));
  }
}

export const hex = (b: Uint8Array): string => Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
export function unhex(s: string): Uint8Array {
  const b = new Uint8Array(s.length >> 1);
  for (let i = 0; i < b.length; i++) b[i] = parseInt(s.substr(2 * i, 2), 16);
  return b;
}
export function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all;
}

/** The header fields of an envelope that the host needs (spec/event.md 1). */
export const isStructure = (env: Uint8Array): boolean => env[3] === 1;
export const isGenesis = (env: Uint8Array): boolean => isStructure(env) && env.subarray(4, 20).every((b) => b === 0);

/** Frames end to end, cut apart (spec/sync.md, Frames). */
export function cutFrames(b: Uint8Array): { n: number; bytes: Uint8Array }[] {
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength);
  const list: { n: number; bytes: Uint8Array }[] = [];
  for (let at = 0; at + 17 <= b.length; ) {
    const n = Number(v.getBigUint64(at, true));
    const len = 17 + v.getUint32(at + 13, true);
    if (at + len > b.length) break;
    list.push({ n, bytes: b.slice(at, at + len) });
    at += len;
  }
  return list;
}

/** A snapshot in parts of about `size` bytes, cut between its pieces (u32 length | sealed). */
export function cutPieces(b: Uint8Array, size: number): Uint8Array[] {
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0, from = 0; at < b.length; ) {
    at += 4 + v.getUint32(at, true);
    if (at - from >= size || at >= b.length) {
      parts.push(b.slice(from, at));
      from = at;
    }
  }
  return parts;
}

// store.ts - the browser's own store (IndexedDB).  A cache of the server's sealed log, and the one home of what the
// server has not got yet; nothing in it is readable without the passphrase.
//
//   meta    key -> value        self (sealed vault, ids), seq:STREAM (next own number), alarm, tab:ID ...
//   tail    [stream, n]         one record for each new frame
//   seg     [stream, from]      512 frames packed: 15 times faster to write and 4 times to read than single ones
//   outbox  [stream, dev_seq]   own sealed envelopes that have not come back yet
//   snap    KIND, KIND:I        a snapshot: the heads it stands on and how many parts; part I
//   local   hash of a name      notes of this device, each sealed together with its name
import { isStructure, join, Refused, unhex } from './core.abi';
import type { Sealed } from './wire';

const SEG = 512;
const AHEAD = 4; // segments of some 400 kB that are read at a time
const TABLES = ['meta', 'tail', 'seg', 'outbox', 'snap', 'local'] as const;
type Table = (typeof TABLES)[number];

export interface Waiting {
  stream: string;
  dev_seq: number;
  event: string;
  bytes: Uint8Array;
  held: boolean;
  structure: boolean;
  /** Not before (ms); 0: as soon as it can. */
  due: number;
  /** When it was put here (ms). */
  at: number;
}
interface Segment { stream: string; from: number; to: number; bytes: Uint8Array; at: number[] }
export type SnapKind = 'hot' | 'chain';
/** The heads a snapshot stands on, and its parts as they come from the store. */
export interface Snap { heads: Record<string, number>; parts: Promise<Uint8Array | undefined>[] }

const ask = <T>(r: IDBRequest<T>): Promise<T> =>
  new Promise((yes, no) => {
    r.onsuccess = () => yes(r.result);
    r.onerror = () => no(fault(r.error));
  });
const ended = (t: IDBTransaction): Promise<void> =>
  new Promise((yes, no) => {
    t.oncomplete = () => yes();
    t.onabort = () => no(fault(t.error));
    t.onerror = () => undefined;
  });
function fault(e: DOMException | null): Refused {
  return new Refused(e?.name === 'QuotaExceededError' ? 'quota' : 'store', e?.message ?? '');
}
const ofKind = (kind: SnapKind): IDBKeyRange => IDBKeyRange.bound(kind, `${kind}:\uffff`);
const range = (stream: string, from: number, to = Infinity): IDBKeyRange => IDBKeyRange.bound([stream, from], [stream, to]);

export class Store {
  private constructor(private readonly db: IDBDatabase) {}

  static async open(): Promise<Store> {
    const r = indexedDB.open('hearth', 1);
    r.onupgradeneeded = () => {
      for (const t of TABLES) r.result.createObjectStore(t);
    };
    const db = await new Promise<IDBDatabase>((yes, no) => {
      r.onsuccess = () => yes(r.result);
      r.onerror = () => no(fault(r.error));
      r.onblocked = () => no(new Refused('store', 'blocked'));
    });
    db.onversionchange = () => db.close();
    return new Store(db);
  }

  private tx(tables: Table | Table[], mode: IDBTransactionMode, strict = false): IDBTransaction {
    return this.db.transaction(tables, mode, strict ? { durability: 'strict' } : { durability: 'relaxed' });
  }
  async get<T>(table: Table, key: IDBValidKey): Promise<T | undefined> {
    return (await ask(this.tx(table, 'readonly').objectStore(table).get(key))) as T | undefined;
  }
  async put(table: Table, key: IDBValidKey, value: unknown, strict = false): Promise<void> {
    const t = this.tx(table, 'readwrite', strict);
    t.objectStore(table).put(value, key);
    await ended(t);
  }
  /** renew: what is there now, made anew in one transaction; what is gone stays gone. */
  async renew<T>(table: Table, key: IDBValidKey, f: (was: T) => T): Promise<T | undefined> {
    const t = this.tx(table, 'readwrite', true);
    const o = t.objectStore(table);
    let now: T | undefined;
    const r = o.get(key);
    r.onsuccess = () => {
      if (r.result === undefined) return;
      now = f(r.result as T);
      o.put(now, key);
    };
    await ended(t);
    return now;
  }
  async del(table: Table, key: IDBValidKey | IDBKeyRange): Promise<void> {
    const t = this.tx(table, 'readwrite');
    t.objectStore(table).delete(key);
    await ended(t);
  }
  async keys(table: Table): Promise<IDBValidKey[]> {
    return ask(this.tx(table, 'readonly').objectStore(table).getAllKeys());
  }

  /** notes(): all notes of this device with their keys. */
  async notes(): Promise<[key: string, sealed: string][]> {
    const o = this.tx('local', 'readonly').objectStore('local');
    const [keys, all] = await Promise.all([ask(o.getAllKeys()), ask(o.getAll())]);
    return keys.map((k, i) => [k as string, all[i] as string]);
  }
  /** moveNotes(all): each under its new key, all of them or none; `put` null: only away. What has changed since stays. */
  async moveNotes(all: readonly { key: string; sealed: string; put: { key: string; sealed: string } | null }[]): Promise<void> {
    const t = this.tx('local', 'readwrite', true);
    const o = t.objectStore('local');
    for (const n of all) {
      const r = o.get(n.key);
      r.onsuccess = () => {
        if (r.result !== n.sealed) return;
        const put = n.put;
        if (put) {
          const there = o.getKey(put.key); // what this program has written since is newer
          there.onsuccess = () => { if (there.result === undefined) o.put(put.sealed, put.key); };
        }
        o.delete(n.key);
      };
    }
    await ended(t);
  }

  /** wipe(): everything of this space goes from this device. */
  async wipe(): Promise<void> {
    const t = this.tx([...TABLES], 'readwrite', true);
    for (const n of TABLES) t.objectStore(n).clear();
    await ended(t);
  }

  /** Own events in one strict transaction: each must be the next of its stream, else nothing is stored and `conflict` is
   * thrown, because another tab was faster (settled 5). `meta` goes in together with them, or not at all.
   * fresh: of a new space, in the place of the one of device `was`; another one that another tab has made meanwhile stays. */
  async appendOwn(list: readonly Sealed[], due: (e: Sealed, structure: boolean) => number, meta: Record<string, unknown> = {}, fresh?: { was: string | undefined }): Promise<void> {
    const t = this.tx(fresh ? [...TABLES] : ['meta', 'outbox'], 'readwrite', true);
    const done = ended(t);
    const m = t.objectStore('meta');
    const o = t.objectStore('outbox');
    try {
      if (fresh) {
        const there = (await ask(m.get('self'))) as { device: string } | undefined;
        if (there && there.device !== fresh.was) throw new Refused('exists');
        for (const n of TABLES) t.objectStore(n).clear();
      }
      const next = new Map<string, number>();
      for (const e of list) {
        let want = next.get(e.stream);
        if (want === undefined) want = ((await ask(m.get(`seq:${e.stream}`))) as number | undefined) ?? 1;
        if (e.dev_seq !== want) throw new Refused('conflict');
        next.set(e.stream, want + 1);
        o.add(entry(e, due), [e.stream, e.dev_seq]);
      }
      for (const [s, n] of next) m.put(n, `seq:${s}`);
      for (const [k, v] of Object.entries(meta)) m.put(v, k);
    } catch (e) {
      try { t.abort(); } catch { /* ended already */ }
      await done.catch(() => undefined);
      throw e;
    }
    await done;
  }

  /** The outbox signed again: entry i of the list comes in the place of the i-th that was there, in one strict transaction;
   * `conflict` where another tab has written meanwhile, or one of them has come back. */
  async replaceOwn(list: readonly Sealed[], was: readonly Waiting[]): Promise<void> {
    const t = this.tx(['meta', 'outbox'], 'readwrite', true);
    const done = ended(t);
    const o = t.objectStore('outbox');
    const old = new Set(was.map((w) => `${w.stream},${w.dev_seq}`));
    const there = await ask(o.getAllKeys());
    if (there.length !== old.size || there.some((k) => !old.has(String(k)))) {
      t.abort();
      await done.catch(() => undefined);
      throw new Refused('conflict');
    }
    o.clear();
    list.forEach((e, i) => {
      o.put({ ...entry(e, () => was[i]?.due ?? 0), held: was[i]?.held ?? false }, [e.stream, e.dev_seq]);
      t.objectStore('meta').put(e.dev_seq + 1, `seq:${e.stream}`);
    });
    await done;
  }

  /** snap(kind): its head; all its parts are asked for at once and come one after the other. */
  async snap(kind: SnapKind): Promise<Snap | undefined> {
    const s = this.tx('snap', 'readonly').objectStore('snap');
    const head = (await ask(s.get(kind))) as { heads: Record<string, number>; parts?: number } | undefined;
    if (!head) return undefined;
    const parts = Array.from({ length: head.parts ?? 0 }, (_, i) => ask(s.get(`${kind}:${i}`)) as Promise<Uint8Array | undefined>);
    for (const p of parts) p.catch(() => undefined); // said where it is awaited
    return { heads: head.heads, parts };
  }
  /** putSnap: in the place of the one before, in one transaction. */
  async putSnap(kind: SnapKind, heads: Record<string, number>, parts: readonly Uint8Array[]): Promise<void> {
    const t = this.tx('snap', 'readwrite');
    const s = t.objectStore('snap');
    s.delete(ofKind(kind));
    s.put({ heads, parts: parts.length, bytes: new Uint8Array(0) }, kind); // bytes: refused by the version before, which then reads the log
    parts.forEach((p, i) => s.put(p, `${kind}:${i}`));
    await ended(t);
  }
  dropSnap(kind: SnapKind): Promise<void> {
    return this.del('snap', ofKind(kind));
  }

  async outbox(): Promise<Waiting[]> {
    return (await ask(this.tx('outbox', 'readonly').objectStore('outbox').getAll())) as Waiting[];
  }
  /** change(all, to): those that still wait; what has come back or was signed again meanwhile is not brought back. */
  async change(all: readonly Waiting[], to: Partial<Waiting>): Promise<void> {
    const t = this.tx('outbox', 'readwrite');
    const o = t.objectStore('outbox');
    for (const w of all) {
      const key = [w.stream, w.dev_seq];
      const r = o.get(key);
      r.onsuccess = () => { if (r.result) o.put({ ...r.result, ...to }, key); };
    }
    await ended(t);
  }

  /** Frames that the core has taken; own ones up to `own` have come back and leave the outbox. */
  async addFrames(stream: string, frames: readonly { n: number; bytes: Uint8Array }[], own: number): Promise<void> {
    const t = this.tx(['tail', 'outbox', 'meta'], 'readwrite');
    for (const f of frames) t.objectStore('tail').put(f.bytes, [stream, f.n]);
    if (own > 0) t.objectStore('outbox').delete(range(stream, 0, own));
    await ended(t);
    await this.fold(stream).catch(() => undefined); // another time
  }

  /** The oldest frames of a long tail become a segment. */
  private async fold(stream: string): Promise<void> {
    const n = await ask(this.tx('tail', 'readonly').objectStore('tail').count(range(stream, 0)));
    for (let left = n; left >= SEG * 2; left -= SEG) {
      const t = this.tx(['tail', 'seg'], 'readwrite');
      const tail = t.objectStore('tail');
      const keys = (await ask(tail.getAllKeys(range(stream, 0), SEG))) as [string, number][];
      const parts = (await ask(tail.getAll(range(stream, 0), SEG))) as Uint8Array[];
      const from = keys[0]?.[1] ?? 0;
      const to = keys[keys.length - 1]?.[1] ?? 0;
      let at = 0;
      const seg: Segment = { stream, from, to, bytes: join(parts), at: parts.map((p) => (at += p.length) - p.length) };
      t.objectStore('seg').put(seg, [stream, from]);
      tail.delete(range(stream, from, to));
      await ended(t);
    }
  }

  /** Stored frames of a stream behind n, in order, a segment at a time; the next ones are read while this one is used. */
  async *after(stream: string, n: number): AsyncGenerator<Uint8Array> {
    for (let gap = true, tries = 0; gap; tries++) {
      for await (const s of this.segments(stream, n)) {
        yield s.bytes.subarray(s.at[Math.max(0, n + 1 - s.from)] ?? 0);
        n = s.to;
      }
      for (;;) {
        const part = (await ask(this.tx('tail', 'readonly').objectStore('tail').getAll(range(stream, n + 1), SEG))) as Uint8Array[];
        const [first, last] = [part[0], part[part.length - 1]];
        // Another tab may have folded the tail's beginning into a segment meanwhile: then that is read first.  A gap that stays
        // is none of ours to hide: the core says what it means.
        gap = first !== undefined && numberOf(first) !== n + 1 && tries < 2;
        if (!first || !last || gap) break;
        yield join(part);
        n = numberOf(last);
        if (part.length < SEG) break;
      }
    }
  }
  private async *segments(stream: string, n: number): AsyncGenerator<Segment> {
    const keys = (await ask(this.tx('seg', 'readonly').objectStore('seg').getAllKeys(range(stream, 0)))) as [string, number][];
    // Segments follow each other without a gap and hold at most SEG frames: those that end at or before n are behind us.
    const left = keys.filter((k, i) => (keys[i + 1]?.[1] ?? k[1] + SEG) > n + 1);
    const coming: Promise<Segment | undefined>[] = [];
    for (let asked = 0, i = 0; i < left.length; i++) {
      for (; asked < left.length && asked < i + AHEAD; asked++) {
        const k = left[asked];
        const p = k ? this.get<Segment>('seg', k) : Promise.resolve(undefined);
        p.catch(() => undefined); // said where it is awaited
        coming.push(p);
      }
      const s = await coming.shift();
      if (s && s.to > n) yield s;
    }
  }

  /** The frame at n, or null: to bring back one long text. */
  async frame(stream: string, n: number): Promise<Uint8Array | null> {
    const t = await this.get<Uint8Array>('tail', [stream, n]);
    if (t) return t;
    const keys = (await ask(this.tx('seg', 'readonly').objectStore('seg').getAllKeys(range(stream, 0, n)))) as [string, number][];
    const last = keys[keys.length - 1];
    const s = last && (await this.get<Segment>('seg', last));
    if (!s || n > s.to) return null;
    const i = n - s.from;
    return s.bytes.slice(s.at[i] ?? 0, s.at[i + 1] ?? s.bytes.length);
  }
}

function entry(e: Sealed, due: (e: Sealed, structure: boolean) => number): Waiting {
  const bytes = unhex(e.bytes);
  const structure = isStructure(bytes);
  return { stream: e.stream, dev_seq: e.dev_seq, event: e.event, bytes, held: e.held, structure, due: due(e, structure), at: Date.now() };
}
const numberOf = (frame: Uint8Array): number => Number(new DataView(frame.buffer, frame.byteOffset, 8).getBigUint64(0, true));

// home.ts - one tab's view of one space: the core, what the store holds, and the other tabs.
//
//   new -- found, join, recover --> open            A change goes one way: decide in the core, store strictly, apply, tell
//   locked -- unlock, tab key --> open / waiting    the other tabs.  All changes pass through run(), one after the other.
//   open -- lock --> locked;  an alarm stops sync and keeps everything
import { Core, cutPieces, hex, makeCore, Refused, unhex } from './core.abi';
import type { Taken } from './core.abi';
import { Net } from './net';
import { Store } from './store';
import type { Snap, SnapKind, Waiting } from './store';
import type { Sealed, StateView, Status } from './wire';

export interface Self {
  vault: string;
  cold?: string;
  space: string;
  member: string;
  device: string;
  kdf: { salt: string; ops: number; kib: number };
  /** Joined, not yet let in: the request and the words to compare. */
  join?: { id: string; token: string; request: string; words: number[]; role: number; sent: boolean };
  /** After coming back by paper: history is still to be read with the identity's key. */
  recovering?: boolean;
  token?: string;
}

type Told = { own?: boolean; alarm?: boolean; frames?: string; lock?: boolean; leave?: boolean; restart?: boolean; self?: boolean };
interface Ahead { hot: Promise<Snap | undefined>; outbox: Promise<Waiting[]> }
const SNAP_EVERY = 400;
const SNAP_LATER = 3000; // ms behind a start: the first page comes first
const SNAP_PART = 512 << 10; // the first part is there, and being opened, while the next is read
const TAB_MS = 86_400_000;
const NOTHING = new Uint8Array(0);
const TRIES = 30; // a tab that keeps being faster
const RESIGN = 32; // entries signed again in one call
const QUIET_MIN = 5 * 60_000;
const QUIET_MAX = 30 * 60_000;

export class Home {
  store!: Store;
  readonly net = new Net();
  core: Core | null = null;
  module: WebAssembly.Module | null = null;
  self: Self | null = null;
  status: Status = { phase: 'new', sync: 'ok', unsent: 0 };
  streams: { id: string; class: string }[] = [];
  heads = new Map<string, number>();
  private owned = new Map<string, number>();
  private sinceSnap = 0;
  private queue: Promise<unknown> = Promise.resolve();
  /** Another tab has locked while this one was starting. */
  private shut = false;
  /** Told by other tabs while this one was not open. */
  private missed: Told = {};
  private readonly channel = 'BroadcastChannel' in self ? new BroadcastChannel('hearth') : null;
  onOwn: () => void = () => undefined;
  onStatus: () => void = () => undefined;
  onChange: () => void = () => undefined;
  onGone: (what: 'lock' | 'leave') => void = () => undefined;
  onOpen: () => void = () => undefined;
  onClosed: () => void = () => undefined;

  constructor() {
    if (this.channel) this.channel.onmessage = (m) => this.heard(m.data as Told);
  }

  /** run(f): f alone with core and store; changes never interleave. */
  run<T>(f: () => Promise<T>): Promise<T> {
    const p = this.queue.then(f, f);
    this.queue = p.catch(() => undefined);
    return p;
  }

  /* ---- other tabs ---- */
  tell(t: Told): void {
    this.channel?.postMessage(t);
  }
  private heard(t: Told): void {
    if (t.leave) return this.onGone('leave');
    // A new passphrase in another tab: the old vault must never be written back from here.
    if (t.self) return void this.run(() => this.known()).catch(() => undefined);
    if (t.lock) {
      this.shut = true; // also where this tab is only about to open
      return void this.run(async () => { if (this.core) this.lockCore(); }).then(() => { this.onGone('lock'); return this.known(); }).catch(() => undefined);
    }
    if (!this.isOpen()) return void Object.assign(this.missed, t);
    if (t.restart) void this.run(() => this.restart());
    if (t.alarm) void this.run(() => this.arrive());
    if (t.own) void this.run(() => this.readOwn()).then(() => { this.onChange(); this.onOwn(); });
    if (t.frames) void this.run(() => this.readFrames()).then(() => this.onChange());
  }

  /* ---- starting ---- */
  isOpen(): boolean {
    return this.core !== null && ['open', 'waiting', 'alarm'].includes(this.status.phase);
  }
  set(more: Partial<Status>): void {
    this.status = { ...this.status, ...more };
    this.onStatus();
  }

  /** changeSelf(f): of what the store holds now, as another tab may have changed it meanwhile. */
  async changeSelf(f: (s: Self) => Self): Promise<void> {
    this.self = (await this.store.renew<Self>('meta', 'self', f)) ?? null;
  }

  /** known(): whose device this is now; another tab may have begun here, come back, or left. */
  async known(): Promise<Self | null> {
    this.self = (await this.store.get<Self>('meta', 'self')) ?? null;
    if (!this.isOpen()) this.set({ phase: this.self ? 'locked' : 'new' });
    return this.self;
  }

  private ready: Promise<Core> | null = null;
  /** ensureCore(): the program and the pack; needed before the first question, not before the first screen. */
  ensureCore(): Promise<Core> {
    this.ready ??= (async () => {
      const coming = this.net.file(__PACK__);
      coming.catch(() => undefined); // said once the program is here
      // From bytes and not from the stream: then it compiles what runs, in some 10 ms, where a stream takes 90 for all.
      this.module = await WebAssembly.compile((await this.net.file(__WASM__)) as unknown as BufferSource);
      const core = await makeCore(this.module);
      core.pack(await coming);
      this.core = core;
      return core;
    })().catch((e: unknown) => {
      this.ready = null;
      throw e;
    });
    return this.ready;
  }

  async boot(tab: { id: string; key: string } | null): Promise<void> {
    void this.ensureCore().catch(() => undefined);
    this.store = await Store.open();
    // All that a start reads is asked for at once; the program is on its way meanwhile.
    const ahead = tab ? this.readAhead() : null;
    const [mine, wrapped] = await Promise.all([
      this.store.get<Self>('meta', 'self'), tab ? this.store.get<{ wrapped: string; at: number }>('meta', `tab:${tab.id}`) : undefined,
    ]);
    this.self = mine ?? null;
    void this.dropOldTabs().catch(() => undefined);
    if (!this.self) return this.set({ phase: 'new' });
    // Coming back by paper was cut short: old grants are opened by the identity's key, which only the passphrase reaches.
    if (tab) this.tabs.add(tab.id);
    if (tab && wrapped && Date.now() - wrapped.at <= TAB_MS && !this.self.recovering) {
      try {
        const core = await this.ensureCore();
        if (this.shut) throw new Refused('denied'); // locked from another tab meanwhile
        core.vault({ op: 'tab_open', key: tab.key, wrapped: wrapped.wrapped });
        await this.run(() => this.load(ahead ?? this.readAhead()));
        return;
      } catch {
        this.core?.vault({ op: 'lock' });
        if (this.shut) await this.dropTab(tab.id).catch(() => undefined); // that lock came too early to know of it
      }
    }
    this.set({ phase: 'locked' });
  }

  /** Wrapped keys of this tab: none outlives a lock, whoever locked. */
  private readonly tabs = new Set<string>();
  async keepTab(id: string, wrapped: string): Promise<void> {
    this.tabs.add(id);
    await this.store.put('meta', `tab:${id}`, { wrapped, at: Date.now() });
  }
  /** dropTab(id): its wrapped key, or (null) everybody's. */
  async dropTab(id: string | null): Promise<void> {
    if (id) this.tabs.delete(id);
    await this.store.del('meta', id ? `tab:${id}` : IDBKeyRange.bound('tab:', 'tab:\uffff'));
  }

  /** Wrapped keys of tabs long gone. */
  private async dropOldTabs(): Promise<void> {
    for (const k of await this.store.keys('meta')) {
      if (typeof k !== 'string' || !k.startsWith('tab:')) continue;
      const t = await this.store.get<{ at: number }>('meta', k);
      if (!t || Date.now() - t.at > TAB_MS) await this.store.del('meta', k);
    }
  }

  /** load(): state from the store, on an unlocked core.  Own store, so trusted: it was verified when it came. */
  load(ahead = this.readAhead()): Promise<void> {
    const p = this.loadAll(ahead);
    const mine = p.then(() => undefined, () => undefined).then(() => { if (this.loading === mine) this.loading = null; });
    this.loading = mine;
    return p;
  }
  /** While the state is being read: what asks for it waits. */
  loading: Promise<void> | null = null;
  private async loadAll(ahead: Ahead): Promise<void> {
    const core = this.need();
    const { from, rest } = await this.fromSnap(await ahead.hot);
    this.look();
    this.owned.clear();
    this.late.clear();
    this.sinceSnap = 0;
    let unread = from === 'chain' ? 1 : 0;
    for (const s of this.inOrder()) {
      for await (const part of rest.get(s) ?? this.store.after(s, this.heads.get(s) ?? 0)) {
        const t = core.take(s, part, true);
        this.note(s, t);
        unread += t.unread;
      }
    }
    if (unread > 0) await this.warmAll();
    const all = await ahead.outbox;
    await this.readOwn(all);
    this.look();
    await this.arrive(all);
    // The first one keeps what an invitation or the paper says about M, so that a server cannot show less after a new start.
    // A later one may fail: what is here can be read on a full disk too.
    if (from === null) await this.snap().catch((e: unknown) => { if (!this.sinceSnap) throw e; });
    else if (from === 'chain' || this.sinceSnap > SNAP_EVERY) setTimeout(() => void this.run(async () => { if (this.isOpen()) await this.snap(); }).catch(() => undefined), SNAP_LATER);
    this.onOpen();
    // What other tabs have told while the store was being read may have come too late for it.
    this.heard(this.missed);
  }

  /** What load() wants of the store; at a start it is asked for while the program is still being compiled. */
  private readAhead(): Ahead {
    this.missed = {};
    const ahead = { hot: this.store.snap('hot'), outbox: this.store.outbox() };
    for (const p of Object.values(ahead)) p.catch(() => undefined); // said where it is awaited
    return ahead;
  }

  /** From the hot snapshot, else the chain, on which the stored pages are read again without hashing them; else nothing.
   * rest: what the store holds behind the hot one, asked for while that is being opened. */
  private async fromSnap(hot: Snap | undefined): Promise<{ from: 'hot' | 'chain' | null; rest: Map<string, AsyncGenerator<Uint8Array>> }> {
    const rest = new Map(hot ? Object.entries(hot.heads).map(([s, n]) => [s, begun(this.store.after(s, n))]) : []);
    if (hot && (await this.opened('hot', hot))) return { from: 'hot', rest };
    rest.clear();
    const chain = await this.store.snap('chain');
    return { from: chain && (await this.opened('chain', chain)) ? 'chain' : null, rest };
  }
  private async opened(kind: SnapKind, snap: Snap): Promise<boolean> {
    const core = this.need();
    let at = 0;
    try {
      if (!snap.parts.length) throw new Refused('unknown'); // as older versions kept it
      for (; at < snap.parts.length; at++) {
        const part = (await snap.parts[at]) ?? NOTHING;
        core.open(part, at + 1 < snap.parts.length);
      }
      return true;
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      // A part that could not be read leaves it half open; an empty last one makes the core begin again.
      if (at > 0 && e.error === 'store') try { core.open(NOTHING); } catch { /* as was meant */ }
      await this.store.dropSnap(kind).catch(() => undefined); // made by another version, or cut short: the log is the truth
      return false;
    }
  }

  /** arrive(): which phase this is now. */
  async arrive(outbox?: Waiting[]): Promise<void> {
    const s = this.need().view<StateView & { listed?: boolean }>({ show: 'state' });
    const [alarm, all] = await Promise.all([this.store.get<{ name: string; seen: boolean }>('meta', 'alarm'), outbox ?? this.store.outbox()]);
    const name = s.alarm ?? alarm?.name;
    const founding = all.some((w) => w.structure && w.dev_seq === 1 && w.bytes.subarray(4, 20).every((b) => b === 0));
    const waiting = s.listed === false && !founding && !this.self?.recovering && this.self?.join !== undefined;
    if (s.listed && this.self?.join) {
      // Let in: nothing of the invitation stays.
      await this.changeSelf(({ join: _, ...rest }) => rest);
    }
    if (name) this.set({ phase: alarm?.seen ? 'open' : 'alarm', alarm: name, sync: 'refused' });
    else {
      const { alarm: _, ...rest } = this.status;
      void _;
      this.status = rest;
      this.set({ phase: waiting ? 'waiting' : 'open' });
    }
    await this.count(all);
  }

  async count(outbox?: Waiting[]): Promise<void> {
    const n = (outbox ?? (await this.store.outbox())).length;
    if (n !== this.status.unsent) this.set({ unsent: n });
  }

  need(): Core {
    if (!this.core) throw new Refused('missing');
    return this.core;
  }
  private look(): void {
    const s = this.need().view<StateView>({ show: 'state' });
    this.streams = (s.streams ?? []).map((x) => ({ id: x.id, class: String(x.class) }));
    this.heads = new Map((s.streams ?? []).map((x) => [x.id, x.n]));
  }
  /** M first: it says who may write what. */
  inOrder(): string[] {
    return [...this.streams].sort((a, b) => Number(b.class === 'M') - Number(a.class === 'M')).map((s) => s.id);
  }
  get M(): string {
    return this.streams.find((s) => s.class === 'M')?.id ?? '';
  }

  private note(stream: string, t: Taken): void {
    this.heads.set(stream, t.head);
    this.sinceSnap += t.applied;
    if (t.own > (this.owned.get(stream) ?? 0)) this.owned.set(stream, t.own);
  }

  /** Own entries of the outbox that this core has not got yet: at the start, or from another tab. */
  async readOwn(outbox?: Waiting[]): Promise<void> {
    const all = [...(outbox ?? (await this.store.outbox()))].sort((a, b) => Number(b.stream === this.M) - Number(a.stream === this.M) || (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.dev_seq - b.dev_seq));
    for (const w of all) {
      if (w.dev_seq <= (this.owned.get(w.stream) ?? 0)) continue;
      try {
        this.need().own(w.bytes);
        this.owned.set(w.stream, w.dev_seq);
      } catch (e) {
        // Received already: the echo came and the store had no time to drop it.
        if (e instanceof Refused && e.error.toLowerCase() === 'conflict') continue;
        throw e;
      }
    }
  }
  /** Frames that another tab fetched. */
  private async readFrames(): Promise<void> {
    for (const s of this.inOrder()) {
      for await (const part of this.store.after(s, this.heads.get(s) ?? 0)) {
        const t = this.need().take(s, part, true);
        this.note(s, t);
        if (t.unread) this.unread = true;
      }
    }
    if (this.unread) await this.warmAll();
    await this.arrive();
  }

  /** Taken by the core and not yet in the store, as where that is full: the next ones must not leave a gap behind them. */
  private readonly late = new Map<string, { frames: { n: number; bytes: Uint8Array }[]; own: number }>();
  private async storeLate(): Promise<void> {
    for (const [s, l] of this.late) {
      await this.store.addFrames(s, l.frames, l.own);
      this.late.delete(s);
    }
  }

  private unread = false;
  /** take(stream, bytes, frames): from the server: every check, then stored. Answers whether to go on. */
  async take(stream: string, bytes: Uint8Array, frames: { n: number; bytes: Uint8Array }[]): Promise<Taken> {
    const t = this.need().take(stream, bytes, false);
    const before = this.heads.get(stream) ?? 0;
    this.note(stream, t);
    const late = this.late.get(stream);
    this.late.set(stream, { frames: [...(late?.frames ?? []), ...frames.filter((f) => f.n > before && f.n <= t.head)], own: t.own || (late?.own ?? 0) });
    await this.storeLate();
    if (t.unread) this.unread = true;
    if (t.alarm) await this.alarm(t.alarm);
    if (t.applied) {
      this.tell({ frames: stream });
      this.onChange();
    }
    return t;
  }
  /** afterFetch(): keys may have come behind the pages they open; and a snapshot when enough is new. */
  async afterFetch(): Promise<void> {
    await this.storeLate();
    if (this.unread) await this.warmAll();
    this.look();
    await this.count();
    if (this.sinceSnap > SNAP_EVERY) await this.snap();
  }
  private async warmAll(): Promise<void> {
    let warmed = 0;
    for (const s of this.inOrder()) for await (const part of this.store.after(s, 0)) warmed += this.need().warm(s, part).warmed;
    this.unread = false; // where one could not be read, the next one tries again
    if (warmed) this.onChange();
  }
  private async snap(): Promise<void> {
    // An alarm is not kept in it: who looks again begins from the log. Nor does it stand on what the store has not got.
    if (this.status.alarm || this.late.size) return;
    for (const kind of ['chain', 'hot'] as const) await this.store.putSnap(kind, Object.fromEntries(this.heads), cutPieces(this.need().snapshot(kind), SNAP_PART));
    this.sinceSnap = 0;
  }

  async alarm(name: string): Promise<void> {
    await this.store.put('meta', 'alarm', { name, seen: false }, true);
    this.set({ phase: 'alarm', alarm: name, sync: 'refused' });
    this.tell({ alarm: true });
  }

  /* ---- commands ---- */
  private due(e: Sealed, structure: boolean): number {
    if (structure || this.streams.find((s) => s.id === e.stream)?.class !== 'P') return 0;
    const r = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    return Date.now() + QUIET_MIN + (r / 2 ** 32) * (QUIET_MAX - QUIET_MIN);
  }

  /** keep(events): store strictly, then apply. The caller holds run(). */
  async keep(events: readonly Sealed[], meta: Record<string, unknown> = {}): Promise<void> {
    await this.store.appendOwn(events, (e, s) => this.due(e, s), meta);
    for (const e of events) {
      this.need().own(unhex(e.bytes));
      this.owned.set(e.stream, e.dev_seq);
    }
    await this.count();
    if (events.length) this.tell({ own: true });
    this.onChange();
    this.onOwn();
  }

  /** decide(f): f asks the core for events; a tab that was faster is read first, then f decides again. */
  async decide<T extends { events: Sealed[] }>(f: () => T | Promise<T>, meta?: (t: T) => Record<string, unknown>): Promise<T> {
    for (let tries = 0; ; tries++) {
      const t = await f();
      try {
        await this.keep(t.events, meta?.(t) ?? {});
        return t;
      } catch (e) {
        if (!(e instanceof Refused) || e.error !== 'conflict' || tries === TRIES) throw e;
        if (tries > 2) await new Promise((go) => setTimeout(go, Math.random() * 10 * tries)); // two tabs in step fall out of it
        await this.readFrames();
        await this.readOwn();
      }
    }
  }

  act(cmd: object): Promise<{ ids: string[] }> {
    return this.run(async () => {
      const r = await this.decide(() => this.need().act<{ events: Sealed[]; id?: string }>(cmd));
      return { ids: r.id ? [r.id] : [] };
    });
  }

  /** view(q): an answer with one member is that member. A text that the snapshot left out is read again first. */
  async view(q: { show: string } & Record<string, unknown>): Promise<unknown> {
    const core = await this.ensureCore();
    let a = core.view<Record<string, unknown>>(q);
    const recs = a['records'];
    if (Array.isArray(recs) && recs.some((r: { cold?: boolean }) => r.cold)) {
      for (const r of recs as { id: string; cold?: boolean }[]) {
        if (!r.cold) continue;
        const at = core.view<{ stream: string; n: number }>({ show: 'place', id: r.id });
        const f = await this.store.frame(at.stream, at.n);
        if (f) core.warm(at.stream, f);
      }
      a = core.view(q);
    }
    const keys = Object.keys(a);
    return keys.length === 1 && q.show !== 'state' ? a[keys[0] ?? ''] : a;
  }

  /** Signed again on the newest base, after a refusal; the core starts again from the store. The caller holds run(). */
  async resign(): Promise<void> {
    // M first, and in each stream grants before pages: what is sealed under a new key stands behind its grant.
    const all = (await this.store.outbox()).sort((a, b) => Number(b.stream === this.M) - Number(a.stream === this.M)
      || (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : Number(b.structure) - Number(a.structure) || a.dev_seq - b.dev_seq));
    if (!all.length) return;
    const events: Sealed[] = [];
    for (let at = 0; at < all.length; at += RESIGN) {
      const part = all.slice(at, at + RESIGN).map((w) => hex(w.bytes));
      const r = this.need().act<{ events: Sealed[] }>({ do: 'resign', events: part, more: at > 0 });
      for (const e of r.events) this.need().own(unhex(e.bytes)); // its number is taken before the next part is signed
      events.push(...r.events);
    }
    try {
      await this.store.replaceOwn(events, all);
    } catch (e) {
      await this.restart(); // what was signed here is nowhere
      if (e instanceof Refused && e.error === 'conflict') return; // refused once more, it is signed with what has come
      throw e;
    }
    await this.restart();
    this.tell({ restart: true });
  }

  /** restart(): the same keys, the state anew from the store. */
  async restart(): Promise<void> {
    const core = this.need();
    const key = hex(crypto.getRandomValues(new Uint8Array(32)));
    const { wrapped } = core.vault<{ wrapped: string }>({ op: 'tab_wrap', key });
    core.vault({ op: 'lock' });
    core.vault({ op: 'tab_open', key, wrapped });
    await this.load();
    this.onChange();
  }

  lockCore(): void {
    this.onClosed();
    for (const id of this.tabs) void this.dropTab(id).catch(() => undefined);
    this.core?.vault({ op: 'lock' });
    this.owned.clear();
    this.heads.clear();
    this.streams = [];
    this.set({ phase: this.self ? 'locked' : 'new', unsent: 0, sync: 'ok' });
  }
}

/** begun(g): the same generator, its first step asked for already. */
async function* onward<T>(first: Promise<IteratorResult<T>>, g: AsyncGenerator<T>): AsyncGenerator<T> {
  for (let r = await first; !r.done; r = await g.next()) yield r.value;
}
function begun<T>(g: AsyncGenerator<T>): AsyncGenerator<T> {
  const first = g.next();
  first.catch(() => undefined); // said where it is awaited
  return onward(first, g);
}

// sync.ts - what travels between this device and the server (spec/sync.md, Client).  Only the leading tab does this.
//
//   idle --start--> cycle: info, push, fetch M, fetch the rest, push --> live line (or a minute's wait) --> cycle ...
//   offline: back off with jitter;  busy: as long as the server asks;  alarm, revoked: stop
import { cutFrames, isGenesis, join, Refused } from './core.abi';
import type { Home } from './home';
import type { Waiting } from './store';

const BATCH = 256;
const BATCH_BYTES = 1 << 20;
const POLL = 60_000;
const WAIT_IN = 4_000;
/** Refusals that say something about one stream, not about this device or the server. */
const OF_STREAM = new Set(['denied', 'epoch', 'base', 'version', 'id', 'malformed', 'toobig', 'dev_seq']);

export class Sync {
  private running = false;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private fails = 0;
  private acked = new Set<string>();
  private line: AbortController | null = null;
  private lineUp = false;
  private behind = 0;
  /** Streams whose newest push was refused in this cycle, and why. */
  private readonly stuck = new Map<string, Refused>();
  private dropLead: (() => void) | null = null;
  private lead = false;
  /** Entries of an earlier sitting need wait no longer. */
  private readonly sitting = Date.now();
  onPaired: () => Promise<void> = async () => undefined;

  constructor(private readonly home: Home) {}

  /* ---- leading: one tab holds the line; Web Locks where there are any, else the tabs talk it out ---- */
  start(): void {
    this.rest();
    // Behind a restart of the core, as in the middle of a cycle that signs anew: who leads goes on leading, for a second one
    // that pushes meanwhile would send what is being replaced.
    if (this.dropLead) return this.soon(0);
    const locks = (navigator as { locks?: LockManager }).locks;
    if (locks) {
      const gone = new AbortController();
      void locks.request('hearth-sync', { signal: gone.signal }, () => new Promise<void>((done) => {
        this.dropLead = done;
        this.leads();
      })).catch(() => undefined);
      this.dropLead = () => gone.abort();
    } else this.elect();
  }
  stop(): void {
    this.rest();
    this.lead = false;
    this.dropLead?.();
    this.dropLead = null;
  }
  private rest(): void {
    clearTimeout(this.timer);
    this.line?.abort();
    this.line = null;
    this.acked.clear();
    this.fails = 0;
  }
  private leads(): void {
    this.lead = true;
    this.soon(0);
  }
  /** Without locks: the lowest number that speaks within 300 ms leads; who hears a leader waits until it falls silent. */
  private elect(): void {
    const me = Math.random();
    const ch = 'BroadcastChannel' in self ? new BroadcastChannel('hearth-lead') : null;
    let heard = 0;
    if (ch) ch.onmessage = (m: MessageEvent<number>) => {
      if (m.data < me || !this.lead) heard = Date.now();
      if (m.data < me && this.lead) {
        this.lead = false;
        this.line?.abort(); // of six a browser allows; and a new one is held when this tab leads again
        this.line = null;
      }
    };
    const beat = setInterval(() => {
      if (this.lead || Date.now() - heard > 5000) ch?.postMessage(me);
      if (!this.lead && Date.now() - heard > 5000) setTimeout(() => { if (Date.now() - heard > 5000 && !this.lead) this.leads(); }, 300);
    }, 2000);
    const soon = setTimeout(() => { if (heard === 0) this.leads(); }, 300);
    this.dropLead = () => { clearInterval(beat); clearTimeout(soon); ch?.close(); };
    ch?.postMessage(me);
  }

  /** soon(ms): a cycle after ms, or sooner if one is due sooner. */
  soon(ms: number): void {
    if (!this.lead) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.cycle(), ms);
  }
  /** wake(): the page is seen again, or something was written. */
  wake(): void {
    if (!this.lead) return;
    if (this.running) this.again = true;
    else this.soon(20);
  }

  private async cycle(): Promise<void> {
    if (this.running || !this.home.isOpen() || this.home.status.alarm) return;
    this.running = true;
    this.again = false;
    let next = POLL;
    try {
      if (!this.home.net.info) await this.home.net.fetchInfo();
      this.stuck.clear();
      await this.push();
      await this.fetchAll();
      await this.push();
      await this.settle();
      this.fails = 0;
      next = this.home.status.phase === 'waiting' ? WAIT_IN : Math.min(POLL, await this.nextDue());
      if (!this.line && this.home.status.phase !== 'waiting') this.live();
    } catch (e) {
      next = this.trouble(e);
    } finally {
      this.running = false;
    }
    if (this.again) next = 50;
    if (next < Infinity) this.soon(next);
  }

  private trouble(e: unknown): number {
    const f = e instanceof Refused ? e : new Refused('broken', String(e));
    const after = Number(f.more['after'] ?? 0) * 1000;
    this.fails++;
    const back = Math.min(120_000, 1000 * 2 ** Math.min(7, this.fails)) * (0.5 + Math.random());
    const h = this.home;
    if (h.status.alarm) return Infinity;
    switch (f.error) {
      case 'offline':
        h.net.info = null;
        h.set({ sync: 'offline' });
        return back;
      case 'busy': case 'closing':
        h.set({ sync: 'busy' });
        return Math.max(back, after);
      case 'full': case 'quota':
        h.set({ sync: 'full', refusal: f.error });
        return 300_000;
      case 'revoked': case 'denied':
        // Taken out from another device, or by coming back from paper: what is here stays readable.
        h.set({ sync: 'refused', refusal: 'revoked' });
        return 300_000;
      default:
        h.set({ sync: 'refused', refusal: f.error });
        return Math.max(back, 30_000);
    }
  }

  private async settle(): Promise<void> {
    if (this.home.status.alarm) return;
    const left = (await this.home.store.outbox()).filter((w) => !this.acked.has(key(w)));
    const [refused] = this.stuck.values();
    const sync = refused ? 'refused' : left.length === 0 ? 'ok' : left.every((w) => w.held) ? 'held' : 'ok';
    this.home.set({ sync, refusal: refused?.error ?? '' });
    await this.home.count();
    if (this.home.status.phase === 'open') await this.onPaired();
  }
  private async nextDue(): Promise<number> {
    const now = Date.now();
    const dues = (await this.home.store.outbox()).filter((w) => !w.held && !this.acked.has(key(w))).map((w) => w.due - now);
    return Math.max(1000, Math.min(POLL, ...dues.filter((d) => d > 0), this.lineUp ? POLL * 10 : POLL));
  }

  /* ---- pushing ---- */
  private async push(): Promise<void> {
    // Written before anybody had said who set this up: now it is known that it need not stay here.
    const held = (await this.home.store.outbox()).filter((w) => w.held);
    if (held.length && !this.home.need().view<{ stays?: boolean }>({ show: 'state' }).stays) await this.home.store.change(held, { held: false });
    for (let rounds = 0; rounds < 400; rounds++) {
      const all = await this.home.store.outbox();
      const streams = [...new Set(all.map((w) => w.stream))].sort((a, b) => Number(b === this.home.M) - Number(a === this.home.M));
      let sent = false;
      for (const s of streams) {
        const batch = this.ready(all.filter((w) => w.stream === s).sort((a, b) => a.dev_seq - b.dev_seq));
        if (!batch.length || this.stuck.has(s)) continue;
        sent = true;
        try {
          await this.pushBatch(s, batch);
        } catch (e) {
          // A refusal is of this stream: a partner who spoils the shared one must not keep private pages, or reading, waiting.
          if (!(e instanceof Refused) || !OF_STREAM.has(e.error)) throw e;
          this.stuck.set(s, e);
        }
        // What stands in M must be there before anything that leans on it.
        break;
      }
      if (!sent) return;
    }
  }
  /** The entries of one stream that may go now, in order: none goes before one that waits. */
  private ready(list: Waiting[]): Waiting[] {
    const now = Date.now();
    const open = list.filter((w) => !this.acked.has(key(w)));
    let upTo = -1;
    for (let i = 0; i < open.length; i++) {
      const w = open[i];
      if (!w || w.held) break;
      if (w.structure || w.due <= now || w.due - 31 * 60_000 > now || this.old(w)) upTo = i;
    }
    if (this.home.status.phase === 'waiting') return [];
    const out: Waiting[] = [];
    let bytes = 0;
    for (const w of open.slice(0, upTo + 1)) {
      if (out.length === BATCH || (out.length && bytes + w.bytes.length > BATCH_BYTES)) break;
      out.push(w);
      bytes += w.bytes.length;
      if (isGenesis(w.bytes)) break;
    }
    return out;
  }
  /** Written in an earlier sitting: it goes at this start. */
  private old(w: Waiting): boolean {
    return w.at < this.sitting;
  }

  private async pushBatch(stream: string, batch: Waiting[]): Promise<void> {
    const h = this.home;
    const first = batch[0];
    if (!first || !h.self) return;
    h.set({ sync: 'busy' });
    const space = h.self.space;
    if (isGenesis(first.bytes)) {
      const a = await h.net.plain('POST', '/v1/spaces', first.bytes, h.self.token ? { 'Hearth-Setup': h.self.token } : {});
      h.net.expect(a, 200, 201);
      this.acked.add(key(first));
      if (h.self.token) await h.changeSelf(({ token: _, ...rest }) => rest);
      await this.fetchStream(stream);
      return;
    }
    const a = await h.net.signed(h.need(), 'POST', `/v1/s/${space}/push`, join(batch.map((w) => w.bytes)));
    if (a.status === 200) {
      for (const w of batch) this.acked.add(key(w));
      await this.fetchStream(stream);
      return;
    }
    const f = h.net.fault(a);
    // A grant that leaves out a device which came in meanwhile is denied: it is decided again like one that came second.
    if (a.status !== 409 && !(f.error === 'denied' && batch.some((w) => w.structure))) throw f;
    await this.refused(stream, f, first);
  }

  /** sendGenesis(): the founding event, now; the same again is welcome at the server. */
  async sendGenesis(): Promise<void> {
    const w = (await this.home.store.outbox()).find((x) => isGenesis(x.bytes));
    if (w) await this.pushBatch(w.stream, [w]);
  }

  private retries = 0;
  /** spec/sync.md, Client 3. */
  private async refused(stream: string, f: Refused, first: Waiting): Promise<void> {
    const h = this.home;
    if (++this.retries > 6) {
      this.retries = 0;
      throw f;
    }
    if (f.error === 'dev_seq') {
      const expected = Number(f.more['expected'] ?? 0);
      await this.fetchStream(stream);
      if (expected < first.dev_seq) await h.alarm('rollback'); // what the server had acknowledged is gone
      return;
    }
    if (f.error === 'base' || f.error === 'epoch' || f.error === 'denied') {
      await this.fetchStream(h.M);
      if (stream !== h.M) await this.fetchStream(stream);
      await h.run(() => h.resign());
      return;
    }
    throw f;
  }

  /** copyNow(): no quiet minutes; what stays on this device goes too once its owner has asked for a copy. */
  async copyNow(): Promise<void> {
    const { stays } = this.home.need().view<{ stays?: boolean }>({ show: 'state' });
    await this.home.store.change((await this.home.store.outbox()).filter((w) => !stays || !w.held), { due: 0, held: false });
    if (this.lead) this.wake();
    else this.home.tell({ own: true });
  }

  /* ---- fetching ---- */
  /** readHistory(): after coming back by paper, everything once, now. */
  async readHistory(): Promise<void> {
    await this.fetchStream(this.home.M);
    await this.fetchAll();
  }

  private async fetchAll(): Promise<void> {
    const h = this.home;
    if (!h.self) return;
    const known = new Map(h.heads); // what comes in while the question is under way is no roll-back
    const a = await h.net.signed(h.need(), 'GET', `/v1/s/${h.self.space}/heads`);
    if (h.status.phase === 'waiting' && [401, 403, 404].includes(a.status)) return;
    const j = h.net.expect(a, 200) as { heads?: { stream: string; n: number }[] };
    const heads = new Map((j.heads ?? []).map((x) => [x.stream, x.n]));
    for (const [s, n] of known) {
      if (n > (heads.get(s) ?? 0) && n > 0) {
        await h.alarm('rollback');
        return;
      }
    }
    const order = h.inOrder().filter((s) => heads.has(s));
    for (const s of order) if ((heads.get(s) ?? 0) > (h.heads.get(s) ?? 0)) await this.fetchStream(s);
    await h.run(async () => {
      await h.afterFetch();
      if (h.status.phase === 'waiting') await h.arrive();
    });
  }

  private async fetchStream(stream: string): Promise<void> {
    const h = this.home;
    if (!h.self || !stream) return;
    for (;;) {
      const from = h.heads.get(stream) ?? 0;
      const a = await h.net.signed(h.need(), 'GET', `/v1/s/${h.self.space}/${stream}?after=${from}&limit=500`);
      if (a.status !== 200) throw h.net.fault(a);
      if (!a.bytes.length) return;
      const t = await h.run(() => h.take(stream, a.bytes, cutFrames(a.bytes)));
      for (const k of [...this.acked]) if (k.startsWith(stream) && Number(k.slice(33)) <= t.own) this.acked.delete(k);
      if (t.alarm) return;
      if (t.m_behind && stream !== h.M) {
        // The author knew more of M than we do: fetch it; if the server still has less, it hides something.
        await this.fetchStream(h.M);
        if (++this.behind > 4) await h.alarm('rollback');
      } else this.behind = 0;
      this.retries = 0;
      if (t.head >= a.head || t.head === from) break;
    }
    await h.count();
  }

  /* ---- the live line ---- */
  private live(): void {
    const h = this.home;
    if (!h.self) return;
    const stop = new AbortController();
    this.line = stop;
    const target = `/v1/s/${h.self.space}/notify`;
    let tries = 0;
    void (async () => {
      while (!stop.signal.aborted && this.lead && h.isOpen() && !h.status.alarm) {
        const began = Date.now();
        try {
          await h.net.lines(h.need(), target, (s, n) => { if (n > (h.heads.get(s) ?? 0)) this.wake(); }, () => { this.lineUp = true; this.wake(); }, stop.signal);
        } catch {
          /* once more, a little later */
        }
        this.lineUp = false;
        if (stop.signal.aborted) return;
        tries = Date.now() - began > 60_000 ? 0 : tries + 1;
        await new Promise((r) => setTimeout(r, Math.min(60_000, 700 * 2 ** Math.min(6, tries)) * (0.5 + Math.random())));
        this.wake();
      }
    })();
  }
}

const key = (w: Waiting): string => `${w.stream}:${w.dev_seq}`;

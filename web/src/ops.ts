// ops.ts - what a person does with keys: found, unlock, invite, join, let in, paper, come back, revoke.
// A passphrase becomes a key in a worker that is thrown away after it, because wasm memory never shrinks.
import { hex, join as joinBytes, makeCore, Refused, unhex } from './core.abi';
import type { Home, Self } from './home';
import type { Sync } from './sync';
import type { InviteSeen, Sealed } from './wire';

interface Kdf { salt: string; ops: number; kib: number }
interface Made { vault: string; cold?: string; space: string; member: string; device: string; events: Sealed[] }
interface Open { secret: string; id: string; blob: string; role: number; expires: number; join: string | null }
const WORD = 'invite';
const INVITE_S = 172_800;
const OWN_S = 900; // of an own device: it lies on the table
const M1 = (h: Home): string => `/v1/s/${h.self?.space ?? ''}`;

/** Pages that stay on this device: notes whose names begin so. */
const PAGES = 'here:';

export class Ops {
  /** Workers that are computing a key. Firefox takes away a worker's worker that nothing else holds, in the middle of its
   * work and without a word: the page would wait for ever. */
  private readonly deriving = new Set<Worker>();

  constructor(private readonly home: Home, private readonly sync: Sync, private readonly selfUrl: () => Worker | null) {}

  /* ---- passphrase to key ---- */
  async kdf(pass: string, k: Kdf): Promise<string> {
    await this.home.ensureCore();
    const module = this.home.module;
    if (!module) throw new Refused('missing');
    const here = async (): Promise<string> => {
      const c = await makeCore(module);
      try {
        return c.kdf({ pass, ...k }).L;
      } finally {
        c.close();
      }
    };
    const w = this.selfUrl();
    if (!w) return here();
    this.deriving.add(w);
    try {
      return await new Promise<string>((yes, no) => {
        w.onmessage = (m: MessageEvent<{ L?: string; error?: string }>) => (m.data.L ? yes(m.data.L) : no(new Refused(m.data.error ?? 'nomem')));
        // Its file is gone, as behind an upgrade of the server: the tab pays with memory, and opens.
        w.onerror = w.onmessageerror = () => yes(here());
        w.postMessage({ kdf: { pass, ...k }, module });
      });
    } finally {
      w.terminate();
      this.deriving.delete(w);
    }
  }
  async kdfTime(): Promise<{ ms: number }> {
    const core = await this.home.ensureCore();
    const k = core.vault<Kdf>({ op: 'kdf_new' });
    const t = performance.now();
    await this.kdf('a measure of time', k);
    return { ms: performance.now() - t };
  }
  /** The key of this device's stores. */
  private async L(pass: string): Promise<string> {
    const s = this.home.self;
    if (!s) throw new Refused('denied');
    return this.kdf(pass, s.kdf);
  }
  private async power(pass: string): Promise<{ L: string; cold: string }> {
    const cold = this.home.self?.cold;
    if (!cold) throw new Refused('nocold');
    return { L: await this.L(pass), cold };
  }

  /* ---- beginning ---- */
  async found(p: { name: string; pass: string; token?: string; first: object[] }): Promise<object> {
    const h = this.home;
    const core = await h.ensureCore();
    if (await h.known()) throw new Refused('exists');
    const k = core.vault<Kdf>({ op: 'kdf_new' });
    const L = await this.kdf(p.pass, k);
    await h.run(async () => {
      const m = core.vault<Made>({ op: 'found', L, name: p.name });
      await this.settleIn(m, k, p.token ? { token: p.token } : {});
    });
    // A set-up word that the server does not take is better said now than found out later. Out of reach is no refusal.
    try {
      await this.sync.sendGenesis();
    } catch (e) {
      if (e instanceof Refused && ['token', 'denied', 'malformed'].includes(e.error)) {
        await this.forget();
        throw e;
      }
    }
    for (const c of p.first) await h.act(c);
    return {};
  }

  /** New keys: vault, ids and own events go into the store in one strict transaction, or not at all, and what lay there goes. */
  private async settleIn(m: Made, kdf: Kdf, more: Partial<Self>): Promise<void> {
    const h = this.home;
    const self: Self = { vault: m.vault, ...(m.cold ? { cold: m.cold } : {}), space: m.space, member: m.member, device: m.device, kdf, ...more };
    try {
      await h.store.appendOwn(m.events, () => 0, { self }, { was: h.self?.device });
    } catch (e) {
      h.lockCore();
      throw e;
    }
    h.self = self;
    h.tell({ lock: true }); // other tabs know of nobody here, or of somebody before
    await h.load();
  }

  async unlock(pass: string): Promise<object> {
    const h = this.home;
    const core = await h.ensureCore();
    const s = await h.known();
    if (!s) throw new Refused('denied');
    const L = await this.L(pass);
    await h.run(async () => {
      core.vault({ op: 'unlock', L, vault: s.vault, ...(s.recovering && s.cold ? { cold: s.cold } : {}) });
      await h.load().catch((e: unknown) => { h.lockCore(); throw e; }); // nothing stays half open
    });
    return {};
  }
  async tabWrap(p: { id: string; key: string }): Promise<object> {
    const { wrapped } = this.home.need().vault<{ wrapped: string }>({ op: 'tab_wrap', key: p.key });
    await this.home.keepTab(p.id, wrapped);
    return {};
  }
  async lock(p: { tab: string | null; all: boolean }): Promise<object> {
    // A tab that is being loaded, or was left for another page, hears nothing: its wrapped key goes too. Where the store does
    // not obey, this one is locked all the same.
    const away = p.all || p.tab ? this.home.dropTab(p.all ? null : p.tab).catch(() => undefined) : null;
    await this.home.run(async () => this.home.lockCore());
    await away;
    if (p.all) this.home.tell({ lock: true });
    return {};
  }
  async changePass(p: { pass: string; next: string }): Promise<object> {
    const h = this.home;
    const core = await h.ensureCore();
    const { L, cold } = await this.power(p.pass);
    const k = core.vault<Kdf>({ op: 'kdf_new' });
    const L2 = await this.kdf(p.next, k);
    await h.run(async () => {
      const r = core.vault<{ vault: string; cold: string }>({ op: 'rewrap', L, cold, L2 });
      if (!h.self) throw new Refused('denied');
      await h.changeSelf((s) => ({ ...s, vault: r.vault, cold: r.cold, kdf: k }));
    });
    h.tell({ self: true });
    return {};
  }
  async forget(): Promise<object> {
    const h = this.home;
    await h.run(async () => {
      h.self = null;
      h.lockCore();
      await h.store.wipe();
    });
    h.tell({ lock: true });
    return {};
  }

  /* ---- notes of this device: the store sees a key and a size, never what a note is called ---- */
  private sealNote(name: string, text: string): { key: string; sealed: string } {
    return this.home.need().vault({ op: 'seal', name, text });
  }
  /** What a sealed note says (with its name, where it lies under a key); null: nobody can read it any more. */
  private openNote(n: { sealed: string; key?: string }): { name: string; text: string } | null {
    try {
      return this.home.need().vault({ op: 'open', ...n });
    } catch (e) {
      if (e instanceof Refused && ['forged', 'malformed'].includes(e.error)) return null;
      throw e;
    }
  }
  private moved: Promise<void> | null = null;
  /** moveNotes(): earlier programs let notes lie under their names. Before the first use all are moved. */
  moveNotes(): Promise<void> {
    this.moved ??= (async () => {
      const plain = (key: unknown): boolean => !/^[0-9a-f]{32}$/.test(String(key));
      while ((await this.home.store.keys('local')).some(plain)) {
        const old = (await this.home.store.notes()).filter(([key]) => plain(key));
        await this.home.store.moveNotes(old.map(([key, sealed]) => {
          const was = this.openNote({ sealed });
          return { key, sealed, put: was && this.sealNote(key, was.text) };
        }));
      }
    })().catch((e: unknown) => {
      this.moved = null;
      throw e;
    });
    return this.moved;
  }
  /** closed(): an older program in another tab may write before this one opens again. */
  closed(): void {
    this.moved = null;
  }
  private noteKey(name: string): string {
    return this.home.need().vault<{ key: string }>({ op: 'note', name }).key;
  }
  async localGet(p: { key: string }): Promise<unknown> {
    if (!this.home.isOpen()) return null;
    await this.moveNotes();
    const key = this.noteKey(p.key);
    const sealed = await this.home.store.get<string>('local', key);
    const n = sealed ? this.openNote({ key, sealed }) : null;
    return n && JSON.parse(n.text);
  }
  async localPut(p: { key: string; value: unknown }): Promise<object> {
    await this.moveNotes();
    if (p.value === null || p.value === undefined) await this.home.store.del('local', this.noteKey(p.key));
    else {
      const n = this.sealNote(p.key, JSON.stringify(p.value));
      await this.home.store.put('local', n.key, n.sealed, true);
    }
    if (p.key.startsWith(PAGES)) {
      this.home.onChange();
      this.home.tell({ own: true }); // another tab shows them too
    }
    return {};
  }
  /** localAll(prefix): every note whose name begins so.  All are opened for it, so that nobody sees which
   * belong together: a thousand take some 0.4 s, most of it the browser's reading. */
  async localAll(p: { prefix: string }): Promise<{ key: string; value: unknown }[]> {
    if (!this.home.isOpen()) return [];
    await this.moveNotes();
    const all = (await this.home.store.notes()).map(([key, sealed]) => this.openNote({ key, sealed }));
    return all.flatMap((n) => (n?.name.startsWith(p.prefix) ? [{ key: n.name, value: JSON.parse(n.text) as unknown }] : []));
  }

  /* ---- inviting ---- */
  private show(o: Open): { link: string; role: number; hours: number } {
    const hours = Math.round((o.expires * 1000 - this.home.net.now()) / 3_600_000);
    return { link: `${self.location.origin}/#i1.${o.secret}`, role: o.role, hours: Math.min(INVITE_S / 3600, Math.max(1, hours)) };
  }
  async invite(p: { role: 1 | 2; hours: number; name?: string }): Promise<object> {
    const h = this.home;
    if (p.role === 2 && !h.self?.cold) throw new Refused('nocold');
    const me = h.need().view<{ me: string | null }>({ show: 'state' });
    const r = h.need().vault<{ secret: string; id: string; token_hash: string; blob: string }>({ op: 'invite', role: p.role, name: p.name ?? me.me ?? '' });
    const ttl = p.hours < 1 ? OWN_S : INVITE_S;
    const body = JSON.stringify({ id: r.id, token_hash: r.token_hash, blob: r.blob, role: p.role, ttl });
    const a = await h.net.signed(h.need(), 'POST', `${M1(h)}/invite`, new TextEncoder().encode(body));
    const j = h.net.expect(a, 200, 201);
    const o: Open = { secret: r.secret, id: r.id, blob: r.blob, role: p.role, join: null, expires: Number(j['expires'] ?? Math.floor(h.net.now() / 1000) + ttl) };
    await this.localPut({ key: WORD, value: o });
    this.later(3000); // the page then asks inviteState, which goes on from there
    return this.show(o);
  }
  private lastAsk = 0;
  private look: ReturnType<typeof setTimeout> | undefined;
  /** later(ms): the page looks again; however often it has asked, once. */
  private later(ms: number): void {
    clearTimeout(this.look);
    this.look = setTimeout(() => this.home.onChange(), ms);
  }
  async inviteState(): Promise<object> {
    const h = this.home;
    const o = (await this.localGet({ key: WORD })) as Open | null;
    if (!o) return { invite: null, words: null, kind: null };
    if (!o.join && Date.now() - this.lastAsk > 2500) {
      this.lastAsk = Date.now();
      try {
        const a = await h.net.signed(h.need(), 'GET', `${M1(h)}/invite/${o.id}`);
        if (a.status === 404) {
          await this.localPut({ key: WORD, value: null });
          return { invite: null, words: null, kind: null };
        }
        if (a.status === 200 && typeof a.json['join'] === 'string') {
          o.join = a.json['join'] as string;
          await this.localPut({ key: WORD, value: o });
        }
      } catch { /* out of reach: ask again later */ }
    }
    if (!o.join) {
      this.later(4000);
      return { invite: this.show(o), words: null, kind: null };
    }
    const r = h.need().vault<{ words: number[]; kind: number }>({ op: 'join_read', secret: o.secret, blob: o.blob, join: o.join });
    return { invite: this.show(o), words: await h.view({ show: 'words', indices: r.words }), kind: r.kind };
  }
  async letIn(pass: string): Promise<object> {
    const h = this.home;
    const o = (await this.localGet({ key: WORD })) as Open | null;
    if (!o?.join) throw new Refused('gone');
    const { L, cold } = await this.power(pass);
    await h.run(() => h.decide(() => h.need().vault<{ events: Sealed[] }>({ op: 'let_in', L, cold, secret: o.secret, blob: o.blob, join: o.join })));
    this.sync.wake();
    await this.inviteBurn();
    return {};
  }
  async inviteBurn(): Promise<object> {
    const h = this.home;
    const o = (await this.localGet({ key: WORD })) as Open | null;
    if (o) h.net.expect(await h.net.signed(h.need(), 'DELETE', `${M1(h)}/invite/${o.id}`), 200, 204, 404);
    await this.localPut({ key: WORD, value: null });
    return {};
  }

  /* ---- being invited ---- */
  private async fetchInvite(secret: string): Promise<{ blob: string; expires: number; id: string; token: string }> {
    const core = await this.home.ensureCore();
    const k = core.vault<{ id: string; token: string }>({ op: 'invite_key', secret });
    const a = await this.home.net.plain('GET', `/v1/invite/${k.id}`, undefined, { 'Hearth-Invite': k.token });
    const j = this.home.net.expect(a, 200) as unknown as { blob: string; expires: number };
    return { ...k, ...j };
  }
  async inviteRead(p: { secret: string }): Promise<InviteSeen> {
    const i = await this.fetchInvite(p.secret);
    const o = this.home.need().vault<Omit<InviteSeen, 'expires'>>({ op: 'invite_open', secret: p.secret, blob: i.blob });
    return { ...o, expires: i.expires };
  }
  async join(p: { secret: string; name: string; pass: string }): Promise<object> {
    const h = this.home;
    const core = await h.ensureCore();
    if (await h.known()) throw new Refused('exists');
    const i = await this.fetchInvite(p.secret);
    const k = core.vault<Kdf>({ op: 'kdf_new' });
    const L = await this.kdf(p.pass, k);
    const words = await h.run(async () => {
      const m = core.vault<Made & { join: string; words: number[] }>({ op: 'join', secret: p.secret, blob: i.blob, L, name: p.name });
      await this.settleIn(m, k, { join: { id: i.id, token: i.token, request: m.join, words: m.words, role: m.cold ? 1 : 2, sent: false } });
      return m.words;
    });
    await this.sendJoin();
    return { words: await h.view({ show: 'words', indices: words }) };
  }
  /** The sealed request; the same again is welcome, so it is sent until it arrived. */
  async sendJoin(): Promise<void> {
    const h = this.home;
    const j = h.self?.join;
    if (!h.self || !j || j.sent) return;
    const a = await h.net.plain('POST', `/v1/invite/${j.id}/join`, unhex(j.request), { 'Hearth-Invite': j.token });
    h.net.expect(a, 200, 201);
    await h.changeSelf((s) => (s.join ? { ...s, join: { ...s.join, sent: true } } : s));
  }
  async joinState(): Promise<unknown> {
    const j = this.home.self?.join;
    if (!j) return null;
    if (!j.sent) await this.sendJoin().catch(() => undefined);
    return { words: await this.home.view({ show: 'words', indices: j.words }), role: j.role };
  }

  /* ---- paper ---- */
  private tickets = new Map<string, { login: string; wrap: string }>();
  async paperMake(p: { pass: string }): Promise<object> {
    const { L, cold } = await this.power(p.pass);
    const r = await this.home.run(async () => this.home.need().vault<{ text: string; login: string; wrap: string }>({ op: 'paper', L, cold }));
    const ticket = hex(crypto.getRandomValues(new Uint8Array(8)));
    this.tickets.clear();
    this.tickets.set(ticket, { login: r.login, wrap: r.wrap });
    return { text: r.text, ticket };
  }
  async paperConfirm(p: { ticket: string }): Promise<object> {
    const h = this.home;
    const t = this.tickets.get(p.ticket);
    if (!t) throw new Refused('gone');
    for (let tries = 0; ; tries++) {
      const at = h.net.expect(await h.net.signed(h.need(), 'GET', `${M1(h)}/cold`), 200);
      const version = Number(at['version'] ?? 0) + 1;
      const v = new Uint8Array(4);
      new DataView(v.buffer).setUint32(0, version, true);
      const a = await h.net.signed(h.need(), 'PUT', `${M1(h)}/cold`, joinBytes([v, unhex(t.login), unhex(t.wrap)]));
      if (a.status === 409 && tries < 3) continue;
      h.net.expect(a, 200, 201, 204);
      this.tickets.clear();
      return { version };
    }
  }
  async recover(p: { text: string; pass: string }): Promise<object> {
    const h = this.home;
    const core = await h.ensureCore();
    let login: string;
    try {
      login = core.vault<{ login: string }>({ op: 'paper_login', text: p.text }).login;
    } catch {
      throw new Refused('slip');
    }
    const info = await h.net.fetchInfo();
    await h.known();
    const { challenge } = h.net.expect(await h.net.plain('POST', '/v1/recover', JSON.stringify({ login })), 200) as { challenge: string };
    const { sig } = core.vault<{ sig: string }>({ op: 'paper_sign', text: p.text, server: info.server, challenge });
    const o = h.net.expect(await h.net.plain('POST', '/v1/recover/open', JSON.stringify({ login, challenge, sig })), 200) as { cold: string };
    const k = core.vault<Kdf>({ op: 'kdf_new' });
    const L = await this.kdf(p.pass, k);
    this.sync.stop();
    let version: number | undefined;
    for (let tries = 0; ; tries++) {
      const m = await h.run(async () => core.vault<Made>({ op: 'recover', text: p.text, cold: o.cold, L, ...(version ? { version } : {}) }));
      const a = await h.net.signed(core, 'POST', `/v1/s/${m.space}/push`, joinBytes(m.events.map((e) => unhex(e.bytes))));
      if (a.status === 409 && a.json['error'] === 'version' && tries < 3) {
        version = Number(a.json['version'] ?? 0) + 1;
        continue;
      }
      h.net.expect(a, 200);
      await h.run(() => this.settleIn(m, k, { recovering: true }));
      break;
    }
    await this.sync.readHistory();
    await this.finishRecovery();
    const r = h.need().view<{ words: number[] }>({ show: 'head_words' });
    const newest = (await h.view({ show: 'journal', limit: 1 })) as { day: number }[];
    return { newest: newest[0]?.day ?? null, words: await h.view({ show: 'words', indices: r.words }) };
  }
  /** All history is read: new keys for this device alone, and the identity's key goes from memory. */
  async finishRecovery(): Promise<void> {
    const h = this.home;
    await h.run(async () => {
      const self = h.self;
      if (!self?.recovering) return;
      const { recovering: _, ...rest } = self;
      void _;
      await h.decide(() => h.need().vault<{ events: Sealed[] }>({ op: 'rotate' }), () => ({ self: rest }));
      h.self = rest;
      await h.arrive();
    });
  }

  /* ---- devices ---- */
  async revoke(p: { device: string; pass: string }): Promise<object> {
    const { L, cold } = await this.power(p.pass);
    await this.home.run(() => this.home.decide(() => this.home.need().vault<{ events: Sealed[] }>({ op: 'revoke', L, cold, device: p.device })));
    this.sync.wake();
    return {};
  }
}

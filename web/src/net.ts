// net.ts - the only file that talks to the network, and only to the place the page came from.
// Requests are signed by the core; the time in them follows the server's clock, never the device's.
import { Refused } from './core.abi';
import type { Core } from './core.abi';

const NOBODY = new Uint8Array(0);
const TIMEOUT = 30_000;

export interface Info { server: string; generation: string; now: number; version: string; open: boolean }
export interface Answer { status: number; json: Record<string, unknown>; bytes: Uint8Array; head: number }

export class Net {
  private offset = 0;
  info: Info | null = null;

  /** now(): what time the server has, in ms; the device's where it was not asked yet. */
  now(): number {
    return Date.now() + this.offset;
  }

  /** fetchInfo(): who the server is and what time it has. */
  async fetchInfo(): Promise<Info> {
    const before = Date.now();
    const a = await this.plain('GET', '/v1/info');
    if (a.status !== 200) throw this.fault(a);
    const i = a.json as unknown as Info;
    if (!i.server || !(i.now > 0)) throw new Refused('offline'); // somebody else's answer
    this.offset = i.now * 1000 - (before + Date.now()) / 2;
    this.info = i;
    return i;
  }

  /** plain: unsigned. */
  async plain(method: string, target: string, body?: Uint8Array | string, headers: Record<string, string> = {}): Promise<Answer> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const r = await fetch(target, {
        method, headers, signal: stop.signal, cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer',
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      });
      // Neither of the two that a server of ours says: a hotel's door, or a proxy before a server that is down.
      if (!/json|octet|^$/.test(r.headers.get('content-type') ?? '')) throw new Refused('offline');
      const bytes = new Uint8Array(await r.arrayBuffer());
      let json: Record<string, unknown> = {};
      if (r.headers.get('content-type')?.includes('json') && bytes.length) {
        try { json = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>; } catch { /* says what its status says */ }
      }
      if (r.status === 429 || r.status === 503) json['after'] = Math.min(600, Number(r.headers.get('retry-after') ?? 5) || 5);
      return { status: r.status, json, bytes, head: Number(r.headers.get('hearth-head') ?? 0) };
    } catch {
      throw new Refused('offline');
    } finally {
      clearTimeout(timer);
    }
  }

  private auth(core: Core, method: string, target: string, body: Uint8Array): string {
    if (!this.info) throw new Refused('offline');
    const ts = Math.floor(this.now() / 1000);
    return core.sign({ server: this.info.server, method, target, ts }, body).auth;
  }

  /** signed: as this device. A wrong clock is put right once. */
  async signed(core: Core, method: string, target: string, body: Uint8Array = NOBODY): Promise<Answer> {
    if (!this.info) await this.fetchInfo();
    for (let again = false; ; again = true) {
      const headers = { 'Hearth-Auth': this.auth(core, method, target, body) };
      const a = await this.plain(method, target, method === 'GET' ? undefined : body, headers);
      if (a.status === 401 && a.json['error'] === 'clock' && typeof a.json['now'] === 'number' && !again) {
        this.offset = (a.json['now'] as number) * 1000 - Date.now();
        continue;
      }
      return a;
    }
  }

  /** expect(a, ...ok): the JSON, or what the server said as a Refused. */
  expect(a: Answer, ...ok: number[]): Record<string, unknown> {
    if (!ok.includes(a.status)) throw this.fault(a);
    return a.json;
  }
  fault(a: Answer): Refused {
    return new Refused(String(a.json['error'] ?? `http-${a.status}`), String(a.json['message'] ?? ''), { ...a.json, status: a.status });
  }

  /** lines(): the live stream. on(stream, n) for each line; settles when the line ends or nothing came for 40 s. */
  async lines(core: Core, target: string, on: (stream: string, n: number) => void, up: () => void, stop: AbortSignal): Promise<void> {
    if (!this.info) await this.fetchInfo();
    const cut = new AbortController();
    const end = () => cut.abort();
    stop.addEventListener('abort', end);
    let timer = setTimeout(end, 40_000);
    try {
      const r = await fetch(target, { headers: { 'Hearth-Auth': this.auth(core, 'GET', target, NOBODY), Accept: 'text/event-stream' }, signal: cut.signal, cache: 'no-store', credentials: 'omit' });
      if (!r.ok || !r.body) throw new Refused(`http-${r.status}`);
      up();
      const reader = r.body.getReader();
      const dec = new TextDecoder();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(end, 40_000);
        rest += dec.decode(value, { stream: true });
        for (let at = rest.indexOf('\n'); at >= 0; at = rest.indexOf('\n')) {
          const m = /^data: ([0-9a-f]{32}) (\d+)/.exec(rest.slice(0, at));
          rest = rest.slice(at + 1);
          if (m?.[1]) on(m[1], Number(m[2]));
        }
        if (rest.length > 4096) return;
      }
    } finally {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      cut.abort();
    }
  }

  /** file(url): a part of the program or the pack. */
  async file(url: string): Promise<Uint8Array> {
    try {
      const r = await fetch(url, { credentials: 'omit' });
      if (!r.ok) throw new Refused('missing', url);
      return new Uint8Array(await r.arrayBuffer());
    } catch (e) {
      throw e instanceof Refused ? e : new Refused('missing', url);
    }
  }
}

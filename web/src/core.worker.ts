// core.worker.ts - the worker of a tab: loads the wasm core, holds store and net, answers the page.
// Started once more for each passphrase, to make a key and be thrown away.
import { makeCore, Refused } from './core.abi';
import { Home } from './home';
import { Ops } from './ops';
import { Sync } from './sync';
import type { Ask, Reply, Said } from './wire';

/** The name of a worker that makes one key: it gets the module from the other one, and has no use for a store. */
const KEY_MAKER = 'key';

const post = (m: Reply | Said): void => (self as unknown as DedicatedWorkerGlobalScope).postMessage(m);

const policy = (() => {
  const tt = (globalThis as { trustedTypes?: { createPolicy(n: string, r: object): { createScriptURL(u: string): string } } }).trustedTypes;
  const check = (u: string): string => {
    if (u !== self.location.pathname) throw new Error('a script that is not ours');
    return u;
  };
  return tt ? tt.createPolicy('hearth', { createScriptURL: check }) : { createScriptURL: check };
})();
const another = (): Worker | null => (typeof Worker === 'function' ? new Worker(policy.createScriptURL(self.location.pathname), { name: KEY_MAKER }) : null);

function start(): (a: Ask) => Promise<unknown> {
  const home = new Home();
  const sync = new Sync(home);
  const ops = new Ops(home, sync, another);
  home.onStatus = () => post({ event: 'status', status: home.status });
  home.onChange = () => post({ event: 'change' });
  home.onGone = (what) => post({ event: what === 'leave' ? 'leave' : 'locked' });
  home.onOwn = () => sync.wake();
  home.onOpen = () => { void ops.moveNotes().catch(() => undefined); sync.start(); };
  home.onClosed = () => { sync.stop(); ops.closed(); };
  // The name that the other one sees is shared once there is another.
  sync.onPaired = async () => {
    if (home.self?.recovering) await ops.finishRecovery();
    const s = home.need().view<{ paired: boolean; me: string | null }>({ show: 'state' });
    if (!s.paired || !s.me) return;
    const named = (await home.view({ show: 'records', type: 'name', for: 'us', limit: 10 })) as { mine: boolean }[];
    if (!named.some((r) => r.mine)) await home.act({ do: 'write', type: 'name', for: 'us', body: { name: s.me } });
  };

  // Screens ask while the store is still being read: they are answered once it is.
  let booted: Promise<void> | null = null;
  const table: Record<string, (a: any) => unknown> = {
    boot: async (a) => {
      booted ??= home.boot(a.tab);
      await booted;
      return { status: home.status };
    },
    info: async () => {
      try {
        const i = await home.net.fetchInfo();
        return { open: i.open, reachable: true, version: i.version };
      } catch {
        return { open: true, reachable: false };
      }
    },
    view: (a) => home.view(a),
    act: (a) => home.act(a),
    localGet: (a) => ops.localGet(a),
    localPut: (a) => ops.localPut(a),
    localAll: (a) => ops.localAll(a),
    tabWrap: (a) => ops.tabWrap(a),
    tabForget: async (a) => { await home.dropTab(a.id); return {}; },
    found: (a) => ops.found(a),
    unlock: (a) => ops.unlock(a.pass),
    lock: (a) => ops.lock(a),
    changePass: (a) => ops.changePass(a),
    forget: () => ops.forget(),
    invite: (a) => ops.invite(a),
    inviteState: () => ops.inviteState(),
    inviteBurn: () => ops.inviteBurn(),
    letIn: (a) => ops.letIn(a.pass),
    inviteRead: (a) => ops.inviteRead(a),
    join: (a) => ops.join(a),
    joinState: () => ops.joinState(),
    joinGiveUp: () => ops.forget(),
    paperMake: (a) => ops.paperMake(a),
    paperConfirm: (a) => ops.paperConfirm(a),
    recover: (a) => ops.recover(a),
    revoke: (a) => ops.revoke(a),
    kdfTime: () => ops.kdfTime(),
    copyNow: async () => { await sync.copyNow(); return {}; },
    wake: () => { sync.wake(); return {}; },
    alarmSeen: async () => {
      const a = await home.store.get<{ name: string }>('meta', 'alarm');
      await home.store.put('meta', 'alarm', { name: a?.name ?? 'other', seen: true });
      await home.run(() => home.restart());
      return {};
    },
    alarmAgain: async () => {
      await home.store.del('meta', 'alarm');
      await home.run(() => home.restart());
      return {};
    },
  };
  return async (a) => {
    const f = table[a.op];
    if (!f) throw new Refused('unknown', a.op);
    if (a.op !== 'boot') {
      await booted?.catch(() => undefined);
      await home.loading;
    }
    return f(a.args);
  };
}

const answer = self.name === KEY_MAKER ? null : start();
self.onmessage = (m: MessageEvent<Ask | { kdf: { pass: string; salt: string; ops: number; kib: number }; module: WebAssembly.Module }>) => {
  const d = m.data;
  if ('kdf' in d) {
    makeCore(d.module).then((c) => c.kdf(d.kdf)).then(
      (r) => (self as unknown as DedicatedWorkerGlobalScope).postMessage({ L: r.L }),
      (e: unknown) => (self as unknown as DedicatedWorkerGlobalScope).postMessage({ error: e instanceof Refused ? e.error : 'nomem' }),
    );
    return;
  }
  answer?.(d).then(
    (value) => post({ id: d.id, ok: true, value }),
    (e: unknown) => {
      const f = e instanceof Refused ? e : new Refused('broken', e instanceof Error ? `${e.name}: ${e.message}` : String(e));
      post({ id: d.id, ok: false, fault: { error: f.error.toLowerCase(), message: f.message } });
    },
  );
};

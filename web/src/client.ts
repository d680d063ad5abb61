// client.ts - all that views use: questions, commands, keys, notes of this device, and what changed.
// The work is done in the worker (core.worker.ts); this file only asks, waits and tells.
import { useEffect, useRef, useState } from 'preact/hooks';
import { onLeave, leave } from './leave';
import { forgetSitting } from './sitting';
import { cell } from './ui/state';
import type { Ask, Fault, InviteSeen, Rec, Reply, Said, Status } from './wire';

export type { Fault, Rec, StateView, Status } from './wire';
const { askBoot, BOOT, endWorker, forgetTab, hear, HIDDEN, HIDDEN_MS, policy, readTab, startWorker, TAB } = globalThis.hearth;

export type Done<T = unknown> = ({ ok: true } & T) | ({ ok: false } & Fault);

export const status = cell<Status>({ phase: 'new', sync: 'ok', unsent: 0 });

/* ---- the worker ---- */
let heard = false;
/** The worker has never come, or answers: nobody is to wait for one that is not there. */
let there: boolean | null = null;
let nextId = BOOT + 1;
const waiting = new Map<number, { yes: (v: unknown) => void; no: (f: Fault) => void }>();
const ears = new Set<() => void>();

function listen(): Worker {
  if (heard) return startWorker();
  heard = true;
  hear((m: MessageEvent<Reply | Said>) => {
    const d = m.data;
    there = true;
    if ('event' in d) {
      if (d.event === 'status') {
        // Locked by whatever way, here or in another tab.
        if (d.status.phase === 'locked') forgetSitting();
        status.set(d.status);
        changed();
      } else if (d.event === 'change') changed();
      else if (d.event === 'leave') leave(false);
      else if (d.event === 'locked') forgetTab();
      return;
    }
    const p = waiting.get(d.id);
    waiting.delete(d.id);
    if (!p) return;
    if (d.ok) p.yes(d.value);
    else p.no(d.fault);
  }, () => {
    there ??= false;
    for (const p of waiting.values()) p.no({ error: 'broken', message: '' });
    waiting.clear();
  });
  return startWorker();
}

const answerTo = <T>(id: number): Promise<T> => new Promise<T>((yes, no) => waiting.set(id, { yes: (v) => yes(v as T), no }));
function call<T>(op: string, args: unknown = {}): Promise<T> {
  if (there === false) return Promise.reject({ error: 'missing', message: '' } satisfies Fault);
  const id = nextId++;
  const answer = answerTo<T>(id);
  listen().postMessage({ id, op, args } satisfies Ask);
  return answer;
}

const done = <T>(op: string, args: unknown = {}): Promise<Done<T>> => said(call<T>(op, args));
async function said<T>(p: Promise<T>): Promise<Done<T>> {
  try {
    return { ok: true, ...(await p) };
  } catch (e) {
    const f = e as Partial<Fault>;
    return { ok: false, error: f.error ?? 'broken', message: f.message ?? '' };
  }
}

onLeave(endWorker);

/* ---- questions and commands ---- */
/** view(q): a question to the core (spec/commands.md, hc_view). Throws a Fault. */
export const view = <T = unknown>(q: { show: string } & Record<string, unknown>): Promise<T> => call<T>('view', q);

/** act(cmd): decides, stores strictly, applies; it is kept when this returns ok. It goes across when it can. */
export const act = (cmd: { do: string } & Record<string, unknown>): Promise<Done<{ ids: string[] }>> => done('act', cmd);

/** write(type, who, body, id?): a record, new or changed. */
export const write = (type: string, who: 'me' | 'us', body: object, id?: string): Promise<Done<{ ids: string[] }>> =>
  act({ do: 'write', type, for: who, body, ...(id ? { id } : {}) });
export const remove = (type: string, who: 'me' | 'us', id: string): Promise<Done> => act({ do: 'remove', type, for: who, id });

export const records = <B = Record<string, unknown>>(type: string, more: object = {}): Promise<Rec<B>[]> =>
  view<Rec<B>[]>({ show: 'records', type, ...more });

/** onChange(f): after any applied event or change of sync; several at once come as one. */
export function onChange(f: () => void): () => void {
  ears.add(f);
  return () => ears.delete(f);
}
let pending = false;
function changed(): void {
  if (pending) return;
  pending = true;
  setTimeout(() => {
    pending = false;
    for (const f of [...ears]) f();
  }, 30);
}

/** useView(q): the answer, asked again on every change; undefined until the first one, null when there is none. */
export function useView<T>(q: ({ show: string } & Record<string, unknown>) | null, deps: readonly unknown[] = []): T | null | undefined {
  const [v, set] = useState<T | null | undefined>(undefined);
  const key = useRef('');
  useEffect(() => {
    if (!q) return;
    let live = true;
    const ask = () => {
      view<T>(q).then(
        (x) => {
          const k = JSON.stringify(x);
          if (!live || k === key.current) return;
          key.current = k;
          set(() => x);
        },
        () => { if (live && key.current === '') set(null); },
      );
    };
    key.current = '';
    ask();
    const off = onChange(ask);
    return () => {
      live = false;
      off();
    };
  }, [JSON.stringify(q), ...deps]);
  return v;
}

/** Notes of this device alone, sealed by the core; gone with the device. */
export const local = {
  get: <T>(key: string): Promise<T | null> => call<T | null>('localGet', { key }),
  put: (key: string, value: unknown): Promise<Done> => done('localPut', { key, value }),
  /** all(prefix): every note whose key begins so. */
  all: <T>(prefix: string): Promise<{ key: string; value: T }[]> => call('localAll', { prefix }),
};

/* ---- the tab's key (settled 23): until lock, leaving, closing the tab or fifteen hidden minutes ---- */
let holdOpen = false;

/** holdUnlocked(on): a running session keeps the tab open while it is hidden. */
export function holdUnlocked(on: boolean): void {
  holdOpen = on;
}
/** A strict lock keeps no key for the tab at all. */
export const strictLock = {
  get: (): boolean => { try { return localStorage.getItem('strict') === '1'; } catch { return false; } },
  set(on: boolean): void {
    try {
      if (on) localStorage.setItem('strict', '1');
      else localStorage.removeItem('strict');
    } catch { /* stays as it is */ }
    if (on) {
      const tab = readTab();
      forgetTab();
      if (tab) void done('tabForget', { id: tab.id });
    } else void keepTab();
  },
};

/** tabIsOpen(): this tab still has its key, so that boot will open without asking. */
export const tabIsOpen = (): boolean => readTab() !== null;
async function keepTab(): Promise<void> {
  if (strictLock.get()) return;
  const random = (n: number) => [...crypto.getRandomValues(new Uint8Array(n))].map((b) => b.toString(16).padStart(2, '0')).join('');
  const [id, key] = [random(8), random(32)];
  const r = await done('tabWrap', { id, key });
  if (r.ok) try { sessionStorage.setItem(TAB, JSON.stringify({ id, key })); } catch { /* asks for the passphrase next time */ }
}

function watchHidden(): void {
  let since = 0; // also where the tab has no store of its own
  const hidden = () => {
    since = Date.now();
    // Not of a page that was left: when that was is nobody's concern.
    if (document.body.firstChild) try { sessionStorage.setItem(HIDDEN, String(since)); } catch { /* none */ }
  };
  const check = () => {
    if (status.get().phase !== 'open' && status.get().phase !== 'waiting' && status.get().phase !== 'alarm') return;
    if (since && Date.now() - since > HIDDEN_MS && !holdOpen) void lock('this');
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return hidden();
    check();
    since = 0;
    try { sessionStorage.removeItem(HIDDEN); } catch { /* none */ }
    if (status.get().phase === 'open') void done('wake');
  });
  addEventListener('pagehide', hidden);
  setInterval(() => { if (document.hidden) check(); }, 30_000);
}

/* ---- intentions ---- */
/** boot(): what there is on this device; opens at once where the tab still has its key. */
export async function boot(): Promise<Status> {
  if (!askBoot()) {
    status.set({ phase: 'unsupported', sync: 'ok', unsent: 0 });
    return status.get();
  }
  watchHidden();
  const answer = answerTo<{ status: Status }>(BOOT);
  listen();
  const r = await said(answer);
  if (r.ok) status.set(r.status);
  else status.set({ phase: 'unsupported', sync: 'ok', unsent: 0, refusal: r.error });
  return status.get();
}

export interface ServerInfo { open: boolean; reachable: boolean; version?: string | undefined }
/** serverInfo(): may a space be founded from here without a set-up token? */
export const serverInfo = (): Promise<ServerInfo> => call<ServerInfo>('info');

/** found: the first keeping. `first` are commands written in the same breath, as the first page. */
export async function found(p: { name: string; pass: string; token?: string; first: object[] }): Promise<Done> {
  const r = await done('found', p);
  if (r.ok) await keepTab();
  return r;
}
export async function unlock(pass: string): Promise<Done> {
  const r = await done('unlock', { pass });
  if (r.ok) await keepTab();
  return r;
}
/** lock(): everywhere; with `only this tab` after it was hidden too long, as another one may be written in. */
export async function lock(which: 'all' | 'this' = 'all'): Promise<void> {
  const tab = readTab();
  forgetTab();
  await done('lock', { tab: tab?.id ?? null, all: which === 'all' });
}
export const changePass = (pass: string, next: string): Promise<Done> => done('changePass', { pass, next });
/** Take this space off this device: store, keys and drafts. The space itself stays with the others. */
export const forgetDevice = (): Promise<Done> => done('forget');

/* inviting: the secret stays in the worker (sealed for this device) and comes out as a link */
export interface OpenInvite { link: string; role: number; hours: number; name?: string }
export const makeInvite = (p: { role: 1 | 2; hours: number; name?: string }): Promise<Done<OpenInvite>> => done('invite', p);
export const openInvite = (): Promise<{ invite: OpenInvite | null; words: string[] | null; kind: number | null }> => call('inviteState');
export const letIn = (pass: string): Promise<Done> => done('letIn', { pass });
export const burnInvite = (): Promise<Done> => done('inviteBurn');

/* being invited: looking joins nothing and reports nothing */
export const readInvite = (secret: string): Promise<Done<InviteSeen>> => done('inviteRead', { secret });
export async function join(p: { secret: string; name: string; pass: string }): Promise<Done<{ words: string[] }>> {
  const r = await done<{ words: string[] }>('join', p);
  if (r.ok) await keepTab();
  return r;
}
export const joinState = (): Promise<{ words: string[]; role: number } | null> => call('joinState');
export const giveUpJoin = (): Promise<Done> => done('joinGiveUp');

/* paper */
export const makePaper = (pass: string): Promise<Done<{ text: string; ticket: string }>> => done('paperMake', { pass });
/** confirmPaper: only now is the code laid down at the server; until then the old one holds. */
export const confirmPaper = (ticket: string): Promise<Done> => done('paperConfirm', { ticket });
export const recover = async (p: { text: string; pass: string }): Promise<Done<{ newest: number | null; words: string[] }>> => {
  const r = await done<{ newest: number | null; words: string[] }>('recover', p);
  if (r.ok) await keepTab();
  return r;
};

/* devices */
export interface DevicesView { mine: { id: string; this: boolean; added_day: number; active: boolean }[]; partner_devices: number }
export const revoke = (device: string, pass: string): Promise<Done> => done('revoke', { device, pass });

/** copyNow(): do not wait the quiet minutes of private writing. */
export const copyNow = (): Promise<Done> => done('copyNow');
/** The person has read about the alarm and wants to look on; sync stays off. */
export const alarmSeen = (): Promise<Done> => done('alarmSeen');
/** Look again whether the server is in order. */
export const alarmAgain = (): Promise<Done> => done('alarmAgain');
export const kdfTime = (): Promise<Done<{ ms: number }>> => done('kdfTime');

export function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register(policy.createScriptURL('/sw.js'), { scope: '/' }).catch(() => undefined);
}

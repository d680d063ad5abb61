// What page and worker say to each other, and the answers of the core that the page reads (spec/commands.md).
import type { Block } from './ui/blocks';

export type Phase = 'new' | 'locked' | 'open' | 'waiting' | 'alarm' | 'unsupported';
export type SyncState = 'ok' | 'offline' | 'busy' | 'held' | 'full' | 'refused';

export interface Status {
  phase: Phase;
  sync: SyncState;
  /** Own entries that the server has not got yet. */
  unsent: number;
  alarm?: string;
  /** The server's word on the last refusal, for the page that explains it. */
  refusal?: string;
}

export interface Fault {
  error: string;
  message: string;
}

export type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; fault: Fault };
export type Said = { event: 'status'; status: Status } | { event: 'change' } | { event: 'leave' } | { event: 'locked' };
export interface Ask {
  id: number;
  op: string;
  args: unknown;
}

/** A sealed envelope that the core proposes (spec/commands.md: E). */
export interface Sealed {
  stream: string;
  dev_seq: number;
  event: string;
  bytes: string;
  held: boolean;
}

export interface StateView {
  unlocked: boolean;
  space: string;
  member: string;
  device: string;
  paired: boolean;
  /** In the membership; false while one waits to be let in. */
  listed: boolean;
  recovering: boolean;
  /** A partner's sealed word on M differs from what the server shows. */
  doubt: boolean;
  /** Private pages stay on this device until asked for (A7). */
  stays: boolean;
  alarm: string | null;
  me: string;
  partner: string | null;
  streams: { id: string; class: number | string; n: number; epoch: number }[];
  counts: Record<string, number>;
}

export interface Item {
  id: string;
  title: string;
  line: string;
  body: Record<string, Block[]>;
}

export interface Rec<B = Record<string, unknown>> {
  id: string;
  for: 'me' | 'us';
  mine: boolean;
  day: number;
  at_ms: number;
  sent: boolean;
  type?: string;
  body: B;
  cold?: unknown;
}

export interface InviteSeen {
  space: string;
  role: number;
  name: string;
  inviter: string;
  expires: number;
}

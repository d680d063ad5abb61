// What the core answers to the questions of the daily screens (spec/commands.md, hc_view).
import type { Block } from '../../ui/blocks';

export interface Reason { code: string; text: string }
export interface Step {
  /** "E05:1" */
  key: string;
  exercise: string;
  size: number;
  minutes: number;
  title: string;
  line: string;
  why: Reason[];
  sure: string;
  caveat: string;
  who: 'both' | 'one' | 'either';
  joint: boolean;
  place: string | string[];
  art: string;
  smaller: string | null;
  alone: string | null;
  another: string | null;
  begin: boolean;
}
export interface WeekDay { day: number; kind: 'gone' | 'now' | 'plan' | 'rest'; step?: { key: string; title: string; minutes: number; joint: boolean } | null }
export type PathName = 'together' | 'light' | 'alone';
export interface TodayView {
  card: Step | null;
  /** One sentence where there is no card. */
  line: string;
  /** Today's step was done or stopped: nothing more is offered. */
  enough: boolean;
  small?: 'paper' | 'reflect' | 'causes' | null;
  /** The question of tonight's note; null by day, in a hard week, and where thanks would hurt now. */
  note: Prompt | null;
  found: { id: string; text: string; day: number } | null;
  week: WeekDay[];
  /** until: the last day of it. */
  hard: { until: number; line: string; thing: string } | null;
  light: boolean;
  greeting: 'morning' | 'day' | 'evening' | 'night';
  path: PathName | null;
  /** A sentence or two where no step is due. */
  tip: { id: string; text: string } | null;
  /** Honest effort moved nothing: the three doors may be shown. */
  doors: boolean;
}

export interface Phase {
  kind: 'ready' | 'turn' | 'both' | 'still' | 'write' | 'breathe' | 'touch' | 'read' | 'choose' | 'close';
  say: string;
  other?: string;
  voice?: string;
  who?: 'a' | 'b';
  seconds?: number;
  keep?: 'me' | 'us' | 'none';
  /** Seconds of one breath. */
  in?: number;
  out?: number;
  text?: string;
  options?: string[];
}
export interface Size { minutes: number; table?: boolean; joint?: boolean; phases: Phase[] }
export interface Exercise {
  id: string;
  title: string;
  line: string;
  stage: string;
  who: 'both' | 'one' | 'either';
  grade: string;
  sure: string;
  caveat: string;
  why: string;
  touch: 'none' | 'affection' | 'sensual';
  begin: 'now' | 'waits';
  place: string | string[];
  ours?: string[];
  sources: string[];
  art: string;
  sizes: Size[];
  body: Record<string, Block[]>;
}
/** One of the answer to `exercises`: all of them, for reading. */
export interface ExerciseRow {
  id: string;
  title: string;
  line: string;
  minutes: number[];
  sure: string;
  stage: string;
  who: 'both' | 'one' | 'either';
  begin: boolean;
  place: string | string[];
  done: boolean | number;
  pack?: string;
}

export type RunMode = 'alone' | 'table' | 'aloud';
export type RunStep = 'none' | 'prepare' | 'run' | 'paused' | 'closing' | 'after' | 'stopped' | 'done' | 'expired';
export interface RunState {
  exercise: string;
  size: number;
  mode: RunMode;
  a: string;
  b: string;
  phase: number;
  phase_at: number;
  paused_at: number;
  paused_ms: number;
  began: number;
  step: RunStep;
  seed: number;
}
export interface RunScreen {
  kind: Phase['kind'] | RunStep;
  say: string;
  other: string | null;
  voice: string | null;
  who: 'a' | 'b' | null;
  /** Who speaks, as it was given with the state: 'me' or 'you' here. */
  name: string | null;
  total_ms: number;
  left_ms: number;
  phase: number;
  phases: number;
  bell: boolean;
  /** Milliseconds from now to each bell that will ring by itself. */
  bells: number[];
  keep: 'me' | 'us' | 'none';
  /** One breath in and out; 0 but in breathe. */
  in_ms: number;
  out_ms: number;
  /** What is read aloud. */
  text: string | null;
  options: string[] | null;
  done: boolean;
  aftercare: string | null;
  prepare: Block[] | null;
  hard: Block[] | null;
  afterwards: Block[] | null;
}
export interface RunView { state: RunState; screen: RunScreen }

export interface TrendRow {
  construct: string;
  title: string;
  words: string;
  verdict: 'more' | 'less' | 'same' | 'early';
  /** Tenths, 0 to 100; 10 is always the kinder end. What was not said has no point. */
  points: { day: number; value: number }[];
  low: Block[] | null;
  high: Block[] | null;
}
export interface TrendsView { sentence: string | null; about: string | null; rows: TrendRow[]; helped: { exercise: string; title: string; words: string }[] }

export interface ReflectionItem { id: string; construct: string; text: string; low: string; high: string; reversed: boolean; help: string | null; care: boolean }
export interface ReflectionView { due: number; items: ReflectionItem[]; first: boolean }

export interface CauseRow { id: string; title: string; line: string; picked: boolean; suggested: boolean; shareable: boolean }
export interface PictureView { kind: Block[][]; causes: CauseRow[] }

export interface CheckinBody { week: number; thanks?: string; concern?: string; back?: string; minutes?: number }
export interface CheckinPart { id: string; shared: boolean; body: CheckinBody }
export interface CheckinView {
  week: number;
  form: 'whole' | 'thanks' | 'none';
  mine: CheckinPart | null;
  theirs: CheckinPart | null;
  first: boolean;
  last: { mine: CheckinPart | null; theirs: CheckinPart | null } | null;
  proposals: Step[];
}

export interface Card { deck: string; title: string; id: string; text: string; num: number; left?: number; empty?: boolean }
export interface Prompt { list: string; id: string; text: string; empty?: boolean }
export interface Listed { id: string; title: string; line: string; art?: string; touch?: string; pack?: string }
export interface ListOf { id: string; title: string; line?: string; art?: string; items: { id: string; text: string }[] }

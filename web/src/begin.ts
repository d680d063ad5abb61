// What a visitor says in the first minutes.  It lives in this object and nowhere else until they choose to keep it.
import type { PathName } from './words';

export interface Begin {
  wish: string[];
  around: string[];
  setup: '' | 'me' | 'partner' | 'other' | 'unknown';
  line: string;
  keepLine: boolean;
  /** What the private questions suggested; the answers themselves are dropped at once. */
  fit: PathName | null;
  path: PathName | null;
  next: 'alone' | 'light' | 'table' | 'invite' | null;
  name: string;
  /** Offered, perhaps on paper already, and chosen: a look into Help must bring no others. */
  offers: string[];
  pass: string;
  token: string;
}
const blank = (): Begin => ({ wish: [], around: [], setup: '', line: '', keepLine: true, fit: null, path: null, next: null, name: '', offers: [], pass: '', token: '' });
export let begin: Begin = blank();
export function forgetBegin(): void {
  begin = blank();
}

// Where the person is.  Screens are names in memory: the address never changes and there is one history entry, so the
// browser's Back and its history list have nothing to show.
import { cell } from './ui/state';

export interface Place {
  screen: string;
  params: Record<string, unknown>;
}

export const PLACES = ['today', 'us', 'mine', 'ideas', 'help'] as const;
export const place = cell<Place>({ screen: 'blank', params: {} });
const stack: Place[] = [];
const DEEP = 30;

/** go(screen, params): further in.  One of the five places begins a new way; Help looked up on the way keeps it. */
export function go(screen: string, params: Record<string, unknown> = {}): void {
  const now = place.get();
  const isPlace = (x: string) => (PLACES as readonly string[]).includes(x);
  if (isPlace(screen) && (screen !== 'help' || isPlace(now.screen))) stack.length = 0;
  else if (now.screen !== 'blank') stack.push(now);
  if (stack.length > DEEP) stack.shift();
  place.set({ screen, params });
}

/** back(): the screen before, or `otherwise`. */
export function back(otherwise = 'today'): void {
  place.set(stack.pop() ?? { screen: otherwise, params: {} });
}

/** replace(screen): instead of this one, as after something that is done. */
export function replace(screen: string, params: Record<string, unknown> = {}): void {
  place.set({ screen, params });
}

/** reset(screen): a new beginning; nothing to go back to. */
export function reset(screen: string, params: Record<string, unknown> = {}): void {
  stack.length = 0;
  place.set({ screen, params });
}

export const canGoBack = (): boolean => stack.length > 0;

// What the private questions of this sitting said, for the plan of this sitting.  In memory alone: gone with a lock, a reload
// and the page (settled 19).
import { cell } from './ui/state';

export interface Sitting { care?: true; contain?: true }
export const sitting = cell<Sitting>({});

/** heed(r): from here on the plan knows it; what was known before stays. */
export function heed(r: { care: boolean; contain: boolean }): void {
  if (r.care || r.contain) sitting.set({ ...sitting.get(), ...(r.care ? { care: true as const } : {}), ...(r.contain ? { contain: true as const } : {}) });
}
export const forgetSitting = (): void => sitting.set({});

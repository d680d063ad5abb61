// What went wrong, in words that say what happened and what to do.
import type { Fault } from '../client';
import { has, t } from '../strings/text';

export function faultWords(f: Fault): string {
  const id = `fault-${f.error.toLowerCase().replace(/[^a-z]/g, '-')}`;
  return has(id) ? t(id) : t('fault-other', { name: f.error });
}

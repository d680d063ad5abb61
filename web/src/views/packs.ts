// Further packs: which are in here, and where an item comes from.
import { useView } from '../client';
import { t } from '../strings/text';

export interface PackName { id: string; title: string }
export const usePacks = (): PackName[] => useView<PackName[]>({ show: 'packs' }) ?? [];

/** from(packs, item, line): the line of an item, and behind it the further pack it came with. */
export function from(packs: readonly PackName[], item: { pack?: string }, line: string): string {
  const p = item.pack ? packs.find((x) => x.id === item.pack) : undefined;
  if (!p) return line;
  return [line, t('pack-from', { title: p.title })].filter(Boolean).join(' ');
}

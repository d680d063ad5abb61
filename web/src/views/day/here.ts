// Pages that stay on this device: sealed like drafts under its local key, never a record, never in the outbox, never in a
// request.  They go with the device, and nothing brings them back (settled: said where one is chosen).
import { useEffect, useState } from 'preact/hooks';
import { local, onChange } from '../../client';
import type { Done } from '../../client';

export interface PageBody {
  text: string;
  day: number;
  prompt?: string[];
  /** Own tags, one a line; on private pages only. */
  tagged?: string;
}
export interface HerePage { id: string; at_ms: number; body: PageBody }
const KEY = 'here:'; // ops.ts knows it too: a change of such a note is told
const newId = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');

/** keepHere(body, old): a new page, or a changed one that keeps its place. */
export async function keepHere(body: PageBody, old?: HerePage): Promise<Done> {
  const page: HerePage = { id: old?.id ?? newId(), at_ms: old?.at_ms ?? Date.now(), body };
  return local.put(KEY + page.id, page);
}
export const dropHere = (id: string): Promise<Done> => local.put(KEY + id, null);
/** Newest first. */
const pagesHere = async (): Promise<HerePage[]> => (await local.all<HerePage>(KEY)).map((x) => x.value).sort((a, b) => b.at_ms - a.at_ms);

/** undefined until they were read. */
export function useHere(): HerePage[] | undefined {
  const [v, set] = useState<HerePage[] | undefined>(undefined);
  useEffect(() => {
    let live = true;
    const look = () => void pagesHere().then((p) => { if (live) set(p); }, () => { if (live) set((old) => old ?? []); });
    look();
    const off = onChange(look);
    return () => { live = false; off(); };
  }, []);
  return v;
}

// The question a page began from: prompts and cards by their ids.
import { useEffect, useState } from 'preact/hooks';
import { view } from '../../client';
import type { ListOf, Listed } from './kinds';

async function load(): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  for (const folder of ['prompts', 'cards']) {
    const lists = await view<Listed[]>({ show: 'list', folder });
    const items = await Promise.all(lists.map((l) => view<ListOf>({ show: 'item', folder, id: l.id })));
    for (const l of items) for (const x of l.items) out.set(x.id, x.text);
  }
  return out;
}

/** useAsked(wanted): texts by id, as they are written in the pack; empty until they came, and while none is wanted. */
export function useAsked(wanted: boolean): ReadonlyMap<string, string> {
  const [all, set] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (!wanted) return;
    let live = true;
    load().then((m) => { if (live) set(m); }, () => undefined);
    return () => { live = false; };
  }, [wanted]);
  return all;
}

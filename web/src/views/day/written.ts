// What is written during a session by oneself: gathered phase by phase, kept as one page of the journal when it is over, also
// when it was stopped or left lying. Where a phase says that nothing is kept, the words go with it.
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../strings/text';
import { local, write } from '../../client';
import { kept, useDraft } from './kept';
import type { Run } from './run';

/** What stands in the field, and whether its phase keeps it. Older versions kept the words alone. */
interface Now { text: string; keep: boolean }
const NOW = 'draft:run';
const ALL = 'draft:run:all';
const read = (v: Now | string | null): Now => (typeof v === 'object' && v ? v : { text: v ?? '', keep: false });
const gather = (all: string | null, now: Now): string => [all, now.keep ? now.text.trim() : ''].filter(Boolean).join('\n\n');
const keep = (text: string, day: number): Promise<boolean> => kept(write('entry', 'me', { text, day }), t('run-kept'));

/** settle(day): a session is not gone on with; what was written in it goes where it was said to go. */
export async function settle(day: number): Promise<void> {
  const text = gather(await local.get<string>(ALL), read(await local.get<Now | string>(NOW)));
  if (text && !(await keep(text, day))) return;
  void local.put(NOW, null);
  void local.put(ALL, null);
}

export function useWritten(run: Run, day: number, resume: boolean): { text: string; set: (s: string) => void } {
  const draft = useDraft<Now | string>(NOW, '');
  const all = useDraft(ALL, '');
  const was = useRef<{ phase: number } | null>(null);
  const now = read(draft.value);
  const s = run.now?.state;
  const step = s?.step ?? 'none';
  const writing = s?.mode === 'alone' && run.now?.screen.kind === 'write' ? { phase: s.phase, keep: run.now.screen.keep !== 'none' } : null;
  const anew = (step === 'none' && !resume) || step === 'expired';
  const ready = draft.ready && all.ready;
  useEffect(() => {
    const before = was.current;
    was.current = writing;
    const lay = anew && ready && now.text; // from a session that nobody went on with
    if (!lay && (!before || writing?.phase === before.phase)) return;
    draft.drop();
    all.set(gather(all.value, now));
  }, [writing?.phase, step, ready]);
  useEffect(() => {
    const over = step === 'after' || step === 'stopped' || anew;
    const text = all.value.trim();
    if (!over || !all.ready || !text) return;
    void keep(text, day).then((ok) => { if (ok) all.drop(); });
  }, [step, all.ready, all.value]);
  return { text: now.text, set: (text) => draft.set({ text, keep: !!writing?.keep }) };
}

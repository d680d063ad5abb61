// Names and words as this person uses them, asked for once for the whole page, and say(), which puts them into a text.
import { useEffect } from 'preact/hooks';
import { onChange, view } from '../client';
import type { Rec, StateView } from '../client';
import { t } from '../strings/text';
import { cell, useCell } from './state';
import { clean, fill } from './words';
import type { Fallback, Wording } from './words';

/** A `words` record (spec/commands.md). */
export interface WordsBody {
  me?: string;
  you?: string;
  me_pronoun?: string;
  you_pronoun?: string;
  plain?: number;
  lens?: string;
  sexual?: number;
  chest?: string;
  genitals?: string;
  /** Touch rests while one of these holds. */
  rest?: string[];
}
/** Own words first, then what the space knows; empty where none is known. */
export interface Who extends Wording {
  paired: boolean;
  /** The core has answered. */
  known: boolean;
  sexual: boolean;
  rest: readonly string[];
}
/** Nobody in particular: "your partner", and no word of one's own. */
export const NOBODY: Who = { me: '', you: '', pronoun: '', shared: '', theirs: '', chest: '', genitals: '', plain: false, paired: false, known: false, sexual: false, rest: [] };
const now = cell<Who>(NOBODY);
let seen = '';
let watching = false;
let asking: Promise<void> | null = null;

async function ask(): Promise<void> {
  const s = await view<StateView>({ show: 'state' });
  const list = s.unlocked ? await view<Rec<WordsBody>[]>({ show: 'records', type: 'words', limit: 1 }).catch(() => []) : [];
  const names = s.paired ? await view<Rec<{ name: string }>[]>({ show: 'records', type: 'name', for: 'us', limit: 10 }).catch(() => []) : [];
  const w = list[0]?.body;
  const who: Who = {
    me: w?.me || s.me || '', you: clean(w?.you || s.partner), pronoun: w?.you_pronoun ?? '', shared: names.find((r) => r.mine)?.body.name ?? '', theirs: clean(names.find((r) => !r.mine)?.body.name), chest: w?.chest ?? '', genitals: w?.genitals ?? '',
    plain: w?.plain === 1, paired: !!s.paired, known: s.unlocked, sexual: w?.sexual === 1, rest: w?.rest ?? [],
  };
  const key = JSON.stringify(who);
  if (key === seen) return;
  seen = key;
  now.set(who);
}

const look = (): void => { asking ??= ask().catch(() => undefined).finally(() => { asking = null; }); };

/** useWho(): draws again when a name or a word changes. One question for all who use it, however many they are. */
export function useWho(): Who {
  useEffect(() => {
    if (!watching) onChange(look);
    watching = true;
    look();
  }, []);
  return useCell(now);
}

const none = (): Fallback => ({
  me: t('you'), you: t('your-partner'), them: t('words-them'), their: t('words-their'), chest: t('words-the-chest'), genitals: t('words-the-genitals'),
});
/** say(text, who, before): a text of the pack with this person's words in it; `before` is what it goes on from. */
export const say = (text: string | null | undefined, who: Who, before?: string): string => (text?.includes('{') ? fill(text, who, none(), before) : text ?? '');

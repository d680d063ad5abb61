// How a printed page speaks.  Names, pronouns and own words for the body come onto paper only where they were asked for:
// without that a page says "your partner" and could be anybody's.
import { t } from '../../strings/text';
import { useNewest, useWho } from '../day/kept';
import type { WordsBody } from '../day/kept';

export interface Voice {
  me: string;
  you: string;
  them: string;
  their: string;
  chest: string;
  genitals: string;
  /** Plain words were chosen; reserved ones for all others. */
  plain: boolean;
}

/** The two forms in which a sentence needs a pronoun, from what was written as "she", "she/her" or "xe/xem/xyr". */
export function pronouns(said: string | undefined): { them: string; their: string } {
  const parts = (said ?? '').toLowerCase().split(/[\s,/]+/).filter(Boolean);
  const known: Record<string, [string, string]> = { she: ['her', 'her'], he: ['him', 'his'], they: ['them', 'their'], it: ['it', 'its'] };
  const k = known[parts[0] ?? ''];
  if (k) return { them: k[0], their: k[1] };
  return { them: parts[1] ?? 'them', their: parts[2] ?? 'their' };
}

export interface Speech {
  voice: Voice;
  /** There are names or words of one's own that could be written in. */
  own: boolean;
  /** Sexual content was asked for. */
  sexual: boolean;
  /** Known: nothing is drawn before, so that nothing is shown that is to stay away. */
  ready: boolean;
}

/** useSpeech(named): the voice of a page, with own names and words where they were chosen for it. */
export function useSpeech(named: boolean): Speech {
  const who = useWho();
  const words = useNewest<WordsBody & { chest?: string; genitals?: string }>('words');
  const w = words?.body ?? {};
  const voice: Voice = {
    me: named ? who.me : '', you: named ? who.you : '', ...pronouns(named ? w.you_pronoun : ''),
    chest: (named && w.chest) || t('onpaper-chest'), genitals: (named && w.genitals) || t('onpaper-genitals'), plain: w.plain === 1,
  };
  return { voice, own: !!(who.me || who.you || w.chest || w.genitals), sexual: w.sexual === 1, ready: words !== undefined };
}

/** fill(text, voice): the pack's placeholders (spec/pack.md), with a capital where a sentence begins. */
export function fill(text: string | null | undefined, v: Voice): string {
  const own: Record<string, string> = {
    me: v.me || t('you'), you: v.you || t('your-partner'), them: v.them, their: v.their, chest: v.chest, genitals: v.genitals,
  };
  return (text ?? '').replace(/(^|[.?:]["”’]?\s+)?\{([^{}]*)\}/g, (_all, before: string | undefined, hole: string) => {
    const bar = hole.indexOf('|');
    const s = bar < 0 ? own[hole] ?? '' : v.plain ? hole.slice(0, bar) : hole.slice(bar + 1);
    return before === undefined ? s : before + s.charAt(0).toUpperCase() + s.slice(1);
  });
}

/** "2 minutes", "45 seconds", "1 minute 15". */
export function lengthWords(seconds: number): string {
  const [m, s] = [Math.floor(seconds / 60), seconds % 60];
  return m === 0 ? t('onpaper-seconds', { n: s }) : s === 0 ? t('onpaper-minutes', { n: m }) : t('onpaper-minutes-and', { n: m, s });
}

const date = (o: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { ...o, timeZone: 'UTC' });
/** "3 March"; and of a month such as "2026-03", "March 2026". */
export const sayDayMonth = (day: number): string => date({ day: 'numeric', month: 'long' }).format(new Date(day * 86_400_000));
export const sayMonth = (month: string): string => date({ month: 'long', year: 'numeric' }).format(new Date(`${month}-01T00:00:00Z`));

// How a printed page speaks.  Names, pronouns and own words for the body come onto paper only where they were asked for:
// without that a page says "your partner" and could be anybody's.
import { t } from '../../strings/text';
import { useWho } from '../../ui/who';
import type { Who } from '../../ui/who';

export interface Speech {
  voice: Who;
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
  const voice = named ? who : { ...who, me: '', you: '', pronoun: '', shared: '', theirs: '', chest: '', genitals: '' };
  return { voice, own: !!(who.me || who.you || who.chest || who.genitals), sexual: who.sexual, ready: who.known };
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

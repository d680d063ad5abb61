// The pack's placeholders (spec/pack.md) filled with a person's own words.  Pure, and the only place that does it.

/** Empty where nothing is known: then `none` holds. */
export interface Wording {
  me: string;
  you: string;
  /** Pronouns of the partner as they were typed: "she/her", "ze/zir/zir", "Er". */
  pronoun: string;
  /** The own name, and the partner's, as both can read them. */
  shared: string;
  theirs: string;
  chest: string;
  genitals: string;
  plain: boolean;
}
/** What stands where this person has no word of their own. */
export type Fallback = Record<'me' | 'you' | 'them' | 'their' | 'chest' | 'genitals', string>;

/** together(w): on a page that two look at. What one calls the other in private is not read there. */
export const together = <W extends Wording>(w: W): W => ({ ...w, you: w.theirs, pronoun: '' });

/** facing(w): how the other one reads it, from their side of the phone. Of what a person wrote for themselves, names and
 * words for the body, nothing stands there: only the name that both can read. */
export const facing = <W extends Wording>(w: W): W => ({ ...w, me: '', you: w.shared, pronoun: '', chest: '', genitals: '', plain: false });

const HOLE = /\{(?:(me|you|them|their|chest|genitals)|([^{}|]{1,60})\|([^{}|]{1,60}))\}/g;
/** What stands before a word that begins a sentence. A colon does so only where speech begins behind it. */
const BEGINS = /(?:^|[.?!…]["'”’)\]]*\s+|:\s+(?=["“‘«]))["“‘«([]*$/;
const LOOK = 16; // characters that are looked at before a hole

/* What nobody types on purpose and what would turn the line round: control characters and marks of direction. */
const ODD = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
/** clean(s): a word of a person's own as it may stand in a sentence. */
export const clean = (s: string | null | undefined): string => [...(s ?? '').replace(ODD, ' ').replace(/\s+/g, ' ').trim()].slice(0, 40).join('');

const capital = (s: string): string => s.replace(/^\p{Ll}/u, (c) => c.toLocaleUpperCase());

/** Pronouns that need only their first word: object, possessive. */
const KNOWN: Record<string, readonly [string, string]> = {
  she: ['her', 'her'], he: ['him', 'his'], they: ['them', 'their'], it: ['it', 'its'],
  ze: ['zir', 'zir'], xe: ['xem', 'xyr'], ey: ['em', 'eir'], fae: ['faer', 'faer'],
};
/** Words that stand alone, as in "that is hers": no possessive before a noun. */
const ALONE = new Set(['hers', 'theirs', 'zirs', 'hirs', 'xyrs', 'eirs', 'faers']);

/** pronouns(s): object and possessive out of what was typed; null where it says nothing of the kind. "she/they" is she. */
export function pronouns(s: string): { them: string; their: string } | null {
  const part = clean(s).toLocaleLowerCase().split(/\s*[/,]\s*/).filter(Boolean);
  const [first, second, third] = part;
  if (!first) return null;
  const known = KNOWN[first];
  const list = second !== undefined && second in KNOWN && second !== known?.[0]; // several ways: the first is meant
  const them = (list ? undefined : second) ?? known?.[0];
  if (!them) return null;
  const own = list || third === undefined || ALONE.has(third) ? undefined : third;
  const their = own ?? (known && (list || second === undefined || second === known[0]) ? known[1] : undefined);
  // Two words that nobody here knows: the second has to do for both, as in ze/hir.
  return { them, their: their ?? them };
}

/**
 * fill(text, w, none, before): the text with every hole filled, in one pass: what is filled in is never read again, so a
 * name that looks like a placeholder stays a name. Whatever else stands in braces stays as it is. A word at the start of a
 * sentence begins with a capital; `before` is the text this one goes on from.
 */
export function fill(text: string | null | undefined, w: Wording, none: Fallback, before = ''): string {
  if (!text || !text.includes('{')) return text ?? '';
  const p = text.includes('{the') ? pronouns(w.pronoun) : null;
  const words: Record<string, string> = {
    me: clean(w.me) || none.me, you: clean(w.you) || none.you,
    them: p?.them ?? none.them, their: p?.their ?? none.their,
    chest: clean(w.chest) || none.chest, genitals: clean(w.genitals) || none.genitals,
  };
  return text.replace(HOLE, (_all, name: string | undefined, plain: string, reserved: string, at: number) => {
    const word = name ? words[name] ?? '' : w.plain ? plain : reserved;
    return BEGINS.test((before + text.slice(Math.max(0, at - LOOK), at)).slice(-LOOK)) ? capital(word) : word;
  });
}

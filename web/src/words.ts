// Names that the records use (spec/commands.md), in one place.
export const WISHES = ['ease', 'heard', 'affection', 'fewer-rows', 'room', 'play'] as const;
export const AROUND = ['baby', 'long-days', 'apart', 'ill', 'broken-trust', 'very-low'] as const;
export const SETUPS = ['me', 'partner', 'other', 'unknown'] as const;
export type PathName = 'together' | 'light' | 'alone';
export const PATHS: readonly PathName[] = ['together', 'light', 'alone'];
/** As the field `path` of a reflection record counts them. */
export const pathNumber = (p: PathName): number => PATHS.indexOf(p);
export const WHENS = ['morning', 'day', 'evening', 'bed'] as const;
/** The programme's rows of help lines, in the order a frightened person needs them. */
export const LINE_KINDS = ['danger', 'violence', 'sexual', 'men', 'crisis', 'own-conduct'] as const;

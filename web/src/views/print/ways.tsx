// Ways from where one would look for it to what can be printed.
import type { VNode } from 'preact';
import { t } from '../../strings/text';
import { go } from '../../nav';
import { Quiet } from '../../ui/parts';

/** Items beside which a note for a clinician is offered, besides all exercises that touch. */
const CLINIC: Record<string, readonly string[]> = {
  exercises: ['E40'],
  causes: ['B17', 'B18'],
  tracks: ['pain', 'erection', 'menopause', 'birth-loss-infertility', 'illness-and-caring'],
};

/** "A note for a clinician", where it fits; nothing elsewhere. */
export const NoteWay = (p: { folder: string; id: string; touch?: string }): VNode | null =>
  (p.touch && p.touch !== 'none') || CLINIC[p.folder]?.includes(p.id) ? <Quiet onClick={() => go('printnote')}>{t('note-way')}</Quiet> : null;

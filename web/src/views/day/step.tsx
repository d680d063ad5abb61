// One step as Today shows it: drawing, title, line, and the margin that tells the truth.
import type { VNode } from 'preact';
import { has, t } from '../../strings/text';
import { Drawing } from '../../ui/art';
import { Notes } from '../../ui/parts';
import type { Step } from './kinds';
import { say } from './kept';
import type { Who } from './kept';

/** "Promising": the words for how sure science is; never a letter here. */
export const sureWords = (sure: string): string => (has(`sure-${sure}`) ? t(`sure-${sure}`) : sure);

export function timeWords(s: Pick<Step, 'minutes' | 'joint'>): string {
  return t(s.joint ? 'step-time-joint' : 'step-time', { n: s.minutes });
}

export function StepCard(p: { step: Step; who: Who; level?: 'h1' | 'h2' }): VNode {
  const s = p.step;
  const H = p.level ?? 'h1';
  const why = s.why.slice(0, 2).map((r) => say(r.text, p.who)).join(' ');
  return (
    <>
      <Drawing of={s.art} />
      <H>{say(s.title, p.who)}</H>
      <p class="deck">{say(s.line, p.who)}</p>
      <Notes of={[
        [t('note-time'), timeWords(s)],
        ...(why ? [[t('note-why'), why] as [string, string]] : []),
        [t('note-sure'), [sureWords(s.sure), say(s.caveat, p.who)].filter(Boolean).join('. ').replace(/\.\./g, '.')],
      ]} />
    </>
  );
}

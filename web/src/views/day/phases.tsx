// The phases of one size as a page to read and to print: what is said, who does it, how long it takes.
import type { VNode } from 'preact';
import { t } from '../../strings/text';
import type { Phase, Size } from './kinds';
import { say } from './kept';
import type { Who } from './kept';

const lengthWords = (s: number): string => (s < 60 ? t('phase-seconds', { n: s }) : t('phase-minutes', { n: Math.round(s / 60) }));

function head(p: Phase): string {
  const what = t(`phase-${p.kind}`);
  const who = p.who && p.kind !== 'turn' ? t('phase-one', { what }) : what;
  return [who, p.seconds ? lengthWords(p.seconds) : ''].filter(Boolean).join(', ');
}

export function Phases(p: { size: Size; who: Who }): VNode {
  return (
    <ol class="phases">
      {p.size.phases.map((x, i) => (
        <li key={i}>
          <p class="note">{head(x)}</p>
          <p>{say(x.say, p.who)}</p>
          {x.other ? <p class="soft">{t('phase-other', { words: say(x.other, p.who) })}</p> : null}
          {x.in && x.out ? <p class="soft">{t('phase-breath', { in: x.in, out: x.out })}</p> : null}
          {x.text ? <blockquote class="passage">{say(x.text, p.who)}</blockquote> : null}
          {x.options ? <ul class="dots">{x.options.map((o) => <li key={o}>{say(o, p.who)}</li>)}</ul> : null}
        </li>
      ))}
    </ol>
  );
}

// Wording help: only when asked for, only on this phone.  It points at words and never changes them; where a text tells of
// harm it points at nothing and offers help instead.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../strings/text';
import { view } from '../client';
import { go } from '../nav';
import { Blocks } from '../ui/blocks';
import type { Block } from '../ui/blocks';
import { Note, Quiet, Quiets } from '../ui/parts';
import { useItem } from './item';

interface Rule { id: string; title: string; line: string }
interface Found extends Rule { from: number; to: number; kind: string; instead: string[] }
interface Said { harm: boolean; found: Found[]; about: Rule[] }
const AROUND = 24; // code points shown on either side of what is pointed at
const HARM_MAX = 2; // pages shown at once: two are enough for anybody in such an hour

/** "Look at the wording" under a field; `text` is what stands in it. */
export function Wording(p: { text: string }): VNode | null {
  const [said, say] = useState<{ of: string; answer: Said } | null>(null);
  // What was said holds for the words it was said about, and goes when they change.
  useEffect(() => { if (said && said.of !== p.text) say(null); }, [p.text]);
  const look = () => {
    const of = p.text;
    view<Said>({ show: 'compose', text: of }).then((answer) => say({ of, answer }), () => undefined);
  };
  if (!p.text.trim()) return null;
  const now = said?.of === p.text ? said.answer : null;
  return (
    <div class="wording">
      {now ? null : <Quiets><Quiet onClick={look}>{t('wording-look')}</Quiet></Quiets>}
      <div role="status">{now ? <Answer said={now} text={p.text} /> : null}</div>
      {now ? <Quiets><Quiet onClick={() => say(null)}>{t('wording-away')}</Quiet></Quiets> : null}
    </div>
  );
}

function Answer(p: { said: Said; text: string }): VNode {
  if (p.said.harm) return <Harm about={p.said.about.slice(0, HARM_MAX)} />;
  if (p.said.found.length === 0) return <Note>{t('wording-none')}</Note>;
  const cells = [...p.text];
  // Each rule once, at its first place: pointing at every "never" would be counting them.
  const seen = new Set<string>();
  const once = p.said.found.filter((f) => !seen.has(f.id) && seen.add(f.id));
  return (
    <>
      <Note>{t('wording-note')}</Note>
      <ul class="findings">
        {once.map((f) => (
          <li key={f.id}>
            <p class="hand">{lead(cells, f.from)}<mark>{cells.slice(f.from, f.to).join('')}</mark>{trail(cells, f.to)}</p>
            <p class="soft">{f.line}</p>
            {f.instead.length ? (
              <>
                <p class="note">{t('wording-instead')}</p>
                <ul class="dots instead">{f.instead.map((x) => <li key={x}>{x}</li>)}</ul>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
const lead = (c: string[], from: number): string => (from > AROUND ? '… ' : '') + c.slice(Math.max(0, from - AROUND), from).join('');
const trail = (c: string[], to: number): string => c.slice(to, to + AROUND).join('') + (to + AROUND < c.length ? ' …' : '');

function Harm(p: { about: Rule[] }): VNode {
  return (
    <section class="harm">
      <h2>{t('wording-harm')}</h2>
      {p.about.map((r) => <HarmPage key={r.id} rule={r} />)}
      <Quiets><Quiet onClick={() => go('help')}>{t('wording-harm-help')}</Quiet></Quiets>
    </section>
  );
}

function HarmPage(p: { rule: Rule }): VNode {
  const item = useItem<{ body: Record<string, Block[]> }>('composer', p.rule.id);
  return <div class="prose"><p>{p.rule.line}</p>{item?.body['text'] ? <Blocks of={item.body['text']} /> : null}</div>;
}

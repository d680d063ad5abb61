// The pack's texts: block trees (spec/pack.md), drawn as elements.  There is no HTML in them and none is made.  Names and
// words of the person stand in them already (ui/who.ts).
import type { ComponentChildren, VNode } from 'preact';
import { go } from '../nav';
import { say, useWho } from './who';
import type { Who } from './who';

export type Inline = string | { t: 'em' | 'st' | 'a'; c: Inline[]; to?: string };
export type Block = { t: 'p' | 'h'; c: Inline[]; n?: number } | { t: 'q'; c: Block[] } | { t: 'ul' | 'ol'; c: Block[][] };

/** Where a link of the pack leads: "help:afraid" and its kind. */
export function follow(to: string): void {
  const at = to.indexOf(':');
  const [folder, id] = [to.slice(0, at), to.slice(at + 1)];
  if (folder === 'help') go('helppage', { id });
  else if (folder === 'exercise') go('exercise', { id });
  else if (folder === 'learn') go('learn', { id });
  else if (folder === 'cause' || folder === 'track' || folder === 'sheet') go(folder, { id });
}

/** The plain words of inlines, as they are written. */
export const words = (c: readonly Inline[]): string => c.map((i) => (typeof i === 'string' ? i : words(i.c))).join('');

/** Inlines as elements; `before` is what they go on from, so that a name in the middle of a sentence stays as it is. */
export function inlines(c: readonly Inline[], who: Who, before = ''): ComponentChildren[] {
  let so = before;
  return c.map((i) => {
    const from = so;
    so += typeof i === 'string' ? i : words(i.c);
    if (typeof i === 'string') return say(i, who, from);
    if (i.t === 'em') return <em>{inlines(i.c, who, from)}</em>;
    if (i.t === 'st') return <strong>{inlines(i.c, who, from)}</strong>;
    const to = i.to ?? '';
    return <button type="button" class="act-link" onClick={() => follow(to)}>{inlines(i.c, who, from)}</button>;
  });
}

/** An item of a list: a single paragraph stands without its own box. */
const item = (c: readonly Block[], who: Who): ComponentChildren => {
  const only = c[0];
  return c.length === 1 && only?.t === 'p' ? inlines(only.c, who) : <Blocks of={c} />;
};

export function Blocks(p: { of: readonly Block[] }): VNode {
  const who = useWho();
  return (
    <>
      {p.of.map((b) => {
        switch (b.t) {
          case 'p': return <p>{inlines(b.c, who)}</p>;
          case 'h': return b.n === 3 ? <h3>{inlines(b.c, who)}</h3> : <h2>{inlines(b.c, who)}</h2>;
          case 'q': return <blockquote><Blocks of={b.c} /></blockquote>;
          case 'ul': return <ul class="dots">{b.c.map((x) => <li>{item(x, who)}</li>)}</ul>;
          case 'ol': return <ol class="nums">{b.c.map((x) => <li>{item(x, who)}</li>)}</ol>;
        }
      })}
    </>
  );
}

export type Body = Record<string, Block[]>;
/** All parts of an item, with their titles; `skip` leaves some out. */
export function Parts(p: { body: Body; skip?: string[] }): VNode {
  return (
    <div class="prose">
      {Object.entries(p.body).filter(([k]) => !p.skip?.includes(k)).map(([k, blocks]) => (
        <section key={k}>{k && k !== 'text' ? <h2>{k}</h2> : null}<Blocks of={blocks} /></section>
      ))}
    </div>
  );
}

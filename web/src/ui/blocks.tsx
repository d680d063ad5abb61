// The pack's texts: block trees (spec/pack.md), drawn as elements.  There is no HTML in them and none is made.
import type { ComponentChildren, VNode } from 'preact';
import { go } from '../nav';

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

export interface Names {
  me?: string | undefined;
  you?: string | undefined;
}
const fill = (s: string, n?: Names): string => s.replace(/\{me\}/g, n?.me || 'you').replace(/\{you\}/g, n?.you || 'your partner');

export function inlines(c: readonly Inline[], n?: Names): ComponentChildren[] {
  return c.map((i) => {
    if (typeof i === 'string') return fill(i, n);
    if (i.t === 'em') return <em>{inlines(i.c, n)}</em>;
    if (i.t === 'st') return <strong>{inlines(i.c, n)}</strong>;
    const to = i.to ?? '';
    return <button type="button" class="act-link" onClick={() => follow(to)}>{inlines(i.c, n)}</button>;
  });
}
/** The plain words of inlines, for a text that is copied. */
export const words = (c: readonly Inline[]): string => c.map((i) => (typeof i === 'string' ? i : words(i.c))).join('');

/** An item of a list: a single paragraph stands without its own box. */
const item = (c: readonly Block[], n?: Names): ComponentChildren => {
  const only = c[0];
  return c.length === 1 && only?.t === 'p' ? inlines(only.c, n) : <Blocks of={c} names={n} />;
};

export function Blocks(p: { of: readonly Block[]; names?: Names | undefined }): VNode {
  return (
    <>
      {p.of.map((b) => {
        switch (b.t) {
          case 'p': return <p>{inlines(b.c, p.names)}</p>;
          case 'h': return b.n === 3 ? <h3>{inlines(b.c, p.names)}</h3> : <h2>{inlines(b.c, p.names)}</h2>;
          case 'q': return <blockquote><Blocks of={b.c} names={p.names} /></blockquote>;
          case 'ul': return <ul class="dots">{b.c.map((x) => <li>{item(x, p.names)}</li>)}</ul>;
          case 'ol': return <ol class="nums">{b.c.map((x) => <li>{item(x, p.names)}</li>)}</ol>;
        }
      })}
    </>
  );
}

export type Body = Record<string, Block[]>;
/** All parts of an item, with their titles; `skip` leaves some out. */
export function Parts(p: { body: Body; skip?: string[]; names?: Names }): VNode {
  return (
    <div class="prose">
      {Object.entries(p.body).filter(([k]) => !p.skip?.includes(k)).map(([k, blocks]) => (
        <section key={k}>{k && k !== 'text' ? <h2>{k}</h2> : null}<Blocks of={blocks} names={p.names} /></section>
      ))}
    </div>
  );
}

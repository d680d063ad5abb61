// The pack's texts on paper: no links to tap, headings one step lower than on screens, and placeholders filled.
import type { ComponentChildren, VNode } from 'preact';
import type { Block, Inline } from '../../ui/blocks';
import { say } from '../../ui/who';
import type { Who } from '../../ui/who';

function inlines(c: readonly Inline[], v: Who): ComponentChildren[] {
  return c.map((i) => {
    if (typeof i === 'string') return say(i, v);
    if (i.t === 'st') return <strong>{inlines(i.c, v)}</strong>;
    return i.t === 'em' ? <em>{inlines(i.c, v)}</em> : <span class="to">{inlines(i.c, v)}</span>;
  });
}
const item = (c: readonly Block[], v: Who): ComponentChildren => {
  const only = c[0];
  return c.length === 1 && only?.t === 'p' ? inlines(only.c, v) : <Text of={c} voice={v} />;
};

/** Blocks as they are printed. Lists keep their numbers and dots without any style of the screen. */
export function Text(p: { of: readonly Block[]; voice: Who }): VNode {
  return (
    <>
      {p.of.map((b) => {
        switch (b.t) {
          case 'p': return <p>{inlines(b.c, p.voice)}</p>;
          case 'h': return b.n === 3 ? <h4>{inlines(b.c, p.voice)}</h4> : <h3>{inlines(b.c, p.voice)}</h3>;
          case 'q': return <blockquote><Text of={b.c} voice={p.voice} /></blockquote>;
          case 'ul': return <ul class="items">{b.c.map((x) => <li>{item(x, p.voice)}</li>)}</ul>;
          case 'ol': return <ol class="items numbered">{b.c.map((x) => <li>{item(x, p.voice)}</li>)}</ol>;
        }
      })}
    </>
  );
}

/** How many letters blocks hold, to guess the length of a book. */
export function letters(of: readonly Block[]): number {
  const inl = (c: readonly Inline[]): number => c.reduce((n, i) => n + (typeof i === 'string' ? i.length : inl(i.c)), 0);
  let n = 0;
  for (const b of of) {
    switch (b.t) {
      case 'p': case 'h': n += inl(b.c); break;
      case 'q': n += letters(b.c); break;
      case 'ul': case 'ol': for (const x of b.c) n += letters(x);
    }
  }
  return n;
}

// The words of the interface.  Every one lives in strings/en*.ftl; t() gives a text, <T> a text with live parts.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { FluentVariable } from '@fluent/bundle';
import type { ComponentChildren, VNode } from 'preact';
import source from 'strings:en';

const bundle = new FluentBundle('en', { useIsolating: false });
bundle.addResource(new FluentResource(source));

/** addStrings(ftl): the words of a part that comes later. */
export function addStrings(ftl: string): void {
  bundle.addResource(new FluentResource(ftl));
}

export type Args = Record<string, FluentVariable>;

/** t(id, args): the text; the id itself where the text is missing, so that a hole is seen and nothing breaks. */
export function t(id: string, args?: Args): string {
  const m = bundle.getMessage(id);
  return m?.value ? bundle.formatPattern(m.value, args ?? null, []) : id;
}

export const has = (id: string): boolean => bundle.hasMessage(id);

type Part = (words: string) => ComponentChildren;

/** <T id parts args>: a text in which <name>words</name> is drawn by parts.name. Nesting is not needed and not read. */
export function T(p: { id: string; args?: Args; parts: Record<string, Part> }): VNode {
  const out: ComponentChildren[] = [];
  const text = t(p.id, p.args);
  const re = /<(\w+)>(.*?)<\/\1>/g;
  let at = 0;
  for (let m = re.exec(text); m; m = re.exec(text)) {
    out.push(text.slice(at, m.index));
    const part = p.parts[m[1] ?? ''];
    out.push(part ? part(m[2] ?? '') : m[2]);
    at = m.index + m[0].length;
  }
  out.push(text.slice(at));
  return <>{out}</>;
}

/** Dates as people say them. day: days since 1970 in the person's own calendar. */
const utc = (day: number): Date => new Date(day * 86_400_000);
const date = (o: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { ...o, timeZone: 'UTC' });
export const sayDay = (day: number): string => date({ weekday: 'long', day: 'numeric', month: 'long' }).format(utc(day));
export const sayDate = (day: number): string => date({ day: 'numeric', month: 'long', year: 'numeric' }).format(utc(day));
export const sayWeekday = (day: number): string => date({ weekday: 'long' }).format(utc(day));
/** "Mon". */
export const sayShort = (day: number): string => date({ weekday: 'short' }).format(utc(day));
/** 600 is "10:00". */
export const sayTime = (minute: number): string => date({ hour: '2-digit', minute: '2-digit' }).format(new Date(minute * 60_000));
export const sayList = (of: readonly string[]): string => new Intl.ListFormat('en-GB').format(of);
export const sayLetter = (day: number): string => date({ weekday: 'narrow' }).format(utc(day));

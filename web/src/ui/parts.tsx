// Acts, answers, fields and marks: the small parts that pages are made of.
import type { ComponentChildren, JSX, VNode } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../strings/text';
import { leave } from '../leave';
import { DoorIcon, Flame } from './art';

/** The one main action of a page. `missing` says what is still needed; then it cannot be pressed. */
export function Act(p: { children: ComponentChildren; onClick?: () => void; busy?: string | false; missing?: string | false; type?: 'button' | 'submit' }): VNode {
  return (
    <button class="act" type={p.type ?? 'button'} disabled={!!p.missing} aria-busy={p.busy ? 'true' : undefined}
      onClick={() => { if (!p.busy) p.onClick?.(); }}>
      {p.busy || p.missing || p.children}
    </button>
  );
}

/** Several ways of the same weight, where none may be louder than the others. */
export function Equal(p: { title: string; line?: string; onClick: () => void }): VNode {
  return (
    <li>
      <button type="button" class="row" onClick={p.onClick}>
        <span>{p.title}{p.line ? <small>{p.line}</small> : null}</span>
        <span class="go" aria-hidden="true" />
      </button>
    </li>
  );
}
export const Rows = (p: { class?: string; label?: string; children: ComponentChildren }): VNode => <ul class={`lines ${p.class ?? ''}`} aria-label={p.label}>{p.children}</ul>;

export const Quiet = (p: { children: ComponentChildren; onClick: () => void; busy?: boolean }): VNode => (
  <button class="quiet" type="button" aria-busy={p.busy ? 'true' : undefined} onClick={p.onClick}>{p.children}</button>
);
export const Quiets = (p: { children: ComponentChildren }): VNode => <div class="quiets">{p.children}</div>;

export const Note = (p: { children: ComponentChildren; class?: string }): VNode => <p class={`note ${p.class ?? ''}`}>{p.children}</p>;
export const Deck = (p: { children: ComponentChildren; soft?: boolean }): VNode => <p class={`deck ${p.soft ? 'soft' : ''}`}>{p.children}</p>;
export const Folio = (p: { children: ComponentChildren }): VNode => <p class="folio">{p.children}</p>;

export type Audience = 'me' | 'us' | 'sealed' | 'device';
/** One line, two lines, a stitched line: who can read it. */
export const Who = (p: { for: Audience; children?: ComponentChildren }): VNode => (
  <p class={`who ${p.for === 'device' ? 'me' : p.for}`}><i />{p.children ?? t(`who-${p.for}`)}</p>
);

/** Eight words to compare by voice. */
export const Words8 = (p: { words: readonly string[] }): VNode => <ol class="words8">{p.words.map((w, i) => <li key={i}>{w}</li>)}</ol>;

/** Margin notes: label and words. */
export const Notes = (p: { of: [string, ComponentChildren][] }): VNode => (
  <dl class="notes">{p.of.map(([k, v]) => <div key={k}><dt>{k}</dt><dd>{v}</dd></div>)}</dl>
);

interface FieldProps {
  label: ComponentChildren;
  value: string;
  onInput: (v: string) => void;
  hint?: string | undefined;
  error?: string | null | undefined;
  placeholder?: string | undefined;
  hidden?: boolean;
  type?: 'text' | 'password' | 'url';
  max?: number;
  mono?: boolean;
  /** The line becomes as many lines as what is written needs; Enter still means done. */
  grow?: boolean;
  autofocus?: boolean;
  onEnter?: () => void;
}

/** A line to write on. Spell check is off: it may send what is written elsewhere. */
export function LineField(p: FieldProps): VNode {
  const id = useId();
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [seen, see] = useState(false);
  useEffect(() => {
    if (p.error) ref.current?.focus();
  }, [p.error]);
  const secret = p.type === 'password';
  useLayoutEffect(() => {
    const e = p.grow ? ref.current : null;
    if (!e) return;
    const fit = () => { e.style.height = ''; e.style.height = `${e.scrollHeight + e.offsetHeight - e.clientHeight}px`; };
    fit();
    addEventListener('resize', fit);
    return () => removeEventListener('resize', fit);
  }, [p.grow, p.value]);
  const all = {
    ref, id, value: p.value, placeholder: p.placeholder, maxLength: p.max ?? 400, autocomplete: 'off' as const, spellcheck: false,
    class: `line-field ${p.mono ? 'code' : ''} ${p.grow ? 'grow' : ''}`, autocapitalize: secret || p.mono ? ('none' as const) : undefined,
    'aria-invalid': p.error ? ('true' as const) : undefined, 'aria-describedby': p.error || p.hint ? `${id}-h` : undefined,
    onInput: (e: { currentTarget: { value: string } }) => p.onInput(e.currentTarget.value),
    onKeyDown: (e: KeyboardEvent) => { if (e.key === 'Enter' && p.onEnter) { e.preventDefault(); p.onEnter(); } },
  };
  return (
    <div class="field">
      <label for={id} class={p.hidden ? 'vh' : 'soft'}>{p.label}</label>
      <div class="line-with">
        {p.grow ? <textarea rows={1} {...all} /> : <input type={secret && !seen ? 'password' : 'text'} {...all} />}
        {secret ? <button type="button" class="quiet" aria-pressed={seen} onClick={() => see(!seen)}>{t(seen ? 'field-hide' : 'field-show')}</button> : null}
      </div>
      {p.error ? <p class="field-say" id={`${id}-h`} role="alert">{p.error}</p> : p.hint ? <p class="note" id={`${id}-h`}>{p.hint}</p> : null}
    </div>
  );
}

/** A ruled page to write on. */
export function PaperField(p: { label: string; value: string; onInput: (v: string) => void; rows?: number; max?: number; placeholder?: string; hidden?: boolean }): VNode {
  const id = useId();
  return (
    <div class="field grow">
      <label for={id} class={p.hidden === false ? 'soft' : 'vh'}>{p.label}</label>
      <textarea id={id} class="paper-lines" rows={p.rows ?? 7} value={p.value} maxLength={p.max ?? 8000} placeholder={p.placeholder}
        autocomplete="off" spellcheck={false} onInput={(e) => p.onInput(e.currentTarget.value)} />
    </div>
  );
}

/** Answer rows: the flame in the ring, bold when chosen. */
export function Answers<V extends string>(p: { legend: string; shown?: boolean; value: V | null; of: readonly (readonly [V, string])[]; onPick: (v: V) => void }): VNode {
  const name = useId();
  return (
    <fieldset class="answers">
      <legend class={p.shown ? '' : 'vh'}>{p.legend}</legend>
      {p.of.map(([v, words]) => (
        <label key={v}>
          <input type="radio" name={name} checked={p.value === v} onChange={() => p.onPick(v)} />
          <span class="o"><Flame /></span><span class="t">{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Several may be chosen. */
export function Picks<V extends string>(p: { legend: string; shown?: boolean; value: readonly V[]; of: readonly (readonly [V, string])[]; onPick: (v: V[]) => void; max?: number }): VNode {
  const flip = (v: V, e: JSX.TargetedEvent<HTMLInputElement>) => {
    if (p.value.includes(v)) p.onPick(p.value.filter((x) => x !== v));
    else if (p.max && p.value.length >= p.max) e.currentTarget.checked = false;
    else p.onPick([...p.value, v]);
  };
  return (
    <fieldset class="answers">
      <legend class={p.shown ? '' : 'vh'}>{p.legend}</legend>
      {p.of.map(([v, words]) => (
        <label key={v}>
          <input type="checkbox" checked={p.value.includes(v)} onChange={(e) => flip(v, e)} />
          <span class="o"><Flame /></span><span class="t">{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Who is it for: rows with the mark, and one sentence that says exactly what the other will see. */
export function AudienceRows(p: { legend?: string; /** Other words than those of a page. */ says?: string; value: Audience; of: readonly Audience[]; onPick: (a: Audience) => void }): VNode {
  const name = useId();
  return (
    <>
      <fieldset class="audience">
        <legend>{p.legend ?? t('audience-legend')}</legend>
        {p.of.map((a) => (
          <label key={a}>
            <input type="radio" name={name} checked={p.value === a} onChange={() => p.onPick(a)} />
            <span class={`mark ${a === 'device' ? 'me' : a}`} /><span class="t">{t(`audience-${a}`)}</span><span class="o"><Flame /></span>
          </label>
        ))}
      </fieldset>
      <p class="note" aria-live="polite">{p.says ?? t(`audience-${p.value}-says`)}</p>
    </>
  );
}

/** A question before something that cannot be taken back: a sheet, drawn in the page, that takes the focus. */
export function Sheet(p: { title: string; children?: ComponentChildren; yes: string; no: string; busy?: string | false; onYes: () => void; onNo: () => void }): VNode {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const d = ref.current;
    d?.showModal();
    return () => d?.close();
  }, []);
  return (
    <dialog ref={ref} class="sheet" aria-label={p.title} onCancel={(e) => { e.preventDefault(); p.onNo(); }}>
      <h2 class="say">{p.title}</h2>
      {p.children}
      <Act busy={p.busy} onClick={p.onYes}>{p.yes}</Act>
      <Quiets>
        <Quiet onClick={p.onNo}>{p.no}</Quiet>
        {/* The page behind a sheet cannot be reached, so the way out stands in the sheet too. */}
        <Quiet onClick={() => leave()}><DoorIcon />{t('leave')}</Quiet>
      </Quiets>
    </dialog>
  );
}

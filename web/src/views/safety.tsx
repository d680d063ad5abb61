// The private questions (A2).  Answers live in one variable of this file's component, are turned into a suggestion by a
// pure view of the core and dropped; whatever they were, the same page follows.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { begin } from '../begin';
import { records, status, useView, view, write } from '../client';
import type { StateView } from '../client';
import { canGoBack, go, reset } from '../nav';
import { heed } from '../sitting';
import { t } from '../strings/text';
import { Blocks } from '../ui/blocks';
import type { Body } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Equal, Folio, Note, Quiet, Quiets, Rows } from '../ui/parts';
import { today } from '../ui/state';
import { tell } from '../ui/tell';
import { pathNumber } from '../words';
import type { PathName } from '../words';
import { faultWords } from './fault';
import { useItem } from './item';

type Answer = 'yes' | 'no' | 'skip';
interface Safety { id: string; before: string; items: { id: string; text: string }[]; body: Body }

/** All of them, or with `pulse` three in turn: those that come back with the four-weekly reflection. */
export function SafetyQuestions(p: { params: { then?: string; pulse?: number } }): VNode {
  const whole = useItem<Safety>('safety', 'safety');
  const pulse = p.params.pulse;
  const doc = whole && pulse !== undefined
    ? { ...whole, before: t('pulse-before'), items: whole.items.filter((_, i) => Math.floor(i / 3) === pulse % Math.ceil(whole.items.length / 3)) } : whole;
  const leave = () => (pulse === undefined ? go('path') : void stay());
  const [at, to] = useState(-1);
  const [head, inHead] = useState(false);
  const [answers, answer] = useState<Record<string, Answer>>({});
  // Who did not set this up cannot know that the program is the published one: no taps at all.
  const kept = useView<StateView>(status.get().phase === 'open' && begin.setup === '' ? { show: 'state' } : null);
  const onlyHead = begin.setup === 'partner' || begin.setup === 'unknown' || kept?.stays === true;
  if (!doc) return <Page back={canGoBack() ? t('back') : false}><Verso><h1 class="say">{doc === null ? t('gone-title') : '\u00a0'}</h1></Verso><Recto>{null}</Recto></Page>;

  const finish = async () => {
    const asked = !head && Object.keys(answers).length > 0;
    try {
      const r = await view<{ path: PathName; care: boolean; contain: boolean }>({ show: 'safety', answers: asked ? answers : {}, asked });
      heed(r);
      // Three answers say too little to call a wider path fitting.
      begin.fit = asked && !(pulse !== undefined && r.path === 'together') ? r.path : null;
    } catch {
      begin.fit = null;
    }
    answer({});
    to(doc.items.length);
  };

  // Staying writes what choosing writes, and so does Later: what goes out after these questions says nothing of them, not
  // even whether they were answered (settled 19).
  const stay = async () => {
    begin.fit = null;
    const last = await records<{ path?: number }>('reflection', { limit: 1 }).catch(() => []);
    const r = await write('reflection', 'me', { path: last[0]?.body.path ?? 0, day: today(), slice: 0, answers: {} });
    if (r.ok) reset('mine');
    else tell(faultWords(r));
  };

  if (at < 0) {
    return (
      <Page back={canGoBack() ? t('back') : false} top>
        <Verso><h1>{t(pulse === undefined ? 'safety-title' : 'pulse-title')}</h1></Verso>
        <Recto>
          <p>{doc.before}</p>
          {onlyHead ? <Note class="facts">{t('safety-only-head')}</Note> : <Act onClick={() => { inHead(false); to(0); }}>{t('safety-here')}</Act>}
          {onlyHead ? <Act onClick={() => { inHead(true); to(0); }}>{t('safety-read')}</Act> : (
            <Quiets>
              <Quiet onClick={() => { inHead(true); to(0); }}>{t('safety-head')}</Quiet>
              <Quiet onClick={leave}>{t('later')}</Quiet>
            </Quiets>
          )}
          {onlyHead ? <Quiets><Quiet onClick={leave}>{t('later')}</Quiet></Quiets> : null}
        </Recto>
      </Page>
    );
  }
  if (at >= doc.items.length) {
    return (
      <Page top kind="after" back={t('back')} onBack={() => to(-1)}>
        <Verso><h1>{t('safety-after')}</h1></Verso>
        <Recto>
          <div class="prose"><Blocks of={doc.body['After'] ?? []} /></div>
          {pulse === undefined ? null : <Act onClick={() => void stay()}>{t('pulse-stay')}</Act>}
          <Act onClick={() => go(p.params.then ?? 'path')}>{t(pulse === undefined ? 'safety-choose' : 'pulse-choose')}</Act>
        </Recto>
      </Page>
    );
  }
  const q = doc.items[at];
  if (!q) return <Page><Verso><h1>{t('gone-title')}</h1></Verso></Page>;
  const on = () => (at + 1 < doc.items.length ? to(at + 1) : void finish());
  return (
    <Page kind="ask" back={t('later')} onBack={() => (at === 0 ? to(-1) : leave())}>
      <Verso>
        <Note>{t(head ? 'safety-note-head' : 'safety-note')}</Note>
        <div><h1 class="say" key={q.id}>{q.text}</h1></div>
      </Verso>
      <Recto low>
        {head ? null : (
          <Answers legend={t('your-answer')} value={answers[q.id] ?? null} of={[['no', t('no')], ['yes', t('yes')], ['skip', t('rather-not')]] as const}
            onPick={(v) => answer({ ...answers, [q.id]: v })} />
        )}
        <Act onClick={on}>{t('next')}</Act>
        <Folio>{t('safety-folio', { at: at + 1, of: doc.items.length })}</Folio>
      </Recto>
    </Page>
  );
}

/** Alone, light, at the table, invite: equal ways; one may be named a good fit, right behind the questions. */
export function PathChoice(p: { params: { anew?: boolean } }): VNode {
  const doc = useItem<Safety>('safety', 'safety');
  const open = status.get().phase === 'open';
  const state = useView<StateView>(open ? { show: 'state' } : null);
  const paired = state?.paired === true;
  const pick = async (path: PathName, next: typeof begin.next) => {
    if (open) {
      // Kept already (a partner who joined, or a change of mind): the path goes where everyone's goes.
      const r = await write('reflection', 'me', { path: pathNumber(path), day: today(), slice: 0, answers: {} });
      begin.fit = null;
      if (r.ok) reset(next === 'invite' || next === 'table' ? next : 'today');
      else tell(faultWords(r));
      return;
    }
    begin.path = path;
    begin.next = next;
    go('keep');
  };
  return (
    <Page back={t('back')} top>
      <Verso>
        <h1>{t('path-title')}</h1>
        <p class="deck soft">{t('path-deck')}</p>
        <Note class="facts">{begin.fit && !p.params.anew ? `${t(`path-fit-${begin.fit}`)} ` : ''}{t('path-note')}</Note>
      </Verso>
      <Recto>
        <Rows class="big" label={t('path-title')}>
          <Equal title={t('path-alone')} line={t('path-alone-line')} onClick={() => void pick('alone', 'alone')} />
          <Equal title={t('path-light')} line={t('path-light-line')} onClick={() => void pick('light', 'light')} />
          {paired ? <Equal title={t('path-both')} line={t('path-both-line')} onClick={() => void pick('together', 'alone')} /> : null}
          {paired ? null : <Equal title={t('path-table')} line={t('path-table-line')} onClick={() => void pick('together', 'table')} />}
          {paired ? null : <Equal title={t('path-invite')} line={t('path-invite-line')} onClick={() => void pick('together', 'invite')} />}
        </Rows>
        {doc ? (
          <details class="fold">
            <summary>{t('path-more')}</summary>
            <div class="prose">
              {(['Alone', 'Light', 'Together'] as const).map((k) => <section key={k}><h2>{k}</h2><Blocks of={doc.body[k] ?? []} /></section>)}
            </div>
          </details>
        ) : null}
      </Recto>
    </Page>
  );
}

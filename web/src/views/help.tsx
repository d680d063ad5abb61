// Help: someone to call, and pages.  It keeps no trace: the country stays in memory, nothing is fetched when a page is
// opened (the pack is already here), and the tab says "Notes".
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { status, useView } from '../client';
import { canGoBack, go } from '../nav';
import { has, t } from '../strings/text';
import { cell, useCell } from '../ui/state';
import { Page, Recto, Verso } from '../ui/page';
import { Note, Quiet, Quiets, Rows } from '../ui/parts';
import { LINE_KINDS } from '../words';
import { ItemPage } from './item';

interface Line { for: string; name?: string; number?: string; text?: string; web?: string; note?: string; checked: string | boolean }
export interface Country { code: string; name: string; emergency: string; lines: Line[] }

// Chosen, never guessed: a phone's language says little about where somebody is.
export const country = cell<string>('');
const PAGES = ['afraid', 'pressed-for-touch', 'not-wanting-to-live', 'own-safety-plan', 'worried-about-myself', 'worried-about-my-partner', 'after-a-discovery',
  'pain-and-health', 'after-a-bad-evening', 'hurt-before-you-look', 'counsellors', 'pause-or-separate', 'not-therapy'];

/** The page about a plan for dark hours; where somebody is in, it can be written down, by them alone. */
const OWN_PLAN = 'own-safety-plan';

export const dial = (n: string): string | null => (/^[+0-9 ()-]{2,}$/.test(n) ? `tel:${n.replace(/[^+0-9]/g, '')}` : null);

export const useHelpLines = (): Country[] | null | undefined => useView<Country[]>({ show: 'lines' });

export function Help(): VNode {
  const all = useHelpLines();
  const list = useView<{ id: string; title: string; line: string }[]>({ show: 'list', folder: 'help' });
  const code = useCell(country);
  const [choosing, choose] = useState(false);
  const here = all?.find((c) => c.code === code);
  const open = ['open', 'waiting', 'alarm'].includes(status.get().phase);
  const pages = [...(list ?? [])].filter((x) => x.title && x.id !== 'lines').sort((a, b) => rank(a.id) - rank(b.id));
  return (
    <Page kind="help" top {...(open ? { foot: 'help' as const } : { help: false })} {...(canGoBack() ? { back: t('back') } : { where: t('place-help') })}>
      <Verso>
        <h1>{t('help-title')}</h1>
        <p class="deck">{t('help-deck')}</p>
      </Verso>
      <Recto>
        {all && (choosing || !here) ? (
          <>
          <h2>{t('help-country')}</h2>
          <Note>{t('help-country-note')}</Note>
          <Rows label={t('help-country')}>
            {all.map((c) => <li key={c.code}><button type="button" class="row" onClick={() => { country.set(c.code); choose(false); }}><span>{c.name}</span><span class="n" dir="ltr">{c.emergency}</span></button></li>)}
          </Rows>
          </>
        ) : (
          <>
            <ul class="lines" aria-label={t('help-lines')}>
              {here ? <LineRow line={{ for: 'danger', number: here.emergency, checked: true, ...(here.lines.find((l) => l.for === 'danger')?.note ? { note: here.lines.find((l) => l.for === 'danger')?.note ?? '' } : {}) }} /> : null}
              {LINE_KINDS.filter((k) => k !== 'danger').flatMap((k) => (here?.lines ?? []).filter((l) => l.for === k)).map((l) => <LineRow key={l.for + (l.number ?? l.web ?? '')} line={l} />)}
            </ul>
            {here?.lines.some((l) => !l.checked || l.checked === 'no') ? <Note>{t('help-unchecked')}</Note> : null}
            {all === null ? <Note>{t('help-nolines')}</Note> : null}
            <Quiets>
              <Quiet onClick={() => choose(true)}>{t('help-change', { country: here?.name ?? '' })}</Quiet>
              <Quiet onClick={() => go('helppage', { id: 'clearing-the-call-list' })}>{t('help-clearing')}</Quiet>
            </Quiets>
          </>
        )}
      </Recto>
      <Rows class="topics" label={t('help-pages')}>
        {pages.filter((x) => x.id !== 'clearing-the-call-list').map((x) => (
          <li key={x.id}><button type="button" class="row" onClick={() => go('helppage', { id: x.id })}><span>{x.title}</span><span class="go" aria-hidden="true" /></button></li>
        ))}
        <li><button type="button" class="row" onClick={() => go('know')}><span>{t('know-title')}</span><span class="go" aria-hidden="true" /></button></li>
      </Rows>
    </Page>
  );
}

const rank = (id: string): number => (PAGES.includes(id) ? PAGES.indexOf(id) : PAGES.length);

/** A number dials, or takes a message where the line is a text line; a website is only shown, so that no tap leaves a
 *  trace in the browser's history. */
function LineRow(p: { line: Line }): VNode {
  const l = p.line;
  const to = l.number ? dial(l.number) : null;
  const href = to && l.text ? to.replace('tel:', 'sms:') : to;
  const words = <span>{t(`line-${l.for}`)}{l.name || l.note ? <small>{[l.name, l.note].filter(Boolean).join('. ')}</small> : null}</span>;
  return <li>{href ? <a href={href}>{words}<span class="n" dir="ltr">{l.number}</span></a> : <p class="row">{words}<span class="n code">{l.number ?? l.web}</span></p>}</li>;
}

/** Pages after which somebody may want to write down what to ask a clinician; the words for it come with the rest. */
const CLINIC = /pain|desire|trauma|illness|counsel/;
export const HelpPage = (p: { params: { id?: string } }): VNode => {
  const id = String(p.params.id ?? 'afraid');
  return (
    <ItemPage folder="help" id={id} back={t('place-help')} help={false} kind="help">
      {CLINIC.test(id) && has('note-way') ? <Quiets><Quiet onClick={() => go('printnote')}>{t('note-way')}</Quiet></Quiets> : null}
      {id === OWN_PLAN && status.get().phase === 'open' ? <Quiets><Quiet onClick={() => go('sheet', { id: 'safety-plan' })}>{t('help-own-plan')}</Quiet></Quiets> : null}
    </ItemPage>
  );
};

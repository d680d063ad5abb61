// The paper code: made, written down, two groups typed again, laid down at the server only then.  And coming back by it.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { confirmPaper, makePaper, recover, write } from '../client';
import { back, reset } from '../nav';
import { sayDate, t } from '../strings/text';
import { today } from '../ui/state';
import { Page, Recto, Verso } from '../ui/page';
import { Act, LineField, Note, Quiet, Quiets, Words8 } from '../ui/parts';
import { tell } from '../ui/tell';
import { faultWords } from './fault';
import { PassAgain, PassField, strength } from './pass';

const groups = (code: string): string[] => code.replace(/[\s-]/g, '').match(/.{1,4}/g) ?? [];
const plain = (s: string): string => s.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

export function Paper(): VNode {
  const [pass, setPass] = useState('');
  const [code, setCode] = useState<{ text: string; ticket: string } | null>(null);
  const [step, setStep] = useState<'pass' | 'write' | 'again'>('pass');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [typed, setTyped] = useState<[string, string]>(['', '']);
  const [which] = useState<[number, number]>(() => {
    const r = crypto.getRandomValues(new Uint8Array(2));
    const a = (r[0] ?? 0) % 7;
    const b = (a + 1 + ((r[1] ?? 0) % 6)) % 7;
    return a < b ? [a, b] : [b, a];
  });
  const list = groups(code?.text ?? '');

  const make = async () => {
    if (!pass || busy) return;
    setBusy(true);
    setError(null);
    const r = await makePaper(pass);
    setBusy(false);
    setPass('');
    if (!r.ok) return setError(r.error === 'forged' ? t('unlock-wrong') : faultWords(r));
    setCode({ text: r.text, ticket: r.ticket });
    setStep('write');
  };
  const confirm = async () => {
    if (!code || busy) return;
    if (plain(typed[0]) !== plain(list[which[0]] ?? '') || plain(typed[1]) !== plain(list[which[1]] ?? '')) return setError(t('paper-slip'));
    setBusy(true);
    setError(null);
    const r = await confirmPaper(code.ticket);
    if (!r.ok) {
      setBusy(false);
      return setError(faultWords(r));
    }
    await write('paper', 'me', { day: today(), version: (r as unknown as { version?: number }).version ?? 1 });
    setBusy(false);
    setCode(null);
    back('keeping');
    tell(t('paper-done'));
  };

  if (step === 'pass')
    return (
      <Page back={t('back')}>
        <Verso><h1>{t('paper-title')}</h1><p class="deck soft">{t('paper-deck')}</p><Note class="facts">{t('paper-note')}</Note></Verso>
        <Recto>
          <PassAgain value={pass} onInput={setPass} error={error} onEnter={() => void make()} />
          <Act missing={pass ? false : t('unlock-missing')} busy={busy ? t('paper-busy') : false} onClick={() => void make()}>{t('paper-make')}</Act>
        </Recto>
      </Page>
    );
  if (step === 'write')
    return (
      <Page back={t('back')} onBack={() => back('keeping')}>
        <Verso><h1>{t('paper-write')}</h1><p class="deck soft">{t('paper-write-deck')}</p></Verso>
        <Recto>
          <ol class="paper" aria-label={t('paper-code')}>{list.map((g, i) => <li key={i}>{g}</li>)}</ol>
          <Note>{t('paper-letters')}</Note>
          <Act onClick={() => setStep('again')}>{t('paper-written')}</Act>
          <Quiets><Quiet onClick={() => print()}>{t('paper-print')}</Quiet></Quiets>
        </Recto>
      </Page>
    );
  return (
    <Page back={t('back')} onBack={() => setStep('write')}>
      <Verso><h1>{t('paper-again')}</h1><p class="deck soft">{t('paper-again-deck')}</p></Verso>
      <Recto>
        <LineField mono max={9} label={t('paper-group', { n: which[0] + 1 })} value={typed[0]} onInput={(v) => setTyped([v, typed[1]])} />
        <LineField mono max={9} label={t('paper-group', { n: which[1] + 1 })} value={typed[1]} onInput={(v) => setTyped([typed[0], v])} error={error} onEnter={() => void confirm()} />
        <Act missing={typed[0] && typed[1] ? false : t('paper-missing')} busy={busy ? t('paper-laying') : false} onClick={() => void confirm()}>{t('paper-confirm')}</Act>
      </Recto>
    </Page>
  );
}

/** Coming back with the paper code on a new device: all others are revoked. A link of the demonstration brings the code. */
export function Recover(p: { params: { code?: string } }): VNode {
  const given = p.params.code ?? '';
  const [code, setCode] = useState(() => groups(given).join(' '));
  const [pass, setPass] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [back8, setBack8] = useState<{ newest: number | null; words: string[] } | null>(null);
  useEffect(() => () => setCode(''), []);
  const run = async () => {
    setBusy(true);
    setError(null);
    const r = await recover({ text: code, pass });
    setBusy(false);
    if (!r.ok) return setError(r.error === 'slip' ? t('recover-slip') : r.error === 'code' ? t('recover-unknown') : faultWords(r));
    setCode('');
    setPass('');
    setBack8({ newest: r.newest, words: r.words });
  };
  if (back8)
    return (
      <Page top>
        <Verso>
          <h1>{t('recover-done')}</h1>
          <p class="deck soft">{back8.newest === null ? t('recover-empty') : t('recover-newest', { date: sayDate(back8.newest) })}</p>
          <Note class="facts">{t('recover-fresh')}</Note>
        </Verso>
        <Recto>
          <h2>{t('recover-compare')}</h2>
          <Note>{t('recover-compare-note')}</Note>
          <Words8 words={back8.words} />
          {given ? <Act onClick={() => reset('today')}>{t('recover-today')}</Act> : <>
            <Act onClick={() => reset('paper')}>{t('recover-new-paper')}</Act>
            <Quiets><Quiet onClick={() => reset('today')}>{t('recover-today')}</Quiet></Quiets>
          </>}
        </Recto>
      </Page>
    );
  return (
    <Page back={t('back')} onBack={() => back('welcome')} top>
      <Verso><h1>{t(given ? 'recover-demo-title' : 'recover-title')}</h1><p class="deck soft">{t(given ? 'recover-demo' : 'recover-deck')}</p><Note class="facts">{t(given ? 'recover-demo-note' : 'recover-note')}</Note></Verso>
      <Recto>
        <LineField mono grow max={60} label={t('recover-code')} placeholder="XXXX XXXX XXXX XXXX XXXX XXXX XXXX" value={code} onInput={setCode} />
        <PassField label={t('recover-pass')} value={pass} onInput={setPass} />
        {error ? <p class="field-say" role="alert">{error}</p> : null}
        <Act missing={plain(code).length < 28 ? t('recover-missing') : strength(pass) === 'short' ? t('keep-missing-pass') : false}
          busy={busy ? t('recover-busy') : false} onClick={() => void run()}>{t('recover-go')}</Act>
      </Recto>
    </Page>
  );
}

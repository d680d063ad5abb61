// Keep it?  A name or an initial and a passphrase; or close without keeping.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { begin, forgetBegin } from '../begin';
import { found, serverInfo } from '../client';
import { go, reset } from '../nav';
import { t } from '../strings/text';
import { today } from '../ui/state';
import { Page, Recto, Verso } from '../ui/page';
import { Act, LineField, Note, Quiet, Quiets } from '../ui/parts';
import { pathNumber } from '../words';
import { faultWords } from './fault';
import { PassField, strength } from './pass';

export function Keep(): VNode {
  const [name, setName] = useState(begin.name);
  const [pass, setPass] = useState(begin.pass);
  const [token, setToken] = useState(begin.token);
  const [needToken, need] = useState(false);
  const [reach, setReach] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    serverInfo().then((i) => { need(!i.open && i.reachable); setReach(i.reachable); }, () => setReach(false));
  }, []);

  const missing = !name.trim() ? t('keep-missing-name') : strength(pass) === 'short' ? t('keep-missing-pass') : needToken && !token.trim() ? t('keep-missing-token') : false;
  const run = async () => {
    setBusy(true);
    setError(null);
    const day = today();
    const first: object[] = [
      { do: 'write', type: 'start', for: 'me', body: { wish: begin.wish, around: begin.around, setup: begin.setup ? [begin.setup] : [], day } },
      // The path stands in a reflection, as it does for everyone: nothing about it can be seen from outside.
      { do: 'write', type: 'reflection', for: 'me', body: { path: pathNumber(begin.path ?? 'together'), day, slice: 0, answers: {} } },
    ];
    if (begin.keepLine && begin.line.trim()) first.push({ do: 'write', type: 'page', for: 'me', body: { text: begin.line.trim(), day } });
    const r = await found({ name: name.trim(), pass, first, ...(token.trim() ? { token: token.trim() } : {}) });
    setBusy(false);
    if (!r.ok) {
      setError(faultWords(r));
      return;
    }
    const next = begin.next;
    forgetBegin();
    reset('reflect', { first: true, then: 'fit', next });
  };

  return (
    <Page back={t('back')} top>
      <Verso>
        <h1>{t('keep-title')}</h1>
        <p class="deck soft">{t('keep-deck')}</p>
        <Note class="facts">{t('keep-lost')}</Note>
        {reach ? null : <Note class="facts">{t('keep-unreached')}</Note>}
      </Verso>
      <Recto>
        <LineField label={t('keep-name')} hint={t('keep-name-hint')} value={name} max={40} onInput={(s) => setName(begin.name = s)} />
        <PassField held={begin} value={pass} onInput={(s) => setPass(begin.pass = s)} />
        {needToken ? <LineField label={t('keep-token')} hint={t('keep-token-hint')} value={token} mono onInput={(s) => setToken(begin.token = s)} /> : null}
        {error ? <p class="field-say" role="alert">{error}</p> : null}
        <Act missing={missing} busy={busy ? t('keep-busy') : false} onClick={() => void run()}>{t('keep-go')}</Act>
        <Quiets><Quiet onClick={() => { forgetBegin(); go('notkept'); }}>{t('keep-close')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

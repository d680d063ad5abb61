// Inviting the partner or an own second device: text, link, QR; then eight words, and letting in with the passphrase.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { burnInvite, letIn, makeInvite, onChange, openInvite } from '../client';
import type { OpenInvite } from '../client';
import { back, go, reset } from '../nav';
import { t } from '../strings/text';
import { words as plain } from '../ui/blocks';
import type { Block } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Note, Quiet, Quiets, Sheet, Words8 } from '../ui/parts';
import { Qr } from '../ui/qr';
import { tell } from '../ui/tell';
import { faultWords } from './fault';
import { useItem } from './item';
import { PassAgain } from './pass';

const plainText = (blocks: Block[] | undefined): string => (blocks ?? []).map((b) => (b.t === 'p' ? plain(b.c) : '')).filter(Boolean).join('\n\n');

export function Invite(p: { params: { first?: boolean; role?: number } }): VNode {
  const role = p.params.role === 2 ? 2 : 1;
  const item = useItem('start', 'invite');
  const [inv, setInv] = useState<OpenInvite | null>(null);
  const [words, setWords] = useState<string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [asking, ask] = useState(false);
  const making = useRef(false);

  useEffect(() => {
    const look = () => void openInvite().then((s) => {
      // An answer from before the invite was made would hide it again.
      if (making.current) return;
      setInv(s.invite && s.invite.role === role ? s.invite : null);
      setWords(s.words);
    }, () => undefined);
    look();
    return onChange(look);
  }, [role]);

  const make = async () => {
    setBusy(true);
    setError(null);
    making.current = true;
    const r = await makeInvite({ role, hours: role === 2 ? 0.25 : 48 });
    making.current = false;
    setBusy(false);
    if (r.ok) setInv(r);
    else setError(faultWords(r));
  };
  const copy = async (s: string) => {
    try {
      await navigator.clipboard.writeText(s);
      tell(t('copied'));
    } catch {
      tell(t('copy-by-hand'));
    }
  };
  const share = async (text: string) => {
    try {
      await navigator.share({ text: `${text}\n\n${inv?.link ?? ''}` });
    } catch {
      /* put away by the person */
    }
  };
  const burn = async () => {
    await burnInvite();
    ask(false);
    setInv(null);
    setWords(null);
  };
  const away = () => (p.params.first ? reset('enough') : back(role === 2 ? 'devices' : 'us'));

  if (inv && words) return <LetIn words={words} role={role} onDone={away} onNo={() => void burn()} />;
  if (!inv)
    return (
      <Page back={t('back')} onBack={away} top>
        <Verso><h1>{t(role === 2 ? 'own-title' : 'invite-title')}</h1><p class="deck soft">{t(role === 2 ? 'own-deck' : 'invite-deck')}</p></Verso>
        <Recto>
          <ul class="dots">
            {(role === 2 ? ['own-1', 'own-2', 'own-3'] : ['invite-1', 'invite-2', 'invite-3']).map((k) => <li key={k}>{t(k)}</li>)}
          </ul>
          {error ? <p class="field-say" role="alert">{error}</p> : null}
          <Act busy={busy ? t('invite-busy') : false} onClick={() => void make()}>{t(role === 2 ? 'own-make' : 'invite-make')}</Act>
          <Quiets><Quiet onClick={away}>{t('not-now')}</Quiet></Quiets>
        </Recto>
      </Page>
    );
  const text = plainText(item?.body['text']);
  const canShare = typeof navigator.share === 'function';
  return (
    <Page back={t('back')} onBack={away} top>
      <Verso>
        <h1>{t(role === 2 ? 'own-ready' : 'invite-ready')}</h1>
        <p class="deck soft">{t(role === 2 ? 'own-ready-deck' : 'invite-ready-deck')}</p>
        <Qr text={inv.link} label={t('invite-qr')} />
        <Note>{role === 2 ? t('own-expires') : t('invite-expires', { hours: inv.hours })}</Note>
      </Verso>
      <Recto>
        {role === 1 ? <h2>{item?.title ?? ''}</h2> : <h2>{t('own-link')}</h2>}
        {role === 1 ? <Note>{item?.line ?? ''}</Note> : null}
        {role === 1 ? <p class="copyable">{text}</p> : null}
        <p class="copyable" dir="ltr">{inv.link}</p>
        {canShare ? <Act onClick={() => void share(role === 1 ? text : '')}>{t('invite-share')}</Act> : <Act onClick={() => void copy(role === 1 ? `${text}\n\n${inv.link}` : inv.link)}>{t(role === 1 ? 'invite-copy' : 'invite-copy-link')}</Act>}
        <Quiets>
          {role === 1 ? <Quiet onClick={() => void copy(inv.link)}>{t('invite-copy-link')}</Quiet> : null}
          <Quiet onClick={() => ask(true)}>{t('invite-burn')}</Quiet>
        </Quiets>
        <Note>{t(role === 2 ? 'own-wait' : 'invite-wait')}</Note>
        {p.params.first ? <Quiets><Quiet onClick={away}>{t('invite-done')}</Quiet></Quiets> : null}
      </Recto>
      {asking ? (
        <Sheet title={t('burn-title')} yes={t('burn-yes')} no={t('burn-no')} onYes={() => void burn()} onNo={() => ask(false)}><p class="soft">{t('burn-deck')}</p></Sheet>
      ) : null}
    </Page>
  );
}

/** The newcomer has answered: compare eight words by voice, then sign them in. */
function LetIn(p: { words: string[]; role: number; onDone: () => void; onNo: () => void }): VNode {
  const [pass, setPass] = useState('');
  const [same, setSame] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async () => {
    if (!pass || busy) return;
    setBusy(true);
    setError(null);
    const r = await letIn(pass);
    setBusy(false);
    if (!r.ok) return setError(r.error === 'forged' ? t('unlock-wrong') : faultWords(r));
    p.onDone();
    tell(t(p.role === 2 ? 'own-in' : 'letin-done'));
  };
  return (
    <Page back={t('back')} top>
      <Verso>
        <h1>{t('letin-title')}</h1>
        <p class="deck soft">{t(p.role === 2 ? 'own-letin-deck' : 'letin-deck')}</p>
        <Words8 words={p.words} />
      </Verso>
      <Recto>
        {same ? (
          <>
            <PassAgain label={t('letin-pass')} value={pass} onInput={setPass} error={error} onEnter={() => void run()} />
            <Act missing={pass ? false : t('unlock-missing')} busy={busy ? t('letin-busy') : false} onClick={() => void run()}>{t('letin-go')}</Act>
          </>
        ) : (
          <>
            <h2>{t('letin-same')}</h2>
            <Note>{t('letin-same-note')}</Note>
            <Act onClick={() => setSame(true)}>{t('letin-yes')}</Act>
            <Quiets><Quiet onClick={p.onNo}>{t('letin-no')}</Quiet><Quiet onClick={() => go('helppage', { id: 'hurt-before-you-look' })}>{t('letin-unsure')}</Quiet></Quiets>
          </>
        )}
      </Recto>
    </Page>
  );
}

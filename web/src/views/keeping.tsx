// Keeping: paper code, devices, locking, leaving, the passphrase, what has been copied.
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { changePass, copyNow, forgetDevice, lock, status, strictLock, useView, write } from '../client';
import { back, go, reset } from '../nav';
import { leaveAddress, setLeaveAddress } from '../leave';
import { sayDate, t } from '../strings/text';
import { today, useCell } from '../ui/state';
import type { StateView } from '../wire';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, LineField, Note, Quiet, Quiets, Rows, Sheet } from '../ui/parts';
import { tell } from '../ui/tell';
import { faultWords } from './fault';
import { PassAgain, PassField, strength } from './pass';

const Row = (p: { title: string; line?: ComponentChildren; onClick: () => void }): VNode => (
  <li><button type="button" class="row" onClick={p.onClick}><span>{p.title}{p.line ? <small>{p.line}</small> : null}</span><span class="go" aria-hidden="true" /></button></li>
);

export function Keeping(): VNode {
  const s = useCell(status);
  const paper = useView<{ body: { day: number } }[]>({ show: 'records', type: 'paper', limit: 1 });
  const [going, leaveForGood] = useState(false);
  const last = paper?.[0]?.body.day;
  const stays = useView<StateView>({ show: 'state' })?.stays === true;
  const allow = async () => {
    const r = await write('copy', 'me', { allowed: 1, day: today() });
    const c = r.ok ? await copyNow() : r;
    tell(c.ok ? t('keeping-copying') : faultWords(c));
  };
  const now = async () => {
    const r = await copyNow();
    tell(r.ok ? t('keeping-copying') : faultWords(r));
  };
  return (
    <Page back={t('place-mine')} onBack={() => back('mine')} top>
      <Verso>
        <h1>{t('keeping-title')}</h1>
        <p class="deck soft">{t('keeping-deck')}</p>
        <div class="skip-space" />
        {s.alarm ? <p class="hand">{t('alarm-deck')}</p> : s.sync !== 'ok' || s.unsent === 0 ? <p class="hand">{t(s.refusal === 'revoked' ? 'fault-revoked' : `sync-${s.sync}`)}</p> : null}
        {s.unsent > 0 ? <Note>{t('sync-unsent', { n: s.unsent })}</Note> : null}
        {stays ? <><Note>{t('stays-note')}</Note><Quiets><Quiet onClick={() => void allow()}>{t('stays-allow')}</Quiet></Quiets></> : null}
        {s.unsent > 0 && s.sync !== 'held' && !s.alarm ? <Quiets><Quiet onClick={() => void now()}>{t('sync-now')}</Quiet></Quiets> : null}
      </Verso>
      <Recto>
        <Rows label={t('keeping-title')}>
          {s.alarm ? <Row title={t('alarm-title')} line={t('alarm-again')} onClick={() => go('alarm')} /> : null}
          <Row title={t('paper-title')} line={last === undefined ? t('paper-none') : t('paper-since', { date: sayDate(last) })} onClick={() => go('paper')} />
          <Row title={t('devices-title')} onClick={() => go('devices')} />
          <Row title={t('locking-title')} line={t(strictLock.get() ? 'locking-strict' : 'locking-usual')} onClick={() => go('locking')} />
          <Row title={t('leaving-title')} line={leaveAddress() || t('leaving-blank')} onClick={() => go('leaving')} />
          <Row title={t('newpass-title')} onClick={() => go('newpass')} />
          <Row title={t('know-title')} onClick={() => go('know')} />
        </Rows>
        <Act onClick={() => void lock().then(() => reset('unlock'))}>{t('lock-now')}</Act>
        <Quiets><Quiet onClick={() => leaveForGood(true)}>{t('forget-device')}</Quiet></Quiets>
      </Recto>
      {going ? (
        <Sheet title={t('forget-title')} yes={t('forget-yes')} no={t('forget-no')} onNo={() => leaveForGood(false)}
          onYes={() => void forgetDevice().then(() => reset('welcome'))}>
          <p class="soft">{t('forget-deck', { n: s.unsent })}</p>
        </Sheet>
      ) : null}
    </Page>
  );
}

export function Locking(): VNode {
  const [v, set] = useState<'usual' | 'strict'>(strictLock.get() ? 'strict' : 'usual');
  return (
    <Page back={t('keeping-title')}>
      <Verso><h1>{t('locking-title')}</h1><p class="deck soft">{t('locking-deck')}</p></Verso>
      <Recto>
        <Answers legend={t('locking-title')} value={v} of={[['usual', t('locking-usual')], ['strict', t('locking-strict')]] as const}
          onPick={(x) => { set(x); strictLock.set(x === 'strict'); }} />
        <Note>{t(v === 'strict' ? 'locking-strict-note' : 'locking-usual-note')}</Note>
      </Recto>
    </Page>
  );
}

export function Leaving(): VNode {
  const [v, set] = useState(leaveAddress());
  const [error, setError] = useState<string | null>(null);
  const run = () => {
    if (!setLeaveAddress(v)) return setError(t('leaving-bad'));
    back('keeping');
    tell(t('leaving-kept'));
  };
  return (
    <Page back={t('keeping-title')}>
      <Verso><h1>{t('leaving-title')}</h1><p class="deck soft">{t('leaving-deck')}</p><Note class="facts">{t('leaving-note')}</Note></Verso>
      <Recto>
        <LineField label={t('leaving-label')} placeholder={t('leaving-hint')} value={v} max={300} onInput={set} error={error} onEnter={run} />
        <Act onClick={run}>{t('leaving-keep')}</Act>
      </Recto>
    </Page>
  );
}

export function NewPass(): VNode {
  const [pass, setPass] = useState('');
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async () => {
    setBusy(true);
    setError(null);
    const r = await changePass(pass, next);
    setBusy(false);
    if (!r.ok) return setError(r.error === 'forged' ? t('unlock-wrong') : faultWords(r));
    back('keeping');
    tell(t('newpass-done'));
  };
  return (
    <Page back={t('keeping-title')} top>
      <Verso><h1>{t('newpass-title')}</h1><p class="deck soft">{t('newpass-deck')}</p></Verso>
      <Recto>
        <PassAgain label={t('newpass-now')} value={pass} onInput={setPass} error={error} />
        <PassField label={t('newpass-next')} value={next} onInput={setNext} />
        <Act missing={!pass ? t('unlock-missing') : strength(next) === 'short' ? t('keep-missing-pass') : false} busy={busy ? t('newpass-busy') : false} onClick={() => void run()}>{t('newpass-go')}</Act>
      </Recto>
    </Page>
  );
}

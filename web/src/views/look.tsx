// The invited person's two minutes.  Looking joins nothing and reports nothing: one read of the invite, no writing.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { begin, forgetBegin } from '../begin';
import { giveUpJoin, join, joinState, onChange, readInvite, status } from '../client';
import { go, replace, reset } from '../nav';
import { leave } from '../leave';
import { t } from '../strings/text';
import { Blocks, Parts, words as plain } from '../ui/blocks';
import type { Block } from '../ui/blocks';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, Equal, LineField, Note, Picks, Quiet, Quiets, Rows, Words8 } from '../ui/parts';
import { WISHES } from '../words';
import { faultWords } from './fault';
import { useItem } from './item';
import { PassField, strength } from './pass';

/** The secret of a link, however it was pasted: a whole address, or only what follows the #. */
function secretOf(text: string): string | null {
  return /#?i1\.([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text.trim())?.[1] ?? null;
}

export function HaveLink(): VNode {
  const [text, set] = useState('');
  const [error, setError] = useState<string | null>(null);
  const on = () => {
    const secret = secretOf(text);
    if (secret) replace('look', { secret });
    else setError(t('havelink-bad'));
  };
  return (
    <Page back={t('back')}>
      <Verso><h1>{t('havelink-title')}</h1><p class="deck soft">{t('havelink-deck')}</p></Verso>
      <Recto low>
        <LineField label={t('havelink-label')} value={text} max={600} onInput={set} error={error} onEnter={on} />
        <Act missing={text.trim() ? false : t('havelink-missing')} onClick={on}>{t('havelink-go')}</Act>
      </Recto>
    </Page>
  );
}

const split = (blocks: Block[]): { head: Block[]; folds: { title: string; blocks: Block[] }[] } => {
  const head: Block[] = [];
  const folds: { title: string; blocks: Block[] }[] = [];
  for (const b of blocks) {
    if (b.t === 'h') folds.push({ title: plain(b.c), blocks: [] });
    else (folds[folds.length - 1]?.blocks ?? head).push(b);
  }
  return { head, folds };
};

interface P { params: { secret?: string } }

export function Look(p: P): VNode {
  const secret = p.params.secret ?? '';
  const item = useItem('start', 'invite-look');
  const [seen, see] = useState<{ name: string; role: number } | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    void readInvite(secret).then((r) => (r.ok ? see(r) : setError(faultWords(r))));
  }, [secret]);
  if (seen?.role === 2) return <OwnDevice secret={secret} />;
  if (error)
    return (
      <Page>
        <Verso><h1>{t('look-gone')}</h1><p class="deck soft">{error}</p></Verso>
        <Recto low><Act onClick={() => reset('welcome')}>{t('look-gone-go')}</Act></Recto>
      </Page>
    );
  const text = item?.body['text'] ?? [];
  const { head, folds } = item && Object.keys(item.body).length > 1
    ? { head: text, folds: Object.entries(item.body).filter(([k]) => k !== 'text' && k !== '').map(([title, blocks]) => ({ title, blocks })) }
    : split(text);
  return (
    <Page top>
      <Verso>
        <h1>{item?.title ?? '\u00a0'}</h1>
        {item ? <p class="deck soft">{item.line}</p> : null}
        <div class="skip-space" />
        <div class="prose"><Blocks of={head} /></div>
      </Verso>
      <Recto>
        {folds.map((f) => <details class="fold" key={f.title}><summary>{f.title}</summary><div class="prose"><Blocks of={f.blocks} /></div></details>)}
        <Act onClick={() => go('taste', { secret })}>{t('look-taste')}</Act>
        <Quiets><Quiet onClick={() => go('answer', { secret })}>{t('look-answer')}</Quiet><Quiet onClick={() => go('notforme')}>{t('look-no')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

/** Three questions: pick the one you would not mind being asked. Then: what would make this worth it? Nothing is sent. */
export function Taste(p: P): VNode {
  const [q, setQ] = useState<string | null>(null);
  const [step, setStep] = useState(0);
  const [wish, setWish] = useState<string[]>([]);
  if (step === 0)
    return (
      <Page kind="ask" back={t('back')}>
        <Verso><Note>{t('taste-note')}</Note><div><h1 class="say">{t('taste-ask')}</h1></div></Verso>
        <Recto low>
          <Answers legend={t('taste-ask')} value={q} of={(['a', 'b', 'c'] as const).map((k) => [k, t(`taste-${k}`)] as const)} onPick={setQ} />
          <Act onClick={() => setStep(1)}>{t(q ? 'next' : 'taste-none')}</Act>
        </Recto>
      </Page>
    );
  if (step === 1)
    return (
      <Page kind="ask" back={t('back')} onBack={() => setStep(0)}>
        <Verso><Note>{t('taste-note')}</Note><div><h1 class="say">{t('worth-ask')}</h1></div></Verso>
        <Recto low>
          <Picks legend={t('worth-ask')} value={wish} of={WISHES.map((w) => [w, t(`wish-${w}`)] as const)} onPick={setWish} />
          <Act onClick={() => setStep(2)}>{t(wish.length ? 'next' : 'worth-none')}</Act>
        </Recto>
      </Page>
    );
  return (
    <Page back={t('back')} onBack={() => setStep(1)}>
      <Verso><h1>{t('week-title')}</h1><p class="deck soft">{t('week-deck')}</p></Verso>
      <Recto>
        <dl class="notes"><div><dt>{t('week-1-when')}</dt><dd>{t('week-1')}</dd></div><div><dt>{t('week-2-when')}</dt><dd>{t('week-2')}</dd></div></dl>
        <Act onClick={() => go('answer', { secret: p.params.secret })}>{t('go-on')}</Act>
      </Recto>
    </Page>
  );
}

/** Three answers of equal weight. */
export function Answer(p: P): VNode {
  return (
    <Page back={t('back')}>
      <Verso><h1>{t('answer-title')}</h1><p class="deck soft">{t('answer-deck')}</p></Verso>
      <Recto>
        <Rows class="big" label={t('answer-title')}>
          <Equal title={t('answer-join')} line={t('answer-join-line')} onClick={() => go('join', { secret: p.params.secret })} />
          <Equal title={t('answer-table')} line={t('answer-table-line')} onClick={() => go('tableguest')} />
          <Equal title={t('answer-no')} line={t('answer-no-line')} onClick={() => go('notforme')} />
        </Rows>
      </Recto>
    </Page>
  );
}

export function TableGuest(): VNode {
  const item = useItem('start', 'table');
  return (
    <Page back={t('back')} top>
      <Verso><h1>{item?.title ?? '\u00a0'}</h1>{item ? <p class="deck soft">{item.line}</p> : null}</Verso>
      <Recto>
        {item ? <Parts body={item.body} /> : null}
        <Note>{t('tableguest-say')}</Note>
        <Act onClick={() => leave()}>{t('close')}</Act>
      </Recto>
    </Page>
  );
}

export const NotForMe = (): VNode => (
  <Page back={t('back')}>
    <Verso><h1>{t('notforme-title')}</h1><p class="deck soft">{t('notforme-deck')}</p></Verso>
    <Recto>
      <Note>{t('notforme-say-note')}</Note>
      <p class="hand">{t('notforme-say')}</p>
      <Act onClick={() => leave()}>{t('close')}</Act>
      <Quiets><Quiet onClick={() => go('helppage', { id: 'afraid' })}>{t('notforme-help')}</Quiet></Quiets>
    </Recto>
  </Page>
);

function OwnDevice(p: { secret: string }): VNode {
  return <Join params={{ secret: p.secret, own: true }} />;
}

export function Join(p: { params: { secret?: string; own?: boolean } }): VNode {
  const own = p.params.own === true;
  const [name, setName] = useState(begin.name);
  const [pass, setPass] = useState(begin.pass);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async () => {
    setBusy(true);
    setError(null);
    const r = await join({ secret: p.params.secret ?? '', name: name.trim(), pass });
    setBusy(false);
    if (!r.ok) return setError(faultWords(r));
    forgetBegin();
    reset('waiting');
  };
  return (
    <Page back={t('back')} onBack={() => reset('look', { secret: p.params.secret })} top>
      <Verso>
        <h1>{t(own ? 'joinown-title' : 'join-title')}</h1>
        <p class="deck soft">{t(own ? 'joinown-deck' : 'join-deck')}</p>
        <Note class="facts">{t('join-lost')}</Note>
      </Verso>
      <Recto>
        {own ? null : <LineField label={t('keep-name')} hint={t('join-name-hint')} value={name} max={40} onInput={(s) => setName(begin.name = s)} />}
        <PassField held={begin} value={pass} onInput={(s) => setPass(begin.pass = s)} />
        {error ? <p class="field-say" role="alert">{error}</p> : null}
        <Act missing={!own && !name.trim() ? t('keep-missing-name') : strength(pass) === 'short' ? t('keep-missing-pass') : false}
          busy={busy ? t('join-busy') : false} onClick={() => void run()}>{t(own ? 'joinown-go' : 'join-go')}</Act>
        {own ? null : <Quiets><Quiet onClick={() => go('notforme')}>{t('look-no')}</Quiet></Quiets>}
      </Recto>
    </Page>
  );
}

/** Joined, not yet let in: eight words to compare; nothing to do but that. */
export function Waiting(): VNode {
  const [s, set] = useState<{ words: string[]; role: number } | null>(null);
  const own = useRef(false);
  useEffect(() => {
    const look = () => {
      if (status.get().phase === 'open') return own.current ? reset('today') : reset('setup');
      void joinState().then((x) => {
        if (!x) return; // let in a moment ago
        own.current = x.role === 2;
        set(x);
      }, () => undefined);
    };
    look();
    return onChange(look);
  }, []);
  return (
    <Page top>
      <Verso>
        <h1>{t('waiting-title')}</h1>
        <p class="deck soft">{t(s?.role === 2 ? 'waiting-own' : 'waiting-deck')}</p>
        {s ? <Words8 words={s.words} /> : null}
      </Verso>
      <Recto>
        <Note>{t('waiting-note')}</Note>
        <Note class="facts">{t(s?.role === 2 ? 'waiting-close-own' : 'waiting-close')}</Note>
        <Quiets><Quiet onClick={() => void giveUpJoin().then(() => reset('welcome'))}>{t('waiting-stop')}</Quiet></Quiets>
      </Recto>
    </Page>
  );
}

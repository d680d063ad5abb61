// Words for us: how Hearth speaks with this person.  Names, pronouns, plain or reserved, words for the body, and when touch
// rests.  Sexual content stays away until this person asks.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../strings/text';
import { write } from '../client';
import { back } from '../nav';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Answers, LineField, Note, Picks } from '../ui/parts';
import { pronouns } from '../ui/words';
import { kept, tellThere, useNewest } from './day/kept';
import type { WordsBody } from './day/kept';

const LENSES = ['none', 'faith', 'secular'] as const;
const RESTS = ['faith', 'cycle', 'treatment', 'birth', 'visits'] as const;
const COMMON = ['she/her', 'he/him', 'they/them'] as const;
type Way = (typeof COMMON)[number] | 'own';
const wayOf = (s: string): Way | null => (COMMON as readonly string[]).includes(s) ? (s as Way) : s ? 'own' : null;

/** Offers the usual ones; whoever has others types them. */
function Pronoun(p: { legend: string; value: string; onPick: (s: string) => void }): VNode {
  const [own, setOwn] = useState(wayOf(p.value) === 'own');
  const pick = (w: Way) => {
    setOwn(w === 'own');
    p.onPick(w === 'own' ? '' : w);
  };
  return (
    <>
      <Answers legend={p.legend} shown value={own ? 'own' : wayOf(p.value)} onPick={pick}
        of={[...COMMON.map((w) => [w, t(`pronoun-${w.slice(0, w.indexOf('/'))}`)] as const), ['own', t('pronoun-own')] as const]} />
      {own ? <LineField label={t('pronoun-own-label')} hint={t('pronoun-own-hint')} value={p.value} max={24} onInput={p.onPick} /> : null}
      {p.value ? <button type="button" class="quiet" onClick={() => { setOwn(false); p.onPick(''); }}>{t('pronoun-none')}</button> : null}
    </>
  );
}

export function Words(): VNode {
  const old = useNewest<WordsBody>('words');
  const [w, setW] = useState<WordsBody | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => { if (old !== undefined && w === null) setW(old?.body ?? {}); }, [old]);
  if (!w) return <Page back={t('place-mine')} top><Verso><h1>{t('words-title')}</h1></Verso></Page>;
  const put = (p: Partial<WordsBody>) => setW({ ...w, ...p });
  const keep = async () => {
    setBusy(true);
    // What was taken out again is not kept; words for the body stay kept while sexual content is away, and are not shown.
    const body = Object.fromEntries(Object.entries(w).filter(([, v]) => v !== undefined && v !== '' && !(Array.isArray(v) && v.length === 0))) as WordsBody;
    if (await kept(write('words', 'me', body, old?.id))) { back('mine'); tellThere(t('day-kept')); }
    setBusy(false);
  };
  const p = pronouns(w.you_pronoun ?? '');
  return (
    <Page back={t('place-mine')} top kind="words-page">
      <Verso>
        <h1>{t('words-title')}</h1>
        <p class="deck soft">{t('words-deck')}</p>
        <p class="who me"><i />{t('who-me')}</p>
        <LineField label={t('words-me')} value={w.me ?? ''} max={40} onInput={(v) => put({ me: v })} />
        <LineField label={t('words-you')} hint={t('words-you-hint')} value={w.you ?? ''} max={40} onInput={(v) => put({ you: v })} />
        <Pronoun legend={t('words-you-pronoun')} value={w.you_pronoun ?? ''} onPick={(v) => put({ you_pronoun: v })} />
        {w.you_pronoun ? <Note>{p ? t('pronoun-so', { them: p.them, their: p.their }) : t('pronoun-unread')}</Note> : null}
      </Verso>
      <Recto>
        <Answers legend={t('words-plain')} shown value={w.plain ? 'plain' : 'reserved'} onPick={(v) => put({ plain: v === 'plain' ? 1 : 0 })}
          of={[['reserved', t('words-reserved')], ['plain', t('words-plainly')]] as const} />
        <Note>{t('words-plain-note')}</Note>
        <Answers legend={t('words-lens')} shown value={LENSES.find((l) => l === w.lens) ?? 'none'} of={LENSES.map((l) => [l, t(`lens-${l}`)] as const)} onPick={(v) => put({ lens: v })} />
        <Note>{t('words-lens-note')}</Note>
        <Answers legend={t('words-sexual')} shown value={w.sexual ? 'yes' : 'no'} of={[['no', t('words-sexual-no')], ['yes', t('words-sexual-yes')]] as const} onPick={(v) => put({ sexual: v === 'yes' ? 1 : 0 })} />
        <Note>{t('words-sexual-note')}</Note>
        {w.sexual ? (
          <>
            <LineField label={t('words-chest')} hint={t('words-body-hint')} placeholder={t('words-the-chest')} value={w.chest ?? ''} max={24} onInput={(v) => put({ chest: v })} />
            <LineField label={t('words-genitals')} placeholder={t('words-the-genitals')} value={w.genitals ?? ''} max={24} onInput={(v) => put({ genitals: v })} />
          </>
        ) : null}
        <Picks legend={t('words-rest')} shown value={RESTS.filter((r) => w.rest?.includes(r))} of={RESTS.map((r) => [r, t(`rest-${r}`)] as const)} onPick={(v) => put({ rest: v })} />
        <Note>{t('words-rest-note')}</Note>
        <Act busy={busy && t('day-keeping')} onClick={() => void keep()}>{t('words-keep')}</Act>
      </Recto>
    </Page>
  );
}

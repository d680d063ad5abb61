// What others could know (K5): true numbers where the space is open, the same words without numbers before that.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { status, useView, view } from '../client';
import type { StateView } from '../client';
import { go } from '../nav';
import { t } from '../strings/text';
import type { Args } from '../strings/text';
import { plainHttp } from '../ui/banner';
import { Page, Recto, Verso } from '../ui/page';
import { Act, Note, Words8 } from '../ui/parts';

interface Know { mine: { active: boolean }[]; partner_devices: number; members: number; sizes: number[]; streams: { class: string; n: number }[] }

export function Knows(): VNode {
  const open = status.get().phase === 'open';
  const k = useView<Know>(open ? { show: 'know' } : null);
  const args: Args = {
    events: (k?.streams ?? []).filter((x) => x.class !== 'M').reduce((n, x) => n + x.n, 0),
    devices: (k?.mine ?? []).filter((d) => d.active).length,
    people: k?.members ?? 1,
    partner: k?.partner_devices ?? 0,
  };
  const live = open && !!k;
  const doubt = useView<StateView>(open ? { show: 'state' } : null)?.doubt === true;
  const [eight, set] = useState<string[] | null>(null);
  useEffect(() => {
    if (!open) return;
    view<{ words: number[] }>({ show: 'head_words' }).then((r) => view<string[]>({ show: 'words', indices: r.words })).then(set, () => set(null));
  }, [k]);
  return (
    <Page back={t('back')} top>
      <Verso>
        <h1>{t('know-title')}</h1>
        <p class="deck soft">{t('know-deck')}</p>
        {plainHttp ? <Note class="facts">{t('know-http')}</Note> : null}
      </Verso>
      <Recto>
        <div class="prose">
          <section><h2>{t('know-host')}</h2>
            <ul class="dots">
              <li>{live ? t('know-host-live', args) : t('know-host-1')}</li>
              <li>{t('know-host-2')}</li>
              <li>{t('know-host-3')}</li>
              <li>{t('know-host-4')}</li>
            </ul>
            <p class="soft">{t('know-host-not')}</p>
          </section>
          <section><h2>{t('know-partner')}</h2>
            <ul class="dots"><li>{t('know-partner-1')}</li><li>{live ? t('know-partner-live', args) : t('know-partner-2')}</li><li>{t('know-partner-3')}</li></ul>
          </section>
          <section><h2>{t('know-code')}</h2><p>{t('know-code-1')}</p><p>{t('know-code-2')}</p><p class="soft">{t('know-source')}</p></section>
          <section><h2>{t('know-phone')}</h2><ul class="dots"><li>{t('know-phone-1')}</li><li>{t('know-phone-2')}</li><li>{t('know-phone-4')}</li><li>{t('know-phone-3')}</li></ul></section>
          <section><h2>{t('know-nobody')}</h2><p>{t('know-nobody-1')}</p></section>
        </div>
        {eight ? (
          <>
            <h2 class="topspace">{t('know-same')}</h2>
            {doubt ? <p role="alert">{t('know-doubt')}</p> : null}
            <Note>{t('know-same-note')}</Note>
            <Words8 words={eight} />
          </>
        ) : null}
        {open ? null : <Act onClick={() => go('helppage', { id: 'hurt-before-you-look' })}>{t('know-phone-more')}</Act>}
      </Recto>
    </Page>
  );
}

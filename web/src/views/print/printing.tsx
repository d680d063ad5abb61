// Printing: everything that can lie on paper, from one place.
import type { VNode } from 'preact';
import { t } from '../../strings/text';
import { useView } from '../../client';
import { go } from '../../nav';
import { Page, Recto, Verso } from '../../ui/page';
import { Equal, Rows } from '../../ui/parts';
import type { ExerciseRow, Listed } from '../day/kinds';
import { useNow } from '../day/kept';
import { minutesWords } from '../ideas';
import { useSpeech } from './words';
import { say } from '../../ui/who';

export function Printing(): VNode {
  const now = useNow();
  const s = useSpeech(true);
  const decks = useView<(Listed & { stage?: string })[]>({ show: 'list', folder: 'cards' });
  const all = useView<ExerciseRow[]>({ show: 'exercises', ...now });
  const shown = (x: { stage?: string }) => x.stage !== 'SEX' || s.sexual;
  const way = (screen: string, id: string) => <Equal title={t(`printing-${id}`)} line={t(`printing-${id}-line`)} onClick={() => go(screen)} />;
  return (
    <Page foot="ideas" back={t('place-ideas')} onBack={() => go('ideas')} top>
      <Verso>
        <h1>{t('print-title')}</h1>
        <p class="deck soft">{t('print-deck')}</p>
        <Rows class="big after" label={t('print-title')}>
          {way('printweek', 'week')}
          {way('printbook', 'book')}
          {way('printnote', 'note')}
          {way('printall', 'all')}
        </Rows>
      </Verso>
      <Recto>
        <h2>{t('cards-title')}</h2>
        <Rows label={t('cards-title')}>{s.ready ? (decks ?? []).filter(shown).map((d) => <Equal key={d.id} title={d.title} onClick={() => go('printcards', { deck: d.id })} />) : null}</Rows>
        <h2 class="later">{t('ideas-exercises')}</h2>
        <Rows label={t('ideas-exercises')}>
          {s.ready ? (all ?? []).filter(shown).map((e) => <Equal key={e.id} title={say(e.title, s.voice)} line={minutesWords(e.minutes)} onClick={() => go('printexercise', { id: e.id })} />) : null}
        </Rows>
      </Recto>
    </Page>
  );
}

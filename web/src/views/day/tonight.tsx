// The day's thank-you, and the found note: what the partner wrote, lying folded until it is opened.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../strings/text';
import { remove, useView, write } from '../../client';
import type { Rec } from '../../client';
import { tell } from '../../ui/tell';
import { LineField, Quiet, Quiets, Who as Mark } from '../../ui/parts';
import type { TodayView } from './kinds';
import { kept, say, useDraft } from './kept';
import type { Who } from './kept';

interface Thanks { text: string; day: number }
const ASKS = 3;

/** shown: it is dusk, and thanks would not hurt. By day only what was already written stands here.
 * own: on the path alone nobody is to be thanked on request; the same place holds a line for the journal. */
export function Tonight(p: { day: number; shown: boolean; own: string | null; who: Who }): VNode | null {
  const type = p.own === null ? 'thanks' : 'entry';
  const all = useView<Rec<Thanks>[]>({ show: 'records', type, limit: 12 });
  const [kept0, setKept] = useState<string | null>(null);
  const note = all?.find((r) => r.mine && r.body?.day === p.day && (type === 'thanks' || r.id === kept0)) ?? null;
  const draft = useDraft(`draft:${type}:tonight:${p.day}`, '');
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState(false);
  const aud = note?.for ?? (p.who.paired && type === 'thanks' ? 'us' : 'me');
  if (all === undefined || (!note && !p.shown)) return null;
  const keep = async () => {
    const text = draft.value.trim();
    if (!text || busy) return;
    setBusy(true);
    const r = await write(type, aud, { text, day: p.day }, open ? note?.id : undefined);
    if (await kept(Promise.resolve(r), t('day-kept'))) {
      if (r.ok) setKept(r.ids[0] ?? null);
      draft.drop();
      setOpen(false);
    }
    setBusy(false);
  };
  const take = async () => {
    if (!note) return;
    const { text } = note.body;
    const r = await remove(type, aud, note.id);
    const back = async () => { const w = await write(type, aud, { text, day: p.day }); if (w.ok) setKept(w.ids[0] ?? null); };
    if (r.ok) tell(t('tonight-removed'), { words: t('day-undo'), run: () => void back() });
  };
  return (
    <section class="section tonight">
      <h2>{t('tonight-title')}</h2>
      {note && !open ? (
        <>
          <p class="hand">{note.body.text}</p>
          <Mark for={aud} />
          <Quiets>
            <Quiet onClick={() => { draft.set(note.body.text); setOpen(true); }}>{t('day-change')}</Quiet>
            <Quiet onClick={() => void take()}>{t('day-remove')}</Quiet>
          </Quiets>
        </>
      ) : (
        <>
          <LineField grow label={say(p.own ?? t(`tonight-ask-${p.day % ASKS}`), p.who)} value={draft.value} max={600} placeholder={t('tonight-small')}
            onInput={draft.set} onEnter={() => void keep()} />
          <div class="line-foot">
            <Mark for={aud} />
            {draft.value.trim() ? <Quiet busy={busy} onClick={() => void keep()}>{t('tonight-keep')}</Quiet> : null}
          </div>
        </>
      )}
    </section>
  );
}

/** Opened by a tap, announced nowhere; once open it stays for this visit. */
export function Found(p: { day: number; found: TodayView['found']; who: Who }): VNode | null {
  const [open, setOpen] = useState<TodayView['found']>(null);
  const [lying, setLying] = useState(p.found);
  useEffect(() => { if (p.found && !open) setLying(p.found); }, [p.found?.id]);
  const now = open ?? lying;
  if (!now || (!open && !p.found)) return null;
  const unfold = () => {
    setOpen(now);
    void write('seen', 'me', { what: now.id, day: p.day });
  };
  return (
    <section class="found" aria-live="polite">
      {open ? (
        <div class="leaflet"><div><p class="hand">{open.text}</p><p class="note">{p.who.you || t('found-from')}</p></div></div>
      ) : (
        <button type="button" class="folded-note" onClick={unfold}><span>{t('found-open')}</span></button>
      )}
    </section>
  );
}

// A note to take to a doctor, a midwife or a therapist (D6): one page, written here or by hand on the printed lines.
// Nothing of it is kept unless that is asked for, and then on this device alone.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../strings/text';
import { local } from '../../client';
import { PaperField, Picks, Quiet, Quiets, Who } from '../../ui/parts';
import { tell } from '../../ui/tell';
import { OnPaper } from './onpaper';

const ASKS = ['what', 'since', 'better', 'worse', 'ask', 'medicines'] as const;
type Told = Partial<Record<(typeof ASKS)[number], string>>;
const KEY = 'note:clinician';
/** Lines to write on by hand, where nothing was typed. */
const LINES: Record<(typeof ASKS)[number], number> = { what: 4, since: 2, better: 2, worse: 2, ask: 4, medicines: 3 };
const MOST = 420;
const MOST_LINES = 6;
/** Lines as they were typed, as far as all of it stays on one page. */
const lines = (s: string): string => { const l = s.trim().split(/\n+/); return l.length > MOST_LINES ? l.join(' · ') : l.join('\n'); };

/** What was typed lies with the screen's place in memory, so that a look at Help in between loses nothing; it goes with it. */
export function PrintNote(p: { params: { told?: Told; keep?: boolean } }): VNode {
  const [told, setTold] = useState<Told>(p.params.told ?? {});
  const [keep, setKeep] = useState(p.params.keep ?? false);
  useEffect(() => {
    if (p.params.told) return;
    let live = true;
    local.get<Told>(KEY).then((v) => { if (live && v) { setTold((now) => (Object.keys(now).length ? now : v)); setKeep(true); } }, () => undefined);
    return () => { live = false; };
  }, []);
  const put = (next: Told, kept = keep) => {
    setTold(next);
    p.params.told = next;
    if (kept) void local.put(KEY, next);
  };
  const flip = (on: boolean) => {
    setKeep(on);
    p.params.keep = on;
    void local.put(KEY, on ? told : null).then((r) => { if (!r.ok && on) { setKeep(false); p.params.keep = false; tell(t('note-not-kept')); } });
  };
  const clear = () => {
    const [was, kept] = [told, keep];
    setTold({});
    p.params.told = {};
    flip(false);
    tell(t('note-cleared'), { words: t('day-undo'), run: () => { put(was, kept); if (kept) flip(true); } });
  };
  return (
    <OnPaper title={t('note-title')} deck={t('note-deck')} paper="sheet" kind="clinician"
      out={
        <>
          <h3>{t('dull-title')}</h3>
          {ASKS.map((a) => (
            <section key={a}>
              <h4>{t(`note-${a}`)}</h4>
              {told[a]?.trim() ? <p class="said">{lines(told[a] ?? '')}</p> : <div class="rules">{Array.from({ length: LINES[a] }, (_x, i) => <i key={i} />)}</div>}
            </section>
          ))}
        </>
      }>
      {ASKS.map((a) => <PaperField key={a} label={t(`note-${a}`)} hidden={false} rows={2} max={MOST} value={told[a] ?? ''} onInput={(v) => put({ ...told, [a]: v })} />)}
      <Picks legend={t('note-keep-legend')} value={keep ? ['keep'] : []} of={[['keep', t('note-keep')]] as const} onPick={(v) => flip(v.includes('keep'))} />
      {keep ? <Who for="device" /> : null}
      {Object.values(told).some((x) => x?.trim()) ? <Quiets><Quiet onClick={clear}>{t('note-clear')}</Quiet></Quiets> : null}
    </OnPaper>
  );
}

// The bells of one session in one audio element: phones stop timers behind a locked screen, but go on playing what plays.
import { bellTrack } from '../../bell';

const TAIL = 6000; // ms that the last bell may ring on
const AGAIN = 1700; // the end is told twice

/** The sounds of one session. All of it may fail in silence: the screen says everything as well. */
export class Bells {
  private audio: HTMLAudioElement | null = null;
  private url = '';
  private zero = 0; // wall time of the track's first second
  on = true;

  /** lay(bells, now, first): a fresh track; bells are milliseconds from now. Most phones want a tap before it. */
  async lay(bells: readonly number[], now: number, first: boolean): Promise<boolean> {
    this.drop();
    const last = bells[bells.length - 1];
    if (!this.on || (last === undefined && !first)) return true;
    const at = [...(first ? [40] : []), ...bells, ...(last === undefined ? [] : [last + AGAIN])];
    this.url = bellTrack(at, (at[at.length - 1] ?? 0) + TAIL);
    const a = new Audio(this.url);
    this.audio = a;
    this.zero = now;
    if ('mediaSession' in navigator && 'MediaMetadata' in self) navigator.mediaSession.metadata = new MediaMetadata({ title: 'Notes' });
    try {
      await a.play();
      return true;
    } catch {
      return this.audio !== a; // a newer track took its place: nothing to tell
    }
  }
  /** Sound follows wall time, as the phases do. */
  follow(now: number): void {
    const a = this.audio;
    const at = (now - this.zero) / 1000;
    if (a && !a.paused && at > 0 && at < a.duration && Math.abs(a.currentTime - at) > 1) a.currentTime = at;
  }
  drop(): void {
    this.audio?.pause();
    this.audio?.removeAttribute('src');
    this.audio = null;
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = '';
  }
}

// One soft bell, and a whole session of bells as one sound: a phone that is locked goes on playing a single track, while
// timers stop.  8-bit samples at 8 kHz keep half an hour within 15 MB, in memory only.
const RATE = 8000;

/** bellTrack(at, length): an object URL of a WAV with a bell at each time (ms). The caller revokes it. */
export function bellTrack(at: readonly number[], length: number): string {
  const n = Math.ceil((length / 1000) * RATE);
  const bytes = new Uint8Array(44 + n);
  const v = new DataView(bytes.buffer);
  const word = (o: number, s: string) => { for (let i = 0; i < 4; i++) bytes[o + i] = s.charCodeAt(i); };
  word(0, 'RIFF'); v.setUint32(4, 36 + n, true); word(8, 'WAVE'); word(12, 'fmt '); v.setUint32(16, 16, true);
  v.setUint16(20, 1, true); v.setUint16(22, 1, true); v.setUint32(24, RATE, true); v.setUint32(28, RATE, true);
  v.setUint16(32, 1, true); v.setUint16(34, 8, true); word(36, 'data'); v.setUint32(40, n, true);
  bytes.fill(128, 44);
  const long = 3.2 * RATE;
  for (const ms of at) {
    const from = Math.floor((ms / 1000) * RATE);
    for (let i = 0; i < long && from + i < n; i++) {
      const s = i / RATE;
      const soft = Math.min(1, s / 0.012);
      // A small bowl: a ground tone and two partials that fade sooner.
      const x = soft * (0.5 * Math.exp(-1.1 * s) * Math.sin(2 * Math.PI * 528 * s) + 0.22 * Math.exp(-2.3 * s) * Math.sin(2 * Math.PI * 1421 * s) + 0.1 * Math.exp(-4 * s) * Math.sin(2 * Math.PI * 2713 * s));
      bytes[44 + from + i] = Math.max(0, Math.min(255, 128 + Math.round(x * 110)));
    }
  }
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }));
}

// Read-aloud, with voices that live on this device alone: others may send what they read elsewhere (settled 28).
const synth = (): SpeechSynthesis | null => ('speechSynthesis' in self ? self.speechSynthesis : null);

function pick(): SpeechSynthesisVoice | null {
  const here = (synth()?.getVoices() ?? []).filter((v) => v.localService);
  const lang = document.documentElement.lang || 'en';
  return here.find((v) => v.lang.toLowerCase().startsWith(lang) && v.default) ?? here.find((v) => v.lang.toLowerCase().startsWith(lang)) ?? null;
}

/** hasVoice(f): tells whether there is a local voice, and again when the list arrives late. */
export function hasVoice(f: (yes: boolean) => void): () => void {
  const s = synth();
  const ask = () => f(pick() !== null);
  ask();
  s?.addEventListener?.('voiceschanged', ask);
  return () => s?.removeEventListener?.('voiceschanged', ask);
}

function utter(text: string, volume: number): void {
  const voice = pick();
  const s = synth();
  if (!voice || !s || !text) return;
  const u = new SpeechSynthesisUtterance(text);
  u.voice = voice;
  u.lang = voice.lang;
  u.rate = 0.88;
  u.volume = volume;
  s.speak(u);
}
/** speak(text): instead of whatever is being said. */
export function speak(text: string): void {
  hush();
  utter(text, 0.8);
}
/** whisper(text): a soft word between others; left out while something is being said. */
export function whisper(text: string): void {
  if (!synth()?.speaking) utter(text, 0.35);
}
export const hush = (): void => synth()?.cancel();

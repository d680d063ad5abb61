// Hands a text to the person as a file.  It goes from memory to their downloads; nothing is asked of any server.

const HELD_MS = 20_000; // some browsers read it only after the click
/** download(name, type, text). */
export function download(name: string, type: string, text: string): void {
  const at = URL.createObjectURL(new Blob([text], { type }));
  const a = document.createElement('a');
  a.href = at;
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(at), HELD_MS);
}

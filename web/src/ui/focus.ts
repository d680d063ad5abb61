// What had the focus may go with a press, as a folded note that opens: then its section takes it, so that keys and a screen
// reader go on from there and not from the top of the page.
export function watchFocus(): void {
  let last: Element | null = null;
  let box: HTMLElement | null = null;
  addEventListener('focusin', (e) => {
    last = e.target as Element;
    box = last.closest('section');
  });
  new MutationObserver(() => {
    if (!last || last.isConnected || !box?.isConnected || document.activeElement !== document.body) return;
    box.tabIndex = -1;
    box.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}

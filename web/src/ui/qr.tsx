// A QR code, drawn in the page as one path: what it says never leaves the page.
import type { VNode } from 'preact';
import qrcode from 'qrcode-generator';

export function Qr(p: { text: string; label: string }): VNode {
  const q = qrcode(0, 'M');
  q.addData(p.text);
  q.make();
  const n = q.getModuleCount();
  let d = '';
  for (let y = 0; y < n; y++) {
    for (let x = 0; x < n; x++) {
      if (!q.isDark(y, x)) continue;
      let w = 1;
      while (x + w < n && q.isDark(y, x + w)) w++;
      d += `M${x} ${y}h${w}v1h-${w}z`;
      x += w;
    }
  }
  return (
    <svg class="qr" viewBox={`-4 -4 ${n + 8} ${n + 8}`} role="img" aria-label={p.label} shape-rendering="crispEdges">
      <rect x="-4" y="-4" width={n + 8} height={n + 8} /><path d={d} />
    </svg>
  );
}

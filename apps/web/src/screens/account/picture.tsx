import encodeQR from 'qr';

/** Empty squares around the picture, without which a camera does not find it (ISO/IEC 18004). */
const BORDER = 4;

/** A text as squares that a camera reads, drawn in the page: nothing is asked of anybody. */
export function Picture({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  const squares = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])),
  );
  const size = String(rows.length);
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path className="qr-light" d={`M0 0h${size}v${size}h-${size}z`} />
      <path className="qr-dark" d={squares.join('')} />
    </svg>
  );
}

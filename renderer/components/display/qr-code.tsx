import { memo } from 'react';
import { encode } from 'uqr';
import styles from './qr-code.module.css';

/** Empty squares around it, by which cameras find its edge. */
const QUIET = 2;

interface QrCodeProps {
  readonly text: string;
  /** What a camera reads from it, for screen readers. */
  readonly label: string;
}

/** A text for the camera of a phone. Dark on light in both themes, as readers want it. */
export const QrCode = memo(function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={path} />
    </svg>
  );
});

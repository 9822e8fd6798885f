import type { NumberParts } from '../../wording/figures/si-number.ts';
import { UNKNOWN } from '../../wording/figures/si-number.ts';
import styles from './figure.module.css';

interface FigureProps {
  readonly parts: NumberParts;
  /** The one primary number of a page is large. */
  readonly size?: 'large' | 'medium';
}

/** A number with its unit smaller beside it; it never changes its width. */
export function Figure({ parts, size = 'medium' }: FigureProps) {
  const isIdle = parts.figure === '0' || parts.figure === UNKNOWN;
  return (
    <span className={styles.figure} data-size={size} data-idle={isIdle || undefined}>
      <span className={styles.number}>{parts.figure}</span>
      {parts.unit !== '' && <span className={styles.unit}> {parts.unit}</span>}
    </span>
  );
}

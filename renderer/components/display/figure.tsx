import type { NumberParts } from '../../wording/figures/si-number.ts';
import styles from './figure.module.css';

interface FigureProps {
  readonly parts: NumberParts;
  /** The one primary number of a page is large. */
  readonly size?: 'large' | 'medium';
}

/** A number with its unit smaller beside it; its three digits keep the unit in its place. */
export function Figure({ parts, size = 'medium' }: FigureProps) {
  return (
    <span className={styles.figure} data-size={size}>
      <span className={styles.number}>{parts.figure}</span>
      {parts.unit !== '' && <span className={styles.unit}> {parts.unit}</span>}
    </span>
  );
}

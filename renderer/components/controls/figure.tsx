import type { NumberWords } from '../../wording/si-number.ts';
import styles from './figure.module.css';

interface FigureProps {
  readonly words: NumberWords;
  /** The one primary number of a page is large. */
  readonly size?: 'large' | 'medium';
}

/** A number with its unit smaller beside it; it never changes its width. */
export function Figure({ words, size = 'medium' }: FigureProps) {
  return (
    <span className={styles.figure} data-size={size} data-zero={words.figure === '0' || undefined}>
      <span className={styles.number}>{words.figure}</span>
      {words.unit !== '' && <span className={styles.unit}> {words.unit}</span>}
    </span>
  );
}

import styles from './chart-panel.module.css';
import type { LegendLine, LineLook } from './chart-lines.ts';

/** Which line is which. */
export function ChartLegend({ lines }: { readonly lines: readonly LegendLine[] }) {
  return (
    <p className={styles.legend} aria-hidden="true">
      {lines.map(({ text, look }) => (
        <span key={text} data-legend="">
          <LineSample look={look} />
          <span>{text}</span>
        </span>
      ))}
    </p>
  );
}

/** A piece of a line, to stand beside its name. */
export function LineSample({ look }: { readonly look: LineLook }) {
  return (
    <svg className={styles.sample} viewBox="0 0 20 4" aria-hidden="true">
      <line x1="0" y1="2" x2="20" y2="2" {...look} />
    </svg>
  );
}

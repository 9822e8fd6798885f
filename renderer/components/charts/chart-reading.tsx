import { useTranslation } from '../../stores/use-translation.ts';
import { exactText } from '../../wording/figures/moments.ts';
import { LineSample } from './chart-legend.tsx';
import type { LegendLine } from './chart-lines.ts';
import styles from './chart-panel.module.css';

interface ChartReadingProps {
  readonly atMs: number;
  readonly lines: readonly LegendLine[];
  /** What has no line of its own. */
  readonly note?: string | null;
}

/** The values at the time that is pointed at. */
export function ChartReading({ atMs, lines, note = null }: ChartReadingProps) {
  const translation = useTranslation();
  if (lines.length === 0) return null;
  return (
    <div className={styles.reading}>
      <div className="muted">{exactText(translation, atMs)}</div>
      {lines.map(({ text, look }) => (
        <div key={text}>
          <LineSample look={look} />
          {text}
        </div>
      ))}
      {note !== null && <div className="muted">{note}</div>}
    </div>
  );
}

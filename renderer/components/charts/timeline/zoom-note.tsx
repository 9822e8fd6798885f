import { zoomTo } from '../../../stores/charts/chart-store.ts';
import type { ChartKind, TimeSpan } from '../../../stores/charts/chart-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { spanText } from '../../../wording/charts/chart-period.ts';
import { Button } from '../../controls/button.tsx';
import styles from './timeline.module.css';

interface ZoomNoteProps {
  readonly kind: ChartKind;
  readonly zoom: TimeSpan;
  /** At the very bottom, below a table; else above the time axis. */
  readonly isLow?: boolean;
}

/** The time that is zoomed to, and the way back. */
export function ZoomNote({ kind, zoom, isLow = false }: ZoomNoteProps) {
  const translation = useTranslation();
  return (
    <p className={styles.note} role="status" data-low={isLow || undefined}>
      {spanText(translation, zoom)}
      <Button kind="quiet" size="small" icon="cross" onClick={() => zoomTo(kind, null)}>
        {translation.t('charts.resetZoom')}
      </Button>
    </p>
  );
}

import { useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import { zoomTo } from '../../../stores/charts/chart-store.ts';
import type { ChartKind, ChartView, TimeSpan } from '../../../stores/charts/chart-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { periodText } from '../../../wording/charts/chart-period.ts';
import { MarkLayer } from '../marks/mark-layer.tsx';
import styles from './timeline.module.css';
import { ZoomNote } from './zoom-note.tsx';
import { useZoomGestures } from './use-zoom-gestures.ts';

/** Room beside the lines for the axes, px in a window of usual size. */
export interface Insets {
  readonly left: number;
  readonly right: number;
}

interface ChartStageProps {
  readonly kind: ChartKind;
  readonly view: ChartView;
  /** What is drawn at present. */
  readonly span: TimeSpan;
  readonly marks: readonly HistoryMark[];
  readonly insets: Insets;
  readonly title: string;
  /** The chart in a sentence, for those who do not see it. */
  readonly summary: string;
  readonly children: ReactNode;
}

/** A chart to zoom in, with the marks on its time axis. It fills the box that it stands in. */
export function ChartStage(props: ChartStageProps) {
  const { kind, view, span, marks, insets, title, summary, children } = props;
  const translation = useTranslation();
  const { t } = translation;
  const isZoomed = view.zoom !== null;
  const [onSpan] = useState(() => (zoom: TimeSpan | null) => zoomTo(kind, zoom));
  const { stage, area, selection, handlers } = useZoomGestures(view.zoom ?? span, isZoomed, onSpan);
  const period = periodText(translation, { ...view, zoom: null });
  return (
    <div
      ref={stage}
      className={styles.stage}
      data-stage=""
      tabIndex={0}
      role="group"
      aria-label={t('charts.stage', { title, period })}
      data-zoomed={isZoomed || undefined}
      {...handlers}
    >
      {children}
      <p className="unseen">{summary}</p>
      <Area area={area} insets={insets}>
        {selection !== null && <Selection edges={selection} />}
        <MarkLayer marks={marks} span={span} />
      </Area>
      {view.zoom !== null && <ZoomNote kind={kind} zoom={view.zoom} />}
    </div>
  );
}

interface AreaProps {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly insets: Insets;
  readonly children: ReactNode;
}

/** What lies on the lines, without hiding them from the pointer. */
function Area({ area, insets, children }: AreaProps) {
  const style = { left: `${insets.left / 16}rem`, right: `${insets.right / 16}rem` };
  return (
    <div ref={area} className={styles.area} style={style}>
      {children}
    </div>
  );
}

function Selection({ edges: [one, other] }: { readonly edges: readonly [number, number] }) {
  const left = Math.min(one, other);
  const width = Math.abs(other - one);
  return (
    <div
      className={styles.selection}
      style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
    />
  );
}

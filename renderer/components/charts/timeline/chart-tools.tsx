import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageId } from '../../../../messages/catalogues.ts';
import { CHART_RANGES } from '../../../stores/charts/chart-ranges.ts';
import { showRange } from '../../../stores/charts/chart-store.ts';
import type { ChartRange } from '../../../stores/charts/chart-ranges.ts';
import type { ChartKind, ChartView } from '../../../stores/charts/chart-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { Button } from '../../controls/button.tsx';
import styles from './timeline.module.css';

interface ChartToolsProps {
  readonly kind: ChartKind;
  readonly view: ChartView;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
  /** Nothing to show as a table. */
  readonly isEmpty: boolean;
  /** Further buttons. */
  readonly children: ReactNode;
}

const LABELS: Readonly<Record<ChartRange['id'], MessageId>> = {
  hour: 'charts.range.hour',
  day: 'charts.range.day',
  week: 'charts.range.week',
  month: 'charts.range.month',
  year: 'charts.range.year',
};

/** Chart or table, what to do with it, and how far back. While it is zoomed no range is chosen. */
export function ChartTools(props: ChartToolsProps) {
  const { kind, view, asTable, onAsTable, isEmpty, children } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.tools}>
      <Button
        kind="quiet"
        size="small"
        disabled={isEmpty && !asTable}
        icon={asTable ? 'chart' : 'table'}
        onClick={() => onAsTable(!asTable)}
      >
        {t(asTable ? 'charts.showChart' : 'charts.showTable')}
      </Button>
      {children}
      <SegmentedControl
        size="xs"
        aria-label={t('charts.range')}
        data={CHART_RANGES.map(({ id }) => ({ value: id, label: t(LABELS[id]) }))}
        value={view.zoom === null ? view.range.id : ''}
        onChange={(id) => {
          const chosen = CHART_RANGES.find((each) => each.id === id);
          if (chosen !== undefined) showRange(kind, chosen);
        }}
      />
    </div>
  );
}

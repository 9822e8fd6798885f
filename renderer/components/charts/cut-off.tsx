import { useTranslation } from '../../stores/use-translation.ts';
import { rootZoom } from './root-zoom.ts';

interface CutOffProps {
  /** The highest value, beyond the top of the axis, as text. */
  readonly beyond: string;
  /** Whose axis it is. */
  readonly side: 'left' | 'right';
  /** Room for the marks of that axis, px in a window of usual size. */
  readonly axis: number;
}

/** Says at the top of a chart that a line continues above it, and how far. */
export function CutOff({ beyond, side, axis }: CutOffProps) {
  const { t } = useTranslation();
  const inset = axis * rootZoom() + 6;
  const place =
    side === 'left'
      ? { x: inset, fill: 'var(--muted)' }
      : { x: '100%', dx: -inset, textAnchor: 'end' as const, fill: 'var(--second)' };
  return (
    <text {...place} y={20} fontSize="var(--size-12)">
      {`↑ ${t('charts.beyond', { rate: beyond })}`}
    </text>
  );
}

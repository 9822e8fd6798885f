import { useTranslation } from '../../stores/use-translation.ts';
import { hashRateText } from '../../wording/figures/si-number.ts';
import { rootZoom } from './root-zoom.ts';

interface CutOffProps {
  /** The highest value, beyond the top of the axis. */
  readonly beyond: number;
  /** Where the lines begin, px in a window of usual size. */
  readonly left: number;
}

/** Says at the top of a chart that a line continues above it, and how far. */
export function CutOff({ beyond, left }: CutOffProps) {
  const translation = useTranslation();
  const rate = hashRateText(translation, beyond);
  return (
    <text x={left * rootZoom() + 6} y={20} fill="var(--muted)" fontSize="var(--size-12)">
      {`↑ ${translation.t('charts.beyond', { rate })}`}
    </text>
  );
}

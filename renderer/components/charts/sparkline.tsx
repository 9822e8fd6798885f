import { memo } from 'react';
import type { MachineSample } from '../../../contract/screen-contract.ts';
import styles from './sparkline.module.css';

interface SparklineProps {
  readonly samples: readonly MachineSample[];
  /** The times at its left and right edge, ms since the Unix epoch. */
  readonly fromMs: number;
  readonly untilMs: number;
}

const WIDTH = 96;
const HEIGHT = 24;
const INSET = 2;
/** A longer pause between two samples is a gap in the line. */
const GAP_PARTS = 1 / 10;

/** A shorter stretch of the line, px, has a dot at its end: of a machine that has just come, it is a speck. */
const SHORT = 6;

/** A small line of the hash rate, from 0 to its own highest. The figure stands beside it. */
export const Sparkline = memo(function Sparkline({ samples, fromMs, untilMs }: SparklineProps) {
  const { line, dots } = sparkPaths(samples, fromMs, untilMs);
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.ground} d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      <path d={line} />
      <path className={styles.dots} d={dots} />
    </svg>
  );
});

/** The paths of the line, which breaks at gaps, and of the dots at the ends of its short stretches. */
export function sparkPaths(
  samples: readonly MachineSample[],
  fromMs: number,
  untilMs: number,
): { readonly line: string; readonly dots: string } {
  const span = Math.max(1, untilMs - fromMs);
  const most = samples.reduce(
    (high, { hashesPerSecond }) => Math.max(high, hashesPerSecond ?? 0),
    0,
  );
  const stretches: { x: number; y: number }[][] = [];
  let beforeMs = -Infinity;
  for (const { atMs, hashesPerSecond } of samples) {
    if (hashesPerSecond === null || atMs < fromMs || atMs > untilMs) continue;
    const x = ((atMs - fromMs) / span) * WIDTH;
    const y = HEIGHT - INSET - (most === 0 ? 0 : hashesPerSecond / most) * (HEIGHT - 2 * INSET);
    const joins = atMs - beforeMs <= span * GAP_PARTS;
    if (joins) stretches.at(-1)?.push({ x, y });
    else stretches.push([{ x, y }]);
    beforeMs = atMs;
  }
  const placed = stretches.map((stretch) =>
    stretch.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`),
  );
  const isShort = (stretch: (typeof stretches)[number]): boolean =>
    (stretch.at(-1)?.x ?? 0) - (stretch[0]?.x ?? 0) < SHORT;
  return {
    line: placed.map((places) => `M${places.join('L')}`).join(''),
    dots: placed
      .filter((_, at) => isShort(stretches[at] ?? []))
      .map((places) => `M${places.at(-1) ?? ''}h0`)
      .join(''),
  };
}

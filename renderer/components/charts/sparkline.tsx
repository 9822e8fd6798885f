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

/** A small line of the hash rate, from 0 to its own highest. The figure stands beside it. */
export const Sparkline = memo(function Sparkline({ samples, fromMs, untilMs }: SparklineProps) {
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.ground} d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      <path d={sparkPath(samples, fromMs, untilMs)} />
    </svg>
  );
});

/** The path of the line; single samples within gaps become dots. */
export function sparkPath(
  samples: readonly MachineSample[],
  fromMs: number,
  untilMs: number,
): string {
  const span = Math.max(1, untilMs - fromMs);
  const most = samples.reduce((high, { hashesPerSecond }) => Math.max(high, hashesPerSecond), 0);
  let path = '';
  let beforeMs = -Infinity;
  for (const { atMs, hashesPerSecond } of samples) {
    if (atMs < fromMs || atMs > untilMs) continue;
    const x = ((atMs - fromMs) / span) * WIDTH;
    const y = HEIGHT - INSET - (most === 0 ? 0 : hashesPerSecond / most) * (HEIGHT - 2 * INSET);
    const joins = atMs - beforeMs <= span * GAP_PARTS;
    path += joins ? `L${x.toFixed(1)} ${y.toFixed(1)}` : `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
    beforeMs = atMs;
  }
  return path;
}

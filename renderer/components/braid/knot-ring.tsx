import { useRef } from 'react';
import styles from './braid.module.css';
import { useDrift } from './use-drift.ts';
import type { Drift } from './use-drift.ts';

interface KnotRingProps {
  readonly drift: Drift;
  /** Of the knot, in the moved picture, px. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/**
 * The ring that spreads from a new own block. It moves as the picture does and lies on it: the picture ends at the
 * present, where a new knot always is, and would cut off half of the ring.
 */
export function KnotRing({ drift, x, y, radius }: KnotRingProps) {
  const moved = useRef<HTMLDivElement>(null);
  useDrift(moved, drift);
  return (
    <div className={styles.rings} aria-hidden="true">
      <div ref={moved} className={styles.moved}>
        <svg className={styles.picture}>
          <circle className={styles.ring} cx={x} cy={y} r={radius} />
        </svg>
      </div>
    </div>
  );
}

import { memo } from 'react';
import { linkPath } from './braid-layout.ts';
import type { Braid, Knot, Link } from './braid-layout.ts';
import { lightFrom } from './knot-moment.ts';
import styles from './braid.module.css';

interface BraidPictureProps {
  readonly braid: Braid;
  readonly xOf: (knot: Knot) => number;
  readonly yOf: (row: number) => number;
  readonly radius: number;
  readonly height: number;
  /** Hash of the knot that is pointed at. */
  readonly pointedAt: string | null;
  /** Hash of an own block that has just tied in. */
  readonly moment: string | null;
}

/** Links and knots. Redrawn when a block arrives, not when time passes. */
export const BraidPicture = memo(function BraidPicture(props: BraidPictureProps) {
  const { braid, xOf, yOf, radius, height, pointedAt, moment } = props;
  const tied = braid.knots.find(({ hash }) => hash === moment);
  const path = ({ from, to }: Link): string =>
    linkPath(xOf(to), yOf(to.row), xOf(from), yOf(from.row));
  const touches = ({ from, to }: Link): boolean => from.hash === pointedAt || to.hash === pointedAt;
  const paths = (wanted: (link: Link) => boolean): string =>
    braid.links.filter(wanted).map(path).join('');
  return (
    <svg className={styles.picture} height={height} aria-hidden="true">
      <path className={styles.links} d={paths((link) => link.from.own === null && !isFar(link))} />
      <path
        className={styles.links}
        data-far=""
        d={paths((link) => link.from.own === null && isFar(link))}
      />
      <path
        className={styles.ownLinks}
        d={paths((link) => link.from.own !== null && !isFar(link))}
      />
      <path
        className={styles.ownLinks}
        data-far=""
        d={paths((link) => link.from.own !== null && isFar(link))}
      />
      {pointedAt !== null && <path className={styles.pointedLinks} d={paths(touches)} />}
      {tied !== undefined &&
        lightFrom(braid, tied.hash).map((step, index) => (
          <path
            key={index}
            className={styles.lit}
            d={step.map(path).join('')}
            style={{ animationDelay: `${index * STEP_DELAY_MS}ms` }}
          />
        ))}
      {braid.knots.map((knot) => (
        <KnotMark
          key={knot.hash}
          knot={knot}
          x={xOf(knot)}
          y={yOf(knot.row)}
          radius={knot.hash === pointedAt ? radius * 1.35 : radius}
        />
      ))}
    </svg>
  );
});

/** The light of a new own block goes from one link to the next. */
const STEP_DELAY_MS = 260;

/** Threads between two linked ones beyond which a link is drawn fainter, to keep many chains calm. */
const FAR_ROWS = 6;

function isFar({ from, to }: Link): boolean {
  return Math.abs(from.row - to.row) > FAR_ROWS;
}

interface KnotMarkProps {
  readonly knot: Knot;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Filled when our own, hollow when another's, a broken ring when orphaned. */
const KnotMark = memo(function KnotMark({ knot, x, y, radius }: KnotMarkProps) {
  const kind = knot.own === null ? 'other' : knot.own === 'orphaned' ? 'orphan' : 'own';
  return (
    <g transform={`translate(${x.toFixed(1)} ${y})`} data-knot={knot.hash} data-kind={kind}>
      <circle className={styles.target} r={Math.max(7, radius + 3)} />
      <circle className={styles.knot} r={kind === 'own' ? radius + 0.5 : radius - 0.5} />
      {kind === 'orphan' && (
        <path className={styles.break} d={`M${-radius} ${radius}L${radius} ${-radius}`} />
      )}
    </g>
  );
});

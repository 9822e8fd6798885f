import type { Translation } from '../../../messages/translation.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { ChainTip } from '../../../contract/screen-contract.ts';
import { UNKNOWN, countText } from '../../wording/figures/si-number.ts';
import { rootZoom } from '../charts/root-zoom.ts';
import { knotRadius, rowStep } from './braid-layout.ts';
import type { Braid as BraidLayout, Knot } from './braid-layout.ts';
import { BraidPicture } from './braid-picture.tsx';
import styles from './braid.module.css';
import { KnotRing } from './knot-ring.tsx';
import { KnotTooltip } from './knot-tooltip.tsx';
import { useKnotMoment } from './use-knot-moment.ts';
import { useDrift } from './use-drift.ts';

/** The light of a new own block goes from thread to thread. */
const THREAD_DELAY_MS = 70;

interface BraidProps {
  readonly braid: BraidLayout;
  readonly tips: readonly ChainTip[];
  readonly windowMs: number;
  /** Stands at this time; null to follow the clock. */
  readonly frozenAtMs: number | null;
  /** The picture in a sentence. */
  readonly summary: string;
}

/** The chains as threads, older to the left, each block a knot tied to its neighbours. */
export function Braid({ braid, tips, windowMs, frozenAtMs, summary }: BraidProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { ref: measured, width } = useElementSize();
  const view = useRef<HTMLDivElement>(null);
  const viewRef = useMergedRef(view, measured);
  const moved = useRef<HTMLDivElement>(null);
  const [pointedAt, setPointedAt] = useState<Knot | null>(null);

  const zoom = rootZoom();
  const chains = braid.chains.length;
  const step = rowStep(chains) * zoom;
  const radius = knotRadius(chains) * zoom;
  const height = Math.round(step * chains);
  const yOf = useCallback((row: number) => Math.round(step * (row + 0.5)), [step]);
  const pxPerMs = Math.max(1, width) / windowMs;
  const baseMs = baseTimeMs(braid.knots, windowMs);
  const xOf = useCallback(
    (knot: Knot) => Math.max(-width, (knot.createdAtMs - baseMs) * pxPerMs),
    [baseMs, pxPerMs, width],
  );
  const drift = { baseMs, pxPerMs, widthPx: width - radius * 2.5, frozenAtMs };
  useDrift(moved, drift);

  const moment = useKnotMoment(braid.knots);
  const byHash = useMemo(() => new Map(braid.knots.map((knot) => [knot.hash, knot])), [braid]);
  const tied = braid.knots.find(({ hash }) => hash === moment?.hash);
  const point = (event: PointerEvent): void => {
    const mark = event.target instanceof Element ? event.target.closest('[data-knot]') : null;
    const hash = mark?.getAttribute('data-knot') ?? null;
    setPointedAt(hash === null ? null : (byHash.get(hash) ?? null));
  };

  return (
    <figure className={styles.braid}>
      <div
        ref={viewRef}
        role="img"
        aria-label={summary}
        className={styles.view}
        style={{ height }}
        onPointerOver={point}
        onPointerLeave={() => setPointedAt(null)}
      >
        {braid.chains.map((chain, row) => (
          <div
            key={chain}
            className={styles.thread}
            data-lit={moment !== null || undefined}
            style={{
              top: yOf(row),
              animationDelay: `${Math.abs(row - (moment?.row ?? 0)) * THREAD_DELAY_MS}ms`,
            }}
          />
        ))}
        <div ref={moved} className={styles.moved}>
          <BraidPicture
            braid={braid}
            xOf={xOf}
            yOf={yOf}
            radius={radius}
            height={height}
            pointedAt={pointedAt?.hash ?? null}
            moment={moment?.hash ?? null}
          />
        </div>
      </div>
      {tied !== undefined && (
        <KnotRing key={tied.hash} {...{ drift, radius }} x={xOf(tied)} y={yOf(tied.row)} />
      )}
      <ol className={styles.heights} style={{ height }} aria-label={t('braid.heights')}>
        <li className={styles.columns} aria-hidden="true">
          <span>{t('braid.column.chain')}</span>
          <span>{t('braid.column.height')}</span>
        </li>
        {braid.chains.map((chain, row) => (
          <li key={chain} style={{ top: yOf(row) }} title={t('braid.chain', { chain })}>
            <span className={styles.chain}>{chain}</span>
            <span>{heightText(translation, tips, chain)}</span>
          </li>
        ))}
      </ol>
      {pointedAt !== null && <KnotTooltip knot={pointedAt} view={view} />}
    </figure>
  );
}

function heightText(translation: Translation, tips: readonly ChainTip[], chain: number): string {
  const tip = tips.find((each) => (each.chain as number) === chain);
  return tip === undefined ? UNKNOWN : countText(translation, tip.height);
}

/**
 * The time at which the moved picture begins: a multiple of the window, so that coordinates stay
 * small and equal from one block to the next.
 */
function baseTimeMs(knots: readonly Knot[], windowMs: number): number {
  const newest = knots.reduce((latest, knot) => Math.max(latest, knot.createdAtMs), 0);
  return (Math.floor(newest / windowMs) - 1) * windowMs;
}

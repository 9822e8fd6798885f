import type { Translation } from '../../../messages/translation.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { useMemo, useState } from 'react';
import { Braid } from '../../components/braid/braid.tsx';
import { chooseWindowMs, layBraid } from '../../components/braid/braid-layout.ts';
import type { Braid as BraidLayout } from '../../components/braid/braid-layout.ts';
import { Panel } from '../../components/display/panel.tsx';
import { useClockStore } from '../../stores/clock-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import type { MinerSnapshot, NetworkInfo } from '../../../contract/screen-contract.ts';
import { durationText } from '../../wording/figures/durations.ts';
import { countText } from '../../wording/figures/si-number.ts';
import {
  noBlockText,
  standsStill,
  standstillMatters,
  standstillText,
} from '../../wording/problems/standstill.ts';
import { NewestBlocks } from './newest-blocks.tsx';
import styles from './home.module.css';

/** The braid across the page, the newest blocks at its right end. */
export function BraidPanel() {
  const { t } = useTranslation();
  const snapshot = useMinerStore((miner) => miner.snapshot);
  if (snapshot === null || snapshot.network === null || snapshot.network.graph.length === 0) {
    return (
      <Panel title={t('braid.title')}>
        <p className={styles.placeholder}>
          {t('braid.about')}
          <br />
          {t('braid.waiting')}
        </p>
      </Panel>
    );
  }
  return <LiveBraid snapshot={snapshot} network={snapshot.network} />;
}

interface LiveBraidProps {
  readonly snapshot: MinerSnapshot;
  readonly network: NetworkInfo;
}

function LiveBraid({ snapshot, network }: LiveBraidProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { recentBlocks, blocks, tips, cutMovedAtMs, phase, atMs } = snapshot;
  // As of the snapshot: after a sleep of the computer, the page's clock is ahead of what it knows.
  const still = standsStill(network, cutMovedAtMs, atMs);
  const braid = useMemo(
    () => layBraid(network, recentBlocks, blocks),
    [network, recentBlocks, blocks],
  );
  const windowMs = useWindowMs(network, recentBlocks);
  const newestMs = recentBlocks.reduce((latest, block) => Math.max(latest, block.createdAtMs), 0);
  const isFrozen = phase === 'stopped' || still;
  return (
    <Panel
      title={t('braid.title')}
      aside={
        still && cutMovedAtMs !== null && phase !== 'stopped' ? (
          <Standstill sinceMs={cutMovedAtMs} isTrouble={standstillMatters(snapshot)} />
        ) : (
          <Legend windowMs={windowMs} stopped={phase === 'stopped'} />
        )
      }
    >
      <div className={styles.braid}>
        <Braid
          braid={braid}
          tips={tips}
          windowMs={windowMs}
          frozenAtMs={isFrozen ? newestMs + windowMs * 0.03 : null}
          summary={braidSummary(translation, braid, windowMs)}
        />
        <NewestBlocks seen={recentBlocks} own={blocks} chains={network.graph.length} />
      </div>
    </Panel>
  );
}

/** The time shown; it changes only when the network's pace has changed a lot. */
function useWindowMs(network: NetworkInfo, seen: MinerSnapshot['recentBlocks']): number {
  const delayMs = network.blockDelayMicros === null ? null : network.blockDelayMicros / 1000;
  const [presentMs, setPresentMs] = useState<number | null>(null);
  const windowMs = chooseWindowMs(seen, network.graph.length, delayMs, presentMs);
  if (windowMs !== presentMs) setPresentMs(windowMs);
  return windowMs;
}

interface StandstillProps {
  readonly sinceMs: number;
  /** The strip and the verdict call it a trouble too. */
  readonly isTrouble: boolean;
}

/** Why the picture does not move. */
function Standstill({ sinceMs, isTrouble }: StandstillProps) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const text = isTrouble ? standstillText : noBlockText;
  return <p className={isTrouble ? styles.still : 'muted'}>{text(translation, sinceMs, nowMs)}</p>;
}

interface LegendProps {
  readonly windowMs: number;
  readonly stopped: boolean;
}

function Legend({ windowMs, stopped }: LegendProps) {
  const translation = useTranslation();
  const { t } = translation;
  return (
    <p className={styles.legend}>
      <span>
        <b className={styles.dot} data-kind="own" /> {t('braid.yours')}
      </span>
      <span>
        <b className={styles.dot} /> {t('braid.others')}
      </span>
      <span>
        <b className={styles.dot} data-kind="orphan" /> {t('braid.orphaned')}
      </span>
      <span>
        {t(stopped ? 'braid.window.stopped' : 'braid.window', {
          duration: durationText(translation, windowMs / 1000),
        })}
      </span>
    </p>
  );
}

function braidSummary(translation: Translation, braid: BraidLayout, windowMs: number): string {
  const own = braid.knots.filter((knot) => knot.own !== null).length;
  const height = braid.knots.reduce((highest, knot) => Math.max(highest, knot.height), 0);
  return translation.t('braid.summary', {
    chains: braid.chains.length,
    duration: durationText(translation, windowMs / 1000),
    height: countText(translation, height),
    own,
    blocks: braid.knots.length,
  });
}

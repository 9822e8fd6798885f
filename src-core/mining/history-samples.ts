/** What the history keeps of a second of mining. Pure. */
import type { KeyedSample, TotalSample } from '../history/points/history-samples.ts';
import { NO_SHARES, sampledMachines } from '../state/machines/sampled-machines.ts';
import type { CountedShares } from '../state/machines/sampled-machines.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';

interface HistorySamples {
  readonly machines: readonly KeyedSample[];
  readonly total: TotalSample;
  /** To be given back with the next snapshot. */
  readonly counted: CountedShares;
}

/** The samples of a second, with the shares since the snapshot before (`before`). */
export function historySamples(
  { atMs, hashesPerSecond, difficulty, stratum, node, problems }: MinerSnapshot,
  before: CountedShares,
): HistorySamples {
  const none = { samples: [], shares: NO_SHARES, counted: before };
  const { samples, shares, counted } =
    stratum === null ? none : sampledMachines(stratum, before, atMs);
  const isLost = problems.some((each) => each.kind === 'node' && each.node === node?.url);
  const nodeShare = node === null || isLost ? 0 : 1;
  const machines = stratum?.online ?? 0;
  return {
    machines: samples,
    total: { atMs, hashesPerSecond, difficulty, machines, nodeShare, shares },
    counted,
  };
}

/** What the history keeps of a second of mining. */
import type { History } from '../history/history.ts';
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

/** Adds the samples of a second to the history, each time that it is called. */
export function createSampler(
  history: Pick<History, 'machineSamples' | 'addSample'>,
): (snapshot: MinerSnapshot) => void {
  let before: CountedShares = new Map();
  return (snapshot) => {
    const { machines, total, counted } = historySamples(snapshot, before);
    before = counted;
    history.machineSamples.add(machines);
    history.addSample(total);
  };
}

/** The samples of a second, with the shares since the snapshot before (`before`). */
function historySamples(
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

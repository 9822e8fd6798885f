/** What the history keeps of each second of mining. */
import type { History } from '../../history/history.ts';
import { NO_SHARES, sampledMachines } from '../../state/machines/sampled-machines.ts';
import type { CountedShares } from '../../state/machines/sampled-machines.ts';
import type { ChartSample, MinerSnapshot } from '../../state/snapshot-types.ts';

/** @returns what adds the samples of a second to the history, and returns that of the charts */
export function createHistorySamples(
  history: Pick<History, 'machineSamples' | 'addSample'>,
): (now: MinerSnapshot) => ChartSample {
  let counted: CountedShares = new Map();
  return ({ atMs, hashesPerSecond, difficulty, stratum, node, problems }) => {
    const none = { samples: [], shares: NO_SHARES, counted };
    const machines = stratum === null ? none : sampledMachines(stratum, counted, atMs);
    counted = machines.counted;
    const isLost = problems.some((each) => each.kind === 'node' && each.node === node?.url);
    history.machineSamples.add(machines.samples);
    const sample = { atMs, hashesPerSecond, difficulty };
    history.addSample({
      ...sample,
      machines: stratum?.online ?? 0,
      nodeShare: node === null || isLost ? 0 : 1,
      shares: machines.shares,
    });
    return sample;
  };
}

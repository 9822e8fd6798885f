/** What the history keeps of each second of mining. */
import type { History } from '../../history/history.ts';
import { sampledMachines } from '../../state/machines/sampled-machines.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import type { CountedShares } from '../../state/machines/sampled-machines.ts';
import type { ChartSample, MinerSnapshot } from '../../state/snapshot-types.ts';
import type { RateNames } from './worker-rates.ts';

/**
 * @param names those of the kinds of workers that mine on this computer
 * @returns what adds the samples of a second to the history, and returns that of the charts
 */
export function createHistorySamples(
  history: Pick<History, 'machineSamples' | 'workerRates' | 'addSample'>,
  names: () => RateNames,
): (now: MinerSnapshot) => ChartSample {
  let counted: CountedShares = new Map();
  return ({ atMs, hashesPerSecond, isRateKnown, difficulty, groups, stratum, node, problems }) => {
    const none = { samples: [], shares: NO_SHARES, counted };
    const machines = stratum === null ? none : sampledMachines(stratum, counted, atMs);
    counted = machines.counted;
    const isLost = problems.some((each) => each.kind === 'node' && each.node === node?.url);
    history.machineSamples.add(machines.samples);
    for (const { kind, state, isRateKnown: isKnown, hashesPerSecond: rate } of groups) {
      const name = names().get(kind);
      if (name === undefined || state !== 'mining' || !isKnown) continue;
      history.workerRates.add(name, { atMs, hashesPerSecond: rate });
    }
    const sample = { atMs, hashesPerSecond: isRateKnown ? hashesPerSecond : null, difficulty };
    history.addSample({
      ...sample,
      machines: stratum?.online ?? 0,
      nodeShare: node === null || isLost ? 0 : 1,
      shares: machines.shares,
    });
    return sample;
  };
}

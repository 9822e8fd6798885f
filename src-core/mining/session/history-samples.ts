/** What the history keeps of each second of mining. */
import type { History } from '../../history/history.ts';
import { haveRates } from '../../state/machines/awaited-rates.ts';
import { sampledMachines } from '../../state/machines/sampled-machines.ts';
import { TIERS } from '../../history/points/point-tiers.ts';
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
  const difficultyOf = createDifficulties();
  return (now) => {
    const { atMs, hashesPerSecond, isRateKnown, groups, stratum, node, problems } = now;
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
    const areAlone = groups.every(({ kind }) => kind === 'stratum');
    const isRate = isRateKnown && (stratum === null || !areAlone || haveRates(stratum, atMs));
    const sample = {
      ...{ atMs, hashesPerSecond: isRate ? hashesPerSecond : null },
      difficulty: difficultyOf(now),
    };
    history.addSample({
      ...sample,
      machines: stratum?.online ?? 0,
      nodeShare: node === null || isLost ? 0 : 1,
      shares: machines.shares,
    });
    return sample;
  };
}

/**
 * The difficulty of a moment; null where the network has changed within a point of the charts: the mean of two
 * networks is the difficulty of neither.
 */
function createDifficulties(): (now: MinerSnapshot) => number | null {
  const pointMs = 1_000 * TIERS[0].seconds;
  let last: { readonly point: number; readonly versionName: string } | null = null;
  return ({ atMs, network, difficulty }) => {
    if (network === null || difficulty === null) return difficulty;
    const { versionName } = network;
    const point = Math.floor(atMs / pointMs);
    if (last?.point === point && last.versionName !== versionName) return null;
    last = { point, versionName };
    return difficulty;
  };
}

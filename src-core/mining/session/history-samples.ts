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
    const isWhole = areAllMeasured(now);
    const sample = {
      ...{ atMs, hashesPerSecond: isRateKnown && isWhole ? hashesPerSecond : null },
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

/** Whether the rate is that of all who mine, as far as it will ever be known: a part of it would begin a line too low. */
function areAllMeasured({ atMs, groups, stratum }: MinerSnapshot): boolean {
  const areAlone = groups.every(({ kind }) => kind === 'stratum');
  if (areAlone) return stratum === null || haveRates(stratum, atMs);
  // This computer is measured within a second. A program may never tell its rate, and machines may come much later.
  return groups.every(
    ({ kind, isRateKnown }) => isRateKnown || kind === 'external' || kind === 'stratum',
  );
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

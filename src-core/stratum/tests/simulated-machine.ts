/** Simulated machines whose level vardiff decides. Time and shares are arguments: hours pass in milliseconds. */
import { afterAll } from 'vitest';
import { seededRandom } from '../../tests/seeded-random.ts';
import { Vardiff } from '../difficulty/vardiff.ts';

const PERIOD_SECONDS = 10;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const SETTLING_MS = 3 * MINUTE_MS;
const SETTLING_SHARES = 20;
/** Difficulty of a block: about mainnet's at its end. */
const BLOCK_DIFFICULTY = 2 ** 58;
/**
 * rate × period lies between two levels. Near the middle (a quarter of a level to each side)
 * either is right, elsewhere only the nearest.
 */
export const BORDERLINE_ERROR = 0.75;

interface Machine {
  /** Hashes per second at a time. */
  readonly rateAt: (ms: number) => number;
  /** How much work its next share takes, as a multiple of the average. */
  readonly nextShare: () => number;
  /** Time until a new level reaches it. */
  readonly latencyMs: number;
}

export interface Trace {
  readonly levels: readonly { readonly ms: number; readonly level: number }[];
  /** Whichever came first: 20 shares or 3 minutes. */
  readonly settledMs: number;
  readonly shares: number;
}

export function simulate(
  machine: Machine,
  startLevel: number,
  totalMs: number,
  minLevel = 0,
  blockDifficulty = BLOCK_DIFFICULTY,
): Trace {
  const options = { periodSeconds: PERIOD_SECONDS, minLevel, startLevel };
  const vardiff = new Vardiff(options, blockDifficulty, 0);
  const levels = [{ ms: 0, level: vardiff.level }];
  const onTheWay: { ms: number; level: number }[] = [];
  let machineLevel = vardiff.level;
  let settledMs = SETTLING_MS;
  let shares = 0;
  let tickMs = 1000;
  let work = machine.nextShare();
  for (let ms = 0; ms < totalMs;) {
    const difficulty = Math.min(2 ** machineLevel, blockDifficulty);
    const rate = machine.rateAt(ms);
    const shareMs = ms + ((work * difficulty) / rate) * 1000;
    const arrivalMs = onTheWay[0]?.ms ?? Infinity;
    const nextMs = Math.min(shareMs, arrivalMs, tickMs);
    work -= ((nextMs - ms) / 1000) * (rate / difficulty);
    ms = nextMs;
    let hasChanged = false;
    if (ms === arrivalMs) {
      machineLevel = onTheWay.shift()?.level ?? machineLevel;
    } else if (ms === shareMs) {
      work = machine.nextShare();
      shares += 1;
      if (shares === SETTLING_SHARES) settledMs = Math.min(settledMs, ms);
      hasChanged = vardiff.countShare(difficulty, blockDifficulty, ms);
    } else {
      tickMs += 1000;
      hasChanged = vardiff.passTime(blockDifficulty, ms);
    }
    if (hasChanged) {
      const { level } = vardiff;
      levels.push({ ms, level });
      if (machine.latencyMs === 0) machineLevel = level;
      else onTheWay.push({ ms: ms + machine.latencyMs, level });
    }
  }
  return { levels, settledMs, shares };
}

export const levelAt = (trace: Trace, ms: number): number =>
  trace.levels.findLast((change) => change.ms <= ms)?.level ?? NaN;
export const errorAt = (trace: Trace, ms: number, rate: number): number =>
  Math.abs(levelAt(trace, ms) - Math.log2(rate * PERIOD_SECONDS));
export const changesBetween = (trace: Trace, fromMs: number, toMs: number): number =>
  trace.levels.filter(({ ms }) => ms > fromMs && ms <= toMs).length;

/** A machine whose shares each take the average work; where it begins is chance. */
export function steady(rateAt: (ms: number) => number, phase: number): Machine {
  let isFirst = true;
  const nextShare = (): number => {
    const work = isFirst ? phase : 1;
    isFirst = false;
    return work;
  };
  return { rateAt, nextShare, latencyMs: 0 };
}

/** A machine as they really are: any hash may solve a share. */
export function byChance(rateAt: (ms: number) => number, seed: number): Machine {
  const random = seededRandom(seed);
  return { rateAt, nextShare: () => -Math.log(1 - random()), latencyMs: 50 };
}

/** What was seen at worst in the tests of a file, printed at their end. */
export function worstCases(): (what: string, value: number) => void {
  const worst: Record<string, number> = {};
  afterAll(() => {
    const lines = Object.entries(worst).map(([what, value]) => `  ${what}: ${value.toFixed(2)}`);
    process.stdout.write(
      `Dynamic difficulty over all runs (the worst case, where not said otherwise)\n${lines.join('\n')}\n`,
    );
  });
  return (what, value) => {
    worst[what] = Math.max(worst[what] ?? 0, value);
  };
}

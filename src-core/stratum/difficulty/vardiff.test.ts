/**
 * Vardiff with simulated machines from 1 GH/s to 200 TH/s. Time and shares are
 * arguments: hours pass in milliseconds.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../tests/seeded-random.ts';
import { Vardiff } from './vardiff.ts';

const PERIOD_SECONDS = 10;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SETTLING_MS = 3 * MINUTE_MS;
const SETTLING_SHARES = 20;
/** Difficulty of a block: about mainnet's at its end. */
const BLOCK_DIFFICULTY = 2 ** 58;
/**
 * rate × period lies between two levels. Near the middle (a quarter of a level to each side)
 * either is right, elsewhere only the nearest.
 */
const BORDERLINE_ERROR = 0.75;

interface Machine {
  /** Hashes per second at a time. */
  readonly rateAt: (ms: number) => number;
  /** How much work its next share takes, as a multiple of the average. */
  readonly nextShare: () => number;
  /** Time until a new level reaches it. */
  readonly latencyMs: number;
}

interface Trace {
  readonly levels: readonly { readonly ms: number; readonly level: number }[];
  /** Whichever came first: 20 shares or 3 minutes. */
  readonly settledMs: number;
  readonly shares: number;
}

function simulate(
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

const levelAt = (trace: Trace, ms: number): number =>
  trace.levels.findLast((change) => change.ms <= ms)?.level ?? NaN;
const errorAt = (trace: Trace, ms: number, rate: number): number =>
  Math.abs(levelAt(trace, ms) - Math.log2(rate * PERIOD_SECONDS));
const changesBetween = (trace: Trace, fromMs: number, toMs: number): number =>
  trace.levels.filter(({ ms }) => ms > fromMs && ms <= toMs).length;

/** A machine whose shares each take the average work; where it begins is chance. */
function steady(rateAt: (ms: number) => number, phase: number): Machine {
  let isFirst = true;
  const nextShare = (): number => {
    const work = isFirst ? phase : 1;
    isFirst = false;
    return work;
  };
  return { rateAt, nextShare, latencyMs: 0 };
}

/** A machine as they really are: any hash may solve a share. */
function byChance(rateAt: (ms: number) => number, seed: number): Machine {
  const random = seededRandom(seed);
  return { rateAt, nextShare: () => -Math.log(1 - random()), latencyMs: 50 };
}

/** 1 GH/s to 200 TH/s, evenly over the decades. */
const anyRate = fc.double({ min: 9, max: Math.log10(2e14), noNaN: true }).map((log) => 10 ** log);
const anyLevel = fc.integer({ min: 0, max: 256 });
const anyPhase = fc.double({ min: 0.001, max: 1, noNaN: true });

const worst: Record<string, number> = {};
const note = (what: string, value: number): void => {
  worst[what] = Math.max(worst[what] ?? 0, value);
};

afterAll(() => {
  const lines = Object.entries(worst).map(([what, value]) => `  ${what}: ${value.toFixed(2)}`);
  process.stdout.write(
    `Dynamic difficulty over all runs (the worst case, where not said otherwise)\n${lines.join('\n')}\n`,
  );
});

describe('vardiff of a machine with even shares', () => {
  it('settles on the nearest level within 20 shares or 3 minutes, then stays', () => {
    fc.assert(
      fc.property(anyRate, anyLevel, anyPhase, (rate, startLevel, phase) => {
        const trace = simulate(
          steady(() => rate, phase),
          startLevel,
          SETTLING_MS + HOUR_MS,
        );
        const error = errorAt(trace, trace.settledMs, rate);
        const changes = changesBetween(trace, trace.settledMs, trace.settledMs + HOUR_MS);
        note('even: levels away from rate x period when settled', error);
        note('even: changes in the hour after', changes);
        expect(error).toBeLessThanOrEqual(BORDERLINE_ERROR);
        expect(changes).toBeLessThanOrEqual(4);
        expect(errorAt(trace, HOUR_MS, rate)).toBeLessThanOrEqual(BORDERLINE_ERROR);
      }),
      { numRuns: 150 },
    );
  });

  it('follows a halved or doubled rate within 2 minutes', () => {
    fc.assert(
      fc.property(
        anyRate,
        anyLevel,
        anyPhase,
        fc.constantFrom(0.5, 2),
        (rate, startLevel, phase, factor) => {
          const flipMs = 20 * MINUTE_MS;
          const machine = steady((ms) => (ms < flipMs ? rate : factor * rate), phase);
          const trace = simulate(machine, startLevel, flipMs + 2 * MINUTE_MS);
          const followedMs = [flipMs, ...trace.levels.map(({ ms }) => ms)].find(
            (ms) => ms >= flipMs && errorAt(trace, ms, factor * rate) <= BORDERLINE_ERROR,
          );
          const seconds = ((followedMs ?? Infinity) - flipMs) / 1000;
          note(`even: seconds to follow a rate ${factor === 2 ? 'doubled' : 'halved'}`, seconds);
          expect(seconds).toBeLessThanOrEqual(120);
          expect(errorAt(trace, flipMs + 2 * MINUTE_MS, factor * rate)).toBeLessThanOrEqual(
            BORDERLINE_ERROR,
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('vardiff of a machine whose shares come by chance', () => {
  // No rule can do for such machines what is asked for above. 20 shares give a rate to 1/√20,
  // a third of a level: of the best estimates 2 % are more than a level off. And in 2 minutes the
  // gaps of a halved rate differ from those of the old one by 1.8 nats of evidence, which chance
  // brings about ten times an hour where nothing changed. So these are fractions of runs.
  const runs = 1000;
  const traces = Array.from({ length: runs }, (_, seed) => {
    const random = seededRandom(seed);
    const rate = 10 ** (9 + random() * (Math.log10(2e14) - 9));
    const startLevel = Math.floor(random() * 257);
    const factor = random() < 0.5 ? 0.5 : 2;
    const flipMs = HOUR_MS + SETTLING_MS;
    const machine = byChance((ms) => (ms < flipMs ? rate : factor * rate), seed);
    // At the lowest levels 200 TH/s through 50 ms of latency would be billions of shares.
    const latencyMs = startLevel < 34 ? 0 : machine.latencyMs;
    const trace = simulate({ ...machine, latencyMs }, startLevel, flipMs + 10 * MINUTE_MS);
    return { rate, factor, flipMs, trace };
  });
  type Run = (typeof traces)[number];
  const share = (isTrue: (run: Run) => boolean, of = traces): number =>
    of.filter(isTrue).length / of.length;
  const noteShare = (what: string, part: number): number => {
    note(`chance: % of runs that ${what}`, 100 * part);
    return part;
  };

  it('is within a level when settled, but for 1 run in 14', () => {
    for (const { trace, rate } of traces) {
      note('chance: levels away when settled', errorAt(trace, trace.settledMs, rate));
    }
    const isNear = ({ trace, rate }: Run): boolean => errorAt(trace, trace.settledMs, rate) <= 1;
    expect(noteShare('settle within a level', share(isNear))).toBeGreaterThan(0.93);
  });

  it('changes at most 4 times an hour, but for 1 run in 100, and never more than 6 times', () => {
    const changes = ({ trace, flipMs }: Run): number => changesBetween(trace, SETTLING_MS, flipMs);
    for (const run of traces) note('chance: changes in an hour', changes(run));
    const calm = share((run) => changes(run) <= 4);
    expect(noteShare('change at most 4 times an hour', calm)).toBeGreaterThan(0.99);
    expect(Math.max(...traces.map(changes))).toBeLessThanOrEqual(6);
  });

  it('is rarely far off: within a level 93 % of the time, within 1.5 levels 98 %', () => {
    const errors = traces.flatMap(({ trace, rate, flipMs }) =>
      Array.from({ length: Math.floor((flipMs - SETTLING_MS) / MINUTE_MS) }, (_, minute) =>
        errorAt(trace, SETTLING_MS + minute * MINUTE_MS, rate),
      ),
    );
    const within = (levels: number): number =>
      errors.filter((error) => error <= levels).length / errors.length;
    expect(within(1)).toBeGreaterThan(0.93);
    expect(within(1.5)).toBeGreaterThan(0.98);
  });

  it.each([
    ['halved', 0.5, 0.65, 0.94],
    ['doubled', 2, 0.78, 0.94],
  ])('follows a %s rate, mostly within 2 minutes', (name, which, soon, later) => {
    const flipped = traces.filter(({ factor }) => factor === which);
    const hasFollowed =
      (minutes: number) =>
      ({ trace, rate, factor, flipMs }: Run): boolean =>
        errorAt(trace, flipMs + minutes * MINUTE_MS, factor * rate) <= 1;
    const inTime = (minutes: number): number =>
      noteShare(`follow a ${name} rate in ${minutes} min`, share(hasFollowed(minutes), flipped));
    expect(inTime(2)).toBeGreaterThan(soon);
    expect(inTime(10)).toBeGreaterThan(later);
  });
});

describe('the range of vardiff', () => {
  it('ends at the easiest level configured', () => {
    const trace = simulate(
      steady(() => 1e9, 0.5),
      60,
      HOUR_MS,
      42,
    );
    expect(levelAt(trace, HOUR_MS)).toBe(42);
  });

  it('ends at what a block asks for, which wins over the easiest level', () => {
    const trace = simulate(
      steady(() => 1e9, 0.5),
      60,
      10 * MINUTE_MS,
      42,
      100_000_000,
    );
    expect(trace.levels).toEqual([{ ms: 0, level: 27 }]);
  });

  it('follows blocks that become easier at once', () => {
    const options = { periodSeconds: 10, minLevel: 10, startLevel: 50 };
    const vardiff = new Vardiff(options, 2 ** 58, 0);
    expect(vardiff.passTime(2 ** 20, 1)).toBe(true);
    expect(vardiff.level).toBe(20);
  });

  it('eases for a machine that went silent, and is back soon after it returns', () => {
    const rate = 18e12;
    const pauseMs = [HOUR_MS, HOUR_MS + 20 * MINUTE_MS] as const;
    const machine = steady((ms) => (ms > pauseMs[0] && ms < pauseMs[1] ? 1 : rate), 0.5);
    const trace = simulate(machine, 44, 2 * HOUR_MS, 42);
    expect(levelAt(trace, pauseMs[1])).toBe(42);
    expect(errorAt(trace, pauseMs[1] + MINUTE_MS, rate)).toBeLessThanOrEqual(1);
  });

  it('is not driven up by easy shares that were under way while it rose', () => {
    const options = { periodSeconds: 10, minLevel: 0, startLevel: 30 };
    const vardiff = new Vardiff(options, 2 ** 58, 0);
    // 2^34 hashes per second: a share every 62.5 ms at level 30.
    for (let i = 1; i <= 4; i++) vardiff.countShare(2 ** 30, 2 ** 58, i * 62.5);
    const raised = vardiff.level;
    expect(raised).toBeGreaterThan(30);
    for (let i = 5; i <= 40; i++) vardiff.countShare(2 ** 30, 2 ** 58, i * 62.5);
    expect(vardiff.level).toBeLessThanOrEqual(Math.round(34 + Math.log2(10)));
  });
});

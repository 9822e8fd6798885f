/** Vardiff with simulated machines as they really are: any hash may solve a share. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../tests/seeded-random.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  SETTLING_MS,
  byChance,
  changesBetween,
  errorAt,
  simulate,
  worstCases,
} from '../tests/simulated-machine.ts';

const note = worstCases();

describe('vardiff of a machine whose shares come by chance', () => {
  // No rule can do for such machines what is asked for above. 20 shares give a rate to 1/√20,
  // a third of a level: of the best estimates 2 % are more than a level off. And in 2 minutes the
  // gaps of a halved rate differ from those of the old one by 1.8 nats of evidence, which chance
  // brings about ten times an hour where nothing changed. So these are fractions of runs.
  /** One run, of any rate from 1 GH/s to 200 TH/s. */
  const runOf = (seed: number) => {
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
  };
  let traces: ReturnType<typeof runOf>[] = [];
  beforeAll(() => {
    traces = Array.from({ length: 1000 }, (_, seed) => runOf(seed));
  }, 30_000);
  type Run = ReturnType<typeof runOf>;
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

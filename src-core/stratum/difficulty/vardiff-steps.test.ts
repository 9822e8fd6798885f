/** Which levels known machines get and when, as a user sees them change. Their shares are even. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, simulate, steady } from '../tests/simulated-machine.ts';
import type { Trace } from '../tests/simulated-machine.ts';
import { Vardiff } from './vardiff.ts';

/** The easiest level of a period of 10 seconds. */
const EASIEST = 23;
const BLOCK = 2 ** 58;

/** As `second:level` of each change. */
const stepsOf = ({ levels }: Trace): string =>
  levels.map(({ ms, level }) => `${Math.round(ms / 1000)}:${level}`).join(' ');

describe('the levels', () => {
  it.each([
    ['a CPU miner', 42, 1e7, '0:42 12:40 21:36 30:28 39:23 40:26 141:27'],
    ['a KD-BOX', 42, 1.6e12, '0:42 7:44'],
    ['a KD5', 42, 18e12, '0:42 0:47'],
    ['a KA3', 42, 166e12, '0:42 0:51'],
    ['a KD-BOX that begins far too hard', 60, 1.6e12, '0:57 12:55 21:51 30:43 44:44'],
    ['a KA3 that begins far too easy', 30, 166e12, '0:30 0:51'],
  ])('of %s in its first minutes', (_name, startLevel, rate, steps) => {
    const machine = steady(() => rate, 0.5);
    expect(stepsOf(simulate(machine, startLevel, 20 * MINUTE_MS, EASIEST))).toBe(steps);
  });

  it.each([
    ['falls to two fifths of its rate', 0.4, '0:47 3694:46'],
    ['works at a tenth of its rate', 0.1, '0:47 3663:46 3741:45'],
    ['doubles its rate', 2, '0:47 3632:48'],
    ['grows tenfold', 10, '0:47 3604:48 3616:49 3626:51'],
  ])('of a machine that %s after an hour', (_what, factor, steps) => {
    const machine = steady((ms) => (ms < HOUR_MS ? 18e12 : factor * 18e12), 0.5);
    expect(stepsOf(simulate(machine, 47, 2 * HOUR_MS, EASIEST))).toBe(steps);
  });

  it.each([
    ['a minute', 1, '0:47 3663:46 3728:47'],
    ['five minutes', 5, '0:47 3663:46 3733:45 3826:44 3917:47'],
    ['an hour', 60, '0:47 3663:46 3733:45 3826:44 3927:42 3936:38 3945:30 3954:23 7200:47'],
  ])(
    'of a machine that pauses for %s fall, and rise at once when it returns',
    (_time, minutes, steps) => {
      const endMs = HOUR_MS + minutes * MINUTE_MS;
      const machine = steady((ms) => (ms > HOUR_MS && ms < endMs ? 1 : 18e12), 0.5);
      expect(stepsOf(simulate(machine, 47, endMs + HOUR_MS, EASIEST))).toBe(steps);
    },
  );

  it('of a machine whose rate swings change less and less', () => {
    const machine = steady((ms) => (Math.floor(ms / MINUTE_MS / 5) % 2 === 0 ? 18e12 : 4e12), 0.5);
    expect(stepsOf(simulate(machine, 47, 2 * HOUR_MS, EASIEST))).toBe(
      '0:47 371:46 659:47 1039:46 4259:47 4639:46 4863:47',
    );
  });
});

/** The levels of a machine of which a share came after each of these times (periods of 10 seconds). */
function levelsAfter(...periods: number[]): number[] {
  const vardiff = new Vardiff({ periodSeconds: 10, minLevel: 0, startLevel: 40 }, BLOCK, 0);
  let nowMs = 0;
  return periods.map((each) => {
    nowMs += each * 10_000;
    vardiff.countShare(2 ** vardiff.level, BLOCK, nowMs);
    return vardiff.level;
  });
}

describe('few shares', () => {
  it.each([
    ['one, even 32 times too early', [1 / 32], [40]],
    ['one that came earlier yet', [1 / 33], [44]],
    ['two, 6 times too early', [1 / 5.6, 1 / 5.6], [40, 40]],
    ['two that came earlier yet', [1 / 5.7, 1 / 5.7], [40, 42]],
    ['one that came late', [2.6], [40]],
    ['one that came later yet', [2.7], [39]],
    ['three, even', [1, 1, 1], [40, 40, 40]],
    ['three at a third', [1 / 3, 1 / 3, 1 / 3], [40, 40, 41]],
  ])('move the level as far as they say something: %s', (_name, periods, levels) => {
    expect(levelsAfter(...periods)).toEqual(levels);
  });
});

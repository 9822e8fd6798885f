import fc from 'fast-check';
import { expect, it } from 'vitest';
import { madeUpWork } from '../tests/made-up-work.ts';
import { decodeWorkHeader } from './work-header.ts';
import { laterTime, LOOP_LIMIT, powerOfTwo, timeAfter, workAt } from './search-space.ts';
import { unwrap } from '../result.ts';

const micros = fc.bigInt({ min: 0n, max: 2n ** 53n });
/** A loop among others. */
const place = fc
  .integer({ min: 0, max: 10 })
  .chain((log) => fc.record({ number: fc.nat(2 ** log - 1), of: fc.constant(2 ** log) }));
const elapsedMs = fc.oneof(
  fc.double({ min: 0, max: 1e9, noNaN: true }),
  fc.double({ min: 0, max: 4, noNaN: true }),
);
/** From one time to another that is near: chance would keep others apart. */
const near = fc.bigInt({ min: -2048n, max: 2048n });

/** The times that a loop searches, the first as it gets the work. */
function timesOf(
  time: bigint,
  at: { readonly number: number; readonly of: number },
  elapsed: readonly number[],
): bigint[] {
  const first = workAt(madeUpWork({ creationTimeMicros: time }), at).header.creationTimeMicros;
  return [first, ...elapsed.map((ms) => laterTime(first, ms))];
}

it('gives loops times that no other loop ever has, whenever they refresh them', () => {
  const loops = fc.integer({ min: 1, max: 10 }).chain((log) =>
    fc.record({
      of: fc.constant(2 ** log),
      numbers: fc.uniqueArray(fc.nat(2 ** log - 1), { minLength: 2, maxLength: 2 }),
    }),
  );
  const refreshes = fc.array(elapsedMs, { maxLength: 20 });
  fc.assert(
    fc.property(loops, micros, near, refreshes, refreshes, (set, at, apart, first, second) => {
      const [one = 0, other = 0] = set.numbers;
      const a = at + 2048n;
      const times = timesOf(a, { number: one, of: set.of }, first);
      for (const time of timesOf(a + apart, { number: other, of: set.of }, second)) {
        expect(times).not.toContain(time);
        expect(Number(time % BigInt(set.of))).toBe(other);
      }
    }),
  );
});

it('is never before the time of the node, and less than a microsecond for each loop after it', () => {
  fc.assert(
    fc.property(place, micros, (at, time) => {
      const work = madeUpWork({ creationTimeMicros: time });
      const own = workAt(work, at);
      const ahead = own.header.creationTimeMicros - time;
      expect(ahead >= 0n && ahead < BigInt(at.of)).toBe(true);
      expect(unwrap(decodeWorkHeader(own.bytes))).toEqual(own.header);
      expect({ ...own.header, creationTimeMicros: time }).toEqual(work.header);
      if (at.of === 1) expect(own).toBe(work);
    }),
  );
});

it('moves times on by whole steps, no further than time has passed', () => {
  fc.assert(
    fc.property(micros, elapsedMs, (time, elapsed) => {
      const passed = laterTime(time, elapsed) - time;
      expect(passed % BigInt(LOOP_LIMIT)).toBe(0n);
      expect(Number(passed)).toBeLessThanOrEqual(elapsed * 1000);
      expect(elapsed * 1000 - Number(passed)).toBeLessThan(LOOP_LIMIT + 1);
    }),
  );
  expect(laterTime(5n, -3)).toBe(5n);
});

it('finds the first time after another one', () => {
  fc.assert(
    fc.property(micros, fc.oneof(near, fc.constant(0n), micros), (time, apart) => {
      const last = time + apart;
      const next = timeAfter(last, time);
      expect(next > last && (next - time) % BigInt(LOOP_LIMIT) === 0n).toBe(true);
      expect(next === time || next - BigInt(LOOP_LIMIT) <= last).toBe(true);
    }),
  );
});

it.each([
  [1, 1],
  [2, 2],
  [3, 4],
  [1023, 1024],
  [1024, 1024],
])('has room for %d loops: %d', (count, room) => {
  expect(powerOfTwo(count)).toBe(room);
});

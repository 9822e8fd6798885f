import { describe, expect, it } from 'vitest';
import { mkTarget } from '../../chainweb/target.ts';
import type { NonceSearch } from '../../pow-kernel/nonce-search.ts';
import type { SearchJob } from '../search-job.ts';
import { runHashLoop } from './hash-loop.ts';
import type { HashLoopEnd } from './hash-loop.ts';

const job: SearchJob = {
  id: 1,
  bytes: new Uint8Array(286),
  target: mkTarget(5n),
  creationTimeMicros: 1_700_000_000_000_000n,
};

/** A search on a clock of its own, at `hashesPerMs`, that finds nothing but the nonce `solution`. */
class Script {
  nowMs = 10_000;
  restedMs = 0;
  readonly creationTimes: bigint[] = [];
  readonly slices: { readonly start: bigint; readonly count: number; readonly ms: number }[] = [];
  readonly reports: { readonly hashes: number; readonly elapsedMs: number }[] = [];
  hashesPerMs = 25_000;
  solution: bigint | null = null;

  readonly search: NonceSearch = {
    kind: 'scalar',
    load: () => {},
    setCreationTime: (micros) => void this.creationTimes.push(micros),
    search: (start, count) => {
      const distance =
        this.solution === null ? count : Number(BigInt.asUintN(64, this.solution - start));
      const tried = distance < count ? distance + 1 : count;
      const ms = tried / this.hashesPerMs;
      this.slices.push({ start, count: tried, ms });
      this.nowMs += ms;
      return { nonce: distance < count ? this.solution : null, tried };
    },
  };

  run(startCounter: bigint, untilMs: number, dutyCycle = 1): HashLoopEnd {
    return runHashLoop(job, startCounter, {
      search: this.search,
      dutyCycle,
      nowMs: () => this.nowMs,
      isCancelled: () => this.nowMs >= untilMs,
      pause: (durationMs) => {
        this.restedMs += durationMs;
        this.nowMs += durationMs;
      },
      report: (hashes, elapsedMs) => void this.reports.push({ hashes, elapsedMs }),
    });
  }
}

describe('the hash loop', () => {
  it('tries each nonce once, over the end of 2^64, until it is cancelled', () => {
    const script = new Script();
    const start = 2n ** 64n - 1_000_000n;
    const end = script.run(start, 10_500);
    let next = start;
    for (const slice of script.slices) {
      expect(slice.start).toBe(next);
      next = BigInt.asUintN(64, next + BigInt(slice.count));
    }
    expect(next).toBeLessThan(start);
    expect(end).toEqual({ found: null, nextCounter: next });
  });

  it('searches in slices of about 10 ms, fast machine or slow', () => {
    for (const hashesPerMs of [50, 1000, 30_000, 300_000]) {
      const script = new Script();
      script.hashesPerMs = hashesPerMs;
      script.run(0n, 15_000);
      const settled = script.slices.slice(10);
      expect(Math.max(...settled.map(({ ms }) => ms))).toBeLessThan(21);
      expect(Math.min(...settled.map(({ ms }) => ms))).toBeGreaterThan(4);
    }
  });

  it('advances the creation time each second by the time since the start', () => {
    const script = new Script();
    script.run(0n, 14_500);
    const seconds = script.creationTimes.map(
      (micros) => Number(micros - job.creationTimeMicros) / 1e6,
    );
    expect(seconds.map(Math.round)).toEqual([1, 2, 3, 4]);
    for (const [i, second] of seconds.entries()) expect(second - (i + 1)).toBeLessThan(0.1);
  });

  it('gives the solution with the creation time that it was found with', () => {
    const script = new Script();
    script.solution = 40_000_000n; // after 1.6 s
    const end = script.run(0n, Infinity);
    expect(end.nextCounter).toBe(40_000_001n);
    expect(end.found).toEqual({
      nonce: 40_000_000n,
      creationTimeMicros: script.creationTimes.at(-1),
    });
    const early = new Script();
    early.solution = 40_000n;
    expect(early.run(0n, Infinity).found?.creationTimeMicros).toBe(job.creationTimeMicros);
  });

  it('reports every hash once, about each second, and the whole time', () => {
    const script = new Script();
    script.run(0n, 13_400);
    const tried = script.slices.reduce((sum, { count }) => sum + count, 0);
    expect(script.reports.reduce((sum, { hashes }) => sum + hashes, 0)).toBe(tried);
    expect(script.reports.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0)).toBeCloseTo(
      script.nowMs - 10_000,
    );
    expect(script.reports).toHaveLength(4);
  });

  it('reports before a pause that would make the next report late', () => {
    for (const dutyCycle of [0.02, 0.1, 0.5]) {
      const script = new Script();
      script.run(0n, 25_000, dutyCycle);
      expect(script.reports.length).toBeGreaterThanOrEqual(15);
      // A stretch of hashing may be more than fits, never a pause.
      for (const { elapsedMs } of script.reports) expect(elapsedMs).toBeLessThan(1_020);
    }
  });

  it('pauses long enough that it hashes in the given share of the time', () => {
    const script = new Script();
    script.run(0n, 15_000, 0.25);
    expect(script.restedMs / (script.nowMs - 10_000)).toBeCloseTo(0.75, 1);
    const restless = new Script();
    restless.run(0n, 15_000, 1);
    expect(restless.restedMs).toBe(0);
  });
});

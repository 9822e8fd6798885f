import { describe, expect, it } from 'vitest';
import { mkTarget } from '../../../chainweb/target.ts';
import type { FoundNonce, SearchJob } from '../../search-job.ts';
import { newProgress, runGpuLoop } from './gpu-loop.ts';
import type { GpuReport, Progress } from './gpu-loop.ts';
import type { GpuSearch } from './gpu-search.ts';
import type { SearchedWork } from './searched-work.ts';

const job: SearchJob = {
  id: 1,
  bytes: new Uint8Array(286),
  target: mkTarget(5n),
  creationTimeMicros: 1_700_000_000_000_000n,
};

/** A card on a clock of its own, which finishes its dispatches in the order in which they came. */
class ScriptedCard {
  nowMs = 10_000;
  pausedMs = 0;
  pauses = 0;
  /** How long a report keeps the loop. */
  reportMs = 0;
  mostUnderWay = 0;
  readonly dispatches: {
    readonly work: SearchedWork;
    readonly place: bigint;
    readonly count: number;
  }[] = [];
  readonly reports: GpuReport[] = [];
  hashesPerMs = 1_000_000;
  /** The place whose nonce solves the work. */
  solution: bigint | null = null;
  /** The number of the dispatch that fails, from 1; all others succeed. */
  fails = Infinity;
  #busyUntilMs = 10_000;
  #underWay = 0;

  readonly search: GpuSearch = {
    prepare: () => Promise.resolve(),
    maxDispatch: () => 2 ** 30,
    search: async (work, place, count) => {
      const number = this.dispatches.push({ work, place, count });
      this.#underWay += 1;
      this.mostUnderWay = Math.max(this.mostUnderWay, this.#underWay);
      this.#busyUntilMs = Math.max(this.nowMs, this.#busyUntilMs) + count / this.hashesPerMs;
      const endMs = this.#busyUntilMs;
      await new Promise((resolve) => setImmediate(resolve));
      this.#underWay -= 1;
      this.nowMs = Math.max(this.nowMs, endMs);
      if (number === this.fails) throw new Error('the device is lost');
      const at = this.solution;
      return at !== null && at >= place && at < place + BigInt(count) ? [at] : [];
    },
  };

  run(
    untilMs: number,
    intensity = 1,
    progress: Progress = newProgress(),
  ): Promise<FoundNonce | null> {
    return runGpuLoop(job, progress, {
      search: this.search,
      intensity,
      nowMs: () => this.nowMs,
      isCancelled: () => this.nowMs >= untilMs,
      pause: (durationMs) => {
        this.pauses += 1;
        this.pausedMs += durationMs;
        this.nowMs += durationMs;
        return Promise.resolve();
      },
      report: (report) => {
        this.reports.push(report);
        this.nowMs += this.reportMs;
      },
    });
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('the search loop of a graphics card', () => {
  it('tries each nonce once, from job to job', async () => {
    const card = new ScriptedCard();
    const progress = newProgress();
    await card.run(11_000, 1, progress);
    await card.run(12_000, 1, progress);
    let next = 0n;
    for (const { place, count } of card.dispatches) {
      expect(place % BigInt(count)).toBe(0n);
      // The first such place.
      expect(place).toBeGreaterThanOrEqual(next);
      expect(place).toBeLessThan(next + BigInt(count));
      next = place + BigInt(count);
    }
    expect(progress.place).toBe(next);
  });

  it.each([20, 1000, 40_000, 3_000_000])(
    'dispatches for 20 to 100 ms on a card of %d kH/s',
    async (hashesPerMs) => {
      const card = new ScriptedCard();
      card.hashesPerMs = hashesPerMs;
      await card.run(40_000);
      expect(card.dispatches.length).toBeGreaterThan(100);
      const settled = card.dispatches.slice(30).map(({ count }) => count / hashesPerMs);
      expect(Math.min(...settled)).toBeGreaterThanOrEqual(20);
      expect(Math.max(...settled)).toBeLessThanOrEqual(100);
    },
  );

  it('gives a slow card no less than a workgroup', async () => {
    const card = new ScriptedCard();
    card.hashesPerMs = 1;
    await card.run(200_000);
    expect(card.dispatches.at(-1)?.count).toBe(256);
  });

  it('leaves the card no time without work', async () => {
    const card = new ScriptedCard();
    card.reportMs = 5;
    await card.run(15_000);
    expect(card.mostUnderWay).toBe(2);
    expect(card.pauses).toBe(0);
    expect(sum(card.reports.map(({ emptyMs }) => emptyMs))).toBe(0);
    // The last report comes when all is over.
    expect(sum(card.reports.map(({ busyMs }) => busyMs))).toBeCloseTo(card.nowMs - 10_005);
  });

  it('pauses long enough that the card searches in the given share of the time', async () => {
    const card = new ScriptedCard();
    await card.run(30_000, 0.25);
    expect(card.mostUnderWay).toBe(1);
    expect(card.pausedMs / (card.nowMs - 10_000)).toBeCloseTo(0.75, 1);
    expect(sum(card.reports.map(({ emptyMs }) => emptyMs))).toBeCloseTo(card.pausedMs, -2);
  });

  it('reports before a pause that would make the next report late', async () => {
    const card = new ScriptedCard();
    await card.run(20_000, 0.05);
    expect(card.reports.length).toBeGreaterThan(5);
    for (const { elapsedMs } of card.reports) expect(elapsedMs).toBeLessThan(1_600);
  });

  it('advances the creation time each second by the time since the start, in steps of 1024 µs', async () => {
    const card = new ScriptedCard();
    await card.run(14_500);
    const times = [...new Set(card.dispatches.map(({ work }) => work.creationTimeMicros))];
    const later = times.map((micros) => Number(micros - job.creationTimeMicros));
    expect(later.map((micros) => Math.round(micros / 1e6))).toEqual([0, 1, 2, 3, 4]);
    for (const micros of later) expect(micros % 1024).toBe(0);
  });

  it('gives the solution with the creation time that it was found with', async () => {
    const unsolved = new ScriptedCard();
    await unsolved.run(14_000);
    // The time is moved on while this one runs.
    const { work, place } = unsolved.dispatches.findLast(
      (each, index, { [index + 1]: next }) => next !== undefined && next.work !== each.work,
    )!;
    const card = new ScriptedCard();
    card.solution = place;
    const { creationTimeMicros } = work;
    expect(creationTimeMicros).toBeGreaterThan(job.creationTimeMicros);
    expect(await card.run(Infinity)).toEqual({ nonce: place, creationTimeMicros });
  });

  it('reports every hash once, about each second, and the whole time', async () => {
    const card = new ScriptedCard();
    await card.run(13_400);
    expect(sum(card.reports.map(({ hashes }) => hashes))).toBe(
      sum(card.dispatches.map(({ count }) => count)),
    );
    expect(sum(card.reports.map(({ dispatches }) => dispatches))).toBe(card.dispatches.length);
    expect(sum(card.reports.map(({ elapsedMs }) => elapsedMs))).toBeCloseTo(card.nowMs - 10_000);
    expect(card.reports).toHaveLength(4);
  });

  it('ends with what the card throws, and sends it no more', async () => {
    const card = new ScriptedCard();
    card.fails = 20;
    await expect(card.run(Infinity)).rejects.toThrow('the device is lost');
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    expect(card.dispatches.length).toBeLessThanOrEqual(21);
  });
});

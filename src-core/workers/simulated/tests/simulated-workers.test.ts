import { describe, expect, it } from 'vitest';
import { mkHashRate } from '../../../chainweb/difficulty.ts';
import { createLog } from '../../../logging/logger.ts';
import { HandClock } from '../../../tests/hand-clock.ts';
import { madeUpWork } from '../../../tests/made-up-work.ts';
import { seededRandom } from '../../../tests/seeded-random.ts';
import { unwrap } from '../../../result.ts';
import { createConstantDelayWorker } from '../constant-delay-worker.ts';
import { waitInSteps } from '../simulated-search.ts';
import { createSimulationWorker } from '../simulation-worker.ts';
import type { Worker, WorkerEvent } from '../../worker.ts';

const never = new AbortController().signal;
const { logger } = createLog({ level: 'quiet', sink: () => undefined });

/** Runs a search to its end, a millisecond at a time; how many ms that took. */
async function timeOf(worker: Worker, work = madeUpWork(), clock: HandClock): Promise<number> {
  const startMs = clock.nowMs();
  const search = worker.solve(work, never);
  while (clock.waiting > 0) clock.pass(1);
  const solution = unwrap(await search);
  expect(solution).toEqual({ work, bytes: work.bytes });
  return clock.nowMs() - startMs;
}

describe('the simulation worker', () => {
  it('takes as long as its hash rate would, spread exponentially', async () => {
    const clock = new HandClock();
    const hashRate = mkHashRate(1024 * 10);
    const random = seededRandom(7);
    const worker = createSimulationWorker({ name: 'S', hashRate, random, clock }, () => undefined);
    // Level 10 is 1024 hashes: 100 ms on average.
    const work = madeUpWork({ level: 10 });
    const times: number[] = [];
    for (let round = 0; round < 2_000; round += 1) times.push(await timeOf(worker, work, clock));
    const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
    const deviation = Math.sqrt(times.reduce((sum, t) => sum + (t - mean) ** 2, 0) / times.length);
    // Five standard errors; each time is rounded up to a whole millisecond.
    expect(Math.abs(mean - 100.5)).toBeLessThan((5 * 100) / Math.sqrt(times.length));
    // Exponential: deviation and mean are the same, and 1/e of the times are above the mean.
    expect(deviation / mean).toBeGreaterThan(0.85);
    expect(deviation / mean).toBeLessThan(1.15);
    const above = times.filter((time) => time > mean).length / times.length;
    expect(Math.abs(above - 1 / Math.E)).toBeLessThan(0.05);
  });

  it('reports the hashes it simulates, each second and when it is stopped', async () => {
    const clock = new HandClock();
    const events: WorkerEvent[] = [];
    const worker = createSimulationWorker(
      { name: 'S', hashRate: mkHashRate(500), clock },
      (event) => events.push(event),
    );
    const abort = new AbortController();
    const search = worker.solve(madeUpWork({ level: 256 }), abort.signal);
    clock.pass(2_500);
    abort.abort();
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    expect(events).toEqual([
      { type: 'engine-chosen', worker: 'S', engine: 'simulated' },
      { type: 'hashes-tried', worker: 'S', hashes: 500, elapsedMs: 1_000 },
      { type: 'hashes-tried', worker: 'S', hashes: 500, elapsedMs: 1_000 },
      { type: 'hashes-tried', worker: 'S', hashes: 250, elapsedMs: 500 },
    ]);
    expect(clock.waiting).toBe(0);
  });

  it('ends its search when it is closed', async () => {
    const worker = createSimulationWorker({ name: 'S', hashRate: mkHashRate(1) }, () => undefined);
    const search = worker.solve(madeUpWork({ level: 256 }), never);
    await worker.close();
    expect(await search).toMatchObject({ error: { kind: 'preempted' } });
    expect(await worker.solve(madeUpWork(), never)).toMatchObject({ error: { kind: 'ended' } });
  });
});

it('does not wait once it has been aborted', async () => {
  expect(await waitInSteps(1e9, AbortSignal.abort(), new HandClock())).toBe(false);
});

describe('the constant-delay worker', () => {
  it('takes a twentieth of the block time, each time', async () => {
    const clock = new HandClock();
    const options = { name: 'C', blockTimeSeconds: 30, logger, clock };
    const worker = createConstantDelayWorker(options);
    expect(await timeOf(worker, madeUpWork({ level: 256 }), clock)).toBe(1_500);
    expect(await timeOf(worker, madeUpWork({ level: 0 }), clock)).toBe(1_500);
  });

  it('waits longer than a timer of JavaScript can', async () => {
    const clock = new HandClock();
    const blockTimeSeconds = 1e9;
    const worker = createConstantDelayWorker({ name: 'C', blockTimeSeconds, logger, clock });
    const abort = new AbortController();
    const search = worker.solve(madeUpWork(), abort.signal);
    clock.pass(10_000);
    expect(clock.waiting).toBe(1);
    abort.abort();
    expect(await search).toMatchObject({ error: { kind: 'preempted' } });
  });

  it('does not wait for a block time of 0', async () => {
    const worker = createConstantDelayWorker({ name: 'C', blockTimeSeconds: 0, logger });
    expect((await worker.solve(madeUpWork(), never)).ok).toBe(true);
    expect(await worker.solve(madeUpWork(), AbortSignal.abort())).toEqual({
      ok: false,
      error: { kind: 'preempted' },
    });
  });
});

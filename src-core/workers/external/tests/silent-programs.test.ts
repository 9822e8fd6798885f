/** Programs that do not answer. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HandClock } from '../../../tests/hand-clock.ts';
import type { Worker, WorkerEvent } from '../../worker.ts';
import { NONCE, easy, externalTest, hard, never } from './external-test.ts';

const test = externalTest();
const { workerOf } = test;

describe('a program that does not answer', () => {
  /** Answers as often as the file says, and hangs from then on. */
  const answersOnce = (): string =>
    `if [ ! -e '${test.scripts.path}/answered' ]; then touch '${test.scripts.path}/answered'; echo ${NONCE}; exit; fi; sleep 1000; true`;
  const silences = (): WorkerEvent[] => test.events.filter(({ type }) => type === 'worker-silent');
  afterEach(() => rm(join(test.scripts.path, 'answered'), { force: true }));

  async function preemptedAfter(worker: Worker, clock: HandClock, ms: number): Promise<void> {
    const abort = new AbortController();
    const search = worker.solve(easy, abort.signal);
    await vi.waitFor(() => expect(clock.waiting).toBe(1), 10_000);
    clock.pass(ms);
    abort.abort();
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    expect(clock.waiting).toBe(0);
  }

  it('counts no hashes by the rate of one that seems to hang, until it answers', async () => {
    const clock = new HandClock();
    const worker = workerOf(answersOnce().replace(NONCE, `${NONCE} 1 5000`), {}, clock);
    const answer = async (): Promise<void> => {
      await rm(join(test.scripts.path, 'answered'), { force: true });
      const search = worker.solve(easy, never);
      while (clock.waiting === 0) await new Promise(setImmediate);
      clock.pass(5_000);
      expect((await search).ok).toBe(true);
    };
    for (let answers = 0; answers < 10; answers += 1) await answer();
    const counts = () => test.events.flatMap((e) => (e.type === 'hashes-tried' ? [e] : []));
    const counted = (): number => counts().reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
    expect(counted()).toBe(50_000);
    // Each too short to be ended by itself. Together they take three times as long as ten answers did.
    for (let search = 0; search < 4; search += 1) await preemptedAfter(worker, clock, 50_000);
    expect(silences()).toMatchObject([{ isUnlikely: true, silentMs: 150_000 }]);
    expect(counted()).toBe(200_000);
    await answer();
    await preemptedAfter(worker, clock, 30_000);
    expect(counted()).toBe(230_000);
    expect(Math.min(...counts().map(({ elapsedMs }) => elapsedMs))).toBeGreaterThan(0);
    expect(test.events.filter(({ type }) => type === 'rate-reported')).toHaveLength(1);
  });

  it('is reported as its search ends, too, and not when it has failed meanwhile', async () => {
    const clock = new HandClock();
    const fails = join(test.scripts.path, 'fails');
    const worker = workerOf(`if [ -e '${fails}' ]; then exit 3; fi; sleep 1000; true`, {}, clock);
    await preemptedAfter(worker, clock, 500_500);
    await writeFile(fails, '');
    expect(await worker.solve(easy, never)).toMatchObject({ error: { kind: 'failed' } });
    await rm(fails);
    await preemptedAfter(worker, clock, 599_500);
    expect(silences()).toEqual([]);
    await preemptedAfter(worker, clock, 500);
    expect(silences()).toMatchObject([{ isUnlikely: false, silentMs: 600_000 }]);
  });

  it('is reported once across searches that are all preempted soon', async () => {
    const clock = new HandClock();
    const worker = workerOf('sleep 1000; true', {}, clock);
    for (let search = 0; search < 3; search += 1) await preemptedAfter(worker, clock, 150_000);
    expect(silences()).toEqual([]);
    for (let search = 0; search < 3; search += 1) await preemptedAfter(worker, clock, 150_000);
    const silence = { type: 'worker-silent', worker: 'External 3', isUnlikely: false };
    expect(silences()).toEqual([{ ...silence, silentMs: 600_000 }]);
    await test.log.flush();
    const lines = test.records.map(({ text }) => text).filter((text) => text.includes('no answer'));
    expect(lines).toEqual(['no answer for 10 min; where blocks are hard that is usual']);
  });

  it('is reported to hang when it answered much sooner before, and is ended by then', async () => {
    const clock = new HandClock();
    const worker = workerOf(answersOnce(), {}, clock);
    for (let answers = 0; answers < 10; answers += 1) {
      await rm(join(test.scripts.path, 'answered'), { force: true });
      const search = worker.solve(easy, never);
      clock.pass(500);
      expect((await search).ok).toBe(true);
    }
    const search = worker.solve(easy, never);
    await vi.waitFor(() => expect(clock.waiting).toBe(1), 10_000);
    clock.pass(59_000);
    expect(silences()).toEqual([]);
    clock.pass(1_000);
    const fault = { kind: 'silent', detail: '', lastWords: null };
    const reason = 'no answer for 1 min: it seems to hang and was ended';
    expect(await search).toEqual({ ok: false, error: { kind: 'failed', reason, fault } });
    expect(silences()).toMatchObject([{ isUnlikely: true, silentMs: 60_000 }]);
    await test.log.flush();
    const warnings = test.records.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ text }) => text)).toEqual([
      'no answer for 1 min, which chance hardly explains; it may be hanging',
    ]);
  });

  it('is restarted after an hour, without a fault, when nothing is known of its pace', async () => {
    const clock = new HandClock();
    const search = workerOf('sleep 1000; true', {}, clock).solve(hard, never);
    await vi.waitFor(() => expect(clock.waiting).toBe(1), 10_000);
    clock.pass(3_600_000);
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    await test.log.flush();
    expect(test.records.at(-1)?.text).toContain('restarting the program');
  });
});

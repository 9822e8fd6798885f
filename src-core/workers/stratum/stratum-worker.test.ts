import { describe, expect, it } from 'vitest';
import type { Solution } from '../../chainweb/mining-work.ts';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import type { StratumEvent } from '../../stratum/stratum-events.ts';
import type { StratumTest } from '../../tests/stratum-test.ts';
import { createStratumWorker } from './stratum-worker.ts';
import type { Worker } from '../worker.ts';

interface Bench {
  readonly worker: Worker;
  readonly handedOn: Solution[];
  /** What the server had reported of blocks and first shares when each solution was passed on. */
  readonly reportedBefore: readonly string[][];
  readonly machine: ScriptedMachine;
  readonly test: StratumTest;
}

async function start(): Promise<Bench> {
  const test = await startStratumTest({ mode: { kind: 'block' } });
  const handedOn: Solution[] = [];
  const reportedBefore: string[][] = [];
  const worker = createStratumWorker({
    name: 'Stratum 0',
    server: test.server,
    lane: 0,
    onSolution: (solution) => {
      handedOn.push(solution);
      reportedBefore.push(test.events.filter(isOfShare).map(({ type }) => type));
    },
  });
  const machine = await ScriptedMachine.connect(test.port);
  await machine.subscribe();
  return { worker, handedOn, reportedBefore, machine, test };
}

/** What is reported of a machine because of a share. */
function isOfShare(event: StratumEvent): boolean {
  if (event.type === 'machine-changed') return event.machine.stage === 'first-share';
  return event.type === 'machine-found-block';
}

const never = new AbortController().signal;

describe('the stratum worker', () => {
  it('resolves with what a machine solves', async () => {
    const { worker, machine } = await start();
    const work = madeUpWork({ level: 6 });
    const search = worker.solve(work, never);
    const job = await machine.job();
    await machine.submit(job, machine.find(job));
    const result = await search;
    expect(result.ok && result.value.work).toBe(work);
    expect(result.ok && isSolved(result.value.bytes, work.target)).toBe(true);
  });

  it('passes a solution on before anything else is reported', async () => {
    const { worker, reportedBefore, machine, test } = await start();
    void worker.solve(madeUpWork({ level: 4 }), never);
    const job = await machine.job();
    await machine.submit(job, machine.find(job));
    expect(reportedBefore).toEqual([[]]);
    expect(test.events.filter(isOfShare).length).toBe(2);
  });

  it('is preempted at once', async () => {
    const { worker } = await start();
    const abort = new AbortController();
    const search = worker.solve(madeUpWork({ level: 60 }), abort.signal);
    abort.abort();
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    expect(await worker.solve(madeUpWork(), abort.signal)).toEqual({
      ok: false,
      error: { kind: 'preempted' },
    });
  });

  it('passes on solutions of refreshed work that has the same parent', async () => {
    const { worker, handedOn, machine } = await start();
    const old = madeUpWork({ level: 4, payload: 'old' });
    const abort = new AbortController();
    const first = worker.solve(old, abort.signal);
    const oldJob = await machine.job(0);
    abort.abort();
    await first;
    const second = worker.solve(madeUpWork({ level: 4, payload: 'new' }), never);
    const newJob = await machine.job(1);
    expect((await machine.submit(oldJob, machine.find(oldJob))).result).toBe(true);
    expect(handedOn.map(({ work }) => work)).toEqual([old]);
    expect(handedOn[0] && isSolved(handedOn[0].bytes, old.target)).toBe(true);
    await machine.submit(newJob, machine.find(newJob));
    expect((await second).ok).toBe(true);
  });

  it('passes on even a block of a superseded parent, but no share of it', async () => {
    const { worker, handedOn, machine } = await start();
    const abort = new AbortController();
    void worker.solve(madeUpWork({ level: 4, parent: 'a', height: 1 }), abort.signal);
    const oldJob = await machine.job(0);
    abort.abort();
    void worker.solve(madeUpWork({ level: 60, parent: 'b', height: 2 }), never);
    await machine.job(1);
    const share = machine.find(oldJob, (hash) => hash > oldJob.target);
    expect((await machine.submit(oldJob, share)).error?.[0]).toBe(21);
    expect((await machine.submit(oldJob, machine.find(oldJob))).result).toBe(true);
    expect(handedOn.length).toBe(1);
  });

  it('passes on a second solution of the same work', async () => {
    const { worker, handedOn, machine } = await start();
    const search = worker.solve(madeUpWork({ level: 2 }), never);
    const job = await machine.job();
    await machine.submit(job, machine.find(job));
    await machine.submit(job, machine.find(job));
    expect((await search).ok).toBe(true);
    expect(handedOn.length).toBe(2);
  });

  it('does not take a second solution for the end of the next search', async () => {
    const { worker, handedOn, machine, test } = await start();
    const first = worker.solve(madeUpWork({ level: 2 }), never);
    const job = await machine.job(0);
    await machine.submit(job, machine.find(job));
    expect((await first).ok).toBe(true);
    const second = worker.solve(madeUpWork({ level: 60, parent: 'b', height: 101 }), never);
    await machine.job(1);
    await machine.submit(job, machine.find(job));
    expect(handedOn).toHaveLength(2);
    await test.server.close();
    expect(await second).toMatchObject({ error: { kind: 'ended' } });
  });

  it('can be closed before it had any work', async () => {
    const { worker, test } = await start();
    await worker.close();
    await test.server.close();
    await worker.close();
    expect(await worker.solve(madeUpWork(), never)).toMatchObject({ error: { kind: 'ended' } });
  });

  it('ends with the server, and alone when it is closed', async () => {
    const { worker, test, machine } = await start();
    const other = createStratumWorker({
      name: 'Stratum 1',
      server: test.server,
      lane: 1,
      onSolution: () => undefined,
    });
    const searches = [0, 1].map((i) =>
      (i === 0 ? worker : other).solve(
        madeUpWork({ level: 60, chain: i, parent: String(i) }),
        never,
      ),
    );
    const [first, second] = [await machine.job(0), await machine.job(1)];
    await worker.close();
    await worker.close();
    expect(await searches[0]).toMatchObject({ error: { kind: 'ended' } });
    expect(await worker.solve(madeUpWork(), never)).toMatchObject({ error: { kind: 'ended' } });
    const stale = machine.find(first, () => true);
    expect((await machine.submit(first, stale)).error?.[0]).toBe(21);
    // The other thread's job is low, not stale.
    expect(
      (
        await machine.submit(
          second,
          machine.find(second, () => true),
        )
      ).error?.[0],
    ).toBe(23);
    await test.server.close();
    expect(await searches[1]).toMatchObject({ error: { kind: 'ended' } });
    expect(await other.solve(madeUpWork(), never)).toMatchObject({ error: { kind: 'ended' } });
    await other.close();
  });
});

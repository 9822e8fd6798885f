import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CREATION_TIME_OFFSET } from '../../chainweb/mining-work.ts';
import type { MiningWork } from '../../chainweb/mining-work.ts';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { mkTargetLevel } from '../../chainweb/target.ts';
import { decodeWorkHeader, workLength } from '../../chainweb/work-header.ts';
import { unwrap } from '../../result.ts';
import { CLOSED } from '../worker-from-search.ts';
import { createCpuWorker } from './cpu-worker.ts';
import type { CpuWorkerOptions } from './cpu-worker.ts';
import type { Worker, WorkerEvent } from '../worker.ts';

const CREATION_TIME = 1_700_000_000_000_000n;

/** Work of any degree with a fixed creation time; at level 256 it is never solved. */
function workOfLevel(level: number, degree = 3): MiningWork {
  const bytes = new Uint8Array(workLength(degree)).fill(level);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(CREATION_TIME_OFFSET, CREATION_TIME, true);
  view.setUint16(48, degree, true);
  for (let i = 0; i < degree; i++) view.setUint32(50 + 36 * i, i, true);
  view.setUint32(114 + 36 * degree, degree, true);
  view.setBigUint64(150 + 36 * degree, 1000n, true);
  const header = unwrap(decodeWorkHeader(bytes));
  return { chain: header.chain, target: mkTargetLevel(level), bytes, header };
}

/** Workers with a record of their events, one of which can be awaited. */
class Recorder {
  readonly events: WorkerEvent[] = [];
  readonly #workers: Worker[] = [];
  #onEvent: () => void = () => {};

  create(options: Partial<CpuWorkerOptions> = {}): Worker {
    const worker = createCpuWorker({ index: 0, threads: 1, kernel: 'scalar', ...options }, (e) => {
      this.events.push(e);
      this.#onEvent();
    });
    this.#workers.push(worker);
    return worker;
  }

  async until<T>(look: (events: readonly WorkerEvent[]) => T | undefined): Promise<T> {
    for (;;) {
      const seen = look(this.events);
      if (seen !== undefined) return seen;
      await new Promise<void>((resolve) => (this.#onEvent = resolve));
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.close()));
  }
}

describe('a CPU worker', () => {
  let recorder = new Recorder();
  afterEach(async () => {
    await recorder.close();
    recorder = new Recorder();
  });
  const never = new AbortController().signal;

  it.each([0, 3, 4, 7])('solves work of degree %i, again and again', async (degree) => {
    const worker = recorder.create();
    const work = workOfLevel(12, degree);
    const nonces = new Set<bigint>();
    for (let i = 0; i < 5; i++) {
      const { bytes, work: solved } = unwrap(await worker.solve(work, never));
      expect(solved).toBe(work);
      expect(isSolved(bytes, work.target)).toBe(true);
      expect(bytes.subarray(0, -8)).toEqual(work.bytes.subarray(0, -8));
      nonces.add(unwrap(decodeWorkHeader(bytes)).nonce);
    }
    expect(nonces.size).toBe(5);
  });

  it('reports once which engine it has chosen', async () => {
    const worker = recorder.create({ kernel: null });
    await worker.solve(workOfLevel(4), never);
    const chosen = recorder.events.filter((event) => event.type === 'engine-chosen');
    expect(chosen).toEqual([
      {
        type: 'engine-chosen',
        worker: 'CPU 0',
        engine: expect.stringMatching(/^(WebAssembly|native) /),
      },
    ]);
  });

  it('computes in WebAssembly where the native module is no good, and says why', async () => {
    const nativeFile = join(tmpdir(), `heddle-native-${process.pid}.node`);
    await writeFile(nativeFile, 'damaged');
    try {
      const worker = recorder.create({ kernel: null, nativeFile });
      unwrap(await worker.solve(workOfLevel(4), never));
      expect(recorder.events.slice(0, 2)).toEqual([
        { type: 'native-left-out', worker: 'CPU 0', reason: 'the file is not as it was built' },
        { type: 'engine-chosen', worker: 'CPU 0', engine: expect.stringMatching(/^WebAssembly /) },
      ]);
    } finally {
      await rm(nativeFile);
    }
  });

  it('computes in WebAssembly where there is no native module, and says nothing of it', async () => {
    const worker = recorder.create({ kernel: null, nativeFile: join(tmpdir(), 'none.node') });
    unwrap(await worker.solve(workOfLevel(4), never));
    expect(recorder.events[0]).toEqual({
      type: 'engine-chosen',
      worker: 'CPU 0',
      engine: expect.stringMatching(/^WebAssembly /),
    });
  });

  it('keeps to its own part of the nonces', async () => {
    const workers = [0, 1, 2].map((index) => recorder.create({ index, threads: 3 }));
    for (const [index, worker] of workers.entries()) {
      const { bytes } = unwrap(await worker.solve(workOfLevel(8), never));
      const { nonce } = unwrap(decodeWorkHeader(bytes));
      const first = (BigInt(index) << 64n) / 3n;
      expect(nonce).toBeGreaterThanOrEqual(first);
      expect(nonce).toBeLessThan(first + 100_000n);
    }
  });

  it('stops on request, reports its hashes, and takes other work', async () => {
    const worker = recorder.create();
    const abort = new AbortController();
    const search = worker.solve(workOfLevel(256), abort.signal);
    const { hashes, elapsedMs } = await recorder.until((events) =>
      events.find((event) => event.type === 'hashes-tried'),
    );
    expect(hashes).toBeGreaterThan(0);
    expect(elapsedMs).toBeGreaterThanOrEqual(1000);
    abort.abort();
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    const { bytes } = unwrap(await worker.solve(workOfLevel(4), never));
    // The rest of the first search and the second one; nothing is left out or counted twice.
    const reports = recorder.events.filter((event) => event.type === 'hashes-tried');
    expect(reports.length).toBeGreaterThanOrEqual(3);
    const { nonce } = unwrap(decodeWorkHeader(bytes));
    expect(BigInt(reports.reduce((sum, report) => sum + report.hashes, 0))).toBe(nonce + 1n);
  });

  it('stops at once while it pauses', async () => {
    const worker = recorder.create({ dutyCycle: 0.00001 });
    const abort = new AbortController();
    const search = worker.solve(workOfLevel(256), abort.signal);
    // Reported after the first slice, before a pause of minutes that only cancelling ends.
    await recorder.until((events) => events.find((event) => event.type === 'hashes-tried'));
    abort.abort();
    await search;
    expect((await worker.solve(workOfLevel(0), never)).ok).toBe(true);
  });

  it('does not start when the signal is already aborted', async () => {
    const search = recorder.create().solve(workOfLevel(0), AbortSignal.abort());
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
  });

  it('moves the creation time on while it searches, never before that of the work', async () => {
    const worker = recorder.create();
    const work = workOfLevel(256);
    const abort = new AbortController();
    const first = unwrap(await worker.solve(workOfLevel(4), never));
    expect(creationTimeOf(first.bytes)).toBe(CREATION_TIME);
    // Some millions of hashes: with the scalar kernel about a second.
    const hard = { ...workOfLevel(22), bytes: work.bytes, header: work.header };
    const startMs = performance.now();
    const { bytes } = unwrap(await worker.solve(hard, abort.signal));
    const elapsedMicros = BigInt(Math.ceil((performance.now() - startMs) * 1000));
    expect(creationTimeOf(bytes)).toBeGreaterThanOrEqual(CREATION_TIME);
    expect(creationTimeOf(bytes)).toBeLessThanOrEqual(CREATION_TIME + elapsedMicros);
    expect(isSolved(bytes, hard.target)).toBe(true);
  }, 60_000);

  it('settles a running search when it is closed, and refuses others from then on', async () => {
    const worker = recorder.create();
    const search = worker.solve(workOfLevel(256), never);
    await worker.close();
    await worker.close();
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    expect(await worker.solve(workOfLevel(0), never)).toEqual({
      ok: false,
      error: CLOSED,
    });
  });

  it('reports that it ended, and why, when its thread breaks down', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cpu-worker-'));
    try {
      const threadFile = join(folder, 'thread.cjs');
      await writeFile(
        threadFile,
        `require('node:worker_threads').parentPort.on('message', () => { throw new Error('boom'); });`,
      );
      const worker = recorder.create({ threadFile });
      const expected = {
        ok: false,
        error: {
          kind: 'ended',
          reason: 'hash thread failed: Error: boom',
          fault: { kind: 'thread-failed', detail: 'Error: boom', lastWords: null },
        },
      };
      expect(await worker.solve(workOfLevel(256), never)).toEqual(expected);
      expect(await worker.solve(workOfLevel(256), never)).toEqual(expected);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('reports that it ended when the script of its thread is missing', async () => {
    const worker = recorder.create({ threadFile: join(tmpdir(), 'no-such-thread.cjs') });
    expect(await worker.solve(workOfLevel(256), never)).toMatchObject({
      error: { kind: 'ended', reason: expect.stringContaining('no-such-thread') },
    });
  });

  it('refuses invalid options', () => {
    expect(() => recorder.create({ index: 2, threads: 2 })).toThrow('CPU worker 2 of 2');
    expect(() => recorder.create({ dutyCycle: 0 })).toThrow('duty cycle 0');
    expect(() => recorder.create({ dutyCycle: 1.1 })).toThrow('duty cycle 1.1');
  });

  it('searches one work at a time', () => {
    const worker = recorder.create();
    void worker.solve(workOfLevel(256), never);
    expect(() => worker.solve(workOfLevel(256), never)).toThrow('searches already');
  });
});

function creationTimeOf(bytes: Uint8Array): bigint {
  return unwrap(decodeWorkHeader(bytes)).creationTimeMicros;
}

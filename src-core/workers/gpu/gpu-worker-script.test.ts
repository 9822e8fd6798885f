/** A worker whose GPU process is a script: what it asks of it, and what it makes of its answers. */
import { spawn } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { unwrap } from '../../result.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { Worker, WorkerEvent } from '../worker.ts';
import { createGpuWorker } from './gpu-worker.ts';
import { listGpus } from './list-gpus.ts';
import type { StartGpuProcess } from './process/gpu-process.ts';

const never = new AbortController().signal;
const work = madeUpWork({ level: 200 });

let workers: Worker[] = [];
let events: WorkerEvent[] = [];
let onEvent: () => void = () => undefined;
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(workers.map((worker) => worker.close()));
  workers = [];
  events = [];
});

/** A program in place of a GPU process. */
const scripted =
  (program: string): StartGpuProcess =>
  () =>
    spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });

/** Answers each command with what an expression makes of it: events. */
const answering = (answers: string): StartGpuProcess =>
  scripted(`process.on('message', (command) => {
    const { type, id } = command;
    const time = { elapsedMs: 1, dispatches: 1, busyMs: 1, emptyMs: 0 };
    const found = { type: 'found', id, creationTimeMicros: '1700000000000000', nonce: String(id) };
    for (const event of [${answers}].flat()) process.send(event);
  })`);

const READY = `type === 'open' ? { type: 'ready' } : []`;
const FOUND = `type === 'search' ? found : []`;

function workerOf(start: StartGpuProcess, hungAfterMs?: number): Worker {
  const options = { name: 'GPU 0', adapter: 'A Card', intensity: 0.5, allowSoftware: true, start };
  const worker = createGpuWorker(
    { ...options, ...(hungAfterMs !== undefined && { hungAfterMs }) },
    (event) => {
      events.push(event);
      onEvent();
    },
  );
  workers.push(worker);
  return worker;
}

const nextEvent = (): Promise<void> => new Promise((resolve) => (onEvent = resolve));

describe('a worker with a process of its own', () => {
  it('opens its card, and sends it the work', async () => {
    const seen = `type === 'search'
      ? { type: 'fault', kind: 'gpu-failed', detail: JSON.stringify(seen) } : []`;
    const worker = workerOf(
      answering(
        `((globalThis.seen ??= []).push({ ...command, work: command.work?.slice(-32) }), ${seen})`,
      ),
    );
    const result = await worker.solve(work, never);
    const { fault } =
      result.ok || result.error.kind === 'preempted' ? { fault: null } : result.error;
    expect(JSON.parse(fault?.detail ?? '')).toEqual([
      { type: 'open', name: 'A Card', intensity: 0.5 },
      {
        ...{ type: 'search', id: 1, target: work.target.toString(16) },
        work: Buffer.from(work.bytes).toString('hex').slice(-32),
        creationTimeMicros: String(work.header.creationTimeMicros),
      },
    ]);
  });

  it('says what it computes with, and passes on the hashes', async () => {
    const hashes = `{ ...time, type: 'hashes', id, hashes: 12 }`;
    const worker = workerOf(answering(`${READY}, type === 'search' ? [${hashes}, found] : []`));
    const solution = unwrap(await worker.solve(work, never));
    expect(solution).toMatchObject({ work, attempts: 12 });
    expect(Buffer.from(solution.bytes.subarray(-8)).readBigUInt64LE()).toBe(1n);
    expect(events).toEqual([
      { type: 'engine-chosen', worker: 'GPU 0', engine: 'WebGPU, A Card' },
      { type: 'hashes-tried', worker: 'GPU 0', hashes: 12, elapsedMs: 1 },
    ]);
  });

  it('takes nothing that was found or tried for other work', async () => {
    const of = (id: string): string =>
      `{ ...time, type: 'hashes', id: ${id}, hashes: 100 + ${id} }, { ...found, id: ${id}, nonce: String(100 + ${id}) }`;
    const worker = workerOf(answering(`type === 'search' ? [${of('id - 1')}, ${of('id')}] : []`));
    const { bytes, attempts } = unwrap(await worker.solve(work, never));
    expect([bytes.at(-8), attempts]).toEqual([101, 101]);
  });

  it('searches one piece of work at a time, each under a number of its own', async () => {
    const worker = workerOf(answering(FOUND));
    const first = worker.solve(work, never);
    expect(() => worker.solve(work, never)).toThrow('GPU 0 searches already');
    expect(unwrap(await first).bytes.at(-8)).toBe(1);
    expect(unwrap(await worker.solve(work, never)).bytes.at(-8)).toBe(2);
  });

  it('leaves work when that is asked, and only that', async () => {
    const worker = workerOf(answering(FOUND));
    const preempting = new AbortController();
    unwrap(await worker.solve(work, preempting.signal));
    // The end of a search that has ended ends no other one.
    const second = worker.solve(work, never);
    preempting.abort();
    expect((await second).ok).toBe(true);
    const preempted = { ok: false, error: { kind: 'preempted' } };
    expect(await worker.solve(work, preempting.signal)).toEqual(preempted);
    const other = new AbortController();
    const third = worker.solve(work, other.signal);
    other.abort();
    expect(await third).toEqual(preempted);
    expect(unwrap(await worker.solve(work, never)).bytes.at(-8)).toBe(4);
  });

  it('lets its card rest once work is left', async () => {
    const worker = workerOf(
      answering(`type === 'rest' ? { type: 'fault', kind: 'gpu-lost', detail: '' } : []`),
    );
    const preempting = new AbortController();
    const search = worker.solve(work, preempting.signal);
    preempting.abort();
    await search;
    const error = { kind: 'ended', reason: 'A Card: gpu-lost', fault: { kind: 'gpu-lost' } };
    expect(await worker.solve(work, never)).toMatchObject({ error });
  });
});

describe('a worker whose process is of no more use', () => {
  it.each([
    [
      'has failed, with its last line',
      'console.error("driver says no"); process.exit(3)',
      { kind: 'gpu-exited', detail: '3', lastWords: 'driver says no' },
    ],
    [
      'makes no sense',
      'process.on("message", () => process.send({ type: "found", nonce: -1 }))',
      { kind: 'gpu-failed', detail: 'its message makes no sense', lastWords: null },
    ],
  ])('ends when it %s, then and later', async (_, program, fault) => {
    const worker = workerOf(scripted(program));
    const reason = `A Card: ${fault.kind} ${fault.detail}`;
    const ended = { ok: false, error: { kind: 'ended', reason, fault } };
    expect(await worker.solve(work, never)).toEqual(ended);
    expect(await worker.solve(work, never)).toEqual(ended);
  });

  it('ends with a program that cannot be started', async () => {
    const worker = workerOf(() =>
      spawn('/nowhere/heddle', [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }),
    );
    const fault = { kind: 'gpu-not-started', detail: expect.stringContaining('ENOENT') };
    expect(await worker.solve(work, never)).toMatchObject({ error: { kind: 'ended', fault } });
  });

  it('ends its process and its search when it is closed, and takes no more work', async () => {
    let ended = false;
    const worker = workerOf((options) => {
      const child = answering('[]')(options);
      child.once('exit', () => (ended = true));
      return child;
    });
    const search = worker.solve(work, never);
    await worker.close();
    expect(ended).toBe(true);
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    const closed = { kind: 'ended', reason: 'closed', fault: { kind: 'closed' } };
    expect(await worker.solve(work, never)).toMatchObject({ error: closed });
  });
});

describe('a process that says nothing', () => {
  const hung = { error: { kind: 'ended', fault: { kind: 'gpu-hung', detail: '9' } } };

  it('is ended while it opens its card, and while it searches', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const silent = workerOf(scripted('process.on("message", () => {})'), 9_000);
    vi.advanceTimersByTime(9_000);
    expect(await silent.solve(work, never)).toMatchObject(hung);
    const ready = nextEvent();
    const worker = workerOf(answering(READY), 9_000);
    const search = worker.solve(work, never);
    await ready;
    vi.advanceTimersByTime(9_000);
    expect(await search).toMatchObject(hung);
  });

  it('may be silent for any time while there is no work', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ready = nextEvent();
    const worker = workerOf(answering(`${READY}, id === 1 ? found : []`), 9_000);
    await ready;
    vi.advanceTimersByTime(1_000_000);
    unwrap(await worker.solve(work, never));
    vi.advanceTimersByTime(1_000_000);
    const preempting = new AbortController();
    const preempted = worker.solve(work, preempting.signal);
    preempting.abort();
    expect(await preempted).toEqual({ ok: false, error: { kind: 'preempted' } });
    vi.advanceTimersByTime(1_000_000);
    let isOver = false;
    const search = worker.solve(work, never).finally(() => (isOver = true));
    vi.advanceTimersByTime(8_999);
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await search).toMatchObject(hung);
  });

  it('is ended when it does not list the cards', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const listed = listGpus(scripted('process.on("message", () => {})'), true);
    vi.advanceTimersByTime(30_000);
    const error = { kind: 'gpu-hung', detail: '30', lastWords: null };
    expect(await listed).toEqual({ ok: false, error });
  });
});

it('waits for the list of cards, whatever else is said before', async () => {
  const adapters = [{ name: 'A Card', isSoftware: false }];
  const list = `{ type: 'adapters', adapters: ${JSON.stringify(adapters)} }`;
  expect(unwrap(await listGpus(answering(`{ type: 'ready' }, ${list}`), true))).toEqual(adapters);
});

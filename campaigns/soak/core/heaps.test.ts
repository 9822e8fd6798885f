import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { watchHeaps } from './heaps.ts';
import type { HeapWatch } from './heaps.ts';

const MANY = 100_000;
/** More than the objects of a thread take that does nothing. */
const MANY_BYTES = 2e6;

/** Makes objects when it is asked to, and holds them or lets go of them. */
const THREAD = `
  const { parentPort } = require('node:worker_threads');
  let held = null;
  parentPort.on('message', (holds) => {
    held = Array.from({ length: ${MANY} }, (_, at) => ({ at }));
    if (!holds) held = null;
    parentPort.postMessage('made');
  });
`;

let watch: HeapWatch | null = null;
const threads: Worker[] = [];

afterEach(async () => {
  watch?.close();
  watch = null;
  await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
});

async function startThread(): Promise<Worker> {
  const thread = new Worker(THREAD, { eval: true });
  threads.push(thread);
  await once(thread, 'online');
  return thread;
}

/** Has the thread make its objects. */
async function make(thread: Worker, holds: boolean): Promise<void> {
  thread.postMessage(holds);
  await once(thread, 'message');
}

/** Bytes of the heap of the only thread. */
async function inThread(): Promise<number> {
  const { threads: heaps } = await watch!.measure();
  expect(heaps).toHaveLength(1);
  return heaps[0]!;
}

it('counts what a thread holds, and not its garbage', async () => {
  watch = await watchHeaps();
  const thread = await startThread();
  await make(thread, false);
  const without = await inThread();
  await make(thread, false);
  expect(await inThread()).toBeLessThan(without + MANY_BYTES);
  await make(thread, true);
  expect(await inThread()).toBeGreaterThan(without + MANY_BYTES);
});

it('counts what this thread holds, and not its garbage', async () => {
  watch = await watchHeaps();
  const make = (): object[] => Array.from({ length: MANY }, (_, at) => ({ at }));
  const { own: without } = await watch.measure();
  make();
  expect((await watch.measure()).own.held).toBeLessThan(without.held + MANY_BYTES);
  const held = make();
  const { own: withObjects } = await watch.measure();
  expect(withObjects.held).toBeGreaterThan(without.held + MANY_BYTES);
  expect(held).toHaveLength(MANY);
  expect(withObjects.code).toBeGreaterThan(0);
  expect(withObjects.code).toBeLessThan(without.code + MANY_BYTES);
});

it('sees threads that ran before, and none that have ended', async () => {
  const first = await startThread();
  watch = await watchHeaps();
  await startThread();
  expect((await watch.measure()).threads).toHaveLength(2);
  await first.terminate();
  expect((await watch.measure()).threads).toHaveLength(1);
});

it('answers when a thread ends while it is asked', async () => {
  const thread = await startThread();
  watch = await watchHeaps();
  const measured = watch.measure();
  const ended = thread.terminate();
  expect((await measured).threads.length).toBeLessThanOrEqual(1);
  await ended;
});

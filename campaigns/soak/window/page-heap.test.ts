import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import type { HeapParts } from '../heap-parts.ts';
import { heapParts } from './page-heap.ts';

const OBJECTS = 50_000;
/** An object with one number has that many bytes at least. */
const OBJECT_BYTES = 16;

/** A heap of its own, small enough to be looked at within moments; it runs what it is sent. */
const THREAD = `
  const { parentPort } = require('node:worker_threads');
  globalThis.held = [];
  parentPort.on('message', (code) => {
    (0, eval)(code);
    parentPort.postMessage('done');
  });
`;
const HOLD_OBJECTS = `held.push(Array.from({ length: ${OBJECTS} }, (_, at) => ({ at })))`;
/** What a thread knows of functions before it does anything. */
const LEAST_CODE_BYTES = 250_000;

it('counts objects as held, and what is known of functions as code', async () => {
  const thread = new Worker(THREAD, { eval: true });
  async function after(code: string): Promise<HeapParts> {
    thread.postMessage(code);
    await once(thread, 'message');
    return heapParts(await text(await thread.getHeapSnapshot()));
  }
  const before = await after('');
  const withObjects = await after(HOLD_OBJECTS);
  await thread.terminate();

  expect(before.code).toBeGreaterThan(LEAST_CODE_BYTES);
  expect(withObjects.held - before.held).toBeGreaterThan(OBJECT_BYTES * OBJECTS);
  expect(withObjects.code - before.code).toBeLessThan(LEAST_CODE_BYTES);
});

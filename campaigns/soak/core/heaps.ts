/**
 * What is held on the heaps of this process and of its threads, without garbage: asked for through V8's inspector, which
 * reaches into threads and collects all that can be collected, code that has long not run among it. `gc()` reaches its own
 * heap alone and spares that code.
 */
import { Session } from 'node:inspector/promises';
import type { NodeWorker } from 'node:inspector';
import { getHeapSpaceStatistics } from 'node:v8';
import { partsOfSpaces } from '../heap-parts.ts';
import type { HeapParts } from '../heap-parts.ts';

export interface Heaps {
  /** Of this thread. */
  readonly own: HeapParts;
  /** Bytes of the heap of each other thread of this process that runs now. */
  readonly threads: readonly number[];
}

export interface HeapWatch {
  /** Collects garbage everywhere and measures. To be called again only after it has answered. */
  measure(): Promise<Heaps>;
  /** Lets go of all threads. */
  close(): void;
}

/** An answer of the inspector; undefined from a thread that has ended meanwhile. */
type Answer = { readonly usedSize?: number } | undefined;

interface Reply {
  readonly id?: number;
  readonly result?: Answer;
}

/** Begins to follow threads, those that start later too. Only the main thread of a process can. */
export async function watchHeaps(): Promise<HeapWatch> {
  const session = new Session();
  session.connect();
  /** Questions without an answer, by the inspector's name for the thread. */
  const threads = new Map<string, Map<number, (answer: Answer) => void>>();
  let questions = 0;
  session.on('NodeWorker.attachedToWorker', ({ params }) => {
    threads.set(params.sessionId, new Map());
  });
  session.on('NodeWorker.detachedFromWorker', ({ params }) => {
    for (const settle of threads.get(params.sessionId)?.values() ?? []) settle(undefined);
    threads.delete(params.sessionId);
  });
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => takeReply(params));
  await session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });

  function takeReply({
    sessionId,
    message,
  }: NodeWorker.ReceivedMessageFromWorkerEventDataType): void {
    const { id, result } = JSON.parse(message) as Reply;
    const waiting = threads.get(sessionId);
    if (id === undefined) return;
    waiting?.get(id)?.(result);
    waiting?.delete(id);
  }

  async function ask(sessionId: string, method: string): Promise<Answer> {
    const waiting = threads.get(sessionId);
    if (waiting === undefined) return undefined;
    const id = ++questions;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const message = JSON.stringify({ id, method });
    await session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    return answered;
  }

  async function ofThread(sessionId: string): Promise<readonly number[]> {
    await ask(sessionId, 'HeapProfiler.collectGarbage');
    const used = await ask(sessionId, 'Runtime.getHeapUsage');
    return used?.usedSize === undefined ? [] : [used.usedSize];
  }

  async function ofThisThread(): Promise<HeapParts> {
    await session.post('HeapProfiler.collectGarbage');
    // What finalizers let go of in the first is collected by the second.
    await new Promise((resolve) => setImmediate(resolve));
    await session.post('HeapProfiler.collectGarbage');
    return partsOfSpaces(getHeapSpaceStatistics());
  }

  return {
    async measure() {
      const inThreads = await Promise.all([...threads.keys()].map(ofThread));
      return { own: await ofThisThread(), threads: inThreads.flat() };
    },
    close: () => session.disconnect(),
  };
}

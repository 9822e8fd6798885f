import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { Worker, WorkerEvent, WorkerFailure, WorkerFault } from '../worker.ts';
import { CLOSED } from '../worker-from-search.ts';
import type { GpuEvent } from './gpu-messages.ts';
import { openGpuProcess } from './process/gpu-process.ts';
import type { GpuProcess, StartGpuProcess } from './process/gpu-process.ts';

export interface GpuWorkerOptions {
  /** `GPU 0` */
  readonly name: string;
  /** The adapter's, as {@link listGpus} has it. */
  readonly adapter: string;
  /** Share of the time in which the card searches: above 0, at most 1. */
  readonly intensity: number;
  readonly allowSoftware: boolean;
  readonly start: StartGpuProcess;
  /** How long it may say nothing while it searches, ms. Dispatches take less than 0.1 s. */
  readonly hungAfterMs?: number;
}

/** Windows ends a driver after 2 s, Chromium after 15; this is for what they do not notice. */
const HUNG_AFTER_MS = 20_000;

type Ending = Exclude<WorkerFailure, { kind: 'preempted' }>;

/** The search that runs now. */
interface Running {
  readonly id: number;
  readonly work: MiningWork;
  attempts: number;
  readonly settle: (result: Result<Solution, WorkerFailure>) => void;
}

/**
 * A worker that searches on one graphics card, in a process of its own. The process starts at once; if it breaks
 * down, `solve` returns `ended` with the reason, then and on every later call.
 */
export function createGpuWorker(
  options: GpuWorkerOptions,
  onEvent: (event: WorkerEvent) => void,
): Worker {
  const { name, adapter, intensity, start, allowSoftware, hungAfterMs = HUNG_AFTER_MS } = options;
  let lastId = 0;
  let running: Running | null = null;
  let ending: Ending | null = null;

  function settle(result: Result<Solution, WorkerFailure>): void {
    const settled = running;
    running = null;
    settled?.settle(result);
  }

  function fail(fault: WorkerFault): void {
    const reason = `${adapter}: ${fault.kind} ${fault.detail}`.trim();
    ending ??= { kind: 'ended', reason, fault };
    settle(err(ending));
  }

  function hear(event: Exclude<GpuEvent, { type: 'fault' }>): void {
    switch (event.type) {
      case 'ready':
        onEvent({ type: 'engine-chosen', worker: name, engine: `WebGPU, ${adapter}` });
        if (running === null) gpu.expectNews(null);
        break;
      case 'hashes': {
        const { id, hashes, elapsedMs } = event;
        if (running?.id === id) running.attempts += hashes;
        onEvent({ type: 'hashes-tried', worker: name, hashes, elapsedMs });
        break;
      }
      case 'found': {
        if (running?.id !== event.id) return;
        gpu.expectNews(null);
        const { work, attempts } = running;
        const creationTimeMicros = BigInt(event.creationTimeMicros);
        const bytes = withTimeAndNonce(work.bytes, creationTimeMicros, BigInt(event.nonce));
        settle(ok({ work, bytes, attempts }));
      }
    }
  }

  const gpu: GpuProcess = openGpuProcess({ start, allowSoftware, onEvent: hear, onFault: fail });
  gpu.expectNews(hungAfterMs);
  gpu.send({ type: 'open', name: adapter, intensity });

  return {
    name,
    solve(work, signal) {
      if (running !== null) throw new Error(`${name} searches already`);
      if (ending !== null) return Promise.resolve(err(ending));
      if (signal.aborted) return Promise.resolve(preempted);
      return new Promise((resolve) => {
        const onAbort = (): void => {
          gpu.expectNews(null);
          gpu.send({ type: 'rest' });
          settle(preempted);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        lastId += 1;
        running = {
          id: lastId,
          work,
          attempts: 0,
          settle: (result) => {
            signal.removeEventListener('abort', onAbort);
            resolve(result);
          },
        };
        gpu.expectNews(hungAfterMs);
        gpu.send({
          type: 'search',
          id: lastId,
          work: Buffer.from(work.bytes).toString('hex'),
          target: work.target.toString(16),
          creationTimeMicros: String(work.header.creationTimeMicros),
        });
      });
    },
    async close() {
      ending ??= CLOSED;
      settle(preempted);
      await gpu.end();
    },
  };
}

const preempted = err({ kind: 'preempted' } as const);

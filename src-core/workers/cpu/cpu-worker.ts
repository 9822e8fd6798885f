import { Worker as Thread } from 'node:worker_threads';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import type { WasmKind } from '../../pow-kernel/kernel.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { threadScript } from '../../system/thread-script.ts';
import type { HashThreadData, HashThreadMessage } from './serve-hashes.ts';
import type { FoundNonce, SearchJob } from '../search-job.ts';
import { CLOSED } from '../worker-from-search.ts';
import type { Worker, WorkerEvent, WorkerFailure, WorkerFaultKind } from '../worker.ts';

export interface CpuWorkerOptions {
  /** Which of `threads` CPU workers this is, from 0: they share the nonces. */
  readonly index: number;
  readonly threads: number;
  /** Share of the time in which to hash: above 0, at most 1, the default. */
  readonly dutyCycle?: number;
  /** The kernel to use; by default (or null) the one that proves fastest at the start. */
  readonly kernel?: WasmKind | null;
  /** The native module; by default the one that belongs to the program. */
  readonly nativeFile?: string;
  /** The script of the thread; by default the one beside this module. */
  readonly threadFile?: URL | string;
}

/**
 * A worker that hashes on one thread of this machine. The thread starts at once and runs until
 * `close`; if it breaks down, `solve` returns `ended` with the reason, then and on every later
 * call.
 * @throws RangeError on an invalid index, number of threads or duty cycle
 */
export function createCpuWorker(
  options: CpuWorkerOptions,
  onEvent: (event: WorkerEvent) => void,
): Worker {
  const { index, threads, dutyCycle = 1 } = options;
  if (!Number.isInteger(index) || !Number.isInteger(threads) || index < 0 || index >= threads) {
    throw new RangeError(`CPU worker ${index} of ${threads}`);
  }
  if (!(dutyCycle > 0 && dutyCycle <= 1)) throw new RangeError(`duty cycle ${dutyCycle}`);
  return new CpuWorker({ ...options, dutyCycle }, onEvent);
}

/** The search that runs now. */
interface Running {
  readonly id: number;
  readonly work: MiningWork;
  /** Hashes that the thread has reported. */
  attempts: number;
  readonly settle: (result: Result<Solution, WorkerFailure>) => void;
}

type Ending = Exclude<WorkerFailure, { kind: 'preempted' }>;

class CpuWorker implements Worker {
  readonly name: string;
  readonly #thread: Thread;
  readonly #onEvent: (event: WorkerEvent) => void;
  readonly #wantedJob = new Int32Array(new SharedArrayBuffer(4));
  #lastId = 0;
  #running: Running | null = null;
  #ending: Ending | null = null;

  constructor(
    options: CpuWorkerOptions & { readonly dutyCycle: number },
    onEvent: (event: WorkerEvent) => void,
  ) {
    this.name = `CPU ${options.index}`;
    this.#onEvent = onEvent;
    const workerData: HashThreadData = {
      index: options.index,
      threads: options.threads,
      dutyCycle: options.dutyCycle,
      kernel: options.kernel ?? null,
      nativeFile: options.nativeFile ?? null,
      wantedJob: this.#wantedJob,
    };
    this.#thread = new Thread(
      options.threadFile ?? threadScript('cpu-hash-thread', import.meta.url),
      {
        name: this.name,
        workerData,
      },
    );
    this.#thread.on('message', (message: HashThreadMessage) => this.#hear(message));
    this.#thread.on('error', (error) =>
      this.#end(`hash thread failed: ${String(error)}`, 'thread-failed', String(error)),
    );
    this.#thread.on('exit', (code) =>
      this.#end(`hash thread exited with code ${code}`, 'thread-exited', String(code)),
    );
  }

  solve(work: MiningWork, signal: AbortSignal): Promise<Result<Solution, WorkerFailure>> {
    if (this.#running !== null) throw new Error(`${this.name} searches already`);
    if (this.#ending !== null) return Promise.resolve(err(this.#ending));
    if (signal.aborted) return Promise.resolve(preempted);
    return new Promise((resolve) => {
      const onAbort = (): void => this.#settle(preempted);
      // Ids wrap long before they would leave the Int32 they are compared in; 0 is no job.
      this.#lastId = (this.#lastId % 0x7fff_ffff) + 1;
      this.#running = {
        id: this.#lastId,
        work,
        attempts: 0,
        settle: (result) => {
          signal.removeEventListener('abort', onAbort);
          resolve(result);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#want(this.#lastId);
      const job: SearchJob = {
        id: this.#lastId,
        bytes: work.bytes,
        target: work.target,
        creationTimeMicros: work.header.creationTimeMicros,
      };
      this.#thread.postMessage(job);
    });
  }

  async close(): Promise<void> {
    this.#ending ??= CLOSED;
    this.#settle(preempted);
    await this.#thread.terminate();
  }

  #hear(message: HashThreadMessage): void {
    const worker = this.name;
    switch (message.type) {
      case 'priority-kept':
      case 'native-left-out':
        this.#onEvent({ type: message.type, worker, reason: message.reason });
        break;
      case 'ready':
        this.#onEvent({ type: 'engine-chosen', worker, engine: message.engine });
        break;
      case 'hashes': {
        const { id, hashes, elapsedMs } = message;
        if (this.#running?.id === id) this.#running.attempts += hashes;
        this.#onEvent({ type: 'hashes-tried', worker, hashes, elapsedMs });
        break;
      }
      case 'end':
        // A cancelled job ends too, after its search has been settled.
        if (message.id === this.#running?.id && message.found !== null) {
          const { work, attempts } = this.#running;
          this.#settle(ok({ ...solution(work, message.found), attempts }));
        }
    }
  }

  /** The thread is gone, for the first reason that arrives. */
  #end(reason: string, kind: WorkerFaultKind, detail: string): void {
    this.#ending ??= { kind: 'ended', reason, fault: { kind, detail, lastWords: null } };
    this.#settle(err(this.#ending));
  }

  /** Ends the running search, if any, and makes the thread stop it. */
  #settle(result: Result<Solution, WorkerFailure>): void {
    const running = this.#running;
    this.#running = null;
    this.#want(0);
    running?.settle(result);
  }

  /** Makes the thread leave any other job, at the end of its slice, or at once while it pauses. */
  #want(id: number): void {
    Atomics.store(this.#wantedJob, 0, id);
    Atomics.notify(this.#wantedJob, 0);
  }
}

const preempted = err({ kind: 'preempted' } as const);

function solution(work: MiningWork, { creationTimeMicros, nonce }: FoundNonce): Solution {
  return { work, bytes: withTimeAndNonce(work.bytes, creationTimeMicros, nonce) };
}

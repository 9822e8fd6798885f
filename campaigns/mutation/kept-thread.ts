import type { Plugin } from 'vitest/config';
import {
  ThreadsPoolWorker,
  type PoolOptions,
  type PoolWorker,
  type TestProject,
  type WorkerRequest,
} from 'vitest/node';

type Listener = Parameters<PoolWorker['on']>[1];

/** The name Vitest knows this pool by. */
const POOL = 'kept-thread';

/**
 * A thread that stays, with every module it has loaded, when a run of tests ends: each mutant is one run, and starting a
 * thread and loading the modules of a room takes longer than most tests. A thread that ended is replaced, and one in which a
 * test was given up too: what that test has not tidied, such as a clock, would be found by the next.
 */
class KeptThread implements PoolWorker {
  readonly name = POOL;
  readonly #listeners: (readonly [string, Listener])[] = [];
  readonly #project: TestProject;
  readonly #thread: ThreadsPoolWorker;
  readonly #isNew: boolean;
  readonly #forget: () => void;
  #startedAt = 0;

  constructor(project: TestProject, thread: ThreadsPoolWorker, isNew: boolean, forget: () => void) {
    this.#project = project;
    this.#thread = thread;
    this.#isNew = isNew;
    this.#forget = forget;
  }

  async start(): Promise<void> {
    if (this.#isNew) await this.#thread.start();
    this.on('exit', this.#forget);
    this.on('error', this.#forget);
  }

  on(event: string, listener: Listener): void {
    this.#listeners.push([event, listener]);
    this.#thread.on(event, listener);
  }

  off(event: string, listener: Listener): void {
    this.#thread.off(event, listener);
  }

  send(message: WorkerRequest): void {
    if (message.type === 'stop') this.#answer('stopped');
    else if (message.type === 'start' && !this.#isNew) this.#answer('started');
    else if (message.type === 'run') this.#run(message);
    else this.#thread.send(message);
  }

  /** Lets the thread live, unless a test was given up. What this run listened for is over. */
  async stop(): Promise<void> {
    for (const [event, listener] of this.#listeners) this.#thread.off(event, listener);
    if (performance.now() - this.#startedAt < this.#project.config.testTimeout) return;
    this.#forget();
    await this.#thread.stop();
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  /** The thread keeps the configuration it was started with, and each mutant has tests of its own. */
  #run(message: WorkerRequest & { type: 'run' }): void {
    this.#startedAt = performance.now();
    const { testNamePattern } = this.#project.config;
    const files = message.context.files.map((file) => ({ ...file, testNamePattern }));
    this.#thread.send({ ...message, context: { ...message.context, files } });
  }

  #answer(type: 'started' | 'stopped'): void {
    const response = { type, __vitest_worker_response__: true };
    queueMicrotask(() => {
      for (const [event, listener] of this.#listeners) if (event === 'message') listener(response);
    });
  }
}

/** Makes the tests of a project run in a thread that is kept between runs. */
export function keptThread(): Plugin {
  return {
    name: POOL,
    configureVitest({ project, vitest }) {
      let kept: ThreadsPoolWorker | undefined;
      vitest.onClose(async () => kept?.stop());
      const createPoolWorker = (options: PoolOptions): PoolWorker => {
        const isNew = kept === undefined;
        const thread = (kept ??= new ThreadsPoolWorker(options));
        return new KeptThread(project, thread, isNew, () => (kept = undefined));
      };
      project.config.pool = POOL;
      project.config.poolRunner = { name: POOL, createPoolWorker };
    },
  };
}

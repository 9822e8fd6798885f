/** The threads that this process starts from now on, so that a case can end one as a crash does. */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { Worker } from 'node:worker_threads';

/** To be called before the first thread is started. Returns the threads that run, the oldest first. */
export function catchThreads(): () => readonly Worker[] {
  const threads = createRequire(import.meta.url)('node:worker_threads') as {
    Worker: typeof Worker;
  };
  const running: Worker[] = [];
  const Real = threads.Worker;
  threads.Worker = class extends Real {
    constructor(...given: ConstructorParameters<typeof Real>) {
      super(...given);
      running.push(this);
      this.once('exit', () => running.splice(running.indexOf(this), 1));
    }
  };
  // Modules that have imported the name see the new one.
  syncBuiltinESMExports();
  return () => running;
}

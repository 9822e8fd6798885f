import type { MiningWork, Solution } from '../chainweb/mining-work.ts';
import type { Logger } from '../logging/logger.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { programName } from './external-command.ts';
import { judgeEnd, startSearch } from './external-search.ts';
import type { ProgramPlan } from './external-search.ts';
import { firstOf } from './first-of.ts';
import { workerFromSearch } from './worker-from-search.ts';
import type { Worker, WorkerEvent, WorkerFailure } from './worker.ts';

export interface ExternalWorkerOptions extends ProgramPlan {
  readonly name: string;
  /** For the program's own words, at debug, and for what is said of it. */
  readonly logger: Logger;
  /** After how long without an answer, again and again, the log says so; 10 min. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 600_000;

/**
 * A worker that is a program of the person's: started anew for each piece of work with the target
 * as its last argument and the work header on standard input, it prints a nonce and exits
 * (the external worker of chainweb-mining-client). What it finds is checked before it is told. It
 * ends, with all it started, when the work is preempted or the worker closed.
 */
export function createExternalWorker(
  options: ExternalWorkerOptions,
  onEvent: (event: WorkerEvent) => void,
): Worker {
  const { name, logger, patienceMs = PATIENCE_MS } = options;
  const listener = {
    onErrorLine: (line: string) => logger.debug(line),
    onNote: (text: string) => logger.debug(`(about the program: ${text})`),
    onTrouble: (text: string) => logger.warn(`about the program: ${text}`),
  };
  /** Until the programs of earlier searches are gone: two of them would have to share a GPU. */
  let clearing: Promise<unknown> = Promise.resolve();
  onEvent({ type: 'engine-chosen', worker: name, engine: programName(options.command) });

  async function search(
    work: MiningWork,
    signal: AbortSignal,
  ): Promise<Result<Solution, WorkerFailure>> {
    await firstOf(clearing, signal);
    if (signal.aborted) return preempted;
    const startedAt = performance.now();
    const program = startSearch(work, options, listener);
    const impatience = setInterval(() => {
      const minutes = Math.round((performance.now() - startedAt) / 60_000);
      logger.info(`no answer for ${minutes} min; the program still searches chain ${work.chain}`);
    }, patienceMs);
    const end = await firstOf(program.ended, signal);
    clearInterval(impatience);
    const elapsedMs = performance.now() - startedAt;
    // Also after a good end: it may have left something behind.
    clearing = program.stop();
    if (end === null) return preempted;
    const found = end.ok ? judgeEnd(work, end.value) : end;
    if (!found.ok) return err({ kind: 'failed', reason: found.error.reason });
    const { solution, nonceText, hashes } = found.value;
    logger.info(`received nonce ${nonceText}`);
    if (hashes !== null) onEvent({ type: 'hashes-tried', worker: name, hashes, elapsedMs });
    return ok(solution);
  }

  return workerFromSearch(name, search, () => clearing);
}

const preempted = err({ kind: 'preempted' } as const);

import { targetToDifficulty } from '../../chainweb/difficulty.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import type { Logger } from '../../logging/logger.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { createAnswerWatch } from './answer-watch.ts';
import type { Silence } from './answer-watch.ts';
import { programName } from './external-commands.ts';
import type { RunFault } from './external-program.ts';
import { judgeEnd, startSearch } from './external-search.ts';
import type { ProgramPlan, SearchFault } from './external-search.ts';
import { createRateReader } from './reported-rate.ts';
import { firstOf } from '../first-of.ts';
import { systemClock } from '../simulated/simulated-search.ts';
import type { Clock } from '../simulated/simulated-search.ts';
import { workerFromSearch } from '../worker-from-search.ts';
import type { RunsOn, Worker, WorkerEvent, WorkerFailure } from '../worker.ts';

interface ExternalWorkerOptions extends ProgramPlan {
  readonly name: string;
  /** For the program's own output, at debug, and for messages about it. */
  readonly logger: Logger;
  /** Judges how long the program is silent. */
  readonly clock?: Clock;
}

const RUNS_ON: Readonly<Record<RunsOn, string>> = {
  refused: 'it runs as another user and cannot be ended from here',
  stuck: 'it does not end, not even by SIGKILL',
};

/** How often the silence of a running search is checked. */
const LOOK_MS = 1_000;

/**
 * A worker that is a program of the user: started for each piece of work with the target as its
 * last argument and the work header on standard input, it prints a nonce and exits (the external
 * worker of chainweb-mining-client). What it finds is checked before it is reported. It ends, with
 * all it started, when the work is preempted or the worker closed. A long silence is reported, and
 * ended when it cannot be chance; see answer-watch.ts.
 */
export function createExternalWorker(
  options: ExternalWorkerOptions,
  onEvent: (event: WorkerEvent) => void,
): Worker {
  const { name, logger, clock = systemClock } = options;
  const listener = {
    onErrorLine(line: string) {
      logger.debug(line);
      takeRate(readRate(line));
    },
    onNote: (text: string) => logger.debug(`(about the program: ${text})`),
    onRunsOn(why: RunsOn) {
      logger.warn(`about the program: ${RUNS_ON[why]}`);
      const fault = { kind: 'runs-on', detail: why, lastWords: null } as const;
      onEvent({ type: 'worker-troubled', worker: name, fault });
    },
  };
  const watch = createAnswerWatch();
  let reportedStage: Silence['stage'] = 'usual';
  const { externalWorkerRatePattern: pattern } = options.config;
  const readRate =
    pattern === null
      ? () => null
      : createRateReader(pattern, () =>
          logger.warn(
            'externalWorkerRatePattern takes too long on lines of the program: no rate is read from them any more',
          ),
        );
  /** Hashes per second, as the program reported last: with an answer or on its error output. */
  let reportedRate: number | null = null;
  /**
   * Settles when the programs of earlier searches are gone: two of them would have to share a GPU.
   */
  let clearing: Promise<unknown> = Promise.resolve();
  onEvent({ type: 'engine-chosen', worker: name, engine: programName(options.command) });

  function takeRate(rate: number | null): void {
    if (rate === null) return;
    if (reportedRate === null) onEvent({ type: 'rate-reported', worker: name });
    reportedRate = rate;
  }

  /** Reports each stage of a silence once. */
  function lookAtSilence(): Silence {
    const silence = watch.look(clock.nowMs());
    const { silentMs, stage } = silence;
    if (stage === reportedStage || stage === 'usual') return silence;
    reportedStage = stage;
    const isUnlikely = stage === 'unlikely';
    onEvent({ type: 'worker-silent', worker: name, silentMs, isUnlikely });
    if (isUnlikely) {
      logger.warn(
        `no answer for ${minutesText(silentMs)}, which chance hardly explains; it may be hanging`,
      );
    } else {
      logger.info(`no answer for ${minutesText(silentMs)}; where blocks are hard that is usual`);
    }
    return silence;
  }

  /**
   * Reports the hashes of the time since `sinceMs`, by the rate that the program reported last:
   * where blocks are hard, answers are too rare, and searches that are replaced have none. Returns
   * the time up to which hashes are reported.
   */
  function reportByRate(sinceMs: number): number {
    const nowMs = clock.nowMs();
    const elapsedMs = nowMs - sinceMs;
    // The first rate counts for the time before it, too.
    if (reportedRate === null) return sinceMs;
    if (elapsedMs <= 0 || reportedStage === 'unlikely') return nowMs;
    const hashes = (reportedRate * elapsedMs) / 1000;
    onEvent({ type: 'hashes-tried', worker: name, hashes, elapsedMs });
    return nowMs;
  }

  /** Checks the silence every second, until it is cancelled or `onOver` was called. */
  function watchSilence(onLook: () => void, onOver: (silence: Silence) => void): () => void {
    let cancel = (): void => undefined;
    const wait = (): void => {
      cancel = clock.after(LOOK_MS, () => {
        onLook();
        const silence = lookAtSilence();
        if (silence.isOver) onOver(silence);
        else wait();
      });
    };
    wait();
    return () => cancel();
  }

  /** Why a search ends that was not preempted: it hangs, or may hang and is restarted. */
  function endedSilence({ silentMs, stage }: Silence): WorkerFailure {
    if (stage === 'unlikely') {
      const reason = `no answer for ${minutesText(silentMs)}: it seems to hang and was ended`;
      return { kind: 'failed', reason, fault: { kind: 'silent', detail: '', lastWords: null } };
    }
    logger.info('restarting the program with new work, in case it hangs');
    return { kind: 'preempted' };
  }

  async function search(
    work: MiningWork,
    signal: AbortSignal,
  ): Promise<Result<Solution, WorkerFailure>> {
    await firstOf(clearing, signal);
    if (signal.aborted) return err({ kind: 'preempted' });
    const startedMs = clock.nowMs();
    watch.begin(startedMs, targetToDifficulty(work.target));
    const program = startSearch(work, options, listener);
    const patience = new AbortController();
    let over: Silence | null = null;
    let reportedToMs = startedMs;
    const report = (): void => {
      reportedToMs = reportByRate(reportedToMs);
    };
    const unwatch = watchSilence(report, (silence) => {
      over = silence;
      patience.abort();
    });
    const end = await firstOf(program.ended, AbortSignal.any([signal, patience.signal]));
    unwatch();
    report();
    // Also after it has ended by itself: it may have left processes behind.
    clearing = program.stop();
    if (end === null) {
      watch.end(clock.nowMs());
      lookAtSilence();
      return err(over === null ? { kind: 'preempted' } : endedSilence(over));
    }
    const found = end.ok ? judgeEnd(work, end.value) : err(faultOf(end.error));
    if (found.ok) watch.answer(clock.nowMs());
    else watch.fail(clock.nowMs());
    reportedStage = 'usual';
    if (!found.ok) return err({ kind: 'failed', ...found.error });
    const { solution, nonceText, hashes, rate } = found.value;
    logger.info(`received nonce ${nonceText}`);
    const elapsedMs = clock.nowMs() - startedMs;
    if (hashes !== null && reportedRate === null)
      onEvent({ type: 'hashes-tried', worker: name, hashes, elapsedMs });
    takeRate(rate);
    return ok(solution);
  }

  return workerFromSearch(name, search, () => clearing);
}

function faultOf({ reason, kind, detail }: RunFault): SearchFault {
  return { reason, fault: { kind, detail, lastWords: null } };
}

/** A silence that is reported has lasted a minute at least. */
function minutesText(ms: number): string {
  return `${Math.round(ms / 60_000)} min`;
}

import type { MiningWork, Solution } from '../chainweb/mining-work.ts';
import type { Result } from '../result.ts';

/**
 * Everything that can solve work has this one shape, so that a CPU thread, an external program
 * and a rack of ASICs are interchangeable to the miner. (The idea is the `Worker` type of
 * chainweb-mining-client.)
 */
export interface Worker {
  /** Short name for the log and the screen, e.g. `CPU 0`. */
  readonly name: string;

  /**
   * Searches `work` until it is solved, fails, or `signal` is aborted. Only one search runs in a
   * worker at a time. After an abort the promise settles (with `preempted`) within 100 ms.
   */
  solve(work: MiningWork, signal: AbortSignal): Promise<Result<Solution, WorkerFailure>>;

  /** Ends the worker for good and frees what it holds. Safe to call twice. */
  close(): Promise<void>;
}

/** Why a search ended without a solution. */
export type WorkerFailure =
  | { readonly kind: 'preempted' }
  | {
      /** `failed`: it can take new work after a pause. `ended`: it cannot, a new one has to be made. */
      readonly kind: 'failed' | 'ended';
      /** For the log, in English. */
      readonly reason: string;
      readonly fault: WorkerFault;
    };

/** What is wrong with a worker, mostly an external program. The screen has a sentence for each kind. */
export interface WorkerFault {
  readonly kind: WorkerFaultKind;
  /** The facts for the sentence: an exit code, a signal, output, the system's message; or empty. */
  readonly detail: string;
  /** The last line of its error output; null without any. */
  readonly lastWords: string | null;
}

export type WorkerFaultKind =
  | 'command-not-found'
  | 'command-not-runnable'
  | 'not-started'
  | 'exit-code'
  | 'crashed'
  | 'no-output'
  | 'no-nonce'
  | 'endless-output'
  | 'wrong-nonce'
  /** No answer for so long that chance hardly explains it. */
  | 'silent'
  /** It, or what it started, did not end: `detail` says why, as a {@link RunsOn}. */
  | 'runs-on'
  /** A simulated worker's block was refused: the node checks proof of work. `detail` is its answer. */
  | 'pow-checked'
  /** What it found does not solve its work. */
  | 'wrong-solution'
  /** A hash thread threw an error: `detail` is its text. */
  | 'thread-failed'
  /** A hash thread ended: `detail` is its exit code. */
  | 'thread-exited'
  /** The npm package `webgpu` is missing or does not run here. */
  | 'no-webgpu'
  /** Its graphics card is gone: `detail` is the card's name. */
  | 'gpu-missing'
  /** The driver gave the card up, after a crash of its own for example. */
  | 'gpu-lost'
  /** The card computes wrongly. */
  | 'gpu-wrong'
  /** It did nothing for `detail` seconds, and was ended. */
  | 'gpu-hung'
  /** The process that drives the card does not start, failed, or ended: `detail` is an error, an exit code or a signal. */
  | 'gpu-not-started'
  | 'gpu-failed'
  | 'gpu-exited'
  | 'closed';

/** Why a program cannot be ended: it runs as another user, or ignores even SIGKILL. */
export type RunsOn = 'refused' | 'stuck';

/** What a worker reports while it works. */
export type WorkerEvent =
  /** Hashes tried since the previous such event, at least once a second while searching. */
  | {
      readonly type: 'hashes-tried';
      readonly worker: string;
      readonly hashes: number;
      /** Wall time they took, in ms (time spent waiting for work is not in it). */
      readonly elapsedMs: number;
    }
  /** What this worker computes with, reported once when it is ready, e.g. `WebAssembly SIMD`. */
  | { readonly type: 'engine-chosen'; readonly worker: string; readonly engine: string }
  /** The hash rate is what the program itself reports, not counted here; reported once. */
  | { readonly type: 'rate-reported'; readonly worker: string }
  /** The system does not let this worker lower its priority; it still works. */
  | { readonly type: 'priority-kept'; readonly worker: string; readonly reason: string }
  /** The native search is there, but it or a part of it is not fit for use; this worker computes without. */
  | { readonly type: 'native-left-out'; readonly worker: string; readonly reason: string }
  /** An external program has not answered for long, in this search or in many. */
  | {
      readonly type: 'worker-silent';
      readonly worker: string;
      readonly silentMs: number;
      /**
       * Whether a program that answers as often as before would hardly ever be silent this long.
       */
      readonly isUnlikely: boolean;
    }
  /** Something is wrong with a worker, but its search continues or is over already. */
  | { readonly type: 'worker-troubled'; readonly worker: string; readonly fault: WorkerFault };

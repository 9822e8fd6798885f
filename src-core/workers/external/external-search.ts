/** One search by an external program: its command line, and what its end means. */
import type { MinerConfig } from '../../config/miner-config.ts';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { targetToHexLe, targetToHexWords } from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { parseAnswer } from './external-answer.ts';
import { programEnvironment } from './external-environment.ts';
import { runProgram } from './external-program.ts';
import type { ProgramEnd, ProgramRun, RunningProgram } from './external-program.ts';
import type { OrphanGuard } from './orphan-guard.ts';
import type { WorkerFault, WorkerFaultKind } from '../worker.ts';

/** The settings that concern external programs. */
export type ProgramConfig = Pick<
  MinerConfig,
  'externalWorkerTargetFormat' | 'externalWorkerEnvironment' | 'externalWorkerRatePattern'
>;

export interface ProgramPlan {
  /** Number of the mining loop, from 0. */
  readonly index: number;
  /** The command without the target; see external-commands.ts. */
  readonly command: string;
  readonly config: ProgramConfig;
  readonly guard: OrphanGuard;
}

interface ProgramFind {
  readonly solution: Solution;
  /** The nonce as the program printed it: 16 lower-case hex digits. */
  readonly nonceText: string;
  /** Hashes the program says it tried; null when it does not report it. */
  readonly hashes: number | null;
  /** Hashes per second it says it makes; null when it does not report that. */
  readonly rate: number | null;
}

/** Why a search has found nothing: for the log, and as a fault for a screen. */
export interface SearchFault {
  readonly reason: string;
  readonly fault: WorkerFault;
}

/** Starts the program on a piece of work. */
export function startSearch(
  work: MiningWork,
  { index, command, config, guard }: ProgramPlan,
  listener: Pick<ProgramRun, 'onErrorLine' | 'onNote' | 'onRunsOn'>,
): RunningProgram {
  return runProgram({
    commandLine: `${command} ${targetText(work.target, config)}`,
    environment: programEnvironment(process.env, work, {
      workerId: index,
      variables: config.externalWorkerEnvironment,
    }),
    input: work.bytes,
    guard,
    ...listener,
  });
}

/** The target as the program gets it for its last argument, 64 hex digits. */
export function targetText(target: Target, config: ProgramConfig): string {
  return config.externalWorkerTargetFormat === 'haskell'
    ? targetToHexWords(target)
    : targetToHexLe(target);
}

/**
 * What a program that ended has found, checked against the work; or what is wrong with its answer,
 * for the user. The creation time of the header stays as it was.
 */
export function judgeEnd(work: MiningWork, end: ProgramEnd): Result<ProgramFind, SearchFault> {
  const lastWords = end.lastErrorLine;
  const failed = (reason: string, kind: WorkerFaultKind, detail: string) =>
    err({ reason, fault: { kind, detail, lastWords } });
  const answer = parseAnswer(end, end.output);
  if (!answer.ok) {
    const { reason, kind, detail } = answer.error;
    const said = lastWords === null ? '' : ` - its last words: ${lastWords}`;
    return failed(`${reason}${said}`, kind, detail);
  }
  const { nonce, hashes, rate } = answer.value;
  const nonceText = nonce.toString(16).padStart(16, '0');
  const bytes = withTimeAndNonce(work.bytes, work.header.creationTimeMicros, nonce);
  if (!isSolved(bytes, work.target)) {
    const reason = `the program gave a wrong nonce: ${nonceText} does not meet the target (if it never does, the program may want the other target format)`;
    return failed(reason, 'wrong-nonce', nonceText);
  }
  return ok({ solution: { work, bytes }, nonceText, hashes, rate });
}

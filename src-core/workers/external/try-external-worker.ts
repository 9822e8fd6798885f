/** Runs an external command once on an easy job, so that a user sees whether it works. */
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { parseMiningWork, encodeMiningWork } from '../../chainweb/mining-work.ts';
import type { MiningWork } from '../../chainweb/mining-work.ts';
import { mkTargetLevel } from '../../chainweb/target.ts';
import { encodeWorkHeader } from '../../chainweb/work-header.ts';
import { unwrap } from '../../result.ts';
import { externalCommands } from './external-commands.ts';
import type { CommandSettings } from './external-commands.ts';
import { judgeEnd, startSearch, targetText } from './external-search.ts';
import type { ProgramConfig } from './external-search.ts';
import { firstOf } from '../first-of.ts';
import { openOrphanGuard } from './orphan-guard.ts';
import type { WorkerFault } from '../worker.ts';

interface TryOptions {
  /** Which of the commands, from 0, when there are several; the first by default. */
  readonly index?: number;
  /** Ends the attempt. */
  readonly signal?: AbortSignal;
  /** How long the program may take, ms; 60 s, as some build their GPU kernel first. */
  readonly timeoutMs?: number;
}

/** How it went. */
type TryVerdict =
  /** The program found a nonce that solves the job; not every program says how many hashes it tried. */
  | { readonly kind: 'works'; readonly countsHashes: boolean }
  /** There is no command to try. */
  | { readonly kind: 'no-command' }
  /** The attempt was ended by `signal` before the program had an answer. */
  | { readonly kind: 'ended' }
  /** No answer in time to a job that takes about `hashes` hashes. */
  | { readonly kind: 'timeout'; readonly seconds: number; readonly hashes: number }
  /** The program did something wrong: `fault` of the result. */
  | { readonly kind: 'fault' };

/** What came back. Excerpts are text, at most a few kilobytes, as the program wrote it. */
export interface TryResult {
  /** Whether the program may mine: it found a nonce that solves the job. */
  readonly works: boolean;
  readonly verdict: TryVerdict;
  /** What the program did wrong; null when it works or was not judged. */
  readonly fault: WorkerFault | null;
  /** A program that was left behind; null when all of it ended. */
  readonly left: WorkerFault | null;
  /** The command line as the shell got it, with the target. */
  readonly commandLine: string;
  /** Null when the program was ended by a signal, or did not end or start at all. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** One in 1024 hashes solves it: seconds even for a shell script, and nothing for a GPU. */
const TRY_LEVEL = 10;
const TRY_TIMEOUT_MS = 60_000;
const SHOWN_ERROR_LINES = 40;

/**
 * Tries a command with the settings that it would mine with. None of its processes is left when
 * this settles.
 */
export async function tryExternalWorker(
  config: CommandSettings & ProgramConfig,
  options: TryOptions = {},
): Promise<TryResult> {
  const { index = 0, signal, timeoutMs = TRY_TIMEOUT_MS } = options;
  const chosen = externalCommands(config, index + 1)[index];
  const work = easyWork(BigInt(Date.now()) * 1000n);
  const errorLines: string[] = [];
  let left: WorkerFault | null = null;
  const result = (verdict: TryVerdict, rest: Partial<TryResult> = {}): TryResult => ({
    works: false,
    verdict,
    fault: null,
    left,
    commandLine: chosen === undefined ? '' : `${chosen} ${targetText(work.target, config)}`,
    exitCode: null,
    stdout: '',
    stderr: errorLines.join('\n'),
    durationMs: 0,
    ...rest,
  });
  if (chosen === undefined) return result({ kind: 'no-command' });

  const guard = openOrphanGuard();
  const patience = new AbortController();
  const giveUp = (): void => patience.abort();
  const timer = setTimeout(giveUp, timeoutMs);
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted === true) giveUp();
  const startedAt = performance.now();
  const plan = { index, command: chosen, config, guard };
  const program = startSearch(work, plan, {
    onErrorLine(line) {
      if (errorLines.length < SHOWN_ERROR_LINES) errorLines.push(line);
    },
    onNote: () => undefined,
    onRunsOn: (why) => (left = { kind: 'runs-on', detail: why, lastWords: null }),
  });
  try {
    const end = await firstOf(program.ended, patience.signal);
    const durationMs = Math.round(performance.now() - startedAt);
    // Before the result is made: stopping can add error lines, which it shows.
    await program.stop();
    if (end === null) {
      const seconds = Math.round(timeoutMs / 1000);
      const verdict: TryVerdict =
        signal?.aborted === true
          ? { kind: 'ended' }
          : { kind: 'timeout', seconds, hashes: 2 ** TRY_LEVEL };
      return result(verdict, { durationMs });
    }
    if (!end.ok) {
      const { kind, detail } = end.error;
      const fault = { kind, detail, lastWords: null };
      return result({ kind: 'fault' }, { fault, durationMs });
    }
    const { code: exitCode, output: stdout } = end.value;
    const seen = { exitCode, stdout, durationMs };
    const found = judgeEnd(work, end.value);
    if (!found.ok) {
      return result({ kind: 'fault' }, { ...seen, fault: found.error.fault });
    }
    const countsHashes = found.value.hashes !== null;
    return result({ kind: 'works', countsHashes }, { ...seen, works: true });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    guard.close();
  }
}

/** A made-up job: a header like those of the development network, with 3 neighbours. */
function easyWork(creationTimeMicros: bigint): MiningWork {
  const hash = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
  const header = {
    flags: 0n,
    creationTimeMicros,
    parent: hash(1),
    adjacents: [2, 3, 5].map((chain) => ({ chain: mkChainId(chain), hash: hash(chain) })),
    target: mkTargetLevel(TRY_LEVEL),
    payloadHash: hash(4),
    chain: mkChainId(0),
    weight: 1n << BigInt(TRY_LEVEL),
    height: 1,
    versionCode: 2,
    epochStartMicros: creationTimeMicros,
    nonce: 0n,
  };
  const work = unwrap(parseMiningWork(encodeMiningWork(header, encodeWorkHeader(header))));
  return { ...work, versionName: 'development' };
}

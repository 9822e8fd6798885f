/**
 * Runs one case in a process of its own, which may then be stopped, run out of disk or abort, and prints what
 * became of it as a line of JSON.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { detailOf } from '../../src-core/system/thrown-reason.ts';
import { ALL_CASES } from './all-cases.ts';
import type { FaultCase } from './fault-case.ts';
import { verdictOf } from './ledger.ts';
import type { Verdict } from './ledger.ts';
import { unmountSmallDisk } from '../../src-core/tests/disk/small-disk.ts';
import { dataFolderIn, openTrial } from './trial.ts';

/** What one case came to. */
export interface CaseOutcome {
  /** What does not hold; null where all does. */
  readonly problem: string | null;
  /** Null where the case did not get that far. */
  readonly verdict: Verdict | null;
  /** From the end of the fault to a block that was found since and accepted, ms; null where there is none. */
  readonly recoverMs: number | null;
  /** The miner's last log lines, where something does not hold. */
  readonly lastLines: readonly string[];
}

/** Cases take seconds; the slowest wait for a pause of 10 s of the miner. */
const LIMIT_MS = 90_000;
const GRACE_MS = 3_000;
const LATE = `it did not end within ${LIMIT_MS / 1000} s`;
/** Makes a case that is late print its log, and end. */
const SAY_WHERE = 'say where you are';
const LAST_LINES = 25;
const PROGRAM = fileURLToPath(import.meta.url);

/** Runs a case in a new process, and cleans up after it. */
export async function runCase({ name, trial }: FaultCase): Promise<CaseOutcome> {
  const home = await mkdtemp(join(tmpdir(), 'heddle-fault-'));
  const outcome = await outcomeOf(name, home);
  if (trial?.onSmallDisk === true) unmountSmallDisk(dataFolderIn(home));
  await rm(home, { recursive: true, force: true });
  return outcome;
}

function outcomeOf(name: string, home: string): Promise<CaseOutcome> {
  const child = fork(PROGRAM, [name, home], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    silent: true,
    // A group of its own, so that what it has started can be ended with it.
    detached: true,
  });
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.send(SAY_WHERE);
    // One that cannot even say so.
    setTimeout(() => killGroup(child), GRACE_MS).unref();
  }, LIMIT_MS);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const line = output.split('\n').findLast((each) => each.startsWith('{'));
      const outcome = line === undefined ? null : (JSON.parse(line) as CaseOutcome);
      if (outcome !== null && code === 0 && errors === '') {
        resolve(outcome);
        return;
      }
      const why = isLate ? LATE : `it ended by ${signal ?? `exit code ${code}`}`;
      resolve({
        problem: outcome?.problem ?? why,
        verdict: outcome?.verdict ?? null,
        recoverMs: null,
        lastLines: [...(outcome?.lastLines ?? []), ...errors.split('\n').slice(-LAST_LINES)],
      });
    });
  });
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
}

async function run(given: FaultCase, home: string): Promise<void> {
  const trial = await openTrial(home, given.trial);
  const print = (outcome: CaseOutcome): void => {
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
  };
  const fail = async (problem: string): Promise<void> => {
    const lastLines = (await trial.logged()).slice(-LAST_LINES);
    print({ problem, verdict: null, recoverMs: null, lastLines });
    // Whatever the case has left open ends here.
    process.exit(1);
  };
  process.once('message', () => void fail(LATE));
  // It does not keep the process alive.
  process.channel?.unref();
  try {
    await given.run(trial);
    const { ledger, recoverMs } = await trial.end();
    print({ problem: null, verdict: verdictOf(ledger), recoverMs, lastLines: [] });
  } catch (error) {
    await fail(detailOf(error));
  }
}

const [, program, name, home] = process.argv;
if (program === PROGRAM && name !== undefined && home !== undefined) {
  const given = ALL_CASES.find((each) => each.name === name);
  if (given === undefined) throw new Error(`there is no case "${name}"`);
  await run(given, home);
}

/**
 * What an external program's end and output mean. The rules and the beginnings of the failure
 * texts are those of chainweb-mining-client (`Worker/External.hs`).
 */
import { constants } from 'node:os';
import { clipped } from '../../logging/clipped.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { WorkerFaultKind } from '../worker.ts';

/** How a program ended: with an exit code, or by a signal. */
export interface ProgramExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface ProgramAnswer {
  readonly nonce: bigint;
  /** Hashes the program says it tried; null when it does not report it. */
  readonly hashes: number | null;
  /** Hashes per second it says it makes; null when it does not report that. */
  readonly rate: number | null;
}

/** What is wrong with an answer: for the log, and, as a kind, for a screen. */
interface AnswerFault {
  readonly reason: string;
  readonly kind: WorkerFaultKind;
  readonly detail: string;
}

const NONCE_DIGITS = 16;
const SHOWN_LENGTH = 80;

/**
 * Reads the answer of a program that ended by itself. The text before the first white space must
 * be 16 hex digits, the nonce with its most significant digit first; what follows does not matter.
 * Where it is a count of hashes and a rate, as the GPU miner bigolchungus prints, the count is reported.
 */
export function parseAnswer(exit: ProgramExit, output: string): Result<ProgramAnswer, AnswerFault> {
  if (exit.code !== 0) return err(exitFault(exit));
  if (output === '') {
    const reason = 'expected nonce from miner, got: nothing (it printed no output)';
    return err({ reason, kind: 'no-output', detail: '' });
  }
  const noNonce = (reason: string): Result<never, AnswerFault> =>
    err({ reason, kind: 'no-nonce', detail: excerpt(output.trimEnd()) });
  const [word = '', hashes, rate] = output.split(/\s+/, 3);
  if (word === '') {
    const what = output.trim() === '' ? 'white space alone' : 'white space before the nonce';
    return noNonce(`process returned short nonce (${what}; 16 hex digits must come first)`);
  }
  if (!/^([0-9a-f]{2})+$/i.test(word)) {
    return noNonce(`failed to decode nonce bytes: ${excerpt(word)} is not hexadecimal`);
  }
  if (word.length !== NONCE_DIGITS) {
    const count = `${word.length} hex digits instead of 16`;
    return noNonce(`process returned short nonce (${count}: ${excerpt(word)})`);
  }
  const count = hashCount(hashes, rate);
  const reported = count === null ? 0 : Number(rate);
  const isRate = reported > 0 && reported < 1e18;
  return ok({ nonce: BigInt(`0x${word}`), hashes: count, rate: isRate ? reported : null });
}

/** Text of a program, short and in quotes. */
function excerpt(text: string): string {
  return JSON.stringify(clipped(text, SHOWN_LENGTH));
}

function hashCount(hashes: string | undefined, rate: string | undefined): number | null {
  if (hashes === undefined || !/^\d{1,19}$/.test(hashes)) return null;
  // A lone number could be anything.
  if (rate === undefined || !/^\d+(\.\d*)?(e[+-]?\d{1,3})?$/i.test(rate)) return null;
  return Number(hashes);
}

/** Shells report a program that they cannot run with 126 or 127, cmd.exe with 9009. */
function exitFault({ code, signal }: ProgramExit): AnswerFault {
  const fault = (kind: WorkerFaultKind, detail: string, text: string): AnswerFault => ({
    reason: `External worker failed with code: ${text}`,
    kind,
    detail,
  });
  if (signal !== null) {
    return fault('crashed', signal, `${-constants.signals[signal]} (ended by ${signal})`);
  }
  if (code === 127 || (code === 9009 && process.platform === 'win32')) {
    return fault('command-not-found', '', `${code} (the shell does not find the command)`);
  }
  if (code === 126) {
    return fault('command-not-runnable', '', '126 (the command is there but cannot be run)');
  }
  return fault('exit-code', String(code), String(code));
}

/** Renaming where a virus scanner or a search index may have the file open for a moment, as on Windows. */
import { renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from './thrown-reason.ts';

const FIRST_WAIT_MS = 10;
/** Waits double: together about 1.3 s. */
const TRIES = 8;
/** While the program waits, nothing else happens in it: together 70 ms. */
const BLOCKING_TRIES = 4;

interface PatientRenameOptions {
  readonly rename?: (from: string, to: string) => Promise<void>;
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly platform?: NodeJS.Platform;
}

/**
 * Renames as `fs.rename` does, on Windows again and again while another program has one of the files open.
 * @throws the system's last error
 */
export async function renamePatiently(
  from: string,
  to: string,
  options: PatientRenameOptions = {},
): Promise<void> {
  const { rename: act = rename, wait = delay, platform = process.platform } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act(from, to);
    } catch (error) {
      if (!mayPass(error, platform) || attempt === TRIES) throw error;
      await wait(waitMs(attempt));
    }
  }
}

/** What a test replaces: the system's call, the wait, the system. */
export interface BlockingRenameOptions {
  readonly rename?: (from: string, to: string) => void;
  readonly wait?: (ms: number) => unknown;
  readonly platform?: NodeJS.Platform;
}

/**
 * `renamePatiently` for callers that cannot await, and so with fewer tries.
 * @throws the system's last error
 */
export function renamePatientlySync(
  from: string,
  to: string,
  options: BlockingRenameOptions = {},
): void {
  const { rename: act = renameSync, wait = sleep, platform = process.platform } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      act(from, to);
      return;
    } catch (error) {
      if (!mayPass(error, platform) || attempt === BLOCKING_TRIES) throw error;
      wait(waitMs(attempt));
    }
  }
}

function mayPass(error: unknown, platform: NodeJS.Platform): boolean {
  const code = codeOf(error);
  return platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY');
}

function waitMs(attempt: number): number {
  return FIRST_WAIT_MS * 2 ** (attempt - 1);
}

/** Blocks this thread. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

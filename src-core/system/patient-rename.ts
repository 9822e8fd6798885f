/** Renaming where a virus scanner or a search index may have the file open for a moment, as on Windows. */
import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from './thrown-reason.ts';

const FIRST_WAIT_MS = 10;
/** Waits double: together about 1.3 s. */
const TRIES = 8;

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
      const code = codeOf(error);
      const mayPass = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
      if (!mayPass || platform !== 'win32' || attempt === TRIES) throw error;
      await wait(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }
}

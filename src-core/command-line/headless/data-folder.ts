/** The data folder of a miner in a terminal: created, locked, and closed to other users. */
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '../../logging/logger.ts';
import { reasonOf } from '../../system/thrown-reason.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { LOCK_FILE, lockFaultText, takeDataLock } from '../../system/data-lock.ts';
import { EXIT } from '../../system/exit-codes.ts';
import {
  closeDataFiles,
  closeToOthers,
  isOpenToOthers,
  PRIVATE_FOLDER,
} from '../../system/private-files.ts';
import { folderInUseSentence } from '../texts/start-error-sentences.ts';

interface DataFolder {
  readonly path: string;
  /** Releases it for other programs. */
  release(): void;
}

/** Why there is no folder to mine with: a sentence, and the exit code. */
interface DataFolderError {
  readonly message: string;
  readonly code: number;
}

/** Opens `given`, or with null the folder that the system has for this. */
export async function openDataFolder(
  given: string | null,
  logger: Logger,
): Promise<Result<DataFolder, DataFolderError>> {
  const path = given ?? defaultDataDirectory();
  try {
    await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
  } catch (error) {
    const message = `The folder ${path} cannot be created (${reasonOf(error)}). Name another one with --data-dir.`;
    return err({ message, code: EXIT.failed });
  }
  const lock = takeDataLock(join(path, LOCK_FILE), 'terminal');
  if (!lock.ok) {
    const { error } = lock;
    if (error.kind === 'held') {
      return err({ message: folderInUseSentence(path, error.holder), code: EXIT.folderInUse });
    }
    logger.warn(`the folder ${path} is not locked: ${lockFaultText(error)}`);
  }
  try {
    keepPrivate(path, given !== null, logger);
  } catch (error) {
    logger.warn(`the folder ${path} cannot be made private: ${reasonOf(error)}`);
  }
  return ok({ path, release: lock.ok ? lock.value : () => undefined });
}

/**
 * A folder that the user has chosen may be shared for other reasons: its mode is reported, not
 * changed.
 */
function keepPrivate(path: string, isGiven: boolean, logger: Logger): void {
  const open = closeDataFiles(path);
  if (open.length > 0) {
    logger.warn(`other users can read ${open.join(', ')} in ${path}, which belong to another user`);
  }
  if (!isGiven) closeToOthers(path);
  if (isOpenToOthers(path)) {
    logger.info(
      `other users can look into ${path}, but not into the files in it; chmod 700 closes it`,
    );
  }
}

/** Where the terminal program keeps its data without `--data-dir`. */
export function defaultDataDirectory(): string {
  if (process.platform === 'win32') {
    return join(process.env['APPDATA'] ?? homedir(), 'heddle-headless');
  }
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'heddle-headless');
  }
  return join(
    process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'),
    'heddle-headless',
  );
}

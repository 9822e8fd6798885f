/** A log on disk of bounded size: a full file is renamed, and a new one is started. */
import { appendFile, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renamePatiently } from '../system/patient-rename.ts';
import { closeToOthers, PRIVATE_FILE, PRIVATE_FOLDER } from '../system/private-files.ts';
import { formatLogLine } from './log-line.ts';
import type { LogRecord } from './log-record.ts';
import { codeOf } from '../system/thrown-reason.ts';

interface LogFileOptions {
  readonly path: string;
  /** A file of this size is rotated before the next batch; 5 MiB. */
  readonly maxBytes?: number;
  /** How many full files are kept, at least one: `path.1` (newest) … `path.N`; 4. */
  readonly keep?: number;
  /** The line of a record, without its line break; by default the terminal's, without colours. */
  readonly format?: (record: LogRecord) => string;
}

/** A log file. */
interface LogFile {
  /** Appends a batch; to be awaited before the next. Rejects with the system's error. */
  write(batch: readonly LogRecord[]): Promise<void>;
}

const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** Full files that are kept beside the current one. */
const KEPT_FILES = 4;

/** A log file at `path`, for its owner to read; its folder is created when the first batch is written. */
export function openLogFile(options: LogFileOptions): LogFile {
  const { path, maxBytes = MAX_FILE_BYTES, keep = KEPT_FILES, format = plainLine } = options;
  let bytes: number | null = null;

  async function rotate(): Promise<void> {
    for (let index = keep - 1; index >= 1; index -= 1) {
      await renameIfThere(`${path}.${index}`, `${path}.${index + 1}`);
    }
    await renameIfThere(path, `${path}.1`);
    bytes = 0;
  }

  return {
    async write(batch) {
      if (bytes === null) {
        await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
        closeToOthers(path);
        bytes = await sizeOf(path);
      }
      if (bytes >= maxBytes) await rotate();
      const text = batch.map((record) => `${format(record)}\n`).join('');
      await appendFile(path, text, { mode: PRIVATE_FILE });
      bytes += Buffer.byteLength(text);
    },
  };
}

function plainLine(record: LogRecord): string {
  return formatLogLine(record, { colours: false });
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await renamePatiently(from, to);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

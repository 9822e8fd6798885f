/** `devices.json` in the data folder, which its owner alone may read. */
import { copyFileSync, readFileSync, statSync, unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../../config/files/atomic-file.ts';
import type { Logger } from '../../logging/logger.ts';
import { parsePeerJson } from '../../peers/peer-json.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { setAside } from '../../storage/set-aside.ts';
import { codeOf, reasonOf } from '../../system/thrown-reason.ts';
import { knownDevicesSchema } from './known-device.ts';
import type { KnownDevice } from './known-device.ts';

/** A thousand machines need half of it. */
const MOST_BYTES = 1024 * 1024;

interface KnownDevicesFile {
  /** What it held at the start. */
  readonly devices: readonly KnownDevice[];
  /**
   * Writes in the order of the calls. Resolves when `devices` are in the file, or with why they are
   * not; the file is then as it was.
   */
  write(devices: readonly KnownDevice[]): Promise<Result<null, string>>;
  /**
   * What another program wrote into it since it was read or written here: a miner and a command in a
   * terminal may share a data folder. Null when it is as it was, or being written.
   */
  changed(): readonly KnownDevice[] | null;
  /**
   * Calls `look` soon after the file has changed, whoever wrote it. The file is asked for every `everyMs`,
   * which works on all disks, network ones included. Keeps no program running.
   * @returns what ends it
   */
  watch(look: () => void, everyMs: number): () => void;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

/** Reads the file. One that cannot be used is kept under another name, which the log says. */
export function openKnownDevicesFile(folder: string, logger: Logger): KnownDevicesFile {
  const path = join(folder, 'devices.json');
  const read = readDevices(path);
  const isLost = !read.ok && !isKeptElsewhere(path, read.error, logger);
  let last: Promise<unknown> = Promise.resolve();
  let writing = 0;
  let stamp = stampOf(path);

  async function write(devices: readonly KnownDevice[]): Promise<Result<null, string>> {
    // It would replace the only copy of what could not be read.
    if (isLost) return err(`${path} can be neither read nor renamed`);
    const text = `${JSON.stringify({ version: 1, devices }, null, 2)}\n`;
    if (Buffer.byteLength(text) > MOST_BYTES) return err(`${path} would be too large`);
    try {
      await writeFileAtomically(path, text);
      stamp = stampOf(path);
      return ok(null);
    } catch (error) {
      return err(reasonOf(error));
    }
  }

  return {
    devices: read.ok ? read.value : [],
    write(devices) {
      writing += 1;
      const written = last.then(() => write(devices)).finally(() => (writing -= 1));
      last = written;
      return written;
    },
    changed() {
      const now = stampOf(path);
      // A file that is gone is written again.
      if (writing > 0 || now === stamp || now === '') return null;
      stamp = now;
      const read = readDevices(path);
      return read.ok ? read.value : null;
    },
    watch(look, everyMs) {
      watchFile(path, { persistent: false, interval: everyMs }, look);
      return () => unwatchFile(path, look);
    },
    async settled() {
      await last;
    },
  };
}

/** Every writing makes a new file. */
function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? '' : `${stats.ino} ${stats.mtimeNs} ${stats.size}`;
}

function readDevices(path: string): Result<readonly KnownDevice[], string> {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return ok([]);
    if (!stats.isFile()) return err('it is no file');
    if (stats.size > MOST_BYTES) return err('it is too large');
    const json = parsePeerJson(readFileSync(path, 'utf8'));
    if (!json.ok) return err(json.error.reason);
    const parsed = knownDevicesSchema.safeParse(json.value);
    return parsed.success ? ok(parsed.data.devices) : err('it is no list of machines');
  } catch (error) {
    return err(codeOf(error) ?? reasonOf(error));
  }
}

/** Whether what the file holds is safe under another name. */
function isKeptElsewhere(path: string, reason: string, logger: Logger): boolean {
  const found = `the list of machines in ${path} cannot be used: ${reason}`;
  try {
    logger.error(`${found}; the file was kept as ${setAside(path)}`);
    return true;
  } catch {
    // Another program has it open (Windows): a copy will do.
  }
  const copy = `${path}.damaged-copy-${Date.now()}`;
  try {
    copyFileSync(path, copy);
    logger.error(`${found}; its content was kept as ${copy}`);
    return true;
  } catch (error) {
    logger.error(`${found}, nor can it be kept under another name: ${reasonOf(error)}`);
    return false;
  }
}

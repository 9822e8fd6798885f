/**
 * A disk that becomes full and has room again: a small tmpfs for root, and for others a limit on the size of the files
 * of this process, which has to be one that may end.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../system/thrown-reason.ts';

export type SmallDisk = 'tmpfs' | 'limit';

/** Bytes of a file beyond which the limit fails a write. */
const LIMIT_BYTES = 16_384;

/** Whether a small disk can be mounted here: root may, outside of most containers. */
export function canMountSmallDisk(): boolean {
  const at = mkdtempSync(join(tmpdir(), 'heddle-mount-'));
  try {
    if (!mountSmallDisk(at, 1)) return false;
    unmountSmallDisk(at);
    return true;
  } finally {
    rmdirSync(at);
  }
}

/** Mounts a small disk at a folder; false where that is not allowed. To be unmounted in the end. */
export function mountSmallDisk(at: string, megabytes: number): boolean {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`];
  return isRoot && spawnSync('mount', [...options, 'tmpfs', at]).status === 0;
}

export function unmountSmallDisk(at: string): void {
  // Lazily: SQLite's files stay open until the garbage collector comes by.
  spawnSync('umount', ['--lazy', at]);
}

/** Leaves no room on the disk of `folder`. Returns a function that makes room again. */
export function fillDisk(folder: string, disk: SmallDisk): () => void {
  if (disk === 'limit') {
    // With a listener the signal kills nothing, and the write fails.
    process.on('SIGXFSZ', () => undefined);
    limitFiles(`${LIMIT_BYTES}:`);
    return () => limitFiles('unlimited:');
  }
  const filler = join(folder, 'filler');
  const descriptor = openSync(filler, 'w');
  for (const size of [65_536, 4_096]) {
    const bytes = Buffer.alloc(size);
    try {
      for (;;) if (writeSync(descriptor, bytes) < size) break;
    } catch (error) {
      if (codeOf(error) !== 'ENOSPC') throw error;
    }
  }
  closeSync(descriptor);
  return () => rmSync(filler);
}

function limitFiles(limit: string): void {
  const { status, stderr } = spawnSync('prlimit', [`--fsize=${limit}`, `--pid=${process.pid}`]);
  if (status !== 0) throw new Error(`prlimit failed: ${String(stderr)}`);
}

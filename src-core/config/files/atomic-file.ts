/** Writing files so that they hold either the old version or the new one, never a part. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readlink, realpath, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { codeOf } from '../../system/thrown-reason.ts';
import { renamePatiently } from '../../system/patient-rename.ts';

/**
 * Writes `content` to a new file beside `path` and renames it to `path`. Creates the folder if it is
 * missing. A symbolic link stays, and its target is written.
 * @throws the error of the system (disk full, not permitted); the old file is then unchanged.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  const target = await followed(path);
  await mkdir(dirname(target), { recursive: true });
  const draft = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      // Without this, the file may be empty after a power cut.
      await file.sync();
    } finally {
      await file.close();
    }
    await renamePatiently(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** `heddle.yaml` becomes `heddle.yaml.broken-2026-11-23T06-30-00-000Z`. */
export function brokenName(path: string, now: Date): string {
  return `${path}.broken-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
}

/** The file that a path leads to; it need not exist yet. */
async function followed(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  try {
    return await followed(resolve(dirname(path), await readlink(path)));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return path;
  }
}

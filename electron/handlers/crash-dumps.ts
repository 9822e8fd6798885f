/** The reports of crashes that Chromium's Crashpad keeps: https://www.electronjs.org/docs/latest/api/crash-reporter */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CrashDumps } from '../../contract/diagnosis.ts';

/** Crashpad deletes old reports itself; a folder with more is not read to its end. */
const MOST_FILES = 1_000;

/** Counts the reports in the folder and one level below, which is where Crashpad puts them; none where it cannot be read. */
export async function findCrashDumps(folder: string): Promise<CrashDumps> {
  const files = await dumpsIn(folder, 1);
  const times = await Promise.all(files.slice(0, MOST_FILES).map(writtenMs));
  const known = times.filter((ms) => ms !== null);
  return { count: known.length, newestAtMs: Math.max(0, ...known) };
}

async function dumpsIn(folder: string, deeper: number): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const found = entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && deeper > 0) return dumpsIn(path, deeper - 1);
      return entry.isFile() && entry.name.endsWith('.dmp') ? [path] : [];
    });
    return (await Promise.all(found)).flat();
  } catch {
    // There is no such folder before the first crash.
    return [];
  }
}

/** Null when Crashpad deleted it meanwhile. */
async function writtenMs(path: string): Promise<number | null> {
  try {
    return Math.floor((await stat(path)).mtimeMs);
  } catch {
    return null;
  }
}

/** Where the practice network of a program keeps its chains, and how they are thrown away. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The data file within the program's data directory. */
export function practiceDataFile(dataDirectory: string): string {
  return join(dataDirectory, 'practice.db');
}

/**
 * Deletes the practice chains; the next start begins with genesis blocks. Only while nothing runs
 * on them. Rejects when the file system refuses.
 */
export async function removePracticeData(dataDirectory: string): Promise<void> {
  // SQLite's log and its index lie beside the file.
  for (const suffix of ['', '-wal', '-shm']) {
    await rm(`${practiceDataFile(dataDirectory)}${suffix}`, { force: true });
  }
}

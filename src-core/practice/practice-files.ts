/** Where the practice network keeps its chains, and how they are deleted. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { COMPANIONS } from '../storage/database-file.ts';

/** The data file within the program's data directory. */
export function practiceDataFile(dataDirectory: string): string {
  return join(dataDirectory, 'practice.db');
}

/**
 * Deletes the practice chains; the next start creates genesis blocks. Only while no node has them
 * open. Rejects with the system's error.
 */
export async function removePracticeData(dataDirectory: string): Promise<void> {
  for (const suffix of ['', ...COMPANIONS]) {
    await rm(`${practiceDataFile(dataDirectory)}${suffix}`, { force: true });
  }
}

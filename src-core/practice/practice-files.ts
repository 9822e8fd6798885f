/** Where the practice network keeps its chains, and how they are deleted. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { COMPANIONS } from '../storage/database-file.ts';
import { holderText, takeDataLock } from '../system/data-lock.ts';

/** The data file within the program's data directory. */
export function practiceDataFile(dataDirectory: string): string {
  return join(dataDirectory, 'practice.db');
}

/**
 * Deletes the practice chains; the next start creates genesis blocks. Rejects with the system's
 * error, or with one that names the program that has them open.
 */
export async function removePracticeData(dataDirectory: string): Promise<void> {
  const file = practiceDataFile(dataDirectory);
  const lock = takeDataLock(`${file}.lock`, 'practice');
  if (!lock.ok && lock.error.kind === 'held') {
    throw new Error(`${holderText(lock.error.holder)} has them open`);
  }
  for (const suffix of ['', ...COMPANIONS]) await rm(`${file}${suffix}`, { force: true });
  if (lock.ok) lock.value();
}

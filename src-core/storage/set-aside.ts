/** Damaged files are kept under another name: their contents may still be worth something. */
import { existsSync } from 'node:fs';
import { renamePatientlySync } from '../system/patient-rename.ts';
import type { BlockingRenameOptions } from '../system/patient-rename.ts';

/**
 * Renames a damaged file to `<path>.damaged-<date>`, and the files with the suffixes `companions`
 * (`-wal`) likewise. Never replaces a file.
 * @returns the new path
 * @throws the system's error: no permission, no such file, or still open (Windows)
 */
export function setAside(
  path: string,
  companions: readonly string[] = [],
  renaming: BlockingRenameOptions = {},
): string {
  const dated = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  let kept = dated;
  for (let next = 2; existsSync(kept); next += 1) kept = `${dated}-${next}`;
  // Before the file itself: SQLite deletes a log that it finds next to a new file.
  for (const suffix of companions) {
    if (!existsSync(`${path}${suffix}`)) continue;
    renamePatientlySync(`${path}${suffix}`, `${kept}${suffix}`, renaming);
  }
  renamePatientlySync(path, kept, renaming);
  return kept;
}

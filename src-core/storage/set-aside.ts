/** Damaged files are kept under another name: what is in them may be worth a look. */
import { existsSync, renameSync } from 'node:fs';

/**
 * Renames a damaged file to `<path>.damaged-<date>`, and its neighbours (`-wal`) likewise. A file
 * that has that name already stays.
 * @returns the new path
 * @throws what the disk says: no right, no such file, or still open (Windows)
 */
export function setAside(path: string, neighbours: readonly string[] = []): string {
  const dated = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  let kept = dated;
  for (let next = 2; existsSync(kept); next += 1) kept = `${dated}-${next}`;
  // First: SQLite deletes a log that it finds beside a new file, never the other way round.
  for (const suffix of neighbours) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${kept}${suffix}`);
  }
  renameSync(path, kept);
  return kept;
}

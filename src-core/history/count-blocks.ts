import type Database from 'libsql';

/** How many own blocks were found before a time, ms since the Unix epoch. */
export function countBlocks(db: Database.Database, beforeMs: number): number {
  const row = db.prepare('SELECT COUNT(*) AS n FROM block WHERE found_at_ms < ?').get(beforeMs);
  return (row as { n: number }).n;
}

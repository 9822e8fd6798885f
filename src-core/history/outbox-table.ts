/** Where earlier versions stored the outbox: a table of the history. It is moved into the file. */
import { mkChainId } from '../chainweb/chain-graph.ts';
import type { OutboxEntry } from '../node/solutions/solution-outbox.ts';
import type { Database } from '../storage/database-file.ts';
import {
  asBlob,
  asNumber,
  bytesOf,
  numberOf,
  textOf,
  wholeNumberOf,
} from '../storage/sqlite-values.ts';
import type { Blob } from '../storage/sqlite-values.ts';

interface OutboxRow {
  readonly id: Blob | null;
  readonly node: Blob | null;
  readonly version: Blob | null;
  readonly worker: Blob | null;
  readonly bytes: Blob | null;
  readonly chain: number | null;
  readonly height: number | null;
  readonly difficulty: number | null;
  readonly found_at_ms: number | null;
}

const COLUMNS = [
  ...['id', 'node', 'version', 'worker', 'bytes'].map(asBlob),
  ...['chain', 'height', 'difficulty', 'found_at_ms'].map(asNumber),
].join(', ');

/** Every entry that can be read, in a sound file or a damaged one. Never throws. */
export function salvageOutbox(db: Database.Database): OutboxEntry[] {
  const entries: OutboxEntry[] = [];
  try {
    const rows = db.prepare(`SELECT ${COLUMNS} FROM outbox NOT INDEXED`).iterate();
    for (const row of rows as Iterable<OutboxRow>) {
      try {
        entries.push(entryFromRow(row));
      } catch {
        // A damaged entry must not hold up the others.
      }
    }
  } catch {
    // What was read before the bad place is all there is; a sound file has been read to its end.
  }
  return entries;
}

/**
 * Deletes all entries of the table.
 * @throws what libsql throws
 */
export function emptyOutbox(db: Database.Database): void {
  db.exec('DELETE FROM outbox');
}

function entryFromRow(row: OutboxRow): OutboxEntry {
  return {
    id: textOf(row.id),
    node: textOf(row.node),
    versionName: textOf(row.version),
    chain: mkChainId(wholeNumberOf(row.chain)),
    height: wholeNumberOf(row.height),
    difficulty: numberOf(row.difficulty),
    worker: textOf(row.worker),
    foundAtMs: wholeNumberOf(row.found_at_ms),
    bytes: bytesOf(row.bytes),
  };
}

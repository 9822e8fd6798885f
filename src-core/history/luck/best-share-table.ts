/** The history's table of best shares: one row for each network and scope, a scope being all time, a month or a machine. */
import type { Database } from '../../storage/database-file.ts';
import { asBlob, asNumber, numberOf, textOf, wholeNumberOf } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';

/** A share by the difficulty of its own hash, which is mostly far above what it had to meet. */
export interface BestShare {
  /** The rig, or one of this computer's own workers. */
  readonly machine: string;
  /** Hashes it takes on average to find one as low: 2^256 / hash. */
  readonly difficulty: number;
  /** That of the block it was searched for; a share at least as difficult was a block. */
  readonly blockDifficulty: number;
  /** ms since the Unix epoch. */
  readonly atMs: number;
}

/** A row: the best share of a scope on a network. */
export interface ScopedShare {
  readonly versionName: string;
  readonly scope: string;
  readonly share: BestShare;
}

export interface BestShareTable {
  all(): ScopedShare[];
  /** Stores a row in place of the one before. */
  put(row: ScopedShare): void;
  drop(versionName: string, scope: string): void;
}

interface Row {
  readonly version: Blob | null;
  readonly scope: Blob | null;
  readonly machine: Blob | null;
  readonly difficulty: number | null;
  readonly block_difficulty: number | null;
  readonly at_ms: number | null;
}

/** The table of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function bestShareTableIn(db: Database.Database): BestShareTable {
  const columns = [
    ...['version', 'scope', 'machine'].map(asBlob),
    ...['difficulty', 'block_difficulty', 'at_ms'].map(asNumber),
  ].join(', ');
  const all = db.prepare(`SELECT ${columns} FROM best_share`);
  const put = db.prepare('INSERT OR REPLACE INTO best_share VALUES (?, ?, ?, ?, ?, ?)');
  const drop = db.prepare('DELETE FROM best_share WHERE version = ? AND scope = ?');
  return {
    all: () =>
      (all.all() as Row[]).map((row) => ({
        versionName: textOf(row.version),
        scope: textOf(row.scope),
        share: {
          machine: textOf(row.machine),
          difficulty: numberOf(row.difficulty),
          blockDifficulty: numberOf(row.block_difficulty),
          atMs: wholeNumberOf(row.at_ms),
        },
      })),
    put({ versionName, scope, share: { machine, difficulty, blockDifficulty, atMs } }) {
      put.run([versionName, scope, machine, difficulty, blockDifficulty, atMs]);
    },
    drop(versionName, scope) {
      drop.run([versionName, scope]);
    },
  };
}

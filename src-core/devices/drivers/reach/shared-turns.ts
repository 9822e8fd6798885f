/**
 * Turns at machines among the programs that use one data folder: an app that mines and a command in a
 * terminal ask no machine at the same time, and keep the distance between two gentle rounds together.
 * A table beside the list of machines says who has the turn. A program that was killed loses its turns
 * after some seconds, since it no longer renews them.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { Logger } from '../../../logging/logger.ts';
import { makePrivateFile } from '../../../system/private-files.ts';
import { codeOf, reasonOf } from '../../../system/thrown-reason.ts';
import { createPatientWrites, isBusy } from './patient-writes.ts';

export interface SharedTurns {
  /** Takes the turn at a machine. False while another program has it or has to leave the machine alone. */
  take(host: string): boolean;
  /** No program takes the next turn within this time, ms. */
  rest(host: string, ms: number): void;
  leave(host: string): void;
  close(): void;
}

/** A turn that is not renewed ends after this time, ms. */
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
/** Another program writes for less than a millisecond. What opens the table waits for it this long, ms. */
const OPEN_MS = 200;
/** A turn is taken as if there were no other program once the table was busy for this long, ms. */
const LONGEST_BUSY_MS = 2_000;
/** No rest is longer, ms: a later one was written before the clock was set back. */
const LONGEST_REST_MS = 60_000;

const TABLE = `CREATE TABLE IF NOT EXISTS turns (
  host TEXT PRIMARY KEY, holder TEXT NOT NULL, heldUntilMs INTEGER NOT NULL, restUntilMs INTEGER NOT NULL
) STRICT`;

const TAKE = `INSERT INTO turns VALUES (:host, :holder, :nowMs + ${LEASE_MS}, 0)
  ON CONFLICT (host) DO UPDATE SET holder = excluded.holder, heldUntilMs = excluded.heldUntilMs
  WHERE (holder = :holder OR heldUntilMs NOT BETWEEN :nowMs AND :nowMs + ${LEASE_MS})
    AND restUntilMs NOT BETWEEN :nowMs AND :nowMs + ${LONGEST_REST_MS}`;

/**
 * The table is made with the first turn. Where the folder cannot be used for it, which the log says,
 * machines are asked as if there were no other program.
 */
export function shareTurns(
  folder: string,
  logger: Logger,
  nowMs: () => number = Date.now,
): SharedTurns {
  let turns: SharedTurns | null = null;
  const opened = (): SharedTurns => {
    if (turns !== null) return turns;
    try {
      turns = turnsIn(openTable(join(folder, 'machine-turns.db')), nowMs);
    } catch (error) {
      logger.warn(`turns at machines are not shared with other programs: ${reasonOf(error)}`);
      turns = ALONE;
    }
    return turns;
  };
  return {
    take: (host) => opened().take(host),
    rest: (host, ms) => turns?.rest(host, ms),
    leave: (host) => turns?.leave(host),
    close: () => turns?.close(),
  };
}

const ALONE: SharedTurns = {
  take: () => true,
  rest: () => undefined,
  leave: () => undefined,
  close: () => undefined,
};

function openTable(path: string, mayRenew = true): Database.Database {
  makePrivateFile(path);
  const db = new Database(path, { timeout: OPEN_MS });
  try {
    // What it holds is worth nothing after some seconds: it need not survive a power cut.
    db.pragma('journal_mode = MEMORY');
    db.pragma('synchronous = OFF');
    db.exec(TABLE);
    // From here on, to wait would hold up the whole program.
    db.pragma('busy_timeout = 0');
    return db;
  } catch (error) {
    db.close();
    if (!mayRenew || !/^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error) ?? '')) throw error;
    rmSync(path, { force: true });
    return openTable(path, false);
  }
}

function turnsIn(db: Database.Database, nowMs: () => number): SharedTurns {
  const holder = randomUUID();
  const held = new Set<string>();
  const writes = createPatientWrites();
  let busySinceMs: number | null = null;
  const take = db.prepare(TAKE);
  const renew = db.prepare(
    'UPDATE turns SET heldUntilMs = :untilMs WHERE holder = :holder AND heldUntilMs > 0',
  );
  const rest = db.prepare('UPDATE turns SET restUntilMs = :untilMs WHERE host = :host');
  const leave = db.prepare(
    'UPDATE turns SET heldUntilMs = 0 WHERE host = :host AND holder = :holder',
  );
  const sweep = db.prepare('DELETE FROM turns WHERE heldUntilMs < :nowMs AND restUntilMs < :nowMs');
  const timer = setInterval(() => {
    if (held.size > 0) writes.write(() => renew.run({ holder, untilMs: nowMs() + LEASE_MS }));
  }, RENEW_MS);
  timer.unref();

  /** Without the table, machines are asked as if there were no other program. */
  function mayTake(host: string): boolean {
    // A turn that was left is not yet written as that.
    if (writes.isBehind()) return isBusyForLong();
    try {
      const { changes } = take.run({ host, holder, nowMs: nowMs() });
      busySinceMs = null;
      return changes > 0;
    } catch (error) {
      return isBusy(error) ? isBusyForLong() : true;
    }
  }

  function isBusyForLong(): boolean {
    busySinceMs ??= performance.now();
    return performance.now() - busySinceMs > LONGEST_BUSY_MS;
  }

  return {
    take(host) {
      const isTaken = mayTake(host);
      if (isTaken) held.add(host);
      return isTaken;
    },
    rest(host, ms) {
      const untilMs = nowMs() + Math.ceil(ms);
      writes.write(() => rest.run({ host, untilMs }));
    },
    leave(host) {
      held.delete(host);
      writes.write(() => {
        // It may have been taken again meanwhile.
        if (!held.has(host)) leave.run({ host, holder });
      });
      writes.write(() => sweep.run({ nowMs: nowMs() }));
    },
    close() {
      clearInterval(timer);
      for (const host of held) writes.write(() => leave.run({ host, holder }));
      writes.close();
      db.close();
    },
  };
}
